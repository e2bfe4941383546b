//! Hostile input ends in an error or a harmless document, in bounded memory.
//!
//! Each case runs in a process of its own, so that its peak of memory is its own: at most 256 MiB from the bytes to the pages.
//! `cargo test --release --all-features --test hostile -- --nocapture` prints that and the time of each, which an optimised
//! build should keep under 2 s; `tests/costs.rs` counts the work.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "pdf"))]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::Command;
use std::time::{Duration, Instant};

use ogi_report::form::Lang;
use ogi_report::read::{self, Document, FileKind, ReadError};
use ogi_report::{check, render};
use zip::write::{SimpleFileOptions, ZipWriter};

const MEMORY: u64 = 256 << 20;
/// After so long a case is taken to hang.
const HANGS: Duration = Duration::from_mins(4);
/// What the bombs unpack to; less where making them takes too long.
const GIGABYTES: usize = if cfg!(debug_assertions) { 100 << 20 } else { 2 << 30 };
/// Names the case to a process that is to run it.
const CASE: &str = "OGI_REPORT_HOSTILE_CASE";

#[derive(Clone, Copy)]
struct Case {
    name: &'static str,
    bytes: fn() -> Vec<u8>,
    read: fn(&[u8]) -> Result<Document, ReadError>,
    /// What the error must say; a document if empty, either if `*`.
    says: &'static str,
    /// Whether it takes too long without optimisation.
    long: bool,
}

const fn long(case: Case) -> Case {
    Case { long: true, ..case }
}

const fn case(
    name: &'static str,
    bytes: fn() -> Vec<u8>,
    read: fn(&[u8]) -> Result<Document, ReadError>,
    says: &'static str,
) -> Case {
    Case { name, bytes, read, says, long: false }
}

fn page(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Html, bytes, None)
}

fn values(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Csv, bytes, None)
}

fn word_document(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Docx, bytes, None)
}

fn by_kind(bytes: &[u8]) -> Result<Document, ReadError> {
    match FileKind::of(bytes) {
        kind @ (FileKind::Html | FileKind::Docx | FileKind::Xlsx | FileKind::Csv) => {
            read::document_as(kind, bytes, None)
        }
        kind => Err(ReadError::NotRead { kind }),
    }
}

fn pdf(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Pdf, bytes, None)
}

/// The bytes of a PDF that has no order: its pieces, again and again.
fn pieces(piece: &str) -> Vec<u8> {
    [b"%PDF-1.7\n".as_slice(), &piece.as_bytes().repeat((12 << 20) / piece.len())].concat()
}

/// A stream object, its content packed.
fn packed(head: &str, content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).unwrap();
    let content = encoder.finish().unwrap();
    let head = format!("<< {head} /Filter /FlateDecode /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), &content, b"\nendstream"].concat()
}

/// A PDF of one page with this content; more objects have the numbers from 5.
fn one_page(content: &[u8], page: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let page = format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>");
    let objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        page.into_bytes(),
        packed("", content),
    ];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    for (n, object) in (1..).zip(objects.iter().chain(more)) {
        bytes.extend(format!("{n} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    bytes.extend(b"trailer\n<< /Root 1 0 R >>\n");
    bytes
}

const FONT: &str = "/Resources << /Font << /F << /Type /Font /Subtype /TrueType /Encoding /WinAnsiEncoding >> >> >>";

fn text(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Text, bytes, None)
}

fn markdown(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::Markdown, bytes, None)
}

fn pdf_text(bytes: &[u8]) -> Result<Document, ReadError> {
    read::document_as(FileKind::PdfText, bytes, None)
}

/// How large the texts are; less where reading them takes too long.
const TEXT: usize = if cfg!(debug_assertions) { 1 << 20 } else { 24 << 20 };

/// A report's headings, under each of which a piece of text stands again and again.
fn report(piece: &str) -> Vec<u8> {
    const HEADINGS: [&str; 3] = ["一、总体情况\n", "五、存在的主要问题及改进情况\n", "六、其他需要报告的事项\n"];
    let body = piece.repeat((TEXT / HEADINGS.len() - 64) / piece.len());
    HEADINGS.map(|heading| format!("{heading}{body}\n")).concat().into_bytes()
}

/// A piece of text again and again.
fn full_of(piece: &str) -> Vec<u8> {
    piece.repeat(TEXT / piece.len()).into_bytes()
}

/// All that is done with a document, up to its JSON and its pages.
fn whole(document: Result<Document, ReadError>) -> Result<(), ReadError> {
    let draft = match document?.into_draft() {
        Err(ReadError::NotAReport(_)) => return Ok(()),
        draft => draft?,
    };
    let assessment = check(draft);
    let mut out = std::io::sink();
    serde_json::to_writer(&mut out, &assessment.spoken(Lang::Zh)).unwrap();
    write!(out, "{}{}", render::proof(&assessment, Lang::Zh), render::proof_markdown(&assessment, Lang::Zh)).unwrap();
    Ok(())
}

const CASES: &[Case] = &[
    case(
        "a colspan of a thousand million",
        || b"<table><tr><td colspan=1000000000 rowspan=99999999999999999999>1<td>2</table>".repeat(3),
        page,
        "",
    ),
    case(
        "a table of wide and high cells",
        || format!("<table>{}", "<tr><td colspan=1000 rowspan=65534>1".repeat(3000)).into_bytes(),
        page,
        "positions under merged cells",
    ),
    case("10,000 nested tables", || b"<table><tr><td>".repeat(10_000), page, "elements inside each other"),
    long(case(
        "a million cells in a page",
        || [b"<table>".to_vec(), b"<tr><td>1<td>2<td>3<td>4".repeat(250_000)].concat(),
        page,
        "elements and texts",
    )),
    long(case(
        "300,000 cells in a page",
        || [b"<table>".to_vec(), b"<tr><td><td><td><td><td><td>".repeat(50_000)].concat(),
        page,
        "cells in tables",
    )),
    case("100,000 open formatting elements", || b"<b>".repeat(100_000), page, "elements inside each other"),
    long(case(
        "distinct formatting elements",
        || {
            (0..300_000)
                .fold(String::new(), |mut s, n| {
                    let _ = write!(s, "<b id={n} style=color:{n}>x<p>");
                    s
                })
                .into_bytes()
        },
        page,
        "*",
    )),
    case(
        "misnested formatting elements",
        || b"<a><b><i><u><font><div></a></b></i></u></font>".repeat(100_000),
        page,
        "*",
    ),
    long(case(
        "deep elements and many scope checks",
        || [b"<div>".repeat(480), b"<hr>".repeat(4_000_000)].concat(),
        page,
        "*",
    )),
    long(case(
        "deep elements and stray end tags",
        || [b"<div>".repeat(480), b"</x>".repeat(4_000_000)].concat(),
        page,
        "*",
    )),
    long(case(
        "deep spans and stray end tags",
        || [b"<span>".repeat(480), b"</p>".repeat(4_000_000)].concat(),
        page,
        "*",
    )),
    long(case(
        "text put before its table",
        || [b"<table>".to_vec(), b"x<b>y</b>".repeat(1_000_000)].concat(),
        page,
        "*",
    )),
    long(case("tables put before tables", || b"<table><a>x<table><a>".repeat(100_000), page, "*")),
    case("nested templates", || b"<template>".repeat(100_000), page, "elements inside each other"),
    case("nested svg and html", || b"<svg><foreignObject><div>".repeat(100_000), page, "elements inside each other"),
    case(
        "nested selects, options, forms and lists",
        || b"<form><ul><li><select><option><optgroup>".repeat(300_000),
        page,
        "*",
    ),
    long(case(
        "a tag of a million attributes",
        || {
            (0..1_500_000)
                .fold(String::from("<svg><td "), |mut s, n| {
                    let _ = write!(s, "a{n} ");
                    s
                })
                .into_bytes()
        },
        page,
        "attributes in a tag",
    )),
    long(case(
        "many tags of many attributes",
        || {
            let tag = (0..9_000).fold(String::from("<svg><p "), |mut s, n| {
                let _ = write!(s, "a{n} ");
                s
            }) + ">";
            tag.repeat(300).into_bytes()
        },
        page,
        "*",
    )),
    long(case(
        "quoted attributes without spaces",
        || {
            [
                b"<svg><td ".to_vec(),
                (0..1_000_000)
                    .fold(String::new(), |mut s, n| {
                        let _ = write!(s, "a{n}=''");
                        s
                    })
                    .into_bytes(),
            ]
            .concat()
        },
        page,
        "attributes in a tag",
    )),
    case("a comment that does not end", || [b"<!--".to_vec(), b"- ".repeat(10_000_000)].concat(), page, "*"),
    long(case(
        "a script of 20 MB",
        || [b"<script>".to_vec(), b"<!-- <script> a<b </scrip ".repeat(800_000)].concat(),
        page,
        "*",
    )),
    long(case("a million character references", || b"&amp;&#x4e00;&notit;&&".repeat(800_000), page, "*")),
    long(case("a line of 20 MB", || [b"<p>".to_vec(), "总计 ".repeat(2_900_000).into_bytes()].concat(), page, "")),
    case("a page that is too long", || b"<p>".repeat(10_000_000), page, "bytes in the document"),
    long(case(
        "bytes that are no text",
        || (0..20_000_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).map(|byte| byte.max(1)).collect(),
        page,
        "*",
    )),
    case("zero bytes", || vec![0; 20_000_000], page, "*"),
    long(case("utf-16 of half characters", || [vec![0xFF, 0xFE], b"\x00\xd8".repeat(10_000_000)].concat(), page, "*")),
    case("half a character at the end", || b"<td>\xe6\x80".to_vec(), page, ""),
    case("a csv line of 20 MB", || b"1,2,".repeat(5_000_000), values, "cells in tables"),
    case("a csv quote of 20 MB", || [b"\"".to_vec(), b"1,\n".repeat(6_600_000)].concat(), values, ""),
    case(
        "a document that unpacks to gigabytes",
        || bomb("word/document.xml", &[b"<w:document><w:body><w:p><w:r><w:t>"], b"1", GIGABYTES),
        by_kind,
        "bytes in the unpacked archive",
    ),
    long(case(
        "a document of a million cells",
        || {
            word(&format!(
                "<w:tbl>{}</w:tbl>",
                format!("<w:tr>{}</w:tr>", "<w:tc><w:p/></w:tc>".repeat(100)).repeat(10_000)
            ))
        },
        by_kind,
        "cells in tables",
    )),
    case(
        "a document of 10,000 nested tables",
        || word(&"<w:tbl><w:tr><w:tc>".repeat(10_000)),
        by_kind,
        "elements inside each other",
    ),
    long(case(
        "a document of wide cells",
        || {
            word(&format!(
                "<w:tbl>{}</w:tbl>",
                "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='4000000000'/></w:tcPr></w:tc></w:tr>".repeat(50_000)
            ))
        },
        by_kind,
        "positions under merged cells",
    )),
    long(case("a document of empty tags", || word(&"<a/>".repeat(5_500_000)), by_kind, "tags in the archive")),
    long(case(
        "a tag of a document with many attributes",
        || {
            word(&(0..1_500_000).fold(String::from("<w:pStyle "), |mut s, n| {
                let _ = write!(s, "a{n}='' ");
                s
            }))
        },
        by_kind,
        "*",
    )),
    case(
        "entities that grow",
        || {
            archive(&[(
                "word/document.xml",
                format!(
                    "<!DOCTYPE d [<!ENTITY a '{}'><!ENTITY b '{}'>]><d><p><r><t>1&b;2</t></r></p></d>",
                    "9".repeat(1000),
                    "&a;".repeat(1000)
                )
                .as_bytes(),
            )])
        },
        by_kind,
        "",
    ),
    case(
        "an external entity",
        || {
            archive(&[(
                "word/document.xml",
                b"<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><d><p><r><t>&a;</t></r></p></d>",
            )])
        },
        by_kind,
        "",
    ),
    case(
        "an archive that is cut off",
        || {
            let mut bytes = word("<w:p/>");
            bytes.truncate(bytes.len() / 2);
            bytes
        },
        word_document,
        "archive",
    ),
    case(
        "an archive that is changed inside",
        || {
            let mut bytes = word(&"<w:p/>".repeat(1000));
            bytes[60] ^= 0x55;
            bytes
        },
        word_document,
        "*",
    ),
    case(
        "xml that is cut off",
        || archive(&[("word/document.xml", b"<w:document><w:body><w:p>")]),
        by_kind,
        "ends inside an element",
    ),
    case(
        "an archive of many parts",
        || {
            let mut bytes = word("");
            bytes.extend(b"PK\x01\x02".repeat(200_000));
            bytes
        },
        by_kind,
        "parts in the archive",
    ),
    case("an archive without a document", || archive(&[("a.txt", b"1")]), word_document, "is missing"),
    case(
        "a workbook that unpacks to gigabytes",
        || bomb("xl/worksheets/sheet1.xml", &[b"<worksheet><sheetData>"], b"<row/>", GIGABYTES),
        by_kind,
        "bytes in the unpacked archive",
    ),
    long(case(
        "a workbook of a million cells",
        || {
            workbook(
                &format!(
                    "<sheetData>{}</sheetData>",
                    format!("<row>{}</row>", "<c><v>1</v></c>".repeat(100)).repeat(10_000)
                ),
                "",
            )
        },
        by_kind,
        "cells in tables",
    )),
    case(
        "a workbook with a cell in the last corner",
        || workbook("<sheetData><c r='XFD1048576'><v>1</v></c></sheetData>", ""),
        by_kind,
        "cells in tables",
    ),
    case(
        "a workbook with a wide and a high cell",
        || {
            workbook(
                &format!(
                    "<sheetData><c r='XFD1'><v>1</v></c>{}</sheetData>",
                    (2..100_000).fold(String::new(), |mut s, n| {
                        let _ = write!(s, "<c r='A{n}'><v>1</v></c>");
                        s
                    })
                ),
                "",
            )
        },
        by_kind,
        "cells in tables",
    ),
    case(
        "a workbook with a long text in every cell",
        || {
            workbook(
                &format!("<sheetData>{}</sheetData>", "<c t='s'><v>0</v></c>".repeat(16_000)),
                &format!("<si><t>{}</t></si>", "9".repeat(1 << 20)),
            )
        },
        by_kind,
        "bytes in cells",
    ),
    case(
        "a workbook of merged cells over each other",
        || {
            workbook(
                &format!(
                    "<sheetData><c r='Z190000'><v>1</v></c></sheetData><mergeCells>{}</mergeCells>",
                    "<mergeCell ref='A1:Z1048576'/>".repeat(100_000)
                ),
                "",
            )
        },
        by_kind,
        "cells in tables",
    ),
    case("rows that the form gives once", || "自然人\n0\n".repeat(30_000).into_bytes(), text, ""),
    case("rows with blank lines between", || "行政许可\n\n0\n\n".repeat(40_000).into_bytes(), text, ""),
    case("unknown rows of a table", || report("行政许可\t0\n"), text, "*"),
    case("a line of labels", || full_of("总计  "), text, ""),
    case("a line of values", || full_of("  0"), text, ""),
    case("lines of 4,000 values", || full_of(&("  0".repeat(4_000) + "\n")), text, ""),
    case("lines of 200 values", || full_of(&("  0".repeat(200) + "\n")), text, "cells in the text"),
    case("a text of years", || report("2024年"), text, ""),
    case("a text of full stops", || report("。"), text, ""),
    case("a text of claims", || report("全年收到政府信息公开申请12件，其中自然人10件、商业企业2件。"), text, ""),
    case("a text of lists without an end", || report("公开政府信息3条、"), text, ""),
    case("a paragraph that goes on over lines", || report("继续推进政务公开标准化规范化建设和管理\n"), text, "*"),
    case("headings of sections", || full_of("一、总体情况\n二、主动公开政府信息情况\n"), text, "*"),
    case(
        "periods before the first section",
        || [full_of("2024年1月1日至12月31日").as_slice(), b"\n"].concat(),
        text,
        "",
    ),
    case("a table of pipes", || full_of("| 总计 | 0 |\n"), markdown, "*"),
    case("html in a text", || full_of("<td>总计\n\n"), markdown, "*"),
    case("a PDF of strings without an end", || pieces("1 0 obj ( endobj "), pdf, "no end"),
    case("a PDF of dictionaries without an end", || pieces("1 0 obj <<"), pdf, "dictionaries"),
    case("a PDF of comments without an end", || pieces("1 0 obj % endobj "), pdf, "*"),
    case("a PDF of arrays", || pieces("1 0 obj ["), pdf, "*"),
    case("a PDF of streams", || pieces("1 0 obj <</Filter/FlateDecode>>stream\nx"), pdf, "streams"),
    case("a PDF of numbers", || pieces("1 "), pdf, "*"),
    case("a PDF whose content is a bomb", || one_page(&vec![b' '; GIGABYTES.min(400 << 20)], "", &[]), pdf, "unpacked"),
    case(
        "a PDF whose cross-references are a bomb",
        || {
            let table = packed("/Type /XRef /Size 2000000000 /W [0 1 0] /Root 1 0 R", &vec![0; 40 << 20]);
            [b"%PDF-1.7\n1 0 obj\n", table.as_slice(), b"\nendobj\nstartxref\n9\n%%EOF"].concat()
        },
        pdf,
        "cross-references",
    ),
    case("a PDF of states", || one_page(&b"q ".repeat(6_000_000), "", &[]), pdf, "operators"),
    case(
        "a PDF with one character again and again",
        || one_page(&[b"BT /F 8 Tf ", b"1 0 0 1 9 9 Tm (1) Tj ".repeat(290_000).as_slice()].concat(), FONT, &[]),
        pdf,
        "",
    ),
    case(
        "a PDF of characters",
        || {
            let places: Vec<String> = (0..290_000_u64)
                .map(|n| format!("1 0 0 1 {} {} Tm (7) Tj ", n * 7919 % 595, n * 104_729 % 841))
                .collect();
            one_page(format!("BT /F 8 Tf {}", places.concat()).as_bytes(), FONT, &[])
        },
        pdf,
        "*",
    ),
    case(
        "a PDF of rules",
        || {
            let rules: Vec<String> = (0..190_000_u64)
                .map(|n| (n * 7919 % 595, n * 104_729 % 841, n % 2 * 90))
                .map(|(x, y, across)| format!("{x} {y} m {} {} l S ", x + across, y + 90 - across))
                .collect();
            one_page(rules.concat().as_bytes(), "", &[])
        },
        pdf,
        "*",
    ),
    case(
        "a PDF that draws itself",
        || {
            let form = "/Subtype /Form /Resources << /XObject << /X 5 0 R >> >>";
            one_page(b"/X Do", "/Resources << /XObject << /X 5 0 R >> >>", &[packed(form, b"/X Do /X Do /X Do")])
        },
        pdf,
        "*",
    ),
    case(
        "a PDF with the same content again and again",
        || {
            let mut bytes = one_page(b"q Q", "", &[]);
            let page = format!("3 0 obj\n<< /Type /Page /Contents [{}] >>\nendobj\n", "4 0 R ".repeat(1_500_000));
            bytes.extend(page.bytes());
            bytes.extend(b"trailer\n<< /Root 1 0 R >>\n");
            bytes
        },
        pdf,
        "operators",
    ),
    case(
        "a PDF of fonts",
        || {
            let font = "<< /Subtype /Type0 /Encoding /UniGB-UTF16-H /DescendantFonts [<< >>] >>";
            let fonts: Vec<String> = (0..20_000).map(|n| format!("/F{n} {font} ")).collect();
            let shown: Vec<String> = (0..20_000).map(|n| format!("/F{n} 9 Tf (12) Tj ")).collect();
            let page = format!("/Resources << /Font << {} >> >>", fonts.concat());
            one_page(format!("BT {}", shown.concat()).as_bytes(), &page, &[])
        },
        pdf,
        "*",
    ),
    case("a page of numbers", || full_of("  0"), pdf_text, ""),
    case("lines of numbers", || full_of(&("  0".repeat(200) + "\n")), pdf_text, "*"),
    case("pages without an end", || full_of("\u{c}0\n"), pdf_text, "*"),
    case(
        "labels on pages",
        || full_of("一、本年新收政府信息公开申请数量    1   0   0   0   0   0   1\n"),
        pdf_text,
        "*",
    ),
    case("headers on pages", || full_of("信息内容    本年制发件数    本年废止件数    现行有效件数\n"), pdf_text, "*"),
    case("the header of section 四 on pages", || full_of("行政复议    行政诉讼    结果维持    总计\n"), pdf_text, "*"),
];

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const SHEETS: &[(&str, &[u8])] = &[
    ("_rels/.rels", b"<Relationships><Relationship Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>"),
    ("xl/workbook.xml", b"<workbook><sheets><sheet name='1' r:id='r'/></sheets></workbook>"),
    (
        "xl/_rels/workbook.xml.rels",
        b"<Relationships><Relationship Id='r' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
          <Relationship Id='s' Type='x/sharedStrings' Target='texts.xml'/></Relationships>",
    ),
];

/// An archive whose part `name` is `head` and then `filling`, again and again, for so many bytes.
fn bomb(name: &str, head: &[&[u8]], filling: &[u8], bytes: usize) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in SHEETS.iter().filter(|_| name.starts_with("xl/")) {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.start_file(name, SimpleFileOptions::default().compression_level(Some(1)).large_file(true)).unwrap();
    zip.write_all(&head.concat()).unwrap();
    let block = filling.repeat((1 << 20) / filling.len());
    for _ in 0..bytes / block.len() {
        zip.write_all(&block).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn word(body: &str) -> Vec<u8> {
    archive(&[("word/document.xml", format!("<w:document><w:body>{body}</w:body></w:document>").as_bytes())])
}

fn workbook(sheet: &str, texts: &str) -> Vec<u8> {
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let texts = format!("<sst>{texts}</sst>");
    let own: [(&str, &[u8]); 2] = [("xl/worksheets/sheet1.xml", sheet.as_bytes()), ("xl/texts.xml", texts.as_bytes())];
    archive(&[SHEETS, &own].concat())
}

/// The most memory that this process has held, where the system says so.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() << 10
}

#[test]
fn hostile_input_is_harmless() {
    let mut failed = String::new();
    for case in CASES.iter().filter(|case| !(case.long && cfg!(debug_assertions))) {
        let output = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "one_case", "--nocapture", "--test-threads=1"])
            .env(CASE, case.name)
            .output()
            .unwrap();
        let printed = String::from_utf8_lossy(&output.stdout);
        for line in printed.lines().filter(|line| line.contains(" ms ")) {
            println!("{line}");
        }
        if !output.status.success() {
            let _ = writeln!(failed, "{}: {printed}{}", case.name, String::from_utf8_lossy(&output.stderr));
        }
    }
    assert!(failed.is_empty(), "{failed}");
}

/// Runs the case that the environment names.
#[test]
fn one_case() {
    let Ok(name) = std::env::var(CASE) else { return };
    let case = CASES.iter().find(|case| case.name == name).unwrap();
    let bytes = (case.bytes)();
    std::thread::spawn(|| {
        std::thread::sleep(HANGS);
        eprintln!("hangs");
        std::process::abort();
    });
    // What making the bytes took is not what reading them takes.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
    let start = Instant::now();
    let outcome = whole((case.read)(&bytes));
    let (taken, held) = (start.elapsed(), peak());
    let said = outcome.as_ref().err().map(ToString::to_string);
    println!(
        "\n{:>6} ms {:>4} MiB  {name}: {}",
        taken.as_millis(),
        held >> 20,
        said.as_deref().unwrap_or("a document")
    );
    match case.says {
        "*" => {}
        "" => assert_eq!(said, None),
        says => assert!(said.as_ref().is_some_and(|said| said.contains(says)), "{said:?}"),
    }
    assert!(held < MEMORY, "{held} bytes");
}
