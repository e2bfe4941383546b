//! What holds for every valid report.
#![allow(clippy::unwrap_used, reason = "a test may panic")]

use ogi_report::check;
use ogi_report::draft::{Amount, Draft, State};
use ogi_report::extract::{Body, Extract, Site};
use ogi_report::form::{Cell, Form, Kind, Table, Unit};
use ogi_report::generate::{Mutation, drafts, mutants, reports};
use ogi_report::report::{
    Applications, Count, Disclosure, Fees, Figures, Money, Proceedings, Report, RevisedDisclosure, Value,
};
use ogi_report::rollup::Rollup;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rust_decimal::Decimal;

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
    fn an_indicator_is_the_exact_fraction_of_its_cells(report in reports()) {
        let at = |address: &str| count(&report, address);
        let [disclosure, correction, dispute] = report.indicators();
        for indicator in [&disclosure, &correction, &dispute] {
            let sum = |cells: &[Cell]| cells.iter().map(|cell| at(&cell.to_string())).sum::<u64>();
            prop_assert_eq!(indicator.numerator, sum(&indicator.numerator_cells));
            prop_assert_eq!(indicator.denominator, sum(&indicator.denominator_cells));
            prop_assert_eq!(indicator.is_small, indicator.denominator < 30);
        }
        let handled = at("applications.handled.total");
        let disclosed = at("applications.disclosed.total") + at("applications.partly_disclosed.total");
        prop_assert_eq!((disclosure.numerator, disclosure.denominator), (disclosed, handled));
        let block = |column: &str| at(&format!("proceedings.reconsideration.{column}"));
        prop_assert_eq!((correction.numerator, correction.denominator), (block("corrected"), block("total") - block("pending")));
        let disputes = block("total") + at("proceedings.direct_litigation.total");
        prop_assert_eq!((dispute.numerator, dispute.denominator), (disputes, handled));
        prop_assert!(disclosure.numerator <= disclosure.denominator && correction.numerator <= correction.denominator);
        let json = serde_json::to_value(&dispute).unwrap();
        prop_assert_eq!((json["name"].as_str(), json["numerator"].as_u64()), (Some("dispute"), Some(disputes)));
        prop_assert_eq!(json["denominator_cells"][0].as_str(), Some("applications.handled.total"));
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
        draft.set(cell, State::Count(to)).unwrap();
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
                figures.set(cell, n + by).unwrap();
            }
        }
        let sides_agree = report.form().identities().all(|identity| {
            let sum = |cells: &mut dyn Iterator<Item = Cell>| cells.filter_map(|c| figures.get(c)).map(i128::from).sum::<i128>();
            sum(&mut identity.left()) == sum(&mut identity.right())
        });
        let signed = Kind::SignedCount;
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
        assert!(sample.iter().filter(|report| report.form() == form).count() > 240 / Form::ALL.len(), "{form:?}");
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
        let assessment = check(Draft::from(&report));
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
            mended.set(*cell, State::Count(*right)).unwrap();
        }
        assert_eq!(Report::try_from(&mended).unwrap(), mutant.truth, "{}", mutant.mutation);
    }
    assert_eq!(classes.len(), Mutation::ALL.len(), "{classes:?}");
}

proptest! {
    /// Any numbers that a draft may hold, valid or not.
    #[test]
    fn an_extract_survives_json(draft in drafts(), year in any::<u16>(), fees in any::<i64>(), source in any::<bool>()) {
        let mut draft = draft;
        let money = draft.form().cells().find(|cell| matches!(cell.kind(), Kind::Amount(_))).unwrap();
        let value = Decimal::new(fees, 4);
        draft.set(money, Amount { value, unit: [None, Some(Unit::Yuan)][usize::from(fees % 2 == 0)] }).unwrap();
        let mut extract = Extract::of(Body::new("某县 某局").unwrap(), year, &draft);
        if source {
            extract = extract.with_source("a.docx");
        }
        let json = serde_json::to_string(&extract).unwrap();
        let read: Extract = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), json);
        prop_assert_eq!(&read, &extract);
        for cell in Cell::all() {
            let site = extract.site(cell);
            prop_assert_eq!(serde_json::from_value::<Site>(serde_json::to_value(&site).unwrap()).unwrap(), site);
        }
    }
}

#[test]
fn json_that_is_no_extract_is_refused() {
    for (agency, cells, said) in [
        (" ", "", "the name of a body is empty"),
        ("某局", r#""disclosure.rules.made": 1"#, "the form revised2021 does not have the cell disclosure.rules.made"),
        ("某局", r#""disclosure.rules.issued": 9007199254740992"#, "disclosure.rules.issued: not a number"),
        ("某局", r#""disclosure.rules.issued": "1""#, "disclosure.rules.issued: not a number"),
        ("某局", r#""disclosure.rules.issued": 1.5"#, "did not match"),
    ] {
        let json = format!(r#"{{"agency": "{agency}", "year": 2024, "form": "revised2021", "cells": {{{cells}}}}}"#);
        let error = serde_json::from_str::<Extract>(&json).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

proptest! {
    #[test]
    fn a_sum_of_reports_survives_json_and_is_added_to_as_before(
        reports in prop::collection::vec(reports(), 0..6),
        more in reports(),
        nines in 0_u32..29,
    ) {
        let mut sum: Rollup = reports.iter().sum();
        if let Some(largest) = 10_i128.checked_pow(nines).and_then(|n| Money::new(Decimal::try_from_i128_with_scale(n - 1, 0).ok()?, None)) {
            let fees = RevisedDisclosure { fees: Fees { amount: largest }, ..RevisedDisclosure::default() };
            sum += &Report::new(Disclosure::Revised2021(fees), Applications::default(), Proceedings::default()).unwrap();
        }
        let json = serde_json::to_string(&sum).unwrap();
        let mut read: Rollup = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(&read, &sum);
        prop_assert_eq!(Report::try_from(&read), Report::try_from(&sum));
        prop_assert!(read.counts().eq(sum.counts()));
        read += &more;
        sum += &more;
        prop_assert_eq!(read, sum);
    }

    /// One number of a sum cannot move: an identity would break. Section 二 has none, so there it moves within its range.
    #[test]
    fn a_sum_that_valid_reports_cannot_have_is_refused(
        reports in prop::collection::vec(reports(), 1..4), which in any::<prop::sample::Index>(), by in 1..9_i64,
    ) {
        let sum: Rollup = reports.iter().sum();
        let mut json = serde_json::to_value(&sum).unwrap();
        let tied: Vec<String> = json["counts"].as_object().unwrap().keys().filter(|c| !c.starts_with("disclosure")).cloned().collect();
        let cell = which.get(&tied);
        let n = json["counts"][cell].as_i64().unwrap();
        json["counts"][cell] = (n + by).into();
        prop_assert!(serde_json::from_value::<Rollup>(json).is_err());
    }
}

#[test]
fn json_that_is_no_sum_is_refused() {
    let sum: Rollup = [Report::zero(Form::Revised2021), Report::zero(Form::Revised2021Undivided)].iter().sum();
    let json = serde_json::to_value(&sum).unwrap();
    for (path, value, said) in [
        ("/reports/revised2021", 0.into(), "expected 1 to 4294967295 reports of a form"),
        ("/reports/revised2021", 4_294_967_296_u64.into(), "expected 1 to 4294967295 reports of a form"),
        ("/counts/disclosure.rules.issued", (-1).into(), "disclosure.rules.issued: -1 is not the sum of 2 counts"),
        ("/counts/disclosure.rules.issued", "18014398509481983".into(), "is not the sum of 2 counts"),
        (
            "/counts/applications.received.total",
            1.into(),
            "no sum of valid reports: section 三, 1. Applications received",
        ),
        ("/counts/applications.received.total", "one".into(), "invalid digit"),
        ("/counts/applications.received.total", 1.5.into(), "expected an integer"),
        ("/money/2021/0/digits", (-1).into(), "0 or more"),
        ("/money/2021/0/decimals", 29.into(), "28 decimals"),
        (
            "/money/2021",
            serde_json::json!([{"unit": null, "decimals": 0, "digits": 1}, {"unit": null, "decimals": 0, "digits": 1}]),
            "twice",
        ),
    ] {
        let mut json = json.clone();
        *json.pointer_mut(path).unwrap() = value;
        let error = serde_json::from_value::<Rollup>(json).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    for (path, key, said) in [
        ("/counts", "disclosure.rules.issued", "disclosure.rules.issued: no sum"),
        ("/money", "2021", "no money of 2021"),
        ("/reports", "revised2021", "no report has this count"),
    ] {
        let mut json = json.clone();
        json.pointer_mut(path).unwrap().as_object_mut().unwrap().remove(key);
        let error = serde_json::from_value::<Rollup>(json).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

proptest! {
    #[test]
    fn figures_survive_json_right_or_wrong(
        report in reports(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<i64>()), 0..5),
        cents in any::<i64>(),
    ) {
        let mut figures = Figures::from(&report);
        let cells: Vec<Cell> = report.form().cells().collect();
        for (which, n) in changes {
            figures.set(*which.get(&cells), n).unwrap();
        }
        if cents % 2 == 0 {
            figures.set_amount(Amount { value: Decimal::new(cents, 2), unit: (cents % 4 == 0).then_some(Unit::Yuan) });
        }
        let json = serde_json::to_string(&figures).unwrap();
        let read: Figures = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), json.clone());
        prop_assert_eq!(&read, &figures);
        prop_assert_eq!(read.check(), figures.check());
        prop_assert_eq!(serde_json::from_str::<Report>(&json).is_ok(), figures.is_valid());
    }

    #[test]
    fn the_json_of_a_report_is_the_draft_of_the_report(report in reports()) {
        let read: Draft = serde_json::from_value(serde_json::to_value(&report).unwrap()).unwrap();
        let draft = Draft::from(&report);
        for cell in report.form().cells() {
            prop_assert_eq!(read.state(cell), draft.state(cell), "{}", cell);
        }
        prop_assert_eq!((read.form(), read.year(), read.agency()), (draft.form(), draft.year(), draft.agency()));
        prop_assert_eq!(Report::try_from(read).unwrap(), report);
    }

    /// A form that is filled in wrong gets the same findings whichever way its cells are written.
    #[test]
    fn a_wrong_report_gets_its_findings_from_either_json(draft in drafts()) {
        let flat = serde_json::to_value(&draft).unwrap();
        let mut nested = flat.clone();
        let cells = nested.as_object_mut().unwrap().remove("cells").unwrap();
        for (address, value) in cells.as_object().unwrap() {
            let parts: Vec<&str> = address.split('.').collect();
            nested[parts[0]][parts[1]][parts[2]] = value.clone();
        }
        let [flat, nested] = [flat, nested].map(|json| serde_json::from_value::<Draft>(json).unwrap());
        prop_assert_eq!(&flat, &nested);
        let (flat, nested) = (check(flat), check(nested));
        prop_assert_eq!(flat.findings(), nested.findings());
    }
}
