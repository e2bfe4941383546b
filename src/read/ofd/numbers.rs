//! Numbers in attributes: lists with blanks between, in millimetres.

use crate::read::package::Tag;
use crate::read::plane::matrix::Matrix;
use crate::read::plane::path::Path;

/// Points in a millimetre.
pub(super) const POINTS: f32 = 72.0 / 25.4;

pub(super) fn number(tag: &Tag<'_>, name: &str) -> Option<f32> {
    tag.attribute(name)?.trim().parse().ok()
}

pub(super) fn count(tag: &Tag<'_>, name: &str) -> usize {
    tag.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or_default()
}

fn list<const N: usize>(tag: &Tag<'_>, name: &str) -> Option<[f32; N]> {
    let value = tag.attribute(name)?;
    let numbers: Vec<f32> = value.split_whitespace().map_while(|number| number.parse().ok()).take(N).collect();
    numbers.try_into().ok()
}

/// The corner, the width and the height of an object on its page, in points.
pub(super) fn boundary(tag: &Tag<'_>) -> [f32; 4] {
    list(tag, "Boundary").unwrap_or_default().map(|n: f32| n * POINTS)
}

/// From the millimetres of an object to the points of the page around it.
pub(super) fn matrix(tag: &Tag<'_>) -> Matrix {
    let own = list(tag, "CTM").map_or(Matrix::IDENTITY, Matrix::new);
    let [x, y, ..] = boundary(tag);
    own.then(&Matrix::new([POINTS, 0.0, 0.0, POINTS, x, y]))
}

pub(super) fn is(tag: &Tag<'_>, name: &str, default: bool) -> bool {
    tag.attribute(name).map_or(default, |value| value.trim() == "true" || value.trim() == "1")
}

/// The distances from each character to the next; `g 3 5` is three times 5. No more of them than there are characters.
pub(super) fn distances(list: &str, characters: usize) -> Vec<f32> {
    let mut distances = Vec::new();
    let mut words = list.split_whitespace();
    while let Some(word) = words.next().filter(|_| distances.len() < characters) {
        let (times, distance) = if word == "g" { (words.next(), words.next()) } else { (None, Some(word)) };
        let times = times.map_or(Some(1), |times| times.parse().ok());
        let (Some(times), Some(distance)) = (times, distance.and_then(|distance| distance.parse::<f32>().ok())) else {
            break;
        };
        distances.extend(std::iter::repeat_n(distance, usize::min(times, characters)));
    }
    distances.truncate(characters);
    distances
}

/// Follows a path, and hands on each piece of it that begins anew.
pub(super) fn follow(path: &str, matrix: &Matrix, mut piece: impl FnMut(&Path)) {
    let mut words = Words { rest: path };
    let mut drawn = Path::default();
    while let Some(operator) = words.operator() {
        let mut point = || Some(matrix.apply((words.number()?, words.number()?)));
        match operator {
            'S' | 'M' => {
                piece(&std::mem::take(&mut drawn));
                let Some(point) = point() else { break };
                drawn.move_to(point);
            }
            'L' => {
                let Some(point) = point() else { break };
                drawn.line_to(point);
            }
            'Q' | 'B' => {
                let points = if operator == 'Q' { 2 } else { 3 };
                let Some(point) = (0..points).map(|_| point()).last().flatten() else { break };
                drawn.curve_to(point);
            }
            'A' => {
                // The radii, the angle and two switches.
                let before = (0..5).map_while(|_| words.number()).count();
                let end = (words.number(), words.number());
                let (5, (Some(x), Some(y))) = (before, end) else { break };
                drawn.curve_to(matrix.apply((x, y)));
            }
            'C' => drawn.close(),
            _ => break,
        }
    }
    piece(&drawn);
}

/// The operators and numbers of a path, which need no blank between.
struct Words<'a> {
    rest: &'a str,
}

impl Words<'_> {
    fn operator(&mut self) -> Option<char> {
        self.rest = self.rest.trim_start_matches(is_blank);
        let operator = self.rest.chars().next().filter(char::is_ascii_alphabetic)?;
        self.rest = self.rest.get(1..)?;
        Some(operator)
    }

    fn number(&mut self) -> Option<f32> {
        self.rest = self.rest.trim_start_matches(is_blank);
        let is_inside = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
        let end = self.rest.find(|c| !is_inside(c)).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest;
        number.parse().ok()
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == ','
}
