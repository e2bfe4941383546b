use super::{Bilingual, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::form::Edition;
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    basis: Bilingual { zh: "条例第四十九条：每年发布", en: "Regulation, art. 49: a report every year" },
    formula: Bilingual { zh: "各年连续", en: "consecutive years" },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series {
        lacks: lacks::two_reports,
        check,
        passing: || example::apart(2024, &[], &[]),
        failing: || example::apart(2025, &[], &[]),
    },
    page: r"首尾两年之间缺一年或几年的报告：缺年两侧的结转无从核对。

Between the first and the last year there are years without a report: the links on either side cannot be checked.",
};

fn check(series: &Series) -> Vec<Observation> {
    let reports: Vec<_> = series.reports().collect();
    let gaps = reports.windows(2).filter_map(|pair| match pair {
        [before, after] if after.year().saturating_sub(before.year()) > 1 => Some((*before, *after)),
        _ => None,
    });
    gaps.map(|(before, after)| {
        let (first, last) = (before.year().saturating_add(1), after.year().saturating_sub(1));
        Observation::of(Details::MissingYears { first, last }).with_reports([before, after])
    })
    .collect()
}
