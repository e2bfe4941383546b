//! The grammar: what a sentence says of the quantities that the form counts.
//!
//! A sentence is read once, from left to right. Words of time, of place and of subject change what the next number is
//! about; at each number the words that touch it say what it counts. Nothing is searched for in the text as a whole.

use super::claim::{Measure, Reason, Scope, Value};
use super::fold::Char;
use super::lexicon::Word;
use super::reporter::Reporter;
use super::subject::{Instance, Subject};
use super::tokens::{Kind, Number, Token};
use crate::form::{Column, Row};

/// What was read of one number, or of one word that denies.
pub(super) struct Reading {
    pub(super) subject: Subject,
    pub(super) or: Option<Subject>,
    pub(super) value: Value,
    pub(super) measure: Measure,
    pub(super) year: Option<u16>,
    pub(super) scope: Scope,
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
    /// The year last spoken of, if it is not the report's.
    pub(super) time: Time,
    /// The body last spoken of is another.
    pub(super) elsewhere: bool,
    /// The last sentence ended on what is to come.
    pub(super) planned: bool,
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
    scope: Option<Scope>,
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
        scope: topic.elsewhere.then_some(Scope::Other),
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
    };
    for at in 0..tokens.len() {
        sentence.step(at);
    }
    sentence.end();
}

/// What the words before or after a number make of it.
#[derive(Clone, Copy)]
struct Meaning {
    subject: Subject,
    or: Option<Subject>,
    reason: Option<Reason>,
}

impl Meaning {
    const fn sure(subject: Subject) -> Self {
        Self { subject, or: None, reason: None }
    }

    const fn unsure(subject: Subject, reason: Reason) -> Self {
        Self { subject, or: None, reason: Some(reason) }
    }
}

/// The words next to a number, sorted by what they do.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "which words stand there: a set")]
struct Words {
    receive: Option<Subject>,
    only_new: bool,
    process: bool,
    finish: bool,
    answer: bool,
    application: bool,
    /// 政府信息公开 or an application.
    disclosure: bool,
    info: bool,
    outcomes: Vec<Subject>,
    brought: bool,
    carried: bool,
    carry: bool,
    applicants: Vec<Subject>,
    channel: bool,
    cases: Vec<Instance>,
    result: Option<Column>,
    documents: Vec<Row>,
    document_verb: Option<Column>,
    decisions: Vec<Row>,
    decided: bool,
    published: bool,
    fees: bool,
    processing_fee: bool,
    negated: bool,
    each: bool,
    joined: bool,
    paused: bool,
    change: bool,
    about: bool,
    people: bool,
    other_time: bool,
    other_body: bool,
    all_levels: bool,
    /// The last word that is no filler.
    head: Option<Word>,
}

impl Words {
    fn take(&mut self, kind: Kind, reporter: &Reporter) {
        let word = match kind {
            Kind::Word(word) => word,
            Kind::Pause => {
                self.paused = true;
                return;
            }
            Kind::Year(year) => {
                self.other_time |= reporter.year.is_some_and(|y| y != year);
                return;
            }
            _ => return,
        };
        match word {
            Word::Receive => self.receive = Some(Subject::Received),
            Word::ReceiveNew => (self.receive, self.only_new) = (Some(Subject::Received), true),
            Word::Take => self.receive = self.receive.or(Some(Subject::TakenIn)),
            Word::Process => self.process = true,
            Word::Finish => self.finish = true,
            Word::Answer => self.answer = true,
            Word::Application => (self.application, self.disclosure) = (true, true),
            Word::Disclosure => self.disclosure = true,
            Word::Info => self.info = true,
            Word::Outcome(row) => self.outcomes.push(Subject::Outcome(row)),
            Word::OutcomeGroup(group) => self.outcomes.push(Subject::OutcomeGroup(group)),
            Word::Brought => self.brought = true,
            Word::Carried => self.carried = true,
            Word::Carry => self.carry = true,
            Word::Applicant(column) => self.applicants.push(Subject::From(column)),
            Word::Organizations => self.applicants.push(Subject::FromOrganizations),
            Word::Channel => self.channel = true,
            Word::Case(instance) => self.cases.push(instance),
            Word::Result(column) => self.result = Some(column),
            Word::Document(row) => self.documents.push(row),
            Word::Issue => self.document_verb = Some(Column::Issued),
            Word::Repeal => self.document_verb = Some(Column::Repealed),
            Word::InForce => self.document_verb = Some(Column::InForce),
            Word::Decision(row) => self.decisions.push(row),
            Word::Decide | Word::DecisionNoun => self.decided = true,
            Word::Publish => self.published = true,
            Word::Fees => self.fees = true,
            Word::ProcessingFee => self.processing_fee = true,
            Word::Not => self.negated = true,
            Word::Each => self.each = true,
            Word::And => self.joined = true,
            Word::Change => self.change = true,
            Word::About => self.about = true,
            Word::People => self.people = true,
            Word::LastYear | Word::NextYear | Word::PartOfYear => self.other_time = true,
            Word::OtherBody => self.other_body = true,
            Word::AllLevels => self.all_levels = true,
            Word::OwnKind(kind) => self.other_body |= reporter.own(kind) == Scope::Other,
            Word::Whole(level) => self.other_body |= reporter.whole(level) == Scope::Other,
            _ => {}
        }
        if !is_light(word) {
            self.head = Some(word);
        }
    }

    /// 予以公开和部分公开 in one number.
    fn disclosed_or_partly(&self) -> bool {
        matches!(self.outcomes.as_slice(), [Subject::Outcome(Row::Disclosed), Subject::Outcome(Row::PartlyDisclosed)])
    }
}

/// Words that may stand between what is counted and its number.
const fn is_light(word: Word) -> bool {
    matches!(
        word,
        Word::Filler
            | Word::Neutral
            | Word::People
            | Word::And
            | Word::Each
            | Word::About
            | Word::Own
            | Word::OwnKind(_)
            | Word::Whole(_)
            | Word::ThisYear
            | Word::ThatYear
            | Word::Cumulative
            | Word::Rest
            | Word::Respectively
    )
}

/// Words and marks after which the words before a number no longer touch it.
const fn breaks(kind: Kind) -> bool {
    match kind {
        Kind::Unknown | Kind::Quoted | Kind::Figure | Kind::Open | Kind::Close => true,
        Kind::Word(word) => matches!(
            word,
            Word::Narrow
                | Word::Opaque
                | Word::ApplicationOther
                | Word::OtherMatter
                | Word::Mainly
                | Word::Etc
                | Word::Plan
        ),
        _ => false,
    }
}

/// Counting words that applications, cases and documents are counted with.
const COUNTED_WITH: &str = "件宗条份次起个项例";

impl Sentence<'_> {
    fn kind(&self, at: usize) -> Option<Kind> {
        self.tokens.get(at).map(|t| t.kind)
    }

    fn word(&self, at: usize) -> Option<Word> {
        self.kind(at).and_then(Kind::word)
    }

    fn text(&self, from: usize, to: usize) -> String {
        let start = self.tokens.get(from).map_or(0, |t| t.from);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |t| t.to);
        self.chars.get(start..end).unwrap_or_default().iter().map(|c| c.folded).collect()
    }

    fn step(&mut self, at: usize) {
        let Some(kind) = self.kind(at) else { return };
        if self.clause_opens {
            self.note_actor(at, kind);
        }
        match kind {
            Kind::Comma | Kind::Close => self.clause_ends(),
            Kind::Semicolon => {
                self.clause_ends();
                (self.cumulative, self.among, self.published) = (false, false, false);
                if self.time == Time::Part {
                    self.time = Time::Report;
                }
            }
            Kind::Year(year) => self.note_year(at, year),
            Kind::Date(bound) if !bound => self.time = Time::Part,
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

    /// The first words of a clause may name whose figures follow.
    fn note_actor(&mut self, at: usize, kind: Kind) {
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
                Word::Own => Some(Scope::ThisBody),
                Word::OwnKind(kind) => Some(self.reporter.own(kind)),
                Word::OtherBody => Some(Scope::Other),
                Word::Whole(level) => match (self.reporter.whole(level), self.word(at + 1)) {
                    (Scope::ThisBody, Some(Word::OtherBody)) => Some(Scope::Other),
                    (scope, _) => Some(scope),
                },
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
        if scope.is_some() {
            self.scope = scope;
            self.topic.elsewhere = scope == Some(Scope::Other) && !self.among;
        }
    }

    /// Whether the words from `at` on name a body.
    fn named(&self, at: usize) -> Option<Scope> {
        let mut end = at;
        while matches!(self.kind(end), Some(Kind::Unknown | Kind::Word(Word::Neutral | Word::Filler))) {
            end += 1;
        }
        self.reporter.named(&self.text(at, end))
    }

    fn note_year(&mut self, at: usize, year: u16) {
        let before = at.checked_sub(1).and_then(|b| self.kind(b));
        let further = at.checked_sub(2).and_then(|b| self.kind(b));
        if matches!(before, Some(Kind::Year(_))) || matches!(further, Some(Kind::Year(_))) && self.tokens_touch(at) {
            self.cumulative = true;
        }
        if matches!(before, Some(Kind::Word(Word::Carry))) || matches!(self.word(at + 1), Some(Word::Carry)) {
            return;
        }
        let time = if self.reporter.year == Some(year) { Time::Report } else { Time::Year(Some(year)) };
        self.set_time(at, time);
    }

    /// 2021-2024年, 2021年至2024年.
    fn tokens_touch(&self, at: usize) -> bool {
        matches!(at.checked_sub(1).and_then(|b| self.kind(b)), Some(Kind::Unknown | Kind::Word(Word::Neutral)))
            && at.checked_sub(1).and_then(|b| self.tokens.get(b)).is_some_and(|t| t.to - t.from == 1)
    }

    fn set_time(&mut self, at: usize, time: Time) {
        let after = |word: Word| at.checked_sub(1).and_then(|b| self.word(b)) == Some(word);
        if after(Word::Than) || after(Word::And) {
            self.compared = self.compared.or(Some(self.time));
        } else {
            self.explicit_time = true;
            self.compared = None;
        }
        self.time = time;
    }

    fn note_word(&mut self, at: usize, word: Word) {
        match word {
            Word::ThisYear => self.set_time(at, Time::Report),
            Word::ThatYear if !self.explicit_time && self.time == Time::Part => self.time = Time::Report,
            Word::LastYear if !matches!(self.word(at + 1), Some(Word::Carry)) => {
                let year = self.reporter.year.and_then(|y| y.checked_sub(1));
                self.set_time(at, Time::Year(year));
            }
            Word::NextYear if !matches!(at.checked_sub(1).and_then(|b| self.word(b)), Some(Word::Carry)) => {
                let year = self.reporter.year.and_then(|y| y.checked_add(1));
                self.set_time(at, Time::Year(year));
            }
            Word::PartOfYear => self.time = Time::Part,
            Word::Cumulative | Word::Until => self.cumulative = true,
            Word::Since => {
                let before = at.checked_sub(1).and_then(|b| self.kind(b));
                let of_this_year = matches!(before, Some(Kind::Year(y)) if Some(y) == self.reporter.year);
                self.cumulative |= !of_this_year;
            }
            Word::Plan => self.planned = true,
            Word::Every => self.every = true,
            Word::Among => {
                (self.among, self.listed) = (true, true);
                self.clause_opens = true;
            }
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
            Word::Case(instance) => self.topic.case = Some(instance),
            Word::Not => self.negation(at),
            _ => {}
        }
    }

    fn end(&mut self) {
        self.topic.time = match self.time {
            Time::Year(year) if self.explicit_time && self.compared.is_none() => Time::Year(year),
            Time::Year(_) if !self.explicit_time => self.topic.time,
            _ => Time::Report,
        };
        self.topic.planned = self.planned;
    }

    /// The tokens before a number that speak of it: back to the last mark or number.
    fn phrase(&self, number: usize, may_extend: bool) -> usize {
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
    fn is_numberless(&self, end: usize) -> bool {
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
    fn opening(&self, close: usize) -> Option<usize> {
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
    fn is_bare(&self, from: usize, to: usize) -> bool {
        (from..to).all(|at| matches!(self.kind(at), Some(Kind::Word(w)) if is_light(w) && w != Word::Rest))
    }

    fn number(&mut self, at: usize, number: &Number) {
        let money = matches!(number.measure, Measure::Money(_));
        let counted = match number.measure {
            Measure::Count(c) => COUNTED_WITH.contains(c),
            Measure::Money(_) => true,
            // Without a unit only where a list goes on that has one.
            Measure::None => self.counted && self.ends_a_clause(at + 1),
        };
        if !counted {
            return;
        }
        let start = self.phrase(at, true);
        // The words that touch the number, back to the last that the grammar does not know.
        let core = (start..at).rev().find(|k| self.kind(*k).is_some_and(breaks)).map_or(start, |k| k + 1);
        let mut words = Words::default();
        (core..at).filter_map(|k| self.kind(k)).for_each(|kind| words.take(kind, self.reporter));
        let narrowed = self.narrowed(start, core);
        let meanings = if money { fees(&words).into_iter().collect() } else { self.before(&words, narrowed, start) };
        let meanings = if meanings.is_empty() && !money {
            self.after(at, &words, narrowed).into_iter().collect()
        } else {
            meanings
        };
        let told_year = (start..at).find_map(|k| match self.kind(k) {
            Some(Kind::Year(year)) if !self.is_carried(k) => Some(year),
            _ => None,
        });
        for meaning in meanings {
            self.push(at, number, meaning, &words, narrowed, told_year);
        }
        self.counted = true;
    }

    /// Whether a year says from when or to when something is carried over.
    fn is_carried(&self, at: usize) -> bool {
        matches!(self.word(at + 1), Some(Word::Carry))
            || matches!(at.checked_sub(1).and_then(|b| self.word(b)), Some(Word::Carry))
    }

    fn ends_a_clause(&self, at: usize) -> bool {
        matches!(
            self.kind(at),
            None | Some(Kind::Comma | Kind::Pause | Kind::Semicolon | Kind::Stop | Kind::Open | Kind::Close)
        )
    }

    /// What the unknown words in front of the known ones do to the claim.
    fn narrowed(&self, start: usize, core: usize) -> Narrowing {
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
            Kind::Word(Word::OwnKind(c)) => self.reporter.own(c) == Scope::Other,
            Kind::Word(Word::Whole(c)) => self.reporter.whole(c) == Scope::Other,
            _ => false,
        });
        match self.reporter.named(&self.text(from, core)) {
            _ if other_body => Narrowing::OtherBody,
            Some(Scope::Other) => Narrowing::OtherBody,
            Some(Scope::ThisBody) => Narrowing::ThisBody,
            None => Narrowing::Unknown,
        }
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
            || (words.all_levels && self.scope != Some(Scope::ThisBody))
            || (self.scope == Some(Scope::Other) && narrowed != Narrowing::ThisBody);
        let stock = matches!(meaning.subject, Subject::Documents(_, Column::InForce));
        let brought = matches!(meaning.subject, Subject::BroughtForward | Subject::CarriedForward);
        let taken = matches!(meaning.subject, Subject::Received | Subject::TakenIn | Subject::Processed);
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
            .or_else(|| (self.among && taken && !words.only_new).then_some(Reason::Part));
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
            scope: if other_body { Scope::Other } else { Scope::ThisBody },
            reason,
            token: at,
        });
    }

    fn remember(&mut self, meaning: Meaning) {
        match meaning.subject {
            Subject::Documents(row, column) => {
                self.document = meaning.reason.is_none().then_some((row, column));
            }
            Subject::Decisions(_) => self.decided |= meaning.reason.is_none(),
            Subject::Cases(instance) => self.topic.case = Some(instance),
            _ => {}
        }
    }

    /// What the words before a number make of it.
    fn before(&self, words: &Words, narrowed: Narrowing, start: usize) -> Vec<Meaning> {
        let Some(head) = words.head else { return Vec::new() };
        let one = |meaning: Meaning| vec![meaning];
        let clean = matches!(narrowed, Narrowing::None | Narrowing::ThisBody | Narrowing::OtherBody);
        let unless_clean = |subject: Subject| match narrowed {
            Narrowing::Narrow => Meaning::unsure(subject, Reason::Part),
            Narrowing::Unknown => Meaning::unsure(subject, Reason::UnknownWords),
            _ => Meaning::sure(subject),
        };
        if words.change || matches!(head, Word::Change | Word::Than) {
            return Vec::new();
        }
        let to_a_year = words.carry && !words.brought && !words.carried && words.outcomes.is_empty();
        if to_a_year && matches!(head, Word::Process | Word::Finish | Word::Answer) {
            return self.carry(start);
        }
        match head {
            Word::Outcome(_) | Word::OutcomeGroup(_) => self.outcomes(words, narrowed),
            // 予以公开答复966件
            Word::Answer | Word::Finish | Word::Process | Word::DecisionNoun if !words.outcomes.is_empty() => {
                self.outcomes(words, narrowed)
            }
            Word::Application | Word::Info | Word::Disclosure if words.application => {
                if words.published && words.receive.is_none() {
                    return one(Meaning::unsure(Subject::Received, Reason::Published));
                }
                if !words.outcomes.is_empty() {
                    return self.outcomes(words, narrowed);
                }
                if words.brought || words.carried {
                    return one(unless_clean(if words.brought {
                        Subject::BroughtForward
                    } else {
                        Subject::CarriedForward
                    }));
                }
                if !words.applicants.is_empty() {
                    return self.applicants(words, narrowed);
                }
                if !words.cases.is_empty() {
                    return one(Meaning::unsure(Subject::Received, Reason::Ambiguous));
                }
                if words.carry {
                    return one(Meaning::unsure(Subject::CarriedForward, Reason::Ambiguous));
                }
                let subject = verb(words);
                if words.channel {
                    return one(Meaning::unsure(subject.unwrap_or(Subject::Received), Reason::Part));
                }
                match subject {
                    Some(subject) if narrowed == Narrowing::Narrow => one(Meaning::unsure(subject, Reason::Part)),
                    Some(subject) => one(Meaning::sure(subject)),
                    // Without a verb it is all that came in only where nothing says of whom or of what.
                    None if words.people || self.listed || self.published => {
                        one(Meaning::unsure(Subject::Received, Reason::Part))
                    }
                    None if clean => one(Meaning::sure(Subject::Received)),
                    None => one(unless_clean(Subject::Received)),
                }
            }
            // 结转上年度办理3件
            Word::Process if words.brought || words.carried => self.carried_over(words, unless_clean),
            Word::Receive | Word::ReceiveNew | Word::Take | Word::Process | Word::Finish | Word::Answer => {
                let Some(subject) = verb(words) else { return Vec::new() };
                if !self.topic.applications {
                    return Vec::new();
                }
                let reason = if self.topic.other {
                    Some(Reason::NoTopic)
                } else if words.channel {
                    Some(Reason::Part)
                } else {
                    unless_clean(subject).reason
                };
                one(Meaning { subject, or: None, reason })
            }
            Word::Brought | Word::Carried => self.carried_over(words, unless_clean),
            Word::Carry | Word::NextYear | Word::LastYear if words.carry => self.carry(start),
            Word::Applicant(_) | Word::Organizations => self.applicants(words, narrowed),
            Word::Case(_) => self.cases(words, narrowed),
            Word::Result(column) => {
                let instance = words.cases.last().copied().or(self.topic.case);
                let Some(instance) = instance else { return Vec::new() };
                let subject = Subject::Result(instance, column);
                let reason = if self.disclosure || self.topic.applications {
                    unless_clean(subject).reason
                } else {
                    Some(Reason::NoTopic)
                };
                one(Meaning { subject, or: None, reason })
            }
            Word::Document(_) | Word::Issue | Word::Repeal | Word::InForce => self.documents(words, narrowed),
            Word::Decision(_) | Word::DecisionNoun => self.decisions(words, narrowed),
            Word::Info | Word::Publish if words.published && (words.info || self.disclosure) => {
                let reason = if words.channel { Some(Reason::Part) } else { unless_clean(Subject::Published).reason };
                one(Meaning { subject: Subject::Published, or: None, reason })
            }
            _ => Vec::new(),
        }
    }

    fn carried_over(&self, words: &Words, unless_clean: impl Fn(Subject) -> Meaning) -> Vec<Meaning> {
        let subject = if words.brought { Subject::BroughtForward } else { Subject::CarriedForward };
        let known = self.topic.applications && !self.topic.other;
        let done = words.finish || words.answer || (words.brought && words.carried);
        let reason = match (known, done) {
            (false, _) => Some(Reason::NoTopic),
            (true, true) => Some(Reason::Ambiguous),
            (true, false) => unless_clean(subject).reason,
        };
        vec![Meaning { subject, or: None, reason }]
    }

    /// 结转 with the year that it comes from or goes to.
    fn carry(&self, start: usize) -> Vec<Meaning> {
        let report = self.reporter.year;
        let mut subject = None;
        let mut at = start;
        while let Some(kind) = self.kind(at) {
            if matches!(kind, Kind::Number(_)) {
                break;
            }
            if kind == Kind::Word(Word::Carry) {
                let (before, after) = (at.checked_sub(1).and_then(|b| self.kind(b)), self.kind(at + 1));
                subject = carried(before, after, report);
            }
            at += 1;
        }
        let known = self.topic.applications && !self.topic.other;
        vec![match subject {
            Some(subject) if known => Meaning::sure(subject),
            Some(subject) => Meaning::unsure(subject, Reason::NoTopic),
            None if known => Meaning::unsure(Subject::CarriedForward, Reason::Ambiguous),
            None => return Vec::new(),
        }]
    }

    fn outcomes(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let sure = |subject: Subject| {
            let reason = if !self.topic.applications || self.topic.other {
                Some(Reason::NoTopic)
            } else if words.channel || words.brought || narrowed == Narrowing::Narrow || !words.applicants.is_empty() {
                Some(Reason::Part)
            } else if !words.cases.is_empty() || (words.info && self.published) {
                Some(Reason::Ambiguous)
            } else if narrowed == Narrowing::Unknown {
                Some(Reason::UnknownWords)
            } else {
                None
            };
            Meaning { subject, or: None, reason }
        };
        match words.outcomes.as_slice() {
            [] => Vec::new(),
            // 公开及部分公开
            [Subject::Outcome(Row::PartlyDisclosed)] if words.published && words.joined => {
                vec![sure(Subject::DisclosedOrPartly)]
            }
            [one] => vec![sure(*one)],
            _ if words.each => words.outcomes.iter().map(|o| sure(*o)).collect(),
            _ if words.disclosed_or_partly() && (words.joined || words.paused) => {
                vec![sure(Subject::DisclosedOrPartly)]
            }
            // 因本机关不掌握…无法提供: the row, or its group.
            [Subject::Outcome(row), Subject::OutcomeGroup(group)] if row.group() == Some(*group) => {
                vec![Meaning { or: Some(Subject::Outcome(*row)), ..sure(Subject::OutcomeGroup(*group)) }]
            }
            [.., last] => vec![Meaning::unsure(*last, Reason::Ambiguous)],
        }
    }

    fn applicants(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let handled = words.finish || words.answer || words.process || !words.outcomes.is_empty();
        let [subject] = words.applicants.as_slice() else {
            return words.applicants.last().map(|s| Meaning::unsure(*s, Reason::Ambiguous)).into_iter().collect();
        };
        let reason = if !self.topic.applications || self.topic.other {
            Some(Reason::NoTopic)
        } else if handled || words.channel {
            Some(Reason::Part)
        } else {
            match narrowed {
                Narrowing::Narrow => Some(Reason::Part),
                Narrowing::Unknown => Some(Reason::UnknownWords),
                _ => None,
            }
        };
        vec![Meaning { subject: *subject, or: None, reason }]
    }

    fn cases(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let mut distinct: Vec<Instance> = Vec::new();
        for case in &words.cases {
            if !distinct.contains(case) {
                distinct.push(*case);
            }
        }
        let as_organ = words.process || words.finish || words.answer || words.receive == Some(Subject::TakenIn);
        let reason = if as_organ {
            Some(Reason::AsOrgan)
        } else if !(self.disclosure || self.topic.applications) {
            Some(Reason::NoTopic)
        } else if narrowed == Narrowing::Narrow || words.channel {
            Some(Reason::Part)
        } else if narrowed == Narrowing::Unknown {
            Some(Reason::UnknownWords)
        } else if words.result.is_some() {
            Some(Reason::Ambiguous)
        } else {
            None
        };
        let meaning = |instance: Instance| Meaning { subject: Subject::Cases(instance), or: None, reason };
        match distinct.as_slice() {
            [] => Vec::new(),
            [one] => vec![meaning(*one)],
            several if words.each => several.iter().map(|i| meaning(*i)).collect(),
            [Instance::Reconsideration, Instance::Litigation] => vec![meaning(Instance::All)],
            // 行政诉讼（未经复议直接起诉）3件
            [Instance::Litigation, last] => vec![meaning(*last)],
            [.., last] => vec![Meaning::unsure(Subject::Cases(*last), Reason::Ambiguous)],
        }
    }

    fn documents(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let row = match words.documents.as_slice() {
            [] => self.document.map(|d| d.0),
            [row] => Some(*row),
            [row, ..] => return vec![Meaning::unsure(Subject::Documents(*row, Column::Issued), Reason::Ambiguous)],
        };
        let Some(row) = row else { return Vec::new() };
        let column = words.document_verb.or_else(|| self.document.filter(|_| !words.published).map(|d| d.1));
        let subject = Subject::Documents(row, column.unwrap_or(Column::Issued));
        let reason = if words.published || (column.is_none() && self.published) {
            Some(Reason::Published)
        } else if column.is_none() {
            Some(Reason::Ambiguous)
        } else {
            match narrowed {
                Narrowing::Narrow => Some(Reason::Part),
                Narrowing::Unknown => Some(Reason::UnknownWords),
                _ => None,
            }
        };
        vec![Meaning { subject, or: None, reason }]
    }

    fn decisions(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let [row] = words.decisions.as_slice() else {
            return words
                .decisions
                .last()
                .map(|row| Meaning::unsure(Subject::Decisions(*row), Reason::Ambiguous))
                .into_iter()
                .collect();
        };
        let reason = if words.published || self.published {
            Some(Reason::Published)
        } else if !(words.decided || self.decided) || words.receive.is_some() {
            Some(Reason::Ambiguous)
        } else {
            match narrowed {
                Narrowing::Narrow => Some(Reason::Part),
                Narrowing::Unknown => Some(Reason::UnknownWords),
                _ => None,
            }
        };
        vec![Meaning { subject: Subject::Decisions(*row), or: None, reason }]
    }

    /// What the words after a number make of it: 收到8份政府信息公开申请, 另有5件结转下年度.
    fn after(&self, number: usize, before: &Words, narrowed: Narrowing) -> Option<Meaning> {
        let mut words = Words::default();
        let mut unknown = false;
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
            unknown |= breaks(kind);
            words.take(kind, self.reporter);
            at += 1;
        }
        let sure = |subject: Subject| {
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
            let subject = if words.brought { Subject::BroughtForward } else { Subject::CarriedForward };
            return Some(topical(sure(subject)));
        }
        if words.carry {
            let at = (number..at).find(|k| self.word(*k) == Some(Word::Carry))?;
            let subject = carried(self.kind(at - 1), self.kind(at + 1), self.reporter.year);
            return Some(topical(match subject {
                Some(subject) => sure(subject),
                None => Meaning::unsure(Subject::CarriedForward, Reason::Ambiguous),
            }));
        }
        if let Some(instance) = words.cases.last() {
            let ours = (self.disclosure || words.disclosure || self.topic.applications) && words.cases.len() == 1;
            let as_organ = before.process || before.finish || before.answer || before.receive == Some(Subject::TakenIn);
            let subject = Subject::Cases(*instance);
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
            let subject = Subject::Decisions(*row);
            return Some(if self.published { Meaning::unsure(subject, Reason::Published) } else { sure(subject) });
        }
        if let [row] = words.documents.as_slice() {
            let column = before.document_verb?;
            let subject = Subject::Documents(*row, column);
            let meaning = sure(subject);
            return Some(if before.published { Meaning::unsure(subject, Reason::Published) } else { meaning });
        }
        let free = before.head.is_none() && narrowed == Narrowing::None;
        match (words.outcomes.as_slice(), words.applicants.as_slice()) {
            ([outcome], []) if free => Some(topical(sure(*outcome))),
            ([], [applicant]) if free => Some(topical(sure(*applicant))),
            _ => None,
        }
    }

    /// 未收到, 没有, 无: a claim of none.
    fn negation(&mut self, not: usize) {
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
        let subjects = self.denied(&words);
        let reason = match (unknown, narrowed) {
            (Some(_), _) => Some(Reason::UnknownWords),
            (None, Narrowing::Narrow) => Some(Reason::Part),
            _ if words.channel || !words.applicants.is_empty() => Some(Reason::Part),
            (None, Narrowing::Unknown) if words.receive.is_none() && !words.disclosure => Some(Reason::UnknownWords),
            _ => None,
        };
        let value = Value::exact(0);
        let told = Number { value, measure: Measure::None, about: false, numeral_end: 0 };
        outer.other_time |= words.other_time && !words.brought && !words.carried;
        outer.other_body |= words.other_body;
        outer.negated = false;
        outer.about = false;
        for subject in subjects {
            self.push(not, &told, Meaning { subject, or: None, reason }, &outer, narrowed, None);
        }
    }

    /// What is said not to exist.
    fn denied(&self, words: &Words) -> Vec<Subject> {
        let Some(head) = words.head else { return Vec::new() };
        match head {
            Word::Case(_) | Word::Publish | Word::Issue | Word::Decide | Word::OtherMatter
                if !words.cases.is_empty() =>
            {
                if !(self.disclosure || words.disclosure || self.topic.applications) || words.result.is_some() {
                    return Vec::new();
                }
                let mut denied = Vec::new();
                for case in &words.cases {
                    if !denied.contains(&Subject::Cases(*case)) {
                        denied.push(Subject::Cases(*case));
                    }
                }
                denied
            }
            Word::Application | Word::Info | Word::Disclosure
                if words.application && words.cases.is_empty() && words.outcomes.is_empty() =>
            {
                if words.brought {
                    vec![Subject::BroughtForward]
                } else if words.carried {
                    vec![Subject::CarriedForward]
                } else if words.published || words.finish || words.answer || words.process || words.carry {
                    Vec::new()
                } else {
                    vec![Subject::Received]
                }
            }
            Word::Brought if self.topic.applications => vec![Subject::BroughtForward],
            Word::Carried if self.topic.applications => vec![Subject::CarriedForward],
            Word::Document(_) | Word::Issue if words.document_verb == Some(Column::Issued) && !words.published => {
                words.documents.iter().map(|row| Subject::Documents(*row, Column::Issued)).collect()
            }
            Word::Decision(_) | Word::DecisionNoun if words.decided && !words.published => {
                words.decisions.iter().map(|row| Subject::Decisions(*row)).collect()
            }
            Word::Fees => vec![Subject::Fees],
            Word::ProcessingFee => vec![Subject::ProcessingFee],
            _ => Vec::new(),
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

/// What the verbs say of the applications.
fn verb(words: &Words) -> Option<Subject> {
    let done = words.finish || words.answer;
    match (words.receive, words.process, done) {
        (Some(_), true, _) | (Some(_), _, true) | (None, true, false) => Some(Subject::Processed),
        (Some(subject), false, false) => Some(subject),
        (None, true, true) => Some(Subject::Handled),
        (None, false, true) if words.finish => Some(Subject::Handled),
        (None, false, true) => Some(Subject::Answered),
        (None, false, false) => None,
    }
}

/// 上年结转, 2023年结转, 结转下年度, 结转至2025年.
fn carried(before: Option<Kind>, after: Option<Kind>, report: Option<u16>) -> Option<Subject> {
    match (before, after) {
        (Some(Kind::Word(Word::LastYear)), _) | (_, Some(Kind::Word(Word::LastYear))) => Some(Subject::BroughtForward),
        (Some(Kind::Word(Word::NextYear)), _) | (_, Some(Kind::Word(Word::NextYear))) => Some(Subject::CarriedForward),
        (_, Some(Kind::Year(year))) => match report {
            Some(report) if year == report + 1 => Some(Subject::CarriedForward),
            Some(report) if year < report => Some(Subject::BroughtForward),
            _ => None,
        },
        (Some(Kind::Year(year)), _) => report.filter(|r| year < *r).map(|_| Subject::BroughtForward),
        _ => None,
    }
}

fn fees(words: &Words) -> Option<Meaning> {
    if words.change {
        return None;
    }
    match words.head? {
        Word::ProcessingFee => Some(Meaning::sure(Subject::ProcessingFee)),
        Word::Fees if words.published => Some(Meaning::unsure(Subject::Fees, Reason::Published)),
        Word::Fees => Some(Meaning::sure(Subject::Fees)),
        _ => None,
    }
}
