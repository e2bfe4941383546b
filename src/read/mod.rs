//! Readers: bytes and strings in, a [`Draft`](crate::draft::Draft) out.

mod align;
mod assemble;
mod document;
mod label;
mod line;
mod outline;
mod regroup;
mod repair;
mod span;
mod tables;
mod text;
mod title;

pub use assemble::NotAReport;
pub use document::{Alignment, Block, Document, Grid, GridCell, Paragraph};
pub use text::document as text;
