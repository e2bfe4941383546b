//! From a document to a draft.

use std::ops::Range;

use super::before::Before;
use super::copies;
use super::document::{Block, Document, Grid};
use super::error::ReadError;
use super::flat;
use super::outline::{self, Outline};
use super::reading::{Loose, Reading, push_loose};
use super::regroup::regroup;
use super::reports;
use super::row_numbers;
use super::sequence;
use super::tables::Tables;
use super::title;
use super::unread::{self, Unread};
use crate::draft::{Draft, Passage, Place, State, Stray, StrayKind, numeral};
use crate::form::{Cell, Edition, Form, Group, Lang, Row, Table};
use crate::impossible::DebugExpect;

impl Document {
    /// Finds the form's tables by their labels and fills a draft. Of several reports in the document it is the first; its
    /// [strays](Draft::strays) name the others.
    ///
    /// # Errors
    /// [`ReadError::NotAReport`] when neither a table of the form nor three of its six section headings are there, nor those of
    /// a report on a year before 2019;
    /// [`ReadError::TooLarge`] where lines of a text hold more cells, or the document more reports, than the
    /// [limits](super::limits).
    pub fn into_draft(self) -> Result<Draft, ReadError> {
        self.into_drafts()?.into_iter().next().ok_or(ReadError::NotAReport)
    }

    /// As [`into_draft`](Document::into_draft), a draft for each report in the document, in their order; at least one.
    ///
    /// # Errors
    /// As [`into_draft`](Document::into_draft).
    pub fn into_drafts(self) -> Result<Vec<Draft>, ReadError> {
        let Self { title: mut page_title, blocks } = self.folded();
        let as_written = sequence::is_short(&blocks).then(|| blocks.clone());
        let blocks = regroup(flat::cut(blocks))?.into_iter().flat_map(|block| match block {
            Block::Grid(grid) => {
                reports::cut(copies::merge(row_numbers::drop(grid))).into_iter().map(Block::Grid).collect()
            }
            other => vec![other],
        });
        let parts = reports::split(blocks.collect())?;
        let as_written = as_written.filter(|_| parts.len() == 1).unwrap_or_default();
        let drafts: Result<Vec<Draft>, ReadError> =
            parts.into_iter().map(|part| draft_of(part, page_title.take().as_deref(), &as_written)).collect();
        Ok(reports::acquaint(drafts?))
    }
}

/// The draft of the only report that the blocks hold. `as_written` are the same blocks before tables were looked for; none
/// where they are too long.
fn draft_of(blocks: Vec<Block>, page_title: Option<&str>, as_written: &[Block]) -> Result<Draft, ReadError> {
    let mut outline = Outline::default();
    let mut tables = Tables::default();
    let mut unread = Unread::default();
    let mut before = Before::default();
    let mut years = Years::default();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                years.text(&paragraph.text, &paragraph.place);
                if outline.table().is_none() || !sequence::is_table(&paragraph.text) {
                    outline.text(&paragraph.text, &paragraph.place);
                }
                unread.text(&paragraph.text, &paragraph.place);
                before.text(&paragraph.text, &paragraph.place);
                if let Some(table) = outline.table() {
                    unread.paragraph(&paragraph.text, &paragraph.place, table);
                }
            }
            Block::Picture(place) => {
                if let Some(table) = outline.table() {
                    unread.picture(place, table);
                }
            }
            Block::Grid(grid) => {
                for cell in grid.rows.iter().flatten() {
                    unread.text(&cell.text, &cell.place);
                    before.text(&cell.text, &cell.place);
                }
                let mut texts = grid.rows.iter().map(|row| outline::alone(row));
                let first = texts.next().flatten();
                if let Some((text, place)) = first {
                    years.text(text, place);
                    outline.text(text, place);
                }
                let counts = (tables.readings.len(), tables.strays.len());
                read_grid(&grid, outline.table(), &mut tables, &mut unread);
                years.table(counts, &tables);
                texts.flatten().for_each(|(text, place)| outline.text(text, place));
            }
        }
    }
    let title = outline.title(page_title);
    let others = years.take_others(title.year.as_ref().map(|year| year.value), &mut tables);
    // Where a table of another year stands, order alone does not tell whose a row is.
    let as_written = if others.is_empty() { as_written } else { &[] };
    let mut left: Vec<Loose> = Vec::new();
    for found in sequence::read(as_written, |table| {
        !tables.is_whole(table) && !unread.is_refused(table) && !tables.is_contested(table)
    }) {
        let table = found.table;
        let (used, strays) = tables.take(found);
        unread.forget(table, &used);
        left.extend(strays);
    }
    tables.strays.extend(left);
    let is_titled = title.agency.is_some() || title.year.is_some();
    let title = outline.completed(title);
    let year = title.year.as_ref().map(|year| year.value);
    // A guide or a catalogue has labels of the form, too, but no rows of many values under them.
    let is_row = |loose: &Loose| loose.is_row_of_values();
    let has_rows = || is_titled || outline.sections() > 0 || tables.strays.iter().chain(unread.strays()).any(is_row);
    let has_tables = !tables.readings.is_empty() || (tables.seen && has_rows());
    let is_report = has_tables || outline.sections() > 2 || before.is_report(year);
    let is_about_reports = || tables.readings.is_empty() && unread.is_empty() && outline.is_of_another_kind();
    if !is_report || (!is_titled && is_about_reports()) {
        return Err(ReadError::NotAReport);
    }
    let (form, is_shown) = form_of(&tables, year);
    let mut draft = Draft::new(form);
    draft.set_edition_shown(is_shown);
    let has = |table: Table| tables.readings.iter().any(|r| r.cell.table() == table);
    outline.finish(&mut draft, title, has);
    place(tables, &mut draft);
    if let Some(place) = before.shown(year).filter(|_| draft.is_without_tables()) {
        let kind = StrayKind::BeforeTheForm;
        draft.push_stray(Stray {
            kind,
            label: String::new(),
            values: Vec::new(),
            place: place.clone(),
            near: Vec::new(),
        });
    }
    unread.finish(&mut draft);
    for other in others {
        draft.push_stray(other);
    }
    Ok(draft)
}

/// The years that lines over tables name, and what was read of the tables under them.
#[derive(Default)]
struct Years {
    over: Option<(u16, Passage)>,
    tables: Vec<(u16, Passage, Range<usize>, Range<usize>)>,
}

impl Years {
    /// Takes a paragraph: it names the year of the tables below, or ends what the one before said.
    fn text(&mut self, text: &str, place: &Place) {
        if !text.chars().all(numeral::is_space) {
            let caption =
                title::caption_year(text).filter(|_| outline::heading(text).is_none() && !title::is_title(text));
            self.over = caption.map(|year| (year, Passage { text: text.trim().to_owned(), place: place.clone() }));
        }
    }

    /// Takes a table, with how many readings and strays there were before it.
    fn table(&mut self, (readings, strays): (usize, usize), tables: &Tables) {
        if let Some((year, caption)) = &self.over {
            // What was not read may have been handed on.
            let strays = strays.min(tables.strays.len())..tables.strays.len();
            self.tables.push((*year, caption.clone(), readings..tables.readings.len(), strays));
        }
    }

    /// Takes the tables of other years away, and gives a stray for each line that names such a year.
    fn take_others(self, own: Option<u16>, tables: &mut Tables) -> Vec<Stray> {
        let mut others: Vec<Stray> = Vec::new();
        let foreign = self.tables.into_iter().filter(|(year, ..)| own.is_some_and(|own| own != *year));
        for (_, caption, readings, strays) in foreign.rev() {
            let near: Vec<Cell> = tables.readings.drain(readings).map(|reading| reading.cell).collect();
            tables.strays.drain(strays);
            if let Some(other) = others.last_mut().filter(|other| other.place == caption.place) {
                other.near.extend(near);
            } else {
                let kind = StrayKind::OtherReport;
                others.push(Stray { kind, label: caption.text, values: Vec::new(), place: caption.place, near });
            }
        }
        for other in &mut others {
            other.near.retain(|cell| !tables.readings.iter().any(|reading| reading.cell == *cell));
        }
        others.reverse();
        others
    }
}

/// Reads the cells that the grid holds, and notes the grid as unread where it holds none.
fn read_grid(grid: &Grid, section: Option<Table>, tables: &mut Tables, unread: &mut Unread) {
    let (readings, strays) = (tables.readings.len(), tables.strays.len());
    let side_by_side = unread::is_side_by_side(grid);
    let refused = side_by_side || unread::is_out_of_order(grid);
    if refused {
        tables.seen = true;
    } else {
        tables.read(grid, section);
    }
    if tables.readings.len() > readings {
        return;
    }
    let near = || tables.strays.get(strays..)?.iter().find_map(|loose| Some(loose.stray.near.first()?.table()));
    if let Some([only]) = tables.strays.get(strays..)
        && !only.stray.near.is_empty()
        && !refused
    {
        // One row of known cells says more than a table that was not read.
        return;
    }
    if let Some(table) = section.or_else(near) {
        if refused {
            unread.refuse(table);
        }
        unread.grid(grid, table, side_by_side, tables.strays.split_off(strays));
    }
}

/// The printed form that the headers show, and whether they do: the edition of most blocks of section 二, and whether
/// （六）其他处理 is divided. Where they show several editions alike, the year chooses one, which they do not show.
fn form_of(tables: &Tables, year: Option<u16>) -> (Form, bool) {
    let found = |row: Row| tables.readings.iter().any(|r| r.cell.row() == row && r.entry.state() != &State::Blank);
    let printed = |row: Row| tables.readings.iter().any(|r| r.cell.row() == row);
    let divided_rows = || Row::all().filter(|r| r.group() == Some(Group::OtherHandling));
    let divided = divided_rows().any(printed);
    let undivided = printed(Row::OtherHandlingUndivided);
    let votes = |edition: &Edition| {
        tables.votes.iter().filter(|v| v.has_edition(*edition)).count()
            + usize::from(divided && edition.form().is_divided())
    };
    let most = Edition::ALL.iter().map(votes).max();
    let likely: Vec<Edition> = Edition::ALL.into_iter().filter(|edition| Some(votes(edition)) == most).collect();
    let of_year = year.and_then(Edition::for_year).filter(|edition| likely.contains(edition));
    let edition = of_year.or(likely.last().copied()).unwrap_or(Edition::LATEST);
    let one_row = undivided && (!divided || (found(Row::OtherHandlingUndivided) && !divided_rows().any(found)));
    let form = if one_row { edition.form().undivided() } else { edition.form() };
    (form, most > Some(0) && likely.len() == 1)
}

/// Puts the readings into the draft; what does not fit is kept as a stray.
fn place(tables: Tables, draft: &mut Draft) {
    let edition = draft.edition();
    let mut loose: Vec<Loose> = Vec::new();
    for Reading { cell, entry, forms } in tables.readings {
        let foreign = !forms.unwrap_or(cell.forms()).has_edition(edition);
        let present = draft.state(cell);
        let kind = if foreign {
            StrayKind::OtherEdition
        } else if !cell.is_in(draft.form()) {
            StrayKind::Surplus
        } else if matches!(present, State::Absent | State::Blank) {
            draft.put(cell, entry);
            continue;
        } else if entry.state() == present || entry.state() == &State::Blank {
            continue;
        } else {
            StrayKind::Repeated
        };
        let label = cell.row().label(edition, Lang::Zh);
        let value = entry.raw().debug_expect("what was read has its text").to_owned();
        if let Some(Loose { stray, .. }) = loose.last_mut().filter(|l| l.stray.kind == kind && l.stray.label == label) {
            stray.values.push(value);
            stray.near.push(cell);
            continue;
        }
        let place = entry.place().clone();
        let stray = Stray { kind, label: label.to_owned(), values: vec![value], place, near: vec![cell] };
        let above = || Row::all().take_while(|row| *row != cell.row()).last();
        let home = (!cell.is_in(draft.form())).then(|| (cell.table(), above()));
        loose.push(Loose { stray, home });
    }
    push_loose(tables.strays.into_iter().chain(loose), draft);
}
