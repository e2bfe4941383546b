//! Cells of one state put together by table, so that one cause is one finding.

use super::{Finding, Message, Rule};
use crate::draft::{Draft, Place, State};
use crate::form::{Cell, Edition, Lang, Table};

/// How many cells a message names before it only counts.
const NAMED: usize = 3;

struct Group {
    cells: Vec<Cell>,
    place: Place,
    edition: Edition,
}

impl Group {
    /// `1 cell` or `3 cells`, with the form of the verb that goes with it.
    fn counted(&self, one: &str, more: &str) -> String {
        match self.cells.len() {
            1 => format!("1 cell {one}"),
            n => format!("{n} cells {more}"),
        }
    }

    /// The names of the first few cells.
    fn names(&self, lang: Lang) -> String {
        let (between, more) = match lang {
            Lang::Zh => ("；", " 等"),
            Lang::En => ("; ", " …"),
        };
        let names: Vec<String> = self.cells.iter().take(NAMED).map(|c| c.name(self.edition, lang)).collect();
        let more = if self.cells.len() > NAMED { more } else { "" };
        format!("{}{more}", names.join(between))
    }
}

/// One finding for each table with cells of this state that `concerns` the rule. In Chinese what is said stands before their number and after it; in
/// English it is said of one cell and of more.
pub(super) fn findings(
    draft: &Draft,
    rule: &'static Rule,
    state: &State,
    concerns: impl Fn(Cell) -> bool,
    zh: [&str; 2],
    en: [&str; 2],
) -> Vec<Finding> {
    let ([before, after], [one, more]) = (zh, en);
    let of_table = |group: Group| {
        let message = Message::new(
            format!("{before}{} 格{after}：{}", group.cells.len(), group.names(Lang::Zh)),
            format!("{}: {}", group.counted(one, more), group.names(Lang::En)),
        );
        rule.finding().at(group.place).cells_of(group.cells).says(message)
    };
    by_table(draft, state, concerns).map(of_table).collect()
}

fn by_table(draft: &Draft, state: &State, concerns: impl Fn(Cell) -> bool) -> impl Iterator<Item = Group> {
    let found: Vec<_> = draft.cells().filter(|(cell, entry)| entry.state() == state && concerns(*cell)).collect();
    let edition = draft.edition();
    Table::ALL.into_iter().filter_map(move |table| {
        let mut of_table = found.iter().filter(|(cell, _)| cell.table() == table).peekable();
        let place = of_table.peek()?.1.place().clone();
        Some(Group { cells: of_table.map(|(cell, _)| *cell).collect(), place, edition })
    })
}
