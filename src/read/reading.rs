//! Cells and rows as they were read, before the edition of the document is known.

use std::collections::HashMap;

use crate::draft::{Draft, Entry, State, Stray};
use crate::form::{Cell, Forms, Row, Table};

/// A cell that was read, before the edition of the document is known.
pub(super) struct Reading {
    pub(super) cell: Cell,
    pub(super) entry: Entry,
    /// The forms whose headers stand over the cell, where they tell.
    pub(super) forms: Option<Forms>,
}

/// What belongs to no cell, as far as it is known before all rows are.
pub(super) struct Loose {
    pub(super) stray: Stray,
    /// For a row of values that is not known.
    pub(super) home: Option<Home>,
}

impl Loose {
    /// Whether it is a row of values in section 三 or 四.
    pub(super) fn is_row_of_values(&self) -> bool {
        let table = self.stray.near.first().map(|cell| cell.table()).or(self.home.map(|home| home.0));
        self.stray.values.len() > 2 && table.is_some_and(|table| table != Table::Disclosure)
    }
}

/// Where a row stands that is not known: in which table, and below which row.
pub(super) type Home = (Table, Option<Row>);

/// Hands to the draft, which has its cells, what belongs to none of them, with the cells that it may belong to.
pub(super) fn push_loose(loose: impl IntoIterator<Item = Loose>, draft: &mut Draft) {
    // There are few homes, however many strays.
    let mut open: HashMap<Home, Vec<Cell>> = HashMap::new();
    for Loose { mut stray, home } in loose {
        if let Some(home) = home {
            stray.near.extend_from_slice(open.entry(home).or_insert_with(|| open_rows(draft, home)));
        }
        draft.push_stray(stray);
    }
}

/// The cells that values whose row is not known can belong to: of rows of the table that were not found, and of the rows just
/// above and below if they have no number.
fn open_rows(draft: &Draft, (table, above): Home) -> Vec<Cell> {
    let has =
        |row: Row, is: fn(&State) -> bool| draft.cells().any(|(cell, entry)| cell.row() == row && is(entry.state()));
    let is_found = |row: &Row| has(*row, |state| state != &State::Absent);
    let has_number = |row: &Row| has(*row, |state| matches!(state, State::Count(_) | State::Amount(_)));
    let rows = || Row::all().filter(|row| row.table() == table && row.is_in(draft.form()));
    let below = rows().filter(is_found).find(|row| above.is_none_or(|above| *row > above));
    let is_open = |row: &Row| !is_found(row) || ((Some(*row) == above || Some(*row) == below) && !has_number(row));
    let open: Vec<Row> = rows().filter(is_open).collect();
    draft.cells().map(|(cell, _)| cell).filter(|cell| open.contains(&cell.row())).collect()
}
