//! How a right value may have become a wrong one.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How a right value may have become the one that was found.
///
/// A change has the first of these that fits, in the order given here; what happened to two values at once (the rows
/// and columns) is preferred where it makes the whole explanation cheaper.
///
/// Explanations are ranked by the sum of the costs, cheapest first. The cost says how rare the slip is and how seldom
/// it fits by chance: two exchanged digits fit few pairs of numbers, another digit in the units of a small number fits
/// nearly all. Equal sums are ranked by the size of the change (Σ |expected − found|, smallest first; a change without
/// a single value last), then by the variables in ascending order. The order decides only which explanation is named
/// first: all that are equally small are listed.
///
/// | mechanism | cost |
/// | --- | --- |
/// | sign | 2 |
/// | two neighbouring digits interchanged | 2; any other two digits: 4 |
/// | decimal shift | 3 |
/// | digit dropped, digit added | 3 |
/// | blank read as zero | 3 |
/// | digit replaced | 4 |
/// | total not updated | 5; for two totals that are off by the same amount, together 5 |
/// | rows exchanged | 3 for all the changes together |
/// | values exchanged | two cells of a row or column that are not neighbours: together 5 |
/// | neighbouring column, neighbouring row | two values exchanged, or one moved to an empty place: together 3; a part of one counted in the other: together 6 |
/// | other | 8 |
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Mechanism {
    /// −5 for 5.
    Sign,
    /// 12 for 21: two digits in each other's place.
    DigitInterchange,
    /// 120 for 12, or 3 for 300.
    DecimalShift,
    /// 14 for 124: one digit is missing.
    DigitDropped,
    /// 1224 for 124: there is one digit too many.
    DigitAdded,
    /// 0 for a value that was left out.
    BlankReadAsZero,
    /// 127 for 124: one digit is another.
    DigitReplaced,
    /// A total that does not follow its parts: one of them was changed later.
    TotalNotUpdated,
    /// The values of two rows stand in each other's place.
    RowsExchanged,
    /// A value, or part of it, stands in the next column.
    NeighbouringColumn,
    /// A value, or part of it, stands in the next row.
    NeighbouringRow,
    /// The values of two cells of one row or column stand in each other's place.
    ValuesExchanged,
    /// None of these.
    Other,
}

impl Mechanism {
    /// All mechanisms, in the order in which they are tried.
    pub const ALL: [Self; 13] = [
        Self::Sign,
        Self::DigitInterchange,
        Self::DecimalShift,
        Self::DigitDropped,
        Self::DigitAdded,
        Self::BlankReadAsZero,
        Self::DigitReplaced,
        Self::TotalNotUpdated,
        Self::RowsExchanged,
        Self::NeighbouringColumn,
        Self::NeighbouringRow,
        Self::ValuesExchanged,
        Self::Other,
    ];

    /// The name in JSON, such as `digit-interchange`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sign => "sign",
            Self::DigitInterchange => "digit-interchange",
            Self::DecimalShift => "decimal-shift",
            Self::DigitDropped => "digit-dropped",
            Self::DigitAdded => "digit-added",
            Self::BlankReadAsZero => "blank-read-as-zero",
            Self::DigitReplaced => "digit-replaced",
            Self::TotalNotUpdated => "total-not-updated",
            Self::RowsExchanged => "rows-exchanged",
            Self::NeighbouringColumn => "neighbouring-column",
            Self::NeighbouringRow => "neighbouring-row",
            Self::ValuesExchanged => "values-exchanged",
            Self::Other => "other",
        }
    }

    /// The slip that turns `expected` into `found` by itself, if one does: the digits, the sign, a blank.
    ///
    /// ```
    /// use ogi_report::localise::Mechanism;
    ///
    /// assert_eq!(Mechanism::of_value(12, 21), Some(Mechanism::DigitInterchange));
    /// assert_eq!(Mechanism::of_value(120, 12), Some(Mechanism::DecimalShift));
    /// assert_eq!(Mechanism::of_value(0, 57), Some(Mechanism::BlankReadAsZero));
    /// assert_eq!(Mechanism::of_value(88, 41), None);
    /// ```
    pub fn of_value(found: i64, expected: i128) -> Option<Self> {
        slip(found, expected).map(|(mechanism, _)| mechanism)
    }
}

impl fmt::Display for Mechanism {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

pub(super) fn slip(found: i64, expected: i128) -> Option<(Mechanism, u32)> {
    let found = i128::from(found);
    if found == expected {
        return None;
    }
    if expected.checked_neg() == Some(found) {
        return Some((Mechanism::Sign, 2));
    }
    if found == 0 {
        return Some((Mechanism::BlankReadAsZero, 3));
    }
    if expected != 0 && found.signum() != expected.signum() {
        return None;
    }
    let (wrong, right) = (found.unsigned_abs(), expected.unsigned_abs());
    let (wrong_digits, right_digits) = (wrong.to_string(), right.to_string());
    let differing: Vec<(usize, (u8, u8))> =
        wrong_digits.bytes().zip(right_digits.bytes()).enumerate().filter(|(_, (a, b))| a != b).collect();
    let same_length = wrong_digits.len() == right_digits.len();
    if let [(at, (a, b)), (and, (c, d))] = *differing.as_slice()
        && same_length
        && (a, b) == (d, c)
    {
        return Some((Mechanism::DigitInterchange, if and == at + 1 { 2 } else { 4 }));
    }
    if right != 0 && wrong_digits.trim_end_matches('0') == right_digits.trim_end_matches('0') {
        return Some((Mechanism::DecimalShift, 3));
    }
    if without_one_digit(&right_digits).any(|digits| digits == wrong) {
        return Some((Mechanism::DigitDropped, 3));
    }
    if without_one_digit(&wrong_digits).any(|digits| digits == right) {
        return Some((Mechanism::DigitAdded, 3));
    }
    (same_length && differing.len() == 1).then_some((Mechanism::DigitReplaced, 4))
}

/// The numbers that are left when one digit is taken out of several.
fn without_one_digit(digits: &str) -> impl Iterator<Item = u128> + '_ {
    (0..digits.len()).filter_map(|out| {
        let rest = digits.bytes().enumerate().filter(|&(at, _)| at != out).map(|(_, digit)| u128::from(digit - b'0'));
        (digits.len() > 1).then(|| rest.fold(0, |number, digit| number * 10 + digit))
    })
}

#[cfg(test)]
mod tests {
    use super::Mechanism;

    #[test]
    fn every_slip_has_its_name() {
        let cases = [
            (-5, 5, Some(Mechanism::Sign)),
            (161, 116, Some(Mechanism::DigitInterchange)),
            (321, 123, Some(Mechanism::DigitInterchange)),
            (1200, 12, Some(Mechanism::DecimalShift)),
            (3, 300, Some(Mechanism::DecimalShift)),
            (14, 124, Some(Mechanism::DigitDropped)),
            (5, 105, Some(Mechanism::DigitDropped)),
            (19979, 1979, Some(Mechanism::DigitAdded)),
            (0, 411, Some(Mechanism::BlankReadAsZero)),
            (127, 124, Some(Mechanism::DigitReplaced)),
            (5, 0, Some(Mechanism::DigitReplaced)),
            (57, 0, None),
            (-5, 7, None),
            (88, 41, None),
            (7, 7, None),
        ];
        for (found, expected, mechanism) in cases {
            assert_eq!(Mechanism::of_value(found, expected), mechanism, "{found} for {expected}");
        }
    }

    #[test]
    fn the_extremes_of_the_types_are_numbers_like_any_other() {
        for found in [i64::MIN, i64::MAX, -1, 0, 1] {
            for expected in [i128::MIN, i128::MAX, i128::from(i64::MIN), -1, 0, 1] {
                let _ = Mechanism::of_value(found, expected);
            }
        }
    }

    #[test]
    fn names_are_those_of_the_json() {
        for mechanism in Mechanism::ALL {
            assert_eq!(serde_json::to_string(&mechanism).ok(), Some(format!("\"{}\"", mechanism.name())));
        }
    }
}
