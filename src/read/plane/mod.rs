//! Pages of characters and lines that stand somewhere, as a PDF has them, made into paragraphs and tables.
//!
//! A page has neither: only characters with their places and strokes that happen to be the borders of cells. Where rules are
//! drawn, the cells are the areas between them (`frame`, `lattice`). Where none are drawn, position decides, by the
//! same step that reads the text of `pdftotext -layout` ([`pdf_text`](super::pdf_text)).
//!
//! What stands aslant is a watermark and is left out. A page whose characters are mostly turned is turned back first.

mod area;
mod clean;
mod frame;
mod lattice;
mod lines;
pub(super) mod matrix;
pub(super) mod path;
mod table;
mod words;

pub(super) use area::Area;

use self::frame::Frame;
use self::lines::OpenLine;
use self::table::Table;
use super::limits::{MAX_GLYPHS, MAX_RULES, ordinal};
use super::pdf_text::{self, Printed};
use super::{Block, Document, Excess, ReadError};
use crate::draft::Place;
use crate::impossible::Cut;

/// A page: its characters, rules and pictures, in points from its top left corner, in the order in which they are drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) glyphs: Vec<Glyph>,
    /// Strokes and thin areas, horizontal or vertical. Others do no harm.
    pub(super) rules: Vec<Area>,
    /// Pictures, and whatever else was not read.
    pub(super) pictures: Vec<Area>,
}

/// A character on a page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// U+FFFD where it is not known.
    pub(super) c: char,
    /// From the top to the bottom of the font's em, and as wide as the character takes up.
    pub(super) area: Area,
    pub(super) turn: Turn,
    /// Whether the next character of the text stands below this one, as in vertical writing.
    pub(super) downwards: bool,
}

/// How a character is turned, clockwise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Turn {
    #[default]
    Upright,
    Quarter,
    Half,
    ThreeQuarters,
    /// By any other angle.
    Aslant,
}

/// Refuses pages without text, where something else is drawn (`has_more`), and pages whose text cannot be told.
pub(super) fn check_text(pages: &[Page], has_more: bool) -> Result<(), ReadError> {
    let glyphs = || pages.iter().flat_map(|page| &page.glyphs).filter(|glyph| !glyph.c.is_whitespace());
    let (count, unknown) = (glyphs().count(), glyphs().filter(|glyph| glyph.c == char::REPLACEMENT_CHARACTER).count());
    if count == 0 && has_more {
        return Err(ReadError::Scanned);
    }
    if unknown > count / 2 {
        return Err(ReadError::NoUnicode);
    }
    Ok(())
}

/// Makes the paragraphs, tables and pictures of the pages, in reading order.
///
/// # Errors
/// [`ReadError::TooLarge`] beyond one of the [limits](super::limits).
pub(super) fn document(pages: Vec<Page>) -> Result<Document, ReadError> {
    check(pages.iter().map(|page| page.glyphs.len()).sum(), MAX_GLYPHS, Excess::Glyphs)?;
    check(pages.iter().map(|page| page.rules.len()).sum(), MAX_RULES, Excess::Rules)?;
    let mut outside: Vec<OpenLine> = Vec::new();
    let mut frames: Vec<Frame> = Vec::new();
    let mut pictures: Vec<(usize, Area)> = Vec::new();
    for (number, page) in (0..).zip(pages) {
        let page = clean::clean(&page);
        let here = frame::frames(number, &page.rules);
        let mut words = words::words(&page.glyphs);
        let taken = frames.len();
        frames.extend(here.into_iter().map(|frame| frame.take(&mut words, &page.pictures)));
        let inside = |area: &Area| frames.iter().skip(taken).any(|frame| frame.area.holds(area.centre()));
        pictures
            .extend(page.pictures.iter().filter(|area| area.is_large() && !inside(area)).map(|area| (number, *area)));
        outside.extend(lines::lines(number, words));
    }
    let printed: Vec<Printed> = outside.iter().map(OpenLine::printed).collect();
    let lines = pdf_text::lines_of(&printed)?;
    let tables = table::chain(frames, |from, to| {
        lines.iter().filter_map(|line| outside.get(line.source())).any(|line| line.is_between(from, to))
    })?;
    Ok(Document { title: None, blocks: blocks(&lines, &outside, tables, pictures) })
}

fn check(count: usize, limit: usize, what: Excess) -> Result<(), ReadError> {
    if count > limit { Err(ReadError::TooLarge { what, limit: limit as u64 }) } else { Ok(()) }
}

/// The blocks of all pages in reading order.
fn blocks(
    lines: &[pdf_text::Line<'_>],
    outside: &[OpenLine],
    tables: Vec<Table>,
    pictures: Vec<(usize, Area)>,
) -> Vec<Block> {
    enum Item {
        Line(usize),
        Table(Table),
        Picture(usize),
    }
    let line = |(n, line): (usize, &pdf_text::Line<'_>)| {
        let open = outside.get(line.source())?;
        Some((open.page, open.area.y0, Item::Line(n)))
    };
    let mut items: Vec<(usize, f32, Item)> = lines.iter().enumerate().filter_map(line).collect();
    items.extend(tables.into_iter().map(|table| (table.page, table.area.y0, Item::Table(table))));
    items.extend(pictures.into_iter().map(|(page, area)| (page, area.y0, Item::Picture(page))));
    items.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut blocks = Vec::new();
    let mut open = 0..0;
    for (_, _, item) in items {
        match item {
            Item::Line(n) if n == open.end => open.end += 1,
            Item::Line(n) => {
                blocks.extend(pdf_text::blocks(lines.cut(open)));
                open = n..n + 1;
            }
            Item::Table(table) => {
                blocks.extend(pdf_text::blocks(lines.cut(open.clone())));
                open = open.end..open.end;
                blocks.push(table.grid.into());
            }
            Item::Picture(page) => {
                blocks.extend(pdf_text::blocks(lines.cut(open.clone())));
                open = open.end..open.end;
                blocks.push(Block::Picture(Place::Page(ordinal(page + 1))));
            }
        }
    }
    blocks.extend(pdf_text::blocks(lines.cut(open)));
    blocks
}
