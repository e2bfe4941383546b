//! The `audit` example against generated documents whose truth is known.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[allow(dead_code, reason = "the example uses all of it")]
#[path = "../examples/audit/work.rs"]
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};

use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Form};
use ogi_report::render;
use ogi_report::report::Report;
use serde_json::Value;
use tempfile::TempDir;

/// The example beside the test binary; `cargo test` builds it, narrower commands may not.
fn example(name: &str) -> Option<PathBuf> {
    let test = std::env::current_exe().unwrap();
    let path = test.parent()?.parent()?.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        return Some(path);
    }
    eprintln!("skipped: the example is not built");
    None
}

fn run(name: &str, dir: &Path, arguments: &[&str]) -> Option<Output> {
    Some(Command::new(example(name)?).current_dir(dir).args(arguments).output().unwrap())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn objects(bytes: &[u8]) -> Vec<Value> {
    text(bytes).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A generated set of documents.
fn corpus(count: &str, seed: &str, wrong: &str) -> Option<TempDir> {
    let dir = TempDir::new().unwrap();
    let output = run("corpus", dir.path(), &["--seed", seed, "--count", count, "--wrong", wrong, "."])?;
    assert!(output.status.success(), "{}", text(&output.stderr));
    Some(dir)
}

fn all_bytes(dir: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let files = walkdir::WalkDir::new(dir).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(dir).unwrap().to_owned(), fs::read(e.path()).unwrap())).collect()
}

#[test]
fn a_corpus_follows_from_its_seed_byte_for_byte() {
    let Some(first) = corpus("90", "7", "50") else { return };
    let files = all_bytes(first.path());
    assert_eq!(files.len(), 91, "ninety documents and the truth");
    let kinds: BTreeSet<_> = files.keys().filter_map(|path| path.extension()).collect();
    assert!(["html", "docx", "xlsx", "csv", "md", "txt"].iter().all(|kind| kinds.contains(std::ffi::OsStr::new(kind))));
    assert!(files == all_bytes(corpus("90", "7", "50").unwrap().path()));
    assert!(files != all_bytes(corpus("90", "8", "50").unwrap().path()));
    let again = run("corpus", first.path(), &["."]).unwrap();
    assert_eq!(again.status.code(), Some(2), "nothing is written over");
}

/// A finding over several years as the truth has it: rule, body, years, cells with their years.
fn finding(
    rule: &Value,
    agency: &Value,
    years: Vec<u64>,
    cells: &Value,
) -> (String, String, Vec<u64>, BTreeSet<String>) {
    let name = |value: &Value| value.as_str().unwrap().to_owned();
    let cells = cells.as_array().unwrap().iter();
    let cells = cells.map(|site| format!("{} {}", site["year"], name(&site["cell"]))).collect();
    (name(rule), name(agency), years, cells)
}

#[test]
fn an_audit_finds_what_was_planted_and_nothing_else() {
    let Some(dir) = corpus("420", "3", "70") else { return };
    let truth = objects(&fs::read(dir.path().join("truth.jsonl")).unwrap());
    let output = run("audit", dir.path(), &["--format", "json", "documents"]).unwrap();
    assert_eq!(output.status.code(), Some(2), "some files are no reports");
    assert_eq!(text(&output.stderr), "", "no bar where there is no terminal");
    let lines = objects(&output.stdout);
    let of = |kind: &'static str| lines.iter().filter(move |line| line["type"] == kind);

    let documents: BTreeMap<&str, &Value> =
        of("document").map(|line| (line["source"].as_str().unwrap(), line)).collect();
    let expected: Vec<&Value> = truth.iter().filter(|line| line["source"].is_string()).collect();
    assert_eq!((documents.len(), expected.len()), (420, 420));
    let mut verdicts: BTreeMap<&str, u64> = BTreeMap::new();
    for expected in &expected {
        let document = documents[expected["source"].as_str().unwrap()];
        for key in ["verdict", "agency", "year"] {
            assert_eq!(document[key], expected[key], "{document} {expected}");
        }
        *verdicts.entry(expected["verdict"].as_str().unwrap()).or_default() += 1;
        let mut wrong: Vec<&Value> = expected["wrong"].as_array().unwrap().iter().collect();
        wrong.sort_by_key(|cell| cell.as_str().unwrap().parse::<Cell>().unwrap());
        let explains = |explanation: &Value| {
            let changes = explanation["changes"].as_array().unwrap();
            changes.iter().map(|change| &change["cell"]).collect::<Vec<_>>() == wrong
        };
        let explanations = document["explanations"].as_array().unwrap();
        assert_eq!(wrong.is_empty(), explanations.is_empty(), "{document}");
        assert!(wrong.is_empty() || explanations.iter().any(explains), "{document} {expected}");
    }
    assert!(verdicts["rejected"] >= 3 && verdicts["unreadable"] >= 3, "{verdicts:?}");

    let years =
        |line: &Value| line["reports"].as_array().unwrap().iter().map(|r| r["year"].as_u64().unwrap()).collect();
    let mut found: Vec<_> = of("series")
        .map(|line| finding(&line["rule"], &line["reports"][0]["agency"], years(line), &line["cells"]))
        .collect();
    let planted = truth.iter().filter(|line| line["finding"].is_string());
    let mut planted: Vec<_> = planted
        .map(|line| {
            let years = line["years"].as_array().unwrap().iter().map(|year| year.as_u64().unwrap()).collect();
            finding(&line["finding"], &line["agency"], years, &line["cells"])
        })
        .collect();
    found.sort();
    planted.sort();
    assert_eq!(found, planted);
    let rules: BTreeSet<&str> = planted.iter().map(|(rule, ..)| rule.as_str()).collect();
    assert_eq!(rules.len(), 7, "every kind of fault over years was planted: {rules:?}");

    // A government and its office are named as alike, and were not taken for one.
    let bodies: BTreeSet<&str> = expected.iter().filter_map(|line| line["agency"].as_str()).collect();
    let offices = bodies.iter().filter(|name| name.strip_suffix("办公室").is_some_and(|name| bodies.contains(name)));
    assert!(offices.clone().count() > 2);
    assert_eq!(of("unlinked").count(), offices.count());

    let summary = of("summary").next().unwrap();
    assert_eq!((&summary["documents"], &summary["bodies"]), (&420.into(), &bodies.len().into()));
    for (verdict, n) in verdicts {
        assert_eq!(summary[verdict], n);
    }
}

#[test]
fn the_lines_are_the_same_on_any_number_of_threads() {
    let Some(dir) = corpus("60", "5", "60") else { return };
    for format in ["json", "csv", "human"] {
        let run = |jobs| run("audit", dir.path(), &["--format", format, "--jobs", jobs, "documents"]).unwrap().stdout;
        let alone = run("1");
        assert!(!alone.is_empty() && alone == run("2") && alone == run("7"), "{format}");
    }
}

#[test]
fn the_csv_has_a_row_for_each_finding_and_for_each_document_without() {
    let Some(dir) = corpus("60", "5", "60") else { return };
    let csv_of = run("audit", dir.path(), &["--format", "csv", "--lang", "en", "documents"]).unwrap().stdout;
    let lines = objects(&run("audit", dir.path(), &["--format", "json", "documents"]).unwrap().stdout);
    let mut reader = csv::Reader::from_reader(csv_of.as_slice());
    let head: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
    assert_eq!(head[..6], ["type", "source", "agency", "year", "edition", "verdict"]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let documents = lines.iter().filter(|line| line["type"] == "document");
    let expected: usize = documents.map(|line| line["findings"].as_array().unwrap().len().max(1)).sum();
    assert_eq!(rows.iter().filter(|row| &row[0] == "document").count(), expected);
    let series = |kind: &str| lines.iter().filter(|line| line["type"] == kind).count();
    assert_eq!(rows.iter().filter(|row| &row[0] == "series").count(), series("series"));
    assert_eq!(rows.iter().filter(|row| &row[0] == "unlinked").count(), series("unlinked"));
}

#[test]
fn a_reader_that_goes_away_ends_it_quietly_and_what_was_written_is_whole() {
    let Some(dir) = corpus("400", "6", "60") else { return };
    let audit = |format: &str| {
        let mut command = Command::new(example("audit").unwrap());
        command.current_dir(dir.path()).args(["--format", format, "documents"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let mut child = audit("json");
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    assert!(serde_json::from_str::<Value>(&line).unwrap()["source"].as_str().unwrap().contains("/00000."));
    drop(out);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(1), ""));

    // Four hundred lines are more than a pipe holds: it cannot be through when it is killed.
    let mut child = audit("json");
    let mut out = BufReader::new(child.stdout.take().unwrap());
    for _ in 0..5 {
        out.read_line(&mut String::new()).unwrap();
    }
    child.kill().unwrap();
    child.wait().unwrap();
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    let whole: Vec<&str> = rest.split_inclusive('\n').filter(|line| line.ends_with('\n')).collect();
    for (line, at) in whole.iter().zip(5..) {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line["source"].as_str().unwrap().contains(&format!("/{at:05}.")), "{line}");
    }
    assert!(whole.len() < 395, "it was killed before it was through");
}

fn write(path: &Path, name: &str, year: u16, changes: &[(&str, i64)]) {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    draft.set_agency(name);
    draft.set_year(year);
    for (cell, n) in changes {
        draft.set(cell.parse().unwrap(), State::Count(*n)).unwrap();
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, render::markdown(&render::official(&draft))).unwrap();
}

#[test]
fn nothing_stops_it() {
    let dir = TempDir::new().unwrap();
    write(&dir.path().join("a/right.md"), "某县财政局", 2024, &[]);
    write(&dir.path().join("a/.hidden/right.md"), "某县财政局", 2023, &[]);
    fs::write(dir.path().join("a/empty.docx"), b"").unwrap();
    fs::write(dir.path().join("a/~$right.docx"), b"lock").unwrap();
    fs::write(dir.path().join("a/cut.docx"), b"PK\x03\x04 and no more").unwrap();
    fs::create_dir(dir.path().join("a/none")).unwrap();
    let mut lost = 2;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{PermissionsExt, symlink};
        symlink("nowhere", dir.path().join("a/dangling.html")).unwrap();
        symlink("..", dir.path().join("a/none/loop")).unwrap();
        symlink("/dev/zero", dir.path().join("a/endless.txt")).unwrap();
        let shut = dir.path().join("a/shut.md");
        write(&shut, "某县财政局", 2022, &[]);
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o0)).unwrap();
        // Root may read it all the same.
        lost += if fs::read(&shut).is_ok() { 3 } else { 4 };
    }
    let Some(output) = run("audit", dir.path(), &["--format", "json", "--lang", "en", "a"]) else { return };
    assert_eq!(output.status.code(), Some(2));
    let lines = objects(&output.stdout);
    let lost_lines: Vec<&Value> = lines.iter().filter(|line| line["verdict"] == "unreadable").collect();
    assert_eq!(lost_lines.len(), lost, "{lost_lines:?}");
    assert!(lost_lines.iter().all(|line| line["error"].as_str().is_some_and(|why| !why.is_empty())));
    let right = lines.iter().find(|line| line["source"] == "a/right.md").unwrap();
    assert_eq!((&right["verdict"], &right["agency"]), (&"accepted".into(), &"某县财政局".into()));
    let none = run("audit", dir.path(), &["no-such-folder"]).unwrap();
    assert_eq!(none.status.code(), Some(2));
    assert!(text(&none.stdout).contains("no-such-folder"));
}

/// Policy, selection and waivers hold for the rules across reports as for the others.
#[test]
fn an_audit_takes_a_policy_a_selection_and_waivers() {
    let dir = TempDir::new().unwrap();
    let reports = dir.path().join("reports");
    write(&reports.join("this.md"), "某县财政局", 2024, &[("applications.brought_forward.natural_person", 1)]);
    write(&reports.join("last.md"), "某县财政局", 2023, &[]);
    let audit = |more: &[&str]| {
        let arguments = [&["--format", "json", "reports"], more].concat();
        let output = run("audit", dir.path(), &arguments)?;
        let across: Vec<Value> = objects(&output.stdout).into_iter().filter(|line| line["type"] == "series").collect();
        Some((output.status.code().unwrap(), across, text(&output.stderr)))
    };
    let Some((_, found, _)) = audit(&["--only", "OGI601"]) else { return };
    let [link] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(link["rule"], "OGI601");
    assert_eq!(audit(&["--only", "carry-link"]).unwrap().0, 1);
    let (status, found, _) = audit(&["--only", "repeated-year"]).unwrap();
    assert_eq!((status, found.len()), (0, 0));
    let policy = dir.path().join("policy.json");
    fs::write(&policy, r#"{"name": "own", "rejects": ["error"], "rules": {"OGI601": "tolerate"}}"#).unwrap();
    let (status, found, _) = audit(&["--only", "OGI601", "--policy", policy.to_str().unwrap()]).unwrap();
    assert_eq!((status, found.len()), (0, 1));
    let waiver = serde_json::json!([{
        "locus": link["locus"], "digest": link["digest"], "reason": "机构合并", "by": "审核人",
        "date": "2025-01-01", "expires": "2025-12-31",
    }]);
    let file = dir.path().join("waivers.json");
    fs::write(&file, waiver.to_string()).unwrap();
    let waivers = ["--only", "OGI601", "--waivers", file.to_str().unwrap(), "--on"];
    let (status, found, errors) = audit(&[&waivers[..], &["2025-02-01"]].concat()).unwrap();
    assert_eq!((status, found[0]["waived"]["reason"].as_str(), errors.as_str()), (0, Some("机构合并"), ""));
    let (status, found, _) = audit(&[&waivers[..], &["2026-02-01"]].concat()).unwrap();
    assert_eq!((status, &found[0]["waived"]), (1, &Value::Null));
    let (status, found, errors) = audit(&["--only", "OGI699"]).unwrap();
    assert_eq!((status, found.len()), (2, 0));
    assert!(errors.contains("no such rule: OGI699"), "{errors}");
}

/// Last year's report below this year's: both are checked, and compared as two years of one body.
#[test]
fn each_report_of_a_document_is_audited() {
    let dir = TempDir::new().unwrap();
    let (this, last) = (dir.path().join("this.md"), dir.path().join("last.md"));
    write(&this, "某县财政局", 2024, &[("applications.brought_forward.natural_person", 1)]);
    write(&last, "某县财政局", 2023, &[]);
    let both = [&this, &last].map(|path| fs::read_to_string(path).unwrap()).join("\n\n");
    fs::remove_file(&this).unwrap();
    fs::remove_file(&last).unwrap();
    fs::write(dir.path().join("both.md"), both).unwrap();
    let Some(output) = run("audit", dir.path(), &["--format", "json", "."]) else { return };
    let lines = objects(&output.stdout);
    let of = |kind: &'static str| lines.iter().filter(move |line| line["type"] == kind);
    let told: Vec<_> = of("document").map(|line| (line["source"].as_str().unwrap(), line["year"].as_u64())).collect();
    assert_eq!(told, [("./both.md", Some(2024)), ("./both.md", Some(2023))]);
    let rules: Vec<&Value> = of("series").map(|line| &line["rule"]).collect();
    assert_eq!(rules, ["OGI601"], "{}", text(&output.stdout));
}

/// The commands of the READMEs that run the example, with the output shown under them, in either language.
#[test]
fn the_readmes_show_what_the_audit_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (file, arguments) in [("README.md", ["--lang", "en"].as_slice()), ("README.zh-CN.md", &[])] {
        let readme = fs::read_to_string(root.join(file)).unwrap();
        let arguments = [arguments, &["tests/data/county"]].concat();
        let command = format!("$ cargo run --quiet --release --example audit -- {}\n", arguments.join(" "));
        let shown = readme.split(&command).nth(1).and_then(|rest| rest.split("```").next()).unwrap();
        let Some(output) = run("audit", root, &arguments) else { return };
        assert_eq!(text(&output.stdout), shown, "{file}");
    }
}

const PENALTIES: &str = "disclosure.penalties.decisions";

/// A county of 2023 and 2024 over a bureau and a township.
fn county(of_2024: i64) -> TempDir {
    let dir = TempDir::new().unwrap();
    let at = |path: &str| dir.path().join(path);
    write(&at("county/2023.md"), "某县人民政府", 2023, &[(PENALTIES, 5)]);
    write(&at("county/2024.md"), "某县人民政府", 2024, &[(PENALTIES, of_2024)]);
    write(&at("below/bureau-2023.md"), "某县财政局", 2023, &[(PENALTIES, 3)]);
    write(&at("below/bureau.md"), "某县财政局", 2024, &[(PENALTIES, 7)]);
    write(&at("below/town.md"), "某县东风镇人民政府", 2024, &[(PENALTIES, 2)]);
    fs::write(at("list.txt"), "某县财政局\n某县东风镇人民政府\n\n").unwrap();
    dir
}

#[test]
fn a_parent_is_held_against_its_children_year_by_year() {
    let dir = county(8);
    let audit = |more: &[&str]| -> Option<(Vec<Value>, Option<i32>)> {
        let arguments = [&["--format", "json", "--children", "below"], more, &["county"]].concat();
        let output = run("audit", dir.path(), &arguments)?;
        Some((objects(&output.stdout), output.status.code()))
    };
    let found = |lines: &[Value]| -> Vec<(String, u64)> {
        let found = lines.iter().filter(|line| line["type"] == "rollup");
        found
            .map(|line| (line["rule"].as_str().unwrap().to_owned(), line["reports"][0]["year"].as_u64().unwrap()))
            .collect()
    };
    let coverage = |lines: &[Value], year: u64| {
        lines.iter().find(|line| line["type"] == "coverage" && line["year"] == year).unwrap().clone()
    };
    // Nothing is said of the list: 8 are less than 7 + 2, and 5 may well be more than 3.
    let Some((lines, status)) = audit(&[]) else { return };
    assert_eq!(found(&lines), [("OGI702".to_owned(), 2024)]);
    assert_eq!((coverage(&lines, 2024)["declared"].clone(), status), (false.into(), Some(0)), "a warning is no error");
    // All there are: 2023 does not add up either.
    let (lines, _) = audit(&["--complete"]).unwrap();
    assert_eq!(found(&lines), [("OGI701".to_owned(), 2023), ("OGI701".to_owned(), 2024)]);
    // By the list the township is missing in 2023.
    let (lines, _) = audit(&["--list", "list.txt"]).unwrap();
    assert_eq!(found(&lines), [("OGI701".to_owned(), 2024)]);
    assert_eq!(coverage(&lines, 2023)["missing"], serde_json::json!(["某县东风镇人民政府"]));
    assert_eq!(coverage(&lines, 2024)["complete"], true);
    let rollup = lines.iter().find(|line| line["type"] == "rollup").unwrap();
    assert!(rollup["message"].as_str().unwrap().contains("某县财政局 7、某县东风镇人民政府 2"), "{rollup}");
    // The one file of the parent is enough, and a sum that fits says nothing.
    let dir = county(9);
    let output = run("audit", dir.path(), &["--children", "below", "--list", "list.txt", "county/2024.md"]).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).contains("某县人民政府2024年报告汇总 2 家，名单齐全"));
}

/// Figures are taken from numbers that are a report, and have no part in what is found.
#[test]
fn a_document_has_its_indicators_exactly_where_it_is_a_report() {
    let dir = county(9);
    let broken = fs::read_to_string(dir.path().join("county/2024.md")).unwrap().replacen("| 9 |", "| 1O |", 1);
    fs::write(dir.path().join("county/broken.md"), broken).unwrap();
    let Some(output) = run("audit", dir.path(), &["--format", "json", "county"]) else { return };
    let lines: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let documents: Vec<&Value> = lines.iter().filter(|line| line["type"] == "document").collect();
    assert!(documents.iter().any(|line| line["verdict"] != "accepted"), "one is broken");
    for line in documents {
        let names: Vec<&str> =
            line["indicators"].as_array().into_iter().flatten().map(|one| one["name"].as_str().unwrap()).collect();
        let expected: &[&str] = match line["verdict"].as_str() {
            Some("accepted") => &["substantive-disclosure", "reconsideration-correction", "dispute"],
            _ => &[],
        };
        assert_eq!(names, expected, "{line}");
    }
}

#[test]
fn a_list_gives_the_days_of_publication() {
    let dir = county(9);
    let list = dir.path().join("days.csv");
    let late = |list_text: &str| {
        fs::write(&list, list_text).unwrap();
        let output =
            run("audit", dir.path(), &["--format", "json", "--children", "below", "--list", "days.csv", "county"])?;
        let lines: Vec<Value> = text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        let findings = lines.iter().flat_map(|line| line["findings"].as_array().cloned().unwrap_or_default());
        let found = findings.filter(|finding| finding["rule"] == "OGI801").map(|finding| {
            let locus = &finding["locus"];
            format!(
                "{} {} {}",
                locus["agency"].as_str().unwrap(),
                locus["year"],
                finding["details"]["due"].as_str().unwrap()
            )
        });
        let complete = lines.iter().find(|line| line["type"] == "coverage" && line["year"] == 2024);
        let complete = complete.is_some_and(|line| line["complete"] == true);
        Some((found.collect::<Vec<_>>(), complete, text(&output.stderr)))
    };
    let names = "某县财政局\n某县东风镇人民政府\n";
    let Some((found, complete, _)) = late(names) else { return };
    assert_eq!((found, complete), (vec![], true));
    // Each year by itself, the parent too, and only the township by the date that is given.
    let (mut found, complete, unmet) = late(
        "某县财政局,2024,2025-02-03\n某县财政局,2023,2024-01-31\n某县东风镇人民政府\t2024\t2025-02-03\t2025-01-20\n\
         某县人民政府,2024,2025-04-01\n某县财政局,2020,2021-02-03\n",
    )
    .unwrap();
    found.sort();
    assert_eq!(
        found,
        ["某县东风镇人民政府 2024 2025-01-20", "某县人民政府 2024 2025-03-31", "某县财政局 2024 2025-01-31"]
    );
    assert!(complete, "the parent on its own list is not a child");
    assert!(unmet.contains("某县财政局 2020年"), "{unmet}");
    for (wrong, why) in [
        ("某县财政局,2024,2025-02-30", "line 1: there is no day 2025-02-30"),
        ("某县财政局,,2025-02-03", "line 1: a day without the year of its report"),
        ("某县财政局,去年,2025-02-03", "is not a year"),
        (",2024,2025-02-03", "no name of a body"),
        ("某县财政局,2024,2025-02-03\n某县财政局,2024,2025-02-04", "line 2: other days for the same report"),
    ] {
        let (_, _, said) = late(wrong).unwrap();
        assert!(said.contains(why), "{wrong}: {said}");
    }
}

#[test]
fn parents_of_several_bodies_are_not_guessed_at() {
    let dir = county(8);
    let Some(output) = run("audit", dir.path(), &["--lang", "en", "--children", "county", "below"]) else { return };
    assert!(text(&output.stdout).contains("no roll-up: the parent's reports are of more than one body"));
}

#[test]
fn work_is_taken_in_order_whoever_is_slow_and_whoever_panics() {
    std::panic::set_hook(Box::new(|_| {}));
    let items: Vec<usize> = (0..500).collect();
    let ahead = AtomicUsize::new(0);
    let taken = AtomicUsize::new(0);
    let mut got = Vec::new();
    work::in_order(
        NonZeroUsize::new(4).unwrap(),
        &items,
        |item| {
            ahead.fetch_max(item.saturating_sub(taken.load(Ordering::SeqCst)), Ordering::SeqCst);
            if *item == 0 {
                std::thread::sleep(std::time::Duration::from_millis(80));
            }
            assert!(*item % 100 != 7, "item {item}");
            item * 2
        },
        |made| {
            taken.fetch_add(1, Ordering::SeqCst);
            got.push(made);
            ControlFlow::Continue(())
        },
    );
    drop(std::panic::take_hook());
    let expected: Vec<Result<usize, String>> =
        items.iter().map(|n| if n % 100 == 7 { Err(format!("item {n}")) } else { Ok(n * 2) }).collect();
    assert_eq!(got, expected);
    let ahead = ahead.into_inner();
    assert!((4..=4 * 32).contains(&ahead), "no more wait for the slow one than the window holds: {ahead}");
    let mut seen = 0;
    work::in_order(
        NonZeroUsize::new(3).unwrap(),
        &items,
        |n| *n,
        |_| {
            seen += 1;
            if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        },
    );
    assert_eq!(seen, 10);
}

#[cfg(unix)]
#[test]
fn names_and_labels_neither_forge_a_line_nor_run_in_a_spreadsheet() {
    use std::os::unix::ffi::OsStrExt;
    let dir = TempDir::new().unwrap();
    let name = "@1+1\u{9b}2J某县人民政府\u{202e}";
    for year in [2023, 2024] {
        // Every cell is carried over wrongly and the second year is broken, so that each part of the summary has something.
        let changes = [("applications.carried_forward.natural_person", 3), ("applications.received.total", 7)];
        let path = dir.path().join(format!("{year}.md"));
        write(&path, "某县人民政府", year, &changes);
        // What prints a document replaces such characters: they have to be put in afterwards.
        fs::write(&path, fs::read_to_string(&path).unwrap().replace("某县人民政府", name)).unwrap();
    }
    let broken = fs::read(dir.path().join("2024.md")).unwrap();
    for name in [&b"=cmd\n\xe7\xbb\x93.md"[..], b"\t@sum\xff.md", b"+a\x1b[2J.md"] {
        fs::write(dir.path().join(std::ffi::OsStr::from_bytes(name)), &broken).unwrap();
    }
    fs::write(dir.path().join("-no report\n错误最多：\u{9b}2J.txt"), "今天天气很好。").unwrap();
    let safe = |said: &str| said.chars().all(|c| c == '\n' || !render::is_unseen(c));
    for format in ["human", "json", "csv"] {
        let Some(output) = run("audit", dir.path(), &["--format", format, "."]) else { return };
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stdout);
        assert!(safe(&said) && safe(&text(&output.stderr)), "{said:?}");
        match format {
            "human" => {
                assert_eq!(said.lines().filter(|line| line.starts_with("错误最多")).count(), 1, "{said}");
                assert!(said.contains("1+1\u{fffd}2J某县人民政府"), "{said}");
            }
            "json" => {
                let sources = objects(&output.stdout);
                assert!(sources.iter().any(|line| line["source"] == "./=cmd\n结.md"), "{sources:?}");
            }
            _ => {
                let mut rows = csv::Reader::from_reader(said.as_bytes());
                let fields: Vec<String> =
                    rows.records().flat_map(|row| row.unwrap().iter().map(str::to_owned).collect::<Vec<_>>()).collect();
                let runs = |field: &&String| field.trim_start().starts_with(['=', '+', '-', '@']);
                assert_eq!(fields.iter().find(runs), None);
            }
        }
    }
    let one = run("audit", dir.path(), &["--format", "csv", "=cmd\n结.md"]).unwrap();
    assert!(text(&one.stdout).contains("document,'=cmd 结.md,1+1"), "{}", text(&one.stdout));
}
