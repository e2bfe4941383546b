//! One, two and three wrong cells of section 三 located by this crate and by a general solver of mixed integer
//! programs, on the same cases in one run. The solver gives one smallest set, this crate all of them; both are exact.
//!
//! `cargo bench --bench localise`

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing, reason = "a benchmark may panic")]

#[path = "../tests/two_way/mod.rs"]
mod two_way;

use std::hint::black_box;
use std::sync::LazyLock;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use ogi_report::assess::{Checker, Selection};
use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Column, Form, Row, Table};
use ogi_report::localise::{self, Diagnosis};
use ogi_report::report::Report;
use two_way::{CARRIED, COLUMNS, HANDLED, ROWS, Random, at, correct, differing, equations, fewest_changes, wrong_cell};

/// Records with exactly `wrong` wrong cells, of all sizes.
fn cases(wrong: usize, number: usize) -> Vec<Vec<i64>> {
    let mut random = Random(11);
    let mut cases = Vec::with_capacity(number);
    while cases.len() < number {
        let size = [6, 20, 80, 400, 3000][random.below(5)];
        let truth = correct(&mut random, size);
        let mut cells = truth.clone();
        for _ in 0..wrong {
            wrong_cell(&mut random, &mut cells);
        }
        if differing(&truth, &cells).len() == wrong {
            cases.push(cells);
        }
    }
    cases
}

/// The diagnosis of a report with these numbers in section 三 and zeros elsewhere.
fn diagnose(cells: &[i64]) -> Diagnosis {
    // The table of the tests has the rows and columns of the form, in order.
    static PLACES: LazyLock<[usize; Cell::COUNT]> = LazyLock::new(|| {
        let mut places = [usize::MAX; Cell::COUNT];
        let section = Form::Revised2021.cells().filter(|cell| cell.table() == Table::Applications);
        section.enumerate().for_each(|(at, cell)| places[cell.index()] = at);
        places
    });
    localise::locate(Form::Revised2021, |cell| Some(cells.get(PLACES[cell.index()]).copied().unwrap_or(0)))
}

fn locate(criterion: &mut Criterion) {
    for wrong in 1..=3 {
        let cases = cases(wrong, 200);
        let mut group = criterion.benchmark_group(format!("{wrong} wrong"));
        let mut next = cases.iter().cycle();
        group.bench_function("localise", |bencher| {
            bencher.iter_batched(|| next.next().unwrap(), |cells| black_box(diagnose(cells)), BatchSize::SmallInput);
        });
        // Far slower: the first ten cases, which the line above has too.
        let mut next = cases.iter().take(10).cycle();
        group.sample_size(10).bench_function("microlp", |bencher| {
            bencher.iter_batched(
                || next.next().unwrap(),
                |cells| black_box(fewest_changes(&equations(), cells, 200_000, &[])),
                BatchSize::SmallInput,
            );
        });
        group.finish();
    }
}

fn worst(criterion: &mut Criterion) {
    let mut random = Random(5);
    // Every cell is noise: no four changes explain it, and all identities are broken.
    let noise: Vec<i64> = (0..175).map(|_| i64::try_from(1 + random.below(900)).unwrap()).collect();
    criterion.bench_function("every cell is noise", |bencher| bencher.iter(|| black_box(diagnose(&noise))));
    // No cell is 0, and two pairs of columns are off: some cell of each of 25 rows may be the one in either pair.
    let mut cells = correct(&mut random, 3000);
    for row in 0..ROWS {
        for column in 0..6 {
            let more = if row < HANDLED { 100 } else { 2100 - 2000 * i64::from(row == CARRIED) };
            cells[at(row, column)] += more;
            cells[at(row, 6)] += more;
        }
    }
    for column in 0..COLUMNS {
        cells[at(0, column)] += 2000 * if column == 6 { 6 } else { 1 };
    }
    for (row, column, less) in [(3, 0, 5), (9, 2, 7)] {
        cells[at(row, column)] -= less;
        cells[at(row, column + 1)] += less;
    }
    criterion.bench_function("many sets of four", |bencher| bencher.iter(|| black_box(diagnose(&cells))));
    let diagnosis = diagnose(&cells);
    let section = &diagnosis.parts()[0];
    println!("many sets of four: {} of {}", section.explanations.len(), section.at_least);
}

fn form(criterion: &mut Criterion) {
    let locate = |count: &dyn Fn(Cell) -> Option<i64>| localise::locate(Form::Revised2021, count);
    let mut wrong = Draft::from(&Report::zero(Form::Revised2021));
    let cell = "applications.not_held.natural_person".parse().unwrap();
    let _ = wrong.set(cell, State::Count(7));
    criterion.bench_function("one wrong cell, the search alone", |bencher| {
        bencher.iter(|| locate(&|cell| wrong.count(cell)));
    });
    criterion.bench_function("one wrong cell through a check of the identities", |bencher| {
        let checker = Checker::new().with_selection(Selection::Identities);
        bencher.iter_batched(|| wrong.clone(), |draft| checker.check(draft), BatchSize::PerIteration);
    });
    criterion.bench_function("a correct report", |bencher| bencher.iter(|| locate(&|_| Some(0))));
    criterion.bench_function("a blank form", |bencher| bencher.iter(|| locate(&|_| None)));
    criterion.bench_function("blanks for zeros", |bencher| {
        bencher.iter(|| {
            locate(&|cell| match (cell.row(), cell.column()) {
                (Row::Received | Row::Handled | Row::NotHeld, Column::Total | Column::NaturalPerson) => Some(9),
                _ => None,
            })
        });
    });
}

criterion_group!(benches, locate, worst, form);
criterion_main!(benches);
