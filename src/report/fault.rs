use std::fmt;

use rust_decimal::Decimal;
use thiserror::Error;

use super::Count;
use crate::form::{Cell, Edition, Form, Identity, Kind, Lang};

/// A reason why numbers are no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// No number is given for a cell: it is blank, not applicable or absent.
    Missing {
        /// The cell.
        cell: Cell,
    },
    /// The text in the cell is no number.
    Unreadable {
        /// The cell.
        cell: Cell,
    },
    /// An amount with decimals or a unit is given for a cell that counts.
    NotACount {
        /// The cell.
        cell: Cell,
    },
    /// A count is negative, or a number is larger than [`Count::MAX`].
    OutOfRange {
        /// The cell.
        cell: Cell,
        /// The number given for it.
        value: i64,
    },
    /// An amount of money is negative.
    NegativeAmount {
        /// The cell.
        cell: Cell,
        /// The number given for it.
        value: Decimal,
    },
    /// A number is given for a cell that the printed form does not have.
    NotInForm {
        /// The cell.
        cell: Cell,
    },
    /// An identity does not hold.
    Broken {
        /// The identity.
        identity: Identity,
        /// The sum of its left side.
        left: i128,
        /// The sum of its right side.
        right: i128,
    },
}

impl Fault {
    /// The cells that the fault is about: one, or all of the broken identity.
    pub fn cells(&self) -> Vec<Cell> {
        match *self {
            Self::Missing { cell }
            | Self::Unreadable { cell }
            | Self::NotACount { cell }
            | Self::OutOfRange { cell, .. }
            | Self::NegativeAmount { cell, .. }
            | Self::NotInForm { cell } => vec![cell],
            Self::Broken { identity, .. } => identity.left().chain(identity.right()).collect(),
        }
    }

    /// By how much the left side of a broken identity exceeds the right.
    pub const fn difference(&self) -> Option<i128> {
        match *self {
            Self::Broken { left, right, .. } => Some(left.saturating_sub(right)),
            _ => None,
        }
    }

    /// The fault in words, its cells named as the edition prints them.
    pub fn describe(&self, edition: Edition, lang: Lang) -> String {
        let name = |cell: Cell| cell.name(edition, lang);
        match (*self, lang) {
            (Self::Missing { cell }, Lang::Zh) => format!("{}：缺数", name(cell)),
            (Self::Missing { cell }, Lang::En) => format!("{}: no number", name(cell)),
            (Self::Unreadable { cell }, Lang::Zh) => format!("{}：不是数", name(cell)),
            (Self::Unreadable { cell }, Lang::En) => format!("{}: not a number", name(cell)),
            (Self::NotACount { cell }, Lang::Zh) => format!("{}：应为整数，不是金额", name(cell)),
            (Self::NotACount { cell }, Lang::En) => format!("{}: an amount where things are counted", name(cell)),
            (Self::OutOfRange { cell, value }, _) => {
                let most = Count::MAX.signed();
                let least = if cell.kind() == Kind::SignedCount { -most } else { 0 };
                match lang {
                    Lang::Zh => format!("{}：{value} 不在 {least} 至 {most} 之间", name(cell)),
                    Lang::En => format!("{}: {value} is not in {least}..={most}", name(cell)),
                }
            }
            (Self::NegativeAmount { cell, value }, Lang::Zh) => format!("{}：金额 {value} 为负", name(cell)),
            (Self::NegativeAmount { cell, value }, Lang::En) => {
                format!("{}: the amount {value} is negative", name(cell))
            }
            (Self::NotInForm { cell }, Lang::Zh) => format!("{}：此表式没有这一格", name(cell)),
            (Self::NotInForm { cell }, Lang::En) => format!("{}: the printed form has no such cell", name(cell)),
            (Self::Broken { identity, left, right }, Lang::Zh) => format!("{}：{left} ≠ {right}", identity.name(lang)),
            (Self::Broken { identity, left, right }, Lang::En) => format!("{}: {left} ≠ {right}", identity.name(lang)),
        }
    }
}

/// In English.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The English names are the same in every edition.
        f.write_str(&self.describe(Edition::LATEST, Lang::En))
    }
}

/// Numbers that are no report, with every reason why.
///
/// ```
/// use ogi_report::form::{Form, cells::applications};
/// use ogi_report::report::Figures;
///
/// let mut figures = Figures::zero(Form::Revised2021);
/// figures.set(applications::received::NATURAL_PERSON, 3)?;
/// let error = figures.check().unwrap_err();
/// assert_eq!(error.faults().len(), 2);
/// assert_eq!(error.faults()[0].difference(), Some(-3));
/// assert_eq!(
///     error.to_string(),
///     "not a valid report, 2 faults: \
///      section 三, 1. Applications received this year: total = sum of its columns: 0 ≠ 3; \
///      section 三, natural persons: received + brought forward = handled + carried forward: 3 ≠ 0",
/// );
/// # Ok::<(), ogi_report::form::NotInForm>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Error, Hash)]
pub struct InvalidReport {
    form: Form,
    faults: Vec<Fault>,
}

impl InvalidReport {
    pub(super) const fn new(form: Form, faults: Vec<Fault>) -> Self {
        Self { form, faults }
    }

    /// The printed form that the numbers were to fill.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// Every fault: first of single cells, in the form's order, then the broken identities, in theirs.
    ///
    /// An identity is left out while one of its cells is not known, and so are the two that only repeat what others
    /// say ([`Identity::is_dependent`]) when an independent identity of section 三 is broken.
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// The faults by value.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The error in words, one fault a line.
    pub fn describe(&self, lang: Lang) -> String {
        let lines: Vec<String> = self.faults.iter().map(|f| f.describe(self.form.edition(), lang)).collect();
        lines.join("\n")
    }
}

impl fmt::Display for InvalidReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.faults.len() == 1 { "" } else { "s" };
        write!(f, "not a valid report, {} fault{plural}", self.faults.len())?;
        for (i, fault) in self.faults.iter().enumerate() {
            write!(f, "{}{fault}", if i == 0 { ": " } else { "; " })?;
        }
        Ok(())
    }
}
