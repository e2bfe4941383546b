//! The catalogue as others see it: the reference page, the exported JSON, the frozen codes, and the style of messages.
//!
//! `UPDATE_REFERENCE=1 cargo test --test catalogue` writes the generated files anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ogi_report::catalogue::{self, Held, NORMS, RuleEntry};
use ogi_report::form::Lang;
use ogi_report::rules::{self, CATALOGUE, Rule};
use ogi_report::{form, report, rollup};

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
    is_current("RULES.md", &format!("{}{}", catalogue::reference(catalogue::all()), catalogue::norms()));
}

#[test]
fn the_exported_catalogue_is_current_and_complete() {
    let entries: Vec<RuleEntry> = catalogue::all().collect();
    let codes: Vec<&str> = entries.iter().map(|e| e.code.as_str()).collect();
    let registered = CATALOGUE.iter().map(Rule::code);
    assert!(registered.eq(codes.iter().copied()));
    assert!(codes.windows(2).all(|w| w[0] < w[1]), "{codes:?}");
    assert_eq!(entries.iter().map(|e| &e.name).collect::<BTreeSet<_>>().len(), entries.len());
    is_current("rules.json", &(serde_json::to_string_pretty(&entries).unwrap() + "\n"));
}

/// What was released stays: a line of a snapshot may be added, never changed or removed.
#[track_caller]
fn is_frozen(file: &str, lines: &[String]) {
    let frozen = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default();
    for line in frozen.lines() {
        assert!(lines.iter().any(|l| l == line), "{line}: what is in {file} never changes, and never goes");
    }
    is_current(file, &(lines.join("\n") + "\n"));
}

#[test]
fn released_codes_are_frozen() {
    let lines = catalogue::all().map(|r| format!("{} {} {}", r.code, r.name, r.since));
    is_frozen("tests/released_codes.txt", &lines.collect::<Vec<_>>());
}

/// Those who keep waivers keep the ids of occurrences and the digests of their numbers.
#[test]
fn released_ids_and_digests_are_frozen() {
    let findings = CATALOGUE.iter().flat_map(|rule| rule.check(rule.failing_example().unwrap()));
    let lines = findings.map(|f| format!("{} {} {}", f.locus().id(), f.digest(), f.locus()));
    is_frozen("tests/released_ids.txt", &lines.collect::<Vec<_>>());
}

#[test]
fn every_rule_says_since_when() {
    for rule in catalogue::all() {
        let parts: Vec<u32> = rule.since.split('.').map(|p| p.parse().unwrap()).collect();
        let now: Vec<u32> = env!("CARGO_PKG_VERSION").split('.').map(|p| p.parse().unwrap()).collect();
        assert!(parts.len() == 3 && parts <= now, "{} since {}", rule.code, rule.since);
    }
}

/// The types that norms may name: what is not one does not compile.
macro_rules! types {
    ($($module:ident::$name:ident)*) => {
        &[$({
            const _: usize = size_of::<$module::$name>();
            concat!(stringify!($module), "::", stringify!($name))
        }),*]
    };
}

const TYPES: &[&str] = types! {
    form::Edition form::Section report::Applicants report::Applications report::Disclosure report::Money
    report::NetChange report::Outcomes report::Proceedings report::Report report::Results rollup::Family
    rollup::Rollup
};

#[test]
fn norms_name_rules_and_types_that_exist() {
    for norm in NORMS {
        assert!(!norm.held.is_empty(), "{}", norm.asks.zh);
        for held in norm.held {
            match held {
                Held::Rule(code) => assert!(catalogue::all().any(|rule| rule.code == *code), "{code}"),
                Held::Type(path) => assert!(TYPES.contains(path), "{path}"),
                Held::NotMachineCheckable(why) => assert!(!why.zh.is_empty() && !why.en.is_empty()),
                _ => {}
            }
        }
    }
}

/// What was to be answered for: the tables' own notes, articles 49 and 50, and what could be read of the notices.
#[test]
fn every_source_that_could_be_read_has_its_sentences() {
    let of = |source: &str| NORMS.iter().filter(|norm| norm.source.zh.contains(source)).count();
    assert!(NORMS.iter().any(|norm| norm.asks.zh.contains("第一项加第二项之和，等于第三项加第四项之和")));
    assert_eq!((of("第四十九条"), of("第五十条第一款"), of("第五十条第二款")), (2, 5, 1));
    for quote in [
        "篇幅原则上不超过一千字",
        "具备统计汇总价值",
        "包括已公开和依法未公开的全部处理决定",
        "各项数据核定时间点为报告年度的12月31日",
        "最终处理结果",
        "数据准确、要素齐备",
        "只计算原行为主体的案件数量",
        "本系统",
    ] {
        assert_eq!(NORMS.iter().filter(|norm| norm.asks.zh.contains(quote)).count(), 1, "{quote}");
    }
    assert!(of("〔2021〕30号") >= 6 && of("〔2019〕60号") >= 1 && of("表三") >= 4 && of("表四") >= 1);
}

/// A sentence that no rule answers for is held by a type, or has the reason why no program can check it.
#[test]
fn a_sentence_without_a_rule_has_its_reason() {
    let is_rule = |held: &Held| matches!(held, Held::Rule(_));
    let without: Vec<&str> =
        NORMS.iter().filter(|norm| !norm.held.iter().any(is_rule)).map(|norm| norm.asks.zh).collect();
    let reasoned = |norm: &&catalogue::Norm| {
        norm.held.iter().any(|held| matches!(held, Held::NotMachineCheckable(_) | Held::Type(_)))
    };
    assert!(NORMS.iter().filter(|norm| without.contains(&norm.asks.zh)).all(|norm| reasoned(&norm)), "{without:?}");
    // New ones are a decision.
    assert_eq!(without.len(), 3, "{without:#?}");
}

/// A page that rests on a sentence of a notice quotes it, in both languages' paragraphs.
#[test]
fn pages_quote_the_sentences_that_they_rest_on() {
    let year_end = "各项数据核定时间点为报告年度的12月31日";
    for (code, quote) in [
        ("OGI202", year_end),
        ("OGI303", "政府信息公开申请的最终处理结果"),
        ("OGI602", year_end),
        ("OGI701", "具备统计汇总价值的内容"),
        ("OGI701", "全部处理决定"),
        ("OGI701", "只计算原行为主体的案件数量"),
        ("OGI701", "本系统"),
        ("OGI702", "全部处理决定"),
        ("OGI702", "只计算原行为主体的案件数量"),
        ("OGI702", "本系统"),
    ] {
        let page = rules::find(code).unwrap().documentation();
        assert!(page.matches(quote).count() >= 2, "{code}: {quote}");
        let rests_on_it = |held: &Held| *held == Held::Rule(rules::find(code).unwrap().code());
        let listed = NORMS.iter().any(|norm| norm.asks.zh.contains(quote) && norm.held.iter().any(rests_on_it));
        assert!(listed, "{code} does not answer for {quote}");
    }
}

#[test]
fn a_finding_is_displayed_in_the_chosen_language() {
    let found = rules::find("OGI401").unwrap().check(rules::find("OGI401").unwrap().failing_example().unwrap());
    let zh = found[0].display(Lang::Zh).to_string();
    assert!(zh.starts_with("错误 OGI401（proceedings-total）："), "{zh}");
    let en = found[0].display(Lang::En).to_string();
    assert!(en.starts_with("error OGI401 (proceedings-total): ") && en == found[0].to_string(), "{en}");
}
