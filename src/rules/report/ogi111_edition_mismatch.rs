use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::Draft;
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号",
        en: "Guobangongkaibanhan [2019] No. 60 and [2021] No. 30",
    },
    formula: Bilingual {
        zh: "表格版本 = 报告年度适用的版本", en: "edition of the tables = edition of the year"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::year_of_a_form_and_edition,
        check,
        passing: || of_year(2024),
        failing: || of_year(2020),
    },
    page: r"表格所用的格式版本与报告年度不符：2019、2020年度用2019年试行格式，2021年度起用2021年格式。版本由表头判断，不由年度判断；没有读到能看出版本的表格时，不作核对。

The tables are of one edition and the year is of the other: 2019 and 2020 use the trial edition, years from 2021 on the
edition of 2021. The edition is read off the headers, never off the year; without a table that shows it, nothing is compared.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let (Some(year), Some(used)) = (draft.year(), draft.shown_edition()) else { return Vec::new() };
    // A year that has no edition at all is likelier to have been misread than to have tables of a later one.
    if Edition::for_year(year.value).is_none_or(|edition| edition == used) {
        return Vec::new();
    }
    vec![Observation::of(Details::Edition { year: year.value, used }).with_place(year.place.clone())]
}

fn of_year(year: u16) -> Draft {
    let mut draft = example::with(&[]);
    draft.set_year(year);
    draft
}
