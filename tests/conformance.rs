//! The conformance pack: `tests/conformance/README.md` says how it is to be read.
//!
//! `UPDATE_CONFORMANCE=1 cargo test --all-features --test conformance` writes the generated files anew.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{env, fs};

use ogi_report::assess::Checker;
use ogi_report::draft::Draft;
use ogi_report::extract::{Body, Extract};
use ogi_report::form::{Form, Identity, IdentityKind, Kind};
use ogi_report::rollup::{Declared, Family};
use ogi_report::rules::{self, CATALOGUE, Finding, Rule, Scope, Subject};
use ogi_report::series::Series;
use ogi_report::{Assessment, check};
use serde_json::{Map, Value, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance")
}

fn packs() -> BTreeMap<String, Value> {
    let files = fs::read_dir(folder()).unwrap().map(|f| f.unwrap().path());
    let packs = files.filter(|f| f.extension().is_some_and(|e| e == "json")).map(|f| {
        let name = f.file_name().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&fs::read_to_string(&f).unwrap()).unwrap())
    });
    packs.filter(|(name, _)| name != "form.json").collect()
}

fn findings_of(result: &Value) -> &Vec<Value> {
    result["findings"].as_array().unwrap()
}

fn findings(case: &Value) -> &Vec<Value> {
    findings_of(&case["expected"])
}

fn cases(pack: &Value) -> &Vec<Value> {
    pack["cases"].as_array().unwrap()
}

/// The forms by their names in the pack.
const FORMS: [(&str, Form); 3] =
    [("2019", Form::Trial2019), ("2021", Form::Revised2021), ("2021-undivided", Form::Revised2021Undivided)];

/// A form by its name in the pack, with 0 in every cell.
fn zeros(form: &str) -> Map<String, Value> {
    let form = FORMS.iter().find(|(name, _)| *name == form).unwrap_or_else(|| panic!("no form {form}")).1;
    let zero = |kind| if matches!(kind, Kind::Amount(_)) { json!("0") } else { json!(0) };
    let cells: Map<String, Value> = form.cells().map(|c| (c.to_string(), zero(c.kind()))).collect();
    let draft = json!({"edition": form.edition(), "agency": null, "year": null, "cells": cells});
    draft.as_object().unwrap().clone()
}

/// The input of a case: its base, with what the case sets.
fn input(pack: &Value, case: &Value) -> Value {
    let base = &pack["bases"][case["base"].as_str().unwrap()];
    let mut draft = zeros(base["form"].as_str().unwrap());
    for from in [base, case] {
        for (key, value) in from.as_object().unwrap() {
            match key.as_str() {
                "set" => draft["cells"].as_object_mut().unwrap().extend(value.as_object().unwrap().clone()),
                "agency" | "year" | "period" | "published" | "due" | "text" | "strays" => {
                    drop(draft.insert(key.clone(), value.clone()));
                }
                _ => {}
            }
        }
    }
    Value::Object(draft)
}

fn identity(identity: Identity) -> String {
    let kind = match identity.kind() {
        IdentityKind::RowTotal => "row-total",
        IdentityKind::Balance => "balance",
        IdentityKind::OutcomeTotal => "outcome-total",
        IdentityKind::ProceedingsTotal => "proceedings-total",
        _ => unreachable!("the pack names every kind"),
    };
    let line = identity.row().map_or_else(|| identity.column().unwrap().part(), |row| row.part());
    format!("{kind} {line}")
}

/// A finding as the pack has it: an identity by its name, anything else with its cells.
fn told(finding: &Finding) -> Value {
    let mut told = json!({"rule": finding.rule().code(), "severity": finding.severity()});
    match finding.identity() {
        Some(broken) => told["identity"] = json!(identity(broken)),
        None => told["cells"] = json!(finding.cells()),
    }
    told["id"] = json!(finding.locus().id());
    told["digest"] = json!(finding.digest());
    told
}

/// The findings without the keys that no expected finding has: not every case says the ids and digests.
fn as_asked(mut found: Vec<Value>, expected: &Value) -> Value {
    let expected = expected.as_array().unwrap();
    for key in ["id", "digest"] {
        if expected.iter().all(|finding| finding.get(key).is_none()) {
            for finding in &mut found {
                finding.as_object_mut().unwrap().remove(key);
            }
        }
    }
    json!(sorted(found))
}

/// The report of a case over several, with the body and the year that it gives.
fn extract(pack: &Value, report: &Value) -> Extract {
    let draft: Draft = serde_json::from_value(input(pack, report)).unwrap();
    Extract::try_from(&draft).unwrap()
}

/// What the rules over several reports find in a case of the kinds `series` and `family`.
fn found_across(pack: &Value, case: &Value) -> Value {
    let reports = |key: &str| case[key].as_array().unwrap().iter().map(|report| extract(pack, report));
    let found = match case["kind"].as_str().unwrap() {
        "series" => Checker::new().check_series(&Series::taken_as_one(reports("reports")).unwrap()),
        "family" => {
            let declared = match &case["declared"] {
                Value::Array(list) => {
                    Declared::Complete(list.iter().filter_map(|name| Body::new(name.as_str().unwrap())).collect())
                }
                whole if whole == "all" => Declared::All,
                _ => Declared::Partial,
            };
            Checker::new().check_family(&Family::new(extract(pack, &case["parent"]), reports("children"), declared))
        }
        other => panic!("no kind {other}"),
    };
    let told =
        found.findings().iter().map(|f| json!({"rule": f.rule().code(), "severity": f.severity(), "cells": f.sites()}));
    json!(sorted(told.collect()))
}

fn sorted(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_by_key(ToString::to_string);
    values
}

fn result(assessment: &Assessment) -> Value {
    let explanations: Vec<Value> = assessment
        .explanations()
        .iter()
        .map(|e| serde_json::to_value(e).unwrap())
        .map(|e| json!({"changes": e["changes"], "fills": e["fills"]}))
        .collect();
    let forced: Vec<Value> = assessment.forced().iter().map(|f| json!({"cell": f.cell, "value": f.value})).collect();
    json!({
        "verdict": assessment.verdict(),
        "findings": sorted(assessment.findings().iter().map(told).collect()),
        "explanations": explanations,
        "forced": forced,
    })
}

#[test]
fn every_case_gives_what_is_expected() {
    let mut run = 0;
    for (file, pack) in packs() {
        for case in cases(&pack) {
            let name = format!("{file}: {}", case["name"]);
            run += 1;
            if case.get("kind").is_some() {
                assert_eq!(found_across(&pack, case), json!(sorted(findings(case).clone())), "{name}");
                continue;
            }
            let draft: Draft = serde_json::from_value(input(&pack, case)).unwrap_or_else(|e| panic!("{name}: {e}"));
            let mut found = result(&check(draft));
            found["findings"] = as_asked(findings_of(&found).clone(), &case["expected"]["findings"]);
            let expected = case["expected"].as_object().unwrap();
            for (key, value) in expected {
                let value = match key.as_str() {
                    "findings" => json!(sorted(value.as_array().unwrap().clone())),
                    _ => value.clone(),
                };
                assert_eq!(found[key], value, "{name}: {key}");
            }
            assert!(expected.contains_key("verdict") && expected.contains_key("findings"), "{name}");
        }
    }
    assert!(run >= 90, "{run} cases");
}

#[test]
fn every_rule_has_a_passing_and_a_failing_case_and_names_are_unique() {
    let packs = packs();
    let mut names = BTreeSet::new();
    let mut shown: BTreeSet<(String, bool)> = BTreeSet::new();
    for case in packs.values().flat_map(cases) {
        assert!(names.insert(case["name"].as_str().unwrap().to_owned()), "{}", case["name"]);
        if let Some(rule) = case["rule"].as_str() {
            let fails = case["expected"]["findings"].as_array().unwrap().iter().any(|f| f["rule"] == rule);
            shown.insert((rule.to_owned(), fails));
        }
    }
    for rule in CATALOGUE.iter().map(Rule::code) {
        for fails in [false, true] {
            assert!(
                shown.contains(&(rule.to_owned(), fails)),
                "{rule}: no case that {}",
                if fails { "fails" } else { "passes" }
            );
        }
    }
}

#[test]
fn the_input_of_a_case_is_what_the_rule_is_shown() {
    let packs = packs();
    for case in cases(&packs["rules.json"]) {
        let rule = rules::find(case["rule"].as_str().unwrap()).unwrap();
        let draft: Draft = serde_json::from_value(input(&packs["rules.json"], case)).unwrap();
        let fails = case["name"].as_str().unwrap().ends_with("-failing");
        let example = if fails {
            rule.failing_example().unwrap().into_draft().unwrap()
        } else {
            rule.passing_example().unwrap().into_draft().unwrap()
        };
        let messages = |draft: &Draft| -> Vec<String> { rule.check(draft).iter().map(ToString::to_string).collect() };
        assert_eq!(draft.form(), example.form());
        assert_eq!(messages(&draft).len(), messages(&example).len(), "{rule}");
        assert_eq!(messages(&draft).is_empty(), !fails, "{rule}");
    }
}

#[cfg(feature = "proptest")]
mod generated {
    use super::*;
    use ogi_report::Report;
    use ogi_report::form::{Cell, Column, Lang, Row, Unit};
    use ogi_report::generate::{Mutant, Mutation};

    fn name(form: Form) -> &'static str {
        FORMS.iter().find(|(_, of)| *of == form).expect("the pack names every form").0
    }

    /// The cells of each form, in its order, with what they hold and how they are labelled.
    fn the_form() -> Value {
        let kind = |cell: Cell| match cell.kind() {
            Kind::Count => "count",
            Kind::SignedCount => "signed-count",
            Kind::Amount(_) => "amount",
            _ => unreachable!("the pack names every kind"),
        };
        let forms = FORMS.map(|(name, form)| {
            let cells = form.cells().map(|cell| {
                let label = |lang| cell.name(form.edition(), lang);
                json!({"cell": cell, "kind": kind(cell), "zh": label(Lang::Zh), "en": label(Lang::En)})
            });
            (name.to_owned(), json!(cells.collect::<Vec<_>>()))
        });
        json!({"about": "Generated: the cells of each form in its order.", "forms": Map::from_iter(forms)})
    }

    /// A report of a case over several: whose, of which year, and what is not 0.
    fn report_of(extract: &Extract) -> Value {
        let form = name(extract.form());
        let zero = zeros(form);
        let written = |cell: Cell| match cell.kind() {
            Kind::Amount(_) => {
                extract.amount(cell).map(|a| json!(format!("{}{}", a.value, a.unit.map_or("", Unit::symbol))))
            }
            _ => extract.count(cell).map(|n| json!(n)),
        };
        let cells = extract.form().cells().map(|cell| (cell.to_string(), written(cell).unwrap_or(Value::Null)));
        let set: Map<String, Value> = cells.filter(|(cell, value)| zero["cells"][cell] != *value).collect();
        json!({"base": form, "agency": extract.body(), "year": extract.year(), "set": set})
    }

    fn of_rules_over_several() -> Value {
        let bases: Map<String, Value> =
            FORMS.map(|(name, _)| (name.to_owned(), json!({"form": name}))).into_iter().collect();
        let mut pack =
            json!({"about": "Generated from the examples of the rules over several reports.", "bases": bases});
        let mut cases = Vec::new();
        for rule in rules::of(Scope::Series).chain(rules::of(Scope::Family)) {
            for (word, example) in
                [("passing", rule.passing_example().unwrap()), ("failing", rule.failing_example().unwrap())]
            {
                let mut case = json!({"name": format!("{}-{word}", rule.code()), "rule": rule.code(), "class": "rule"});
                let own = match &example {
                    Subject::Series(series) => {
                        json!({"kind": "series", "reports": series.reports().map(report_of).collect::<Vec<_>>()})
                    }
                    Subject::Family(family) => json!({
                        "kind": "family", "parent": report_of(family.parent()),
                        "children": family.children().map(report_of).collect::<Vec<_>>(),
                        "declared": if family.coverage().is_declared { "all" } else { "partial" },
                    }),
                    other => panic!("{other:?}"),
                };
                case.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
                case["expected"] = json!({"findings": found_across(&pack, &case)});
                let fails = findings(&case).iter().any(|finding| finding["rule"] == rule.code());
                assert_eq!(fails, word == "failing", "{rule}: the case says what the example says");
                cases.push(case);
            }
        }
        pack["cases"] = json!(cases);
        pack
    }

    /// What a draft has that its base has not, in the fewest words.
    fn difference(draft: &Draft, base: &Map<String, Value>) -> Map<String, Value> {
        let mut own = Map::new();
        let mut set = Map::new();
        let json = serde_json::to_value(draft).unwrap();
        for (key, value) in json.as_object().unwrap() {
            if key == "cells" {
                for (cell, value) in value.as_object().unwrap() {
                    let short = match value.as_object().unwrap() {
                        plain if plain.contains_key("raw") => value.clone(),
                        plain if plain["state"] == "count" => plain["value"].clone(),
                        plain if plain["state"] == "blank" => Value::Null,
                        plain if plain["state"] == "amount" && plain["unit"].is_null() => plain["value"].clone(),
                        _ => value.clone(),
                    };
                    if base["cells"][cell] != short {
                        set.insert(cell.clone(), short);
                    }
                }
            } else if key != "edition" && base.get(key).unwrap_or(&Value::Null) != value {
                own.insert(key.clone(), value.clone());
            }
        }
        if !set.is_empty() {
            own.insert("set".to_owned(), Value::Object(set));
        }
        own
    }

    fn of_rules() -> Value {
        let mut cases = Vec::new();
        let mut bases = Map::new();
        for rule in rules::of(Scope::Report) {
            for (word, draft) in [
                ("passing", rule.passing_example().unwrap().into_draft().unwrap()),
                ("failing", rule.failing_example().unwrap().into_draft().unwrap()),
            ] {
                let form = name(draft.form());
                bases.insert(form.to_owned(), json!({"form": form}));
                let mut case = json!({"name": format!("{}-{word}", rule.code()), "rule": rule.code(), "class": "rule", "base": form});
                case.as_object_mut().unwrap().extend(difference(&draft, &zeros(form)));
                let draft: Draft = serde_json::from_value(input(&json!({"bases": bases}), &case)).unwrap();
                case["expected"] = result(&check(draft));
                cases.push(case);
            }
        }
        json!({"about": "Generated from the examples of the rules.", "bases": bases, "cases": cases})
    }

    /// A report like those of a city, from a seed.
    fn busy(form: Form, seed: u64) -> Report {
        let mut state = seed;
        let mut next = |below: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((state >> 33) % below).unwrap()
        };
        let mut builder = Report::builder(form);
        let drawn = form.cells().filter(|c| !c.column().is_total() && !matches!(c.row(), Row::Handled | Row::Received));
        let mut numbers: BTreeMap<Cell, i64> = BTreeMap::new();
        for cell in drawn {
            if matches!(cell.kind(), Kind::Amount(_)) {
                builder.set(cell, ogi_report::report::Money::default());
                continue;
            }
            let n = next(if cell.row().is_outcome() { 90 } else { 7 });
            builder.set(cell, n);
            numbers.insert(cell, n);
        }
        // 一 is what makes the column balance; 90 outcomes each are more than was brought forward.
        for column in Column::all().filter(|c| !c.is_total()) {
            let Some(received) = Cell::new(Row::Received, column) else { continue };
            let at = |row| Cell::new(row, column).and_then(|c| numbers.get(&c)).copied().unwrap_or_default();
            let handled: i64 = Row::all().filter(|r| r.is_outcome()).map(at).sum();
            builder.set(received, handled + at(Row::CarriedForward) - at(Row::BroughtForward));
        }
        builder.build().unwrap()
    }

    fn of_mutations() -> Value {
        let mut bases = Map::new();
        let mut cases = Vec::new();
        for (form, seed) in [(Form::Revised2021, 2021), (Form::Trial2019, 2019)] {
            let report = busy(form, seed);
            let mut base = json!({"form": name(form)});
            base.as_object_mut().unwrap().extend(difference(&Draft::from(&report), &zeros(name(form))));
            let key = format!("busy-{}", name(form));
            bases.insert(key.clone(), base);
            for mutation in Mutation::ALL {
                for seed in 1..=2 {
                    let mutant = Mutant::of(&report, mutation, seed).unwrap();
                    let whole = input(&json!({"bases": bases}), &json!({"base": key}));
                    let mut case = json!({"name": format!("{}-{mutation}-{seed}", name(form)), "class": mutation.name(), "base": key, "seed": seed});
                    case.as_object_mut().unwrap().extend(difference(&mutant.draft, whole.as_object().unwrap()));
                    case["truth"] = mutant
                        .changed
                        .iter()
                        .map(|(cell, n)| (cell.to_string(), json!(n)))
                        .collect::<Map<_, _>>()
                        .into();
                    case["expected"] = result(&check(mutant.draft));
                    for finding in case["expected"]["findings"].as_array_mut().unwrap() {
                        finding.as_object_mut().unwrap().retain(|key, _| key != "id" && key != "digest");
                    }
                    cases.push(case);
                }
            }
        }
        json!({"about": "Generated: every class of mutation, of a report of each edition, from the seeds given.", "bases": bases, "cases": cases})
    }

    #[track_caller]
    fn is_current(file: &str, pack: &Value) {
        let lines = |values: Vec<String>| values.join(",\n");
        let bases = pack["bases"].as_object().unwrap().iter().map(|(k, v)| format!("{}: {v}", json!(k))).collect();
        let cases = cases(pack).iter().map(ToString::to_string).collect();
        let (about, bases, cases) = (&pack["about"], lines(bases), lines(cases));
        let text = format!("{{\n\"about\": {about},\n\"bases\": {{\n{bases}\n}},\n\"cases\": [\n{cases}\n]\n}}\n");
        is_written(file, &text);
    }

    #[track_caller]
    fn is_written(file: &str, text: &str) {
        let path = folder().join(file);
        if env::var_os("UPDATE_CONFORMANCE").is_some() {
            fs::write(&path, text).unwrap();
        }
        let found = fs::read_to_string(&path).unwrap_or_default();
        assert!(found == text, "{file} is stale: UPDATE_CONFORMANCE=1 cargo test --all-features --test conformance");
    }

    #[test]
    fn the_cases_of_rules_are_current() {
        is_current("rules.json", &of_rules());
        is_current("several.json", &of_rules_over_several());
    }

    #[test]
    fn the_cells_of_the_forms_are_current() {
        let form = the_form();
        let lines = form["forms"].as_object().unwrap().iter().map(|(name, cells)| {
            let cells: Vec<String> = cells.as_array().unwrap().iter().map(ToString::to_string).collect();
            format!("{}: [\n{}\n]", json!(name), cells.join(",\n"))
        });
        let text = format!(
            "{{\n\"about\": {},\n\"forms\": {{\n{}\n}}\n}}\n",
            form["about"],
            lines.collect::<Vec<_>>().join(",\n")
        );
        is_written("form.json", &text);
    }

    #[test]
    fn the_cases_of_mutations_are_current_and_cover_every_class() {
        let pack = of_mutations();
        let classes: BTreeSet<&str> = cases(&pack).iter().filter_map(|c| c["class"].as_str()).collect();
        assert_eq!(classes, Mutation::ALL.iter().map(|m| m.name()).collect());
        is_current("mutations.json", &pack);
    }

    /// What was changed is found, and where the explanation is one, it is the truth.
    #[test]
    fn a_mutant_is_never_accepted_as_another_report() {
        for form in [Form::Revised2021, Form::Trial2019] {
            let report = busy(form, 7);
            for mutation in Mutation::ALL {
                for seed in 0..6 {
                    let Some(mutant) = Mutant::of(&report, mutation, seed) else { continue };
                    assert!(!mutant.changed.is_empty());
                    let assessment = check(mutant.draft.clone());
                    if let Ok(accepted) = assessment.clone().accept() {
                        assert_eq!(accepted, mutant.truth, "{mutation} {seed}");
                    }
                    if let [one] = assessment.explanations() {
                        for change in &one.changes {
                            let right =
                                mutant.changed.iter().find(|(c, _)| *c == change.site).map(|(_, n)| i128::from(*n));
                            assert_eq!(change.expected, right, "{mutation} {seed}");
                        }
                    }
                }
            }
        }
    }
}

#[test]
fn the_page_names_every_file_every_mechanism_and_every_kind_of_identity() {
    let page = fs::read_to_string(folder().join("README.md")).unwrap();
    for file in packs().keys().map(String::as_str).chain(["form.json"]) {
        assert!(page.contains(&format!("| `{file}` |")), "{file}");
    }
    for mechanism in ogi_report::localise::Mechanism::ALL {
        assert!(page.contains(&format!("`{}`", mechanism.name())), "{mechanism}");
    }
    for kind in IdentityKind::ALL {
        assert!(page.contains(&format!("`{kind} ")), "{kind}");
    }
    // The example of an id and a digest is the real one: of a balance that 2 received break.
    let mut draft: Draft = serde_json::from_value(Value::Object(zeros("2021"))).unwrap();
    draft.set("applications.received.natural_person".parse().unwrap(), ogi_report::draft::State::Count(2)).unwrap();
    let findings = rules::find("balance").unwrap().check(&draft);
    let blocks: Vec<&str> = page.split("```text\n").skip(1).map(|b| b.split("```").next().unwrap()).collect();
    let [id, digest] = blocks.as_slice() else { panic!("two examples") };
    assert_eq!(rules::Digest::of(id.as_bytes()), findings[0].locus().id());
    assert_eq!(rules::Digest::of(digest.as_bytes()), findings[0].digest());
}
