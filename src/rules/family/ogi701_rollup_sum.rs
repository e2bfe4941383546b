//! # OGI701 rollup-sum
//!
//! 汇总报告的每个数 = 所属各机关报告之和。只在名单声明完整、报告齐全时核对。垂直管理单位另行上报、联合制发的文件重复计数、下级报告事后更正，
//! 都会使它正当地不成立，所以只是警告。收费金额换算成元核对，容许各份报告在所写的末位小数上四舍五入。
//!
//! Each number of a rolled-up report is the sum over the bodies under it. It is checked only where the list is declared
//! complete and no report is missing. It fails rightly where vertically managed bodies report elsewhere, where joint
//! documents are counted by several bodies, and where a child corrected its report later: a warning and never an error.
//! Fees are compared in yuan, as far as they can be when every report rounds to the decimals that it writes. Totals are not
//! reported again where they differ by what their parts do.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Bilingual, Equation, Finding, Message, Of, Rule, Severity, Term, example, lacks};
use crate::extract::{Body, Extract};
use crate::form::{Cell, Edition, Identity, Lang};
use crate::rollup::{Contribution, Declared, Family, MoneyShares};

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI701",
    name: "rollup-sum",
    severity: Severity::Warning,
    basis: Bilingual { zh: "汇总的含义", en: "what a roll-up means" },
    formula: Bilingual { zh: "上级 = 所属各机关之和", en: "parent = sum of all its children" },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Family {
        lacks: lacks::all_children,
        check,
        passing: || example::family(Declared::All, &[(PENALTIES, 9)], [&[(PENALTIES, 7)], &[(PENALTIES, 2)]]),
        failing: || example::family(Declared::All, &[(PENALTIES, 8)], [&[(PENALTIES, 7)], &[(PENALTIES, 2)]]),
    },
    source: include_str!("ogi701_rollup_sum.rs"),
};

const PENALTIES: &str = "disclosure.penalties.decisions";

fn check(family: &Family, rule: &'static Rule) -> Vec<Finding> {
    if !family.coverage().is_complete() {
        return Vec::new();
    }
    let relation = ("之和", "is not the sum of its children");
    let misfits = family.cells().filter_map(|cell| {
        let (parent, children) = (family.total(cell), family.contributions(cell));
        let sum: i128 = children.iter().map(|c| c.value).sum::<Option<i128>>()?;
        Some(Misfit { cell, difference: parent.value?.checked_sub(sum)?, parent, children })
    });
    let wrong = without_repeats(misfits.collect(), family, |difference| difference != 0);
    let money = family.money().filter(|m| m.is_whole && (m.parent - m.known).abs() > m.rounding);
    let money = money.map(|money| money_finding(&money, family, rule, relation));
    wrong.iter().map(|misfit| finding(misfit, family, rule, relation)).chain(money).collect()
}

/// A cell with what the parent and the children have for it, and the parent's less the children's.
pub(super) struct Misfit {
    pub(super) cell: Cell,
    pub(super) difference: i128,
    pub(super) parent: Contribution,
    pub(super) children: Vec<Contribution>,
}

/// The cells whose difference is wrong, but for totals that differ by no more and no less than their parts.
pub(super) fn without_repeats(all: Vec<Misfit>, family: &Family, is_wrong: impl Fn(i128) -> bool) -> Vec<Misfit> {
    let differences: BTreeMap<Cell, i128> = all.iter().map(|misfit| (misfit.cell, misfit.difference)).collect();
    let identities: Vec<Identity> = family.form().identities().collect();
    let repeats = |total: &Misfit| {
        identities.iter().any(|identity| {
            let mut left = identity.left();
            let is_of_it = left.next() == Some(total.cell) && left.next().is_none();
            let parts = || identity.right().map(|part| differences.get(&part).copied());
            let is_told = parts().flatten().any(&is_wrong);
            is_of_it && is_told && parts().sum::<Option<i128>>() == Some(total.difference)
        })
    };
    let repeated: Vec<bool> = all.iter().map(repeats).collect();
    let wrong = all.into_iter().zip(repeated).filter(|(misfit, repeats)| is_wrong(misfit.difference) && !repeats);
    wrong.map(|(misfit, _)| misfit).collect()
}

/// The finding on fees, in yuan.
pub(super) fn money_finding(
    money: &MoneyShares,
    family: &Family,
    rule: &'static Rule,
    relation: (&str, &str),
) -> Finding {
    let mut shares: Vec<(Decimal, &Body)> =
        money.shares.iter().filter(|(_, n)| !n.is_zero()).map(|(site, n)| (n.normalize(), &site.report.body)).collect();
    shares.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (zh, en) = told(&shares);
    let (cell, report, edition) = (money.site.cell, family.parent().report(), family.parent().edition());
    let [parent, known, difference] = [money.parent, money.known, money.parent - money.known].map(|n| n.normalize());
    let sites = std::iter::once(&money.site).chain(money.shares.iter().map(|(site, _)| site));
    rule.finding().on(std::iter::once(family.parent()).chain(family.children())).sites_of(sites.cloned()).says(
        Message::new(
            format!(
                "{} {}：{parent} 元，所属各机关{} {known} 元（{zh}），相差 {difference} 元",
                report.name(Lang::Zh),
                cell.name(edition, Lang::Zh),
                relation.0,
            ),
            format!(
                "{}, {}: {parent} yuan {}, {known} yuan ({en}), difference {difference} yuan",
                report.name(Lang::En),
                cell.name(edition, Lang::En),
                relation.1,
            ),
        ),
    )
}

/// The largest shares in words, in both languages.
fn told<N: std::fmt::Display>(shares: &[(N, &Body)]) -> (String, String) {
    let list = |between: &str| {
        shares.iter().take(SHOWN).map(|(n, name)| format!("{name} {n}")).collect::<Vec<_>>().join(between)
    };
    let (zh, en) = (list("、"), list(", "));
    match shares.len().saturating_sub(SHOWN) {
        0 => (zh, en),
        more => (format!("{zh}等，另 {more} 家"), format!("{en} and {more} more")),
    }
}

/// The finding with the contribution of each child, the largest first.
pub(super) fn finding(misfit: &Misfit, family: &Family, rule: &'static Rule, relation: (&str, &str)) -> Finding {
    let Misfit { cell, parent, children, .. } = misfit;
    let cell = *cell;
    let of = |report: &Extract| {
        let parts = report.parts(cell).into_iter();
        parts.map(|part| Term::of(report, part)).collect::<Vec<_>>()
    };
    let equation = Equation { left: of(family.parent()), right: family.children().flat_map(of).collect() };
    let difference = equation.difference();
    let sum: i128 = children.iter().filter_map(|c| c.value).sum();
    let parent = parent.value.unwrap_or_default();
    let mut shares: Vec<(i128, &Body)> =
        children.iter().filter_map(|c| Some((c.value.filter(|n| *n != 0)?, &c.sites.first()?.report.body))).collect();
    shares.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let (zh, en) = told(&shares);
    let report = family.parent().report();
    // The cell may be the one row that only children print.
    let name = |lang| cell.name(family.form().edition(), lang);
    rule.finding().on(std::iter::once(family.parent()).chain(family.children())).unequal(equation).says(Message::new(
        format!(
            "{} {}：{parent}，所属各机关{} {sum}（{zh}），相差 {difference:+}",
            report.name(Lang::Zh),
            name(Lang::Zh),
            relation.0,
        ),
        format!(
            "{}, {}: {parent} {}, {sum} ({en}), difference {difference:+}",
            report.name(Lang::En),
            name(Lang::En),
            relation.1,
        ),
    ))
}

/// How many children a message names; the finding has them all.
const SHOWN: usize = 5;
