//! Spans resolved as a browser resolves them: which columns a cell covers, and which cells reach down into a row.

use super::document::{Grid, GridCell};

/// A cell as it lies in a row: where it begins and how wide it is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Laid<'a> {
    pub(crate) cell: &'a GridCell,
    pub(crate) column: u32,
    pub(crate) width: u32,
    /// Whether the cell began in a row above.
    pub(crate) from_above: bool,
}

impl Laid<'_> {
    pub(crate) fn covers(&self, column: u32) -> bool {
        self.column <= column && column - self.column < self.width
    }
}

/// Cells that reach down and are kept at once. The form has at most three; past this a cell counts for its own row.
const MAX_REACHING: usize = 256;

/// The rows of the grid with every cell at its column. No slot is made for a column that a span merely covers, so a span
/// of a thousand million costs nothing.
pub(crate) fn resolve(grid: &Grid) -> impl Iterator<Item = Vec<Laid<'_>>> {
    let mut reaching: Vec<(Laid<'_>, u32)> = Vec::new();
    grid.rows.iter().map(move |row| {
        let mut laid: Vec<Laid<'_>> = reaching.iter().map(|(l, _)| Laid { from_above: true, ..*l }).collect();
        laid.sort_by_key(|l| l.column);
        let above = laid.len();
        let mut taken = 0;
        let mut column: u32 = 0;
        for cell in row {
            while let Some(over) = laid.get(taken).filter(|_| taken < above).filter(|l| l.column <= column) {
                column = column.max(over.column.saturating_add(over.width));
                taken += 1;
            }
            let width = cell.colspan.max(1);
            laid.push(Laid { cell, column, width, from_above: false });
            column = column.saturating_add(width);
        }
        for (_, rows) in &mut reaching {
            *rows -= 1;
        }
        reaching.retain(|(_, rows)| *rows > 0);
        let down = laid.iter().skip(above).filter(|l| l.cell.rowspan > 1);
        let room = MAX_REACHING.saturating_sub(reaching.len());
        reaching.extend(down.take(room).map(|l| (*l, l.cell.rowspan - 1)));
        laid.sort_by_key(|l| l.column);
        laid
    })
}

#[cfg(test)]
mod tests {
    use super::super::document::Alignment;
    use super::*;
    use crate::draft::Place;

    fn columns(rows: &[&[(&str, u32, u32)]]) -> Vec<Vec<(String, u32, bool)>> {
        let rows = rows
            .iter()
            .map(|row| row.iter().map(|(t, c, r)| GridCell::new(*t, Place::Nowhere).spanning(*c, *r)).collect())
            .collect();
        let grid = Grid { rows, alignment: Alignment::Columns };
        resolve(&grid)
            .map(|row| row.into_iter().map(|l| (l.cell.text.clone(), l.column, l.from_above)).collect())
            .collect()
    }

    #[test]
    fn a_cell_from_above_pushes_the_cells_of_its_row_aside() {
        let laid = columns(&[&[("a", 1, 3), ("b", 2, 1)], &[("c", 1, 2), ("d", 1, 1)], &[("e", 1, 1)]]);
        let at = |t: &str, c, above| (t.to_owned(), c, above);
        assert_eq!(laid[0], [at("a", 0, false), at("b", 1, false)]);
        assert_eq!(laid[1], [at("a", 0, true), at("c", 1, false), at("d", 2, false)]);
        assert_eq!(laid[2], [at("a", 0, true), at("c", 1, true), at("e", 2, false)]);
    }

    #[test]
    fn enormous_spans_cost_nothing() {
        let laid = columns(&[&[("a", u32::MAX, u32::MAX), ("b", u32::MAX, 1)], &[("c", 1, 1)]]);
        assert_eq!(laid[1].len(), 2);
    }
}
