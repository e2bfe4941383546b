//! What the words after a number make of it: 收到8份政府信息公开申请, 另有5件结转下年度.

use super::words::{Words, breaks, carried, verb};
use super::{Meaning, Narrowing, Sentence};
use crate::narrative::claim::Reason;
use crate::narrative::lexicon::Word;
use crate::narrative::subject::Quantity;
use crate::narrative::tokens::Kind;

impl Sentence<'_> {
    /// Where the words after a number end: at the next mark or number.
    pub(super) fn after_end(&self, number: usize) -> usize {
        let mut at = number + 1;
        while let Some(kind) = self.kind(at) {
            if matches!(
                kind,
                Kind::Comma
                    | Kind::Semicolon
                    | Kind::Colon
                    | Kind::Stop
                    | Kind::Open
                    | Kind::Close
                    | Kind::Number(_)
                    | Kind::Share
                    | Kind::Pause
            ) {
                break;
            }
            at += 1;
        }
        at
    }

    /// 中, at the end of a clause: of those that it speaks of.
    pub(super) fn is_within(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Unknown) && self.text(at, at + 1) == "中"
    }

    /// 其余9件为不予公开、不予处理: one number of several things.
    fn goes_on_with_words(&self, end: usize) -> bool {
        let counts = |at: usize| matches!(self.kind(at), Some(Kind::Number(_) | Kind::Share));
        self.kind(end) == Some(Kind::Pause) && !counts(end + 1) && !counts(self.after_end(end))
    }

    /// What the words after a number make of it: 收到8份政府信息公开申请, 另有5件结转下年度.
    pub(super) fn after(&self, number: usize, before: &Words, narrowed: Narrowing) -> Option<Meaning> {
        let mut words = Words::default();
        let mut unknown = false;
        let end = self.after_end(number);
        for at in number + 1..end {
            let Some(kind) = self.kind(at) else { break };
            // 办结的168件申请中，有3件…
            let of_these = at + 1 == end && words.head == Some(Word::Application) && self.is_within(at);
            unknown |= breaks(kind) && !(of_these && narrowed != Narrowing::Unknown);
            words.take(kind, self.reporter);
        }
        let sure = |subject: Quantity| {
            let reason = if unknown || narrowed == Narrowing::Unknown && before.receive.is_none() && !before.finish {
                Some(Reason::UnknownWords)
            } else if narrowed == Narrowing::Narrow || words.channel || before.channel {
                Some(Reason::Part)
            } else if words.negated || words.other_body {
                Some(Reason::Negated)
            } else {
                None
            };
            Meaning { subject, or: None, reason }
        };
        let topical = |meaning: Meaning| {
            let known = words.application || (self.topic.applications && !self.topic.other);
            if known { meaning } else { Meaning::unsure(meaning.subject, Reason::NoTopic) }
        };
        if words.brought || words.carried {
            let subject = if words.brought { Quantity::BroughtForward } else { Quantity::CarriedForward };
            return Some(topical(sure(subject)));
        }
        if words.carry {
            let at = (number..end).find(|k| self.word(*k) == Some(Word::Carry))?;
            let subject = carried(self.kind(at - 1), self.kind(at + 1), self.reporter.year);
            return Some(topical(match subject {
                Some(subject) => sure(subject),
                None => Meaning::unsure(Quantity::CarriedForward, Reason::Ambiguous),
            }));
        }
        if let Some(instance) = words.cases.last() {
            let ours = (self.disclosure || words.disclosure || self.topic.applications) && words.cases.len() == 1;
            let as_organ =
                before.process || before.finish || before.answer || before.receive == Some(Quantity::TakenIn);
            let subject = Quantity::Cases(*instance);
            return Some(match (ours, as_organ) {
                (_, true) => Meaning::unsure(subject, Reason::AsOrgan),
                (false, _) => Meaning::unsure(subject, Reason::NoTopic),
                _ => sure(subject),
            });
        }
        if words.application && words.outcomes.is_empty() && words.applicants.is_empty() {
            let subject = verb(before)?;
            return Some(sure(subject));
        }
        if let ([row], true) = (words.decisions.as_slice(), before.decided) {
            let subject = Quantity::Decisions(*row);
            return Some(if self.published { Meaning::unsure(subject, Reason::Published) } else { sure(subject) });
        }
        if let [row] = words.documents.as_slice() {
            let column = before.document_verb?;
            let subject = Quantity::Documents(*row, column);
            let meaning = sure(subject);
            return Some(if before.published { Meaning::unsure(subject, Reason::Published) } else { meaning });
        }
        let free = before.head.is_none() && narrowed == Narrowing::None;
        if self.goes_on_with_words(end) {
            let subject = words.outcomes.last().or(words.applicants.last())?;
            return Some(Meaning::unsure(*subject, Reason::Ambiguous));
        }
        match (words.outcomes.as_slice(), words.applicants.as_slice()) {
            ([outcome], []) if free => Some(topical(sure(*outcome))),
            ([], [applicant]) if free => Some(topical(sure(*applicant))),
            _ => None,
        }
    }
}
