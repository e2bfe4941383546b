use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, mismatch};
use crate::draft::Draft;
use crate::form::Edition;
use crate::narrative::Contradiction;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: Edition::Revised2021.and_later(),
    basis: Bilingual {
        zh: "条例第四十二条、国办函〔2020〕109号",
        en: "Regulation, art. 42, with Guobanhan [2020] No. 109",
    },
    formula: Bilingual {
        zh: "信息处理费 ≤ 行政事业性收费", en: "information processing fee ≤ administrative fees"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::claim_on_fee, check, passing, failing },
    page: r"文中信息处理费（元）超过表中行政事业性收费总额（万元）。信息处理费是行政事业性收费的一部分，两者单位不同，不作相等比较。

The information processing fee in the text, in 元, exceeds all administrative fees of the table, in 万元, of which it is a part.
The two are never compared for equality.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    mismatch::observed(case, Contradiction::FeeExceedsTotal)
}

fn passing() -> Draft {
    example::saying("未收取信息处理费。")
}

fn failing() -> Draft {
    example::saying("全年收取信息处理费400元。")
}
