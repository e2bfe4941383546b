//! A PDF before it is opened: what its reader would unpack or look through by itself is counted, or taken away.
//!
//! Objects and cross-references can stand inside of streams, and any stream can be named as one of these. So each is looked at
//! where it stands: pictures are never unpacked here and lose the word that makes them streams, as do those with filters that pack
//! more than anybody needs. What is left is counted. Not counted are streams of an encrypted document, which say nothing before
//! they are decrypted: only as many bytes of its object streams are let through as can unpack to a bearable size.

use super::budget::Budget;
use crate::impossible::Cut;
use crate::read::limits::{MAX_CROSS_REFERENCES, MAX_ENCRYPTED_OBJECTS};
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
        let length = if is_cut { None } else { find(data, END) };
        is_cut |= length.is_none();
        let length = length.unwrap_or(data.len());
        let dictionary = Dictionary::of(before);
        let is_packed = dictionary.is_packed && !is_encrypted;
        let size = match () {
            () if dictionary.is_useless() => None,
            () if is_packed => budget.inflated(data)?.or_else(|| budget.spare(length as u64 * MOST_PACKED)),
            () => Some(length as u64),
        };
        if dictionary.has(b"/W") && dictionary.has(b"/Size") {
            references += size.unwrap_or_default();
            too_many(references, MAX_CROSS_REFERENCES, Excess::CrossReferences)?;
        }
        if is_encrypted && dictionary.has(b"/ObjStm") {
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
    if is_cut {
        checked.extend_from_slice(REST);
    }
    Ok(checked)
}

fn too_many(count: u64, limit: u64, what: Excess) -> Result<(), ReadError> {
    if count > limit { Err(ReadError::TooLarge { what, limit }) } else { Ok(()) }
}

/// The dictionary of a stream, as far as it shows how the stream is packed, with whatever stands between it and the stream before.
struct Dictionary {
    text: Vec<u8>,
    is_packed: bool,
}

impl Dictionary {
    fn of(bytes: &[u8]) -> Self {
        let text = unescaped(bytes);
        let is_packed = packings(&text) > 0;
        Self { text, is_packed }
    }

    fn has(&self, name: &[u8]) -> bool {
        count(&self.text, name) > 0
    }

    /// Whether nothing of a stream is needed: of a picture, or of one that is packed in a way that nobody uses for text.
    fn is_useless(&self) -> bool {
        let is_picture = self.values(b"/Subtype").any(|value| value.starts_with(b"/Image"));
        let filters = [&b"/LZWDecode"[..], b"/LZW", b"/RunLengthDecode", b"/RL"];
        let is_elsewhere = |key: &[u8]| self.values(key).any(|value| value.first().is_some_and(u8::is_ascii_digit));
        let is_odd = |key: &[u8], usual: &[&[u8]]| {
            self.values(key).any(|value| {
                let digits = value.iter().take_while(|b| b.is_ascii_digit()).count();
                !usual.contains(&value.cut(..digits))
            })
        };
        is_picture
            || packings(&self.text) > 1
            || filters.iter().any(|filter| self.has(filter))
            || [&b"/Filter"[..], b"/DecodeParms", b"/DP"].into_iter().any(is_elsewhere)
            || is_odd(b"/Predictor", &[b"1", b"10", b"11", b"12", b"13", b"14", b"15"])
            || is_odd(b"/Colors", &[b"1", b"2", b"3", b"4"])
            || is_odd(b"/BitsPerComponent", &[b"8"])
            || self.values(b"/First").any(|value| value.iter().take_while(|b| b.is_ascii_digit()).count() > 9)
            || self.values(b"/Columns").any(|value| value.iter().take_while(|b| b.is_ascii_digit()).count() > 6)
    }

    /// What stands after each of the keys with a name.
    fn values<'d>(&'d self, key: &'d [u8]) -> impl Iterator<Item = &'d [u8]> {
        places(&self.text, key).map(|end| self.text.cut(end..).trim_ascii_start())
    }
}

/// Where a name ends, each time that it stands in the text.
fn places<'t>(text: &'t [u8], name: &'t [u8]) -> impl Iterator<Item = usize> + 't {
    let ends = |end: &usize| !text.get(*end).is_some_and(|b| b.is_ascii_alphanumeric());
    text.windows(name.len())
        .enumerate()
        .filter(move |(_, word)| *word == name)
        .map(|(at, _)| at + name.len())
        .filter(ends)
}

/// How often the name of the usual filter stands in a dictionary.
fn packings(text: &[u8]) -> usize {
    count(text, b"/FlateDecode") + count(text, b"/Fl")
}

fn count(text: &[u8], name: &[u8]) -> usize {
    places(text, name).count()
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
