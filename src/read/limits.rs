//! How much a reader takes before it gives up with [`ReadError::TooLarge`](super::ReadError::TooLarge).
//!
//! A report has about 200 cells and its page about 65 KB, so every limit leaves a factor of a hundred and more. Together they
//! hold any input, hostile ones included, to about a second and 256 MiB. They count things, never time: the same bytes
//! have the same outcome everywhere.

use super::ReadError;

/// The bytes of a document, as given.
pub const MAX_BYTES: usize = 24 << 20;

/// The bytes that the parts of a Word document or a workbook may unpack to, all together. The sizes that the archive states are
/// not believed; what is unpacked is counted.
pub const MAX_UNPACKED: u64 = 48 << 20;

/// The parts of a Word document or a workbook.
pub const MAX_PARTS: usize = 10_000;

/// The tags in all parts of a Word document or a workbook that are read.
pub const MAX_TAGS: u32 = 4_000_000;

/// The characters' bytes in all cells of a workbook, where one shared text can stand in many cells.
pub const MAX_TEXT: usize = 24 << 20;

/// The cells of all tables of a document. A row without cells counts as one.
pub const MAX_CELLS: usize = 200_000;

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

/// The steps that a page may cost its tree builder beyond reading it, for markup so misnested that each tag is compared with
/// many open ones.
pub const MAX_STEPS: u64 = 60_000_000;

/// The attributes of one tag of a web page (and the words of one comment, which is not told apart from a tag until it ends).
pub const MAX_ATTRIBUTES: usize = 16_384;

/// Refuses more than [`MAX_BYTES`].
pub(super) fn check_size(bytes: &[u8]) -> Result<(), ReadError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadError::TooLarge { what: "bytes in the document", limit: MAX_BYTES as u64 });
    }
    Ok(())
}
