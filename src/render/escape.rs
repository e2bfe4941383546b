//! Text of a document inside markup: it stays text.

use std::fmt::Write;

/// Adds text to HTML, inside an element or a quoted attribute.
///
/// Control characters that HTML does not have become U+FFFD, so that no parser can take them for something else.
pub(super) fn html(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// Text for Markdown, on one line: no emphasis, link, HTML, table cell, mention or reference to an issue comes of it.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            // No address becomes a link by itself.
            ':' if chars.peek() == Some(&'/') => out.push_str("&#58;"),
            // Entities, because some renderers honour no backslash before these.
            '&' | '<' | '>' | '@' | '|' | '`' | '#' => {
                // Writing to a string does not fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\\' | '*' | '_' | '[' | ']' | '~' | '$' | '!' => out.extend(['\\', c]),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_stays_text() {
        let mut out = String::new();
        super::html(&mut out, "<a href=\"x\">&'\0\u{85}");
        assert_eq!(out, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{fffd}\u{fffd}");
        assert_eq!(super::markdown("a|b\n@c *d* <e> [f](g)"), "a&#124;b &#64;c \\*d\\* &#60;e&#62; \\[f\\](g)");
    }
}
