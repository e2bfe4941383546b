//! What the words before a number make of it.

use super::words::{Words, carried, verb};
use super::{Meaning, Narrowing, Sentence};
use crate::form::{Column, Row};
use crate::narrative::claim::Reason;
use crate::narrative::lexicon::Word;
use crate::narrative::subject::{Instance, Quantity};
use crate::narrative::tokens::Kind;

impl Sentence<'_> {
    /// What the words before a number make of it.
    pub(super) fn before(&self, words: &Words, narrowed: Narrowing, start: usize) -> Vec<Meaning> {
        let Some(head) = words.head else { return Vec::new() };
        let one = |meaning: Meaning| vec![meaning];
        let clean = matches!(narrowed, Narrowing::None | Narrowing::ThisBody | Narrowing::OtherBody);
        let unless_clean = |subject: Quantity| Meaning { subject, or: None, reason: narrowed.reason() };
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
                    return one(Meaning::unsure(Quantity::Received, Reason::Published));
                }
                if !words.outcomes.is_empty() {
                    return self.outcomes(words, narrowed);
                }
                if words.brought || words.carried {
                    return one(unless_clean(if words.brought {
                        Quantity::BroughtForward
                    } else {
                        Quantity::CarriedForward
                    }));
                }
                if !words.applicants.is_empty() {
                    return self.applicants(words, narrowed);
                }
                if !words.cases.is_empty() {
                    return one(Meaning::unsure(Quantity::Received, Reason::Ambiguous));
                }
                if words.carry {
                    return one(Meaning::unsure(Quantity::CarriedForward, Reason::Ambiguous));
                }
                let subject = verb(words);
                if words.channel {
                    return one(Meaning::unsure(subject.unwrap_or(Quantity::Received), Reason::Part));
                }
                match subject {
                    Some(subject) if narrowed == Narrowing::Narrow => one(Meaning::unsure(subject, Reason::Part)),
                    Some(subject) => one(Meaning::sure(subject)),
                    // Without a verb it is all that came in only where nothing says of whom or of what.
                    None if words.people || self.listed || self.published => {
                        one(Meaning::unsure(Quantity::Received, Reason::Part))
                    }
                    None if clean => one(Meaning::sure(Quantity::Received)),
                    None => one(unless_clean(Quantity::Received)),
                }
            }
            // 结转上年度办理3件
            Word::Process if words.brought || words.carried => self.carried_over(words, unless_clean),
            Word::Receive | Word::ReceiveNew | Word::Take | Word::Process | Word::Finish | Word::Answer => {
                if let Some(instance) = words.cases.last() {
                    return one(Meaning::unsure(Quantity::Cases(*instance), Reason::AsOrgan));
                }
                let Some(subject) = verb(words) else { return Vec::new() };
                if !self.topic.applications || words.has_other_noun() {
                    return Vec::new();
                }
                // A verb alone speaks of what was counted last: not where that was strange.
                let reason = if self.topic.other || self.is_strange(subject) {
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
                let subject = Quantity::Result(instance, column);
                let reason = if words.cases.is_empty() && (self.cases_listed > 1 || !self.case_named) {
                    // 行政复议12件、行政诉讼4件，其中纠正2件; or a sentence that names no cases
                    Some(Reason::Ambiguous)
                } else if self.disclosure || self.topic.applications || self.topic.cases_ours {
                    unless_clean(subject).reason
                } else {
                    Some(Reason::NoTopic)
                };
                one(Meaning { subject, or: None, reason })
            }
            Word::Document(_) | Word::Issue | Word::Repeal | Word::InForce => self.documents(words, narrowed),
            Word::Decision(_) | Word::DecisionNoun => self.decisions(words, narrowed),
            Word::Info | Word::Publish if words.published && (words.info || self.disclosure) => {
                let reason = if words.channel { Some(Reason::Part) } else { unless_clean(Quantity::Published).reason };
                one(Meaning { subject: Quantity::Published, or: None, reason })
            }
            _ => Vec::new(),
        }
    }

    pub(super) fn carried_over(&self, words: &Words, unless_clean: impl Fn(Quantity) -> Meaning) -> Vec<Meaning> {
        let subject = if words.brought { Quantity::BroughtForward } else { Quantity::CarriedForward };
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
    pub(super) fn carry(&self, start: usize) -> Vec<Meaning> {
        let report = self.reporter.year;
        let mut subject = None;
        let mut at = start;
        while let Some(kind) = self.kind(at) {
            if matches!(kind, Kind::Number(_)) {
                break;
            }
            if kind == Kind::Word(Word::Carry) {
                let (before, after) = (self.kind_before(at), self.kind(at + 1));
                subject = carried(before, after, report);
            }
            at += 1;
        }
        // 结转8件至2025年
        let after = (at + 1..self.after_end(at)).find_map(|k| match self.kind(k) {
            Some(year @ Kind::Year(_)) => carried(None, Some(year), report),
            Some(Kind::Word(Word::NextYear)) => Some(Quantity::CarriedForward),
            _ => None,
        });
        let subject = subject.or(after);
        let known = self.topic.applications && !self.topic.other;
        vec![match subject {
            Some(subject) if known => Meaning::sure(subject),
            Some(subject) => Meaning::unsure(subject, Reason::NoTopic),
            None if known => Meaning::unsure(Quantity::CarriedForward, Reason::Ambiguous),
            None => return Vec::new(),
        }]
    }

    pub(super) fn outcomes(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let sure = |subject: Quantity| {
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
            [Quantity::Outcome(Row::PartlyDisclosed)] if words.published && words.joined => {
                vec![sure(Quantity::DisclosedOrPartly)]
            }
            [one] => vec![sure(*one)],
            _ if words.each => words.outcomes.iter().map(|o| sure(*o)).collect(),
            _ if words.disclosed_or_partly() && (words.joined || words.paused) => {
                vec![sure(Quantity::DisclosedOrPartly)]
            }
            // 因本机关不掌握…无法提供: the row, or its group.
            [Quantity::Outcome(row), Quantity::OutcomeGroup(group)] if row.group() == Some(*group) => {
                vec![Meaning { or: Some(Quantity::Outcome(*row)), ..sure(Quantity::OutcomeGroup(*group)) }]
            }
            [.., last] => vec![Meaning::unsure(*last, Reason::Ambiguous)],
        }
    }

    pub(super) fn applicants(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let handled = words.finish || words.answer || words.process || !words.outcomes.is_empty();
        let [subject] = words.applicants.as_slice() else {
            return words.applicants.last().map(|s| Meaning::unsure(*s, Reason::Ambiguous)).into_iter().collect();
        };
        let reason = if !self.topic.applications || self.topic.other {
            Some(Reason::NoTopic)
        } else if handled || words.channel {
            Some(Reason::Part)
        } else {
            narrowed.reason()
        };
        vec![Meaning { subject: *subject, or: None, reason }]
    }

    pub(super) fn cases(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let mut distinct: Vec<Instance> = Vec::new();
        for case in &words.cases {
            if !distinct.contains(case) {
                distinct.push(*case);
            }
        }
        let as_organ = words.process || words.finish || words.answer || words.receive == Some(Quantity::TakenIn);
        let reason = if as_organ {
            Some(Reason::AsOrgan)
        } else if !(self.disclosure || self.topic.applications) {
            Some(Reason::NoTopic)
        } else if narrowed == Narrowing::Narrow || words.channel || words.has_other_noun() {
            // 因行政许可被申请行政复议3件
            Some(Reason::Part)
        } else if narrowed == Narrowing::Unknown {
            Some(Reason::UnknownWords)
        } else if words.result.is_some() {
            Some(Reason::Ambiguous)
        } else {
            None
        };
        let meaning = |instance: Instance| Meaning { subject: Quantity::Cases(instance), or: None, reason };
        match distinct.as_slice() {
            [] => Vec::new(),
            [one] => vec![meaning(*one)],
            several if words.each => several.iter().map(|i| meaning(*i)).collect(),
            [Instance::Reconsideration, Instance::Litigation] => vec![meaning(Instance::All)],
            // 行政诉讼（未经复议直接起诉）3件
            [Instance::Litigation, last]
            | [last @ (Instance::Direct | Instance::AfterReconsideration), Instance::Litigation] => {
                vec![meaning(*last)]
            }
            [.., last] => vec![Meaning::unsure(Quantity::Cases(*last), Reason::Ambiguous)],
        }
    }

    pub(super) fn documents(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let row = match words.documents.as_slice() {
            [] => self.document.map(|d| d.0),
            [row] => Some(*row),
            [row, ..] => return vec![Meaning::unsure(Quantity::Documents(*row, Column::Issued), Reason::Ambiguous)],
        };
        let Some(row) = row else { return Vec::new() };
        let column = words.document_verb.or_else(|| self.document.filter(|_| !words.published).map(|d| d.1));
        let subject = Quantity::Documents(row, column.unwrap_or(Column::Issued));
        let reason = if words.published || (column.is_none() && self.published) {
            Some(Reason::Published)
        } else if column.is_none() {
            Some(Reason::Ambiguous)
        } else {
            narrowed.reason()
        };
        vec![Meaning { subject, or: None, reason }]
    }

    /// 行政许可12件、行政处罚3件: without a verb, but two of the three counted in one sentence as the table counts them.
    fn lists_decisions(&self, words: &Words) -> bool {
        let kinds = |row: Row| {
            self.tokens.windows(2).any(|pair| {
            matches!(pair, [word, number] if word.kind == Kind::Word(Word::Decision(row)) && number.kind.number().is_some())
        })
        };
        let named = [Row::Licensing, Row::Penalties, Row::Coercion].into_iter().filter(|row| kinds(*row)).count();
        !words.has_verb() && named >= 2
    }

    pub(super) fn decisions(&self, words: &Words, narrowed: Narrowing) -> Vec<Meaning> {
        let [row] = words.decisions.as_slice() else {
            return words
                .decisions
                .last()
                .map(|row| Meaning::unsure(Quantity::Decisions(*row), Reason::Ambiguous))
                .into_iter()
                .collect();
        };
        let reason = if words.published || self.published {
            Some(Reason::Published)
        } else if words.receive.is_some() || !(words.decided || self.decided || self.lists_decisions(words)) {
            Some(Reason::Ambiguous)
        } else {
            narrowed.reason()
        };
        vec![Meaning { subject: Quantity::Decisions(*row), or: None, reason }]
    }
}
