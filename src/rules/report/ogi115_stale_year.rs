use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::{Draft, Found};
use crate::form::Edition;
use crate::narrative;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "内容雷同（国办公开办函〔2021〕30号）",
        en: "identical content (Guobangongkaibanhan [2021] No. 30)",
    },
    formula: Bilingual { zh: "正文所述年度 = 报告年度", en: "year that the text speaks of = report year" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::year_and_prose, check, passing: || of_year(2024), failing: || of_year(2025) },
    page: r"正文通篇没有出现报告年度或以后的年度，却多次说到上一年度：像是沿用了上年的文字。只用来比较的年度（较2023年）不算说到。

The text never names the report's year or a later one and speaks of the year before more than once: it fits only last
year's report. A year that is only compared with (较2023年) is not spoken of.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let Some(year) = draft.year().map(|y| y.value) else { return Vec::new() };
    let years = narrative::years(draft);
    let named = years.iter().any(|y| y.value == year);
    let stale: Vec<&Found<u16>> = years.iter().filter(|y| Some(y.value) == year.checked_sub(1)).collect();
    let [first, _, ..] = stale.as_slice() else { return Vec::new() };
    // 2025年将 in the report on 2024 is its own plan.
    if named || years.iter().any(|y| y.value > year) {
        return Vec::new();
    }
    let (named, times) = (first.value, stale.len());
    let observed = Observation::of(Details::StaleYear { year, named, times });
    vec![observed.with_place(first.place.clone()).with_wording(format!("正文年度\n{named} {times}"))]
}

fn of_year(year: u16) -> Draft {
    let mut draft = example::saying("2024年，按要求开展工作。2024年，未收取信息处理费。");
    draft.set_year(year);
    draft
}
