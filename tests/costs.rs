//! Reading, checking and rendering cost in proportion to the size of a document, whatever stands in it again and again.
//!
//! The work is counted in allocations and the bytes that they asked for, so that a figure is the same on every machine.
#![cfg(feature = "all-formats")]

mod ofd_pages;
mod word97;

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::sync::LazyLock;

use allocation_counter::AllocationInfo;
use ogi_report::form::{Form, Lang};
use ogi_report::read::{self, Document, FileKind, ReadError};
use ogi_report::{check, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The smaller document, in bytes of its text; the larger one is `TIMES` as large.
const SIZE: usize = if cfg!(debug_assertions) { 8 << 10 } else { 256 << 10 };
const TIMES: usize = 4;

/// What stands in documents, and what stands between.
const PIECES: [&str; 40] = [
    "0",
    "5",
    "12,345",
    "-1",
    "2024",
    "/",
    "—",
    "1O",
    "总计",
    "自然人",
    "行政许可",
    "商业企业",
    "（一）予以公开",
    "二、上年结转政府信息公开申请数量",
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、因政府信息公开工作被申请行政复议、行政诉讼情况",
    "六、其他需要报告的事项",
    "信息内容",
    "本年制发件数",
    "某县财政局2024年政府信息公开工作年度报告",
    "2024年1月1日至12月31日",
    "收到政府信息公开申请12件",
    "其中",
    "予以公开3件、",
    "同比增长5%",
    "万元",
    "。",
    "，",
    "、",
    "（",
    "\"",
    "|",
    "&",
    "<",
    "  ",
    "a",
    "\u{c}",
    "。其中：",
];
const BETWEEN: [&str; 9] = ["", " ", "   ", "\t", "\n", "\n\n", "|", ",", " | "];

#[derive(Debug, Clone, Copy)]
enum Format {
    Text,
    Markdown,
    PdfText,
    Csv,
    Paragraphs,
    Cells,
    Mhtml,
    Docx,
    Doc,
    Ofd,
    Xlsx,
}

const FORMATS: [Format; 11] = [
    Format::Text,
    Format::Markdown,
    Format::PdfText,
    Format::Csv,
    Format::Paragraphs,
    Format::Cells,
    Format::Mhtml,
    Format::Docx,
    Format::Doc,
    Format::Ofd,
    Format::Xlsx,
];

/// The pieces again and again, up to a size.
fn repeated(pieces: &[(&str, &str)], size: usize) -> String {
    let once: String = pieces.iter().flat_map(|(piece, between)| [*piece, *between]).collect();
    once.repeat(size.div_ceil(once.len()))
}

fn escaped(piece: &str) -> String {
    piece.replace('&', "&amp;").replace('<', "&lt;").replace('\u{c}', " ")
}

/// Each piece as an element, again and again.
fn elements(pieces: &[(&str, &str)], size: usize, element: impl Fn(&str, &str) -> String) -> String {
    let once: String = pieces.iter().map(|(piece, between)| element(&escaped(piece), between)).collect();
    let text: usize = pieces.iter().map(|(piece, _)| piece.len()).sum();
    once.repeat(size.div_ceil(text.max(8)))
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_level(Some(1))).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A document of the pieces, whose text has about that size.
fn document(format: Format, pieces: &[(&str, &str)], size: usize) -> Vec<u8> {
    let ends_row = |between: &str| between.contains('\n');
    match format {
        Format::Text | Format::Markdown | Format::PdfText | Format::Csv => repeated(pieces, size).into_bytes(),
        Format::Paragraphs => elements(pieces, size, |piece, between| match between {
            "\n" => format!("{piece}<br>"),
            _ if ends_row(between) => format!("<p>{piece}"),
            _ => format!("{piece}{}", escaped(between)),
        })
        .into_bytes(),
        Format::Cells => {
            let rows = elements(pieces, size, |piece, between| {
                format!("<td>{piece}{}", if ends_row(between) { "<tr>" } else { "" })
            });
            format!("<table><tr>{rows}").into_bytes()
        }
        Format::Mhtml => {
            let head =
                "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n<p>";
            [head.as_bytes(), &document(Format::Paragraphs, pieces, size)].concat()
        }
        Format::Doc => {
            let text: usize = pieces.iter().map(|(piece, _)| piece.len()).sum();
            let mut word = word97::Word::default();
            for _ in 0..size.div_ceil(text.max(8)) {
                for (piece, between) in pieces {
                    if ends_row(between) {
                        word.paragraph(piece)
                    } else {
                        word.row(&[piece, between])
                    };
                }
            }
            word.save(&word97::Saved::default())
        }
        Format::Ofd => {
            let text: usize = pieces.iter().map(|(piece, _)| piece.len()).sum();
            let mut pages = vec![String::new()];
            let mut y = 0;
            for _ in 0..size.div_ceil(text.max(8)) {
                for (piece, between) in pieces {
                    y += 5;
                    if y > 1000 {
                        pages.push(String::new());
                        y = 0;
                    }
                    // A line of its own, or one between rules.
                    let (page, piece) = (pages.last_mut().unwrap(), escaped(piece));
                    if !ends_row(between) {
                        write!(page, "<PathObject Boundary='20 {y} 80 5'><AbbreviatedData>M 0 0 L 80 0 L 80 5 L 0 5 C</AbbreviatedData></PathObject>").unwrap();
                    }
                    write!(page, "<TextObject Boundary='20 {y} 80 5' Size='4'><TextCode X='0' Y='4'>{piece}</TextCode></TextObject>").unwrap();
                }
            }
            ofd_pages::file(&pages.iter().map(String::as_str).collect::<Vec<_>>(), "", "")
        }
        Format::Docx => {
            let body = elements(pieces, size, |piece, _| format!("<w:p><w:r><w:t>{piece}</w:t></w:r></w:p>"));
            archive(&[("word/document.xml", &format!("<w:document><w:body>{body}</w:body></w:document>"))])
        }
        Format::Xlsx => {
            let mut rows = String::from("<row>");
            rows += &elements(pieces, size, |piece, between| {
                let end = if ends_row(between) { "</row><row>" } else { "" };
                format!("<c t='inlineStr'><is><t>{piece}</t></is></c>{end}")
            });
            let mut sheet = String::new();
            write!(sheet, "<worksheet><sheetData>{rows}</row></sheetData></worksheet>").unwrap();
            archive(&[
                (
                    "_rels/.rels",
                    "<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>",
                ),
                ("xl/workbook.xml", "<workbook><sheets><sheet name='1' r:id='r'/></sheets></workbook>"),
                (
                    "xl/_rels/workbook.xml.rels",
                    "<Relationships><Relationship Id='r' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>",
                ),
                ("xl/worksheets/sheet1.xml", &sheet),
            ])
        }
    }
}

fn opened(format: Format, bytes: &[u8]) -> Result<Document, ReadError> {
    let kind = match format {
        Format::Text => FileKind::Text,
        Format::Markdown => FileKind::Markdown,
        Format::PdfText => FileKind::PdfText,
        Format::Csv => FileKind::Csv,
        Format::Paragraphs | Format::Cells => FileKind::Html,
        Format::Mhtml => FileKind::Mhtml,
        Format::Docx => FileKind::Docx,
        Format::Doc => FileKind::Doc,
        Format::Ofd => FileKind::Ofd,
        Format::Xlsx => FileKind::Xlsx,
    };
    read::document_as(kind, bytes, None)
}

/// What was done from the bytes to the pages.
fn work(format: Format, bytes: &[u8]) -> AllocationInfo {
    allocation_counter::measure(|| {
        let Ok(drafts) = opened(format, bytes).and_then(Document::into_drafts) else { return };
        for draft in drafts {
            let assessment = check(draft);
            serde_json::to_writer(std::io::sink(), &assessment.spoken(Lang::Zh)).unwrap();
            write!(Sink, "{}", render::proof(&assessment, Lang::Zh)).unwrap();
            write!(Sink, "{}", render::proof_markdown(&assessment, Lang::Zh)).unwrap();
        }
    })
}

struct Sink;

impl std::fmt::Write for Sink {
    fn write_str(&mut self, _: &str) -> std::fmt::Result {
        Ok(())
    }
}

/// What a document of no cells costs: it is paid once, whatever the size.
static BASE: LazyLock<AllocationInfo> = LazyLock::new(|| {
    let title = "某县财政局2024年政府信息公开工作年度报告\n一、总体情况\n无。\n";
    let draft = render::tsv(&render::official(&ogi_report::Draft::new(Form::Revised2021)));
    let (a, b) = (work(Format::Text, title.as_bytes()), work(Format::Text, draft.as_bytes()));
    if a.bytes_total > b.bytes_total { a } else { b }
});

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 30, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn the_work_grows_with_the_size_and_no_faster(
        pieces in prop::collection::vec((prop::sample::select(&PIECES[..]), prop::sample::select(&BETWEEN[..])), 1..5),
        format in prop::sample::select(&FORMATS[..]),
    ) {
        let [small, large] = [SIZE, SIZE * TIMES].map(|size| document(format, &pieces, size));
        let [one, more] = [&small, &large].map(|bytes| work(format, bytes));
        let times = 3 * TIMES as u64 / 2;
        let once = &*BASE;
        prop_assert!(
            more.bytes_total <= times * one.bytes_total + once.bytes_total,
            "{:?}: {} bytes ask for {}, {} for {}", format, small.len(), one.bytes_total, large.len(), more.bytes_total
        );
        prop_assert!(
            more.count_total <= times * one.count_total + once.count_total,
            "{:?}: {} bytes allocate {} times, {} {}", format, small.len(), one.count_total, large.len(), more.count_total
        );
        prop_assert!(
            more.bytes_max <= times * one.bytes_max + once.bytes_max,
            "{:?}: {} bytes hold {}, {} {}", format, small.len(), one.bytes_max, large.len(), more.bytes_max
        );
    }
}
