//! The JSON Schemas, by an independent validator, against what the crate writes and refuses.

use jsonschema::Validator;
use ogi_report::assess::{Checker, Policy, Ruling, Selection, Waiver};
use ogi_report::draft::Draft;
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::generate::{drafts, reports};
use ogi_report::rules::{self, Scope};
use ogi_report::{Assessment, Report, check, read};
use proptest::prelude::*;
use schemars::{JsonSchema, schema_for};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

fn validator<T: JsonSchema>() -> Validator {
    let schema = serde_json::to_value(schema_for!(T)).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

static REPORT: LazyLock<Validator> = LazyLock::new(validator::<Report>);
static DRAFT: LazyLock<Validator> = LazyLock::new(validator::<Draft>);
static ASSESSMENT: LazyLock<Validator> = LazyLock::new(validator::<Assessment>);
static WAIVER: LazyLock<Validator> = LazyLock::new(validator::<Waiver>);
static POLICY: LazyLock<Validator> = LazyLock::new(validator::<Policy>);
static SELECTION: LazyLock<Validator> = LazyLock::new(validator::<Selection>);

/// A check with a waiver of every finding, under a policy with rulings of its own.
fn checked(draft: Draft) -> Value {
    let first = check(draft.clone());
    let day = |date: &str| date.parse().unwrap();
    let (from, to) = (day("2025-01-01"), day("2025-12-31"));
    let waivers = first.findings().iter().map(|finding| Waiver::new(finding, "已核实", "审核人", from, to));
    let policy = Policy::strict().with("OGI401", Ruling::Tolerate);
    let checker = Checker::new().with_policy(policy).with_waivers(waivers, day("2025-06-30"));
    serde_json::to_value(checker.check(draft).spoken(Lang::Zh)).unwrap()
}

#[track_caller]
fn is_valid(validator: &Validator, json: &Value) {
    let errors: Vec<String> = validator.iter_errors(json).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn a_real_report_is_of_the_schema() {
    let draft = read(include_bytes!("data/qukou-2024.txt")).unwrap();
    is_valid(&DRAFT, &serde_json::to_value(&draft).unwrap());
    let report = check(draft).accept().unwrap();
    is_valid(&REPORT, &serde_json::to_value(report).unwrap());
    is_valid(&ASSESSMENT, &checked(read(include_bytes!("data/qukou-2024.txt")).unwrap()));
    is_valid(&ASSESSMENT, &checked(read(include_bytes!("data/one-cell-wrong.md")).unwrap()));
    is_valid(&ASSESSMENT, &checked(read(include_bytes!("data/trial-2020.md")).unwrap()));
    let waivers: Value = serde_json::from_str(include_str!("data/waivers.json")).unwrap();
    for waiver in waivers.as_array().unwrap() {
        is_valid(&WAIVER, waiver);
    }
}

#[test]
fn every_example_of_a_rule_is_a_draft_of_the_schema() {
    for rule in rules::of(Scope::Report) {
        for draft in [
            rule.passing_example().unwrap().into_draft().unwrap(),
            rule.failing_example().unwrap().into_draft().unwrap(),
        ] {
            is_valid(&DRAFT, &serde_json::to_value(&draft).unwrap());
            is_valid(&ASSESSMENT, &checked(draft));
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
fn what_is_no_draft_is_refused() {
    let right =
        serde_json::to_value(rules::find("OGI106").unwrap().failing_example().unwrap().into_draft().unwrap()).unwrap();
    is_valid(&DRAFT, &right);
    refused::<Draft>(
        &DRAFT,
        &right,
        &[
            ("/edition", json!("2020")),
            ("/edition", json!(2021)),
            ("/cells", json!([])),
            ("/cells/applications.received.total", json!(1.5)),
            ("/cells/applications.received.total", json!(true)),
            ("/cells/applications.received.total", json!({"state": "guess", "value": 1})),
            ("/cells/applications.received.total", json!({"state": "count", "value": "1"})),
            ("/strays/0/kind", json!("surplusage")),
            ("/strays/0/near", json!(["applications.received.nobody"])),
        ],
    );
}

/// Puts each wrong value in its place: neither the schema nor, where it is read at all, the crate takes it.
#[track_caller]
fn refused<T: DeserializeOwned>(validator: &Validator, right: &Value, wrong: &[(&str, Value)]) {
    for (place, value) in wrong {
        let mut json = right.clone();
        *json.pointer_mut(place).unwrap_or_else(|| panic!("{place} in {right}")) = value.clone();
        assert!(!validator.is_valid(&json), "{place}: {value}");
        assert!(serde_json::from_value::<T>(json).is_err(), "{place}: {value}");
    }
}

#[test]
fn what_is_no_waiver_policy_or_selection_is_refused() {
    let waivers: Value = serde_json::from_str(include_str!("data/waivers.json")).unwrap();
    refused::<Waiver>(
        &WAIVER,
        &waivers[1],
        &[
            ("/digest", json!("19a2")),
            ("/digest", json!(19)),
            ("/date", json!("10.2.2025")),
            ("/expires", Value::Null),
            ("/reason", json!(1)),
            ("/locus/edition", json!("2020")),
            ("/locus/rule", Value::Null),
            ("/locus/cells", json!("all")),
        ],
    );
    let mut unexplained = waivers[0].clone();
    unexplained.as_object_mut().unwrap().remove("reason");
    assert!(!WAIVER.is_valid(&unexplained) && serde_json::from_value::<Waiver>(unexplained).is_err());

    let policy = serde_json::to_value(Policy::strict().with("OGI502", Ruling::Reject)).unwrap();
    is_valid(&POLICY, &policy);
    refused::<Policy>(
        &POLICY,
        &policy,
        &[
            ("/rejects", json!(["fatal"])),
            ("/rejects", json!("error")),
            ("/rules/OGI502", json!("ignore")),
            ("/name", Value::Null),
        ],
    );
    let named = BTreeSet::from(["balance".to_owned()]);
    for selection in [Selection::All, Selection::Identities, Selection::Only(named.clone()), Selection::Except(named)] {
        is_valid(&SELECTION, &serde_json::to_value(&selection).unwrap());
    }
    for wrong in [json!("some"), json!({"only": "balance"}), json!({"only": [], "except": []}), json!(null)] {
        assert!(!SELECTION.is_valid(&wrong) && serde_json::from_value::<Selection>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn what_is_no_assessment_is_refused() {
    let mut right = checked(read(include_bytes!("data/one-cell-wrong.md")).unwrap());
    is_valid(&ASSESSMENT, &right);
    let wrong = [
        ("/verdict", json!("unreadable")),
        ("/verdict", json!("fine")),
        ("/edition", json!("2019")),
        ("/edition", json!(2021)),
        ("/policy/rejects", json!(["everything"])),
        ("/tally/passed", json!(-1)),
        ("/identities/checked", Value::Null),
        ("/cells/applications.received.total", json!(12)),
        ("/cells/applications.received.total", json!({"state": "count", "value": "12"})),
        ("/findings/0/rule", json!("ogi301")),
        ("/findings/0/severity", json!("fatal")),
        ("/findings/0/cells", json!(["received.total"])),
        ("/findings/0/message", json!("")),
        ("/findings/0/digest", json!("f00")),
        ("/findings/0/details/equation/left", json!({})),
        ("/findings/0/details/kind", json!("mystery")),
        ("/findings/0/waived/date", json!("yesterday")),
        ("/explanations/0/changes/0/mechanism", json!("gremlins")),
        ("/explanations/0/changes/0/found", json!("21")),
        ("/waivers/0/state", json!("ignored")),
        ("/claims/0/value", json!(69)),
        ("/rules/OGI301", json!("not-applicable")),
        ("/rules/OGI301", json!("perhaps")),
    ];
    for (place, value) in wrong {
        let mut json = right.clone();
        *json.pointer_mut(place).unwrap_or_else(|| panic!("{place}")) = value.clone();
        assert!(!ASSESSMENT.is_valid(&json), "{place}: {value}");
    }
    for key in ["verdict", "policy", "tally", "cells", "findings", "waivers", "forced", "explanations", "rules"] {
        let mut json = right.clone();
        json.as_object_mut().unwrap().remove(key).unwrap();
        assert!(!ASSESSMENT.is_valid(&json), "without {key}");
    }
    right["cells"].as_object_mut().unwrap().remove("applications.received.total").unwrap();
    assert!(!ASSESSMENT.is_valid(&right), "a cell left out");
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
        prop_assert_eq!(&again, &draft);
        prop_assert!(ASSESSMENT.is_valid(&checked(draft)));
    }
}
