//! Plain text and Markdown: lines, tab-separated tables as converters leave them, and pipe tables.

use super::document::{Alignment, Block, Document, Grid, GridCell, PIPES, Paragraph};
use super::limits::{MAX_LINES, check_size, check_text_cells, ordinal};
use super::{Excess, ReadError};
use crate::draft::Place;
use crate::impossible::Cut;

/// Reads plain text.
///
/// A line with tabs is a row of a table and its fields are cells ([`Alignment::Fields`]: converters flatten merged cells,
/// so columns shift). A line between pipes (`| a | b |`) is a row of a Markdown table ([`Alignment::Columns`]); one with
/// pipes after its cells only (`a | b |`) a row of fields, and lines over and under `--- | ---` need no pipes around them.
/// `│` and `｜` are pipes, lines drawn between rows are left out. Rows on consecutive lines are one table; a blank line ends it,
/// unless blank lines follow each and every row. Every other line that
/// is not blank is a paragraph; `#` marks a heading.
///
/// # Errors
/// [`ReadError::TooLarge`] beyond one of the [limits](super::limits).
pub(super) fn text(text: &str) -> Result<Document, ReadError> {
    check_size(text.as_bytes())?;
    let mut blocks = Vec::new();
    Budget::default().blocks(text, 1, &mut blocks)?;
    Ok(Document { title: None, blocks })
}

/// Reads Markdown: as [`text`](fn@text), and its tables in HTML, for which the feature `html` is needed.
///
/// # Errors
/// As [`text`](fn@text), and [`ReadError::FeatureOff`] for a table in HTML without the feature.
pub(super) fn markdown(text: &str) -> Result<Document, ReadError> {
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
            return Err(ReadError::FeatureOff { kind: super::FileKind::Markdown, feature: "html" });
        }
        budget.blocks(text, 1, &mut blocks)?;
    }
    Ok(Document { title: None, blocks })
}

/// How a picture begins in Markdown, in the HTML that it may hold, and where a text was taken from a page.
const PICTURES: [&str; 10] =
    ["![", "<img ", "<iframe ", "<embed ", "<object ", "<svg", "<v:imagedata ", "<video ", "[图片", "【图片"];

/// What a text has used of its limits.
#[derive(Default)]
struct Budget {
    cells: usize,
    paragraphs: usize,
}

impl Budget {
    fn blocks(&mut self, text: &str, first_line: u32, blocks: &mut Vec<Block>) -> Result<(), ReadError> {
        let mut grid: Option<Grid> = None;
        let spaced = is_spaced(text);
        let mut bare: Option<usize> = None;
        let mut lines = (first_line..).zip(text.lines()).peekable();
        while let Some((number, line)) = lines.next() {
            let under_head = grid.as_ref().is_some_and(|grid| grid.rows.len() == 1);
            if is_rule(line, if under_head { 2 } else { 3 }) || (spaced && line.trim().is_empty()) {
                continue;
            }
            let under = lines.peek().and_then(|(_, line)| bare_columns(line));
            bare = bare.or(under).filter(|_| line.contains('|'));
            let row = bare.and_then(|columns| Row::bare(line, columns)).or_else(|| Row::of(line));
            if let Some(open) = &grid
                && row.as_ref().is_none_or(|r| r.alignment != open.alignment)
            {
                blocks.extend(grid.take().map(Block::Grid));
            }
            let Some(row) = row else {
                self.paragraphs += 1;
                if self.paragraphs > MAX_LINES {
                    return Err(ReadError::TooLarge { what: Excess::Lines, limit: MAX_LINES as u64 });
                }
                blocks.extend(block(line, number));
                continue;
            };
            self.cells += row.inner.matches(row.separator).count() + 1;
            check_text_cells(self.cells)?;
            let cells = row.cells(number);
            match &mut grid {
                Some(grid) => grid.rows.push(cells),
                None => grid = Some(Grid { rows: vec![cells], alignment: row.alignment }),
            }
        }
        blocks.extend(grid.map(Block::Grid));
        Ok(())
    }
}

/// The paragraph or the picture that stands in a line.
fn block(line: &str, number: u32) -> Option<Block> {
    let text = line.trim();
    if text.is_empty() {
        return None;
    }
    if PICTURES.iter().any(|begin| text.get(..begin.len()).is_some_and(|start| start.eq_ignore_ascii_case(begin))) {
        return Some(Block::Picture(Place::Line { line: number, column: column_of(line, text) }));
    }
    let heading = text.starts_with('#');
    let text = text.trim_start_matches('#').trim_start();
    let column = column_of(line, text);
    Some(Paragraph { text: text.to_owned(), place: Place::Line { line: number, column }, heading }.into())
}

/// The column of the character at which `part` begins, a slice of `line`.
fn column_of(line: &str, part: &str) -> u32 {
    let offset = (part.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
    chars(line.cut(..offset)) + 1
}

/// A line drawn between rows: under the head of a Markdown table (`| --- | :-: |`), or around the rows of one drawn with
/// characters (`+----+----+`, `├──┼──┤`). Between its joints it has dashes alone, `least` of them or more: `| - | - |` is a row
/// of marks.
fn is_rule(line: &str, least: usize) -> bool {
    let text = line.trim();
    let is_joint = |c| matches!(c, '|' | '+' | '│' | '\u{250C}'..='\u{254B}' | '\u{2551}'..='\u{256C}');
    let is_dash = |c| matches!(c, '-' | '=' | '─' | '━' | '═');
    let drawn = |piece: &str| {
        let dashes = piece.trim_start_matches(':').trim_end_matches(':');
        dashes.chars().all(is_dash) && dashes.chars().count() >= if dashes.len() < piece.len() { 1 } else { least }
    };
    let mut pieces = text.split(is_joint).map(str::trim).filter(|piece| !piece.is_empty()).peekable();
    text.contains(is_joint) && pieces.peek().is_some() && pieces.all(drawn)
}

/// How many columns a Markdown table has, whose rule stands without pipes around it (`--- | ---`).
fn bare_columns(line: &str) -> Option<usize> {
    let text = line.trim();
    (is_rule(text, 2) && text.starts_with(['-', ':']) && text.ends_with(['-', ':']))
        .then(|| text.split('|').count())
        .filter(|columns| *columns >= 2)
}

/// Whether a blank line follows each row of the tables, so that it does not end them.
fn is_spaced(text: &str) -> bool {
    let mut rows = 0;
    let mut after_row = false;
    for line in text.lines() {
        let row = Row::of(line).is_some();
        if row && after_row {
            return false;
        }
        rows += usize::from(row);
        after_row = row;
    }
    rows >= SPACED_ROWS
}

/// How many rows with blank lines between them are no chance.
const SPACED_ROWS: usize = 8;

/// A line that is a row of a table.
struct Row<'a> {
    line: &'a str,
    inner: &'a str,
    separator: char,
    alignment: Alignment,
}

impl<'a> Row<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let text = line.trim();
        for separator in PIPES {
            let fenced = text.strip_suffix(separator).and_then(|body| body.strip_prefix(separator));
            if let Some(inner) = fenced {
                return Some(Self { line, inner, separator, alignment: Alignment::Columns });
            }
        }
        if line.contains('\t') && (text.contains('\t') || !text.ends_with(PIPES)) {
            return Some(Self { line, inner: line, separator: '\t', alignment: Alignment::Fields });
        }
        PIPES.into_iter().find_map(|separator| {
            let inner = text.strip_suffix(separator)?;
            Some(Self { line, inner, separator, alignment: Alignment::Fields })
        })
    }

    /// A row of a Markdown table without pipes around it. Where a leading or a closing pipe is one too many for its columns, it
    /// is one around the row.
    fn bare(line: &'a str, columns: usize) -> Option<Self> {
        let row = |inner| Self { line, inner, separator: '|', alignment: Alignment::Columns };
        let whole = row(line);
        if whole.fields().count() == columns {
            return Some(whole);
        }
        let text = line.trim();
        let text = text.strip_prefix('|').unwrap_or(text);
        Some(row(text.strip_suffix('|').unwrap_or(text))).filter(|row| row.fields().count() == columns)
    }

    /// What stands between its separators that are not escaped.
    fn fields(&self) -> impl Iterator<Item = &'a str> {
        let separator = self.separator;
        let mut escaped = false;
        self.inner.split(move |c: char| {
            let here = c == separator && !escaped;
            escaped = c == '\\' && !escaped;
            here
        })
    }

    fn cells(&self, number: u32) -> Vec<GridCell> {
        let mut column = column_of(self.line, self.inner);
        self.fields()
            .map(|field| {
                let text = field.trim();
                let leading = field.len() - field.trim_start().len();
                let before = chars(field.cut(..leading));
                let place = Place::Line { line: number, column: column.saturating_add(before) };
                column = column.saturating_add(chars(field)).saturating_add(1);
                GridCell::new(unescape(text), place)
            })
            .collect()
    }
}

fn chars(text: &str) -> u32 {
    ordinal(text.chars().count())
}

/// The text of a Markdown cell without its marks of emphasis, line breaks and escapes.
fn unescape(text: &str) -> String {
    if !text.contains(['*', '<', '\\', '&', '`']) {
        return text.to_owned();
    }
    text.replace("**", "")
        .replace('`', "")
        .replace("<br>", "\n")
        .replace("<br/>", "\n")
        .replace("<br />", "\n")
        .replace("&nbsp;", " ")
        .replace('\\', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grids(text: &str) -> Vec<Vec<Vec<String>>> {
        let document = super::text(text).unwrap();
        let grids = document.blocks.into_iter().filter_map(|b| if let Block::Grid(g) = b { Some(g) } else { None });
        grids.map(|g| g.rows.into_iter().map(|r| r.into_iter().map(|c| c.text).collect()).collect()).collect()
    }

    #[test]
    fn a_row_of_marks_is_no_rule() {
        assert_eq!(grids("| a | b |\n| --- | --- |\n| - | - |\n| -- | -- |"), [[["a", "b"], ["-", "-"], ["--", "--"]]]);
    }

    #[test]
    fn tables_drawn_with_characters() {
        let plus = "+---+----+\n| a | b  |\n+===+====+\n| 1 | 2  |\n+---+----+";
        let lines = "┌──┬──┐\n│a │ b│\n├──┼──┤\n│ 1│ 2│\n└──┴──┘";
        for drawn in [plus, lines] {
            assert_eq!(grids(drawn), [[["a", "b"], ["1", "2"]]]);
        }
    }

    #[test]
    fn a_markdown_table_needs_no_pipes_around_it() {
        assert_eq!(
            grids("a | b\n--- | ---\n1 | 2\n | 3\n| 4 | 5 |\nprose"),
            [[["a", "b"], ["1", "2"], ["", "3"], ["4", "5"]]]
        );
        assert_eq!(grids("a | b\n1 | 2"), Vec::<Vec<Vec<String>>>::new(), "no rule, no table");
    }

    #[test]
    fn blank_lines_after_every_row_do_not_end_a_table() {
        let rows = "a\t1\n\n".repeat(9);
        assert_eq!(grids(&rows).len(), 1);
        assert_eq!(grids(&format!("{rows}b\t1\nb\t2\n")).len(), 10, "some rows are on consecutive lines");
    }
}
