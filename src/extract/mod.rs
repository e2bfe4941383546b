//! What is kept of a report to compare it with others: whose it is, of which year, and the numbers in its cells.
//!
//! An auditor holds ten thousand reports. A [`Draft`] keeps the text and the place of every cell; an [`Extract`] keeps its
//! numbers alone, in about a thousand bytes: two for each count
//! that is not 0, sixteen more for the few of 65,536 and above, and what names the report.

mod beside;
mod body;
mod wire;

use std::fmt;
use std::sync::Arc;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use beside::CellPair;
pub use body::{Body, Resemblance, resemblances};

use crate::draft::{Amount, Draft, State};
use crate::form::{Cell, CellSet, Column, Edition, Form, Group, Kind, Lang, Row};
use crate::impossible::DebugExpect;
use crate::report::Report;

/// Names a report among others: whose, of which year, and from where if that was said.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ReportRef {
    /// The body whose report it is.
    #[serde(rename = "agency")]
    pub body: Body,
    /// The year that it is about.
    pub year: u16,
    /// The file, address or number it is known by to the caller.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "source")]
    pub source: Option<Arc<str>>,
}

/// The field `source` as JSON: serde reads and writes an `Arc` only with a feature that says more than is wanted here.
mod source {
    use std::sync::Arc;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(super) fn serialize<S: Serializer>(source: &Option<Arc<str>>, serializer: S) -> Result<S::Ok, S::Error> {
        source.as_deref().serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Arc<str>>, D::Error> {
        Ok(Option::<String>::deserialize(deserializer)?.map(Arc::from))
    }
}

impl ReportRef {
    /// The report in words: 某县某镇人民政府2024年报告.
    pub fn name(&self, lang: Lang) -> String {
        match lang {
            Lang::Zh => format!("{}{}年报告", self.body, self.year),
            Lang::En => format!("{}, {}", self.body, self.year),
        }
    }
}

impl fmt::Display for ReportRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name(Lang::En))
    }
}

/// A cell of one report among others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Site {
    /// The report.
    #[serde(flatten)]
    pub report: ReportRef,
    /// The cell in it.
    pub cell: Cell,
}

impl fmt::Display for Site {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.report, self.cell)
    }
}

/// The numbers of one report, with the body and the year that they belong to.
///
/// ```
/// use ogi_report::extract::Extract;
/// use ogi_report::form::{Form, cells::applications::received};
/// use ogi_report::Report;
///
/// let report = Report::zero(Form::Revised2021).with_agency("平罗县 渠口乡").with_year(2024);
/// let extract = Extract::try_from(&report)?;
/// assert_eq!(extract.report().name(ogi_report::form::Lang::Zh), "平罗县渠口乡2024年报告");
/// assert_eq!(extract.count(received::TOTAL), Some(0));
/// assert!(Extract::try_from(&Report::zero(Form::Revised2021)).is_err());
///
/// let json = serde_json::to_string(&extract)?;
/// assert!(json.starts_with(r#"{"agency":"平罗县渠口乡","year":2024,"form":"revised2021","cells":{"disclosure.rules.issued":0"#));
/// assert_eq!(serde_json::from_str::<Extract>(&json)?, extract);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Extract {
    report: ReportRef,
    form: Form,
    known: CellSet,
    /// The known counts that are not 0.
    counted: CellSet,
    /// Those counts in the form's order; [`LARGE`] stands for one that is among the large.
    small: Box<[u16]>,
    /// The counts that do not fit, negative ones among them, in the form's order.
    large: Box<[(Cell, i64)]>,
    amount: Option<Amount>,
}

const LARGE: u16 = 0;

/// A report that cannot be set beside others, because it does not say whose or of which year it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Unplaced {
    /// No body is named.
    #[error("the report names no body")]
    NoBody,
    /// No year is named.
    #[error("the report names no year")]
    NoYear,
}

impl Extract {
    /// The numbers of a draft under a name and a year that the caller gives, whatever the draft itself says.
    pub fn of(body: Body, year: u16, draft: &Draft) -> Self {
        let (mut known, mut counted) = (CellSet::EMPTY, CellSet::EMPTY);
        let (mut small, mut large) = (Vec::new(), Vec::new());
        let mut money = None;
        for (cell, entry) in draft.cells() {
            match entry.state() {
                State::Count(n) => {
                    known.insert(cell);
                    if *n != 0 {
                        counted.insert(cell);
                        let fits = u16::try_from(*n);
                        small.push(fits.unwrap_or(LARGE));
                        large.extend(fits.is_err().then_some((cell, *n)));
                    }
                }
                // Every printed form has exactly one cell of money.
                State::Amount(amount) => money = Some(*amount),
                _ => {}
            }
        }
        let report = ReportRef { body, year, source: None };
        let (small, large) = (small.into_boxed_slice(), large.into_boxed_slice());
        Self { report, form: draft.form(), known, counted, small, large, amount: money }
    }

    /// The same numbers, saying where they come from.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Arc<str>>) -> Self {
        self.report.source = Some(source.into());
        self
    }

    /// Whose report it is, and of which year.
    pub const fn report(&self) -> &ReportRef {
        &self.report
    }

    /// The body whose report it is.
    pub const fn body(&self) -> &Body {
        &self.report.body
    }

    /// The year that it is about.
    pub const fn year(&self) -> u16 {
        self.report.year
    }

    /// The printed form.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The edition of the form.
    pub const fn edition(&self) -> Edition {
        self.form.edition()
    }

    /// The number in a counting cell, if it holds one.
    pub fn count(&self, cell: Cell) -> Option<i64> {
        if !self.counted.contains(cell) {
            return self.known.contains(cell).then_some(0);
        }
        match *self.small.get(self.counted.rank(cell)).debug_some("what is counted has its number")? {
            LARGE => {
                let at = self.large.binary_search_by_key(&cell, |(large, _)| *large);
                at.debug_some("a large number is kept").and_then(|at| self.large.get(at)).map(|(_, n)| *n)
            }
            n => Some(n.into()),
        }
    }

    /// The amount in a cell that holds money, if it is written.
    pub fn amount(&self, cell: Cell) -> Option<Amount> {
        self.amount.filter(|_| cell.is_in(self.form) && matches!(cell.kind(), Kind::Amount(_)))
    }

    /// The amount in a cell that holds money, in yuan; `None` if it is not written, if neither the cell nor the form says in
    /// which unit, or if it has more digits than a [`Decimal`].
    pub fn yuan(&self, cell: Cell) -> Option<Decimal> {
        let Kind::Amount(fixed) = cell.kind() else { return None };
        let amount = self.amount(cell)?;
        amount.value.checked_mul(Decimal::from(amount.unit.or(fixed)?.in_yuan()))
    }

    /// The counts that are known, in the form's order.
    pub fn counts(&self) -> impl Iterator<Item = (Cell, i64)> {
        self.known.iter().filter_map(|cell| Some((cell, self.count(cell)?)))
    }

    /// The cell in this report, to name it beside cells of other reports.
    pub fn site(&self, cell: Cell) -> Site {
        Site { report: self.report.clone(), cell }
    }

    /// The cells of this report that make up a cell of any form: the cell itself, or the three rows of （六）其他处理 for
    /// the one row that undivided forms print. Nothing if this report's form cannot give the cell.
    pub fn parts(&self, cell: Cell) -> Vec<Cell> {
        std::iter::once(cell).chain(divided(cell)).filter(|part| part.is_in(self.form)).collect()
    }

    /// Whether two reports of the same body and year hold the same numbers.
    pub fn agrees(&self, other: &Self) -> bool {
        self.form == other.form
            && self.known == other.known
            && self.counted == other.counted
            && self.small == other.small
            && self.large == other.large
            && self.amount == other.amount
    }
}

/// The cells of divided forms that a cell of the one undivided row stands for.
pub(crate) fn divided(cell: Cell) -> impl Iterator<Item = Cell> {
    let is_part =
        move |row: &Row| cell.row() == Row::OtherHandlingUndivided && row.group() == Some(Group::OtherHandling);
    Row::all().filter(is_part).filter_map(move |row| Cell::new(row, cell.column()))
}

impl TryFrom<&Draft> for Extract {
    type Error = Unplaced;

    /// # Errors
    ///
    /// If the draft does not say whose or of which year it is.
    fn try_from(draft: &Draft) -> Result<Self, Unplaced> {
        let body = draft.agency().and_then(|name| Body::new(&name.value)).ok_or(Unplaced::NoBody)?;
        let year = draft.year().ok_or(Unplaced::NoYear)?.value;
        Ok(Self::of(body, year, draft))
    }
}

impl TryFrom<&Report> for Extract {
    type Error = Unplaced;

    /// # Errors
    ///
    /// If the report does not say whose or of which year it is.
    fn try_from(report: &Report) -> Result<Self, Unplaced> {
        Self::try_from(&Draft::from(report))
    }
}

/// The cells of a form's column in section 三 that carry over from year to year: 四 of one year, 二 of the next.
pub(crate) fn carried(column: Column) -> Option<(Cell, Cell)> {
    Cell::new(Row::CarriedForward, column).zip(Cell::new(Row::BroughtForward, column))
}
