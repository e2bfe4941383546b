//! The text of a page: characters, each at a distance from the one before.

use super::numbers::{self, distances, number};
use crate::read::ReadError;
use crate::read::package::{Tag, Token, Xml};
use crate::read::plane::matrix::Matrix;
use crate::read::plane::{Area, Glyph, Turn};

/// How much of a character stands above its line, in parts of its size.
const ASCENT: f32 = 0.88;
/// Stands for a character that is known by the number of its glyph alone.
const NO_CHARACTER: char = '¤';

/// A text object: how its characters are drawn.
struct Style {
    matrix: Matrix,
    size: f32,
    /// The width of characters in parts of their natural one.
    stretch: f32,
    /// By how many quarters each character is turned, clockwise.
    turns: u8,
    downwards: bool,
}

/// Reads a text object, whose start tag was the last token. Gives nothing if nobody can see it.
pub(super) fn glyphs(tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<Option<Vec<Glyph>>, ReadError> {
    let direction = |name| number(tag, name).unwrap_or_default();
    let style = Style {
        matrix: numbers::matrix(tag),
        size: number(tag, "Size").unwrap_or_default(),
        stretch: number(tag, "HScale").unwrap_or(1.0),
        turns: quarters(direction("CharDirection")),
        downwards: quarters(direction("ReadDirection")) % 2 == 1,
    };
    let is_painted = numbers::is(tag, "Fill", true) || numbers::is(tag, "Stroke", false);
    let mut is_seen = is_painted && numbers::is(tag, "Visible", true) && number(tag, "Alpha") != Some(0.0);
    let mut glyphs = Vec::new();
    let (mut start, mut code) = ((0.0, 0.0), None);
    // How many characters are known by the numbers of their glyphs alone.
    let mut numbered = 0;
    let mut depth = 1;
    while let Some(token) = xml.next()? {
        match token {
            Token::Start(tag) => {
                depth += 1;
                match tag.name() {
                    "FillColor" if depth == 2 => is_seen &= number(&tag, "Alpha") != Some(0.0),
                    "CGTransform" => numbered += numbers::count(&tag, "GlyphCount"),
                    "TextCode" => {
                        start = (number(&tag, "X").unwrap_or(start.0), number(&tag, "Y").unwrap_or(start.1));
                        let list = |name| tag.attribute(name).map(std::borrow::Cow::into_owned);
                        code = Some((list("DeltaX"), list("DeltaY"), String::new()));
                    }
                    _ => {}
                }
            }
            Token::Text(text) => {
                if let Some((_, _, characters)) = &mut code {
                    characters.push_str(&text);
                }
            }
            Token::End => {
                depth -= 1;
                if let Some((across, down, text)) = code.take() {
                    let characters = characters(&text, std::mem::take(&mut numbered));
                    style.draw(start, &characters, across.as_deref(), down.as_deref(), &mut glyphs);
                }
                if depth == 0 {
                    break;
                }
            }
        }
    }
    Ok(is_seen.then_some(glyphs))
}

/// The characters of a text; those that only the numbers of glyphs tell are not known.
fn characters(text: &str, numbered: usize) -> Vec<char> {
    let text = if text.contains('\n') { text.trim() } else { text };
    if text.is_empty() {
        return vec![char::REPLACEMENT_CHARACTER; numbered.min(MOST_NUMBERED)];
    }
    let is_unknown = |c: char| c.is_control() || c == NO_CHARACTER && numbered > 0;
    text.chars().map(|c| if is_unknown(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// No line of text has more characters.
const MOST_NUMBERED: usize = 1_000;

fn quarters(degrees: f32) -> u8 {
    [90.0, 180.0, 270.0].iter().zip(1..).find(|(quarter, _)| (degrees - *quarter).abs() < 1.0).map_or(0, |(_, n)| n)
}

impl Style {
    fn draw(
        &self,
        start: (f32, f32),
        characters: &[char],
        across: Option<&str>,
        down: Option<&str>,
        glyphs: &mut Vec<Glyph>,
    ) {
        let list = |list: Option<&str>| list.map(|list| distances(list, characters.len()));
        let (across, down) = (list(across), list(down));
        let goes_down = |n: usize| down.as_ref().and_then(|down| down.get(n)).copied().unwrap_or_default();
        let (mut x, mut y) = start;
        for (n, c) in characters.iter().enumerate() {
            let natural = self.size * self.stretch * if c.is_ascii() { 0.5 } else { 1.0 };
            let next = across.as_ref().map(|across| across.get(n).copied());
            // Without any distance a character follows the one before as a program would set it.
            let distance = match next {
                Some(next) => next.unwrap_or(natural),
                None if down.is_some() => 0.0,
                None => natural,
            };
            let width = if distance > 0.0 { natural.min(distance) } else { natural };
            let turn = turned(&self.matrix, self.turns);
            let downwards = self.downwards || distance == 0.0 && goes_down(n) != 0.0;
            if let (Some(area), false) = (self.area((x, y), width), c.is_whitespace()) {
                glyphs.push(Glyph { c: *c, area, turn, downwards });
            }
            x += distance;
            y += goes_down(n);
        }
    }

    /// The place that a character takes up, whose line begins at a point.
    fn area(&self, (x, y): (f32, f32), width: f32) -> Option<Area> {
        let (above, below) = (ASCENT * self.size, (1.0 - ASCENT) * self.size);
        let corners = [(0.0, -above), (width, below)].map(|(right, down)| match self.turns {
            0 => (x + right, y + down),
            1 => (x - down, y + right),
            2 => (x - right, y - down),
            _ => (x + down, y - right),
        });
        let [a, b] = corners.map(|corner| self.matrix.apply(corner));
        Area::around(a, b)
    }
}

/// How a character is turned on the page.
pub(super) fn turned(matrix: &Matrix, turns: u8) -> Turn {
    let (right, down) = (matrix.a, matrix.b);
    let straight = 0.05 * right.abs().max(down.abs());
    let turn = match (right, down) {
        (right, down) if down.abs() <= straight => u8::from(right < 0.0) * 2,
        (right, down) if right.abs() <= straight => {
            if down > 0.0 {
                1
            } else {
                3
            }
        }
        _ => return Turn::Aslant,
    };
    match (turn + turns) % 4 {
        0 => Turn::Upright,
        1 => Turn::Quarter,
        2 => Turn::Half,
        _ => Turn::ThreeQuarters,
    }
}
