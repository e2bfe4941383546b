//! Lines of text outside tables, joined to paragraphs again.

use super::lines::Line;
use crate::form::Section;
use crate::impossible::DebugExpect;
use crate::read::{Paragraph, label, outline};

/// How far text must reach to the right, in parts of the widest line, to go on in the next line.
const FULL: (usize, usize) = (17, 20);

/// The longest title of a report, in lines.
const MAX_TITLE: usize = 4;

/// And in characters.
const MAX_TITLE_CHARS: usize = 80;

/// The widest indent of a paragraph; what stands farther to the right is centred.
const MAX_INDENT: usize = 6;

/// Joins consecutive lines to paragraphs.
pub(super) fn join(lines: &[Line]) -> Vec<Paragraph> {
    let margins = Margins::of(lines);
    let mut paragraphs = Vec::new();
    let mut rest = lines;
    while let Some((first, tail)) = rest.split_first() {
        let mut text = content(first);
        let mut last = first;
        rest = tail;
        let title = title_length(first, tail);
        let mut taken = 1;
        while let Some((next, tail)) = rest.split_first() {
            if !title.map_or_else(|| margins.goes_on(last, next), |length| taken < length) {
                break;
            }
            append(&mut text, &content(next));
            (last, rest) = (next, tail);
            taken += 1;
        }
        paragraphs.push(Paragraph { text, place: first.place(first.start()), heading: false });
    }
    paragraphs
}

/// The text of a line, with single spaces.
pub(super) fn content(line: &Line) -> String {
    line.words.iter().map(|w| w.text).collect::<Vec<_>>().join(" ")
}

/// The section whose heading the line is, or begins to be where it is wrapped, and the number of its lines.
pub(super) fn heading(line: &Line, next: Option<&Line>) -> Option<(Section, usize)> {
    let text = content(line);
    let wrapped =
        next.map(content).filter(|next| text.chars().count() > MAX_INDENT && outline::heading(next).is_none());
    let whole = wrapped.and_then(|next| label::section_named(&(text.clone() + &next)));
    whole.map(|s| (s, 2)).or_else(|| outline::heading(&text).map(|(s, _)| (s, 1)))
}

fn append(text: &mut String, next: &str) {
    let latin = |c: char| c.is_ascii_alphanumeric();
    if text.ends_with(latin) && next.starts_with(latin) {
        text.push(' ');
    }
    text.push_str(next);
}

fn ends_sentence(line: &Line) -> bool {
    line.words.last().is_some_and(|w| w.text.ends_with(['。', '！', '？', '：', '；', '.', ':', ';']))
}

/// Whether the line begins as an item does: 一、, （一）, 1.
fn begins_item(line: &Line) -> bool {
    let Some(word) = line.words.first() else { return false };
    let text = word.text.trim_start_matches(['（', '(', '第']);
    let number = text.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let marked = number.starts_with(['、', '）', ')', '.', '．', '，'])
        || (number.starts_with('是') && text.len() == word.text.len());
    number.len() < text.len() && marked
}

/// Of how many lines the title of a report is made that begins here, if one does.
fn title_length(first: &Line, rest: &[Line]) -> Option<usize> {
    let mut title = String::new();
    for (count, line) in (1..=MAX_TITLE).zip([first].into_iter().chain(rest)) {
        if line.words.iter().any(|w| w.text.contains(['。', '，', '；', '：', '、', '《'])) {
            return None;
        }
        title += &line.plain();
        if title.ends_with("报告") && title.contains("公开") && title.contains('年') {
            return (title.chars().count() <= MAX_TITLE_CHARS).then_some(count);
        }
    }
    None
}

/// Where the text of each page begins and how wide it is.
struct Margins {
    left: Vec<usize>,
    width: usize,
    /// How far consecutive lines are apart.
    spacing: u32,
}

impl Margins {
    fn of(lines: &[Line]) -> Self {
        let pages = lines.last().map_or(0, |l| l.page) + 1;
        let mut left = vec![usize::MAX; pages];
        let mut width = 0;
        for line in lines.iter().filter(|l| l.words.len() < 20) {
            if let Some(left) = left.get_mut(line.page) {
                *left = line.start().min(*left);
            }
            width = width.max(print_width(line));
        }
        let spacing = lines.windows(2).filter_map(|pair| match pair {
            [line, next] if line.page == next.page => Some(line.distance(next)),
            _ => None,
        });
        let spacing = spacing.min().unwrap_or(1);
        Self { left, width, spacing }
    }

    fn indent(&self, line: &Line) -> usize {
        line.start().saturating_sub(self.left.get(line.page).copied().debug_expect("each page has its margin"))
    }

    fn goes_on(&self, line: &Line, next: &Line) -> bool {
        if let Some((_, size)) = heading(line, Some(next)) {
            return size == 2;
        }
        if heading(next, None).is_some() {
            return false;
        }
        let reach = print_width(line) + 2 * Some(self.indent(line)).filter(|&i| i <= MAX_INDENT).unwrap_or(0);
        let full = reach * FULL.1 >= self.width * FULL.0;
        let parted = begins_item(next) || (line.page == next.page && line.distance(next) > self.spacing);
        full && self.indent(next) < 2 && !(ends_sentence(line) && parted)
    }
}

/// The width of a line in print, in half widths.
fn print_width(line: &Line) -> usize {
    let spaces = line.words.len().saturating_sub(1);
    line.words.iter().flat_map(|w| w.text.chars()).map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>() + spaces
}
