//! Numbers that only the rest of their row proves.

use crate::draft::{Entry, State, Unreadable, numeral};
use crate::form::Cell;

/// Accepts numbers with spaces inside (`12 3`) where the row's total proves them: every other cell of the row is a number,
/// and total and parts agree with the digits joined. Otherwise they stay unreadable.
pub(super) fn spaced(row: &mut [(Cell, Option<Entry>)]) {
    let is_spaced = |e: &Entry| e.state() == &State::Unreadable(Unreadable::Spaced);
    if !row.iter().any(|(_, e)| e.as_ref().is_some_and(is_spaced)) {
        return;
    }
    let value = |entry: &Option<Entry>| {
        let entry = entry.as_ref()?;
        match entry.state() {
            State::Count(n) => Some(*n),
            State::Unreadable(Unreadable::Spaced) => numeral::joined(entry.raw()?),
            _ => None,
        }
    };
    let mut total = None;
    let mut sum: i128 = 0;
    for (cell, entry) in row.iter() {
        let Some(n) = value(entry) else { return };
        if cell.column().is_total() {
            total = Some(i128::from(n));
        } else {
            sum += i128::from(n);
        }
    }
    if total != Some(sum) {
        return;
    }
    for (_, slot) in row {
        if let Some(n) = value(slot)
            && let Some(entry) = slot.as_mut().filter(|e| is_spaced(e))
        {
            entry.resolve(State::Count(n));
        }
    }
}
