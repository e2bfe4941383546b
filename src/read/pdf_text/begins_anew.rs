//! Where another report begins in the lines: its rows stand before those of the report above in the form's order.

use std::collections::BTreeSet;

use super::lines::Line;
use super::paragraphs::content;
use crate::form::{Row, Table};
use crate::read::label::{self, Target};
use crate::read::title;

/// How many rows of section 三 cannot be a coincidence.
const LEAST: usize = 3;

/// The rows of the report at hand, as far as they were met.
#[derive(Default)]
struct Above {
    last: Option<Row>,
    of_applications: usize,
    has_received: bool,
}

impl Above {
    fn take(&mut self, row: Row) {
        self.last = Some(row);
        self.of_applications += usize::from(row.table() == Table::Applications);
        self.has_received |= row == Row::Received;
    }
}

/// The lines at which a report begins, but for the first.
pub(super) fn starts(lines: &[Line]) -> BTreeSet<usize> {
    let mut starts = BTreeSet::new();
    let mut above = Above::default();
    // The line after the last one with values, and the title since, with its year.
    let (mut after, mut titled) = (0, None);
    // The year in the title of the report at hand.
    let mut year: Option<u16> = None;
    for (at, line) in lines.iter().enumerate() {
        if line.values().is_empty() {
            let text = content(line);
            if title::is_title(&text) {
                titled = Some(title::year(&text));
            }
            continue;
        }
        let named = titled.flatten();
        if named.zip(year).is_some_and(|(named, year)| named != year) {
            starts.insert(after);
            above = Above::default();
            titled = None;
        }
        year = named.or(year);
        if let Some(row) = row_of(line) {
            let goes_back = row.table() == Table::Disclosure || (row == Row::Received && above.has_received);
            // A title at the head of a page can stand inside a table, whose rows go on below it.
            let is_under_a_title = titled.is_some() && above.last >= Some(row);
            if (goes_back && above.of_applications >= LEAST) || is_under_a_title {
                starts.insert(after);
                above = Above::default();
            }
            above.take(row);
            titled = None;
        }
        after = at + 1;
    }
    starts
}

/// The row of section 二 or 三 whose label stands whole on the line.
fn row_of(line: &Line) -> Option<Row> {
    let text: String = line.label().iter().map(|word| word.text).collect();
    let mut rows = label::targets(&text).map(|target| if let Target::Row(row) = target { Some(row) } else { None });
    let row = rows.next().flatten()?;
    rows.all(|other| other == Some(row)).then_some(row).filter(|row| row.table() != Table::Proceedings)
}
