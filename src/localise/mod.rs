//! Which number is wrong, and what it should be.
//!
//! Cells under overlapping identities are an error-correcting code. Given numbers that break it, [`locate`] finds the
//! smallest sets of numbers whose change makes every identity hold, all of them, in whole numbers within their domains.
//! Given numbers that are missing, it tells whether the identities can hold, and which values they force.
//!
//! # How exact
//!
//! - Arithmetic is in whole numbers and checked; there is no tolerance and no randomness.
//! - All explanations with the fewest changes are found, up to four in each part: section 三, and each block of section 四. Where the
//!   bound on the work is met, [`Explained::complete`] is false, and [`Explained::at_least`] is still proved.
//! - Rows and columns with totals are a totally unimodular system: what holds in fractions holds in whole numbers.
//! - Ranking by [`Mechanism`] orders explanations of equal size and never drops one.
//!
//! # Errors that no equation shows
//!
//! Changes that keep every equation: two whole rows of outcomes exchanged, an amount moved round the corners of a
//! rectangle, numbers that are wrong and balanced. And where a value moved between two neighbouring cells, every other
//! row in which the same amount could have moved explains the numbers as well: all are listed.

mod explain;
mod explanation;
mod fill;
mod form;
mod mechanism;
mod rank;
mod record;
mod sentence;
mod set;
mod sparse;
mod system;
mod tableau;

pub(crate) use explain::Limits;
pub(crate) use explanation::SiteKeys;
pub use explanation::{Change, Explained, Explanation, Fill};
pub use fill::Consistency;
pub(crate) use form::tied_cells;
pub use form::{Diagnosis, Forced, locate};
pub use mechanism::Mechanism;
pub(crate) use record::Record;
#[cfg(test)]
use system::Domain;
#[cfg(test)]
use system::Part;
pub(crate) use system::{Equation, Place, System};

#[cfg(test)]
#[path = "../../tests/localise/mod.rs"]
mod tests;
