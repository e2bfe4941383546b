//! What the checks of a report cost, beside plain `serde_json` into structs of the same shape that checks nothing.
#![expect(clippy::expect_used, reason = "the inputs are made here")]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use ogi_report::draft::Draft;
use ogi_report::form::{Form, Kind, Table};
use ogi_report::report::{Applicants, Count, Figures, Outcomes, Report};
use serde::Deserialize;

/// Structs such as one writes who only wants the numbers.
macro_rules! bare {
    ($($type:ident { $($field:ident: $held:ty),* $(,)? })*) => {$(
        #[derive(Deserialize)]
        #[expect(dead_code, reason = "read and thrown away")]
        struct $type { $($field: $held),* }
    )*};
}

bare! {
    BareReport {
        edition: String, agency: Option<String>, year: Option<u16>,
        disclosure: BareDisclosure, applications: BareApplications, proceedings: BareProceedings,
    }
    BareDisclosure {
        rules: BareDocuments, normative_documents: BareDocuments, licensing: BareDecisions, penalties: BareDecisions,
        coercion: BareDecisions, fees: BareFees,
    }
    BareDocuments { issued: u64, repealed: u64, in_force: u64 }
    BareDecisions { decisions: u64 }
    BareFees { amount: String }
    BareApplicants {
        natural_person: u64, commercial_enterprise: u64, research_institution: u64, public_interest_organization: u64,
        legal_service_provider: u64, other_organization: u64, total: u64,
    }
    BareApplications {
        received: BareApplicants, brought_forward: BareApplicants, disclosed: BareApplicants, partly_disclosed:
        BareApplicants, state_secret: BareApplicants, forbidden_by_law: BareApplicants, security_and_stability:
        BareApplicants, third_party_rights: BareApplicants, internal_affairs: BareApplicants, process_information:
        BareApplicants, enforcement_case_file: BareApplicants, statutory_inquiry: BareApplicants, not_held:
        BareApplicants, not_ready_made: BareApplicants, still_unclear: BareApplicants, petition_or_complaint:
        BareApplicants, duplicate: BareApplicants, public_publication: BareApplicants, excessive_repetition:
        BareApplicants, confirm_or_reissue: BareApplicants, supplement_overdue: BareApplicants, fee_unpaid:
        BareApplicants, other_handling: BareApplicants, handled: BareApplicants, carried_forward: BareApplicants,
    }
    BareProceedings {
        reconsideration: BareResults, direct_litigation: BareResults, litigation_after_reconsideration: BareResults,
    }
    BareResults { upheld: u64, corrected: u64, other: u64, pending: u64, total: u64 }
}

/// A city's report: all kinds of applicant, counts of one to five digits.
fn city() -> Report {
    let row = |n: u32| Applicants {
        natural_person: Count::from(n * 83),
        commercial_enterprise: Count::from(n * 12),
        research_institution: Count::from(n / 9),
        public_interest_organization: Count::from(n % 3),
        legal_service_provider: Count::from(n / 2),
        other_organization: Count::from(n),
    };
    let outcomes = Outcomes {
        disclosed: row(61),
        partly_disclosed: row(12),
        not_held: row(22),
        duplicate: row(4),
        ..Outcomes::default()
    };
    let mut builder = Report::builder(Form::Revised2021);
    for cell in Form::Revised2021.cells() {
        if cell.table() != Table::Applications {
            builder.set(cell, if cell.column().is_total() { 64 } else { 16 });
        } else if let (Some(outcome), false) = (outcomes.get(cell.row()), cell.column().is_total()) {
            builder.set(cell, outcome.get(cell.column()).unwrap_or_default());
        }
    }
    for (column, _) in row(0).iter() {
        let sum: u128 = outcomes.iter().filter_map(|(_, outcome)| outcome.get(column)).sum();
        let sum = u32::try_from(sum).expect("small");
        for (address, n) in [("received", sum + 7), ("brought_forward", 2), ("carried_forward", 9)] {
            let cell = format!("applications.{address}.{}", column.part()).parse().expect("a cell");
            builder.set(cell, n);
        }
    }
    builder.agency("某市人民政府").year(2024).build().expect("a valid report")
}

fn is_valid(c: &mut Criterion) {
    let mut group = c.benchmark_group("is_valid");
    for form in Form::ALL {
        let zero = Figures::zero(form);
        group.bench_function(format!("{form:?} of zeros"), |b| b.iter(|| black_box(&zero).is_valid()));
    }
    let mut fewer = Figures::zero(Form::Trial2019);
    for cell in Form::Trial2019.cells().filter(|cell| cell.kind() == Kind::SignedCount) {
        fewer.set(cell, -2).unwrap();
    }
    assert!(fewer.is_valid());
    group
        .bench_function("Trial2019 with fewer items than the year before", |b| b.iter(|| black_box(&fewer).is_valid()));
    let city = Figures::from(&city());
    assert!(city.is_valid());
    group.bench_function("Revised2021 of a city", |b| b.iter(|| black_box(&city).is_valid()));
    group.bench_function("Report::try_from(&Figures)", |b| b.iter(|| Report::try_from(black_box(&city))));
    group.finish();
}

fn json(c: &mut Criterion) {
    let report = city();
    let with_totals = serde_json::to_string(&report).expect("a report is JSON");
    let sorted = serde_json::to_value(&report).expect("a report is JSON").to_string();
    let zero = serde_json::to_string(&Report::zero(Form::Revised2021)).expect("a report is JSON");

    let mut group = c.benchmark_group("json");
    group.throughput(Throughput::Bytes(with_totals.len() as u64));
    for (name, text) in [("a city", &with_totals), ("zeros", &zero), ("a city, keys sorted", &sorted)] {
        group.bench_function(format!("bare structs, {name}"), |b| {
            b.iter(|| serde_json::from_str::<BareReport>(black_box(text)).expect("bare"));
        });
        group.bench_function(format!("Report, {name}"), |b| {
            b.iter(|| serde_json::from_str::<Report>(black_box(text)).expect("valid"));
        });
    }
    group.bench_function("Report to JSON", |b| b.iter(|| serde_json::to_string(black_box(&report))));
    group.finish();
}

fn draft(c: &mut Criterion) {
    let draft = Draft::from(&city());
    c.bench_function("Draft to Report", |b| b.iter(|| Report::try_from(black_box(&draft))));
}

criterion_group!(benches, is_valid, json, draft);
criterion_main!(benches);
