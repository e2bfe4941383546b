//! Readers: bytes and strings in, a [`Draft`] out.

mod align;
mod assemble;
mod before;
mod begins;
#[cfg_attr(not(feature = "doc"), allow(dead_code))]
mod compound; // its streams show the kind of a file without any reader
mod copies;
#[cfg(feature = "csv")]
mod csv;
mod decode;
mod detect;
#[cfg(feature = "doc")]
mod doc;
mod document;
#[cfg(feature = "docx")]
mod docx;
mod error;
mod flat;
#[cfg(any(feature = "html", feature = "docx", feature = "doc"))]
#[cfg_attr(not(feature = "all-formats"), allow(dead_code))]
mod flow; // each of the three formats leaves some of it to the others
mod header;
#[cfg(feature = "html")]
mod html;
mod kind;
mod label;
#[cfg_attr(not(feature = "all-formats"), allow(dead_code))]
pub mod limits; // some of its checks belong to one format
mod line;
#[cfg_attr(not(feature = "doc"), allow(dead_code))]
mod little_endian;
#[cfg(feature = "mhtml")]
mod mhtml;
#[cfg(feature = "ofd")]
mod ofd;
mod outline;
#[cfg(any(feature = "docx", feature = "xlsx", feature = "ofd"))]
#[cfg_attr(not(feature = "all-formats"), allow(dead_code))]
mod package; // each of the three formats leaves some of it to the others
#[cfg(feature = "pdf")]
mod pdf;
mod pdf_text;
#[cfg(any(feature = "pdf", feature = "ofd"))]
#[cfg_attr(not(feature = "pdf"), allow(dead_code))]
mod plane; // a PDF needs more of it
mod radicals;
mod reading;
mod regroup;
mod repair;
mod reports;
mod row_numbers;
mod run_together;
mod sequence;
mod span;
mod tables;
mod text;
mod title;
mod unread;
#[cfg(any(feature = "doc", feature = "docx"))]
mod word;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use document::{Alignment, Block, Document, Grid, GridCell, Paragraph};
pub use error::{Excess, ReadError};
pub use kind::FileKind;
pub(crate) use span::{Laid, resolve};

use self::compound::Compound;
use self::decode::decode;
use crate::draft::Draft;

/// Reads a report from the bytes of a document, whose kind is found from its content: of several, the first.
///
/// # Errors
/// [`ReadError::FeatureOff`] and [`ReadError::NotRead`] for a kind that is not read, [`ReadError::TooLarge`] and
/// [`ReadError::Damaged`] for bytes that cannot be read, [`ReadError::NotAReport`] where no report is found in them, or
/// [`ReadError::Undecoded`] where that is because they could not be decoded.
pub fn read(bytes: &[u8]) -> Result<Draft, ReadError> {
    document(bytes)?.into_draft().map_err(|error| no_report(bytes, error))
}

/// Reads every report in the bytes of a document, in their order: at least one.
///
/// Each report is read as if it stood alone; its [strays](Draft::strays) name the others, which is reported as OGI116.
///
/// # Errors
/// As [`read`].
pub fn read_all(bytes: &[u8]) -> Result<Vec<Draft>, ReadError> {
    document(bytes)?.into_drafts().map_err(|error| no_report(bytes, error))
}

/// The error, which may be due to bytes that could not be decoded.
fn no_report(bytes: &[u8], error: ReadError) -> ReadError {
    let is_text = matches!(
        FileKind::of(bytes),
        FileKind::Html | FileKind::Csv | FileKind::Markdown | FileKind::PdfText | FileKind::Text
    );
    if is_text && matches!(error, ReadError::NotAReport) && decode::is_garbled(bytes) {
        ReadError::Undecoded { feature: decode::FEATURE }
    } else {
        error
    }
}

/// Reads a document of any kind: its paragraphs and grids, before anything of the form is looked for.
///
/// ```
/// use ogi_report::read::{self, Block};
///
/// let page = read::document("<p>二、主动公开<table><tr><td>规章<td>1<b>2</b></table>".as_bytes())?;
/// let [Block::Paragraph(heading), Block::Grid(table)] = page.blocks.as_slice() else { panic!() };
/// assert_eq!((heading.text.as_str(), table.rows[0][1].text.as_str()), ("二、主动公开", "12"));
/// # Ok::<(), read::ReadError>(())
/// ```
///
/// # Errors
/// As [`read`], without the last two.
pub fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    document_as(FileKind::of(bytes), bytes, None)
}

/// Reads a document of a known kind, whose text is in the encoding named, if one is: the `charset` of an HTTP header.
///
/// Text is decoded as its byte-order mark declares; else as UTF-8 if it is; else, of the encoding named or the one that the page
/// itself names, of gb18030 and of UTF-8, as the one that leaves the fewest bytes undecoded. What cannot be decoded
/// stays as U+FFFD, so that a cell with such a byte is unreadable and never another number. Encodings other than UTF-8 and UTF-16 need
/// the feature `html` or `csv`.
///
/// # Errors
/// As [`document`].
pub fn document_as(kind: FileKind, bytes: &[u8], charset: Option<&str>) -> Result<Document, ReadError> {
    limits::check_size(bytes)?;
    let text = || decode(bytes, charset);
    match kind {
        #[cfg(feature = "html")]
        FileKind::Html => html::document(&text()),
        #[cfg(feature = "mhtml")]
        FileKind::Mhtml => mhtml::document(bytes, charset),
        #[cfg(feature = "docx")]
        FileKind::Docx => docx::document(bytes),
        #[cfg(feature = "doc")]
        FileKind::Doc => doc::document(bytes),
        #[cfg(feature = "xlsx")]
        FileKind::Xlsx => xlsx::document(bytes),
        #[cfg(feature = "ofd")]
        FileKind::Ofd => ofd::document(bytes),
        #[cfg(feature = "pdf")]
        FileKind::Pdf => pdf::document(bytes),
        #[cfg(feature = "csv")]
        FileKind::Csv => csv::document(&text()),
        FileKind::Markdown => text::markdown(&text()),
        FileKind::PdfText => pdf_text::pdf_text(&text()),
        FileKind::Text => text::text(&text()),
        FileKind::Protected => Err(ReadError::Password),
        FileKind::Ole => Err(Compound::open(bytes).err().unwrap_or(ReadError::NotRead { kind })),
        kind => Err(match kind.feature() {
            Some(feature) => ReadError::FeatureOff { kind, feature },
            None => ReadError::NotRead { kind },
        }),
    }
}
