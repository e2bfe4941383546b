//! The text as pages, lines and words with their columns.

use std::ops::Range;

use crate::draft::{Place, numeral};
use crate::impossible::Cut;
use crate::read::limits::{MAX_PAGE_LINES, MAX_PAGE_WORDS, ordinal};
use crate::read::{Excess, ReadError, label};

/// The longest line that is looked at, in characters. A page of A3 in the smallest print has fewer than 400.
const MAX_LINE: usize = 2_000;

/// A run of characters without a space, with the columns that it covers.
#[derive(Clone, Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    /// The text without punctuation, in one width (see [`plain`]).
    pub(super) plain: String,
    /// The byte of the line at which the word begins.
    first: usize,
    pub(super) start: usize,
    /// The column after the last character.
    pub(super) end: usize,
}

/// A line with at least one word, on a page.
#[derive(Clone, Debug)]
pub(in crate::read) struct Line<'a> {
    /// The line on its page or in its text, empty ones counted.
    number: u32,
    pub(super) page: usize,
    place: Place,
    /// Which of the lines before page numbers were taken out.
    source: usize,
    pub(super) words: Vec<Word<'a>>,
    /// How many of the words, counted from the left, are no values.
    pub(super) labels: usize,
}

impl<'a> Line<'a> {
    /// The words that come before the values.
    pub(super) fn label(&self) -> &[Word<'a>] {
        self.words.cut(..self.labels)
    }

    /// The words at the end of the line that look like values.
    pub(super) fn values(&self) -> &[Word<'a>] {
        self.words.cut(self.labels..)
    }

    /// Whether the line has values and nothing else.
    pub(super) fn is_bare(&self) -> bool {
        self.labels == 0
    }

    pub(super) fn start(&self) -> usize {
        self.words.first().map_or(0, |w| w.start)
    }

    /// All words in plain form, joined.
    pub(super) fn plain(&self) -> String {
        self.words.iter().map(|w| w.plain.as_str()).collect()
    }

    /// How many lines farther down the other line stands, empty ones counted.
    pub(super) fn distance(&self, next: &Line) -> u32 {
        next.number.saturating_sub(self.number)
    }

    /// The place of a column of the line.
    pub(super) fn place(&self, column: usize) -> Place {
        match &self.place {
            Place::Line { line, .. } => Place::Line { line: *line, column: ordinal(column) + 1 },
            place => place.clone(),
        }
    }

    /// The number of the line among those that were given, from 0.
    #[cfg_attr(not(any(feature = "pdf", feature = "ofd")), allow(dead_code))] // a text needs no way back
    pub(in crate::read) fn source(&self) -> usize {
        self.source
    }

    fn new(number: u32, page: usize, place: Place, source: usize, words: Vec<Word<'a>>) -> Self {
        let labels = words.len() - words.iter().rev().take_while(|w| is_value(w.text)).count();
        Self { number, page, place, source, words, labels }
    }
}

/// A line of a page whose words stand in known columns.
#[cfg_attr(not(any(feature = "pdf", feature = "ofd")), allow(dead_code))] // made of pages with positions
pub(in crate::read) struct Printed<'a> {
    pub(in crate::read) page: usize,
    /// The line on the page, empty ones counted.
    pub(in crate::read) row: u32,
    pub(in crate::read) place: Place,
    /// The words from left to right, each with its columns.
    pub(in crate::read) words: Vec<(&'a str, Range<usize>)>,
}

/// The lines without page numbers and running headers.
#[cfg_attr(not(any(feature = "pdf", feature = "ofd")), allow(dead_code))] // made of pages with positions
pub(in crate::read) fn lines_of<'a>(printed: &[Printed<'a>]) -> Result<Vec<Line<'a>>, ReadError> {
    if printed.len() > MAX_PAGE_LINES {
        return Err(ReadError::TooLarge { what: Excess::PageLines, limit: MAX_PAGE_LINES as u64 });
    }
    if printed.iter().map(|line| line.words.len()).sum::<usize>() > MAX_PAGE_WORDS {
        return Err(ReadError::TooLarge { what: Excess::PageWords, limit: MAX_PAGE_WORDS as u64 });
    }
    let word = |(text, at): &(&'a str, Range<usize>)| Word {
        text,
        plain: plain(text),
        first: 0,
        start: at.start,
        end: at.end,
    };
    let lines = printed
        .iter()
        .enumerate()
        .map(|(n, line)| Line::new(line.row, line.page, line.place.clone(), n, line.words.iter().map(word).collect()));
    Ok(drop_furniture(lines.collect()))
}

/// The lines of the text that have words, without page numbers and running headers.
pub(super) fn lines(text: &str) -> Result<Vec<Line<'_>>, ReadError> {
    let mut lines: Vec<Line> = Vec::new();
    let mut page = 0;
    let mut left = MAX_PAGE_WORDS;
    for (number, line) in (1..).zip(text.split('\n')) {
        // A form feed stands before the first line of a page.
        page += line.chars().take_while(|c| c.is_whitespace()).filter(|&c| c == '\u{c}').count();
        let words = words(line);
        let limit = MAX_PAGE_WORDS as u64;
        left = left.checked_sub(words.len()).ok_or(ReadError::TooLarge { what: Excess::PageWords, limit })?;
        if !words.is_empty() {
            lines.push(Line::new(number, page, Place::Line { line: number, column: 1 }, lines.len(), words));
        }
    }
    Ok(drop_furniture(lines))
}

fn words(line: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word> = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    let end = line.char_indices().nth(MAX_LINE).map_or(line.len(), |(byte, _)| byte);
    let line = line.cut(..end);
    for (column, (byte, c)) in line.char_indices().chain([(end, ' ')]).enumerate() {
        if !numeral::is_space(c) {
            open = open.or(Some((byte, column)));
        } else if let Some((first, start)) = open.take() {
            let text = line.cut(first..byte);
            let word = Word { text, plain: plain(text), first, start, end: column };
            match words.last_mut().filter(|last| last.end + 1 == start) {
                // Typesetting puts a thin space between a number and its unit: 251000 元.
                Some(last) if is_unit_of(last.text, text) => {
                    *last = Word { text: line.cut(last.first..byte), end: column, ..last.clone() };
                }
                _ => words.push(word),
            }
        }
    }
    words
}

/// Whether the text is the unit of the number before it.
pub(in crate::read) fn is_unit_of(number: &str, text: &str) -> bool {
    let starts_wide = text.starts_with(|c: char| !c.is_ascii() && !('０'..='９').contains(&c));
    starts_wide
        && numeral::is_value(number)
        && number.ends_with(|c: char| c.is_numeric())
        && !numeral::is_value(text)
        && numeral::is_value(&format!("{number}{text}"))
}

/// The characters that count in a label, numbering and all: what words are compared by.
pub(super) fn plain(text: &str) -> String {
    text.chars().filter_map(label::significant).collect()
}

/// Whether a word may be the content of a cell: a number or a mark, or a number with a slip in it (`1O`, `3.0.1`).
pub(super) fn is_value(text: &str) -> bool {
    let slip = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '，' | '．' | '０'..='９');
    let digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let slipped = || text.starts_with(digit) && text.chars().all(slip) && !text.ends_with(['.', ',', '，', '．']);
    numeral::is_value(text) || slipped()
}

/// Whether the word is written in digits alone.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit())
}

/// Takes out page numbers, and lines that stand at the top or bottom of several pages.
fn drop_furniture(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let pages = lines.last().map_or(0, |l| l.page) + 1;
    let mut first = vec![None; pages];
    let mut last = vec![None; pages];
    for (i, line) in lines.iter().enumerate() {
        if let (Some(first), Some(last)) = (first.get_mut(line.page), last.get_mut(line.page)) {
            *first = first.or(Some(i));
            *last = Some(i);
        }
    }
    let mut seen = std::collections::HashMap::<String, usize>::new();
    for &edge in first.iter().chain(&last).flatten() {
        if let Some(line) = lines.get(edge).filter(|l| l.values().is_empty()) {
            *seen.entry(line.plain()).or_default() += 1;
        }
    }
    let repeats = |line: &Line| {
        let plain = line.plain();
        plain.chars().count() >= 8 && seen.get(&plain).is_some_and(|&n| n > 1)
    };
    // A bare number at the foot or head of a page numbers it if the neighbouring page has the next or previous one.
    let edge_number = |edges: &[Option<usize>], page: usize| {
        let line = lines.get((*edges.get(page)?)?)?;
        bare_number(line).filter(|_| line.words.len() == 1)
    };
    let numbers_page = |edges: &[Option<usize>], page: usize| {
        edge_number(edges, page).is_some_and(|n| {
            let next = edge_number(edges, page + 1);
            let previous = page.checked_sub(1).and_then(|p| edge_number(edges, p));
            next.is_some_and(|m| m == n + 1)
                || previous.is_some_and(|m| m + 1 == n)
                || (n == page as u64 + 1 && pages > 1 && page + 1 == pages)
        })
    };
    let dropped: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let at = |edges: &[Option<usize>]| edges.get(line.page) == Some(&Some(i));
            let edge = at(&first) || at(&last);
            is_page_number(line)
                || (edge && line.values().is_empty() && pages > 1 && repeats(line))
                || (at(&first) && numbers_page(&first, line.page))
                || (at(&last) && numbers_page(&last, line.page))
        })
        .collect();
    lines.into_iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(line, _)| line).collect()
}

fn bare_number(line: &Line) -> Option<u64> {
    let text: String = line.words.iter().map(|w| w.text).collect();
    if text.len() > 4 || !is_digits(&text) { None } else { text.parse().ok() }
}

/// `-3-`, `— 3 —`, `第 3 页`, `第3页 共5页`, `3 / 5`.
fn is_page_number(line: &Line) -> bool {
    let text: String = line.words.iter().map(|w| w.text).collect();
    if text.chars().count() > 16 || line.words.len() > 8 {
        return false;
    }
    let dash = |c: char| matches!(c, '-' | '—' | '–' | '－' | '―' | '─' | '·' | '~');
    let number = |s: &str| !s.is_empty() && s.len() <= 4 && is_digits(s);
    let dashed = text.strip_prefix(dash).map(|s| s.trim_start_matches(dash)).filter(|s| s.ends_with(dash));
    if line.words.len() <= 3 && dashed.is_some_and(|s| number(s.trim_end_matches(dash))) {
        return true;
    }
    let Some(rest) = text.strip_prefix('第') else { return false };
    let Some((page, rest)) = rest.split_once('页') else { return false };
    let of = rest.trim_start_matches(['/', '，', ',', '共']).trim_end_matches('页');
    number(page) && (of.is_empty() || number(of))
}
