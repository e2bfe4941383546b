use super::{Bilingual, Case, Definition, Details, Heading, Observation, Of, Severity, example, lacks, strays};
use crate::draft::{Draft, Stray, StrayKind};
use crate::form::Edition;
use crate::shown::clipped;

pub(in crate::rules) static RULE: Definition = Definition {
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
    page: r"一个文件里有两份以上的报告，或者一张表并列两份报告的数据。各份报告分开读，互不混用；并列的表格不读，其中各格按未知处理。同一份报告重复出现的，不报告。

The document holds more than one report, or a table with the values of two side by side. Reports are read apart and never
mixed. A table that holds two is not read: its cells are unknown. One report shown twice is one report.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let others: Vec<&Stray> = draft.strays().iter().filter(|stray| stray.kind == StrayKind::OtherReport).collect();
    let other = others.first().map(|first| {
        let checked = heading(&draft.title_as_stray());
        let details = Details::Reports { checked, others: others.iter().map(|stray| heading(stray)).collect() };
        Observation::of(details).with_place(first.place.clone()).with_wording(first.label.clone())
    });
    other.into_iter().chain(strays::observed(draft, &[StrayKind::SideBySide])).collect()
}

fn heading(stray: &Stray) -> Heading {
    Heading { title: clipped(&stray.label), place: stray.place.clone() }
}

fn failing() -> Draft {
    strays::with_one(StrayKind::OtherReport, "某县某镇人民政府2023年政府信息公开工作年度报告")
}
