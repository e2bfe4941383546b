//! # OGI101 unreadable-cell
//!
//! 格内的文字不是数字：`1O`、`3.0.1`、`12 3`、计数格里的 `1.5`。程序不猜测，该格按未知处理。
//!
//! The text of a cell is no number: `1O`, `3.0.1`, `12 3`, `1.5` in a count. Nothing is guessed: the cell is unknown.

use super::{Bilingual, Case, Finding, Message, Of, Rule, Severity, example, lacks};
use crate::draft::{Entry, State, Unreadable};
use crate::form::{Edition, Lang};
use crate::shown::clipped;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI101",
    name: "unreadable-cell",
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "各表均为数字", en: "the tables hold numbers" },
    formula: Bilingual {
        zh: "每格是数字、空白或“不适用”符号",
        en: "each cell is a number, blank or a not-applicable mark",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::nothing,
        check,
        passing: || example::with(&[]),
        failing: || example::with(&[("applications.received.total", State::Unreadable(Unreadable::NotANumber))]),
    },
    source: include_str!("ogi101_unreadable_cell.rs"),
};

fn check(draft: &Case<'_>, rule: &'static Rule) -> Vec<Finding> {
    let edition = draft.edition();
    let unreadable: Vec<_> = draft
        .cells()
        .filter_map(|(cell, entry)| match entry.state() {
            State::Unreadable(why) => Some((cell, entry, why)),
            _ => None,
        })
        .collect();
    // Cells run together are one text, and one finding.
    let same_text = |a: &Entry, b: &Entry| a.place().is_known() && a.place() == b.place();
    unreadable
        .chunk_by(|(_, a, _), (_, b, _)| same_text(a, b))
        .filter_map(|run| {
            let (first, entry, why) = *run.first()?;
            let raw = entry.raw().unwrap_or_default();
            let (zh, en) = reason(why);
            let name = |lang| match run {
                [_] => first.name(edition, lang),
                _ => first.row().label(edition, lang).to_owned(),
            };
            let finding = rule.finding().cells_of(run.iter().map(|r| r.0)).at(entry.place().clone());
            let (quoted_zh, quoted_en) = match raw {
                "" => ("所填内容".to_owned(), "what is written".to_owned()),
                raw => (format!("“{}”", clipped(raw)), format!("\"{}\"", clipped(raw))),
            };
            Some(finding.says(Message::new(
                format!("{}：{quoted_zh}{zh}", name(Lang::Zh)),
                format!("{}: {quoted_en} {en}", name(Lang::En)),
            )))
        })
        .collect()
}

fn reason(why: &Unreadable) -> (String, String) {
    let (zh, en) = match why {
        Unreadable::NotANumber => ("不是数字", "is not a number"),
        Unreadable::Spaced => {
            ("数字中间有空格，无法确定是一个数还是几个数", "has a space inside: one number or several")
        }
        Unreadable::NotWhole => ("不是整数", "is not a whole number"),
        Unreadable::TooLarge => ("位数过多", "has too many digits"),
        Unreadable::RunTogether(ways) => return run_together(ways),
    };
    (zh.to_owned(), en.to_owned())
}

fn run_together(ways: &[Vec<i64>]) -> (String, String) {
    let written: Vec<String> =
        ways.iter().map(|w| w.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).collect();
    (
        format!("是几格连在一起的数字，有不止一种拆法：{}", clipped(&written.join("；"))),
        format!("is several cells run together, with more than one way to cut them: {}", clipped(&written.join("; "))),
    )
}
