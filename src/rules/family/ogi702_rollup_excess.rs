use super::ogi701_rollup_sum::{Misfit, SUMMED, money, observation, without_repeats};
use super::{Bilingual, Definition, Observation, Of, RollupRelation, Severity, example, lacks};
use crate::form::{Cell, Column, Edition, Kind, cells};
use crate::rollup::{Declared, Family};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    basis: SUMMED,
    formula: Bilingual { zh: "上级 ≥ 已知的所属机关之和", en: "parent ≥ sum of its known children" },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Family {
        lacks: lacks::some_children,
        check,
        passing: || example::family(Declared::Partial, &[(PENALTIES, 12)], [&[(PENALTIES, 7)], &[(PENALTIES, 2)]]),
        failing: || example::family(Declared::Partial, &[(PENALTIES, 8)], [&[(PENALTIES, 7)], &[(PENALTIES, 2)]]),
    },
    page: r"已知的部分所属机关之和已经超过汇总报告的数：汇总不全，或者有数写错。许可、处罚、强制“包括已公开和依法未公开的全部处理决定”（2021年通知），
共同被告的案件“只计算原行为主体的案件数量”（国办公开办函〔2016〕201号），因此部分之和不会大于“本级政府或本系统汇总后的”总数。名单不完整或报告不齐时核对；文件存量（联合制发会重复计数）和可增可减的数不核对。

Some of the children add up to more than the parent: the parent is not a roll-up of them, or a number is wrong. Decisions are all
counted, published or lawfully not (“全部处理决定”, notice of 2021), and a case with joint defendants counts once (“只计算原行为主体的案件数量”,
notice [2016] No. 201), so a part of a government or a vertical system (本系统) never exceeds the whole. Checked
where the list is partial or reports are missing; stocks, in which joint documents are counted by several bodies, and
signed numbers are left out. Fees are compared in yuan, but for rounding. Totals are not reported again where they differ
by what their parts do.",
};

const PENALTIES: Cell = cells::disclosure::penalties::DECISIONS;

fn check(family: &Family) -> Vec<Observation> {
    if family.coverage().is_complete() {
        return Vec::new();
    }
    let misfits = family.cells().filter(|cell| is_flow(*cell)).filter_map(|cell| {
        let (parent, children) = (family.total(cell), family.contributions(cell));
        // What is not known is 0 or more: the known part alone can only be too little.
        let known: i128 = children.iter().filter_map(|c| c.value).sum();
        Some(Misfit { cell, difference: parent.value?.checked_sub(known)?, parent, children })
    });
    let wrong = without_repeats(misfits.collect(), family, |difference| difference < 0);
    let fees = family.money().filter(|m| m.known - m.parent > m.rounding);
    let fees = fees.map(|fees| money(&fees, family, RollupRelation::AtLeast));
    wrong.iter().filter_map(|misfit| observation(misfit, family, RollupRelation::AtLeast)).chain(fees).collect()
}

fn is_flow(cell: Cell) -> bool {
    let stock = matches!(cell.column(), Column::InForce | Column::TotalPublished | Column::ItemsLastYear);
    cell.kind() == Kind::Count && !stock
}
