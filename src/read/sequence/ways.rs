//! The ways in which the digits after a label can be the numbers of its row: where tokens are cut that lost the space between
//! them, and where blank cells stood that left no trace. The sums of the row exclude the others.

use crate::impossible::Cut;

/// The most ways that are told apart; with more of them a row is not read.
const MAX_WAYS: usize = 64;

/// The most partial ways that are tried for a row.
const MAX_STEPS: u32 = 60_000;

/// The longest row that is looked at, in digits.
const MAX_DIGITS: usize = 60;

/// A row's number in each of its columns; `None` for a blank.
pub(super) type Way = Vec<Option<i64>>;

/// The ways to give all digits of the tokens to blocks of columns, each of which ends in its total if it is `summed`; nothing
/// where there are too many to tell.
pub(super) fn ways(tokens: &[&str], blocks: usize, width: usize, summed: bool) -> Option<Vec<Way>> {
    let digits: Vec<Vec<i64>> =
        tokens.iter().map(|token| token.bytes().map(|byte| i64::from(byte.wrapping_sub(b'0'))).collect()).collect();
    let are_digits = digits.iter().flatten().all(|digit| (0..=9).contains(digit));
    if !are_digits || digits.iter().map(Vec::len).sum::<usize>() > MAX_DIGITS {
        return None;
    }
    if summed && blocks == 1 {
        return under_total(digits, width.checked_sub(1)?);
    }
    let mut search = Search::new(&digits, width, blocks * width, summed.then_some(Sums::InPlace), MAX_STEPS);
    search.slot(0, 0, 0);
    (search.steps > 0 && search.ways.len() < MAX_WAYS).then_some(search.ways)
}

/// As [`ways`] for one block: its total stands last, so that every end of the digits is tried as the total and bounds the
/// others.
fn under_total(mut digits: Vec<Vec<i64>>, parts: usize) -> Option<Vec<Way>> {
    let mut ways = Vec::new();
    let mut steps = MAX_STEPS;
    let mut take = |digits: &[Vec<i64>], total: Option<i64>, ways: &mut Vec<Way>| {
        let mut search = Search::new(digits, parts, parts, Some(Sums::Under(total.unwrap_or(0))), steps);
        search.slot(0, 0, 0);
        steps = search.steps;
        ways.extend(search.ways.into_iter().map(|way| way.into_iter().chain([total]).collect::<Way>()));
        (steps > 0 && ways.len() < MAX_WAYS).then_some(())
    };
    take(&digits, None, &mut ways)?;
    let Some(last) = digits.pop() else { return Some(ways) };
    for start in (0..last.len()).rev() {
        let (before, total) = last.split_at(start);
        let Some(total) = value(total) else { continue };
        if !before.is_empty() {
            digits.push(before.to_vec());
        }
        take(&digits, Some(total), &mut ways)?;
        digits.truncate(digits.len() - usize::from(!before.is_empty()));
    }
    Some(ways)
}

/// The number that the digits write, without leading zeros.
fn value(digits: &[i64]) -> Option<i64> {
    match digits {
        [] | [0, _, ..] => None,
        _ => digits.iter().try_fold(0_i64, |n, digit| n.checked_mul(10)?.checked_add(*digit)),
    }
}

/// How the numbers of a block are bound by its total.
#[derive(Clone, Copy)]
enum Sums {
    /// The total stands last among them.
    InPlace,
    /// It is known.
    Under(i64),
}

struct Search<'a> {
    digits: &'a [Vec<i64>],
    width: usize,
    slots: usize,
    sums: Option<Sums>,
    taken: Way,
    ways: Vec<Way>,
    steps: u32,
}

impl<'a> Search<'a> {
    const fn new(digits: &'a [Vec<i64>], width: usize, slots: usize, sums: Option<Sums>, steps: u32) -> Self {
        Self { digits, width, slots, sums, taken: Vec::new(), ways: Vec::new(), steps }
    }

    /// Whether a block can go on with this sum so far.
    fn is_possible(&self, sum: i64, token: usize, from: usize) -> bool {
        match self.sums {
            None => true,
            Some(Sums::InPlace) => sum <= self.largest(token, from),
            Some(Sums::Under(total)) => sum <= total,
        }
    }

    /// Fills the slots that are left from a place in a token on; `sum` is that of the block so far.
    fn slot(&mut self, token: usize, from: usize, sum: i64) {
        if self.steps == 0 || self.ways.len() >= MAX_WAYS {
            return;
        }
        self.steps -= 1;
        let filled = self.taken.len();
        if filled == self.slots {
            let is_total = match self.sums {
                Some(Sums::Under(total)) => sum == total,
                _ => true,
            };
            if token == self.digits.len() && is_total {
                self.ways.push(self.taken.clone());
            }
            return;
        }
        if self.least(token, from) > self.slots - filled || !self.is_possible(sum, token, from) {
            return;
        }
        let is_total = matches!(self.sums, Some(Sums::InPlace)) && filled % self.width == self.width - 1;
        let rest = self.digits.get(token).map_or(&[][..], |token| token.cut(from..));
        let mut value = 0_i64;
        for (length, digit) in (1..).zip(rest) {
            value = match value.checked_mul(10).and_then(|value| value.checked_add(*digit)) {
                Some(value) if !(length > 1 && rest.first() == Some(&0)) => value,
                _ => break,
            };
            if is_total && value != sum {
                continue;
            }
            let Some(next) = (if is_total { Some(0) } else { sum.checked_add(value) }) else { break };
            self.taken.push(Some(value));
            let is_last = length == rest.len();
            self.slot(if is_last { token + 1 } else { token }, if is_last { 0 } else { from + length }, next);
            self.taken.pop();
        }
        if !is_total || sum == 0 {
            self.taken.push(None);
            self.slot(token, from, if is_total { 0 } else { sum });
            self.taken.pop();
        }
    }

    /// No total from a place on is larger: it is part of one token.
    fn largest(&self, token: usize, from: usize) -> i64 {
        let here = self.digits.get(token).map_or(0, |token| token.len() - from);
        let length = self.digits.iter().skip(token + 1).map(Vec::len).fold(here, usize::max);
        u32::try_from(length).ok().and_then(|length| 10_i64.checked_pow(length)).unwrap_or(i64::MAX)
    }

    /// How many numbers the digits from a place on are at least: a number has no leading zero.
    fn least(&self, token: usize, from: usize) -> usize {
        let of = |digits: &[i64]| {
            let zeros = digits.iter().take_while(|digit| **digit == 0).count();
            zeros + usize::from(zeros < digits.len())
        };
        let here = self.digits.get(token).and_then(|token| token.get(from..)).map_or(0, of);
        here + self.digits.iter().skip(token + 1).map(|token| of(token)).sum::<usize>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full(tokens: &[&str], width: usize, summed: bool) -> Vec<Vec<i64>> {
        let ways = ways(tokens, 1, width, summed).unwrap_or_default();
        ways.into_iter().map(|way| way.into_iter().map(|n| n.unwrap_or(-1)).collect()).collect()
    }

    #[test]
    fn what_cannot_be_cut_otherwise_needs_no_sum() {
        assert_eq!(full(&["000"], 3, false), [[0, 0, 0]]);
        assert_eq!(full(&["007"], 3, false), [[0, 0, 7]]);
        assert_eq!(full(&["100"], 3, false).len(), 7, "with blanks there are several");
    }

    #[test]
    fn sums_choose_the_cut_and_the_blanks() {
        assert_eq!(full(&["200", "000121"], 7, true), [[20, 0, 0, 0, 0, 1, 21]]);
        assert_eq!(full(&["0000000"], 7, true), [[0; 7]]);
        assert_eq!(full(&["3", "3"], 7, true).len(), 6, "one for each applicant");
        assert!(full(&["1", "2", "4"], 7, true).is_empty());
    }

    #[test]
    fn fifteen_zeros_are_read_one_way() {
        assert_eq!(ways(&["000000000000000"], 3, 5, true), Some(vec![vec![Some(0); 15]]));
    }

    #[test]
    fn long_rows_end_soon() {
        for token in ["1".repeat(60), "10".repeat(30), "0".repeat(60)] {
            let _ = ways(&[&token], 3, 5, true);
            let _ = ways(&[&token], 1, 7, true);
        }
    }
}
