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
    formula: Bilingual { zh: "文中说无 ⇔ 表中为0", en: "the text says none if and only if the cells are 0" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::comparable_claim, check, passing, failing },
    page: r"文字说没有而表格有数，或者文字说有而表格为零。

The text says that there is none and the tables say that there are some, or the reverse.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    mismatch::observed(case, Contradiction::NoneAgainstSome)
}

fn passing() -> Draft {
    example::saying("2024年未收到政府信息公开申请。")
}

fn failing() -> Draft {
    example::saying("2024年未发生政府信息公开行政复议案件。")
}
