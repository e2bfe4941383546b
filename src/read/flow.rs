use super::limits::{check_area, check_cells, ordinal};
use super::{Alignment, Block, Document, Grid, GridCell, Paragraph, ReadError};
use crate::draft::Place;

/// Builds a [`Document`] from text in its reading order: the half that a web page and a Word document share.
///
/// Text goes to the open cell if there is one, else to the open paragraph. In both, a break matters only between texts.
#[derive(Debug, Default)]
pub(super) struct Flow {
    document: Document,
    text: String,
    gap: Gap,
    raised: bool,
    /// Whether the open paragraph is a heading.
    pub(super) heading: bool,
    grid: Option<OpenGrid>,
    paragraphs: u32,
    tables: u32,
    cells: usize,
}

/// What stands between the text so far and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
}

#[derive(Debug)]
struct OpenGrid {
    rows: Vec<Vec<GridCell>>,
    /// The first row of the open row group, which no cell's span leaves.
    group: usize,
    alignment: Alignment,
}

impl Flow {
    /// A flow whose first table has the number after `tables`.
    pub(super) fn after(tables: u32) -> Self {
        Self { tables, ..Self::default() }
    }

    /// Adds text, every run of white space in it taken as one space, as HTML does. A no-break space is not white space.
    pub(super) fn collapsed(&mut self, text: &str) {
        for (n, word) in text.split([' ', '\n', '\t', '\r', '\x0c']).enumerate() {
            if n > 0 {
                self.gap = self.gap.max(Gap::Space);
            }
            self.verbatim(word);
        }
    }

    /// Adds text as it is.
    pub(super) fn verbatim(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let raised = std::mem::take(&mut self.raised);
        let gap = std::mem::take(&mut self.gap);
        if raised && self.text.ends_with(|c: char| c.is_ascii_digit()) {
            self.text.push('^');
        } else if !self.text.is_empty() {
            match gap {
                Gap::None => {}
                Gap::Space => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            }
        }
        self.text.push_str(text);
    }

    /// Starts or ends text that is raised or lowered: a mark keeps it from a digit before it, so that `12` with the note ² is
    /// never read as 122.
    pub(super) fn raise(&mut self) {
        self.raised = true;
    }

    /// Ends raised text that may have been empty.
    pub(super) fn lower(&mut self) {
        self.raised = !self.raised;
    }

    /// Ends the line: in a cell the next text stands on a new one, elsewhere it is a new paragraph.
    pub(super) fn line(&mut self) {
        self.gap = Gap::Line;
        if self.grid.is_none() {
            self.paragraph();
        }
    }

    /// Notes a picture. The text around it goes on; one in a cell is a part of the table.
    pub(super) fn picture(&mut self) {
        if self.grid.is_none() {
            self.document.blocks.push(Block::Picture(Place::Paragraph(self.paragraphs.saturating_add(1))));
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.paragraphs += 1;
            let place = Place::Paragraph(self.paragraphs);
            self.document.blocks.push(Paragraph { text, place, heading: self.heading }.into());
        }
    }

    /// Starts a table.
    pub(super) fn open_grid(&mut self, alignment: Alignment) {
        self.line();
        self.tables += 1;
        self.grid = Some(OpenGrid { rows: Vec::new(), group: 0, alignment });
    }

    /// Starts a row.
    pub(super) fn row(&mut self) -> Result<(), ReadError> {
        self.count_cell()?;
        if let Some(grid) = &mut self.grid {
            grid.rows.push(Vec::new());
        }
        Ok(())
    }

    /// Starts a cell, whose text follows until [`Flow::close_cell`].
    pub(super) fn cell(&mut self, colspan: u32, rowspan: u32) -> Result<(), ReadError> {
        self.count_cell()?;
        let table = self.tables;
        if let Some(grid) = &mut self.grid {
            // A cell can stand in no row.
            if grid.rows.is_empty() {
                grid.rows.push(Vec::new());
            }
            let row = ordinal(grid.rows.len());
            if let Some(cells) = grid.rows.last_mut() {
                let place = Place::Table { table, row, cell: ordinal(cells.len() + 1) };
                cells.push(GridCell::new("", place).spanning(colspan, rowspan));
            }
        }
        self.text.clear();
        self.gap = Gap::None;
        self.raised = false;
        Ok(())
    }

    /// Whether text goes to a cell.
    pub(super) fn in_cell(&self) -> bool {
        self.grid.is_some()
    }

    /// Ends the cell.
    pub(super) fn close_cell(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.gap = Gap::None;
        if let Some(cell) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()?.last_mut()) {
            // A row that stands in the cell has been the last one meanwhile: nothing of it is lost.
            if cell.text.is_empty() {
                cell.text = text;
            } else if !text.is_empty() {
                cell.text = format!("{}\n{text}", cell.text);
            }
        }
    }

    /// Sets the columns of the last cell. Gives the numbers of its row and of the cell in it, from 0.
    pub(super) fn set_colspan(&mut self, colspan: u32) -> Option<(usize, usize)> {
        let rows = &mut self.grid.as_mut()?.rows;
        let at = rows.len().checked_sub(1)?;
        let row = rows.last_mut()?;
        row.last_mut()?.colspan = colspan;
        Some((at, row.len().checked_sub(1)?))
    }

    /// Takes away the last cell, and lets the one before it cover its columns instead.
    pub(super) fn widen(&mut self, colspan: u32) {
        if let Some([.., before, _]) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()).map(Vec::as_mut_slice) {
            before.colspan += colspan;
            self.drop_cell();
        }
    }

    /// Takes away the last cell, and lets one of a row above cover its place instead.
    pub(super) fn prolong(&mut self, row: usize, cell: usize) {
        self.drop_cell();
        // Of rows that stand in each other, one that is taken away can have been the row above.
        if let Some(above) = self.grid.as_mut().and_then(|grid| grid.rows.get_mut(row)?.get_mut(cell)) {
            above.rowspan += 1;
        }
    }

    /// Takes away the last cell.
    pub(super) fn drop_cell(&mut self) {
        if let Some(row) = self.grid.as_mut().and_then(|grid| grid.rows.last_mut()) {
            row.pop();
        }
    }

    /// Takes away the last row.
    pub(super) fn drop_row(&mut self) {
        if let Some(grid) = &mut self.grid {
            grid.rows.pop();
        }
    }

    /// Ends a row group: a span that would leave it ends with it.
    pub(super) fn close_group(&mut self) {
        if let Some(grid) = &mut self.grid {
            let end = grid.rows.len();
            for (n, row) in grid.rows.iter_mut().enumerate().skip(grid.group) {
                let left = ordinal(end - n);
                for cell in row {
                    cell.rowspan = cell.rowspan.min(left);
                }
            }
            grid.group = end;
        }
    }

    /// Ends the table.
    pub(super) fn close_grid(&mut self) -> Result<(), ReadError> {
        self.close_group();
        let Some(OpenGrid { rows, alignment, .. }) = self.grid.take() else { return Ok(()) };
        check_area(&rows)?;
        self.document.blocks.push(Grid { rows, alignment }.into());
        Ok(())
    }

    /// The document, and how many tables were counted.
    pub(super) fn finish(mut self) -> (Document, u32) {
        self.line();
        (self.document, self.tables)
    }

    fn count_cell(&mut self) -> Result<(), ReadError> {
        self.cells += 1;
        check_cells(self.cells)
    }
}
