//! The cells between the rules of a table.

use super::frame::{Frame, Stroke};

/// Rules that are nearer than this are one: the sides of a double line, or of two cells side by side; in points.
pub(super) const TOUCH: f32 = 3.5;

/// The most positions of a table: more are a drawing, or squared paper.
const MOST: usize = 20_000;

/// The columns of a table, and its cells on each of the pages that it stands on.
pub(super) struct Lattice {
    columns: Vec<f32>,
    pub(super) parts: Vec<Part>,
}

/// The cells of a table on one page.
pub(super) struct Part {
    rows: Vec<f32>,
    pub(super) cells: Vec<Slot>,
    /// For each position, row by row, its cell.
    owners: Vec<usize>,
}

/// A cell: its position and how much it covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slot {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) height: usize,
    pub(super) width: usize,
}

/// Which rows count that have no rule above or below, as at a page break.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    All,
    /// Those with something inside.
    Filled,
}

impl Lattice {
    /// The cells of frames that are one table; nothing if they do not look like one.
    pub(super) fn of(frames: &[&Frame], ends: Ends) -> Option<Self> {
        let verticals = || frames.iter().flat_map(|frame| &frame.verticals);
        let columns = lines(verticals(), frames.iter().flat_map(|frame| &frame.horizontals));
        let parts = frames.iter().map(|frame| Part::of(frame, &columns, ends)).collect::<Option<_>>()?;
        Some(Self { columns, parts })
    }

    /// The cell at a point of a part.
    pub(super) fn cell(&self, part: &Part, (x, y): (f32, f32)) -> Option<usize> {
        let row = between(&part.rows, y)?;
        let column = between(&self.columns, x)?;
        part.owners.get(row * self.columns.len().checked_sub(1)? + column).copied()
    }
}

impl Part {
    fn of(frame: &Frame, columns: &[f32], ends: Ends) -> Option<Self> {
        let mut rows = lines(frame.horizontals.iter(), frame.verticals.iter());
        if ends == Ends::Filled {
            trim(&mut rows, frame);
        }
        let (height, width) = (rows.len().checked_sub(1)?, columns.len().checked_sub(1)?);
        if height == 0 || width == 0 || height.checked_mul(width)? > MOST {
            return None;
        }
        let below = Walls::of(&rows, columns, &frame.horizontals);
        let right = Walls::of(columns, &rows, &frame.verticals);
        let mut cells: Vec<Slot> = Vec::new();
        let mut owners: Vec<Option<usize>> = vec![None; height * width];
        for (row, column) in (0..height).flat_map(|row| (0..width).map(move |column| (row, column))) {
            let is_free = |row: usize, column: usize| owners.get(row * width + column) == Some(&None);
            if !is_free(row, column) {
                continue;
            }
            let end = (column + 1..width).find(|&c| right.is_wall(c, row) || !is_free(row, c)).unwrap_or(width);
            let goes_on = |row: usize| {
                (column..end).all(|c| !below.is_wall(row, c) && is_free(row, c))
                    && (column + 1..end).all(|c| !right.is_wall(c, row))
                    && (column == 0 || right.is_wall(column, row))
                    && (end == width || right.is_wall(end, row))
            };
            let bottom = (row + 1..height).find(|&r| !goes_on(r)).unwrap_or(height);
            for (r, c) in (row..bottom).flat_map(|r| (column..end).map(move |c| (r, c))) {
                if let Some(owner) = owners.get_mut(r * width + c) {
                    *owner = Some(cells.len());
                }
            }
            cells.push(Slot { row, column, height: bottom - row, width: end - column });
        }
        Some(Self { rows, cells, owners: owners.into_iter().flatten().collect() })
    }

    /// How many rows it has.
    pub(super) fn height(&self) -> usize {
        self.rows.len().saturating_sub(1)
    }
}

/// Where rules stand along the lines of a lattice.
struct Walls {
    across: usize,
    is_wall: Vec<bool>,
}

impl Walls {
    /// `lines` are those that the strokes stand on, `across` those that part them.
    fn of(lines: &[f32], across: &[f32], strokes: &[Stroke]) -> Self {
        let pieces = across.len().saturating_sub(1);
        let mut is_wall = vec![false; lines.len() * pieces];
        for stroke in strokes {
            let Some(line) = nearest(lines, stroke.at) else { continue };
            let first = across.partition_point(|end| *end < stroke.from - TOUCH);
            let ends = across.iter().enumerate().skip(first + 1).take_while(|(_, end)| **end <= stroke.to + TOUCH);
            for (end, _) in ends {
                if let Some(wall) = is_wall.get_mut(line * pieces + end - 1) {
                    *wall = true;
                }
            }
        }
        Self { across: pieces, is_wall }
    }

    fn is_wall(&self, line: usize, piece: usize) -> bool {
        self.is_wall.get(line * self.across + piece) == Some(&true)
    }
}

/// The lines of a lattice in one direction: where rules stand, and where those of the other direction end in the air, as at a page
/// break or at the open sides of a table.
fn lines<'a>(rules: impl Iterator<Item = &'a Stroke>, across: impl Iterator<Item = &'a Stroke>) -> Vec<f32> {
    let mut at: Vec<f32> = rules.map(|rule| rule.at).collect();
    at.sort_by(f32::total_cmp);
    let mut lines: Vec<f32> = at.chunk_by(|a, b| b - a <= TOUCH).map(middle).collect();
    let ends = across.fold(None, |ends: Option<(f32, f32)>, stroke| {
        let (from, to) = ends.unwrap_or((stroke.from, stroke.to));
        Some((from.min(stroke.from), to.max(stroke.to)))
    });
    if let Some((from, to)) = ends {
        if lines.first().is_none_or(|first| from + TOUCH < *first) {
            lines.insert(0, from);
        }
        if lines.last().is_none_or(|last| to - TOUCH > *last) {
            lines.push(to);
        }
    }
    lines
}

/// Takes away the first and the last row where they are open and nothing stands in them.
fn trim(rows: &mut Vec<f32>, frame: &Frame) {
    let is_drawn = |line: f32| frame.horizontals.iter().any(|rule| (rule.at - line).abs() <= TOUCH);
    let is_empty = |from: f32, to: f32| {
        let inside = |(_, y): (f32, f32)| from <= y && y <= to;
        !frame.words.iter().map(|word| &word.area).chain(&frame.pictures).any(|area| inside(area.centre()))
    };
    if let &[.., before, last] = rows.as_slice()
        && !is_drawn(last)
        && is_empty(before, last)
    {
        rows.pop();
    }
    if let &[first, after, _, ..] = rows.as_slice()
        && !is_drawn(first)
        && is_empty(first, after)
    {
        rows.remove(0);
    }
}

#[allow(clippy::cast_precision_loss)] // there are far fewer rules
fn middle(at: &[f32]) -> f32 {
    at.iter().sum::<f32>() / at.len() as f32
}

/// The line nearest to a place.
fn nearest(lines: &[f32], at: f32) -> Option<usize> {
    let after = lines.partition_point(|line| *line < at);
    let near = [after.checked_sub(1), Some(after)].into_iter().flatten();
    near.filter_map(|n| Some((n, (lines.get(n)? - at).abs()))).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(n, _)| n)
}

/// The space between two lines in which a place is.
fn between(lines: &[f32], at: f32) -> Option<usize> {
    let before = lines.partition_point(|line| *line <= at).checked_sub(1)?;
    (before + 1 < lines.len()).then_some(before)
}
