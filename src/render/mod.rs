//! The official form printed: a draft as a document, a document as text, and an assessment as the tables themselves.
//!
//! What [`official`] prints, the readers read back to the same cells, from each of [`tsv`], [`markdown`] and [`html`].
//! [`proof`] and [`proof_markdown`] show an [`Assessment`](crate::Assessment) to people; [`Marks`] is what they show, as data.

mod escape;
mod html;
mod layout;
mod marks;
mod official;
mod plain;
mod proof;

pub use crate::shown::{clipped, is_unseen, shown};
pub use html::html;
pub use marks::{Marks, Suspect};
pub use official::official;
pub use plain::{markdown, tsv};
pub use proof::{proof, proof_markdown};
