//! The header of the stream of text, the FIB: where the parts of a document are in its streams.

use super::super::little_endian::{LittleEndian, size};
use super::{ReadError, WORD, damaged};

/// A part of a document in its table stream, by its number in the list of parts.
#[derive(Clone, Copy)]
pub(super) enum Part {
    Styles = 1,
    CharacterRuns = 12,
    ParagraphRuns = 13,
    Pieces = 33,
    Anchors = 40,
    Drawings = 50,
    TextBoxes = 56,
}

pub(super) struct Header {
    second_table: bool,
    /// The characters of the main text.
    pub(super) main: u32,
    /// Where the text of the text boxes begins, in characters.
    pub(super) boxes: u32,
    parts: Vec<(u32, u32)>,
}

impl Header {
    pub(super) fn new(word: &[u8]) -> Result<Self, ReadError> {
        let read = || {
            if word.u16_at(0) != Some(0xA5EC) {
                return None;
            }
            // Three lists, each after the number of its entries.
            let numbers = 34 + 2 * usize::from(word.u16_at(32)?) + 2;
            let count = |n: usize| word.u32_at(numbers + 4 * n);
            let parts = numbers + 4 * usize::from(word.u16_at(numbers - 2)?) + 2;
            let part = |n: u16| {
                let at = parts + 8 * usize::from(n);
                Some((word.u32_at(at)?, word.u32_at(at + 4)?))
            };
            // The main text is followed by those of footnotes, headers, macros, comments and endnotes.
            let before_boxes = (3..9).try_fold(0, |sum: u32, n| Some(sum.saturating_add(count(n)?)))?;
            Some(Self {
                second_table: word.u16_at(10)? & 0x0200 != 0,
                main: count(3)?,
                boxes: before_boxes,
                parts: (0..word.u16_at(parts - 2)?).map_while(part).collect(),
            })
        };
        read().ok_or_else(|| damaged(WORD, "has no header"))
    }

    pub(super) fn table_name(&self) -> &'static str {
        if self.second_table { "1Table" } else { "0Table" }
    }

    /// Where a part is and how long it is, in bytes.
    pub(super) fn part(&self, part: Part) -> (usize, usize) {
        // An older document has a shorter list: it has no such part.
        let (at, length) = self.parts.get(part as usize).copied().unwrap_or_default();
        if length == 0 { (0, 0) } else { (size(at), size(length)) }
    }
}
