//! The text of a document: pieces of the stream in the order of the text, some with 8 and some with 16 bits a character, as a program
//! that saved only what had changed left them.

use std::ops::Range;

use super::super::flow::Flow;
use super::super::limits::check_characters;
use super::super::little_endian::{LittleEndian, size};
use super::header::Part;
use super::properties::Properties;
use super::{File, ReadError, WORD, damaged, sprm};

pub(super) struct Pieces<'a> {
    word: &'a [u8],
    table_name: &'static str,
    all: Vec<Piece>,
    /// Lists of properties that pieces name.
    pub(super) lists: Vec<&'a [u8]>,
    /// The instructions of fields, without their results.
    pub(super) instructions: Vec<Range<u32>>,
}

/// A piece of the text.
struct Piece {
    characters: Range<u32>,
    /// Where it is in the stream.
    at: u32,
    is_wide: bool,
    modifier: u16,
}

/// A character, where it is in the stream, and the modifier of its piece.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) code: u16,
    pub(super) at: u32,
    pub(super) modifier: u16,
}

impl<'a> Pieces<'a> {
    pub(super) fn new(file: &'a File) -> Result<Self, ReadError> {
        let table_name = file.header.table_name();
        let mut rest = file.part(Part::Pieces)?;
        let mut lists = Vec::new();
        let cut = || damaged(table_name, "ends inside its list of pieces");
        // Lists of properties come before the pieces.
        while rest.first() == Some(&1) {
            let length = usize::from(rest.u16_at(1).ok_or_else(cut)?);
            lists.push(rest.get(3..3 + length).ok_or_else(cut)?);
            rest = rest.get(3 + length..).unwrap_or_default();
        }
        if rest.first() != Some(&2) {
            return Err(damaged(table_name, "has no list of pieces"));
        }
        let count = size(rest.u32_at(1).ok_or_else(cut)?).saturating_sub(4) / 12;
        let (ends, rows) =
            rest.get(5..5 + 12 * count + 4).and_then(|list| list.split_at_checked(4 * count + 4)).ok_or_else(cut)?;
        let mut pieces = Vec::with_capacity(count);
        for (n, row) in rows.chunks_exact(8).enumerate() {
            let characters = ends.u32_at(4 * n).ok_or_else(cut)?..ends.u32_at(4 * n + 4).ok_or_else(cut)?;
            let at = row.u32_at(2).ok_or_else(cut)?;
            let is_wide = at & 0x4000_0000 == 0;
            let at = if is_wide { at } else { (at & 0x3FFF_FFFF) / 2 };
            let is_in_order = pieces.last().map_or(0, |piece: &Piece| piece.characters.end) == characters.start;
            if characters.start > characters.end || !is_in_order {
                return Err(damaged(table_name, "has pieces of text that do not follow each other"));
            }
            pieces.push(Piece { characters, at, is_wide, modifier: row.u16_at(6).ok_or_else(cut)? });
        }
        check_characters(size(pieces.last().map_or(0, |piece| piece.characters.end)))?;
        let mut all = Self { word: &file.word, table_name, all: pieces, lists, instructions: Vec::new() };
        all.instructions = all.find_instructions()?;
        Ok(all)
    }

    /// The characters in a part of the text.
    pub(super) fn units(&self, part: Range<u32>) -> impl Iterator<Item = Result<Unit, ReadError>> {
        let first = self.all.partition_point(|piece| piece.characters.end <= part.start);
        let pieces = self.all.get(first..).unwrap_or_default();
        let end = part.end;
        let begun = pieces.iter().take_while(move |piece| piece.characters.start < end);
        let missing = pieces.last().is_none_or(|piece| piece.characters.end < end) && !part.is_empty();
        let units = begun.flat_map(move |piece| {
            let start = piece.characters.start;
            let inside = part.start.max(start)..part.end.min(piece.characters.end);
            inside.map(move |character| self.unit(piece, character - start))
        });
        units.chain(missing.then(|| Err(damaged(self.table_name, "has pieces for a part of the text only"))))
    }

    fn unit(&self, piece: &Piece, n: u32) -> Result<Unit, ReadError> {
        let at = piece.at.saturating_add(if piece.is_wide { 2 * n } else { n });
        let code = if piece.is_wide {
            self.word.u16_at(size(at))
        } else {
            self.word.get(size(at)).map(|byte| windows_1252(*byte))
        };
        let code = code.ok_or_else(|| damaged(WORD, "ends inside its text"))?;
        Ok(Unit { code, at, modifier: piece.modifier })
    }

    /// A field is three marks with instructions and a result between. A mark without its fellows means nothing.
    fn find_instructions(&self) -> Result<Vec<Range<u32>>, ReadError> {
        let mut open: Vec<(u32, Option<u32>)> = Vec::new();
        let mut found = Vec::new();
        let end = self.all.last().map_or(0, |piece| piece.characters.end);
        for (n, unit) in (0..end).zip(self.units(0..end)) {
            match unit?.code {
                BEGIN => open.push((n, None)),
                SEPARATOR => {
                    if let Some((_, separator @ None)) = open.last_mut() {
                        *separator = Some(n);
                    }
                }
                END => {
                    if let Some((begin, separator)) = open.pop() {
                        found.push(begin..separator.unwrap_or(n));
                    }
                }
                _ => {}
            }
        }
        found.sort_by_key(|range| range.start);
        // Instructions can hold whole fields.
        found.dedup_by(|inner, outer| inner.start < outer.end);
        Ok(found)
    }

    /// Writes the text of a line as it is shown.
    pub(super) fn write(
        &self,
        line: Range<u32>,
        properties: &mut Properties<'_>,
        flow: &mut Flow,
    ) -> Result<(), ReadError> {
        let mut text = Text { flow, pending: String::new(), raised: false, half: None };
        let next = self.instructions.partition_point(|range| range.end <= line.start);
        let mut instructions = self.instructions.get(next..).unwrap_or_default().iter().peekable();
        for (n, unit) in line.clone().zip(self.units(line)) {
            let unit = unit?;
            while instructions.next_if(|range| range.end <= n).is_some() {}
            let run = properties.run(unit)?;
            if run.any(NOT_SHOWN) || instructions.peek().is_some_and(|range| range.start <= n) {
                continue;
            }
            text.raise(run.any([sprm::RAISED]));
            let is_special = run.any([sprm::SPECIAL]);
            match unit.code {
                0x01 if !is_special || run.any([sprm::IS_DATA]) => {}
                0x01 | 0x08 => text.picture(),
                0x09 => text.push('\t'),
                0x0B | 0x0C | 0x0E => text.line(),
                0x1E => text.push('-'),
                // The marks of paragraphs, cells and fields, and a hyphen that shows only at the end of a line.
                0x07 | 0x0A | 0x0D | BEGIN | SEPARATOR | END | 0x1F => {}
                // A character that only its font knows.
                0x28 if is_special => text.push(char::REPLACEMENT_CHARACTER),
                // Numbers that Word makes, of notes, comments and pages, and the ends of marked ranges.
                0x00..0x20 | 0x3C | 0x3E if is_special => {}
                code => text.unit(code),
            }
        }
        text.flush();
        Ok(())
    }
}

/// The properties of text that is not shown.
const NOT_SHOWN: [u16; 4] = [sprm::DELETED, sprm::HIDDEN, sprm::STRIKE, sprm::DOUBLE_STRIKE];

const BEGIN: u16 = 0x13;
const SEPARATOR: u16 = 0x14;
const END: u16 = 0x15;

/// The text of a line on its way to a [`Flow`].
struct Text<'f> {
    flow: &'f mut Flow,
    pending: String,
    raised: bool,
    /// The first half of a character outside the basic plane.
    half: Option<u16>,
}

impl Text<'_> {
    fn unit(&mut self, code: u16) {
        let pair = [self.half.take(), Some(code)];
        if pair == [None, Some(code)] && matches!(code, 0xD800..=0xDBFF) {
            self.half = Some(code);
            return;
        }
        for c in char::decode_utf16(pair.into_iter().flatten()) {
            let c = c.ok().filter(|c| !c.is_control()).unwrap_or(char::REPLACEMENT_CHARACTER);
            self.pending.push(c);
        }
    }

    fn push(&mut self, c: char) {
        self.end_half();
        self.pending.push(c);
    }

    fn end_half(&mut self) {
        if self.half.take().is_some() {
            self.pending.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn raise(&mut self, raised: bool) {
        if self.raised != raised {
            self.flush();
            self.raised = raised;
        }
    }

    fn line(&mut self) {
        self.flush();
        self.flow.line();
    }

    fn picture(&mut self) {
        self.flush();
        self.flow.picture();
    }

    fn flush(&mut self) {
        self.end_half();
        if self.raised {
            self.flow.raise();
        }
        self.flow.verbatim(&self.pending);
        if self.raised {
            self.flow.lower();
        }
        self.pending.clear();
    }
}

/// The character of a byte. Those that differ from Latin 1 are the ones of Windows.
fn windows_1252(byte: u8) -> u16 {
    const FROM_80: [u16; 32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,
        0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
        0x0153, 0x9D, 0x017E, 0x0178,
    ];
    let special = byte.checked_sub(0x80).and_then(|n| FROM_80.get(usize::from(n)));
    special.copied().unwrap_or_else(|| u16::from(byte))
}
