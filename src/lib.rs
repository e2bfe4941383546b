//! China's annual report on open government information, as types.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// No panic is reachable from input: what could panic is refused outright, and each exception says why it cannot happen.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

pub mod assess;
pub mod draft;
#[macro_use]
pub mod form;
#[cfg(feature = "proptest")]
pub mod generate;
pub mod narrative;
pub mod read;
pub mod render;
pub mod report;
pub mod rules;

pub use assess::{Assessment, Verdict, check};
pub use read::read;
pub use report::Report;
