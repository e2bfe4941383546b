//! The form as the notice prints it: its six sections with their text, and its tables.

use super::layout::{Content, Layout};
use crate::draft::{Draft, Entry, Place, State};
use crate::form::{Lang, Row, Section, Table};
use crate::read::{Alignment, Block, Document, Grid, GridCell, Paragraph};

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
        let table = section.table().map(|of| table(draft, of));
        if prose.is_empty() && table.is_none() {
            continue;
        }
        blocks.push(paragraph(heading.unwrap_or_else(|| section.heading(Lang::Zh).to_owned()), true));
        let passages = prose.iter().flat_map(|p| &p.passages);
        blocks.extend(passages.map(|p| paragraph(p.text.clone(), false)));
        blocks.extend(table.filter(|grid| !grid.rows.is_empty()).map(Block::Grid));
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

/// The blocks of a table, one under the other.
fn table(draft: &Draft, table: Table) -> Grid {
    let layouts = Layout::of(draft.form(), table, Lang::Zh, |row| is_present(draft, row));
    let rows = layouts.into_iter().flat_map(|layout| layout.rows).map(|row| {
        let cells = row.into_iter().map(|field| {
            let cell = match field.content {
                Content::Label(text, _) => GridCell::new(text, Place::Nowhere),
                Content::Value(cell) => GridCell::new(written(draft.entry(cell)), draft.entry(cell).place().clone()),
            };
            cell.spanning(field.colspan, field.rowspan)
        });
        cells.collect()
    });
    Grid { rows: rows.collect(), alignment: Alignment::Columns }
}

fn is_present(draft: &Draft, row: Row) -> bool {
    draft.cells().any(|(c, e)| c.row() == row && e.state() != &State::Absent)
}

/// The cell's text as it was written, or its value in the notation of the form.
pub(crate) fn written(entry: &Entry) -> String {
    if let Some(raw) = entry.raw() {
        return raw.to_owned();
    }
    match entry.state() {
        State::Count(n) => n.to_string(),
        State::Amount(amount) => amount.to_string(),
        State::NotApplicable => "/".to_owned(),
        State::Blank | State::Unreadable(_) | State::Absent => String::new(),
    }
}
