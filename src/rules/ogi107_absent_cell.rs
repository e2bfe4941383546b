//! # OGI107 absent-cell
//!
//! 文件的表格里没有这一格：缺行、缺栏，或整张表缺失。
//!
//! The document does not have the cell: a row, a column or a whole table is missing.

use super::{Bilingual, Case, Finding, Rule, Severity, example, grouped, lacks};
use crate::draft::State;
use crate::form::Edition;

pub(super) static RULE: Rule = Rule {
    code: "OGI107",
    name: "absent-cell",
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格", en: "the tables annexed to the format" },
    formula: Bilingual { zh: "表格的行、栏齐全", en: "the tables have all their rows and columns" },
    identity: None,
    since: "0.1.0",
    lacks: lacks::nothing,
    check,
    passing: || example::with(&[]),
    failing: || example::with(&[("applications.received.total", State::Absent)]),
    source: include_str!("ogi107_absent_cell.rs"),
};

fn check(draft: &Case<'_>, rule: &'static Rule) -> Vec<Finding> {
    let (zh, en) = (["文件中缺少 ", ""], ["is not in the document", "are not in the document"]);
    grouped::findings(draft, rule, &State::Absent, zh, en)
}
