//! What holds at the edges: order, bounds, extreme numbers.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use super::super::{Consistency, Domain, Equation, Limits, Record, System};
use super::two_way::{Random, correct, wrong_cell, wrong_pair};
use super::{record, system};

#[test]
fn the_order_of_the_equations_changes_nothing() {
    let (system, mut random) = (system(), Random(9));
    let mut shuffled = system.equations().to_vec();
    for last in (1..shuffled.len()).rev() {
        shuffled.swap(last, random.below(last + 1));
    }
    let shuffled = System::new(system.domains().to_vec(), shuffled).unwrap();
    let plain = System::new(system.domains().to_vec(), system.equations().to_vec()).unwrap();
    for _ in 0..100 {
        let mut cells = correct(&mut random, 20);
        wrong_pair(&mut random, &mut cells);
        wrong_cell(&mut random, &mut cells);
        let explain = |system| record(system, &cells).explain(Limits::default());
        assert_eq!(explain(&plain), explain(&shuffled));
    }
}

#[test]
fn a_search_that_met_its_bound_says_so_and_claims_only_what_it_proved() {
    let (system, mut random) = (system(), Random(2));
    let mut stopped = 0;
    for _ in 0..100 {
        let mut cells = correct(&mut random, 20);
        wrong_pair(&mut random, &mut cells);
        wrong_cell(&mut random, &mut cells);
        let record = record(&system, &cells);
        let whole = record.explain(Limits::default()).remove(0);
        for work in [0, 100, 1000, 5000] {
            let part = record.explain(Limits::default().with_work(work)).remove(0);
            if part.complete {
                assert_eq!(part, whole);
                continue;
            }
            stopped += 1;
            assert!(part.at_least <= whole.at_least && part.certain().is_empty());
            assert!(part.explanations.iter().all(|found| whole.explanations.contains(found)));
        }
    }
    assert!(stopped > 100, "only {stopped} searches met the bound");
}

#[test]
fn the_largest_numbers_are_explained_like_any_other() {
    let system = System::new(vec![Domain::NonNegative; 3], vec![Equation::sum([0, 1], 2)]).unwrap();
    let record = Record::of(&system, vec![Some(i64::MAX), Some(i64::MAX), Some(0)]);
    let explained = record.explain(Limits::default()).remove(0);
    let [only] = explained.explanations.as_slice() else { panic!("the parts cannot fall below 0") };
    assert_eq!(only.changes[0].expected, Some(2 * i128::from(i64::MAX)));
}

#[test]
fn numbers_too_large_for_the_arithmetic_leave_the_answer_undecided() {
    // A chain of factors: x0 = 2147483647 · x1 = 2147483647² · x2 …
    let links = 9;
    let equations = (0..links).map(|at| Equation::new([(at, 1), (at + 1, -i32::MAX)], 0));
    let system = System::new(vec![Domain::NonNegative; links + 1], equations.collect()).unwrap();
    let mut values = vec![None; links + 1];
    values[links] = Some(i64::MAX);
    let record = Record::of(&system, values);
    assert_eq!(record.fill().consistency, Consistency::Undecided);
    assert!(!record.explain(Limits::default())[0].complete);
}

#[test]
fn whole_numbers_that_cannot_be_are_told_from_fractions_that_can() {
    let fill = |equation: Equation, values: &[Option<i64>]| {
        let system = System::new(vec![Domain::NonNegative; values.len()], vec![equation]).unwrap();
        Record::of(&system, values.to_vec()).fill().consistency
    };
    // 2x = 3; 2x = 2y + 1; 2x = 3y + 1.
    assert_eq!(fill(Equation::new([(0, 2), (1, -1)], 0), &[None, Some(3)]), Consistency::Impossible);
    assert_eq!(fill(Equation::new([(0, 2), (1, -2)], -1), &[None, None]), Consistency::Impossible);
    assert_eq!(fill(Equation::new([(0, 2), (1, -3)], -1), &[None, None]), Consistency::Possible);
}
