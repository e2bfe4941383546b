//! Several reports in one document, told apart.
//!
//! A second report begins where the sections begin anew, at the title above them if there is one. What is read of one never
//! reaches the cells of another. A page that shows its report twice, as for a wide and for a narrow screen, has one.

use std::collections::BTreeSet;

use super::document::{Block, Grid, GridCell};
use super::label::{self, Target};
use super::limits::check_reports;
use super::{ReadError, outline, title};
use crate::draft::{Draft, Passage, Place, Prose, Stray, StrayKind, numeral};
use crate::form::{Section, Table};

/// How many sections with something under them make a report.
const LEAST: usize = 3;

/// The blocks of each report, in their order.
pub(super) fn split(blocks: Vec<Block>) -> Result<Vec<Vec<Block>>, ReadError> {
    let mut starts = starts(&blocks);
    check_reports(starts.len() + 1)?;
    let mut blocks = blocks;
    let mut parts = Vec::with_capacity(starts.len() + 1);
    while let Some(start) = starts.pop() {
        parts.push(blocks.split_off(start));
    }
    parts.push(blocks);
    parts.reverse();
    Ok(parts)
}

/// What is known of the report at hand, heading by heading or table by table.
#[derive(Default)]
struct Course {
    /// The sections that have something under them.
    filled: BTreeSet<Section>,
    section: Option<Section>,
    /// The block after the last heading or table.
    after: usize,
}

impl Course {
    /// Whether the section is of another report than those before it.
    fn begins_anew(&self, named: Section) -> bool {
        self.is_report() && self.goes_back_to(named)
    }

    fn goes_back_to(&self, named: Section) -> bool {
        self.filled.contains(&named) && self.section > Some(named)
    }

    fn is_report(&self) -> bool {
        self.filled.len() >= LEAST
    }
}

/// Where each report but the first begins.
fn starts(blocks: &[Block]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    let (mut headings, mut tables) = (Course::default(), Course::default());
    // The year in the title of the report at hand, and in the last title since its last table.
    let (mut year, mut titled) = (None, None);
    // The last start that a title of another year shows.
    let mut certain = None;
    for (at, block) in blocks.iter().enumerate() {
        let text = text_of(block);
        let heading = text.and_then(|(text, _)| outline::heading(text));
        let shown = if let Block::Grid(grid) = block { sections_of(grid) } else { Vec::new() };
        let own_title = text.and_then(|(text, _)| title::year(text));
        titled = own_title.or(titled);
        if tables.filled.is_empty() {
            year = titled.or(year);
        }
        let title_since = |after: usize| blocks.get(after..at).and_then(title_in).map(|first| after + first);
        let start = match (heading, shown.first().copied()) {
            (Some((named, _)), _) if headings.begins_anew(named) => {
                title_since(headings.after).or((named == Section::Overview).then_some(at))
            }
            // A report that breaks off: some of its tables, and then the title of another.
            (Some((named, _)), _) if headings.goes_back_to(named) && !tables.filled.is_empty() => {
                title_since(headings.after.max(tables.after))
            }
            (_, Some(named)) if tables.begins_anew(named) => {
                let under_it = headings.section == Some(named) && headings.after > tables.after;
                let own_heading = headings.after.checked_sub(1).filter(|_| under_it);
                title_since(tables.after).or(own_heading).or(Some(at))
            }
            // The same table again under a title of another year, however little there is of each report.
            (_, Some(named)) if tables.filled.contains(&named) && year.zip(titled).is_some_and(|(a, b)| a != b) => {
                certain = own_title.map(|_| at).or_else(|| title_since(tables.after));
                certain
            }
            _ => None,
        };
        if let Some(start) = start {
            starts.push(start);
            year = titled;
            headings.filled.clear();
            tables.filled.clear();
        }
        if let Some((named, rest)) = heading {
            headings.section = Some(named);
            headings.after = at + 1;
            if !rest.is_empty() || matches!(block, Block::Grid(grid) if grid.rows.len() > 1) {
                headings.filled.insert(named);
            }
        } else {
            headings.filled.extend(headings.section);
        }
        if let Some(last) = shown.last() {
            tables.section = Some(*last);
            tables.after = at + 1;
            tables.filled.extend(shown);
            titled = None;
        }
    }
    // What begins anew and does not come to much is the writer's slip.
    if !headings.is_report() && !tables.is_report() && certain != starts.last().copied() {
        starts.pop();
    }
    starts
}

/// The sections whose tables the grid shows, by the labels of its rows.
fn sections_of(grid: &Grid) -> Vec<Section> {
    let mut sections: Vec<Section> = grid.rows.iter().filter_map(|row| table_of(row)).map(Table::section).collect();
    sections.dedup();
    sections
}

/// The table that the labels of a row show. 总计 is a row of one and a column of two.
fn table_of(row: &[GridCell]) -> Option<Table> {
    row.iter().find_map(|cell| {
        let mut tables = label::targets(&cell.text).map(Target::table);
        let first = tables.next()??;
        tables.all(|table| table == Some(first)).then_some(first)
    })
}

/// The paragraph, or the text that a table begins with.
pub(super) fn text_of(block: &Block) -> Option<(&str, &Place)> {
    match block {
        Block::Paragraph(paragraph) => Some((paragraph.text.trim_matches(numeral::is_space), &paragraph.place)),
        Block::Grid(grid) => outline::alone(grid.rows.first()?),
        Block::Picture(_) => None,
    }
}

/// Where the last title among the blocks begins.
fn title_in(blocks: &[Block]) -> Option<usize> {
    let (at, passages): (Vec<usize>, Vec<Passage>) = blocks
        .iter()
        .enumerate()
        .filter_map(|(at, block)| {
            let (text, place) = text_of(block)?;
            Some((at, Passage { text: text.to_owned(), place: place.clone() }))
        })
        .unzip();
    at.get(title::begins(&passages)?).copied()
}

/// The table cut before each row that is the heading of a section, the title of a report or a line that names a year, and before the headers of a table
/// that stands under a later one: a worksheet can hold it all.
pub(super) fn cut(mut grid: Grid) -> Vec<Grid> {
    let mut covered = 0;
    let mut starts = Vec::new();
    let mut last: Option<Table> = None;
    // The row after the last one with a label or a value: headers follow.
    let mut after = 0;
    for (at, row) in grid.rows.iter().enumerate() {
        let is_start = |text: &str| {
            outline::heading(text).is_some() || title::is_title(text) || title::caption_year(text).is_some()
        };
        let table = table_of(row);
        if at > 0 && covered <= at && outline::alone(row).is_some_and(|(text, _)| is_start(text)) {
            starts.push(at);
            last = None;
        } else if table.is_some_and(|table| last > Some(table)) && after > 0 && covered <= after {
            starts.push(after);
        }
        last = table.or(last);
        if table.is_some() || row.iter().any(|cell| numeral::is_value(&cell.text)) {
            after = at + 1;
        }
        let spans = row.iter().map(|cell| at.saturating_add(cell.rowspan as usize));
        covered = spans.fold(covered, usize::max);
    }
    let mut grids = Vec::with_capacity(starts.len() + 1);
    while let Some(start) = starts.pop() {
        grids.push(Grid { rows: grid.rows.split_off(start), alignment: grid.alignment });
    }
    grids.push(grid);
    grids.reverse();
    grids
}

/// Takes away copies, and tells each report of the others.
pub(super) fn acquaint(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut reports: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        match reports.iter_mut().find(|report| is_copy(report, &draft)) {
            Some(report) => {
                let lost = draft.strays().iter().filter(|stray| stray.kind == StrayKind::Undecoded).cloned();
                lost.collect::<Vec<_>>().into_iter().for_each(|stray| report.push_stray(stray));
            }
            None => reports.push(draft),
        }
    }
    let titles: Vec<Stray> = reports.iter().map(Draft::title_as_stray).collect();
    for (at, report) in reports.iter_mut().enumerate() {
        let others = titles.iter().enumerate().filter(|(other, _)| *other != at);
        others.for_each(|(_, title)| report.push_stray(title.clone()));
    }
    reports
}

/// Whether the other says the same: no cell of another content, and the same text but for what follows the last section.
fn is_copy(draft: &Draft, other: &Draft) -> bool {
    let cells = draft.form() == other.form() && draft.cells().all(|(c, e)| e.state() == other.state(c));
    let same_head = |one: Option<&String>, two: Option<&String>| one.is_none() || two.is_none() || one == two;
    let agency = same_head(draft.agency().map(|a| &a.value), other.agency().map(|a| &a.value));
    let year = draft.year().zip(other.year()).is_none_or(|(one, two)| one.value == two.value);
    cells && agency && year && has_same_text(draft, other)
}

fn has_same_text(draft: &Draft, other: &Draft) -> bool {
    fn sections(draft: &Draft) -> Vec<&Prose> {
        draft.prose().iter().filter(|prose| prose.section.is_some()).collect()
    }
    let texts =
        |prose: &Prose, most: usize| prose.passages.iter().take(most).map(|p| p.text.clone()).collect::<Vec<_>>();
    let (one, two) = (sections(draft), sections(other));
    let last = one.len().saturating_sub(1);
    let most = |at: usize| if at == last { 1 } else { usize::MAX };
    one.len() == two.len()
        && one
            .iter()
            .zip(&two)
            .enumerate()
            .all(|(at, (one, two))| one.section == two.section && texts(one, most(at)) == texts(two, most(at)))
}
