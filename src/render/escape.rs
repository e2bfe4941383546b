//! Text of a document inside markup: it stays text.

use std::fmt::{self, Write};

use crate::shown::visible;

/// Adds text to HTML, inside an element or a quoted attribute.
///
/// What is not seen is replaced as everywhere, so that no parser and no reader can take the text for something else.
pub(super) fn html(out: &mut (impl Write + ?Sized), text: &str) -> fmt::Result {
    text.chars().try_for_each(|c| match c {
        '&' => out.write_str("&amp;"),
        '<' => out.write_str("&lt;"),
        '>' => out.write_str("&gt;"),
        '"' => out.write_str("&quot;"),
        '\'' => out.write_str("&#39;"),
        '\n' => out.write_char(c),
        c => out.write_char(visible(c)),
    })
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
            '@' | '#' => {
                out.push(c);
                out.push_str(ZERO_WIDTH_SPACE);
            }
            // Entities, because some renderers honour no backslash before these.
            '&' | '<' | '>' | '|' | '`' => {
                // Writing to a string does not fail.
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\\' | '*' | '_' | '[' | ']' | '~' | '$' | '!' => out.extend(['\\', c]),
            c if c.is_whitespace() => out.push(' '),
            c => out.push(visible(c)),
        }
        before = [before[1], before[2], c];
    }
    out
}

/// As an entity: whoever sees the source sees it.
const ZERO_WIDTH_SPACE: &str = "&#8203;";

#[cfg(test)]
mod tests {
    #[test]
    fn markup_stays_text() {
        let mut out = String::new();
        super::html(&mut out, "<a href=\"x\">&'\0\u{85}\u{202e}").unwrap();
        assert_eq!(out, "&lt;a href=&quot;x&quot;&gt;&amp;&#39;\u{fffd} \u{fffd}");
        assert_eq!(super::markdown("a|b\n@c *d* <e> [f](g)"), "a&#124;b @&#8203;c \\*d\\* &#60;e&#62; \\[f\\](g)");
        assert_eq!(super::markdown("https://x www.x w.x #1"), "https&#58;//x www&#46;x w.x #&#8203;1");
    }
}
