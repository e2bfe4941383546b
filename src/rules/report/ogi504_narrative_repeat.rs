use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::Draft;
use crate::form::Edition;
use crate::narrative;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "文中前后两处的同一数量（合理性）",
        en: "one quantity in two places of the text (plausibility)",
    },
    formula: Bilingual {
        zh: "同一数量在文中各处相同", en: "a quantity is the same wherever the text states it"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::claim, check, passing, failing },
    page: r"同一数量在文中前后两处写法不一，且没有表格可以判断。

The text states one quantity twice with different numbers, and no table decides which is right.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let claims = case.claims();
    let repeats = narrative::repeats(draft, claims);
    repeats
        .iter()
        .map(|repeat| {
            let (first, second) = (&repeat.first.span, &repeat.second.span);
            let [first_value, second_value] = [repeat.first, repeat.second].map(|claim| claim.value.number);
            let [a, b] = [first, second].map(|span| span.surroundings(draft));
            let details =
                Details::Repeat { first: first.quote(draft), first_value, second: second.quote(draft), second_value };
            let about = format!("{a}\n{b}\n{first_value} {second_value}");
            let cells = repeat.second.subject.cells(draft.form());
            Observation::of(details).with_cells(cells).with_place(second.place.clone()).with_wording(about)
        })
        .collect()
}

fn passing() -> Draft {
    example::saying("本年度共公开政府信息116条。2024年公开政府信息116条。")
}

fn failing() -> Draft {
    example::saying("本年度共公开政府信息116条。2024年公开政府信息119条。")
}
