//! Laws of the contract: the account of every rule adds up on whatever is checked, and a waiver holds for its numbers.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ogi_report::assess::{Checker, Outcome, Selection, Waiver, WaiverState};
use ogi_report::draft::{Amount, Date, Draft, Passage, Place, Prose, State};
use ogi_report::form::{Cell, Form, Kind, Lang, Section};
use ogi_report::generate::{drafts, mutants};
use ogi_report::rules::{self, Finding, Rule, Scope, Severity};
use ogi_report::{Assessment, check, read};
use proptest::prelude::*;
use proptest::sample::Index;

fn day(date: &str) -> Date {
    date.parse().unwrap()
}

/// Each rule once and in the catalogue's order, each with what became of it, and all numbers adding up.
#[track_caller]
fn adds_up(assessment: &Assessment, selection: &Selection) {
    let account: Vec<_> = assessment.account().collect();
    let codes: Vec<&str> = account.iter().map(|(rule, _)| rule.code()).collect();
    assert_eq!(codes, rules::of(Scope::Report).map(Rule::code).collect::<Vec<_>>(), "each rule exactly once");
    let count = |is: fn(&Outcome) -> bool| account.iter().filter(|(_, outcome)| is(outcome)).count();
    let passed = count(|o| matches!(o, Outcome::Passed));
    let failed = count(|o| matches!(o, Outcome::Failed(_)));
    let not_applicable = count(|o| matches!(o, Outcome::NotApplicable(_)));
    let not_assessable = count(|o| matches!(o, Outcome::NotAssessable(_)));
    let not_selected = count(|o| matches!(o, Outcome::NotSelected));
    assert_eq!(passed + failed + not_applicable + not_assessable + not_selected, rules::of(Scope::Report).count());
    assert_eq!(not_selected, rules::of(Scope::Report).filter(|rule| !selection.takes(rule)).count());
    let tally = assessment.tally();
    assert_eq!(
        (tally.passed, tally.failed, tally.not_applicable, tally.not_assessable, tally.not_selected),
        (passed, failed, not_applicable, not_assessable, not_selected)
    );
    assert_eq!(tally.rules, rules::of(Scope::Report).count());
    let all: Vec<&Finding> = assessment.findings().iter().chain(assessment.folded()).collect();
    for (rule, outcome) in account {
        let found = all.iter().filter(|finding| finding.rule().code() == rule.code()).count();
        assert_eq!(
            matches!(outcome, Outcome::Failed(n) if n == found),
            found > 0,
            "{rule}: {outcome:?}, {found} found"
        );
        let unsaid = matches!(outcome, Outcome::NotApplicable(_) | Outcome::NotAssessable(_));
        assert_eq!(outcome.reason().is_some_and(|why| !why.zh.is_empty() && !why.en.is_empty()), unsaid);
    }
    let of = |severity| assessment.findings().iter().filter(|f| f.severity() == severity).count();
    let severities = [of(Severity::Error), of(Severity::Warning), of(Severity::Note)];
    assert_eq!([tally.errors, tally.warnings, tally.notes], severities);
    let loci: BTreeSet<_> = all.iter().map(|finding| finding.locus()).collect();
    assert_eq!(loci.len(), all.len(), "no two findings have one locus");
}

fn adds_up_under_every_selection(draft: &Draft) {
    let named = BTreeSet::from(["balance".to_owned(), "OGI113".to_owned()]);
    for selection in [Selection::All, Selection::Identities, Selection::Only(named.clone()), Selection::Except(named)] {
        adds_up(&Checker::new().with_selection(selection.clone()).check(draft.clone()), &selection);
    }
}

#[test]
fn the_account_of_every_document_of_the_corpus_adds_up() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let documents = [corpus.join("dev/docs"), corpus.join("real")].into_iter().filter_map(|f| fs::read_dir(f).ok());
    let mut read_ones = 0;
    for document in documents.flatten().map(|f| f.unwrap().path()) {
        if let Ok(draft) = read(&fs::read(&document).unwrap()) {
            adds_up_under_every_selection(&draft);
            read_ones += 1;
        }
    }
    if read_ones == 0 {
        eprintln!("skipped: no corpus at {}", corpus.display());
    }
}

#[test]
fn the_account_of_every_example_and_of_empty_forms_adds_up() {
    for rule in rules::of(Scope::Report) {
        adds_up_under_every_selection(&rule.passing_example().unwrap().into_draft().unwrap());
        adds_up_under_every_selection(&rule.failing_example().unwrap().into_draft().unwrap());
    }
    for form in Form::ALL {
        adds_up_under_every_selection(&Draft::new(form));
    }
}

/// What becomes of a waiver of the finding when the draft is checked again.
fn state(finding: &Finding, draft: &Draft) -> WaiverState {
    let waiver = Waiver::new(finding, "核实无误", "审核人", day("2025-02-01"), day("2025-12-31"));
    let assessment = Checker::new().with_waivers([waiver], day("2025-03-01")).check(draft.clone());
    assessment.waivers()[0].state
}

fn all_findings(draft: &Draft) -> Vec<Finding> {
    let assessment = check(draft.clone());
    assessment.findings().iter().chain(assessment.folded()).cloned().collect()
}

/// Another number than the cell has; a number too where it has none.
fn moved(state: &State, cell: Cell, by: i64) -> State {
    match state {
        State::Count(n) => State::Count(n + by),
        State::Amount(a) => State::Amount(Amount { value: a.value + rust_decimal::Decimal::from(by), ..*a }),
        _ if matches!(cell.kind(), Kind::Amount(_)) => State::Amount(Amount { value: by.into(), unit: None }),
        _ => State::Count(by),
    }
}

const TEXT: &str =
    "2024年收到政府信息公开申请901件。因政府信息公开被申请行政复议77件。全年收取信息处理费9999999999元。";

/// Drafts of a named body and year, whose text is at odds with any of its tables.
fn told() -> impl Strategy<Value = Draft> {
    drafts().prop_map(|mut draft| {
        draft.set_agency("某县某镇人民政府");
        draft.set_year(2024);
        let passages = vec![Passage { text: TEXT.to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(Section::Overview), heading: None, passages, has_table: false });
        draft
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn the_account_of_every_draft_adds_up(draft in told()) {
        adds_up_under_every_selection(&draft);
    }

    #[test]
    fn the_account_of_every_mutant_adds_up(mutant in mutants()) {
        adds_up_under_every_selection(&mutant.draft);
    }

    #[test]
    fn a_waiver_is_in_force_for_its_numbers_and_not_when_any_of_them_moves(
        draft in told(), at in any::<Index>(), by in prop_oneof![Just(1_i64), 2..500_i64],
    ) {
        let found = all_findings(&draft);
        prop_assume!(!found.is_empty());
        let finding = at.get(&found);
        prop_assert_eq!(state(finding, &draft), WaiverState::InForce, "{}", finding);
        for cell in finding.cells() {
            let mut other = draft.clone();
            other.set(*cell, moved(draft.state(*cell), *cell, by)).unwrap();
            let state = state(finding, &other);
            prop_assert!(matches!(state, WaiverState::Stale | WaiverState::Unused), "{finding}: {cell} moved: {state:?}");
        }
    }

    #[test]
    fn a_waiver_does_not_mind_numbers_that_its_finding_does_not_rest_on(
        draft in told(), at in any::<Index>(), cells in proptest::collection::vec(any::<Index>(), 1..6), by in 1..500_i64,
    ) {
        let found = all_findings(&draft);
        prop_assume!(!found.is_empty());
        let finding = at.get(&found);
        let others: Vec<Cell> = draft.form().cells().filter(|cell| !finding.cells().contains(cell)
            && matches!(draft.state(*cell), State::Count(_) | State::Amount(_))).collect();
        let mut other = draft.clone();
        for cell in cells {
            let cell = *cell.get(&others);
            other.set(cell, moved(draft.state(cell), cell, by)).unwrap();
        }
        // Moved numbers can make a finding of another one of the cells, or of none: then it is another occurrence.
        let state = state(finding, &other);
        let still = all_findings(&other).iter().any(|f| f.locus() == finding.locus());
        prop_assert_eq!(state, if still { WaiverState::InForce } else { WaiverState::Unused }, "{}", finding);
        prop_assert!(still || finding.equation().is_none(), "a broken identity is broken whatever the others are");
    }

    #[test]
    fn a_waiver_can_be_written_from_what_the_assessment_says_in_json(draft in told(), at in any::<Index>()) {
        let json = serde_json::to_value(check(draft.clone()).spoken(Lang::Zh)).unwrap();
        let findings = json["findings"].as_array().unwrap();
        prop_assume!(!findings.is_empty());
        let finding = at.get(findings);
        let waiver: Waiver = serde_json::from_value(serde_json::json!({
            "locus": finding["locus"], "digest": finding["digest"], "reason": "核实无误", "by": "审核人",
            "date": "2025-02-01", "expires": "2025-12-31",
        })).unwrap();
        prop_assert_eq!(serde_json::to_value(waiver.locus.id()).unwrap(), finding["id"].clone());
        let assessment = Checker::new().with_waivers([waiver], day("2025-03-01")).check(draft);
        prop_assert_eq!(assessment.waivers()[0].state, WaiverState::InForce);
        prop_assert_eq!(assessment.tally().waived, 1);
    }
}

/// The same draft with its only text replaced.
fn saying(draft: &Draft, change: impl Fn(&str) -> Vec<String>) -> Draft {
    let mut json = serde_json::to_value(draft).unwrap();
    let paragraphs = json["text"][0]["paragraphs"].as_array().unwrap()[0].as_str().unwrap().to_owned();
    json["text"][0]["paragraphs"] = change(&paragraphs).into();
    serde_json::from_value(json).unwrap()
}

#[test]
fn a_waiver_of_a_finding_in_the_text_is_stale_when_its_number_moves_and_not_when_others_do() {
    // The rule, a number that its finding rests on, and the same moved.
    let numbers = [
        ("OGI501", "116", "117"),
        ("OGI501", "104", "105"),
        ("OGI502", "5件", "6件"),
        ("OGI502", "5件", "六件"),
        ("OGI504", "119", "120"),
        ("OGI504", "116", "1160"),
        ("OGI506", "400", "4000"),
    ];
    for (code, from, to) in numbers {
        let rule = rules::find(code).unwrap();
        let draft = rule.failing_example().unwrap().into_draft().unwrap();
        let finding = &rule.check(&draft)[0];
        assert_eq!(state(finding, &draft), WaiverState::InForce, "{code}");
        let moved = saying(&draft, |text| {
            assert!(text.contains(from), "{code}: {text}");
            vec![text.replacen(from, to, 1)]
        });
        assert_eq!(state(finding, &moved), WaiverState::Stale, "{code}: {from} to {to}");
    }
    for rule in rules::of(Scope::Report).filter(|rule| rule.code().starts_with("OGI5")) {
        let draft = rule.failing_example().unwrap().into_draft().unwrap();
        let finding = &rule.check(&draft)[0];
        for other in ["全年举办培训3次。", "全年举办培训13次，受理热线1200件。"] {
            let before = saying(&draft, |text| vec![other.to_owned(), text.to_owned()]);
            let after = saying(&draft, |text| vec![text.to_owned(), other.to_owned()]);
            assert_eq!(state(finding, &before), WaiverState::InForce, "{rule}");
            assert_eq!(state(finding, &after), WaiverState::InForce, "{rule}");
        }
    }
}

#[test]
fn an_unrelated_number_beside_a_claim_does_not_make_its_waiver_lost() {
    let rule = rules::find("OGI502").unwrap();
    let with = |n: &str| {
        let text = format!("2024年，受理咨询{n}次，因政府信息公开被申请行政复议5件。");
        saying(&rule.failing_example().unwrap().into_draft().unwrap(), move |_| vec![text.clone()])
    };
    let draft = with("9");
    let finding = &rule.check(&draft)[0];
    for n in ["8", "10", "1200", "十"] {
        assert_eq!(state(finding, &with(n)), WaiverState::InForce, "{n}");
    }
}

#[test]
fn a_waiver_of_an_unreadable_cell_is_stale_when_its_text_is_another() {
    let of = |text: &str| -> Draft {
        serde_json::from_value(serde_json::json!({"edition": "2021", "cells": {"applications.received.total": text}}))
            .unwrap()
    };
    let draft = of("1O");
    let finding = check(draft.clone()).findings().iter().find(|f| f.rule().code() == "OGI101").unwrap().clone();
    assert_eq!(state(&finding, &draft), WaiverState::InForce);
    assert_eq!(state(&finding, &of("2O")), WaiverState::Stale);
}
