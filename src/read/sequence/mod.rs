//! Tables read by order and sums: a document as one sequence of labels and values, whatever separates them.
//!
//! Every layout keeps the reading order of the form: labels in a fixed order, each followed by a fixed number of values. Texts
//! and values ([`atoms`]) are joined to labels with their values ([`units`]), and the units are laid along the rows of the form.
//! Where digits ran together, blank cells vanished or a label is not known, there are several [`ways`] to read a row; the sums
//! choose between them. A row for which they leave more than one is not read.

mod applications;
mod atoms;
mod units;
mod ways;

pub(super) use units::is_table;

use std::collections::HashSet;

use super::document::Block;
use super::label::{Span, Target};
use super::reading::{Loose, Reading};
use crate::draft::{Entry, Place, State, Stray, StrayKind, numeral};
use crate::form::{Cell, Column, Form, Forms, Row, Table};
use units::Unit;
use ways::{Way, ways};

/// The most text of a document that is read this way, in bytes. The longest reports have some 100,000.
const MAX_TEXT: usize = 2 << 20;

/// What the sequence holds of one table.
pub(super) struct Found {
    pub(super) table: Table,
    pub(super) readings: Vec<Reading>,
    pub(super) strays: Vec<Loose>,
    pub(super) votes: Vec<Forms>,
    pub(super) used: Used,
}

impl Found {
    fn new(table: Table) -> Self {
        Self { table, readings: Vec::new(), strays: Vec::new(), votes: Vec::new(), used: Used::default() }
    }
}

/// The places of the labels and values that were looked at for a table, whether they were read or not.
#[derive(Default)]
pub(super) struct Used(HashSet<Place>);

impl Used {
    fn add(&mut self, unit: &Unit<'_>) {
        let places = unit.values.iter().map(|value| &value.place).chain([&unit.place]);
        for place in places {
            self.0.insert(coarse(place));
        }
    }

    pub(super) fn has(&self, place: &Place) -> bool {
        self.0.contains(&coarse(place))
    }

    pub(super) fn same(a: &Place, b: &Place) -> bool {
        coarse(a) == coarse(b)
    }
}

/// In a text, the line: where in it a value begins depends on how its cells were told apart.
fn coarse(place: &Place) -> Place {
    match place {
        Place::Line { line, .. } => Place::Line { line: *line, column: 0 },
        place => place.clone(),
    }
}

/// Whether the blocks are short enough to be kept for this.
pub(super) fn is_short(blocks: &[Block]) -> bool {
    let length = |block: &Block| match block {
        Block::Paragraph(paragraph) => paragraph.text.len(),
        Block::Grid(grid) => grid.rows.iter().flatten().map(|cell| cell.text.len() + 16).sum(),
        Block::Picture(_) => 0,
    };
    blocks.iter().map(length).sum::<usize>() <= MAX_TEXT
}

/// Reads the tables for which `is_wanted` holds.
pub(super) fn read(blocks: &[Block], is_wanted: impl Fn(Table) -> bool) -> Vec<Found> {
    let atoms = atoms::of(blocks);
    let units = units::of(&atoms);
    let begins = evidence(&units);
    let mut found = Vec::new();
    if is_wanted(Table::Disclosure) {
        found.extend(disclosure(&units, begins));
    }
    if is_wanted(Table::Applications) {
        found.extend(applications::read(&units, begins));
    }
    if is_wanted(Table::Proceedings) {
        found.extend(proceedings(&units));
    }
    found
}

/// Whether rows of section 二 show that values begin right after their label, and none that they do not.
fn evidence(units: &[Unit<'_>]) -> bool {
    let lines = units.iter().filter(|unit| {
        unit.is_celled() && !unit.values.is_empty() && unit.exact.iter().any(|row| row.table() == Table::Disclosure)
    });
    let first = |unit: &Unit<'_>| unit.values.first().is_some_and(|value| value.blanks == 0);
    lines.clone().next().is_some() && lines.clone().all(first)
}

/// A row of entries in the order of its cells.
fn entries(cells: &[Cell], way: &Way, place: &Place) -> Vec<Entry> {
    let entry = |(cell, number): (&Cell, &Option<i64>)| match number {
        Some(number) => numeral::read_at(&number.to_string(), cell.kind(), place.clone()),
        None => Entry::read(State::Blank, "", place.clone()),
    };
    cells.iter().zip(way).map(entry).collect()
}

fn stray(unit: &Unit<'_>, near: Vec<Cell>) -> Loose {
    let place = unit.values.first().map_or(&unit.place, |value| &value.place).clone();
    let stray = Stray { kind: StrayKind::Unaligned, label: unit.label.clone(), values: unit.texts(), place, near };
    Loose { stray, home: None }
}

fn readings(cells: &[Cell], entries: Vec<Entry>, forms: Option<Forms>) -> impl Iterator<Item = Reading> {
    cells.iter().zip(entries).map(move |(cell, entry)| Reading { cell: *cell, entry, forms })
}

fn read_at(cell: Cell, unit: &Unit<'_>, at: usize) -> Option<Entry> {
    let value = unit.values.get(at)?;
    Some(numeral::read_at(&value.text, cell.kind(), value.place.clone()))
}

/// The values that follow one another and are as many as the cells.
fn direct(cells: &[Cell], unit: &Unit<'_>) -> Option<Vec<Entry>> {
    if unit.values.len() != cells.len() {
        return None;
    }
    cells.iter().enumerate().map(|(at, cell)| read_at(*cell, unit, at)).collect()
}

/// The first cells after the label, where blank cells are seen.
fn celled(cells: &[Cell], unit: &Unit<'_>) -> Option<Vec<Entry>> {
    let laid = unit.cells();
    if laid.len() > cells.len() {
        return None;
    }
    let entry = |(at, cell): (usize, &Cell)| match laid.get(at).copied().flatten() {
        Some(value) => numeral::read_at(&value.text, cell.kind(), value.place.clone()),
        None => Entry::read(State::Blank, "", unit.place.clone()),
    };
    Some(cells.iter().enumerate().map(entry).collect())
}

/// The values from the first that is filled to the last, where they span as many cells. Blank cells before them can be of the
/// row, and the last value one too many: the sums must show that they are not.
fn spanned(cells: &[Cell], unit: &Unit<'_>) -> Option<Vec<Entry>> {
    let all = unit.cells();
    let first = all.iter().position(Option::is_some)?;
    let laid = all.get(first..)?;
    if laid.len() != cells.len() {
        return None;
    }
    let entry = |(cell, value): (&Cell, Option<&atoms::Atom>)| match value {
        Some(value) => numeral::read_at(&value.text, cell.kind(), value.place.clone()),
        None => Entry::read(State::Blank, "", unit.place.clone()),
    };
    let row: Vec<Entry> = cells.iter().zip(laid.iter().copied()).map(entry).collect();
    (first == 0 || add_up(cells, &row)).then_some(row)
}

fn number(entry: &Entry) -> Option<i64> {
    match entry.state() {
        State::Count(n) => Some(*n),
        State::Blank | State::NotApplicable => Some(0),
        _ => None,
    }
}

/// Whether each total is the sum of its parts, blanks counting as 0. A row without a total does not.
fn add_up(cells: &[Cell], row: &[Entry]) -> bool {
    let mut sum = 0_i128;
    let mut totals = 0;
    for (cell, entry) in cells.iter().zip(row) {
        let Some(n) = number(entry).map(i128::from) else { return false };
        if cell.column().is_total() {
            if n != sum {
                return false;
            }
            totals += 1;
            sum = 0;
        } else {
            sum += n;
        }
    }
    totals > 0
}

fn disclosure(units: &[Unit<'_>], begins: bool) -> Option<Found> {
    let mut found = Found::new(Table::Disclosure);
    let mut header: Option<(usize, Vec<Column>)> = None;
    let mut rows: Vec<Row> = Vec::new();
    for unit in units {
        let columns: Vec<Column> = unit.spans.iter().filter_map(figure).collect();
        if !columns.is_empty() {
            header = Some((unit.run, columns));
        } else if unit.spans.iter().any(|span| span.targets.contains(&Target::Article)) {
            header = None;
        }
        let Some(row) = unit.exact.iter().copied().find(|row| row.table() == Table::Disclosure) else { continue };
        let Some((_, columns)) = header.as_ref().filter(|(run, _)| *run == unit.run) else { continue };
        if unit.values.is_empty() {
            continue;
        }
        if rows.contains(&row) {
            // Two reports, or a table that is printed twice.
            return None;
        }
        rows.push(row);
        found.used.add(unit);
        let near = || Form::ALL.into_iter().flat_map(Form::cells).filter(|cell| cell.row() == row);
        let Some(forms) = Forms::printing(columns, Some(row)) else {
            let mut near: Vec<Cell> = near().collect();
            near.dedup();
            found.strays.push(stray(unit, near));
            continue;
        };
        let cells: Vec<Cell> = columns.iter().filter_map(|column| Cell::new(row, *column)).collect();
        if found.votes.last() != Some(&forms) {
            found.votes.push(forms);
        }
        match line(&cells, unit, begins) {
            Some(row) => found.readings.extend(readings(&cells, row, Some(forms))),
            None => found.strays.push(stray(unit, cells)),
        }
    }
    (!found.readings.is_empty()).then_some(found)
}

/// The values of a line of section 二, which no sum proves: as many as columns, or digits that can be cut in one way only.
fn line(cells: &[Cell], unit: &Unit<'_>, begins: bool) -> Option<Vec<Entry>> {
    if unit.is_celled() {
        return spanned(cells, unit).or_else(|| celled(cells, unit).filter(|_| begins));
    }
    if let Some(row) = direct(cells, unit) {
        let is_read = |entry: &Entry| !matches!(entry.state(), State::Unreadable(_));
        return row.iter().all(is_read).then_some(row);
    }
    let tokens: Vec<&str> = unit.values.iter().map(|value| value.text.as_str()).collect();
    let place = &unit.values.first()?.place;
    let ways = ways(&tokens, 1, cells.len(), false)?;
    let [way] = ways.as_slice() else { return None };
    Some(entries(cells, way, place))
}

/// The column of section 二 that a label names.
fn figure(span: &Span) -> Option<Column> {
    span.targets.iter().find_map(|target| match target {
        Target::Column(column) if column.table() == Some(Table::Disclosure) => Some(*column),
        _ => None,
    })
}

/// The one row of section 四, which has no label: it follows the headers of its three blocks.
fn proceedings(units: &[Unit<'_>]) -> Option<Found> {
    let cells: Vec<Cell> = Cell::all().filter(|cell| cell.table() == Table::Proceedings).collect();
    let blocks = 3;
    let width = cells.len() / blocks;
    let is_headed = |unit: &Unit<'_>| {
        let first = |row: Row| unit.spans.iter().position(|span| span.targets.contains(&Target::Row(row)));
        let order = [Row::Reconsideration, Row::DirectLitigation, Row::LitigationAfterReconsideration].map(first);
        let named = unit.spans.iter().filter_map(|span| {
            let column = |t: &Target| if let Target::Column(column) = t { Some(*column) } else { None };
            span.targets.iter().find_map(column)
        });
        named.eq(cells.iter().map(|cell| cell.column())) && order.iter().all(Option::is_some) && order.is_sorted()
    };
    let mut headed = units.iter().filter(|unit| !unit.values.is_empty() && is_headed(unit));
    let unit = headed.next().filter(|_| headed.next().is_none())?;
    if unit.remainder > 4 {
        return None;
    }
    let row = if unit.is_celled() {
        spanned(&cells, unit).or_else(|| {
            // With one cell a line, the blank cells before them are those that spans took.
            direct(&cells, unit).filter(|_| !unit.begins_row() && unit.cells().len() == cells.len() + unit.leading())
        })
    } else {
        direct(&cells, unit).or_else(|| {
            let tokens: Vec<&str> = unit.values.iter().map(|value| value.text.as_str()).collect();
            match ways(&tokens, blocks, width, true)?.as_slice() {
                [way] => Some(entries(&cells, way, &unit.values.first()?.place)),
                _ => None,
            }
        })
    };
    let mut found = Found::new(Table::Proceedings);
    found.used.add(unit);
    let after = units.iter().skip_while(|other| !std::ptr::eq(*other, unit)).skip(1);
    let below = after.take_while(|other| other.run == unit.run && other.label.is_empty() && other.spans.is_empty());
    let other = below.filter(|other| other.values.len() >= width).find(|other| other.texts() != unit.texts());
    if let Some(other) = other {
        // Two rows with other numbers, and nothing says which is meant.
        found.used.add(other);
        let mut loose = stray(unit, cells);
        loose.stray.kind = StrayKind::UnreadTable;
        loose.stray.values.extend(other.texts());
        found.strays.push(loose);
        return Some(found);
    }
    match row {
        Some(row) => found.readings.extend(readings(&cells, row, None)),
        None => found.strays.push(stray(unit, cells)),
    }
    Some(found)
}
