//! Word documents: the body of `word/document.xml`, its tables with merged cells, and what marks a heading.
//!
//! Inserted text is read, deleted, hidden and struck-out text is not. A text box is read once, where it is anchored. As on a web page,
//! a table that holds another table or a single cell is a frame. Numbers that Word makes for lists and headings are not in the text
//! and are not read.

use std::collections::BTreeSet;

use super::flow::Flow;
use super::limits::MAX_COLSPAN;
use super::package::{Package, Part, Tag, Token};
use super::word::{Merge, Merged, is_heading_name};
use super::{Alignment, Document, ReadError};

/// Reads a Word document (`.docx`).
///
/// # Errors
///
/// [`ReadError::Damaged`] if the archive or a part of it is, [`ReadError::TooLarge`] beyond one of the
/// [limits](super::limits).
pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let headings = match package.related(&main.name, "styles")? {
        Some(styles) => heading_styles(&mut package, &styles)?,
        None => BTreeSet::new(),
    };
    let grids = find_grids(&mut package, &main)?.into_iter();
    let mut word = Word { headings, grids, ..Word::default() };
    let mut xml = package.xml(&main);
    // What each open element does at its end.
    let mut open = Vec::new();
    while let Some(token) = xml.next()? {
        match token {
            Token::Start(tag) if is_passed_over(tag.name()) => {
                word.row_deleted |= tag.name() == "del" && open.last() == Some(&End::RowProperties);
                xml.skip()?;
            }
            Token::Start(tag) => open.push(word.start(&tag)?),
            Token::Text(text) => {
                if open.last() == Some(&End::Text) {
                    word.text(&text);
                }
            }
            Token::End => {
                if let Some(end) = open.pop() {
                    word.end(end)?;
                }
            }
        }
    }
    Ok(word.flow.finish().0)
}

/// Elements that are not the text as it stands: what was deleted or moved away, former properties, the instructions of fields,
/// annotations over characters, and the second telling of a drawing for old programs.
fn is_passed_over(name: &str) -> bool {
    matches!(
        name,
        "del"
            | "moveFrom"
            | "delText"
            | "instrText"
            | "delInstrText"
            | "rt"
            | "Fallback"
            | "sectPr"
            | "pPrChange"
            | "rPrChange"
            | "tblPrChange"
            | "tblPrExChange"
            | "tblGridChange"
            | "trPrChange"
            | "tcPrChange"
    )
}

/// Which tables of the document, in the order of their start tags, are grids and not frames.
fn find_grids(package: &mut Package<'_>, main: &Part) -> Result<Vec<bool>, ReadError> {
    #[derive(Default)]
    struct Table {
        cells: u32,
        holds_table: bool,
    }
    let mut tables: Vec<Table> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut xml = package.xml(main);
    while let Some(token) = xml.next()? {
        match token {
            Token::Start(tag) if is_passed_over(tag.name()) => xml.skip()?,
            Token::Start(tag) => {
                let outer = open.iter().rev().find_map(|table| *table);
                let outer = outer.and_then(|outer| tables.get_mut(outer));
                let mut table = None;
                match (tag.name(), outer) {
                    ("tbl", outer) => {
                        if let Some(outer) = outer {
                            outer.holds_table = true;
                        }
                        table = Some(tables.len());
                        tables.push(Table::default());
                    }
                    ("tc", Some(outer)) => outer.cells += 1,
                    _ => {}
                }
                open.push(table);
            }
            Token::End => {
                open.pop();
            }
            Token::Text(_) => {}
        }
    }
    Ok(tables.iter().map(|table| table.cells > 1 && !table.holds_table).collect())
}

/// The ids of the paragraph styles that make a heading: by their name, their level in the outline, or the style they build on.
fn heading_styles(package: &mut Package<'_>, styles: &Part) -> Result<BTreeSet<String>, ReadError> {
    let mut headings = BTreeSet::new();
    let mut based_on: Vec<(String, String)> = Vec::new();
    let mut id = String::new();
    let mut xml = package.xml(styles);
    while let Some(token) = xml.next()? {
        let Token::Start(tag) = token else { continue };
        match tag.name() {
            "style" => id = tag.attribute("styleId").unwrap_or_default().into_owned(),
            "name" if is_heading_name(&tag.attribute("val").unwrap_or_default()) => {
                headings.insert(id.clone());
            }
            "outlineLvl" if tag.number().is_some_and(|level| level < 9) => {
                headings.insert(id.clone());
            }
            "basedOn" => based_on.push((id.clone(), tag.attribute("val").unwrap_or_default().into_owned())),
            _ => {}
        }
    }
    // A chain of styles as long as Word allows.
    for _ in 0..11 {
        let more: Vec<_> =
            based_on.iter().filter(|(id, base)| headings.contains(base) && !headings.contains(id)).cloned().collect();
        if more.is_empty() {
            break;
        }
        headings.extend(more.into_iter().map(|(id, _)| id));
    }
    headings.remove("");
    Ok(headings)
}

/// What the end of an element does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    Nothing,
    Text,
    Paragraph,
    Run,
    RowProperties,
    Cell,
    Row,
    Table,
    FrameTable,
}

fn merge(tag: &Tag<'_>) -> Merge {
    if tag.attribute("val").as_deref() == Some("restart") { Merge::Restart } else { Merge::Continue }
}

/// How the text of a run is shown.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    hidden: bool,
    raised: bool,
}

#[derive(Default)]
struct Word {
    flow: Flow,
    headings: BTreeSet<String>,
    grids: std::vec::IntoIter<bool>,
    run: Option<Run>,
    in_grid: bool,
    row_deleted: bool,
    merged: Merged,
}

impl Word {
    fn start(&mut self, tag: &Tag<'_>) -> Result<End, ReadError> {
        let name = tag.name();
        Ok(match name {
            "p" => {
                self.flow.line();
                self.flow.heading = false;
                End::Paragraph
            }
            "r" => {
                self.run = Some(Run::default());
                End::Run
            }
            "t" => End::Text,
            "tbl" if self.grids.next() == Some(true) => {
                self.flow.open_grid(Alignment::Columns);
                self.in_grid = true;
                self.merged.open_grid();
                End::Table
            }
            "tbl" => {
                self.flow.line();
                End::FrameTable
            }
            "tr" if self.in_grid => {
                self.flow.row()?;
                self.merged.open_row();
                self.row_deleted = false;
                End::Row
            }
            "trPr" => End::RowProperties,
            "tc" if self.in_grid => {
                self.flow.cell(1, 1)?;
                self.merged.open_cell();
                End::Cell
            }
            _ => {
                self.property(tag, name)?;
                End::Nothing
            }
        })
    }

    /// Notes an element without text inside.
    fn property(&mut self, tag: &Tag<'_>, name: &str) -> Result<(), ReadError> {
        match name {
            "pStyle" => {
                let style = tag.attribute("val").unwrap_or_default();
                self.flow.heading |= self.headings.contains(&*style) || is_heading_name(&style);
            }
            "outlineLvl" => self.flow.heading |= tag.number().is_some_and(|level| level < 9),
            "vanish" | "strike" | "dstrike" => {
                if let Some(run) = &mut self.run {
                    run.hidden |= tag.is_on();
                }
            }
            "vertAlign" => {
                if let Some(run) = &mut self.run {
                    run.raised = matches!(tag.attribute("val").as_deref(), Some("superscript" | "subscript"));
                }
            }
            "gridSpan" => self.merged.colspan = tag.number().unwrap_or(1).clamp(1, MAX_COLSPAN),
            "vMerge" => self.merged.down = merge(tag),
            "hMerge" => self.merged.across = merge(tag),
            "gridBefore" if self.in_grid => {
                let columns = tag.number().unwrap_or(0).min(MAX_COLSPAN);
                self.merged.skip(columns, &mut self.flow)?;
            }
            "tab" | "ptab" if self.run.is_some() => self.text("\t"),
            "noBreakHyphen" if self.run.is_some() => self.text("-"),
            "br" | "cr" if self.run.is_some() => self.flow.line(),
            "drawing" | "pict" | "object" => self.flow.picture(),
            // A character that only its font knows.
            "sym" if self.run.is_some() => self.text("\u{fffd}"),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        let run = self.run.unwrap_or_default();
        if run.hidden {
            return;
        }
        if run.raised {
            self.flow.raise();
        }
        self.flow.verbatim(text);
        if run.raised {
            self.flow.raise();
        }
    }

    fn end(&mut self, end: End) -> Result<(), ReadError> {
        match end {
            End::Nothing | End::Text | End::RowProperties => {}
            End::Paragraph => {
                self.flow.line();
                self.flow.heading = false;
            }
            End::Run => self.run = None,
            End::Cell if self.row_deleted => self.flow.close_cell(),
            End::Cell => self.merged.close_cell(&mut self.flow),
            End::Row => {
                if self.row_deleted {
                    self.flow.drop_row();
                } else {
                    self.merged.close_row();
                }
            }
            End::FrameTable => self.flow.line(),
            End::Table => {
                self.in_grid = false;
                self.flow.close_grid()?;
            }
        }
        Ok(())
    }
}
