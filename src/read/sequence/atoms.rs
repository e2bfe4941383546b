//! What stands in a document, in reading order: texts and values, with what separates them.

use crate::draft::{Place, numeral};
use crate::impossible::Cut;
use crate::read::document::PIPES;
use crate::read::document::{Alignment, Block, Grid};
use crate::read::label::half_width;
use crate::read::limits::ordinal;

/// A text or a value, in reading order.
pub(super) struct Atom {
    pub(super) what: What,
    pub(super) text: String,
    pub(super) place: Place,
    /// How many blank cells stand before it, as far as separators show.
    pub(super) blanks: usize,
    /// How many blank cells end its row, where it is the last in a row of a table.
    pub(super) trailing: Option<usize>,
    /// Whether separators bound it, so that blank cells beside it are seen.
    pub(super) is_celled: bool,
    /// Whether it is the first in a row of several cells.
    pub(super) begins_row: bool,
    /// Whether its last digit may be the number of the label that follows without a mark between.
    pub(super) may_number: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    Text,
    Value,
    /// The end of a sentence: no row of a table goes on over it.
    End,
}

/// The most atoms of a document that are looked at; the form has some 300.
const MAX_ATOMS: usize = 40_000;

/// The longest paragraph that is looked at, in bytes: whole reports stand in one.
const MAX_PIECE: usize = 200_000;

/// The longest value without digits, a mark, in characters.
const MAX_TOKEN: usize = 24;

/// Words after digits in prose, so that the digits are not a cell: 2023年, 12件.
const OF_PROSE: [char; 22] = [
    '年', '月', '日', '时', '点', '分', '号', '条', '件', '宗', '份', '次', '项', '个', '起', '部', '名', '人', '%',
    '％', '家', '篇',
];

/// Units of money, which belong to the number before them.
const MONEY: [&str; 3] = ["万元", "亿元", "元"];

#[derive(Default)]
pub(super) struct Atoms {
    found: Vec<Atom>,
    /// Separators met since the last atom.
    separators: usize,
    begins_row: bool,
}

/// The atoms of the blocks; nothing for a document that has far too many.
pub(super) fn of(blocks: &[Block]) -> Vec<Atom> {
    let mut all = Atoms::default();
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => all.paragraph(&paragraph.text, &paragraph.place),
            Block::Grid(grid) => all.grid(grid),
            Block::Picture(_) => {}
        }
        if all.found.len() > MAX_ATOMS {
            return Vec::new();
        }
    }
    all.found
}

impl Atoms {
    fn paragraph(&mut self, text: &str, place: &Place) {
        let mut offset = 0;
        let is_piped = text.contains(PIPES);
        for (at, piece) in text.split(PIPES).enumerate() {
            self.separators += usize::from(at > 0);
            self.piece(piece, &shifted(place, offset), is_piped || self.separators > 0);
            offset += piece.chars().count() + 1;
        }
        if is_piped && text.matches(PIPES).count() > 1 {
            self.separators = 0;
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let blank = |text: &str| text.chars().all(numeral::is_space);
        // Lines of pipes alone, in a text with one cell a line: each pipe ends a cell.
        let only_pipes = grid.rows.iter().flatten().all(|cell| blank(&cell.text));
        for row in &grid.rows {
            let cells = row.iter().filter(|cell| !blank(&cell.text)).count();
            if row.len() > 1 && !only_pipes {
                self.separators = 1;
                self.begins_row = true;
            }
            for cell in row {
                // A value over several columns is of none of them.
                self.piece(&cell.text, &cell.place, cell.colspan == 1);
                self.separators += 1;
            }
            if only_pipes && grid.alignment == Alignment::Columns {
                self.separators += 1;
            }
            if row.len() > 1 && cells > 0 {
                if let Some(last) = self.found.last_mut() {
                    last.trailing = Some(self.separators.saturating_sub(1));
                }
                self.separators = 0;
            }
        }
    }

    fn push(&mut self, what: What, text: &str, place: Place, is_celled: bool, may_number: bool) {
        let text = text.trim_matches(numeral::is_space).to_owned();
        let blanks = self.separators.saturating_sub(1);
        let begins_row = self.begins_row;
        self.found.push(Atom { what, text, place, blanks, trailing: None, is_celled, begins_row, may_number });
        self.separators = 0;
        self.begins_row = false;
    }

    /// A cell, or a piece of running text.
    fn piece(&mut self, text: &str, place: &Place, is_celled: bool) {
        if text.chars().all(numeral::is_space) || text.len() > MAX_PIECE {
            return;
        }
        let before = text.chars().take_while(|c| numeral::is_space(*c)).count();
        let is_spaced = text.trim_matches(numeral::is_space).contains(numeral::is_space);
        // Several cells of a row in one, or a number with a space inside.
        let is_celled = is_celled && !(is_spaced && numeral::is_value(text));
        if !is_spaced && numeral::is_value(text) {
            return self.push(What::Value, text, shifted(place, before), is_celled, false);
        }
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut at = 0;
        let mut begin: Option<usize> = None;
        let slice = |from: usize, to: usize| {
            let offset = |at: usize| chars.get(at).map_or(text.len(), |(offset, _)| *offset);
            text.cut(offset(from)..offset(to))
        };
        let char_at = |at: usize| chars.get(at).map(|(_, c)| half_width(*c));
        let ends_text = |this: &mut Self, begin: &mut Option<usize>, to: usize| {
            if let Some(from) = begin.take() {
                this.push(What::Text, slice(from, to), shifted(place, from), is_celled, false);
            }
        };
        while let Some(c) = char_at(at) {
            if numeral::is_space(c) || c == '\n' {
                ends_text(self, &mut begin, at);
                at += 1;
                continue;
            }
            if matches!(c, '。' | '；' | ';' | '！') {
                ends_text(self, &mut begin, at);
                self.push(What::End, "", place.clone(), is_celled, false);
                at += 1;
                continue;
            }
            let before = at.checked_sub(1).and_then(char_at);
            if let Some(run) = run_of_digits(&char_at, at) {
                let after = char_at(run.end);
                let bracketed = matches!(before, Some('(')) && after == Some(')');
                let in_prose = after.is_some_and(|c| OF_PROSE.contains(&c)) || before == Some('第');
                if bracketed || in_prose || before.is_some_and(|c| c.is_ascii_alphabetic()) {
                    begin = begin.or(Some(at));
                    at = run.end;
                    continue;
                }
                let unit = MONEY.iter().find(|unit| slice(run.end, text.len()).starts_with(**unit));
                let end = run.end + unit.map_or(0, |unit| unit.chars().count());
                let next = (end..).map_while(char_at).find(|c| !numeral::is_space(*c));
                let numbers = matches!(after, Some('.' | '、' | '，' | ',' | ')')) && unit.is_none();
                let marked = numbers && {
                    let label = (end + 1..).map_while(char_at).find(|c| !numeral::is_space(*c));
                    label.is_none_or(is_han)
                };
                let end = if marked { end - 1 } else { end };
                if end > at {
                    ends_text(self, &mut begin, at);
                    let may_number = !marked && unit.is_none() && after == next && next.is_some_and(is_han);
                    self.push(What::Value, slice(at, end), shifted(place, at), is_celled, may_number);
                }
                if marked {
                    begin = begin.or(Some(end));
                    at = end + 2;
                } else {
                    at = end;
                }
                continue;
            }
            if begin.is_none() {
                let ends = |at: &usize| char_at(*at).is_none_or(|c| numeral::is_space(c) || c == '\n');
                let token = (at..at + MAX_TOKEN).find(ends).unwrap_or(at);
                if token > at && numeral::is_value(slice(at, token)) {
                    self.push(What::Value, slice(at, token), shifted(place, at), is_celled, false);
                    at = token;
                    continue;
                }
            }
            begin = begin.or(Some(at));
            at += 1;
        }
        ends_text(self, &mut begin, chars.len());
    }
}

const fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}')
}

/// The digits, signs and separators of numbers that stand together from `at` on.
fn run_of_digits(char_at: &impl Fn(usize) -> Option<char>, at: usize) -> Option<std::ops::Range<usize>> {
    let is_digit = |at: usize| char_at(at).is_some_and(|c| c.is_ascii_digit());
    let signed = matches!(char_at(at), Some('-' | '+' | '−')) && is_digit(at + 1);
    if !is_digit(at) && !signed {
        return None;
    }
    let goes_on =
        |at: usize| is_digit(at) || (matches!(char_at(at), Some('.' | ',' | '-' | '+' | '−')) && is_digit(at + 1));
    let end = (at + 1..=at + MAX_PIECE).find(|at| !goes_on(*at))?;
    Some(at..end)
}

fn shifted(place: &Place, characters: usize) -> Place {
    match place {
        Place::Line { line, column } => Place::Line { line: *line, column: column.saturating_add(ordinal(characters)) },
        other => other.clone(),
    }
}
