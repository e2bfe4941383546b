//! Which of a row's cells belong to which columns.

use super::span::Laid;
use crate::draft::{State, numeral};
use crate::form::Kind;

/// The cells chosen for the columns (`None` where the row has no cell for one), and those that no column takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    pub(super) chosen: Vec<Option<usize>>,
    pub(super) surplus: Vec<usize>,
    /// Whether the row can have lost or gained a cell, so that only its totals can tell.
    pub(super) doubtful: bool,
}

impl Alignment {
    fn run(start: usize, n: usize, doubtful: bool) -> Self {
        Self { chosen: (start..start + n).map(Some).collect(), surplus: Vec::new(), doubtful }
    }
}

/// What is known of the columns besides the row itself.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hints<'a> {
    /// The columns at which the header's labels begin.
    pub(super) header: Option<&'a [u32]>,
    /// Whether the columns of header and rows are the format's own, so that they agree.
    pub(super) columns_agree: bool,
    /// The column at which the values of rows of the same shape begin, as the complete ones among them show.
    pub(super) start: Option<u32>,
    /// Whether complete rows of the table lie under the header, and none beside it.
    pub(super) confirmed: bool,
    /// Whether the header has as many fields as the row, so that what stands beyond its labels is too much.
    pub(super) same_fields: bool,
    /// What is known of the totals that end the rows.
    pub(super) totals: Totals,
    /// Where the row ends.
    pub(super) end: End,
}

/// Where a row ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum End {
    /// With the header, or nothing shows that it does not.
    #[default]
    Whole,
    /// Before the header, so that it lacks a cell.
    Short,
}

/// What is known of the totals that end the rows of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Totals {
    /// The rows do not end in their sum.
    #[default]
    NotSummed,
    /// The rows print their totals, as their sums show.
    Printed,
    /// They need not.
    Unprinted,
    /// They do, but the header leaves a doubt about how many columns there are.
    Doubtful,
}

/// What the numbers of a row show of its total, blanks apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// Every number is 0.
    Zero,
    /// The last number is the sum of the others.
    Last,
    /// It is not, or not all of it is numbers.
    Other,
}

impl Sum {
    pub(super) fn of(values: &[Laid<'_>]) -> Self {
        let filled = values.iter().filter(|l| !is_blank(l));
        let numbers: Option<Vec<i128>> = filled
            .map(|l| match numeral::read(&l.cell.text, Kind::Count).state() {
                State::Count(n) => Some(i128::from(*n)),
                State::NotApplicable => Some(0),
                _ => None,
            })
            .collect();
        match numbers.as_deref() {
            Some(numbers) if numbers.iter().all(|n| *n == 0) => Self::Zero,
            Some([others @ .., last]) if others.iter().sum::<i128>() == *last => Self::Last,
            _ => Self::Other,
        }
    }
}

/// Chooses, among the cells after a row's label, those of its `n` columns; `None` where that cannot be told.
///
/// In this order, and nothing is guessed: where the format has columns, as many cells as columns, then the header's, and
/// nothing else where complete rows lie under it; values that span exactly `n` cells from the first to the last; a wholly
/// blank row; the start that complete rows of the same shape show; the header's columns where complete rows confirm them.
/// The last two are held against the row's own sum: blanks at both its ends leave several places for it, and rows of one
/// shape need not begin in one column.
pub(super) fn align(values: &[Laid<'_>], n: usize, hints: Hints<'_>) -> Option<Alignment> {
    let by_header = || {
        let aligned = under_header(values, hints.header?)?;
        Some(Alignment { doubtful: aligned.doubtful && !hints.same_fields, ..aligned })
    };
    if hints.columns_agree {
        let own = || values.iter().enumerate().filter(|(_, l)| !l.from_above);
        // A blank before the first value can be a column of labels, where the row ends before the header does.
        let begins_blank = || own().next().is_some_and(|(_, first)| is_blank(first));
        if own().count() == n && hints.end == End::Short && begins_blank() {
            return None;
        }
        if own().count() == n {
            let chosen = own().map(|(at, _)| Some(at)).collect();
            return Some(Alignment { chosen, surplus: Vec::new(), doubtful: false });
        }
        if let Some(aligned) = by_header() {
            return Some(aligned);
        }
        if hints.confirmed {
            return None;
        }
    }
    let filled = |l: &&Laid<'_>| !is_blank(l);
    let first = values.iter().position(|l| filled(&l));
    let last = values.iter().rposition(|l| filled(&l));
    match (first, last) {
        (Some(first), Some(last)) if last + 1 - first == n => {
            // Beside the header, a row of more cells can have a blank at its beginning and a cell too many at its end.
            let begins = values.get(first).map(|l| l.column);
            let beside = hints.header.is_some_and(|header| header.first().copied() != begins);
            return Some(Alignment::run(first, n, hints.confirmed && beside && values.len() > n));
        }
        (None, None) if values.len() >= n => return Some(Alignment::run(0, n, false)),
        _ => {}
    }
    let fits = |at: usize| first.is_none_or(|f| f >= at) && last.is_none_or(|l| l < at + n) && at + n <= values.len();
    let by_shape = || {
        let at = values.iter().position(|l| Some(l.column) == hints.start).filter(|at| fits(*at))?;
        Some(Alignment::run(at, n, false))
    };
    let shown = by_shape().or_else(|| by_header().filter(|_| hints.confirmed));
    let sum = Sum::of(values);
    if hints.totals == Totals::NotSummed || hints.columns_agree || sum == Sum::Zero {
        return shown;
    }
    // The one place in which the last value is the total.
    let ending = last.and_then(|l| (l + 1).checked_sub(n)).filter(|at| fits(*at));
    // A row that lacks a cell can lack any, whatever its sum.
    let by_sum = ending.filter(|_| hints.end == End::Whole).map(|at| Alignment::run(at, n, false));
    match (shown, by_sum) {
        (Some(shown), Some(by_sum)) if shown.chosen == by_sum.chosen => Some(shown),
        (_, by_sum @ Some(_)) if sum == Sum::Last && hints.totals == Totals::Printed => by_sum,
        (shown @ Some(_), None) => shown,
        // Its total is blank there: it stands there only if nothing speaks for another place.
        (shown @ Some(_), Some(_)) if sum == Sum::Other && hints.totals == Totals::Unprinted => shown,
        _ => None,
    }
}

/// The cells that lie under the header's labels. A row with values outside and blanks inside is shifted, not surplus.
fn under_header(values: &[Laid<'_>], header: &[u32]) -> Option<Alignment> {
    let under = |h: &u32| values.iter().position(|l| l.covers(*h) && !l.from_above);
    let chosen: Vec<Option<usize>> = header.iter().map(under).collect();
    // A row that lacks a cell can have lost it anywhere.
    let distinct = chosen.iter().all(Option::is_some) && chosen.iter().zip(chosen.iter().skip(1)).all(|(a, b)| a < b);
    let surplus: Vec<usize> = (0..values.len())
        .filter(|i| !chosen.contains(&Some(*i)) && values.get(*i).is_some_and(|l| !is_blank(l) && !l.from_above))
        .collect();
    let complete = chosen.iter().all(|c| c.and_then(|i| values.get(i)).is_some_and(|l| !is_blank(l)));
    let doubtful = !surplus.is_empty();
    (distinct && (surplus.is_empty() || complete)).then_some(Alignment { chosen, surplus, doubtful })
}

pub(super) fn is_blank(laid: &Laid<'_>) -> bool {
    laid.cell.text.chars().all(numeral::is_space)
}
