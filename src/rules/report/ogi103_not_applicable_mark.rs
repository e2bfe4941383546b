use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, grouped, lacks};
use crate::draft::State;
use crate::form::{Edition, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "填报实践（通知中已查到的部分没有填 0 的规定）",
        en: "practice: published reports fill in 0 (the parts of the notice that could be read do not ask for it)",
    },
    formula: Bilingual {
        zh: "每格都填数字，没有的填 0", en: "each cell holds a number, 0 where there is none"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::nothing,
        check,
        passing: || example::with(&[]),
        failing: || example::with(&[(cells::applications::received::TOTAL, State::NotApplicable)]),
    },
    page: r#"格内填的是“不适用”一类的符号（`/`、`-`、`—`、无）而不是数字。该格按未知处理。

A cell holds a mark for "does not apply" (`/`, `-`, `—`, 无) in place of a number. The cell is unknown."#,
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    grouped::observed(draft, &State::NotApplicable, |_| true)
}
