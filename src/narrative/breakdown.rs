//! A whole and the parts that the text lists after it.
//!
//! A list is only held against its whole when it claims to be complete and no reading of it adds up: not all of its
//! parts, not its first parts, not two lists run together, not against another count of the same sentence.

use rust_decimal::Decimal;

use super::claim::{Measure, OpenList};
use super::lexicon::{Word, is_verb};
use super::tokens::{Kind, Token};
use crate::form::{Column, Group, Row};
use crate::impossible::Cut;

/// A whole with its parts, in tokens.
pub(super) struct List {
    pub(super) whole: usize,
    pub(super) parts: Vec<usize>,
    pub(super) outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    AddsUp,
    /// It does not add up, and it should.
    Fails,
    Open(OpenList),
}

/// How a list is introduced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// 其中: some of the whole.
    Among,
    /// 分别为, 包括, a colon, brackets: the whole.
    Complete,
    /// Nothing: the numbers simply follow.
    Bare,
}

/// What kind of part a label names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Label {
    Channel,
    Applicant,
    Outcome,
    /// 其他: what is left over, so that the list is complete.
    Rest,
    /// A clause with a verb of its own: no part of the list.
    Statement,
    Other,
}

/// Which of the four results, or of the six groups of outcomes, are named: a set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Kinds(u16);

impl Kinds {
    const RESULTS: Self = Self(0b00_0000_1111);
    const OUTCOMES: Self = Self(0b11_1111_0000);

    const fn of(word: Word) -> Self {
        Self(match word {
            Word::Result(Column::Upheld) => 1,
            Word::Result(Column::Corrected) => 1 << 1,
            Word::Result(Column::Other) => 1 << 2,
            Word::Result(Column::Pending) => 1 << 3,
            Word::Outcome(Row::Disclosed) => 1 << 4,
            Word::Outcome(Row::PartlyDisclosed) => 1 << 5,
            Word::OutcomeGroup(Group::Withheld) => 1 << 6,
            Word::OutcomeGroup(Group::Unavailable) => 1 << 7,
            Word::OutcomeGroup(Group::NotProcessed) => 1 << 8,
            Word::OutcomeGroup(Group::OtherHandling) => 1 << 9,
            _ => 0,
        })
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the list names every result, or every group of outcomes, that there is.
    fn are_all(self) -> bool {
        [Self::RESULTS, Self::OUTCOMES].iter().any(|all| self.0 & all.0 == all.0)
    }
}

#[expect(clippy::struct_excessive_bools, reason = "independent facts of the text")]
struct Item {
    token: usize,
    value: Decimal,
    measure: Measure,
    unclear: bool,
    label: Label,
    /// The verb of a clause of its own: 答复.
    verb: Option<Word>,
    kind: Kinds,
    /// It only says what was carried over, or how much more or less than last year it is.
    aside: bool,
    catch_all: bool,
    open: bool,
    nested: bool,
    depth: i32,
    after_pause: bool,
    after_semicolon: bool,
}

/// Finds the lists of a sentence, or of a sentence and the 其中 that follows it.
pub(super) fn lists(tokens: &[Token], closed: bool) -> Vec<List> {
    let items = items(tokens);
    let mut found = Vec::new();
    let mut from = 0;
    while from < items.len() {
        let Some((how, first)) = opening(tokens, &items, from) else {
            from += 1;
            continue;
        };
        let whole = whole_of(tokens, &items, from, how, first, closed);
        match list_from(tokens, &items, whole, how, first, closed) {
            Some((list, mut next)) => {
                let adds_up = list.outcome == Outcome::AddsUp;
                found.push(list);
                // 其中自然人41件、企业15件；网上33件、信函23件: the same whole, listed by something else.
                let again = (adds_up && starts_another(&items, next))
                    .then(|| list_from(tokens, &items, from, Opening::Among, next, closed));
                if let Some((again, end)) = again.flatten() {
                    found.push(again);
                    next = end;
                }
                // A part in front of brackets is itself a whole: 407条（工作动态287条，…）.
                for inner in from + 1..next {
                    let inner_list = opening(tokens, &items, inner)
                        .filter(|(how, first)| *how != Opening::Bare && is_deeper(&items, inner, *first))
                        .and_then(|(how, first)| list_from(tokens, &items, inner, how, first, closed));
                    found.extend(inner_list.map(|(list, _)| list));
                }
                from = next.max(from + 1);
            }
            None => from += 1,
        }
    }
    found
}

/// The whole of the list that opens after the item `at`: that item, or the one before it where it is said aside and the list
/// is far from it. 新收812件，上年结转38件。其中，县级402件、市级410件
fn whole_of(tokens: &[Token], items: &[Item], at: usize, how: Opening, first: usize, closed: bool) -> usize {
    let far = |whole: usize| {
        list_from(tokens, items, whole, how, first, closed)
            .is_none_or(|(list, _)| list.outcome == Outcome::Open(OpenList::FarOff))
    };
    match at.checked_sub(1).filter(|_| items.get(at).is_some_and(|item| item.aside)) {
        Some(before) if far(at) && !far(before) => before,
        _ => at,
    }
}

/// Whether a list ends where parts of another kind follow it.
fn starts_another(items: &[Item], next: usize) -> bool {
    let listed = |label| matches!(label, Label::Channel | Label::Applicant | Label::Outcome);
    let before = next.checked_sub(1).and_then(|before| items.get(before));
    before.zip(items.get(next)).is_some_and(|(before, after)| {
        listed(before.label) && listed(after.label) && before.label != after.label && before.depth == after.depth
    })
}

fn is_deeper(items: &[Item], whole: usize, first: usize) -> bool {
    items.get(whole).zip(items.get(first)).is_some_and(|(whole, first)| first.depth > whole.depth)
}

fn items(tokens: &[Token]) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut depth, mut start) = (0_i32, 0_usize);
    let (mut pause, mut semicolon) = (false, false);
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            Kind::Share => start = at + 1,
            Kind::Number(number) => {
                let words = || tokens.cut(start..at).iter().map(|t| t.kind);
                // The first mark after the last number joins this one to it.
                let joint = words().find(|k| !matches!(k, Kind::Close));
                pause |= matches!(joint, Some(Kind::Pause | Kind::Word(Word::And)));
                semicolon |= words().any(|k| matches!(k, Kind::Semicolon | Kind::Stop));
                let own = label_words(tokens, start, at);
                let has = |w: Word| own.contains(&Kind::Word(w));
                let after = tokens.get(at + 1).map(|t| t.kind);
                items.push(Item {
                    token: at,
                    value: number.value.number,
                    measure: number.measure,
                    unclear: number.about
                        || !number.value.within.is_zero()
                        || has(Word::About)
                        || has(Word::Each)
                        || matches!(after, Some(Kind::Word(Word::AboutAfter))),
                    label: label(&own),
                    verb: own.iter().filter_map(|k| k.word()).find(|w| is_verb(*w)),
                    kind: own.iter().filter_map(|k| k.word()).map(Kinds::of).fold(Kinds(0), Kinds::and),
                    aside: own.iter().any(|k| {
                        matches!(k, Kind::Word(Word::Carry | Word::Brought | Word::Carried | Word::Change | Word::Than))
                    }),
                    catch_all: catch_all(tokens, start, at),
                    open: has(Word::Mainly),
                    nested: words().any(|k| matches!(k, Kind::Word(Word::Among | Word::Include))),
                    depth,
                    after_pause: pause,
                    after_semicolon: semicolon,
                });
                (start, pause, semicolon) = (at + 1, false, false);
            }
            _ => {}
        }
    }
    items
}

/// The words of the label of a part: after the last comma, or all of them where they hold no other clause.
fn label_words(tokens: &[Token], from: usize, to: usize) -> Vec<Kind> {
    let ends = |t: &Token| {
        matches!(
            t.kind,
            Kind::Comma | Kind::Semicolon | Kind::Stop | Kind::Colon | Kind::Open | Kind::Word(Word::Among)
        )
    };
    tokens.cut(from..to).rsplit(ends).take(1).flatten().map(|t| t.kind).collect()
}

fn catch_all(tokens: &[Token], from: usize, to: usize) -> bool {
    let is_rest = |t: &Token| matches!(t.kind, Kind::Word(Word::OutcomeGroup(Group::OtherHandling) | Word::Rest));
    tokens.cut(from..to).iter().any(is_rest)
}

fn label(words: &[Kind]) -> Label {
    let any = |test: fn(Word) -> bool| words.iter().any(|k| matches!(k, Kind::Word(w) if test(*w)));
    if any(|w| matches!(w, Word::Rest)) {
        return Label::Rest;
    }
    if any(|w| matches!(w, Word::Outcome(_) | Word::OutcomeGroup(_) | Word::Result(_))) {
        return Label::Outcome;
    }
    if any(|w| matches!(w, Word::Applicant(_) | Word::Organizations)) {
        return Label::Applicant;
    }
    if any(|w| {
        matches!(
            w,
            Word::Finish
                | Word::Answer
                | Word::Carry
                | Word::Brought
                | Word::Carried
                | Word::Case(_)
                | Word::Change
                | Word::Than
                | Word::Receive
                | Word::Take
                | Word::ReceiveNew
                | Word::Achieve
        )
    }) {
        return Label::Statement;
    }
    if any(|w| matches!(w, Word::Channel)) {
        return Label::Channel;
    }
    Label::Other
}

/// Whether a list starts after the item `at`, and with which item.
fn opening(tokens: &[Token], items: &[Item], at: usize) -> Option<(Opening, usize)> {
    let whole = items.get(at)?;
    let first = items.get(at + 1)?;
    let between = tokens.get(whole.token + 1..first.token)?;
    let has = |w: Word| between.iter().any(|t| t.kind == Kind::Word(w));
    let first_kind = between.iter().map(|t| t.kind).find(|k| !matches!(k, Kind::Word(Word::Filler | Word::Neutral)));
    if has(Word::Mainly) {
        return None;
    }
    if has(Word::Among) {
        return Some((Opening::Among, at + 1));
    }
    if has(Word::Include) || has(Word::Respectively) {
        return Some((Opening::Complete, at + 1));
    }
    // 收到申请56件，按申请人分：自然人41件
    let colon = between.iter().any(|t| t.kind == Kind::Colon);
    if colon && matches!(first.label, Label::Applicant | Label::Channel) {
        return Some((Opening::Complete, at + 1));
    }
    match first_kind? {
        Kind::Colon | Kind::Open => Some((Opening::Complete, at + 1)),
        Kind::Comma | Kind::Pause if between.len() >= 2 => Some((Opening::Bare, at + 1)),
        _ => None,
    }
}

fn list_from(
    tokens: &[Token],
    items: &[Item],
    at: usize,
    opening: Opening,
    first: usize,
    closed: bool,
) -> Option<(List, usize)> {
    let whole = items.get(at)?;
    let opener = items.get(first)?;
    if !matches!(whole.measure, Measure::Count(_)) {
        return None;
    }
    let in_brackets = opener.depth > whole.depth;
    let mut parts: Vec<&Item> = Vec::new();
    let mut nested: Vec<&Item> = Vec::new();
    let mut next = first;
    let (mut inner, mut mixed, mut said_open) = (false, false, false);
    while let Some(item) = items.get(next) {
        let leads = parts.is_empty();
        if item.depth < opener.depth {
            break;
        }
        if item.depth > opener.depth || (!leads && item.nested) {
            inner = true;
        } else if inner && (item.after_semicolon || item.depth < items.get(next - 1).map_or(0, |i| i.depth)) {
            inner = false;
        }
        if !leads && item.after_semicolon && opening == Opening::Bare {
            break;
        }
        let same_unit = item.measure == whole.measure || item.measure == Measure::None;
        if inner {
            nested.push(item);
            next += 1;
            continue;
        }
        if !same_unit
            || (item.label == Label::Statement && !repeats_whole(opening, whole, item))
            || (item.label == Label::Rest && !leads && opening != Opening::Among)
        {
            mixed |= !same_unit && item.after_pause;
            break;
        }
        if let Some(head) = parts.first() {
            let switches = head.label != item.label
                && !item.catch_all
                && matches!(item.label, Label::Channel | Label::Applicant | Label::Outcome);
            if switches && head.label != Label::Other {
                mixed = true;
                break;
            }
        }
        parts.push(item);
        next += 1;
    }
    if parts.len() < 2 {
        return None;
    }
    let last = parts.last()?;
    // 等 after the last number leaves the list open; within a label it belongs to the label.
    if let Some(after) = tokens.get(last.token + 1).map(|t| t.kind) {
        said_open |= after == Kind::Word(Word::Etc);
    }
    said_open |= parts.iter().any(|p| p.open);
    let sum = |parts: &[&Item]| parts.iter().try_fold(Decimal::ZERO, |sum, p| sum.checked_add(p.value));
    let all = sum(&parts)?;
    let goal = whole.value;
    // What follows a complete list in the same breath is no part of it, unless it is of the same kind.
    let one_kind = parts.iter().all(|p| p.label == opener.label || p.catch_all) && opener.label != Label::Other;
    // 收到9件，上年结转1件，其中网络5件，信函5件
    let aside = items.cut(at + 1..first).iter().filter(|item| item.aside);
    let with_aside = aside.map(|item| item.value).try_fold(goal, Decimal::checked_add);
    let adds_up = all == goal
        || with_aside == Some(all)
        || (!one_kind && (2..parts.len()).any(|n| parts.get(..n).and_then(sum) == Some(goal)))
        || goal.checked_mul(Decimal::TWO) == Some(all)
        || items.iter().take(at).any(|i| i.value == all && i.measure == whole.measure)
        || with_what_follows(items, next, all).any(|sum| sum == goal)
        || sum(&nested).and_then(|n| n.checked_add(all)) == Some(goal);
    let outcome = if adds_up {
        Outcome::AddsUp
    } else if parts.iter().any(|p| p.unclear) || whole.unclear {
        Outcome::Open(OpenList::Unclear)
    } else if said_open {
        Outcome::Open(OpenList::SaysSo)
    } else if mixed {
        Outcome::Open(OpenList::Mixed)
    } else if inner && !nested.is_empty() {
        Outcome::Open(OpenList::Nested)
    } else if !closed && items.get(next).is_none() {
        Outcome::Open(OpenList::CutOff)
    } else {
        judge(opening, in_brackets, goal, all, &parts, next == items.len())
    };
    if opening == Opening::Bare && !matches!(outcome, Outcome::Fails | Outcome::AddsUp) {
        return None;
    }
    let found = List { whole: whole.token, parts: parts.iter().map(|p| p.token).collect(), outcome };
    Some((found, next))
}

/// 答复23件，其中按时答复20件: the verb of the whole said again is no statement of its own.
fn repeats_whole(opening: Opening, whole: &Item, part: &Item) -> bool {
    let received = |verb| matches!(verb, Some(Word::Receive | Word::ReceiveNew | Word::Take));
    let same = part.verb == whole.verb || (received(part.verb) && received(whole.verb));
    opening == Opening::Among && part.verb.is_some() && same
}

/// The sums of the parts with the statements that follow them: 结转下年度8件 may be the rest of what was received.
fn with_what_follows(items: &[Item], next: usize, all: Decimal) -> impl Iterator<Item = Decimal> {
    items.iter().skip(next).take(3).scan(all, |sum, item| {
        *sum = sum.checked_add(item.value)?;
        Some(*sum)
    })
}

/// Whether a list that does not add up should.
fn judge(opening: Opening, in_brackets: bool, whole: Decimal, sum: Decimal, parts: &[&Item], to_end: bool) -> Outcome {
    let Some(gap) = whole.checked_sub(sum).map(|g| g.abs()) else { return Outcome::Open(OpenList::FarOff) };
    let within = |percent: i64| {
        let limit = whole.checked_mul(Decimal::new(percent, 2));
        limit.is_some_and(|l| gap <= l)
    };
    let over = sum > whole;
    let applicants = parts.iter().all(|p| p.label == Label::Applicant);
    let outcomes = parts.iter().all(|p| p.label == Label::Outcome || p.catch_all);
    let channels = parts.iter().all(|p| p.label == Label::Channel);
    let catch_all = parts.iter().any(|p| p.catch_all);
    let paused = parts.iter().filter(|p| p.after_pause).count();
    let plain = parts.iter().all(|p| p.label == Label::Other);
    let every_kind = parts.iter().map(|p| p.kind).fold(Kinds(0), Kinds::and).are_all();
    let complete = match opening {
        Opening::Complete => in_brackets || parts.len() >= 3 || catch_all || applicants || over,
        Opening::Among => {
            let likely = in_brackets || parts.len() >= 3;
            // 行政复议86件，其中涉及信息公开的20件，审理82件: as well two statements as a list.
            let statements = parts.len() < 3 && plain && paused == 0;
            (over && (!statements || within(10)))
                || catch_all
                || applicants
                || every_kind
                || (likely && !outcomes && (channels || within(10)))
        }
        Opening::Bare => {
            return if parts.len() >= 4 && paused * 2 >= parts.len() && plain && to_end && within(10) {
                Outcome::Fails
            } else {
                Outcome::Open(OpenList::FallsShort)
            };
        }
    };
    let small = gap <= Decimal::TWO && whole >= Decimal::from(4);
    if !complete {
        Outcome::Open(OpenList::FallsShort)
    } else if within(34) || small {
        Outcome::Fails
    } else {
        Outcome::Open(OpenList::FarOff)
    }
}
