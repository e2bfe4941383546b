//! The solver below the form, which the crate does not show: tests of the library from within.

#![allow(clippy::cast_possible_truncation, reason = "the tables are small")]

mod brute_force;
mod limits;
mod published;
mod ranking;
mod solver;
#[path = "../two_way/mod.rs"]
mod two_way;

use super::record::Record;
use super::system::{Domain, Equation, Place, System};

/// The table of section 三.
fn system() -> System {
    let (rows, columns) = (two_way::ROWS, two_way::COLUMNS);
    let place = |cell: usize| Place { row: (cell / columns) as u32, column: (cell % columns) as u32 };
    let equations = two_way::equations().into_iter().map(|terms| Equation::new(terms, 0));
    System::new(vec![Domain::NonNegative; rows * columns], equations.collect())
        .unwrap()
        .with_places((0..rows * columns).map(|cell| (cell, place(cell))))
}

fn record<'a>(system: &'a System, cells: &[i64]) -> Record<'a> {
    Record::of(system, cells.iter().copied().map(Some).collect())
}
