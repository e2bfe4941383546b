//! The search against a general solver of mixed integer programs: the same least number of changes, and when its sets
//! are forbidden one by one, none of the same size is left that the search did not list.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_wrap, reason = "a test may panic")]

use super::super::{Domain, Equation, Explanation, Limits, Record, System};
use super::two_way::{Random, Terms, correct, fewest_changes, wrong_cell, wrong_pair};
use super::{record, system};

/// The solver takes its time, above all without optimisation; a release run does more.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 4 };

#[track_caller]
fn agree(system: &System, cells: &[i64], most: i32) {
    let answers = record(system, cells).explain(Limits::default());
    assert!(answers.iter().all(|part| part.complete));
    let least: usize = answers.iter().map(|part| part.at_least).sum();
    for explanation in answers.iter().flat_map(|part| &part.explanations) {
        // What is claimed is checked by arithmetic alone: the changes, with nothing else, mend their part.
        let mut mended: Vec<Option<i64>> = cells.iter().copied().map(Some).collect();
        for change in &explanation.changes {
            mended[change.site] = change.expected.map(|value| i64::try_from(value).unwrap());
        }
        let broken = Record::of(system, mended);
        assert!(answers.len() > 1 || explanation.changes.iter().any(|c| c.expected.is_none()) || broken.holds());
    }
    let equations: Vec<Terms> = system.equations().iter().map(|equation| equation.terms().to_vec()).collect();
    let by_solver = fewest_changes(&equations, cells, most, &[]).unwrap();
    if answers.iter().any(|answer| answer.at_least > Limits::default().changes()) {
        assert!(by_solver.len() >= least, "the solver changes only {by_solver:?}");
        return;
    }
    assert_eq!(by_solver.len(), least, "the solver changes {by_solver:?}, here {answers:?}");
    if let ([answer], 1..) = (answers.as_slice(), least) {
        let cells_of = |e: &Explanation<usize>| e.changes.iter().map(|c| c.site).collect::<Vec<_>>();
        let sets: Vec<Vec<usize>> = answer.explanations.iter().map(cells_of).collect();
        assert!(sets.contains(&by_solver), "the solver changes {by_solver:?}");
        let next = fewest_changes(&equations, cells, most, &sets);
        assert!(next.is_none_or(|set| set.len() > least), "a set is missing beside {sets:?}");
    }
}

#[test]
fn the_whole_of_section_three_with_one_to_three_slips() {
    let (system, mut random) = (system(), Random(3));
    for round in 0..ROUNDS {
        for wrong in 1..=3 {
            let mut cells = correct(&mut random, [40, 9, 600][round % 3]);
            (0..wrong).for_each(|_| wrong_cell(&mut random, &mut cells));
            agree(&system, &cells, 4_000);
        }
    }
}

#[test]
fn the_whole_of_section_three_with_two_cells_exchanged() {
    let (system, mut random) = (system(), Random(4));
    for _ in 0..ROUNDS {
        let mut cells = correct(&mut random, 30);
        wrong_pair(&mut random, &mut cells);
        agree(&system, &cells, 4_000);
    }
}

/// Tables with totals of any height and width, a grand total among them.
#[test]
fn tables_of_all_shapes_that_are_noise() {
    let mut random = Random(5);
    for _ in 0..30 * ROUNDS {
        let (rows, columns) = (2 + random.below(3), 2 + random.below(3));
        let cell = |row, column| row * (columns + 1) + column;
        let along =
            (0..=rows).map(|row| Equation::sum((0..columns).map(|column| cell(row, column)), cell(row, columns)));
        let down =
            (0..=columns).map(|column| Equation::sum((0..rows).map(|row| cell(row, column)), cell(rows, column)));
        let variables = (rows + 1) * (columns + 1);
        let system = System::new(vec![Domain::NonNegative; variables], along.chain(down).collect()).unwrap();
        let cells: Vec<i64> = (0..variables).map(|_| random.below(20) as i64).collect();
        agree(&system, &cells, 1000);
    }
}
