use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::wide::Wide;
use crate::form::{Cell, Kind, Unit};
use crate::report::Money;

/// A sum of amounts of money, exact whatever their decimals, kept apart by unit.
///
/// An amount without a unit of its own has the one that the form fixes (万元 for fees). Where the form fixes none, the unit of
/// an amount written without one is not known, and it is added to no other than its like.
///
/// Where a sum has more digits than can be kept, it is gone for good and [`MoneySum::total`] gives `None`: it is never a number
/// that is too small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct MoneySum {
    /// By unit, smallest first and the unknown before all, and by the number of decimals: the digits, or `None` where they
    /// were too many. Amounts are not negative, so that whether they are too many does not depend on their order.
    digits: BTreeMap<(Option<Unit>, u32), Option<i128>>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    /// Null where it is not known.
    unit: Option<Unit>,
    decimals: u32,
    /// Null where they were too many.
    digits: Option<Wide>,
}

/// As a list with one entry for each unit and number of decimals.
impl Serialize for MoneySum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.digits.iter().map(|((unit, decimals), digits)| Part {
            unit: *unit,
            decimals: *decimals,
            digits: digits.map(Wide),
        }))
    }
}

impl<'de> Deserialize<'de> for MoneySum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut sum = Self::default();
        for Part { unit, decimals, digits } in Vec::<Part>::deserialize(deserializer)? {
            if decimals > Decimal::MAX_SCALE || digits.is_some_and(|Wide(digits)| digits < 0) {
                return Err(D::Error::custom("an amount of money is 0 or more, with at most 28 decimals"));
            }
            let key = (unit, decimals);
            if sum.digits.insert(key, digits.map(|Wide(digits)| digits)).is_some() {
                return Err(D::Error::custom("an amount of this unit and number of decimals is there twice"));
            }
        }
        Ok(sum)
    }
}

impl MoneySum {
    /// The unit, if the amounts are all in one, and their sum. `None` if they are in several, one of them unknown, or if
    /// the sum has more digits than a [`Decimal`] holds. Amounts of 0 are in every unit.
    ///
    /// Amounts in several known units are added up in the largest.
    pub fn total(&self) -> Option<(Decimal, Option<Unit>)> {
        let mut given: Vec<Option<Unit>> =
            self.digits.iter().filter(|(_, digits)| **digits != Some(0)).map(|((unit, _), _)| *unit).collect();
        given.dedup();
        let unit = match given.as_slice() {
            [] => return Some((self.sum(None)?, self.first_unit())),
            [unit] => *unit,
            [Some(_), .., last] => *last,
            [_, ..] => return None,
        };
        Some((self.sum(unit)?, unit))
    }

    /// Adds an amount of the cell.
    pub(super) fn take(&mut self, cell: Cell, money: Money) {
        let fixed = match cell.kind() {
            Kind::Amount(unit) => unit,
            Kind::Count | Kind::SignedCount => None,
        };
        let unit = money.unit().or(fixed);
        self.add((unit, money.value().scale()), Some(money.value().mantissa()));
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, digits) in &other.digits {
            self.add(*key, *digits);
        }
    }

    fn add(&mut self, key: (Option<Unit>, u32), digits: Option<i128>) {
        let sum = self.digits.entry(key).or_insert(Some(0));
        *sum = sum.zip(digits).and_then(|(sum, digits)| sum.checked_add(digits));
    }

    fn first_unit(&self) -> Option<Unit> {
        self.digits.keys().find_map(|(unit, _)| *unit)
    }

    /// The sum in a unit, with the most decimals that any amount was written with; exact, or nothing.
    fn sum(&self, unit: Option<Unit>) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        let mut decimals = 0;
        for ((from, scale), digits) in &self.digits {
            let digits = (*digits)?;
            if digits == 0 {
                // In every unit, and adding it would not keep its decimals.
                decimals = decimals.max(*scale);
                continue;
            }
            // Units are powers of ten, and this is the largest of them: a smaller one only moves the point.
            let shift = match (unit, from) {
                (Some(to), Some(from)) => to.in_yuan().ilog10() - from.in_yuan().ilog10(),
                _ => 0,
            };
            let value = Decimal::try_from_i128_with_scale(digits, scale.checked_add(shift)?).ok()?;
            decimals = decimals.max(value.scale());
            sum = if sum.is_zero() { value } else { exactly(sum, value)? };
        }
        // Zeros are written after the last decimal as far as there is room for them.
        sum.rescale(decimals.max(sum.scale()));
        Some(sum)
    }
}

/// The sum, unless it had to be rounded to fit.
fn exactly(a: Decimal, b: Decimal) -> Option<Decimal> {
    let sum = a.checked_add(b)?;
    (sum.scale() >= a.scale().max(b.scale())).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_is_too_large_is_gone_and_never_too_small() {
        let cell = crate::form::cells::disclosure::fees::AMOUNT;
        let mut sum = MoneySum::default();
        sum.take(cell, Money::new(Decimal::MAX, None).unwrap());
        assert_eq!(sum.total(), Some((Decimal::MAX, Some(Unit::TenThousandYuan))));
        for doubled in 1..=40 {
            let same = sum.clone();
            sum.merge(&same);
            assert_eq!(sum.total(), None, "2^{doubled} times the largest amount fits in none");
        }
        let mut one = MoneySum::default();
        one.take(cell, Money::new(Decimal::ONE, None).unwrap());
        let mut other_way = one.clone();
        other_way.merge(&sum);
        sum.merge(&one);
        assert_eq!(sum, other_way);
        assert_eq!(sum.total(), None);
    }
}
