//! Plain text and Markdown: lines, tab-separated tables as converters leave them, and pipe tables.

use super::ReadError;
use super::document::{Alignment, Block, Document, Grid, GridCell, Paragraph};
use super::limits::{MAX_CELLS, MAX_LINES, check_size};
use crate::draft::Place;

/// Reads plain text.
///
/// A line with tabs is a row of a table and its fields are cells ([`Alignment::Fields`]: converters flatten merged cells,
/// so columns shift). A line between pipes (`| a | b |`) is a row of a Markdown table ([`Alignment::Columns`]); one with
/// pipes after its cells only (`a | b |`) a row of fields. Rows on consecutive lines are one table. Every other line that
/// is not blank is a paragraph; `#` marks a heading.
///
/// # Errors
/// [`ReadError::TooLarge`] beyond one of the [limits](super::limits).
pub fn text(text: &str) -> Result<Document, ReadError> {
    check_size(text.as_bytes())?;
    let mut blocks = Vec::new();
    Budget::default().blocks(text, 1, &mut blocks)?;
    Ok(Document { title: None, blocks })
}

/// Reads Markdown: as [`text`](fn@text), and its tables in HTML, for which the feature `html` is needed.
///
/// # Errors
/// As [`text`](fn@text), and [`ReadError::FeatureOff`] for a table in HTML without the feature.
pub fn markdown(text: &str) -> Result<Document, ReadError> {
    check_size(text.as_bytes())?;
    let mut blocks = Vec::new();
    let mut budget = Budget::default();
    #[cfg(feature = "html")]
    for piece in super::html::pieces(text)? {
        match piece {
            super::html::Piece::Text { text, line } => budget.blocks(text, line, &mut blocks)?,
            super::html::Piece::Blocks(read) => blocks.extend(read),
        }
    }
    #[cfg(not(feature = "html"))]
    {
        if text.to_ascii_lowercase().contains("<table") {
            return Err(ReadError::FeatureOff { kind: super::Kind::Markdown, feature: "html" });
        }
        budget.blocks(text, 1, &mut blocks)?;
    }
    Ok(Document { title: None, blocks })
}

/// What a text has used of its limits.
#[derive(Default)]
struct Budget {
    cells: usize,
    paragraphs: usize,
}

impl Budget {
    fn blocks(&mut self, text: &str, first_line: u32, blocks: &mut Vec<Block>) -> Result<(), ReadError> {
        let mut grid: Option<Grid> = None;
        for (number, line) in (first_line..).zip(text.lines()) {
            let row = Row::of(line);
            if let Some(open) = &grid
                && row.as_ref().is_none_or(|r| r.alignment != open.alignment)
            {
                blocks.extend(grid.take().map(Block::Grid));
            }
            match row {
                Some(row) if row.is_rule() => {}
                Some(row) => {
                    self.cells += row.inner.matches(row.separator).count() + 1;
                    if self.cells > MAX_CELLS {
                        return Err(ReadError::TooLarge { what: "cells in the text", limit: MAX_CELLS as u64 });
                    }
                    let cells = row.cells(number);
                    match &mut grid {
                        Some(grid) => grid.rows.push(cells),
                        None => grid = Some(Grid { rows: vec![cells], alignment: row.alignment }),
                    }
                }
                None => {
                    self.paragraphs += 1;
                    if self.paragraphs > MAX_LINES {
                        return Err(ReadError::TooLarge { what: "lines in the text", limit: MAX_LINES as u64 });
                    }
                    blocks.extend(paragraph(line, number).map(Block::Paragraph));
                }
            }
        }
        blocks.extend(grid.map(Block::Grid));
        Ok(())
    }
}

fn paragraph(line: &str, number: u32) -> Option<Paragraph> {
    let text = line.trim();
    if text.is_empty() {
        return None;
    }
    let heading = text.starts_with('#');
    let text = text.trim_start_matches('#').trim_start();
    let column = column_of(line, text);
    Some(Paragraph { text: text.to_owned(), place: Place::Line { line: number, column }, heading })
}

/// The column of the character at which `part` begins, a slice of `line`.
fn column_of(line: &str, part: &str) -> u32 {
    let offset = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    let before = line.get(..offset).map_or(0, |t| t.chars().count());
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// A line that is a row of a table.
struct Row<'a> {
    line: &'a str,
    inner: &'a str,
    separator: char,
    alignment: Alignment,
}

impl<'a> Row<'a> {
    fn of(line: &'a str) -> Option<Self> {
        if line.contains('\t') {
            return Some(Self { line, inner: line, separator: '\t', alignment: Alignment::Fields });
        }
        let text = line.trim();
        let body = text.strip_suffix('|')?;
        Some(match body.strip_prefix('|') {
            Some(inner) => Self { line, inner, separator: '|', alignment: Alignment::Columns },
            None => Self { line, inner: body, separator: '|', alignment: Alignment::Fields },
        })
    }

    /// The line under a Markdown table's header: `| --- | :-: |`.
    fn is_rule(&self) -> bool {
        self.separator == '|'
            && self.inner.contains("--")
            && self.inner.chars().all(|c| matches!(c, '-' | ':' | '|' | ' '))
    }

    fn cells(&self, number: u32) -> Vec<GridCell> {
        let mut column = column_of(self.line, self.inner);
        let mut escaped = false;
        let separates = |c: char| {
            let here = c == self.separator && !escaped;
            escaped = c == '\\' && !escaped;
            here
        };
        self.inner
            .split(separates)
            .map(|field| {
                let text = field.trim();
                let leading = field.len() - field.trim_start().len();
                let before = chars(field.get(..leading).unwrap_or_default());
                let place = Place::Line { line: number, column: column.saturating_add(before) };
                column = column.saturating_add(chars(field)).saturating_add(1);
                GridCell::new(unescape(text), place)
            })
            .collect()
    }
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The text of a Markdown cell without its marks of emphasis, line breaks and escapes.
fn unescape(text: &str) -> String {
    if !text.contains(['*', '<', '\\', '&']) {
        return text.to_owned();
    }
    text.replace("**", "")
        .replace("<br>", "\n")
        .replace("<br/>", "\n")
        .replace("<br />", "\n")
        .replace("&nbsp;", " ")
        .replace('\\', "")
}
