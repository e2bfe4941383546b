use super::{Bilingual, Case, Definition, Observation, Of, Severity, example, lacks, strays};
use crate::draft::{Draft, Place, Stray, StrayKind};
use crate::form::{Cell, Column, Edition, Row};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格的行", en: "the rows of the tables annexed to the format" },
    formula: Bilingual { zh: "行的名称与格式一致", en: "the label of each row is the form's" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::nothing, check, passing: || example::with(&[]), failing },
    page: r"表格中某一行的名称与格式不同（写错、缺失或为新写法），按其在上下行之间的位置认定为格式中的该行，且各项勾稽关系均成立。请核对名称。

The label of a row differs from the form's: it is misspelt, cut or new. The row was read by its place between its neighbours, and the sums hold with it. Check the label.",
};

fn failing() -> Draft {
    let mut draft = example::with(&[]);
    let near = Column::all().filter_map(|column| Cell::new(Row::BroughtForward, column)).collect();
    let label = "二、上年结转申请数量".to_owned();
    draft.push_stray(Stray { kind: StrayKind::LabelBySums, label, values: Vec::new(), place: Place::Nowhere, near });
    draft
}

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    strays::observed(draft, &[StrayKind::LabelBySums]).collect()
}
