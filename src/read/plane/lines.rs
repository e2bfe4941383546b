//! Lines of text outside tables, in columns of characters as a text has them.

use super::area::whole;
use super::words::{self, Word};
use super::{Area, ordinal};
use crate::draft::Place;
use crate::read::pdf_text::{self, Printed};

/// The largest gap between a number and its unit, in parts of their height.
const UNIT: f32 = 0.6;

/// A line of text on a page.
pub(super) struct OpenLine {
    pub(super) page: usize,
    pub(super) area: Area,
    /// The line on the page, from 1, and the same with empty ones counted.
    line: u32,
    row: u32,
    pieces: Vec<Piece>,
}

/// Characters without a space, and the columns that they cover.
struct Piece {
    text: String,
    start: usize,
    end: usize,
}

/// The lines of a page.
pub(super) fn lines(page: usize, words: Vec<Word>) -> Vec<OpenLine> {
    let Some(width) = median(words.iter().map(|word| word.area.height())).map(|height| height / 2.0) else {
        return Vec::new();
    };
    let left = words.iter().map(|word| word.area.x0).fold(f32::INFINITY, f32::min);
    let column = |x: f32| usize::try_from(whole((x - left) / width.max(1.0) + 0.5)).unwrap_or(0);
    let lines: Vec<(Area, words::Line)> = words::lines(words)
        .into_iter()
        .filter_map(|line| Some((line.iter().map(|word| word.area).reduce(|a, b| a.union(&b))?, line)))
        .collect();
    let pitch = median(lines.windows(2).filter_map(|pair| match pair {
        [(above, _), (below, _)] if below.y1 > above.y1 => Some(below.y1 - above.y1),
        _ => None,
    }));
    let mut row = 0_u32;
    let mut above: Option<Area> = None;
    let mut open = Vec::new();
    for (n, (area, line)) in lines.into_iter().enumerate() {
        let down = above.zip(pitch).map_or(0.0, |(above, pitch)| (area.y1 - above.y1) / pitch.max(1.0));
        // A line and a half are an empty line between two.
        row = row.saturating_add(u32::try_from(whole(down + 0.5)).unwrap_or(0).max(1));
        above = Some(area);
        open.push(OpenLine { page, area, line: ordinal(n + 1), row, pieces: pieces(&line, column) });
    }
    open
}

fn pieces(line: &[Word], column: impl Fn(f32) -> usize) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut before: Option<&Word> = None;
    for word in line {
        let gap = before.map_or(" ", |before| before.gap(word));
        let is_near = before.is_some_and(|b| word.area.x0 - b.area.x1 < UNIT * word.area.height());
        before = Some(word);
        let end = column(word.area.x1);
        match pieces.last_mut() {
            Some(last) if gap != " " || (is_near && pdf_text::is_unit_of(&last.text, &word.text)) => {
                last.text.push_str(gap.trim());
                last.text.push_str(&word.text);
                last.end = end.max(last.end);
            }
            last => {
                let start = column(word.area.x0).max(last.map_or(0, |last| last.end + 1));
                pieces.push(Piece { text: word.text.clone(), start, end: end.max(start + 1) });
            }
        }
    }
    pieces
}

fn median(values: impl Iterator<Item = f32>) -> Option<f32> {
    let mut values: Vec<f32> = values.collect();
    values.sort_by(f32::total_cmp);
    values.get(values.len() / 2).copied()
}

impl OpenLine {
    /// The line as the step takes it that reads the text of PDFs.
    pub(super) fn printed(&self) -> Printed<'_> {
        Printed {
            page: self.page,
            row: self.row,
            place: Place::PageLine { page: ordinal(self.page + 1), line: self.line },
            words: self.pieces.iter().map(|piece| (piece.text.as_str(), piece.start..piece.end)).collect(),
        }
    }

    /// Whether it stands below a place on one page and above one on the next.
    pub(super) fn is_between(&self, (page, below): (usize, f32), (next, above): (usize, f32)) -> bool {
        let y = self.area.centre().1;
        (self.page == page && y > below) || (self.page == next && y < above)
    }
}
