//! # OGI108 unplaced-row
//!
//! 表格中有放不进格式任何一行的内容：格式没有的行（如“其他主动公开文件”）、另一版格式的行、重复且数值不同的行，或无法确定各值属于哪一栏的行。原样列出，不丢弃，也不猜测。
//!
//! A table holds what fits no row of the form: a row that the form does not have (such as 其他主动公开文件), a row of the other edition, a row given twice with different values, or values whose columns cannot be told. It is reported, neither dropped nor guessed.

use super::listed::listed;
use super::{Bilingual, Case, Finding, Message, Of, Rule, Severity, example, lacks, strays};
use crate::draft::StrayKind;
use crate::form::Edition;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI108",
    name: "unplaced-row",
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
    source: include_str!("ogi108_unplaced_row.rs"),
};

fn check(draft: &Case<'_>, rule: &'static Rule) -> Vec<Finding> {
    let found = draft.strays().iter().filter_map(|stray| {
        let (table, written) = (strays::table(stray), strays::written(stray));
        let (zh, en) = match stray.kind {
            StrayKind::OtherEdition => ("属于另一版格式", "belongs to the other edition"),
            StrayKind::Repeated => ("重复出现且数值不同", "given again with other values"),
            StrayKind::Unaligned => ("无法确定各值属于哪一栏", "the columns of the values cannot be told"),
            StrayKind::UnknownRow => ("格式中没有这一行", "not a row of the form"),
            // Each of these has a rule of its own.
            StrayKind::Surplus
            | StrayKind::UnreadTable
            | StrayKind::SideBySide
            | StrayKind::OtherReport
            | StrayKind::BeforeTheForm
            | StrayKind::Undecoded
            | StrayKind::LabelBySums => return None,
        };
        Some(strays::finding(rule, stray).says(Message::new(
            format!("{}{zh}，未计入：“{written}”", table.zh),
            format!("{}{en}, not placed: \"{written}\"", table.en),
        )))
    });
    listed(rule, found)
}
