//! The form as the notice prints it: its six sections, its tables with their merged headers and labels.

use crate::draft::{Draft, Entry, Place, State};
use crate::form::{Block as FormBlock, Cell, Column, Group, Lang, Row, Section, Table, captions};
use crate::read::{Alignment, Block, Document, Grid, GridCell, Paragraph};

/// How many columns the labels of section 三 take.
const LABELS: u32 = 3;

/// The draft as a document: title, period, sections with their text, and the official tables with the text of each cell.
///
/// A row that is wholly absent from the draft is left out; any other cell is printed as it was written, or as its value
/// where it was not read from a document. Values that belong to no cell are not printed.
pub fn official(draft: &Draft) -> Document {
    let mut blocks = Vec::new();
    blocks.push(paragraph(title(draft), true));
    if let Some(period) = draft.period() {
        let (from, to) = (period.value.start, period.value.end);
        let (y, m, d) = (from.year, from.month, from.day);
        let text = format!("统计期限：{y}年{m}月{d}日至{}年{}月{}日。", to.year, to.month, to.day);
        blocks.push(paragraph(text, false));
    }
    for section in Section::ALL {
        let prose: Vec<_> = draft.prose().iter().filter(|p| p.section == Some(section)).collect();
        let heading = prose.iter().find_map(|p| p.heading.as_ref()).map(|h| h.text.clone());
        let tables = section.table().map(|table| tables(draft, table)).unwrap_or_default();
        if prose.is_empty() && tables.is_empty() && section.table().is_none() {
            continue;
        }
        blocks.push(paragraph(heading.unwrap_or_else(|| section.heading(Lang::Zh).to_owned()), true));
        let passages = prose.iter().flat_map(|p| &p.passages);
        blocks.extend(passages.map(|p| paragraph(p.text.clone(), false)));
        blocks.extend(tables.into_iter().map(Block::Grid));
    }
    Document { title: None, blocks }
}

fn title(draft: &Draft) -> String {
    let agency = draft.agency().map_or("", |a| a.value.as_str());
    let year = draft.year().map_or(String::new(), |y| format!("{}年", y.value));
    format!("{agency}{year}政府信息公开工作年度报告")
}

fn paragraph(text: String, heading: bool) -> Block {
    Block::Paragraph(Paragraph { text, place: Place::Nowhere, heading })
}

fn tables(draft: &Draft, table: Table) -> Vec<Grid> {
    let blocks = draft.form().blocks().filter(|b| b.table() == table);
    let rows: Vec<Vec<Vec<GridCell>>> = blocks
        .filter_map(|block| {
            let rows: Vec<Row> = block.rows(draft.form()).filter(|r| is_present(draft, *r)).collect();
            if rows.is_empty() {
                return None;
            }
            Some(match table {
                Table::Disclosure => disclosure(draft, block, &rows),
                Table::Applications => applications(draft, block, &rows),
                Table::Proceedings => proceedings(draft, block, &rows),
            })
        })
        .collect();
    rows.into_iter().map(|rows| Grid { rows, alignment: Alignment::Columns }).collect()
}

fn is_present(draft: &Draft, row: Row) -> bool {
    draft.cells().any(|(c, e)| c.row() == row && e.state() != &State::Absent)
}

fn label(text: &str) -> GridCell {
    GridCell::new(text, Place::Nowhere)
}

/// The number of columns or rows of a part of the form, which are few.
fn span(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

fn values(draft: &Draft, row: Row, columns: &[Column]) -> Vec<GridCell> {
    let cells = columns.iter().filter_map(|c| Cell::new(row, *c));
    cells.map(|c| GridCell::new(written(draft.entry(c)), draft.entry(c).place().clone())).collect()
}

/// The cell's text as it was written, or its value in the notation of the form.
pub(crate) fn written(entry: &Entry) -> String {
    if let Some(raw) = entry.raw() {
        return raw.to_owned();
    }
    match entry.state() {
        State::Count(n) => n.to_string(),
        State::Amount(a) => format!("{}{}", a.value, a.unit.map_or("", crate::form::Unit::symbol)),
        State::NotApplicable => "/".to_owned(),
        State::Blank | State::Unreadable(_) | State::Absent => String::new(),
    }
}

fn disclosure(draft: &Draft, block: FormBlock, rows: &[Row]) -> Vec<Vec<GridCell>> {
    let edition = draft.edition();
    let caption = captions().iter().find(|(_, table)| *table == Table::Disclosure).map_or("", |c| c.0);
    let columns = block.columns();
    let mut lines = vec![vec![label(block.heading(Lang::Zh)).spanning(span(columns.len()) + 1, 1)]];
    let header = columns.iter().map(|c| label(c.label(edition, Lang::Zh)));
    lines.push(std::iter::once(label(caption)).chain(header).collect());
    for row in rows {
        let mut line = vec![label(row.label(edition, Lang::Zh))];
        line.extend(values(draft, *row, columns));
        lines.push(line);
    }
    lines
}

fn applications(draft: &Draft, block: FormBlock, rows: &[Row]) -> Vec<Vec<GridCell>> {
    let edition = draft.edition();
    let mut own = captions().iter().filter(|(_, table)| *table == Table::Applications).map(|c| c.0);
    let mut caption = || label(own.next().unwrap_or_default());
    let (note, applicants, organisations, results) = (caption(), caption(), caption(), caption());
    let columns = block.columns();
    let name = |c: &Column| label(c.label(edition, Lang::Zh));
    let (first, between, last) = match columns {
        [first, between @ .., last] => (name(first), between, name(last)),
        _ => return Vec::new(),
    };
    let mut lines = vec![
        vec![note.spanning(LABELS, 3), applicants.spanning(span(columns.len()), 1)],
        vec![first.spanning(1, 2), organisations.spanning(span(between.len()), 1), last.spanning(1, 2)],
        between.iter().map(name).collect(),
    ];
    let is_result = |r: &Row| r.is_outcome() || *r == Row::Handled;
    let mut results = Some(results.spanning(1, span(rows.iter().filter(|r| is_result(r)).count())));
    let mut group: Option<Group> = None;
    for row in rows {
        let mut line = Vec::new();
        if is_result(row) {
            line.extend(results.take());
        }
        let text = label(row.label(edition, Lang::Zh));
        match row.group() {
            Some(of) => {
                if group != Some(of) {
                    let of_group = rows.iter().filter(|r| r.group() == Some(of)).count();
                    line.push(label(of.label(Lang::Zh)).spanning(1, span(of_group)));
                }
                line.push(text);
            }
            None => line.push(text.spanning(if is_result(row) { LABELS - 1 } else { LABELS }, 1)),
        }
        group = row.group();
        line.extend(values(draft, *row, columns));
        lines.push(line);
    }
    lines
}

fn proceedings(draft: &Draft, block: FormBlock, rows: &[Row]) -> Vec<Vec<GridCell>> {
    let edition = draft.edition();
    let columns = block.columns();
    let width = span(columns.len());
    let results = || columns.iter().map(|c| label(c.label(edition, Lang::Zh)));
    let (mut top, mut middle, mut bottom, mut data) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut group = None;
    for row in rows {
        let name = label(row.label(edition, Lang::Zh)).spanning(width, 1);
        match row.group() {
            None => {
                top.push(name);
                middle.extend(results().map(|r| r.spanning(1, 2)));
            }
            Some(of) => {
                if group != Some(of) {
                    let of_group = span(rows.iter().filter(|r| r.group() == Some(of)).count());
                    top.push(label(of.label(Lang::Zh)).spanning(width * of_group, 1));
                }
                middle.push(name);
                bottom.extend(results());
            }
        }
        group = row.group();
        data.extend(values(draft, *row, columns));
    }
    vec![top, middle, bottom, data]
}
