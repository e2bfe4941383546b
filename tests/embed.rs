//! The `embed` example: what a front end gets for what it posts, and that nothing but valid reports is stored.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use ogi_report::Report;
use ogi_report::form::{Cell, Form};
use serde_json::{Map, Value, json};

/// The example beside the test binary; `cargo test` builds it, narrower commands may not.
fn example() -> Option<PathBuf> {
    let test = std::env::current_exe().unwrap();
    let path = test.parent()?.parent()?.join("examples").join(format!("embed{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        return Some(path);
    }
    eprintln!("skipped: the example is not built");
    None
}

fn run(arguments: &[&str], posted: &[u8]) -> Option<Output> {
    let mut child = Command::new(example()?)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may end without reading what it was not asked to read.
    let _ = stdin.write_all(posted);
    drop(stdin);
    Some(child.wait_with_output().unwrap())
}

/// A form of zeros with some cells filled in, as a front end posts it.
fn posted(changes: &[(&str, Value)]) -> Value {
    let mut cells: Map<String, Value> =
        Form::Revised2021.cells().map(|cell| (cell.to_string(), Value::from(0))).collect();
    for (cell, value) in changes {
        assert!(cells.insert((*cell).to_owned(), value.clone()).is_some(), "{cell}");
    }
    json!({"edition": "2021", "agency": "某县财政局", "year": 2024, "cells": cells})
}

fn handled(disclosed: i64) -> Vec<(&'static str, Value)> {
    vec![
        ("applications.received.natural_person", 12.into()),
        ("applications.received.total", 12.into()),
        ("applications.disclosed.natural_person", disclosed.into()),
        ("applications.disclosed.total", 12.into()),
        ("applications.handled.natural_person", 12.into()),
        ("applications.handled.total", 12.into()),
    ]
}

#[test]
fn each_post_gets_an_answer_that_a_front_end_can_show_and_only_reports_are_stored() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let right = posted(&handled(12));
    let wrong = posted(&handled(21));
    let mut unfinished = right.clone();
    for (cell, value) in
        [("applications.disclosed.total", Value::Null), ("disclosure.licensing.decisions", Value::Null)]
    {
        unfinished["cells"][cell] = value;
    }
    let mut forced = right.clone();
    forced["cells"]["applications.disclosed.total"] = Value::Null;
    let input = format!("{wrong}\n{right}\n{{\"cells\": 3}}\n{unfinished}\nno json\n{forced}\n");
    let Some(output) = run(&[file.path().to_str().unwrap()], input.as_bytes()) else { return };
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    let answers: Vec<Value> =
        String::from_utf8(output.stdout).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [wrong, right, shapeless, unfinished, no_json, forced] = answers.as_slice() else { panic!("{answers:?}") };

    assert_eq!((&wrong["verdict"], &wrong["stored"]), (&"rejected".into(), &false.into()));
    let finding = wrong["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "OGI301").unwrap();
    let cell = &finding["cells"].as_array().unwrap()[0];
    assert!(cell["cell"].as_str().unwrap().parse::<Cell>().is_ok(), "{cell}");
    assert!(cell["name"]["zh"].as_str().unwrap().contains("予以公开"), "{cell}");
    assert!(cell["name"]["en"].as_str().unwrap().contains("Disclosed"), "{cell}");
    assert!(finding["message"]["zh"].as_str().unwrap().contains("不成立"), "{finding}");
    assert!(finding["message"]["en"].as_str().unwrap().contains("does not hold"), "{finding}");
    let suggestion = &wrong["suggestions"][0];
    assert!(suggestion["zh"].as_str().unwrap().contains("应为 12，而非 21"), "{suggestion}");
    assert!(suggestion["en"].as_str().unwrap().contains("should be 12, not 21"), "{suggestion}");

    assert_eq!((&right["verdict"], &right["stored"]), (&"accepted".into(), &true.into()));
    assert_eq!(right["findings"], json!([]));
    for refused in [shapeless, no_json] {
        assert_eq!((&refused["verdict"], &refused["stored"]), (&Value::Null, &false.into()));
        assert!(refused["error"].as_str().is_some_and(|why| !why.is_empty()));
    }
    assert_eq!((&unfinished["verdict"], &unfinished["stored"]), (&"incomplete".into(), &false.into()));
    let missing: Vec<&Value> = unfinished["missing"].as_array().unwrap().iter().map(|named| &named["cell"]).collect();
    assert_eq!(missing, ["disclosure.licensing.decisions"]);
    assert_eq!(forced["stored"], true);
    assert_eq!(
        (&forced["forced"][0]["cell"], &forced["forced"][0]["value"]),
        (&"applications.disclosed.total".into(), &12.into())
    );

    let stored = std::fs::read_to_string(file.path()).unwrap();
    let stored: Vec<Report> = stored.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(stored.len(), 2);
    assert_eq!(stored[0], stored[1]);
    assert_eq!((stored[0].agency(), stored[0].year()), (Some("某县财政局"), Some(2024)));
    assert_eq!(stored[0].applications().handled().total(), 12);
}

#[test]
fn a_store_that_cannot_be_opened_is_an_error_and_not_a_loss() {
    let Some(output) = run(&["no/such/folder/stored.jsonl"], posted(&[]).to_string().as_bytes()) else { return };
    assert_eq!(output.status.code(), Some(2));
    assert!(!output.stderr.is_empty() && output.stdout.is_empty());
}

#[test]
fn a_line_that_is_no_text_is_answered_and_the_others_are_too() {
    let mut input = b"{\"agency\": \"\xff\xfe\n".to_vec();
    input.extend_from_slice("{\"\u{202e}\u{1b}\u{9b}2J\": 1}\n".as_bytes());
    input.extend_from_slice(format!("{}\n", posted(&handled(12))).as_bytes());
    let Some(output) = run(&[], &input) else { return };
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]));
    let said = String::from_utf8(output.stdout).unwrap();
    let answers: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [garbled, unknown, right] = answers.as_slice() else { panic!("{answers:?}") };
    for refused in [garbled, unknown] {
        assert!(refused["verdict"].is_null() && refused["error"].is_string(), "{refused}");
    }
    assert_eq!(right["verdict"], "accepted");
    assert!(said.chars().all(|c| c == '\n' || !ogi_report::render::is_unseen(c)), "{said:?}");
}
