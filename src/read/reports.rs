//! Several reports in one document, told apart.
//!
//! A second report begins where the sections begin anew, at the title above them if there is one. What is read of one never
//! reaches the cells of another. A page that shows its report twice, as for a wide and for a narrow screen, has one.

use std::collections::BTreeSet;

use super::document::{Block, Grid};
use super::limits::check_reports;
use super::{ReadError, outline, title};
use crate::draft::{Draft, Passage, Place, Prose, Stray, StrayKind, numeral};
use crate::form::Section;

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

/// Where each report but the first begins.
fn starts(blocks: &[Block]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    // The sections of the report at hand that have something under them.
    let mut filled: BTreeSet<Section> = BTreeSet::new();
    let mut section = None;
    let mut after_heading = 0;
    for (at, block) in blocks.iter().enumerate() {
        let text = text_of(block);
        let Some((named, rest)) = text.and_then(|(text, _)| outline::heading(text)) else {
            filled.extend(section);
            continue;
        };
        let again = filled.len() >= LEAST && filled.contains(&named) && section > Some(named);
        let above = || blocks.get(after_heading..at).and_then(title_in).map(|first| after_heading + first);
        let start = if again { above().or((named == Section::Overview).then_some(at)) } else { None };
        if let Some(start) = start {
            starts.push(start);
            filled.clear();
        }
        section = Some(named);
        after_heading = at + 1;
        if !rest.is_empty() || matches!(block, Block::Grid(grid) if grid.rows.len() > 1) {
            filled.insert(named);
        }
    }
    // What begins anew and does not come to much is the writer's slip.
    if filled.len() < LEAST {
        starts.pop();
    }
    starts
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

/// The table cut before each row that is the heading of a section or the title of a report: a worksheet can hold it all.
pub(super) fn cut(mut grid: Grid) -> Vec<Grid> {
    let mut covered = 0;
    let mut starts = Vec::new();
    for (at, row) in grid.rows.iter().enumerate() {
        let is_start = |text: &str| outline::heading(text).is_some() || title::is_title(text);
        if at > 0 && covered <= at && outline::alone(row).is_some_and(|(text, _)| is_start(text)) {
            starts.push(at);
        }
        let spans = row.iter().map(|cell| at.saturating_add(usize::try_from(cell.rowspan).unwrap_or(usize::MAX)));
        covered = spans.chain([covered]).max().unwrap_or(covered);
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
