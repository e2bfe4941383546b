//! What a browser shows of a page is what is read of it.
#![cfg(feature = "html")]

use ogi_report::read::{self, Block, Document, FileKind, Grid};
use proptest::prelude::*;

/// A document in short: a line for a paragraph (`#` before a heading) or a row, whose cells stand in brackets with their spans.
fn short(document: &Document) -> Vec<String> {
    document.blocks.iter().flat_map(block).collect()
}

fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Paragraph(paragraph) if paragraph.heading => vec![format!("# {}", paragraph.text)],
        Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
        Block::Grid(grid) => rows(grid),
        _ => Vec::new(),
    }
}

fn rows(grid: &Grid) -> Vec<String> {
    let row = grid.rows.iter().map(|row| {
        let cells = row.iter().map(|cell| match (cell.colspan, cell.rowspan) {
            (1, 1) => format!("[{}]", cell.text),
            (columns, rows) => format!("[{} {columns}x{rows}]", cell.text),
        });
        cells.collect()
    });
    row.collect()
}

#[track_caller]
fn page(text: &str) -> Document {
    read::document_as(FileKind::Html, text.as_bytes(), None).unwrap()
}

#[track_caller]
fn reads(text: &str, expected: &[&str]) {
    assert_eq!(short(&page(text)), expected);
}

#[test]
fn block_elements_and_breaks_divide_text_and_inline_elements_do_not() {
    reads(
        "<title> 年度\n报告 </title><h1>年度<b>报告</b></h1>text<p>一<span>、</span>总体情况<br>二<div>三</div>四<li>五<hr>六",
        &["# 年度报告", "text", "一、总体情况", "二", "三", "四", "五", "六"],
    );
    assert_eq!(page("<title> 年度\n报告 </title>").title.as_deref(), Some("年度 报告"));
    assert_eq!(page("<p>1").title, None);
}

#[test]
fn white_space_is_one_space_and_a_no_break_space_stays() {
    reads("<p>  a \n\t b<b> c</b>\n<i>d </i> e&nbsp; f  ", &["a b c d e\u{a0} f"]);
    reads("<p>&nbsp;</p><p> \n </p><p>\u{3000}</p>", &[]);
    reads("<pre>a  b\nc\td</pre>", &["a  b", "c\td"]);
}

#[test]
fn a_number_broken_by_tags_is_one_number_and_a_line_break_in_a_cell_stays() {
    reads(
        "<table><tr><td><span>1</span><span lang=EN-US>2<o:p></o:p></span><td>商业<br/>企业<td><p>a</p><p></p><p>b</p><td>&nbsp;</table>",
        &["[12][商业\n企业][a\nb][\u{a0}]"],
    );
}

#[test]
fn upper_case_and_unclosed_tags_are_tags() {
    reads("<TABLE><TR><TD COLSPAN='2'>a<TD>b<TR><TH>c<TD>d<TD>e</TABLE>f", &["[a 2x1][b]", "[c][d][e]", "f"]);
}

#[test]
fn spans_are_held_as_a_browser_holds_them() {
    reads(
        "<table><tr><td rowspan=0>a<td colspan=0>b<td colspan=2000>c<tr><td rowspan=9>d<td colspan=x>e\
         <tbody><tr><td rowspan=' +1px'>f<td rowspan=99999999999>g</table>",
        &["[a 1x2][b][c 1000x1]", "[d][e]", "[f][g]"],
    );
}

#[test]
fn the_head_comes_first_and_the_foot_last() {
    reads(
        "<table><tfoot><tr><td>总计<td>3<tbody><tr><td>a<td>1<thead><tr><td>x<td>y</table>",
        &["[x][y]", "[a][1]", "[总计][3]"],
    );
}

#[test]
fn a_table_that_holds_a_table_or_one_cell_is_a_frame() {
    reads(
        "<table><tr><td>left<td><h2>head</h2>text<table><caption>cap</caption><tr><td>1<td>2</table>after</table>",
        &["left", "# head", "text", "cap", "[1][2]", "after"],
    );
    reads("<table><tr><td>a<p>b</table>", &["a", "b"]);
    reads("<table><tr><td><table><tr><td><table><tr><td>1<td>2</table></table></table>", &["[1][2]"]);
    // What is not shown makes no frame.
    reads("<table><tr><td>1<td>2<table style='display:none'><tr><td>3</table></table>", &["[1][2]"]);
}

#[test]
fn what_is_entered_in_a_form_s_fields_is_read_in_tables_only() {
    reads(
        "<input value=search><textarea>t</textarea><table><tr><td><input value='12'>件<td><INPUT TYPE=Text readonly value='3'>\
         <td><input type=number value=4><td><textarea>5</textarea><td><input><td><input type=hidden value=6>\
         <td><input type=checkbox value=7><td>8<td><input type=button value=9></table>",
        &["[12件][3][4][5][][][][8][]"],
    );
}

#[test]
fn what_is_not_shown_or_is_struck_out_is_not_read() {
    reads(
        "<script>var a='<table>';</script><style>p{}</style><!-- <p>c --><noscript>d</noscript><template><p>e</template>\
         <!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]-->\
         <table><tr><td>1<del>2</del><s>3</s><td style='color:red; DISPLAY : none'>x<td hidden>y<td>4\
         <tr style='display:none'><td>z</table><select><option>o</select><textarea>t</textarea><svg><text>g</text></svg>",
        &["[1][4]"],
    );
    reads("<table><tr><td style='mso-display:none-ish;display:block'>1<td>2</table>", &["[1][2]"]);
}

#[test]
fn a_page_that_shows_no_table_is_read_with_what_it_hides() {
    reads("<p>nav<div style='display:none'>a<table><tr><td>1<td>2</table></div>", &["nav", "a", "[1][2]"]);
    reads("<body style='display:none'>a", &["a"]);
}

#[test]
fn a_raised_number_is_not_part_of_the_number_before_it() {
    reads(
        "<table><tr><td>12<sup>1</sup><td><sup>12</sup><td>12<sup></sup>3<td>a<sub>2</sub><td><sup>1</sup>2</table>",
        &["[12^1][12][123][a2][1^2]"],
    );
}

#[test]
fn misplaced_text_leaves_its_table_as_in_a_browser() {
    reads("<table><tr>lost<td>1<td>2</table>", &["lost", "[1][2]"]);
    reads("<b><table><tr><td>1</b><td><i>2</table>3", &["[1][2]", "3"]);
}

#[test]
fn cells_and_paragraphs_know_their_places() {
    let document = page("<p>a<table><tr><td>b<td>c</table><p>d<table><tr><td>e<tr><td rowspan=2>f<td>g</table>");
    let places: Vec<String> = document
        .blocks
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => vec![paragraph.place.to_string()],
            Block::Grid(grid) => grid.rows.iter().flatten().map(|cell| cell.place.to_string()).collect(),
            _ => Vec::new(),
        })
        .collect();
    assert_eq!(
        places,
        [
            "paragraph 1",
            "table 1, row 1, cell 1",
            "table 1, row 1, cell 2",
            "paragraph 2",
            "table 2, row 1, cell 1",
            "table 2, row 2, cell 1",
            "table 2, row 2, cell 2"
        ]
    );
}

#[test]
fn the_bytes_are_decoded() {
    let (gbk, _, _) = encoding_rs::GBK.encode("<meta charset=gb2312><table><tr><td>总计<td>1</table>");
    assert_eq!(short(&read::document_as(FileKind::Html, &gbk, None).unwrap()), ["[总计][1]"]);
    assert_eq!(
        short(&read::document_as(FileKind::Html, b"<table><tr><td>1\xff<td>2</table>", Some("utf-8")).unwrap()),
        ["[1\u{fffd}][2]"]
    );
}

#[test]
fn tables_are_taken_out_of_markdown() {
    let text =
        "# a\n\n< b\n<TABLE>\n<tr><td>1<table><tr><td>2<td>3</table></table>\nc\n<tablet>\n\n<table><tr><td>4<td>5";
    let document = read::document_as(FileKind::Markdown, text.as_bytes(), None).unwrap();
    assert_eq!(short(&document), ["# a", "< b", "1", "[2][3]", "c", "<tablet>", "[4][5]"]);
    let grids =
        document.blocks.iter().filter_map(|block| if let Block::Grid(grid) = block { Some(grid) } else { None });
    assert_eq!(grids.collect::<Vec<_>>()[1].rows[0][1].place.to_string(), "table 2, row 1, cell 2");
}

/// Pieces of markup in which trees go wrong.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<td colspan=3 rowspan=0>",
        "</td>",
        "<tbody>",
        "<thead>",
        "<tfoot>",
        "<caption>",
        "<colgroup>",
        "<col>",
        "<b>",
        "</b>",
        "<a href=x>",
        "</a>",
        "<i>",
        "</i>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<br>",
        "</br>",
        "<h1>",
        "</h1>",
        "<sup>",
        "</sup>",
        "<pre>",
        "</pre>",
        "<select>",
        "<option>",
        "</select>",
        "<form>",
        "</form>",
        "<svg>",
        "</svg>",
        "<math>",
        "<mi>",
        "<foreignObject>",
        "<annotation-xml encoding='text/html'>",
        "<template>",
        "</template>",
        "<script>",
        "</script>",
        "<style>",
        "<title>",
        "</title>",
        "<textarea>",
        "<frameset>",
        "<body>",
        "<html>",
        "<head>",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE x>",
        "<?x",
        "&amp;",
        "&nbsp",
        "&#0;",
        "&#x110000;",
        "\0",
        " ",
        "\n",
        "1",
        "总计",
        "<span style='display:none'>",
        "</span>",
        "<plaintext>",
        "<image>",
        "<input type=hidden>",
        "<nobr>",
        "<ruby>",
        "<rt>",
    ]);
    prop::collection::vec(piece, 0..80).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_markup_makes_a_document(text in soup()) {
        let document = read::document_as(FileKind::Html, text.as_bytes(), None);
        prop_assert!(document.is_ok());
        prop_assert!(read::document_as(FileKind::Markdown, text.as_bytes(), None).is_ok());
        for block in document.unwrap().blocks {
            if let Block::Grid(grid) = block {
                let height = u32::try_from(grid.rows.len()).unwrap();
                prop_assert!((1..).zip(&grid.rows).all(|(n, row)| row.iter().all(|cell| cell.rowspan <= height + 1 - n)));
            }
        }
    }

    #[test]
    fn any_bytes_make_a_document(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(read::document_as(FileKind::Html, &bytes, None).is_ok());
    }
}
