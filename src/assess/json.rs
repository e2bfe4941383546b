//! The assessment as one JSON object, as the contract of the main example has it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::ledger::Said;
use super::{Assessment, Identities, Outcome};
use crate::form::Lang;
use crate::narrative::{Claim, OpenList, Reason, Sum};
use crate::rules::Finding;

pub(super) struct Spoken<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) lang: Lang,
}

impl Serialize for Spoken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { assessment, lang } = *self;
        let draft = assessment.draft();
        let mut map = serializer.serialize_map(None)?;
        draft.serialize_head(&mut map)?;
        map.serialize_entry("verdict", &assessment.verdict())?;
        map.serialize_entry("policy", assessment.policy())?;
        map.serialize_entry("selection", assessment.selection())?;
        map.serialize_entry("tally", &assessment.tally())?;
        map.serialize_entry("identities", &Identities::of(assessment))?;
        map.serialize_entry("cells", &draft.cells_in_json(true))?;
        map.serialize_entry(
            "findings",
            &assessment.findings().iter().map(|f| said(assessment, f, lang)).collect::<Vec<_>>(),
        )?;
        map.serialize_entry(
            "folded",
            &assessment.folded().iter().map(|f| said(assessment, f, lang)).collect::<Vec<_>>(),
        )?;
        map.serialize_entry("waivers", assessment.waivers())?;
        map.serialize_entry("forced", assessment.forced())?;
        map.serialize_entry("explanations", assessment.explanations())?;
        map.serialize_entry("claims", &claims(assessment, lang))?;
        map.serialize_entry("lists", &lists(assessment))?;
        let unread = assessment.claims().unread.iter().map(|span| span.quote(draft));
        map.serialize_entry("unread", &unread.collect::<Vec<_>>())?;
        map.serialize_entry("unseen", super::UNSEEN.get(lang))?;
        map.serialize_entry("rules", &Account { assessment, lang })?;
        map.end()
    }
}

/// A statement of the text, with the reason where it is compared with nothing.
#[derive(Serialize)]
struct Stated {
    text: String,
    subject: String,
    value: String,
    year: Option<u16>,
    #[serde(rename = "not_assessed")]
    reason: Option<Reason>,
}

fn claims(assessment: &Assessment, lang: Lang) -> Vec<Stated> {
    let draft = assessment.draft();
    let stated = |claim: &Claim| Stated {
        text: claim.span.quote(draft),
        subject: claim.subject.name(draft.edition(), lang),
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
    assessment: &'a Assessment,
    lang: Lang,
}

impl Serialize for Account<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(
            self.assessment.account().map(|(rule, outcome)| (rule.code(), Told { outcome, lang: self.lang })),
        )
    }
}

/// An outcome, with its reason where it has one.
struct Told {
    outcome: Outcome,
    lang: Lang,
}

impl Serialize for Told {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.outcome.reason() {
            None => serializer.serialize_str(self.outcome.name()),
            Some(why) => serializer.collect_str(&format_args!("{}: {}", self.outcome.name(), why.get(self.lang))),
        }
    }
}

fn said<'a>(assessment: &'a Assessment, finding: &'a Finding, lang: Lang) -> Said<'a, impl Serialize + 'a> {
    Said { finding: finding.spoken(lang), waived: assessment.waiver_of(finding) }
}
