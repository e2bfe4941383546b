use rust_decimal::Decimal;

use super::{Bilingual, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::extract::Extract;
use crate::form::{Cell, Edition, Unit, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    basis: Bilingual { zh: "合理性：表头单位为万元", en: "plausibility: the header says 万元" },
    formula: Bilingual { zh: "两年之比不近一万", en: "the ratio of two years is not near 10,000" },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series {
        lacks: lacks::links,
        check,
        passing: || example::two_years(&[(FEES, 12)], &[(FEES, 180)]),
        failing: || example::two_years(&[(FEES, 12)], &[(FEES, 125_000)]),
    },
    page: r#"行政事业性收费金额约为上一年的一万倍或万分之一：很可能把元写成了万元，或者相反。

The fees are about ten thousand times last year's, or a ten-thousandth: probably yuan in a cell of 万元, or the reverse.
"About" is from a third to three times."#,
};

const FEES: Cell = cells::disclosure::fees::AMOUNT;

fn check(series: &Series) -> Vec<Observation> {
    let links = series.links();
    links.flat_map(|(last, this)| Cell::all().filter_map(move |cell| slip(cell, last, this))).collect()
}

fn slip(cell: Cell, last: &Extract, this: &Extract) -> Option<Observation> {
    let (before, after) = (last.yuan(cell)?, this.yuan(cell)?);
    let (small, large) = (before.min(after), before.max(after));
    let ratio = large.checked_div(small.max(Decimal::ZERO)).filter(|_| small > Decimal::ZERO)?;
    let factor = Decimal::from(Unit::TenThousandYuan.in_yuan());
    let three = Decimal::from(3_u32);
    if ratio < factor.checked_div(three)? || ratio > factor.checked_mul(three)? {
        return None;
    }
    let details = Details::FeeUnit { before: last.amount(cell)?.value, after: this.amount(cell)?.value };
    Some(Observation::of(details).with_reports([last, this]).with_sites([last.site(cell), this.site(cell)]))
}
