use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::{Entry, State, Unreadable};
use crate::form::{Edition, cells};
use crate::shown::clipped;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "各表均为数字", en: "the tables hold numbers" },
    formula: Bilingual {
        zh: "每格是数字、空白或“不适用”符号",
        en: "each cell is a number, blank or a not-applicable mark",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::nothing,
        check,
        passing: || example::with(&[]),
        failing: || example::with(&[(cells::applications::received::TOTAL, State::Unreadable(Unreadable::NotANumber))]),
    },
    page: r"格内的文字不是数字：`1O`、`3.0.1`、`12 3`、计数格里的 `1.5`。程序不猜测，该格按未知处理。

The text of a cell is no number: `1O`, `3.0.1`, `12 3`, `1.5` in a count. Nothing is guessed: the cell is unknown.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let unreadable: Vec<_> = draft
        .cells()
        .filter_map(|(cell, entry)| match entry.state() {
            State::Unreadable(why) => Some((cell, entry, why)),
            _ => None,
        })
        .collect();
    // Cells run together are one text, and one finding.
    let same_text = |a: &Entry, b: &Entry| a.place().is_known() && a.place() == b.place();
    let runs = unreadable.chunk_by(|(_, a, _), (_, b, _)| same_text(a, b));
    runs.filter_map(|run| {
        let (_, entry, reason) = run.first()?;
        // What was set as unreadable has no text.
        let raw = clipped(entry.raw().unwrap_or_default());
        let details = Details::Unreadable { raw, reason: (*reason).clone() };
        Some(Observation::of(details).with_cells(run.iter().map(|r| r.0)).with_place(entry.place().clone()))
    })
    .collect()
}
