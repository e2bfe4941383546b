use super::{
    Bilingual, Case, Definition, Details, Observation, Of, SectionFault, Severity, example, lacks, ogi118_no_tables,
};
use crate::draft::{Draft, Passage, Place, Prose, State};
use crate::form::{Edition, Lang, Section};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "条例第五十条、国办公开办函〔2021〕30号",
        en: "Regulation, art. 50, Guobangongkaibanhan [2021] No. 30",
    },
    formula: Bilingual {
        zh: "一至六各一，依次，非空", en: "sections 1 to 6, each once, in order, not empty"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::sections,
        check,
        passing: || outline(&Section::ALL),
        failing: || outline(&[Section::Overview, Section::Disclosure, Section::Applications, Section::Proceedings]),
    },
    page: r"六个部分缺一、为空、重复，或者次序不对。表格已找到的部分，缺的只是标题，不算缺；与别的部分合用标题的，标题有序号而名称不同的，也不算缺。全是文字的报告合并了第二至四部分的，另见 OGI118。没有序号的小标题不算重复。

One of the six sections is missing, empty, there twice, or out of order. A section whose table was found lacks only its
heading and is not missing; nor is one that shares the heading of another, or whose number stands over another name. For
reports all in prose that merge sections 2 to 4 see OGI118. A heading without a section's number is not a second section.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    if lacks::sections(case).is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    // A section that was set has no heading, and no place.
    let place = |prose: &Prose| prose.heading.as_ref().map_or(Place::Nowhere, |heading| heading.place.clone());
    let observed = |section: Section, fault: SectionFault, place: Place| {
        let about = format!("{}{}", section.heading(Lang::Zh), fault.words(Lang::Zh));
        Observation::of(Details::Section { section, fault }).with_place(place).with_wording(about)
    };
    for section in Section::ALL {
        let here: Vec<&Prose> = draft.prose().iter().filter(|p| p.section == Some(section)).collect();
        match here.as_slice() {
            [] if has_cells(draft, section) => {}
            [] if is_named_elsewhere(draft, section) => {}
            // The report merges it with others: one finding tells of all.
            [] if section.table().is_some() && ogi118_no_tables::is_all_prose(draft) => {}
            [] => found.push(observed(section, SectionFault::Missing, Place::Nowhere)),
            [one] if is_empty(one) && !has_cells(draft, section) && !has_part(draft, section) => {
                found.push(observed(section, SectionFault::Empty, place(one)));
            }
            [_] => {}
            // A part of section 一 may be called like another section; what is numbered like a section is one.
            several if several.iter().filter(|p| is_numbered(p)).count() < 2 => {}
            [_, again, ..] => found.push(observed(section, SectionFault::Repeated, place(again))),
        }
    }
    let headed = draft.prose().iter().filter(|p| is_numbered(p));
    let order: Vec<(Section, &Prose)> = headed.filter_map(|p| Some((p.section?, p))).collect();
    let early = order.iter().zip(order.iter().skip(1)).find(|((before, _), (after, _))| after < before);
    if let Some((_, (section, prose))) = early {
        found.push(observed(*section, SectionFault::OutOfOrder, place(prose)));
    }
    found
}

/// Whether the document has any cell of the section's table, or values that may belong to it.
fn has_cells(draft: &Draft, section: Section) -> bool {
    section.table().is_some_and(|table| {
        let values = draft.cells().any(|(cell, entry)| cell.table() == table && entry.state() != &State::Absent);
        let unplaced = draft.strays().iter().any(|stray| {
            stray.near.iter().any(|cell| cell.table() == table)
                || section.known_headings().any(|heading| stray.label.contains(heading))
        });
        values || unplaced
    })
}

/// Whether a heading without a number follows the section's: a part of it, called like another section.
fn has_part(draft: &Draft, section: Section) -> bool {
    let after = draft.prose().iter().skip_while(|p| p.section != Some(section)).nth(1);
    after.is_some_and(|p| !is_numbered(p))
}

/// Whether the heading has a section's number: 二、.
fn is_numbered(prose: &Prose) -> bool {
    prose.heading.as_ref().is_none_or(|heading| numbers(&heading.text).is_some())
}

/// The section whose number the text starts with.
fn numbers(text: &str) -> Option<Section> {
    let text = text.trim_start_matches(['*', '#', '第', ' ', '\u{3000}']);
    let after = |s: &Section| {
        text.strip_prefix(s.numeral()).is_some_and(|t| t.trim_start().starts_with(['、', '.', '．', '，', ' ', '部']))
    };
    Section::ALL.into_iter().find(after)
}

/// Whether a heading of another section names this one too (五、六 in one), or a line carries its number under a name of
/// its own, or its name under another number: （一）总体情况.
fn is_named_elsewhere(draft: &Draft, section: Section) -> bool {
    let names = || {
        section.known_headings().map(|known| match known.strip_prefix(section.numeral()) {
            Some(name) => name.trim_start_matches('、'),
            None => known,
        })
    };
    // A number and its brackets or mark are at most three characters.
    let is_heading = |text: &str| {
        let text = text.trim_start_matches(['*', '#', ' ']).trim_end_matches('*');
        names().any(|name| text.strip_suffix(name).is_some_and(|number| number.chars().count() <= 3))
    };
    let numbered = format!("{}、", section.numeral());
    draft.prose().iter().any(|prose| {
        let heads = |text: &str| names().any(|name| text.contains(name)) || text.contains(&numbered);
        prose.heading.as_ref().is_some_and(|heading| heads(&heading.text))
            || prose.passages.iter().any(|p| numbers(&p.text) == Some(section) || is_heading(&p.text))
    })
}

fn is_empty(prose: &Prose) -> bool {
    prose.passages.iter().all(|p| p.text.trim().is_empty()) && !prose.has_table
}

fn outline(sections: &[Section]) -> Draft {
    let mut draft = example::with(&[]);
    for section in sections {
        let passages = vec![Passage { text: "按要求开展工作。".to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose {
            section: Some(*section),
            heading: None,
            passages,
            has_table: section.table().is_some(),
        });
    }
    draft
}
