//! How a right value may have become a wrong one.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::explain::{Change, Explanation};
use super::record::Record;

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

fn slip(found: i64, expected: i128) -> Option<(Mechanism, u32)> {
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

/// Names the mechanisms of all explanations and sorts them, the most plausible first.
pub(super) fn rank(record: &Record<'_>, explanations: &mut [Explanation]) {
    for explanation in explanations.iter_mut() {
        explanation.cost = name(record, &mut explanation.changes);
    }
    explanations.sort_by_cached_key(|explanation| {
        let sizes = explanation
            .changes
            .iter()
            .map(|change| change.expected.map_or(u128::MAX, |expected| expected.abs_diff(i128::from(change.found))));
        let size = sizes.fold(0, u128::saturating_add);
        let variables: Vec<usize> = explanation.changes.iter().map(|change| change.variable).collect();
        (explanation.cost, size, variables)
    });
}

/// Gives each change its mechanism, so that the sum of the costs is least, and returns the sum.
fn name(record: &Record<'_>, changes: &mut [Change]) -> u32 {
    if let Some(cost) = rows_exchanged(record, changes) {
        for change in changes {
            change.mechanism = Mechanism::RowsExchanged;
        }
        return cost;
    }
    let (cost, names) = cheapest(record, changes);
    for (variable, mechanism) in names {
        if let Some(change) = changes.iter_mut().find(|change| change.variable == variable) {
            change.mechanism = mechanism;
        }
    }
    cost
}

/// Takes the first change alone or with any other, and the rest likewise.
fn cheapest(record: &Record<'_>, changes: &[Change]) -> (u32, Vec<(usize, Mechanism)>) {
    let Some((first, rest)) = changes.split_first() else {
        return (0, Vec::new());
    };
    let (mechanism, cost) = alone(record, first);
    let (others, mut names) = cheapest(record, rest);
    names.push((first.variable, mechanism));
    let mut best = (cost + others, names);
    for (index, second) in rest.iter().enumerate() {
        let Some((mechanism, cost)) = together(record, first, second) else { continue };
        if cost >= best.0 {
            continue;
        }
        let left: Vec<Change> =
            rest.iter().enumerate().filter(|&(at, _)| at != index).map(|(_, &other)| other).collect();
        let (others, mut names) = cheapest(record, &left);
        if cost + others < best.0 {
            names.extend([(first.variable, mechanism), (second.variable, mechanism)]);
            best = (cost + others, names);
        }
    }
    best
}

fn alone(record: &Record<'_>, change: &Change) -> (Mechanism, u32) {
    let by_digits = change.expected.and_then(|expected| slip(change.found, expected));
    let is_total = record.system().is_total(change.variable);
    by_digits.unwrap_or(if is_total { (Mechanism::TotalNotUpdated, 5) } else { (Mechanism::Other, 8) })
}

fn together(record: &Record<'_>, a: &Change, b: &Change) -> Option<(Mechanism, u32)> {
    let system = record.system();
    let off = |change: &Change| change.expected?.checked_sub(i128::from(change.found));
    let (off_a, off_b) = (off(a)?, off(b)?);
    if off_a == off_b {
        let totals = system.is_total(a.variable) && system.is_total(b.variable);
        return totals.then_some((Mechanism::TotalNotUpdated, 5));
    }
    if off_a.checked_neg() != Some(off_b) {
        return None;
    }
    let (at, and) = (system.place(a.variable)?, system.place(b.variable)?);
    let exchanged = a.expected == Some(i128::from(b.found));
    match (at.row.abs_diff(and.row), at.column.abs_diff(and.column)) {
        (0, 1) => Some((Mechanism::NeighbouringColumn, if exchanged { 3 } else { 6 })),
        (1, 0) => Some((Mechanism::NeighbouringRow, if exchanged { 3 } else { 6 })),
        (0, _) | (_, 0) if exchanged => Some((Mechanism::ValuesExchanged, 5)),
        _ => None,
    }
}

/// Whether the changes put two whole rows into each other's place, in more than one column.
fn rows_exchanged(record: &Record<'_>, changes: &[Change]) -> Option<u32> {
    let system = record.system();
    let first = system.place(changes.first()?.variable)?.row;
    let rows = changes.iter().map(|change| system.place(change.variable).map(|place| place.row));
    let second = rows.flatten().find(|&row| row != first)?;
    let corrected = |variable: usize| match changes.iter().find(|change| change.variable == variable) {
        Some(change) => change.expected,
        None => record.value(variable).map(i128::from),
    };
    let found = |variable: usize| record.value(variable).map(i128::from);
    let mut seen = 0;
    for (column, variable) in system.row(first) {
        let opposite = system.at(super::Place { row: second, column })?;
        if corrected(variable)? != found(opposite)? || corrected(opposite)? != found(variable)? {
            return None;
        }
        seen += usize::from(corrected(variable) != found(variable)) * 2;
    }
    (seen == changes.len() && seen > 2).then_some(3)
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
