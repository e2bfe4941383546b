use super::{Cell, Form};

const WORDS: usize = Cell::COUNT.div_ceil(64);

/// A set of cells: one bit each, so that "every cell of the form is given" is four comparisons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct CellSet([u64; WORDS]);

impl CellSet {
    pub(crate) const EMPTY: Self = Self([0; WORDS]);

    const fn bit(index: usize) -> (usize, u64) {
        (index / 64, 1 << (index % 64))
    }

    /// Adds the cell with this index; for tables that the compiler evaluates.
    #[expect(clippy::indexing_slicing, reason = "an index of a cell has its bit")]
    pub(super) const fn with(mut self, index: usize) -> Self {
        let (word, bit) = Self::bit(index);
        self.0[word] |= bit;
        self
    }

    /// Adds a cell, and tells whether it was not yet there.
    #[expect(clippy::indexing_slicing, reason = "a cell has its bit")]
    pub(crate) fn insert(&mut self, cell: Cell) -> bool {
        let (word, bit) = Self::bit(cell.index());
        let new = self.0[word] & bit == 0;
        self.0[word] |= bit;
        new
    }

    #[expect(clippy::indexing_slicing, reason = "a cell has its bit")]
    pub(crate) fn remove(&mut self, cell: Cell) {
        let (word, bit) = Self::bit(cell.index());
        self.0[word] &= !bit;
    }

    #[expect(clippy::indexing_slicing, reason = "a cell has its bit")]
    pub(crate) const fn contains(&self, cell: Cell) -> bool {
        let (word, bit) = Self::bit(cell.index());
        self.0[word] & bit != 0
    }

    /// How many cells of the set come before this one in the form's order.
    #[expect(clippy::indexing_slicing, reason = "a cell has its bit")]
    pub(crate) fn rank(&self, cell: Cell) -> usize {
        let (word, bit) = Self::bit(cell.index());
        let whole: u32 = self.0.iter().take(word).map(|bits| bits.count_ones()).sum();
        (whole + (self.0[word] & (bit - 1)).count_ones()) as usize
    }

    /// The cells of this set that are not in the other.
    pub(crate) fn minus(self, other: Self) -> Self {
        let mut left = self;
        for (word, without) in left.0.iter_mut().zip(other.0) {
            *word &= !without;
        }
        left
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::EMPTY
    }

    /// The cells, in the form's order.
    pub(crate) fn iter(self) -> impl Iterator<Item = Cell> {
        Cells(self.0)
    }
}

/// The words of a set, less the cells that were handed out.
struct Cells([u64; WORDS]);

impl Iterator for Cells {
    type Item = Cell;

    fn next(&mut self) -> Option<Cell> {
        let (at, word) = self.0.iter_mut().enumerate().find(|(_, word)| **word != 0)?;
        let index = at * 64 + word.trailing_zeros() as usize;
        *word &= *word - 1;
        Cell::nth(index)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.0.iter().map(|word| word.count_ones() as usize).sum();
        (left, Some(left))
    }
}

impl FromIterator<Cell> for CellSet {
    fn from_iter<I: IntoIterator<Item = Cell>>(cells: I) -> Self {
        let mut set = Self::EMPTY;
        for cell in cells {
            set.insert(cell);
        }
        set
    }
}

/// The cells of each printed form.
#[expect(clippy::indexing_slicing, reason = "evaluated by the compiler: a slip does not build")]
static OF_FORM: [CellSet; Form::ALL.len()] = {
    let mut sets = [CellSet::EMPTY; Form::ALL.len()];
    let mut f = 0;
    while f < sets.len() {
        let mut i = 0;
        while i < Cell::COUNT {
            if matches!(Cell::nth(i), Some(cell) if cell.is_in(Form::ALL[f])) {
                sets[f] = sets[f].with(i);
            }
            i += 1;
        }
        f += 1;
    }
    sets
};

impl Form {
    /// The cells of the printed form, as a set.
    #[expect(clippy::indexing_slicing, reason = "ALL lists the forms in the variants' order")]
    pub(crate) fn cell_set(self) -> CellSet {
        OF_FORM[self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{Cell, CellSet};

    #[test]
    fn a_cell_taken_out_is_out_however_often_and_no_other_is() {
        let all: Vec<Cell> = Cell::all().collect();
        for &cell in &all {
            let mut set = CellSet::EMPTY;
            assert!(all.iter().all(|&other| set.insert(other)));
            for _ in 0..2 {
                set.remove(cell);
                let others: Vec<Cell> = all.iter().copied().filter(|&other| other != cell).collect();
                assert_eq!(set.iter().collect::<Vec<_>>(), others);
            }
            assert!(set.insert(cell));
        }
    }
}
