use super::{Bilingual, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::form::{Cell, Edition, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
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
            example::apart(
                2023,
                &[(cells::disclosure::licensing::DECISIONS, 4)],
                &[(cells::disclosure::licensing::DECISIONS, 5)],
            )
        },
    },
    page: r"同一机关同一年有两份数字不同的报告：不知以哪一份为准，这一年不与前后年核对。两份数字相同的只作提示。

Two reports of one body on one year with different numbers: which of them counts is not known, so that year is linked
to no other. Where the numbers are the same it is a note.",
};

fn check(series: &Series) -> Vec<Observation> {
    let repeated = series.repeated().filter_map(|(_, reports)| {
        let (first, others) = reports.split_first()?;
        let differ = |cell: &Cell| {
            let of = |report: &crate::extract::Extract| (report.count(*cell), report.amount(*cell));
            others.iter().any(|other| of(other) != of(first))
        };
        let agreed = others.iter().all(|other| first.agrees(other));
        let cells: Vec<Cell> = Cell::all().filter(differ).collect();
        let sites = reports.iter().flat_map(|report| cells.iter().map(|cell| report.site(*cell)));
        let severity = if agreed { Severity::Note } else { RULE.severity };
        let details = Details::RepeatedYear { reports: reports.len(), differing: cells.len() };
        Some(Observation::of(details).with_severity(severity).with_reports(reports).with_sites(sites))
    });
    repeated.collect()
}
