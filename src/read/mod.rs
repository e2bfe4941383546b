//! Readers: bytes and strings in, a [`Draft`] out.

mod align;
mod assemble;
mod before;
mod begins;
mod copies;
#[cfg(feature = "csv")]
pub mod csv;
mod decode;
mod document;
#[cfg(feature = "docx")]
pub mod docx;
mod error;
mod flat;
#[cfg(any(feature = "html", feature = "docx"))]
#[cfg_attr(not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv")), allow(dead_code))]
mod flow; // each of the two formats leaves some of it to the other
mod header;
#[cfg(feature = "html")]
pub mod html;
mod kind;
mod label;
#[cfg_attr(not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv")), allow(dead_code))]
pub mod limits; // some of its checks belong to one format
mod line;
mod outline;
#[cfg(any(feature = "docx", feature = "xlsx"))]
#[cfg_attr(not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv")), allow(dead_code))]
mod package; // each of the two formats leaves some of it to the other
mod pdf_text;
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
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use assemble::NotAReport;
pub use decode::decode;
pub use document::{Alignment, Block, Document, Grid, GridCell, Paragraph};
pub use error::{Excess, ReadError};
pub use kind::Kind;
pub use pdf_text::pdf_text;
pub(crate) use span::{Laid, resolve};
pub use text::{markdown, text};

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
    let is_text = matches!(Kind::of(bytes), Kind::Html | Kind::Csv | Kind::Markdown | Kind::PdfText | Kind::Text);
    if is_text && matches!(error, ReadError::NotAReport(_)) && decode::is_garbled(bytes) {
        ReadError::Undecoded { feature: decode::FEATURE }
    } else {
        error
    }
}

/// Reads a document of any kind: its paragraphs and grids, before anything of the form is looked for.
///
/// # Errors
/// As [`read`], without the last two.
pub fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    limits::check_size(bytes)?;
    match Kind::of(bytes) {
        #[cfg(feature = "html")]
        Kind::Html => html::document(bytes, None),
        #[cfg(feature = "docx")]
        Kind::Docx => docx::document(bytes),
        #[cfg(feature = "xlsx")]
        Kind::Xlsx => xlsx::document(bytes),
        #[cfg(feature = "csv")]
        Kind::Csv => csv::document(bytes, None),
        Kind::Markdown => markdown(&decode(bytes, None)),
        Kind::PdfText => pdf_text(&decode(bytes, None)),
        Kind::Text => text(&decode(bytes, None)),
        kind => Err(match kind.feature() {
            Some(feature) => ReadError::FeatureOff { kind, feature },
            None => ReadError::NotRead { kind },
        }),
    }
}
