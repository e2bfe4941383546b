//! Cells of one state put together by table, so that one cause is one finding.

use super::{Details, Observation};
use crate::draft::{Draft, State};
use crate::form::{Cell, Table};

/// One observation for each table with cells of this state that `concerns` the rule.
pub(super) fn observed(draft: &Draft, state: &State, concerns: impl Fn(Cell) -> bool) -> Vec<Observation> {
    let found: Vec<_> = draft.cells().filter(|(cell, entry)| entry.state() == state && concerns(*cell)).collect();
    let of_table = |table: Table| {
        let mut of_table = found.iter().filter(|(cell, _)| cell.table() == table).peekable();
        let place = of_table.peek()?.1.place().clone();
        let details = Details::NoNumber { state: state.clone() };
        Some(Observation::of(details).with_place(place).with_cells(of_table.map(|(cell, _)| *cell)))
    };
    Table::ALL.into_iter().filter_map(of_table).collect()
}
