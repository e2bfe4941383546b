//! A draft as JSON.
//!
//! ```json
//! {"edition": "2021", "agency": "某县某镇人民政府", "year": 2024,
//!  "cells": {"applications.received.total": {"state": "count", "value": 12},
//!            "disclosure.fees.amount": {"state": "amount", "value": "0.04", "unit": null},
//!            "disclosure.rules.issued": {"state": "blank", "value": null}}}
//! ```
//!
//! Reading takes, in place of the object of a cell, also what a form's front end has at hand: an integer, the text as it
//! was typed (read by the [numeral grammar](super::numeral)), or null for a blank. A cell that is not named is absent. The
//! edition is null where the document does not show it.
//!
//! In place of `cells` it reads the tables of a report's JSON, nested by row and column, so that a report that is wrong gets its
//! findings:
//!
//! ```json
//! {"edition": "2021", "agency": "某县某镇人民政府", "year": 2024,
//!  "disclosure": {"rules": {"issued": 0, "…": 0}, "…": {}}, "applications": {"…": {}}, "proceedings": {"…": {}}}
//! ```
//!
//! What the rules look at beside the cells may be there too, and is written where the draft has it: the `period`, the days on
//! which the report was `published` and was `due`, the `text` by sections, and the `strays` that belong to no cell. Places of
//! the document are not part of it.
//!
//! ```json
//! {"period": {"start": "2024-01-01", "end": "2024-12-31"}, "published": "2025-01-20", "due": "2025-01-26",
//!  "text": [{"section": "overview", "heading": "一、总体情况", "table": false, "paragraphs": ["…"]}],
//!  "strays": [{"kind": "surplus", "label": "", "values": ["0"], "near": ["proceedings.reconsideration.total"]}]}
//! ```

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{self, Deserializer, MapAccess, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::{
    Amount, Date, Draft, Entry, Found, Passage, Period, Place, Prose, State, Stray, StrayKind, Unreadable, numeral,
};
use crate::form::{Cell, Column, Edition, Kind, Row, Section, Table, Unit};

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.serialize_head(&mut map)?;
        if let Some(period) = self.period() {
            map.serialize_entry("period", &period.value)?;
        }
        self.serialize_publication(&mut map)?;
        map.serialize_entry("cells", &self.cells_in_json(false))?;
        if !self.prose().is_empty() {
            map.serialize_entry("text", &self.prose().iter().map(Text::from).collect::<Vec<_>>())?;
        }
        if !self.strays().is_empty() {
            map.serialize_entry("strays", &self.strays().iter().map(StrayText::from).collect::<Vec<_>>())?;
        }
        map.end()
    }
}

impl Draft {
    /// Edition (null where the document does not show it), agency and year.
    pub(crate) fn serialize_head<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        map.serialize_entry("edition", &self.shown_edition())?;
        map.serialize_entry("agency", &self.agency().map(|a| &a.value))?;
        map.serialize_entry("year", &self.year().map(|y| y.value))
    }

    /// The days on which it was published and was due, where they are known.
    pub(crate) fn serialize_publication<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for (key, day) in [("published", self.published()), ("due", self.due())] {
            if let Some(day) = day {
                map.serialize_entry(key, &day)?;
            }
        }
        Ok(())
    }

    /// The cells by their addresses, with their places where these are asked for.
    pub(crate) fn cells_in_json(&self, places: bool) -> impl Serialize + '_ {
        Cells { draft: self, places }
    }
}

struct Cells<'a> {
    draft: &'a Draft,
    places: bool,
}

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.draft.cells().map(|(cell, entry)| (cell, Written { entry, places: self.places })))
    }
}

struct Written<'a> {
    entry: &'a Entry,
    places: bool,
}

impl Serialize for Written<'_> {
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
        if self.places && entry.place().is_known() {
            map.serialize_entry("place", entry.place())?;
        }
        map.end()
    }
}

#[derive(Deserialize)]
struct Given {
    #[serde(deserialize_with = "Option::deserialize")]
    edition: Option<Edition>,
    #[serde(default)]
    agency: Option<String>,
    #[serde(default)]
    year: Option<u16>,
    #[serde(default)]
    period: Option<Period>,
    #[serde(default)]
    published: Option<Date>,
    #[serde(default)]
    due: Option<Date>,
    #[serde(default)]
    cells: Option<BTreeMap<Cell, GivenCell>>,
    #[serde(default)]
    disclosure: Option<GivenTable>,
    #[serde(default)]
    applications: Option<GivenTable>,
    #[serde(default)]
    proceedings: Option<GivenTable>,
    #[serde(default)]
    text: Vec<Text>,
    #[serde(default)]
    strays: Vec<StrayText>,
}

/// A table as a report's JSON has it.
type GivenTable = BTreeMap<Row, BTreeMap<Column, GivenCell>>;

impl Given {
    /// The cells, by their addresses or in tables.
    fn cells<E: de::Error>(&mut self) -> Result<BTreeMap<Cell, GivenCell>, E> {
        let tables = [
            (Table::Disclosure, self.disclosure.take()),
            (Table::Applications, self.applications.take()),
            (Table::Proceedings, self.proceedings.take()),
        ];
        let flat = self.cells.take();
        if flat.is_none() && tables.iter().all(|(_, rows)| rows.is_none()) {
            return Err(E::missing_field("cells"));
        }
        let mut cells = flat.unwrap_or_default();
        let rows = tables.into_iter().flat_map(|(table, rows)| rows.into_iter().flatten().map(move |row| (table, row)));
        for (table, (row, columns)) in rows {
            for (column, value) in columns {
                let cell = Cell::new(row, column).filter(|cell| cell.table() == table);
                let cell = cell.ok_or_else(|| E::custom(format_args!("no such cell: \"{table}.{row}.{column}\"")))?;
                if cells.insert(cell, value).is_some() {
                    return Err(E::custom(format_args!("{cell}: given twice")));
                }
            }
        }
        Ok(cells)
    }
}

/// A section of text.
#[derive(Serialize, Deserialize)]
struct Text {
    section: Option<Section>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    heading: Option<String>,
    #[serde(default)]
    table: bool,
    #[serde(default)]
    paragraphs: Vec<String>,
}

impl From<&Prose> for Text {
    fn from(prose: &Prose) -> Self {
        Self {
            section: prose.section,
            heading: prose.heading.as_ref().map(|h| h.text.clone()),
            table: prose.has_table,
            paragraphs: prose.passages.iter().map(|p| p.text.clone()).collect(),
        }
    }
}

impl From<Text> for Prose {
    fn from(text: Text) -> Self {
        let passage = |text| Passage { text, place: Place::Nowhere };
        Self {
            section: text.section,
            heading: text.heading.map(passage),
            passages: text.paragraphs.into_iter().map(passage).collect(),
            has_table: text.table,
        }
    }
}

#[derive(Serialize, Deserialize)]
struct StrayText {
    kind: StrayKind,
    #[serde(default)]
    label: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    near: Vec<Cell>,
}

impl From<&Stray> for StrayText {
    fn from(stray: &Stray) -> Self {
        let Stray { kind, label, values, near, .. } = stray.clone();
        Self { kind, label, values, near }
    }
}

impl From<StrayText> for Stray {
    fn from(stray: StrayText) -> Self {
        let StrayText { kind, label, values, near } = stray;
        Self { kind, label, values, place: Place::Nowhere, near }
    }
}

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut given = Given::deserialize(deserializer)?;
        let cells = given.cells()?;
        // Where none is given, it is the edition that has the most of the cells; of several the newest.
        let has = |edition: &Edition| cells.keys().filter(|cell| cell.forms().has_edition(*edition)).count();
        let of_cells = || Edition::ALL.into_iter().max_by_key(has);
        let edition = given.edition.or_else(of_cells).unwrap_or(Edition::LATEST);
        let form = match edition.form() {
            form if cells.keys().any(|c| c.is_in(form.undivided()) && !c.is_in(form)) => form.undivided(),
            form => form,
        };
        let mut draft = Self::new(form);
        draft.set_edition_shown(given.edition.is_some());
        draft.agency = given.agency.map(Found::from);
        draft.year = given.year.map(Found::from);
        draft.period = given.period.map(Found::from);
        draft.published = given.published;
        draft.due = given.due;
        for (cell, value) in cells {
            let entry = value.entry(cell).map_err(|e| de::Error::custom(format_args!("{cell}: {e}")))?;
            let refused = |_| de::Error::custom(format_args!("{cell}: not a cell of the {edition} edition"));
            draft.set(cell, entry).map_err(refused)?;
        }
        given.text.into_iter().for_each(|text| draft.push_prose(text.into()));
        given.strays.into_iter().for_each(|stray| draft.push_stray(stray.into()));
        Ok(draft)
    }
}

/// A cell as it was given: as text, as a number, as nothing, or as an object.
enum GivenCell {
    Nothing,
    Number(i64),
    Text(String),
    Stated { state: String, value: Option<Box<GivenCell>>, unit: Option<Unit>, raw: Option<String> },
}

impl GivenCell {
    fn entry(self, cell: Cell) -> Result<Entry, String> {
        match self {
            Self::Nothing => Ok(State::Blank.into()),
            Self::Text(text) => Ok(numeral::read(&text, cell.kind())),
            Self::Number(n) => match cell.kind() {
                _ if n.checked_abs().is_none_or(|n| n > numeral::MAX_COUNT) => Err("too large for a count".to_owned()),
                _ => Ok(n.into()),
            },
            Self::Stated { state, value, unit, raw } => {
                let state = Self::stated(&state, value.map(|v| *v), unit, cell)?;
                let Some(raw) = raw else { return Ok(state.into()) };
                // The text says more than the state: the unit beside a number, and why it is none.
                let read = numeral::read(&raw, cell.kind());
                let agrees = match (read.state(), &state) {
                    (State::Unreadable(_), State::Unreadable(_)) => true,
                    (read, state) => read == state,
                };
                Ok(match unit {
                    _ if agrees => read,
                    Some(unit) => Entry::read(state, raw, Place::Nowhere).with_unit(unit.symbol()),
                    None => Entry::read(state, raw, Place::Nowhere),
                })
            }
        }
    }

    fn stated(name: &str, value: Option<Self>, unit: Option<Unit>, cell: Cell) -> Result<State, String> {
        let is_amount = matches!(cell.kind(), Kind::Amount(_));
        match (name, value) {
            ("count", Some(n @ Self::Number(_))) if !is_amount => n.entry(cell).map(|e| e.state().clone()),
            ("amount", Some(Self::Text(text))) if is_amount => match numeral::read(&text, cell.kind()).state() {
                State::Amount(amount) => Ok(State::Amount(Amount { unit, ..*amount })),
                _ => Err(format!("{text:?} is no amount")),
            },
            ("blank", None | Some(Self::Nothing)) => Ok(State::Blank),
            ("not-applicable", None | Some(Self::Nothing)) => Ok(State::NotApplicable),
            ("unreadable", None | Some(Self::Nothing)) => Ok(State::Unreadable(Unreadable::NotANumber)),
            ("absent", None | Some(Self::Nothing)) => Ok(State::Absent),
            _ => Err(format!("state {name:?} does not go with its value")),
        }
    }
}

impl<'de> Deserialize<'de> for GivenCell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(GivenVisitor)
    }
}

struct GivenVisitor;

impl<'de> Visitor<'de> for GivenVisitor {
    type Value = GivenCell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer, the text of a cell, null, or an object with state and value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<GivenCell, E> {
        Ok(GivenCell::Nothing)
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<GivenCell, E> {
        Ok(GivenCell::Number(n))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<GivenCell, E> {
        i64::try_from(n).map(GivenCell::Number).map_err(|_| E::custom("too large for a count"))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<GivenCell, E> {
        Ok(GivenCell::Text(text.to_owned()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<GivenCell, A::Error> {
        let (mut state, mut value, mut unit, mut raw) = (None, None, None, None);
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "state" => state = Some(map.next_value()?),
                "value" => value = Some(Box::new(map.next_value()?)),
                "unit" => unit = map.next_value()?,
                "raw" => raw = map.next_value()?,
                // Further keys of an assessment, such as the place, say nothing that a draft could keep.
                _ => {
                    map.next_value::<de::IgnoredAny>()?;
                }
            }
        }
        let state = state.ok_or_else(|| de::Error::missing_field("state"))?;
        Ok(GivenCell::Stated { state, value, unit, raw })
    }
}
