//! How many findings of one rule are listed.
//!
//! A table of 100,000 unknown rows says nothing more after the first thousand. What is not listed is counted in one finding
//! that stands for it, so that the work and the memory of a check are bounded and nothing is silent.

use std::iter;

use super::{Details, Digest, Observation, Severity};
use crate::form::{Cell, CellSet};

/// The most findings of one rule that are listed: of more, the last listed stands for all the others.
pub(super) const MAX_LISTED: usize = 1_000;

/// The observations of a rule of this severity, with one that stands for those past the limit; they are made and dropped
/// one by one.
pub(super) fn listed(severity: Severity, observed: impl IntoIterator<Item = Observation>) -> Vec<Observation> {
    let mut observed = observed.into_iter();
    let mut listed: Vec<Observation> = observed.by_ref().take(MAX_LISTED).collect();
    if let Some((next, last)) = observed.next().and_then(|next| Some((next, listed.pop()?))) {
        listed.push(standing_for(severity, last, iter::once(next).chain(observed)));
    }
    listed
}

/// One observation for all of these: as grave as the gravest, at the place of the first, with the cells of all.
fn standing_for(of_rule: Severity, first: Observation, others: impl Iterator<Item = Observation>) -> Observation {
    let (mut count, mut cells, mut severity) = (0_usize, CellSet::EMPTY, Severity::Note);
    let place = first.place.clone();
    // A waiver notices numbers that move in the wording of any of them. Its own cells are those of all.
    let mut digest = Digest::NONE;
    for one in iter::once(first).chain(others) {
        digest = Digest::of(format!("{digest}\n{}", one.about.as_deref().unwrap_or_default()).as_bytes());
        count += match one.details {
            Details::Unlisted { count } => count,
            _ => 1,
        };
        severity = severity.max(one.severity.unwrap_or(of_rule));
        for cell in one.cells {
            cells.insert(cell);
        }
    }
    Observation::of(Details::Unlisted { count })
        .with_severity(severity)
        .with_cells(Cell::all().filter(|cell| cells.contains(*cell)))
        .with_place(place)
        .with_wording(format!("未逐一列出\n{count} {digest}"))
}
