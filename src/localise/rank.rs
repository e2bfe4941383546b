//! Which explanations of equal size are named first.

use super::explanation::{Change, Explanation};
use super::mechanism::{Mechanism, slip};
use super::record::Record;

/// Names the mechanisms of all explanations and sorts them, the most plausible first.
pub(super) fn rank(record: &Record<'_>, explanations: &mut [Explanation<usize>]) {
    for explanation in explanations.iter_mut() {
        explanation.cost = name(record, &mut explanation.changes);
    }
    explanations.sort_by_cached_key(|explanation| {
        let sizes = explanation
            .changes
            .iter()
            .map(|change| change.expected.map_or(u128::MAX, |expected| expected.abs_diff(i128::from(change.found))));
        let size = sizes.fold(0, u128::saturating_add);
        let variables: Vec<usize> = explanation.changes.iter().map(|change| change.site).collect();
        (explanation.cost, size, variables)
    });
}

/// Gives each change its mechanism, so that the sum of the costs is least, and returns the sum.
fn name(record: &Record<'_>, changes: &mut [Change<usize>]) -> u32 {
    if let Some(cost) = rows_exchanged(record, changes) {
        for change in changes {
            change.mechanism = Mechanism::RowsExchanged;
        }
        return cost;
    }
    let (cost, names) = cheapest(record, changes);
    for (variable, mechanism) in names {
        if let Some(change) = changes.iter_mut().find(|change| change.site == variable) {
            change.mechanism = mechanism;
        }
    }
    cost
}

/// Takes the first change alone or with any other, and the rest likewise.
fn cheapest(record: &Record<'_>, changes: &[Change<usize>]) -> (u32, Vec<(usize, Mechanism)>) {
    let Some((first, rest)) = changes.split_first() else {
        return (0, Vec::new());
    };
    let (mechanism, cost) = alone(record, first);
    let (others, mut names) = cheapest(record, rest);
    names.push((first.site, mechanism));
    let mut best = (cost + others, names);
    for (index, second) in rest.iter().enumerate() {
        let Some((mechanism, cost)) = together(record, first, second) else { continue };
        if cost >= best.0 {
            continue;
        }
        let left: Vec<Change<usize>> =
            rest.iter().enumerate().filter(|&(at, _)| at != index).map(|(_, &other)| other).collect();
        let (others, mut names) = cheapest(record, &left);
        if cost + others < best.0 {
            names.extend([(first.site, mechanism), (second.site, mechanism)]);
            best = (cost + others, names);
        }
    }
    best
}

fn alone(record: &Record<'_>, change: &Change<usize>) -> (Mechanism, u32) {
    let by_digits = change.expected.and_then(|expected| slip(change.found, expected));
    let is_total = record.system().is_total(change.site);
    by_digits.unwrap_or(if is_total { (Mechanism::TotalNotUpdated, 5) } else { (Mechanism::Other, 8) })
}

fn together(record: &Record<'_>, a: &Change<usize>, b: &Change<usize>) -> Option<(Mechanism, u32)> {
    let system = record.system();
    let off = |change: &Change<usize>| change.expected?.checked_sub(i128::from(change.found));
    let (off_a, off_b) = (off(a)?, off(b)?);
    if off_a == off_b {
        let totals = system.is_total(a.site) && system.is_total(b.site);
        return totals.then_some((Mechanism::TotalNotUpdated, 5));
    }
    if off_a.checked_neg() != Some(off_b) {
        return None;
    }
    let (at, and) = (system.place(a.site)?, system.place(b.site)?);
    let exchanged = a.expected == Some(i128::from(b.found));
    match (at.row.abs_diff(and.row), at.column.abs_diff(and.column)) {
        (0, 1) => Some((Mechanism::NeighbouringColumn, if exchanged { 3 } else { 6 })),
        (1, 0) => Some((Mechanism::NeighbouringRow, if exchanged { 3 } else { 6 })),
        (0, _) | (_, 0) if exchanged => Some((Mechanism::ValuesExchanged, 5)),
        _ => None,
    }
}

/// Whether the changes put two whole rows into each other's place, in more than one column.
fn rows_exchanged(record: &Record<'_>, changes: &[Change<usize>]) -> Option<u32> {
    let system = record.system();
    let first = system.place(changes.first()?.site)?.row;
    let rows = changes.iter().map(|change| system.place(change.site).map(|place| place.row));
    let second = rows.flatten().find(|&row| row != first)?;
    let corrected = |variable: usize| match changes.iter().find(|change| change.site == variable) {
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
