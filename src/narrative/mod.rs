//! What the text says: the statements of quantity in the prose of a report, as data.
//!
//! Half of the errors that readers notice lie between the prose and the tables, or inside the prose. This module reads
//! the prose of a [`Draft`] for every statement of a quantity that the form counts ([`claims`]), compares them with the
//! tables ([`mismatches`]), with each other ([`repeats`]), and adds up the lists in them ([`broken_sums`]). What a finding
//! is called and how it is worded is not decided here.
//!
//! It would rather miss a fault than accuse falsely. A claim whose reading is in any doubt is listed with the
//! [`Reason`] and compared with nothing.
//!
//! ```
//! use ogi_report::draft::{Draft, Passage, Place, Prose};
//! use ogi_report::form::{Form, Section, cells::applications::received};
//! use ogi_report::narrative::{claims, mismatches};
//!
//! let mut draft = Draft::new(Form::Revised2021);
//! draft.set_year(2024);
//! draft.set(received::TOTAL, 12)?;
//! draft.push_prose(Prose {
//!     section: Some(Section::Overview),
//!     heading: None,
//!     passages: vec![Passage { text: "全年共收到政府信息公开申请十三件。".into(), place: Place::Nowhere }],
//!     has_table: false,
//! });
//! let found = claims(&draft);
//! let wrong = mismatches(&draft, &found);
//! assert_eq!(wrong[0].claim.value.count(), Some(13));
//! assert_eq!(wrong[0].cells, [received::TOTAL]);
//! # Ok::<(), ogi_report::form::NotInForm>(())
//! ```
//!
//! # The grammar
//!
//! Text is folded to one spelling (full width, traditional characters, brackets) and cut into known words, numbers with
//! their units, years, marks, and runs of anything else. A sentence is read once from left to right.
//!
//! **Numbers**: `12`, `１２`, `1,234`, 十二, 一百一十六, 1.4万, with 件 宗 条 份 次 起 个 项 例 (部 for documents), or 元 万元 亿元. 万 and 亿 round: 1.4万 is compared at
//! its precision. 第三十六条, （一）, 〔2021〕30号, dates, shares, telephone numbers and what stands in quotation marks or 《》 count nothing.
//!
//! **What a number counts** is said by the words that touch it: the words before it back to the last mark, number or
//! unknown word (收到政府信息公开申请12件; 予以公开的有3件; 行政复议、行政诉讼各1件), or else the words after it (收到8份政府信息公开申请; 另有5件结转下年度). A
//! verb alone (已答复12件) counts applications only while they are what is spoken of. 未, 没有 and 无 before such words claim 0. A number
//! of another year that grows 到 one of the report's year has its subject (由2023年的28件增加到2024年的33件). 行政许可, 行政处罚 and 行政强制 count
//! decisions with 作出 or the like, or where two of them are counted side by side. A result (维持, 纠正) belongs to the cases that its sentence
//! names, if these are of one kind.
//!
//! **Whose and when**: a sentence speaks of this body and the report's year until its words say otherwise: another
//! year, 上年, a month or a quarter; 截至, 累计, 以来; 下一步; 全市 in a report that is not the city's; the name of another body;
//! 各乡镇; 市本级. A name is also known abbreviated: 县住建局. 截至 the last day of the report's year, without 累计, is the year.
//! 通过, 涉及, 网上 and unknown words make it a part. 较上年增加3件 is a difference and claims nothing.
//!
//! **Lists**: numbers of one unit after a whole, introduced by 其中, 包括, 分别为, a colon or brackets, or following it with 、. A list is
//! only held against its whole when it claims to be complete: 等, 主要 and parts of parts leave it open, 其中 with two parts
//! that fall short too, and so does any reading under which it adds up. What was done need not add up to what came in: the
//! tables say what lies between. One whole may be listed twice, by applicant and by channel; what is said aside between whole and
//! list (上年结转38件, 比上年多22件) is not the whole.
//!
//! **Doubt spreads**: a part is no surer than the number it is a part of (网上26件，其中自然人20件); a verb alone speaks of what was
//! counted last, and of nothing where that is unknown (收到办事申请4520件，办结4512件); cases that are listed share their cause
//! (因土地征收引发的行政复议30件、行政诉讼12件); words that one number has taken are not before the next (5件予以公开、2件部分公开). What came
//! in and is listed under what was done is the part of it that is done (办结107件，其中本年新收104件、上年结转3件); outcomes of some applications are
//! no outcomes of all (在涉及征地的12件申请中，予以公开5件).
//!
//! # What is not understood
//!
//! A sentence of more than a thousand words, numbers and marks ([`Claims::unread`]). Sums that the text writes out (331+61), a
//! whole after its parts (网站20条、微信8条，共28条), several quantities before one number (除予以公开和部分公开), several numbers after 分别为,
//! parts that each stand in brackets and need not exclude each other (涉及征地（31件）、规划（18件）), 等 before a noun (停车费等行政事业性收费),
//! pronouns (上述申请), figures in tables and captions, old outcome words that no row has (信息不存在, 同意公开), anything that needs the
//! sentence before for its subject other than the topic, the year and the body.

mod breakdown;
mod citation;
mod claim;
mod compare;
mod fold;
mod lexicon;
mod numerals;
mod quote;
mod reporter;
mod sentence;
mod subject;
mod tokens;

pub(crate) use citation::{Cited, citations};
pub use claim::{Claim, Measure, OpenList, Reason, Span, StatedNumber, Whose};
pub use compare::{Contradiction, Mismatch, Repeat, broken_sums, mismatches, repeats};
pub(crate) use quote::wording;
pub use subject::{Instance, Quantity};

use rust_decimal::Decimal;

use crate::draft::{Draft, Found, Passage, Prose};
use crate::form::Section;
use crate::impossible::{Cut, DebugExpect};
use breakdown::Outcome;
use fold::{BREAK, Char};
use lexicon::Word;
use reporter::Reporter;
use sentence::{Reading, Topic};
use tokens::{Kind, Token};

/// The longest sentence that is read, in words, numbers and marks. The longest met have about two hundred; past this it is no
/// sentence, and reading it would cost the square of its length.
const MAX_SENTENCE: usize = 1_000;

/// How far after a year the name of a plan may end, in characters.
const MAX_PLAN: usize = 24;

/// The most claims and lists of a text that is read. A report has some dozens.
const MAX_FOUND: usize = 5_000;

/// The most text that is read, in bytes. The longest reports have a tenth of it.
const MAX_TEXT: usize = 1 << 20;

/// Everything that the text of a report was found to state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claims {
    /// The statements of quantity, in the order of the text.
    pub claims: Vec<Claim>,
    /// The lists, in the order of the text.
    pub sums: Vec<Sum>,
    /// Sentences that were not read: too long for one.
    pub unread: Vec<Span>,
    /// Whether the text is longer, or states more, than that of any report: then nothing of it was read, since a part
    /// cannot stand for the whole.
    pub too_long: bool,
}

/// A whole and the parts that the text lists after it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Sum {
    /// The whole.
    pub whole: Figure,
    /// The parts, in the order of the text.
    pub parts: Vec<Figure>,
    /// Whether the list claims to be complete and does not add up.
    pub fails: bool,
    /// Why a list that does not add up is not held against its whole.
    pub open: Option<OpenList>,
}

/// A number in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Figure {
    /// The number.
    pub value: StatedNumber,
    /// What stands after it.
    pub measure: Measure,
    /// Where it stands.
    pub span: Span,
}

impl Sum {
    /// What the parts add up to.
    pub fn total(&self) -> Decimal {
        let sum = self.parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value.number));
        sum.debug_expect("numbers of a text have fifteen digits, and their sum too few to be too large")
    }
}

/// Reads the text of a report.
///
/// Every statement of a quantity that the form counts is in the result, compared or not ([`Claim::doubt`]).
pub fn claims(draft: &Draft) -> Claims {
    let reporter = Reporter::of(draft);
    let mut reader = Reader::default();
    let sectioned = draft.prose().iter().any(|p| p.section.is_some());
    let read = || draft.prose().iter().enumerate().filter(|(_, p)| p.section.is_some() || !sectioned);
    let length: usize = read().flat_map(|(_, p)| sentences(p)).map(|(_, p)| p.text.len()).sum();
    if length > MAX_TEXT {
        return Claims { too_long: true, ..Claims::default() };
    }
    for (at, prose) in read() {
        reader.read(draft, &reporter, at, prose);
        if reader.found.claims.len() + reader.found.sums.len() > MAX_FOUND {
            return Claims { too_long: true, ..Claims::default() };
        }
    }
    compare::excuse(draft, &mut reader.found);
    reader.found
}

/// The passages of a section that are read, with their numbers: between the tables stand captions and what is left of cells;
/// only whole sentences are text.
fn sentences(prose: &Prose) -> impl Iterator<Item = (usize, &Passage)> {
    let tabular = matches!(prose.section, Some(Section::Disclosure | Section::Applications | Section::Proceedings));
    prose.passages.iter().enumerate().filter(move |(_, passage)| !tabular || passage.text.contains('。'))
}

/// The years that the text of the sections speaks of, in the order of the text: not those of documents and plans
/// (2023年政务公开要点), nor those that are only compared with (较2023年) or that something was carried over from. None of a
/// text that is [too long](Claims::too_long).
pub fn years(draft: &Draft) -> Vec<Found<u16>> {
    let (mut chars, mut tokens, mut years) = (Vec::new(), Vec::new(), Vec::new());
    let passages = || draft.prose().iter().filter(|p| p.section.is_some()).flat_map(|p| &p.passages);
    if passages().map(|p| p.text.len()).sum::<usize>() > MAX_TEXT {
        return years;
    }
    for passage in passages() {
        chars.clear();
        fold::push(&mut chars, &passage.text, 0, 0);
        tokens::cut(&chars, &mut tokens);
        let beside = |at: Option<usize>| at.and_then(|at| tokens.get(at)).and_then(|t| t.kind.word());
        years.extend(tokens.iter().enumerate().filter_map(|(at, token)| {
            let Kind::Year(value) = token.kind else { return None };
            let compared = [beside(at.checked_sub(1)), beside(Some(at + 1))]
                .iter()
                .any(|word| matches!(word, Some(Word::Than | Word::Carry | Word::Since)));
            let of_a_plan = names_a_plan(chars.cut(token.to..));
            if (compared || of_a_plan) && draft.year().is_none_or(|year| year.value != value) {
                return None;
            }
            let raw = chars.cut(token.from..token.to).iter().map(|c| c.folded).collect();
            Some(Found { value, raw, place: passage.place.clone() })
        }));
    }
    years
}

/// Whether the clause that follows a year is the name of a plan or a document: 2023年工作部署.
fn names_a_plan(after: &[Char]) -> bool {
    let clause =
        after.iter().map(|c| c.folded).take(MAX_PLAN).take_while(|c| !"，。；：、（".contains(*c) && *c != BREAK);
    let clause: String = clause.collect();
    ["要点", "部署", "方案", "通知", "任务", "精神", "会议", "考核"].iter().any(|word| clause.contains(word))
}

/// The buffers of a reading, used again for every paragraph.
#[derive(Default)]
struct Reader {
    chars: Vec<Char>,
    tokens: Vec<Token>,
    readings: Vec<Reading>,
    found: Claims,
}

impl Reader {
    fn read(&mut self, draft: &Draft, reporter: &Reporter, at: usize, prose: &Prose) {
        self.chars.clear();
        let mut open = false;
        for (number, passage) in sentences(prose) {
            let mut offset = 0;
            for line in passage.text.split_inclusive('\n') {
                if !(open && goes_on(line)) {
                    self.mark_break();
                }
                fold::push(&mut self.chars, line, number, offset);
                open = is_open(line);
                offset += line.len();
            }
        }
        self.mark_break();
        tokens::cut(&self.chars, &mut self.tokens);
        self.sentences(draft, reporter, at, prose);
    }

    fn mark_break(&mut self) {
        if let Some(last) = self.chars.last().copied().filter(|c| c.folded != BREAK) {
            self.chars.push(Char { folded: BREAK, from: last.to, ..last });
        }
    }

    fn sentences(&mut self, draft: &Draft, reporter: &Reporter, prose_at: usize, prose: &Prose) {
        let mut topic = Topic::default();
        let (mut start, mut before) = (0, 0);
        let mut paragraph_opens = true;
        for at in 0..self.tokens.len() {
            if self.tokens.get(at).is_none_or(|t| t.kind != Kind::Stop) {
                continue;
            }
            let sentence = self.tokens.cut(start..at);
            if self.found.claims.len() + self.found.sums.len() > MAX_FOUND {
                break;
            }
            if sentence.len() > MAX_SENTENCE {
                self.found.unread.extend(self.span(prose_at, prose, (start, at), start));
                (before, start) = (at + 1, at + 1);
                continue;
            }
            if paragraph_opens {
                topic = topic_of(sentence, topic);
            }
            self.readings.clear();
            sentence::read(sentence, &self.chars, reporter, &mut topic, &mut self.readings);
            let whole = (start, at);
            let claims = self.readings.iter().filter_map(|r| self.claim(draft, prose_at, prose, whole, r));
            let claims: Vec<Claim> = claims.collect();
            self.found.claims.extend(claims);
            let closed = self.tokens.get(at).is_some_and(|t| self.is_full_stop(t));
            let continues = sentence
                .iter()
                .map(|t| t.kind)
                .find(|k| !matches!(k, Kind::Word(Word::Neutral)))
                .is_some_and(|k| k == Kind::Word(Word::Among));
            self.lists(prose_at, prose, (if continues { before } else { start }, at), start, closed);
            (before, start) = (start, at + 1);
            paragraph_opens = !closed;
        }
    }

    fn is_full_stop(&self, token: &Token) -> bool {
        self.chars.get(token.from).is_some_and(|c| c.folded != BREAK)
    }

    fn lists(&mut self, prose_at: usize, prose: &Prose, range: (usize, usize), from: usize, closed: bool) {
        let lists = breakdown::lists(self.tokens.cut(range.0..range.1), closed || self.ends_in_number(range.1));
        for list in lists {
            // A list of the sentence before has been read with that sentence.
            if list.parts.last().is_none_or(|last| range.0 + last < from) {
                continue;
            }
            let figure = |at: usize| self.figure(prose_at, prose, range, range.0 + at);
            let parts: Option<Vec<Figure>> = list.parts.iter().map(|at| figure(*at)).collect();
            let (Some(whole), Some(parts)) = (figure(list.whole), parts) else { continue };
            let (fails, open) = match list.outcome {
                Outcome::AddsUp => (false, None),
                Outcome::Fails => (true, None),
                Outcome::Open(why) => (false, Some(why)),
            };
            self.found.sums.push(Sum { whole, parts, fails, open });
        }
    }

    /// Whether a number stands last: nothing announces that more follows.
    fn ends_in_number(&self, end: usize) -> bool {
        let last = end.checked_sub(1).and_then(|last| self.tokens.get(last)).map(|t| t.kind);
        matches!(last, Some(Kind::Number(_) | Kind::Close | Kind::Share))
    }

    fn figure(&self, prose_at: usize, prose: &Prose, sentence: (usize, usize), at: usize) -> Option<Figure> {
        let number = self.tokens.get(at).and_then(|token| token.kind.number());
        let number = number.debug_some("what a list holds is a number")?;
        Some(Figure { value: number.value, measure: number.measure, span: self.span(prose_at, prose, sentence, at)? })
    }

    fn claim(
        &self,
        draft: &Draft,
        prose_at: usize,
        prose: &Prose,
        sentence: (usize, usize),
        reading: &Reading,
    ) -> Option<Claim> {
        let at = sentence.0 + reading.token;
        let reason = reading.reason.or_else(|| compare::incomparable(draft, reading.subject));
        Some(Claim {
            subject: reading.subject,
            or: reading.or,
            value: reading.value,
            measure: reading.measure,
            year: reading.year,
            scope: reading.scope,
            doubt: reason,
            span: self.span(prose_at, prose, sentence, at)?,
        })
    }

    fn span(&self, prose_at: usize, prose: &Prose, sentence: (usize, usize), at: usize) -> Option<Span> {
        let ends = |at: usize| {
            let token = self.tokens.get(at)?;
            Some((self.chars.get(token.from)?, self.chars.get(token.to.checked_sub(1)?)?))
        };
        let ends = |at: usize| ends(at).debug_some("a token is made of characters");
        let (first, last) = ends(at)?;
        let passage = prose.passages.get(first.passage).debug_some("a character stands in a passage")?;
        let end = if last.passage == first.passage { last.to } else { passage.text.len() };
        // The sentence, as far as it stands in the same passage.
        let ((opens, _), (_, closes)) = (ends(sentence.0)?, ends(sentence.1)?);
        let from = if opens.passage == first.passage { opens.from } else { 0 };
        let to = if closes.passage == first.passage { closes.to } else { passage.text.len() };
        Some(Span {
            section: prose.section,
            prose: prose_at,
            passage: first.passage,
            bytes: first.from..end,
            sentence: from..to,
            place: passage.place.clone(),
        })
    }
}

/// The topic of a paragraph: a heading such as （二）依申请公开 holds until the next one.
fn topic_of(sentence: &[Token], before: Topic) -> Topic {
    let heading = matches!(sentence.first().map(|t| t.kind), Some(Kind::Figure));
    Topic { applications: !heading && before.applications, ..Topic::default() }
}

/// Whether a line breaks off within a sentence.
pub(crate) fn is_open(line: &str) -> bool {
    let line = line.trim_end();
    let heading = line.chars().count() <= 30 && starts_anew(line) && !line.contains(['，', '。']);
    !heading && !line.ends_with(['。', '！', '？', '；', '：', ':', ';', '.', '!', '?', '》', '”'])
}

/// Whether a line can go on from the line before it.
pub(crate) fn goes_on(line: &str) -> bool {
    !starts_anew(line.trim_start())
}

/// Whether a line starts with a number or letter of a list, or with nothing at all.
fn starts_anew(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '#', ' ', '\u{3000}']);
    let mut chars = line.chars();
    let first = chars.next();
    let second = chars.next();
    match (first, second) {
        (None, _) => true,
        (Some('（' | '('), Some(c)) => "一二三四五六七八九十0123456789".contains(c),
        (Some(c), Some('、' | '.' | '．')) => c.is_ascii_digit() || "一二三四五六七八九十".contains(c),
        (Some(c), Some('是')) => "一二三四五六七八九十".contains(c),
        _ => false,
    }
}
