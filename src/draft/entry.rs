use rust_decimal::Decimal;

use super::Place;
use crate::form::Unit;

/// What was found in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum State {
    /// A whole number. It may be negative, which is a fault in all cells but the signed ones.
    Count(i64),
    /// An amount of money.
    Amount(Amount),
    /// Nothing is written in the cell. This is not 0.
    Blank,
    /// A mark that says "does not apply": `/`, `-`, `—`, 无 …
    NotApplicable,
    /// Text that is no number.
    Unreadable(Unreadable),
    /// The document does not have the cell.
    Absent,
}

impl State {
    /// The state's word in JSON: `count`, `amount`, `blank`, `not-applicable`, `unreadable` or `absent`.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Count(_) => "count",
            Self::Amount(_) => "amount",
            Self::Blank => "blank",
            Self::NotApplicable => "not-applicable",
            Self::Unreadable(_) => "unreadable",
            Self::Absent => "absent",
        }
    }
}

/// Why a cell's text is no number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unreadable {
    /// It is not written as a number: `1O`, `3.0.1`, 见附件.
    NotANumber,
    /// Digits with a space between them that nothing else in the row explains: `12 3`.
    Spaced,
    /// A decimal where only whole numbers are counted: `1.5`.
    NotWhole,
    /// More digits than any count can have (see [`numeral::MAX_COUNT`](super::numeral::MAX_COUNT)).
    TooLarge,
    /// Several cells run together in one text that can be cut in more than one way, each of which adds up: the ways.
    RunTogether(Vec<Vec<i64>>),
}

/// An amount of money as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Amount {
    /// The number, with its written decimals.
    pub value: Decimal,
    /// The unit written beside the number, or `None` where the form's label fixes it.
    pub unit: Option<Unit>,
}

/// A cell's state with the text it was read from and where that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    state: State,
    raw: Option<Box<str>>,
    unit: Option<Box<str>>,
    place: Place,
}

impl Entry {
    /// A cell that the document does not have.
    pub const fn absent() -> Self {
        Self { state: State::Absent, raw: None, unit: None, place: Place::Nowhere }
    }

    /// A state that was read from `raw` at `place`.
    pub fn read(state: State, raw: impl Into<Box<str>>, place: Place) -> Self {
        Self { state, raw: Some(raw.into()), unit: None, place }
    }

    /// The same entry, noting a unit that was written in the cell, such as 件 or 元.
    #[must_use]
    pub fn with_unit(self, unit: impl Into<Box<str>>) -> Self {
        Self { unit: Some(unit.into()), ..self }
    }

    /// The same entry, its amount in a unit that the table's header states against the form.
    #[must_use]
    pub fn in_unit(self, unit: Unit) -> Self {
        match self.state {
            State::Amount(Amount { value, unit: None }) => Self {
                state: State::Amount(Amount { value, unit: Some(unit) }),
                unit: Some(unit.symbol().into()),
                ..self
            },
            _ => self,
        }
    }

    /// Gives the state that the rest of the document proves for the text.
    pub(crate) fn resolve(&mut self, state: State) {
        self.state = state;
    }

    /// The state.
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The text of the cell as written, if it was read from a document.
    pub fn raw(&self) -> Option<&str> {
        self.raw.as_deref()
    }

    /// The unit written in the cell.
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// Where the cell stands.
    pub const fn place(&self) -> &Place {
        &self.place
    }
}

impl From<State> for Entry {
    fn from(state: State) -> Self {
        Self { state, raw: None, unit: None, place: Place::Nowhere }
    }
}
