use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::facts::{BlockFacts, COLUMNS, DISCLOSURE, Forms, ROWS, TABLES};
use super::{Column, Edition, Form, Kind, Lang, ParseNameError, Row, Section, Table};

/// The address of a cell: `table.row.column`.
///
/// One byte inside, `Copy`, ordered as the form prints the cells. A value of this type always names a cell of at least
/// one printed form; [`Cell::is_in`] tells of which. Each is a constant in [`cells`](super::cells).
///
/// ```
/// use ogi_report::form::{Cell, Column, Edition, Lang, Row, cells};
///
/// let cell = cells::applications::received::TOTAL;
/// assert_eq!(Cell::new(Row::Received, Column::Total), Some(cell));
/// assert_eq!(cell.to_string(), "applications.received.total");
/// assert_eq!("applications.received.total".parse(), Ok(cell));
/// assert_eq!(cell.name(Edition::Revised2021, Lang::Zh), "三、一、本年新收政府信息公开申请数量 · 总计");
/// assert!(Cell::new(Row::Received, Column::Upheld).is_none());
/// assert!("applications.received.profit".parse::<Cell>().is_err());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Cell(u8);

struct CellFacts {
    row: Row,
    column: Column,
    table: Table,
    forms: Forms,
}

/// The number of cells over all printed forms.
const COUNT: usize = INDEX.count;

/// Marks a row and a column that do not meet. Cells are numbered below it.
const NONE: u8 = u8::MAX;

struct Index {
    cells: [CellFacts; NONE as usize],
    count: usize,
    at: [[u8; COLUMNS.len()]; ROWS.len()],
    /// The forms that print each row, and each column.
    rows: [Forms; ROWS.len()],
    columns: [Forms; COLUMNS.len()],
}

impl Index {
    /// Takes up the cells of the blocks. A cell that two editions share is one cell.
    #[expect(
        clippy::indexing_slicing,
        clippy::cast_possible_truncation,
        reason = "evaluated by the compiler: a slip does not build"
    )]
    const fn with(mut self, mut blocks: &[BlockFacts]) -> Self {
        while let [block, rest @ ..] = blocks {
            blocks = rest;
            let mut rows = block.rows;
            while let [row, rest @ ..] = rows {
                rows = rest;
                let (r, forms) = (*row as usize, block.forms.and(row.facts().role.forms()));
                self.rows[r] = self.rows[r].or(forms);
                let mut columns = block.columns;
                while let [column, rest @ ..] = columns {
                    columns = rest;
                    let c = *column as usize;
                    self.columns[c] = self.columns[c].or(forms);
                    if self.at[r][c] == NONE {
                        self.at[r][c] = self.count as u8;
                        self.cells[self.count] =
                            CellFacts { row: *row, column: *column, table: block.table, forms: Forms::NONE };
                        self.count += 1;
                    }
                    let at = self.at[r][c] as usize;
                    self.cells[at].forms = self.cells[at].forms.or(forms);
                }
            }
        }
        self
    }
}

/// Every cell, in printed order, and the way back from row and column.
static INDEX: Index = {
    const VACANT: CellFacts =
        CellFacts { row: Row::Rules, column: Column::Total, table: Table::Disclosure, forms: Forms::NONE };
    let mut index = Index {
        cells: [VACANT; NONE as usize],
        count: 0,
        at: [[NONE; COLUMNS.len()]; ROWS.len()],
        rows: [Forms::NONE; ROWS.len()],
        columns: [Forms::NONE; COLUMNS.len()],
    };
    // The newest first: the cells of an older edition that it does not share come after them.
    let mut editions = DISCLOSURE;
    while let [rest @ .., blocks] = editions {
        index = index.with(blocks);
        editions = rest;
    }
    index.with(TABLES)
};

impl Row {
    /// The printed forms that have the row.
    #[expect(clippy::indexing_slicing, reason = "the index has a place for every row")]
    pub(super) const fn forms(self) -> Forms {
        INDEX.rows[self as usize]
    }
}

impl Column {
    /// The printed forms that have the column.
    #[expect(clippy::indexing_slicing, reason = "the index has a place for every column")]
    pub(crate) const fn forms(self) -> Forms {
        INDEX.columns[self as usize]
    }
}

impl Cell {
    /// The number of cells over all printed forms; [`Cell::index`] is below it.
    pub const COUNT: usize = COUNT;

    /// The cell where `row` and `column` meet, if they do in any printed form.
    #[expect(clippy::indexing_slicing, reason = "the table has a place for every row and column")]
    pub const fn new(row: Row, column: Column) -> Option<Self> {
        match INDEX.at[row as usize][column as usize] {
            NONE => None,
            at => Some(Self(at)),
        }
    }

    /// All cells of all printed forms.
    #[expect(clippy::cast_possible_truncation, reason = "COUNT fits in the byte")]
    pub fn all() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..COUNT as u8).map(Self)
    }

    #[expect(clippy::indexing_slicing, reason = "a Cell is only made below COUNT")]
    const fn facts(self) -> &'static CellFacts {
        &INDEX.cells[self.0 as usize]
    }

    /// The cell with this index, for tables that the compiler evaluates.
    #[expect(clippy::cast_possible_truncation, reason = "COUNT fits in the byte")]
    pub(crate) const fn nth(index: usize) -> Option<Self> {
        if index < COUNT { Some(Self(index as u8)) } else { None }
    }

    /// A small integer below [`Cell::COUNT`], for your own tables. Not stable between versions: store the address.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// The table that holds the cell.
    pub const fn table(self) -> Table {
        self.facts().table
    }

    /// The section that holds the cell.
    pub const fn section(self) -> Section {
        self.table().section()
    }

    /// The cell's row (in section 四, its block).
    pub const fn row(self) -> Row {
        self.facts().row
    }

    /// The cell's column.
    pub const fn column(self) -> Column {
        self.facts().column
    }

    /// What the cell holds.
    pub const fn kind(self) -> Kind {
        self.column().kind()
    }

    /// Whether the printed form has the cell.
    pub const fn is_in(self, form: Form) -> bool {
        self.forms().has(form)
    }

    /// The cell, unless the printed form does not have it.
    pub(crate) fn of(self, form: Form) -> Result<Self, NotInForm> {
        if self.is_in(form) { Ok(self) } else { Err(NotInForm { cell: self, form }) }
    }

    /// The printed forms that have the cell.
    pub(crate) const fn forms(self) -> Forms {
        self.facts().forms
    }

    /// The cell as the form prints it: section, row under its group, column.
    pub fn name(self, edition: Edition, lang: Lang) -> String {
        let row = self.row();
        let column = self.column().label(edition, lang);
        let numeral = self.section().numeral();
        match (lang, row.group()) {
            (Lang::Zh, Some(group)) => {
                format!("{numeral}、{} {} · {column}", group.label(lang), row.label(edition, lang))
            }
            (Lang::Zh, None) => format!("{numeral}、{} · {column}", row.label(edition, lang)),
            (Lang::En, _) => format!("section {numeral}, {}, {column}", row.label(edition, lang)),
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let address = format_args!("{}.{}.{}", self.table().part(), self.row().part(), self.column().part());
        if f.width().is_some() || f.precision().is_some() { f.pad(&address.to_string()) } else { f.write_fmt(address) }
    }
}

impl fmt::Debug for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cell({self})")
    }
}

/// A cell given for a printed form that does not have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
#[error("the form {form} does not have the cell {cell}")]
pub struct NotInForm {
    cell: Cell,
    form: Form,
}

impl NotInForm {
    /// The cell.
    pub const fn cell(&self) -> Cell {
        self.cell
    }

    /// The printed form.
    pub const fn form(&self) -> Form {
        self.form
    }
}

impl FromStr for Cell {
    type Err = ParseNameError;

    fn from_str(s: &str) -> Result<Self, ParseNameError> {
        let mut parts = s.split('.');
        let found = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(table), Some(row), Some(column), None) => {
                Self::all().find(|c| c.table().part() == table && c.row().part() == row && c.column().part() == column)
            }
            _ => None,
        };
        found.ok_or_else(|| ParseNameError::new("cell", s))
    }
}

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let address = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        address.parse().map_err(de::Error::custom)
    }
}

impl Form {
    /// The cells of the printed form, in its order: 198, 200 or 186 of them.
    pub fn cells(self) -> impl DoubleEndedIterator<Item = Cell> {
        Cell::all().filter(move |c| c.is_in(self))
    }
}
