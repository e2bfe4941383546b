//! A page made ready: turned upright, with the characters that are meant, without watermarks and what is drawn twice.

use std::collections::HashMap;

use super::area::whole;
use super::{Area, Glyph, Page, Turn};
use crate::read::radicals;

/// How far the copies of a character that is drawn again to look bold or shadowed are apart, in parts of its height.
const APART: f32 = 0.2;

/// Turns the page as most of its characters are, and leaves out what stands aslant and what is drawn again.
pub(super) fn clean(page: &Page) -> Page {
    let turn = main_turn(&page.glyphs);
    let area = |area: &Area| turned(area, turn);
    let upright = page.glyphs.iter().filter(|glyph| glyph.turn != Turn::Aslant);
    let turned = upright.map(|glyph| Glyph { c: radicals::meant(glyph.c), area: area(&glyph.area), ..*glyph });
    Page {
        glyphs: once(turned),
        rules: page.rules.iter().map(area).collect(),
        pictures: page.pictures.iter().map(area).collect(),
    }
}

/// The turn of most characters.
fn main_turn(glyphs: &[Glyph]) -> Turn {
    let count = |turn: Turn| glyphs.iter().filter(|glyph| glyph.turn == turn && !glyph.c.is_whitespace()).count();
    let turns = [Turn::ThreeQuarters, Turn::Half, Turn::Quarter, Turn::Upright];
    turns.into_iter().max_by_key(|turn| count(*turn)).unwrap_or_default()
}

/// The area on the page turned back.
fn turned(area: &Area, turn: Turn) -> Area {
    let Area { x0, y0, x1, y1 } = *area;
    match turn {
        Turn::Upright | Turn::Aslant => *area,
        Turn::Quarter => Area { x0: y0, y0: -x1, x1: y1, y1: -x0 },
        Turn::Half => Area { x0: -x1, y0: -y1, x1: -x0, y1: -y0 },
        Turn::ThreeQuarters => Area { x0: -y1, y0: x0, x1: -y0, y1: x1 },
    }
}

/// The characters without those that were drawn before in the same place.
fn once(glyphs: impl Iterator<Item = Glyph>) -> Vec<Glyph> {
    /// Copies are never farther apart than a square of this size, in points.
    const SQUARE: f32 = 8.0;
    /// No text has as many of one character in a square.
    const MOST: usize = 64;
    let mut known: HashMap<(char, i32, i32), Vec<Area>> = HashMap::new();
    let mut kept = Vec::new();
    for glyph in glyphs {
        let area = glyph.area;
        let near = (APART * area.height()).min(SQUARE);
        let is_copy = |other: &Area| (other.x0 - area.x0).abs() < near && (other.y0 - area.y0).abs() < near;
        let square = |v: f32| whole(v / SQUARE);
        let (x, y) = (square(area.x0), square(area.y0));
        let around = (x - 1..=x + 1).flat_map(|x| (y - 1..=y + 1).map(move |y| (glyph.c, x, y)));
        if !around.into_iter().filter_map(|key| known.get(&key)).flatten().any(is_copy) {
            let same = known.entry((glyph.c, x, y)).or_default();
            if same.len() < MOST {
                same.push(area);
                kept.push(glyph);
            }
        }
    }
    kept
}
