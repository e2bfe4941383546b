//! The lines of a document: its paragraphs, cut where a text box is anchored, with the lines of the box between.

use std::ops::Range;

use super::super::limits::{check_paragraphs, check_table_depth};
use super::super::little_endian::size;
use super::boxes::Boxes;
use super::pieces::Pieces;
use super::properties::{Paragraph, Properties};
use super::tables::RowDefinition;
use super::{File, ReadError, sprm};

/// A piece of text that nothing stands in.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) characters: Range<u32>,
    pub(super) heading: bool,
    /// In how many tables it stands.
    pub(super) depth: usize,
    pub(super) end: End,
    /// Of the line that ends a row, what its cells are.
    pub(super) row: Option<Box<RowDefinition>>,
}

/// What ends with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Paragraph,
    Cell,
    Row,
}

const PARAGRAPH_MARK: u16 = 0x0D;
const CELL_MARK: u16 = 0x07;
/// The mark of a page or a section.
const PAGE_MARK: u16 = 0x0C;
const DRAWING: u16 = 0x08;

pub(super) fn lines(file: &File, pieces: &Pieces<'_>, properties: &mut Properties<'_>) -> Result<Vec<Line>, ReadError> {
    let mut boxes = Boxes::new(file);
    let mut lines = Vec::new();
    text(0..file.header.main, 0, pieces, properties, &mut boxes, &mut lines)?;
    // A box whose anchor is not known stands after the text.
    for part in boxes.rest() {
        text(part, 0, pieces, properties, &mut Boxes::default(), &mut lines)?;
    }
    Ok(lines)
}

/// Adds the lines of a part of the text that stands in so many tables.
fn text(
    part: Range<u32>,
    around: usize,
    pieces: &Pieces<'_>,
    properties: &mut Properties<'_>,
    boxes: &mut Boxes,
    lines: &mut Vec<Line>,
) -> Result<(), ReadError> {
    let mut start = part.start;
    let mut anchored = Vec::new();
    for (n, unit) in part.clone().zip(pieces.units(part.clone())) {
        let unit = unit?;
        if unit.code == DRAWING
            && let Some(text_box) = boxes.take(n)
        {
            anchored.push((n + 1, text_box));
        }
        let is_mark = matches!(unit.code, PARAGRAPH_MARK | CELL_MARK | PAGE_MARK);
        if !is_mark && n + 1 < part.end {
            continue;
        }
        let paragraph = properties.paragraph(unit)?;
        let heading = properties.is_heading(&paragraph);
        let depth = depth(&paragraph, unit.code).saturating_add(around);
        check_table_depth(depth)?;
        for (end, text_boxes) in std::mem::take(&mut anchored) {
            lines.push(Line { characters: start..end, heading, depth, end: End::Paragraph, row: None });
            start = end;
            for text_box in text_boxes {
                text(text_box, depth, pieces, properties, &mut Boxes::default(), lines)?;
            }
        }
        let end = end(&paragraph, unit.code);
        let row = match end {
            End::Row => {
                let mut row = paragraph.row;
                row.deleted = properties.run(unit)?.any([sprm::DELETED]);
                Some(Box::new(row))
            }
            _ => None,
        };
        lines.push(Line { characters: start..n + 1, heading, depth, end, row });
        check_paragraphs(lines.len())?;
        start = n + 1;
    }
    Ok(())
}

/// A mark of a cell stands in a table, whether its paragraph states it or not.
fn depth(paragraph: &Paragraph, mark: u16) -> usize {
    size(paragraph.depth().max(u32::from(mark == CELL_MARK)))
}

/// The outermost table has marks of its own; those of tables inside are marks of paragraphs with properties.
fn end(paragraph: &Paragraph, mark: u16) -> End {
    match mark {
        CELL_MARK if paragraph.is([sprm::ENDS_ROW, sprm::ENDS_INNER_ROW]) => End::Row,
        CELL_MARK => End::Cell,
        PARAGRAPH_MARK if paragraph.is([sprm::ENDS_INNER_ROW]) => End::Row,
        PARAGRAPH_MARK if paragraph.is([sprm::ENDS_INNER_CELL]) => End::Cell,
        _ => End::Paragraph,
    }
}
