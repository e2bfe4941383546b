//! A table that stands in the document and was not read is reported as unread, never as absent, empty or of another edition.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;

use std::fmt;
use std::io::{Cursor, Read as _, Write as _};

use formats::WRITERS;
use ogi_report::draft::{Draft, Passage, Place, Prose, State, StrayKind};
use ogi_report::form::{Lang, Section, Table};
use ogi_report::read::{Block, Document, FileKind, Grid, GridCell, Paragraph};
use ogi_report::{Assessment, Report, Verdict, check, generate, read, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

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
#[derive(Clone, Copy, Debug)]
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
    /// The table in other markup of the formats.
    Markup(Markup),
}

/// A way to write a table that is not a table of the format.
#[derive(Clone, Copy)]
struct Markup {
    name: &'static str,
    kinds: &'static [FileKind],
    write: fn(&Grid) -> String,
}

impl fmt::Debug for Markup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

const fn in_html(name: &'static str, write: fn(&Grid) -> String) -> Markup {
    Markup { name, kinds: &[FileKind::Html], write }
}

const fn in_text(name: &'static str, write: fn(&Grid) -> String) -> Markup {
    Markup { name, kinds: &[FileKind::Text, FileKind::Markdown], write }
}

const MARKUPS: [Markup; 46] = [
    in_html("ul, a row each", |grid| listed("<ul>", grid, |row| format!("<li>{}</li>", texts(row).join(" ")), "</ul>")),
    in_html("ul, a cell each", |grid| listed("<ul>", grid, |row| wrapped(row, "<li>", "</li>"), "</ul>")),
    in_html("ul in ul", |grid| {
        listed("<ul>", grid, |row| format!("<li><ul>{}</ul></li>", wrapped(row, "<li>", "</li>")), "</ul>")
    }),
    in_html("dl", |grid| listed("<dl>", grid, defined, "</dl>")),
    in_html("MathML", |grid| {
        let row = |row: &[GridCell]| format!("<mtr>{}</mtr>", wrapped(row, "<mtd>", "</mtd>"));
        listed("<math><mtable>", grid, row, "</mtable></math>")
    }),
    in_html("MathML, typed", |grid| {
        let row = |row: &[GridCell]| format!("<mtr>{}</mtr>", wrapped(row, "<mtd><mtext>", "</mtext></mtd>"));
        listed("<p>表<math><mtable>", grid, row, "</mtable></math>")
    }),
    in_html("display:none", |grid| table_in("<div style=\"display:none\">", grid, "</div>")),
    in_html("display: none on the table", |grid| {
        table_in("", grid, "").replace("<table", "<table style='Display: none'")
    }),
    in_html("hidden lines", |grid| {
        listed(
            "<div style=\"color:red;display:none\">",
            grid,
            |row| format!("<p>{}</p>", texts(row).join(" ")),
            "</div>",
        )
    }),
    in_html("hidden picture", |_| "<div hidden><img src=a.png></div>".to_owned()),
    in_html("template", |grid| table_in("<template>", grid, "</template>")),
    in_html("template with lines", |grid| listed("<template>", grid, |row| texts(row).join(" "), "</template>")),
    in_html("hidden", |grid| table_in("<div hidden>", grid, "</div>")),
    in_html("noscript", |grid| table_in("<noscript>", grid, "</noscript>")),
    in_html("document.write", |grid| {
        format!("<div id=t></div><script>document.write('{}')</script>", table_in("", grid, ""))
    }),
    in_html("document.write of data", |_| "<script>document.write(rows(data))</script>".to_owned()),
    in_html("chart", |_| "<div id=chart></div><script>draw('chart', {data: [7, 12]})</script>".to_owned()),
    in_html("chart by a selector", |_| {
        "<div id=\"chart\" style=\"height:400px\"> </div>\n<script>$(\"#chart\").load(\"t.html\")</script>".to_owned()
    }),
    in_html("inputs", |grid| {
        let cell = |cell: &GridCell| {
            if is_number(cell) { format!("<input value={}>", cell.text) } else { cell.text.clone() }
        };
        listed("<form>", grid, |row| format!("<p>{}</p>", row.iter().map(cell).collect::<String>()), "</form>")
    }),
    in_html("inputs with labels", |grid| {
        let cell = |cell: &GridCell| {
            if is_number(cell) {
                format!("<input type=\"number\" value=\"{}\">", cell.text)
            } else {
                format!("<label>{}</label>", cell.text)
            }
        };
        listed("<form>", grid, |row| format!("<div>{}</div>", row.iter().map(cell).collect::<String>()), "</form>")
    }),
    in_html("input as a picture", |_| "<input type=image src=table.png>".to_owned()),
    in_html("background", |_| "<div style=\"width:600px; background-image:url(t.png)\"></div>".to_owned()),
    in_html("background in short", |_| {
        "<p><span style='background:#fff url(\"t.png\") no-repeat'>&nbsp;</span></p>".to_owned()
    }),
    in_html("canvas", |_| "<canvas width=300 height=200></canvas>".to_owned()),
    in_html("embed", |_| "<embed src=t.swf>".to_owned()),
    in_html("link to .xls", |_| "<p><a href=\"x.xls\">附件</a></p>".to_owned()),
    in_html("link to .xlsx", |_| "<p><a href=\"/files/x.xlsx?v=1\">表一</a></p>".to_owned()),
    in_html("link to .doc", |_| "<a href='x.DOC'>表一</a>".to_owned()),
    in_html("link to .docx", |_| "<a href=x.docx target=_blank>表一</a>".to_owned()),
    in_html("link to .pdf", |_| "<a target=_blank href=\"https://example.org/a/x.pdf#page=2\">表一</a>".to_owned()),
    in_html("link to .et", |_| "<a href=x.et><b>表一</b></a>".to_owned()),
    in_html("link to .wps", |_| "<a href=x.wps></a>".to_owned()),
    in_text("figure", |_| "图1".to_owned()),
    in_text("figure with a title", |_| "图 1-2　申请情况".to_owned()),
    in_text("object", |_| "\u{fffc}".to_owned()),
    in_text("LaTeX", |grid| {
        let row = |row: &[GridCell]| format!("{} \\\\\n", texts(row).join(" & "));
        listed("\\begin{tabular}{lrrr}\n\\hline\n", grid, row, "\\end{tabular}")
    }),
    in_text("LaTeX, centred", |_| "\\begin{table}\n\\input{t.tex}\n\\end{table}".to_owned()),
    in_text("link", |_| "[表](x.xlsx)".to_owned()),
    in_text("link with a title", |_| "[表](<files/x y.pdf> \"t\")".to_owned()),
    in_text("file", |_| "附件.xlsx".to_owned()),
    in_text("another file", |_| "统计表.et".to_owned()),
    in_text("last year beside", |grid| by_row(grid, |label, n| format!("{label} {n} 上年 7"))),
    in_text("last year before", |grid| by_row(grid, |label, n| format!("{label} 上年 7 本年 {n}"))),
    in_text("colons", |grid| by_row(grid, |label, n| format!("{label}：{n}"))),
    in_text("years", |grid| by_row(grid, |_, n| format!("{THIS}年：{n} | {LAST}年：12"))),
    in_text("years after labels", |grid| by_row(grid, |label, n| format!("{label}：{LAST}年：12 | {THIS}年：{n}"))),
];

fn texts(row: &[GridCell]) -> Vec<&str> {
    row.iter().map(|cell| cell.text.as_str()).collect()
}

fn wrapped(row: &[GridCell], before: &str, after: &str) -> String {
    texts(row).iter().flat_map(|text| [before, text, after]).collect()
}

/// The label of a row as what is defined, and its values.
fn defined(row: &[GridCell]) -> String {
    let cell = |cell: &GridCell| {
        let tag = if is_number(cell) { "dd" } else { "dt" };
        format!("<{tag}>{}</{tag}>", cell.text)
    };
    row.iter().map(cell).collect()
}

fn listed(before: &str, grid: &Grid, row: impl Fn(&[GridCell]) -> String, after: &str) -> String {
    format!("{before}{}{after}", grid.rows.iter().map(|cells| row(cells)).collect::<String>())
}

fn table_in(before: &str, grid: &Grid, after: &str) -> String {
    let row = |row: &[GridCell]| format!("<tr>{}</tr>", wrapped(row, "<td>", "</td>"));
    listed(&format!("{before}<table>"), grid, row, &format!("</table>{after}"))
}

/// A line for each row with a label and a number, of the two.
fn by_row(grid: &Grid, line: impl Fn(&str, &str) -> String) -> String {
    let of = |row: &Vec<GridCell>| {
        let at = row.iter().position(is_number)?;
        let label = at.checked_sub(1).map_or("合计", |at| row[at].text.as_str());
        Some(line(label, &row[at].text))
    };
    let lines = |row: &Vec<GridCell>| {
        let first = of(row)?;
        // The one row of section 四 has its values one below the other.
        let is_bare = row.iter().all(is_number);
        let all = || row.iter().map(|cell| line("合计", &cell.text)).collect::<Vec<_>>().join("\n");
        Some(if is_bare { all() } else { first })
    };
    grid.rows.iter().filter_map(lines).collect::<Vec<_>>().join("\n")
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

fn instead() -> impl Strategy<Value = Instead> {
    prop_oneof![prop::sample::select(&INSTEAD[..]), prop::sample::select(&MARKUPS[..]).prop_map(Instead::Markup),]
}

/// What stands for a picture until the format's bytes are there.
const MARK: &str = "PICTURE-HERE";

/// What stands for the year of the report, and for the one before.
const THIS: &str = "THIS-YEAR";
const LAST: &str = "LAST-YEAR";

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
        Instead::Picture(_) | Instead::Markup(_) => vec![paragraph(MARK)],
    }
}

/// The document in one of the formats, and its picture in it; nothing where the format has no such picture.
fn written(
    document: &Document,
    kind: FileKind,
    write: fn(&Document) -> Vec<u8>,
    instead: Instead,
    grid: &Grid,
    year: u16,
) -> Option<Vec<u8>> {
    let bytes = write(document);
    if let Instead::Markup(markup) = instead {
        let page = String::from_utf8(bytes).ok().filter(|_| markup.kinds.contains(&kind))?;
        let markup = (markup.write)(grid).replace(THIS, &year.to_string()).replace(LAST, &(year - 1).to_string());
        let block = format!("<p>{MARK}</p>");
        return Some(page.replace(&block, &markup).replace(MARK, &markup).into_bytes());
    }
    let Instead::Picture(picture) = instead else { return Some(bytes) };
    match kind {
        FileKind::Html if picture.starts_with('<') && !picture.starts_with("<w:") => {
            Some(String::from_utf8(bytes).ok()?.replace(MARK, picture).into_bytes())
        }
        FileKind::Markdown if !picture.starts_with("<w:") => {
            Some(String::from_utf8(bytes).ok()?.replace(MARK, picture).into_bytes())
        }
        FileKind::Docx if picture.starts_with("<w:") => Some(drawn(&bytes, picture)),
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
fn shown(kind: FileKind, bytes: &[u8]) -> String {
    match kind {
        FileKind::Docx | FileKind::Xlsx => format!("{:?}", read::document(bytes)),
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
    #![proptest_config(ProptestConfig { max_shrink_iters: 20, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn a_table_that_cannot_be_read_is_the_only_finding(
        report in generate::reports(), table in 0..3_usize, instead in instead(), format in any::<prop::sample::Index>(),
    ) {
        let (right, printed) = (document(&report), Draft::from(&report));
        let at = tables_of(&right)[table];
        let Block::Grid(grid) = &right.blocks[at] else { unreachable!() };
        let changed = with(&right, at, put(instead, grid));
        let year = if report.edition().name() == "2019" { 2020 } else { 2023 };
        // Lines of one field each are not separated values, whatever they were written as.
        let documents = WRITERS.into_iter().filter_map(|(kind, write)| Some((kind, written(&changed, kind, write, instead, grid, year)?)));
        let documents: Vec<_> = documents.filter(|(kind, bytes)| FileKind::of(bytes) == *kind).collect();
        let (kind, bytes) = format.get(&documents).clone();
        let context = || format!("{kind}\n{}", shown(kind, &bytes));
        let assessment = check(read(&bytes).map_err(|e| TestCaseError::fail(format!("{e} {}", context())))?);
        if matches!(instead, Instead::Markup(_)) && codes(&assessment).is_empty() {
            // It was read after all.
            for (cell, entry) in assessment.draft().cells() {
                prop_assert_eq!(entry.state(), printed.state(cell), "{} {}", cell, context());
            }
            return Ok(());
        }
        prop_assert_eq!(codes(&assessment), ["OGI109"], "{:?} {}\n{:?}", instead, context(), assessment.findings());
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

    /// Whatever separates the cells of a row, a cell is read or told as unread: it is never missing, blank or another report's.
    #[test]
    fn no_mark_between_cells_makes_one_missing(
        report in generate::reports(), table in 0..3_usize, mark in prop::sample::select(&["，", "；", " / ", "、", ", ", "：", " ; "][..]),
        end in prop::sample::select(&["", "。", "；"][..]), run_on in any::<bool>(),
    ) {
        let (right, printed) = (document(&report), Draft::from(&report));
        let at = tables_of(&right)[table];
        let Block::Grid(grid) = &right.blocks[at] else { unreachable!() };
        let lines: Vec<String> = grid.rows.iter().map(|row| texts(row).join(mark)).collect();
        let lines = if run_on { vec![lines.join(end)] } else { lines.into_iter().map(|line| line + end).collect() };
        let changed = with(&right, at, lines.into_iter().map(paragraph).collect());
        let mut text = "某市人民政府2023年政府信息公开工作年度报告\n".to_owned();
        for block in &changed.blocks {
            match block {
                Block::Paragraph(paragraph) => text += &(paragraph.text.clone() + "\n"),
                Block::Grid(grid) => text += &listed("", grid, |row| texts(row).join("\t") + "\n", ""),
                _ => {}
            }
        }
        let draft = read::document_as(FileKind::Text, text.as_bytes(), None).unwrap().into_draft().unwrap();
        for (cell, entry) in draft.cells() {
            let read = matches!(entry.state(), State::Count(_) | State::Amount(_));
            prop_assert!(!read || entry.state() == printed.state(cell), "{} is {:?} in\n{}", cell, entry.state(), text);
        }
        let untrue = codes(&check(draft)).into_iter().filter(|code| !["OGI108", "OGI109"].contains(&code.as_str()));
        prop_assert_eq!(untrue.collect::<Vec<_>>(), Vec::<String>::new(), "{}", text);
    }

    /// A page with nothing under a heading has no table there.
    #[test]
    fn a_section_with_nothing_under_it_is_empty(
        report in generate::reports(), table in 0..3_usize, format in prop::sample::select(&WRITERS[..]),
        nothing in prop::sample::select(&NOTHING[..]),
    ) {
        let right = document(&report);
        let empty = with(&right, tables_of(&right)[table], vec![paragraph(MARK)]);
        let (kind, write) = format;
        let (block, nothing) = match kind {
            FileKind::Html if !nothing.contains(['-', '*']) || nothing.contains('<') => (format!("<p>{MARK}</p>"), nothing),
            FileKind::Markdown | FileKind::Text if !nothing.contains('<') => (MARK.to_owned(), nothing),
            _ => (MARK.to_owned(), ""),
        };
        let mut bytes = write(&empty);
        if nothing.is_empty() {
            bytes = write(&with(&right, tables_of(&right)[table], Vec::new()));
        } else {
            bytes = String::from_utf8(bytes).unwrap().replace(&block, nothing).into_bytes();
        }
        let codes = codes(&check(read(&bytes).unwrap()));
        prop_assert_eq!(codes, ["OGI107", "OGI113"], "{}\n{}", kind, shown(kind, &bytes));
    }
}

/// What is nothing in a page, and in a text where it has no tags.
const NOTHING: [&str; 20] = [
    "",
    " \n\t \n",
    "\u{3000}\u{a0}",
    "---",
    "* * *",
    "<div></div>",
    "<div id=\"content\"><p>&nbsp;</p></div>",
    "<div style=\"display:none\"></div>",
    "<div hidden><p>分享</p></div>",
    "<template></template>",
    "<hr>",
    "<hr/><br>",
    "<!-- <table><tr><td>规章<td>7</table> -->",
    "<script>var _hmt = _hmt || [];(function(){var hm = document.createElement('script');hm.src='//hm.example.org/hm.js?123';\
     var s = document.getElementsByTagName('script')[0];s.parentNode.insertBefore(hm, s);})();</script>",
    "<script src=\"/js/jquery-1.12.4.min.js\"></script><script>$(function(){ $('#menu').show(); })</script>",
    "<script>document.write(unescape('%3Cscript src=\"//s.example.org/z_stat.php?id=12\"%3E%3C/script%3E'))</script>",
    "<noscript></noscript><noscript><img src=\"//stat.example.org/7.gif\" width=1 height=1></noscript>",
    "<input type=text placeholder=\"请输入关键字\"><input type=hidden value=12><input type=submit value=搜索>",
    "<a href=\"javascript:window.print()\"></a><a name=top></a><a href=\"index.html\"></a>",
    "<div style=\"background-color:#fff;height:20px\"></div>",
];

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
    draft.set("applications.received.total".parse().unwrap(), State::Blank).unwrap();
    draft.set("disclosure.rules.issued".parse().unwrap(), State::Blank).unwrap();
    let assessment = check(draft);
    assert_eq!((assessment.known(), assessment.unknown().len(), assessment.forced().len()), (199, 2, 1));
}
