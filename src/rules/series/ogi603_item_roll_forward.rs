use super::{Bilingual, Definition, Details, Equation, Observation, Of, Severity, Term, YearRelation, example, lacks};
use crate::extract::Extract;
use crate::form::{Cell, Column, Edition, Row, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    basis: Bilingual { zh: "合理性：按各栏的字面", en: "plausibility: the columns taken literally" },
    formula: Bilingual {
        zh: "本年的上一年项目数量 = 上一年的（上一年项目数量 + 本年增/减）",
        en: "items last year = last year's (items last year + net change)",
    },
    editions: &[Edition::Trial2019],
    identity: None,
    since: "0.1.0",
    of: Of::Series { lacks: lacks::links, check, passing: || of_items(10), failing: || of_items(12) },
    page: r"2019 年格式：本年的“上一年项目数量” = 上一年的“上一年项目数量” + 上一年的“本年增/减”。机构改革、事项口径变化会使它正当地不成立，所以只是警告。

Edition 2019: this year's items of last year = last year's items of the year before + last year's net change. A
reorganisation or another way of counting items breaks it rightly, so it is a warning.",
};

fn of_items(items: i64) -> Series {
    let [stock, change] = [cells::disclosure::licensing::ITEMS_LAST_YEAR, cells::disclosure::licensing::NET_CHANGE];
    example::trial_years(&[(stock, 12), (change, -2)], &[(stock, items)])
}

fn check(series: &Series) -> Vec<Observation> {
    series.links().flat_map(|(last, this)| Row::all().filter_map(move |row| items(row, last, this))).collect()
}

fn items(row: Row, last: &Extract, this: &Extract) -> Option<Observation> {
    let [stock, change] = [Cell::new(row, Column::ItemsLastYear)?, Cell::new(row, Column::NetChange)?];
    let equation =
        Equation { left: vec![Term::of(this, stock)], right: vec![Term::of(last, stock), Term::of(last, change)] };
    if !equation.is_known() || equation.difference() == 0 {
        return None;
    }
    let details = Details::Years { relation: YearRelation::Items, equation };
    Some(Observation::of(details).with_reports([last, this]))
}
