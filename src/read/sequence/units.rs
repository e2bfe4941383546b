//! Units of the sequence: a label, or several one after the other, and the values that follow it.

use super::atoms::{Atom, What};
use crate::draft::{Place, numeral};
use crate::form::{Column, Edition, Group, Lang, Row, Table};
use crate::read::label::{self, Span, Target};

/// The most characters of text before the values of a row: headings and all headers of a table are fewer.
const MAX_TEXT: usize = 600;

/// A label without known end is cut after so many characters.
const MAX_REMAINDER: usize = 24;

/// The text before values, and the values.
pub(super) struct Unit<'a> {
    /// Which sentence or table it stands in: nothing goes on from one to the next.
    pub(super) run: usize,
    /// The label before the values: the form's where it is known, else as written.
    pub(super) label: String,
    /// The rows that the text ends in the label of.
    pub(super) exact: Vec<Row>,
    /// The rows whose damaged label it can be.
    pub(super) near: Vec<Row>,
    /// All labels in the text.
    pub(super) spans: Vec<Span>,
    /// How many significant characters stand after the last label.
    pub(super) remainder: usize,
    pub(super) place: Place,
    pub(super) values: Vec<&'a Atom>,
}

impl Unit<'_> {
    /// Whether the text names the column.
    pub(super) fn names(&self, column: Column) -> bool {
        self.spans.iter().any(|span| span.targets.contains(&Target::Column(column)))
    }

    /// Whether blank cells among the values are seen.
    pub(super) fn is_celled(&self) -> bool {
        self.values.iter().all(|value| value.is_celled)
    }

    /// The cells after the label up to the last that is filled.
    pub(super) fn cells(&self) -> Vec<Option<&Atom>> {
        self.values.iter().flat_map(|value| (0..value.blanks).map(|_| None).chain([Some(*value)])).collect()
    }

    /// Whether the row of a table that the values stand in ends before it has so many cells after its label.
    pub(super) fn ends_before(&self, width: usize) -> bool {
        let trailing = self.values.last().and_then(|last| last.trailing);
        trailing.is_some_and(|trailing| self.cells().len() + trailing < width)
    }

    /// Whether the values stand in a row of their own.
    pub(super) fn begins_row(&self) -> bool {
        self.values.first().is_some_and(|value| value.begins_row)
    }

    /// How many blank cells stand before the first value.
    pub(super) fn leading(&self) -> usize {
        self.values.first().map_or(0, |value| value.blanks)
    }

    pub(super) fn texts(&self) -> Vec<String> {
        self.values.iter().map(|value| value.text.clone()).collect()
    }
}

/// The units of the atoms, in their order.
pub(super) fn of(atoms: &[Atom]) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut run = 0;
    let mut texts: Vec<&Atom> = Vec::new();
    let mut values: Vec<&Atom> = Vec::new();
    for atom in atoms {
        match atom.what {
            What::Value => {
                if atom.begins_row && !values.is_empty() {
                    finish(run, &mut texts, &mut values, &mut units);
                }
                values.push(atom);
            }
            What::Text => {
                if !values.is_empty() {
                    finish(run, &mut texts, &mut values, &mut units);
                }
                texts.push(atom);
            }
            What::End => {
                if !values.is_empty() {
                    finish(run, &mut texts, &mut values, &mut units);
                }
                texts.clear();
                run += 1;
            }
        }
    }
    finish(run, &mut texts, &mut values, &mut units);
    units
}

/// Ends a unit. Labels of rows before its last one are rows without values.
fn finish<'a>(run: usize, texts: &mut Vec<&'a Atom>, values: &mut Vec<&'a Atom>, units: &mut Vec<Unit<'a>>) {
    let texts = std::mem::take(texts);
    let values = std::mem::take(values);
    let Some(place) = texts.last().or(values.first()).map(|atom| atom.place.clone()) else { return };
    let label = texts.last().map(|atom| atom.text.clone()).unwrap_or_default();
    let mut text: Vec<char> = texts.iter().flat_map(|atom| atom.text.chars()).filter_map(label::significant).collect();
    let surplus = text.len().saturating_sub(MAX_TEXT);
    text.drain(..surplus);
    let spans = label::spans(&text);
    let end = spans.last().map_or(0, |span| span.end);
    let remainder = text.len() - end;
    let mut exact: Vec<Row> = Vec::new();
    let mut near: Vec<Row> = Vec::new();
    if let Some(last) = spans.last() {
        let rows = rows_of(last);
        if remainder == 0 {
            exact = rows.collect();
        } else if remainder <= MAX_REMAINDER && last.end - last.start >= 4 && !is_heading(last) {
            near = rows.collect();
        }
    }
    let label = exact.first().map_or(label, |row| row.label(Edition::LATEST, Lang::Zh).to_owned());
    if exact.is_empty()
        && let Some(Target::Row(row)) = label::nearest(&label, |t| matches!(t, Target::Row(_)))
    {
        near.insert(0, row);
    }
    let before = spans.iter().take(spans.len().saturating_sub(usize::from(!exact.is_empty())));
    for span in before {
        let rows: Vec<Row> = rows_of(span).filter(|row| row.table() == Table::Applications).collect();
        if !is_heading(span) && !rows.is_empty() && rows != exact {
            units.push(Unit {
                run,
                label: String::new(),
                exact: rows,
                near: Vec::new(),
                spans: Vec::new(),
                remainder: 0,
                place: place.clone(),
                values: Vec::new(),
            });
        }
    }
    if !values.is_empty() || !exact.is_empty() {
        units.push(Unit { run, label, exact, near, spans, remainder, place, values });
    }
}

/// Whether the label names a group of rows or a column too.
fn is_heading(span: &Span) -> bool {
    span.targets.iter().any(|t| matches!(t, Target::Column(_) | Target::Group(_)))
}

fn rows_of(span: &Span) -> impl Iterator<Item = Row> + '_ {
    span.targets.iter().filter_map(|target| match target {
        Target::Row(row) => Some(*row),
        Target::Group(Group::OtherHandling) => Some(Row::OtherHandlingUndivided),
        _ => None,
    })
}

/// Whether a paragraph is the text of a table: labels of rows and of columns, and no sentence.
pub(crate) fn is_table(text: &str) -> bool {
    if text.contains('。') || text.len() > 40_000 {
        return false;
    }
    let significant: Vec<char> = text.chars().filter_map(label::significant).collect();
    let spans = label::spans(&significant);
    let names = |is: fn(&Target) -> bool| spans.iter().filter(|span| span.targets.iter().any(is)).count();
    names(|t| matches!(t, Target::Row(_))) >= 1
        && names(|t| matches!(t, Target::Row(_) | Target::Column(_))) >= 3
        && text.chars().any(|c| c.is_ascii_digit() && !numeral::is_space(c))
}
