use std::fmt;

use serde::{Deserialize, Serialize};

use super::facts::{COLUMNS, ROWS};
use super::{Cell, Column, Edition, Form, Lang, Row, Table};

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
    /// Its place among the identities of the form.
    at: u8,
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
        self.facts().left.iter()
    }

    /// The cells of the right side: what the total adds up, or what went out.
    pub fn right(self) -> impl Iterator<Item = Cell> {
        self.facts().right.iter()
    }

    /// All cells of the identity, with the sign that each has in `left - right = 0`: `1` or `-1`.
    pub fn terms(self) -> impl Iterator<Item = (Cell, i8)> {
        self.left().map(|c| (c, 1)).chain(self.right().map(|c| (c, -1)))
    }

    #[expect(clippy::indexing_slicing, reason = "an identity is only made at its place in the table")]
    fn facts(self) -> &'static Facts {
        &IDENTITIES[self.form as usize].facts[self.at as usize]
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

/// The most identities that a printed form has.
const MOST: usize = 42;

/// The most cells on one side of an identity.
const WIDEST: usize = 22;

#[derive(Clone, Copy)]
struct Facts {
    line: Line,
    left: Terms,
    right: Terms,
}

#[derive(Clone, Copy)]
struct Terms {
    cells: [Option<Cell>; WIDEST],
    len: usize,
}

struct Identities {
    facts: [Facts; MOST],
    len: usize,
}

/// The identities of each printed form, row totals first. They follow from the roles of the rows and the columns.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler: a slip does not build")]
static IDENTITIES: [Identities; Form::ALL.len()] = {
    const EMPTY: Terms = Terms { cells: [None; WIDEST], len: 0 };
    const VACANT: Facts = Facts { line: Line::Balance(Column::Total), left: EMPTY, right: EMPTY };
    let mut all = [const { Identities { facts: [VACANT; MOST], len: 0 } }; Form::ALL.len()];
    let mut f = 0;
    while f < all.len() {
        all[f].rows(Form::ALL[f], Table::Applications);
        all[f].columns(Form::ALL[f], false);
        all[f].columns(Form::ALL[f], true);
        all[f].rows(Form::ALL[f], Table::Proceedings);
        f += 1;
    }
    all
};

#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler: a slip does not build")]
impl Identities {
    const fn push(&mut self, form: Form, line: Line) {
        let place = &mut self.facts[self.len];
        place.line = line;
        let mut index = 0;
        while let Some(cell) = Cell::nth(index) {
            if cell.is_in(form) {
                match line.side(cell) {
                    Some(Side::Left) => place.left.push(cell),
                    Some(Side::Right) => place.right.push(cell),
                    None => {}
                }
            }
            index += 1;
        }
        self.len += 1;
    }

    const fn rows(&mut self, form: Form, table: Table) {
        let mut row = 0;
        while row < ROWS.len() {
            if ROWS[row].row.is_in(form) && ROWS[row].row.table() as u8 == table as u8 {
                self.push(form, Line::RowTotal(ROWS[row].row));
            }
            row += 1;
        }
    }

    const fn columns(&mut self, form: Form, outcomes: bool) {
        let mut column = 0;
        while column < COLUMNS.len() {
            let along = COLUMNS[column].column;
            if Cell::new(Row::Handled, along).is_some() {
                self.push(form, if outcomes { Line::OutcomeTotal(along) } else { Line::Balance(along) });
            }
            column += 1;
        }
    }
}

impl Terms {
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler: a slip does not build")]
    const fn push(&mut self, cell: Cell) {
        self.cells[self.len] = Some(cell);
        self.len += 1;
    }

    fn iter(&self) -> impl Iterator<Item = Cell> + '_ {
        self.cells.iter().take(self.len).flatten().copied()
    }
}

enum Side {
    Left,
    Right,
}

impl Line {
    /// The side on which a cell of the form stands, if it stands in the identity.
    const fn side(self, cell: Cell) -> Option<Side> {
        let (row, column) = (cell.row(), cell.column());
        match self {
            Self::RowTotal(of) if row as u8 != of as u8 => None,
            Self::Balance(of) | Self::OutcomeTotal(of) if column as u8 != of as u8 => None,
            Self::RowTotal(_) if column.is_total() => Some(Side::Left),
            Self::RowTotal(_) => Some(Side::Right),
            Self::Balance(_) if row.is_inflow() => Some(Side::Left),
            Self::Balance(_) if matches!(row, Row::Handled | Row::CarriedForward) => Some(Side::Right),
            Self::OutcomeTotal(_) if matches!(row, Row::Handled) => Some(Side::Left),
            Self::OutcomeTotal(_) if row.is_outcome() => Some(Side::Right),
            Self::Balance(_) | Self::OutcomeTotal(_) => None,
        }
    }
}

impl Form {
    /// The identities of the printed form, row totals first: 25 + 7 + 7 + 3 in the 2021 edition, 23 + 7 + 7 + 3 where
    /// （六）其他处理 is one row.
    #[expect(clippy::indexing_slicing, reason = "the table has an entry for each form")]
    pub fn identities(self) -> impl Iterator<Item = Identity> {
        let Identities { facts, len } = &IDENTITIES[self as usize];
        facts.iter().take(*len).zip(0..).map(move |(facts, at)| Identity { form: self, line: facts.line, at })
    }
}
