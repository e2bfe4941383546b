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
use proptest::strategy::Union;
use rust_decimal::Decimal;

use crate::draft::{Draft, State, Unreadable};
use crate::form::{Cell, Column, Form, Kind, Row, Table, Unit};
use crate::impossible::DebugExpect;
use crate::report::{Builder, Count, Money, Report};

/// Valid reports of all printed forms, of bodies of all sizes: from townships, in whose reports nearly every cell is 0, to
/// provinces with tens of millions of decisions. Most name a body and a year, and the year is one of the edition's.
///
/// No rule finds anything in them: bodies without the power to make rules have made none, what was issued is in force, what was
/// brought forward was handled, and the numbers of a row of the trial edition go together.
///
/// ```
/// use ogi_report::generate::reports;
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(16), |(report in reports())| {
///     let assessment = ogi_report::check((&report).into());
///     prop_assert_eq!(assessment.findings(), []);
///     prop_assert_eq!(assessment.accept().unwrap(), report);
/// });
/// ```
pub fn reports() -> impl Strategy<Value = Report> {
    Union::new(Form::ALL.map(|form| reports_of(form).boxed()))
}

/// Valid reports of one printed form, shaped as [`reports`] are.
pub fn reports_of(form: Form) -> impl Strategy<Value = Report> {
    Union::new_weighted(Size::ALL.map(|size| (size.weight(), of_size(form, size).boxed())).to_vec())
}

fn of_size(form: Form, size: Size) -> impl Strategy<Value = Report> {
    let drawn: Vec<Cell> = form.cells().filter(|cell| !is_settled(*cell)).collect();
    let values: Vec<BoxedStrategy<Drawn>> = drawn.iter().map(|cell| values_of(*cell, size)).collect();
    let agency = prop::option::weighted(0.9, prop::sample::select(size.bodies()));
    let (first, last) = form.edition().years().into_inner();
    let year = prop::option::weighted(0.9, first..=last.min(first.saturating_add(9)));
    // The filter is there because nothing here may panic.
    (values, agency, year).prop_filter_map("valid", move |(values, agency, year)| {
        let mut builder = Report::builder(form);
        let value = |cell: Cell| drawn.iter().position(|c| *c == cell).and_then(|at| values.get(at));
        for (cell, value) in drawn.iter().zip(&values) {
            match value {
                Drawn::Whole(n) => builder.set(*cell, *n),
                Drawn::Money(money) => builder.set(*cell, *money),
            };
        }
        settle(&mut builder, form, value);
        if let Some(agency) = agency {
            builder.agency(agency);
        }
        if let Some(year) = year {
            builder.year(year);
        }
        builder.build().debug_some("a report made so is valid")
    })
}

/// How large the body is whose report it is.
#[derive(Clone, Copy)]
enum Size {
    Township,
    Department,
    County,
    City,
    Province,
}

impl Size {
    const ALL: [Self; 5] = [Self::Township, Self::Department, Self::County, Self::City, Self::Province];

    /// Most bodies are small; the large ones are here oftener than in life, because more can go wrong with them.
    const fn weight(self) -> u32 {
        match self {
            Self::Township | Self::Department => 4,
            Self::County | Self::City => 2,
            Self::Province => 1,
        }
    }

    const fn bodies(self) -> &'static [&'static str] {
        match self {
            Self::Township => &["平罗县渠口乡", "某县某镇人民政府", "某市某区某街道办事处"],
            Self::Department => &["某县财政局", "某市人民政府办公室", "XX县\"统计局\""],
            Self::County => &["某县人民政府", "某市某区人民政府"],
            Self::City => &["某市人民政府"],
            Self::Province => &["某省人民政府", "某自治区人民政府"],
        }
    }

    /// Whether a body of this size can have made rules (规章).
    const fn makes_rules(self) -> bool {
        matches!(self, Self::City | Self::Province)
    }

    /// Of ten cells of section 二, how many are 0, and how large the others are.
    const fn decisions(self) -> (u32, i64) {
        match self {
            Self::Township => (8, 60),
            Self::Department => (6, 8_000),
            Self::County => (3, 300_000),
            Self::City => (1, 12_000_000),
            Self::Province => (1, 40_000_000),
        }
    }

    /// Of a hundred cells of section 三 of natural persons, and of the other applicants, how many are 0; and how large the
    /// others are.
    const fn applications(self) -> (u32, u32, i64) {
        match self {
            Self::Township => (96, 99, 6),
            Self::Department => (75, 93, 40),
            Self::County => (50, 87, 200),
            Self::City => (20, 70, 2_000),
            Self::Province => (10, 55, 8_000),
        }
    }
}

/// Drafts of any content: a valid report with up to a dozen cells of other numbers, lost, marked or unreadable.
///
/// ```
/// use ogi_report::generate::drafts;
/// use proptest::prelude::*;
///
/// proptest!(|(draft in drafts())| {
///     let assessment = ogi_report::check(draft);
///     prop_assert_eq!(assessment.report().is_some(), assessment.verdict() == ogi_report::Verdict::Accepted);
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
            draft.put(*at.get(&cells), state);
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

impl Drawn {
    /// How large it is, whatever its sign; `None` for money.
    fn size(&self) -> Option<u64> {
        match self {
            Self::Whole(n) => Some(n.unsigned_abs()),
            Self::Money(_) => None,
        }
    }

    fn is_zero(&self) -> bool {
        match self {
            Self::Whole(n) => *n == 0,
            Self::Money(money) => money.value().is_zero(),
        }
    }
}

/// Cells whose value follows from those that are drawn: totals, and what came in where it balances.
fn is_settled(cell: Cell) -> bool {
    cell.column().is_total() || matches!(cell.row(), Row::Handled | Row::Received)
}

/// Gives what came in: what was handled and carried forward, less what was brought forward. And adds to each stock what is
/// part of it.
///
/// What was drawn for 上年结转 stands for how much of what was handled was brought forward.
fn settle<'a>(builder: &mut Builder, form: Form, value: impl Fn(Cell) -> Option<&'a Drawn>) {
    let drawn = |cell: Cell| value(cell).and_then(Drawn::size);
    for (stock, part) in form.cells().filter_map(|cell| Some((cell, part_of(cell)?))) {
        let all = drawn(part).and_then(|part| part.checked_add(drawn(stock)?)).and_then(Count::new);
        builder.set(stock, all.debug_expect("a stock and its part are drawn"));
    }
    // Procurement has both projects and a sum, or neither.
    let procured = Row::all().filter_map(|row| {
        let pair = [Cell::new(row, Column::Projects)?, Cell::new(row, Column::TotalValue)?];
        pair.iter().all(|cell| cell.is_in(form)).then_some(pair)
    });
    for [projects, sum] in procured {
        if [projects, sum].into_iter().filter_map(&value).any(Drawn::is_zero) {
            builder.set(projects, Count::ZERO);
            builder.set(sum, Money::new(Decimal::ZERO, None).debug_expect("nothing is an amount"));
        }
    }
    let applicants = form.cells().filter(|cell| cell.row() == Row::Received && !cell.column().is_total());
    for received in applicants {
        let at = |row| Cell::new(row, received.column());
        let number = |row| at(row).and_then(&drawn).debug_expect("the rows of section 三 are drawn");
        let outcomes = Row::all().filter(|row| row.is_outcome() && row.is_in(form)).map(number);
        let handled: u64 = outcomes.sum();
        let incoming = handled + number(Row::CarriedForward);
        let brought_forward = number(Row::BroughtForward).min(handled);
        let count = |n| Count::new(n).debug_expect("what is drawn is small");
        builder.set(received, count(incoming - brought_forward));
        if let Some(cell) = at(Row::BroughtForward).debug_some("section 三 has the row in all its columns") {
            builder.set(cell, count(brought_forward));
        }
    }
}

/// The cell of a row that a stock cannot be below: what is part of it, or what it loses in the year.
fn part_of(stock: Cell) -> Option<Cell> {
    let part = match stock.column() {
        Column::InForce => Column::Issued,
        Column::TotalPublished => Column::NewlyPublished,
        Column::ItemsLastYear => Column::NetChange,
        _ => return None,
    };
    Cell::new(stock.row(), part)
}

fn values_of(cell: Cell, size: Size) -> BoxedStrategy<Drawn> {
    match (cell.kind(), cell.table()) {
        (Kind::Count, Table::Disclosure) if cell.row() == Row::Rules && !size.makes_rules() => {
            Just(Drawn::Whole(0)).boxed()
        }
        (Kind::Count, Table::Disclosure) => {
            let (zeros, most) = size.decisions();
            prop_oneof![zeros => Just(0), 5 => 1..=most.min(100), 5 => 1..=most].prop_map(Drawn::Whole).boxed()
        }
        (Kind::Count, _) => {
            let (persons, others, most) = size.applications();
            let zeros = if cell.column() == Column::NaturalPerson { persons } else { others };
            let some = 100_u32.saturating_sub(zeros);
            let most_often = 1..=(most / 10).max(3);
            prop_oneof![zeros => Just(0), some => prop_oneof![4 => most_often, 1 => 1..=most]]
                .prop_map(Drawn::Whole)
                .boxed()
        }
        (Kind::SignedCount, _) => prop_oneof![3 => Just(0), 1 => -50..50_i64].prop_map(Drawn::Whole).boxed(),
        (Kind::Amount(_), _) => {
            let unit = prop::option::weighted(0.2, prop::sample::select(&Unit::ALL[..]));
            let (zeros, most) = size.decisions();
            let most = most.unsigned_abs().saturating_mul(1_000);
            (prop_oneof![zeros => Just(0), 5 => 0..most], 0..=6_u32, unit)
                .prop_map(|(digits, decimals, unit)| {
                    let value = Decimal::try_from_i128_with_scale(digits.into(), decimals).ok();
                    let money = value.and_then(|value| Money::new(value, unit));
                    Drawn::Money(money.debug_expect("an amount that is small and not negative"))
                })
                .boxed()
        }
    }
}
