//! Reports of one body over several years, in which every link holds.

use std::collections::BTreeMap;

use proptest::prelude::*;
use rust_decimal::Decimal;

use super::mutant::Dice;
use super::reports_of;
use crate::draft::State;
use crate::form::{Cell, Column, Edition, Form, Group, Kind, Row, Table};
use crate::impossible::DebugExpect;
use crate::report::{Builder, Count, Money, NetChange, Report, Value};

/// The reports of one body over two to eight consecutive years from 2019 on, each on the edition of its year.
///
/// Every link holds: what was carried forward was brought forward, documents in force roll forward, and so do the items of
/// the trial edition. The numbers of a body move from year to year by less than a factor of three and no table is printed
/// twice, so that [`Checker::check_series`](crate::assess::Checker::check_series) finds nothing at all.
///
/// ```
/// use ogi_report::assess::Checker;
/// use ogi_report::extract::Extract;
/// use ogi_report::generate::series;
/// use ogi_report::series::Series;
/// use proptest::prelude::*;
///
/// proptest!(ProptestConfig::with_cases(8), |(reports in series())| {
///     let extracts = reports.iter().map(|report| Extract::try_from(report).unwrap());
///     let found = Checker::new().check_series(&Series::new(extracts).unwrap());
///     prop_assert_eq!(found.findings(), []);
/// });
/// ```
pub fn series() -> impl Strategy<Value = Vec<Report>> {
    courses(2..=8_u16)
}

/// The reports of one body over so many consecutive years from 2019 on or later, made as [`series`] are.
pub fn series_of(years: u16) -> impl Strategy<Value = Vec<Report>> {
    courses(Just(years))
}

fn courses(years: impl Strategy<Value = u16>) -> impl Strategy<Value = Vec<Report>> {
    let is_divided = prop::sample::select(&[true, false][..]);
    let bases = Edition::ALL.map(|edition| reports_of(edition.form()));
    let [oldest, ..] = Edition::ALL;
    let (first, _) = oldest.years().into_inner();
    let years = (first..first.saturating_add(7), years);
    (bases, is_divided, years, any::<u64>()).prop_filter_map("valid", |(bases, is_divided, (first, years), seed)| {
        let mut course = Course { bases, is_divided, years: years.into(), dice: Dice(seed), turn: 0, last: None };
        let mut next = |year| course.next(year).debug_some("a report made so is valid");
        (first..first.checked_add(years)?).map(&mut next).collect()
    })
}

/// The way of one body through the years.
struct Course {
    /// What the numbers of each year are near to, in each edition: those of the last one that has the cell.
    bases: [Report; Edition::ALL.len()],
    /// Whether （六）其他处理 is divided where the edition divides it.
    is_divided: bool,
    years: i64,
    dice: Dice,
    turn: i64,
    last: Option<Report>,
}

impl Course {
    fn next(&mut self, year: u16) -> Option<Report> {
        let form = Edition::for_year(year)?.form();
        let form = if self.is_divided { form } else { form.undivided() };
        let mut builder = Report::builder(form);
        builder.agency(self.bases.last().and_then(Report::agency).unwrap_or("某县某局")).year(year);
        let marked = self.marked(form);
        let mut flows = BTreeMap::new();
        for cell in form.cells().filter(|cell| cell.table() != Table::Applications && !cell.column().is_total()) {
            let state = self.disclosed(cell, marked.contains(&cell))?;
            if let State::Count(n) = state {
                flows.insert(cell, n);
            }
            builder.set(cell, state);
        }
        for column in Column::all().filter(|c| !c.is_total() && Cell::new(Row::Received, *c).is_some()) {
            self.applied(&mut builder, form, column, &marked)?;
        }
        self.roll_forward(&mut builder, form, &flows)?;
        let report = builder.build().ok()?;
        self.turn = self.turn.checked_add(1)?;
        self.last = Some(report.clone());
        Some(report)
    }

    fn base(&self, cell: Cell) -> Option<Value> {
        self.bases.iter().rev().find_map(|base| base.get(cell))
    }

    fn number(&self, cell: Cell) -> i64 {
        self.base(cell).and_then(whole).unwrap_or(0)
    }

    /// One flow of each table that is not 0: it moves by one from year to year, so that no two tables are the same.
    fn marked(&self, form: Form) -> Vec<Cell> {
        let mark = |table| {
            // Section 三 is made of the rows of the latest form whatever is printed.
            let made = if table == Table::Applications { Edition::LATEST.form() } else { form };
            let mut flows = made.cells().filter(move |cell: &Cell| {
                let stock = matches!(cell.column(), Column::InForce | Column::TotalPublished | Column::ItemsLastYear);
                let settled = matches!(cell.row(), Row::Received | Row::BroughtForward | Row::Handled);
                let carried = cell.row() == Row::CarriedForward;
                cell.table() == table && !cell.column().is_total() && !stock && !settled && !carried
            });
            flows.find(|cell| self.number(*cell) != 0)
        };
        Table::ALL.into_iter().filter_map(mark).collect()
    }

    /// Near to what it is in other years: between three and eight fifths of the base, and 0 only if that is 0.
    fn near(&mut self, base: i64) -> i64 {
        let percent = (self.dice.roll() % 101).cast_signed() + 60;
        base.signum() * (base.abs() * percent + 99).div_euclid(100)
    }

    fn moved(&mut self, cell: Cell, is_marked: bool) -> i64 {
        let base = self.number(cell);
        if is_marked { base + self.turn } else { self.near(base) }
    }

    /// A cell of section 二 or 四 but for the stocks, which follow from the other cells.
    fn disclosed(&mut self, cell: Cell, is_marked: bool) -> Option<State> {
        match cell.kind() {
            Kind::Amount(_) => {
                let Value::Money(money) = self.base(cell)? else { return None };
                let (digits, scale) = (i64::try_from(money.value().mantissa()).ok()?, money.value().scale());
                let value = Decimal::try_from_i128_with_scale(self.near(digits).into(), scale).ok()?;
                Some(Money::new(value, money.unit())?.into())
            }
            Kind::Count => Some(count(self.moved(cell, is_marked))?.into()),
            Kind::SignedCount => Some(NetChange::new(self.moved(cell, is_marked))?.into()),
        }
    }

    /// A column of section 三: less than a tenth of what was handled is carried forward, so that it is handled next year.
    fn applied(&mut self, builder: &mut Builder, form: Form, column: Column, marked: &[Cell]) -> Option<()> {
        let mut handled = 0;
        let mut others = 0;
        for row in Row::all().filter(|row| row.is_outcome() && row.is_in(Edition::LATEST.form())) {
            let cell = Cell::new(row, column)?;
            let is_other = row.group() == Some(Group::OtherHandling);
            // What one row may have to stand for does not move, or its moves could cancel out.
            let n = if is_other && !marked.contains(&cell) {
                self.number(cell)
            } else {
                self.moved(cell, marked.contains(&cell))
            };
            handled += n;
            if is_other && !row.is_in(form) {
                others += n;
            } else {
                builder.set(cell, count(n)?);
            }
        }
        if Row::OtherHandlingUndivided.is_in(form) {
            builder.set(Cell::new(Row::OtherHandlingUndivided, column)?, count(others)?);
        }
        let (forward, brought) = (Cell::new(Row::CarriedForward, column)?, Cell::new(Row::BroughtForward, column)?);
        let most = (handled / 10).max(handled.min(1));
        let carried = self.near(self.number(forward)).min(most);
        let before = match &self.last {
            Some(last) => last.get(forward).and_then(whole)?,
            None => self.near(self.number(forward)).min(most),
        };
        builder.set(forward, count(carried)?).set(brought, count(before)?);
        builder.set(Cell::new(Row::Received, column)?, count(handled + carried - before)?);
        Some(())
    }

    /// The stocks: large against what moves them, by one more each year where it is marked, or as last year's report leaves them.
    fn roll_forward(&self, builder: &mut Builder, form: Form, flows: &BTreeMap<Cell, i64>) -> Option<()> {
        let years = self.years;
        let before = |cell| self.last.as_ref().and_then(|last| last.get(cell)).and_then(whole);
        for row in Row::all().filter(|row| row.is_in(form)) {
            let at = |column| Cell::new(row, column).filter(|cell| cell.is_in(form));
            if let (Some(stock), Some(issued), Some(repealed)) =
                (at(Column::InForce), at(Column::Issued), at(Column::Repealed))
            {
                let n = match before(stock) {
                    Some(last) => last + flows.get(&issued)? - flows.get(&repealed)?,
                    None => self.number(stock) + 3 * years * (self.number(issued).max(self.number(repealed)) + years),
                };
                builder.set(stock, count(n)?);
            }
            if let (Some(stock), Some(part)) = (at(Column::TotalPublished), at(Column::NewlyPublished)) {
                builder.set(stock, count(flows.get(&stock)? + flows.get(&part)?)?);
            }
            if let (Some(items), Some(change)) = (at(Column::ItemsLastYear), at(Column::NetChange)) {
                let n = match before(items).zip(before(change)) {
                    Some((last, change)) => last + change,
                    None => self.number(items) + 3 * years * self.number(change).abs(),
                };
                builder.set(items, count(n)?);
            }
        }
        Some(())
    }
}

fn whole(value: Value) -> Option<i64> {
    match value {
        Value::Count(n) => Some(n.into()),
        Value::NetChange(n) => Some(n.get()),
        Value::Money(_) => None,
    }
}

fn count(n: i64) -> Option<Count> {
    Count::try_from(n).ok()
}
