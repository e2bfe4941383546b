//! The parts of a report as JSON: each as it stands in the JSON of the whole, totals included. A part is not read alone:
//! reading goes through the whole [`Report`](super::Report), which checks it.

use std::iter::once;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Applicants, Applications, Disclosure, Outcomes, Proceedings, Results};
use crate::form::{Cell, Column, Row};

impl Serialize for Applicants {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.iter().map(|(column, n)| (column.part(), n.get()));
        serializer.collect_map(columns.chain(once((Column::Total.part(), self.total()))))
    }
}

impl Serialize for Results {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.iter().map(|(column, n)| (column.part(), n.get()));
        serializer.collect_map(columns.chain(once((Column::Total.part(), self.total()))))
    }
}

impl Serialize for Outcomes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(row, outcome)| (row.part(), outcome)))
    }
}

impl Serialize for Applications {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Row::all().filter_map(|row| Some((row.part(), self.get(row)?))))
    }
}

impl Serialize for Proceedings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Row::all().filter_map(|row| Some((row.part(), self.get(row)?))))
    }
}

impl Serialize for Disclosure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for row in Row::all() {
            let line = Line { disclosure: self, row };
            if line.columns().next().is_some() {
                map.serialize_entry(row.part(), &line)?;
            }
        }
        map.end()
    }
}

/// A row of section 二.
struct Line<'a> {
    disclosure: &'a Disclosure,
    row: Row,
}

impl Line<'_> {
    fn columns(&self) -> impl Iterator<Item = (&'static str, super::Value)> {
        let columns = Column::all().filter(|column| Cell::new(self.row, *column).is_some());
        columns.filter_map(|column| Some((column.part(), self.disclosure.get(self.row, column)?)))
    }
}

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.columns())
    }
}
