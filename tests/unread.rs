//! A table that stands in the document and was not read is reported as unread, never as absent, empty or of another edition.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;

use std::io::{Cursor, Read as _, Write as _};

use formats::WRITERS;
use ogi_report::draft::{Draft, Passage, Place, Prose, StrayKind};
use ogi_report::form::{Lang, Section, Table};
use ogi_report::read::{Block, Document, Grid, GridCell, Kind, Paragraph};
use ogi_report::{Assessment, Report, Verdict, check, generate, read, render};
use proptest::prelude::*;

/// The report as a document of six sections, each with something under it.
fn document(report: &Report) -> Document {
    let mut draft = Draft::from(report);
    draft.set_agency("某市人民政府");
    if draft.year().is_none() {
        draft.set_year(if draft.edition().name() == "2019" { 2020 } else { 2023 });
    }
    for section in Section::ALL.into_iter().filter(|section| section.table().is_none()) {
        let passages = vec![Passage { text: "按要求开展工作。".to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(section), heading: None, passages, has_table: false });
    }
    render::official(&draft)
}

fn paragraph(text: impl Into<String>) -> Block {
    Paragraph { text: text.into(), place: Place::Nowhere, heading: false }.into()
}

fn is_number(cell: &GridCell) -> bool {
    ogi_report::draft::numeral::is_value(&cell.text)
}

/// What can stand in place of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Instead {
    /// The same table with labels that nobody knows.
    UnknownLabels,
    /// The same, each cell a paragraph of its own.
    Divisions,
    /// Its rows as lines of numbers.
    Jumble,
    /// All its numbers in one line.
    OneLine,
    /// A note.
    Note(&'static str),
    /// A picture or a frame, where the format has such.
    Picture(&'static str),
}

const INSTEAD: [Instead; 17] = [
    Instead::UnknownLabels,
    Instead::Divisions,
    Instead::Jumble,
    Instead::OneLine,
    Instead::Note("详见附件。"),
    Instead::Note("具体数据见附表"),
    Instead::Note("点击下载本部分表格"),
    Instead::Picture("<img src=\"a.png\">"),
    Instead::Picture("<iframe src=\"b.html\"></iframe>"),
    Instead::Picture("<svg><text>0</text></svg>"),
    Instead::Picture("<object data=\"c.swf\"></object>"),
    Instead::Picture("<video src=\"d.mp4\"></video>"),
    Instead::Picture("<v:imagedata src=\"e.png\"/>"),
    Instead::Picture("![](c.png)"),
    Instead::Picture("[图片]"),
    Instead::Picture("【图片】"),
    Instead::Picture("<w:drawing><a:blip/></w:drawing>"),
];

/// What stands for a picture until the format's bytes are there.
const MARK: &str = "PICTURE-HERE";

fn put(instead: Instead, grid: &Grid) -> Vec<Block> {
    let unknown = |(n, cell): (usize, &GridCell)| {
        let text = if is_number(cell) { cell.text.clone() } else { format!("Item {}", n % 7) };
        GridCell { text, ..cell.clone() }
    };
    let renamed = || grid.rows.iter().map(|row| row.iter().enumerate().map(unknown).collect::<Vec<_>>());
    let numbers = |row: &Vec<GridCell>| {
        row.iter().filter(|c| is_number(c)).map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ")
    };
    match instead {
        Instead::UnknownLabels => {
            vec![Grid { rows: renamed().collect(), alignment: grid.alignment }.into()]
        }
        Instead::Divisions => renamed().flatten().map(|cell| paragraph(cell.text)).collect(),
        Instead::Jumble => grid.rows.iter().map(numbers).filter(|line| !line.is_empty()).map(paragraph).collect(),
        Instead::OneLine => vec![paragraph(grid.rows.iter().map(numbers).collect::<Vec<_>>().join(" "))],
        Instead::Note(text) => vec![paragraph(text)],
        Instead::Picture(_) => vec![paragraph(MARK)],
    }
}

/// The document in one of the formats, and its picture in it; nothing where the format has no such picture.
fn written(document: &Document, kind: Kind, write: fn(&Document) -> Vec<u8>, instead: Instead) -> Option<Vec<u8>> {
    let bytes = write(document);
    let Instead::Picture(picture) = instead else { return Some(bytes) };
    match kind {
        Kind::Html if picture.starts_with('<') && !picture.starts_with("<w:") => {
            Some(String::from_utf8(bytes).ok()?.replace(MARK, picture).into_bytes())
        }
        Kind::Markdown if !picture.starts_with("<w:") => {
            Some(String::from_utf8(bytes).ok()?.replace(MARK, picture).into_bytes())
        }
        Kind::Docx if picture.starts_with("<w:") => Some(drawn(&bytes, picture)),
        _ => None,
    }
}

/// The archive with the text of the mark made a drawing.
fn drawn(bytes: &[u8], drawing: &str) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        out.start_file(file.name().to_owned(), zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(text.replace(MARK, drawing).as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// The document in words, where it has any.
fn shown(kind: Kind, bytes: &[u8]) -> String {
    match kind {
        Kind::Docx | Kind::Xlsx => format!("{:?}", read::document(bytes)),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn tables_of(document: &Document) -> Vec<usize> {
    let grids = document.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Grid(_)));
    grids.map(|(at, _)| at).collect()
}

fn with(document: &Document, at: usize, blocks: Vec<Block>) -> Document {
    let mut changed = document.clone();
    changed.blocks.splice(at..=at, blocks);
    changed
}

/// The rules that found something. That an amount has its unit beside it (OGI105) is so in the right report, too.
fn codes(assessment: &Assessment) -> Vec<String> {
    assessment
        .findings()
        .iter()
        .map(|finding| finding.rule().code().to_owned())
        .filter(|code| code != "OGI105")
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_table_that_cannot_be_read_is_the_only_finding(
        report in generate::reports(), table in 0..3_usize, instead in prop::sample::select(&INSTEAD[..]),
        format in any::<prop::sample::Index>(),
    ) {
        let (right, printed) = (document(&report), Draft::from(&report));
        let at = tables_of(&right)[table];
        let Block::Grid(grid) = &right.blocks[at] else { unreachable!() };
        let changed = with(&right, at, put(instead, grid));
        // Lines of one field each are not separated values, whatever they were written as.
        let documents = WRITERS.into_iter().filter_map(|(kind, write)| Some((kind, written(&changed, kind, write, instead)?)));
        let documents: Vec<_> = documents.filter(|(kind, bytes)| Kind::of(bytes) == *kind).collect();
        let (kind, bytes) = format.get(&documents).clone();
        let context = || format!("{kind}\n{}", shown(kind, &bytes));
        let assessment = check(read(&bytes).map_err(|e| TestCaseError::fail(format!("{e} {}", context())))?);
        prop_assert_eq!(codes(&assessment), ["OGI109"], "{}\n{:?}", context(), assessment.findings());
        prop_assert_eq!(assessment.verdict(), Verdict::Incomplete);
        let finding = &assessment.findings()[0];
        prop_assert!(finding.place().is_known(), "{}", context());
        let own = Table::ALL[table];
        prop_assert!(finding.cells().iter().all(|cell| cell.table() == own));
        prop_assert_eq!(finding.cells().len(), assessment.draft().cells().filter(|(c, _)| c.table() == own).count());
        let shown = assessment.draft().shown_edition();
        prop_assert!(shown.is_none_or(|edition| edition == report.edition()), "{}", context());
        // Every other cell is the printed one.
        for (cell, entry) in assessment.draft().cells().filter(|(c, _)| c.table() != own) {
            prop_assert_eq!(entry.state(), printed.state(cell), "{} {}", cell, kind);
        }
    }

    /// A page with nothing under a heading has no table there.
    #[test]
    fn a_section_with_nothing_under_it_is_empty(
        report in generate::reports(), table in 0..3_usize, format in prop::sample::select(&WRITERS[..]),
    ) {
        let right = document(&report);
        let empty = with(&right, tables_of(&right)[table], Vec::new());
        let (kind, write) = format;
        let bytes = write(&empty);
        let codes = codes(&check(read(&bytes).unwrap()));
        prop_assert_eq!(codes, ["OGI107", "OGI113"], "{}\n{}", kind, shown(kind, &bytes));
    }
}

#[test]
fn headers_nobody_knows_over_known_rows_are_one_finding() {
    let right = document(&Report::zero(ogi_report::form::Form::Revised2021).with_year(2023));
    let at = tables_of(&right)[0];
    let Block::Grid(grid) = &right.blocks[at] else { unreachable!() };
    let mut grid = grid.clone();
    for row in grid.rows.iter_mut().filter(|row| !row.iter().any(is_number)) {
        for cell in row {
            cell.text = format!("Header {}", cell.text.len());
        }
    }
    let assessment = check(read(&WRITERS[0].1(&with(&right, at, vec![grid.into()]))).unwrap());
    assert_eq!(codes(&assessment), ["OGI109"], "{:?}", assessment.findings());
    assert_eq!(assessment.draft().shown_edition(), Some(ogi_report::form::Edition::Revised2021));
}

#[test]
fn a_stray_says_how_many_numbers_stand_there_and_survives_json() {
    let report = Report::zero(ogi_report::form::Form::Trial2019).with_year(2020);
    let right = document(&report);
    let at = tables_of(&right)[0];
    let Block::Grid(grid) = &right.blocks[at] else { unreachable!() };
    let changed = with(&right, at, put(Instead::UnknownLabels, grid));
    let draft = read(&WRITERS[0].1(&changed)).unwrap();
    let [stray] = draft.strays() else { panic!("{:?}", draft.strays()) };
    assert_eq!((stray.kind, stray.values.len(), stray.near.len()), (StrayKind::UnreadTable, 22, 22));
    assert_eq!((draft.shown_edition(), draft.edition().name()), (None, "2019"));
    let json = serde_json::to_value(&draft).unwrap();
    assert_eq!(json["edition"], serde_json::Value::Null);
    let back: Draft = serde_json::from_value(json).unwrap();
    assert_eq!((back.shown_edition(), back.form()), (None, draft.form()));
    let assessment = check(draft);
    let outcome = |code: &str| assessment.account().find(|(rule, _)| rule.code() == code).unwrap().1;
    assert_eq!(outcome("OGI111").name(), "not-assessable");
    assert_eq!(outcome("OGI114").name(), "not-assessable");
    assert!(assessment.findings()[0].message(Lang::Zh).contains("22 个数"));
}

fn page(section: &str, text: &str) -> String {
    let outline = Section::ALL.map(|s| format!("{}\n\n{section}\n\n", s.heading(Lang::Zh)));
    format!("某市人民政府{text}政府信息公开工作年度报告\n\n{}", outline.concat())
}

#[test]
fn a_report_of_before_2019_and_one_all_in_prose_have_one_note_each() {
    let early = check(read(page("按要求开展工作。", "2017年").as_bytes()).unwrap());
    assert_eq!((codes(&early), early.verdict()), (vec!["OGI117".to_owned()], Verdict::Incomplete));
    let labels = "主动公开政府信息数\t条\t12\n收到申请数\t件\t3\n申请办结数\t件\t3\n";
    let late = check(read(page(labels, "2019年").as_bytes()).unwrap());
    assert_eq!(
        (codes(&late), late.verdict()),
        (vec!["OGI117".to_owned()], Verdict::Incomplete),
        "{:?}",
        late.findings()
    );
    let prose = check(read(page("2023年收到申请3件，均已答复。", "2023年").as_bytes()).unwrap());
    assert_eq!((codes(&prose), prose.verdict()), (vec!["OGI118".to_owned()], Verdict::Incomplete));
    for assessment in [early, late, prose] {
        assert_eq!(assessment.draft().shown_edition(), None);
    }
}

/// A damaged byte is reported wherever it stands; a cell that holds one is unreadable.
#[test]
fn a_damaged_byte_is_never_silent() {
    let right = document(&Report::zero(ogi_report::form::Form::Revised2021).with_year(2023));
    let text = render::tsv(&right);
    for (encoding, bytes) in
        [("UTF-8", text.clone().into_bytes()), ("GB 18030", encoding_rs::GB18030.encode(&text).0.into_owned())]
    {
        assert_eq!(codes(&check(read(&bytes).unwrap())), Vec::<String>::new(), "{encoding}");
        // Each is half a character, or none, in both encodings.
        for tail in [&b"\xff"[..], b"\xe4", b"\x81"] {
            let assessment = check(read(&[&bytes, tail].concat()).unwrap());
            assert_eq!(codes(&assessment), ["OGI127"], "{encoding} {tail:x?}");
        }
    }
    let inside = text.replacen("按要求", "按\u{fffd}求", 1);
    assert_eq!(codes(&check(read(inside.as_bytes()).unwrap())), ["OGI127"]);
}

#[test]
fn known_cells_are_those_with_a_number_and_those_that_are_forced() {
    let mut draft = Draft::from(&Report::zero(ogi_report::form::Form::Revised2021));
    draft.set("applications.received.total".parse().unwrap(), ogi_report::draft::State::Blank).unwrap();
    draft.set("disclosure.rules.issued".parse().unwrap(), ogi_report::draft::State::Blank).unwrap();
    let assessment = check(draft);
    assert_eq!((assessment.known(), assessment.unknown().len(), assessment.forced().len()), (199, 2, 1));
}
