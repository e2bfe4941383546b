//! Text from outside (documents, file names, policies, waivers) inside what this crate and its examples print.
//!
//! Such text must not speak for the program: a line feed in a file name would print a forged verdict, an escape sequence
//! would clear a terminal, a mark of direction would turn the words after it. One function replaces all of that, so that no
//! output has a filter of its own with other gaps. JSON is not printed text: it keeps what was read.

/// How many characters of one text are shown inside a message.
const LONGEST: usize = 160;

/// Whether a character is not seen, or changes how others are shown: controls, line and paragraph separators, marks of
/// direction, characters without width, tags and annotations. Variation selectors, which Chinese text needs, are not.
///
/// ```
/// use ogi_report::render::is_unseen;
///
/// assert!(['\n', '\u{1b}', '\u{200b}', '\u{202e}', '\u{feff}', '\u{e0041}'].into_iter().all(is_unseen));
/// assert!(!['报', ' ', '\u{3000}', '\u{fe00}', '\u{fffd}'].into_iter().any(is_unseen));
/// ```
pub const fn is_unseen(c: char) -> bool {
    c.is_ascii_control()
        || matches!(
            c,
            '\u{80}'..='\u{9f}' | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
                | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
                | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e00ff}' | '\u{e01f0}'..='\u{e0fff}'
        )
}

/// A text from outside, safe to print on one line.
///
/// What breaks a line, and what the readers take for a space without width, becomes a space; any other
/// [unseen](is_unseen) character becomes U+FFFD. Everything else stays as it is.
///
/// ```
/// use ogi_report::render::shown;
///
/// assert_eq!(shown("a.txt\n结论：通过"), "a.txt 结论：通过");
/// assert_eq!(shown("\u{1b}[2J12\u{202e}3\u{200b}"), "\u{fffd}[2J12\u{fffd}3 ");
/// ```
pub fn shown(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// A text from outside inside a message: [`shown`], and cut to 160 characters with `…` for the rest.
///
/// ```
/// use ogi_report::render::clipped;
///
/// assert_eq!(clipped("其他\t主动公开文件"), "其他 主动公开文件");
/// assert_eq!(clipped(&"长".repeat(1_000)).chars().count(), 161);
/// ```
pub fn clipped(text: &str) -> String {
    cut(text, LONGEST)
}

/// As [`clipped`], to another length in characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let mut chars = text.chars().map(visible);
    let mut kept: String = chars.by_ref().take(most).collect();
    kept.extend(chars.next().map(|_| '…'));
    kept
}

/// Spaces and characters without width.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// The character as it is printed.
pub(crate) fn visible(c: char) -> char {
    match c {
        c if !is_unseen(c) => c,
        c if is_space(c) => ' ',
        _ => char::REPLACEMENT_CHARACTER,
    }
}
