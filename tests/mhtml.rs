//! A page saved as one file is read as the page alone.
#![cfg(all(feature = "mhtml", feature = "proptest"))]

use std::fmt::Write as _;

use ogi_report::draft::Draft;
use ogi_report::read::{FileKind, ReadError};
use ogi_report::{check, generate, read, render};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

/// A report as a page, in the encoding that its head names.
fn page(draft: &Draft, charset: &str) -> Vec<u8> {
    let tables = render::html(&render::official(draft));
    let page = format!(
        "<html><head><meta charset={charset}></head><body><h1>某县某局2023年政府信息公开工作年度报告</h1>{tables}</body></html>"
    );
    encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap().encode(&page).0.into_owned()
}

fn quoted_printable(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut column = 0;
    for byte in bytes {
        if column > 70 {
            text.push_str("=\r\n");
            column = 0;
        }
        match byte {
            b'\n' => text.push_str("\r\n"),
            b'!'..=b'<' | b'>'..=b'~' | b' ' => text.push(char::from(*byte)),
            _ => write!(text, "={byte:02X}").unwrap(),
        }
        column = if *byte == b'\n' { 0 } else { column + if byte.is_ascii_alphanumeric() { 1 } else { 3 } };
    }
    text
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (line, group) in bytes.chunks(3).enumerate() {
        let bits = group.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..4 {
            let shown = digit <= group.len();
            text.push(if shown { char::from(DIGITS[(bits >> (18 - 6 * digit)) as usize & 63]) } else { '=' });
        }
        if line % 19 == 18 {
            text.push_str("\r\n");
        }
    }
    text
}

/// The page as a browser saves it: an image before or after it, which is not the page.
fn saved(page: &[u8], encoding: &str, charset: Option<&str>) -> Vec<u8> {
    let body = if encoding == "base64" { base64(page) } else { quoted_printable(page) };
    let charset = charset.map_or(String::new(), |charset| format!("; charset=\"{charset}\""));
    format!(
        "From: <Saved by a browser>\r\nSubject: =?utf-8?Q?=E6=8A=A5=E5=91=8A?=\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----page\"\r\n\r\n\r\n------page\r\n\
         Content-Type: text/html{charset}\r\nContent-Transfer-Encoding: {encoding}\r\nContent-Location: https://example.gov.cn/1.html\r\n\r\n\
         {body}\r\n------page\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n------page--\r\n"
    )
    .into_bytes()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn a_page_saved_as_one_file_is_read_as_the_page_alone(report in generate::reports()) {
        let draft = Draft::from(&report);
        for (encoding, charset, named) in [
            ("quoted-printable", "utf-8", Some("utf-8")), ("quoted-printable", "utf-8", None),
            ("base64", "gbk", Some("gbk")), ("quoted-printable", "gbk", None),
        ] {
            let page = page(&draft, charset);
            let file = saved(&page, encoding, named);
            prop_assert_eq!(FileKind::of(&file), FileKind::Mhtml);
            let (alone, back) = (read(&page).unwrap(), read(&file).unwrap());
            prop_assert_eq!(&back, &alone, "{} {} {:?}", encoding, charset, named);
            prop_assert!(check(back).accept().unwrap().cells().eq(report.cells()));
        }
    }
}

#[test]
fn a_file_that_is_cut_or_changed_is_read_as_far_as_it_goes_or_refused() {
    let report = generate::reports().new_tree(&mut TestRunner::deterministic()).unwrap().current();
    let whole = page(&Draft::from(&report), "utf-8");
    for encoding in ["quoted-printable", "base64"] {
        let file = saved(&whole, encoding, Some("utf-8"));
        for end in (0..file.len()).step_by(512) {
            let _ = read(&file[..end]).map(check);
        }
        for at in (0..file.len()).step_by(131) {
            let mut changed = file.clone();
            changed[at] ^= 0x15;
            let _ = read(&changed).map(check);
        }
    }
    let no_page = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n--a\r\nContent-Type: image/png\r\n\r\nx\r\n--a--\r\n";
    let refused = read(no_page).unwrap_err();
    assert!(matches!(refused, ReadError::Damaged { .. }), "{refused}");
    let nested = "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n".repeat(100_000);
    let _ = read(format!("MIME-Version: 1.0\r\n{nested}").as_bytes());
}
