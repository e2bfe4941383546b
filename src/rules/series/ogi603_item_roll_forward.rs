//! # OGI603 item-roll-forward
//!
//! 2019 年格式：本年的“上一年项目数量” = 上一年的“上一年项目数量” + 上一年的“本年增/减”。机构改革、事项口径变化会使它正当地不成立，所以只是警告。
//!
//! Edition 2019: this year's items of last year = last year's items of the year before + last year's net change. A
//! reorganisation or another way of counting items breaks it rightly, so it is a warning.

use super::{Bilingual, Equation, Finding, Message, Of, Rule, Severity, Term, example, lacks};
use crate::extract::Extract;
use crate::form::{Cell, Column, Edition, Lang, Row};
use crate::series::Series;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI603",
    name: "item-roll-forward",
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
    source: include_str!("ogi603_item_roll_forward.rs"),
};

fn of_items(items: i64) -> Series {
    let [stock, change] = ["disclosure.licensing.items_last_year", "disclosure.licensing.net_change"];
    example::trial_years(&[(stock, 12), (change, -2)], &[(stock, items)])
}

fn check(series: &Series, rule: &'static Rule) -> Vec<Finding> {
    series.links().flat_map(|(last, this)| Row::all().filter_map(move |row| items(row, last, this, rule))).collect()
}

fn items(row: Row, last: &Extract, this: &Extract, rule: &'static Rule) -> Option<Finding> {
    let [stock, change] = [Cell::new(row, Column::ItemsLastYear)?, Cell::new(row, Column::NetChange)?];
    let [before, moved, after] = [last.count(stock)?, last.count(change)?, this.count(stock)?];
    let equation =
        Equation { left: vec![Term::of(this, stock)], right: vec![Term::of(last, stock), Term::of(last, change)] };
    let difference = equation.difference();
    if difference == 0 {
        return None;
    }
    let expected = i128::from(before) + i128::from(moved);
    // A decrease is taken away: 12 − 2, not 12 + -2.
    let (sign, moved) = (if moved < 0 { '−' } else { '+' }, moved.unsigned_abs());
    let (label, of) = (|lang| row.label(this.edition(), lang), this.report());
    let (zh, en) = (
        format!(
            "{}{}：上一年项目应为 {before} {sign} {moved} = {expected}，写作 {after}，相差 {difference:+}",
            of.name(Lang::Zh),
            label(Lang::Zh)
        ),
        format!(
            "{}, {}: items last year should be {before} {sign} {moved} = {expected}, printed {after}, difference {difference:+}",
            of.name(Lang::En),
            label(Lang::En)
        ),
    );
    Some(rule.finding().on([last, this]).unequal(equation).says(Message::new(zh, en)))
}
