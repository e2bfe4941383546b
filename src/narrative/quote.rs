//! The sentence that a finding shows, with the number marked.

use super::claim::Span;
use crate::draft::Draft;

/// The most characters shown on either side of the number.
const AROUND: usize = 30;

impl Span {
    /// The sentence around the number, with the number between 【 and 】; `…` stands for what is left out.
    pub fn quote(&self, draft: &Draft) -> String {
        let text = draft.prose().get(self.prose).and_then(|p| p.passages.get(self.passage)).map(|p| p.text.as_str());
        let text = text.unwrap_or_default();
        let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
        let before = part(self.sentence.start, self.bytes.start);
        let after = part(self.bytes.end, self.sentence.end).trim_end_matches(['。', '！', '？']);
        let number: String = part(self.bytes.start, self.bytes.end).split_whitespace().collect();
        let skip = before.chars().count().saturating_sub(AROUND);
        let kept: String = before.chars().skip(skip).collect();
        let tail: String = after.chars().take(AROUND).collect();
        let more = if after.chars().count() > AROUND { "…" } else { "" };
        let cut = if skip > 0 { "…" } else { "" };
        format!("{cut}{}【{number}】{}{more}", kept.trim(), tail.trim())
    }
}
