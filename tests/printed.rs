//! Whatever stands in a document, a file name, a policy or a waiver, it does not speak for the program.

#[path = "../examples/validate/json.rs"]
mod json;

use std::error::Error;
use std::fmt::Display;

use ogi_report::assess::{Checker, Policy, Waiver};
use ogi_report::draft::{Draft, Entry, Found, Passage, Place, Prose, State, Stray, StrayKind, Unreadable};
use ogi_report::extract::{Body, Extract};
use ogi_report::form::{Cell, Form, Lang, Row, Section};
use ogi_report::narrative::Span;
use ogi_report::read::ReadError;
use ogi_report::rollup::{Declared, Family};
use ogi_report::rules::{Bilingual, CustomRule, Observation, Rule, Severity};
use ogi_report::series::Series;
use ogi_report::{Assessment, Report, read, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn check_series(series: &Series) -> Vec<ogi_report::rules::Finding> {
    Checker::new().check_series(series).into_findings()
}

fn check_family(family: &Family) -> Vec<ogi_report::rules::Finding> {
    Checker::new().check_family(family).into_findings()
}

/// What must not be printed, as ranges: written from Unicode's lists of controls, of marks of direction and of what has no
/// width, and not from the crate.
const UNSEEN: &[(u32, u32)] = &[
    (0x00, 0x1f),
    (0x7f, 0x9f),
    (0xad, 0xad),
    (0x61c, 0x61c),
    (0x180e, 0x180e),
    (0x200b, 0x200f),
    (0x2028, 0x202e),
    (0x2060, 0x2064),
    (0x2066, 0x206f),
    (0xfeff, 0xfeff),
    (0xfff9, 0xfffb),
    (0xe0000, 0xe007f),
];

fn is_unseen(c: char) -> bool {
    UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&u32::from(c)))
}

/// The first unseen character, but for line feeds where there may be some.
fn leak(text: &str, has_lines: bool) -> Option<char> {
    text.chars().find(|c| is_unseen(*c) && !(has_lines && *c == '\n'))
}

fn unseen() -> impl Strategy<Value = char> {
    let every: Vec<char> = UNSEEN.iter().flat_map(|(a, b)| *a..=*b).filter_map(char::from_u32).collect();
    prop::sample::select(every)
}

/// A text with such characters anywhere in it.
fn texts() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec!["某县人民政府", "12", "共3件", "结论：通过", "[2J", "]0;x", " ", ",", "a"]);
    let pieces = prop_oneof![words.prop_map(str::to_owned), unseen().prop_map(String::from)];
    prop::collection::vec(pieces, 1..12).prop_map(|pieces| pieces.concat())
}

fn cell(address: &str) -> Cell {
    address.parse().unwrap()
}

/// A draft with the text in every place that a document can put text in.
fn draft(text: &str) -> Draft {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021).with_year(2024));
    let place = Place::Sheet { sheet: text.into(), row: 1, column: 1 };
    draft.set_agency(Found { value: text.to_owned(), raw: text.to_owned(), place: place.clone() });
    let period = ogi_report::draft::Period { start: "2024-12-31".parse().unwrap(), end: "2024-01-01".parse().unwrap() };
    draft.set_period(Found { value: period, raw: text.to_owned(), place: place.clone() });
    let unreadable = State::Unreadable(Unreadable::NotANumber);
    draft.set(cell("disclosure.rules.issued"), Entry::read(unreadable, text, place.clone())).unwrap();
    draft.set(cell("disclosure.licensing.decisions"), Entry::read(State::NotApplicable, text, place.clone())).unwrap();
    draft
        .set(cell("disclosure.coercion.decisions"), Entry::read(State::Count(1), text, place.clone()).with_unit(text))
        .unwrap();
    draft.set(cell("applications.received.total"), Entry::read(State::Count(2), text, place.clone())).unwrap();
    let passage = |text: String| Passage { text, place: place.clone() };
    for section in [None, Some(Section::Overview)] {
        draft.push_prose(Prose {
            section,
            heading: Some(passage(text.to_owned())),
            passages: [
                text.to_owned(),
                format!("2024年{text}收到政府信息公开申请{text}99件。"),
                format!("公开信息{text}9条，其中一类{text}4条、二类{text}3条。"),
            ]
            .map(passage)
            .to_vec(),
            has_table: false,
        });
    }
    for kind in StrayKind::ALL {
        let near = vec![cell("disclosure.rules.issued")];
        let (label, values) = (text.to_owned(), vec![text.to_owned(), text.to_owned()]);
        draft.push_stray(Stray { kind, label, values, place: place.clone(), near });
    }
    draft
}

/// The draft checked with a policy and waivers that hold the text too.
fn assessed(draft: Draft, text: &str) -> Assessment {
    let policy = || Policy::new(text, [Severity::Error, Severity::Warning, Severity::Note]);
    let found = Checker::new().with_policy(policy()).check(draft.clone());
    let (from, until) = ("2025-01-01".parse().unwrap(), "2025-12-31".parse().unwrap());
    let waivers = found.findings().iter().enumerate().filter(|(at, _)| at % 2 == 0).map(|(_, finding)| {
        let mut waiver = Waiver::new(finding, format!("因{text}"), format!("某{text}"), from, until);
        if finding.rule().code() == "OGI106" {
            text.clone_into(&mut waiver.locus.rule);
        }
        waiver
    });
    let checker = Checker::new().with_policy(policy()).with_waivers(waivers, "2025-02-01".parse().unwrap());
    checker.check(draft)
}

/// All lines that are said of an assessment.
fn lines(assessment: &Assessment) -> Vec<String> {
    let mut lines = vec![assessment.to_string()];
    let words = |error: &dyn Error| error.to_string();
    lines.extend(assessment.clone().accept().err().map(|error| words(&error)));
    for lang in [Lang::Zh, Lang::En] {
        lines.push(assessment.conclusion(lang));
        for finding in assessment.findings() {
            lines.push(finding.message(lang));
            lines.push(finding.display(lang).to_string());
            lines.push(finding.place().describe(lang));
        }
    }
    lines.extend(assessment.findings().iter().map(|finding| finding.locus().to_string()));
    lines.extend(assessment.waivers().iter().map(|used| used.waiver.locus.to_string()));
    let claims = assessment.claims();
    let spans = claims.claims.iter().map(|claim| &claim.span).chain(claims.sums.iter().map(|sum| &sum.whole.span));
    lines.extend(spans.chain(&claims.unread).map(|span: &Span| span.quote(assessment.draft())));
    lines
}

/// What is said of several reports of a body with this name.
fn lines_across(name: &str) -> Vec<String> {
    let of = |body: Body, year: u16, n: i64| {
        let mut draft = Draft::from(&Report::zero(Form::Revised2021).with_agency(body.name()).with_year(year));
        for row in ["received", "carried_forward"] {
            for column in ["natural_person", "total"] {
                draft.set(cell(&format!("applications.{row}.{column}")), State::Count(n)).unwrap();
            }
        }
        draft.set(cell("disclosure.licensing.decisions"), State::Count(100 * n)).unwrap();
        Extract::try_from(&draft).unwrap().with_source(name)
    };
    let Some(body) = Body::new(name) else { return Vec::new() };
    let years = [(2021, 3), (2022, 50), (2022, 4), (2023, 1), (2024, 90), (2026, 4)];
    let series = Series::new(years.map(|(year, n)| of(body.clone(), year, n))).unwrap();
    let child = Body::new(&format!("{name}财政局")).unwrap();
    let family = Family::new(of(body.clone(), 2024, 1), [of(child.clone(), 2024, 2)], Declared::All);
    let mut lines = vec![body.to_string()];
    let mut say = |value: &dyn Display| lines.push(value.to_string());
    for finding in check_series(&series).iter().chain(&check_family(&family)) {
        for lang in [Lang::Zh, Lang::En] {
            say(&finding.message(lang));
        }
        finding.sites().iter().for_each(|site| say(&site));
        finding.reports().iter().for_each(|report| say(&report));
    }
    let located = series.locate();
    for explanation in located.iter().flat_map(|part| &part.explanations) {
        for lang in [Lang::Zh, Lang::En] {
            say(&explanation.words(lang));
        }
    }
    lines.extend(Series::new([of(body, 2023, 0), of(child, 2024, 0)]).err().map(|error| error.to_string()));
    lines
}

fn lines_of_errors(text: &str) -> Vec<String> {
    let damaged = ReadError::Damaged { part: text.to_owned(), reason: text.to_owned() };
    let mut lines = vec![damaged.describe(Lang::Zh), damaged.to_string()];
    lines.extend(text.parse::<Cell>().err().map(|error| error.to_string()));
    let quoted = serde_json::to_string(text).unwrap();
    lines.extend(serde_json::from_str::<Row>(&quoted).err().map(|error| error.to_string()));
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_unseen_character_of_a_document_a_policy_or_a_waiver_is_printed(text in texts()) {
        let assessment = assessed(draft(&text), &text);
        for line in lines(&assessment).into_iter().chain(lines_of_errors(&text)) {
            prop_assert_eq!(leak(&line, false), None, "{:?}", line);
        }
        let document = render::official(assessment.draft());
        let mut pages = vec![render::html(&document), render::markdown(&document)];
        for lang in [Lang::Zh, Lang::En] {
            pages.extend([render::proof(&assessment, lang).to_string(), render::proof_markdown(&assessment, lang).to_string()]);
        }
        for page in pages {
            prop_assert_eq!(leak(&page, true), None, "{:?}", page);
        }
        let tabbed = render::tsv(&document);
        prop_assert_eq!(leak(&tabbed.replace('\t', ""), true), None, "{:?}", tabbed);

        // JSON holds every character all the same, and shows none that is unseen.
        let mut line = Vec::new();
        json::line(&mut line, &assessment.spoken(Lang::Zh)).unwrap();
        let line = String::from_utf8(line).unwrap();
        prop_assert_eq!(leak(&line, true), None);
        prop_assert_eq!(line.matches('\n').count(), 1);
        let back: serde_json::Value = serde_json::from_str(&line).unwrap();
        prop_assert_eq!(&back, &serde_json::to_value(assessment.spoken(Lang::Zh)).unwrap());
        prop_assert_eq!(back["agency"].as_str(), Some(text.as_str()));
    }

    #[test]
    fn no_unseen_character_of_a_name_is_printed_by_what_is_said_of_several_reports(text in texts()) {
        for line in lines_across(&text) {
            prop_assert_eq!(leak(&line, false), None, "{:?}", line);
        }
    }

    #[test]
    fn a_number_with_what_has_no_width_in_it_is_printed_as_the_same_state(
        before in prop::option::of(unseen()), inside in prop::option::of(unseen()), after in prop::option::of(unseen()),
    ) {
        let at = cell("disclosure.licensing.decisions");
        let raw: String = [before, Some('1'), inside, Some('2'), after].into_iter().flatten().collect();
        let state = ogi_report::draft::numeral::read(&raw, at.kind()).state().clone();
        let mut draft = Draft::from(&Report::zero(Form::Revised2021).with_agency("某县人民政府").with_year(2024));
        draft.set(at, Entry::read(state.clone(), raw, Place::Nowhere)).unwrap();
        let document = render::official(&draft);
        let back = read(render::html(&document).as_bytes()).unwrap();
        prop_assert_eq!(back.state(at), &state);
    }
}

#[test]
fn an_endless_text_is_clipped_in_messages_and_marked_so() {
    let text = "长".repeat(20_000);
    let assessment = assessed(draft(&text), &text);
    for line in lines(&assessment).into_iter().chain(lines_across(&text)).chain(lines_of_errors(&text)) {
        // A message names a text as often as it must; each time it is clipped.
        assert!(!line.contains(&"长".repeat(161)) && line.chars().count() < 4_000, "{line}");
    }
    let cut = format!("{}…", "长".repeat(160));
    assert!(lines(&assessment).iter().filter(|line| line.contains(&cut)).count() > 10);
    for page in
        [render::proof(&assessment, Lang::Zh).to_string(), render::proof_markdown(&assessment, Lang::Zh).to_string()]
    {
        let longest = page.lines().filter(|line| !line.contains("class=\"prose\"")).map(|l| l.chars().count()).max();
        assert!(longest.unwrap() < 40_000, "{longest:?}");
    }
}

#[test]
fn every_message_of_a_rule_of_another_crate_is_one_safe_line() {
    let rule = CustomRule::on_report("XX002", "unsafe-message", Severity::Note, |_| {
        Ok(vec![Observation::new(Bilingual::new("甲\u{1b}[2J\n结论：通过", "a\u{202e}b\tc\u{2028}d"))])
    });
    let findings = Rule::from(rule.unwrap()).check(&Draft::new(Form::Revised2021));
    assert_eq!(findings[0].message(Lang::Zh), "甲\u{fffd}[2J 结论：通过");
    assert_eq!(findings[0].message(Lang::En), "a\u{fffd}b c d");
}

#[test]
fn every_unseen_character_is_replaced_and_no_other() {
    for c in '\0'..=char::MAX {
        let shown = render::shown(&c.to_string());
        assert!(!is_unseen(c) || render::is_unseen(c), "{c:?}");
        assert_eq!(render::is_unseen(c), shown != c.to_string(), "{c:?}");
        assert_eq!(shown.chars().count(), 1);
        assert_eq!(leak(&shown, false), None);
    }
    for kept in ['\u{a0}', '\u{3000}', '\u{fe0f}', '\u{e0100}', '\u{e01ef}', '龘', '𠀀', '\u{fffd}'] {
        assert!(!render::is_unseen(kept), "{kept:?}");
    }
}
