//! The catalogue as others read it: every rule, of one report and of several, as data and as a page of reference; and what
//! the form, the Regulation and the notices ask, with what answers for it here.
//!
//! `rules.json` is [`all`] as JSON, `RULES.md` the [`reference`](fn@reference) of it with [`norms`] after it. Another crate makes its own
//! pages of its rules.

mod entry;
mod norms;
mod reference;

pub use entry::{RuleEntry, all};
pub use norms::{Held, NORMS, Norm};
pub use reference::{norms, reference};
