//! The official form printed: a draft as a document, and a document as text.
//!
//! What is printed here, the readers read back to the same cells.

mod official;
mod plain;

pub use official::official;
pub use plain::{markdown, tsv};
