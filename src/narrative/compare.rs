//! What the text says beside what the tables say, and beside what the text says elsewhere.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::claim::{Claim, Measure, OpenList, Reason, Span};
use super::subject::{Quantity, members};
use super::{Claims, Figure, Sum};
use crate::draft::{Draft, State};
use crate::form::{Cell, Column, Group, Kind, Row, Unit};

/// How a claim stands to the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Contradiction {
    /// Text and table give different numbers.
    Different,
    /// One of them says that there is none.
    NoneAgainstSome,
    /// The text counts what was brought forward as received. No contradiction: a note.
    CountsBroughtForward,
    /// The information processing fee alone exceeds all administrative fees. A note: the table may be rounded.
    FeeExceedsTotal,
}

/// A claim that does not agree with the tables.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mismatch {
    /// What the text says.
    pub claim: Claim,
    /// What kind of disagreement it is.
    pub kind: Contradiction,
    /// The cells whose sum the text states.
    pub cells: Vec<Cell>,
    /// What the tables say.
    pub table: Decimal,
}

/// The same quantity, stated twice with different numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat<'a> {
    /// What the text says first.
    pub first: &'a Claim,
    /// What it says later.
    pub second: &'a Claim,
}

/// The claims that do not agree with the tables.
pub fn mismatches(draft: &Draft, claims: &Claims) -> Vec<Mismatch> {
    claims.claims.iter().filter(|claim| claim.is_stated()).filter_map(|claim| compare(draft, claims, claim)).collect()
}

/// Why a claim that is stated of this body and this year is still compared with nothing.
pub(super) fn incomparable(draft: &Draft, subject: Quantity) -> Option<Reason> {
    if matches!(subject, Quantity::Published | Quantity::ProcessingFee) {
        return None;
    }
    let cells = subject.cells(draft.form());
    if cells.is_empty() {
        Some(Reason::NoCell)
    } else if sum(draft, &cells).is_none() {
        Some(Reason::UnknownCell)
    } else {
        None
    }
}

/// The number in a cell; a total that is not filled in is taken from its row, if that is complete.
fn number(draft: &Draft, cell: Cell) -> Option<Decimal> {
    match draft.state(cell) {
        State::Count(n) => Some(Decimal::from(*n)),
        State::Amount(amount) => {
            let Kind::Amount(fixed) = cell.kind() else { return None };
            amount.value.checked_mul(Decimal::from(amount.unit.or(fixed)?.in_yuan()))
        }
        State::Blank if cell.column().is_total() => {
            let parts = draft.form().identities().find(|i| i.row() == Some(cell.row()))?.right();
            parts.map(|part| draft.count(part)).try_fold(Decimal::ZERO, |sum, n| sum.checked_add(Decimal::from(n?)))
        }
        _ => None,
    }
}

fn sum(draft: &Draft, cells: &[Cell]) -> Option<Decimal> {
    cells.iter().try_fold(Decimal::ZERO, |sum, cell| sum.checked_add(number(draft, *cell)?))
}

fn total(draft: &Draft, row: Row) -> Option<Decimal> {
    number(draft, Cell::new(row, Column::Total)?)
}

fn compare(draft: &Draft, claims: &Claims, claim: &Claim) -> Option<Mismatch> {
    if claim.subject == Quantity::ProcessingFee {
        return fee(draft, claim);
    }
    let cells = claim.subject.cells(draft.form());
    if cells.is_empty() {
        return None;
    }
    let table = sum(draft, &cells)?;
    let (value, measure) = in_table_unit(claim)?;
    let fits = |number: Decimal| value.fits(number) || is_rounding(claim, value.number, number, measure);
    if fits(table) {
        return None;
    }
    if claim.or.is_some_and(|other| sum(draft, &other.cells(draft.form())).is_some_and(fits)) {
        return None;
    }
    if matches!(claim.subject, Quantity::Received | Quantity::TakenIn | Quantity::Processed) {
        let (accepted, with_brought_forward) = inflow(draft, claim.subject);
        if accepted.into_iter().flatten().any(fits) {
            return None;
        }
        if with_brought_forward.is_some_and(fits) {
            return (!mentions_brought_forward(claims, claim)).then(|| Mismatch {
                claim: claim.clone(),
                kind: Contradiction::CountsBroughtForward,
                cells: [cells, Quantity::BroughtForward.cells(draft.form())].concat(),
                table,
            });
        }
    }
    if claim.subject == Quantity::OutcomeGroup(Group::OtherHandling) && value.number < table {
        // The text may name apart what the form puts there: 撤回, 逾期不补正.
        return None;
    }
    if accepted_answers(draft, claim.subject).into_iter().any(fits) {
        return None;
    }
    let kind =
        if value.is_zero() || table.is_zero() { Contradiction::NoneAgainstSome } else { Contradiction::Different };
    Some(Mismatch { claim: claim.clone(), kind, cells, table })
}

/// What 收到, 受理 and 办理 may be meant to count besides their cell; and what they count with what was brought forward.
fn inflow(draft: &Draft, subject: Quantity) -> ([Option<Decimal>; 2], Option<Decimal>) {
    let received = total(draft, Row::Received);
    let both = received.zip(total(draft, Row::BroughtForward)).and_then(|(r, b)| r.checked_add(b));
    match subject {
        Quantity::Received => ([None, None], both),
        Quantity::TakenIn => ([received, None], both),
        // 办理 of all there was to do is said without a word on where it came from.
        _ => ([received, both], None),
    }
}

/// What 办结 and 答复 may leave out: what was brought forward, and outcomes that are no answers.
fn accepted_answers(draft: &Draft, subject: Quantity) -> Vec<Decimal> {
    let Some(handled) = total(draft, Row::Handled) else { return Vec::new() };
    let group = |group: Group| {
        let cells: Vec<Cell> = members(group, draft.form()).filter_map(|row| Cell::new(row, Column::Total)).collect();
        sum(draft, &cells)
    };
    let less = |part: Option<Decimal>| part.and_then(|p| handled.checked_sub(p));
    let brought = total(draft, Row::BroughtForward);
    let (unprocessed, other) = (group(Group::NotProcessed), group(Group::OtherHandling));
    let both = unprocessed.zip(other).and_then(|(a, b)| a.checked_add(b));
    match subject {
        Quantity::Handled => [less(brought)].into_iter().flatten().collect(),
        Quantity::Answered | Quantity::Processed => {
            [less(brought), less(other), less(unprocessed), less(both)].into_iter().flatten().collect()
        }
        _ => Vec::new(),
    }
}

/// Whether the sentence itself says how much of what came in was brought forward.
fn mentions_brought_forward(claims: &Claims, claim: &Claim) -> bool {
    claims.claims.iter().any(|other| {
        other.subject == Quantity::BroughtForward
            && (other.span.prose, other.span.passage) == (claim.span.prose, claim.span.passage)
            && other.span.sentence == claim.span.sentence
    })
}

/// Money in yuan, if that can be written; a count as it is.
fn in_table_unit(claim: &Claim) -> Option<(super::StatedNumber, Option<Unit>)> {
    let Measure::Money(unit) = claim.measure else { return Some((claim.value, None)) };
    let number = claim.value.number.checked_mul(Decimal::from(unit.in_yuan()))?;
    Some((super::StatedNumber { number, ..claim.value }, Some(unit)))
}

/// Whether an amount in the text is the table's, rounded where the text stops, or the other way round.
fn is_rounding(claim: &Claim, text: Decimal, table: Decimal, unit: Option<Unit>) -> bool {
    let in_yuan = |unit: Unit| Decimal::new(1, claim.value.number.scale()).checked_mul(Decimal::from(unit.in_yuan()));
    let step = unit.and_then(in_yuan);
    // Cutting off is as common as rounding.
    text.checked_sub(table).zip(step).is_some_and(|(gap, step)| gap.abs() < step)
}

fn fee(draft: &Draft, claim: &Claim) -> Option<Mismatch> {
    let cells = Quantity::Fees.cells(draft.form());
    let table = sum(draft, &cells)?;
    let (value, _) = in_table_unit(claim)?;
    let money = matches!(claim.measure, Measure::Money(_));
    // The table may be rounded to the hundredth of 万元.
    let limit = table.checked_add(Decimal::from(50))?;
    (money && value.number > limit).then(|| Mismatch {
        claim: claim.clone(),
        kind: Contradiction::FeeExceedsTotal,
        cells,
        table,
    })
}

/// Holds no list against its whole where the tables give the same numbers: 收到42件，其中予以公开20件 … lists what was done by
/// what came in, and what was carried over lies between them.
pub(super) fn excuse(draft: &Draft, claims: &mut Claims) {
    let Claims { claims, sums, .. } = claims;
    let place = |span: &Span| (span.prose, span.passage, span.bytes.start);
    let mut at: HashMap<_, Vec<&Claim>> = HashMap::new();
    for claim in claims.iter() {
        at.entry(place(&claim.span)).or_default().push(claim);
    }
    let here = |figure: &Figure| at.get(&place(&figure.span)).map_or(&[][..], Vec::as_slice);
    let as_table = |figure: &Figure| {
        here(figure).iter().any(|claim| {
            claim.span == figure.span
                && claim.is_stated()
                && sum(draft, &claim.subject.cells(draft.form())).is_some_and(|table| claim.value.fits(table))
        })
    };
    let of = |figure: &Figure| here(figure).iter().find(|claim| claim.span == figure.span).map(|claim| claim.subject);
    let carried = (total(draft, Row::BroughtForward), total(draft, Row::CarriedForward));
    let lies_between = |list: &Sum| {
        let gap = list.total().checked_sub(list.whole.value.number);
        let outcome = |s| matches!(s, Quantity::Outcome(_) | Quantity::OutcomeGroup(_) | Quantity::DisclosedOrPartly);
        of(&list.whole).is_some_and(|s| matches!(s, Quantity::Received | Quantity::TakenIn | Quantity::Processed))
            && list.parts.iter().all(|part| of(part).is_some_and(outcome))
            && match carried {
                (Some(brought), Some(forward)) => {
                    gap == Some(brought) || gap == Some(-forward) || gap == brought.checked_sub(forward)
                }
                _ => true,
            }
    };
    for sum in sums.iter_mut().filter(|sum| sum.fails) {
        if as_table(&sum.whole) && sum.parts.iter().all(as_table) || lies_between(sum) {
            (sum.fails, sum.open) = (false, Some(OpenList::AsTables));
        }
    }
}

/// Lists that claim to be complete and do not add up.
pub fn broken_sums(claims: &Claims) -> impl Iterator<Item = &Sum> {
    claims.sums.iter().filter(|sum| sum.fails)
}

/// Quantities that the text states twice with different numbers, where no table decides which is right.
pub fn repeats<'a>(draft: &Draft, claims: &'a Claims) -> Vec<Repeat<'a>> {
    let stated: Vec<&Claim> = claims.claims.iter().filter(|c| c.is_stated() && c.value.within.is_zero()).collect();
    let mut firsts: HashMap<(Quantity, Measure, Option<String>), &Claim> = HashMap::new();
    let mut found = Vec::new();
    for second in stated {
        let undecided = second.subject == Quantity::Published || incomparable(draft, second.subject).is_some();
        if !undecided || second.subject == Quantity::ProcessingFee {
            continue;
        }
        // 公开政府信息116条 and 发布动态20条 count different things.
        let words = (second.subject == Quantity::Published).then(|| second.words_before(draft));
        let first = *firsts.entry((second.subject, second.measure, words)).or_insert(second);
        if first.value != second.value {
            found.push(Repeat { first, second });
        }
    }
    found
}

impl Claim {
    /// The last characters of its clause before the number, without words that are left out as often as not.
    fn words_before(&self, draft: &Draft) -> String {
        let [sentence, ..] = self.span.parts(draft);
        let clause = sentence.chars().rev().take_while(|c| !matches!(c, '，' | '。' | '；' | ',' | ';' | '：'));
        clause.filter_map(super::fold::fold).filter(|c| !"共各类本年度".contains(*c)).take(6).collect()
    }
}
