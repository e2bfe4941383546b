//! The assessment as one JSON object, as the contract of the main example has it.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Assessment, Outcome};
use crate::draft::{Draft, Entry, State};
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
        map.serialize_entry("edition", &draft.edition())?;
        map.serialize_entry("agency", &draft.agency().map(|a| &a.value))?;
        map.serialize_entry("year", &draft.year().map(|y| y.value))?;
        map.serialize_entry("verdict", &assessment.verdict())?;
        map.serialize_entry("cells", &Cells { draft, lang })?;
        map.serialize_entry("findings", &assessment.findings().iter().map(|f| f.spoken(lang)).collect::<Vec<_>>())?;
        map.serialize_entry("folded", &assessment.folded().iter().map(|f| f.spoken(lang)).collect::<Vec<_>>())?;
        map.serialize_entry("rules", &Account { assessment, lang })?;
        map.end()
    }
}

struct Cells<'a> {
    draft: &'a Draft,
    lang: Lang,
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cells = self.draft.cells().map(|(cell, entry)| (cell, CellValue { entry, lang: self.lang }));
        serializer.collect_map(cells)
    }
}

struct CellValue<'a> {
    entry: &'a Entry,
    lang: Lang,
}

impl Serialize for CellValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = self.entry;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("state", entry.state().name())?;
        let plain = match entry.state() {
            State::Count(n) => {
                map.serialize_entry("value", n)?;
                n.to_string()
            }
            State::Amount(amount) => {
                let value = amount.value.to_string();
                map.serialize_entry("value", &value)?;
                map.serialize_entry("unit", &amount.unit)?;
                value
            }
            _ => {
                map.serialize_entry("value", &None::<i64>)?;
                String::new()
            }
        };
        if let Some(raw) = entry.raw().filter(|raw| *raw != plain) {
            map.serialize_entry("raw", raw)?;
        }
        if entry.place().is_known() {
            map.serialize_entry("place", &entry.place().describe(self.lang))?;
        }
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
