//! The grammar: what a sentence says of the quantities that the form counts.
//!
//! A sentence is read once, from left to right. Words of time, of place and of subject change what the next number is
//! about (`setting`); at each number the words that touch it (`phrase`, `words`) say what it counts: those before it
//! (`before`), or else those after it (`after`); a word that denies claims 0 (`denial`). Nothing is searched for in the
//! text as a whole.

mod after;
mod before;
mod denial;
mod phrase;
mod setting;
mod words;

use super::claim::{Measure, Reason, StatedNumber, Whose};
use super::fold::Char;
use super::lexicon::{Word, is_verb};
use super::reporter::Reporter;
use super::subject::{Instance, Quantity};
use super::tokens::{Kind, Number, Token};
use crate::form::{Column, Row};
use crate::impossible::Cut;
use words::{COUNTED_WITH, Words, breaks, fees};

/// What was read of one number, or of one word that denies.
pub(super) struct Reading {
    pub(super) subject: Quantity,
    pub(super) or: Option<Quantity>,
    pub(super) value: StatedNumber,
    pub(super) measure: Measure,
    pub(super) year: Option<u16>,
    pub(super) scope: Whose,
    pub(super) reason: Option<Reason>,
    /// The token of the number or of the word that denies.
    pub(super) token: usize,
}

/// What lasts from one sentence of a paragraph to the next.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of the text, not states of a machine")]
pub(super) struct Topic {
    /// Applications have been spoken of.
    pub(super) applications: bool,
    /// What was last spoken of was something else that is also received and answered.
    pub(super) other: bool,
    /// The cases last spoken of.
    pub(super) case: Option<Instance>,
    /// The cases last counted are about information, without doubt.
    pub(super) cases_ours: bool,
    /// The year last spoken of, if it is not the report's.
    pub(super) time: Time,
    /// The body last spoken of is another.
    pub(super) elsewhere: bool,
    /// The last sentence ended on what is to come.
    pub(super) planned: bool,
    /// The last sentence ended on the number of what was done.
    pub(super) done: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Time {
    #[default]
    Report,
    Year(Option<u16>),
    Part,
}

/// The state of one sentence.
#[expect(clippy::struct_excessive_bools, reason = "independent facts of the text, not states of a machine")]
struct Sentence<'a> {
    tokens: &'a [Token],
    chars: &'a [Char],
    reporter: &'a Reporter,
    topic: &'a mut Topic,
    readings: &'a mut Vec<Reading>,
    time: Time,
    /// The time to return to after a comparison: 较上年增加.
    compared: Option<Time>,
    explicit_time: bool,
    scope: Option<Whose>,
    cumulative: bool,
    planned: bool,
    every: bool,
    among: bool,
    /// 其中 has been said anywhere in the sentence.
    listed: bool,
    published: bool,
    /// 政府信息公开 or an application has been named.
    disclosure: bool,
    clause_opens: bool,
    document: Option<(Row, Column)>,
    decided: bool,
    counted: bool,
    /// The token up to which words have been taken by the number before them.
    taken: usize,
    /// Whether the last number was read without doubt, and the last one before the brackets that are open.
    sure: Option<bool>,
    sure_outside: Option<bool>,
    /// What the last number counts is not known, or is another body's.
    strange: Option<Reason>,
    /// 其中 was said of a number that is a part itself, or in doubt.
    parts_of_part: bool,
    /// What follows is listed under what was done: 办结107件，其中本年新收104件 leaves out what came in and is not done yet.
    parts_of_done: bool,
    /// Cases have been named in the sentence.
    case_named: bool,
    /// How many kinds of cases have been counted since their results were last told.
    cases_listed: u8,
    /// Why the cases last spoken of are not compared: those that are listed with them are neither.
    cases_in_doubt: Option<Reason>,
}

/// Reads the sentence that `tokens` are.
pub(super) fn read(
    tokens: &[Token],
    chars: &[Char],
    reporter: &Reporter,
    topic: &mut Topic,
    readings: &mut Vec<Reading>,
) {
    let mut sentence = Sentence {
        tokens,
        chars,
        reporter,
        time: topic.time,
        scope: topic.elsewhere.then_some(Whose::Other),
        planned: topic.planned,
        topic,
        readings,
        compared: None,
        explicit_time: false,
        cumulative: false,
        every: false,
        among: false,
        listed: false,
        published: false,
        disclosure: false,
        clause_opens: true,
        document: None,
        decided: false,
        counted: false,
        taken: 0,
        sure: None,
        sure_outside: None,
        strange: None,
        parts_of_part: false,
        parts_of_done: false,
        case_named: false,
        cases_listed: 0,
        cases_in_doubt: None,
    };
    for (at, token) in tokens.iter().enumerate() {
        sentence.step(at, token.kind);
    }
    sentence.end();
}

/// What the words before or after a number make of it.
#[derive(Clone, Copy)]
struct Meaning {
    subject: Quantity,
    or: Option<Quantity>,
    reason: Option<Reason>,
}

impl Meaning {
    const fn sure(subject: Quantity) -> Self {
        Self { subject, or: None, reason: None }
    }

    const fn unsure(subject: Quantity, reason: Reason) -> Self {
        Self { subject, or: None, reason: Some(reason) }
    }
}

impl Sentence<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn kind_before(&self, at: usize) -> Option<Kind> {
        at.checked_sub(1).and_then(|before| self.kind(before))
    }

    fn word(&self, at: usize) -> Option<Word> {
        self.kind(at).and_then(Kind::word)
    }

    fn text(&self, from: usize, to: usize) -> String {
        let tokens = self.tokens.iter().take(to).skip(from);
        tokens.flat_map(|t| self.chars.cut(t.from..t.to)).map(|c| c.folded).collect()
    }

    fn step(&mut self, at: usize, kind: Kind) {
        if self.clause_opens {
            self.note_actor(at, kind);
        }
        match kind {
            Kind::Comma => {
                self.parts_of_part |= self.speaks_of_some(at);
                self.clause_ends();
            }
            Kind::Open => {
                self.sure_outside = self.sure;
                self.cases_listed = self.cases_listed.min(1);
                self.lists_what_was_done(at);
            }
            Kind::Colon => self.lists_what_was_done(at),
            Kind::Close => {
                self.clause_ends();
                (self.sure, self.parts_of_part, self.parts_of_done) = (self.sure_outside, false, false);
            }
            Kind::Semicolon => {
                self.clause_ends();
                (self.cumulative, self.among, self.published) = (false, false, false);
                (self.parts_of_part, self.parts_of_done) = (false, false);
                (self.cases_in_doubt, self.cases_listed) = (None, 0);
                if self.time == Time::Part {
                    self.time = Time::Report;
                }
            }
            Kind::Year(year) => self.note_year(at, year),
            Kind::Date(true) => self.note_end_of_year(at),
            Kind::Date(false) => self.time = Time::Part,
            Kind::Number(number) => self.number(at, &number),
            Kind::Word(word) => self.note_word(at, word),
            _ => {}
        }
    }

    fn clause_ends(&mut self) {
        self.clause_opens = true;
        self.every = false;
        if let Some(time) = self.compared.take() {
            self.time = time;
        }
    }

    fn end(&mut self) {
        self.topic.time = match self.time {
            Time::Year(year) if self.explicit_time && self.compared.is_none() => Time::Year(year),
            Time::Year(_) if !self.explicit_time => self.topic.time,
            _ => Time::Report,
        };
        self.topic.planned = self.planned;
        self.topic.done = self.last_is_done(self.tokens.len()) == Some(true);
    }

    fn number(&mut self, at: usize, number: &Number) {
        let money = matches!(number.measure, Measure::Money(_));
        let counted = match number.measure {
            Measure::Count(c) => COUNTED_WITH.contains(c),
            Measure::Money(_) => true,
            // Without a unit only where a list goes on that has one.
            Measure::None => self.counted && self.ends_a_clause(at + 1),
        };
        if counted {
            self.count(at, number, money);
        }
    }

    fn count(&mut self, at: usize, number: &Number, money: bool) {
        let start = self.phrase(at, true).max(self.taken);
        // The words that touch the number, back to the last that the grammar does not know.
        let core = (start..at).rev().find(|k| self.kind(*k).is_some_and(breaks)).map_or(start, |k| k + 1);
        let mut words = Words::default();
        (core..at).filter_map(|k| self.kind(k)).for_each(|kind| words.take(kind, self.reporter));
        let narrowed = self.narrowed(start, core);
        let meanings =
            if money { fees(&words, narrowed).into_iter().collect() } else { self.before(&words, narrowed, start) };
        let meanings = if money { meanings } else { self.or_after(at, meanings, &words, narrowed) };
        let meanings = if meanings.is_empty() { self.grown_to(start, at, &words) } else { meanings };
        let told_year = (start..at).find_map(|k| match self.kind(k) {
            Some(Kind::Year(year)) if !self.is_carried(k) => Some(year),
            _ => None,
        });
        let touched = core.checked_sub(1).filter(|before| *before >= start).and_then(|before| self.kind(before));
        let for_something = touched == Some(Kind::Unknown) && self.text(core, core + 1) == "申请";
        let something = meanings.is_empty() && words.has_verb() && !words.head.is_some_and(is_verb);
        if for_something || (something && !words.application) {
            // 收到来信14件, 收到办事申请14件: what is answered next are these.
            self.topic.other = true;
        }
        let read = self.readings.len();
        let of_documents = number.measure == Measure::Count('部');
        for meaning in meanings.into_iter().filter(|m| !of_documents || matches!(m.subject, Quantity::Documents(..))) {
            let meaning = self.in_doubt(at, start, meaning, &words);
            self.push(at, number, meaning, &words, narrowed, told_year);
        }
        let readings = self.readings.cut(read..);
        self.sure = Some(!readings.is_empty() && readings.iter().all(|r| !r.reason.is_some_and(Reason::taints_parts)));
        let strange = |r: &Reading| r.reason.filter(|r| r.is_of_the_strange() || *r == Reason::OtherBody);
        self.strange = if readings.is_empty() { Some(Reason::UnknownWords) } else { readings.iter().find_map(strange) };
        self.counted = true;
    }

    /// 3件申请因年底收到: the number of some applications, of which more is said.
    fn is_of_some(&self, at: usize) -> bool {
        let light = |k: Kind| matches!(k, Kind::Word(Word::Filler | Word::Neutral));
        let after = (at + 1..self.after_end(at)).filter_map(|k| self.kind(k));
        after.skip_while(|k| *k != Kind::Word(Word::Application)).skip(1).any(|k| !light(k))
    }

    /// The meaning that the words before a number give it, or else those after it. A verb alone gives way to what it is
    /// said of: 收到3件网上申请.
    fn or_after(&mut self, at: usize, meanings: Vec<Meaning>, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let carried = words.brought || words.carried || words.carry;
        let bare = (carried || words.head.is_some_and(is_verb)) && !words.application && !self.ends_a_clause(at + 1);
        let of_some = !words.has_verb() && self.is_of_some(at);
        if !meanings.is_empty() && !bare && !of_some {
            return meanings;
        }
        match self.after(at, words, narrowed) {
            Some(after) if meanings.is_empty() || after.subject.is_inflow_or_done() || after.subject.is_of_cases() => {
                self.taken = self.after_end(at);
                // 上年结转的3件复议案件
                let part = (carried && after.subject.is_of_cases()).then_some(Reason::Part);
                vec![Meaning { reason: after.reason.or(part), ..after }]
            }
            _ if of_some => {
                meanings.into_iter().map(|m| Meaning { reason: m.reason.or(Some(Reason::Part)), ..m }).collect()
            }
            _ if bare && (at..self.after_end(at)).any(|k| self.word(k) == Some(Word::Channel)) => {
                meanings.into_iter().map(|m| Meaning { reason: m.reason.or(Some(Reason::Part)), ..m }).collect()
            }
            _ => meanings,
        }
    }

    /// 由2023年的289件增加到2024年的336件: the quantity of the other year again, in the report's year.
    fn grown_to(&self, start: usize, at: usize, words: &Words) -> Vec<Meaning> {
        let told = (start..at).any(|k| matches!(self.kind(k), Some(Kind::Year(y)) if Some(y) == self.reporter.year));
        let last = self.readings.last().filter(|last| {
            last.reason == Some(Reason::OtherYear) && last.or.is_none() && Some(last.token) == start.checked_sub(1)
        });
        match last {
            Some(last) if told && words.change => vec![Meaning::sure(last.subject)],
            _ => Vec::new(),
        }
    }

    /// What the sentence around a number takes from the certainty of its reading.
    fn in_doubt(&mut self, at: usize, start: usize, meaning: Meaning, words: &Words) -> Meaning {
        let subject = meaning.subject;
        let stated = |test: fn(Quantity) -> bool| self.readings.iter().any(|r| r.reason.is_none() && test(r.subject));
        let reason = if self.parts_of_part && subject.is_of_applications() {
            Some(Reason::Part)
        } else if self.is_one_of_several(at, start) {
            // 2023年、2024年分别为28件、31件
            Some(Reason::Ambiguous)
        } else if subject.is_inflow_or_done() && self.follows_number(start) && !words.change {
            // 1个工作日办结12件, 一人提交申请26件
            Some(Reason::Part)
        } else if subject.is_done() && self.parts_of(Quantity::is_done) {
            // 提前办结210件，按时办结106件
            Some(Reason::Part)
        } else if self.among && subject.is_done() && stated(Quantity::is_done) {
            // 答复23件，其中按时答复20件
            Some(Reason::Part)
        } else if subject.is_of_cases() && self.cases_in_doubt.is_some() && !words.disclosure {
            // 因土地征收引发的行政复议30件、行政诉讼12件
            self.cases_in_doubt
        } else if subject.is_of_cases()
            && !self.disclosure
            && !words.disclosure
            && self.names_disclosure_from(self.after_end(at))
        {
            // 行政复议312件，其中涉及政府信息公开的28件
            Some(Reason::NoTopic)
        } else {
            None
        };
        let reason = meaning.reason.or(reason);
        if subject.is_of_cases() {
            self.cases_in_doubt = reason.filter(|r| r.taints_parts());
        }
        Meaning { reason, ..meaning }
    }

    /// Whether 分别 stands before a number that is followed by another with no words between.
    fn is_one_of_several(&self, at: usize, start: usize) -> bool {
        let respectively = (start..at).any(|k| self.word(k) == Some(Word::Respectively));
        let joined = matches!(self.kind(at + 1), Some(Kind::Pause | Kind::Comma | Kind::Word(Word::And)));
        respectively && joined && matches!(self.kind(at + 2), Some(Kind::Number(_)))
    }

    /// Whether a number stands before the words with no mark between.
    fn follows_number(&self, start: usize) -> bool {
        matches!(self.kind_before(start), Some(Kind::Number(_))) && self.kind(start) != Some(Kind::Pause)
    }

    /// Whether a verb alone would speak of something unknown, or of another body's applications: 全县收到300件，我镇承办8件 is
    /// about the county's, 全县收到300件，我镇收到8件 is not.
    fn is_strange(&self, subject: Quantity) -> bool {
        let ours = self.scope == Some(Whose::ThisBody) && subject == Quantity::Received;
        self.strange.is_some_and(|r| r != Reason::OtherBody || !ours)
    }

    /// Whether such a number was read before as a part.
    fn parts_of(&self, test: fn(Quantity) -> bool) -> bool {
        self.readings.iter().any(|r| r.reason == Some(Reason::Part) && test(r.subject))
    }

    fn names_disclosure_from(&self, at: usize) -> bool {
        let words = || self.tokens.iter().skip(at).filter_map(|t| t.kind.word());
        words().any(|word| matches!(word, Word::Disclosure | Word::Application))
    }

    fn push(
        &mut self,
        at: usize,
        number: &Number,
        meaning: Meaning,
        words: &Words,
        narrowed: Narrowing,
        told_year: Option<u16>,
    ) {
        let other_body = words.other_body
            || narrowed == Narrowing::OtherBody
            || (words.all_levels && self.scope != Some(Whose::ThisBody))
            || (self.scope == Some(Whose::Other) && narrowed != Narrowing::ThisBody);
        let stock = matches!(meaning.subject, Quantity::Documents(_, Column::InForce));
        let brought = matches!(meaning.subject, Quantity::BroughtForward | Quantity::CarriedForward);
        let taken = matches!(meaning.subject, Quantity::Received | Quantity::TakenIn | Quantity::Processed);
        // Of what came in and of what was brought forward only a part may be done.
        let came_in = matches!(meaning.subject, Quantity::Received | Quantity::TakenIn | Quantity::BroughtForward);
        let after_about = matches!(self.word(at + 1), Some(Word::AboutAfter));
        let other_year = told_year.is_some_and(|y| Some(y) != self.reporter.year) && !brought;
        let reason = if other_year || (words.other_time && !brought) {
            Some(Reason::OtherYear)
        } else {
            match self.time {
                Time::Year(_) => Some(Reason::OtherYear),
                Time::Part => Some(Reason::PartOfYear),
                Time::Report => None,
            }
        };
        let reason = reason
            .or_else(|| (self.planned).then_some(Reason::Planned))
            .or_else(|| (self.cumulative && !stock).then_some(Reason::Cumulative))
            .or_else(|| other_body.then_some(Reason::OtherBody))
            .or_else(|| (number.about || words.about || after_about).then_some(Reason::About))
            .or_else(|| self.every.then_some(Reason::Part))
            .or_else(|| words.negated.then_some(Reason::Negated))
            .or(meaning.reason)
            .or_else(|| (self.among && taken && !words.only_new).then_some(Reason::Part))
            .or_else(|| (self.parts_of_done && came_in).then_some(Reason::Part));
        let year = match self.time {
            Time::Year(year) => year,
            _ => told_year.or(self.reporter.year),
        };
        self.remember(meaning);
        self.readings.push(Reading {
            subject: meaning.subject,
            or: meaning.or,
            value: number.value,
            measure: number.measure,
            year,
            scope: if other_body { Whose::Other } else { Whose::ThisBody },
            reason,
            token: at,
        });
    }

    fn remember(&mut self, meaning: Meaning) {
        match meaning.subject {
            Quantity::Documents(row, column) => {
                self.document = meaning.reason.is_none().then_some((row, column));
            }
            Quantity::Decisions(_) => self.decided |= meaning.reason.is_none(),
            Quantity::Result(..) => self.cases_listed = 0,
            Quantity::Cases(instance) => {
                self.cases_listed = self.cases_listed.saturating_add(1);
                (self.topic.case, self.topic.cases_ours) = (Some(instance), meaning.reason.is_none());
            }
            _ => {}
        }
    }
}

/// What unknown words in front do to a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Narrowing {
    /// There are none.
    None,
    /// They name the body that reports.
    ThisBody,
    /// They name another body.
    OtherBody,
    /// They say that it is a part: 通过, 涉及.
    Narrow,
    /// They are not known.
    Unknown,
}

impl Narrowing {
    /// Why the claim is not sure then.
    const fn reason(self) -> Option<Reason> {
        match self {
            Self::Narrow => Some(Reason::Part),
            Self::Unknown => Some(Reason::UnknownWords),
            Self::None | Self::ThisBody | Self::OtherBody => None,
        }
    }
}
