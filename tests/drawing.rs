//! What the `validate` example draws on a terminal: the affected rows at every width, without colour and with strange text.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use unicode_width::UnicodeWidthStr;

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

/// What is drawn of the document on so many columns: the lines between the conclusions and the findings.
fn drawn(input: &str, lang: &str, width: usize) -> Option<Vec<String>> {
    let mut child = Command::new(example()?)
        .args(["--lang", lang, "-"])
        .env("COLUMNS", width.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    let is_finding = |line: &&str| line.contains(" OGI");
    let lines = said.lines().skip(1).skip_while(|line| line.starts_with("  ⇒")).take_while(|line| !is_finding(line));
    Some(lines.map(str::to_owned).collect())
}

const WRONG: &str = include_str!("data/one-cell-wrong.md");

/// A cell of section 三 wrong and a block of section 四 that does not add up, in the trial edition.
fn several() -> String {
    let text = include_str!("data/trial-2020.md");
    let text = text.replace("1.本机关不掌握相关政府信息 | 2 |", "1.本机关不掌握相关政府信息 | 5 |");
    text.replace("\n| 0 | 0 | 0 | 0 | 0 |", "\n| 1 | 0 | 0 | 0 | 3 |")
}

#[test]
fn nothing_is_wider_than_the_terminal_and_the_wrong_cell_and_its_sums_are_seen_at_every_width() {
    let several = several();
    for lang in ["zh", "en"] {
        for width in (20..=130).step_by(5) {
            let Some(lines) = drawn(WRONG, lang, width) else { return };
            for line in &lines {
                assert!(line.width() <= width, "{width} {lang}: {line}");
            }
            let all = lines.join("\n");
            for mark in ["21→12", "[15≠24]", "[57≠66]"] {
                assert_eq!(all.matches(mark).count(), 1, "{width} {lang}:\n{all}");
            }
            let all = drawn(&several, lang, width).unwrap().join("\n");
            assert!(all.contains("5→2") && all.contains("[2≠5]") && all.contains("[3≠1]"), "{width} {lang}:\n{all}");
        }
    }
}

#[test]
fn columns_are_aligned_as_terminals_set_chinese() {
    for (lang, rows) in [("zh", "（"), ("en", "3(")] {
        for width in [50, 60, 80, 100, 120] {
            let Some(lines) = drawn(WRONG, lang, width) else { return };
            let rows: Vec<&String> = lines.iter().filter(|line| line.trim_start().starts_with(rows)).collect();
            assert_eq!(rows.len(), 10, "{lines:#?}");
            let ends: Vec<usize> = rows.iter().map(|line| line.width()).collect();
            assert!(ends.iter().all(|end| *end == ends[0]), "{width} {lang}: {lines:#?}");
        }
    }
}

#[test]
fn a_report_without_anything_to_see_is_not_drawn() {
    let right = WRONG.replace(" 21 | 2 | 0 | 0 | 1 | 0 | 15 |", " 12 | 2 | 0 | 0 | 1 | 0 | 15 |");
    let Some(lines) = drawn(&right, "zh", 100) else { return };
    assert!(lines.iter().all(|line| !line.starts_with("    ")), "{lines:#?}");
}

#[test]
fn blanks_unreadable_text_and_forced_values_are_told_apart() {
    let text = WRONG.replace(" 21 | 2 | 0 | 0 | 1 | 0 | 15 |", " 12 | 2 | 0 | 0 | 1 | 0 |  |");
    let text =
        text.replace("| 行政许可 | 5210 |", "| 行政许可 | 52l0 |").replace("| 行政强制 | 46 |", "| 行政强制 |  |");
    let text = text.replace("| 行政处罚 | 873 |\n", "");
    let Some(lines) = drawn(&text, "en", 100) else { return };
    for (label, cell) in
        [("licences", "52l0?"), ("penalties", "absent"), ("coercion", "blank"), ("Not held", "blank→15")]
    {
        assert!(lines.iter().any(|line| line.contains(label) && line.ends_with(cell)), "{label}: {lines:#?}");
    }
}

#[cfg(feature = "html")]
#[test]
fn text_of_a_document_does_not_reach_the_terminal_as_a_command() {
    let cell = "&#27;[2J52&#7;&#x202e;10";
    let page = format!(
        "<html><body><h1>某县&#27;]0;x&#7;人民政府2024年政府信息公开工作年度报告</h1><h2>二、主动公开政府信息情况</h2><table>\
         <tr><td colspan=4>第二十条第（五）项</td></tr><tr><td>信息内容</td><td colspan=3>本年处理决定数量</td></tr>\
         <tr><td>行政许可</td><td colspan=3>{cell}</td></tr></table></body></html>"
    );
    let Some(example) = example() else { return };
    let mut child = Command::new(example).arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(page.as_bytes()).unwrap();
    let said = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert!(said.contains("OGI101") && said.contains(char::REPLACEMENT_CHARACTER), "{said:?}");
    assert!(said.chars().all(|c| c == '\n' || !c.is_control() && c != '\u{202e}'), "{said:?}");
}
