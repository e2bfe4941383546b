//! # OGI127 undecoded-text
//!
//! 文件中有的字节无法按其编码解读，文字不全。表格中的这类格另见 OGI101。
//!
//! Some bytes of the document could not be decoded, so its text is not complete. For such a cell of a table see OGI101 too.

use super::{Bilingual, Case, Finding, Message, Of, Rule, Severity, example, lacks, strays};
use crate::draft::StrayKind;
use crate::form::Edition;
use crate::shown::clipped;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "OGI127",
    name: "undecoded-text",
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
    source: include_str!("ogi127_undecoded_text.rs"),
};

fn check(draft: &Case<'_>, rule: &'static Rule) -> Vec<Finding> {
    let lost = draft.strays().iter().filter(|stray| stray.kind == StrayKind::Undecoded);
    lost.map(|stray| {
        let (n, first) = (stray.values.len(), stray.values.first().map(|text| clipped(text)).unwrap_or_default());
        strays::finding(rule, stray).says(Message::new(
            format!("有 {n} 处文字含无法解读的字节，首处为“{first}”"),
            format!("text with bytes that could not be decoded, in {n} places, the first of which is \"{first}\""),
        ))
    })
    .collect()
}
