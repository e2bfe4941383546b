//! Numbers in the cells of a form, wherever they are.

use crate::draft::Draft;
use crate::form::{Cell, Column, Edition, Form, Row, Table};
use crate::report::{Applications, Figures, Proceedings, Report, Value};

/// Something that has numbers in the cells of a form: a [`Draft`], [`Figures`], a [`Report`] or a part of it, an array of the
/// rows of one table, or your own type. A cell for which it has no number is unknown.
///
/// Section 三 is an array of 25 rows (23 where （六）其他处理 is one row) of 7 columns, section 四 one of 3 blocks of 5, in the
/// form's order with all totals:
///
/// ```
/// use ogi_report::rules;
///
/// let mut applications = [[0_u32; 7]; 25];
/// applications[0] = [3, 0, 0, 0, 0, 0, 3]; // 一、本年新收
/// applications[24] = [1, 0, 0, 0, 0, 0, 1]; // 四、结转下年度继续办理
/// assert!(rules::row_total(&applications).is_valid());
/// assert!(!rules::balance(&applications).is_valid());
/// applications[2] = [2, 0, 0, 0, 0, 0, 2]; // （一）予以公开
/// applications[23] = [2, 0, 0, 0, 0, 0, 2]; // （七）总计
/// assert!(rules::identities(&applications).is_valid());
/// ```
///
/// ```
/// use ogi_report::form::{Cell, Form};
/// use ogi_report::rules::{self, Numbers};
///
/// /// Reconsideration cases only: upheld, corrected, other, pending, total.
/// struct Cases([i64; 5]);
///
/// impl Numbers for Cases {
///     fn form(&self) -> Form {
///         Form::Revised2021
///     }
///
///     fn number(&self, cell: Cell) -> Option<i64> {
///         let at = ["upheld", "corrected", "other", "pending", "total"].iter().position(|c| *c == cell.column().part())?;
///         (cell.row().part() == "reconsideration").then(|| self.0[at])
///     }
/// }
///
/// assert!(rules::proceedings_total(&Cases([3, 1, 0, 2, 6])).is_valid());
/// let wrong = Cases([3, 1, 0, 2, 7]);
/// assert_eq!(rules::proceedings_total(&wrong).first().unwrap().1.difference(), 1);
/// ```
pub trait Numbers {
    /// The printed form, which decides the identities.
    fn form(&self) -> Form;

    /// The number in a cell, or `None` where it is unknown.
    fn number(&self, cell: Cell) -> Option<i64>;
}

impl Numbers for Draft {
    fn form(&self) -> Form {
        self.form()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        self.count(cell)
    }
}

impl Numbers for Figures {
    fn form(&self) -> Form {
        self.form()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        self.get(cell)
    }
}

impl Numbers for Report {
    fn form(&self) -> Form {
        self.form()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        match self.get(cell)? {
            Value::Count(n) => Some(n.into()),
            Value::NetChange(n) => Some(n.get()),
            Value::Money(_) => None,
        }
    }
}

impl Numbers for Applications {
    fn form(&self) -> Form {
        self.outcomes().form(Edition::LATEST)
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        Some(self.get(cell.row())?.get(cell.column())?.into())
    }
}

impl Numbers for Proceedings {
    fn form(&self) -> Form {
        Edition::LATEST.form()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        Some(self.get(cell.row())?.get(cell.column())?.into())
    }
}

/// Section 三 with （六）其他处理 in three rows.
impl<N: Copy + Into<i64>> Numbers for [[N; 7]; 25] {
    fn form(&self) -> Form {
        Edition::LATEST.form()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        in_rows(self, cell, Table::Applications, self.form())
    }
}

/// Section 三 with （六）其他处理 as one row.
impl<N: Copy + Into<i64>> Numbers for [[N; 7]; 23] {
    fn form(&self) -> Form {
        Edition::LATEST.form().undivided()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        in_rows(self, cell, Table::Applications, self.form())
    }
}

/// Section 四: 行政复议, 未经复议直接起诉, 复议后起诉.
impl<N: Copy + Into<i64>> Numbers for [[N; 5]; 3] {
    fn form(&self) -> Form {
        Edition::LATEST.form()
    }

    fn number(&self, cell: Cell) -> Option<i64> {
        in_rows(self, cell, Table::Proceedings, self.form())
    }
}

/// The number of a cell in the rows of its table.
fn in_rows<N: Copy + Into<i64>, const COLUMNS: usize>(
    rows: &[[N; COLUMNS]],
    cell: Cell,
    table: Table,
    form: Form,
) -> Option<i64> {
    if cell.table() != table || !cell.is_in(form) {
        return None;
    }
    let row = Row::all().filter(|row| row.table() == table && row.is_in(form)).position(|row| row == cell.row())?;
    let mut columns = Column::all().filter(|column| Cell::new(cell.row(), *column).is_some());
    let column = columns.position(|column| column == cell.column())?;
    rows.get(row)?.get(column).copied().map(Into::into)
}
