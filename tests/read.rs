//! Reading text and pipe tables: the real report, damage to it, what is no report, and what we print ourselves.

use ogi_report::draft::{Amount, Draft, Entry, Place, State, StrayKind, Unreadable};
use ogi_report::form::{Cell, Edition, Form, Kind, Lang, Section, Table};
use ogi_report::read::{FileKind as Format, ReadError};
use ogi_report::{Verdict, check, read, render};
use proptest::prelude::*;

const QUKOU: &str = include_str!("data/qukou-2024.txt");

fn cell(address: &str) -> Cell {
    address.parse().expect(address)
}

#[test]
fn the_real_report_is_read_whole() {
    let draft = read(QUKOU.as_bytes()).unwrap();
    assert_eq!(draft.edition(), Edition::Revised2021);
    assert_eq!(draft.agency().unwrap().value, "平罗县渠口乡");
    assert_eq!(draft.year().unwrap().value, 2024);
    assert_eq!(draft.cells().count(), 200);
    for (cell, entry) in draft.cells() {
        let zero = match entry.state() {
            State::Count(n) => *n == 0,
            State::Amount(a) => a.value.is_zero() && a.unit.is_none(),
            _ => false,
        };
        assert!(zero, "{cell}: {entry:?}");
        assert!(entry.place().is_known(), "{cell} has no place");
    }
    assert_eq!(draft.strays().len(), 1, "{:?}", draft.strays());
    let surplus = &draft.strays()[0];
    assert_eq!((surplus.kind, surplus.values.as_slice()), (StrayKind::Surplus, &["0".to_owned()][..]));
    let line = QUKOU.lines().nth(87).unwrap();
    assert_eq!(surplus.place, Place::Line { line: 88, column: u32::try_from(line.chars().count()).unwrap() });
    let assessment = check(draft);
    assert_eq!(assessment.verdict(), Verdict::Accepted);
    let codes: Vec<&str> = assessment.findings().iter().map(|f| f.rule().code()).collect();
    assert_eq!(codes, ["OGI106", "OGI501"]);
}

#[test]
fn every_place_points_at_the_text_that_was_read() {
    let draft = read(QUKOU.as_bytes()).unwrap();
    for (cell, entry) in draft.cells() {
        let Place::Line { line, column } = entry.place() else { panic!("{cell}: {:?}", entry.place()) };
        let line: Vec<char> = QUKOU.lines().nth(*line as usize - 1).unwrap().chars().collect();
        let raw: Vec<char> = entry.raw().unwrap().chars().collect();
        assert_eq!(line[*column as usize - 1..][..raw.len()], raw, "{cell}");
    }
}

/// The real report with the text of one cell replaced, at the place that the reader gives for it.
fn with_cell(cell: Cell, text: &str) -> String {
    let draft = read(QUKOU.as_bytes()).unwrap();
    let Place::Line { line, column } = *draft.entry(cell).place() else { panic!("{cell} has no line") };
    let lines = QUKOU.lines().zip(1..).map(|(l, n)| {
        if n == line {
            let mut chars: Vec<char> = l.chars().collect();
            chars.splice(column as usize - 1..column as usize, text.chars());
            chars.into_iter().collect()
        } else {
            l.to_owned()
        }
    });
    lines.collect::<Vec<String>>().join("\n")
}

#[test]
fn changing_any_cell_of_section_three_is_found_in_that_cell() {
    let mut changed = 0;
    for cell in Form::Revised2021.cells().filter(|c| c.table() == Table::Applications) {
        let draft = read(with_cell(cell, "7").as_bytes()).unwrap();
        assert_eq!(draft.count(cell), Some(7), "{cell}");
        let assessment = check(draft);
        assert_eq!(assessment.verdict(), Verdict::Rejected, "{cell}");
        let named = assessment.findings().iter().filter(|f| f.cells().contains(&cell)).count();
        assert!(named >= 1, "{cell}: {:?}", assessment.findings());
        changed += 1;
    }
    assert_eq!(changed, 175);
}

#[test]
fn a_cell_that_is_no_number_is_unreadable_and_its_neighbours_are_read() {
    let at = cell("applications.disclosed.natural_person");
    for (text, why) in [
        ("1O", Unreadable::NotANumber),
        ("3.0.1", Unreadable::NotANumber),
        ("12 3", Unreadable::Spaced),
        ("1.5", Unreadable::NotWhole),
        ("见附件", Unreadable::NotANumber),
    ] {
        let draft = read(with_cell(at, text).as_bytes()).unwrap();
        assert_eq!(draft.state(at), &State::Unreadable(why), "{text}");
        assert_eq!(draft.cells().filter(|(_, e)| e.state() == &State::Count(0)).count(), 198, "{text}");
        let assessment = check(draft);
        assert_eq!(assessment.verdict(), Verdict::Rejected);
        assert_eq!(assessment.findings()[0].rule().code(), "OGI101");
        assert_eq!(assessment.findings()[0].cells(), [at]);
    }
}

#[test]
fn a_blank_and_a_mark_are_not_zeros() {
    let at = cell("disclosure.rules.repealed");
    for (text, state, code) in [("", State::Blank, "OGI102"), ("/", State::NotApplicable, "OGI103")] {
        let assessment = check(read(with_cell(at, text).as_bytes()).unwrap());
        assert_eq!(assessment.draft().state(at), &state);
        assert_eq!(assessment.verdict(), Verdict::Incomplete);
        assert_eq!(assessment.unknown(), [at]);
        assert!(assessment.findings().iter().any(|f| f.rule().code() == code && f.cells() == [at]));
    }
}

#[test]
fn a_spaced_number_is_read_only_where_its_row_proves_it() {
    let (person, total) = (cell("applications.received.natural_person"), cell("applications.received.total"));
    let row = "一、本年新收政府信息公开申请数量\t\t0\t0\t0\t0\t0\t0\t0";
    let with = |person: &str, total: &str| {
        let line = format!("一、本年新收政府信息公开申请数量\t\t{person}\t0\t0\t0\t0\t0\t{total}");
        read(QUKOU.replace(row, &line).as_bytes()).unwrap()
    };
    assert_eq!(with("1 2", "12").count(person), Some(12));
    assert_eq!(with("1 2", "1 2").count(total), Some(12));
    assert_eq!(with("1 2", "3").state(person), &State::Unreadable(Unreadable::Spaced));
    assert_eq!(with("1 2", "").state(person), &State::Unreadable(Unreadable::Spaced));
}

#[test]
fn cells_run_together_are_cut_only_where_the_sums_prove_the_one_way() {
    let row = "一、本年新收政府信息公开申请数量\t\t0\t0\t0\t0\t0\t0\t0";
    let with =
        |run: &str| read(QUKOU.replace(row, &format!("一、本年新收政府信息公开申请数量\t\t{run}")).as_bytes()).unwrap();
    let received: Vec<Cell> = Cell::all().filter(|c| c.to_string().starts_with("applications.received.")).collect();
    let draft = with("21710000218");
    let counts: Vec<_> = received.iter().map(|c| draft.count(*c)).collect();
    assert_eq!(counts, [217, 1, 0, 0, 0, 0, 218].map(Some));
    // 1 0 0 0 0 11 12 and 10 0 0 0 1 1 12 both add up.
    let draft = with("1000011 12");
    for cell in &received {
        let State::Unreadable(Unreadable::RunTogether(ways)) = draft.state(*cell) else {
            panic!("{cell}: {:?}", draft.state(*cell));
        };
        assert!(ways.len() > 1 && ways.iter().all(|w| w.len() == 7 && w[..6].iter().sum::<i64>() == w[6]));
    }
    let said = check(draft).findings().iter().find(|f| f.rule().code() == "OGI101").unwrap().to_string();
    assert!(said.contains("more than one way to cut them: "), "{said}");
    // With blanks between them these add up as they stand, and so does a cut through them.
    for run in ["1825 1825", "1831 22 1853"] {
        let draft = with(run);
        assert!(received.iter().all(|c| draft.state(*c) == &State::Absent), "{run}");
        assert!(draft.strays().iter().any(|s| s.kind == StrayKind::Unaligned && s.values == [run]), "{run}");
    }
    // No way adds up: not read, and reported.
    let draft = with("1234567");
    assert!(received.iter().all(|c| draft.state(*c) == &State::Absent));
    assert!(draft.strays().iter().any(|s| s.kind == StrayKind::Unaligned && s.values == ["1234567"]));
}

#[test]
fn a_row_that_the_form_does_not_have_is_reported_and_not_dropped() {
    let extra = QUKOU.replace("行政规范性文件\t0\t0\t0", "行政规范性文件\t0\t0\t0\n其他主动公开文件\t3\t1\t9");
    let draft = read(extra.as_bytes()).unwrap();
    let stray = draft.strays().iter().find(|s| s.kind == StrayKind::UnknownRow).unwrap();
    assert_eq!((stray.label.as_str(), stray.values.join(" ")), ("其他主动公开文件", "3 1 9".to_owned()));
    let assessment = check(draft);
    assert!(assessment.findings().iter().any(|f| f.rule().code() == "OGI108"));
    assert_eq!(assessment.verdict(), Verdict::Accepted);
}

#[test]
fn values_whose_columns_cannot_be_told_are_reported_and_not_placed() {
    // The total is lost: in this layout nothing tells which of the seven is missing.
    let line = "\t(七) 总计\t\t0\t0\t0\t0\t0\t0\t0";
    let cut = QUKOU.replace(line, "\t(七) 总计\t\t5\t0\t0\t0\t0\t0");
    assert_ne!(cut, QUKOU);
    let draft = read(cut.as_bytes()).unwrap();
    let mut handled = draft.cells().filter(|(c, _)| c.to_string().starts_with("applications.handled."));
    assert!(handled.all(|(_, e)| e.state() == &State::Absent));
    let stray = draft.strays().iter().find(|s| s.kind == StrayKind::Unaligned).unwrap();
    assert_eq!(stray.values.join(" "), "5 0 0 0 0 0");
}

#[test]
fn a_missing_table_is_absent_and_the_rest_is_read() {
    let start = QUKOU.find("行政复议\t").unwrap();
    let end = start + QUKOU[start..].find("\n\n").unwrap();
    let draft = read(format!("{}{}", &QUKOU[..start], &QUKOU[end..]).as_bytes()).unwrap();
    let absent: Vec<Cell> = draft.cells().filter(|(_, e)| e.state() == &State::Absent).map(|(c, _)| c).collect();
    assert_eq!(absent.len(), 15);
    assert!(absent.iter().all(|c| c.table() == Table::Proceedings));
    let assessment = check(draft);
    assert_eq!(assessment.verdict(), Verdict::Incomplete);
    assert!(assessment.findings().iter().any(|f| f.rule().code() == "OGI107" && f.cells() == absent));
}

#[test]
fn what_is_no_report_is_refused_with_what_was_looked_for() {
    let news = "本市召开政务公开工作会议\n\n会议指出，2024年共受理申请12件，总计办结11件。\n\n日\t一\t二\n1\t2\t3\n总计\t5\t7\n";
    for bytes in [news.as_bytes(), b"", b"\n\n\n", &[0, 159, 146, 150, 255, 7, 0, 0]] {
        let error = read(bytes).unwrap_err().to_string();
        assert!(error.contains("looked for") || error.contains("not"), "{error}");
    }
}

/// Any content of a form: every row of it in the document, every cell in any state.
#[test]
fn a_format_whose_feature_is_off_names_the_feature() {
    let documents: [(&[u8], Format, &str, bool); 4] = [
        (b"<!DOCTYPE html><p>1", Format::Html, "html", cfg!(feature = "html")),
        (b"PK\x03\x04....word/document.xml", Format::Docx, "docx", cfg!(feature = "docx")),
        (b"PK\x03\x04....xl/workbook.xml", Format::Xlsx, "xlsx", cfg!(feature = "xlsx")),
        (b"a,1,2\nb,3,4\nc,5,6\n", Format::Csv, "csv", cfg!(feature = "csv")),
    ];
    for (bytes, kind, feature, on) in documents {
        let error = read(bytes).unwrap_err();
        assert_eq!(error == ReadError::FeatureOff { kind, feature }, !on, "{error}");
        let said = ReadError::FeatureOff { kind, feature };
        assert!([Lang::Zh, Lang::En].iter().all(|lang| said.describe(*lang).contains(feature)));
    }
}

#[test]
fn what_cannot_be_decoded_is_told_from_what_is_no_report() {
    let legacy = cfg!(any(feature = "html", feature = "csv"));
    let feature = if legacy { None } else { Some("html") };
    let (gbk, _, _) = encoding_rs::GBK.encode(QUKOU);
    match read(&gbk) {
        Ok(draft) => assert!(legacy && draft.agency().unwrap().value == "平罗县渠口乡"),
        Err(error) => assert_eq!((legacy, error), (false, ReadError::Undecoded { feature })),
    }
    assert_eq!(read(&[0xff; 300]).unwrap_err(), ReadError::Undecoded { feature });
    // One faulty byte is not why a page is no report.
    let mut page = "今天天气很好。".repeat(40).into_bytes();
    page.push(0xff);
    assert!(matches!(read(&page).unwrap_err(), ReadError::NotAReport));
}

fn drafts() -> impl Strategy<Value = Draft> {
    let form = prop_oneof![Just(Form::Trial2019), Just(Form::Revised2021), Just(Form::Revised2021Undivided)];
    let choice = (0..10_u8, 0..100_000_i64);
    (form, proptest::collection::vec(choice, Cell::COUNT)).prop_map(|(form, choices)| {
        let mut draft = Draft::new(form);
        draft.set_agency("某县某镇人民政府");
        draft.set_year(2023);
        for (cell, (choice, n)) in form.cells().zip(choices) {
            let number = match cell.kind() {
                Kind::Amount(_) => State::Amount(Amount { value: rust_decimal::Decimal::new(n, 2), unit: None }),
                _ => State::Count(n),
            };
            let entry = match choice {
                0 => State::Blank.into(),
                1 => State::NotApplicable.into(),
                2 => Entry::read(State::Unreadable(Unreadable::NotANumber), "1O", Place::Nowhere),
                _ => number.into(),
            };
            draft.set(cell, entry).unwrap();
        }
        draft
    })
}

fn assert_same(printed: &str, draft: &Draft) {
    let back = read(printed.as_bytes()).unwrap();
    assert_eq!(back.form(), draft.form(), "{printed}");
    assert_eq!(back.agency().map(|a| &a.value), draft.agency().map(|a| &a.value));
    assert_eq!(back.year().map(|y| y.value), draft.year().map(|y| y.value));
    for (cell, entry) in draft.cells() {
        assert_eq!(back.state(cell), entry.state(), "{cell} in\n{printed}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_printed_as_markdown_is_read_back_the_same(draft in drafts()) {
        assert_same(&render::markdown(&render::official(&draft)), &draft);
    }

    #[test]
    fn what_is_printed_as_tab_separated_text_is_read_back_or_refused_never_changed(draft in drafts()) {
        let printed = render::tsv(&render::official(&draft));
        let back = read(printed.as_bytes()).unwrap();
        for (cell, entry) in draft.cells() {
            // Without columns of its own, a row with blanks at its ends may be refused; a cell is never misread.
            let state = back.state(cell);
            prop_assert!(state == entry.state() || state == &State::Absent, "{cell}: {state:?} in\n{printed}");
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in "\\PC{0,400}", lines in proptest::collection::vec("[\\t|0-9一二三四（）总计其他规章行政复议结果维持自然人\\- ]{0,40}", 0..30)) {
        let _ = read(text.as_bytes());
        let _ = read(format!("{}\n{}", lines.join("\n"), text).as_bytes());
    }

    #[test]
    fn no_damage_to_the_report_makes_the_reader_panic(cuts in proptest::collection::vec((0..6000_usize, 0..40_usize, "[\\t|0-9 总计其他（三）]{0,6}"), 1..8)) {
        let mut chars: Vec<char> = QUKOU.chars().collect();
        for (at, length, with) in cuts {
            let at = at.min(chars.len());
            let end = (at + length).min(chars.len());
            chars.splice(at..end, with.chars());
        }
        let text: String = chars.into_iter().collect();
        if let Ok(draft) = read(text.as_bytes()) {
            let _ = check(draft);
        }
    }
}

/// Guides, catalogues and notices have labels and headings of the form; none of them is a report with 200 missing cells.
#[test]
fn a_document_about_reports_is_not_a_report() {
    let kinds = ["指南", "目录", "制度", "办法", "格式", "方案", "编制工作的通知"];
    let rows = ["规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"];
    let list = rows.join("、");
    let cells = rows.map(|row| format!("<tr><td>{row}<td>120")).concat();
    let headings: Vec<String> =
        Section::ALL.iter().map(|section| format!("{}\n各单位如实填写。", section.heading(Lang::Zh))).collect();
    let bodies = [
        format!("一、公开范围\n本机关公开{list}。\n二、监督\n可以申请行政复议或者提起行政诉讼。"),
        "| 申请人 | 自然人 | 法人或其他组织 |\n| --- | --- | --- |\n| 姓名 | | |".to_owned(),
        rows.join("\n"),
        headings.join("\n"),
    ];
    for kind in kinds {
        for title in [format!("某县统计局政府信息公开{kind}"), format!("关于2024年政府信息公开工作年度报告{kind}")]
        {
            for body in &bodies {
                let text = format!("{title}\n{body}\n");
                assert!(matches!(read(text.as_bytes()), Err(ReadError::NotAReport)), "{text}");
                if cfg!(feature = "html") {
                    let paragraphs = text.lines().map(|line| format!("<p>{line}</p>")).collect::<Vec<_>>().concat();
                    for page in [paragraphs, format!("<h1>{title}</h1><table>{cells}</table>")] {
                        assert!(matches!(read(page.as_bytes()), Err(ReadError::NotAReport)), "{page}");
                    }
                }
            }
        }
    }
    // A report that refers to such a document stays one.
    let text = format!(
        "某县统计局2024年政府信息公开工作年度报告\n根据关于印发政府信息公开工作年度报告格式的通知编制。\n{}\n",
        headings.join("\n")
    );
    assert!(read(text.as_bytes()).is_ok());
}
