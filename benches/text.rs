//! Reading text: megabytes a second from text to draft, what checking adds, and what the reading of the prose costs.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ogi_report::check;

const QUKOU: &str = include_str!("../tests/data/qukou-2024.txt");

fn text(c: &mut Criterion) {
    let mut group = c.benchmark_group("text");
    group.throughput(Throughput::Bytes(QUKOU.len() as u64));
    group.bench_function("read", |b| b.iter(|| ogi_report::read(black_box(QUKOU.as_bytes()))));
    group.bench_function("read and check", |b| b.iter(|| ogi_report::read(black_box(QUKOU.as_bytes())).map(check)));
    let draft = ogi_report::read(QUKOU.as_bytes());
    if let Ok(draft) = &draft {
        group.bench_function("narrative", |b| b.iter(|| ogi_report::narrative::claims(black_box(draft))));
    }
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
