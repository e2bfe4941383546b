//! An extract as JSON: what names the report, its form, and the known cells by their addresses, counts as numbers and the
//! amount as text.

use std::collections::BTreeMap;

use serde::de::Error as _;
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Extract, ReportRef};
use crate::draft::{Amount, Draft};
use crate::form::{Cell, Form, Kind};
use crate::report::NetChange;

impl Serialize for Extract {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ReportRef { body, year, source } = self.report();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("agency", body)?;
        map.serialize_entry("year", year)?;
        if let Some(source) = source {
            map.serialize_entry("source", source.as_ref())?;
        }
        map.serialize_entry("form", &self.form())?;
        map.serialize_entry("cells", &Cells(self))?;
        map.end()
    }
}

struct Cells<'a>(&'a Extract);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for cell in self.0.form().cells() {
            if let Some(n) = self.0.count(cell) {
                map.serialize_entry(&cell, &n)?;
            } else if let Some(amount) = self.0.amount(cell) {
                map.serialize_entry(&cell, &amount)?;
            }
        }
        map.end()
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Number {
    Count(i64),
    Amount(Amount),
}

#[derive(Deserialize)]
struct Given {
    #[serde(flatten)]
    report: ReportRef,
    form: Form,
    cells: BTreeMap<Cell, Number>,
}

impl<'de> Deserialize<'de> for Extract {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Given { report, form, cells } = Given::deserialize(deserializer)?;
        let mut draft = Draft::new(form);
        for (cell, number) in cells {
            let set = match (number, cell.kind()) {
                (Number::Amount(amount), Kind::Amount(_)) => draft.set(cell, amount),
                (Number::Count(n), _) if NetChange::new(n).is_some() => draft.set(cell, n),
                _ => return Err(D::Error::custom(format_args!("{cell}: not a number that the cell can hold"))),
            };
            set.map_err(D::Error::custom)?;
        }
        let numbers = Self::of(report.body.clone(), report.year, &draft);
        Ok(Self { report, ..numbers })
    }
}
