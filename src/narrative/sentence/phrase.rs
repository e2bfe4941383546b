//! Which words touch a number, and what unknown words in front of them do to it.

use super::words::is_light;
use super::{Narrowing, Sentence};
use crate::narrative::claim::Whose;
use crate::narrative::lexicon::Word;
use crate::narrative::tokens::Kind;

impl Sentence<'_> {
    /// The tokens before a number that speak of it: back to the last mark or number.
    pub(super) fn phrase(&self, number: usize, may_extend: bool) -> usize {
        let mut start = number;
        let mut extended = !may_extend;
        while let Some(before) = start.checked_sub(1) {
            match self.kind(before) {
                Some(Kind::Close) => match self.opening(before) {
                    Some(open) => start = open,
                    None => break,
                },
                Some(Kind::Comma | Kind::Colon)
                    if !extended && self.is_bare(start, number) && self.is_numberless(before) =>
                {
                    extended = true;
                    start = before;
                }
                None
                | Some(
                    Kind::Comma
                    | Kind::Colon
                    | Kind::Semicolon
                    | Kind::Stop
                    | Kind::Open
                    | Kind::Number(_)
                    | Kind::Share
                    | Kind::Word(Word::Among | Word::Rest | Word::Include),
                ) => break,
                Some(_) => start = before,
            }
        }
        start
    }

    /// Whether the clause that ends before `end` has no number of its own.
    pub(super) fn is_numberless(&self, end: usize) -> bool {
        for at in (0..end).rev() {
            match self.kind(at) {
                Some(Kind::Number(_) | Kind::Share) => return false,
                Some(Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Stop | Kind::Open) | None => return true,
                Some(_) => {}
            }
        }
        true
    }

    /// The bracket that a bracket closes, if there is no number between them.
    pub(super) fn opening(&self, close: usize) -> Option<usize> {
        let mut at = close;
        while let Some(before) = at.checked_sub(1) {
            match self.kind(before)? {
                Kind::Open => return Some(before),
                Kind::Number(_) | Kind::Share | Kind::Stop => return None,
                _ => at = before,
            }
        }
        None
    }

    /// Whether nothing but light words stands between two places.
    pub(super) fn is_bare(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| matches!(self.kind(at), Some(Kind::Word(w)) if is_light(w) && w != Word::Rest))
    }

    /// Whether a year says from when or to when something is carried over.
    pub(super) fn is_carried(&self, at: usize) -> bool {
        matches!(self.word(at + 1), Some(Word::Carry))
            || matches!(at.checked_sub(1).and_then(|b| self.word(b)), Some(Word::Carry))
    }

    pub(super) fn ends_a_clause(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            None | Some(Kind::Comma | Kind::Pause | Kind::Semicolon | Kind::Stop | Kind::Open | Kind::Close)
        )
    }

    /// What the unknown words in front of the known ones do to the claim.
    pub(super) fn narrowed(&self, start: usize, core: usize) -> Narrowing {
        if start == core {
            return Narrowing::None;
        }
        let mut from = start;
        while matches!(
            self.kind(from),
            Some(
                Kind::Year(_)
                    | Kind::Date(_)
                    | Kind::Pause
                    | Kind::Word(
                        Word::ThisYear | Word::ThatYear | Word::LastYear | Word::Until | Word::Cumulative | Word::And
                    )
            )
        ) {
            from += 1;
        }
        if from >= core {
            return Narrowing::None;
        }
        let kinds = || (from..core).filter_map(|k| self.kind(k));
        let narrow = kinds().any(|k| {
            !matches!(
                k,
                Kind::Unknown
                    | Kind::Pause
                    | Kind::Figure
                    | Kind::Word(
                        Word::Neutral
                            | Word::People
                            | Word::Filler
                            | Word::And
                            | Word::Own
                            | Word::OwnKind(_)
                            | Word::Whole(_)
                            | Word::AllLevels
                            | Word::OtherBody
                            | Word::ThisYear
                            | Word::ThatYear
                            | Word::Disclosure
                    )
            )
        });
        if narrow {
            return Narrowing::Narrow;
        }
        let other_body = kinds().any(|k| match k {
            Kind::Word(Word::OtherBody) => true,
            Kind::Word(Word::OwnKind(c)) => self.reporter.own(c) == Whose::Other,
            Kind::Word(Word::Whole(c)) => self.reporter.whole(c) == Whose::Other,
            _ => false,
        });
        match self.reporter.named(&self.text(from, core)) {
            _ if other_body => Narrowing::OtherBody,
            Some(Whose::Other) => Narrowing::OtherBody,
            Some(Whose::ThisBody) => Narrowing::ThisBody,
            None => Narrowing::Unknown,
        }
    }
}
