use rust_decimal::Decimal;

use super::{Count, Fault, Figures, InvalidReport, Report};
use crate::draft::{Amount, Draft, State};
use crate::form::{Cell, CellSet, Column, Form, Kind, Row};

/// Builds a [`Report`] cell by cell. Made by [`Report::builder`].
///
/// The totals (the 总计 columns and the row （七）总计) may be left out, and are checked where they are given; every other
/// cell must be given. Nothing is refused before [`Builder::build`], which says all that is wrong.
#[derive(Clone, Debug)]
pub struct Builder {
    pub(super) figures: Figures,
    pub(super) given: CellSet,
    /// Cells that were given something unusable.
    faults: Vec<Fault>,
    pub(super) agency: Option<String>,
    pub(super) year: Option<u16>,
}

/// Whether the totals must be given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Totals {
    Derived,
    Given,
}

impl Builder {
    pub(super) const fn new(form: Form) -> Self {
        Self { figures: Figures::zero(form), given: CellSet::EMPTY, faults: Vec::new(), agency: None, year: None }
    }

    /// Gives a cell its value, or what a draft has in its place. The last value given to a cell counts.
    pub fn set(&mut self, cell: Cell, value: impl Into<State>) -> &mut Self {
        self.take(cell, &value.into());
        self
    }

    /// Names the body whose report it is.
    pub fn agency(&mut self, agency: impl Into<String>) -> &mut Self {
        self.agency = Some(agency.into());
        self
    }

    /// Gives the report year.
    pub fn year(&mut self, year: u16) -> &mut Self {
        self.year = Some(year);
        self
    }

    /// The report.
    ///
    /// # Errors
    ///
    /// If the values are no report: every cell without a usable value, every value of a cell that the form does not
    /// have, every number out of range and every broken identity.
    pub fn build(&self) -> Result<Report, InvalidReport> {
        self.clone().finish()
    }

    pub(super) fn finish(&mut self) -> Result<Report, InvalidReport> {
        self.finish_with(Totals::Derived)
    }

    /// The numbers, right or wrong, if none is missing.
    pub(super) fn into_figures(mut self) -> Result<Figures, InvalidReport> {
        let mut known = self.given;
        self.derive_totals(&mut known);
        if known == self.figures.form().cell_set() && self.faults.is_empty() {
            return Ok(self.figures);
        }
        self.finish().map(|report| Figures::from(&report))
    }

    fn take(&mut self, cell: Cell, state: &State) {
        self.faults.retain(|fault| !fault.cells().contains(&cell));
        self.given.remove(cell);
        if !cell.is_in(self.figures.form()) {
            if !matches!(state, State::Blank | State::NotApplicable | State::Absent) {
                self.faults.push(Fault::NotInForm { cell });
            }
            return;
        }
        match (state, cell.kind()) {
            (State::Count(n), Kind::Amount(_)) => {
                self.figures.set_amount(Amount { value: Decimal::from(*n), unit: None });
            }
            (State::Count(n), _) => self.figures.put_number(cell, *n),
            (State::Amount(amount), Kind::Amount(_)) => self.figures.set_amount(*amount),
            (State::Amount(_), _) => return self.faults.push(Fault::NotACount { cell }),
            (State::Unreadable(_), _) => return self.faults.push(Fault::Unreadable { cell }),
            (State::Blank | State::NotApplicable | State::Absent, _) => return,
        }
        self.given.insert(cell);
    }

    /// What a draft has, under the name of a body.
    fn of(draft: &Draft, agency: Option<String>) -> Self {
        let mut builder = Self::new(draft.form());
        for (cell, entry) in draft.cells() {
            builder.take(cell, entry.state());
        }
        Self { agency, year: draft.year().map(|found| found.value), ..builder }
    }

    fn finish_with(&mut self, totals: Totals) -> Result<Report, InvalidReport> {
        let form = self.figures.form();
        let cells = form.cell_set();
        let mut known = self.given;
        if totals == Totals::Derived && known != cells {
            self.derive_totals(&mut known);
        }
        if known == cells && self.faults.is_empty() && self.figures.is_valid() {
            let mut report = Report::of_valid(&self.figures);
            report.agency = self.agency.take();
            report.year = self.year;
            return Ok(report);
        }
        let mut faults = std::mem::take(&mut self.faults);
        faults.extend(known.minus(cells).iter().map(|cell| Fault::NotInForm { cell }));
        let unusable: Vec<Cell> = faults.iter().flat_map(Fault::cells).collect();
        let missing = cells.minus(known).iter().filter(|cell| !unusable.contains(cell));
        // A total that could not be derived lacks other cells, and those are named.
        let missing = missing.filter(|cell| totals == Totals::Given || !is_derived(*cell));
        faults.extend(missing.map(|cell| Fault::Missing { cell }));
        faults.extend(self.figures.faults(known));
        // By cell, in the form's order; the sort is stable and leaves the identities last, in theirs.
        faults.sort_by_key(|fault| match fault {
            Fault::Broken { .. } => Cell::COUNT,
            fault => fault.cells().first().map_or(Cell::COUNT, |cell| cell.index()),
        });
        Err(InvalidReport::new(form, faults))
    }

    /// Fills in the totals that are not given, wherever the cells that they add up are known and in range.
    fn derive_totals(&mut self, known: &mut CellSet) {
        let form = self.figures.form();
        for block in form.panels() {
            let addends = || block.columns().iter().copied().filter(|column| !column.is_total());
            // Down the columns first: the total of （七）总计 adds up what is derived there.
            for column in addends() {
                let outcomes = block.rows(form).filter(|row| row.is_outcome());
                self.derive(known, (Row::Handled, column), outcomes.map(|row| (row, column)));
            }
            for row in block.rows(form) {
                self.derive(known, (row, Column::Total), addends().map(|column| (row, column)));
            }
        }
    }

    fn derive(&mut self, known: &mut CellSet, total: (Row, Column), addends: impl Iterator<Item = (Row, Column)>) {
        let Some(total) = Cell::new(total.0, total.1).filter(|total| !known.contains(*total)) else { return };
        let mut sum = Count::ZERO;
        for (row, column) in addends {
            let cell = Cell::new(row, column).filter(|cell| known.contains(*cell));
            let count = cell.and_then(|cell| Count::try_from(self.figures.at(cell)).ok());
            let Some(count) = count else { return };
            sum = sum.plus(count);
        }
        self.figures.put_number(total, sum.signed());
        known.insert(total);
    }
}

fn is_derived(cell: Cell) -> bool {
    cell.column().is_total() || cell.row() == Row::Handled
}

/// Every cell of the draft's form must hold a number, totals included; its text, places and strays are not looked at.
impl TryFrom<&Draft> for Report {
    type Error = InvalidReport;

    /// # Errors
    ///
    /// As [`Builder::build`], and for every cell that is blank, not applicable, absent or unreadable.
    fn try_from(draft: &Draft) -> Result<Self, InvalidReport> {
        Builder::of(draft, draft.agency().map(|found| found.value.clone())).finish_with(Totals::Given)
    }
}

/// As from `&Draft`, without copying the name of the body.
impl TryFrom<Draft> for Report {
    type Error = InvalidReport;

    /// # Errors
    ///
    /// As from `&Draft`.
    fn try_from(mut draft: Draft) -> Result<Self, InvalidReport> {
        let agency = draft.take_agency();
        Builder::of(&draft, agency).finish_with(Totals::Given)
    }
}

impl TryFrom<&Figures> for Report {
    type Error = InvalidReport;

    /// # Errors
    ///
    /// As [`Figures::check`].
    fn try_from(figures: &Figures) -> Result<Self, InvalidReport> {
        figures.check().map(|()| Self::of_valid(figures))
    }
}

impl From<&Report> for Draft {
    fn from(report: &Report) -> Self {
        let mut draft = Self::new(report.form());
        for (cell, value) in report.cells() {
            draft.put(cell, value);
        }
        if let Some(name) = report.agency() {
            draft.set_agency(name);
        }
        if let Some(year) = report.year() {
            draft.set_year(year);
        }
        draft
    }
}
