use std::collections::BTreeSet;

use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, grouped, lacks, ogi118_no_tables};
use crate::draft::State;
use crate::form::{Cell, Edition, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格", en: "the tables annexed to the format" },
    formula: Bilingual { zh: "表格的行、栏齐全", en: "the tables have all their rows and columns" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::form_of_its_time,
        check,
        passing: || example::with(&[]),
        failing: || example::with(&[(cells::applications::received::TOTAL, State::Absent)]),
    },
    page: r"文件的表格里没有这一格：缺行、缺栏，或整张表缺失。可能在没有读出的表格或行里的格，不算缺少；2019年度以前的报告和没有表格的报告，另见 OGI117、OGI118。

The document does not have the cell: a row, a column or a whole table is missing. A cell that may stand in a table or a row that
was not read is not missing. For reports of the years before 2019 and for reports without tables see OGI117 and OGI118.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    if lacks::is_before_the_form(draft) || ogi118_no_tables::is_all_prose(draft) {
        return Vec::new();
    }
    let near: BTreeSet<Cell> = draft.strays().iter().flat_map(|stray| stray.near.iter().copied()).collect();
    grouped::observed(draft, &State::Absent, |cell| !near.contains(&cell))
}
