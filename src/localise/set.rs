//! A set of variables as bits: the search intersects such sets at every step.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Set(Vec<u64>);

impl Set {
    /// The empty set with room for the variables `0..len`.
    pub(super) fn with_room(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    /// Adds a variable; one beyond the room is not a variable of the system and is ignored.
    pub(super) fn insert(&mut self, variable: usize) {
        if let Some(word) = self.0.get_mut(variable / 64) {
            *word |= 1 << (variable % 64);
        }
    }

    pub(super) fn contains(&self, variable: usize) -> bool {
        self.0.get(variable / 64).is_some_and(|word| word & (1 << (variable % 64)) != 0)
    }

    pub(super) fn len(&self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|&word| word == 0)
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    pub(super) fn keep(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= b);
    }

    pub(super) fn remove_all(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a &= !b);
    }

    /// The members in ascending order.
    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(index, &word)| {
            std::iter::successors(Some(word), |rest| Some(rest & rest.wrapping_sub(1)))
                .take_while(|&rest| rest != 0)
                .map(move |rest| index * 64 + rest.trailing_zeros() as usize)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Set;

    #[test]
    fn members_come_back_in_order_across_words() {
        let mut set = Set::with_room(200);
        for variable in [199, 0, 64, 63, 7, 999] {
            set.insert(variable);
        }
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 7, 63, 64, 199]);
        assert_eq!(set.len(), 5);
        assert!(set.contains(64) && !set.contains(65) && !set.contains(999));
    }

    #[test]
    fn difference_and_intersection_are_by_member() {
        let [mut a, mut b] = [Set::with_room(70), Set::with_room(70)];
        a.insert(1);
        a.insert(69);
        b.insert(69);
        assert!(a.meets(&b));
        let mut both = a.clone();
        both.keep(&b);
        assert_eq!(both, b);
        a.remove_all(&b);
        assert!(!a.meets(&b) && !a.is_empty());
        assert_eq!(a.iter().collect::<Vec<_>>(), [1]);
    }
}
