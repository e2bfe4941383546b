use rust_decimal::Decimal;

use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::State;
use crate::form::{Edition, Kind, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "件数、金额不能小于 0", en: "counts and amounts are not below 0" },
    formula: Bilingual {
        zh: "除“本年增/减”外，各格 ≥ 0", en: "all cells but the net changes are ≥ 0"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::any_number,
        check,
        passing: || example::with(&[]),
        failing: || example::with(&[(cells::disclosure::penalties::DECISIONS, State::Count(-3))]),
    },
    page: r"数量或金额为负数。只有2019年试行格式的“本年增/减”可以是负数。

A count or an amount is negative. Only 本年增/减 of the 2019 trial edition may be.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let negative = draft.cells().filter_map(|(cell, entry)| {
        let value = match (entry.state(), cell.kind()) {
            (State::Count(n), Kind::Count) => Decimal::from(*n),
            (State::Amount(a), _) => a.value,
            _ => return None,
        };
        let is_below = value.is_sign_negative() && !value.is_zero();
        is_below
            .then(|| Observation::of(Details::Negative { value }).with_cells([cell]).with_place(entry.place().clone()))
    });
    negative.collect()
}
