//! Encodings of fonts with single bytes, by the names of characters.

/// Which character each byte stands for.
pub(super) struct Encoding([Option<char>; 256]);

/// The characters of Windows from 0x80 to 0x9F.
const WINDOWS: &str = "€\u{fffd}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffd}Ž\u{fffd}\u{fffd}‘’“”•–—˜™š›œ\u{fffd}žŸ";

/// The characters of a Macintosh from 0x80 to 0xFF.
const MACINTOSH: &str = "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{a0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\u{f8ff}ÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";

/// Of Adobe's standard encoding, those that differ from ASCII and that a Chinese text can have.
const STANDARD: [(usize, char); 10] = [
    (0x27, '’'),
    (0x60, '‘'),
    (0xA7, '§'),
    (0xAA, '“'),
    (0xB1, '–'),
    (0xB4, '·'),
    (0xB7, '•'),
    (0xBA, '”'),
    (0xBC, '…'),
    (0xD0, '—'),
];

/// The names of characters that are not letters: those of ASCII in its order, then others.
const ASCII_NAMES: [(&str, char); 52] = [
    ("space", ' '),
    ("exclam", '!'),
    ("quotedbl", '"'),
    ("numbersign", '#'),
    ("dollar", '$'),
    ("percent", '%'),
    ("ampersand", '&'),
    ("quotesingle", '\''),
    ("parenleft", '('),
    ("parenright", ')'),
    ("asterisk", '*'),
    ("plus", '+'),
    ("comma", ','),
    ("hyphen", '-'),
    ("period", '.'),
    ("slash", '/'),
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("colon", ':'),
    ("semicolon", ';'),
    ("less", '<'),
    ("equal", '='),
    ("greater", '>'),
    ("question", '?'),
    ("at", '@'),
    ("bracketleft", '['),
    ("backslash", '\\'),
    ("bracketright", ']'),
    ("asciicircum", '^'),
    ("underscore", '_'),
    ("grave", '`'),
    ("braceleft", '{'),
    ("bar", '|'),
    ("braceright", '}'),
    ("asciitilde", '~'),
    ("minus", '−'),
    ("endash", '–'),
    ("emdash", '—'),
    ("bullet", '•'),
    ("periodcentered", '·'),
    ("quoteleft", '‘'),
    ("quoteright", '’'),
    ("quotedblleft", '“'),
    ("quotedblright", '”'),
];

impl Encoding {
    /// An encoding of which nothing is known.
    pub(super) const fn unknown() -> Self {
        Self([None; 256])
    }

    /// ASCII.
    fn ascii() -> Self {
        let mut encoding = Self::unknown();
        for (code, slot) in (0_u8..0x7f).zip(&mut encoding.0) {
            *slot = Some(char::from(code)).filter(|c| !c.is_control());
        }
        encoding
    }

    /// Adobe's standard encoding.
    pub(super) fn standard() -> Self {
        Self::ascii().with(STANDARD.into_iter())
    }

    /// An encoding by its name. One that nobody knows is the standard one, which has ASCII in common with all.
    pub(super) fn named(name: &[u8]) -> Self {
        let from = |first: usize, characters: &'static str| (first..).zip(characters.chars());
        match name {
            b"WinAnsiEncoding" => {
                let latin = (0xA0..=0xFF_u8).map(|code| (usize::from(code), char::from(code)));
                Self::ascii().with(from(0x80, WINDOWS).chain(latin))
            }
            b"MacRomanEncoding" => Self::ascii().with(from(0x80, MACINTOSH)),
            _ => Self::standard(),
        }
    }

    fn with(mut self, characters: impl Iterator<Item = (usize, char)>) -> Self {
        for (code, c) in characters {
            if let Some(slot) = self.0.get_mut(code) {
                *slot = Some(c).filter(|c| *c != char::REPLACEMENT_CHARACTER);
            }
        }
        self
    }

    /// Lets a code stand for the character with this name.
    pub(super) fn set(&mut self, code: i64, name: &[u8]) {
        if let Some(slot) = usize::try_from(code).ok().and_then(|code| self.0.get_mut(code)) {
            *slot = named(name);
        }
    }

    pub(super) fn get(&self, code: u32) -> Option<char> {
        usize::try_from(code).ok().and_then(|code| self.0.get(code).copied()).flatten()
    }
}

/// The character with a name: of the list of names, a letter, or by its number as in `uni4E00`.
fn named(name: &[u8]) -> Option<char> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|name| !name.is_empty())?;
    if let Some((_, c)) = ASCII_NAMES.iter().find(|(known, _)| *known == name) {
        return Some(*c);
    }
    if let [letter] = name.as_bytes()
        && letter.is_ascii_alphabetic()
    {
        return Some(char::from(*letter));
    }
    let hexadecimal = |digits: &str| {
        let is_number = digits.bytes().all(|b| b.is_ascii_digit() || (b'A'..=b'F').contains(&b));
        u32::from_str_radix(digits, 16).ok().filter(|_| is_number).and_then(char::from_u32)
    };
    match (name.strip_prefix("uni"), name.strip_prefix('u')) {
        (Some(digits), _) if digits.len() == 4 => hexadecimal(digits),
        (_, Some(digits)) if (4..=6).contains(&digits.len()) => hexadecimal(digits),
        _ => None,
    }
}
