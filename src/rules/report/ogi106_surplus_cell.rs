use super::listed::listed;
use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, strays};
use crate::draft::StrayKind;
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格的栏数", en: "the columns of the tables annexed to the format" },
    formula: Bilingual { zh: "一行的数值个数 = 栏数", en: "as many values in a row as columns" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::nothing,
        check,
        passing: || example::with(&[]),
        failing: || strays::with_one(StrayKind::Surplus, ""),
    },
    page: r"一行里的数值比表格的栏数多。多出的数值不属于任何一格，原样列出，不计入。

A row has more values than the form has columns. The surplus belongs to no cell: it is reported and not counted.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    listed(RULE.severity, strays::observed(draft, &[StrayKind::Surplus]))
}
