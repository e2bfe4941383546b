use super::body_kind::{self, BodyKind, Level};
use super::{Bilingual, Case, Definition, Details, Gap, Observation, Of, Severity, Term, example, lacks};
use crate::draft::{Draft, State};
use crate::form::{Cell, Edition, Row, cells};
use crate::shown::clipped;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "立法法第九十一条、第九十三条", en: "Legislation Law, art. 91 and 93" },
    formula: Bilingual {
        zh: "没有规章制定权的机关，规章各栏 = 0",
        en: "rules = 0 for a body without the power to make rules",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| {
            let draft = case.draft();
            lacks::agency(case).or_else(|| may_make_rules(draft)).or_else(|| unknown_rules(draft))
        },
        check,
        passing: || of("某县某镇人民政府", 0),
        failing: || of("某县某镇人民政府", 28),
    },
    page: r"“规章”行有数，而该机关没有规章制定权。地方政府规章由省、自治区、直辖市和设区的市、自治州人民政府制定；县级政府、乡镇政府、街道
办事处和各级地方政府的部门没有这一权力。只有从名称上能够确定的机关才会报告：市级政府可能是设区的市，不报告。

The 规章 row has numbers and the body cannot make rules. Local rules are made by the governments of provinces,
autonomous regions, directly governed municipalities, cities divided into districts and autonomous prefectures;
county-level governments, townships, sub-district offices and local departments cannot. Only bodies whose name leaves
no doubt are reported: the government of a city may be of a city divided into districts.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let Some(agency) = draft.agency().filter(|a| lacks_power(&a.value)) else { return Vec::new() };
    let made: Vec<Cell> = draft
        .cells()
        .filter(|(cell, entry)| cell.row() == Row::Rules && matches!(entry.state(), State::Count(n) if *n > 0))
        .map(|(cell, _)| cell)
        .collect();
    let Some(first) = made.first() else { return Vec::new() };
    let place = draft.entry(*first).place().clone();
    let value = |cell: &Cell| Term { report: None, cell: *cell, value: draft.count(*cell) };
    let details = Details::Power { agency: clipped(&agency.value), values: made.iter().map(value).collect() };
    vec![Observation::of(details).with_place(place).with_cells(made)]
}

fn may_make_rules(draft: &Draft) -> Option<Gap> {
    let may = draft.agency().is_some_and(|a| !lacks_power(&a.value));
    may.then_some(Gap::NotApplicable(Bilingual {
        zh: "该机关有或者可能有规章制定权",
        en: "the body can make rules, or its name leaves it open",
    }))
}

fn unknown_rules(draft: &Draft) -> Option<Gap> {
    let mut rules = draft.form().cells().filter(|cell| cell.row() == Row::Rules);
    rules.any(|cell| draft.count(cell).is_none()).then_some(lacks::NUMBERS)
}

/// Whether the name is certainly of a body that cannot make rules.
fn lacks_power(agency: &str) -> bool {
    let of_a_place = |level| level != Level::CityOrAbove;
    match body_kind::of(agency) {
        Some(BodyKind::Government(level) | BodyKind::Office(level)) => of_a_place(level),
        Some(BodyKind::Department | BodyKind::Branch) => true,
        None => false,
    }
}

fn of(agency: &str, rules: i64) -> Draft {
    let mut draft = example::with(&[
        (cells::disclosure::rules::ISSUED, State::Count(rules)),
        (cells::disclosure::rules::IN_FORCE, State::Count(rules)),
    ]);
    draft.set_agency(agency);
    draft
}

#[cfg(test)]
mod tests {
    use super::lacks_power;

    #[test]
    fn only_bodies_without_doubt_lack_the_power() {
        for agency in [
            "六枝特区木岗镇人民政府",
            "衡东县杨林镇人民政府",
            "平罗县渠口乡",
            "潭洼县鹤门乡人民政府",
            "鸥陵区人民政府",
            "汀洼县人民政府",
            "榕垟区岫丘街道办事处",
            "鹤原县司法局",
            "榕岗市城市管理局",
            "某省财政厅",
            "某县人民政府办公室",
            "某自治县人民政府",
            "某市某区发展和改革委员会",
        ] {
            assert!(lacks_power(agency), "{agency}");
        }
        for agency in [
            "岫陵市人民政府",
            "上海市人民政府办公厅",
            "某省人民政府",
            "某自治区人民政府",
            "某自治州人民政府",
            "国家税务总局",
            "中国证券监督管理委员会",
            "景德镇市人民政府",
            "平潭综合实验区管委会",
            "交通运输部",
            "某市人民政府办公室",
            "北京市人民政府",
            "审计署",
            "某经济技术开发区管理委员会",
        ] {
            assert!(!lacks_power(agency), "{agency}");
        }
    }
}
