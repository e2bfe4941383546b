//! The style of every message that the crate makes, in both languages: over the rules' examples, drafts in which each
//! rule says each thing that it can say, the conformance pack, mutants of every class, and the corpus.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use ogi_report::assess::{UNSEEN, WaiverState};
use ogi_report::draft::{Draft, Entry, Passage, Period, Place, Prose, State, Stray, StrayKind, Unreadable};
use ogi_report::form::{Cell, Edition, Form, Lang, Section, Unit};
use ogi_report::generate::{Mutant, Mutation};
use ogi_report::localise::Mechanism;
use ogi_report::read::{Excess, FileKind, ReadError};
use ogi_report::report::Report;
use ogi_report::rules::{self, Scope, Severity};
use ogi_report::{Assessment, Verdict, catalogue, check, read};

/// One text in both languages, with where it is from.
struct Said {
    from: String,
    zh: String,
    en: String,
    edition: Edition,
}

fn cell(address: &str) -> Cell {
    address.parse().unwrap()
}

fn zero() -> Draft {
    Draft::from(&Report::zero(Form::Revised2021).with_agency("某县某镇人民政府").with_year(2024))
}

fn with(address: &str, entry: impl Into<Entry>) -> Draft {
    let mut draft = zero();
    draft.set(cell(address), entry).unwrap();
    draft
}

fn stray(kind: StrayKind, near: &[&str]) -> Draft {
    let mut draft = zero();
    draft.push_stray(Stray {
        kind,
        label: "其他主动公开 (other)".to_owned(),
        values: vec!["3".to_owned(), "1O".to_owned()],
        place: Place::Nowhere,
        near: near.iter().map(|a| cell(a)).collect(),
    });
    draft
}

fn sections(sections: &[(Section, &str)]) -> Draft {
    let mut draft = Draft::new(Form::Revised2021);
    for (section, text) in sections {
        let passages = vec![Passage { text: (*text).to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(*section), heading: None, passages, has_table: false });
    }
    draft
}

fn period(start: &str, end: &str) -> Draft {
    let mut draft = zero();
    draft.set_period(Period { start: start.parse().unwrap(), end: end.parse().unwrap() });
    draft
}

/// Drafts in which the rules say what their examples do not have them say.
fn crafted() -> Vec<Draft> {
    let total = "applications.received.total";
    let unreadable = |why, raw: &str| with(total, Entry::read(State::Unreadable(why), raw, Place::Nowhere));
    let mut drafts = vec![
        unreadable(Unreadable::NotANumber, "1O"),
        unreadable(Unreadable::NotANumber, "see annex, p. 3"),
        with(total, State::Unreadable(Unreadable::NotANumber)),
        unreadable(Unreadable::Spaced, "12 3"),
        unreadable(Unreadable::NotWhole, "1.5"),
        unreadable(Unreadable::TooLarge, "99999999999999999999"),
        unreadable(Unreadable::RunTogether(vec![vec![2, 1, 3], vec![21, 3]]), "213"),
        with(total, Entry::read(State::Count(12), "12件", Place::Nowhere).with_unit("件")),
        with(total, State::Count(-3)),
        serde_json::from_str(r#"{"edition": "2021", "cells": {"disclosure.fees.amount": "251000元"}}"#).unwrap(),
        serde_json::from_str(r#"{"edition": "2021", "cells": {"disclosure.fees.amount": "-0.4"}}"#).unwrap(),
        period("2024-01-01", "2024-06-30"),
        period("2024-12-31", "2024-01-01"),
        period("2024-02-30", "2024-12-31"),
        sections(&[
            (Section::Overview, "按要求开展工作。"),
            (Section::OtherMatters, ""),
            (Section::Disclosure, "无。"),
        ]),
        sections(&[(Section::Overview, "按要求开展工作。"), (Section::Overview, "按要求开展工作。")]),
        Draft::new(Form::Trial2019),
    ];
    let by_state = |state: &State, n: usize| {
        let mut draft = zero();
        for cell in Form::Revised2021.cells().filter(|c| c.table().part() == "applications").take(n) {
            draft.set(cell, state.clone()).unwrap();
        }
        draft
    };
    for state in [State::Blank, State::NotApplicable, State::Absent] {
        drafts.extend([1, 2, 9].map(|n| by_state(&state, n)));
    }
    for kind in StrayKind::ALL {
        drafts.extend([stray(kind, &[]), stray(kind, &["proceedings.reconsideration.total"])]);
    }
    let header =
        serde_json::from_str::<Draft>(r#"{"edition": "2021", "cells": {"disclosure.fees.amount": "25"}}"#).unwrap();
    let fee = cell("disclosure.fees.amount");
    let mut under = header.clone();
    under.set(fee, header.entry(fee).clone().in_unit(Unit::Yuan)).unwrap();
    drafts.push(under);
    // Identities that can hold one by one and not together.
    let mut clash = zero();
    for column in ["natural_person", "commercial_enterprise"] {
        clash.set(cell(&format!("applications.disclosed.{column}")), State::Blank).unwrap();
    }
    clash.set(cell("applications.disclosed.total"), State::Count(3)).unwrap();
    clash.set(cell("applications.handled.total"), State::Blank).unwrap();
    clash.set(cell(total), State::Blank).unwrap();
    drafts.push(clash);
    drafts
}

fn of_assessment(from: &str, assessment: &Assessment, said: &mut Vec<Said>) {
    let edition = assessment.draft().edition();
    let mut push = |from: String, text: &dyn Fn(Lang) -> String| {
        said.push(Said { from, zh: text(Lang::Zh), en: text(Lang::En), edition });
    };
    for finding in assessment.findings().iter().chain(assessment.folded()) {
        let text = |lang| finding.message(lang);
        push(format!("{} in {from}", finding.rule().code()), &text);
    }
    for (rule, outcome) in assessment.account() {
        if let Some(why) = outcome.reason() {
            push(format!("{} unsaid in {from}", rule.code()), &|lang| why.get(lang).to_owned());
        }
    }
    for forced in assessment.forced() {
        push(format!("forced in {from}"), &|lang| forced.words(edition, lang));
    }
    let Some(diagnosis) = assessment.diagnosis() else { return };
    let (zh, en) = (diagnosis.sentences(Lang::Zh), diagnosis.sentences(Lang::En));
    for (zh, en) in zh.into_iter().zip(en) {
        push(format!("diagnosis of {from}"), &|lang| {
            if lang == Lang::Zh { zh.clone() } else { en.clone() }
        });
    }
    for explanation in assessment.explanations().iter().take(3) {
        push(format!("explanation of {from}"), &|lang| explanation.words(edition, lang));
    }
}

fn everything() -> Vec<Said> {
    let mut said = Vec::new();
    for rule in rules::of(Scope::Report) {
        for draft in [
            rule.passing_example().unwrap().into_draft().unwrap(),
            rule.failing_example().unwrap().into_draft().unwrap(),
        ] {
            of_assessment(&format!("an example of {}", rule.code()), &check(draft), &mut said);
        }
    }
    for (nth, draft) in crafted().into_iter().enumerate() {
        of_assessment(&format!("the {nth}th draft of these tests"), &check(draft), &mut said);
    }
    for form in Form::ALL {
        let mut report = Draft::from(&Report::zero(form).with_agency("某县某局").with_year(2024));
        // A row and a column with numbers, so that slips of all kinds can be made.
        for (row, n) in [("received", 24), ("not_held", 12), ("disclosed", 7), ("handled", 19), ("carried_forward", 5)]
        {
            for column in ["natural_person", "total"] {
                report.set(cell(&format!("applications.{row}.{column}")), State::Count(n)).unwrap();
            }
        }
        let report = Report::try_from(&report).unwrap();
        for mutation in Mutation::ALL {
            for seed in 0..3 {
                let Some(mutant) = Mutant::of(&report, mutation, seed) else { continue };
                of_assessment(&format!("{mutation} {seed} of {form:?}"), &check(mutant.draft), &mut said);
            }
        }
    }
    for rule in rules::of(Scope::Series).chain(rules::of(Scope::Family)) {
        for finding in rule.check(rule.failing_example().unwrap()) {
            let (zh, en) = (finding.message(Lang::Zh), finding.message(Lang::En));
            said.push(Said { from: rule.code().to_owned(), zh, en, edition: Edition::Revised2021 });
        }
    }
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let documents = [corpus.join("dev/docs"), corpus.join("real")].into_iter().filter_map(|f| fs::read_dir(f).ok());
    for document in documents.flatten().map(|f| f.unwrap().path()) {
        if let Ok(draft) = read(&fs::read(&document).unwrap()) {
            of_assessment(&document.file_name().unwrap().to_string_lossy(), &check(draft), &mut said);
        }
    }
    said
}

static EVERYTHING: LazyLock<Vec<Said>> = LazyLock::new(everything);

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The text without what it quotes: quotations are the document's own words.
fn unquoted(text: &str, open: char, close: char) -> String {
    let mut quoted = false;
    let mut kept = String::new();
    for c in text.chars() {
        match quoted {
            true if c == close => quoted = false,
            true => {}
            false if c == open => quoted = true,
            false => kept.push(c),
        }
    }
    assert!(!quoted, "a quotation is not closed: {text}");
    kept
}

/// The names of rows, columns, sections and identities, which have numbers and words of their own; the longest first.
fn names(edition: Edition, lang: Lang) -> Vec<String> {
    let mut names: Vec<String> = Section::ALL.iter().map(|s| s.heading(lang).to_owned()).collect();
    names.extend(Form::ALL.into_iter().flat_map(Form::identities).map(|identity| identity.name(lang)));
    for cell in Cell::all() {
        names.extend([cell.name(edition, lang), cell.row().label(edition, lang).to_owned()]);
        names.push(cell.column().label(edition, lang).to_owned());
        names.extend(cell.row().group().map(|group| group.label(lang).to_owned()));
    }
    names.extend(Edition::ALL.map(|edition| edition.document_number().to_owned()));
    names.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    names.dedup();
    names
}

/// The text without these names.
fn unnamed(text: &str, edition: Edition, lang: Lang) -> String {
    static NAMES: LazyLock<Vec<(Edition, Lang, Vec<String>)>> = LazyLock::new(|| {
        let all = Edition::ALL.into_iter().flat_map(|edition| [Lang::Zh, Lang::En].map(|lang| (edition, lang)));
        all.map(|(edition, lang)| (edition, lang, names(edition, lang))).collect()
    });
    let (_, _, names) = NAMES.iter().find(|(e, l, _)| (*e, *l) == (edition, lang)).unwrap();
    names.iter().fold(text.to_owned(), |text, name| if text.contains(name) { text.replace(name, "N") } else { text })
}

fn said_of_the_catalogue() -> Vec<Said> {
    let edition = Edition::Revised2021;
    let said =
        |from: &str, zh: &str, en: &str| Said { from: from.to_owned(), zh: zh.to_owned(), en: en.to_owned(), edition };
    let rules =
        catalogue::all().flat_map(|rule| [&rule.basis, &rule.formula].map(|text| said(&rule.code, &text.zh, &text.en)));
    let norms =
        catalogue::NORMS.iter().flat_map(|norm| [norm.source, norm.asks].map(|text| said("a norm", text.zh, text.en)));
    rules.chain(norms).chain([said("unseen", UNSEEN.zh, UNSEEN.en)]).collect()
}

#[test]
fn chinese_is_written_as_chinese_is() {
    for Said { from, zh, .. } in EVERYTHING.iter().chain(&said_of_the_catalogue()) {
        let own = unquoted(zh, '“', '”');
        assert!(zh.chars().any(is_han), "{from}: {zh}");
        for c in [',', ';', '!', '?', '"', '\'', '。'] {
            assert!(!own.contains(c), "{from}: {c} in {zh}");
        }
        // Half-width brackets and full stops belong to formulas, numbers and the form's numbering: (= 24), 1.属于国家秘密.
        let plain = own.replace("(= ", "").replace("(-", "");
        assert!(!plain.contains('('), "{from}: a half-width bracket in {zh}");
        assert!(!own.contains(": ") && !own.contains(". "), "{from}: half-width punctuation in {zh}");
        assert!(!zh.ends_with(['。', '；', '，', '.', '：', '、']) && zh.trim() == zh, "{from}: {zh}");
        assert!(
            !zh.contains("  ") && !zh.contains("，，") && !zh.contains("“”") && !zh.contains("（）"),
            "{from}: {zh}"
        );
        let words: String = own.chars().filter(char::is_ascii_alphabetic).collect();
        assert!(words.is_empty(), "{from}: {words:?} in {zh}");
        for word in ["您", "请检查", "错误地", "被发现", "进行了", "了一个错误"] {
            assert!(!own.contains(word), "{from}: {word} in {zh}");
        }
    }
}

#[test]
fn english_is_lower_case_names_what_is_wrong_and_has_no_full_stop() {
    for Said { from, en, .. } in EVERYTHING.iter() {
        let own = unquoted(en, '"', '"');
        assert!(!en.is_empty() && !en.ends_with(['.', ',', ';', ':']) && en.trim() == *en, "{from}: {en}");
        assert!(!en.contains("  ") && !en.contains("\"\""), "{from}: {en}");
        let first = own.chars().next().unwrap();
        assert!(!first.is_ascii_uppercase(), "{from}: {en}");
        for word in ["invalid", "please", "must not", "error", "oops", "illegal", "failed to"] {
            assert!(!own.to_lowercase().contains(word), "{from}: {word} in {en}");
        }
        for (at, _) in own.match_indices("1 ") {
            let whole = own[..at].chars().next_back().is_none_or(|before| before == ' ' || before == '(');
            let many = ["cells", "values", "times", "rows", "columns"].iter().any(|w| own[at + 2..].starts_with(w));
            assert!(!(whole && many), "{from}: one of many in {en}");
        }
    }
}

/// Without the cells' names as the form prints them, which a conclusion has before "should": 三（四）1 自然人 should be 21.
fn without_printed_names(text: &str) -> String {
    let mut pieces: Vec<&str> = text.split(" should ").collect();
    let last = pieces.pop().unwrap_or_default();
    let before = pieces.into_iter().map(|piece| {
        let name = [": ", "; ", ", ", " and "].iter().filter_map(|mark| Some(piece.rfind(mark)? + mark.len())).max();
        &piece[..name.unwrap_or(0)]
    });
    before.chain([last]).collect()
}

/// Chinese in English: what the document says between quotation marks, the bodies of several reports, official document
/// numbers, the numbers of sections, the official word that a translation explains, and a conclusion's cells as printed.
#[test]
fn english_has_no_chinese_but_quotations_and_official_names() {
    for Said { from, en, .. } in EVERYTHING.iter().chain(&said_of_the_catalogue()) {
        let en = if from.starts_with("diagnosis of") || from.starts_with("explanation of") {
            &without_printed_names(en)
        } else {
            en
        };
        let mut own = unquoted(en, '"', '"');
        for edition in Edition::ALL {
            own = own.replace(edition.document_number(), "");
        }
        for official in ["规章", "万元", "总计", "某县某局", "某县人民政府", "某县财政局", "某县某镇人民政府"]
        {
            own = own.replace(official, "");
        }
        for numeral in Section::ALL.map(Section::numeral) {
            for before in ["section ", "table ", "row ", "numbered ", "to "] {
                own = own.replace(&format!("{before}{numeral}"), "");
            }
        }
        let rest: String = own.chars().filter(|c| !c.is_ascii() && !"≠≤≥−−–…□○⇔·".contains(*c)).collect();
        assert!(rest.is_empty() || from == "a norm", "{from}: {rest:?} in {en}");
    }
}

/// The text without the numbers of items under a group, which Chinese sentences give for the whole label: 三（四）1.
fn without_item_numbers(text: &str) -> String {
    let mut kept = String::new();
    for c in text.chars() {
        if !(c.is_ascii_digit() && kept.ends_with('）')) {
            kept.push(c);
        }
    }
    kept
}

/// Who reads either language sees the same numbers.
#[test]
fn both_languages_say_the_same_numbers() {
    let mut compared = 0;
    for Said { from, zh, en, edition } in EVERYTHING.iter() {
        // A day is 2024年1月1日 in one and 1 January 2024 in the other.
        if from.starts_with("OGI112") || from.starts_with("OGI6") || from.starts_with("OGI7") {
            continue;
        }
        let numbers = |text: &str, lang: Lang| -> Vec<String> {
            let text = without_item_numbers(&unnamed(text, *edition, lang));
            let text = if lang == Lang::Zh { unquoted(&text, '“', '”') } else { unquoted(&text, '"', '"') };
            let split = text.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
            let mut numbers: Vec<String> = split.map(str::to_owned).collect();
            numbers.sort();
            numbers
        };
        let (zh_numbers, en_numbers) = (numbers(zh, Lang::Zh), numbers(en, Lang::En));
        assert_eq!(zh_numbers, en_numbers, "{from}:\n{zh}\n{en}");
        compared += usize::from(!zh_numbers.is_empty());
    }
    assert!(compared > 100, "{compared}");
}

#[test]
fn every_rule_has_said_something_and_every_stray_and_unreadable_cell_its_own() {
    let of = |code: &'static str| EVERYTHING.iter().filter(move |said| said.from.starts_with(&format!("{code} in")));
    for rule in rules::of(Scope::Report) {
        assert!(of(rule.code()).next().is_some(), "{rule}");
    }
    let different = |code: &'static str| {
        let shape = |said: &Said| unnamed(&unquoted(&said.zh, '“', '”'), said.edition, Lang::Zh);
        of(code)
            .map(shape)
            .map(|t| t.chars().filter(|c| !c.is_ascii_digit()).collect())
            .collect::<BTreeSet<String>>()
            .len()
    };
    assert!(different("OGI101") >= 6, "six reasons why a cell cannot be read");
    assert!(different("OGI108") >= 8, "four reasons, in a table or in none");
    assert!(different("OGI105") >= 2 && different("OGI106") >= 2 && different("OGI112") >= 3);
    let sections = of("OGI113").map(|said| said.en.rsplit(" is ").next().unwrap()).collect::<BTreeSet<_>>();
    assert_eq!(sections, BTreeSet::from(["empty", "missing", "out of order", "there twice"]));
    assert!(of("OGI301").any(|said| said.en.starts_with("no numbers in the unknown cells")));
}

/// Why bytes could not be read, in words.
#[test]
fn errors_of_reading_are_told_in_either_language() {
    let kinds = [
        FileKind::Html,
        FileKind::Docx,
        FileKind::Xlsx,
        FileKind::Csv,
        FileKind::Pdf,
        FileKind::Doc,
        FileKind::Ofd,
        FileKind::Word95,
        FileKind::Xls,
        FileKind::Ppt,
        FileKind::Ole,
        FileKind::OpenDocument,
        FileKind::Archive,
        FileKind::Rtf,
        FileKind::Mhtml,
        FileKind::Xml,
        FileKind::Image,
        FileKind::Binary,
    ];
    let known = |kind: &FileKind| kind.feature().is_some();
    let unread = kinds.into_iter().filter(|kind| !known(kind));
    let mut errors: Vec<ReadError> = unread.map(|kind| ReadError::NotRead { kind }).collect();
    errors.extend(kinds.into_iter().filter(known).map(|kind| ReadError::FeatureOff { kind, feature: "html" }));
    errors.extend(Excess::ALL.iter().map(|&what| ReadError::TooLarge { what, limit: 1000 }));
    errors.push(ReadError::Damaged { part: "word/document.xml".to_owned(), reason: "ends early".to_owned() });
    errors.extend([None, Some("html")].map(|feature| ReadError::Undecoded { feature }));
    errors.push(read("今天天气很好。".as_bytes()).unwrap_err());
    for error in errors {
        let (zh, en) = (error.describe(Lang::Zh), error.describe(Lang::En));
        assert_eq!(en, error.to_string());
        let own = unquoted(&zh, '“', '”');
        let names = ["Word", "Excel", "CSV", "Markdown", "PDF", "OFD", "Office", "WPS", "OpenDocument", "RTF", "XML"];
        let own = names.iter().fold(own, |own, name| own.replace(name, ""));
        assert!(own.chars().any(is_han) && !own.chars().any(|c| c.is_ascii_alphabetic()), "{zh}");
        assert!(!zh.ends_with(['。', '：', '.']) && !own.contains([',', ';', ':', '`']), "{zh}");
        assert!(!en.ends_with(['.', ':']), "{en}");
    }
}

#[test]
fn words_for_states_and_verdicts_are_in_their_language() {
    let states = [
        WaiverState::InForce,
        WaiverState::Stale,
        WaiverState::Expired,
        WaiverState::NotYet,
        WaiverState::Invalid,
        WaiverState::Unused,
        WaiverState::UnknownRule,
        WaiverState::OtherReport,
    ];
    let verdicts = [Verdict::Accepted, Verdict::Tolerated, Verdict::Incomplete, Verdict::Rejected];
    let words = |lang: Lang| -> Vec<String> {
        let states = states.iter().map(|s| s.words(lang).to_owned());
        let verdicts = verdicts.iter().map(|v| v.name(lang).to_owned());
        let severities = [Severity::Error, Severity::Warning, Severity::Note].map(|s| s.name(lang).to_owned());
        let mechanisms = Mechanism::ALL.map(|m| m.words(lang).to_owned());
        states.chain(verdicts).chain(severities).chain(mechanisms).collect()
    };
    assert!(words(Lang::Zh).iter().all(|word| !word.chars().any(|c| c.is_ascii_alphabetic())));
    assert!(words(Lang::En).iter().all(|word| word.is_ascii()));
    for lang in [Lang::Zh, Lang::En] {
        assert_eq!(words(lang).iter().collect::<BTreeSet<_>>().len(), words(lang).len(), "no two are called the same");
    }
}
