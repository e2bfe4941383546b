//! Which number is wrong, and what it should say.
//!
//! Cells under overlapping identities are an error-correcting code. Given numbers that break it, [`Record::explain`]
//! finds the smallest sets of numbers whose change makes every equation hold, all of them, in whole numbers within
//! their domains. Given numbers that are missing, [`Record::fill`] tells whether the equations can hold, and which
//! values they force. Both are exact for any [`System`] of linear equations with whole coefficients and know nothing
//! of the form; [`Locator`] is the form's own system.
//!
//! # How exact
//!
//! - Arithmetic is in whole numbers and checked; there is no tolerance and no randomness.
//! - All explanations with the fewest changes are found, up to [`Limits::changes`] in each connected part. Where the
//!   bound on the work is met, [`Explained::complete`] is false, and [`Explained::at_least`] is still proved.
//! - A system like the form's, rows and columns with totals, is totally unimodular: what holds in fractions holds in
//!   whole numbers. In other systems whole numbers are looked for by cases, of which there is a bound; past it the
//!   answer is "undecided", never a guess.
//! - Ranking by [`Mechanism`] orders explanations of equal size and never drops one.
//!
//! # What no equation sees
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

pub use explain::Limits;
pub(crate) use explanation::SiteKeys;
pub use explanation::{Change, Explained, Explanation, Fill};
pub use fill::{Blanks, Forced, Verdict};
pub use form::{Diagnosis, ForcedCell, Locator};
pub use mechanism::Mechanism;
pub use record::Record;
pub use system::{Domain, Equation, Part, Place, System, SystemError};
