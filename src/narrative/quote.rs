//! The sentence that a finding shows, with the number marked.

use super::claim::Span;
use crate::draft::Draft;
use crate::shown::{clipped, shown};

/// The most characters shown on either side of the number.
const AROUND: usize = 30;

impl Span {
    /// The sentence around the number, with the number between 【 and 】; `…` stands for what is left out.
    /// It is safe to print: see [`shown`](crate::render::shown).
    pub fn quote(&self, draft: &Draft) -> String {
        let text = draft.prose().get(self.prose).and_then(|p| p.passages.get(self.passage)).map(|p| p.text.as_str());
        let text = text.unwrap_or_default();
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let before = part(self.sentence.start, self.bytes.start);
        let after = part(self.bytes.end, self.sentence.end).trim_end_matches(['。', '！', '？']);
        let number: String = part(self.bytes.start, self.bytes.end).split_whitespace().collect();
        let number = clipped(&number);
        // A sentence can be as long as the text: only what is shown is looked at.
        let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let kept = part(self.sentence.start + start, self.bytes.start);
        let end = after.char_indices().nth(AROUND).map(|(at, _)| at);
        let tail = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
        let more = if end.is_some() { "…" } else { "" };
        let cut = if start > 0 { "…" } else { "" };
        shown(&format!("{cut}{}【{number}】{}{more}", kept.trim(), tail.trim()))
    }

    /// What stands around the number in its sentence, without numbers and spaces: the same whatever the numbers are.
    pub(crate) fn surroundings(&self, draft: &Draft) -> String {
        let text = draft.prose().get(self.prose).and_then(|p| p.passages.get(self.passage)).map(|p| p.text.as_str());
        let part = |from: usize, to: usize| text.and_then(|text| text.get(from..to)).unwrap_or_default();
        let before: Vec<char> = wording(part(self.sentence.start, self.bytes.start)).rev().take(BESIDE).collect();
        let after = wording(part(self.bytes.end, self.sentence.end)).take(BESIDE);
        before.into_iter().rev().chain(after).collect()
    }
}

/// The most characters taken from either side of a number to tell it from other numbers.
const BESIDE: usize = 16;

/// The characters that are part of no number and no space.
fn wording(text: &str) -> impl DoubleEndedIterator<Item = char> {
    let numeral = |c: char| c.is_numeric() || "〇零一二两三四五六七八九十百千万亿,.%％".contains(c);
    text.chars().filter(move |c| !numeral(*c) && !c.is_whitespace())
}
