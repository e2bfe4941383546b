//! The shape of a table's rows: their number of values, and the sums in them.

/// How many values a row has, and what they add up to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    pub(super) columns: usize,
    /// Of how many columns the last is the sum of the others, if so.
    pub(super) summed: Option<usize>,
}

impl Shape {
    /// Whether the sums hold.
    pub(super) fn adds_up(self, numbers: &[i64]) -> bool {
        let Some(size) = self.summed.filter(|&s| s > 1 && numbers.len() == self.columns) else { return false };
        numbers.chunks(size).all(|block| {
            block.split_last().is_some_and(|(last, others)| {
                others.iter().try_fold(0_i64, |sum, n| sum.checked_add(*n)) == Some(*last)
            })
        })
    }
}
