//! Two reports cell by cell.

use rust_decimal::{Decimal, RoundingStrategy};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Amount, Extract};
use crate::form::{Cell, Kind, Unit};

/// A cell of two reports, with the number that each has in it.
///
/// ```
/// use ogi_report::extract::{CellPair, Extract};
/// use ogi_report::form::{Form, cells::disclosure::penalties};
/// use ogi_report::{Draft, Report};
///
/// let mut draft = Draft::from(&Report::zero(Form::Revised2021).with_agency("某县某局").with_year(2023));
/// draft.set(penalties::DECISIONS, 40)?;
/// let before = Extract::try_from(&draft)?;
/// draft.set(penalties::DECISIONS, 45)?;
/// let pairs: Vec<CellPair> = before.beside(&Extract::try_from(&draft)?).filter(CellPair::differs).collect();
/// assert_eq!(pairs[0].cell, penalties::DECISIONS);
/// assert_eq!(pairs[0].change(), Some(5.into()));
/// assert_eq!(pairs[0].percentage().unwrap().to_string(), "12.5");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// As JSON it has its change and its percentage too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct CellPair {
    /// The cell; of two forms that print 其他处理 in one row and in three, that of the one row.
    pub cell: Cell,
    /// The numbers, `None` where a report has none. Amounts in different units are both in yuan.
    pub numbers: [Option<Decimal>; 2],
}

impl CellPair {
    /// Whether the numbers differ, or only one report has one.
    pub fn differs(&self) -> bool {
        self.numbers[0] != self.numbers[1]
    }

    /// Whether no report has a number that is not 0.
    pub fn is_zero(&self) -> bool {
        self.numbers.iter().flatten().all(Decimal::is_zero)
    }

    /// The second number less the first.
    pub fn change(&self) -> Option<Decimal> {
        let [before, after] = self.numbers;
        after?.checked_sub(before?)
    }

    /// The change in hundredths of the first number, to one decimal; `None` where that is not above 0.
    pub fn percentage(&self) -> Option<Decimal> {
        let before = self.numbers[0].filter(|before| *before > Decimal::ZERO)?;
        let share = self.change()?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(before)?;
        Some(share.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero))
    }
}

impl Serialize for CellPair {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(4))?;
        map.serialize_entry("cell", &self.cell)?;
        map.serialize_entry("numbers", &self.numbers)?;
        map.serialize_entry("change", &self.change())?;
        map.serialize_entry("percentage", &self.percentage())?;
        map.end()
    }
}

impl Extract {
    /// The cells that both reports can have, in the form's order, with the numbers of both. An amount is left out where nobody
    /// knows the unit of one of the two.
    pub fn beside<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = CellPair> + 'a {
        // Of 其他处理 in one row and in three, the one row is what both can have.
        let form = if other.form.is_divided() { self.form } else { other.form };
        let is_shared = move |cell: &Cell| [self, other].iter().all(|report| !report.parts(*cell).is_empty());
        form.cells().filter(is_shared).filter_map(move |cell| {
            let numbers = match cell.kind() {
                Kind::Amount(fixed) => amounts([self, other].map(|report| report.amount(cell)), fixed)?,
                Kind::Count | Kind::SignedCount => [self, other].map(|report| report.number(cell)),
            };
            Some(CellPair { cell, numbers })
        })
    }

    /// The sum of the cells that make up the cell here, if all are known.
    fn number(&self, cell: Cell) -> Option<Decimal> {
        let mut parts = self.parts(cell).into_iter().map(|part| self.count(part));
        parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(Decimal::from(part?)))
    }
}

/// The amounts as written where their unit is the same, else in yuan; `None` where they cannot be compared.
fn amounts(amounts: [Option<Amount>; 2], fixed: Option<Unit>) -> Option<[Option<Decimal>; 2]> {
    let unit = |amount: Amount| amount.unit.or(fixed);
    let yuan = |amount: Amount| amount.value.checked_mul(Decimal::from(unit(amount)?.in_yuan()));
    match amounts {
        [Some(a), Some(b)] if unit(a) != unit(b) => Some([Some(yuan(a)?), Some(yuan(b)?)]),
        written => Some(written.map(|amount| amount.map(|amount| amount.value))),
    }
}
