use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Block, Cell, Column, Edition, Form, Lang, Row, Table};

/// The kinds of identity (勾稽关系) that tie the cells together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IdentityKind {
    /// A row of section 三: 总计 = the sum of the six kinds of applicant.
    RowTotal,
    /// A column of section 三: 一 + 二 = （七）总计 + 四, the note in the table's own header.
    Balance,
    /// A column of section 三: （七）总计 = the sum of the outcomes.
    OutcomeTotal,
    /// A block of section 四: 总计 = the sum of the four results.
    ProceedingsTotal,
}

impl IdentityKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::RowTotal, Self::Balance, Self::OutcomeTotal, Self::ProceedingsTotal];
}

/// As in JSON: `row-total`, `balance`, `outcome-total`, `proceedings-total`.
impl fmt::Display for IdentityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

/// One identity of a printed form: the sum of the cells on the left equals the sum of the cells on the right.
///
/// Nothing lists them: they follow from the roles of the rows and the columns.
///
/// ```
/// use ogi_report::form::cells::applications::{brought_forward, carried_forward, handled, received};
/// use ogi_report::form::{Form, IdentityKind};
///
/// let balance = Form::Revised2021.identities().find(|i| i.kind() == IdentityKind::Balance).unwrap();
/// assert!(balance.left().eq([received::NATURAL_PERSON, brought_forward::NATURAL_PERSON]));
/// assert!(balance.right().eq([handled::NATURAL_PERSON, carried_forward::NATURAL_PERSON]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Identity {
    form: Form,
    line: Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Line {
    RowTotal(Row),
    Balance(Column),
    OutcomeTotal(Column),
}

impl Identity {
    /// What kind of identity it is.
    pub const fn kind(self) -> IdentityKind {
        match self.line {
            Line::RowTotal(row) => match row.table() {
                Table::Proceedings => IdentityKind::ProceedingsTotal,
                Table::Disclosure | Table::Applications => IdentityKind::RowTotal,
            },
            Line::Balance(_) => IdentityKind::Balance,
            Line::OutcomeTotal(_) => IdentityKind::OutcomeTotal,
        }
    }

    /// The printed form that it is an identity of.
    pub const fn form(self) -> Form {
        self.form
    }

    /// The table whose cells it ties together.
    pub const fn table(self) -> Table {
        match self.line {
            Line::RowTotal(row) => row.table(),
            Line::Balance(_) | Line::OutcomeTotal(_) => Table::Applications,
        }
    }

    /// The row whose total it is, if it runs along a row.
    pub const fn row(self) -> Option<Row> {
        match self.line {
            Line::RowTotal(row) => Some(row),
            Line::Balance(_) | Line::OutcomeTotal(_) => None,
        }
    }

    /// The column it runs down, if it runs down a column.
    pub const fn column(self) -> Option<Column> {
        match self.line {
            Line::RowTotal(_) => None,
            Line::Balance(column) | Line::OutcomeTotal(column) => Some(column),
        }
    }

    /// Whether it follows from the other identities: the balance and the outcome total of the 总计 column.
    ///
    /// Of the 39 identities of section 三 in the 2021 edition 37 are independent. When these two fail and others fail
    /// too, they say nothing new.
    pub fn is_dependent(self) -> bool {
        self.column().is_some_and(Column::is_total)
    }

    /// The cells of the left side: a total for the totals, what came in for a balance.
    pub fn left(self) -> impl Iterator<Item = Cell> {
        self.cells_where(Side::Left)
    }

    /// The cells of the right side: what the total adds up, or what went out.
    pub fn right(self) -> impl Iterator<Item = Cell> {
        self.cells_where(Side::Right)
    }

    /// All cells of the identity, with the sign that each has in `left - right = 0`: `1` or `-1`.
    pub fn terms(self) -> impl Iterator<Item = (Cell, i8)> {
        self.left().map(|c| (c, 1)).chain(self.right().map(|c| (c, -1)))
    }

    /// The cells of one side, in the form's order.
    fn cells_where(self, side: Side) -> impl Iterator<Item = Cell> {
        // Along its row or down its column: looking there is nine times faster than looking at all cells.
        let along =
            self.row().into_iter().flat_map(|row| Column::all().filter_map(move |column| Cell::new(row, column)));
        let down =
            self.column().into_iter().flat_map(|column| Row::all().filter_map(move |row| Cell::new(row, column)));
        along.chain(down).filter(move |cell| cell.is_in(self.form) && self.side(*cell) == Some(side))
    }

    /// The side on which a cell of the identity's row or column stands.
    fn side(self, cell: Cell) -> Option<Side> {
        let row = cell.row();
        match self.line {
            Line::RowTotal(_) if cell.column().is_total() => Some(Side::Left),
            Line::RowTotal(_) => Some(Side::Right),
            Line::Balance(_) if row.is_inflow() => Some(Side::Left),
            Line::Balance(_) if matches!(row, Row::Handled | Row::CarriedForward) => Some(Side::Right),
            Line::OutcomeTotal(_) if row == Row::Handled => Some(Side::Left),
            Line::OutcomeTotal(_) if row.is_outcome() => Some(Side::Right),
            Line::Balance(_) | Line::OutcomeTotal(_) => None,
        }
    }

    /// The identity in words, as the form names its row or column.
    pub fn name(self, lang: Lang) -> String {
        let edition: Edition = self.form.edition();
        let numeral = self.table().section().numeral();
        match (lang, self.line) {
            (Lang::Zh, Line::RowTotal(row)) => {
                let group = row.group().map_or(String::new(), |g| format!("{} ", g.label(lang)));
                format!("{numeral}、{group}{}：总计 = 各栏之和", row.label(edition, lang))
            }
            (Lang::En, Line::RowTotal(row)) => {
                format!("section {numeral}, {}: total = sum of its columns", row.label(edition, lang))
            }
            (Lang::Zh, Line::Balance(c)) => format!("{numeral}、{}：一 + 二 = （七）总计 + 四", c.label(edition, lang)),
            (Lang::En, Line::Balance(c)) => format!(
                "section {numeral}, {}: received + brought forward = handled + carried forward",
                c.label(edition, lang)
            ),
            (Lang::Zh, Line::OutcomeTotal(c)) => {
                format!("{numeral}、{}：（七）总计 = （一）至（六）之和", c.label(edition, lang))
            }
            (Lang::En, Line::OutcomeTotal(c)) => {
                format!("section {numeral}, {}: total handled = sum of the outcomes", c.label(edition, lang))
            }
        }
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name(Lang::En))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Form {
    /// The identities of the printed form, row totals first: 25 + 7 + 7 + 3 in the 2021 edition, 23 + 7 + 7 + 3 where
    /// （六）其他处理 is one row.
    pub fn identities(self) -> impl Iterator<Item = Identity> {
        let summed = move |b: &Block| b.columns().iter().any(|c| c.is_total());
        let blocks = move |proceedings: bool| {
            self.blocks().filter(summed).filter(move |b| (b.table() == Table::Proceedings) == proceedings)
        };
        let rows = move |proceedings| blocks(proceedings).flat_map(move |b| b.rows(self)).map(Line::RowTotal);
        let columns = move |line: fn(Column) -> Line| blocks(false).flat_map(|b| b.columns().iter().copied()).map(line);
        rows(false)
            .chain(columns(Line::Balance))
            .chain(columns(Line::OutcomeTotal))
            .chain(rows(true))
            .map(move |line| Identity { form: self, line })
    }
}
