//! # OGI116 two-reports
//!
//! 一个文件里有两份以上的报告，或者一张表并列两份报告的数据。各份报告分开读，互不混用；并列的表格不读，其中各格按未知处理。同一份报告重复出现的，不报告。
//!
//! The document holds more than one report, or a table with the values of two side by side. Reports are read apart and never
//! mixed. A table that holds two is not read: its cells are unknown. One report shown twice is one report.

use super::{Bilingual, Case, Finding, Message, Of, Rule, Severity, example, lacks, strays};
use crate::draft::{Draft, Stray, StrayKind};
use crate::form::{Edition, Lang};
use crate::shown::clipped;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI116",
    name: "two-reports",
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "条例第四十九条（上一年度的年度报告）",
        en: "Regulation, art. 49 (the report on the previous year)",
    },
    formula: Bilingual { zh: "一个文件一份报告", en: "one report in a document" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::nothing, check, passing: || example::with(&[]), failing },
    source: include_str!("ogi116_two_reports.rs"),
};

fn check(draft: &Case<'_>, rule: &'static Rule) -> Vec<Finding> {
    let of = |kind| draft.strays().iter().filter(move |stray| stray.kind == kind);
    let others: Vec<&Stray> = of(StrayKind::OtherReport).collect();
    let other = others.first().map(|first| {
        let all = |lang: Lang, between: &str| {
            others.iter().map(|stray| titled(&stray.label, stray, lang)).collect::<Vec<_>>().join(between)
        };
        let (this, n) = (title_of(draft), others.len() + 1);
        rule.finding().at(first.place.clone()).about(first.label.clone()).says(Message::new(
            format!("文件中有 {n} 份报告，此处核对的是{}，另有{}", this.zh, all(Lang::Zh, "、")),
            format!("{n} reports in the document: this is {}, beside {}", this.en, all(Lang::En, ", ")),
        ))
    });
    let mixed = of(StrayKind::SideBySide).map(|stray| {
        let (table, n) = (strays::table(stray), stray.values.len());
        strays::finding(rule, stray).says(Message::new(
            format!("{}表格并列两份报告的数据（共 {n} 个数），没有读入", table.zh),
            format!("{}the table holds two reports side by side ({n} numbers) and was not read", table.en),
        ))
    });
    other.into_iter().chain(mixed).collect()
}

/// A title with its place, where both are known.
fn titled(title: &str, stray: &Stray, lang: Lang) -> String {
    let title = match (title, lang) {
        ("", Lang::Zh) => "（没有标题的报告）".to_owned(),
        ("", Lang::En) => "a report without a title".to_owned(),
        (title, Lang::Zh) => format!("“{}”", clipped(title)),
        (title, Lang::En) => format!("\"{}\"", clipped(title)),
    };
    match (stray.place.is_known(), lang) {
        (false, _) => title,
        (true, Lang::Zh) => format!("{title}（{}）", stray.place.describe(lang)),
        (true, Lang::En) => format!("{title} ({})", stray.place.describe(lang)),
    }
}

/// The title of the report that is checked.
fn title_of(draft: &Draft) -> Message {
    let stray = draft.title_as_stray();
    Message::new(titled(&stray.label, &stray, Lang::Zh), titled(&stray.label, &stray, Lang::En))
}

fn failing() -> Draft {
    strays::with_one(StrayKind::OtherReport, "某县某镇人民政府2023年政府信息公开工作年度报告")
}
