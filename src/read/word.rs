//! What the two formats of Word have in common: the names of styles that make a heading, and merged cells, where a cell states that
//! it starts a merged one, or that it continues the one before or above.

use std::collections::BTreeMap;

use super::ReadError;
use super::flow::Flow;

/// Whether a paragraph style of this name makes a heading.
pub(super) fn is_heading_name(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("heading") || name.starts_with("标题") || name == "title" || name == "subtitle" || name == "副标题"
}

/// How a cell is merged with another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Merge {
    #[default]
    None,
    Restart,
    Continue,
}

/// The merged cells of the open table of a [`Flow`].
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// The column where the next cell begins.
    column: u32,
    /// The columns of the open cell.
    pub(super) colspan: u32,
    /// How the open cell is merged in its row.
    pub(super) across: Merge,
    /// How the open cell is merged with the cell above.
    pub(super) down: Merge,
    /// Whether the last cell of the row was one more piece of a cell above.
    prolongs: bool,
    /// By the column where it begins, the row and the number of the cell that a continued cell of the next row prolongs.
    above: BTreeMap<u32, (usize, usize)>,
    below: BTreeMap<u32, (usize, usize)>,
}

impl Merged {
    pub(super) fn open_grid(&mut self) {
        self.above.clear();
    }

    pub(super) fn open_row(&mut self) {
        self.column = 0;
        self.prolongs = false;
        self.below.clear();
    }

    /// Leaves columns without a cell.
    pub(super) fn skip(&mut self, columns: u32, flow: &mut Flow) -> Result<(), ReadError> {
        if columns > 0 {
            flow.cell(columns, 1)?;
            flow.close_cell();
            self.column = self.column.saturating_add(columns);
        }
        Ok(())
    }

    pub(super) fn open_cell(&mut self) {
        self.colspan = 1;
        self.across = Merge::None;
        self.down = Merge::None;
    }

    pub(super) fn close_cell(&mut self, flow: &mut Flow) {
        flow.close_cell();
        let start = self.column;
        self.column = self.column.saturating_add(self.colspan);
        if self.across == Merge::Continue && start > 0 {
            // The cell that it widens stands in this row, or in one above that was as wide there.
            if self.prolongs {
                flow.drop_cell();
            } else {
                flow.widen(self.colspan);
            }
            return;
        }
        let continued = self.above.get(&start).copied().filter(|_| self.down == Merge::Continue);
        self.prolongs = continued.is_some();
        let cell = flow.set_colspan(self.colspan);
        if let Some((row, cell)) = continued {
            flow.prolong(row, cell);
            self.below.insert(start, (row, cell));
        } else if self.down != Merge::None
            && let Some(cell) = cell
        {
            self.below.insert(start, cell);
        }
    }

    pub(super) fn close_row(&mut self) {
        std::mem::swap(&mut self.above, &mut self.below);
    }
}
