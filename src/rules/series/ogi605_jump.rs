use super::{Bilingual, Definition, Details, Equation, Observation, Of, Severity, Term, YearRelation, example, lacks};
use crate::extract::Extract;
use crate::form::{Cell, Edition, Kind, Table, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    basis: Bilingual { zh: "合理性", en: "plausibility" },
    formula: Bilingual { zh: "两年之比在十倍以内", en: "less than tenfold from year to year" },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series {
        lacks: lacks::links,
        check,
        passing: || example::two_years(&[(LICENCES, 120)], &[(LICENCES, 1_100)]),
        failing: || example::two_years(&[(LICENCES, 120)], &[(LICENCES, 1_210)]),
    },
    page: r"一个数比上一年大了或小了十倍以上，而且较大的一年不少于 100：值得看一眼，是否多写或漏写了一位。只看各表的总计和第二部分各格。

A number is ten times last year's or more, or a tenth of it or less, and 100 or more in one of the years: worth a look
for a digit too many or too few. Totals and the cells of section 二 are looked at.",
};

const LICENCES: Cell = cells::disclosure::licensing::DECISIONS;
const FACTOR: i128 = 10;
const LARGE: i128 = 100;

fn check(series: &Series) -> Vec<Observation> {
    series.links().flat_map(|(last, this)| Cell::all().filter_map(move |cell| jump(cell, last, this))).collect()
}

fn jump(cell: Cell, last: &Extract, this: &Extract) -> Option<Observation> {
    if cell.kind() != Kind::Count || (cell.table() != Table::Disclosure && !cell.column().is_total()) {
        return None;
    }
    let (before, after) = (last.count(cell)?, this.count(cell)?);
    let (small, large) = (i128::from(before.min(after)), i128::from(before.max(after)));
    if small <= 0 || large < LARGE || large < small * FACTOR {
        return None;
    }
    let equation = Equation { left: vec![Term::of(last, cell)], right: vec![Term::of(this, cell)] };
    let details = Details::Years { relation: YearRelation::Jump, equation };
    Some(Observation::of(details).with_reports([last, this]))
}
