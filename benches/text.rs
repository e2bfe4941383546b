//! Reading text: megabytes a second from text to draft, and what checking adds.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ogi_report::check;

const QUKOU: &str = include_str!("../tests/data/qukou-2024.txt");

fn text(c: &mut Criterion) {
    let mut group = c.benchmark_group("text");
    group.throughput(Throughput::Bytes(QUKOU.len() as u64));
    group.bench_function("read", |b| b.iter(|| ogi_report::read(black_box(QUKOU.as_bytes()))));
    group.bench_function("read and check", |b| b.iter(|| ogi_report::read(black_box(QUKOU.as_bytes())).map(check)));
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
