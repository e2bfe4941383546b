use std::fmt;
use std::iter::Sum;

use rust_decimal::Decimal;
use thiserror::Error;

use crate::draft::numeral::MAX_COUNT;
use crate::draft::{Amount, Entry, State};
use crate::form::Unit;

/// A number of things: a whole number from 0 to 2⁵³ − 1.
///
/// The bound is the largest range in which every JSON reader holds every whole number exactly, those included that know
/// only floating point. The largest count published so far, 31,240,000 penalties of a province, is far inside; and any
/// sum over one report fits in a `u64` without a check (fewer than 2¹¹ counts below 2⁵³). Sums over many reports are
/// taken in `u128`, where no number of reports overflows them:
///
/// ```
/// use ogi_report::report::Count;
///
/// let provinces = [Count::MAX; 34];
/// assert_eq!(provinces.iter().sum::<u128>(), 34 * u128::from(Count::MAX));
/// assert!(Count::new(1 << 53).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count(u64);

impl Count {
    /// None.
    pub const ZERO: Self = Self(0);
    /// The largest count, 2⁵³ − 1.
    pub const MAX: Self = Self(MAX_COUNT.unsigned_abs());

    /// The count `n`, or `None` above [`Count::MAX`].
    pub const fn new(n: u64) -> Option<Self> {
        if n <= Self::MAX.0 { Some(Self(n)) } else { None }
    }

    /// A number that [`Figures::is_valid`](super::Figures::is_valid) has found to be a count.
    pub(super) const fn of_valid(n: i64) -> Self {
        Self(n.unsigned_abs())
    }

    /// The sum, which the caller holds in range or checks to be. It cannot overflow over the cells of one report.
    pub(super) const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }

    /// The number with a sign, as a draft has it.
    pub(super) const fn signed(self) -> i64 {
        self.0.cast_signed()
    }
}

/// A change in a number of things, from −(2⁵³ − 1) to 2⁵³ − 1: 本年增/减 of the 2019 edition.
///
/// ```
/// use ogi_report::report::NetChange;
///
/// assert_eq!(NetChange::new(-4).map(NetChange::get), Some(-4));
/// assert!(NetChange::new(i64::MIN).is_none());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NetChange(i64);

impl NetChange {
    /// No change.
    pub const ZERO: Self = Self(0);

    /// The change `n`, or `None` beyond ±[`Count::MAX`].
    pub const fn new(n: i64) -> Option<Self> {
        if n.unsigned_abs() <= Count::MAX.0 { Some(Self(n)) } else { None }
    }

    /// A number that [`Figures::is_valid`](super::Figures::is_valid) has found to be a change.
    pub(super) const fn of_valid(n: i64) -> Self {
        Self(n)
    }

    /// The number.
    pub const fn get(self) -> i64 {
        self.0
    }
}

/// An amount of money, 0 or more, with its written decimals and the unit written beside it.
///
/// Equality is of the number and the unit: `18.870` equals `18.87`, and both keep their decimals.
///
/// As text it is a decimal number and, where one was written, the unit: `18.8710`, `251000元`, `160.5964万元`.
///
/// ```
/// use ogi_report::form::Unit;
/// use ogi_report::report::Money;
///
/// let money: Money = "160.5964万元".parse()?;
/// assert_eq!(money.unit(), Some(Unit::TenThousandYuan));
/// assert_eq!(money.to_string(), "160.5964万元");
/// assert!("-1".parse::<Money>().is_err());
/// assert!("1,000".parse::<Money>().is_err());
/// # Ok::<(), ogi_report::report::ParseMoneyError>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Money {
    value: Decimal,
    unit: Option<Unit>,
}

impl Money {
    /// Nothing, in the unit that the form fixes.
    pub const ZERO: Self = Self { value: Decimal::ZERO, unit: None };

    /// `value` in `unit`, or `None` if it is negative. Where `unit` is `None` it is the one that the form's label fixes
    /// (万元 for fees; none for procurement).
    pub const fn new(value: Decimal, unit: Option<Unit>) -> Option<Self> {
        if value.is_zero() {
            // Decimal has a negative zero.
            Some(Self { value: Decimal::from_parts(0, 0, 0, false, value.scale()), unit })
        } else if value.is_sign_positive() {
            Some(Self { value, unit })
        } else {
            None
        }
    }

    /// The number, with its written decimals.
    pub const fn value(self) -> Decimal {
        self.value
    }

    /// The unit written beside the number, or `None` where the form's label fixes it.
    pub const fn unit(self) -> Option<Unit> {
        self.unit
    }
}

/// Text that is no [`Money`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "not an amount of money: expected a decimal number of at most 28 digits without sign or separators, such as \
     \"12.50\", and the unit 元, 万元 or 亿元 after it where it is not the form's own"
)]
pub struct ParseMoneyError(());

impl std::str::FromStr for Money {
    type Err = ParseMoneyError;

    fn from_str(s: &str) -> Result<Self, ParseMoneyError> {
        // A minus is refused even before 0: Decimal has a negative zero.
        let amount = Amount::parse(s).filter(|_| !s.starts_with('-'));
        amount.map(|Amount { value, unit }| Self { value, unit }).ok_or(ParseMoneyError(()))
    }
}

/// What a cell of a [`Report`](super::Report) holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// A number of things.
    Count(Count),
    /// A change in a number of things.
    NetChange(NetChange),
    /// An amount of money.
    Money(Money),
}

impl Value {
    /// The count, if it is one.
    pub const fn count(self) -> Option<Count> {
        match self {
            Self::Count(n) => Some(n),
            Self::NetChange(_) | Self::Money(_) => None,
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for NetChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Amount::from(*self).fmt(f)
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(n) => n.fmt(f),
            Self::NetChange(n) => n.fmt(f),
            Self::Money(m) => m.fmt(f),
        }
    }
}

/// A number that is out of range for a [`Count`] or a [`NetChange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a {what}: expected a whole number from {least} to {}", Count::MAX)]
pub struct CountError {
    what: &'static str,
    least: i64,
}

impl CountError {
    const COUNT: Self = Self { what: "count", least: 0 };
    const NET_CHANGE: Self = Self { what: "net change", least: -MAX_COUNT };
}

/// One type of integer is converted with `From`, so that `Count::from(3)` needs no suffix; all others with `TryFrom`.
macro_rules! integers {
    ($type:ident: from $($narrow:ty)*; try_from $($wide:ty)*, $number:ty, $error:expr; into $($into:ty)*) => {
        $(impl From<$narrow> for $type {
            fn from(n: $narrow) -> Self {
                Self(n.into())
            }
        })*

        $(impl TryFrom<$wide> for $type {
            type Error = CountError;

            fn try_from(n: $wide) -> Result<Self, CountError> {
                <$number>::try_from(n).ok().and_then(Self::new).ok_or($error)
            }
        })*

        $(impl From<$type> for $into {
            fn from(n: $type) -> Self {
                n.get().into()
            }
        })*
    };
}

integers! { Count: from u32; try_from u8 u16 i8 i16 i32 i64 i128 isize u64 u128 usize, u64, CountError::COUNT; into u64 u128 i128 }
integers! {
    NetChange: from i32; try_from i8 i16 u8 u16 u32 i64 i128 isize u64 u128 usize, i64, CountError::NET_CHANGE; into i64 i128
}

impl From<Count> for i64 {
    fn from(n: Count) -> Self {
        n.signed()
    }
}

impl From<Count> for NetChange {
    fn from(n: Count) -> Self {
        Self(n.signed())
    }
}

macro_rules! sums {
    ($($type:ident into $sum:ty;)*) => {$(
        /// No number of values overflows it: each is below 2⁵³.
        impl Sum<$type> for $sum {
            fn sum<I: Iterator<Item = $type>>(values: I) -> Self {
                values.map(Self::from).sum()
            }
        }

        impl<'a> Sum<&'a $type> for $sum {
            fn sum<I: Iterator<Item = &'a $type>>(values: I) -> Self {
                values.copied().sum()
            }
        }
    )*};
}

sums! { Count into u128; NetChange into i128; }

impl From<Money> for Amount {
    fn from(money: Money) -> Self {
        Self { value: money.value, unit: money.unit }
    }
}

macro_rules! into_value_state_and_entry {
    ($($type:ident: $number:ident => $state:expr;)*) => {$(
        impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$type(value)
            }
        }

        impl From<$type> for State {
            fn from($number: $type) -> Self {
                $state
            }
        }

        impl From<$type> for Entry {
            fn from(value: $type) -> Self {
                State::from(value).into()
            }
        }
    )*};
}

into_value_state_and_entry! {
    Count: n => Self::Count(n.signed());
    NetChange: n => Self::Count(n.get());
    Money: m => Self::Amount(m.into());
}

impl From<Value> for State {
    fn from(value: Value) -> Self {
        match value {
            Value::Count(n) => n.into(),
            Value::NetChange(n) => n.into(),
            Value::Money(m) => m.into(),
        }
    }
}

impl From<Value> for Entry {
    fn from(value: Value) -> Self {
        State::from(value).into()
    }
}
