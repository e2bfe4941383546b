//! Where single rules begin and end: the case on either side of each bound.

use ogi_report::draft::{Draft, Entry, Passage, Place, Prose, State, Unreadable};
use ogi_report::form::{Cell, Form, Section};
use ogi_report::{Report, check};

fn cell(address: &str) -> Cell {
    address.parse().expect("an address")
}

fn zero() -> Draft {
    Draft::from(&Report::zero(Form::Revised2021))
}

fn passage(text: &str) -> Passage {
    Passage { text: text.to_owned(), place: Place::Nowhere }
}

fn part(section: Section, heading: &str, text: &str) -> Prose {
    let passages = if text.is_empty() { Vec::new() } else { vec![passage(text)] };
    Prose { section: Some(section), heading: Some(passage(heading)), passages, has_table: false }
}

/// The cells of each finding of a rule.
fn found(draft: Draft, code: &str) -> Vec<Vec<Cell>> {
    let assessment = check(draft);
    let findings = assessment.findings().iter().filter(|finding| finding.rule().code() == code);
    findings.map(|finding| finding.cells().to_vec()).collect()
}

fn of_agency(agency: &str) -> Draft {
    let mut draft = zero();
    for column in ["issued", "in_force"] {
        draft.set(cell(&format!("disclosure.rules.{column}")), State::Count(3)).unwrap();
    }
    draft.set_agency(agency);
    draft
}

#[test]
fn only_a_local_department_or_a_government_below_the_city_lacks_the_power_to_make_rules() {
    let lacks =
        ["某县人民政府办公厅", "某省水利厅", "某旗财政局", "某州林业局", "某市某委员会", "某县街道", "某市某镇"];
    for agency in lacks {
        assert_eq!(found(of_agency(agency), "OGI201").len(), 1, "{agency}");
    }
    // The place must stand before the department's own name, and a national body is none of a place.
    let may = [
        "市场监督管理局",
        "国家某市某局",
        "中国某省某局",
        "中华某县某局",
        "某市某管理委员会",
        "某自治区人民政府办公厅",
    ];
    for agency in may {
        assert_eq!(found(of_agency(agency), "OGI201").len(), 0, "{agency}");
    }
}

/// The whole report, with these parts in place of section 二.
fn with_disclosure(parts: &[Prose]) -> Draft {
    let mut draft = Draft::new(Form::Revised2021);
    for (cell, entry) in zero().cells().filter(|(cell, _)| cell.section() != Section::Disclosure) {
        draft.set(cell, entry.clone()).unwrap();
    }
    for section in Section::ALL {
        let heading = section.heading(ogi_report::form::Lang::Zh);
        if section == Section::Disclosure {
            for part in parts {
                draft.push_prose(part.clone());
            }
        } else {
            draft.push_prose(part(section, heading, "按要求开展工作。"));
        }
    }
    draft
}

#[test]
fn a_part_named_like_a_section_is_neither_a_second_one_nor_leaves_the_first_empty() {
    let of = |heading: &str, text: &str| part(Section::Disclosure, heading, text);
    let count = |parts: &[Prose]| found(with_disclosure(parts), "OGI113").len();
    let (whole, bare) = ("二、主动公开政府信息情况", "主动公开政府信息情况");
    assert_eq!(count(&[of(whole, "按要求公开。")]), 0);
    assert_eq!(count(&[of(whole, "")]), 1, "empty");
    assert_eq!(count(&[of(whole, "按要求公开。"), of(bare, "栏目按月更新。")]), 0, "a part of it");
    assert_eq!(count(&[of(bare, "按要求公开。"), of(bare, "栏目按月更新。")]), 0, "parts without a number");
    assert_eq!(count(&[of(whole, "按要求公开。"), of(whole, "栏目按月更新。")]), 1, "there twice");
    assert_eq!(count(&[of(whole, ""), part(Section::Overview, "总体情况", "按要求公开。")]), 0, "it has a part");
}

#[test]
fn an_amount_is_as_large_as_the_largest_count_and_no_larger() {
    let fees = cell("disclosure.fees.amount");
    let read = |text: &str| ogi_report::draft::numeral::read(text, fees.kind());
    for text in ["9007199254740991", "9007199254740991万元", "9007199254740990.99"] {
        assert!(matches!(read(text).state(), State::Amount(_)), "{text}");
    }
    for text in ["9007199254740992", "9007199254740991.01"] {
        assert_eq!(read(text).state(), &State::Unreadable(Unreadable::TooLarge), "{text}");
    }
}

#[test]
fn what_was_brought_forward_is_noted_as_received_unless_the_text_tells_it_apart() {
    let codes = |text: &str| {
        let mut draft = zero();
        for (row, n) in [("received", 7), ("brought_forward", 3), ("disclosed", 10), ("handled", 10)] {
            for column in ["natural_person", "total"] {
                draft.set(cell(&format!("applications.{row}.{column}")), State::Count(n)).unwrap();
            }
        }
        draft.set_agency("某县某镇人民政府");
        draft.set_year(2024);
        draft.push_prose(part(Section::Overview, "一、总体情况", text));
        let assessment = check(draft);
        let codes = assessment.findings().iter().map(|finding| finding.rule().code());
        codes.filter(|code| code.starts_with("OGI5")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(codes("2024年收到政府信息公开申请7件。"), "");
    assert_eq!(codes("2024年收到政府信息公开申请10件。"), "OGI505");
    assert_eq!(codes("2024年收到政府信息公开申请10件，其中上年结转3件。"), "");
    assert_eq!(codes("2024年收到政府信息公开申请9件。"), "OGI502");
    assert_eq!(codes("2024年收到政府信息公开申请11件。"), "OGI502");
}

#[test]
fn unreadable_cells_are_one_finding_where_they_are_one_text_only() {
    let at = |column: u32| Place::Line { line: 7, column };
    let unreadable = |places: [Place; 3]| {
        let mut draft = zero();
        for (name, place) in ["natural_person", "commercial_enterprise", "research_institution"].iter().zip(places) {
            let entry = Entry::read(State::Unreadable(Unreadable::NotANumber), "1O", place);
            draft.set(cell(&format!("applications.received.{name}")), entry).unwrap();
        }
        found(draft, "OGI101").iter().map(Vec::len).collect::<Vec<_>>()
    };
    assert_eq!(unreadable([at(3), at(3), at(3)]), [3]);
    assert_eq!(unreadable([at(3), at(3), at(5)]), [2, 1]);
    assert_eq!(unreadable([at(3), at(5), at(7)]), [1, 1, 1]);
    assert_eq!(unreadable([Place::Nowhere, Place::Nowhere, Place::Nowhere]), [1, 1, 1]);
}
