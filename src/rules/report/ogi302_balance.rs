use super::{Bilingual, Definition, Of, Severity, example, identities};
use crate::draft::State;
use crate::form::{Edition, IdentityKind, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "表三表头：“第一项加第二项之和，等于第三项加第四项之和”",
        en: "the note in the header of table 3",
    },
    formula: Bilingual {
        zh: "一 + 二 = （七）总计 + 四",
        en: "received + brought forward = handled + carried forward",
    },
    identity: Some(IdentityKind::Balance),
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| identities::open(case, IdentityKind::Balance),
        check: |case| identities::broken(case, IdentityKind::Balance),
        passing: example::disclosed,
        failing: || {
            example::with(&[
                (cells::applications::received::NATURAL_PERSON, State::Count(2)),
                (cells::applications::received::TOTAL, State::Count(2)),
            ])
        },
    },
    page: r"表三每一栏：一、本年新收 + 二、上年结转 = 三（七）总计 + 四、结转下年度继续办理。这是该表表头自己注明的勾稽关系。

空白、“不适用”符号、无法识别或缺失的格按未知处理：只有无论在这些格里填入什么非负整数，两边都不能相等时，才报告。

In every column of table 三: received + brought forward = handled + carried forward. The header of the table itself says so.

Cells that are blank, marked, unreadable or absent are unknown: the rule finds something only where no whole numbers
from 0 up in their place would make both sides equal.",
};
