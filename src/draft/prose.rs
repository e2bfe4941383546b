use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::Place;
use crate::form::Section;

/// A value with the text that it was read from and where that stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The text that it was read from.
    pub raw: String,
    /// Where the text stands.
    pub place: Place,
}

/// A value that was read from no document.
impl<T> From<T> for Found<T> {
    fn from(value: T) -> Self {
        Self { value, raw: String::new(), place: Place::Nowhere }
    }
}

impl From<&str> for Found<String> {
    fn from(value: &str) -> Self {
        value.to_owned().into()
    }
}

/// A day as written: it need not exist. In words and in JSON as ISO 8601 has it: `2024-01-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, as written.
    pub month: u8,
    /// The day of the month, as written.
    pub day: u8,
}

impl Date {
    /// Whether the calendar has this day.
    pub const fn exists(self) -> bool {
        let leap = self.year.is_multiple_of(4) && (!self.year.is_multiple_of(100) || self.year.is_multiple_of(400));
        let days = match self.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => 0,
        };
        self.day >= 1 && self.day <= days
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// A string that is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no date: expected year-month-day, such as 2024-01-31")]
pub struct ParseDateError(());

impl FromStr for Date {
    type Err = ParseDateError;

    fn from_str(s: &str) -> Result<Self, ParseDateError> {
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let mut parts = s.split('-');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(y), Some(m), Some(d), None) if digits(y, 4) && digits(m, 2) && digits(d, 2) => Ok(Self {
                year: y.parse().map_err(|_| ParseDateError(()))?,
                month: m.parse().map_err(|_| ParseDateError(()))?,
                day: d.parse().map_err(|_| ParseDateError(()))?,
            }),
            _ => Err(ParseDateError(())),
        }
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let date = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        date.parse().map_err(de::Error::custom)
    }
}

/// A statistical period as written, such as 2024年1月1日至2024年12月31日.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// A section of text with its heading, or the text before the first section.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Prose {
    /// Which section, or `None` for what stands before the first.
    pub section: Option<Section>,
    /// The heading as written.
    pub heading: Option<Passage>,
    /// The paragraphs, in order.
    pub passages: Vec<Passage>,
    /// Whether one of the form's tables was found in the section.
    pub has_table: bool,
}

/// A paragraph of the report's text and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}
