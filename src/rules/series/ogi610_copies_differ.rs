use super::{Bilingual, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::extract::{CellPair, Extract};
use crate::form::{Edition, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    basis: Bilingual {
        zh: "条例第四十九条：一份报告，各处公布的应当一致",
        en: "Regulation, art. 49: one report, the same wherever it is published",
    },
    formula: Bilingual {
        zh: "同一份报告的两个文本，各格相同", en: "two copies of one report are equal in all cells"
    },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series { lacks: lacks::copies, check, passing: || of_penalties(37), failing: || of_penalties(73) },
    page: r"同一机关同一年度的报告有两个文本（网页和附件、更正前后、不同平台），逐格比较，列出不同的格和两处的数。OGI607 说明这一年有几份、不知以哪一份
为准；本条指出不同在哪里。只比较两个文本的格式都有的格，单位不明的金额不比较。

There are two copies of a body's report on one year (a page and its attachment, before and after a correction, on two sites): they are
compared cell by cell, and the cells that differ are listed with both numbers. OGI607 reports that the year has several and that it is not
known which counts; this rule shows where they differ. Only cells that the forms of both have are compared, and no
amounts of unknown unit.",
};

fn check(series: &Series) -> Vec<Observation> {
    let copies = series.repeated().filter_map(|(_, reports)| reports.split_first());
    copies.flat_map(|(first, others)| others.iter().filter_map(move |other| differing(first, other))).collect()
}

fn differing(first: &Extract, other: &Extract) -> Option<Observation> {
    let pairs: Vec<CellPair> = first.beside(other).filter(CellPair::differs).collect();
    if pairs.is_empty() {
        return None;
    }
    let sites = pairs.iter().flat_map(|pair| {
        [first, other].into_iter().flat_map(|report| report.parts(pair.cell).into_iter().map(|cell| report.site(cell)))
    });
    let sites: Vec<_> = sites.collect();
    Some(Observation::of(Details::Copies { cells: pairs }).with_reports([first, other]).with_sites(sites))
}

fn of_penalties(second: i64) -> Series {
    example::apart(
        2023,
        &[(cells::disclosure::penalties::DECISIONS, 37)],
        &[(cells::disclosure::penalties::DECISIONS, second)],
    )
}
