//! How much an audit costs over parsing the same documents alone, on one core and on two.
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
#[path = "../examples/audit/document.rs"]
mod document;
#[path = "../examples/corpus/formats.rs"]
mod formats;
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
use ogi_report::across::check_series;
use ogi_report::form::Lang;
use ogi_report::series::gather;
use ogi_report::{check, read, render};
use plant::{Dice, Plant};

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
    gather(extracts).series.iter().map(|series| check_series(series).len()).sum()
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

criterion_group!(benches, documents);
criterion_main!(benches);
