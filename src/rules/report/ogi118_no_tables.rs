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
    page: r"报告全是文字，第二、三、四部分都没有表格；或者各部分合并，这三部分连标题也没有，而后面的部分是有的。各格按未知处理，不逐格、不逐部分报告。
只有开头的报告（后面的部分没有读到）不在此列。

The report is all prose: sections 2 to 4 have text in place of their tables, or they are merged into others, without a heading
of their own before the sections that follow them. Its cells are unknown; neither they nor these sections are listed one by one. A
document that breaks off before the sections that follow is not among them.",
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

/// The first text of a section that should have a table, or, where no such section is there, of one that follows them all:
/// then they were merged into others, and did not fall off the end of the document.
fn text_in_place_of_a_table(draft: &Draft) -> Option<&Passage> {
    let has_table = |prose: &Prose| prose.section.and_then(Section::table).is_some();
    let follows = |prose: &Prose| prose.section > Section::ALL.into_iter().rfind(|section| section.table().is_some());
    let text = |is_of: &dyn Fn(&Prose) -> bool| {
        draft.prose().iter().filter(|prose| is_of(prose)).find_map(|prose| prose.passages.first())
    };
    if draft.prose().iter().any(has_table) { text(&has_table) } else { text(&follows) }
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
