//! 未收到, 没有, 无: claims of none.

use super::words::{Words, breaks};
use super::{Meaning, Narrowing, Sentence};
use crate::form::Column;
use crate::narrative::claim::Reason;
use crate::narrative::lexicon::Word;
use crate::narrative::subject::{Instance, Quantity};
use crate::narrative::tokens::{Kind, Number};

impl Sentence<'_> {
    /// 未收到, 没有, 无: a claim of none.
    pub(super) fn negation(&mut self, not: usize) {
        let mut words = Words::default();
        let mut unknown = None;
        let mut number = false;
        let mut at = not + 1;
        while let Some(kind) = self.kind(at) {
            match kind {
                Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Stop | Kind::Open | Kind::Close => break,
                Kind::Number(_) | Kind::Share => {
                    number = true;
                    break;
                }
                Kind::Word(Word::Etc | Word::Narrow) if matches!(words.head, Some(Word::Case(_))) => {}
                // 零申请、零结转: what follows is denied by itself.
                Kind::Pause | Kind::Word(Word::And) if self.word(at + 1) == Some(Word::Not) => break,
                // 没有发生行政复议和投诉: neither of them.
                Kind::Word(Word::OtherMatter) if words.head.is_some() && self.is_joined(at) => {}
                _ if breaks(kind) => unknown = unknown.or(Some(words.head)),
                _ => {}
            }
            words.take(kind, self.reporter);
            at += 1;
        }
        if number {
            return;
        }
        // What follows the last known word may be anything that does not change what is denied.
        let start = self.phrase(not, false);
        let core = (start..not).rev().find(|k| self.kind(*k).is_some_and(breaks)).map_or(start, |k| k + 1);
        let narrowed = self.narrowed(start, core);
        let mut outer = Words::default();
        (start..not).filter_map(|k| self.kind(k)).for_each(|kind| outer.take(kind, self.reporter));
        let subjects = self.denied(not, &words);
        let reason = match (unknown, narrowed) {
            (Some(_), _) => Some(Reason::UnknownWords),
            (None, Narrowing::Narrow) => Some(Reason::Part),
            _ if words.channel || !words.applicants.is_empty() => Some(Reason::Part),
            (None, Narrowing::Unknown) if words.receive.is_none() && !words.disclosure => Some(Reason::UnknownWords),
            _ => None,
        };
        let told = Number::zero();
        outer.other_time |= words.other_time && !words.brought && !words.carried;
        outer.other_body |= words.other_body;
        outer.negated = false;
        outer.about = false;
        for subject in subjects {
            self.push(not, &told, Meaning { subject, or: None, reason }, &outer, narrowed, None);
        }
    }

    /// Whether a word is joined to the one before it.
    fn is_joined(&self, at: usize) -> bool {
        matches!(self.kind_before(at), Some(Kind::Pause | Kind::Word(Word::And | Word::OtherMatter)))
    }

    /// What is said not to exist.
    pub(super) fn denied(&self, not: usize, words: &Words) -> Vec<Quantity> {
        let Some(head) = words.head else { return Vec::new() };
        match head {
            Word::Case(_) | Word::Publish | Word::Issue | Word::Decide | Word::OtherMatter
                if !words.cases.is_empty() =>
            {
                if !(self.disclosure || words.disclosure || self.topic.applications) || words.result.is_some() {
                    return Vec::new();
                }
                // 未经复议直接起诉的行政诉讼 is the former only.
                let special =
                    words.cases.iter().any(|case| matches!(case, Instance::Direct | Instance::AfterReconsideration));
                let mut denied = Vec::new();
                for case in words.cases.iter().filter(|case| !special || **case != Instance::Litigation) {
                    if !denied.contains(&Quantity::Cases(*case)) {
                        denied.push(Quantity::Cases(*case));
                    }
                }
                denied
            }
            Word::Application | Word::Info | Word::Disclosure
                if words.application && words.cases.is_empty() && words.outcomes.is_empty() =>
            {
                if words.brought {
                    vec![Quantity::BroughtForward]
                } else if words.carried {
                    vec![Quantity::CarriedForward]
                } else if words.published || words.finish || words.answer || words.process || words.carry {
                    Vec::new()
                } else {
                    vec![Quantity::Received]
                }
            }
            // 上年度无结转
            Word::Carry if self.topic.applications && self.word(not.wrapping_sub(1)) == Some(Word::LastYear) => {
                vec![Quantity::BroughtForward]
            }
            Word::Brought if self.topic.applications => vec![Quantity::BroughtForward],
            Word::Carried if self.topic.applications => vec![Quantity::CarriedForward],
            Word::Document(_) | Word::Issue if words.document_verb == Some(Column::Issued) && !words.published => {
                words.documents.iter().map(|row| Quantity::Documents(*row, Column::Issued)).collect()
            }
            Word::Decision(_) | Word::DecisionNoun
                if !words.published && (words.decided || words.decisions.len() > 1) && !words.has_verb() =>
            {
                words.decisions.iter().map(|row| Quantity::Decisions(*row)).collect()
            }
            Word::Fees => vec![Quantity::Fees],
            Word::ProcessingFee => vec![Quantity::ProcessingFee],
            _ => Vec::new(),
        }
    }
}
