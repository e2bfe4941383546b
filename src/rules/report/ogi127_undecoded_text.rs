use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, strays};
use crate::draft::StrayKind;
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "文件的编码", en: "the encoding of the document" },
    formula: Bilingual { zh: "文字均能解读", en: "all text can be decoded" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::nothing,
        check,
        passing: || example::with(&[]),
        failing: || strays::with_one(StrayKind::Undecoded, ""),
    },
    page: r"文件中有的字节无法按其编码解读，文字不全。表格中的这类格另见 OGI101。

Some bytes of the document could not be decoded, so its text is not complete. For such a cell of a table see OGI101 too.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    strays::observed(draft, &[StrayKind::Undecoded]).collect()
}
