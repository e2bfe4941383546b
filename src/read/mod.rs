//! Readers: bytes and strings in, a [`Draft`](crate::draft::Draft) out.

mod document;

pub use document::{Alignment, Block, Document, Grid, GridCell, Paragraph};
