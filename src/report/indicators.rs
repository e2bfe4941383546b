//! Figures that researchers take from reports.

use serde::Serialize;

use super::{Count, Report, Value};
use crate::form::cells::applications::{disclosed, handled, partly_disclosed};
use crate::form::cells::proceedings::{direct_litigation, reconsideration};
use crate::form::{Cell, Lang};
use crate::impossible::DebugExpect;

/// A share of the numbers of a report, as an exact fraction with the cells of both its sides.
///
/// It is never a finding and has no part in a verdict: a report is not better for a higher or a lower one.
///
/// | name | numerator | denominator |
/// | --- | --- | --- |
/// | `substantive-disclosure` 实质公开率 | disclosed and partly disclosed | all handled |
/// | `reconsideration-correction` 复议纠错率 | corrected | all decided: the total without those pending |
/// | `dispute` 争议率 | reconsiderations and suits without one before | all handled |
///
/// Disputes need not be about the applications of the same year, and can be about something else than an application: the last
/// can exceed 1. Suits after a reconsideration are the same disputes again and are not counted twice.
///
/// ```
/// use ogi_report::form::{Form, Lang, cells};
/// use ogi_report::report::Report;
///
/// let mut builder = Report::builder(Form::Revised2021);
/// for cell in Form::Revised2021.cells() {
///     builder.set(cell, 0);
/// }
/// let rows = [("received", 40), ("disclosed", 30), ("partly_disclosed", 2), ("not_held", 8), ("handled", 40)];
/// for (row, n) in rows {
///     for column in ["natural_person", "total"] {
///         builder.set(format!("applications.{row}.{column}").parse()?, n);
///     }
/// }
/// let [disclosure, ..] = builder.build()?.indicators();
/// assert_eq!((disclosure.numerator, disclosure.denominator, disclosure.is_small), (32, 40, false));
/// assert_eq!(disclosure.denominator_cells, [cells::applications::handled::TOTAL]);
/// assert_eq!(disclosure.label(Lang::Zh), "实质公开率");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Indicator {
    /// Its name, for ever: `substantive-disclosure`.
    pub name: &'static str,
    /// The sum of its cells.
    pub numerator: u64,
    /// The cells that are added up above the line.
    pub numerator_cells: Vec<Cell>,
    /// The sum of its cells. A sum of 0 has no share.
    pub denominator: u64,
    /// The cells that are added up below the line.
    pub denominator_cells: Vec<Cell>,
    /// Whether the denominator is below 30, where one case more or less moves the share by more than three hundredths.
    pub is_small: bool,
    #[serde(skip)]
    label: (&'static str, &'static str),
}

const SMALL: u64 = 30;

impl Indicator {
    /// The words for it.
    pub const fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }

    fn of(report: &Report, name: &'static str, label: (&'static str, &'static str), sides: [&[Cell]; 2]) -> Self {
        let sum = |cells: &[Cell]| cells.iter().map(|cell| count(report, *cell)).sum();
        let [above, below] = sides;
        let denominator = sum(below);
        Self {
            name,
            numerator: sum(above),
            numerator_cells: above.to_vec(),
            denominator,
            denominator_cells: below.to_vec(),
            is_small: denominator < SMALL,
            label,
        }
    }
}

impl Report {
    /// The figures that researchers take from a report: [`Indicator`] lists them.
    pub fn indicators(&self) -> [Indicator; 3] {
        [
            Indicator::of(
                self,
                "substantive-disclosure",
                ("实质公开率", "substantive disclosure"),
                [&[disclosed::TOTAL, partly_disclosed::TOTAL], &[handled::TOTAL]],
            ),
            Indicator::of(
                self,
                "reconsideration-correction",
                ("复议纠错率", "correction on reconsideration"),
                // The identity of section 四: together they are the total without those pending.
                [
                    &[reconsideration::CORRECTED],
                    &[reconsideration::UPHELD, reconsideration::CORRECTED, reconsideration::OTHER],
                ],
            ),
            Indicator::of(
                self,
                "dispute",
                ("争议率", "dispute"),
                [&[reconsideration::TOTAL, direct_litigation::TOTAL], &[handled::TOTAL]],
            ),
        ]
    }
}

/// The number in a counting cell that every form has.
fn count(report: &Report, cell: Cell) -> u64 {
    let count = report.get(cell).and_then(Value::count).map(Count::get);
    count.debug_expect("every form has the counts of sections 三 and 四")
}
