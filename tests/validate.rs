//! The contract of the `validate` example: exit statuses, JSON lines, messages, and the outputs that the README shows.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use ogi_report::form::Cell;
use serde_json::Value;

/// The example beside the test binary; `cargo test` builds it, narrower commands may not.
fn example() -> Option<PathBuf> {
    let test = std::env::current_exe().unwrap();
    let path = test.parent()?.parent()?.join("examples").join(format!("validate{}", std::env::consts::EXE_SUFFIX));
    if path.is_file() {
        return Some(path);
    }
    eprintln!("skipped: the example is not built");
    None
}

fn run(arguments: &[&str], input: Option<&[u8]>) -> Option<Output> {
    let mut child = Command::new(example()?)
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // The program may end without reading what it was not asked to read.
    let _ = stdin.write_all(input.unwrap_or_default());
    drop(stdin);
    Some(child.wait_with_output().unwrap())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

const QUKOU: &str = "tests/data/qukou-2024.txt";

fn qukou() -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(QUKOU)).unwrap()
}

#[test]
fn the_exit_status_is_the_worst_of_the_files() {
    let right = qukou();
    let wrong = right.replace("(一) 予以公开\t0", "(一) 予以公开\t7");
    let blank = right.replace("行政许可\t0", "行政许可\t");
    for (input, status) in [(right.as_str(), 0), (&wrong, 1), (&blank, 1), ("今天天气很好。", 2), ("", 2)] {
        let Some(output) = run(&["-"], Some(input.as_bytes())) else { return };
        assert_eq!(output.status.code(), Some(status), "{}", text(&output.stdout));
    }
    let both = run(&[QUKOU, "no-such-file"], None).unwrap();
    assert_eq!(both.status.code(), Some(2));
    assert_eq!(run(&[], None).unwrap().status.code(), Some(2));
    assert_eq!(run(&["--format", "xml", QUKOU], None).unwrap().status.code(), Some(2));
}

#[test]
fn a_missing_file_a_directory_and_binary_bytes_are_named() {
    let Some(missing) = run(&["--lang", "en", "no-such-file", QUKOU], None) else { return };
    let said = text(&missing.stdout);
    assert!(said.starts_with("no-such-file: unreadable: no such file\n"), "{said}");
    assert!(said.contains("verdict: accepted"), "the other file is checked all the same: {said}");
    let directory = text(&run(&["src"], None).unwrap().stdout);
    assert!(directory.contains("is a directory"), "{directory}");
    let binary = run(&["-"], Some(&[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff])).unwrap();
    assert_eq!(binary.status.code(), Some(2));
    assert!(text(&binary.stdout).starts_with("<stdin>: "));
}

#[test]
fn what_is_no_report_says_what_was_looked_for() {
    let Some(output) = run(&["-"], Some("今天天气很好。".as_bytes())) else { return };
    let said = text(&output.stdout);
    assert!(said.contains("looked for") && said.contains("一、总体情况"), "{said}");
}

#[test]
fn json_is_one_object_a_line_with_the_keys_of_the_contract() {
    let Some(output) = run(&["--format", "json", QUKOU, "no-such-file"], None) else { return };
    let lines: Vec<Value> = text(&output.stdout).lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), 2);
    let report = &lines[0];
    assert_eq!(report["source"], QUKOU);
    assert_eq!(report["edition"], "2021");
    assert_eq!(report["agency"], "平罗县渠口乡");
    assert_eq!(report["year"], 2024);
    assert_eq!(report["verdict"], "accepted");
    let cells = report["cells"].as_object().unwrap();
    assert_eq!(cells.len(), 200);
    for (address, cell) in cells {
        let known: Cell = address.parse().unwrap();
        if known.to_string() == "disclosure.fees.amount" {
            assert_eq!((&cell["state"], &cell["value"], &cell["unit"]), (&"amount".into(), &"0".into(), &Value::Null));
        } else {
            assert_eq!((&cell["state"], &cell["value"]), (&"count".into(), &0.into()), "{address}");
        }
        assert!(cell.get("raw").is_none(), "{address}: the text is the plain value");
    }
    let finding = report["findings"].as_array().unwrap().iter().find(|f| f["rule"] == "OGI106").unwrap();
    assert_eq!((&finding["name"], &finding["severity"]), (&"surplus-cell".into(), &"warning".into()));
    assert!(finding["message"].as_str().is_some_and(|m| !m.is_empty()));
    let claims = report["claims"].as_array().unwrap();
    assert!(
        claims.iter().any(|c| c["value"] == "0" && c["not_assessed"].is_null()),
        "未收到 is a claim of 0: {claims:?}"
    );
    assert!(claims.iter().all(|c| c["text"].as_str().is_some_and(|t| t.contains('【'))));
    let lists = report["lists"].as_array().unwrap();
    let whole = lists.iter().find(|l| l["whole"] == "116").unwrap();
    assert_eq!((&whole["total"], whole["parts"].as_array().unwrap().len()), (&"119".into(), 7));
    assert_eq!(whole["not_assessed"], Value::Null);
    let unreadable = &lines[1];
    assert_eq!(unreadable["verdict"], "unreadable");
    assert_eq!(unreadable["edition"], Value::Null);
}

/// What the text says of other years, or of too much to be sure, is not passed over in silence.
#[test]
fn what_is_left_alone_in_the_text_is_told_with_the_reason() {
    let quiet = qukou();
    let heading = "### 一、总体情况";
    let report = quiet.replacen(heading, &format!("{heading}\n\n2023年收到政府信息公开申请28件。"), 1);
    let Some(output) = run(&["-"], Some(report.as_bytes())) else { return };
    let said = text(&output.stdout);
    assert!(said.contains("未核对（其他年度）：2023年收到政府信息公开申请【28件】"), "{said}");
    let json = run(&["--format", "json", "-"], Some(report.as_bytes())).unwrap();
    let told: Value = serde_json::from_str(text(&json.stdout).trim()).unwrap();
    assert!(told["claims"].as_array().unwrap().iter().any(|c| c["not_assessed"] == "other-year"));
}

#[test]
fn the_output_is_plain_when_it_is_not_a_terminal() {
    let Some(output) = run(&[QUKOU], None) else { return };
    assert!(!output.stdout.contains(&0x1b));
}

fn readme(file: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

/// Every command of the README that runs the example, with the output shown under it, in either language.
#[test]
fn the_readmes_show_what_the_example_prints() {
    for file in ["README.md", "README.zh-CN.md"] {
        let readme = readme(file);
        let mut shown = 0;
        for block in readme.split("```console\n$ ").skip(1).filter_map(|b| b.split("```").next()) {
            let (command, expected) = block.split_once('\n').unwrap();
            let Some((_, arguments)) = command.split_once("--example validate -- ") else { continue };
            if expected.trim().is_empty() || arguments.contains('<') {
                continue;
            }
            let arguments: Vec<&str> = arguments.split_whitespace().collect();
            let Some(output) = run(&arguments, None) else { return };
            assert_eq!(text(&output.stdout), expected, "{file}: {command}");
            shown += 1;
        }
        assert!(shown >= 1, "{file} shows no output");
    }
}

/// What a README says that is in no language: its commands, its code, its links and how many headings and table rows it has.
fn bones(readme: &str) -> Vec<String> {
    let mut bones = Vec::new();
    let mut fence: Option<&str> = None;
    for line in readme.lines() {
        match (fence, line.strip_prefix("```")) {
            (None, Some(kind)) => fence = Some(kind),
            (Some(_), Some(_)) => fence = None,
            (Some("console"), None) => {
                bones.extend(line.starts_with("$ ").then(|| line.replace(" --lang en", "")));
            }
            (Some(_), None) => bones.push(line.split("//").next().unwrap_or_default().trim_end().to_owned()),
            (None, None) if line.starts_with('#') => bones.push(line.chars().take_while(|c| *c == '#').collect()),
            (None, None) if line.starts_with('|') => {
                bones.extend(line.split('`').nth(1).map(str::to_owned));
            }
            (None, None) => {
                bones.extend(line.split("](").skip(1).filter_map(|l| l.split(')').next()).map(str::to_owned));
            }
        }
    }
    bones.retain(|bone| !bone.starts_with("README"));
    bones
}

#[test]
fn both_readmes_have_the_same_commands_code_and_links() {
    assert_eq!(bones(&readme("README.zh-CN.md")), bones(&readme("README.md")));
}
