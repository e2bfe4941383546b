//! How much an audit costs over parsing the same documents alone, on one core and on two; and joint localisation.
//!
//! ```text
//! cargo bench --all-features --bench audit
//! ```
//!
//! A thousand documents of the `corpus` example are held in memory, so that no disk is measured.

// The modules are those of the examples, which use all of them.
#![allow(dead_code)]

#[path = "../examples/corpus/bodies.rs"]
mod bodies;
#[path = "../examples/validate/bytes.rs"]
mod bytes;
#[path = "../examples/audit/document.rs"]
mod document;
#[path = "../examples/corpus/formats.rs"]
mod formats;
#[path = "../examples/validate/json.rs"]
mod json;
#[path = "../examples/audit/lines.rs"]
mod lines;
#[path = "../examples/corpus/plant.rs"]
mod plant;
#[path = "../examples/audit/summary.rs"]
mod summary;
#[path = "../examples/audit/walk.rs"]
mod walk;
#[path = "../examples/audit/work.rs"]
mod work;

use std::hint::black_box;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use document::{Document, Opened};
use lines::Format;
use ogi_report::assess::Checker;
use ogi_report::draft::{Draft, State};
use ogi_report::extract::{Body, Extract};
use ogi_report::form::{Cell, Form, Kind, Lang};
use ogi_report::series::{Series, gather};
use ogi_report::{check, generate, read, render};
use plant::{Dice, Plant};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

const DOCUMENTS: usize = 1_000;

fn corpus() -> Vec<Vec<u8>> {
    let (mut bodies, mut dice) = (bodies::Bodies::new(1), Dice::new(1));
    let mut documents = Vec::new();
    while documents.len() < DOCUMENTS {
        let (name, reports) = bodies.next();
        let plants = if dice.below(5) == 0 { Plant::ALL } else { &[] };
        for page in plant::plant(&name, &reports, plants, &mut dice).pages {
            let (_, write) = formats::WRITERS[dice.below(formats::WRITERS.len())];
            documents.push(write(&render::official(&page.draft)));
        }
    }
    documents.truncate(DOCUMENTS);
    documents
}

/// What the `audit` example does with documents, but for the file system.
fn audit(documents: &[Vec<u8>], jobs: usize) -> usize {
    let lang = Lang::Zh;
    let mut extracts = Vec::new();
    let made = |bytes: &Vec<u8>| {
        let opened = match read(bytes) {
            Ok(draft) => Opened::Read(Box::new(check(draft))),
            Err(error) => Opened::Unreadable(error.to_string()),
        };
        let lines = lines::document(Format::Json, lang, "a document", &opened);
        Document::new("a document".to_owned(), &opened, lines, lang)
    };
    let jobs = NonZeroUsize::new(jobs).unwrap_or(NonZeroUsize::MIN);
    work::in_order(jobs, documents, made, |made| {
        if let Ok(document) = made {
            black_box(&document.lines);
            extracts.extend(document.extract);
        }
        ControlFlow::Continue(())
    });
    gather(extracts).series.iter().map(|series| Checker::new().check_series(series).findings().len()).sum()
}

fn documents(criterion: &mut Criterion) {
    let documents = corpus();
    let mut group = criterion.benchmark_group("documents");
    group.sample_size(10).throughput(Throughput::Elements(DOCUMENTS as u64));
    group.bench_function("parse alone, one core", |bencher| {
        bencher.iter(|| documents.iter().filter(|bytes| read(black_box(bytes)).is_ok()).count());
    });
    group.bench_function("audit, one core", |bencher| bencher.iter(|| audit(black_box(&documents), 1)));
    group.bench_function("audit, two cores", |bencher| bencher.iter(|| audit(black_box(&documents), 2)));
    group.finish();
}

/// Years with one wrong cell each for a given number of them, evenly apart.
fn years(of: usize, wrong: usize) -> Series {
    let mut runner = TestRunner::deterministic();
    let reports = generate::series_of(u16::try_from(of).unwrap_or(2)).new_tree(&mut runner).map(|tree| tree.current());
    let cell: Option<Cell> = "applications.disclosed.natural_person".parse().ok();
    let extracts = reports.unwrap_or_default().into_iter().enumerate().filter_map(|(at, report)| {
        let mut draft = Draft::from(&report);
        if at * wrong % of < wrong {
            let n = draft.count(cell?)?;
            draft.set(cell?, State::Count(n + 9)).unwrap();
        }
        Extract::try_from(&draft).ok()
    });
    Series::new(extracts).expect("years of one body")
}

/// Numbers that have nothing to do with each other.
fn nonsense(of: u16) -> Series {
    let mut dice = Dice::new(1);
    let extracts = (0..of).map(|year| {
        let mut draft = Draft::new(Form::Revised2021);
        for cell in Form::Revised2021.cells().filter(|cell| cell.kind() == Kind::Count) {
            draft.set(cell, State::Count(i64::try_from(dice.below(1_000_000)).unwrap_or(0))).unwrap();
        }
        Extract::of(Body::new("某局").expect("a name"), 2021 + year, &draft)
    });
    Series::new(extracts).expect("years of one body")
}

/// What joint localisation costs as years and wrong cells grow; nonsense in every cell is the worst.
fn locate(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("locate");
    group.sample_size(10);
    for (name, series) in [
        ("two years, one wrong", years(2, 1)),
        ("twenty years, one wrong", years(20, 1)),
        ("twenty years, ten wrong", years(20, 10)),
        ("twenty years, all wrong", years(20, 20)),
        ("two years of nonsense", nonsense(2)),
        ("twenty years of nonsense", nonsense(20)),
    ] {
        group.bench_function(name, |bencher| bencher.iter(|| black_box(&series).locate()));
    }
    group.finish();
}

criterion_group!(benches, documents, locate);
criterion_main!(benches);
