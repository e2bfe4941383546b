//! A page whose script holds the report in strings is read as the page that the script writes.
#![cfg(all(feature = "html", feature = "proptest"))]

use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Lang, Section};
use ogi_report::read::ReadError;
use ogi_report::{check, generate, read, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// The ways in which a script writes a string of markup.
type Spelling = fn(&str) -> String;

const SPELLINGS: [(&str, Spelling); 7] = [
    ("double quotes", |html| format!("var content = \"{}\";", html.replace('"', "\\\"").replace('\n', "\\n"))),
    ("escaped slashes", |html| {
        format!("show(\"{}\")", html.replace('"', "\\\"").replace('/', "\\/").replace('\n', "\\r\\n"))
    }),
    ("single quotes", |html| format!("$('#c').html('{}');", html.replace('\'', "\\'").replace('\n', "\\n"))),
    ("a template", |html| format!("const page = `{html}`; // don't\n")),
    ("lines that are joined", |html| {
        let lines: Vec<String> = html.lines().map(|line| format!("'{}'", line.replace('\'', "\\x27"))).collect();
        format!("var s = {} ;", lines.join(" +\n  "))
    }),
    ("JSON", |html| {
        let json = serde_json::json!({"id": 7, "title": "年报", "content": html}).to_string();
        format!("window.__DATA__={}", json.replace('<', "\\u003c").replace('>', "\\u003E"))
    }),
    ("ASCII alone", |html| {
        let unit = |c: char| if c.is_ascii() { c.to_string() } else { format!("\\u{:04x}", u32::from(c)) };
        let text: String = html.replace('"', "\\\"").replace('\n', "").chars().map(unit).collect();
        format!("/* it's */ var t=/['\"]/;\nvar c=\"{text}\"")
    }),
];

/// The numbers that were read, the agency and the year.
fn contents(draft: &Draft) -> (Vec<(Cell, State)>, Option<String>, Option<u16>) {
    let cells = draft.cells().map(|(cell, entry)| (cell, entry.state().clone())).collect();
    (cells, draft.agency().map(|agency| agency.value.clone()), draft.year().map(|year| year.value))
}

/// A report as the body of a page, with all its sections.
fn body(draft: &Draft, year: u16) -> String {
    let tables = render::html(&render::official(draft)).replace(['`', '\\'], "");
    let section = |section: Section| format!("<h2>{}</h2>\n<p>按要求开展工作。</p>\n", section.heading(Lang::Zh));
    let [first, .., fifth, sixth] = Section::ALL.map(section);
    format!("<h1>某县某局{year}年政府信息公开工作年度报告</h1>\n{first}{tables}{fifth}{sixth}")
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 20, rng_seed: RngSeed::Fixed(3), failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn a_report_in_a_script_is_read_as_the_page_that_the_script_writes(
        draft in generate::drafts(), spelling in prop::sample::select(&SPELLINGS[..]), with_page in any::<bool>(),
    ) {
        prop_assume!(draft.cells().all(|(_, entry)| entry.state() != &State::Absent));
        let body = body(&draft, 2023);
        let page = read(body.as_bytes()).unwrap();
        let (name, spell) = spelling;
        let menu = "<table><tr><td>首页<td>政务公开</table><div id=c></div>";
        // What a page and its script both hold is read once.
        let shown = if with_page { body.as_str() } else { "" };
        let scripted = format!("<html><body>{menu}{shown}<script>{}</script><p>版权所有</body></html>", spell(&body));
        let found = read(scripted.as_bytes()).unwrap();
        prop_assert_eq!(contents(&found), contents(&page), "{}", name);
        prop_assert_eq!(check(found).verdict(), check(page).verdict(), "{}", name);
    }

    /// Strings in pieces make the whole report or none, and no string takes the place of what the page shows.
    #[test]
    fn a_script_adds_nothing_to_a_report_and_pieces_make_a_whole_one_or_none(
        draft in generate::drafts(), other in generate::drafts(), cut in 1..2000_usize,
    ) {
        let (page, another) = (body(&draft, 2023), body(&other, 2022));
        let (shown, whole) = (read(page.as_bytes()).unwrap(), read(another.as_bytes()).unwrap());
        for (name, spell) in SPELLINGS {
            let both = read(format!("{page}<script>{}</script>", spell(&another)).as_bytes()).unwrap();
            prop_assert_eq!(contents(&both), contents(&shown), "{}", name);
        }
        let cut = another.char_indices().map(|(at, _)| at).nth(cut).unwrap_or(another.len());
        let (first, rest) = another.split_at(cut);
        let pieces = [
            (format!("w('{first}');w('{rest}')"), &whole),
            (format!("s='{first}'+n+'{rest}'"), &whole),
            // A string that lacks the beginning is a page that lacks it.
            (format!("w('{rest}')"), &read(format!("<p>{rest}").as_bytes()).unwrap_or(whole.clone())),
        ];
        for (pieces, expected) in pieces {
            let pieces = pieces.replace('\n', "");
            match read(format!("<script>{pieces}</script>").as_bytes()) {
                Ok(found) => prop_assert_eq!(contents(&found), contents(expected)),
                Err(error) => prop_assert_eq!(error, ReadError::NotAReport),
            }
        }
        let holes = another.replace("</td>", "${v}</td>").replace('\n', "");
        prop_assert_eq!(read(format!("<script>w('{holes}')</script>").as_bytes()), Err(ReadError::NotAReport));
    }

    /// A script is only looked at: whatever stands in it, reading ends.
    #[test]
    fn no_script_makes_the_reader_panic(script in "(table|<tr>|[\"'`\\\\/+*x\n]|u[0-9a-f]{0,4}|\\PC){0,60}") {
        let _ = read(format!("<script>{script}</script>").as_bytes());
    }
}

/// A string without an end is looked through once, not from each of its escaped marks again.
#[test]
fn a_string_without_an_end_costs_one_pass() {
    for quote in ["\\\"", "\\'", "\\`", "'", "\"", "'+'"] {
        let page = format!("<script>var table=\"{}</script>", quote.repeat(400_000));
        assert_eq!(read(page.as_bytes()), Err(ReadError::NotAReport));
    }
}
