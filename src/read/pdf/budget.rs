//! How much of a PDF may still be unpacked and drawn, and streams unpacked within it.

use std::io::{Read, Write};

use flate2::read::DeflateDecoder;
use hayro_syntax::Filter;
use hayro_syntax::object::Stream;

use crate::read::limits::{MAX_DICTIONARIES, MAX_GLYPHS, MAX_OPERATORS, MAX_PDF_UNPACKED, MAX_RULES, MAX_STREAMS};
use crate::read::{Excess, ReadError};

/// How much is left of the limits.
pub(super) struct Budget {
    bytes: u64,
    streams: usize,
    dictionaries: usize,
    operators: usize,
    glyphs: usize,
    rules: usize,
}

/// The content of a stream, and whether all of it could be unpacked.
pub(super) struct Unpacked {
    pub(super) bytes: Vec<u8>,
    pub(super) is_whole: bool,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            bytes: MAX_PDF_UNPACKED,
            streams: MAX_STREAMS,
            dictionaries: MAX_DICTIONARIES,
            operators: MAX_OPERATORS,
            glyphs: MAX_GLYPHS,
            rules: MAX_RULES,
        }
    }
}

impl Budget {
    /// Takes the work of this many operators.
    pub(super) fn operators(&mut self, count: usize) -> Result<(), ReadError> {
        take(&mut self.operators, count, MAX_OPERATORS, Excess::Operators)
    }

    pub(super) fn glyph(&mut self) -> Result<(), ReadError> {
        take(&mut self.glyphs, 1, MAX_GLYPHS, Excess::Glyphs)
    }

    pub(super) fn rule(&mut self) -> Result<(), ReadError> {
        take(&mut self.rules, 1, MAX_RULES, Excess::Rules)
    }

    /// Unpacks a stream. Filters of pictures, and those that nobody uses for text, give nothing.
    pub(super) fn unpack(&mut self, stream: &Stream<'_>) -> Result<Unpacked, ReadError> {
        let raw = stream.raw_data();
        let mut unpacked = Unpacked { bytes: Vec::new(), is_whole: true };
        match stream.filters().as_slice() {
            [] => unpacked.bytes.extend_from_slice(self.within(&raw)?),
            [Filter::FlateDecode] | [Filter::Crypt, Filter::FlateDecode] => unpacked = self.inflate(&raw)?,
            [Filter::Ascii85Decode | Filter::AsciiHexDecode] => match stream.decoded_data() {
                Ok(bytes) => unpacked.bytes.extend_from_slice(self.within(&bytes)?),
                Err(_) => unpacked.is_whole = false,
            },
            _ => unpacked.is_whole = false,
        }
        Ok(unpacked)
    }

    fn within<'b>(&mut self, bytes: &'b [u8]) -> Result<&'b [u8], ReadError> {
        self.bytes = self.bytes.checked_sub(bytes.len() as u64).ok_or_else(too_large)?;
        Ok(bytes)
    }

    /// Unpacks what the filter `FlateDecode` packed. A checksum at the end is not looked at.
    fn inflate(&mut self, packed: &[u8]) -> Result<Unpacked, ReadError> {
        let mut bytes = Vec::new();
        let most = self.bytes + 1;
        let is_whole = DeflateDecoder::new(without_header(packed)).take(most).read_to_end(&mut bytes).is_ok();
        self.within(&bytes)?;
        Ok(Unpacked { bytes, is_whole })
    }

    /// Takes what the filter `FlateDecode` would unpack to, and the dictionaries in it. Nothing if the data is damaged.
    pub(super) fn inflated(&mut self, packed: &[u8]) -> Result<Option<u64>, ReadError> {
        let most = self.bytes + 1;
        let mut decoder = DeflateDecoder::new(without_header(packed)).take(most);
        let mut dictionaries = Dictionaries::default();
        let counted = std::io::copy(&mut decoder, &mut dictionaries);
        let count = most - decoder.limit();
        self.bytes = self.bytes.checked_sub(count).ok_or_else(too_large)?;
        self.dictionaries(dictionaries.count)?;
        Ok(counted.ok())
    }

    /// Takes the dictionaries in bytes that are not packed.
    pub(super) fn dictionaries_of(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let mut dictionaries = Dictionaries::default();
        dictionaries.count(bytes);
        self.dictionaries(dictionaries.count)
    }

    fn dictionaries(&mut self, count: usize) -> Result<(), ReadError> {
        take(&mut self.dictionaries, count, MAX_DICTIONARIES, Excess::Dictionaries)
    }

    /// Takes a stream of the document.
    pub(super) fn stream(&mut self) -> Result<(), ReadError> {
        take(&mut self.streams, 1, MAX_STREAMS, Excess::Streams)
    }

    /// Takes bytes that may be unpacked elsewhere, if there are as many.
    pub(super) fn spare(&mut self, bytes: u64) -> Option<u64> {
        self.bytes = self.bytes.checked_sub(bytes)?;
        Some(bytes)
    }
}

/// Counts the dictionaries that begin in what is written to it.
#[derive(Default)]
struct Dictionaries {
    count: usize,
    last: u8,
}

impl Dictionaries {
    fn count(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.count += usize::from(byte == b'<' && self.last == b'<');
            self.last = byte;
        }
    }
}

impl Write for Dictionaries {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.count(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn too_large() -> ReadError {
    ReadError::TooLarge { what: Excess::PdfUnpacked, limit: MAX_PDF_UNPACKED }
}

fn take(left: &mut usize, count: usize, limit: usize, what: Excess) -> Result<(), ReadError> {
    *left = left.checked_sub(count).ok_or(ReadError::TooLarge { what, limit: limit as u64 })?;
    Ok(())
}

/// Compressed data begins with two bytes of its own, which some programs leave out.
fn without_header(packed: &[u8]) -> &[u8] {
    match packed {
        [method, flags, rest @ ..]
            if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0 && flags & 0x20 == 0 =>
        {
            rest
        }
        _ => packed,
    }
}
