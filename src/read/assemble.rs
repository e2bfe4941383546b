//! From a document to a draft.

use thiserror::Error;

use super::ReadError;
use super::copies;
use super::document::{Block, Document, Grid};
use super::outline::Outline;
use super::regroup::regroup;
use super::row_numbers;
use super::tables::{Loose, Reading, Tables};
use crate::draft::{Draft, State, Stray, StrayKind, numeral};
use crate::form::{Cell, Edition, Form, Lang, Row, Table};

/// No report was found: none of the form's tables, and fewer than half of its sections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Error)]
#[error(
    "no report found: looked for the tables of sections 二, 三 and 四 by their labels (规章, 一、本年新收政府信息公开申请数量, 结果维持 …) and for the six section headings (一、总体情况 …)"
)]
pub struct NotAReport(());

impl NotAReport {
    /// The error in words, in one of the languages.
    pub fn describe(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => "没有找到年度报告：既没有找到第二、三、四部分的表格（“规章”“一、本年新收政府信息公开申请数量”“结果维持”等），也没有找到六个部分的标题（“一、总体情况”等）".to_owned(),
        }
    }
}

impl Document {
    /// Finds the form's tables by their labels and fills a draft.
    ///
    /// # Errors
    /// [`ReadError::NotAReport`] when neither a table of the form nor three of its six section headings are there;
    /// [`ReadError::TooLarge`] where lines of a text hold more cells than the [limit](super::limits::MAX_CELLS).
    pub fn into_draft(self) -> Result<Draft, ReadError> {
        let mut outline = Outline::default();
        let mut tables = Tables::default();
        for block in regroup(self.blocks)? {
            match block {
                Block::Paragraph(paragraph) => outline.text(&paragraph.text, &paragraph.place),
                Block::Grid(grid) => {
                    let grid = copies::merge(row_numbers::drop(grid));
                    tables.read(&grid, outline.table());
                    texts_alone(&grid, &mut outline);
                }
            }
        }
        if !tables.seen && outline.sections() < 3 {
            return Err(NotAReport(()).into());
        }
        let mut draft = Draft::new(form_of(&tables));
        let has = |table: Table| tables.readings.iter().any(|r| r.cell.table() == table);
        outline.finish(&mut draft, self.title.as_deref(), has);
        place(tables, &mut draft);
        Ok(draft)
    }
}

/// Texts that stand alone in a row of a grid, or in each of its cells, can be headings or paragraphs: a worksheet holds the
/// whole report.
fn texts_alone(grid: &Grid, outline: &mut Outline) {
    for row in &grid.rows {
        let mut filled = row.iter().filter(|c| !c.text.chars().all(numeral::is_space));
        if let Some(only) = filled.next()
            && filled.all(|c| c.text == only.text)
        {
            outline.text_in_table(&only.text, &only.place);
        }
    }
}

/// The printed form that the headers show: the edition of most blocks of section 二, and whether （六）其他处理 is divided.
fn form_of(tables: &Tables) -> Form {
    let found = |row: Row| tables.readings.iter().any(|r| r.cell.row() == row && r.entry.state() != &State::Blank);
    let printed = |row: Row| tables.readings.iter().any(|r| r.cell.row() == row);
    let divided_rows = || Row::all().filter(|r| r.is_in(Form::Revised2021) && !r.is_in(Form::Revised2021Undivided));
    let divided = divided_rows().any(printed);
    let undivided = printed(Row::OtherHandlingUndivided);
    let votes = |edition: Edition| {
        tables.votes.iter().filter(|v| **v == edition).count() + usize::from(divided && edition == Edition::Revised2021)
    };
    if votes(Edition::Trial2019) > votes(Edition::Revised2021) {
        return Form::Trial2019;
    }
    if undivided && (!divided || (found(Row::OtherHandlingUndivided) && !divided_rows().any(found))) {
        return Form::Revised2021Undivided;
    }
    Form::Revised2021
}

/// Puts the readings into the draft; what does not fit is kept as a stray.
fn place(tables: Tables, draft: &mut Draft) {
    let mut homes = Vec::with_capacity(tables.strays.len());
    for Loose { stray, home } in tables.strays {
        draft.push_stray(stray);
        homes.push(home);
    }
    let edition = draft.edition();
    for Reading { cell, entry, edition: of } in tables.readings {
        let foreign = of.or(cell.edition()).is_some_and(|e| e != edition);
        let present = draft.state(cell);
        let kind = if foreign {
            StrayKind::OtherEdition
        } else if !cell.is_in(draft.form()) {
            StrayKind::Surplus
        } else if matches!(present, State::Absent | State::Blank) {
            draft.set(cell, entry);
            continue;
        } else if entry.state() == present || entry.state() == &State::Blank {
            continue;
        } else {
            StrayKind::Repeated
        };
        let label = cell.row().label(edition, Lang::Zh).to_owned();
        let value = entry.raw().unwrap_or_default().to_owned();
        match draft.last_stray().filter(|s| s.kind == kind && s.label == label) {
            Some(stray) => {
                stray.values.push(value);
                stray.near.push(cell);
            }
            None => {
                draft.push_stray(Stray {
                    kind,
                    label,
                    values: vec![value],
                    place: entry.place().clone(),
                    near: vec![cell],
                });
                let is_in = cell.is_in(draft.form());
                homes.push((!is_in).then(|| (cell.table(), Row::all().take_while(|row| *row != cell.row()).last())));
            }
        }
    }
    let rows: Vec<Vec<Cell>> =
        homes.into_iter().map(|home| home.map_or_else(Vec::new, |home| open_rows(draft, home))).collect();
    for (stray, cells) in draft.strays_mut().iter_mut().zip(rows) {
        stray.near.extend(cells);
    }
}

/// The cells that values whose row is not known can belong to: of rows of the table that were not found, and of the rows just
/// above and below if they have no number.
fn open_rows(draft: &Draft, (table, above): (Table, Option<Row>)) -> Vec<Cell> {
    let has =
        |row: Row, is: fn(&State) -> bool| draft.cells().any(|(cell, entry)| cell.row() == row && is(entry.state()));
    let is_found = |row: &Row| has(*row, |state| state != &State::Absent);
    let has_number = |row: &Row| has(*row, |state| matches!(state, State::Count(_) | State::Amount(_)));
    let rows = || Row::all().filter(|row| row.table() == table && row.is_in(draft.form()));
    let below = rows().filter(is_found).find(|row| above.is_none_or(|above| *row > above));
    let is_open = |row: &Row| !is_found(row) || ((Some(*row) == above || Some(*row) == below) && !has_number(row));
    let open: Vec<Row> = rows().filter(is_open).collect();
    draft.cells().map(|(cell, _)| cell).filter(|cell| open.contains(&cell.row())).collect()
}
