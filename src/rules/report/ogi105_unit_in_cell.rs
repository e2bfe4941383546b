use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::{Entry, Place, State};
use crate::form::{Cell, Column, Edition, Row};
use crate::shown::clipped;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式的格内只填数字", en: "the cells of the form hold numbers only" },
    formula: Bilingual { zh: "格内只有数字", en: "a cell holds a number only" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::any_number,
        check,
        passing: || example::with(&[]),
        failing: || {
            let mut draft = example::with(&[]);
            if let Some(cell) = Cell::new(Row::Penalties, Column::Decisions) {
                draft.put(cell, Entry::read(State::Count(12), "12件", Place::Nowhere).with_unit("件"));
            }
            draft
        },
    },
    page: r"格内除数字外还写了单位（`12件`、`251000元`），或表头的单位与格式规定的不同。数字照读，单位另记。

A unit is written beside the number (`12件`, `251000元`), or the header states another unit than the form. The number is read and the unit noted.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let with_unit = draft.cells().filter_map(|(cell, entry)| {
        let [raw, unit] = [entry.raw().unwrap_or_default(), entry.unit()?].map(clipped);
        Some(Observation::of(Details::Unit { raw, unit }).with_cells([cell]).with_place(entry.place().clone()))
    });
    with_unit.collect()
}
