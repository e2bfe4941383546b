use super::{Bilingual, Definition, Details, Equation, Observation, Of, Severity, Term, YearRelation, example, lacks};
use crate::extract::{Extract, carried};
use crate::form::{Cell, Column, Edition, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    basis: Bilingual {
        zh: "表三“上年结转”与“结转下年度继续办理”的含义", en: "what rows 2 and 4 of table 3 mean"
    },
    formula: Bilingual {
        zh: "上一年的四 = 本年的二", en: "last year's carried forward = this year's brought forward"
    },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series {
        lacks: lacks::links,
        check,
        passing: || example::two_years(&[(FORWARD, 3)], &[(BROUGHT, 3)]),
        failing: || example::two_years(&[(FORWARD, 3)], &[(BROUGHT, 2)]),
    },
    page: r"上一年报告的“四、结转下年度继续办理”就是本年报告的“二、上年结转政府信息公开申请数量”，七栏都是，格式换版（2020年到2021年）也一样。
名称不同的机关合作一个时只作警告。“总计”一栏只是各栏之和的，不再重复报告。

What last year's report carried forward is what this year's brought forward, in all seven columns, also across the change
of edition from 2020 to 2021. Where bodies of different names were taken as one, it is a warning. The 总计 column is not
reported again where it only adds up what the other columns show.",
};

const FORWARD: Cell = cells::applications::carried_forward::NATURAL_PERSON;
const BROUGHT: Cell = cells::applications::brought_forward::NATURAL_PERSON;

fn check(series: &Series) -> Vec<Observation> {
    series.links().flat_map(|(last, this)| link(last, this)).collect()
}

fn link(last: &Extract, this: &Extract) -> Vec<Observation> {
    let broken = Column::all().filter_map(|column| {
        let (forward, brought) = carried(column)?;
        let equation = Equation { left: vec![Term::of(last, forward)], right: vec![Term::of(this, brought)] };
        (equation.is_known() && equation.difference() != 0).then_some((column, equation))
    });
    let broken: Vec<(Column, Equation)> = broken.collect();
    let parts: i128 = broken.iter().filter(|(column, _)| !column.is_total()).map(|(_, e)| e.difference()).sum();
    let severity = if last.body() == this.body() { RULE.severity } else { Severity::Warning };
    let repeats = |column: Column, e: &Equation| column.is_total() && e.difference() == parts;
    let news = broken.into_iter().filter(|(column, equation)| !repeats(*column, equation));
    news.map(|(_, equation)| {
        let details = Details::Years { relation: YearRelation::CarriedForward, equation };
        Observation::of(details).with_severity(severity).with_reports([last, this])
    })
    .collect()
}
