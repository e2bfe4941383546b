//! Numbers by place of which nearly all are 0: in a network of sums each row of a tableau has few others.

use super::record::Overflow;

/// The numbers other than 0 with their places, ascending.
#[derive(Debug, Clone, Default)]
pub(super) struct Sparse(Vec<(usize, i128)>);

impl Sparse {
    /// One number.
    pub(super) fn one(place: usize, number: i128) -> Self {
        let mut one = Self::default();
        one.push(place, number);
        one
    }

    pub(super) fn get(&self, place: usize) -> i128 {
        // Many rows are short; a place that is not listed holds 0.
        self.0
            .binary_search_by_key(&place, |&(other, _)| other)
            .ok()
            .and_then(|at| self.0.get(at))
            .map_or(0, |&(_, n)| n)
    }

    /// Puts a number after all others.
    pub(super) fn push(&mut self, place: usize, number: i128) {
        debug_assert!(self.0.last().is_none_or(|&(last, _)| last < place), "places ascend");
        if number != 0 {
            self.0.push((place, number));
        }
    }

    /// The numbers other than 0 with their places, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, i128)> + '_ {
        self.0.iter().copied()
    }

    /// How many numbers are not 0.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn negate(&mut self) -> Result<(), Overflow> {
        for (_, number) in &mut self.0 {
            *number = number.checked_neg().ok_or(Overflow)?;
        }
        Ok(())
    }

    /// `(own · self − factor · other) / denominator`, place by place; the division is exact.
    pub(super) fn combine(&mut self, own: i128, other: &Self, factor: i128, denominator: i128) -> Result<(), Overflow> {
        let mut combined = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        loop {
            let next = match (mine.peek(), theirs.peek()) {
                (None, None) => break,
                (Some(&&(a, x)), Some(&&(b, y))) if a == b => (a, x, y),
                (Some(&&(a, x)), Some(&&(b, _))) if a < b => (a, x, 0),
                (Some(&&(a, x)), None) => (a, x, 0),
                (_, Some(&&(b, y))) => (b, 0, y),
            };
            let (place, x, y) = next;
            mine.next_if(|(a, _)| *a == place);
            theirs.next_if(|(b, _)| *b == place);
            let number = entry(own, x, factor, y, denominator)?;
            if number != 0 {
                combined.push((place, number));
            }
        }
        self.0 = combined;
        Ok(())
    }
}

/// `(own · x − factor · y) / denominator`.
pub(super) fn entry(own: i128, x: i128, factor: i128, y: i128, denominator: i128) -> Result<i128, Overflow> {
    // Nearly every step in a network of sums: numerators and denominators are 1, so nothing is multiplied.
    if own == 1 && denominator == 1 && factor.unsigned_abs() == 1 {
        return if factor == 1 { x.checked_sub(y) } else { x.checked_add(y) }.ok_or(Overflow);
    }
    let scaled = own.checked_mul(x).ok_or(Overflow)?;
    let moved = factor.checked_mul(y).ok_or(Overflow)?;
    Ok(scaled.checked_sub(moved).ok_or(Overflow)? / denominator)
}

#[cfg(test)]
mod tests {
    use super::Sparse;

    #[test]
    fn rows_combine_place_by_place_and_zeros_vanish() {
        let dense: [(&[i128], &[i128]); 3] = [(&[2, 0, 4, 0], &[1, 1, 2, 0]), (&[], &[0, 3]), (&[0, 5], &[])];
        for (a, b) in dense {
            let sparse = |of: &[i128]| {
                let mut sparse = Sparse::default();
                of.iter().enumerate().for_each(|(place, &number)| sparse.push(place, number));
                sparse
            };
            for (own, factor, denominator) in [(1, 1, 1), (1, -1, 1), (2, 4, 2), (3, 0, 1)] {
                let mut combined = sparse(a);
                assert!(combined.combine(own, &sparse(b), factor, denominator).is_ok());
                for place in 0..4 {
                    let at = |of: &[i128]| of.get(place).copied().unwrap_or(0);
                    assert_eq!(combined.get(place), (own * at(a) - factor * at(b)) / denominator);
                }
                assert!(combined.iter().all(|(_, number)| number != 0));
            }
        }
    }
}
