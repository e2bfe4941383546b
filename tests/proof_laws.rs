//! Laws of rendering: what is printed is read back, whichever cell is altered, that one is marked, and whatever stands in a
//! document stays text.

use ogi_report::assess::{Checker, Waiver};
use ogi_report::draft::{Draft, Entry, Found, Passage, Place, Prose, State, Stray, StrayKind, Unreadable};
use ogi_report::form::{Cell, Form, Lang, Section, Table};
use ogi_report::rules::{Bilingual, CustomRule, Observation, Rule, Severity};
use ogi_report::{Assessment, Report, check, generate, read, render};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use pulldown_cmark::{Event, Options, Parser, Tag};
use scraper::{Html, Selector};

fn ids(page: &Html, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).map(|e| e.attr("id").unwrap_or_default().to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_valid_report_printed_in_any_format_reads_back_as_itself(report in generate::reports()) {
        let document = render::official(&Draft::from(&report));
        for text in [render::markdown(&document), render::tsv(&document), render::html(&document)] {
            let back = check(read(text.as_bytes()).unwrap()).accept().unwrap();
            prop_assert_eq!(&back, &report, "{}", text);
        }
    }

    #[test]
    fn the_one_altered_cell_is_the_one_that_is_marked(
        report in generate::reports(), at in any::<Index>(), by in -1_000_i64..1_000,
    ) {
        prop_assume!(by != 0);
        let mut draft = Draft::from(&report);
        let tied: Vec<Cell> = draft.form().cells().filter(|c| c.table() == Table::Applications).collect();
        let cell = *at.get(&tied);
        let right = draft.count(cell).unwrap();
        draft.set(cell, State::Count(right + by)).unwrap();
        let assessment = check(draft);
        let page = Html::parse_document(&render::proof(&assessment, Lang::Zh).to_string());
        prop_assert_eq!(ids(&page, "td.wrong"), [cell.to_string()]);
        prop_assert!(ids(&page, "td.suspect").is_empty());
        let should = Selector::parse("td.wrong .should").unwrap();
        let said: String = page.select(&should).flat_map(|e| e.text()).collect();
        prop_assert_eq!(said, format!("应为 {right}"));
        let stated = format!("**应为 {right}**");
        prop_assert!(render::proof_markdown(&assessment, Lang::Zh).to_string().contains(&stated));
    }

    #[test]
    fn no_text_of_a_document_changes_the_structure_of_what_is_rendered(text in texts()) {
        for lang in [Lang::Zh, Lang::En] {
            let [rough, plain] = [text.clone(), harmless(&text)].map(|text| assessed(&text));
            let pages = [&rough, &plain].map(|assessment| Html::parse_document(&render::proof(assessment, lang).to_string()));
            prop_assert!(pages[0].errors.is_empty(), "{:?}", pages[0].errors);
            prop_assert_eq!(elements(&pages[0]), elements(&pages[1]));
            let shown: String = pages[0].root_element().text().collect::<String>().replace('\n', " ");
            // Once in the title, as a heading, for each part of the draft that is shown whole, for the rule and the waiver.
            prop_assert!(shown.matches(&render::shown(&text)).count() >= 5, "{:?}", text);

            let forms = [&rough, &plain].map(|a| Html::parse_document(&render::html(&render::official(a.draft()))));
            prop_assert!(forms[0].errors.is_empty(), "{:?}", forms[0].errors);
            prop_assert_eq!(elements(&forms[0]), elements(&forms[1]));

            let notes = [&rough, &plain].map(|assessment| render::proof_markdown(assessment, lang).to_string());
            prop_assert_eq!(tags(&notes[0]), tags(&notes[1]), "{}", notes[0]);
            prop_assert!(!["://", "www.", "@a", "#1"].iter().any(|sign| notes[0].replace("&#", "&").contains(sign)), "{}", notes[0]);
        }
    }
}

/// Text that means something to HTML, to Markdown, to a tracker or to a terminal, in any order.
fn texts() -> impl Strategy<Value = String> {
    let tokens = [
        "<script>alert(1)</script>",
        "</title>",
        "</style>",
        "</td></table>",
        "<img src=x onerror=y>",
        "<!--",
        "-->",
        "]]>",
        "\"",
        "'",
        "`",
        "&lt;",
        "&#60;",
        "&",
        "\u{1b}[31m",
        "\0",
        "\u{202e}",
        "|",
        "\\",
        "*",
        "**",
        "_",
        "~~",
        "[a](b)",
        "![c](d)",
        "https://x.test",
        "www.x.test",
        "@a",
        "#1",
        "\n",
        "\n# ",
        "\n- ",
        "\n| - |",
        "$x$",
        "a",
        " ",
        "${y}",
        "{{z}}",
        "=",
        ">",
    ];
    // A letter at either end, so that nothing trims what is looked for.
    prop::collection::vec(select(tokens.to_vec()), 1..8).prop_map(|tokens| format!("k{}k", tokens.concat()))
}

/// Text of the same length that means nothing to anything.
fn harmless(text: &str) -> String {
    let strange = |c: char| c.is_ascii_punctuation() || c.is_ascii_digit() || c.is_control() || c == '\u{202e}';
    text.chars().map(|c| if strange(c) && c != '\n' { 'x' } else { c }).collect()
}

/// A report with the text in every place that a document, a waiver or a rule of another crate can put text in.
fn assessed(text: &str) -> Assessment {
    let cell = |address: &str| address.parse::<Cell>().unwrap();
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    let place = Place::Sheet { sheet: text.into(), row: 1, column: 1 };
    draft.set_agency(Found { value: text.to_owned(), raw: text.to_owned(), place: place.clone() });
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
            passages: vec![passage(text.to_owned())],
            has_table: false,
        });
    }
    let near = vec![cell("disclosure.rules.issued")];
    let (label, values) = (text.to_owned(), vec![text.to_owned()]);
    draft.push_stray(Stray { kind: StrayKind::UnknownRow, label, values, place, near });

    let naming = CustomRule::on_report("XX001", "naming", Severity::Warning, |case| {
        let named = case.draft().agency().map(|agency| agency.value.clone());
        let found = named.map(|name| Observation::new(Bilingual::new(name.clone(), name.clone())).with_wording(name));
        Ok(found.into_iter().collect())
    });
    let rule = Rule::from(naming.unwrap());
    let found = Checker::new().with_rules([&rule]).unwrap().check(draft.clone());
    let (from, until) = ("2025-01-01".parse().unwrap(), "2025-12-31".parse().unwrap());
    let waivers: Vec<Waiver> = found.findings().iter().map(|f| Waiver::new(f, text, text, from, until)).collect();
    let checker = Checker::new().with_rules([rule]).unwrap().with_waivers(waivers, "2025-02-01".parse().unwrap());
    checker.check(draft)
}

/// Every element with all its attributes: no text of a document stands in one.
fn elements(page: &Html) -> Vec<String> {
    let every = Selector::parse("*").unwrap();
    let described = page.select(&every).map(|element| {
        let mut attributes: Vec<(&str, &str)> = element.value().attrs().collect();
        attributes.sort_unstable();
        format!("{} {attributes:?}", element.value().name())
    });
    described.collect()
}

/// The structure of GitHub-flavoured Markdown as another implementation reads it; nothing in it is a link, an image or HTML.
fn tags(text: &str) -> Vec<String> {
    let mut tags = Vec::new();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH) {
        match event {
            Event::Text(_) => {}
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_))
            | Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => panic!("{event:?}\n{text}"),
            event => tags.push(format!("{event:?}")),
        }
    }
    tags
}
