use std::borrow::Cow;

use super::radicals;

/// The text of bytes whose encoding is not known for sure.
///
/// In this order: a byte order mark; UTF-16 without one, by its zero bytes; UTF-8 if the bytes are valid UTF-8, whatever they say
/// of themselves (pages often keep `gb2312` in their head after being converted, and text of another encoding is
/// as good as never valid UTF-8); then, of the encoding that `charset` (an HTTP header's label) or else the page's `<meta>`
/// names, of gb18030 and of UTF-8, the one that leaves the fewest bytes undecoded. Encodings other than UTF-8 and UTF-16
/// need the feature `html` or `csv`.
///
/// Lines that all end in a carriage return alone end in a line feed, and radicals are the characters that they mean.
///
/// What cannot be decoded stays as U+FFFD, so that a cell with such a byte is unreadable and never another number.
pub(super) fn decode<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let text = radicals::fold(characters(bytes, charset));
    // Lines that end in a carriage return alone.
    if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text }
}

/// Whether more than one character in a hundred of a text could not be decoded.
pub(super) fn is_garbled(bytes: &[u8]) -> bool {
    let text = decode(bytes, None);
    let (all, lost) = text
        .chars()
        .fold((0_usize, 0_usize), |(all, lost), c| (all + 1, lost + usize::from(c == char::REPLACEMENT_CHARACTER)));
    lost > all / 100
}

/// The feature that reads encodings other than UTF-8 and UTF-16, where it is off.
pub(super) const FEATURE: Option<&str> = if cfg!(any(feature = "html", feature = "csv")) { None } else { Some("html") };

fn characters<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => return String::from_utf8_lossy(rest),
        [0xFF, 0xFE, rest @ ..] => return utf16(rest, u16::from_le_bytes).into(),
        [0xFE, 0xFF, rest @ ..] => return utf16(rest, u16::from_be_bytes).into(),
        _ => {}
    }
    let enough = |zeros: usize| zeros * LEAST_ZEROS >= bytes.len().min(HEAD) / 2;
    match zero_bytes(bytes) {
        (even, odd) if odd > even * 4 && enough(odd) => return utf16(bytes, u16::from_le_bytes).into(),
        (even, odd) if even > odd * 4 && enough(even) => return utf16(bytes, u16::from_be_bytes).into(),
        _ => {}
    }
    std::str::from_utf8(bytes).map_or_else(|_| legacy(bytes, charset), Cow::Borrowed)
}

/// How much of the bytes is looked at for zeros.
const HEAD: usize = 1024;

/// One character in so many, at least, is of ASCII in any text with numbers.
const LEAST_ZEROS: usize = 64;

/// How many zero bytes stand at the even and at the odd positions of the head. Markup and numbers in UTF-16 have them at one of
/// the two; a few characters such as 一 (U+4E00) at the other. Text in other encodings has none.
fn zero_bytes(bytes: &[u8]) -> (usize, usize) {
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    head.chunks(2).fold((0, 0), |(even, odd), pair| {
        (even + usize::from(pair.first() == Some(&0)), odd + usize::from(pair.get(1) == Some(&0)))
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    if !rest.is_empty() {
        text.push(char::REPLACEMENT_CHARACTER);
    }
    text
}

#[cfg(not(any(feature = "html", feature = "csv")))]
fn legacy<'a>(bytes: &'a [u8], _charset: Option<&str>) -> Cow<'a, str> {
    String::from_utf8_lossy(bytes)
}

#[cfg(any(feature = "html", feature = "csv"))]
fn legacy<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    use encoding_rs::{Encoding, GB18030, UTF_8};

    let named = charset
        .and_then(|label| Encoding::for_label(label.trim().as_bytes()))
        .or_else(|| Encoding::for_label(meta_charset(bytes)?.as_bytes()))
        .filter(|encoding| encoding.is_ascii_compatible());
    // The first part tells. It ends after a byte that is a character by itself in all of them.
    let end = bytes.get(..1 << 20).and_then(|head| head.iter().rposition(|byte| *byte < b'0'));
    let head = end.and_then(|end| bytes.get(..=end)).unwrap_or(bytes);
    let mut best = (usize::MAX, UTF_8);
    for encoding in named.into_iter().chain([GB18030, UTF_8]) {
        let (text, faulty) = encoding.decode_without_bom_handling(head);
        if !faulty && head.len() == bytes.len() {
            return text;
        }
        let undecoded = text.matches(char::REPLACEMENT_CHARACTER).count();
        if undecoded < best.0 {
            best = (undecoded, encoding);
        }
    }
    best.1.decode_without_bom_handling(bytes).0
}

/// The label that the head of a page gives: `<meta charset=…>`, the `content` of an `http-equiv`, or an XML declaration.
#[cfg(any(feature = "html", feature = "csv"))]
fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..4096).unwrap_or(bytes).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&head);
    head.split('<').find_map(|tag| {
        let name = if tag.starts_with("?xml") { "encoding" } else { "charset" };
        let inside = tag.split('>').next().filter(|_| tag.starts_with("meta") || tag.starts_with("?xml"))?;
        let (_, value) = inside.split_once(name)?;
        let value = value.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let label: String =
            value.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':')).collect();
        (!label.is_empty()).then_some(label)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_decides() {
        assert_eq!(decode("\u{feff}总计".as_bytes(), Some("gbk")), "总计");
        let wide: Vec<u8> = "\u{feff}总计 12".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&wide, None), "总计 12");
    }

    #[test]
    fn utf_16_without_a_mark_is_known_by_its_zero_bytes() {
        let wide: Vec<u8> = "<td>总计</td>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide, Some("utf-8")), "<td>总计</td>");
        let wide: Vec<u8> = "<p>一、总体情况</p>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&wide, None), "<p>一、总体情况</p>", "一 is U+4E00");
    }

    #[test]
    fn a_stray_zero_byte_does_not_make_utf_16() {
        let text = format!("总计{}\0{}", " 12".repeat(50), " 3".repeat(300));
        assert_eq!(decode(text.as_bytes(), None), text);
    }

    #[test]
    fn half_a_character_is_not_dropped() {
        assert_eq!(decode(b"\xff\xfe1\x002", None), "1\u{fffd}");
    }

    #[test]
    fn valid_utf_8_is_utf_8_whatever_the_page_says() {
        let page = "<meta charset=gb2312><td>总计</td>";
        assert_eq!(decode(page.as_bytes(), Some("gbk")), page);
    }

    #[cfg(any(feature = "html", feature = "csv"))]
    mod legacy {
        use super::*;

        fn bytes(text: &str, encoding: &'static encoding_rs::Encoding) -> Vec<u8> {
            encoding.encode(text).0.into_owned()
        }

        #[test]
        fn without_a_name_bytes_that_are_not_utf_8_are_gb18030() {
            let text = "本年新收政府信息公开申请数量 㐀";
            assert_eq!(decode(&bytes(text, encoding_rs::GB18030), None), text);
        }

        #[test]
        fn the_header_then_the_meta_names_the_encoding() {
            let page = "<META http-equiv='Content-Type' content='text/html; charset = \"big5\"'><td>總計</td>";
            let bytes = bytes(page, encoding_rs::BIG5);
            assert_eq!(decode(&bytes, None), page);
            assert_eq!(decode(&bytes, Some(" Big5 ")), page);
            assert_eq!(meta_charset(b"<?xml version='1.0' encoding='gb2312'?>").as_deref(), Some("gb2312"));
        }

        #[test]
        fn a_name_that_does_not_fit_loses() {
            let page = "<meta charset=utf-8><td>总计</td>";
            assert_eq!(decode(&bytes(page, encoding_rs::GBK), None), page);
        }

        #[test]
        fn a_byte_that_is_not_a_character_stays_visible() {
            let mut page = "<meta charset=utf-8><td>总计</td><td>1".as_bytes().to_vec();
            page.extend(b"\xff2</td>");
            assert_eq!(decode(&page, None), "<meta charset=utf-8><td>总计</td><td>1\u{fffd}2</td>");
        }
    }
}
