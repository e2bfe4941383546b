//! The valid report: numbers that fill a form and break no rule of it.
//!
//! There is no path from outside to a [`Report`] whose identities do not hold: its parts are private, totals are derived
//! and not stored, and each way to one (the constructors, the [`Builder`], a [`Draft`](crate::draft::Draft), serde) goes
//! through the checks of [`Figures`].

mod build;
mod disclosure;
mod fault;
mod figures;
mod indicators;
mod parts;
mod value;
mod wire;
mod wire_parts;

pub use build::Builder;
pub use disclosure::*;
pub use fault::{Fault, InvalidReport};
pub use figures::Figures;
pub use indicators::Indicator;
pub use parts::{Applicants, Applications, OtherHandling, Outcomes, Proceedings, Results};
pub use value::{Count, CountError, Money, NetChange, ParseMoneyError, Value};

use crate::form::{Cell, CellValues, Edition, Form, Table};

/// A year's report on open government information that cannot be wrong: every cell is known and in range, and every
/// identity of its form holds.
///
/// # Access
///
/// By name, by cell, or all cells in the form's order, totals included:
///
/// ```
/// use ogi_report::form::{Form, cells};
/// use ogi_report::report::Report;
///
/// let report = Report::zero(Form::Revised2021).with_agency("平罗县渠口乡").with_year(2024);
/// assert_eq!(report.applications().received().natural_person.get(), 0);
/// assert_eq!(report.get(cells::applications::handled::TOTAL).unwrap().to_string(), "0");
/// assert_eq!(report.cells().count(), 200);
/// ```
///
/// # Construction
///
/// From typed parts with [`Report::new`], cell by cell with [`Report::builder`], from a
/// [`Draft`](crate::draft::Draft) with `TryFrom`, from [`Figures`] with `TryFrom`, or from JSON. What fails says
/// everything that is wrong ([`InvalidReport`]).
///
/// ```
/// use ogi_report::form::Form;
/// use ogi_report::form::cells::applications::{carried_forward, received};
/// use ogi_report::report::Report;
///
/// let mut builder = Report::builder(Form::Revised2021);
/// for cell in Form::Revised2021.cells() {
///     builder.set(cell, 0);
/// }
/// builder.set(received::NATURAL_PERSON, 2).set(received::TOTAL, 2);
/// let error = builder.build().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "not a valid report, 1 fault: \
///      section 三, natural persons: received + brought forward = handled + carried forward: 2 ≠ 0",
/// );
///
/// builder.set(carried_forward::NATURAL_PERSON, 2).set(carried_forward::TOTAL, 2);
/// assert!(builder.build().is_ok());
/// ```
///
/// # JSON
///
/// One format in both directions, nested by the parts of the cells' addresses:
///
/// ```json
/// {
///   "edition": "2021", "agency": "平罗县渠口乡", "year": 2024,
///   "disclosure": {"rules": {"issued": 0, "repealed": 0, "in_force": 0}, "…": {}, "fees": {"amount": "12.50"}},
///   "applications": {"received": {"natural_person": 0, "…": 0, "total": 0}, "…": {}},
///   "proceedings": {"reconsideration": {"upheld": 0, "…": 0, "total": 0}, "…": {}}
/// }
/// ```
///
/// - `edition` is `"2019"` or `"2021"` and must be there. With `"2021"`, the row `other_handling_undivided` in place of
///   `supplement_overdue`, `fee_unpaid` and `other_handling` makes it [`Form::Revised2021Undivided`].
/// - `agency` and `year` may be left out or `null`; they are written where they are known.
/// - Counts are whole numbers up to 2⁵³ − 1; `net_change` has a sign.
/// - Amounts are decimal strings, with the unit where one was written (`"251000元"`). A whole number is also taken, because
///   it is exact; one with a decimal point or an exponent is not, because it is not.
/// - Every cell of the form must be there, save the totals (the key `total` and the row `handled`): they are written
///   always, may be left out, and must be right if they are not.
/// - A key that is not of the form, or comes twice, is an error. The order of keys is free; the form's own is the fastest.
///
/// What is not of this format fails where it stands; what is, but is no report, fails with all faults in the message.
/// Any other self-describing serde format works alike.
///
/// # No way round
///
/// The parts of a report cannot be changed from outside, and a report cannot be written down as a literal:
///
/// ```
/// # use ogi_report::{form::Form, report::{Applicants, Applications, Outcomes, Report}};
/// let report = Report::zero(Form::Revised2021);
/// let received: Applicants = *report.applications().received();
/// Applications::new(received, Applicants::ZERO, Outcomes::default(), Applicants::ZERO)?;
/// # Ok::<(), ogi_report::report::InvalidReport>(())
/// ```
///
/// ```compile_fail,E0616
/// # use ogi_report::{form::Form, report::{Applicants, Applications, Outcomes, Report}};
/// let report = Report::zero(Form::Revised2021);
/// let received: Applicants = report.applications.received;
/// ```
///
/// ```compile_fail,E0451
/// # use ogi_report::{form::Form, report::{Applicants, Applications, Outcomes, Report}};
/// let (received, brought_forward) = (Applicants::ZERO, Applicants::ZERO);
/// let (outcomes, carried_forward) = (Outcomes::default(), Applicants::ZERO);
/// Applications { received, brought_forward, outcomes, carried_forward };
/// ```
///
/// ```compile_fail,E0594
/// # use ogi_report::{form::Form, report::{Applicants, Applications, Count, Outcomes, Report}};
/// let mut report = Report::zero(Form::Revised2021);
/// report.applications().received().natural_person = Count::from(1);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Report {
    agency: Option<String>,
    year: Option<u16>,
    disclosure: Disclosure,
    applications: Applications,
    proceedings: Proceedings,
}

impl Report {
    /// A report from its parts, of no named body and year.
    ///
    /// # Errors
    ///
    /// If no printed form has these parts together: the table of section 二 in the 2019 edition with （六）其他处理 in
    /// three rows.
    pub fn new(
        disclosure: Disclosure,
        applications: Applications,
        proceedings: Proceedings,
    ) -> Result<Self, InvalidReport> {
        let report = Self { agency: None, year: None, disclosure, applications, proceedings };
        let form = report.form();
        if applications.outcomes().is_divided() != form.is_divided() {
            let alien = Cell::all().filter(|cell| cell.table() == Table::Applications && !cell.is_in(form));
            return Err(InvalidReport::new(form, alien.map(|cell| Fault::NotInForm { cell }).collect()));
        }
        Ok(report)
    }

    /// A report with 0 in every cell: what many a small body publishes.
    pub fn zero(form: Form) -> Self {
        Self::of_valid(&Figures::zero(form))
    }

    /// Builds a report cell by cell.
    pub const fn builder(form: Form) -> Builder {
        Builder::new(form)
    }

    /// The report that these figures are, which [`Figures::is_valid`] has found to be one.
    fn of_valid(figures: &Figures) -> Self {
        Self {
            agency: None,
            year: None,
            disclosure: Disclosure::of_valid(figures),
            applications: Applications::of_valid(figures),
            proceedings: Proceedings::of_valid(figures),
        }
    }

    /// The same report, naming the body whose it is.
    #[must_use]
    pub fn with_agency(self, agency: impl Into<String>) -> Self {
        Self { agency: Some(agency.into()), ..self }
    }

    /// The same report, giving its year.
    #[must_use]
    pub fn with_year(self, year: u16) -> Self {
        Self { year: Some(year), ..self }
    }

    /// The printed form that the report fills.
    pub fn form(&self) -> Form {
        self.applications.outcomes().form(self.edition())
    }

    /// The edition of the form.
    pub const fn edition(&self) -> Edition {
        self.disclosure.edition()
    }

    /// The body whose report it is, if it is known.
    pub fn agency(&self) -> Option<&str> {
        self.agency.as_deref()
    }

    /// The year that the report is about, if it is known.
    pub const fn year(&self) -> Option<u16> {
        self.year
    }

    /// Section 二: proactive disclosure.
    pub const fn disclosure(&self) -> &Disclosure {
        &self.disclosure
    }

    /// Section 三: applications received and handled.
    pub const fn applications(&self) -> &Applications {
        &self.applications
    }

    /// Section 四: reconsideration and litigation.
    pub const fn proceedings(&self) -> &Proceedings {
        &self.proceedings
    }

    /// The value of a cell, totals included, or `None` if the printed form does not have the cell.
    ///
    /// There is no `report[cell]`: totals are derived and not stored, so that there is nothing to refer to.
    pub fn get(&self, cell: Cell) -> Option<Value> {
        let (row, column) = (cell.row(), cell.column());
        match cell.table() {
            Table::Disclosure => self.disclosure.get(row, column),
            Table::Applications => self.applications.get(row)?.get(column).map(Value::Count),
            Table::Proceedings => self.proceedings.get(row)?.get(column).map(Value::Count),
        }
    }

    /// All cells of the printed form with their values, in the form's order.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, Value)> {
        self.into_iter()
    }
}

#[expect(clippy::into_iter_without_iter, reason = "`cells` is the method, and says of what")]
impl<'a> IntoIterator for &'a Report {
    type Item = (Cell, Value);
    type IntoIter = CellValues<'a, Report, Value>;

    fn into_iter(self) -> Self::IntoIter {
        CellValues::new(self.form(), self, Report::get)
    }
}
