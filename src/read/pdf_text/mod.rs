//! Text that `pdftotext -layout` prints of a report's PDF.
//!
//! That tool puts each character where it stands on the page, so the columns of a table are columns of text, as far as
//! a page goes; everything else about a table is lost. Labels are wrapped over lines and interleaved with the headings
//! to their left, numbers stand on the middle line or on one of their own, headers are cut into single characters, and
//! a page break may come anywhere. So this is the one reader that must know the form: the rows are found by aligning
//! the words with the form's labels (`align`), the values by their place in the columns (`columns`), and whose value a
//! line is, where labels do not say, by which reading leaves every row its sum (`rows`). What is not certain is left
//! as raw text in a cell over all columns, to be reported, or under the label as found.
//!
//! The work is linear in the text: lines, words and tables beyond the size of any form are not looked into.

mod align;
mod begins_anew;
mod columns;
mod lines;
mod owners;
mod paragraphs;
mod rows;
mod shape;
mod tables;
mod values;

pub(super) use lines::Line;
#[cfg(any(feature = "pdf", feature = "ofd"))]
pub(super) use lines::{Printed, is_unit_of, lines_of};

use super::limits::{MAX_PAGE_LINES, check_size};
use super::{Block, Document, Excess, ReadError};
use crate::draft::numeral;
use crate::form::{Cell, Row, Section, Table};
use crate::impossible::Cut;

/// The most lines of a document that are looked through for tables; a report has a few hundred.
const MAX_TABLE_LINES: usize = 20_000;

/// What looking for a table costs at least, in lines.
const LEAST_COST: usize = 100;

/// Reads the text that `pdftotext -layout` prints of a PDF.
///
/// Tables are found by the form's labels, as nothing else shows where a cell begins; a table's grid has the form's own
/// labels for the rows that are identified, and the labels as written for others. Values whose columns cannot be told
/// stand in one cell over all columns. Lines outside tables are joined to paragraphs; page numbers are left out.
///
/// # Errors
/// [`ReadError::TooLarge`] beyond one of the [limits](super::limits).
pub(super) fn pdf_text(text: &str) -> Result<Document, ReadError> {
    check_size(text.as_bytes())?;
    if text.split('\n').nth(MAX_PAGE_LINES).is_some() {
        return Err(ReadError::TooLarge { what: Excess::PageLines, limit: MAX_PAGE_LINES as u64 });
    }
    Ok(Document { title: None, blocks: blocks(&lines::lines(text)?) })
}

/// The tables and paragraphs that lines are.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block> {
    let mut regions: Vec<tables::Region> = Vec::new();
    let mut budget = MAX_TABLE_LINES;
    for span in spans(lines) {
        let inside = lines.cut(span.lines.clone());
        for table in Table::ALL {
            if span.section.and_then(Section::table) != Some(table) && !shows(inside, table) {
                continue;
            }
            let Some(left) = budget.checked_sub(inside.len().max(LEAST_COST)) else { break };
            budget = left;
            for mut region in tables::find(table, inside) {
                region.lines = region.lines.start + span.lines.start..region.lines.end + span.lines.start;
                if !regions.iter().any(|r| r.lines.start < region.lines.end && region.lines.start < r.lines.end) {
                    regions.push(region);
                }
            }
        }
    }
    regions.sort_by_key(|r| r.lines.start);
    let mut blocks = Vec::new();
    let mut next = 0;
    let paragraphs = |lines: &[Line]| paragraphs::join(lines).into_iter().map(Block::from);
    for region in regions {
        blocks.extend(paragraphs(lines.cut(next..region.lines.start)));
        next = region.lines.end;
        blocks.push(region.grid.into());
    }
    blocks.extend(paragraphs(lines.cut(next..)));
    blocks
}

/// Whether the text is what `pdftotext -layout` prints: pages, or numbers aligned by spaces behind labels.
///
/// Text with tabs, with pipes in its tables or with tags is not, nor is ordinary text with a number at the end of a line.
pub(super) fn looks_like(text: &str) -> bool {
    /// As many lines are looked at.
    const SAMPLE: usize = 5_000;
    /// As many lines show that it is no accident.
    const ENOUGH: usize = 3;
    /// The longest line that is looked at, in bytes.
    const LONGEST: usize = 4_000;
    let lines = || text.split('\n').take(SAMPLE).filter(|l| l.len() < LONGEST);
    if lines().any(|l| l.contains('\t')) || lines().filter(|l| l.contains(['|', '<'])).count() >= ENOUGH {
        return false;
    }
    // 行政处罚      148789      2
    let is_row = |line: &str| {
        let mut fields = line.trim().rsplit("  ").map(str::trim).filter(|f| !f.is_empty());
        let numbers = fields.by_ref().take_while(|f| f.split(' ').all(numeral::is_value)).count();
        line.contains("    ") && (numbers > 0 && fields.next().is_some() || numbers > 2)
    };
    text.contains('\u{c}') || lines().filter(|l| is_row(l)).take(ENOUGH).count() == ENOUGH
}

/// The lines under one heading, of one report.
struct Span {
    section: Option<Section>,
    lines: std::ops::Range<usize>,
}

fn spans(lines: &[Line]) -> Vec<Span> {
    let mut spans = vec![Span { section: None, lines: 0..0 }];
    let starts = begins_anew::starts(lines);
    for (i, line) in lines.iter().enumerate() {
        if starts.contains(&i) {
            spans.push(Span { section: None, lines: i..i });
        }
        let section = paragraphs::heading(line, lines.get(i + 1)).map(|(section, size)| (section, i + size));
        match (section, spans.last_mut()) {
            (Some((section, start)), _) => spans.push(Span { section: Some(section), lines: start..start }),
            (None, Some(open)) => open.lines.end = open.lines.end.max(i + 1),
            (None, None) => {}
        }
    }
    spans
}

/// Whether the lines have rows of a table, though they do not stand under its heading.
fn shows(lines: &[Line], table: Table) -> bool {
    let labels: Vec<String> =
        Row::all().filter(|r| r.table() == table).flat_map(Row::known_labels).map(lines::plain).collect();
    let rows = lines.iter().filter(|l| {
        let label: String = l.label().iter().map(|w| w.plain.as_str()).collect();
        !l.values().is_empty() && labels.contains(&label)
    });
    match table {
        Table::Proceedings => {
            let cells = Cell::all().filter(|c| c.table() == table).count();
            lines.iter().any(|l| l.is_bare() && l.values().len() == cells)
        }
        Table::Disclosure | Table::Applications => rows.take(2).count() > 1,
    }
}
