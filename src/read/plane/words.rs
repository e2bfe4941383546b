//! Characters joined to words: those that are drawn one after another and stand next to each other.
//!
//! The order in which they are drawn keeps a number that is wider than its cell apart from its neighbours, over which it
//! is printed.

use super::{Area, Glyph};

/// How far a character of the same word may stand from the one before, in parts of its height.
const NEXT: (f32, f32) = (-0.4, 0.15);

/// A wider gap is a space, in parts of the height. Cells without rules can stand as near to each other, and two of them must not
/// be one number; lines that are set to their full width have narrower gaps.
const SPACE: f32 = 0.17;

/// A raised character is smaller than this part of the one before, and its foot is higher by this part.
const RAISED: (f32, f32) = (0.8, 0.15);

/// A run of characters.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) text: String,
    pub(super) area: Area,
    /// Whether a character for a space stands before it.
    spaced: bool,
    downwards: bool,
    /// Where the last character stands.
    last: Area,
}

/// Joins the characters to words, in the order in which they are drawn.
pub(super) fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut spaced = false;
    for glyph in glyphs {
        if glyph.c.is_whitespace() || glyph.c.is_control() {
            spaced = true;
            continue;
        }
        match words.last_mut().filter(|word| !spaced && word.goes_on(glyph)) {
            Some(word) => {
                word.text.push(glyph.c);
                word.area = word.area.union(&glyph.area);
                word.last = glyph.area;
            }
            None => words.push(Word {
                text: glyph.c.into(),
                area: glyph.area,
                spaced,
                downwards: glyph.downwards,
                last: glyph.area,
            }),
        }
        spaced = false;
    }
    words
}

impl Word {
    fn goes_on(&self, glyph: &Glyph) -> bool {
        let (last, area) = (&self.last, &glyph.area);
        let height = last.height().max(area.height());
        if self.downwards != glyph.downwards || last.height().min(area.height()) < RAISED.0 * height {
            return false;
        }
        let (gap, aside) = if self.downwards {
            (area.y0 - last.y1, area.centre().0 - last.centre().0)
        } else {
            (area.x0 - last.x1, area.y1 - last.y1)
        };
        NEXT.0 * height < gap && gap < NEXT.1 * height && aside.abs() < RAISED.1 * height
    }

    /// What stands between this word and the next of its line.
    pub(super) fn gap(&self, next: &Self) -> &'static str {
        let height = self.area.height().min(next.area.height());
        let ends_in_digit = self.text.ends_with(|c: char| c.is_ascii_digit());
        let is_raised = next.area.height() < RAISED.0 * self.area.height()
            && next.area.y1 < self.area.y1 - RAISED.1 * self.area.height();
        if ends_in_digit && is_raised {
            return "^";
        }
        if next.spaced || next.area.x0 - self.area.x1 > SPACE * height { " " } else { "" }
    }
}

/// The words of one line, from left to right.
pub(super) type Line = Vec<Word>;

/// The lines of words, from top to bottom. Columns of vertical writing are lines of their own, from right to left.
pub(super) fn lines(mut words: Vec<Word>) -> Vec<Line> {
    let (mut columns, mut upright): (Vec<Word>, Vec<Word>) = {
        let (columns, upright) = words.drain(..).partition(|word| word.downwards && word.text.chars().nth(1).is_some());
        (columns, upright)
    };
    columns.sort_by(|a, b| b.area.x0.total_cmp(&a.area.x0));
    upright.sort_by(|a, b| a.area.centre().1.total_cmp(&b.area.centre().1));
    let mut lines: Vec<(Area, Line)> = Vec::new();
    for word in upright {
        match lines.last_mut().filter(|(area, _)| area.is_beside(&word.area)) {
            Some((area, line)) => {
                if word.area.height() > area.height() {
                    *area = word.area;
                }
                line.push(word);
            }
            None => lines.push((word.area, vec![word])),
        }
    }
    let upright = lines.into_iter().map(|(_, mut line)| {
        line.sort_by(|a, b| a.area.x0.total_cmp(&b.area.x0));
        line
    });
    columns.into_iter().map(|word| vec![word]).chain(upright).collect()
}

/// The text of words that stand in one cell.
pub(super) fn text(words: Vec<Word>) -> String {
    let mut text = String::new();
    for line in lines(words) {
        if !text.is_empty() {
            text.push('\n');
        }
        let mut before: Option<&Word> = None;
        for word in &line {
            text.push_str(before.map_or("", |before| before.gap(word)));
            text.push_str(&word.text);
            before = Some(word);
        }
    }
    text
}
