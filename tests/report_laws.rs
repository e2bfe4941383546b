//! What holds for every valid report.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Form, Table};
use ogi_report::generate::{Mutation, mutants, reports};
use ogi_report::report::{Count, Figures, Report, Value};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

fn count(report: &Report, address: &str) -> u64 {
    report.get(address.parse().unwrap()).and_then(Value::count).map_or(0, Count::get)
}

proptest! {
    #[test]
    fn a_valid_report_has_no_fault(report in reports()) {
        let figures = Figures::from(&report);
        prop_assert!(figures.is_valid());
        prop_assert!(figures.check().is_ok());
        let again = Report::try_from(&figures).unwrap();
        prop_assert!(again.cells().eq(report.cells()));
    }

    #[test]
    fn a_valid_report_survives_json(report in reports()) {
        let json = serde_json::to_string(&report).unwrap();
        let again: Report = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), json, "to the last decimal");
        prop_assert_eq!(again, report);
    }

    #[test]
    fn a_valid_report_survives_a_draft(report in reports()) {
        let draft = Draft::from(&report);
        let again = Report::try_from(&draft).unwrap();
        prop_assert_eq!(Draft::from(&again), draft);
        prop_assert_eq!(again, report);
    }

    #[test]
    fn totals_are_the_sums_of_what_they_total(report in reports()) {
        let columns = ["natural_person", "commercial_enterprise", "research_institution",
            "public_interest_organization", "legal_service_provider", "other_organization"];
        let outside = ["received", "brought_forward", "handled", "carried_forward"];
        let json = serde_json::to_value(&report).unwrap();
        let rows: Vec<&str> = json["applications"].as_object().unwrap().keys().map(String::as_str)
            .filter(|row| !outside.contains(row)).collect();
        let at = |row: &str, column: &str| count(&report, &format!("applications.{row}.{column}"));
        for column in columns.into_iter().chain(["total"]) {
            prop_assert_eq!(at("handled", column), rows.iter().map(|row| at(row, column)).sum::<u64>());
            prop_assert_eq!(at("received", column) + at("brought_forward", column),
                at("handled", column) + at("carried_forward", column));
        }
        for row in rows.iter().chain(&outside) {
            prop_assert_eq!(at(row, "total"), columns.iter().map(|column| at(row, column)).sum::<u64>());
        }
        for block in ["reconsideration", "direct_litigation", "litigation_after_reconsideration"] {
            let of = |result: &str| count(&report, &format!("proceedings.{block}.{result}"));
            prop_assert_eq!(of("total"), of("upheld") + of("corrected") + of("other") + of("pending"));
        }
    }

    #[test]
    fn altering_any_one_tied_cell_by_any_amount_is_refused(
        report in reports(),
        which in any::<prop::sample::Index>(),
        to in prop_oneof![0..100_i64, 0..=9_007_199_254_740_991_i64, any::<i64>()],
    ) {
        let tied: Vec<Cell> = report.cells().map(|(c, _)| c).filter(|c| c.table() != Table::Disclosure).collect();
        let cell = *which.get(&tied);
        let mut draft = Draft::from(&report);
        prop_assume!(draft.count(cell) != Some(to));
        draft.set(cell, State::Count(to));
        let error = Report::try_from(&draft).unwrap_err();
        prop_assert!(error.faults().iter().any(|fault| fault.cells().contains(&cell)));

        let mut json = serde_json::to_value(&report).unwrap();
        json[cell.table().part()][cell.row().part()][cell.column().part()] = to.into();
        prop_assert!(serde_json::from_value::<Report>(json).is_err());
    }

    #[test]
    fn whatever_the_numbers_the_quick_check_agrees_with_the_thorough_one(
        report in reports(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), -3..4_i64), 0..5),
    ) {
        let mut figures = Figures::from(&report);
        let cells: Vec<Cell> = report.form().cells().collect();
        for (which, by) in changes {
            let cell = *which.get(&cells);
            if let Some(n) = figures.get(cell) {
                figures.set(cell, n + by);
            }
        }
        let sides_agree = report.form().identities().all(|identity| {
            let sum = |cells: &mut dyn Iterator<Item = Cell>| cells.filter_map(|c| figures.get(c)).map(i128::from).sum::<i128>();
            sum(&mut identity.left()) == sum(&mut identity.right())
        });
        let signed = ogi_report::form::Kind::SignedCount;
        let in_range = cells.iter().all(|c| c.kind() == signed || figures.get(*c).is_none_or(|n| n >= 0));
        prop_assert_eq!(figures.is_valid(), sides_agree && in_range);
        prop_assert_eq!(figures.check().is_ok(), figures.is_valid());
    }

    #[test]
    fn no_text_makes_the_reader_of_json_panic(text in "\\PC*") {
        let _ = serde_json::from_str::<Report>(&text);
    }
}

/// Reports of every size and form, always the same ones.
fn sample(n: usize) -> Vec<Report> {
    let mut runner = TestRunner::deterministic();
    let strategy = reports();
    (0..n).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// As of published reports: complete ones have from half of their counts to nearly all of them 0, and their largest number
/// is anything from 0 to tens of millions.
#[test]
fn generated_reports_are_of_the_shape_and_size_of_published_ones() {
    let sample = sample(400);
    let mut shares = Vec::new();
    let mut largest = Vec::new();
    for report in &sample {
        let counts: Vec<u64> = report.cells().filter_map(|(_, value)| value.count().map(Count::get)).collect();
        shares.push(counts.iter().filter(|n| **n == 0).count() * 100 / counts.len());
        largest.push(counts.into_iter().max().unwrap_or(0));
    }
    shares.sort_unstable();
    largest.sort_unstable();
    let (median, at) = (shares[shares.len() / 2], |percent: usize| largest[largest.len() * percent / 100]);
    assert!((65..95).contains(&median), "{median} of 100 counts are 0 in the median report");
    assert!(shares[0] < 50 && *shares.last().unwrap() > 95, "from {} to {:?}", shares[0], shares.last());
    assert!(at(10) < 200 && at(50) > 100 && at(95) > 5_000_000, "{} {} {}", at(10), at(50), at(95));
    for form in Form::ALL {
        assert!(sample.iter().filter(|report| report.form() == form).count() > 80, "{form:?}");
    }
    let named = sample.iter().filter(|report| report.agency().is_some() && report.year().is_some()).count();
    assert!((250..400).contains(&named), "{named} of {} name body and year", sample.len());
    let without_applications = sample.iter().filter(|report| report.applications().received().total() == 0).count();
    assert!(without_applications > 4, "{without_applications}");
}

/// Whoever tests with them meets findings only where they made some.
#[test]
fn no_rule_finds_anything_in_a_generated_report() {
    for report in sample(200) {
        let assessment = ogi_report::check(Draft::from(&report));
        assert_eq!(assessment.findings(), [], "{report:?}");
    }
}

/// Mutants come of every class, and shrink and repeat like any other value.
#[test]
fn mutants_are_of_every_class_with_the_truth_beside_them() {
    let mut runner = TestRunner::deterministic();
    let strategy = mutants();
    let mut classes = std::collections::BTreeSet::new();
    for _ in 0..400 {
        let mutant = strategy.new_tree(&mut runner).unwrap().current();
        classes.insert(mutant.mutation);
        let mut mended = mutant.draft.clone();
        for (cell, right) in &mutant.changed {
            assert_ne!(mended.count(*cell), Some(*right), "{}: {cell} is not as it should be", mutant.mutation);
            mended.set(*cell, State::Count(*right));
        }
        assert_eq!(Report::try_from(&mended).unwrap(), mutant.truth, "{}", mutant.mutation);
    }
    assert_eq!(classes.len(), Mutation::ALL.len(), "{classes:?}");
}
