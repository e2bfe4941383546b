use super::{Bilingual, Case, Definition, Details, Observation, Of, PeriodFault, Severity, example, lacks};
use crate::draft::{Date, Draft, Period};
use crate::form::Edition;
use crate::shown::clipped;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "条例第四十九条（上一年度）", en: "Regulation, art. 49 (the previous year)" },
    formula: Bilingual {
        zh: "统计期限 = 报告年度1月1日至12月31日",
        en: "period = 1 January to 31 December of the report year",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::period,
        check,
        passing: || of_period(2024, 2024),
        failing: || of_period(2024, 2023),
    },
    page: r"统计期限不是标题年度的1月1日至12月31日。期限本身不可能（止日早于起日，或日期不存在）时为错误，其他为警告。
某部2010年度的报告就曾写作“自2010年1月1日起至2009年12月31日止”。
文中说本机关当年成立、组建的，期限可以从年中开始。

The statistical period is not 1 January to 31 December of the title's year. A period that is impossible (it ends before
it starts, or a date does not exist) is an error, any other a warning. A ministry's report on 2010 gave
自2010年1月1日起至2009年12月31日止. A body that says it was founded within the year may start with it.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let Some(period) = draft.period() else { return Vec::new() };
    let Period { start, end } = period.value;
    let found = |fault: PeriodFault| {
        let details = Details::Period { start, end, raw: clipped(&period.raw), fault };
        Observation::of(details).with_place(period.place.clone()).with_wording(format!("统计期限\n{start} {end}"))
    };
    if let Some(day) = [start, end].into_iter().find(|d| !d.exists()) {
        return vec![found(PeriodFault::NoSuchDay { day }).with_severity(Severity::Error)];
    }
    if end < start {
        return vec![found(PeriodFault::EndsBeforeStart).with_severity(Severity::Error)];
    }
    let Some(year) = draft.year().map(|y| y.value) else { return Vec::new() };
    let whole = Period { start: Date { year, month: 1, day: 1 }, end: Date { year, month: 12, day: 31 } };
    if period.value == whole || (start.year == year && period.value.end == whole.end && founded_within(draft)) {
        return Vec::new();
    }
    vec![found(PeriodFault::NotTheYear { year })]
}

/// Whether the text before section 一 speaks of the founding of the body: its first period is shorter than a year.
fn founded_within(draft: &Draft) -> bool {
    let before = draft.prose().iter().filter(|p| p.section.is_none()).flat_map(|p| &p.passages);
    let words = ["成立", "组建", "挂牌", "揭牌", "设立", "机构改革"];
    before.into_iter().any(|p| words.iter().any(|word| p.text.contains(word)))
}

fn of_period(year: u16, of: u16) -> Draft {
    let mut draft = example::with(&[]);
    draft.set_year(year);
    let period = Period { start: Date { year: of, month: 1, day: 1 }, end: Date { year: of, month: 12, day: 31 } };
    draft.set_period(period);
    draft
}
