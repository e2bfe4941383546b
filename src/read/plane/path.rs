//! Paths, as far as they can be rules of a table.

use super::Area;
use super::matrix::Matrix;

/// A filled area that is thinner is a rule, in points.
const THIN: f32 = 4.0;

/// A stroke that leaves its line by less is straight, in points.
const STRAIGHT: f32 = 0.5;

/// The path that is being built, on the page.
#[derive(Default)]
pub(in crate::read) struct Path {
    pieces: Vec<Piece>,
}

#[derive(Default)]
struct Piece {
    points: Vec<(f32, f32)>,
    is_curved: bool,
    is_closed: bool,
}

/// How a path is painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Paint {
    Fill,
    Stroke,
    Both,
}

impl Path {
    pub(in crate::read) fn move_to(&mut self, point: (f32, f32)) {
        self.pieces.push(Piece { points: vec![point], ..Piece::default() });
    }

    pub(in crate::read) fn line_to(&mut self, point: (f32, f32)) {
        match self.pieces.last_mut() {
            Some(piece) if !piece.is_closed => piece.points.push(point),
            Some(piece) => {
                let start = piece.points.first().copied().unwrap_or(point);
                self.pieces.push(Piece { points: vec![start, point], ..Piece::default() });
            }
            None => self.move_to(point),
        }
    }

    /// A curve, which is never a rule.
    pub(in crate::read) fn curve_to(&mut self, point: (f32, f32)) {
        self.line_to(point);
        if let Some(piece) = self.pieces.last_mut() {
            piece.is_curved = true;
        }
    }

    pub(in crate::read) fn close(&mut self) {
        if let Some(piece) = self.pieces.last_mut() {
            piece.is_closed = true;
        }
    }

    pub(in crate::read) fn rectangle(&mut self, [x, y, width, height]: [f32; 4], matrix: &Matrix) {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = corners.map(|corner| matrix.apply(corner)).to_vec();
        self.pieces.push(Piece { points, is_curved: false, is_closed: true });
    }

    /// Whether a filled piece of it is not a rule and may be a character drawn as an outline.
    pub(in crate::read) fn is_drawing(&self) -> bool {
        self.pieces.iter().any(|piece| piece.is_curved)
    }

    /// The rules that it draws. `width` is that of strokes.
    pub(in crate::read) fn rules(&self, paint: Paint, width: f32) -> Vec<Area> {
        let mut rules = Vec::new();
        for piece in self.pieces.iter().filter(|piece| !piece.is_curved) {
            if paint != Paint::Stroke {
                let first = piece.points.first().copied();
                let area = piece.points.iter().filter_map(|p| Area::around(first?, *p)).reduce(|a, b| a.union(&b));
                rules.extend(area.filter(|area| area.width().min(area.height()) <= THIN));
            }
            if paint != Paint::Fill && width <= THIN {
                let end = piece.points.first().filter(|_| piece.is_closed);
                let points: Vec<(f32, f32)> = piece.points.iter().chain(end).copied().collect();
                rules.extend(
                    points
                        .windows(2)
                        .filter_map(|ends| match ends {
                            [from, to] => Area::around(*from, *to),
                            _ => None,
                        })
                        .filter(|area| area.width().min(area.height()) <= STRAIGHT),
                );
            }
        }
        rules
    }
}
