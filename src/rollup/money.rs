use std::collections::BTreeMap;

use rust_decimal::Decimal;

use crate::form::{Cell, Kind, Unit};
use crate::report::Money;

/// A sum of amounts of money, exact whatever their decimals, kept apart by unit.
///
/// An amount without a unit of its own has the one that the form fixes (万元 for fees). Where the form fixes none, the unit of
/// an amount written without one is not known, and it is added to no other than its like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneySum {
    /// By unit, smallest first and the unknown before all, and by the number of decimals: the digits.
    digits: BTreeMap<(Option<u32>, u32), i128>,
}

impl MoneySum {
    /// The unit, if the amounts are all in one, and their sum. `None` if they are in several, one of them unknown, or if
    /// the sum has more digits than a [`Decimal`] holds. Amounts of 0 are in every unit.
    ///
    /// Amounts in several known units are added up in the largest.
    pub fn total(&self) -> Option<(Decimal, Option<Unit>)> {
        let mut given: Vec<Option<u32>> =
            self.digits.iter().filter(|(_, digits)| **digits != 0).map(|((unit, _), _)| *unit).collect();
        given.dedup();
        let unit = match given.as_slice() {
            [] => return Some((self.sum(None)?, self.first_unit())),
            [unit] => *unit,
            [Some(_), .., last] => *last,
            [_, ..] => return None,
        };
        Some((self.sum(unit)?, unit.and_then(of_yuan)))
    }

    /// Adds an amount of the cell.
    pub(super) fn take(&mut self, cell: Cell, money: Money) {
        let fixed = match cell.kind() {
            Kind::Amount(unit) => unit,
            Kind::Count | Kind::SignedCount => None,
        };
        let unit = money.unit().or(fixed).map(Unit::in_yuan);
        // 96 bits each, added once for each report that was made: 128 bits hold the digits of 2³¹ reports.
        let sum = self.digits.entry((unit, money.value().scale())).or_default();
        *sum = sum.saturating_add(money.value().mantissa());
    }

    pub(super) fn merge(&mut self, other: &Self) {
        for (key, digits) in &other.digits {
            let sum = self.digits.entry(*key).or_default();
            *sum = sum.saturating_add(*digits);
        }
    }

    fn first_unit(&self) -> Option<Unit> {
        self.digits.keys().find_map(|(unit, _)| *unit).and_then(of_yuan)
    }

    /// The sum in a unit, with the most decimals that any amount was written with; exact, or nothing.
    fn sum(&self, unit: Option<u32>) -> Option<Decimal> {
        let mut sum = Decimal::ZERO;
        for ((from, scale), digits) in &self.digits {
            let value = Decimal::try_from_i128_with_scale(*digits, *scale).ok()?;
            // Units are powers of ten: a smaller one only moves the point.
            let shift = match (unit, from) {
                (Some(to), Some(from)) => to.checked_div(*from).and_then(u32::checked_ilog10).unwrap_or(0),
                _ => 0,
            };
            let value = if value.is_zero() || shift == 0 {
                value
            } else {
                Decimal::try_from_i128_with_scale(*digits, scale.checked_add(shift)?).ok()?
            };
            let next = sum.checked_add(value)?;
            // A sum that had to be rounded to fit is no exact sum.
            if next.scale() < sum.scale().max(value.scale()) {
                return None;
            }
            sum = next;
        }
        Some(sum)
    }
}

fn of_yuan(yuan: u32) -> Option<Unit> {
    Unit::ALL.into_iter().find(|unit| unit.in_yuan() == yuan)
}
