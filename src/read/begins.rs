//! Where the values of a table's rows begin, as far as the rows themselves show.

use super::align::{End, Sum, is_blank};
use super::span::Laid;
use crate::form::{Cell, Column, Row};

/// A row of values found under a label, before its values are given to columns.
pub(super) struct Labelled<'a> {
    pub(super) row: Row,
    pub(super) label: &'a str,
    /// The shape of the row: where its label stands, and how many cells it has.
    pub(super) shape: Shape,
    pub(super) values: Vec<Laid<'a>>,
    pub(super) end: End,
}

/// The beginnings of the rows collected so far.
pub(super) struct Begins {
    /// For each shape of rows: the first and the last column that its values fill, and how many columns they have.
    shapes: Vec<(Shape, Extent, usize)>,
    /// The first column of every complete row.
    complete: Vec<u32>,
    /// How many rows end in the sum of their other numbers, and how many do not, zeros apart.
    summed: usize,
    unsummed: usize,
}

/// Where the label of a row stands, and how many cells the row has.
pub(super) type Shape = (u32, usize);
type Extent = (u32, u32);

impl Begins {
    pub(super) fn of(rows: &[Labelled<'_>]) -> Self {
        let mut begins = Self { shapes: Vec::new(), complete: Vec::new(), summed: 0, unsummed: 0 };
        for row in rows {
            let mut filled = row.values.iter().filter(|l| !is_blank(l)).map(|l| l.column);
            let Some(first) = filled.next() else { continue };
            let extent = (first, filled.next_back().unwrap_or(first));
            let width = width_of(row.row);
            match Sum::of(&row.values) {
                Sum::Zero => {}
                Sum::Last => begins.summed += 1,
                Sum::Other => begins.unsummed += 1,
            }
            begins.complete.extend(begin(extent, width));
            match begins.shapes.iter_mut().find(|(shape, ..)| *shape == row.shape) {
                Some((_, all, _)) => *all = (all.0.min(extent.0), all.1.max(extent.1)),
                None => begins.shapes.push((row.shape, extent, width)),
            }
        }
        begins
    }

    /// For rows of one shape: known when, together, their values span exactly the columns of the table.
    pub(super) fn of_shape(&self, shape: Shape) -> Option<u32> {
        let (_, extent, width) = self.shapes.iter().find(|s| s.0 == shape)?;
        begin(*extent, *width)
    }

    /// Whether the rows print their totals: by far the most end in the sum of their other numbers.
    pub(super) fn have_totals(&self) -> bool {
        self.summed > 2 * self.unsummed
    }

    pub(super) fn confirm(&self, header: u32) -> bool {
        !self.complete.is_empty() && self.complete.iter().all(|begin| *begin == header)
    }
}

fn begin((first, last): Extent, width: usize) -> Option<u32> {
    usize::try_from(last - first).is_ok_and(|span| span + 1 == width).then_some(first)
}

/// How many columns a row of section 三 or 四 has.
pub(super) fn width_of(row: Row) -> usize {
    Column::all().filter(|c| Cell::new(row, *c).is_some()).count()
}
