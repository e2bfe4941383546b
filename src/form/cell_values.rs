use std::fmt;

use super::{Cell, Form};

/// Iterator over the cells of a filled-in form with what each holds, in the form's order: `for (cell, value) in &report`.
#[derive(Clone)]
pub struct CellValues<'a, T: ?Sized, V> {
    cells: std::ops::Range<usize>,
    form: Form,
    of: &'a T,
    value: fn(&'a T, Cell) -> Option<V>,
}

impl<'a, T: ?Sized, V> CellValues<'a, T, V> {
    pub(crate) const fn new(form: Form, of: &'a T, value: fn(&'a T, Cell) -> Option<V>) -> Self {
        Self { cells: 0..Cell::COUNT, form, of, value }
    }
}

impl<T: ?Sized, V> Iterator for CellValues<'_, T, V> {
    type Item = (Cell, V);

    fn next(&mut self) -> Option<(Cell, V)> {
        let Self { cells, form, of, value } = self;
        cells
            .by_ref()
            .filter_map(Cell::nth)
            .filter(|cell| cell.is_in(*form))
            .find_map(|cell| Some((cell, value(of, cell)?)))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (0, Some(self.cells.len()))
    }
}

impl<T: ?Sized, V> std::iter::FusedIterator for CellValues<'_, T, V> {}

impl<T: ?Sized, V> fmt::Debug for CellValues<'_, T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CellValues").field("form", &self.form).field("cells", &self.cells).finish_non_exhaustive()
    }
}
