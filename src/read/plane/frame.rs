//! Rules that touch each other: the skeleton of a table.

use std::collections::BTreeMap;

use super::Area;
use super::lattice::{Ends, Lattice, TOUCH};
use super::words::Word;
use crate::impossible::DebugExpect;

/// Rules on one line that are nearer than this are pieces of one, in points.
const SAME_LINE: f32 = 0.75;

/// What is shorter is a dot or a piece of a drawing, in points.
const SHORTEST: f32 = 5.0;

/// A thicker area is a background and no rule, in points.
const THICKEST: f32 = 4.0;

/// The most rules of a page in one direction, pieces joined: more are a drawing.
const MOST: usize = 2_000;

/// A horizontal or vertical stroke: where it stands, and from where to where it reaches.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stroke {
    pub(super) at: f32,
    pub(super) from: f32,
    pub(super) to: f32,
}

/// Rules that are connected.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) page: usize,
    pub(super) area: Area,
    pub(super) horizontals: Vec<Stroke>,
    pub(super) verticals: Vec<Stroke>,
    /// What stands inside.
    pub(super) words: Vec<Word>,
    pub(super) pictures: Vec<Area>,
}

/// The frames of a page that are tables, from top to bottom: those with more than one cell, and with no such frame inside.
pub(super) fn frames(page: usize, rules: &[Area]) -> Vec<Frame> {
    let horizontals = joined(rules.iter().filter(|r| r.height() <= THICKEST).map(|r| Stroke {
        at: f32::midpoint(r.y0, r.y1),
        from: r.x0,
        to: r.x1,
    }));
    let verticals = joined(rules.iter().filter(|r| r.width() <= THICKEST).map(|r| Stroke {
        at: f32::midpoint(r.x0, r.x1),
        from: r.y0,
        to: r.y1,
    }));
    if horizontals.len().max(verticals.len()) > MOST {
        return Vec::new();
    }
    let mut frames = connected(page, &horizontals, &verticals);
    frames.retain(Frame::has_cells);
    let areas: Vec<Area> = frames.iter().map(|frame| frame.area).collect();
    let holds_another = |area: &Area| areas.iter().filter(|other| area.encloses(other, 0.0)).count() > 1;
    frames.retain(|frame| !holds_another(&frame.area));
    frames.sort_by(|a, b| a.area.y0.total_cmp(&b.area.y0).then(a.area.x0.total_cmp(&b.area.x0)));
    frames
}

/// The strokes with those joined that continue each other, without what is too short.
fn joined(strokes: impl Iterator<Item = Stroke>) -> Vec<Stroke> {
    let mut strokes: Vec<Stroke> = strokes.collect();
    strokes.sort_by(|a, b| a.at.total_cmp(&b.at));
    let mut joined: Vec<Stroke> = Vec::new();
    for line in strokes.chunk_by_mut(|a, b| b.at - a.at <= SAME_LINE) {
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
        let mut open: Option<Stroke> = None;
        for stroke in line.iter() {
            match open.as_mut().filter(|open| stroke.from <= open.to + TOUCH) {
                Some(open) => open.to = open.to.max(stroke.to),
                None => joined.extend(open.replace(*stroke)),
            }
        }
        joined.extend(open);
    }
    joined.retain(|stroke| stroke.to - stroke.from >= SHORTEST);
    joined
}

/// The groups of strokes that touch each other.
fn connected(page: usize, horizontals: &[Stroke], verticals: &[Stroke]) -> Vec<Frame> {
    let mut groups = Groups::new(horizontals.len() + verticals.len());
    for (v, vertical) in (horizontals.len()..).zip(verticals) {
        let first = horizontals.partition_point(|h| h.at < vertical.from - TOUCH);
        let reached = horizontals.iter().enumerate().skip(first).take_while(|(_, h)| h.at <= vertical.to + TOUCH);
        for (h, horizontal) in reached {
            if horizontal.from - TOUCH <= vertical.at && vertical.at <= horizontal.to + TOUCH {
                groups.join(h, v);
            }
        }
    }
    let mut frames: BTreeMap<usize, Frame> = BTreeMap::new();
    for (n, (stroke, is_vertical)) in
        horizontals.iter().map(|h| (h, false)).chain(verticals.iter().map(|v| (v, true))).enumerate()
    {
        let area = stroke.area(is_vertical);
        let frame = frames.entry(groups.of(n)).or_insert_with(|| Frame {
            page,
            area,
            horizontals: Vec::new(),
            verticals: Vec::new(),
            words: Vec::new(),
            pictures: Vec::new(),
        });
        frame.area = frame.area.union(&area);
        if is_vertical { &mut frame.verticals } else { &mut frame.horizontals }.push(*stroke);
    }
    frames.into_values().collect()
}

impl Stroke {
    fn area(&self, is_vertical: bool) -> Area {
        let Self { at, from, to } = *self;
        if is_vertical { Area { x0: at, y0: from, x1: at, y1: to } } else { Area { x0: from, y0: at, x1: to, y1: at } }
    }
}

impl Frame {
    /// Whether rules part it into cells.
    fn has_cells(&self) -> bool {
        let lattice = Lattice::of(&[self], Ends::All);
        lattice.is_some_and(|lattice| lattice.parts.iter().map(|part| part.cells.len()).sum::<usize>() > 1)
    }

    /// Whether its top is open, as where a page break cut it.
    pub(super) fn is_open(&self) -> bool {
        self.horizontals.iter().all(|rule| rule.at > self.area.y0 + TOUCH)
    }

    /// Takes the words and pictures whose middle stands inside.
    pub(super) fn take(mut self, words: &mut Vec<Word>, pictures: &[Area]) -> Self {
        self.words = words.extract_if(.., |word| self.area.holds(word.area.centre())).collect();
        self.pictures = pictures.iter().filter(|picture| self.area.encloses(picture, TOUCH)).copied().collect();
        self
    }
}

/// Which of a number of things belong together.
struct Groups(Vec<usize>);

impl Groups {
    fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The first thing of the group, to which the path becomes short.
    fn of(&mut self, mut n: usize) -> usize {
        loop {
            let next = self.0.get(n).copied().debug_expect("it is one of them");
            if next == n {
                return n;
            }
            let after = self.0.get(next).copied().debug_expect("it is one of them");
            if let Some(slot) = self.0.get_mut(n) {
                *slot = after;
            }
            n = next;
        }
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        if let Some(slot) = self.0.get_mut(a.max(b)) {
            *slot = a.min(b);
        }
    }
}
