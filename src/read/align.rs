//! Which of a row's cells belong to which columns.

use super::span::Laid;

/// The cells chosen for the columns (`None` where the row has no cell for one), and those that no column takes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Alignment {
    pub(super) chosen: Vec<Option<usize>>,
    pub(super) surplus: Vec<usize>,
}

impl Alignment {
    fn run(start: usize, n: usize) -> Self {
        Self { chosen: (start..start + n).map(Some).collect(), surplus: Vec::new() }
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
}

/// Chooses, among the cells after a row's label, those of its `n` columns; `None` where that cannot be told.
///
/// In this order, and nothing is guessed: where the format has columns, as many cells as columns, then the header's; values that span exactly `n` cells from the first to the last; a wholly blank row; the start that complete rows of the
/// same shape show; the header's columns where complete rows confirm them.
pub(super) fn align(values: &[Laid<'_>], n: usize, hints: Hints<'_>) -> Option<Alignment> {
    let by_header = || hints.header.and_then(|header| under_header(values, header));
    if hints.columns_agree {
        if values.len() == n {
            return Some(Alignment::run(0, n));
        }
        if let Some(aligned) = by_header() {
            return Some(aligned);
        }
    }
    let filled = |l: &&Laid<'_>| !is_blank(l);
    let first = values.iter().position(|l| filled(&l));
    let last = values.iter().rposition(|l| filled(&l));
    match (first, last) {
        (Some(first), Some(last)) if last + 1 - first == n => return Some(Alignment::run(first, n)),
        (None, None) if values.len() >= n => return Some(Alignment::run(0, n)),
        _ => {}
    }
    if let Some(start) = hints.start
        && let Some(at) = values.iter().position(|l| l.column == start)
        && first.is_none_or(|f| f >= at)
        && last.is_none_or(|l| l < at + n)
        && at + n <= values.len()
    {
        return Some(Alignment::run(at, n));
    }
    if hints.confirmed { by_header() } else { None }
}

/// The cells that lie under the header's labels. A row with values outside and blanks inside is shifted, not surplus.
fn under_header(values: &[Laid<'_>], header: &[u32]) -> Option<Alignment> {
    let chosen: Vec<Option<usize>> = header.iter().map(|h| values.iter().position(|l| l.covers(*h))).collect();
    let distinct = chosen.iter().flatten().zip(chosen.iter().flatten().skip(1)).all(|(a, b)| a < b);
    let surplus: Vec<usize> = (0..values.len())
        .filter(|i| !chosen.contains(&Some(*i)) && values.get(*i).is_some_and(|l| !is_blank(l)))
        .collect();
    let complete = chosen.iter().all(|c| c.and_then(|i| values.get(i)).is_some_and(|l| !is_blank(l)));
    let any = chosen.iter().any(Option::is_some);
    (any && distinct && (surplus.is_empty() || complete)).then_some(Alignment { chosen, surplus })
}

pub(super) fn is_blank(laid: &Laid<'_>) -> bool {
    laid.cell.text.chars().all(crate::draft::numeral::is_space)
}
