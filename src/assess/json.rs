//! The assessment as one JSON object, as the contract of the main example has it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::ledger::Ledger;
use super::{Assessment, Comparison, Identities, Outcome};
use crate::form::Lang;
use crate::narrative::{Claim, OpenList, Quantity, Reason, Sum};

/// With messages in the language, or as data alone.
pub(super) struct Spoken<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) lang: Option<Lang>,
}

impl Serialize for Spoken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { assessment, lang } = *self;
        let draft = assessment.draft();
        let mut map = serializer.serialize_map(None)?;
        draft.serialize_head(&mut map)?;
        draft.serialize_publication(&mut map)?;
        map.serialize_entry("verdict", &assessment.verdict())?;
        map.serialize_entry("policy", assessment.policy())?;
        map.serialize_entry("selection", assessment.selection())?;
        map.serialize_entry("tally", &assessment.tally())?;
        map.serialize_entry("identities", &Identities::of(assessment))?;
        map.serialize_entry("cells", &draft.cells_in_json(true))?;
        map.serialize_entry("findings", &assessment.ledger.said(assessment.findings(), lang))?;
        map.serialize_entry("folded", &assessment.ledger.said(assessment.folded(), lang))?;
        map.serialize_entry("waivers", assessment.waivers())?;
        map.serialize_entry("forced", assessment.forced())?;
        map.serialize_entry("explanations", assessment.explanations())?;
        map.serialize_entry("claims", &claims(assessment, lang))?;
        map.serialize_entry("lists", &lists(assessment))?;
        let unread = assessment.claims().unread.iter().map(|span| span.quote(draft));
        map.serialize_entry("unread", &unread.collect::<Vec<_>>())?;
        if let Some(lang) = lang {
            map.serialize_entry("unseen", super::UNSEEN.get(lang))?;
        }
        map.serialize_entry("rules", &Account { ledger: &assessment.ledger, lang })?;
        map.end()
    }
}

/// Data alone: with messages in a language, see [`Assessment::spoken`]. There the subject of a claim and the outcome of a rule
/// are words; here they are a [`Quantity`] and an [`Outcome`].
impl Serialize for Assessment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Spoken { assessment: self, lang: None }.serialize(serializer)
    }
}

/// Data alone: with its message in a language, a finding is [spoken](Comparison::spoken).
impl Serialize for Comparison {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("policy", self.policy())?;
        map.serialize_entry("selection", self.selection())?;
        map.serialize_entry("tally", &self.tally())?;
        map.serialize_entry("findings", &self.ledger.said(self.findings(), None))?;
        map.serialize_entry("waivers", self.waivers())?;
        map.serialize_entry("rules", &Account { ledger: &self.ledger, lang: None })?;
        map.end()
    }
}

/// A statement of the text, with the reason where it is compared with nothing.
#[derive(Serialize)]
struct Stated {
    text: String,
    subject: Counted,
    value: String,
    year: Option<u16>,
    #[serde(rename = "not_assessed")]
    reason: Option<Reason>,
}

/// The quantity that a number of the text counts.
#[derive(Serialize)]
#[serde(untagged)]
enum Counted {
    Data(Quantity),
    Words(String),
}

fn claims(assessment: &Assessment, lang: Option<Lang>) -> Vec<Stated> {
    let draft = assessment.draft();
    let subject = |of: Quantity| lang.map_or(Counted::Data(of), |lang| Counted::Words(of.name(draft.edition(), lang)));
    let stated = |claim: &Claim| Stated {
        text: claim.span.quote(draft),
        subject: subject(claim.subject),
        value: claim.value.number.to_string(),
        year: claim.year,
        reason: claim.doubt,
    };
    assessment.claims().claims.iter().map(stated).collect()
}

/// A whole with the parts that the text lists, with the reason where the parts are not held against it.
#[derive(Serialize)]
struct Listed {
    text: String,
    whole: String,
    parts: Vec<String>,
    total: String,
    #[serde(rename = "not_assessed")]
    open: Option<OpenList>,
}

fn lists(assessment: &Assessment) -> Vec<Listed> {
    let listed = |sum: &Sum| Listed {
        text: sum.whole.span.quote(assessment.draft()),
        whole: sum.whole.value.number.to_string(),
        parts: sum.parts.iter().map(|part| part.value.number.to_string()).collect(),
        total: sum.total().to_string(),
        open: sum.open,
    };
    assessment.claims().sums.iter().map(listed).collect()
}

struct Account<'a> {
    ledger: &'a Ledger,
    lang: Option<Lang>,
}

impl Serialize for Account<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let told = |outcome: &Outcome| Told { outcome: *outcome, lang: self.lang };
        serializer.collect_map(self.ledger.account.iter().map(|(rule, outcome)| (rule.code(), told(outcome))))
    }
}

/// An outcome: in a language its word, with its reason where it has one.
struct Told {
    outcome: Outcome,
    lang: Option<Lang>,
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.lang, self.outcome.reason()) {
            (None, _) => self.outcome.serialize(serializer),
            (Some(_), None) => serializer.serialize_str(self.outcome.name()),
            (Some(lang), Some(why)) => {
                serializer.collect_str(&format_args!("{}: {}", self.outcome.name(), why.get(lang)))
            }
        }
    }
}
