//! Readers: bytes and strings in, a [`Draft`](crate::draft::Draft) out.

mod align;
mod assemble;
#[cfg(feature = "csv")]
pub mod csv;
mod decode;
mod document;
#[cfg(feature = "docx")]
pub mod docx;
mod error;
#[cfg(any(feature = "html", feature = "docx"))]
#[cfg_attr(not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv")), allow(dead_code))]
mod flow; // each of the two formats leaves some of it to the other
#[cfg(feature = "html")]
pub mod html;
mod kind;
mod label;
#[cfg_attr(not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv")), allow(dead_code))]
pub mod limits; // its checks belong to the formats
mod line;
mod outline;
#[cfg(any(feature = "docx", feature = "xlsx"))]
#[cfg_attr(not(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv")), allow(dead_code))]
mod package; // each of the two formats leaves some of it to the other
mod regroup;
mod repair;
mod span;
mod tables;
mod text;
mod title;
#[cfg(feature = "xlsx")]
pub mod xlsx;

pub use assemble::NotAReport;
pub use decode::decode;
pub use document::{Alignment, Block, Document, Grid, GridCell, Paragraph};
pub(crate) use span::{Laid, resolve};
pub use error::ReadError;
pub use kind::Kind;
pub use text::document as text;

use crate::draft::Draft;

/// Reads a report from the bytes of a document, whose kind is found from its content.
///
/// # Errors
/// When no report is found in the bytes.
pub fn read(bytes: &[u8]) -> Result<Draft, NotAReport> {
    let text = String::from_utf8_lossy(bytes);
    text::document(&text).into_draft()
}
