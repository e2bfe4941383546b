use super::{Bilingual, Definition, Of, Severity, example, identities};
use crate::draft::State;
use crate::form::{Edition, IdentityKind, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Error,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "表三“总计”栏", en: "the heading 总计 of table 3" },
    formula: Bilingual {
        zh: "总计 = 自然人 + 商业企业 + 科研机构 + 社会公益组织 + 法律服务机构 + 其他",
        en: "total = natural persons + the five kinds of organisation",
    },
    identity: Some(IdentityKind::RowTotal),
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| identities::open(case, IdentityKind::RowTotal),
        check: |case| identities::broken(case, IdentityKind::RowTotal),
        passing: example::disclosed,
        failing: || example::with(&[(cells::applications::disclosed::TOTAL, State::Count(1))]),
    },
    page: r"表三每一行的“总计”等于该行六类申请人之和。

空白、“不适用”符号、无法识别或缺失的格按未知处理：只有无论在这些格里填入什么非负整数，两边都不能相等时，才报告。

In every row of table 三 the 总计 column is the sum of the six kinds of applicant.

Cells that are blank, marked, unreadable or absent are unknown: the rule finds something only where no whole numbers
from 0 up in their place would make both sides equal.",
};
