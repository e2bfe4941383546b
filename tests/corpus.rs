//! The development corpus: every cell, edition, year and agency of its documents, against their truth files.
//!
//! The corpus is not part of the package; where it is missing the tests say so and pass.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use ogi_report::check;
use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Unit};
use ogi_report::read::ReadError;
use ogi_report::rules::{Finding, Severity};
use serde_json::Value;

fn corpus() -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: no corpus at {}", path.display());
    None
}

struct Case {
    name: String,
    layout: String,
    bytes: Vec<u8>,
    truth: Value,
}

fn cases() -> Vec<Case> {
    let Some(corpus) = corpus() else { return Vec::new() };
    let dev = corpus.join("dev");
    let index: Vec<Value> = serde_json::from_str(&fs::read_to_string(dev.join("index.json")).unwrap()).unwrap();
    let mut cases: Vec<Case> = index
        .iter()
        .map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap().to_owned();
            let file = text("file");
            let truth = dev.join("truth").join(file.split('.').next().unwrap()).with_extension("json");
            Case {
                layout: text("layout"),
                bytes: fs::read(dev.join("docs").join(&file)).unwrap(),
                truth: serde_json::from_str(&fs::read_to_string(truth).unwrap()).unwrap(),
                name: file,
            }
        })
        .collect();
    cases.push(Case {
        name: "hongze-2024".to_owned(),
        layout: "real-pdftotext".to_owned(),
        bytes: fs::read(corpus.join("real/hongze-2024.pdftotext.txt")).unwrap(),
        truth: serde_json::from_str(&fs::read_to_string(corpus.join("real/hongze-2024.truth.json")).unwrap()).unwrap(),
    });
    cases
}

/// State, value and unit as the truth files give them.
fn seen(draft: &Draft, cell: Cell) -> (&'static str, Value, Option<&'static str>) {
    match draft.state(cell) {
        State::Count(n) => ("count", Value::from(*n), None),
        State::Amount(a) => ("amount", Value::from(a.value.to_string()), a.unit.map(Unit::symbol)),
        State::Blank => ("blank", Value::Null, None),
        State::NotApplicable => ("not-applicable", Value::Null, None),
        State::Unreadable(_) => ("unreadable", Value::Null, None),
        State::Absent => ("absent", Value::Null, None),
        other => panic!("a state without a name: {other:?}"),
    }
}

#[derive(Default)]
struct Score {
    documents: u32,
    right: u32,
    missing: u32,
    wrong: u32,
}

/// The draft of a document, or nothing where its format is not turned on.
fn read(case: &Case) -> Option<Draft> {
    match ogi_report::read(&case.bytes) {
        Ok(draft) => Some(draft),
        Err(ReadError::FeatureOff { .. }) => None,
        Err(error) => panic!("{}: {error}", case.name),
    }
}

#[test]
fn every_cell_of_the_corpus_is_read_right() {
    let mut scores: BTreeMap<String, Score> = BTreeMap::new();
    let mut faults = Vec::new();
    for case in cases() {
        let Some(draft) = read(&case) else { continue };
        let score = scores.entry(case.layout.clone()).or_default();
        score.documents += 1;
        let truth = case.truth["cells"].as_object().unwrap();
        for (address, expected) in truth {
            let cell: Cell = address.parse().unwrap();
            let (state, value, unit) = seen(&draft, cell);
            if state == expected["state"] && value == expected["value"] && unit == expected["unit"].as_str() {
                score.right += 1;
            } else {
                let invented = matches!(state, "count" | "amount");
                *(if invented { &mut score.wrong } else { &mut score.missing }) += 1;
                faults.push(format!("{} {address}: {state} {value} {unit:?}, truly {expected}", case.name));
            }
        }
        let beyond = draft.cells().filter(|(c, e)| e.state() != &State::Absent && !truth.contains_key(&c.to_string()));
        faults.extend(beyond.map(|(c, e)| format!("{} {c}: {e:?}, truly not there", case.name)));
        let agency = draft.agency().map(|a| a.value.as_str());
        if agency != case.truth["agency"].as_str() && agency != case.truth["agency_alt"].as_str() {
            faults.push(format!("{} agency: {agency:?}, truly {}", case.name, case.truth["agency"]));
        }
        if draft.year().map(|y| u64::from(y.value)) != case.truth["year"].as_u64() {
            faults.push(format!("{} year: {:?}, truly {}", case.name, draft.year(), case.truth["year"]));
        }
        if case.truth["edition"] != draft.edition().name() {
            faults.push(format!("{} edition: {}, truly {}", case.name, draft.edition(), case.truth["edition"]));
        }
    }
    for (layout, s) in &scores {
        println!(
            "{layout:24} {:3} documents  {:6} cells right  {:4} missing  {:4} wrong",
            s.documents, s.right, s.missing, s.wrong
        );
    }
    assert!(
        faults.is_empty(),
        "{} faults, the first of them:\n{}",
        faults.len(),
        faults[..faults.len().min(40)].join("\n")
    );
}

/// The expected findings, and no other errors; the verdict.
#[test]
fn the_findings_of_the_corpus_are_the_expected_ones() {
    let mut faults = Vec::new();
    let mut checked = 0;
    for case in cases() {
        let Some(draft) = read(&case) else { continue };
        checked += 1;
        let assessment = check(draft);
        let known = |code: &str| ogi_report::rules::find(code).is_some();
        let list = |key: &str| case.truth[key].as_array().cloned().unwrap_or_default();
        let names = |finding: &Finding, wanted: &Value| {
            let cells = wanted["cells"].as_array().map_or(&[][..], Vec::as_slice);
            let or = wanted["or"].as_array().map_or(&[][..], Vec::as_slice);
            (wanted["rule"] == finding.rule().code() || or.iter().any(|r| r == finding.rule().code()))
                && (cells.is_empty() || cells.iter().any(|c| finding.cells().iter().any(|f| c == &f.to_string())))
        };
        for wanted in list("findings_expected") {
            let code = wanted["rule"].as_str().unwrap();
            if known(code) && !assessment.findings().iter().any(|f| names(f, &wanted)) {
                faults.push(format!("{}: {code} is not found", case.name));
            }
        }
        for finding in assessment.findings() {
            let forbidden = list("findings_forbidden").iter().any(|f| f == finding.rule().code());
            let allowed = list("findings_expected").iter().chain(&list("findings_optional")).any(|w| names(finding, w));
            if forbidden || (finding.severity() == Severity::Error && !allowed) {
                faults.push(format!("{}: beyond the truth: {finding}", case.name));
            }
        }
        let verdict = assessment.verdict().to_string();
        let right = match &case.truth["verdict"] {
            Value::Array(any) => any.iter().any(|v| *v == verdict),
            one => *one == verdict,
        };
        if !right {
            faults.push(format!("{}: verdict {verdict}, truly {}", case.name, case.truth["verdict"]));
        }
    }
    println!("findings and verdicts of {checked} documents checked");
    assert!(
        faults.is_empty(),
        "{} faults, the first of them:\n{}",
        faults.len(),
        faults[..faults.len().min(40)].join("\n")
    );
}
