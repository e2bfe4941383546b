use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, mismatch};
use crate::draft::Draft;
use crate::form::Edition;
use crate::narrative::Contradiction;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "合理性", en: "plausibility" },
    formula: Bilingual { zh: "文中收到数 ≠ 一 + 二", en: "the number received in the text is not 1 + 2" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::claim_on_received, check, passing, failing },
    page: r"文字所述收到的件数等于表中本年新收与上年结转之和：文字把上年结转的也算作收到。这不是矛盾，仅作提示。
某区的文字写75件，表中为74件和1件。

The text's number of applications received is the table's number received plus the number brought forward: the text counts
both. That is no contradiction, only worth knowing. A district's text counts 75 where its table has 74 and 1.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    mismatch::observed(case, Contradiction::CountsBroughtForward)
}

fn passing() -> Draft {
    example::saying("2024年收到政府信息公开申请0件。")
}

fn failing() -> Draft {
    example::saying("2024年收到政府信息公开申请7件。")
}
