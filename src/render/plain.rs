//! A document as text: tab-separated, and Markdown.

use crate::read::{Block, Document, Grid, GridCell};
use crate::shown::shown;

/// The document as text whose tables are tab-separated. A merged cell stands in the first of its fields.
///
/// ```
/// use ogi_report::Draft;
/// use ogi_report::form::{Form, cells::disclosure::licensing};
/// use ogi_report::{read, render};
///
/// let mut draft = Draft::new(Form::Revised2021);
/// draft.set(licensing::DECISIONS, 9487)?;
/// let text = render::tsv(&render::official(&draft));
/// assert!(text.contains("行政许可\t9487"));
/// assert_eq!(read(text.as_bytes())?.count(licensing::DECISIONS), Some(9487));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn tsv(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Picture(_) => continue,
            Block::Paragraph(paragraph) => out.push_str(&shown(&paragraph.text)),
            Block::Grid(grid) => {
                let lines: Vec<String> =
                    flat(grid).iter().map(|row| row.iter().map(|t| shown(t)).collect::<Vec<_>>().join("\t")).collect();
                out.push_str(&lines.join("\n"));
            }
        }
        out.push_str("\n\n");
    }
    out
}

/// The document as Markdown with pipe tables. A merged cell stands in the first of its cells.
pub fn markdown(document: &Document) -> String {
    let mut out = String::new();
    let mut title = true;
    for block in &document.blocks {
        match block {
            Block::Picture(_) => continue,
            Block::Paragraph(paragraph) => {
                let mark = match (paragraph.heading, std::mem::take(&mut title)) {
                    (true, true) => "# ",
                    (true, false) => "## ",
                    (false, _) => "",
                };
                out.push_str(mark);
                out.push_str(&shown(&paragraph.text));
                out.push('\n');
            }
            Block::Grid(grid) => {
                for (number, row) in flat(grid).iter().enumerate() {
                    let cells: Vec<String> = row.iter().map(|t| shown(t).replace('|', "\\|")).collect();
                    out.extend(["| ", &cells.join(" | "), " |\n"]);
                    if number == 0 {
                        out.extend(["|", &" --- |".repeat(cells.len()), "\n"]);
                    }
                }
            }
        }
        out.push('\n');
    }
    out
}

/// The texts of the grid's rows, one for each column: a merged cell's in the first of those it covers, the others empty.
fn flat(grid: &Grid) -> Vec<Vec<String>> {
    let laid: Vec<_> = crate::read::resolve(grid).collect();
    let end = |row: &Vec<crate::read::Laid<'_>>| row.last().map_or(0, |l| l.column.saturating_add(l.width));
    let width = laid.iter().map(end).fold(0, u32::max).min(MAX_COLUMNS);
    let text = |cell: &GridCell, from_above: bool| if from_above { String::new() } else { cell.text.clone() };
    laid.iter()
        .map(|row| {
            let at = |column: u32| {
                row.iter().find(|l| l.column == column).map_or(String::new(), |l| text(l.cell, l.from_above))
            };
            (0..width).map(at).collect()
        })
        .collect()
}

/// Columns that are written out; the form's widest table has 15.
const MAX_COLUMNS: u32 = 1_000;
