use std::fmt;

use rust_decimal::Decimal;
use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Place;
use crate::form::{Kind, Unit};
use crate::shown::clipped;

/// The largest count, 2⁵³ − 1: every reader of JSON holds it exactly, and the sums of a report's cells fit in 64 bits.
/// The largest seen is 31.24 million (a province's penalty decisions).
pub const MAX_COUNT: i64 = (1 << 53) - 1;

/// What was found in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
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

impl Amount {
    /// A decimal number of at most 28 digits without separators, a minus before it if it is negative, and its unit after it.
    pub(crate) fn parse(s: &str) -> Option<Self> {
        let (negative, s) = s.strip_prefix('-').map_or((false, s), |size| (true, size));
        // 元 ends the other two, so the last that matches is the unit.
        let split = |unit: Unit| s.strip_suffix(unit.symbol()).map(|number| (number, Some(unit)));
        let (number, unit) = Unit::ALL.into_iter().rev().find_map(split).unwrap_or((s, None));
        // The grammar is checked here because `Decimal` also takes signs, `1_000`, `.5` and `5.`.
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
        let written = match number.split_once('.') {
            Some((whole, decimals)) => digits(whole) && digits(decimals),
            None => digits(number),
        };
        let size = if written { Decimal::from_str_exact(number).ok()? } else { return None };
        Some(Self { value: if negative { -size } else { size }, unit })
    }
}

/// The number with its unit: `18.8710`, `-251000元`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.value, self.unit.map_or("", Unit::symbol))
    }
}

/// As text.
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From text, or from a whole number, which is exact; a floating-point number is refused, because it is not.
impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AmountVisitor)
    }
}

struct AmountVisitor;

impl Visitor<'_> for AmountVisitor {
    type Value = Amount;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an amount of money as a decimal string, such as \"12.50\"")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Amount, E> {
        Amount::parse(text).ok_or_else(|| E::invalid_value(Unexpected::Str(&clipped(text)), &self))
    }

    fn visit_u64<E: de::Error>(self, n: u64) -> Result<Amount, E> {
        Ok(Amount { value: n.into(), unit: None })
    }

    fn visit_i64<E: de::Error>(self, n: i64) -> Result<Amount, E> {
        Ok(Amount { value: n.into(), unit: None })
    }
}

/// A cell's state with the text it was read from and where that stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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

    /// What a cell of this kind holds of it: a whole number is an amount where money is held, and one that is larger than
    /// any count is not read.
    pub(super) fn held_by(self, kind: Kind) -> Self {
        match (self.state, kind) {
            (State::Count(n), _) if n.unsigned_abs() > MAX_COUNT.unsigned_abs() => Self {
                state: State::Unreadable(Unreadable::TooLarge),
                raw: self.raw.or_else(|| Some(n.to_string().into())),
                ..self
            },
            (State::Count(n), Kind::Amount(_)) => Self { state: Decimal::from(n).into(), ..self },
            (state, _) => Self { state, ..self },
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

impl From<Amount> for State {
    fn from(amount: Amount) -> Self {
        Self::Amount(amount)
    }
}

/// An amount in the unit that the form fixes.
impl From<Decimal> for State {
    fn from(value: Decimal) -> Self {
        Self::Amount(Amount { value, unit: None })
    }
}

impl From<Amount> for Entry {
    fn from(amount: Amount) -> Self {
        State::from(amount).into()
    }
}

impl From<Decimal> for Entry {
    fn from(value: Decimal) -> Self {
        State::from(value).into()
    }
}

/// Every integer has a state: one outside `i64` is too large to be read. The entry keeps its digits.
macro_rules! integers {
    ($($whole:ty)*) => {$(
        impl From<$whole> for State {
            fn from(n: $whole) -> Self {
                i64::try_from(n).map_or(Self::Unreadable(Unreadable::TooLarge), Self::Count)
            }
        }

        impl From<$whole> for Entry {
            fn from(n: $whole) -> Self {
                match State::from(n) {
                    State::Count(n) => State::Count(n).into(),
                    state => Self::read(state, n.to_string(), Place::Nowhere),
                }
            }
        }
    )*};
}

integers!(i8 i16 i32 i64 i128 isize u8 u16 u32 u64 u128 usize);
