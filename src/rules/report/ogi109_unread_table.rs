use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, strays};
use crate::draft::{Draft, Place, State, Stray, StrayKind};
use crate::form::{Edition, Form, Table};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格", en: "the tables annexed to the format" },
    formula: Bilingual { zh: "各表均能读出", en: "every table can be read" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::form_of_its_time, check, passing: || example::with(&[]), failing },
    page: r"这一部分有表格，但没有读出：表格是图片，标签都不认识，数字散在各行，或者只写“详见附件”。没有读出不等于文件中没有，各格按未知处理，请对照原文核对。

A table stands in the section and was not read: it is a picture, none of its labels is known, its numbers are scattered over
lines, or a note refers to an attachment. Its cells are unknown, which is not the same as absent: check them in the document.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    if lacks::is_before_the_form(draft) {
        return Vec::new();
    }
    strays::observed(draft, &[StrayKind::UnreadTable]).collect()
}

fn failing() -> Draft {
    let mut draft = example::zeros(Form::Revised2021);
    let near: Vec<_> = Form::Revised2021.cells().filter(|cell| cell.table() == Table::Proceedings).collect();
    for cell in &near {
        draft.put(*cell, State::Absent);
    }
    let values = vec!["0".to_owned(); near.len()];
    draft.push_stray(Stray { kind: StrayKind::UnreadTable, label: String::new(), values, place: Place::Nowhere, near });
    draft
}
