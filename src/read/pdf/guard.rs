//! A PDF before it is opened: what its reader would unpack or look through by itself is counted, or taken away.
//!
//! Objects and cross-references can stand inside of streams, and any stream can be named as one of these. So each is looked at
//! where it stands: pictures are never unpacked here and lose the word that makes them streams, as do those with filters that pack
//! more than anybody needs. What is left is counted. Not counted are streams of an encrypted document, which say nothing before
//! they are decrypted: only as many bytes of its object streams are let through as can unpack to a bearable size.

use super::budget::Budget;
use crate::impossible::Cut;
use crate::read::limits::{MAX_CROSS_REFERENCES, MAX_ENCRYPTED_OBJECTS, MAX_LOOKED_THROUGH};
use crate::read::{Excess, ReadError};

/// The words that end the dictionary of a stream and the stream.
const STREAM: &[u8] = b"stream";
const END: &[u8] = b"endstream";

/// What ends a stream that the end of the document cuts off.
const REST: &[u8] = b"\nendstream\nendobj\n";

/// To how many bytes one packed byte can unpack.
const MOST_PACKED: u64 = 1_032;

/// The bytes of a document that can be opened.
pub(super) fn checked(bytes: &[u8], budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    let mut checked = bytes.to_vec();
    let is_encrypted = find(bytes, b"/Encrypt").is_some();
    let (mut references, mut objects) = (0, 0);
    let mut ends = Ends::default();
    // Where the last stream ended, and where to look for the next.
    let (mut last, mut at) = (0, 0);
    let mut is_cut = false;
    while let Some(word) = find(bytes.cut(at..), STREAM).map(|found| at + found) {
        at = word + STREAM.len();
        let before = bytes.cut(last..word);
        let data = match bytes.cut(at..) {
            _ if before.ends_with(b"end") => continue,
            [b'\r', b'\n', data @ ..] | [b'\r' | b'\n', data @ ..] => data,
            _ => continue,
        };
        budget.stream()?;
        budget.dictionaries_of(before)?;
        ends.look_at(before, bytes.len() - last)?;
        let length = if is_cut { None } else { find(data, END) };
        is_cut |= length.is_none();
        let length = length.unwrap_or(data.len());
        let dictionary = Dictionary::of(before);
        let is_packed = dictionary.is_packed() && !is_encrypted;
        let size = match () {
            () if dictionary.is_useless => None,
            () if is_packed => budget.inflated(data)?.or_else(|| budget.spare(length as u64 * MOST_PACKED)),
            () => Some(length as u64),
        };
        if dictionary.can_refer {
            references += size.unwrap_or_default();
            too_many(references, MAX_CROSS_REFERENCES, Excess::CrossReferences)?;
        }
        if is_encrypted && dictionary.has_objects {
            objects += length as u64;
            too_many(objects, MAX_ENCRYPTED_OBJECTS, Excess::EncryptedObjects)?;
        }
        if size.is_none()
            && let Some(word) = checked.get_mut(word..at)
        {
            word.fill(b' ');
        }
        if !is_cut {
            at += length;
        }
        last = at;
    }
    budget.dictionaries_of(bytes.cut(last..))?;
    ends.look_at(bytes.cut(last..), bytes.len() - last)?;
    if is_cut {
        checked.extend_from_slice(REST);
    }
    Ok(checked)
}

/// Whether objects end where they say so. One that does not is looked through to the end of the document, and so is the next.
#[derive(Default)]
struct Ends {
    /// How many bytes are looked through.
    passed: u64,
}

impl Ends {
    /// Looks at what stands between two streams, `rest` bytes before the end of the document.
    fn look_at(&mut self, bytes: &[u8], rest: usize) -> Result<(), ReadError> {
        let (mut is_open, mut strings, mut dictionaries) = (false, 0_u32, 0_i32);
        let (mut is_comment, mut is_escaped) = (false, false);
        for (at, &byte) in bytes.iter().enumerate() {
            let here = bytes.cut(at..);
            let before = bytes.cut(..at);
            let is_end = before.ends_with(b"end");
            let is_word = || {
                !here.get(3).is_some_and(u8::is_ascii_alphanumeric)
                    && (is_end || before.last().is_some_and(u8::is_ascii_whitespace))
            };
            if byte == b'o' && here.starts_with(b"obj") && is_word() {
                let is_whole = !is_comment && strings == 0 && dictionaries <= 0;
                if is_open && !(is_end && is_whole) {
                    self.passed += (rest - at) as u64;
                    too_many(self.passed, MAX_LOOKED_THROUGH, Excess::Unended)?;
                }
                (is_open, strings, dictionaries, is_comment) = (!is_end, 0, 0, false);
                continue;
            }
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\r' | b'\n' => is_comment = false,
                _ if is_comment => {}
                b'\\' => is_escaped = strings > 0,
                b'(' => strings += 1,
                b')' => strings = strings.saturating_sub(1),
                _ if strings > 0 => {}
                b'%' => is_comment = true,
                b'<' if here.starts_with(b"<<") => dictionaries += 1,
                b'>' if here.starts_with(b">>") => dictionaries -= 1,
                _ => {}
            }
        }
        if is_open && (is_comment || strings > 0) {
            self.passed += rest as u64;
            too_many(self.passed, MAX_LOOKED_THROUGH, Excess::Unended)?;
        }
        Ok(())
    }
}

fn too_many(count: u64, limit: u64, what: Excess) -> Result<(), ReadError> {
    if count > limit { Err(ReadError::TooLarge { what, limit }) } else { Ok(()) }
}

/// The dictionary of a stream, as far as it shows how the stream is packed, with whatever stands between it and the stream before.
#[derive(Default)]
struct Dictionary {
    packings: u32,
    /// Whether nothing of the stream is needed: of a picture, or of one that is packed in a way that nobody uses for text.
    is_useless: bool,
    /// Whether it can be one of cross-references.
    can_refer: bool,
    has_objects: bool,
}

impl Dictionary {
    fn of(bytes: &[u8]) -> Self {
        let text = unescaped(bytes);
        let mut dictionary = Self::default();
        let (mut has_widths, mut has_size) = (false, false);
        let mut before: &[u8] = &[];
        for piece in text.split(|byte| *byte == b'/').skip(1) {
            let (name, rest) = leading(piece, u8::is_ascii_alphanumeric);
            let rest = rest.trim_ascii_start();
            let (digits, _) = leading(rest, u8::is_ascii_digit);
            dictionary.is_useless |= match name {
                b"Image" => before == b"Subtype",
                b"LZWDecode" | b"LZW" | b"RunLengthDecode" | b"RL" => true,
                // How the stream is packed stands elsewhere.
                b"Filter" | b"DecodeParms" | b"DP" => !digits.is_empty(),
                b"Predictor" => !matches!(digits, b"1" | b"10" | b"11" | b"12" | b"13" | b"14" | b"15"),
                b"Colors" => !matches!(digits, b"1" | b"2" | b"3" | b"4"),
                b"BitsPerComponent" => digits != b"8",
                b"First" => digits.len() > 9,
                b"Columns" => digits.len() > 6,
                _ => false,
            };
            match name {
                b"FlateDecode" | b"Fl" => dictionary.packings += 1,
                b"W" => has_widths = true,
                b"Size" => has_size = true,
                b"ObjStm" => dictionary.has_objects = true,
                _ => {}
            }
            before = name;
        }
        dictionary.can_refer = has_widths && has_size;
        dictionary.is_useless |= dictionary.packings > 1;
        dictionary
    }

    fn is_packed(&self) -> bool {
        self.packings > 0
    }
}

/// The bytes at the beginning for which something holds, and the others.
fn leading(bytes: &[u8], holds: impl Fn(&u8) -> bool) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| !holds(byte)).unwrap_or(bytes.len());
    bytes.split_at_checked(end).unwrap_or((bytes, &[]))
}

/// The text with `#41` in names as the characters that they stand for.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let digit = |b: u8| char::from(b).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let mut unescaped = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match (first, after) {
            (b'#', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    unescaped.push(high << 4 | low);
                    rest = after;
                }
                _ => unescaped.push(b'#'),
            },
            (byte, _) => unescaped.push(*byte),
        }
    }
    unescaped
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}
