//! The sentence that a finding shows, with the number marked.

use super::claim::Span;
use crate::draft::Draft;
use crate::impossible::Cut;
use crate::shown::{clipped, shown};

/// The most characters shown on either side of the number.
const AROUND: usize = 30;

impl Span {
    /// The sentence around the number, with the number between 【 and 】; `…` stands for what is left out.
    /// It is safe to print: see [`shown`](crate::render::shown).
    pub fn quote(&self, draft: &Draft) -> String {
        let [before, number, after] = self.parts(draft);
        let after = after.trim_end_matches(['。', '！', '？']);
        let number = clipped(&number.split_whitespace().collect::<String>());
        // A sentence can be as long as the text: only what is shown is looked at.
        let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
        let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
        let (kept, tail) = (before.cut(start..), after.cut(..end));
        let more = if end < after.len() { "…" } else { "" };
        let cut = if start > 0 { "…" } else { "" };
        shown(&format!("{cut}{}【{number}】{}{more}", kept.trim(), tail.trim()))
    }

    /// The sentence before the number, the number, and the sentence after it; nothing of a draft that it is not of.
    pub(super) fn parts<'a>(&self, draft: &'a Draft) -> [&'a str; 3] {
        let (sentence, number) = (&self.sentence, &self.bytes);
        let text = draft.prose().get(self.prose).and_then(|prose| prose.passages.get(self.passage)).map(|p| &p.text);
        let part = |from: usize, to: usize| text?.get(from..to);
        let parts = [(sentence.start, number.start), (number.start, number.end), (number.end, sentence.end)];
        parts.map(|(from, to)| part(from, to).unwrap_or(""))
    }

    /// What stands around the number in its sentence, without numbers and spaces: the same whatever the numbers are.
    pub(crate) fn surroundings(&self, draft: &Draft) -> String {
        let [before, _, after] = self.parts(draft);
        let before: Vec<char> = wording(before).rev().take(BESIDE).collect();
        before.into_iter().rev().chain(wording(after).take(BESIDE)).collect()
    }
}

/// The most characters taken from either side of a number to tell it from other numbers.
const BESIDE: usize = 16;

/// The characters that are part of no number and no space.
pub(crate) fn wording(text: &str) -> impl DoubleEndedIterator<Item = char> {
    let numeral = |c: char| c.is_numeric() || "〇零一二两三四五六七八九十百千万亿,.%％".contains(c);
    text.chars().filter(move |c| !numeral(*c) && !c.is_whitespace())
}
