//! The tables of a document: which of them are grids, and which columns their cells cover.
//!
//! A row states where its cells begin and end, in twentieths of a point, and no row knows of another. The edges of all rows together
//! are the edges of the columns.

use super::super::Alignment;
use super::super::limits::check_cells;
use super::super::little_endian::LittleEndian;
use super::super::word::Merge;
use super::ReadError;
use super::lines::{End, Line};
use super::sprm::{self, Property};

/// Edges of different rows that are nearer than this are one: 3.5 pt. No column of figures is so narrow.
const SAME_EDGE: i32 = 70;
/// More cells than Word allows in a row, 63.
const MOST_CELLS: usize = 255;
/// The bytes that describe a cell, its merges first.
const CELL: usize = 20;

/// A table in the order in which it is opened.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) alignment: Alignment,
    pub(super) rows: std::vec::IntoIter<Row>,
    is_grid: bool,
}

impl Table {
    pub(super) fn is_grid(&self) -> bool {
        self.is_grid
    }
}

impl Default for Table {
    fn default() -> Self {
        Self { alignment: Alignment::Fields, rows: Vec::new().into_iter(), is_grid: false }
    }
}

#[derive(Debug, Default)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) deleted: bool,
}

/// Where a cell lies in its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell {
    /// The columns that the row leaves free before it.
    pub(super) before: u32,
    pub(super) colspan: u32,
    pub(super) across: Merge,
    pub(super) down: Merge,
}

impl Default for Cell {
    fn default() -> Self {
        Self { before: 0, colspan: 1, across: Merge::None, down: Merge::None }
    }
}

/// What a row states of its cells.
#[derive(Debug, Default)]
pub(super) struct RowDefinition {
    /// Where the first cell begins and where each of them ends; nothing if no cell is described.
    edges: Vec<i32>,
    merges: Vec<(Merge, Merge)>,
    left: i32,
    pub(super) deleted: bool,
}

impl RowDefinition {
    pub(super) fn apply(&mut self, property: Property<'_>) {
        let operand = property.operand;
        let byte = |n: usize| operand.get(n).map_or(0, |byte| usize::from(*byte));
        let cells = byte(0).min(self.merges.len())..byte(1).min(self.merges.len());
        match property.code {
            sprm::DEFINE_CELLS => self.define(operand),
            sprm::LEFT => self.left = i32::from(operand.i16_at(0).unwrap_or_default()),
            sprm::INSERT_CELLS => {
                let width = i32::from(operand.u16_at(2).unwrap_or_default());
                let count = byte(1).min(MOST_CELLS.saturating_sub(self.merges.len()));
                if self.edges.is_empty() {
                    self.edges.push(self.left);
                }
                let first = cells.start;
                self.merges.splice(first..first, std::iter::repeat_n((Merge::None, Merge::None), count));
                let begin = self.edges.get(first).copied().unwrap_or_default();
                self.edges.iter_mut().skip(first + 1).for_each(|edge| *edge += width * length(count));
                let after = first + 1;
                self.edges.splice(after..after, (1..=length(count)).map(|n| begin + n * width));
            }
            sprm::DELETE_CELLS if !cells.is_empty() => {
                self.merges.drain(cells.clone());
                self.edges.drain(cells.start + 1..=cells.end);
            }
            sprm::CELL_WIDTH => {
                let width = i32::from(operand.u16_at(2).unwrap_or_default());
                for cell in cells {
                    let [begin, end] = [cell, cell + 1].map(|n| self.edges.get(n).copied().unwrap_or_default());
                    self.edges.iter_mut().skip(cell + 1).for_each(|edge| *edge += begin + width - end);
                }
            }
            sprm::MERGE_CELLS | sprm::SPLIT_CELLS => {
                let first = cells.start;
                for cell in cells {
                    let Some((across, _)) = self.merges.get_mut(cell) else { continue };
                    *across = match property.code {
                        sprm::SPLIT_CELLS => Merge::None,
                        _ if cell == first => Merge::Restart,
                        _ => Merge::Continue,
                    };
                }
            }
            sprm::MERGE_DOWN => {
                if let Some((_, down)) = self.merges.get_mut(byte(0)) {
                    *down = merge_down(byte(1));
                }
            }
            _ => {}
        }
    }

    fn define(&mut self, operand: &[u8]) {
        let count = operand.first().map_or(0, |count| usize::from(*count));
        let edges: Vec<i32> = (0..=count).map_while(|n| operand.i16_at(1 + 2 * n).map(i32::from)).collect();
        if edges.len() != count + 1 {
            return;
        }
        // Cells without a description, at the end, are not merged.
        let flags = |n: usize| usize::from(operand.u16_at(1 + 2 * (count + 1) + CELL * n).unwrap_or_default());
        // Descriptions of the format differ in which of two bits starts a merged cell: the first cell that has one does.
        let start = (0..count).map(|n| flags(n) & 3).find(|bits| *bits != 0).unwrap_or_default();
        let across = |bits: usize| match bits {
            0 => Merge::None,
            bits if bits & start & 2 == 2 || bits == start => Merge::Restart,
            _ => Merge::Continue,
        };
        self.merges = (0..count).map(|n| (across(flags(n) & 3), merge_down(flags(n) >> 5 & 3))).collect();
        self.edges = edges;
    }
}

fn merge_down(bits: usize) -> Merge {
    match bits {
        0 => Merge::None,
        1 => Merge::Continue,
        _ => Merge::Restart,
    }
}

/// A row holds at most [`MOST_CELLS`].
fn length(count: usize) -> i32 {
    i32::try_from(count).unwrap_or_default()
}

/// A table as far as it was seen.
#[derive(Default)]
struct Seen<'l> {
    cells: usize,
    holds_table: bool,
    /// How many cells each row has, and what it states of them.
    rows: Vec<(usize, Option<&'l RowDefinition>)>,
    in_row: usize,
}

/// The tables of a document, in the order in which their lines open them.
pub(super) fn tables(lines: &[Line]) -> Result<Vec<Table>, ReadError> {
    let mut tables: Vec<Seen<'_>> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut count = 0;
    for line in lines {
        open.truncate(line.depth);
        while open.len() < line.depth {
            if let Some(around) = open.last().and_then(|around| tables.get_mut(*around)) {
                around.holds_table = true;
            }
            open.push(tables.len());
            tables.push(Seen::default());
            count += 1;
        }
        let Some(table) = open.last().and_then(|table| tables.get_mut(*table)) else { continue };
        match line.end {
            End::Paragraph => {}
            End::Cell => {
                table.cells += 1;
                table.in_row += 1;
            }
            End::Row => {
                table.rows.push((std::mem::take(&mut table.in_row), line.row.as_deref()));
                count += line.row.as_ref().map_or(0, |row| row.merges.len());
            }
        }
        check_cells(count)?;
    }
    Ok(tables.into_iter().map(Seen::into_table).collect())
}

impl Seen<'_> {
    fn into_table(mut self) -> Table {
        if self.in_row > 0 {
            self.rows.push((self.in_row, None));
        }
        let is_grid = self.cells > 1 && !self.holds_table;
        let laid = if is_grid { self.lay() } else { None };
        let alignment = if laid.is_some() { Alignment::Columns } else { Alignment::Fields };
        let deleted = self.rows.iter().map(|(_, row)| row.is_some_and(|row| row.deleted));
        let mut cells = laid.unwrap_or_default().into_iter();
        let rows: Vec<Row> = deleted.map(|deleted| Row { cells: cells.next().unwrap_or_default(), deleted }).collect();
        Table { alignment, rows: rows.into_iter(), is_grid }
    }

    /// The cells of each row in the columns of the table; nothing if a row does not state where they are.
    fn lay(&self) -> Option<Vec<Vec<Cell>>> {
        let mut edges: Vec<(i32, usize, usize)> = Vec::new();
        let mut columns: Vec<Vec<u32>> = Vec::new();
        for (n, (cells, row)) in self.rows.iter().enumerate() {
            let row = row.filter(|row| row.merges.len() == *cells && row.edges.len() == cells + 1 || row.deleted)?;
            columns.push(vec![0; row.edges.len()]);
            let mut last = i32::MIN;
            for (at, edge) in row.edges.iter().enumerate().filter(|_| !row.deleted) {
                // A cell without a width is a cell.
                last = (*edge).max(last.saturating_add(1));
                edges.push((last, n, at));
            }
        }
        edges.sort_unstable();
        let mut column: u32 = 0;
        let mut begins = edges.first()?.0;
        // The number after the last column that each row has an edge of.
        let mut taken = vec![0; self.rows.len()];
        for (edge, row, at) in edges {
            let taken = taken.get_mut(row)?;
            if edge - begins > SAME_EDGE || *taken > column {
                column += 1;
                begins = edge;
            }
            *taken = column + 1;
            *columns.get_mut(row)?.get_mut(at)? = column;
        }
        let rows = self.rows.iter().zip(columns);
        Some(rows.map(|((_, row), columns)| row.map_or_else(Vec::new, |row| cells(row, &columns))).collect())
    }
}

fn cells(row: &RowDefinition, columns: &[u32]) -> Vec<Cell> {
    let merges = row.merges.iter().zip(columns.iter().zip(columns.iter().skip(1)));
    let cells = merges.enumerate().map(|(n, ((across, down), (begin, end)))| Cell {
        before: if n == 0 { *begin } else { 0 },
        colspan: end.saturating_sub(*begin).max(1),
        across: *across,
        down: *down,
    });
    cells.collect()
}
