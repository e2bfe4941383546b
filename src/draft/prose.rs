use super::Place;
use crate::form::Section;

/// A value with the text that it was read from and where that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<T> {
    /// The value.
    pub value: T,
    /// The text that it was read from.
    pub raw: String,
    /// Where the text stands.
    pub place: Place,
}

impl<T> Found<T> {
    /// A value that was read from no document.
    pub const fn given(value: T) -> Self {
        Self { value, raw: String::new(), place: Place::Nowhere }
    }
}

/// A day as written: it need not exist.
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

/// A statistical period as written, such as 2024年1月1日至2024年12月31日.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// The first day.
    pub start: Date,
    /// The last day.
    pub end: Date,
}

/// A section of text with its heading, or the text before the first section.
#[derive(Clone, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
}
