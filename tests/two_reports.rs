//! Several reports in one document are read apart, whole, and told.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;

use formats::WRITERS;
use ogi_report::draft::{Draft, Passage, Place, Prose};
use ogi_report::form::{Form, Lang, Section};
use ogi_report::read::{Block, Document, GridCell, Kind};
use ogi_report::{Report, Verdict, check, generate, read, render};
use proptest::prelude::*;

fn draft(report: &Report, year: u16) -> Draft {
    let mut draft = Draft::from(report);
    draft.set_agency("某市人民政府");
    draft.set_year(year);
    for section in Section::ALL.into_iter().filter(|section| section.table().is_none()) {
        let passages = vec![Passage { text: "按要求开展工作。".to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(section), heading: None, passages, has_table: false });
    }
    draft
}

/// The rules that found something. That an amount has its unit beside it (OGI105) is so in each report alone, too.
fn codes(draft: Draft) -> Vec<&'static str> {
    let assessment = check(draft);
    assessment.findings().iter().map(|finding| finding.rule().code).filter(|code| *code != "OGI105").collect()
}

fn year_of(report: &Report, odd: bool) -> u16 {
    if report.edition().name() == "2019" { 2019 + u16::from(odd) } else { 2023 + u16::from(odd) }
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn two_reports_one_after_the_other_are_read_apart(
        one in generate::reports(), two in generate::reports(), odd in any::<[bool; 2]>(),
        format in prop::sample::select(&WRITERS[..]),
    ) {
        let drafts = [draft(&one, year_of(&one, odd[0])), draft(&two, year_of(&two, odd[1]))];
        let [mut document, below] = drafts.each_ref().map(render::official);
        document.blocks.extend(below.blocks);
        let (kind, write) = format;
        let bytes = write(&document);
        let read = read::read_all(&bytes).unwrap();
        // One report shown twice is one.
        let copies = drafts[0] == drafts[1];
        prop_assert_eq!(read.len(), if copies { 1 } else { 2 }, "{}", kind);
        prop_assert_eq!(&read::read(&bytes).unwrap(), &read[0]);
        for (found, printed) in read.into_iter().zip(&drafts) {
            prop_assert_eq!(found.form(), printed.form(), "{}", kind);
            prop_assert_eq!(found.year().map(|y| y.value), printed.year().map(|y| y.value));
            for (cell, entry) in printed.cells() {
                prop_assert_eq!(found.state(cell), entry.state(), "{} in {}", cell, kind);
            }
            prop_assert_eq!(codes(found), if copies { vec![] } else { vec!["OGI116"] }, "{}", kind);
        }
    }

    /// They need neither headings nor titles: tables that begin anew after the last one are of another report.
    #[test]
    fn two_reports_of_tables_alone_are_read_apart(
        one in generate::reports(), two in generate::reports(), odd in any::<[bool; 2]>(), titled in any::<bool>(),
        format in prop::sample::select(&WRITERS[..]),
    ) {
        let drafts = [draft(&one, year_of(&one, odd[0])), draft(&two, year_of(&two, odd[1]))];
        prop_assume!(Draft::from(&one) != Draft::from(&two));
        // The text of a PDF tells its tables apart by the headings above them.
        prop_assume!(format.0 != Kind::PdfText);
        let mut document = render::official(&drafts[0]);
        let below = render::official(&drafts[1]);
        let title = |block: &Block| matches!(block, Block::Paragraph(p) if p.text.ends_with("工作年度报告"));
        document.blocks.extend(below.blocks);
        document.blocks.retain(|block| matches!(block, Block::Grid(_)) || (titled && title(block)));
        document.title = None;
        let (kind, write) = format;
        let bytes = write(&document);
        let read = read::read_all(&bytes).unwrap();
        prop_assert_eq!(read.len(), 2, "{}\n{}", kind, String::from_utf8_lossy(&bytes));
        for (found, printed) in read.into_iter().zip(&drafts) {
            prop_assert_eq!(found.form(), printed.form(), "{}", kind);
            prop_assert_eq!(found.year().map(|y| y.value), printed.year().filter(|_| titled).map(|y| y.value));
            for (cell, entry) in printed.cells() {
                prop_assert_eq!(found.state(cell), entry.state(), "{} in {}", cell, kind);
            }
            prop_assert!(codes(found).contains(&"OGI116"), "{}", kind);
        }
    }

    /// A print-out that compares two years has twice as many columns: none of its numbers is read.
    #[test]
    fn two_reports_side_by_side_are_not_mixed(
        one in generate::reports_of(Form::Revised2021), two in generate::reports_of(Form::Revised2021),
        format in prop::sample::select(&WRITERS[..]),
    ) {
        let drafts = [draft(&one, 2024), draft(&two, 2023)];
        let [document, other] = drafts.each_ref().map(render::official);
        let document = side_by_side(document, &other);
        let (kind, write) = format;
        let found = read(&write(&document)).unwrap();
        let applications = |cell: &ogi_report::form::Cell| cell.table().part() == "applications";
        let placed: Vec<_> = found.cells().filter(|(c, e)| applications(c) && e.state().name() == "count").collect();
        prop_assert_eq!(placed, vec![], "{}\n{}", kind, String::from_utf8_lossy(&write(&document)));
        let assessment = check(found);
        prop_assert_eq!(assessment.verdict(), Verdict::Rejected, "{} {:?}", kind, assessment.findings());
        prop_assert_eq!(codes(assessment.into_draft()), ["OGI116"], "{}", kind);
    }
}

/// The document with the columns of section 三 of the other beside its own.
fn side_by_side(mut document: Document, other: &Document) -> Document {
    let grids = other.blocks.iter().filter_map(|b| if let Block::Grid(grid) = b { Some(grid) } else { None });
    let mut grids = grids.collect::<Vec<_>>().into_iter();
    for block in &mut document.blocks {
        let Block::Grid(grid) = block else { continue };
        let Some(other) = grids.next() else { continue };
        if other.rows.len() < 20 {
            continue;
        }
        for (row, beside) in grid.rows.iter_mut().zip(&other.rows) {
            let is_value = |c: &&GridCell| ogi_report::draft::numeral::is_value(&c.text);
            let values: Vec<GridCell> = beside.iter().filter(is_value).cloned().collect();
            let labels: Vec<GridCell> =
                beside.iter().rev().take_while(|c| c.text.chars().count() < 9).cloned().collect();
            row.extend(if values.is_empty() { labels.into_iter().rev().collect() } else { values });
        }
    }
    document
}

#[test]
fn the_finding_names_both_reports_with_their_places() {
    let report = Report::zero(Form::Revised2021);
    let pages = [2024, 2023].map(|year| render::tsv(&render::official(&draft(&report, year))));
    let read = read::read_all(pages.concat().as_bytes()).unwrap();
    let [first, second] = read.as_slice() else { panic!("{}", read.len()) };
    let message = |draft: &Draft| check(draft.clone()).findings()[0].message(Lang::En).to_owned();
    let (new, old) = ("某市人民政府2024年政府信息公开工作年度报告", "某市人民政府2023年政府信息公开工作年度报告");
    let at = pages[0].lines().count() + 1;
    assert_eq!(
        message(first),
        format!(
            "2 reports in the document: this is \"{new}\" (line 1, column 1), beside \"{old}\" (line {at}, column 1)"
        )
    );
    assert!(message(second).starts_with(&format!("2 reports in the document: this is \"{old}\" (line {at}")));
}

#[test]
fn a_link_to_last_years_report_is_no_report() {
    let mut page = render::tsv(&render::official(&draft(&Report::zero(Form::Revised2021), 2024)));
    page.push_str("某市人民政府2023年政府信息公开工作年度报告\n\n一、总体情况\n\n按要求开展工作。\n");
    assert_eq!(read::read_all(page.as_bytes()).unwrap().len(), 1);
}

#[test]
fn a_list_of_contents_is_no_report() {
    let contents = Section::ALL.map(|s| s.heading(Lang::Zh)).join("\n\n");
    let page = render::tsv(&render::official(&draft(&Report::zero(Form::Revised2021), 2024)));
    let (title, rest) = page.split_once("\n\n").unwrap();
    let page = format!("{title}\n\n{contents}\n\n{rest}");
    assert_eq!(Kind::of(page.as_bytes()), Kind::Text);
    assert_eq!(codes(read(page.as_bytes()).unwrap()), Vec::<&str>::new());
}
