//! A fault planted alone in a right report is found alone, by the rule that answers for it.

use ogi_report::check;
use ogi_report::draft::{Date, Draft, Passage, Place, Prose, State};
use ogi_report::form::{Cell, Column, Edition, Form, Row, Section};
use ogi_report::generate;
use ogi_report::rules::{Details, Finding};
use proptest::prelude::*;
use proptest::sample::{Index, select, subsequence};

fn at(row: Row, column: Column) -> Cell {
    Cell::new(row, column).unwrap()
}

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.rule().code()).collect()
}

fn text(section: Option<Section>, text: &str) -> Prose {
    let passages = vec![Passage { text: text.to_owned(), place: Place::Nowhere }];
    Prose { section, heading: None, passages, has_table: false }
}

/// Bodies of all kinds with the month and the day that article 49 has for them.
const BODIES: [(&str, Option<(u8, u8)>); 14] = [
    ("某县某镇人民政府", None),
    ("平罗县渠口乡", None),
    ("某市某区某街道办事处", None),
    ("某县财政局", Some((1, 31))),
    ("某市某区发展和改革委员会", Some((1, 31))),
    ("某省财政厅", Some((1, 31))),
    ("某县人民政府", Some((3, 31))),
    ("某市人民政府", Some((3, 31))),
    ("某自治区人民政府", Some((3, 31))),
    ("某市人民政府办公室", None),
    ("国家税务总局某县税务局", None),
    ("某市公安局某区分局", None),
    ("某经济技术开发区管理委员会", None),
    ("交通运输部", None),
];

/// A month and a day that every year has.
fn days() -> impl Strategy<Value = (u8, u8)> {
    prop_oneof![(1..=12_u8, 1..=28_u8), select(vec![(1, 31), (2, 1), (3, 31), (4, 1)])]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn a_right_report_has_no_finding(report in generate::reports()) {
        let assessment = check(Draft::from(&report));
        prop_assert_eq!(assessment.findings(), []);
    }

    #[test]
    fn more_carried_forward_than_received_is_found_in_its_column(
        report in generate::reports(), column in any::<Index>(), over in 1..50_i64,
    ) {
        let columns: Vec<Column> =
            Column::all().filter(|c| !c.is_total() && Cell::new(Row::Received, *c).is_some()).collect();
        let column = *column.get(&columns);
        let mut draft = Draft::from(&report);
        let number = |draft: &Draft, row, column| draft.count(at(row, column)).unwrap();
        let raise = number(&draft, Row::Received, column) - number(&draft, Row::CarriedForward, column) + over;
        // What stays open all year was brought forward: every identity still holds.
        for row in [Row::BroughtForward, Row::CarriedForward] {
            for column in [column, Column::Total] {
                let raised = number(&draft, row, column) + raise;
                draft.set(at(row, column), raised).unwrap();
            }
        }
        let assessment = check(draft);
        prop_assert_eq!(codes(assessment.findings()), ["OGI304"]);
        let found = &assessment.findings()[0];
        prop_assert_eq!(found.cells(), [at(Row::Received, column), at(Row::CarriedForward, column)]);
        let Details::OpenOverReceived { received, carried_forward } = found.details() else { panic!("{found}") };
        prop_assert_eq!(carried_forward - received, over);
        prop_assert!(assessment.report().is_some(), "a note rejects nothing");
    }

    #[test]
    fn numbers_of_a_row_of_the_trial_edition_that_do_not_go_together_are_found(
        report in generate::reports_of(Form::Trial2019), row in any::<Index>(), over in 1..50_i64, has_projects: bool,
    ) {
        let tied: Vec<[Cell; 2]> = Row::all()
            .flat_map(|row| {
                [
                    [Column::NewlyPublished, Column::TotalPublished],
                    [Column::ItemsLastYear, Column::NetChange],
                    [Column::Projects, Column::TotalValue],
                ]
                .map(|pair| pair.map(|column| Cell::new(row, column).filter(|cell| cell.is_in(Form::Trial2019))))
            })
            .filter_map(|[a, b]| Some([a?, b?]))
            .collect();
        prop_assert_eq!(tied.len(), 8);
        let [first, second] = *row.get(&tied);
        let mut draft = Draft::from(&report);
        // The rules of a body that cannot make any are another fault.
        prop_assume!(first.row() != Row::Rules || draft.count(second).unwrap() > 0);
        match first.column() {
            Column::NewlyPublished => draft.set(first, draft.count(second).unwrap() + over).unwrap(),
            Column::ItemsLastYear => draft.set(second, -(draft.count(first).unwrap() + over)).unwrap(),
            _ => {
                let (projects, sum) = if has_projects { (over, "0") } else { (0, "25.1") };
                draft.set(first, projects).unwrap();
                draft.set(second, ogi_report::draft::numeral::read(sum, second.kind())).unwrap();
            }
        }
        let assessment = check(draft);
        prop_assert_eq!(codes(assessment.findings()), ["OGI203"]);
        prop_assert_eq!(assessment.findings()[0].cells(), [first, second]);
    }

    #[test]
    fn a_report_all_in_prose_has_one_finding_however_its_sections_are_merged(
        sections in subsequence(Section::ALL.to_vec(), 1..=Section::ALL.len()),
    ) {
        let mut draft = Draft::new(Form::Revised2021);
        draft.set_edition_shown(false);
        draft.set_year(2024);
        for section in &sections {
            draft.push_prose(text(Some(*section), "按要求开展工作，有关情况如上。"));
        }
        let assessment = check(draft);
        let found = codes(assessment.findings());
        let is_whole = sections.iter().any(|section| *section > Section::Overview);
        prop_assert_eq!(found.contains(&"OGI118"), is_whole, "{:?}", found);
        // A document that ends with section 一 may have lost the rest.
        prop_assert_eq!(found.contains(&"OGI107"), !is_whole, "{:?}", found);
        if is_whole {
            // Of the sections that never have a table, each that is missing is told by itself.
            let missing = Section::ALL.iter().filter(|s| s.table().is_none() && !sections.contains(s)).count();
            prop_assert_eq!(found.iter().filter(|code| **code == "OGI113").count(), missing, "{:?}", found);
        }
    }

    #[test]
    fn only_the_regulations_own_decrees_and_articles_are_right(
        number in prop_oneof![1..1_200_u64, select(vec![492, 711])],
        sentence in select(&[
            "根据《中华人民共和国政府信息公开条例》（国务院令第N号）编制。",
            "根据《中华人民共和国政府信息公开条例》(中华人民共和国国务院令 第 N 号，以下简称《条例》)第五十条编制。",
            "根据国务院令第N号《中华人民共和国政府信息公开条例》编制。",
            "根据《政府信息公开条例》（国务院令第492号公布、国务院第N号令修订）和《优化营商环境条例》（国务院令第722号）编制。",
        ][..]),
    ) {
        let mut draft = Draft::from(&ogi_report::Report::zero(Form::Revised2021));
        draft.push_prose(text(None, &sentence.replace('N', &number.to_string())));
        let is_right = [492, 711].contains(&number);
        let found = check(draft);
        let found: Vec<&Finding> = found.findings().iter().filter(|f| f.rule().code() == "OGI126").collect();
        prop_assert_eq!(found.len(), usize::from(!is_right), "{:?}", found);
    }

    #[test]
    fn a_report_is_late_exactly_after_the_earlier_of_the_laws_day_and_the_one_given(
        form in select(&Form::ALL[..]), year in 2019..2040_u16, body in select(&BODIES[..]), known: bool,
        published in days(), given in prop::option::of(days()),
    ) {
        let day = |(month, day)| Date { year: year + 1, month, day };
        let (agency, law) = body;
        let mut draft = Draft::from(&ogi_report::Report::zero(form));
        prop_assume!(Edition::for_year(year) == Some(draft.edition()));
        draft.set_agency(agency);
        draft.set_year(year);
        draft.set_due(given.map(day));
        if known {
            draft.set_published(day(published));
        }
        let due = law.into_iter().chain(given).min();
        let is_late = known && due.is_some_and(|due| published > due);
        let assessment = check(draft.clone());
        prop_assert_eq!(codes(assessment.findings()), if is_late { vec!["OGI801"] } else { vec![] });
        if let Some(Details::Late { published: on, due: by, .. }) = assessment.findings().first().map(Finding::details) {
            prop_assert_eq!((Some(*on), Some(*by)), (Some(day(published)), due.map(day)));
        }
        // Kept with the draft.
        let json = serde_json::to_string(&draft).unwrap();
        prop_assert_eq!(serde_json::from_str::<Draft>(&json).unwrap(), draft);
    }

    #[test]
    fn an_unknown_number_accuses_nobody(report in generate::reports(), cells in prop::collection::vec(any::<Index>(), 1..9)) {
        let mut draft = Draft::from(&report);
        let all: Vec<Cell> = draft.form().cells().collect();
        for cell in cells {
            draft.set(*cell.get(&all), State::Blank).unwrap();
        }
        let assessment = check(draft);
        let found = codes(assessment.findings());
        prop_assert!(!found.contains(&"OGI203") && !found.contains(&"OGI304"), "{:?}", found);
    }
}

/// The number of a decree with the word of an article, and an article that the Regulation does not have.
#[test]
fn an_article_that_the_regulation_does_not_have_is_found() {
    for (sentence, is_right) in [
        ("根据《中华人民共和国政府信息公开条例》（国务院令第711条）编制。", false),
        ("根据《中华人民共和国政府信息公开条例》第五十七条编制。", false),
        ("根据《中华人民共和国政府信息公开条例》第五十六条编制。", true),
        ("根据《某省政府信息公开条例》第六十条编制。", true),
    ] {
        let mut draft = Draft::from(&ogi_report::Report::zero(Form::Revised2021));
        draft.push_prose(text(None, sentence));
        let found = check(draft);
        assert_eq!(codes(found.findings()).contains(&"OGI126"), !is_right, "{sentence}");
    }
}

#[test]
fn a_day_that_does_not_exist_accuses_nobody() {
    let mut draft = Draft::from(&ogi_report::Report::zero(Form::Revised2021).with_agency("某县财政局").with_year(2024));
    draft.set_published(Date { year: 2025, month: 2, day: 30 });
    let assessment = check(draft);
    assert_eq!(codes(assessment.findings()), Vec::<&str>::new());
    let (_, outcome) = assessment.account().find(|(rule, _)| rule.code() == "OGI801").unwrap();
    assert_eq!(outcome.reason().unwrap().en, "a day that was given does not exist");
}
