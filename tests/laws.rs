//! Laws over the whole way: valid reports are accepted, altered ones are found, lost cells are derived.

use ogi_report::draft::{Amount, Draft, State};
use ogi_report::form::{Cell, Kind, Table};
use ogi_report::generate;
use ogi_report::localise::Consistency as Fillable;
use ogi_report::rules::Severity;
use ogi_report::{Verdict, check, read, render};
use proptest::prelude::*;
use proptest::sample::Index;

/// A cell's state moved by `by`, which is not 0.
fn moved(state: &State, by: i64) -> State {
    match state {
        State::Count(n) => State::Count(n + by),
        State::Amount(a) => State::Amount(Amount { value: a.value + rust_decimal::Decimal::from(by), ..*a }),
        other => other.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_valid_report_has_no_error_and_is_accepted_as_itself(report in generate::reports()) {
        let assessment = check(Draft::from(&report));
        prop_assert!(assessment.findings().iter().all(|f| f.severity() != Severity::Error), "{:?}", assessment.findings());
        prop_assert_eq!(assessment.verdict(), Verdict::Accepted);
        prop_assert_eq!(assessment.explanations(), []);
        prop_assert_eq!(assessment.accept().unwrap(), report);
    }

    #[test]
    fn altering_any_tied_cell_by_any_amount_is_found_and_named_first(
        report in generate::reports(), at in any::<Index>(), by in -1_000_i64..1_000,
    ) {
        prop_assume!(by != 0);
        let mut draft = Draft::from(&report);
        let tied: Vec<Cell> = draft.form().cells().filter(|c| c.table() == Table::Applications).collect();
        let cell = *at.get(&tied);
        let right = draft.count(cell).unwrap();
        draft.set(cell, State::Count(right + by)).unwrap();
        let assessment = check(draft);
        prop_assert_eq!(assessment.verdict(), Verdict::Rejected);
        prop_assert!(assessment.findings().iter().any(|f| f.severity() == Severity::Error && f.cells().contains(&cell)));
        prop_assert!(assessment.report().is_none());
        let [only] = assessment.explanations() else { panic!("{:?}", assessment.explanations()) };
        prop_assert_eq!((only.changes[0].site, only.changes[0].expected), (cell, Some(right.into())));
        prop_assert_eq!(only.changes.len(), 1);
    }

    #[test]
    fn up_to_three_lost_cells_of_section_three_are_derived(
        report in generate::reports(), lost in proptest::collection::vec(any::<Index>(), 1..=3),
    ) {
        let whole = Draft::from(&report);
        let tied: Vec<Cell> = whole.form().cells().filter(|c| c.table() == Table::Applications).collect();
        let mut draft = whole.clone();
        for at in lost {
            draft.set(*at.get(&tied), State::Blank).unwrap();
        }
        let assessment = check(draft);
        prop_assert_eq!(assessment.verdict(), Verdict::Accepted);
        prop_assert_eq!(assessment.diagnosis().unwrap().consistency(), Fillable::Possible);
        prop_assert_eq!(assessment.accept().unwrap(), report);
    }

    #[test]
    fn an_assessment_gives_a_report_exactly_when_it_is_accepted(
        report in generate::reports(), changes in proptest::collection::vec((any::<Index>(), -2_i64..3, 0..8_u8), 0..6),
    ) {
        let mut draft = Draft::from(&report);
        let cells: Vec<Cell> = draft.form().cells().collect();
        for (at, by, choice) in changes {
            let cell = *at.get(&cells);
            let state = match choice {
                0 => State::Blank,
                1 => State::NotApplicable,
                2 => State::Absent,
                _ => moved(draft.state(cell), by),
            };
            draft.set(cell, state).unwrap();
        }
        let assessment = check(draft);
        prop_assert_eq!(assessment.report().is_some(), assessment.verdict() == Verdict::Accepted);
        prop_assert_eq!(assessment.clone().accept().ok(), assessment.report().cloned());
        let known = |cell: &Cell| !assessment.unknown().contains(cell);
        for forced in assessment.forced() {
            prop_assert!(!known(&forced.cell), "a given value is never overwritten");
            prop_assert!(forced.value >= 0);
        }
    }

    #[test]
    fn a_report_printed_is_read_back_as_the_same_report(report in generate::reports()) {
        let printed = render::official(&Draft::from(&report));
        for text in [render::markdown(&printed), render::tsv(&printed)] {
            let back = check(read(text.as_bytes()).unwrap()).accept().unwrap();
            prop_assert_eq!(back.cells().collect::<Vec<_>>(), report.cells().collect::<Vec<_>>());
        }
    }
}

#[test]
fn every_kind_of_cell_is_in_the_laws() {
    let kinds: Vec<Kind> = Cell::all().map(Cell::kind).collect();
    assert!(kinds.contains(&Kind::Count) && kinds.contains(&Kind::SignedCount));
    assert!(kinds.iter().any(|k| matches!(k, Kind::Amount(_))));
}

/// Each identity alone could hold with something in the blanks; together they cannot.
#[test]
fn blanks_that_nothing_can_fill_reject_the_report() {
    let mut draft = Draft::from(&ogi_report::Report::zero(ogi_report::form::Form::Revised2021));
    // A row whose two blanks must add up to 3, in columns whose other cells leave them 0.
    for (column, state) in
        [("natural_person", State::Blank), ("commercial_enterprise", State::Blank), ("total", State::Count(3))]
    {
        draft.set(format!("applications.disclosed.{column}").parse().unwrap(), state).unwrap();
    }
    for row in ["handled", "received"] {
        draft.set(format!("applications.{row}.total").parse().unwrap(), State::Blank).unwrap();
    }
    let assessment = check(draft);
    assert_eq!(assessment.verdict(), Verdict::Rejected, "{:?}", assessment.findings());
    let error = assessment.findings().iter().find(|f| f.severity() == Severity::Error).unwrap();
    assert!(error.cells().iter().any(|c| c.to_string() == "applications.disclosed.total"), "{error}");
    let failed: usize = assessment
        .account()
        .map(|(_, outcome)| if let ogi_report::assess::Outcome::Failed(n) = outcome { n } else { 0 })
        .sum();
    assert_eq!(failed, assessment.findings().len() + assessment.folded().len());
}
