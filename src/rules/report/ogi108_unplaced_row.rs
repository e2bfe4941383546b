use super::listed::listed;
use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, strays};
use crate::draft::StrayKind;
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格的行", en: "the rows of the tables annexed to the format" },
    formula: Bilingual { zh: "每一行都是格式中的一行", en: "each row is a row of the form" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::nothing,
        check,
        passing: || example::with(&[]),
        failing: || strays::with_one(StrayKind::UnknownRow, "其他主动公开文件"),
    },
    page: r"表格中有放不进格式任何一行的内容：格式没有的行（如“其他主动公开文件”）、另一版格式的行、重复且数值不同的行，或无法确定各值属于哪一栏的行。原样列出，不丢弃，也不猜测。

A table holds what fits no row of the form: a row that the form does not have (such as 其他主动公开文件), a row of the other edition, a row given twice with different values, or values whose columns cannot be told. It is reported, neither dropped nor guessed.",
};

/// Each of the other kinds has a rule of its own.
const UNPLACED: [StrayKind; 4] =
    [StrayKind::OtherEdition, StrayKind::Repeated, StrayKind::Unaligned, StrayKind::UnknownRow];

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    listed(RULE.severity, strays::observed(draft, &UNPLACED))
}
