//! What the rules on strays have in common.

use super::{Details, Observation, example};
use crate::draft::{Draft, Place, Stray, StrayKind};
use crate::shown::clipped;

/// One observation for each stray of one of the kinds.
pub(super) fn observed(draft: &Draft, kinds: &[StrayKind]) -> impl Iterator<Item = Observation> {
    draft.strays().iter().filter(|stray| kinds.contains(&stray.kind)).map(observation)
}

fn observation(stray: &Stray) -> Observation {
    let written = stray.values.join(" ");
    let details = Details::Stray {
        stray: stray.kind,
        label: clipped(&stray.label),
        values: clipped(&written),
        count: stray.values.len(),
    };
    let about = format!("{}\n{written}", stray.label);
    Observation::of(details).with_cells(stray.near.iter().copied()).with_place(stray.place.clone()).with_wording(about)
}

/// A correct form with one stray beside it, for the rules' examples.
pub(super) fn with_one(kind: StrayKind, label: &str) -> Draft {
    let mut draft = example::with(&[]);
    let (label, values) = (label.to_owned(), vec!["3".to_owned()]);
    draft.push_stray(Stray { kind, label, values, place: Place::Nowhere, near: Vec::new() });
    draft
}
