use super::{Bilingual, Definition, Of, Severity, example, identities};
use crate::draft::State;
use crate::form::{Edition, IdentityKind, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "表三（七）总计，及（二）的填报说明",
        en: "row 3(7) of table 3, with the rule printed in row 3(2)",
    },
    formula: Bilingual {
        zh: "（七）总计 = （一）至（六）各项之和", en: "total handled = sum of the outcomes"
    },
    identity: Some(IdentityKind::OutcomeTotal),
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| identities::open(case, IdentityKind::OutcomeTotal),
        check: |case| identities::broken(case, IdentityKind::OutcomeTotal),
        passing: example::disclosed,
        failing: || {
            example::with(&[
                (cells::applications::disclosed::NATURAL_PERSON, State::Count(1)),
                (cells::applications::disclosed::TOTAL, State::Count(1)),
            ])
        },
    },
    page: r"表三每一栏的（七）总计等于（一）至（六）各项办理结果之和。2021年通知要求填报“政府信息公开申请的最终处理结果”，区分处理的只计入
（二）部分公开，因此一件申请只有一个结果。

空白、“不适用”符号、无法识别或缺失的格按未知处理：只有无论在这些格里填入什么非负整数，两边都不能相等时，才报告。

In every column of table 三 （七）总计 is the sum of the outcomes （一） to （六）. The notice of 2021 asks for the final outcome of each
application (“政府信息公开申请的最终处理结果”), and severed answers count in （二） only, so each application has one outcome.

Cells that are blank, marked, unreadable or absent are unknown: the rule finds something only where no whole numbers
from 0 up in their place would make both sides equal.",
};
