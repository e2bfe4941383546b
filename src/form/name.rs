use std::fmt;

use thiserror::Error;

use crate::shown::clipped;

/// A string that does not name a cell, row, column, form, edition, language or severity.
///
/// ```
/// use ogi_report::form::{Cell, Lang};
///
/// let error = "applications.received.profit".parse::<Cell>().unwrap_err();
/// assert_eq!(error.to_string(), r#"no such cell: "applications.received.profit""#);
/// let error = "fr".parse::<Lang>().unwrap_err();
/// assert_eq!(error.to_string(), r#"no such language: "fr", expected zh or en"#);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("no such {what}: {:?}{}", clipped(name), Expected(expected))]
pub struct ParseNameError {
    what: &'static str,
    name: String,
    /// All names, where they are few.
    expected: Vec<String>,
}

struct Expected<'a>(&'a [String]);

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [names @ .., last] => write!(f, ", expected {} or {last}", names.join(", ")),
            [] => Ok(()),
        }
    }
}

impl ParseNameError {
    pub(super) fn new(what: &'static str, name: &str) -> Self {
        Self { what, name: name.chars().take(80).collect(), expected: Vec::new() }
    }
}

/// More names than this are not listed in an error.
const FEW: usize = 4;

/// The one of all that is written so.
pub(crate) fn named<T: Copy + fmt::Display>(
    what: &'static str,
    all: impl Iterator<Item = T> + Clone,
    name: &str,
) -> Result<T, ParseNameError> {
    all.clone().find(|one| one.to_string() == name).ok_or_else(|| {
        let names: Vec<String> = all.map(|one| one.to_string()).collect();
        let expected = if names.len() <= FEW { names } else { Vec::new() };
        ParseNameError { expected, ..ParseNameError::new(what, name) }
    })
}

macro_rules! named {
    ($($what:literal $type:ty: $all:expr;)*) => {$(
        impl std::str::FromStr for $type {
            type Err = ParseNameError;

            /// # Errors
            ///
            /// If the string is none of those that `Display` writes.
            fn from_str(name: &str) -> Result<Self, ParseNameError> {
                named($what, $all, name)
            }
        }
    )*};
}

named! {
    "row" super::Row: Self::all();
    "column" super::Column: Self::all();
    "form" super::Form: Self::ALL.into_iter();
    "edition" super::Edition: Self::ALL.into_iter();
    "language" super::Lang: Self::ALL.into_iter();
}
