use std::collections::BTreeMap;

use super::{
    Bilingual, Definition, Details, Equation, Observation, Of, RollupRelation, Severity, Share, Term, example, lacks,
};
use crate::extract::Extract;
use crate::form::{Cell, Edition, Identity, cells};
use crate::rollup::{Contribution, Declared, Family, MoneyShares};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    basis: SUMMED,
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
    page: r"汇总报告的每个数 = 所属各机关报告之和，一级政府和垂直管理的“本系统”都适用。只在名单声明完整、报告齐全时核对。

依据：表二是“具备统计汇总价值的内容”，许可、处罚、强制“包括已公开和依法未公开的全部处理决定”（2021年通知）；表四“对于行政复议机关作为
共同被告的行政诉讼案件，只计算原行为主体的案件数量，不计算行政复议机关的案件数量”，因此各机关相加没有重复（国办公开办函〔2016〕201号）；
公布“本级政府或本系统汇总后的”年度报告（国办公开办函〔2019〕61号）。

垂直管理单位另行上报、联合制发的文件重复计数、下级报告事后更正，都会使它正当地不成立，所以只是警告。收费金额换算成元核对，容许各份报告在所写的末位小数上四舍五入。

Each number of a rolled-up report is the sum over the bodies under it, those of a government or of a vertical system (本系统). It is
checked only where the list is declared complete and no report is missing.

The figures are made to be summed: table 二 holds “具备统计汇总价值的内容” (content worth summing up), with all decisions, published or lawfully
not (“包括已公开和依法未公开的全部处理决定”, notice of 2021). In table 四 a case with joint defendants counts once, for the body that acted
(“只计算原行为主体的案件数量”, notice [2016] No. 201). The notice [2019] No. 61 has the rolled-up reports of a government or of a system published
(“本级政府或本系统汇总后的”).

The rule fails rightly where vertically managed bodies report elsewhere, where joint
documents are counted by several bodies, and where a child corrected its report later: a warning and never an error.
Fees are compared in yuan, as far as they can be when every report rounds to the decimals that it writes. Totals are not
reported again where they differ by what their parts do.",
};

pub(super) const SUMMED: Bilingual = Bilingual {
    zh: "国办公开办函〔2021〕30号（统计汇总）、〔2019〕61号（汇总公布）、〔2016〕201号（共同被告）",
    en: "Guobangongkaibanhan [2021] No. 30 (figures to be summed), [2019] No. 61 (rolled-up reports), [2016] No. 201 (joint defendants)",
};

const PENALTIES: Cell = cells::disclosure::penalties::DECISIONS;

fn check(family: &Family) -> Vec<Observation> {
    if !family.coverage().is_complete() {
        return Vec::new();
    }
    let misfits = family.cells().filter_map(|cell| {
        let (parent, children) = (family.total(cell), family.contributions(cell));
        let sum: i128 = children.iter().map(|c| c.value).sum::<Option<i128>>()?;
        Some(Misfit { cell, difference: parent.value?.checked_sub(sum)?, parent, children })
    });
    let wrong = without_repeats(misfits.collect(), family, |difference| difference != 0);
    let fees = family.money().filter(|m| m.is_whole && (m.parent - m.known).abs() > m.rounding);
    let fees = fees.map(|fees| money(&fees, family, RollupRelation::Sum));
    wrong.iter().filter_map(|misfit| observation(misfit, family, RollupRelation::Sum)).chain(fees).collect()
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

/// The observation on fees, in yuan.
pub(super) fn money(money: &MoneyShares, family: &Family, relation: RollupRelation) -> Observation {
    let shares = money.shares.iter().filter(|(_, n)| !n.is_zero());
    let shares = shares.map(|(site, n)| Share { agency: site.report.body.clone(), value: n.normalize() });
    let details = Details::RollupFees {
        cell: money.site.cell,
        relation,
        parent: money.parent.normalize(),
        children: money.known.normalize(),
        shares: largest_first(shares.collect()),
    };
    let sites = std::iter::once(&money.site).chain(money.shares.iter().map(|(site, _)| site));
    on_all(Observation::of(details), family).with_sites(sites.cloned())
}

/// The observation with the contribution of each child, the largest first.
pub(super) fn observation(misfit: &Misfit, family: &Family, relation: RollupRelation) -> Option<Observation> {
    let Misfit { cell, parent, children, .. } = misfit;
    let of = |report: &Extract| {
        let parts = report.parts(*cell).into_iter();
        parts.map(|part| Term::of(report, part)).collect::<Vec<_>>()
    };
    let share = |child: &Contribution| {
        let value = child.value.filter(|n| *n != 0)?;
        Some(Share { agency: child.sites.first()?.report.body.clone(), value })
    };
    let details = Details::Rollup {
        // The cell may be the one row that only children print.
        cell: *cell,
        relation,
        parent: parent.value?,
        children: children.iter().filter_map(|c| c.value).sum(),
        shares: largest_first(children.iter().filter_map(share).collect()),
        equation: Equation { left: of(family.parent()), right: family.children().flat_map(of).collect() },
    };
    Some(on_all(Observation::of(details), family))
}

fn on_all(observation: Observation, family: &Family) -> Observation {
    observation.with_reports(std::iter::once(family.parent()).chain(family.children()))
}

fn largest_first<N: Copy + Ord>(mut shares: Vec<Share<N>>) -> Vec<Share<N>> {
    shares.sort_by_key(|share| std::cmp::Reverse(share.value));
    shares
}
