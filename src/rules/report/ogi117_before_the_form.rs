use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::{Draft, StrayKind};
use crate::form::{Edition, Form};
use crate::impossible::DebugExpect;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "国办公开办函〔2019〕60号", en: "Guobangongkaibanhan [2019] No. 60" },
    formula: Bilingual { zh: "2019年度起使用统一格式", en: "the form is used from the report on 2019 on" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::nothing, check, passing: || example::with(&[]), failing },
    page: r"2019年度以前的报告：题名是那些年度的，或者表格是当时的统计表。当时没有现行格式的表格，不按现行格式核对。

A report on a year before 2019, as its title or its tables show. The form did not exist then, so the
report is not held to it.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    if !lacks::is_before_the_form(draft) {
        return Vec::new();
    }
    let table = draft.strays().iter().find(|stray| stray.kind == StrayKind::BeforeTheForm);
    let place = table.map(|stray| &stray.place).or_else(|| draft.year().map(|year| &year.place));
    vec![Observation::of(Details::BeforeTheForm).with_place(place.cloned().debug_expect("a title or a table shows it"))]
}

fn failing() -> Draft {
    let mut draft = Draft::new(Form::Revised2021);
    draft.set_edition_shown(false);
    draft.set_year(2017);
    draft
}
