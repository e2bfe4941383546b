//! What Word shows of a document is what is read of it.
#![cfg(feature = "docx")]

use std::io::{Cursor, Write as _};

use ogi_report::read::{self, Block, Document, FileKind, ReadError};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

fn read(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Docx, bytes, None)
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", &format!("<?xml version='1.0'?><w:document><w:body>{body}</w:body></w:document>"))])
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
fn reads(body: &str, expected: &[&str]) {
    assert_eq!(short(&read(&word(body)).unwrap()), expected);
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

/// A cell with properties and a text.
fn tc(properties: &str, text: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p(text))
}

#[test]
fn runs_join_and_breaks_and_tabs_stay() {
    reads(
        "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t xml:space='preserve'>1 </w:t></w:r><w:r><w:tab/><w:t>2&lt;&#x603b;&amp;</w:t>\
         <w:noBreakHyphen/></w:r><w:hyperlink><w:r><w:t>3</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>4</w:t><w:br/>\
         <w:t>5</w:t></w:r></w:smartTag></w:p><w:sdt><w:sdtContent><w:p><w:r><w:t><![CDATA[6]]></w:t></w:r></w:p></w:sdtContent></w:sdt><w:p/>",
        &["1 \t2<总&-34", "5", "6"],
    );
}

#[test]
fn what_is_deleted_hidden_or_struck_out_is_not_read() {
    let run = |properties: &str, text: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>");
    reads(
        &format!(
            "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{}<w:ins>{}</w:ins><w:del><w:r><w:delText>a</w:delText><w:t>b</w:t></w:r></w:del>{}{}{}{}\
             <w:r><w:instrText>PAGE</w:instrText></w:r><w:moveFrom>{}</w:moveFrom></w:p>",
            run("<w:rPrChange><w:rPr><w:strike/></w:rPr></w:rPrChange>", "1"),
            run("", "2"),
            run("<w:vanish/>", "c"),
            run("<w:strike/>", "d"),
            run("<w:dstrike w:val='1'/>", "e"),
            run("<w:strike w:val='false'/>", "3"),
            run("", "f"),
        ),
        &["123"],
    );
}

#[test]
fn a_raised_number_is_not_part_of_the_number_before_it() {
    reads(
        "<w:p><w:r><w:t>12</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>",
        &["12^1"],
    );
}

#[test]
fn a_text_box_is_read_once() {
    reads(
        &format!(
            "<w:p><w:r><w:t>a</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>\
             </mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>",
            p("b"),
            p("b")
        ),
        &["a", "b"],
    );
}

#[test]
fn merged_cells_have_their_spans() {
    let (restart, more) = ("<w:vMerge w:val='restart'/>", "<w:vMerge/>");
    let wide = "<w:gridSpan w:val='2'/>";
    let table = format!(
        "<w:tbl><w:tblGrid/><w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        tc(&format!("{wide}{restart}"), "a"),
        tc("", "b"),
        tc(&format!("{wide}{more}"), "hidden under a"),
        tc(restart, "c"),
        tc("", "d"),
        tc("", "e"),
        tc("", "f"),
        tc(more, ""),
        tc("<w:hMerge w:val='restart'/>", "g"),
        tc("<w:hMerge w:val='continue'/>", ""),
        tc(more, "h"),
    );
    // The third row's last cell prolongs c, which begins in its column; the fourth's prolongs it again.
    reads(&table, &["[a 2x2][b]", "[c 1x3][d]", "[e][f]", "[g 2x1]"]);
    // Merged across and down at once, as documents of Word's older format are converted.
    let (across, both) = ("<w:hMerge w:val='restart'/>", "<w:hMerge w:val='continue'/><w:vMerge w:val='continue'/>");
    let corner = tc("<w:hMerge w:val='restart'/><w:vMerge w:val='restart'/>", "a");
    let beside = tc("<w:hMerge/><w:vMerge w:val='restart'/>", "");
    let below = tc("<w:hMerge w:val='restart'/><w:vMerge/>", "");
    let wide = format!("{}{}", tc(across, "c"), tc("<w:hMerge/>", ""));
    let table = format!(
        "<w:tbl><w:tr>{corner}{beside}{}</w:tr><w:tr>{below}{}{wide}</w:tr></w:tbl>",
        tc("", "b"),
        tc(both, "")
    );
    reads(&table, &["[a 2x2][b]", "[c 2x1]"]);
    // Nothing to prolong: the cell stands by itself.
    reads(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc(more, "a"), tc("", "b")), &["[a][b]"]);
}

#[test]
fn a_row_can_begin_later_and_a_deleted_row_is_gone() {
    let table = format!(
        "<w:tbl><w:tr><w:trPr><w:gridBefore w:val='2'/></w:trPr>{a}</w:tr><w:tr><w:trPr><w:del w:id='1'/></w:trPr>{a}{a}</w:tr>\
         <w:tr><w:trPr><w:ins/></w:trPr>{b}{b}</w:tr></w:tbl>",
        a = tc("", "a"),
        b = tc("<w:tcPrChange><w:tcPr><w:gridSpan w:val='9'/></w:tcPr></w:tcPrChange>", "b"),
    );
    reads(&table, &["[ 2x1][a]", "[b][b]"]);
}

#[test]
fn a_table_that_holds_a_table_or_one_cell_is_a_frame() {
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", "1"), tc("", "2"));
    let heading = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr><w:r><w:t>head</w:t></w:r></w:p>";
    reads(
        &format!("<w:tbl><w:tr>{}<w:tc>{heading}{inner}{}</w:tc></w:tr></w:tbl>{}", tc("", "a"), p("b"), p("c")),
        &["a", "# head", "[1][2]", "b", "c"],
    );
    reads(&format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("a"), p("b")), &["a", "b"]);
}

#[test]
fn a_cell_outside_a_row_is_not_lost() {
    reads(&format!("<w:tbl>{}{}</w:tbl>", tc("", "1"), tc("", "2")), &["[1][2]"]);
}

#[test]
fn paragraphs_in_a_cell_are_its_lines() {
    let two = format!("<w:tc>{}<w:p/>{}</w:tc>", p("商业"), p("企业"));
    let broken = "<w:tc><w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r></w:p></w:tc>";
    reads(&format!("<w:tbl><w:tr>{two}{broken}</w:tr></w:tbl>"), &["[商业\n企业][a\nb]"]);
}

#[test]
fn headings_are_known_by_their_style_or_level() {
    let styles = "<w:styles><w:style w:styleId='1'><w:name w:val='heading 1'/></w:style><w:style w:styleId='a3'><w:name w:val='Title'/></w:style>\
        <w:style w:styleId='x'><w:name w:val='x'/><w:basedOn w:val='1'/></w:style><w:style w:styleId='y'><w:pPr><w:outlineLvl w:val='2'/></w:pPr></w:style>\
        <w:style w:styleId='z'><w:name w:val='Body'/><w:pPr><w:outlineLvl w:val='9'/></w:pPr></w:style></w:styles>";
    let paragraph =
        |style: &str| format!("<w:p><w:pPr><w:pStyle w:val='{style}'/></w:pPr><w:r><w:t>{style}</w:t></w:r></w:p>");
    let body: String = ["1", "a3", "x", "y", "z", "标题 2"].map(paragraph).concat()
        + "<w:p><w:pPr><w:outlineLvl w:val='0'/></w:pPr><w:r><w:t>o</w:t></w:r></w:p>";
    let bytes = archive(&[
        (
            "_rels/.rels",
            "<Relationships><Relationship Type='http://x/officeDocument' Target='/Word/Document2.xml'/></Relationships>",
        ),
        ("word/document2.xml", &format!("<w:document>{body}</w:document>")),
        (
            "Word/_rels/Document2.xml.rels",
            "<Relationships><Relationship Type='http://x/styles' Target='../word/styles.xml'/></Relationships>",
        ),
        ("word\\styles.xml", styles),
    ]);
    assert_eq!(short(&read(&bytes).unwrap()), ["# 1", "# a3", "# x", "# y", "z", "# 标题 2", "# o"]);
}

#[test]
fn errors_name_the_part() {
    let says = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    assert_eq!(says(&archive(&[("a", "b")])), "word/document.xml: is missing");
    assert_eq!(says(&archive(&[("word/document.xml", "<a><b></b>")])), "word/document.xml: ends inside an element");
    assert!(says(b"PK").starts_with("archive: "), "{}", says(b"PK"));
}

proptest! {
    #[test]
    fn any_change_of_a_document_is_an_error_or_a_document(at in 0_usize..2000, byte in any::<u8>(), cut in 0_usize..2000) {
        let mut bytes = word(&format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("<w:vMerge/>", "1"), tc("", "2")));
        if let Some(place) = bytes.get_mut(at) {
            *place = byte;
        }
        let _ = read(&bytes);
        bytes.truncate(cut);
        let _ = read(&bytes);
    }

    #[test]
    fn any_nesting_of_elements_is_an_error_or_a_document(names in prop::collection::vec(0_usize..12, 0..60)) {
        let names = names.into_iter().map(|n| {
            ["tbl", "tr", "tc", "p", "r", "t", "vMerge", "hMerge", "gridBefore", "del", "trPr", "txbxContent"].get(n).copied().unwrap_or("p")
        });
        let names: Vec<_> = names.collect();
        let open = names.iter().map(|name| format!("<w:{name}>")).collect::<Vec<_>>().concat();
        let close = names.iter().rev().map(|name| format!("1</w:{name}>")).collect::<Vec<_>>().concat();
        let _ = read(&word(&(open.clone() + &close)));
        let empty = names.iter().map(|name| format!("<w:{name}/>")).collect::<Vec<_>>().concat();
        let _ = read(&word(&format!("<w:tbl><w:tr>{empty}</w:tr><w:tr>{open}{close}</w:tr></w:tbl>")));
    }
}

/// Rows and cells that do not stand in each other as they should keep their numbers, and a merged cell covers the place below it.
#[test]
fn cells_in_no_row_and_rows_in_cells_move_no_merged_cell() {
    let cell = |text: &str, merge: &str| {
        format!("<w:tc><w:tcPr>{merge}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>")
    };
    let (restart, goes_on) = ("<w:vMerge w:val='restart'/>", "<w:vMerge/>");
    let rows = format!(
        "<w:tr>{}{}</w:tr><w:tr>{}{}</w:tr>",
        cell("1", ""),
        cell("2", restart),
        cell("3", ""),
        cell("", goes_on)
    );
    let loose = word(&format!("<w:tbl>{}{rows}</w:tbl>", cell("0", "")));
    assert_eq!(short(&read(&loose).unwrap()), ["[0]", "[1][2 1x2]", "[3]"]);
    let nested = word(&format!("<w:tbl><w:tr><w:tc>{rows}</w:tc></w:tr>{rows}</w:tbl>"));
    let text = short(&read(&nested).unwrap()).concat();
    assert_eq!(text.matches("[2 1x2]").count(), 2, "{text}");
    assert_eq!((text.matches('1').count() - 2, text.matches("[3]").count()), (2, 2), "{text}");
}
