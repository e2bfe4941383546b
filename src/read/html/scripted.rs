//! Pages that a script holds as strings and writes into the page.

use std::str::Chars;

/// The one string of a script with markup, if it holds a table; strings joined by `+` are one. Nothing where there are several, where
/// a table is put together from pieces, or where the string has places that the script fills: then the script alone knows the whole.
pub(super) fn markup(script: &str) -> Option<String> {
    // Whatever stands before the name, which can be escaped: \u003ctable.
    if !script.as_bytes().windows(5).any(|name| name.eq_ignore_ascii_case(b"table")) {
        return None;
    }
    let mut strings = Strings::of(script).filter(|string| string.text.contains('<'));
    let (only, other) = (strings.next()?, strings.next());
    let text = only.text.to_ascii_lowercase();
    let count = |tag: &str| text.matches(tag).count();
    let has_holes = only.is_joined || HOLES.iter().any(|hole| text.contains(hole));
    let is_whole = count("<table") > 0 && count("<table") == count("</table") && !has_holes;
    (is_whole && other.is_none()).then_some(only.text)
}

/// How a place begins that a script fills.
const HOLES: [&str; 3] = ["${", "{{", "<%"];

/// A string of a script, without its escapes.
struct Literal {
    text: String,
    /// Whether something that is not a string is joined to it.
    is_joined: bool,
}

/// The strings of a script in their order.
struct Strings<'a> {
    rest: &'a str,
    /// For each quotation mark how much of the script is left where its line ends, if it is known that none ends a string
    /// before. A mark after a backslash ends none from wherever it is looked for.
    unended: [usize; QUOTES.len()],
}

const QUOTES: [char; 3] = ['"', '\'', '`'];

impl<'a> Strings<'a> {
    const fn of(script: &'a str) -> Self {
        Self { rest: script, unended: [usize::MAX; QUOTES.len()] }
    }

    /// The string that begins with the quotation mark here; nothing if it does not end, as an apostrophe in a text.
    fn literal(&mut self) -> Option<String> {
        let mut chars = self.rest.chars();
        let quote = chars.next()?;
        let unended = self.unended.get_mut(QUOTES.iter().position(|mark| *mark == quote)?)?;
        if chars.as_str().len() >= *unended {
            return None;
        }
        let string = unquoted(&mut chars, quote);
        if string.is_some() {
            self.rest = chars.as_str();
        } else {
            *unended = chars.as_str().len();
        }
        string
    }
}

impl Iterator for Strings<'_> {
    type Item = Literal;

    fn next(&mut self) -> Option<Literal> {
        loop {
            let (before, rest) = self.rest.split_at(self.rest.find(QUOTES)?);
            self.rest = rest;
            let Some(mut text) = self.literal() else {
                self.rest = rest.get(1..)?;
                continue;
            };
            let mut is_joined = before.trim_end().ends_with('+');
            while let Some(after) = self.rest.trim_start().strip_prefix('+') {
                self.rest = after.trim_start();
                let Some(next) = self.literal() else {
                    is_joined = true;
                    break;
                };
                text += &next;
            }
            return Some(Literal { text, is_joined });
        }
    }
}

/// The string up to its quotation mark; nothing if its line or the script ends before it.
fn unquoted(chars: &mut Chars<'_>, quote: char) -> Option<String> {
    let mut string = String::new();
    let mut code_units: Vec<u16> = Vec::new();
    loop {
        let c = chars.next()?;
        let unit = if c == '\\' && chars.as_str().starts_with('u') { code_unit(chars) } else { None };
        if let Some(unit) = unit {
            code_units.push(unit);
            continue;
        }
        string += &String::from_utf16_lossy(&std::mem::take(&mut code_units));
        match c {
            c if c == quote => return Some(string),
            '\n' if quote != '`' => return None,
            '\\' => match chars.next()? {
                'n' | 'r' | 't' | 'b' | 'f' | 'v' => string.push(' '),
                'x' => string.extend(hexadecimal(chars, 2).and_then(char::from_u32)),
                '\r' | '\n' => {}
                other => string.push(other),
            },
            c => string.push(c),
        }
    }
}

/// `uXXXX` after a backslash, as a unit of UTF-16; the characters stay where they are if it is not one.
fn code_unit(chars: &mut Chars<'_>) -> Option<u16> {
    let mut ahead = chars.clone();
    ahead.next()?;
    let unit = hexadecimal(&mut ahead, 4)?;
    *chars = ahead;
    u16::try_from(unit).ok()
}

fn hexadecimal(chars: &mut Chars<'_>, digits: usize) -> Option<u32> {
    let text = chars.as_str().get(..digits)?;
    let number = u32::from_str_radix(text, 16).ok()?;
    *chars = chars.as_str().get(digits..)?.chars();
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_taken_without_their_escapes() {
        let strings = |script| Strings::of(script).map(|string| string.text).collect::<Vec<_>>();
        assert_eq!(strings(r#"var a = "<p class=\"b\">\/", c = 'd' + "e";"#), [r#"<p class="b">/"#, "de"]);
        assert_eq!(strings("// don't\nf(`a\nb`) /* \" */"), ["a\nb"]);
        assert_eq!(strings(r#"{"a":"\u003ctable\u003e\ud842\udfb7\x41"}"#), ["a", "<table>𠮷A"]);
        assert_eq!(strings("x = 'open\ny = \"z\""), ["z"]);
        assert_eq!(strings(r"'\u00"), [""; 0]);
    }
}
