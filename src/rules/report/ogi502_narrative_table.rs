use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, mismatch};
use crate::draft::Draft;
use crate::form::Edition;
use crate::narrative::Contradiction;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "数据准确（国办公开办函〔2021〕30号）",
        en: "accurate figures (Guobangongkaibanhan [2021] No. 30)",
    },
    formula: Bilingual {
        zh: "文中的数量 = 表中对应各格之和",
        en: "the number in the text = the sum of the cells that it names",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::comparable_claim, check, passing, failing },
    page: r"文字所述数量与表格不一致，两者都不为零。说的是其他年度、其他单位、一部分、累计数或约数的，不比较；读法有疑问的，不报告。

The text and the tables give different numbers for one quantity, neither of them 0. What is said of another year, another
body, a part, a running total or a rough number is not compared, and what can be read in more than one way is not
reported.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    mismatch::observed(case, Contradiction::Different)
}

fn passing() -> Draft {
    example::saying("因政府信息公开被申请行政复议3件。")
}

fn failing() -> Draft {
    example::saying("因政府信息公开被申请行政复议5件。")
}
