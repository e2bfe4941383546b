//! Valid reports, drafts and mutants for property tests (feature `proptest`).
//!
//! ```
//! use ogi_report::generate::reports;
//! use proptest::prelude::*;
//!
//! proptest!(|(report in reports())| {
//!     prop_assert!(report.applications().handled().total() <= 1_000_000);
//! });
//! ```

mod mutant;
mod series;

pub use mutant::{Loss, Mutant, Mutation};
pub use series::{series, series_of};

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::draft::{Draft, State, Unreadable};
use crate::form::{Cell, Column, Form, Kind, Row, Table, Unit};
use crate::report::{Builder, Count, Money, Report};

/// Valid reports of all printed forms, shaped like published ones: most cells are 0, most numbers small, a few of
/// section 二 in the tens of millions; some of no named body or year.
pub fn reports() -> impl Strategy<Value = Report> {
    prop::sample::select(&Form::ALL[..]).prop_flat_map(reports_of)
}

/// Valid reports of one printed form, shaped as [`reports`] are.
pub fn reports_of(form: Form) -> impl Strategy<Value = Report> {
    let drawn: Vec<Cell> = form.cells().filter(|cell| !is_settled(*cell)).collect();
    let values: Vec<BoxedStrategy<Drawn>> = drawn.iter().map(|cell| values_of(*cell)).collect();
    let agency = prop::option::of(prop::sample::select(&["平罗县渠口乡", "某市人民政府办公室", "XX县\"统计局\""][..]));
    // A report made so is always valid; the filter is there because nothing here may panic.
    (values, agency, prop::option::of(2008_u16..2100)).prop_filter_map("valid", move |(values, agency, year)| {
        let mut builder = Report::builder(form);
        for (cell, value) in drawn.iter().zip(&values) {
            match value {
                Drawn::Whole(n) => builder.set(*cell, *n),
                Drawn::Money(money) => builder.set(*cell, *money),
            };
        }
        settle(&mut builder, form, |cell| {
            let at = drawn.iter().position(|c| *c == cell)?;
            match values.get(at)? {
                Drawn::Whole(n) => u64::try_from(*n).ok(),
                Drawn::Money(_) => None,
            }
        });
        if let Some(agency) = agency {
            builder.agency(agency);
        }
        if let Some(year) = year {
            builder.year(year);
        }
        builder.build().ok()
    })
}

/// Drafts of any content: a valid report with up to a dozen cells of other numbers, lost, marked or unreadable.
///
/// ```
/// use ogi_report::generate::drafts;
/// use proptest::prelude::*;
///
/// proptest!(|(draft in drafts())| {
///     let assessment = ogi_report::check(draft);
///     prop_assert_eq!(assessment.accept().is_ok(), assessment.verdict() == ogi_report::Verdict::Accepted);
/// });
/// ```
pub fn drafts() -> impl Strategy<Value = Draft> {
    let state = prop_oneof![
        4 => (-3..60_i64).prop_map(State::Count),
        2 => Just(State::Blank),
        1 => Just(State::NotApplicable),
        1 => Just(State::Absent),
        1 => Just(State::Unreadable(Unreadable::NotANumber)),
    ];
    let changes = prop::collection::vec((any::<prop::sample::Index>(), state), 0..12);
    (reports(), changes).prop_map(|(report, changes)| {
        let mut draft = Draft::from(&report);
        let cells: Vec<Cell> = draft.form().cells().filter(|c| !matches!(c.kind(), Kind::Amount(_))).collect();
        for (at, state) in changes {
            draft.set(*at.get(&cells), state);
        }
        draft
    })
}

/// Mutants of valid reports, of every class of [`Mutation`], with their truth.
///
/// ```
/// use ogi_report::generate::mutants;
/// use ogi_report::{Report, check};
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(mutant in mutants())| {
///     prop_assert!(Report::try_from(&mutant.draft).is_err());
/// });
/// ```
pub fn mutants() -> impl Strategy<Value = Mutant> {
    let of = (reports(), prop::sample::select(&Mutation::ALL[..]), any::<u64>());
    of.prop_filter_map("the report has what the mutation needs", |(report, mutation, seed)| {
        Mutant::of(&report, mutation, seed)
    })
}

#[derive(Clone, Debug)]
enum Drawn {
    Whole(i64),
    Money(Money),
}

/// Cells whose value follows from those that are drawn: totals, and what came in where it balances.
fn is_settled(cell: Cell) -> bool {
    cell.column().is_total() || matches!(cell.row(), Row::Handled | Row::Received)
}

/// Gives what came in: what was handled and carried forward, less what was brought forward.
///
/// What was drawn for 上年结转 stands for how much of it was brought forward.
fn settle(builder: &mut Builder, form: Form, drawn: impl Fn(Cell) -> Option<u64>) {
    let applicants = form.cells().filter(|cell| cell.row() == Row::Received && !cell.column().is_total());
    for received in applicants {
        let at = |row| Cell::new(row, received.column());
        let number = |row| at(row).and_then(&drawn).unwrap_or(0);
        let outcomes = Row::all().filter(|row| row.is_outcome() && row.is_in(form)).map(number);
        let incoming: u64 = outcomes.sum::<u64>() + number(Row::CarriedForward);
        let brought_forward = number(Row::BroughtForward).min(incoming);
        let count = |n| Count::new(n).unwrap_or_default();
        builder.set(received, count(incoming - brought_forward));
        if let Some(cell) = at(Row::BroughtForward) {
            builder.set(cell, count(brought_forward));
        }
    }
}

fn values_of(cell: Cell) -> BoxedStrategy<Drawn> {
    match (cell.kind(), cell.table()) {
        (Kind::Count, Table::Disclosure) => {
            prop_oneof![4 => Just(0), 3 => 1..100_i64, 2 => 100..10_000_i64, 1 => 10_000..40_000_000_i64]
                .prop_map(Drawn::Whole)
                .boxed()
        }
        (Kind::Count, _) => {
            // 科研机构, 社会公益组织 and their like hardly ever apply.
            let zeros = if cell.column() == Column::NaturalPerson { 3 } else { 12 };
            prop_oneof![zeros => Just(0), 3 => 1..20_i64, 1 => 20..5_000_i64].prop_map(Drawn::Whole).boxed()
        }
        (Kind::SignedCount, _) => prop_oneof![3 => Just(0), 1 => -50..50_i64].prop_map(Drawn::Whole).boxed(),
        (Kind::Amount(_), _) => {
            let unit = prop::option::of(prop::sample::select(&Unit::ALL[..]));
            (prop_oneof![Just(0), 0..30_000_000_000_u64], 0..=6_u32, unit)
                .prop_filter_map("not negative", |(digits, decimals, unit)| {
                    Money::new(Decimal::try_from_i128_with_scale(digits.into(), decimals).ok()?, unit)
                })
                .prop_map(Drawn::Money)
                .boxed()
        }
    }
}
