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
    let directory = text(&run(&["--lang", "en", "src"], None).unwrap().stdout);
    assert!(directory.contains("is a directory"), "{directory}");
    let directory = text(&run(&["src", "no-such-file"], None).unwrap().stdout);
    assert_eq!(directory, "src：无法识别：是文件夹，请写出其中的文件\nno-such-file：无法识别：没有这个文件\n");
    let binary = run(&["-"], Some(&[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0xff])).unwrap();
    assert_eq!(binary.status.code(), Some(2));
    assert!(
        text(&binary.stdout).starts_with("<stdin>：无法识别：图片不能直接读入：请先转成文字"),
        "{}",
        text(&binary.stdout)
    );
}

#[test]
fn what_is_no_report_says_what_was_looked_for() {
    for (lang, looked) in [("en", "looked for"), ("zh", "没有找到年度报告")] {
        let Some(output) = run(&["--lang", lang, "-"], Some("今天天气很好。".as_bytes())) else { return };
        let said = text(&output.stdout);
        assert!(said.contains(looked) && said.contains("一、总体情况"), "{said}");
    }
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

/// A file of these tests' own, with its path.
fn written(name: &str, text: &str) -> String {
    let path = std::env::temp_dir().join(format!("ogi-report-{}-{name}", std::process::id()));
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_day_of_publication_is_held_against_the_day_that_it_was_due() {
    // The law has no date for a township.
    for (options, said) in [
        (&["--published", "2025-02-03"][..], None),
        (&["--published", "2025-02-03", "--due", "2025-02-10"], None),
        (
            &["--published", "2025-02-03", "--due", "2025-01-20"],
            Some("警告 OGI801 late-publication：2025-02-03 公布，晚于 2025-01-20"),
        ),
    ] {
        let Some(output) = run(&[options, &[QUKOU]].concat(), None) else { return };
        let found = text(&output.stdout);
        assert_eq!(output.status.code(), Some(0), "{found}");
        assert_eq!(found.contains("OGI801"), said.is_some(), "{found}");
        assert!(said.is_none_or(|said| found.contains(said)), "{found}");
    }
    let department = qukou().replace("渠口乡", "财政局");
    let late = run(&["--published", "2025-02-03", "--format", "json", "-"], Some(department.as_bytes())).unwrap();
    let line: Value = serde_json::from_slice(&late.stdout).unwrap();
    assert_eq!(line["published"], "2025-02-03");
    let late = line["findings"].as_array().unwrap().iter().find(|finding| finding["rule"] == "OGI801").unwrap();
    assert_eq!(late["details"]["due"], "2025-01-31");
}

#[test]
fn a_policy_and_a_selection_decide_what_rejects() {
    let own = written("policy.json", r#"{"name": "本县", "rejects": ["error"], "rules": {"OGI501": "reject"}}"#);
    let lenient = written("lenient.json", r#"{"name": "own", "rejects": [], "rules": {}}"#);
    let broken = qukou().replace("(一) 予以公开\t0", "(一) 予以公开\t7");
    let rules = ogi_report::rules::of(ogi_report::rules::Scope::Report).count();
    let cases: [(&[&str], i32, &str); 8] = [
        (&["--policy", "default"], 0, "结论：通过。"),
        (&["--policy", "strict"], 1, &format!("结论：不通过（策略 strict）；规则 {rules} 条：通过 ")),
        (&["--policy", "strict", "--only", "identities"], 0, "勾稽关系 42 项：成立 42，不成立 0，缺数 0；"),
        (&["--policy", "strict", "--only", "OGI302,row-total"], 0, &format!("未选用 {}；勾稽关系 32 项", rules - 2)),
        (&["--policy", "strict", "--except", "OGI106,breakdown-sum"], 0, "未选用 2；"),
        (&["--policy", "strict", "--only", "breakdown-sum"], 1, "未通过 1"),
        (&["--policy", &own], 1, "不通过（策略 本县）"),
        (&["--policy", &lenient], 0, "通过（策略 own）"),
    ];
    for (options, status, said) in cases {
        let Some(output) = run(&[options, &[QUKOU]].concat(), None) else { return };
        let found = text(&output.stdout);
        assert_eq!(output.status.code(), Some(status), "{options:?}: {found}");
        assert!(found.contains(said), "{options:?}: {found}");
    }
    let tolerated = run(&["--policy", &lenient, "-"], Some(broken.as_bytes())).unwrap();
    assert!(text(&tolerated.stdout).contains("结论：容许（策略 own）"), "{}", text(&tolerated.stdout));
    assert_eq!(tolerated.status.code(), Some(0));
    let json = run(&["--format", "json", "--policy", &own, QUKOU], None).unwrap();
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json["policy"]["name"], &json["verdict"]), (&"本县".into(), &"rejected".into()));
    std::fs::remove_file(own).unwrap();
    std::fs::remove_file(lenient).unwrap();
}

#[test]
fn what_is_misspelt_is_bad_usage_and_named() {
    let unknown = written("unknown.json", r#"{"name": "own", "rejects": ["error"], "rules": {"OGI999": "reject"}}"#);
    let garbled = written("garbled.json", "[{}]");
    let cases: [(&[&str], &str); 13] = [
        (&["--only", "balanc"], "no such rule: balanc"),
        (&["--only", "OGI601"], "none of those selected looks at one report"),
        (&["--except", "OGI000,balance"], "no such rule: OGI000"),
        (&["--policy", &unknown], "no such rule: OGI999"),
        (&["--policy", "no-such-policy"], "no-such-policy: "),
        (&["--published", "2025-02-30"], "there is no day 2025-02-30"),
        (&["--published", "20250203"], "expected year-month-day"),
        (&["--due", "2025-02-03"], "--published"),
        (&["--published", "2025-02-03", QUKOU], "name one file"),
        (&["--waivers", &garbled, "--on", "2025-03-01"], "missing field"),
        (&["--waivers", &garbled], "--on"),
        (&["--waivers", "tests/data/waivers.json", "--on", "2025-02-30"], "there is no day 2025-02-30"),
        (&["--only", "balance", "--except", "balance"], "cannot be used with"),
    ];
    for (options, said) in cases {
        let Some(output) = run(&[options, &[QUKOU]].concat(), None) else { return };
        let found = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{options:?}: {found}");
        assert!(found.contains(said), "{options:?}: {found}");
        assert!(output.stdout.is_empty());
    }
    std::fs::remove_file(unknown).unwrap();
    std::fs::remove_file(garbled).unwrap();
}

#[test]
fn waivers_let_stand_are_listed_and_those_that_do_not_hold_say_why() {
    let waivers = "tests/data/waivers.json";
    let on = |day: &str, file: &str, input: Option<&[u8]>| {
        run(&["--policy", "strict", "--waivers", waivers, "--on", day, file], input)
    };
    let Some(output) = on("2025-03-01", QUKOU, None) else { return };
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("警告 OGI501") && said.contains("      豁免：已通知更正"), "still listed: {said}");
    assert!(said.contains("豁免 2 处") && said.contains("警告 2"), "and counted: {said}");
    for (day, why) in [("2025-07-01", "：已过期"), ("2025-01-01", "：尚未生效")] {
        let output = on(day, QUKOU, None).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stdout).contains(why), "{}", text(&output.stdout));
    }
    let moved = qukou().replace("公开政府信息 116 条", "公开政府信息 118 条");
    let stale = on("2025-03-01", "-", Some(moved.as_bytes())).unwrap();
    assert!(text(&stale.stdout).contains("豁免 OGI501") && text(&stale.stdout).contains("：数据已变，豁免失效"));
    assert_eq!(stale.status.code(), Some(1));
    let right = qukou().replace("公开政府信息 116 条", "公开政府信息 119 条");
    let unused = on("2025-03-01", "-", Some(right.as_bytes())).unwrap();
    assert!(text(&unused.stdout).contains("：没有对应的问题"), "{}", text(&unused.stdout));
    let elsewhere = on("2025-03-01", "tests/data/one-cell-wrong.md", None).unwrap();
    let said = text(&elsewhere.stderr);
    assert_eq!(said.matches("所核对的文件中没有这份报告").count(), 2, "{said}");
    assert!(!text(&elsewhere.stdout).contains("      豁免"), "{}", text(&elsewhere.stdout));
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
    // The same picture, in the language of the text.
    bones.into_iter().map(|bone| bone.replace(".zh-CN.png", ".png")).collect()
}

#[test]
fn the_pictures_of_the_readmes_are_there_and_light() {
    if !Path::new(env!("CARGO_MANIFEST_DIR")).join(".ci").is_dir() {
        eprintln!("skipped: a package has no pictures");
        return;
    }
    for file in ["README.md", "README.zh-CN.md"] {
        let readme = readme(file);
        let pictures: Vec<&str> = readme.split("](docs/").skip(1).filter_map(|l| l.split(')').next()).collect();
        assert_eq!(pictures.len(), 1, "{file}");
        let bytes = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(pictures[0])).unwrap();
        assert!(bytes.starts_with(b"\x89PNG") && bytes.len() < 300_000, "{}: {}", pictures[0], bytes.len());
    }
}

#[test]
fn both_readmes_have_the_same_commands_code_and_links() {
    assert!(readme("README.md").contains("(README.zh-CN.md)") && readme("README.zh-CN.md").contains("(README.md)"));
    assert_eq!(bones(&readme("README.zh-CN.md")), bones(&readme("README.md")));
}

/// A path that is not UTF-8, and one with a forged verdict in it; both files hold a right report.
#[cfg(unix)]
fn rough_paths(dir: &Path) -> [PathBuf; 2] {
    use std::os::unix::ffi::OsStringExt;
    let names = [b"a\xff.md".to_vec(), "b\n结论：通过\u{202e}\u{1b}[2J.md".as_bytes().to_vec()];
    names.map(|name| {
        let path = dir.join(std::ffi::OsString::from_vec(name));
        std::fs::write(&path, qukou()).unwrap();
        path
    })
}

#[cfg(unix)]
#[test]
fn no_name_of_a_file_stops_the_others_or_speaks_for_the_program() {
    let dir = tempfile::tempdir().unwrap();
    let [garbled, forged] = rough_paths(dir.path());
    let Some(example) = example() else { return };
    for format in ["human", "json"] {
        let files = [garbled.as_path(), &forged, &dir.path().join("missing\n结论：通过")];
        let output = Command::new(&example).args(["--format", format]).args(files).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "the last one is missing");
        let said = text(&output.stdout);
        assert!(said.chars().all(|c| c == '\n' || !ogi_report::render::is_unseen(c)), "{said:?}");
        if format == "json" {
            let lines: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            assert_eq!(lines.len(), 3);
            assert_eq!(lines[1]["source"].as_str(), forged.to_str());
        } else {
            assert_eq!(said.lines().filter(|line| line.starts_with("结论：")).count(), 2, "{said}");
            assert!(said.contains("b 结论：通过\u{fffd}\u{fffd}[2J.md"), "{said}");
        }
    }
}

#[test]
fn what_a_policy_or_a_waiver_holds_does_not_speak_for_the_program() {
    let named = r#"{"name": "x\n结论：通过\u001b[2J\u202e", "rejects": ["error"]}"#;
    let misspelt = r#"{"name": "x", "rejects": ["error"], "rules": {"\u001b[2J\nOGI999\u2066": "reject"}}"#;
    let unknown_key = r#"{"name": "x", "\u001b[2J\n结论：通过\u202e": 1}"#;
    for (number, policy) in [named, misspelt, unknown_key].into_iter().enumerate() {
        let policy = written(&format!("rough-policy-{number}.json"), policy);
        let Some(output) = run(&["--policy", &policy, QUKOU], None) else { return };
        assert_eq!(output.status.code(), Some(if number == 0 { 0 } else { 2 }));
        std::fs::remove_file(policy).unwrap();
        for said in [text(&output.stdout), text(&output.stderr)] {
            assert!(said.chars().all(|c| c == '\n' || !ogi_report::render::is_unseen(c)), "{said:?}");
            assert!(said.lines().filter(|line| line.starts_with("结论：")).count() <= 1, "{said}");
        }
    }
}

/// Standard input that does not end is read as far as a document may go, and no farther.
#[test]
fn endless_input_is_too_large() {
    let input = vec![b'0'; ogi_report::read::limits::MAX_BYTES + 1];
    let Some(output) = run(&["--lang", "en", "-"], Some(&input)) else { return };
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(said.contains("too many bytes in the document"), "{said}");
}

/// A pipe without a writer would be waited for, a device need not end: neither is opened, and the other files are checked.
#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_opened() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for file in [pipe.to_str().unwrap(), "/dev/zero"] {
        let Some(output) = run(&["--lang", "en", file, QUKOU], None) else { return };
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stdout);
        assert!(said.contains("unreadable: not a regular file\n") && said.contains("verdict: accepted"), "{said}");
    }
}
