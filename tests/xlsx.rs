//! What a workbook shows is what is read of it.
#![cfg(feature = "xlsx")]

use std::fmt::Write as _;
use std::io::{Cursor, Read as _, Write as _};

use ogi_report::read::{self, Block, Document, FileKind, ReadError};
use proptest::prelude::*;
use zip::ZipArchive;
use zip::write::{SimpleFileOptions, ZipWriter};

const STYLES: &str = "<styleSheet><numFmts><numFmt numFmtId='170' formatCode='0!.0,&quot;万&quot;'/></numFmts>\
    <cellStyleXfs><xf numFmtId='9'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='10'/><xf numFmtId='170'/></cellXfs></styleSheet>";
const TEXTS: &str = "<sst><si><t>规章</t></si><si><r><t>商业</t></r><r><t xml:space='preserve'> 企业</t></r><rPh><t>x</t></rPh></si></sst>";

/// A workbook with these sheets, given by name, state and content.
fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Xlsx, bytes, None)
}

fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, text: &str| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (String::new(), String::new());
    for (n, (name, state, content)) in sheets.iter().enumerate() {
        let _ = write!(list, "<sheet name='{name}' state='{state}' r:id='r{n}'/>");
        let _ = write!(relations, "<Relationship Id='r{n}' Type='x/worksheet' Target='worksheets/{n}.xml'/>");
        add(&format!("xl/worksheets/{n}.xml"), &format!("<worksheet>{content}</worksheet>"));
    }
    relations += "<Relationship Id='s' Type='x/styles' Target='styles.xml'/><Relationship Id='t' Type='x/sharedStrings' Target='/xl/texts.xml'/>";
    add("xl/styles.xml", STYLES);
    add("xl/texts.xml", TEXTS);
    add("xl/workbook.xml", &format!("<workbook><sheets>{list}</sheets></workbook>"));
    add("xl/_rels/workbook.xml.rels", &format!("<Relationships>{relations}</Relationships>"));
    add(
        "_rels/.rels",
        "<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>",
    );
    zip.finish().unwrap().into_inner()
}

/// A document in short: a line for a paragraph (`#` before a heading) or a row, whose cells stand in brackets with their spans.
fn short(document: &Document) -> Vec<String> {
    let lines = document.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.heading => vec![format!("# {}", paragraph.text)],
        Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
        Block::Grid(grid) => {
            let row = grid.rows.iter().map(|row| {
                let cells = row.iter().map(|cell| match (cell.colspan, cell.rowspan) {
                    (1, 1) => format!("[{}]", cell.text),
                    (columns, rows) => format!("[{} {columns}x{rows}]", cell.text),
                });
                cells.collect()
            });
            row.collect()
        }
        _ => Vec::new(),
    });
    lines.collect()
}

#[track_caller]
fn reads(sheet: &str, expected: &[&str]) {
    let document = read(&workbook(&[("表", "visible", sheet)])).unwrap();
    assert_eq!(short(&document)[1..], *expected);
}

#[test]
fn texts_and_numbers_are_read_however_they_are_stored() {
    reads(
        "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c><c r='C1' t='inlineStr'><is><t>12</t></is></c>\
         <c r='D1'><v>12.0</v></c><c r='E1' t='n'><v>0.1</v></c><c r='F1' t='str'><f>A1</f><v>x</v></c><c r='G1' t='b'><v>1</v></c>\
         <c r='H1' t='e'><v>#REF!</v></c><c r='I1' t='s'><v>99</v></c></row></sheetData>",
        &["[规章][商业 企业][12][12][0.1][x][TRUE][#REF!][\u{fffd}]"],
    );
}

#[test]
fn a_number_that_shows_as_something_else_is_no_plain_number() {
    reads(
        "<sheetData><row><c s='0'><v>45292</v></c><c s='1'><v>45292</v></c><c s='2'><v>0.125</v></c><c s='3'><v>123456</v></c>\
         <c><f>SUM(A1:A2)</f></c></row></sheetData>",
        &["[45292][2024-01-01][12.5%][123456 [0!.0,\"万\"]][=SUM(A1:A2)]"],
    );
}

#[test]
fn a_style_that_the_workbook_does_not_have_leaves_the_number() {
    reads("<sheetData><row><c s='4'><v>3</v></c><c s='x'><v>4</v></c></row></sheetData>", &["[3][4]"]);
}

#[test]
fn what_stands_nowhere_in_a_sheet_is_an_error_that_names_it() {
    let refused = |sheet: &str| read(&workbook(&[("表", "visible", sheet)])).unwrap_err().to_string();
    let cell = |name: &str| format!("<sheetData><row r='1'><c r='{name}'><v>1</v></c></row></sheetData>");
    for name in ["A0", "1", "XFE1"] {
        assert_eq!(refused(&cell(name)), format!("xl/worksheets/0.xml: has a cell named \"{name}\""));
    }
    for row in ["x", "0", "1048577"] {
        let sheet = format!("<sheetData><row r='{row}'><c><v>1</v></c></row></sheetData>");
        assert_eq!(refused(&sheet), format!("xl/worksheets/0.xml: has a row named \"{row}\""));
    }
    let twice = "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='A1'><v>2</v></c></row></sheetData>";
    assert_eq!(refused(twice), "xl/worksheets/0.xml: has two cells in row 1, column 1");
    assert!(refused("<sheetData><row r=1/></sheetData>").starts_with("xl/worksheets/0.xml: "));
}

#[test]
fn a_visible_sheet_that_is_not_there_is_unread_and_the_others_are_read() {
    let sheet = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    for (old, new) in [("worksheets/1.xml'", "worksheets/x.xml'"), ("Id='r1'", "Id='rx'")] {
        let whole = workbook(&[("表", "visible", sheet), ("图", "visible", sheet)]);
        let document = read(&replaced(&whole, old, new)).unwrap();
        let [_, Block::Grid(read), Block::Paragraph(heading), Block::Picture(place)] = document.blocks.as_slice()
        else {
            panic!("{:?}", document.blocks)
        };
        assert_eq!((read.rows[0][0].text.as_str(), heading.text.as_str()), ("1", "图"));
        assert!(place.to_string().contains('图'), "{place}");
    }
    let chart = replaced(&workbook(&[("图", "visible", "")]), "x/worksheet'", "x/chartsheet'");
    assert_eq!(short(&read(&chart).unwrap()), [""; 0]);
}

/// The workbook with other words in its parts.
fn replaced(workbook: &[u8], old: &str, new: &str) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut to = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut part = from.by_index(at).unwrap();
        to.start_file(part.name().to_owned(), SimpleFileOptions::default()).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        to.write_all(text.replace(old, new).as_bytes()).unwrap();
    }
    to.finish().unwrap().into_inner()
}

#[test]
fn merged_cells_have_their_spans_and_what_they_cover_is_not_read() {
    reads(
        "<sheetData><row r='1'><c r='A1'><v>1</v></c><c r='B1'><v>9</v></c><c r='C1'><v>2</v></c></row>\
         <row r='2'><c r='C2'><v>3</v></c></row><row r='3'><c r='B3'><v>4</v></c></row></sheetData>\
         <mergeCells><mergeCell ref='A1:B2'/><mergeCell ref='B3:C1048576'/><mergeCell ref='broken'/></mergeCells>",
        &["[1 2x2][2]", "[3]", "[][4 2x1]"],
    );
}

#[test]
fn gaps_are_blank_cells_and_the_sheet_is_as_large_as_its_texts() {
    reads(
        "<sheetData><row r='2'><c r='B2'><v>1</v></c><c r='D2' s='1'/></row><row r='4'><c r='A4'><v>2</v></c><c r='C4'><v>3</v></c></row>\
         <row r='900'><c r='Z900'><v> </v></c></row></sheetData>",
        &["", "[][1][]", "", "[2][][3]"],
    );
}

#[test]
fn each_visible_sheet_is_a_grid_under_its_name() {
    let cell = |value: &str| format!("<sheetData><row><c><v>{value}</v></c></row></sheetData>");
    let (one, two, three) = (cell("1"), cell("2"), cell("3"));
    let sheets = [
        ("b &amp; c", "visible", one.as_str()),
        ("old", "hidden", &two),
        ("older", "veryHidden", &two),
        ("a", "visible", &three),
    ];
    let document = read(&workbook(&sheets)).unwrap();
    assert_eq!(short(&document), ["# b & c", "[1]", "# a", "[3]"]);
    let Some(Block::Grid(grid)) = document.blocks.get(3) else { panic!("{document:?}") };
    assert_eq!(grid.rows[0][0].place.to_string(), "a!A1");
}

proptest! {
    #[test]
    fn any_change_of_a_workbook_is_an_error_or_a_document(at in 0_usize..4000, byte in any::<u8>(), cut in 0_usize..4000) {
        let mut bytes = workbook(&[("a", "visible", "<sheetData><row r='1'><c r='A1' t='s'><v>0</v></c></row></sheetData>")]);
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = read(&bytes);
        bytes.truncate(cut);
        let _ = read(&bytes);
    }

    #[test]
    fn any_merged_areas_make_a_document(areas in prop::collection::vec((0_u32..9, 0_u32..9, 0_u32..9, 0_u32..9), 0..9)) {
        let area = |(a, b, c, d)| format!("<mergeCell ref='{}{b}:{}{d}'/>", column(a), column(c));
        let merged: String = areas.into_iter().map(area).collect();
        let sheet = format!("<sheetData><row r='5'><c r='E5'><v>1</v></c></row></sheetData><mergeCells>{merged}</mergeCells>");
        let document = read(&workbook(&[("a", "visible", &sheet)]));
        prop_assert!(document.is_ok());
    }
}

fn column(n: u32) -> char {
    char::from_u32(u32::from('A') + n).unwrap()
}
