//! The words next to a number, sorted by what they do.

use super::{Meaning, Narrowing};
use crate::form::{Column, Row};
use crate::narrative::claim::{Reason, Whose};
use crate::narrative::lexicon::Word;
use crate::narrative::reporter::Reporter;
use crate::narrative::subject::{Instance, Quantity};
use crate::narrative::tokens::Kind;

/// The words next to a number, sorted by what they do.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "which words stand there: a set")]
pub(super) struct Words {
    pub(super) receive: Option<Quantity>,
    pub(super) only_new: bool,
    pub(super) process: bool,
    pub(super) finish: bool,
    pub(super) answer: bool,
    pub(super) application: bool,
    /// 政府信息公开 or an application.
    pub(super) disclosure: bool,
    pub(super) info: bool,
    pub(super) outcomes: Vec<Quantity>,
    pub(super) brought: bool,
    pub(super) carried: bool,
    pub(super) carry: bool,
    pub(super) applicants: Vec<Quantity>,
    pub(super) channel: bool,
    pub(super) cases: Vec<Instance>,
    pub(super) result: Option<Column>,
    pub(super) documents: Vec<Row>,
    pub(super) document_verb: Option<Column>,
    pub(super) decisions: Vec<Row>,
    pub(super) decided: bool,
    pub(super) published: bool,
    pub(super) fees: bool,
    pub(super) processing_fee: bool,
    pub(super) negated: bool,
    pub(super) each: bool,
    pub(super) joined: bool,
    pub(super) paused: bool,
    pub(super) change: bool,
    pub(super) about: bool,
    pub(super) people: bool,
    pub(super) other_time: bool,
    pub(super) other_body: bool,
    pub(super) all_levels: bool,
    /// The last word that is no filler.
    pub(super) head: Option<Word>,
}

impl Words {
    pub(super) fn take(&mut self, kind: Kind, reporter: &Reporter) {
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
            Word::Receive => self.receive = Some(Quantity::Received),
            Word::ReceiveNew => (self.receive, self.only_new) = (Some(Quantity::Received), true),
            Word::Take => self.receive = self.receive.or(Some(Quantity::TakenIn)),
            Word::Process => self.process = true,
            Word::Finish => self.finish = true,
            Word::Answer => self.answer = true,
            Word::Application => (self.application, self.disclosure) = (true, true),
            Word::Disclosure => self.disclosure = true,
            Word::Info => self.info = true,
            Word::Outcome(row) => self.outcomes.push(Quantity::Outcome(row)),
            Word::OutcomeGroup(group) => self.outcomes.push(Quantity::OutcomeGroup(group)),
            Word::Brought => self.brought = true,
            Word::Carried => self.carried = true,
            Word::Carry => self.carry = true,
            Word::Applicant(column) => self.applicants.push(Quantity::From(column)),
            Word::Organizations => self.applicants.push(Quantity::FromOrganizations),
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
            Word::OwnKind(kind) => self.other_body |= reporter.own(kind) == Whose::Other,
            Word::Whole(level) => self.other_body |= reporter.whole(level) == Whose::Other,
            _ => {}
        }
        if !is_light(word) {
            self.head = Some(word);
        }
    }

    pub(super) const fn has_verb(&self) -> bool {
        self.receive.is_some() || self.process || self.finish || self.answer
    }

    /// What else than applications a body deals with stands there.
    pub(super) const fn has_other_noun(&self) -> bool {
        !self.documents.is_empty() || !self.decisions.is_empty() || self.fees
    }

    /// 予以公开和部分公开 in one number.
    pub(super) fn disclosed_or_partly(&self) -> bool {
        matches!(self.outcomes.as_slice(), [Quantity::Outcome(Row::Disclosed), Quantity::Outcome(Row::PartlyDisclosed)])
    }
}

/// Words that may stand between what is counted and its number.
pub(super) const fn is_light(word: Word) -> bool {
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
pub(super) const fn breaks(kind: Kind) -> bool {
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
                | Word::Achieve
        ),
        _ => false,
    }
}

/// What the verbs say of the applications.
pub(super) fn verb(words: &Words) -> Option<Quantity> {
    let done = words.finish || words.answer;
    match (words.receive, words.process, done) {
        (Some(_), true, _) | (Some(_), _, true) | (None, true, false) => Some(Quantity::Processed),
        (Some(subject), false, false) => Some(subject),
        (None, true, true) => Some(Quantity::Handled),
        (None, false, true) if words.finish => Some(Quantity::Handled),
        (None, false, true) => Some(Quantity::Answered),
        (None, false, false) => None,
    }
}

/// 上年结转, 2023年结转, 结转下年度, 结转至2025年.
pub(super) fn carried(before: Option<Kind>, after: Option<Kind>, report: Option<u16>) -> Option<Quantity> {
    match (before, after) {
        (Some(Kind::Word(Word::LastYear)), _) | (_, Some(Kind::Word(Word::LastYear))) => Some(Quantity::BroughtForward),
        (Some(Kind::Word(Word::NextYear)), _) | (_, Some(Kind::Word(Word::NextYear))) => Some(Quantity::CarriedForward),
        (_, Some(Kind::Year(year))) => match report {
            Some(report) if year == report + 1 => Some(Quantity::CarriedForward),
            Some(report) if year < report => Some(Quantity::BroughtForward),
            _ => None,
        },
        (Some(Kind::Year(year)), _) => report.filter(|r| year < *r).map(|_| Quantity::BroughtForward),
        _ => None,
    }
}

pub(super) fn fees(words: &Words, narrowed: Narrowing) -> Option<Meaning> {
    if words.change {
        return None;
    }
    match words.head? {
        Word::ProcessingFee => Some(Meaning::sure(Quantity::ProcessingFee)),
        Word::Fees if words.published => Some(Meaning::unsure(Quantity::Fees, Reason::Published)),
        // 减免行政事业性收费56万元
        Word::Fees if matches!(narrowed, Narrowing::Narrow | Narrowing::Unknown) => {
            Some(Meaning::unsure(Quantity::Fees, Reason::UnknownWords))
        }
        Word::Fees => Some(Meaning::sure(Quantity::Fees)),
        _ => None,
    }
}

/// Counting words that applications, cases and documents are counted with; 部 counts documents only.
pub(super) const COUNTED_WITH: &str = "件宗条份次起个项例部";
