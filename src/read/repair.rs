//! What the totals of a row prove of its cells.

use super::align::is_blank;
use super::run_together::cut;
use super::span::Laid;
use crate::draft::{Entry, State, Unreadable, numeral};
use crate::form::Cell;

/// Accepts numbers with spaces inside (`12 3`) where the row's total proves them: every other cell of the row is a number,
/// and total and parts agree with the digits joined. Otherwise they stay unreadable.
pub(super) fn spaced(row: &mut [(Cell, Option<Entry>)]) {
    if row.iter().any(|(_, entry)| is_spaced(entry.as_ref())) {
        row.chunk_by_mut(|(a, _), (b, _)| a.row() == b.row()).for_each(spaced_under_one_total);
    }
}

fn is_spaced(entry: Option<&Entry>) -> bool {
    entry.is_some_and(|e| e.state() == &State::Unreadable(Unreadable::Spaced))
}

fn spaced_under_one_total(row: &mut [(Cell, Option<Entry>)]) {
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
    for (_, slot) in row.iter_mut().filter(|(_, entry)| is_spaced(entry.as_ref())) {
        if let (Some(n), Some(entry)) = (value(slot), slot.as_mut()) {
            entry.resolve(State::Count(n));
        }
    }
}

/// Whether every total equals its parts, blanks counting as 0.
pub(super) fn adds_up(row: &[(Cell, Option<Entry>)]) -> bool {
    let number = |entry: Option<&Entry>| match entry.map(Entry::state) {
        Some(State::Blank | State::NotApplicable) => Some(0),
        _ => count(entry),
    };
    let numbers: Vec<(Cell, Option<i64>)> = row.iter().map(|(cell, entry)| (*cell, number(entry.as_ref()))).collect();
    numbers.iter().all(|(_, number)| number.is_some()) && Totals::of(numbers.into_iter()).wrong == 0
}

/// Whether a row with a blank or a 0 at its end, which may be a cell too many, lost a cell elsewhere: its totals are wrong as
/// it stands, and right with the rest of it moved aside, more of them than before.
pub(super) fn lost_a_cell(row: &[(Cell, Option<Entry>)]) -> bool {
    let is_empty = |entry: &Entry| matches!(entry.state(), State::Blank | State::Count(0));
    if !row.last().is_some_and(|(_, last)| last.as_ref().is_some_and(is_empty)) {
        return false;
    }
    let cells = || row.iter().map(|(cell, _)| *cell);
    let counts: Vec<Option<i64>> = row.iter().map(|(_, entry)| count(entry.as_ref())).collect();
    let standing = Totals::of(cells().zip(counts.iter().copied()));
    let moved = |lost: usize| {
        let (before, after) = (counts.iter().take(lost), counts.iter().skip(lost));
        Totals::of(cells().zip(before.copied().chain([None]).chain(after.copied())))
    };
    let explains = |lost| matches!(moved(lost), Totals { right, wrong: 0 } if right > standing.right);
    standing.wrong > 0 && (0..counts.len()).any(explains)
}

fn count(entry: Option<&Entry>) -> Option<i64> {
    if let State::Count(n) = entry?.state() { Some(*n) } else { None }
}

/// The totals of the rows that stand in a line.
struct Totals {
    /// How many are the sum of their parts, and not of zeros only.
    right: usize,
    /// How many cannot be.
    wrong: usize,
}

impl Totals {
    fn of(line: impl Iterator<Item = (Cell, Option<i64>)>) -> Self {
        let line: Vec<(Cell, Option<i64>)> = line.collect();
        let mut totals = Self { right: 0, wrong: 0 };
        for row in line.chunk_by(|(a, _), (b, _)| a.row() == b.row()) {
            let of = |total: bool| row.iter().filter(move |(cell, _)| cell.column().is_total() == total).map(|p| p.1);
            let open = of(false).any(|n| n.is_none());
            let sum: i128 = of(false).flatten().map(i128::from).sum();
            for total in of(true).flatten().map(i128::from) {
                totals.right += usize::from(!open && sum == total && sum != 0);
                totals.wrong += usize::from(if open { sum > total } else { sum != total });
            }
        }
        totals
    }
}

/// Reads a row whose cells lost the space between them, where its total proves the cut. With several cuts that add up
/// every cell is unreadable, and has the candidates.
pub(super) fn run_together(
    cells: &[Option<Cell>],
    values: &[Laid<'_>],
) -> Option<impl Iterator<Item = (Cell, Entry)> + use<>> {
    let cells: Vec<Cell> = cells.iter().copied().collect::<Option<_>>()?;
    let (total, others) = cells.split_last()?;
    if !total.column().is_total() || others.iter().any(|c| c.row() != total.row()) {
        return None;
    }
    let mut filled = values.iter().filter(|l| !is_blank(l));
    let only = filled.next().filter(|_| filled.next().is_none())?.cell;
    let text = only.text.trim_matches(numeral::is_space);
    if adds_up_as_written(text) {
        // With blanks between them the numbers are a row as they stand: both can be.
        return None;
    }
    let ways = cut(text, cells.len());
    let states: Vec<State> = match ways.as_slice() {
        [] => return None,
        [way] => way.iter().copied().map(State::Count).collect(),
        _ => vec![State::Unreadable(Unreadable::RunTogether(ways)); cells.len()],
    };
    let entries: Vec<Entry> = states.into_iter().map(|s| Entry::read(s, text, only.place.clone())).collect();
    Some(cells.into_iter().zip(entries))
}

/// Whether the last of several numbers in the text is the sum of the others.
fn adds_up_as_written(text: &str) -> bool {
    let numbers: Option<Vec<i64>> =
        text.split(numeral::is_space).filter(|word| !word.is_empty()).map(|word| word.parse().ok()).collect();
    numbers.as_deref().and_then(<[i64]>::split_last).is_some_and(|(last, others)| {
        !others.is_empty() && others.iter().try_fold(0_i64, |sum, n| sum.checked_add(*n)) == Some(*last)
    })
}
