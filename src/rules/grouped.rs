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
    Table::ALL.into_iter().filter_map(move |table| {
        let found: Vec<_> = draft.cells().filter(|(c, e)| c.table() == table && is(e.state())).collect();
        let place = found.first()?.1.place().clone();
        Some(Group { cells: found.into_iter().map(|(c, _)| c).collect(), place, edition: draft.edition() })
    })
}
