//! The JSON wire format, described at [`Report`].

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde::{Deserialize, Serialize};

use super::build::Builder;
use super::{Applicants, Count, Figures, Money, NetChange, Report, Results, Value};
use crate::draft::Amount;
use crate::form::{Cell, Column, Edition, Form, Kind, Panel, Row, Table};
use crate::shown::clipped;

const EDITION: &str = "edition";
const AGENCY: &str = "agency";
const YEAR: &str = "year";

// ---- writing

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let named = usize::from(self.agency().is_some()) + usize::from(self.year().is_some());
        let mut map = serializer.serialize_map(Some(1 + named + Table::ALL.len()))?;
        map.serialize_entry(EDITION, &self.edition())?;
        if let Some(agency) = self.agency() {
            map.serialize_entry(AGENCY, agency)?;
        }
        if let Some(year) = self.year() {
            map.serialize_entry(YEAR, &year)?;
        }
        for table in Table::ALL {
            map.serialize_entry(table.part(), &TableOf(self, table))?;
        }
        map.end()
    }
}

/// As a report of no named body and year, right or wrong.
impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1 + Table::ALL.len()))?;
        map.serialize_entry(EDITION, &self.form().edition())?;
        for table in Table::ALL {
            map.serialize_entry(table.part(), &TableOf(self, table))?;
        }
        map.end()
    }
}

/// What is written cell by cell.
trait Filled {
    type Held: Serialize;

    fn printed(&self) -> Form;
    fn held(&self, cell: Cell) -> Option<Self::Held>;
}

impl Filled for Report {
    type Held = Value;

    fn printed(&self) -> Form {
        self.form()
    }

    fn held(&self, cell: Cell) -> Option<Value> {
        self.get(cell)
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum Number {
    Whole(i64),
    Amount(Amount),
}

impl Filled for Figures {
    type Held = Number;

    fn printed(&self) -> Form {
        self.form()
    }

    fn held(&self, cell: Cell) -> Option<Number> {
        Some(self.get(cell).map_or(Number::Amount(self.amount()), Number::Whole))
    }
}

struct TableOf<'a, F>(&'a F, Table);

impl<F: Filled> Serialize for TableOf<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(filled, table) = *self;
        let form = filled.printed();
        let lines = || {
            let blocks = form.panels().filter(|block| block.table() == table);
            blocks.flat_map(|block| block.rows(form).map(move |row| Line { filled, block, row }))
        };
        let mut map = serializer.serialize_map(Some(lines().count()))?;
        for line in lines() {
            map.serialize_entry(line.row.part(), &line)?;
        }
        map.end()
    }
}

struct Line<'a, F> {
    filled: &'a F,
    block: Panel,
    row: Row,
}

impl<F: Filled> Serialize for Line<'_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let columns = self.block.columns();
        let mut map = serializer.serialize_map(Some(columns.len()))?;
        for column in columns {
            if let Some(value) = Cell::new(self.row, *column).and_then(|cell| self.filled.held(cell)) {
                map.serialize_entry(column.part(), &value)?;
            }
        }
        map.end()
    }
}

/// As the value is.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Count(n) => n.serialize(serializer),
            Self::NetChange(n) => n.serialize(serializer),
            Self::Money(money) => money.serialize(serializer),
        }
    }
}

/// As a number.
impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(self.get())
    }
}

/// As a number.
impl Serialize for NetChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.get())
    }
}

/// As text.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

// ---- reading

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u64::deserialize(deserializer)?.try_into().map_err(D::Error::custom)
    }
}

impl<'de> Deserialize<'de> for NetChange {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let n = i64::deserialize(deserializer)?;
        Self::new(n).ok_or_else(|| D::Error::invalid_value(Unexpected::Signed(n), &"a change of at most 2^53 - 1"))
    }
}

/// From text, or from a whole number, which is exact; a floating-point number is refused, because it is not.
impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct MoneyVisitor;

        impl Visitor<'_> for MoneyVisitor {
            type Value = Money;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an amount of money as a decimal string, such as \"12.50\"")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Money, E> {
                text.parse().map_err(E::custom)
            }

            fn visit_u64<E: Error>(self, n: u64) -> Result<Money, E> {
                Money::new(n.into(), None).ok_or_else(|| E::invalid_value(Unexpected::Unsigned(n), &self))
            }

            fn visit_i64<E: Error>(self, n: i64) -> Result<Money, E> {
                Money::new(n.into(), None).ok_or_else(|| E::invalid_value(Unexpected::Signed(n), &self))
            }
        }

        deserializer.deserialize_any(MoneyVisitor)
    }
}

impl<'de> Deserialize<'de> for Report {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut builder = deserializer.deserialize_map(BuilderVisitor { holds: Holds::Report })?;
        builder.finish().map_err(D::Error::custom)
    }
}

/// From the JSON of a report, right or wrong: every number that a draft can hold is taken, and totals that are left out are
/// derived. Body and year are not kept.
impl<'de> Deserialize<'de> for Figures {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let builder = deserializer.deserialize_map(BuilderVisitor { holds: Holds::Figures })?;
        builder.into_figures().map_err(D::Error::custom)
    }
}

/// Reads a key and looks it up, without copying it.
struct Key<F, P> {
    find: F,
    place: P,
}

impl<'de, T, F: FnOnce(&str) -> Option<T>, P: fmt::Display> DeserializeSeed<'de> for Key<F, P> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl<T, F: FnOnce(&str) -> Option<T>, P: fmt::Display> Visitor<'_> for Key<F, P> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a key of {}", self.place)
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<T, E> {
        (self.find)(key).ok_or_else(|| E::custom(format_args!("unknown key {:?} in {}", clipped(key), self.place)))
    }
}

/// An entry of the outermost map.
enum Entry {
    Edition,
    Agency,
    Year,
    Table(Table),
}

impl Entry {
    fn named(key: &str) -> Option<Self> {
        match key {
            EDITION => Some(Self::Edition),
            AGENCY => Some(Self::Agency),
            YEAR => Some(Self::Year),
            _ => Table::ALL.into_iter().find(|table| table.part() == key).map(Self::Table),
        }
    }
}

/// What is read: only what a report can hold is taken for one.
#[derive(Clone, Copy)]
enum Holds {
    Report,
    Figures,
}

struct BuilderVisitor {
    holds: Holds,
}

impl<'de> Visitor<'de> for BuilderVisitor {
    type Value = Builder;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a report as a map")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Builder, A::Error> {
        // The edition may come last: until then the cells of all printed forms are taken.
        let mut builder = Builder::new(Edition::LATEST.form());
        let (mut edition, mut agency, mut year) = (None, None, None);
        let mut tables = 0_u8;
        while let Some(entry) = map.next_key_seed(Key { find: Entry::named, place: "the report" })? {
            let (key, repeated) = match entry {
                Entry::Edition => (EDITION, edition.replace(map.next_value()?).is_some()),
                Entry::Agency => (AGENCY, agency.replace(map.next_value()?).is_some()),
                Entry::Year => (YEAR, year.replace(map.next_value()?).is_some()),
                Entry::Table(table) => {
                    map.next_value_seed(TableSeed { builder: &mut builder, table, holds: self.holds })?;
                    let bit = 1 << table as u8;
                    let repeated = tables & bit != 0;
                    tables |= bit;
                    (table.part(), repeated)
                }
            };
            if repeated {
                return Err(A::Error::duplicate_field(key));
            }
        }
        let edition: Edition = edition.ok_or_else(|| A::Error::missing_field(EDITION))?;
        builder.agency = agency.flatten();
        builder.year = year.flatten();
        // The rows given decide how the edition is printed. If no printed form has them all, the builder says so.
        let mut printed = Form::ALL.into_iter().filter(|form| form.edition() == edition);
        let form = printed.find(|form| builder.given.minus(form.cell_set()).is_empty());
        builder.figures.set_form(form.unwrap_or(edition.form()));
        Ok(builder)
    }
}

/// The row of a table that a key names. Rows nearly always come in the form's order: then one comparison finds each.
fn row_named(table: Table, key: &str, expected: Option<Row>) -> Option<Row> {
    let fits = |row: &Row| row.part() == key && row.table() == table;
    expected.filter(fits).or_else(|| Row::all().find(fits))
}

fn any_column_named(key: &str) -> Option<Column> {
    Column::all().find(|column| column.part() == key)
}

struct TableSeed<'a> {
    builder: &'a mut Builder,
    table: Table,
    holds: Holds,
}

impl<'de> DeserializeSeed<'de> for TableSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for TableSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as a map of rows", self.table)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { builder, table, holds } = self;
        let mut expected = None;
        let mut rows = 0_u64;
        while let Some(row) =
            map.next_key_seed(Key { find: |key: &str| row_named(table, key, expected), place: table })?
        {
            let bit = 1 << row as u8;
            if rows & bit != 0 {
                return Err(A::Error::custom(format_args!("duplicate key {:?} in {table}", row.part())));
            }
            rows |= bit;
            let builder = &mut *builder;
            // 200 times a report a column is looked up: where it matters, by a chain of comparisons with constants.
            match table {
                Table::Disclosure => {
                    map.next_value_seed(RowSeed { builder, row, holds, column_named: any_column_named })?;
                }
                Table::Applications => {
                    map.next_value_seed(RowSeed { builder, row, holds, column_named: Applicants::column_named })?;
                }
                Table::Proceedings => {
                    map.next_value_seed(RowSeed { builder, row, holds, column_named: Results::column_named })?;
                }
            }
            expected = row.following();
        }
        Ok(())
    }
}

struct RowSeed<'a, F> {
    builder: &'a mut Builder,
    row: Row,
    holds: Holds,
    column_named: F,
}

impl<'de, F: Copy + Fn(&str) -> Option<Column>> DeserializeSeed<'de> for RowSeed<'_, F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, F: Copy + Fn(&str) -> Option<Column>> Visitor<'de> for RowSeed<'_, F> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} as a map of columns", self.row)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { builder: Builder { figures, given, .. }, row, holds, column_named } = self;
        let mut columns = 0_u32;
        while let Some(column) = map.next_key_seed(Key { find: column_named, place: row })? {
            let Some(cell) = Cell::new(row, column) else {
                return Err(A::Error::custom(format_args!("unknown key {:?} in {row}", column.part())));
            };
            let bit = 1 << column as u8;
            if columns & bit != 0 {
                return Err(A::Error::custom(format_args!("duplicate key {:?} in {row}", column.part())));
            }
            columns |= bit;
            given.insert(cell);
            if matches!(column.kind(), Kind::Amount(_)) {
                figures.set_amount(match holds {
                    Holds::Report => map.next_value::<Money>()?.into(),
                    Holds::Figures => map.next_value()?,
                });
            } else {
                figures.put_number(cell, map.next_value()?);
            }
        }
        Ok(())
    }
}
