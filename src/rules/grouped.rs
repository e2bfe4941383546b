//! Cells of one state put together by table, so that one cause is one finding.

use crate::draft::{Draft, Place, State};
use crate::form::{Cell, Edition, Lang, Table};

/// How many cells a message names before it only counts.
const NAMED: usize = 3;

pub(super) struct Group {
    pub(super) cells: Vec<Cell>,
    pub(super) place: Place,
    edition: Edition,
}

impl Group {
    /// `1 cell` or `3 cells`, with the form of the verb that goes with it.
    pub(super) fn counted(&self, one: &str, more: &str) -> String {
        match self.cells.len() {
            1 => format!("1 cell {one}"),
            n => format!("{n} cells {more}"),
        }
    }

    /// The names of the first few cells.
    pub(super) fn names(&self, lang: Lang) -> String {
        let (between, more) = match lang {
            Lang::Zh => ("；", " 等"),
            Lang::En => ("; ", " …"),
        };
        let names: Vec<String> = self.cells.iter().take(NAMED).map(|c| c.name(self.edition, lang)).collect();
        let more = if self.cells.len() > NAMED { more } else { "" };
        format!("{}{more}", names.join(between))
    }
}

pub(super) fn by_table(draft: &Draft, is: impl Fn(&State) -> bool) -> impl Iterator<Item = Group> {
    let found: Vec<_> = draft.cells().filter(|(_, entry)| is(entry.state())).collect();
    let edition = draft.edition();
    Table::ALL.into_iter().filter_map(move |table| {
        let mut of_table = found.iter().filter(|(cell, _)| cell.table() == table).peekable();
        let place = of_table.peek()?.1.place().clone();
        Some(Group { cells: of_table.map(|(cell, _)| *cell).collect(), place, edition })
    })
}
