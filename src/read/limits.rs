//! How much a reader takes before it gives up with [`ReadError::TooLarge`].
//!
//! A report has about 200 cells and its page about 65 KB, so every limit leaves a factor of a hundred and more. Together they
//! hold any input, hostile ones included, to about a second and 256 MiB. They count things, never time: the same bytes
//! have the same outcome everywhere.

use super::{Excess, GridCell, ReadError};
use crate::impossible::DebugExpect;

/// The bytes of a document, as given.
pub const MAX_BYTES: usize = 24 << 20;

/// The bytes that the parts of a Word document or a workbook may unpack to, all together. The sizes that the archive states are
/// not believed; what is unpacked is counted.
pub const MAX_UNPACKED: u64 = 48 << 20;

/// The parts of a Word document or a workbook.
pub const MAX_PARTS: usize = 10_000;

/// The tags in all parts of a Word document or a workbook that are read.
pub const MAX_TAGS: u32 = 3_000_000;

/// The characters' bytes in all cells of a workbook, where one shared text can stand in many cells.
pub const MAX_TEXT: usize = 24 << 20;

/// The cells of all tables of a document. A row without cells counts as one.
pub const MAX_CELLS: usize = 200_000;

/// The lines of a text that are not rows of a table.
pub const MAX_LINES: usize = 200_000;

/// The lines of the text of a PDF, where each is compared with the form's labels.
pub const MAX_PAGE_LINES: usize = 40_000;

/// The words of the text of a PDF.
pub const MAX_PAGE_WORDS: usize = 500_000;

/// The bytes that the streams of a PDF may unpack to, all together. A stream that is drawn twice counts twice.
pub const MAX_PDF_UNPACKED: u64 = 96 << 20;

/// The bytes that the cross-references of a PDF may unpack to.
pub const MAX_CROSS_REFERENCES: u64 = 2 << 20;

/// The bytes of all streams of objects in an encrypted PDF, which can unpack to a thousand times as many.
pub const MAX_ENCRYPTED_OBJECTS: u64 = 128 << 10;

/// The streams of a PDF.
pub const MAX_STREAMS: usize = 20_000;

/// The dictionaries in a PDF, also in its contents. Each can be a page.
pub const MAX_DICTIONARIES: usize = 100_000;

/// The bytes that looking for the objects of a damaged PDF may pass over, one that has no end being looked through to the end of the
/// document.
pub const MAX_LOOKED_THROUGH: u64 = 512 << 20;

/// The operators in the contents of a PDF, and the character codes in it. Finding a font or a stream counts for many.
pub const MAX_OPERATORS: usize = 4_000_000;

/// How deep a PDF's drawings may be drawn inside each other.
pub const MAX_FORM_DEPTH: u32 = 12;

/// The pages of a PDF.
pub const MAX_PAGES: usize = 2_000;

/// The characters of all pages of a PDF.
pub const MAX_GLYPHS: usize = 300_000;

/// The rules and other straight strokes of all pages of a PDF.
pub const MAX_RULES: usize = 200_000;

/// The positions that the cells of one table cover, spans resolved.
pub const MAX_AREA: u64 = 2_000_000;

/// The columns one cell covers: more is taken as this, as in HTML.
pub const MAX_COLSPAN: u32 = 1_000;

/// The rows one cell covers: more is taken as this, as in HTML, and never more than the table has.
pub const MAX_ROWSPAN: u32 = 65_534;

/// How deep elements may nest.
pub const MAX_DEPTH: u32 = 512;

/// The elements and pieces of text of a web page.
pub const MAX_NODES: u32 = 400_000;

/// The steps that it takes to make a tree of a page: 40 for a tag, a piece of text or a fault, and one each time that a tag is
/// compared with an open one, as misnested tags are again and again.
pub const MAX_STEPS: u64 = 60_000_000;

/// The attributes of one tag of a web page (and the words of one comment, which is not told apart from a tag until it ends).
pub const MAX_ATTRIBUTES: usize = 16_384;

/// The reports in one document, each of which is compared with the others.
pub const MAX_REPORTS: usize = 100;

/// The bytes of one path of an OFD file. All rules of a page can be one path.
pub const MAX_PATH: usize = 1 << 20;

/// The lines of a page saved as one file that may begin a part of it.
pub const MAX_PAGE_PARTS: usize = 100_000;

/// The characters of a Word document of before 2007.
pub const MAX_CHARACTERS: usize = 4 << 20;

/// The paragraphs of a Word document of before 2007.
pub const MAX_PARAGRAPHS: usize = 400_000;

/// The bytes of properties of the characters and paragraphs of a Word document of before 2007, those that several share counted
/// for each.
pub const MAX_PROPERTIES: usize = 16 << 20;

/// The tables inside each other in a Word document of before 2007.
pub const MAX_TABLE_DEPTH: usize = 32;

/// Refuses more than [`MAX_PAGE_PARTS`].
pub(super) fn check_page_parts(parts: usize) -> Result<(), ReadError> {
    within(parts, MAX_PAGE_PARTS, Excess::PageParts)
}

/// Refuses more than [`MAX_CHARACTERS`].
pub(super) fn check_characters(characters: usize) -> Result<(), ReadError> {
    within(characters, MAX_CHARACTERS, Excess::Characters)
}

/// Refuses more than [`MAX_PARAGRAPHS`].
pub(super) fn check_paragraphs(paragraphs: usize) -> Result<(), ReadError> {
    within(paragraphs, MAX_PARAGRAPHS, Excess::Paragraphs)
}

/// Refuses more than [`MAX_TABLE_DEPTH`].
pub(super) fn check_table_depth(tables: usize) -> Result<(), ReadError> {
    within(tables, MAX_TABLE_DEPTH, Excess::TableDepth)
}

/// Takes bytes of properties from those that are left, and refuses more than [`MAX_PROPERTIES`].
pub(super) fn spend_properties(left: &mut usize, bytes: usize) -> Result<(), ReadError> {
    let limit = MAX_PROPERTIES as u64;
    *left = left.checked_sub(bytes).ok_or(ReadError::TooLarge { what: Excess::Properties, limit })?;
    Ok(())
}

fn within(count: usize, limit: usize, what: Excess) -> Result<(), ReadError> {
    if count > limit { Err(ReadError::TooLarge { what, limit: limit as u64 }) } else { Ok(()) }
}

/// Refuses more than [`MAX_REPORTS`].
pub(super) fn check_reports(reports: usize) -> Result<(), ReadError> {
    if reports > MAX_REPORTS {
        return Err(ReadError::TooLarge { what: Excess::Reports, limit: MAX_REPORTS as u64 });
    }
    Ok(())
}

/// Refuses more than [`MAX_BYTES`].
pub(super) fn check_size(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { what: Excess::Bytes, limit: MAX_BYTES as u64 });
    }
    Ok(())
}

/// Refuses more than [`MAX_CELLS`].
pub(super) fn check_cells(cells: usize) -> Result<(), ReadError> {
    if cells > MAX_CELLS {
        return Err(ReadError::TooLarge { what: Excess::Cells, limit: MAX_CELLS as u64 });
    }
    Ok(())
}

/// Refuses more than [`MAX_CELLS`] in the lines of a text.
pub(super) fn check_text_cells(cells: usize) -> Result<(), ReadError> {
    if cells > MAX_CELLS {
        return Err(ReadError::TooLarge { what: Excess::TextCells, limit: MAX_CELLS as u64 });
    }
    Ok(())
}

/// Refuses a table that covers more than [`MAX_AREA`].
pub(super) fn check_area(rows: &[Vec<GridCell>]) -> Result<(), ReadError> {
    let area: u64 = rows.iter().flatten().map(|cell| u64::from(cell.colspan) * u64::from(cell.rowspan)).sum();
    if area > MAX_AREA {
        return Err(ReadError::TooLarge { what: Excess::Positions, limit: MAX_AREA });
    }
    Ok(())
}

/// A count for a [`Place`](crate::draft::Place): the limits keep it far below the type's.
pub(super) fn ordinal(n: usize) -> u32 {
    u32::try_from(n).debug_expect("a document within the limits has fewer")
}
