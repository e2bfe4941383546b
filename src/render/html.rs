//! A document as a plain web page.

use std::fmt::{self, Write};

use super::escape;
use crate::read::{Block, Document, Grid};

/// The document as a web page, with merged cells as they are.
///
/// The page needs nothing but itself. The reader of web pages (feature `html`) reads the same document from it.
///
/// ```
/// use ogi_report::Draft;
/// use ogi_report::form::{Form, cells::disclosure::licensing};
/// use ogi_report::render;
///
/// let mut draft = Draft::new(Form::Revised2021);
/// draft.set(licensing::DECISIONS, 9487)?;
/// let page = render::html(&render::official(&draft));
/// assert!(page.contains("<td>行政许可</td><td colspan=\"3\">9487</td>"));
/// # Ok::<(), ogi_report::form::NotInForm>(())
/// ```
pub fn html(document: &Document) -> String {
    let headings = document.blocks.iter().find_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.heading => Some(paragraph.text.as_str()),
        _ => None,
    });
    let mut out = String::from("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
    // Writing to a string does not fail.
    let _ = escape::html(&mut out, document.title.as_deref().or(headings).unwrap_or_default());
    out.push_str("</title>\n<style>table{border-collapse:collapse}td{border:1px solid;padding:.2em .5em}</style>\n");
    out.push_str("</head>\n<body>\n");
    let mut title = true;
    for block in &document.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let name = match (paragraph.heading, std::mem::take(&mut title)) {
                    (true, true) => "h1",
                    (true, false) => "h2",
                    (false, _) => "p",
                };
                let _ = write!(out, "<{name}>");
                lines(&mut out, &paragraph.text);
                let _ = writeln!(out, "</{name}>");
            }
            Block::Grid(grid) => table(&mut out, grid),
            Block::Picture(_) => {}
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn table(out: &mut String, grid: &Grid) {
    out.push_str("<table>\n");
    for row in &grid.rows {
        out.push_str("<tr>");
        for cell in row {
            out.push_str("<td");
            // Writing to a string does not fail.
            let _ = spans(out, cell.colspan, cell.rowspan);
            out.push('>');
            lines(out, &cell.text);
            out.push_str("</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

/// The attributes of a merged cell.
pub(super) fn spans(out: &mut (impl Write + ?Sized), colspan: u32, rowspan: u32) -> fmt::Result {
    let mut spans = [("colspan", colspan), ("rowspan", rowspan)].into_iter().filter(|(_, span)| *span > 1);
    spans.try_for_each(|(name, span)| write!(out, " {name}=\"{span}\""))
}

fn lines(out: &mut String, text: &str) {
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            out.push_str("<br>");
        }
        // Writing to a string does not fail.
        let _ = escape::html(out, line);
    }
}
