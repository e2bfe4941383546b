//! Which properties the characters at a place of the stream have: pages of 512 bytes, each for some runs of characters, and an index.

use super::super::little_endian::{LittleEndian, size};
use super::{ReadError, WORD, damaged};

const PAGE: usize = 512;
/// The bytes that a page has for a run of paragraphs: where its properties are, and the height of its lines.
const PARAGRAPH_RUN: usize = 13;

/// The runs of characters or of paragraphs.
#[derive(Clone, Copy)]
pub(super) struct Runs<'a> {
    pub(super) index: &'a [u8],
    pub(super) word: &'a [u8],
    pub(super) of_paragraphs: bool,
}

/// The properties of a place, which hold up to `end`.
#[derive(Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) end: u32,
    pub(super) list: &'a [u8],
}

impl<'a> Runs<'a> {
    pub(super) fn find(&self, at: u32) -> Result<Run<'a>, ReadError> {
        let pages = self.index.len().saturating_sub(4) / 8;
        let Some(page) = last_not_after(self.index, pages, at) else {
            return Ok(Run { end: self.index.u32_at(0).filter(|first| *first > at).unwrap_or(u32::MAX), list: &[] });
        };
        let number = self.index.u32_at(4 * (pages + 1) + 4 * page).unwrap_or_default() & 0x003F_FFFF;
        let start = size(number).saturating_mul(PAGE);
        let page = self.word.get(start..start.saturating_add(PAGE));
        let page = page.ok_or_else(|| damaged(WORD, "ends inside its properties"))?;
        self.in_page(page, at).ok_or_else(|| damaged(WORD, "has a page of properties that is broken"))
    }

    fn in_page(&self, page: &'a [u8], at: u32) -> Option<Run<'a>> {
        let runs = usize::from(*page.last()?);
        let Some(run) = last_not_after(page, runs, at) else {
            // The page has nothing on this place; the next one can be on another page.
            return Some(Run { end: at.saturating_add(1), list: &[] });
        };
        let end = page.u32_at(4 * (run + 1))?;
        let of_run = 4 * (runs + 1) + if self.of_paragraphs { PARAGRAPH_RUN * run } else { run };
        let start = 2 * usize::from(*page.get(of_run)?);
        if start == 0 {
            return Some(Run { end, list: &[] });
        }
        let words = usize::from(*page.get(start)?);
        let (start, length) = match (self.of_paragraphs, words) {
            (false, bytes) => (start + 1, bytes),
            (true, 0) => (start + 2, 2 * usize::from(*page.get(start + 1)?)),
            (true, words) => (start + 1, 2 * words - 1),
        };
        Some(Run { end, list: page.get(start..start + length)? })
    }
}

/// Of `count` spans, which one holds `at`; after the starts of the spans stands where the last one ends.
fn last_not_after(starts: &[u8], count: usize, at: u32) -> Option<usize> {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if starts.u32_at(4 * middle)? <= at { low = middle + 1 } else { high = middle }
    }
    let found = low.checked_sub(1)?;
    (starts.u32_at(4 * count)? > at || found + 1 < count).then_some(found)
}
