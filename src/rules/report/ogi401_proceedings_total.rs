use super::{Bilingual, Definition, Of, Severity, example, identities};
use crate::draft::State;
use crate::form::{Edition, IdentityKind, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "表四“总计”栏", en: "the heading 总计 of table 4" },
    formula: Bilingual {
        zh: "总计 = 结果维持 + 结果纠正 + 其他结果 + 尚未审结",
        en: "total = upheld + corrected + other + pending",
    },
    identity: Some(IdentityKind::ProceedingsTotal),
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| identities::open(case, IdentityKind::ProceedingsTotal),
        check: |case| identities::broken(case, IdentityKind::ProceedingsTotal),
        passing: || {
            example::with(&[
                (cells::proceedings::reconsideration::UPHELD, State::Count(2)),
                (cells::proceedings::reconsideration::TOTAL, State::Count(2)),
            ])
        },
        failing: || example::with(&[(cells::proceedings::reconsideration::UPHELD, State::Count(10))]),
    },
    page: r"表四每一部分的“总计”等于结果维持、结果纠正、其他结果、尚未审结之和。一部分有误时，只能说明该部分不成立，不能确定是哪一格。

空白、“不适用”符号、无法识别或缺失的格按未知处理：只有无论在这些格里填入什么非负整数，两边都不能相等时，才报告。

In each block of table 四 总计 is the sum of upheld, corrected, other result and pending. A wrong block can be found, but not which of its cells is wrong.

Cells that are blank, marked, unreadable or absent are unknown: the rule finds something only where no whole numbers
from 0 up in their place would make both sides equal.",
};
