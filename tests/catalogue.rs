//! The catalogue as others see it: the reference page, the exported JSON, the frozen codes, and the style of messages.
//!
//! `UPDATE_REFERENCE=1 cargo test --test catalogue` writes the generated files anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ogi_report::form::Lang;
use ogi_report::rules::{self, CATALOGUE, Entry, Held, NORMS};

/// Compares a generated text with the file that is checked in, or writes it where asked to.
#[track_caller]
fn is_current(file: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if std::env::var_os("UPDATE_REFERENCE").is_some() {
        fs::write(&path, text).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "{file} is stale: UPDATE_REFERENCE=1 cargo test --test catalogue writes it anew");
}

#[test]
fn the_reference_page_is_current() {
    is_current("RULES.md", &format!("{}{}", rules::markdown(CATALOGUE.iter().copied()), rules::norms()));
}

#[test]
fn the_exported_catalogue_is_current() {
    let entries: Vec<Entry<'_>> = CATALOGUE.iter().copied().map(Entry).collect();
    is_current("rules.json", &(serde_json::to_string_pretty(&entries).unwrap() + "\n"));
}

/// What was released stays: a line of the snapshot may be added, never changed or removed.
#[test]
fn released_codes_are_frozen() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/released_codes.txt");
    let lines: Vec<String> = CATALOGUE.iter().map(|r| format!("{} {} {}", r.code, r.name, r.since)).collect();
    let frozen = fs::read_to_string(&path).unwrap_or_default();
    for line in frozen.lines() {
        assert!(lines.iter().any(|l| l == line), "{line}: a released code never changes its name, and never goes");
    }
    is_current("tests/released_codes.txt", &(lines.join("\n") + "\n"));
}

#[test]
fn every_rule_says_since_when() {
    for rule in CATALOGUE {
        let parts: Vec<u32> = rule.since.split('.').map(|p| p.parse().unwrap()).collect();
        let now: Vec<u32> = env!("CARGO_PKG_VERSION").split('.').map(|p| p.parse().unwrap()).collect();
        assert!(parts.len() == 3 && parts <= now, "{rule} since {}", rule.since);
    }
}

#[test]
fn norms_name_rules_and_types_that_exist() {
    let source = |path: &str| {
        let (module, name) = path.split_once("::").unwrap();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(module);
        let files = fs::read_dir(folder).unwrap().map(|f| fs::read_to_string(f.unwrap().path()).unwrap_or_default());
        files.into_iter().any(|text| {
            let declared = ["struct", "enum"].iter().any(|kind| text.contains(&format!("pub {kind} {name} ")));
            declared || text.contains(&format!("    {name} {{"))
        })
    };
    for norm in NORMS {
        assert!(!norm.held.is_empty(), "{}", norm.asks.zh);
        for held in norm.held {
            match held {
                Held::Rule(code) => assert!(rules::find(code).is_some(), "{code}"),
                Held::Type(path) => assert!(source(path), "{path}"),
                Held::NotMachineCheckable(why) => assert!(!why.zh.is_empty() && !why.en.is_empty()),
                _ => {}
            }
        }
    }
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The text without what it quotes: quotations are the document's own words.
fn unquoted(text: &str, open: char, close: char) -> String {
    let mut depth = 0_usize;
    let mut kept = String::new();
    for c in text.chars() {
        if c == close && depth > 0 {
            depth -= 1;
        } else if c == open {
            depth += 1;
        } else if depth == 0 {
            kept.push(c);
        }
    }
    kept
}

/// Every text of the catalogue in one language, with the rule it is of.
fn texts(lang: Lang) -> Vec<(&'static str, String)> {
    let mut texts = Vec::new();
    for rule in CATALOGUE {
        texts.extend([rule.basis, rule.formula].map(|t| (rule.code, t.get(lang).to_owned())));
        texts.extend(rule.check(&rule.failing_example()).iter().map(|f| (rule.code, f.message(lang).to_owned())));
    }
    texts
}

#[test]
fn chinese_is_written_as_chinese_is() {
    for (code, text) in texts(Lang::Zh) {
        let own = unquoted(&text, '“', '”');
        assert!(own.chars().any(is_han), "{code}: {text}");
        for c in [',', ';', '!', '?', '"', '\''] {
            assert!(!own.contains(c), "{code}: half-width {c} in {text}");
        }
        assert!(!own.ends_with(['。', '；', '，', '.']), "{code}: {text}");
        assert_eq!(text.matches('“').count(), text.matches('”').count(), "{code}: {text}");
        for word in ["错误", "error", "null", "您", "cell", "draft", "true", "false"] {
            assert!(!own.contains(word), "{code}: {word} in {text}");
        }
        assert_eq!(own.trim(), own.trim_start(), "{code}");
    }
}

#[test]
fn english_is_lower_case_names_what_is_wrong_and_has_no_full_stop() {
    for (code, text) in texts(Lang::En) {
        let own = unquoted(&text.replacen('"', "\u{1}", 1).replace('"', "\u{2}"), '\u{1}', '\u{2}');
        assert!(!text.is_empty() && !text.ends_with(['.', ',', ';']), "{code}: {text}");
        assert!(!text.contains("  "), "{code}: {text}");
        for c in ['，', '。', '；', '：', '“', '”'] {
            assert!(!own.contains(c) || own.contains("规章") || own.contains('（'), "{code}: {c} in {text}");
        }
        for word in ["invalid", "Invalid", "please", "Please", "must ", "Error", "oops"] {
            assert!(!own.contains(word), "{code}: {word} in {text}");
        }
    }
    for rule in CATALOGUE {
        for finding in rule.check(&rule.failing_example()) {
            let first = finding.message(Lang::En).chars().next().unwrap();
            assert!(!first.is_ascii_uppercase(), "{}: {}", rule.code, finding.message(Lang::En));
        }
    }
}

/// Who reads either language sees the same numbers.
#[test]
fn both_languages_say_the_same_numbers() {
    let numbers = |text: &str| -> BTreeSet<String> {
        let split = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
        split.map(|n| n.trim_start_matches('0').to_owned()).collect()
    };
    for rule in CATALOGUE {
        for finding in rule.check(&rule.failing_example()) {
            // Labels have their own numbering, and the numbers of the form are written in Chinese in either.
            let (zh, en) = (finding.message(Lang::Zh), finding.message(Lang::En));
            for number in
                finding.equation().into_iter().flat_map(|e| e.left.iter().chain(&e.right)).filter_map(|t| t.value)
            {
                let shown = |text: &str| numbers(text).contains(number.to_string().as_str());
                assert_eq!(shown(zh), shown(en), "{number}: {zh} / {en}");
            }
        }
    }
}

#[test]
fn a_finding_is_displayed_in_the_chosen_language() {
    let found = rules::find("OGI401").unwrap().check(&rules::find("OGI401").unwrap().failing_example());
    let zh = found[0].display(Lang::Zh).to_string();
    assert!(zh.starts_with("错误 OGI401（proceedings-total）："), "{zh}");
    let en = found[0].display(Lang::En).to_string();
    assert!(en.starts_with("error OGI401 (proceedings-total): ") && en == found[0].to_string(), "{en}");
}
