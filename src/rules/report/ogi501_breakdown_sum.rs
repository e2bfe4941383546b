use rust_decimal::Decimal;

use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::Draft;
use crate::form::Edition;
use crate::narrative;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "文中所列各部分与总数（合理性）", en: "the text's own whole and parts (plausibility)"
    },
    formula: Bilingual { zh: "总数 = 所列各部分之和", en: "whole = sum of the parts listed after it" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::list, check, passing, failing },
    page: r"文中先写总数、再列各部分，而各部分相加不等于总数。只核对声称完整的列举：有“等”“主要”的、部分之下又分部分的、
任何一种读法能够相加得总数的，都不报告。某乡2024年度的报告写明116条，所列为4+2+104+2+3+2+2，合计119条。

The text states a whole and lists its parts, and the parts do not add up. Only a list that claims to be complete is
held against its whole: not one with 等 or 主要, not one with parts of parts, and not one that adds up under any
reading of it. A township's report on 2024 states 116 items and lists 4+2+104+2+3+2+2 = 119.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let claims = case.claims();
    let broken = narrative::broken_sums(claims);
    broken
        .map(|sum| {
            let parts: Vec<Decimal> = sum.parts.iter().map(|part| part.value.number).collect();
            let (whole, span) = (sum.whole.value.number, &sum.whole.span);
            let added = parts.iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
            let about = format!("{}\n{added}={whole}", span.surroundings(draft));
            let details = Details::List { quote: span.quote(draft), whole, parts, sum: sum.total() };
            Observation::of(details).with_place(span.place.clone()).with_wording(about)
        })
        .collect()
}

fn passing() -> Draft {
    example::saying("公开政府信息116条，其中部门文件4条、民政救助104条、其他8条。")
}

fn failing() -> Draft {
    example::saying("公开政府信息116条，其中部门文件4条、民政救助104条、其他11条。")
}
