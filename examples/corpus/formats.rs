//! One document written in every format, the plain way: the writers know nothing of the readers.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "everything written here is small and well-formed")]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use ogi_report::read::{Block, Document, FileKind, Grid, GridCell};
use ogi_report::render;
use zip::DateTime;
use zip::write::{SimpleFileOptions, ZipWriter};

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

/// The cells of a row with the column that each begins at, and the columns that cells from above take.
fn placed(grid: &Grid) -> Vec<Vec<(usize, &GridCell)>> {
    let mut taken: Vec<usize> = Vec::new();
    grid.rows
        .iter()
        .map(|row| {
            let mut column = 0;
            let mut placed = Vec::new();
            let mut fresh = Vec::new();
            for cell in row {
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                placed.push((column, cell));
                fresh.push((column, cell));
                column += cell.colspan as usize;
            }
            for rows in &mut taken {
                *rows = rows.saturating_sub(1);
            }
            for (column, cell) in fresh {
                let end = column + cell.colspan as usize;
                taken.resize(taken.len().max(end), 0);
                taken[column..end].fill(cell.rowspan as usize - 1);
            }
            placed
        })
        .collect()
}

fn html(document: &Document) -> Vec<u8> {
    let mut page = String::from("<!DOCTYPE html><meta charset=utf-8><body>");
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => write!(page, "<p>{}</p>", escaped(&p.text)).unwrap(),
            Block::Grid(grid) => {
                page.push_str("<table>");
                for row in &grid.rows {
                    page.push_str("<tr>");
                    for cell in row {
                        let (columns, rows, text) = (cell.colspan, cell.rowspan, escaped(&cell.text));
                        write!(page, "<td colspan={columns} rowspan={rows}>{text}</td>").unwrap();
                    }
                    page.push_str("</tr>");
                }
                page.push_str("</table>");
            }
            _ => {}
        }
    }
    page.into_bytes()
}

fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // No clock: the same document is the same bytes.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, text) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(document: &Document) -> Vec<u8> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(text));
    let mut body = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => body.push_str(&paragraph(&p.text)),
            Block::Grid(grid) => {
                body.push_str("<w:tbl>");
                // A vertically merged cell goes on in an empty cell of each row that it reaches.
                let mut reaching: Vec<(usize, u32, u32)> = Vec::new();
                for row in placed(grid) {
                    let mut cells: Vec<(usize, String)> = reaching
                        .iter()
                        .map(|(at, span, _)| {
                            (
                                *at,
                                format!(
                                    "<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/><w:vMerge/></w:tcPr><w:p/></w:tc>"
                                ),
                            )
                        })
                        .collect();
                    reaching.retain_mut(|(_, _, rows)| {
                        *rows -= 1;
                        *rows > 0
                    });
                    for (at, cell) in row {
                        let span = cell.colspan;
                        let merge = if cell.rowspan > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                        let text = paragraph(&cell.text);
                        cells.push((
                            at,
                            format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{span}\"/>{merge}</w:tcPr>{text}</w:tc>"),
                        ));
                        if cell.rowspan > 1 {
                            reaching.push((at, span, cell.rowspan - 1));
                        }
                    }
                    cells.sort_by_key(|c| c.0);
                    let cells: String = cells.into_iter().map(|c| c.1).collect();
                    write!(body, "<w:tr>{cells}</w:tr>").unwrap();
                }
                body.push_str("</w:tbl>");
            }
            _ => {}
        }
    }
    archive(&[("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>"))])
}

fn xlsx(document: &Document) -> Vec<u8> {
    let letter = |column: usize| char::from(b'A' + u8::try_from(column).unwrap());
    let (mut rows, mut merges) = (String::new(), String::new());
    let mut line = 0;
    let mut cell_at = |line: usize, column: usize, text: &str, columns: u32, down: u32| {
        if columns > 1 || down > 1 {
            let (right, bottom) = (letter(column + columns as usize - 1), line + down as usize - 1);
            write!(merges, "<mergeCell ref=\"{}{line}:{right}{bottom}\"/>", letter(column)).unwrap();
        }
        format!("<c r=\"{}{line}\" t=\"inlineStr\"><is><t>{}</t></is></c>", letter(column), escaped(text))
    };
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => {
                line += 1;
                let cell = cell_at(line, 0, &p.text, 1, 1);
                write!(rows, "<row r=\"{line}\">{cell}</row>").unwrap();
            }
            Block::Grid(grid) => {
                for row in placed(grid) {
                    line += 1;
                    let cells: String =
                        row.iter().map(|(at, c)| cell_at(line, *at, &c.text, c.colspan, c.rowspan)).collect();
                    write!(rows, "<row r=\"{line}\">{cells}</row>").unwrap();
                }
            }
            _ => {}
        }
    }
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells></worksheet>");
    archive(&[
        (
            "_rels/.rels",
            "<Relationships><Relationship Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_owned(),
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_owned(),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn csv(document: &Document) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => out.push_str(&quoted(&p.text)),
            Block::Grid(grid) => {
                let placed = placed(grid);
                let width = placed.iter().flatten().map(|(at, c)| at + c.colspan as usize).max().unwrap_or(0);
                for row in placed {
                    let field = |column| {
                        row.iter().find(|(at, _)| *at == column).map_or(String::new(), |(_, c)| quoted(&c.text))
                    };
                    out.push_str(&(0..width).map(field).collect::<Vec<_>>().join(","));
                    out.push('\n');
                }
            }
            _ => {}
        }
        out.push('\n');
    }
    out.into_bytes()
}

/// The text that `pdftotext -layout` would print: a character a column, every column as wide as its widest cell.
fn layout(document: &Document) -> Vec<u8> {
    let mut out = String::new();
    for block in &document.blocks {
        match block {
            Block::Paragraph(p) => {
                out.push_str(&p.text);
                out.push_str("\n\n");
            }
            Block::Grid(grid) => {
                let placed = placed(grid);
                let width = placed.iter().flatten().map(|(at, c)| at + c.colspan as usize).max().unwrap_or(0);
                let mut widths = vec![4; width];
                for (at, cell) in placed.iter().flatten().filter(|(_, c)| c.colspan == 1) {
                    widths[*at] = widths[*at].max(cell.text.chars().count() + 3);
                }
                for row in placed {
                    let mut line = String::new();
                    for (at, cell) in row {
                        let start: usize = widths[..at].iter().sum();
                        let pad = start.saturating_sub(line.chars().count());
                        line.extend(std::iter::repeat_n(' ', pad));
                        line.push_str(&cell.text);
                        line.push_str("  ");
                    }
                    out.push_str(line.trim_end());
                    out.push('\n');
                }
                out.push_str("\n\n");
            }
            _ => {}
        }
    }
    out.push('\x0c');
    out.into_bytes()
}

/// A writer of a format, and the kind that its bytes are.
pub(crate) type Writer = fn(&Document) -> Vec<u8>;

pub(crate) const WRITERS: [(FileKind, Writer); 7] = [
    (FileKind::Html, html),
    (FileKind::Docx, docx),
    (FileKind::Xlsx, xlsx),
    (FileKind::Csv, csv),
    (FileKind::PdfText, layout),
    (FileKind::Markdown, |document| render::markdown(document).into_bytes()),
    (FileKind::Text, |document| render::tsv(document).into_bytes()),
];
