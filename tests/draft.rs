//! Drafts as data: what a cell takes, and JSON in both directions.

use ogi_report::draft::numeral::MAX_COUNT;
use ogi_report::draft::{Amount, Date, Draft, Entry, Found, Period, Place, State, Unreadable};
use ogi_report::form::{Cell, Form, Kind, Unit};
use ogi_report::{Report, check};
use proptest::prelude::*;

#[test]
fn a_draft_takes_a_value_for_the_cells_of_its_form_and_for_no_other() {
    for form in Form::ALL {
        for cell in Cell::all() {
            let mut draft = Draft::new(form);
            if cell.is_in(form) {
                assert_eq!(draft.set(cell, State::Blank), Ok(()));
                assert_eq!(draft.state(cell), &State::Blank);
            } else {
                let refused = draft.set(cell, State::Blank).unwrap_err();
                assert_eq!(refused.to_string(), format!("the form {form} does not have the cell {cell}"));
                assert_eq!((refused.cell(), refused.form()), (cell, form));
                assert_eq!(draft, Draft::new(form));
            }
        }
    }
}

/// What becomes of an integer: the number where it can be one, and otherwise its digits, which a rule reports.
#[track_caller]
fn is_taken<N: Into<Entry> + Copy + std::fmt::Display>(n: N) {
    for form in Form::ALL {
        for cell in form.cells() {
            let mut draft = Draft::from(&Report::zero(form));
            draft.set(cell, n).unwrap();
            let written = n.to_string();
            match (draft.state(cell), cell.kind()) {
                (State::Count(held), Kind::Count | Kind::SignedCount) => assert_eq!(held.to_string(), written),
                (State::Amount(held), Kind::Amount(_)) => {
                    assert_eq!((held.value.to_string(), held.unit), (written, None));
                }
                (State::Unreadable(Unreadable::TooLarge), _) => {
                    let within = |n: i64| n.unsigned_abs() <= MAX_COUNT.unsigned_abs();
                    assert!(!written.parse().is_ok_and(within), "{written}");
                    assert_eq!(draft.entry(cell).raw(), Some(written.as_str()));
                }
                (state, _) => panic!("{cell}: {written} became {state:?}"),
            }
        }
    }
}

#[test]
fn an_integer_of_any_type_is_held_as_it_is_or_reported() {
    is_taken(5);
    for n in [i8::MIN, 0, i8::MAX] {
        is_taken(n);
    }
    is_taken(u8::MAX);
    is_taken(i16::MIN);
    is_taken(u16::MAX);
    is_taken(u32::MAX);
    for n in [i64::MIN, -MAX_COUNT - 1, -MAX_COUNT, MAX_COUNT, MAX_COUNT + 1, i64::MAX] {
        is_taken(n);
    }
    is_taken(isize::MIN);
    for n in [0, MAX_COUNT.unsigned_abs(), u64::MAX] {
        is_taken(n);
    }
    is_taken(usize::MAX);
    is_taken(i128::MIN);
    is_taken(u128::MAX);
}

#[test]
fn an_integer_that_the_cell_cannot_hold_is_never_accepted() {
    for cell in Form::Trial2019.cells() {
        for n in [-1, -MAX_COUNT - 1, MAX_COUNT + 1, i64::MAX] {
            let legal = n == -1 && cell.kind() == Kind::SignedCount;
            let mut draft = Draft::from(&Report::zero(Form::Trial2019));
            draft.set(cell, n).unwrap();
            let assessment = check(draft);
            assert_eq!(assessment.accept().is_ok(), legal, "{n} in {cell}");
        }
    }
}

#[test]
fn a_year_a_body_and_a_period_are_given_as_they_are() {
    let mut draft = Draft::new(Form::Revised2021);
    draft.set_year(2024);
    draft.set_agency("某局");
    let day = |month, day| Date { year: 2024, month, day };
    draft.set_period(Period { start: day(1, 1), end: day(12, 31) });
    assert_eq!(draft.year().unwrap(), &Found { value: 2024, raw: String::new(), place: Place::Nowhere });
    assert_eq!(draft.agency().unwrap().value, "某局");
    assert_eq!(draft.period().unwrap().value.end, day(12, 31));
    draft.set_year(Found { value: 2023, raw: "2023年".to_owned(), place: Place::Nowhere });
    assert_eq!(draft.year().unwrap().raw, "2023年");
}

#[test]
fn json_that_is_no_draft_is_refused_with_the_cell() {
    for (cells, said) in [
        (r#"{"applications.received.profit": 1}"#, "no such cell"),
        (r#"{"disclosure.rules.made": 1}"#, "not a cell of the 2021 edition"),
        (r#"{"applications.received.total": 9007199254740992}"#, "too large"),
        (r#"{"applications.received.total": 1.5}"#, "expected an integer"),
        (r#"{"applications.received.total": {"state": "count", "value": "3"}}"#, "does not go with its value"),
        (r#"{"applications.received.total": {"value": 3}}"#, "state"),
    ] {
        let json = format!(r#"{{"edition": "2021", "cells": {cells}}}"#);
        let error = serde_json::from_str::<Draft>(&json).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
    assert!(serde_json::from_str::<Draft>(r#"{"edition": "2015", "cells": {}}"#).is_err());
}

#[test]
fn nested_json_that_is_no_draft_is_refused_with_the_cell() {
    for (tables, said) in [
        ("", "missing field `cells`"),
        (r#", "applications": {"profit": {"total": 1}}"#, "no such row: \"profit\""),
        (r#", "applications": {"received": {"profit": 1}}"#, "no such column: \"profit\""),
        (r#", "applications": {"received": {"upheld": 1}}"#, "no such cell: \"applications.received.upheld\""),
        (r#", "proceedings": {"received": {"total": 1}}"#, "no such cell: \"proceedings.received.total\""),
        (r#", "disclosure": {"rules": {"made": 1}}"#, "disclosure.rules.made: not a cell of the 2021 edition"),
        (
            r#", "cells": {"applications.received.total": 1}, "applications": {"received": {"total": 1}}"#,
            "applications.received.total: given twice",
        ),
    ] {
        let error =
            serde_json::from_str::<Draft>(&format!(r#"{{"edition": "2021"{tables}}}"#)).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
    }
}

fn drafts() -> impl Strategy<Value = Draft> {
    let form = prop_oneof![Just(Form::Trial2019), Just(Form::Revised2021), Just(Form::Revised2021Undivided)];
    let cell = (0..7_u8, -5000..5000_i64);
    (form, proptest::collection::vec(cell, Cell::COUNT)).prop_map(|(form, cells)| {
        let mut draft = Draft::new(form);
        draft.set_agency("某局");
        draft.set_year(2022);
        for (cell, (choice, n)) in form.cells().zip(cells) {
            let unit = (choice == 6).then_some(Unit::Yuan);
            let entry: Entry = match choice {
                0 => State::Blank.into(),
                1 => State::NotApplicable.into(),
                2 => Entry::read(State::Unreadable(Unreadable::NotANumber), "见附件", Place::Nowhere),
                3 if !cell.to_string().starts_with("applications.other_handling") => State::Absent.into(),
                _ => match cell.kind() {
                    Kind::Amount(_) => State::Amount(Amount { value: rust_decimal::Decimal::new(n, 3), unit }).into(),
                    _ => State::Count(n).into(),
                },
            };
            draft.set(cell, entry).unwrap();
        }
        draft
    })
}

proptest! {
    #[test]
    fn a_draft_survives_json(draft in drafts()) {
        let json = serde_json::to_string(&draft).unwrap();
        let back: Draft = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back, draft);
    }
}
