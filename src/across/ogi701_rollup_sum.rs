//! # OGI701 rollup-sum
//!
//! 汇总报告的每个数 = 所属各机关报告之和。只在名单声明完整、报告齐全时核对。垂直管理单位另行上报、联合制发的文件重复计数、下级报告事后更正，
//! 都会使它正当地不成立，所以只是警告。
//!
//! Each number of a rolled-up report is the sum over the bodies under it. It is checked only where the list is declared
//! complete and no report is missing. It fails rightly where vertically managed bodies report elsewhere, where joint
//! documents are counted by several bodies, and where a child corrected its report later: a warning and never an error.
//! Totals are not reported again where their parts are.

use std::collections::BTreeSet;

use super::{Equation, Finding, Rule, Term, example};
use crate::form::{Cell, Lang};
use crate::rollup::{Contribution, Declared, Family};
use crate::rules::{Bilingual, Severity};

pub(super) static RULE: Rule = Rule {
    code: "OGI701",
    name: "rollup-sum",
    severity: Severity::Warning,
    basis: Bilingual { zh: "汇总的含义", en: "what a roll-up means" },
    formula: Bilingual { zh: "上级 = 所属各机关之和", en: "parent = sum of all its children" },
    check: super::Check::Family(check),
    passing: || example::family(Declared::All, &[(PENALTIES, 9)], [&[(PENALTIES, 7)], &[(PENALTIES, 2)]]),
    failing: || example::family(Declared::All, &[(PENALTIES, 8)], [&[(PENALTIES, 7)], &[(PENALTIES, 2)]]),
    source: include_str!("ogi701_rollup_sum.rs"),
};

const PENALTIES: &str = "disclosure.penalties.decisions";

fn check(family: &Family, rule: &'static Rule) -> Vec<Finding> {
    if !family.coverage().is_complete() {
        return Vec::new();
    }
    let wrong = family.cells().filter_map(|cell| {
        let (parent, children) = (family.total(cell), family.contributions(cell));
        let sum: i128 = children.iter().map(|c| c.value).sum::<Option<i128>>()?;
        (parent.value? != sum).then_some((cell, parent, children))
    });
    without_repeats(wrong.collect(), family)
        .into_iter()
        .map(|(cell, parent, children)| finding(cell, &parent, &children, family, rule, ("之和", "is not the sum of its children")))
        .collect()
}

/// A cell that does not fit, with what the parent and the children have for it.
pub(super) type Misfit = (Cell, Contribution, Vec<Contribution>);

/// Leaves out totals one of whose parts is there too.
pub(super) fn without_repeats(wrong: Vec<Misfit>, family: &Family) -> Vec<Misfit> {
    let cells: BTreeSet<Cell> = wrong.iter().map(|(cell, ..)| *cell).collect();
    let repeats = |total: Cell| {
        let mut identities = family.parent().form().identities();
        identities.any(|i| {
            let mut left = i.left();
            left.next() == Some(total) && left.next().is_none() && i.right().any(|part| cells.contains(&part))
        })
    };
    wrong.into_iter().filter(|(cell, ..)| !repeats(*cell)).collect()
}

/// The finding with the contribution of each child, the largest first.
pub(super) fn finding(
    cell: Cell,
    parent: &Contribution,
    children: &[Contribution],
    family: &Family,
    rule: &'static Rule,
    relation: (&str, &str),
) -> Finding {
    let of = |report: &crate::extract::Extract| {
        let parts = report.parts(cell).into_iter();
        parts.map(|part| Term::of(report, part)).collect::<Vec<_>>()
    };
    let equation =
        Equation { left: of(family.parent()), right: family.children().flat_map(of).collect() };
    let difference = equation.difference();
    let sum: i128 = children.iter().filter_map(|c| c.value).sum();
    let parent = parent.value.unwrap_or_default();
    let mut shares: Vec<(i128, &str)> = children
        .iter()
        .filter_map(|c| Some((c.value.filter(|n| *n != 0)?, c.sites.first()?.report.body.name())))
        .collect();
    shares.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let more = shares.len().saturating_sub(SHOWN);
    let list = |between: &str| {
        shares.iter().take(SHOWN).map(|(n, name)| format!("{name} {n}")).collect::<Vec<_>>().join(between)
    };
    let (and_zh, and_en) = match more {
        0 => (String::new(), String::new()),
        _ => (format!("等，另 {more} 家"), format!(" and {more} more")),
    };
    let report = family.parent().report();
    let name = |lang| cell.name(family.parent().edition(), lang);
    let (zh, en) = (
        format!(
            "{} {}：{parent}，所属各机关{} {sum}（{}{and_zh}），相差 {difference:+}",
            report.name(Lang::Zh),
            name(Lang::Zh),
            relation.0,
            list("、"),
        ),
        format!(
            "{}, {}: {parent} {}, {sum} ({}{and_en}), difference {difference:+}",
            report.name(Lang::En),
            name(Lang::En),
            relation.1,
            list(", "),
        ),
    );
    rule.finding().on(std::iter::once(family.parent()).chain(family.children())).broken(equation).says(zh, en)
}

/// How many children a message names; the finding has them all.
const SHOWN: usize = 5;
