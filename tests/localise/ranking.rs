//! How often the true cells are named first, measured on made slips in correct records of all sizes.
//!
//! The shortfall has three causes, which the test counts apart:
//! - *smaller*: fewer changes than were made explain the numbers; the truth is not a smallest set.
//! - *alike*: another smallest set supposes equally plausible slips. So it is with two values exchanged between columns
//!   when another row could have exchanged the same amount: nothing in the numbers tells which.
//! - *overruled*: another smallest set supposes more plausible slips than the true ones.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::cast_possible_truncation,
    reason = "a test may panic; all tables are small"
)]

use super::super::{Domain, Equation, Explanation, Limits, Mechanism, Place, System};
use super::two_way::{Random, correct, differing, stale_totals, wrong_cell, wrong_pair};
use super::{record, system};

/// Without optimisation the same on fewer.
const MUTANTS: u32 = if cfg!(debug_assertions) { 300 } else { 5000 };

#[derive(Debug, Default)]
struct Tally {
    mutants: u32,
    first: u32,
    smaller: u32,
    alike: u32,
    overruled: u32,
}

impl Tally {
    /// Of the mutants whose truth is a smallest set, the share named first, in thousandths.
    fn first_in_thousand(&self) -> u32 {
        self.first * 1000 / (self.mutants - self.smaller)
    }

    /// The same of those whose truth no equally plausible set rivals.
    fn first_in_thousand_told_apart(&self) -> u32 {
        self.first * 1000 / (self.mutants - self.smaller - self.alike)
    }
}

fn measure(name: &str, wrong: usize, mutate: impl Fn(&mut Random, &mut [i64])) -> Tally {
    let (system, mut random, mut tally) = (system(), Random(7), Tally::default());
    while tally.mutants < MUTANTS {
        let size = [6, 20, 80, 400, 3000][random.below(5)];
        let truth = correct(&mut random, size);
        let mut cells = truth.clone();
        mutate(&mut random, &mut cells);
        let changed = differing(&truth, &cells);
        if changed.len() != wrong {
            continue;
        }
        tally.mutants += 1;
        let explained = record(&system, &cells).explain(Limits::default()).remove(0);
        assert!(explained.complete);
        if explained.at_least < wrong {
            tally.smaller += 1;
            continue;
        }
        let is_true = |explanation: &Explanation<usize>| {
            let named = explanation.changes.iter();
            named.clone().map(|change| change.site).eq(changed.iter().copied())
                && named.clone().all(|change| change.expected == Some(truth[change.site].into()))
        };
        let all = explained.explanations;
        let at = all.iter().position(is_true).unwrap();
        match at {
            0 => tally.first += 1,
            _ if all[0].cost == all[at].cost => tally.alike += 1,
            _ => tally.overruled += 1,
        }
    }
    println!("{name}: {tally:?}");
    tally
}

fn several(times: usize) -> impl Fn(&mut Random, &mut [i64]) {
    move |random, cells| (0..times).for_each(|_| wrong_cell(random, cells))
}

#[test]
fn one_wrong_cell_is_always_named() {
    assert_eq!(measure("one cell", 1, several(1)).first, MUTANTS);
}

#[test]
fn two_slips_are_named_first() {
    assert!(measure("two cells", 2, several(2)).first_in_thousand() >= 990);
    assert!(measure("two totals", 2, stale_totals).first_in_thousand() >= 990);
}

#[test]
fn three_slips_are_named_first() {
    assert!(measure("three cells", 3, several(3)).first_in_thousand() >= 950);
}

#[test]
fn exchanged_neighbours_are_named_first_where_the_numbers_tell() {
    let pair = measure("two cells exchanged", 2, wrong_pair);
    assert!(pair.first_in_thousand_told_apart() >= 990);
    assert!(pair.first_in_thousand() >= 750, "the rest is alike");
    let and_one = measure("two cells exchanged and one wrong", 3, |random, cells| {
        wrong_pair(random, cells);
        wrong_cell(random, cells);
    });
    assert!(and_one.first_in_thousand_told_apart() >= 950);
}

/// The mechanisms named where the numbers found can be put right in one way only.
fn mechanisms<const COLUMNS: usize>(truth: &[[i64; COLUMNS]], found: &[[i64; COLUMNS]]) -> Vec<Mechanism> {
    let truth = truth.concat();
    let pairs = truth.windows(2).enumerate();
    let chain = pairs.map(|(at, pair)| Equation::new([(at, 1), (at + 1, 1)], -pair[0] - pair[1]));
    let equations = chain.chain([Equation::new([(0, 1)], -truth[0])]).collect();
    let place = |at: usize| Place { row: (at / COLUMNS) as u32, column: (at % COLUMNS) as u32 };
    let system = System::new(vec![Domain::NonNegative; truth.len()], equations).unwrap();
    let system = system.with_places((0..truth.len()).map(|at| (at, place(at))));
    let explained = record(&system, &found.concat()).explain(Limits::default().with_changes(6)).remove(0);
    let [only] = explained.explanations.as_slice() else { panic!("{explained:?}") };
    only.changes.iter().map(|change| change.mechanism).collect()
}

#[test]
fn two_rows_are_exchanged_only_as_wholes_and_in_more_than_one_column() {
    use Mechanism::{NeighbouringRow, RowsExchanged};
    assert_eq!(mechanisms(&[[1, 2], [3, 4]], &[[3, 4], [1, 2]]), [RowsExchanged; 4]);
    assert_eq!(mechanisms(&[[1, 2, 9], [3, 4, 9]], &[[3, 4, 9], [1, 2, 9]]), [RowsExchanged; 4], "alike in the third");
    assert_eq!(mechanisms(&[[1, 9], [3, 9]], &[[3, 9], [1, 9]]), [NeighbouringRow; 2], "one column");
    let not = |found: Vec<Mechanism>| assert!(!found.contains(&RowsExchanged), "{found:?}");
    not(mechanisms(&[[1, 2, 5], [3, 4, 6]], &[[3, 4, 5], [1, 2, 6]]));
    not(mechanisms(&[[1, 2], [3, 4]], &[[3, 4], [1, 5]]));
    not(mechanisms(&[[1, 2], [3, 4]], &[[3, 4], [5, 2]]));
    not(mechanisms(&[[1, 2], [3, 4], [7, 7]], &[[3, 4], [1, 2], [7, 8]]));
}
