//! Reading text: megabytes a second from text to draft, what checking adds, and what the reading of the prose costs beside
//! the reading of the document, in a report of ordinary length and in one whose prose is a hundred times as long.

use std::hint::black_box;

use criterion::{BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime};
use ogi_report::check;

const QUKOU: &str = include_str!("../tests/data/qukou-2024.txt");

/// Sentences of ordinary prose that are full of numbers: the costliest there is to read.
const PROSE: &str = "2024年，本机关共收到政府信息公开申请118件，上年结转9件，其中网上申请76件、信函申请38件、当面申请4件；\
                     答复122件，予以公开41件，部分公开12件，结转下年度5件。因政府信息公开被申请行政复议12件，其中维持9件、\
                     纠正2件、其他结果1件。全年公开信息386条，较上年增加28条，承办人大代表建议12件，均按期答复。\n\n";

fn measure(group: &mut BenchmarkGroup<'_, WallTime>, text: &str, length: &str) {
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function(format!("read, {length}"), |b| b.iter(|| ogi_report::read(black_box(text.as_bytes()))));
    if let Ok(draft) = &ogi_report::read(text.as_bytes()) {
        group.bench_function(format!("narrative, {length}"), |b| {
            b.iter(|| ogi_report::narrative::claims(black_box(draft)));
        });
    }
    group.bench_function(format!("read and check, {length}"), |b| {
        b.iter(|| ogi_report::read(black_box(text.as_bytes())).map(check));
    });
}

fn text(c: &mut Criterion) {
    let mut group = c.benchmark_group("text");
    measure(&mut group, QUKOU, "ordinary prose");
    let heading = "### 一、总体情况";
    let long = QUKOU.replacen(heading, &format!("{heading}\n\n{}", PROSE.repeat(400)), 1);
    measure(&mut group, &long, "long prose");
    group.finish();
}

criterion_group!(benches, text);
criterion_main!(benches);
