//! # OGI504 narrative-repeat
//!
//! 同一数量在文中前后两处写法不一，且没有表格可以判断。
//!
//! The text states one quantity twice with different numbers, and no table decides which is right.

use super::{Bilingual, Case, Finding, Message, Of, Rule, Severity, example, lacks};
use crate::draft::Draft;
use crate::form::Edition;
use crate::narrative;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI504",
    name: "narrative-repeat",
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "文中前后两处的同一数量（合理性）",
        en: "one quantity in two places of the text (plausibility)",
    },
    formula: Bilingual {
        zh: "同一数量在文中各处相同", en: "a quantity is the same wherever the text states it"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::claim, check, passing, failing },
    source: include_str!("ogi504_narrative_repeat.rs"),
};

fn check(draft: &Case<'_>, rule: &'static Rule) -> Vec<Finding> {
    let claims = draft.claims();
    let repeats = narrative::repeats(draft, claims);
    repeats
        .iter()
        .map(|repeat| {
            let (first, second) = (repeat.first.span.quote(draft), repeat.second.span.quote(draft));
            let cells = repeat.second.subject.cells(draft.form());
            let [a, b] =
                [repeat.first, repeat.second].map(|claim| (claim.span.surroundings(draft), claim.value.number));
            let about = format!("{}\n{}\n{} {}", a.0, b.0, a.1, b.1);
            rule.finding().cells_of(cells).at(repeat.second.span.place.clone()).about(about).says(Message::new(
                format!("同一数量前后不一：“{first}”与“{second}”"),
                format!("one quantity, two numbers: \"{first}\" and \"{second}\""),
            ))
        })
        .collect()
}

fn passing() -> Draft {
    example::saying("本年度共公开政府信息116条。2024年公开政府信息116条。")
}

fn failing() -> Draft {
    example::saying("本年度共公开政府信息116条。2024年公开政府信息119条。")
}
