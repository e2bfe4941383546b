//! The JSON Schemas, by an independent validator, against what the crate writes and refuses.

use jsonschema::Validator;
use ogi_report::draft::Draft;
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::generate::{drafts, reports};
use ogi_report::rules::CATALOGUE;
use ogi_report::{Report, read};
use proptest::prelude::*;
use schemars::{JsonSchema, schema_for};
use serde_json::{Value, json};
use std::sync::LazyLock;

fn validator<T: JsonSchema>() -> Validator {
    let schema = serde_json::to_value(schema_for!(T)).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

static REPORT: LazyLock<Validator> = LazyLock::new(validator::<Report>);
static DRAFT: LazyLock<Validator> = LazyLock::new(validator::<Draft>);

#[track_caller]
fn is_valid(validator: &Validator, json: &Value) {
    let errors: Vec<String> = validator.iter_errors(json).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_real_report_is_of_the_schema() {
    let draft = read(include_bytes!("data/qukou-2024.txt")).unwrap();
    is_valid(&DRAFT, &serde_json::to_value(&draft).unwrap());
    let report = ogi_report::check(draft).accept().unwrap();
    is_valid(&REPORT, &serde_json::to_value(report).unwrap());
}

#[test]
fn every_example_of_a_rule_is_a_draft_of_the_schema() {
    for rule in CATALOGUE {
        for draft in [rule.passing_example(), rule.failing_example()] {
            is_valid(&DRAFT, &serde_json::to_value(&draft).unwrap());
        }
    }
    is_valid(
        &DRAFT,
        &json!({"edition": "2021", "cells": {"applications.received.total": "１２件", "disclosure.rules.issued": null}}),
    );
}

#[test]
fn what_is_no_report_by_its_keys_or_kinds_is_refused() {
    let right = serde_json::to_value(Report::zero(Form::Revised2021)).unwrap();
    let spoilt = |change: &dyn Fn(&mut Value)| {
        let mut json = right.clone();
        change(&mut json);
        assert!(!REPORT.is_valid(&json), "{json}");
        assert!(serde_json::from_value::<Report>(json).is_err());
    };
    spoilt(&|json| json["edition"] = json!("2020"));
    spoilt(&|json| json["edition"] = json!("2019"));
    spoilt(&|json| json["applications"]["received"]["natural_person"] = json!(-1));
    spoilt(&|json| json["applications"]["received"]["natural_person"] = json!(1.5));
    spoilt(&|json| json["applications"]["received"]["nobody"] = json!(0));
    spoilt(&|json| json["disclosure"]["fees"]["amount"] = json!("viel"));
    spoilt(&|json| drop(json["proceedings"].as_object_mut().unwrap().remove("reconsideration")));
    spoilt(&|json| drop(json["applications"]["received"].as_object_mut().unwrap().remove("natural_person")));
    let mut short = right.clone();
    short["applications"].as_object_mut().unwrap().remove("handled");
    short["applications"]["received"].as_object_mut().unwrap().remove("total");
    assert!(REPORT.is_valid(&short), "totals may be left out");
    assert!(serde_json::from_value::<Report>(short).is_ok());
    assert!(!DRAFT.is_valid(&json!({"edition": "2021", "cells": {"applications.received.nobody": 1}})));
}

#[test]
fn every_row_and_column_has_its_labels_in_both_languages() {
    let schema = serde_json::to_value(schema_for!(Report)).unwrap();
    for (form, of) in Form::ALL.into_iter().zip(schema["oneOf"].as_array().unwrap()) {
        let edition = form.edition();
        for cell in Cell::all().filter(|c| c.is_in(form)) {
            let row = &of["properties"][cell.table().part()]["properties"][cell.row().part()];
            let column = &row["properties"][cell.column().part()];
            for (schema, zh, en) in [
                (row, cell.row().label(edition, Lang::Zh), cell.row().label(edition, Lang::En)),
                (column, cell.column().label(edition, Lang::Zh), cell.column().label(edition, Lang::En)),
            ] {
                assert_eq!(schema["title"], format!("{zh} / {en}"), "{cell}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn every_valid_report_is_of_the_schema(report in reports()) {
        prop_assert!(REPORT.is_valid(&serde_json::to_value(&report).unwrap()));
    }

    #[test]
    fn every_draft_is_of_the_schema_and_survives_json(draft in drafts()) {
        let json = serde_json::to_value(&draft).unwrap();
        prop_assert!(DRAFT.is_valid(&json));
        let again: Draft = serde_json::from_value(json).unwrap();
        prop_assert_eq!(again, draft);
    }
}
