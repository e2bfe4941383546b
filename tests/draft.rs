//! Drafts as data: what a cell takes, and JSON in both directions.

use ogi_report::draft::{Amount, Draft, Entry, Found, Place, State, Unreadable};
use ogi_report::form::{Cell, Form, Kind, Unit};
use proptest::prelude::*;

#[test]
fn a_cell_that_the_form_does_not_have_stays_absent_and_gives_its_value_back() {
    let made: Cell = "disclosure.rules.made".parse().unwrap();
    let mut draft = Draft::new(Form::Revised2021);
    assert_eq!(draft.set(made, State::Count(3)).map(|e| e.state().clone()), Some(State::Count(3)));
    assert_eq!(draft.state(made), &State::Absent);
    assert_eq!(Draft::new(Form::Trial2019).set(made, State::Count(3)), None);
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

fn drafts() -> impl Strategy<Value = Draft> {
    let form = prop_oneof![Just(Form::Trial2019), Just(Form::Revised2021), Just(Form::Revised2021Undivided)];
    let cell = (0..7_u8, -5000..5000_i64);
    (form, proptest::collection::vec(cell, Cell::COUNT)).prop_map(|(form, cells)| {
        let mut draft = Draft::new(form);
        draft.set_agency(Found::given("某局".to_owned()));
        draft.set_year(Found::given(2022));
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
            draft.set(cell, entry);
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
