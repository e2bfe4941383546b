//! What the rules on strays have in common.

use super::{Finding, Message, Rule, example};
use crate::draft::{Draft, Place, Stray, StrayKind};
use crate::form::Lang;
use crate::shown::clipped;

pub(super) fn finding(rule: &'static Rule, stray: &Stray) -> Finding {
    let about = format!("{}\n{}", stray.label, stray.values.join(" "));
    rule.finding().cells_of(stray.near.iter().copied()).at(stray.place.clone()).about(about)
}

/// The table that the stray stands in, as the beginning of a message, where it is known.
pub(super) fn table(stray: &Stray) -> Message {
    let section = stray.near.first().map(|c| c.section());
    let begin = |lang, mark| section.map_or(String::new(), |s| format!("{}{mark}", s.heading(lang)));
    Message::new(begin(Lang::Zh, "："), begin(Lang::En, ": "))
}

/// The stray as it was written: label and values.
pub(super) fn written(stray: &Stray) -> String {
    let label: String = stray.label.split_whitespace().collect();
    let parts = std::iter::once(label.as_str()).chain(stray.values.iter().map(String::as_str));
    clipped(&parts.filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" "))
}

/// A correct form with one stray beside it, for the rules' examples.
pub(super) fn with_one(kind: StrayKind, label: &str) -> Draft {
    let mut draft = example::with(&[]);
    let (label, values) = (label.to_owned(), vec!["3".to_owned()]);
    draft.push_stray(Stray { kind, label, values, place: Place::Nowhere, near: Vec::new() });
    draft
}
