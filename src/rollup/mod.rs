//! Roll-up (汇总): sums of reports, and the comparison of a parent's report with those of the bodies under it.
//!
//! Sums of valid reports keep every identity, because the identities are linear: a [`Rollup`] adds up like a [`Report`]
//! does. Its numbers are wider than a report's, so that no sum overflows.
//!
//! ```
//! use ogi_report::form::{Form, cells::applications::received};
//! use ogi_report::report::Report;
//! use ogi_report::rollup::Rollup;
//!
//! let townships = vec![Report::zero(Form::Revised2021); 11];
//! let total: Rollup = townships.into_iter().sum();
//! assert_eq!(total.reports(), 11);
//! assert_eq!(total.count(received::TOTAL), Some(0));
//! let county: Report = (&total).try_into()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod family;
mod money;
mod wide;
mod wire;

use std::iter::Sum;
use std::ops::{Add, AddAssign};

use thiserror::Error;

pub use family::{Contribution, Coverage, Declared, Family, MoneyShares};
pub use money::MoneySum;

use crate::draft::Amount;
use crate::extract::divided;
use crate::form::{Cell, Edition, Form, Kind};
use crate::impossible::DebugExpect;
use crate::report::{Figures, InvalidReport, Report, Value};

/// The sum of reports: every cell added up exactly.
///
/// # What adds
///
/// - A cell has a sum if every report has it, whatever its form. Sections 三 and 四 are the same in all editions and
///   always add. Where one report prints （六）其他处理 as one row, the three rows of the others are added into it, and the
///   sum has the one row.
/// - Section 二 counts different things in the two editions: 对外公开总数量 is not 现行有效件数, and fee items are not fees.
///   In a sum over several editions those cells have no sum ([`Rollup::count`] gives `None`), rather than a guessed one. What
///   keeps its name and its column (处理决定数量 of licences, penalties, coercion) has one.
/// - Amounts of money are kept by their unit and are added where that is known ([`MoneySum`]).
/// - A sum has no body and no year: which reports may be added up is the caller's to know.
///
/// # Why there is no overflow, and no `Clone`
///
/// Every count is below 2⁵³ and is added once for each report that was made, of which there are fewer than 2⁶⁴: sums in 128
/// bits cannot overflow. A sum that could be copied could be doubled without making a report; therefore it cannot.
///
/// As JSON it is written and read whole (`{"reports": …, "counts": …, "money": …}`). What is read must be a sum that valid
/// reports can have, of fewer than 2³² reports, so that adding to it cannot overflow either.
///
/// A sum is a [`Report`] again where the reports are of one edition and its numbers are in a report's range.
#[derive(Debug, PartialEq, Eq)]
pub struct Rollup {
    /// How many reports of each form.
    forms: [u64; Form::ALL.len()],
    numbers: Vec<i128>,
    money: Vec<MoneySum>,
}

/// A sum that is not one report.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotReportable {
    /// Nothing was added up, so there is no form.
    #[error("the sum of no reports has no form")]
    Empty,
    /// Reports of several editions, whose section 二 does not add up.
    #[error("reports of several editions have no common section 二")]
    MixedEditions,
    /// Amounts in different units where the form fixes none, or with more digits than an amount can have.
    #[error("the amounts of {cell} have no one sum")]
    Money {
        /// The cell.
        cell: Cell,
    },
    /// A sum is larger than a report can hold.
    #[error("the sum of {cell} is larger than a count can be: {value}")]
    TooLarge {
        /// The cell.
        cell: Cell,
        /// The sum.
        value: i128,
    },
    /// The sum breaks a rule of the form. No sum of reports does.
    #[error(transparent)]
    Invalid(#[from] InvalidReport),
}

impl Default for Rollup {
    fn default() -> Self {
        Self {
            forms: [0; Form::ALL.len()],
            numbers: vec![0; Cell::COUNT],
            money: vec![MoneySum::default(); Edition::ALL.len()],
        }
    }
}

impl Rollup {
    /// The sum of no reports.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many reports were added up.
    pub fn reports(&self) -> u64 {
        self.forms.iter().sum()
    }

    /// The form that the sum fills: `None` for a sum of none, and for a sum over several editions.
    pub fn form(&self) -> Option<Form> {
        let printed = Form::ALL.into_iter().zip(self.forms).filter(|(_, n)| *n > 0).map(|(form, _)| form);
        let forms: Vec<Form> = printed.collect();
        match forms.as_slice() {
            [form] => Some(*form),
            [first, others @ ..] if others.iter().all(|form| form.edition() == first.edition()) => {
                // The one row of the undivided form has a place for all.
                Some(first.undivided())
            }
            _ => None,
        }
    }

    /// The cells that have a sum, with it, in the form's order; amounts of money are in [`Rollup::money`].
    pub fn counts(&self) -> impl Iterator<Item = (Cell, i128)> {
        Cell::all().filter_map(|cell| Some((cell, self.count(cell)?)))
    }

    /// The sum of a counting cell; `None` if not every report has the cell.
    pub fn count(&self, cell: Cell) -> Option<i128> {
        if matches!(cell.kind(), Kind::Amount(_)) || !self.is_in_all(cell) {
            return None;
        }
        let number = |cell: Cell| self.number(cell);
        // The three rows of divided forms count into the one row, if any form prints it.
        Some(number(cell) + divided(cell).map(number).sum::<i128>())
    }

    /// The sum of a cell that holds money; `None` if not every report has the cell.
    pub fn money(&self, cell: Cell) -> Option<MoneySum> {
        if !matches!(cell.kind(), Kind::Amount(_)) || !self.is_in_all(cell) {
            return None;
        }
        // A form has one amount, so that the amounts of all reports are those of the cell.
        let mut sum = MoneySum::default();
        self.money.iter().for_each(|of_edition| sum.merge(of_edition));
        Some(sum)
    }

    /// Whether every report has the cell, or its parts.
    fn is_in_all(&self, cell: Cell) -> bool {
        self.reports() > 0
            && Form::ALL
                .into_iter()
                .zip(self.forms)
                .all(|(form, n)| n == 0 || cell.is_in(form) || divided(cell).any(|part| part.is_in(form)))
    }

    fn number(&self, cell: Cell) -> i128 {
        self.numbers.get(cell.index()).copied().debug_expect("each cell has its sum")
    }

    fn sum_of(&mut self, cell: Cell) -> Option<&mut i128> {
        self.numbers.get_mut(cell.index()).debug_some("each cell has its sum")
    }
}

/// The sum as a report, of no named body and year.
impl TryFrom<&Rollup> for Report {
    type Error = NotReportable;

    /// # Errors
    ///
    /// If the sum is over no report or over several editions, if a number is out of a report's range, or if amounts have no
    /// one sum.
    fn try_from(sum: &Rollup) -> Result<Self, NotReportable> {
        let form =
            sum.form().ok_or(if sum.reports() == 0 { NotReportable::Empty } else { NotReportable::MixedEditions })?;
        let mut figures = Figures::zero(form);
        for cell in form.cells() {
            if let Some(money) = sum.money(cell) {
                let (value, unit) = money.total().ok_or(NotReportable::Money { cell })?;
                figures.set_amount(Amount { value, unit });
            } else if let Some(value) = sum.count(cell) {
                figures.put_number(cell, i64::try_from(value).map_err(|_| NotReportable::TooLarge { cell, value })?);
            }
        }
        Ok(Self::try_from(&figures)?)
    }
}

impl AddAssign<&Report> for Rollup {
    fn add_assign(&mut self, report: &Report) {
        for (form, n) in Form::ALL.into_iter().zip(&mut self.forms) {
            *n += u64::from(form == report.form());
        }
        for (cell, value) in report.cells() {
            let number = match value {
                Value::Count(n) => i128::from(n.get()),
                Value::NetChange(n) => i128::from(n.get()),
                Value::Money(money) => {
                    if let Some(sum) = self.money.get_mut(report.edition() as usize).debug_some("an edition's sum") {
                        sum.take(cell, money);
                    }
                    continue;
                }
            };
            if let Some(sum) = self.sum_of(cell) {
                *sum += number;
            }
        }
    }
}

impl AddAssign<Report> for Rollup {
    fn add_assign(&mut self, report: Report) {
        *self += &report;
    }
}

impl AddAssign for Rollup {
    fn add_assign(&mut self, other: Self) {
        for (mine, theirs) in self.forms.iter_mut().zip(other.forms) {
            *mine += theirs;
        }
        for (mine, theirs) in self.numbers.iter_mut().zip(other.numbers) {
            *mine += theirs;
        }
        for (mine, theirs) in self.money.iter_mut().zip(other.money) {
            mine.merge(&theirs);
        }
    }
}

impl From<&Report> for Rollup {
    fn from(report: &Report) -> Self {
        let mut sum = Self::new();
        sum += report;
        sum
    }
}

impl From<Report> for Rollup {
    fn from(report: Report) -> Self {
        Self::from(&report)
    }
}

/// Every way of adding reports and sums of reports gives a [`Rollup`].
macro_rules! add {
    ($($left:ty, $right:ty;)*) => {$(
        impl Add<$right> for $left {
            type Output = Rollup;

            fn add(self, right: $right) -> Rollup {
                let mut sum = Rollup::from(self);
                sum += right;
                sum
            }
        }
    )*};
}

add! {
    Report, Report;
    Report, Rollup;
    &Report, &Report;
    &Report, Rollup;
    Rollup, Report;
    Rollup, &Report;
    Rollup, Rollup;
}

/// Of reports, by value or by reference, and of sums.
impl<T> Sum<T> for Rollup
where
    Self: AddAssign<T>,
{
    fn sum<I: Iterator<Item = T>>(parts: I) -> Self {
        parts.fold(Self::new(), |mut sum, part| {
            sum += part;
            sum
        })
    }
}
