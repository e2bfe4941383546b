//! The assessment as one JSON object, as the contract of the main example has it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Assessment, Outcome};
use crate::form::Lang;

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
        map.serialize_entry("cells", &draft.cells_in_json(Some(lang)))?;
        map.serialize_entry("findings", &assessment.findings().iter().map(|f| f.spoken(lang)).collect::<Vec<_>>())?;
        map.serialize_entry("folded", &assessment.folded().iter().map(|f| f.spoken(lang)).collect::<Vec<_>>())?;
        map.serialize_entry("forced", assessment.forced())?;
        map.serialize_entry("explanations", assessment.explanations())?;
        map.serialize_entry("unseen", super::UNSEEN.get(lang))?;
        map.serialize_entry("rules", &Account { assessment, lang })?;
        map.end()
    }
}

struct Account<'a> {
    assessment: &'a Assessment,
    lang: Lang,
}

impl Serialize for Account<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let said = self.assessment.account().map(|(rule, outcome)| (rule.code, said(outcome, self.lang)));
        serializer.collect_map(said)
    }
}

fn said(outcome: Outcome, lang: Lang) -> String {
    match outcome {
        Outcome::Passed => "passed".to_owned(),
        Outcome::Failed(_) => "failed".to_owned(),
        Outcome::NotApplicable => "not-applicable".to_owned(),
        Outcome::NotAssessable(why) => format!("not-assessable: {}", why.get(lang)),
    }
}
