use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::{Draft, Passage, Place, Prose};
use crate::form::{Edition, Form, Section};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual { zh: "格式所附表格", en: "the tables annexed to the format" },
    formula: Bilingual { zh: "第二、三、四部分有表格", en: "sections 2 to 4 have their tables" },
    identity: None,
    since: "0.1.0",
    of: Of::Report { lacks: lacks::form_of_its_time, check, passing: || example::with(&[]), failing },
    page: r"报告全是文字，第二、三、四部分都没有表格。各格按未知处理，不逐格报告。

The report is all prose: none of sections 2 to 4 has its table. Its cells are unknown and not listed one by one.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let place = text_in_place_of_a_table(draft).filter(|_| is_all_prose(draft));
    place.map(|passage| Observation::of(Details::NoTables).with_place(passage.place.clone())).into_iter().collect()
}

/// Whether there is text where the tables should be, and no table, read or unread.
pub(super) fn is_all_prose(draft: &Draft) -> bool {
    draft.is_without_tables()
        && draft.strays().iter().all(|stray| stray.near.is_empty())
        && !lacks::is_before_the_form(draft)
        && text_in_place_of_a_table(draft).is_some()
}

fn text_in_place_of_a_table(draft: &Draft) -> Option<&Passage> {
    let of_tables = |prose: &&Prose| prose.section.and_then(Section::table).is_some();
    draft.prose().iter().filter(of_tables).find_map(|prose| prose.passages.first())
}

fn failing() -> Draft {
    let mut draft = Draft::new(Form::Revised2021);
    draft.set_edition_shown(false);
    let passage = |text: &str| Passage { text: text.to_owned(), place: Place::Nowhere };
    for section in Section::ALL {
        let passages = vec![passage("按要求开展工作，有关情况如上。")];
        draft.push_prose(Prose { section: Some(section), heading: None, passages, has_table: false });
    }
    draft
}
