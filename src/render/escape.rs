//! Text of a document inside markup: it stays text.

use std::fmt::Write;

/// Adds text to HTML, inside an element or a quoted attribute.
///
/// What is not shown and changes what is shown becomes U+FFFD, so that no parser and no reader can take the text for
/// something else.
pub(super) fn html(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if misleads(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
    }
}

/// Text for Markdown, on one line: no emphasis, link, HTML, table cell, mention or reference by `#` comes of it.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = [' '; 3];
    while let Some(c) = chars.next() {
        match c {
            // No address becomes a link by itself.
            ':' if chars.peek() == Some(&'/') => out.push_str("&#58;"),
            '.' if before.iter().all(|c| c.eq_ignore_ascii_case(&'w')) => out.push_str("&#46;"),
            // Trackers look for mentions, references and addresses of mail in the text that is shown.
            '@' | '#' => out.extend([c, ZERO_WIDTH_SPACE]),
            // Entities, because some renderers honour no backslash before these.
            '&' | '<' | '>' | '|' | '`' => {
                // Writing to a string does not fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\\' | '*' | '_' | '[' | ']' | '~' | '$' | '!' => out.extend(['\\', c]),
            c if c.is_whitespace() => out.push(' '),
            c if misleads(c) => out.push(char::REPLACEMENT_CHARACTER),
            c => out.push(c),
        }
        before = [before[1], before[2], c];
    }
    out
}

const ZERO_WIDTH_SPACE: char = '\u{200b}';

/// Control characters, which HTML does not have, and those that turn the direction of the text after them.
fn misleads(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_stays_text() {
        let mut out = String::new();
        super::html(&mut out, "<a href=\"x\">&'\0\u{85}\u{202e}");
        assert_eq!(out, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{fffd}\u{fffd}\u{fffd}");
        assert_eq!(super::markdown("a|b\n@c *d* <e> [f](g)"), "a&#124;b @\u{200b}c \\*d\\* &#60;e&#62; \\[f\\](g)");
        assert_eq!(super::markdown("https://x www.x w.x #1"), "https&#58;//x www&#46;x w.x #\u{200b}1");
    }
}
