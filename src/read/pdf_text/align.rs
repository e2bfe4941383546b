//! Which words of a table are the label of which row.
//!
//! A label is wrapped over several lines, cut by page breaks and interleaved with the headings to its left, but the
//! column of row labels, read downwards, is still the form's labels in the form's order. So the words of the table are
//! aligned with the labels of the form as two versions of one text are: a word continues the label that is open, opens
//! a later row's, or belongs to none (a heading, a header, something unknown).

use std::collections::HashMap;

use super::lines::plain;
use crate::form::Row;
use crate::impossible::DebugExpect;
use crate::read::label::edit_distance;

/// The most words of one table.
const MAX_WORDS: usize = 4_000;

/// The most characters of label text of one table.
const MAX_CHARS: usize = 16_000;

/// The longest word that can be a part of a label.
const MAX_WORD: usize = 60;

/// The fewest characters of a label that stand for it when its end is cut off.
const LEAST_CUT: usize = 6;

const MATCH: i32 = 2;
const EDIT: i32 = -2;
const JUNK: i32 = -1;
const MOST_JUNK: i32 = -8;
const REPEAT: i32 = -4;
const CUT: i32 = -3;
const NEVER: i32 = i32::MIN / 2;

/// The labels that a table may have, in the form's order, and the texts between them that belong to no row.
pub(super) struct Vocabulary {
    rows: Vec<Row>,
    /// For each known label, the row's position in `rows` and the label in plain form.
    labels: Vec<(usize, Vec<char>)>,
    captions: Vec<String>,
}

/// What the words of a table are.
#[derive(Debug)]
pub(super) struct Alignment {
    /// The rows found, in order, each with the words of its label (as indices).
    pub(super) rows: Vec<(Row, Vec<usize>)>,
    /// How well the words fit the vocabulary.
    pub(super) score: i32,
}

impl Vocabulary {
    pub(super) fn new(rows: impl Iterator<Item = Row>, captions: impl Iterator<Item = &'static str>) -> Self {
        let rows: Vec<Row> = rows.collect();
        let mut labels = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            for label in row.known_labels().map(plain) {
                let label = (at, label.chars().collect());
                if !labels.contains(&label) {
                    labels.push(label);
                }
            }
        }
        Self { rows, labels, captions: captions.map(plain).collect() }
    }

    /// Whether the word can be a part of a heading, a header or a caption.
    pub(super) fn is_caption(&self, plain: &str) -> bool {
        self.captions.iter().any(|c| c.contains(plain))
    }

    /// Aligns the words with the labels. `None` where there are too many words for a table of the form.
    pub(super) fn align(&self, words: &[&str]) -> Option<Alignment> {
        if words.len() > MAX_WORDS || words.iter().map(|w| w.len()).sum::<usize>() > 3 * MAX_CHARS {
            return None;
        }
        let mut table = Table::new(self);
        let mut captions = HashMap::new();
        for &word in words {
            let caption = *captions.entry(word).or_insert_with(|| self.is_caption(word));
            table.push(word, caption);
        }
        Some(table.trace(words))
    }
}

/// One column of the alignment: the best scores after so many words.
struct Table<'v> {
    vocabulary: &'v Vocabulary,
    /// Where each label's positions begin in the columns.
    offsets: Vec<usize>,
    /// The best score with a label open at a position (position 0 stands for no character read yet, and is unused).
    open: Vec<i32>,
    /// The best score with no label open and this row the last: index 0 is "none yet".
    closed: Vec<i32>,
    steps: Vec<Step>,
    best: (i32, usize, usize),
}

/// How the scores after one word came about.
struct Step {
    /// For each position: [`SKIPPED`], or the position before this word.
    open: Vec<u16>,
    /// For each label, the last row before it was opened by this word.
    opened_after: Vec<u8>,
    /// For each last row, the label that this word closed and the position in it before this word, or none if the word
    /// was skipped.
    closed: Vec<Option<(u8, u16)>>,
}

const SKIPPED: u16 = u16::MAX;

impl<'v> Table<'v> {
    fn new(vocabulary: &'v Vocabulary) -> Self {
        let mut offsets = Vec::new();
        let mut size = 0;
        for (_, label) in &vocabulary.labels {
            offsets.push(size);
            size += label.len() + 1;
        }
        let mut closed = vec![NEVER; vocabulary.rows.len() + 1];
        if let Some(none_yet) = closed.first_mut() {
            *none_yet = 0;
        }
        Self { vocabulary, offsets, open: vec![NEVER; size], closed, steps: Vec::new(), best: (0, 0, 0) }
    }

    fn push(&mut self, word: &str, caption: bool) {
        let chars: Vec<char> = word.chars().collect();
        let junk = || i32::try_from(chars.len()).map_or(MOST_JUNK, |n| n.saturating_mul(JUNK).max(MOST_JUNK));
        let skip = if caption || chars.is_empty() { 0 } else { junk() };
        let mut step = Step {
            open: vec![SKIPPED; self.open.len()],
            opened_after: vec![0; self.offsets.len()],
            closed: vec![None; self.closed.len()],
        };
        // With no row yet, what stands before the table costs nothing.
        let mut closed: Vec<i32> =
            self.closed.iter().enumerate().map(|(i, &s)| if i == 0 { 0 } else { s.saturating_add(skip) }).collect();
        let readable = !chars.is_empty() && chars.len() <= MAX_WORD;
        for (k, ((row, label), &offset)) in self.vocabulary.labels.iter().zip(&self.offsets).enumerate() {
            let before = self.open.get_mut(offset..=offset + label.len()).debug_expect("its positions");
            if readable {
                let (enter, after) = best_before(&self.closed, *row);
                let mut layer: Vec<(i32, u16)> =
                    before.iter().zip(0..).map(|(&score, p)| (if p == 0 { enter } else { score }, p)).collect();
                if let Some(opened) = step.opened_after.get_mut(k) {
                    *opened = u8::try_from(after).debug_expect("a table of the form has few rows");
                }
                read(&mut layer, label, &chars);
                let whole = layer.last().copied();
                let cut = layer.iter().skip(LEAST_CUT).map(|&(score, origin)| (score + CUT, origin));
                let end = whole.into_iter().chain(cut).max_by_key(|e| e.0);
                if let (Some((score, origin)), Some(slot)) = (end, closed.get_mut(row + 1))
                    && score > *slot
                {
                    *slot = score;
                    if let Some(by) = step.closed.get_mut(row + 1) {
                        *by = u8::try_from(k).debug_some("a table of the form has few labels").map(|k| (k, origin));
                    }
                }
                let steps = step.open.get_mut(offset..).debug_expect("its positions");
                for ((score, &(read, origin)), step) in before.iter_mut().zip(&layer).zip(steps).skip(1) {
                    let skipped = score.saturating_add(skip).max(NEVER);
                    if read > skipped {
                        (*score, *step) = (read, origin);
                    } else {
                        *score = skipped;
                    }
                }
            } else {
                for score in before {
                    *score = score.saturating_add(skip).max(NEVER);
                }
            }
        }
        self.closed = closed.into_iter().map(|s| s.max(NEVER)).collect();
        self.steps.push(step);
        for (last, &score) in self.closed.iter().enumerate() {
            if score > self.best.0 {
                self.best = (score, self.steps.len(), last);
            }
        }
    }

    /// Walks back from the best end.
    fn trace(&self, words: &[&str]) -> Alignment {
        let (score, mut at, mut last) = self.best;
        let mut rows = Vec::new();
        while let Some(step) = at.checked_sub(1).and_then(|i| self.steps.get(i)) {
            let Some((k, mut origin)) = step.closed.get(last).copied().flatten() else {
                at -= 1;
                continue;
            };
            let k = usize::from(k);
            let (Some((row, label)), Some(&offset)) = (self.vocabulary.labels.get(k), self.offsets.get(k)) else {
                break;
            };
            let mut members = Vec::new();
            let mut position = label.len();
            while let Some(word) = at.checked_sub(1) {
                at = word;
                if origin != SKIPPED {
                    members.push(word);
                    position = usize::from(origin);
                }
                let Some(before) = at.checked_sub(1).and_then(|i| self.steps.get(i)).filter(|_| position > 0) else {
                    break;
                };
                origin = before.open.get(offset + position).copied().debug_some("its positions").unwrap_or(SKIPPED);
            }
            last = self.steps.get(at).and_then(|s| s.opened_after.get(k)).copied().map_or(0, usize::from);
            members.reverse();
            if let Some(&row) = self.vocabulary.rows.get(*row) {
                rows.push((row, members, label));
            }
        }
        rows.reverse();
        let rows = rows
            .into_iter()
            .filter(|(_, members, label)| {
                let text: Vec<char> = members.iter().filter_map(|&i| words.get(i)).flat_map(|w| w.chars()).collect();
                is_near(&text, label)
            })
            .map(|(row, members, _)| (row, members))
            .collect();
        Alignment { rows, score }
    }
}

/// The best score from which a label of the row can be opened, and the last row there.
fn best_before(closed: &[i32], row: usize) -> (i32, usize) {
    let again = closed.get(row + 1).map(|s| (s.saturating_add(REPEAT).max(NEVER), row + 1));
    let before = closed.iter().copied().zip(0..).take(row + 1);
    before.chain(again).fold((NEVER, 0), |best, this| if this.0 > best.0 { this } else { best })
}

/// Reads a word on from every position of the label: `layer` holds the best score at each position, and where it was
/// before the word.
fn read(layer: &mut [(i32, u16)], label: &[char], word: &[char]) {
    let skip_ahead = |layer: &mut [(i32, u16)]| {
        let mut best = (NEVER, 0);
        for slot in layer {
            let skipped = (best.0 + EDIT, best.1);
            if skipped.0 > slot.0 {
                *slot = skipped;
            }
            best = *slot;
        }
    };
    skip_ahead(layer);
    for &c in word {
        let mut diagonal = (NEVER, 0);
        for (position, slot) in layer.iter_mut().enumerate() {
            let expected = position.checked_sub(1).and_then(|p| label.get(p));
            let read = (diagonal.0 + if expected == Some(&c) { MATCH } else { EDIT }, diagonal.1);
            diagonal = *slot;
            slot.0 += EDIT;
            if read.0 > slot.0 {
                *slot = read;
            }
        }
        skip_ahead(layer);
    }
    for slot in layer {
        slot.0 = slot.0.max(NEVER);
    }
}

/// Whether the text is the label, but for a few characters or its end.
fn is_near(text: &[char], label: &[char]) -> bool {
    (text.len() >= LEAST_CUT && label.starts_with(text)) || edit_distance(text, label) <= tolerance(label.len())
}

/// How many characters may be missing, changed or added in a label of so many. A short label must be right: 其他 is
/// also a column, and 总计 too.
fn tolerance(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => length / 5,
    }
}
