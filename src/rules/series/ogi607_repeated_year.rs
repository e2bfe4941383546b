//! # OGI607 repeated-year
//!
//! 同一机关同一年有两份数字不同的报告：不知以哪一份为准，这一年不与前后年核对。两份数字相同的只作提示。
//!
//! Two reports of one body on one year with different numbers: which of them counts is not known, so that year is linked
//! to no other. Where the numbers are the same it is a note.

use super::{Bilingual, Finding, Message, Of, Rule, Severity, example, lacks};
use crate::form::{Cell, Edition, Lang};
use crate::series::Series;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI607",
    name: "repeated-year",
    severity: Severity::Warning,
    basis: Bilingual { zh: "条例第四十九条：每年一份", en: "Regulation, art. 49: one report a year" },
    formula: Bilingual { zh: "一年一份", en: "one report a year" },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series {
        lacks: lacks::two_reports,
        check,
        passing: || example::two_years(&[], &[]),
        failing: || {
            example::apart(2023, &[("disclosure.licensing.decisions", 4)], &[("disclosure.licensing.decisions", 5)])
        },
    },
    source: include_str!("ogi607_repeated_year.rs"),
};

fn check(series: &Series, rule: &'static Rule) -> Vec<Finding> {
    let repeated = series.repeated().filter_map(|(_, reports)| {
        let (first, others) = reports.split_first()?;
        let n = reports.len();
        let agreed = others.iter().all(|other| first.agrees(other));
        let differ = |cell: &Cell| {
            let of = |report: &crate::extract::Extract| (report.count(*cell), report.amount(*cell));
            others.iter().any(|other| of(other) != of(first))
        };
        let cells: Vec<Cell> = Cell::all().filter(differ).collect();
        let sites = reports.iter().flat_map(|report| cells.iter().map(|cell| report.site(*cell)));
        let (severity, zh, en) = if agreed {
            (Severity::Note, "数字相同".to_owned(), "with the same numbers".to_owned())
        } else {
            let differing = cells.len();
            let differ = if differing == 1 { "1 cell differs".to_owned() } else { format!("{differing} cells differ") };
            (
                rule.severity,
                format!("有 {differing} 格不同，不知以哪一份为准，未与前后年核对"),
                format!("{differ}, so none is linked to other years"),
            )
        };
        let times = if n == 2 { "twice".to_owned() } else { format!("{n} times") };
        let name = |lang| first.report().name(lang);
        let (zh, en) =
            (format!("{}有 {n} 份，{zh}", name(Lang::Zh)), format!("{} is there {times}, {en}", name(Lang::En)));
        Some(rule.finding().severity_of(severity).on(reports).sites_of(sites).says(Message::new(zh, en)))
    });
    repeated.collect()
}
