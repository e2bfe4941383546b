use super::body_kind::{self, BodyKind, Level};
use super::{Bilingual, Case, Deadline, Definition, Details, Gap, Observation, Of, Severity, example, lacks};
use crate::draft::{Date, Draft};
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "条例第四十九条", en: "Regulation, art. 49" },
    formula: Bilingual {
        zh: "公布日期 ≤ 次年1月31日（部门）、3月31日（县级以上地方人民政府），或给定的期限",
        en: "published by 31 January (departments), 31 March (local governments at county level or above), or the date given",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks,
        check,
        passing: || published(Date { year: 2025, month: 1, day: 31 }),
        failing: || published(Date { year: 2025, month: 2, day: 3 }),
    },
    page: r"公布日期晚于期限。条例第四十九条：县级以上人民政府部门在1月31日前，县级以上地方人民政府在3月31日前公布上一年度的报告；期限当日公布的
不算晚。期限遇节假日是否顺延，条例没有规定，这里不顺延，所以是警告。公布日期和其他期限（乡镇、街道和垂直管理单位没有法定期限，各地另有规定）由核对者给出，两种期限都有的，以早的为准。没有给出
公布日期，或者从名称看不出机关类别又没有给出期限的，不作核对；政府办公室的报告是本级政府的还是其自身的，从名称看不出。

The report was published after the day on which it was due. Art. 49 of the Regulation: departments of governments at county level or above
publish the report on a year by 31 January of the next, local governments at county level or above by 31 March. The day
itself is in time. The Regulation does not say whether a holiday moves it, and here it does not: the finding is a warning. The day of publication, and other dates (the law has none for townships, sub-districts and vertical
systems; localities set their own), are given for the check; where both are known the earlier one counts. Nothing is checked
without a day of publication, or where the name does not show the kind of body and no date is given: the report of a
government's office can be that of the government.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let Some(published) = draft.published().filter(|day| day.exists()) else { return Vec::new() };
    let Some((due, deadline)) = due(draft).filter(|(due, _)| published > *due) else { return Vec::new() };
    let wording = format!("公布日期\n{published} {due}");
    vec![Observation::of(Details::Late { published, due, deadline }).with_wording(wording)]
}

fn lacks(case: &Case<'_>) -> Option<Gap> {
    let draft = case.draft();
    let unknown = lacks::missing("没有给出公布日期", "no day of publication was given");
    let impossible = lacks::missing("给出的日期不存在", "a day that was given does not exist");
    let no_date = lacks::missing(
        "从年度和机关名称看不出法定期限，也没有给出期限",
        "year and name of the body show no date of the law, and none was given",
    );
    match draft.published() {
        None => Some(unknown),
        Some(_) if [draft.published(), draft.due()].into_iter().flatten().any(|day| !day.exists()) => Some(impossible),
        Some(_) => due(draft).is_none().then_some(no_date),
    }
}

/// The day by which the report is due: that of the law or the one that was given, whichever is earlier.
fn due(draft: &Draft) -> Option<(Date, Deadline)> {
    let given = draft.due().filter(|day| day.exists()).map(|day| (day, Deadline::Given));
    by_law(draft).into_iter().chain(given).min_by_key(|(day, _)| *day)
}

/// The day that the law has for bodies of this kind.
fn by_law(draft: &Draft) -> Option<(Date, Deadline)> {
    let year = draft.year().map(|year| year.value).filter(|year| Edition::for_year(*year).is_some())?.checked_add(1)?;
    match body_kind::of(&draft.agency()?.value)? {
        BodyKind::Department => Some((Date { year, month: 1, day: 31 }, Deadline::Department)),
        BodyKind::Government(Level::County | Level::CityOrAbove) => {
            Some((Date { year, month: 3, day: 31 }, Deadline::Government))
        }
        BodyKind::Government(Level::Township) | BodyKind::Office(_) | BodyKind::Branch => None,
    }
}

fn published(day: Date) -> Draft {
    let mut draft = example::with(&[]);
    draft.set_agency("某县财政局");
    draft.set_year(2024);
    draft.set_published(day);
    draft
}
