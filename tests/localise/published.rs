//! Cases from the literature on automatic editing.
//!
//! S. Scholtus, *Automatic correction of simple typing errors in numerical data with balance edits*, Statistics
//! Netherlands, discussion paper 09046, 2009, section 4. The record has eleven values under five balance edits:
//! x1 + x2 = x3, x2 = x4, x5 + x6 + x7 = x8, x3 + x8 = x9, x9 − x10 = x11.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use super::super::{Domain, Equation, Explained, Limits, Mechanism, Record, System};

const TRUE: [i64; 11] = [1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137];

fn system() -> System {
    let equations = vec![
        Equation::sum([0, 1], 2),
        Equation::sum([1], 3),
        Equation::sum([4, 5, 6], 7),
        Equation::sum([2, 7], 8),
        Equation::sum([9, 10], 8),
    ];
    System::new(vec![Domain::NonNegative; 11], equations).unwrap()
}

/// Explains the true record with some values replaced; variables are counted from 1 as in the paper.
fn explain(wrong: &[(usize, i64)]) -> Explained<usize> {
    let mut values: Vec<Option<i64>> = TRUE.map(Some).to_vec();
    for &(variable, value) in wrong {
        *values.get_mut(variable - 1).unwrap() = Some(value);
    }
    let system = system();
    Record::of(&system, values).explain(Limits::default()).remove(0)
}

type Change = (usize, i64, Option<i128>, Mechanism);

fn sets(explained: &Explained<usize>) -> Vec<Vec<Change>> {
    assert!(explained.complete);
    let changes = explained.explanations.iter().map(|one| &one.changes);
    changes.map(|set| set.iter().map(|c| (c.site + 1, c.found, c.expected, c.mechanism)).collect()).collect()
}

#[test]
fn the_true_record_holds() {
    let explained = explain(&[]);
    assert_eq!((explained.at_least, explained.explanations.len()), (0, 0));
}

#[test]
fn interchanged_digits_in_x4_are_found_and_undone() {
    // Record 4.1: x2 = x4 is broken alone; x2 stands in another edit too, so x4 it is.
    let explained = explain(&[(4, 161)]);
    assert_eq!(sets(&explained), [[(4, 161, Some(116), Mechanism::DigitInterchange)]]);
}

#[test]
fn an_added_digit_in_x9_beside_it_is_found_and_undone() {
    // Record 4.2.
    let explained = explain(&[(4, 161), (9, 19979)]);
    let [x4, x9] = [(4, 161, Some(116), Mechanism::DigitInterchange), (9, 19979, Some(1979), Mechanism::DigitAdded)];
    assert_eq!(sets(&explained), [[x4, x9]]);
}

#[test]
fn three_parts_set_to_zero_leave_their_place_open_and_the_rest_certain() {
    // Record 4.3. The paper's method leaves x5, x6 and x7 to other means; so does this one: any of the three alone
    // could be the whole 411, which is fewer changes than the truth, and nothing tells which.
    let explained = explain(&[(4, 161), (5, 0), (6, 0), (7, 0), (9, 19979)]);
    let [x4, x9] = [(4, 161, Some(116), Mechanism::DigitInterchange), (9, 19979, Some(1979), Mechanism::DigitAdded)];
    let part = |variable| (variable, 0, Some(411), Mechanism::BlankReadAsZero);
    assert_eq!(sets(&explained), [5, 6, 7].map(|variable| vec![x4, part(variable), x9]));
    assert_eq!(explained.certain(), [(3, Some(116)), (8, Some(1979))]);
}

#[test]
fn a_total_set_to_zero_is_found_and_restored() {
    // Record 4.4: x8 = 0 is no typing error in the paper's sense; as the smallest explanation it is unique all the same.
    let explained = explain(&[(4, 161), (8, 0), (9, 19979)]);
    let [x4, x8, x9] = [
        (4, 161, Some(116), Mechanism::DigitInterchange),
        (8, 0, Some(411), Mechanism::BlankReadAsZero),
        (9, 19979, Some(1979), Mechanism::DigitAdded),
    ];
    assert_eq!(sets(&explained), [[x4, x8, x9]]);
}
