//! The one builder of the official tables: merged headers and labels around the places of the cells.
//!
//! It knows the form and no draft, so that the same tables are filled with text for a document and marked for people.

use crate::form::{Cell, Column, Edition, Form, Group, Lang, Panel, Row, Table, captions};
use crate::impossible::DebugExpect;

/// How many columns the labels of section 三 take.
const LABELS: u32 = 3;

/// A block of the form as it is printed.
pub(super) struct Layout {
    pub(super) block: Panel,
    /// How many of the rows are header.
    pub(super) header: usize,
    pub(super) rows: Vec<Vec<Field>>,
}

/// A printed cell: a label, or the place of a value.
pub(super) struct Field {
    pub(super) content: Content,
    pub(super) colspan: u32,
    pub(super) rowspan: u32,
}

pub(super) enum Content {
    Label(&'static str, Scope),
    Value(Cell),
}

/// Which cells a label speaks for: those below or beside it, in all columns or rows that it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Column,
    Row,
}

impl Scope {
    /// The value of the attribute of that name. `rowgroup` and `colgroup` would speak for all cells to the end of the table.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Column => "col",
            Self::Row => "row",
        }
    }
}

impl Field {
    fn spanning(self, colspan: u32, rowspan: u32) -> Self {
        Self { colspan, rowspan, ..self }
    }
}

fn label(text: &'static str, scope: Scope) -> Field {
    Field { content: Content::Label(text, scope), colspan: 1, rowspan: 1 }
}

/// The number of columns or rows of a part of the form, which are few.
fn span(n: usize) -> u32 {
    u32::try_from(n).debug_expect("a part of the form has few columns and rows")
}

fn values(row: Row, columns: &[Column]) -> impl Iterator<Item = Field> {
    let cells = columns.iter().filter_map(move |c| Cell::new(row, *c));
    cells.map(|cell| Field { content: Content::Value(cell), colspan: 1, rowspan: 1 })
}

impl Layout {
    /// The blocks of a table with those of their rows that are kept; a block of which none is kept is left out.
    pub(super) fn of(form: Form, table: Table, lang: Lang, keep: impl Fn(Row) -> bool) -> Vec<Self> {
        let blocks = || form.panels().filter(|block| block.table() == table);
        let widest = blocks().map(|block| block.columns().len()).fold(0, usize::max);
        let layouts = blocks().filter_map(|block| {
            let kept: Vec<Row> = block.rows(form).filter(|row| keep(*row)).collect();
            let printer = Printer { edition: form.edition(), lang, columns: block.columns(), widest, rows: &kept };
            let (header, rows) = match table {
                _ if kept.is_empty() => return None,
                Table::Disclosure => (2, printer.disclosure(block)),
                Table::Applications => (3, printer.applications()),
                Table::Proceedings => (3, printer.proceedings()),
            };
            Some(Self { block, header, rows })
        });
        layouts.collect()
    }
}

struct Printer<'a> {
    edition: Edition,
    lang: Lang,
    columns: &'static [Column],
    /// The columns of the table's widest block: the last column of the others is merged to the same width.
    widest: usize,
    rows: &'a [Row],
}

impl Printer<'_> {
    fn column(&self, column: Column) -> Field {
        label(column.label(self.edition, self.lang), Scope::Column)
    }

    fn row(&self, row: Row, scope: Scope) -> Field {
        label(row.label(self.edition, self.lang), scope)
    }

    /// Gives the labels of the table that name neither a row nor a column, in the form's order.
    fn captions(&self, table: Table) -> impl FnMut(Scope) -> Field {
        let lang = self.lang;
        let mut own = captions().iter().filter(move |caption| caption.table == table);
        move |scope| label(own.next().map(|caption| caption.label(lang)).debug_expect("a label of the form"), scope)
    }

    fn count(&self, which: impl Fn(&Row) -> bool) -> u32 {
        span(self.rows.iter().filter(|row| which(row)).count())
    }

    fn disclosure(&self, block: Panel) -> Vec<Vec<Field>> {
        let mut caption = self.captions(Table::Disclosure);
        let filled = |mut line: Vec<Field>| {
            let rest = span(self.widest.saturating_sub(self.columns.len()));
            if let Some(last) = line.last_mut() {
                last.colspan += rest;
            }
            line
        };
        let header = self.columns.iter().map(|c| self.column(*c));
        let mut lines = vec![
            vec![label(block.heading(self.lang), Scope::Column).spanning(span(self.widest) + 1, 1)],
            filled(std::iter::once(caption(Scope::Column)).chain(header).collect()),
        ];
        let line = |row: &Row| std::iter::once(self.row(*row, Scope::Row)).chain(values(*row, self.columns)).collect();
        lines.extend(self.rows.iter().map(|row| filled(line(row))));
        lines
    }

    fn applications(&self) -> Vec<Vec<Field>> {
        let mut caption = self.captions(Table::Applications);
        let (note, applicants) = (caption(Scope::Column), caption(Scope::Column));
        let (organisations, results) = (caption(Scope::Column), caption(Scope::Row));
        let [first, between @ .., last] = self.columns else {
            debug_assert!(false, "section 三 has columns");
            return Vec::new();
        };
        let mut lines = vec![
            vec![note.spanning(LABELS, 3), applicants.spanning(span(self.columns.len()), 1)],
            vec![
                self.column(*first).spanning(1, 2),
                organisations.spanning(span(between.len()), 1),
                self.column(*last).spanning(1, 2),
            ],
            between.iter().map(|c| self.column(*c)).collect(),
        ];
        let is_result = |r: &Row| r.is_outcome() || *r == Row::Handled;
        let mut results = Some(results.spanning(1, self.count(is_result)));
        let mut group: Option<Group> = None;
        for row in self.rows {
            let mut line = Vec::new();
            if is_result(row) {
                line.extend(results.take());
            }
            let name = self.row(*row, Scope::Row);
            match row.group() {
                Some(of) => {
                    if group != Some(of) {
                        let of_group = self.count(|r| r.group() == Some(of));
                        line.push(label(of.label(self.lang), Scope::Row).spanning(1, of_group));
                    }
                    line.push(name);
                }
                None => line.push(name.spanning(if is_result(row) { LABELS - 1 } else { LABELS }, 1)),
            }
            group = row.group();
            line.extend(values(*row, self.columns));
            lines.push(line);
        }
        lines
    }

    fn proceedings(&self) -> Vec<Vec<Field>> {
        let width = span(self.columns.len());
        let results = || self.columns.iter().map(|c| self.column(*c));
        let (mut top, mut middle, mut bottom, mut data) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut group = None;
        for row in self.rows {
            let name = self.row(*row, Scope::Column).spanning(width, 1);
            match row.group() {
                None => {
                    top.push(name);
                    middle.extend(results().map(|r| r.spanning(1, 2)));
                }
                Some(of) => {
                    if group != Some(of) {
                        let of_group = self.count(|r| r.group() == Some(of));
                        top.push(label(of.label(self.lang), Scope::Column).spanning(width * of_group, 1));
                    }
                    middle.push(name);
                    bottom.extend(results());
                }
            }
            group = row.group();
            data.extend(values(*row, self.columns));
        }
        vec![top, middle, bottom, data]
    }
}
