//! Detection of the kind of a file from its bytes.

use super::compound::Compound;
use super::little_endian::LittleEndian;
use super::{FileKind, decode, pdf_text};

impl FileKind {
    /// Finds what the bytes are.
    ///
    /// ```
    /// use ogi_report::read::FileKind;
    ///
    /// assert_eq!(FileKind::of(b"%PDF-1.7 ..."), FileKind::Pdf);
    /// assert_eq!(FileKind::of(b"<table><tr><td>1"), FileKind::Html);
    /// assert_eq!(FileKind::of("| 规章 | 0 |\n| --- | --- |\n".as_bytes()), FileKind::Markdown);
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Self::Pdf,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Self::of_compound(bytes),
            [b'P', b'K', 3 | 5, 4 | 6, ..] => Self::of_archive(bytes),
            [0x89, b'P', b'N', b'G', ..]
            | [0xFF, 0xD8, 0xFF, ..]
            | [b'G', b'I', b'F', b'8', ..]
            | [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..]
            | [b'I', b'I', b'*', 0, ..]
            | [b'M', b'M', 0, b'*', ..]
            | [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::Image,
            [b'{', b'\\', b'r', b't', b'f', ..] => Self::Rtf,
            [0x1F, 0x8B, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => Self::Archive,
            _ => {
                let head = bytes.get(..HEAD).unwrap_or(bytes);
                Self::of_text(decode(head, None).trim_start())
            }
        }
    }

    /// The names of an archive's entries are in it as they are.
    fn of_archive(bytes: &[u8]) -> Self {
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        if holds(b"mimetypeapplication/vnd.oasis.opendocument") {
            Self::OpenDocument
        } else if holds(b"OFD.xml") {
            Self::Ofd
        } else if holds(b"word/document") {
            Self::Docx
        } else if holds(b"xl/workbook") {
            Self::Xlsx
        } else {
            Self::Archive
        }
    }

    /// The names of the streams of a compound file tell the program that wrote it.
    fn of_compound(bytes: &[u8]) -> Self {
        let Ok(file) = Compound::open(bytes) else { return Self::Ole };
        if let Ok(Some(start)) = file.start("WordDocument", 12) {
            Self::of_word(&start)
        } else if file.holds("Workbook") || file.holds("Book") {
            Self::Xls
        } else if file.holds("PowerPoint Document") {
            Self::Ppt
        } else if file.holds("EncryptedPackage") {
            Self::Protected
        } else {
            Self::Ole
        }
    }

    /// What the stream of text of a Word document is, from its first bytes: its magic number, its version and its flags.
    pub(super) fn of_word(start: &[u8]) -> Self {
        let number = |at| start.u16_at(at).unwrap_or_default();
        match (number(0), number(2)) {
            (0xA5DC, _) | (0xA5EC, 0..WORD_97) => Self::Word95,
            (0xA5EC, _) if number(10) & 0x0100 != 0 => Self::Protected,
            _ => Self::Doc,
        }
    }

    fn of_text(text: &str) -> Self {
        if text.chars().take(1024).any(|c| c < ' ' && !matches!(c, '\t' | '\n' | '\r' | '\x0c' | '\x1a')) {
            return Self::Binary;
        }
        let begins = |name: &str| text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if begins("<!doctype html") || begins("<html") {
            return Self::Html;
        }
        let lower = text.to_ascii_lowercase();
        let tagged = |names: &[&str]| names.iter().any(|name| is_tagged(&lower, name));
        let markdown = lower.lines().any(is_markdown);
        if lower.starts_with("mime-version:") || lower.contains("content-type: multipart/related") {
            Self::Mhtml
        } else if tagged(&["html", "body", "head"]) {
            Self::Html
        } else if lower.starts_with("<?xml") {
            Self::Xml
        } else if lower.starts_with('<') && !markdown && tagged(&["table", "div", "p", "td", "span", "meta", "style"]) {
            Self::Html
        } else if markdown || tagged(&["table"]) {
            Self::Markdown
        } else if pdf_text::looks_like(text) {
            Self::PdfText
        } else if is_separated(text) {
            Self::Csv
        } else {
            Self::Text
        }
    }
}

/// The first version of the format of Word 97.
const WORD_97: u16 = 0xC0;

/// How much of a text is looked at.
const HEAD: usize = 64 << 10;

/// Whether a lower-case text has this tag.
fn is_tagged(lower: &str, name: &str) -> bool {
    lower.match_indices('<').any(|(at, _)| {
        let tag = lower.get(at + 1..).and_then(|tag| tag.strip_prefix(name));
        tag.is_some_and(|rest| rest.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace()))
    })
}

/// Whether a line is only in Markdown: a heading, or the line under the head of a pipe table.
fn is_markdown(line: &str) -> bool {
    let line = line.trim();
    let heading = line.trim_start_matches('#');
    (line.len() > heading.len() && line.len() <= heading.len() + 6 && heading.starts_with(' '))
        || (line.contains("--")
            && line.contains('|')
            && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t')))
}

/// Whether most lines have fields separated by commas or semicolons. Sentences in Chinese have other ones.
fn is_separated(text: &str) -> bool {
    [',', ';'].into_iter().any(|delimiter| {
        let lines: Vec<usize> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| if line.contains(['\t', '|']) { 0 } else { line.matches(delimiter).count() })
            .collect();
        let separated = lines.iter().filter(|count| **count > 0).count();
        let rows = lines.iter().filter(|count| **count > 1).count();
        rows >= 3 && separated * 2 > lines.len()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_known_by_their_bytes() {
        let cases: &[(&[u8], FileKind)] = &[
            (b"%PDF-1.4", FileKind::Pdf),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::Ole),
            (b"PK\x03\x04....word/document.xml", FileKind::Docx),
            (b"PK\x03\x04....xl/workbook.xml", FileKind::Xlsx),
            (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", FileKind::OpenDocument),
            (b"PK\x03\x04....OFD.xml", FileKind::Ofd),
            (b"PK\x05\x06", FileKind::Archive),
            (b"{\\rtf1\\ansi", FileKind::Rtf),
            (b"\x89PNG\r\n\x1a\n", FileKind::Image),
            (b"MIME-Version: 1.0\nContent-Type: multipart/related", FileKind::Mhtml),
            (b"\x00\x01\x02\x03 what", FileKind::Binary),
            (b"\xef\xbb\xbf<!DOCTYPE HTML>", FileKind::Html),
            (b"\xff\xfe<\x00H\x00T\x00M\x00L\x00>\x00", FileKind::Html),
            (b"<?xml version='1.0'?><html xmlns='x'>", FileKind::Html),
            (b"<?xml version='1.0'?><w:wordDocument>", FileKind::Xml),
            (b"\n<TABLE BORDER=1><TR><TD>1", FileKind::Html),
            (b"# report\n\n<table><tr><td>1</table>", FileKind::Markdown),
            (b"<div align=center>\n\n## report\n", FileKind::Markdown),
            (b"a | b\n--|--\n1 | 2", FileKind::Markdown),
            (b"a,1,2\nb,3,4\nc,5,6\n", FileKind::Csv),
            (b"title;;\na;1;2\nb;3;4\n\nc;5;6\n", FileKind::Csv),
            (b"a\t1,000\t2,000,000\nb\t1,000\t2,000,000\nc\t1,000\t2,000,000\n", FileKind::Text),
            (b"one page\x0canother", FileKind::PdfText),
            (b"", FileKind::Text),
        ];
        for (bytes, kind) in cases {
            assert_eq!(FileKind::of(bytes), *kind, "{}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    fn prose_is_text() {
        let prose = "本机关收到申请12件，其中：自然人10件；法人2件。\n（一）主动公开，及时。\n（二）依申请公开。\n";
        assert_eq!(FileKind::of(prose.as_bytes()), FileKind::Text);
    }
}
