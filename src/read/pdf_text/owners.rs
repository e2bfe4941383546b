//! Whose the lines of values are that stand between two labels.
//!
//! Numbers stand beside the middle of their label, or above or below all of it, as the page was set; a long number in a
//! narrow column goes on in the line below. So a line between two labels belongs to the row above or to the one below,
//! and of all ways to share such lines out the one is taken that leaves the rows best read: whole, and with their sums
//! right. Where two ways are equally good, the rows that differ are not read.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{Certainty, Reading, Sheet};
use crate::impossible::{Cut, DebugExpect};

/// The lines between the labels of consecutive rows.
pub(super) struct Gaps<'a> {
    /// For each row, the lines that are its own for certain.
    pub(super) own: &'a [Vec<usize>],
    /// The lines before the first row, between each and the next, and after the last.
    pub(super) between: &'a [Vec<usize>],
}

/// A way to share out the lines around a row: how many of those above it belong to the row above, and how many of those
/// below it to itself.
type Way = (usize, usize);

impl Gaps<'_> {
    fn gap(&self, i: usize) -> &[usize] {
        self.between.get(i).map(Vec::as_slice).debug_expect("there is a gap before and after each row")
    }

    fn own(&self, row: usize) -> &[usize] {
        self.own.get(row).map(Vec::as_slice).debug_expect("a row has its lines")
    }

    /// The ways to split a gap. Nobody is above the first, and nobody below the last.
    fn splits(&self, gap: usize) -> std::ops::RangeInclusive<usize> {
        let size = self.gap(gap).len();
        match gap {
            0 => 0..=0,
            _ if gap == self.own.len() => size..=size,
            _ => 0..=size,
        }
    }

    fn lines(&self, row: usize, (above, below): Way) -> Vec<usize> {
        let upper = self.gap(row).cut(above..);
        let lower = self.gap(row + 1).cut(..below);
        [upper, self.own(row), lower].concat()
    }

    /// Shares the lines out: for each row, its lines and what they say, or `None` where that is not certain.
    pub(super) fn share_out(&self, sheet: &Sheet) -> Vec<Option<(Vec<usize>, Reading)>> {
        let ways: Vec<Vec<(Way, Reading)>> = (0..self.own.len())
            .map(|row| {
                let ways = self.splits(row).flat_map(|above| self.splits(row + 1).map(move |below| (above, below)));
                ways.map(|way| (way, sheet.read(&self.lines(row, way)))).collect()
            })
            .collect();
        // The best score of the rows so far, and of the rows to come, for each split of the gap between.
        let mut before = vec![BTreeMap::from([(0, 0)])];
        for ways in &ways {
            let so_far = before.last().cloned().debug_expect("it begins with the first gap");
            before.push(best(ways.iter().filter_map(|((above, below), reading)| {
                Some((*below, so_far.get(above)? + reading.certainty.score()))
            })));
        }
        let mut after: Vec<BTreeMap<usize, i32>> = vec![self.splits(self.own.len()).map(|split| (split, 0)).collect()];
        for ways in ways.iter().rev() {
            let to_come = after.last().cloned().debug_expect("it begins with the last gap");
            after.push(best(ways.iter().filter_map(|((above, below), reading)| {
                Some((*above, to_come.get(below)? + reading.certainty.score()))
            })));
        }
        after.reverse();
        let top = before.last().and_then(|scores| scores.values().max()).copied();
        let rows = ways.into_iter().enumerate().map(|(row, ways)| {
            let (upper, lower) = (before.get(row)?, after.get(row + 1)?);
            let mut ways = ways.into_iter().filter(|((above, below), reading)| {
                let rest = upper.get(above).zip(lower.get(below)).map(|(a, b)| a + b);
                rest.map(|rest| rest + reading.certainty.score()) == top
            });
            let (way, reading) = ways.next()?;
            ways.next().is_none().then(|| (self.lines(row, way), reading))
        });
        let mut rows: Vec<_> = rows.collect();
        self.refuse_guesses(sheet, &mut rows);
        self.unstack(sheet, &mut rows);
        rows
    }

    /// Reads rows whose labels and values are not side by side, between rows with their values beside them: where there are
    /// as many whole rows of values as labels, each with its sum right, they are those rows in this order.
    fn unstack(&self, sheet: &Sheet, rows: &mut [Option<(Vec<usize>, Reading)>]) {
        let proven = |line: usize| sheet.is_full(line) && sheet.read(&[line]).certainty == Certainty::Proven;
        let settled = |row: usize| self.own(row).len() == 1;
        let mut first = 0;
        while first < rows.len() {
            let past = (first..rows.len()).find(|&row| settled(row)).unwrap_or(rows.len());
            let between = (first..past).flat_map(|row| [self.gap(row), self.own(row)]).chain([self.gap(past)]);
            let lines: Vec<usize> = between.flatten().copied().collect();
            if lines.len() == past - first && lines.iter().all(|&line| proven(line)) {
                for (slot, line) in rows.iter_mut().skip(first).zip(lines) {
                    *slot = Some((vec![line], sheet.read(&[line])));
                }
            }
            first = past + 1;
        }
    }

    /// Takes back what only the best guess gave: rows beside lines that are not whole rows, whose sums do not hold.
    fn refuse_guesses(&self, sheet: &Sheet, rows: &mut [Option<(Vec<usize>, Reading)>]) {
        let shared = |row: usize| self.gap(row).iter().chain(self.gap(row + 1));
        let proven = |r: &Option<(Vec<usize>, Reading)>| {
            r.as_ref().is_some_and(|(_, reading)| reading.certainty == Certainty::Proven)
        };
        let beside: BTreeSet<usize> = (0..rows.len()).filter(|&row| shared(row).next().is_some()).collect();
        let right = beside.iter().filter(|&&row| rows.get(row).is_some_and(proven)).count();
        let reliable = right * 5 >= beside.len() * 4;
        let mut suspects = Vec::new();
        for row in beside {
            let whole = shared(row).all(|&line| sheet.is_full(line));
            let Some(slot) = rows.get_mut(row).debug_some("a row") else { continue };
            let enough = match slot.as_ref().map(|(lines, reading)| (lines, reading.certainty)) {
                Some((taken, Certainty::Proven)) => taken.len() == self.own(row).len() || !sheet.may_be_rows(taken),
                Some((_, Certainty::Full)) => whole && (reliable || sheet.shape.summed.is_none()),
                Some((_, Certainty::Blank)) => whole && reliable,
                _ => false,
            };
            if !enough {
                let rows_taken =
                    slot.as_ref().map(|(lines, _)| lines.iter().filter(|&&line| sheet.is_full(line)).count());
                if rows_taken.is_none_or(|n| n > 1) {
                    suspects.push(row);
                }
                *slot = None;
            }
        }
        for row in suspects {
            self.refuse_neighbours(row, rows);
        }
    }

    /// Takes back the rows around one that is not read as far as they have lines that may be the next one's: one wrong
    /// share makes the next.
    fn refuse_neighbours(&self, row: usize, rows: &mut [Option<(Vec<usize>, Reading)>]) {
        let mut spread = |step: fn(usize) -> Option<usize>, gap: fn(usize) -> usize| {
            let mut row = row;
            while let Some(next) = step(row) {
                let between = self.gap(gap(row));
                let Some(slot) = rows.get_mut(next) else { break };
                let took = slot.as_ref().is_some_and(|(lines, _)| lines.iter().any(|line| between.contains(line)));
                if !took {
                    break;
                }
                *slot = None;
                row = next;
            }
        };
        spread(|row| row.checked_sub(1), |row| row);
        spread(|row| row.checked_add(1), |row| row + 1);
    }
}

fn best(scores: impl Iterator<Item = (usize, i32)>) -> BTreeMap<usize, i32> {
    let mut best = BTreeMap::new();
    for (split, score) in scores {
        best.entry(split).and_modify(|s: &mut i32| *s = score.max(*s)).or_insert(score);
    }
    best
}
