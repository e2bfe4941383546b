//! Takes the attributes that do not matter out of a page's tags before the tokenizer reads them: in an office's page they are most of
//! the bytes, and the tokenizer is most of the time.
//!
//! Only attributes are taken out, and only where it is certain that a tag stands: what a script, a style, a title or a comment holds
//! stays as it is, and so does everything after the first element of SVG or MathML, where other rules hold.

use crate::impossible::Cut;
use crate::read::unread::names_a_file;

/// The page without the attributes that do not matter.
pub(super) fn slim(page: &str) -> String {
    let mut slim = String::with_capacity(page.len() / 2);
    let mut copied = 0;
    let mut at = 0;
    while let Some(start) = find(page, at, "<") {
        let after = match page.as_bytes().cut(start + 1..) {
            [b'!', b'-', b'-', b'>', ..] => Some(start + 5),
            [b'!', b'-', b'-', b'-', b'>', ..] => Some(start + 6),
            [b'!', b'-', b'-', ..] => find(page, start + 4, "-->").map(|end| end + 3),
            [b'/', letter, ..] | [letter, ..] if letter.is_ascii_alphabetic() => match Tag::at(page, start) {
                Some(tag) => {
                    slim.push_str(page.cut(copied..tag.name_end));
                    for kept in tag.kept {
                        slim.push(' ');
                        slim.push_str(kept);
                    }
                    slim.push_str(if tag.closes_itself { " /" } else { "" });
                    copied = tag.end - 1;
                    content_start(page, tag.name, tag.end)
                }
                None => None,
            },
            [b'!' | b'?' | b'/', ..] => find(page, start, ">").map(|end| end + 1),
            _ => Some(start + 1),
        };
        let Some(after) = after else { break };
        at = after;
    }
    slim.push_str(page.cut(copied..));
    slim
}

fn find(page: &str, from: usize, what: &str) -> Option<usize> {
    Some(from + page.get(from..)?.find(what)?)
}

/// Attributes that matter by their value.
const WEIGHED: [&str; 2] = ["style", "href"];

/// Elements after whose start tag tags mean something else.
const FOREIGN: [&str; 3] = ["svg", "math", "plaintext"];

/// Elements in which no tag stands but their own end tag.
const RAW: [&str; 9] = ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Where tags can stand again after a tag, if they can.
fn content_start(page: &str, name: &str, end: usize) -> Option<usize> {
    let is_in = |names: &[&str]| names.iter().any(|other| name.eq_ignore_ascii_case(other));
    if is_in(&FOREIGN) {
        return None;
    }
    if !is_in(&RAW) {
        return Some(end);
    }
    let mut at = end;
    loop {
        let close = find(page, at, "</")?;
        let found = page.get(close + 2..).and_then(|rest| rest.split_at_checked(name.len()));
        if let Some((found, rest)) = found
            && found.eq_ignore_ascii_case(name)
            && rest.starts_with([' ', '\n', '\t', '\r', '\x0c', '/', '>'])
        {
            return Some(close);
        }
        at = close + 2;
    }
}

/// A tag as it is written.
struct Tag<'a> {
    /// The name, of an end tag with its slash.
    name: &'a str,
    name_end: usize,
    /// The attributes that matter.
    kept: Vec<&'a str>,
    closes_itself: bool,
    /// Behind the `>`.
    end: usize,
}

impl<'a> Tag<'a> {
    /// The tag whose `<` stands at `start`, if it has an end; read as the HTML standard reads it.
    fn at(page: &'a str, start: usize) -> Option<Self> {
        let bytes = page.as_bytes();
        let is_space = |byte: u8| matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c');
        let until = |from: usize, stop: &dyn Fn(u8) -> bool| {
            bytes.get(from..)?.iter().position(|byte| stop(*byte)).map(|length| from + length)
        };
        // The slash of an end tag is not yet the end of its name.
        let name_end = until(start + 2, &|byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
        let name = page.get(start + 1..name_end)?;
        let mut tag = Self { name, name_end, kept: Vec::new(), closes_itself: false, end: 0 };
        let mut at = name_end;
        // Of attributes of one name the first counts. Those of other names stay or go whatever their value.
        let mut weighed = WEIGHED.map(|_| false);
        loop {
            at = until(at, &|byte| !is_space(byte))?;
            match bytes.get(at)? {
                b'>' => {
                    tag.end = at + 1;
                    return Some(tag);
                }
                b'/' => {
                    tag.closes_itself = bytes.get(at + 1) == Some(&b'>');
                    at += 1;
                    continue;
                }
                _ => {}
            }
            // An equals sign at the start belongs to the name.
            let name_end = until(at + 1, &|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='))?;
            let name = page.get(at..name_end)?;
            let equals = until(name_end, &|byte| !is_space(byte))?;
            let mut end = name_end;
            let mut value = "";
            if bytes.get(equals) == Some(&b'=') {
                let from = until(equals + 1, &|byte| !is_space(byte))?;
                end = match bytes.get(from)? {
                    b'"' => find(page, from + 1, "\"")? + 1,
                    b'\'' => find(page, from + 1, "'")? + 1,
                    b'>' => from,
                    _ => until(from, &|byte| is_space(byte) || byte == b'>')?,
                };
                value = page.get(from..end)?;
            }
            let seen = WEIGHED.iter().zip(&mut weighed).find(|(known, _)| name.eq_ignore_ascii_case(known));
            let again = seen.is_some_and(|(_, seen)| std::mem::replace(seen, true));
            if !again && matters(tag.name, name, value) {
                tag.kept.push(page.get(at..end)?);
            }
            at = end;
        }
    }
}

/// Whether an attribute says what is shown where.
fn matters(tag: &str, name: &str, value: &str) -> bool {
    match name.len() {
        2 => name.eq_ignore_ascii_case("id"),
        4 if name.eq_ignore_ascii_case("href") => tag.eq_ignore_ascii_case("a") && names_a_file(value),
        4 => name.eq_ignore_ascii_case("type"),
        5 if name.eq_ignore_ascii_case("value") => tag.eq_ignore_ascii_case("input"),
        5 => {
            name.eq_ignore_ascii_case("style")
                && ["isplay", "ISPLAY", "url(", "URL("].iter().any(|word| value.contains(word))
        }
        6 => name.eq_ignore_ascii_case("hidden"),
        7 => name.eq_ignore_ascii_case("colspan") || name.eq_ignore_ascii_case("rowspan"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attributes_that_matter_stay() {
        let cases = [
            ("<p style='text-indent:2em' class=a>1 < 2</p >", "<p>1 < 2</p>"),
            ("<p Id=a><i style='background:url(a)'>", "<p Id=a><i style='background:url(a)'>"),
            ("<p style=a STYLE='display:none'>", "<p>"),
            ("<a href=a.html><a href='a.XLSX?b' id=c>", "<a><a href='a.XLSX?b' id=c>"),
            ("<TD COLSPAN = \"2\" width=3 rowspan=4 nowrap>", "<TD COLSPAN = \"2\" rowspan=4>"),
            ("<td title='a>b'rowspan=2/>x", "<td rowspan=2/>x"),
            ("<br a=\"b\"/><i/ hidden / >", "<br /><i hidden>"),
            ("<b style=\"Display:none\"a>", "<b style=\"Display:none\">"),
            ("<td =colspan colspan= >1", "<td colspan= >1"),
            ("<script a=b>'<p c=d>'</SCRIPT e=f>", "<script>'<p c=d>'</SCRIPT>"),
            ("<!--><p a=b><!-- <p a=b> --><p a=b><!x <p a=b>y", "<!--><p><!-- <p a=b> --><p><!x <p a=b>y"),
            ("<li value=1><INPUT name=a Value=1>", "<li><INPUT Value=1>"),
            ("<svg a=b><p a=b>", "<svg><p a=b>"),
            ("<p a=b", "<p a=b"),
            ("<p a='b>", "<p a='b>"),
            ("a<", "a<"),
        ];
        for (page, expected) in cases {
            assert_eq!(slim(page), expected, "{page}");
        }
    }
}
