use super::{Fault, InvalidReport, Money, Report, Value};
use crate::draft::Amount;
use crate::draft::numeral::MAX_COUNT;
use crate::form::{Cell, CellSet, Column, Form, Identity, Kind, NotInForm, Row, Table};
use crate::impossible::DebugExpect;

/// The rows of section 三 over all printed forms, the columns, and where its cells start in the form's order.
const ROWS: usize = Row::CarriedForward as usize - Row::Received as usize + 1;
const COLUMNS: usize = Column::OtherOrganization as usize - Column::NaturalPerson as usize + 2;
const FIRST: usize = Cell::COUNT - PROCEEDINGS - ROWS * COLUMNS;
/// The same of section 四, which ends the form.
const PROCEEDINGS: usize = INSTANCES * RESULTS;
const INSTANCES: usize = Row::LitigationAfterReconsideration as usize - Row::Reconsideration as usize + 1;
const RESULTS: usize = Column::Pending as usize - Column::Upheld as usize + 2;
/// Which cells of section 二, with which the form begins, may be negative.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler: a slip does not build")]
static SIGNED: [bool; FIRST] = {
    let mut signed = [false; FIRST];
    let mut index = 0;
    while index < FIRST {
        if let Some(cell) = Cell::nth(index) {
            signed[index] = matches!(cell.kind(), Kind::SignedCount);
        }
        index += 1;
    }
    signed
};

/// The plain numbers of a complete form, right or wrong: what lies between parsing and a [`Report`].
///
/// The numbers stand densely in the form's order, rows that the printed form does not have are 0, and the checks are
/// plain loops that stop at the first fault: about 45 ns for a valid form, without allocating. (A version without
/// branches was four times slower.) Only when a form is found wrong does [`Figures::check`] collect all reasons.
///
/// ```
/// use ogi_report::form::{Form, cells::proceedings::reconsideration};
/// use ogi_report::report::{Figures, Report};
///
/// let mut figures = Figures::zero(Form::Revised2021);
/// assert!(figures.is_valid());
/// figures.set(reconsideration::UPHELD, 2)?;
/// assert!(!figures.is_valid());
/// figures.set(reconsideration::TOTAL, 2)?;
/// let report = Report::try_from(&figures)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// As JSON they are written and read like a [`Report`], right or wrong; all faults are then asked for at once:
///
/// ```
/// # use ogi_report::form::{Form, cells::proceedings::reconsideration};
/// # use ogi_report::report::Figures;
/// # let mut wrong = Figures::zero(Form::Revised2021);
/// # wrong.set(reconsideration::UPHELD, 2)?;
/// # let json = serde_json::to_string(&wrong)?;
/// let figures: Figures = serde_json::from_str(&json)?;
/// assert_eq!(figures.check().unwrap_err().faults().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Figures {
    form: Form,
    numbers: [i64; Cell::COUNT],
    /// Every printed form has exactly one cell that holds money.
    money: Amount,
}

impl Figures {
    /// A form with 0 in every cell.
    pub const fn zero(form: Form) -> Self {
        Self { form, numbers: [0; Cell::COUNT], money: Amount { value: rust_decimal::Decimal::ZERO, unit: None } }
    }

    /// The printed form.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Decides the printed form after the fact. What was put into cells that it does not have must never get past the
    /// caller.
    pub(super) fn set_form(&mut self, form: Form) {
        self.form = form;
    }

    /// The whole number in a cell, or `None` if the form does not have the cell or it holds money.
    pub fn get(&self, cell: Cell) -> Option<i64> {
        let counted = !matches!(cell.kind(), Kind::Amount(_));
        (counted && cell.is_in(self.form)).then(|| self.at(cell))
    }

    /// Puts a whole number into a cell; in the one that holds money it is an amount in the unit that the form fixes.
    ///
    /// Any number is taken: [`Figures::check`] tells which cannot be.
    ///
    /// # Errors
    ///
    /// If the printed form does not have the cell.
    pub fn set(&mut self, cell: Cell, number: i64) -> Result<(), NotInForm> {
        match cell.of(self.form)?.kind() {
            Kind::Amount(_) => self.set_amount(Amount { value: number.into(), unit: None }),
            Kind::Count | Kind::SignedCount => self.put_number(cell, number),
        }
        Ok(())
    }

    /// The amount in the one cell of the form that holds money.
    pub const fn amount(&self) -> Amount {
        self.money
    }

    /// Puts an amount into the one cell of the form that holds money.
    pub fn set_amount(&mut self, amount: Amount) {
        self.money = amount;
    }

    /// Whether the numbers are a report: all in range, and every identity holds.
    ///
    /// [`Figures::check`] says why not.
    pub fn is_valid(&self) -> bool {
        self.in_range() && self.applications_add_up() && self.proceedings_add_up()
    }

    fn in_range(&self) -> bool {
        // A negative number, like one too large, has a bit above the highest of MAX_COUNT. Only section 二 has cells in
        // which a negative number is legal: they alone get a second look.
        let (disclosure, others) = self.numbers.split_at(FIRST);
        let bits = |numbers: &[i64]| numbers.iter().fold(0, |bits, n| bits | n.cast_unsigned());
        let in_range = |bits: u64| bits <= MAX_COUNT.cast_unsigned();
        let sizes = || {
            let signed = disclosure.iter().zip(&SIGNED);
            signed.fold(0, |bits, (n, signed)| bits | if *signed { n.unsigned_abs() } else { n.cast_unsigned() })
        };
        in_range(bits(others)) && (in_range(bits(disclosure)) || in_range(sizes())) && !is_negative(self.money)
    }

    /// Whether the number in a cell is a count, or a change where the form has one.
    fn is_in_range(&self, cell: Cell) -> bool {
        let number = self.at(cell);
        let size = if cell.kind() == Kind::SignedCount { number.unsigned_abs() } else { number.cast_unsigned() };
        size <= MAX_COUNT.cast_unsigned()
    }

    /// Whether the identities of section 三 hold. No sum overflows: the numbers are in range.
    ///
    /// The row totals of （七）总计 and 四 are not compared: they follow from the others.
    fn applications_add_up(&self) -> bool {
        let rows = self.numbers.split_at(FIRST).1.as_chunks::<COLUMNS>().0;
        // Rows that the printed form does not have are 0 and change no sum.
        let rows_of_three = rows.first_chunk::<ROWS>().debug_some("section 三 has all its rows");
        let Some([received, brought_forward, outcomes @ .., handled, carried_forward]) = rows_of_three else {
            return false;
        };
        for [applicants @ .., total] in rows.iter().take(ROWS - 2) {
            if applicants.iter().sum::<i64>() != *total {
                return false;
            }
        }
        let mut sums = [0; COLUMNS];
        for outcome in outcomes {
            for (sum, n) in sums.iter_mut().zip(outcome) {
                *sum += n;
            }
        }
        let incoming = received.iter().zip(brought_forward);
        let outgoing = handled.iter().zip(carried_forward);
        sums == *handled && incoming.zip(outgoing).all(|((r, b), (h, c))| r + b == h + c)
    }

    fn proceedings_add_up(&self) -> bool {
        let blocks = self.numbers.split_at(Cell::COUNT - PROCEEDINGS).1;
        blocks.as_chunks::<RESULTS>().0.iter().all(|[results @ .., total]| results.iter().sum::<i64>() == *total)
    }

    /// Checks the numbers.
    ///
    /// # Errors
    ///
    /// If they are no report: every number out of range and every broken identity.
    pub fn check(&self) -> Result<(), InvalidReport> {
        if self.is_valid() { Ok(()) } else { Err(InvalidReport::new(self.form, self.faults(self.form.cell_set()))) }
    }

    /// The numbers out of range and the broken identities, as far as only the `known` cells tell.
    pub(super) fn faults(&self, known: CellSet) -> Vec<Fault> {
        let out_of_range =
            self.form.cells().filter(|cell| known.contains(*cell)).filter_map(|cell| match cell.kind() {
                Kind::Amount(_) => {
                    is_negative(self.money).then_some(Fault::NegativeAmount { cell, value: self.money.value })
                }
                _ => (!self.is_in_range(cell)).then(|| Fault::OutOfRange { cell, value: self.at(cell) }),
            });
        let mut faults: Vec<Fault> = out_of_range.collect();
        let broken: Vec<Fault> =
            self.form.identities().filter_map(|identity| self.imbalance(identity, known)).collect();
        let explained = broken.iter().any(|fault| {
            matches!(fault, Fault::Broken { identity, .. }
            if identity.table() == Table::Applications && !identity.is_dependent())
        });
        faults.extend(broken.into_iter().filter(|fault| {
            !(explained && matches!(fault, Fault::Broken { identity, .. } if identity.is_dependent()))
        }));
        faults
    }

    /// The fault of an identity, if all its cells are known and it does not hold. No numbers overflow these sums.
    fn imbalance(&self, identity: Identity, known: CellSet) -> Option<Fault> {
        let sum = |cells: &mut dyn Iterator<Item = Cell>| -> Option<i128> {
            cells.map(|cell| known.contains(cell).then(|| i128::from(self.at(cell)))).sum()
        };
        let (left, right) = (sum(&mut identity.left())?, sum(&mut identity.right())?);
        (left != right).then_some(Fault::Broken { identity, left, right })
    }

    #[expect(clippy::indexing_slicing, reason = "every cell has its number")]
    pub(super) fn at(&self, cell: Cell) -> i64 {
        self.numbers[cell.index()]
    }

    pub(super) fn number(&self, row: Row, column: Column) -> i64 {
        Cell::new(row, column).map(|cell| self.at(cell)).debug_expect("the parts of a report have only its cells")
    }

    /// The amount of a valid form.
    pub(super) fn money(&self) -> Money {
        Money::new(self.money.value, self.money.unit).debug_expect("a valid form's amount is not negative")
    }

    #[expect(clippy::indexing_slicing, reason = "every cell has its number")]
    pub(crate) fn put_number(&mut self, cell: Cell, number: i64) {
        self.numbers[cell.index()] = number;
    }

    pub(super) fn put(&mut self, row: Row, column: Column, number: i64) {
        if let Some(cell) = Cell::new(row, column).debug_some("the parts of a report have only its cells") {
            self.put_number(cell, number);
        }
    }

    pub(super) fn put_value(&mut self, cell: Cell, value: Value) {
        match value {
            Value::Count(n) => self.put_number(cell, n.signed()),
            Value::NetChange(n) => self.put_number(cell, n.get()),
            Value::Money(money) => self.money = money.into(),
        }
    }
}

fn is_negative(amount: Amount) -> bool {
    amount.value.is_sign_negative() && !amount.value.is_zero()
}

impl From<&Report> for Figures {
    fn from(report: &Report) -> Self {
        let mut figures = Self::zero(report.form());
        report.disclosure().put_into(&mut figures);
        report.applications().put_into(&mut figures);
        report.proceedings().put_into(&mut figures);
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_table_lie_row_by_row_where_the_checks_look_for_them() {
        let first = |table| Cell::all().position(|c| c.table() == table);
        assert_eq!(first(Table::Applications), Some(FIRST));
        assert_eq!(first(Table::Proceedings), Some(Cell::COUNT - PROCEEDINGS));
        for cell in Cell::all().skip(FIRST) {
            let (row, width, start) = match cell.table() {
                Table::Proceedings => (Row::Reconsideration, RESULTS, Cell::COUNT - PROCEEDINGS),
                _ => (Row::Received, COLUMNS, FIRST),
            };
            assert_eq!((cell.index() - start) / width, cell.row() as usize - row as usize, "{cell}");
            assert_eq!((cell.index() - start) % width == width - 1, cell.column().is_total(), "{cell}");
        }
        let outcomes = Row::all().skip(Row::Received as usize + 2).take(ROWS - 4);
        assert!(outcomes.into_iter().all(Row::is_outcome));
    }

    #[test]
    fn every_printed_form_has_one_cell_of_money() {
        for form in Form::ALL {
            assert_eq!(form.cells().filter(|c| matches!(c.kind(), Kind::Amount(_))).count(), 1);
        }
    }
}
