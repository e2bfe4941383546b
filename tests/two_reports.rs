//! Several reports in one document are read apart, whole, and told.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;
mod written;

use formats::WRITERS;
use ogi_report::draft::{Draft, Passage, Place, Prose, State};
use ogi_report::form::{Cell, Edition, Form, Lang, Section};
use ogi_report::read::{Block, Document, FileKind, GridCell, Paragraph};
use ogi_report::{Report, Verdict, check, generate, read, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use written::Layout;

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
fn codes(draft: Draft) -> Vec<String> {
    let assessment = check(draft);
    assessment
        .findings()
        .iter()
        .map(|finding| finding.rule().code().to_owned())
        .filter(|code| code != "OGI105")
        .collect()
}

fn year_of(report: &Report, odd: bool) -> u16 {
    let first = (2019..=u16::MAX).find(|year| Edition::for_year(*year) == Some(report.edition())).unwrap();
    first + u16::from(odd)
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(300) })]

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
            prop_assert!(codes(found).contains(&"OGI116".to_owned()), "{}", kind);
        }
    }

    /// Titles of two years over one table each tell two reports apart, however little there is of them.
    #[test]
    fn two_reports_of_one_table_each_are_read_apart_by_their_years(
        one in generate::reports(), two in generate::reports(), table in 0..3_usize,
        format in prop::sample::select(&WRITERS[..]),
    ) {
        let drafts = [draft(&one, year_of(&one, false)), draft(&two, year_of(&two, true))];
        prop_assume!(drafts[0].year().map(|y| y.value) != drafts[1].year().map(|y| y.value));
        let kept = drafts.each_ref().map(|draft| {
            let document = render::official(draft);
            let title = |block: &&Block| matches!(block, Block::Paragraph(p) if p.text.ends_with("工作年度报告"));
            let title = document.blocks.iter().find(title).unwrap().clone();
            let grid = document.blocks.iter().filter(|block| matches!(block, Block::Grid(_))).nth(table).unwrap().clone();
            [title, grid]
        });
        let mut document = render::official(&drafts[0]);
        (document.title, document.blocks) = (None, kept.concat());
        let (kind, write) = format;
        let bytes = write(&document);
        let read = read::read_all(&bytes).unwrap();
        prop_assert_eq!(read.len(), 2, "{}\n{}", kind, String::from_utf8_lossy(&bytes));
        for (found, printed) in read.into_iter().zip(&drafts) {
            prop_assert_eq!(found.year().map(|y| y.value), printed.year().map(|y| y.value));
            for (cell, entry) in found.cells().filter(|(_, entry)| matches!(entry.state(), State::Count(_))) {
                prop_assert_eq!(entry.state(), printed.state(cell), "{} in {}", cell, kind);
            }
            prop_assert!(codes(found).contains(&"OGI116".to_owned()), "{}", kind);
        }
    }

    /// Whatever tells two reports apart: titles, headings, both, or the order of their tables. No section's heading is the
    /// title of a report, and no number of one is read as the other's.
    #[test]
    fn two_reports_are_told_apart_by_what_they_have(
        one in generate::reports(), two in generate::reports(), odd in any::<[bool; 2]>(),
        titled in any::<[bool; 2]>(), headed in any::<[bool; 2]>(), format in prop::sample::select(&WRITERS[..]),
    ) {
        prop_assume!(Draft::from(&one) != Draft::from(&two));
        let drafts = [draft(&one, year_of(&one, odd[0])), draft(&two, year_of(&two, odd[1]))];
        let mut blocks = Vec::new();
        for ((draft, titled), headed) in drafts.iter().zip(titled).zip(headed) {
            let mut part = render::official(draft).blocks;
            let title = |p: &Paragraph| p.text.ends_with("工作年度报告");
            part.retain(|block| match block {
                Block::Paragraph(p) if title(p) => titled,
                Block::Paragraph(_) => headed,
                _ => true,
            });
            blocks.extend(part);
        }
        let (kind, write) = format;
        let bytes = write(&Document { title: None, blocks });
        let context = || format!("{kind} {titled:?} {headed:?}\n{}", String::from_utf8_lossy(&bytes));
        let read = read::read_all(&bytes).unwrap();
        prop_assert_eq!(read.len(), 2, "{}", context());
        for (found, printed) in read.into_iter().zip(&drafts) {
            for (cell, entry) in printed.cells() {
                prop_assert_eq!(found.state(cell), entry.state(), "{} in {}", cell, context());
            }
            let assessment = check(found);
            let said = assessment.findings().iter().find(|finding| finding.rule().code() == "OGI116");
            let message = said.map(|finding| finding.message(Lang::Zh)).unwrap_or_default();
            prop_assert!(message.contains("2 份报告"), "{:?} {}", assessment.findings(), context());
            let names_a_section = Section::ALL.iter().any(|section| message.contains(section.heading(Lang::Zh)));
            prop_assert!(!names_a_section, "{} {}", message, context());
        }
    }

    /// A table of another year under this year's, or where this year's is missing: none of its numbers is this year's.
    #[test]
    fn a_table_of_another_year_fills_no_cell(
        one in generate::reports_of(Form::Revised2021), two in generate::reports_of(Form::Revised2021),
        missing in any::<bool>(), at in 0..6_usize, blank in any::<prop::sample::Index>(),
        caption in prop::sample::select(&["2023年：", "附件：2023年情况", "2023年度统计表", "（2023年）"][..]),
        format in prop::sample::select(&WRITERS[..]),
    ) {
        prop_assume!(format.0 != FileKind::PdfText);
        let mut own = draft(&one, 2024);
        let cells: Vec<Cell> = own.form().cells().collect();
        own.set(*blank.get(&cells), State::Blank).unwrap();
        let mut document = render::official(&own);
        let grids = |document: &Document| -> Vec<usize> {
            let is_grid = |at: &usize| matches!(document.blocks[*at], Block::Grid(_));
            (0..document.blocks.len()).filter(is_grid).collect()
        };
        let below = render::official(&draft(&two, 2023));
        let from = grids(&below);
        let at = from[at % from.len()];
        let Block::Grid(_) = &below.blocks[at] else { unreachable!() };
        let text = Block::Paragraph(Paragraph { text: caption.to_owned(), place: Place::Nowhere, heading: false });
        document.blocks.extend([text, below.blocks[at].clone()]);
        if missing {
            document.blocks.remove(at);
        }
        let (kind, write) = format;
        let bytes = write(&document);
        let found = read(&bytes).unwrap();
        for (cell, entry) in found.cells() {
            let is_own = entry.state() == own.state(cell) || !matches!(entry.state(), State::Count(_) | State::Amount(_));
            prop_assert!(is_own, "{} is {:?} in {}\n{}", cell, entry.state(), kind, String::from_utf8_lossy(&bytes));
        }
        let assessment = check(found);
        prop_assert_eq!(assessment.verdict(), Verdict::Rejected, "{}", kind);
        prop_assert!(codes(assessment.into_draft()).contains(&"OGI116".to_owned()), "{}", kind);
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
        let applications = |cell: &Cell| cell.table().part() == "applications";
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
    let message = |draft: &Draft| check(draft.clone()).findings()[0].message(Lang::En);
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
    assert_eq!(FileKind::of(page.as_bytes()), FileKind::Text);
    assert_eq!(codes(read(page.as_bytes()).unwrap()), Vec::<&str>::new());
}

/// The real report of a township, with a piece of it replaced.
fn qukou(from: &str, to: &str) -> String {
    let text = include_str!("data/qukou-2024.txt");
    assert!(text.contains(from), "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn a_column_of_another_year_is_not_read_as_this_years() {
    let header = "信息内容\t本年处理决定数量\t\t\n行政许可\t0\t\t";
    for (columns, row) in
        [("本年\t上年", "\t12"), ("上年\t本年", "12\t"), ("2024年\t2023年", "\t12"), ("2023年\t2024年", "12\t")]
    {
        let text = qukou(header, &format!("信息内容\t{columns}\t\n行政许可\t{row}\t"));
        let found = read(text.as_bytes()).unwrap();
        let licences = "disclosure.licensing.decisions".parse().unwrap();
        assert_eq!(found.count(licences), None, "{columns}");
        assert!(!matches!(check(found).verdict(), Verdict::Accepted | Verdict::Tolerated), "{columns}");
    }
}

#[test]
fn a_column_named_for_last_year_and_rows_of_two_years_are_not_read() {
    let header = "信息内容\t本年处理决定数量\t\t\n行政许可\t0\t\t";
    let columns = qukou(header, "信息内容\t本年处理决定数量\t上年处理决定数量\t\n行政许可\t\t12\t");
    assert_eq!(read(columns.as_bytes()).unwrap().count("disclosure.licensing.decisions".parse().unwrap()), None);
    let row = "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";
    let years = ["本年\t1\t0\t0\t0\t1", "上年\t0\t2\t0\t0\t2"].map(|row| format!("{row}{}", "\t0".repeat(10)));
    let rows = qukou(row, &years.join("\n"));
    assert_eq!(read(rows.as_bytes()).unwrap().count("proceedings.reconsideration.total".parse().unwrap()), None);
    for text in [columns, rows] {
        let assessment = check(read(text.as_bytes()).unwrap());
        assert_eq!(assessment.verdict(), Verdict::Rejected);
        assert!(codes(assessment.into_draft()).contains(&"OGI116".to_owned()));
    }
}

/// In a text the columns are told by their order alone.
#[test]
fn columns_in_another_order_are_not_read() {
    let text = include_str!("data/qukou-2024.txt");
    let exchanged = text.replace("商业企业", "某栏").replace("科研机构", "商业企业").replace("某栏", "科研机构");
    let draft = read(exchanged.as_bytes()).unwrap();
    let of_section_three = draft.cells().filter(|(cell, _)| cell.table().part() == "applications");
    assert_eq!(of_section_three.filter(|(cell, _)| draft.count(*cell).is_some()).count(), 0);
    assert_eq!(check(draft).verdict(), Verdict::Incomplete);
}

#[test]
fn a_year_before_the_values_of_section_four_is_none_of_them() {
    let row = "0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0\t0";
    for year in ["2024", "2024年"] {
        let found = read(qukou(row, &format!("{year}\t1\t0\t0\t0\t1{}", "\t0".repeat(10))).as_bytes()).unwrap();
        let read: Vec<i64> = found
            .cells()
            .filter(|(cell, _)| cell.table().part() == "proceedings")
            .filter_map(|(cell, _)| found.count(cell))
            .collect();
        assert!(!read.contains(&2024), "{read:?}");
        let found = check(found);
        let rules: Vec<&str> = found.findings().iter().map(|finding| finding.rule().code()).collect();
        assert!(!rules.contains(&"OGI401"), "{rules:?}");
    }
}

#[test]
fn what_stands_after_the_last_table_stays_with_its_report() {
    let text = include_str!("data/qukou-2024.txt");
    let tables: Vec<&str> = text.lines().filter(|line| line.contains('\t')).collect();
    let read =
        read::read_all(format!("{text}\n\n{}\n", tables.join("\n").replace("\t0\t", "\t1\t")).as_bytes()).unwrap();
    assert_eq!(read.len(), 2);
    let sections = |draft: &Draft| draft.prose().iter().filter_map(|prose| prose.section).collect::<Vec<_>>();
    assert!(sections(&read[0]).contains(&Section::OtherMatters) && sections(&read[1]).is_empty(), "{read:?}");
}

#[test]
fn a_report_that_breaks_off_is_not_filled_from_the_next() {
    let text = include_str!("data/qukou-2024.txt");
    let end = text.find("三、收到和处理").unwrap();
    let end = text[..end].rfind('\n').unwrap();
    let both = format!("{}\n\n{}", &text[..end], text.replace("渠口乡", "头闸镇"));
    let read = read::read_all(both.as_bytes()).unwrap();
    let agencies: Vec<&str> = read.iter().map(|draft| draft.agency().unwrap().value.as_str()).collect();
    assert_eq!(agencies, ["平罗县渠口乡", "平罗县头闸镇"]);
    assert_eq!(read[0].count("applications.received.total".parse().unwrap()), None);
    assert!(read.iter().all(|draft| codes(draft.clone()).contains(&"OGI116".to_owned())));
}

/// The layouts of text that keep the numbers of a row apart.
const TEXTS: [Layout; 14] = [
    Layout::Tabs,
    Layout::CellTabs,
    Layout::TrailingTabs,
    Layout::Pipes,
    Layout::LeadPipes,
    Layout::TrailingPipes,
    Layout::MixedPipes,
    Layout::CellPipes,
    Layout::PipeLines,
    Layout::Lines,
    Layout::SpacedLines,
    Layout::Spaces,
    Layout::Wrapped,
    Layout::OneLine,
];

/// What stands below a row, under the same label if it has one.
#[derive(Clone, Copy, Debug)]
enum Twice {
    /// The row again.
    Same,
    /// The row with another number.
    Other,
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    /// Of two rows that nothing tells apart neither is the report's, unless they say the same.
    #[test]
    fn of_two_rows_with_other_numbers_neither_is_read(
        report in generate::reports(), at in any::<prop::sample::Index>(), more in 1_i64..20,
        twice in prop::sample::select(&[Twice::Same, Twice::Other][..]), column in any::<prop::sample::Index>(),
        any_row in any::<bool>(), way in 0..WRITERS.len() + TEXTS.len(),
    ) {
        let own = draft(&report, year_of(&report, false));
        let mut document = render::official(&own);
        let is_number = |cell: &GridCell| ogi_report::draft::numeral::is_value(&cell.text);
        let rows: Vec<(usize, usize)> = (0..document.blocks.len())
            .filter_map(|block| if let Block::Grid(grid) = &document.blocks[block] { Some((block, grid)) } else { None })
            .flat_map(|(block, grid)| (0..grid.rows.len()).filter(|row| grid.rows[*row].iter().any(is_number)).map(move |row| (block, row)))
            .collect();
        // Section 四 has one row, and is met as often as all others together.
        let (block, row) = *if any_row { at.get(&rows) } else { rows.last().unwrap() };
        let Block::Grid(grid) = &mut document.blocks[block] else { unreachable!() };
        let mut copy = grid.rows[row].clone();
        // The group's heading reaches over all its rows.
        copy.retain(|cell| cell.rowspan == 1);
        let values: Vec<usize> = (0..copy.len()).filter(|at| is_number(&copy[*at])).collect();
        let cell = *column.get(&values);
        let before = copy[cell].text.clone();
        if let Twice::Other = twice {
            let other = before.parse().map(|n: i64| (n + more).to_string());
            copy[cell].text = other.unwrap_or_else(|_| format!("{more}{before}"));
        }
        grid.rows.insert(row + 1, copy);
        let reaching: Vec<(usize, usize)> = (0..=row)
            .flat_map(|above| (0..grid.rows[above].len()).map(move |cell| (above, cell)))
            .filter(|(above, cell)| {
                let rows = grid.rows[*above][*cell].rowspan as usize;
                above + rows > row && rows > 1
            })
            .collect();
        for (above, cell) in reaching {
            grid.rows[above][cell].rowspan += 1;
        }
        let bytes = match WRITERS.get(way) {
            Some((_, write)) => write(&document),
            None => TEXTS[way - WRITERS.len()].write_document(&own, &document).into_bytes(),
        };
        let found = read(&bytes).unwrap();
        let context = || format!("{way} {twice:?} {}", String::from_utf8_lossy(&bytes));
        for (cell, entry) in found.cells() {
            let is_own = entry.state() == own.state(cell) || !matches!(entry.state(), State::Count(_) | State::Amount(_));
            prop_assert!(is_own, "{} is {:?} in {}", cell, entry.state(), context());
        }
        let assessment = check(found);
        if let Twice::Other = twice {
            prop_assert_eq!(assessment.verdict(), Verdict::Incomplete, "{:?} {}", assessment.findings(), context());
        } else {
            prop_assert_ne!(assessment.verdict(), Verdict::Rejected, "{:?} {}", assessment.findings(), context());
        }
    }
}
