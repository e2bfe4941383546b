//! Whose figures a sentence gives, and of which time.

use super::{Reading, Sentence, Time};
use crate::narrative::claim::Whose;
use crate::narrative::lexicon::Word;
use crate::narrative::subject::Quantity;
use crate::narrative::tokens::{Kind, Number};

impl Sentence<'_> {
    /// The first words of a clause may name whose figures follow.
    pub(super) fn note_actor(&mut self, at: usize, kind: Kind) {
        let scope = match kind {
            Kind::Comma
            | Kind::Semicolon
            | Kind::Colon
            | Kind::Stop
            | Kind::Open
            | Kind::Close
            | Kind::Pause
            | Kind::Year(_)
            | Kind::Date(_)
            | Kind::Figure
            | Kind::Quoted => return,
            Kind::Word(word) => match word {
                Word::Own => Some(Whose::ThisBody),
                Word::OwnKind(kind) => Some(self.reporter.own(kind)),
                // 各派出机构
                Word::OtherBody | Word::Each => Some(Whose::Other),
                Word::Whole(level) => Some(self.reporter.whole(level)),
                Word::ThisYear
                | Word::ThatYear
                | Word::LastYear
                | Word::And
                | Word::Among
                | Word::Rest
                | Word::Until
                | Word::Since
                | Word::Cumulative => return,
                Word::Neutral if !matches!(self.kind(at + 1), Some(Kind::Unknown)) => return,
                Word::Neutral => self.named(at),
                _ => None,
            },
            Kind::Unknown => self.named(at),
            _ => None,
        };
        self.clause_opens = false;
        // 我局下属单位, but 我局本级.
        let others = self.word(at + 1) == Some(Word::OtherBody) && self.text(at + 1, at + 2) != "本级";
        let scope = scope.map(|own| if others { Whose::Other } else { own });
        if scope.is_some() {
            self.scope = scope;
            self.topic.elsewhere = scope == Some(Whose::Other) && !self.among;
        }
    }

    /// Whether the words from `at` on name a body.
    pub(super) fn named(&self, at: usize) -> Option<Whose> {
        let mut end = at;
        while matches!(self.kind(end), Some(Kind::Unknown | Kind::Word(Word::Neutral | Word::Filler))) {
            end += 1;
        }
        self.reporter.named(&self.text(at, end))
    }

    /// 截至2024年12月31日, 截至2024年底: up to the end of the report's year, and nothing says since when.
    pub(super) fn note_end_of_year(&mut self, at: usize) {
        let words = || self.tokens.iter().take(at).filter_map(|t| t.kind.word());
        let longer = words().any(|w| matches!(w, Word::Cumulative | Word::Since));
        if words().next_back() == Some(Word::Until) && self.time == Time::Report && !longer {
            self.cumulative = false;
        }
    }

    pub(super) fn note_year(&mut self, at: usize, year: u16) {
        let before = self.kind_before(at);
        let further = at.checked_sub(2).and_then(|b| self.kind(b));
        if matches!(before, Some(Kind::Year(_))) || matches!(further, Some(Kind::Year(_))) && self.tokens_touch(at) {
            self.cumulative = true;
        }
        if matches!(before, Some(Kind::Word(Word::Carry))) || matches!(self.word(at + 1), Some(Word::Carry)) {
            return;
        }
        let time = if self.reporter.year == Some(year) { Time::Report } else { Time::Year(Some(year)) };
        self.set_time(at, time);
        if self.text(at, at + 1).ends_with(['底', '末']) {
            self.note_end_of_year(at);
        }
    }

    /// 2021-2024年, 2021年至2024年, 2023年、2024年.
    pub(super) fn tokens_touch(&self, at: usize) -> bool {
        matches!(self.kind_before(at), Some(Kind::Unknown | Kind::Pause | Kind::Word(Word::Neutral)))
            && at.checked_sub(1).and_then(|b| self.tokens.get(b)).is_some_and(|t| t.to - t.from == 1)
    }

    pub(super) fn set_time(&mut self, at: usize, time: Time) {
        let after = |word: Word| at.checked_sub(1).and_then(|b| self.word(b)) == Some(word);
        if after(Word::Than) || after(Word::And) {
            self.compared = self.compared.or(Some(self.time));
        } else {
            self.explicit_time = true;
            self.compared = None;
        }
        self.time = time;
    }

    /// Whether a word that denies stands where a number could: 为零.
    fn is_zero(&self, at: usize) -> bool {
        self.text(at, at + 1) == "零"
            && self.ends_a_clause(at + 1)
            && at.checked_sub(1).and_then(|b| self.word(b)) == Some(Word::Filler)
    }

    /// 上年结转, 上年度无结转.
    fn carries_over(&self, at: usize) -> bool {
        matches!((self.word(at), self.word(at + 1)), (Some(Word::Carry), _) | (Some(Word::Not), Some(Word::Carry)))
    }

    /// 截至12月31日，全年: the year is what is counted over.
    fn bound_by_year(&mut self, at: usize) -> bool {
        let before = self.tokens.iter().take(at).map(|t| t.kind);
        let bound = before.clone().any(|k| k == Kind::Date(true))
            && !before.clone().any(|k| matches!(k, Kind::Word(Word::Cumulative | Word::Since)));
        self.cumulative &= !bound;
        bound
    }

    /// A list opens at `at`: whether the last number before it, or of the sentence before, is that of what was done.
    pub(super) fn lists_what_was_done(&mut self, at: usize) {
        self.parts_of_done = match self.last_is_done(at) {
            Some(done) => done,
            None => self.topic.done && self.word(at) == Some(Word::Among),
        };
    }

    /// Whether the last number before `end` is that of what was done, if there is a number.
    pub(super) fn last_is_done(&self, end: usize) -> Option<bool> {
        let last = (0..end).rev().find(|k| matches!(self.kind(*k), Some(Kind::Number(_))))?;
        let done = |r: &Reading| r.token == last && matches!(r.subject, Quantity::Handled | Quantity::Answered);
        Some(self.readings.last().is_some_and(done))
    }

    /// 在涉及征地的12件申请中: whether the clause that ends at `end` says that what follows is counted of some only.
    pub(super) fn speaks_of_some(&self, end: usize) -> bool {
        let Some(last) = end.checked_sub(1).filter(|last| self.is_within(*last)) else { return false };
        let in_clause = |k: &usize| !matches!(self.kind(*k), Some(Kind::Comma | Kind::Semicolon | Kind::Open));
        (0..last).rev().take_while(in_clause).any(|k| match self.word(k) {
            Some(Word::Narrow) => !matches!(self.text(k, k + 1).as_str(), "在" | "从"),
            Some(Word::Channel | Word::Applicant(_)) => true,
            // 法人或其他组织的申请中，商业企业12件
            Some(Word::Organizations) => !matches!(self.word(end + 1), Some(Word::Applicant(_))),
            _ => false,
        })
    }

    pub(super) fn note_word(&mut self, at: usize, word: Word) {
        match word {
            Word::ThisYear => {
                self.set_time(at, Time::Report);
                self.bound_by_year(at);
            }
            Word::ThatYear if self.time == Time::Report && self.bound_by_year(at) => {}
            Word::ThatYear if !self.explicit_time && self.time == Time::Part => self.time = Time::Report,
            Word::LastYear if !self.carries_over(at + 1) => {
                let year = self.reporter.year.and_then(|y| y.checked_sub(1));
                self.set_time(at, Time::Year(year));
            }
            Word::NextYear if !matches!(at.checked_sub(1).and_then(|b| self.word(b)), Some(Word::Carry)) => {
                let year = self.reporter.year.and_then(|y| y.checked_add(1));
                self.set_time(at, Time::Year(year));
            }
            Word::PartOfYear => self.time = Time::Part,
            // 全年累计 counts up over the year and no longer.
            Word::Cumulative if at.checked_sub(1).and_then(|b| self.word(b)).is_some_and(names_the_year) => {}
            Word::Cumulative | Word::Until => self.cumulative = true,
            Word::Since => {
                let of_this_year = |before| matches!(before, Kind::Year(y) if Some(y) == self.reporter.year);
                self.cumulative |= !self.kind_before(at).is_some_and(of_this_year);
            }
            Word::Plan => self.planned = true,
            Word::Every => self.every = true,
            Word::Among => {
                (self.among, self.listed) = (true, true);
                self.parts_of_part = self.sure == Some(false);
                self.lists_what_was_done(at);
                self.clause_opens = true;
            }
            Word::Include | Word::Respectively => self.lists_what_was_done(at),
            Word::Change => {
                if let Some(time) = self.compared.take() {
                    self.time = time;
                }
            }
            Word::Publish => self.published = true,
            Word::Application => {
                (self.topic.applications, self.topic.other, self.disclosure) = (true, false, true);
            }
            Word::Disclosure => self.disclosure = true,
            Word::OtherMatter => self.topic.other = true,
            Word::Case(instance) => (self.topic.case, self.case_named) = (Some(instance), true),
            // 收到申请为零
            Word::Not if self.is_zero(at) => self.count(at, &Number::zero(), false),
            Word::Not => self.negation(at),
            _ => {}
        }
    }
}

/// 全年, 本年度: the whole of the year that is spoken of.
const fn names_the_year(word: Word) -> bool {
    matches!(word, Word::ThisYear | Word::ThatYear)
}
