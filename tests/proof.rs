//! The proof page: its structure for every printed form, what it marks, and that what stands in a document stays text.

use std::collections::BTreeSet;

use ogi_report::assess::{Checker, Waiver};
use ogi_report::draft::{Draft, Entry, Found, Passage, Place, Prose, State, Stray, StrayKind, Unreadable};
use ogi_report::form::{Cell, Form, Lang, Section};
use ogi_report::render::{self, Marks};
use ogi_report::{Report, check, read};
use scraper::{ElementRef, Html, Selector};

fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).unwrap();
    page.select(&selector).collect()
}

fn ids(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).iter().map(|e| e.attr("id").unwrap().to_owned()).collect()
}

fn text(element: &ElementRef<'_>) -> String {
    element.text().collect()
}

fn cell(address: &str) -> Cell {
    address.parse().unwrap()
}

const WRONG: &[u8] = include_bytes!("data/one-cell-wrong.md");

/// What holds of every page, whatever the report.
#[track_caller]
fn is_sound(source: &str, form: Form) -> Html {
    let page = Html::parse_document(source);
    assert_eq!(page.errors.len(), 0, "{:?}", page.errors);
    let cells: Vec<String> = form.cells().map(|c| c.to_string()).collect();
    let mut printed = ids(&page, "td");
    assert_eq!(printed.len(), cells.len());
    printed.sort();
    assert_eq!(printed, cells.iter().cloned().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
    let every = ids(&page, "[id]");
    let unique: BTreeSet<&String> = every.iter().collect();
    assert_eq!(unique.len(), every.len(), "an id stands twice");
    for link in all(&page, "a") {
        let to = link.attr("href").unwrap().strip_prefix('#').expect("every link stays on the page");
        assert!(every.iter().any(|id| id == to), "nothing is called {to}");
    }
    assert!(all(&page, "th").iter().all(|th| th.attr("scope").is_some()));
    assert_eq!(all(&page, "table").len(), all(&page, "table > caption").len());
    let allowed = [
        "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "bdi", "p", "dl", "div",
        "dt", "dd", "section", "ul", "ol", "li", "main", "table", "caption", "colgroup", "col", "thead", "tbody", "tr",
        "th", "td", "span", "s", "strong", "sup", "aside", "br", "code", "footer",
    ];
    for element in all(&page, "*") {
        let value = element.value();
        assert!(allowed.contains(&value.name()), "<{}>", value.name());
        assert!(value.attrs().all(|(name, _)| !name.starts_with("on") && name != "src" && name != "style"));
    }
    page
}

#[test]
fn every_form_is_printed_with_every_cell_once_and_links_that_lead_somewhere() {
    for form in Form::ALL {
        for lang in [Lang::Zh, Lang::En] {
            for draft in [Draft::from(&Report::zero(form)), Draft::new(form)] {
                is_sound(&render::proof(&check(draft), lang).to_string(), form);
            }
        }
    }
}

#[test]
fn merged_headers_make_every_row_of_a_table_as_wide_as_the_others() {
    for form in Form::ALL {
        let page = is_sound(&render::proof(&check(Draft::new(form)), Lang::Zh).to_string(), form);
        for table in all(&page, "table") {
            let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
            let mut widths = BTreeSet::new();
            for (number, row) in table.select(&Selector::parse("tr").unwrap()).enumerate() {
                let mut column = 0;
                for field in row.select(&Selector::parse("th, td").unwrap()) {
                    let span = |name| field.attr(name).map_or(1, |n| n.parse::<usize>().unwrap());
                    while taken.contains(&(number, column)) {
                        column += 1;
                    }
                    for down in 0..span("rowspan") {
                        for right in 0..span("colspan") {
                            assert!(taken.insert((number + down, column + right)), "cells overlap");
                        }
                    }
                }
                widths.insert(taken.iter().filter(|(row, _)| *row == number).count());
            }
            assert_eq!(widths.len(), 1, "{form:?} {widths:?}");
        }
    }
}

#[test]
fn the_wrong_cell_is_marked_with_the_value_it_should_have_and_its_equations_are_beside() {
    let assessment = check(read(WRONG).unwrap());
    let page = is_sound(&render::proof(&assessment, Lang::En).to_string(), Form::Revised2021);
    assert_eq!(ids(&page, "td.wrong"), ["applications.not_held.natural_person"]);
    assert_eq!(text(&all(&page, "td.wrong .should")[0]), "should be 12");
    assert_eq!(text(&all(&page, "td.wrong s")[0]), "21");
    // The row of 7 cells and the column of 22 share the wrong one.
    assert_eq!(ids(&page, "td.broken").len(), 7 + 22 - 1);
    // The band of the row is closed above and below, that of the column on either side, and both at their ends.
    let wide = ["td.top", "td.bottom"].map(|side| all(&page, side).len());
    let high = ["td.left", "td.right"].map(|side| all(&page, side).len());
    assert_eq!((wide, high), ([7 + 1, 7 + 1], [22, 22 + 1]));
    let sums: Vec<String> = all(&page, "td .parts").iter().map(text).collect();
    assert_eq!(sums, ["≠ 24", "≠ 66"]);
    let links = |selector: &str| -> Vec<String> {
        all(&page, selector).iter().map(|a| a.attr("href").unwrap().to_owned()).collect()
    };
    assert_eq!(links("td.wrong .note a"), ["#f1", "#f2"]);
    assert_eq!(links("td[id='applications.not_held.total'] .note a"), ["#f1"]);
    assert_eq!(links("td[id='applications.disclosed.natural_person'] a"), ["#f2"]);
    assert_eq!(links(".conclusion a"), ["#applications.not_held.natural_person"]);
    assert!(links("#f1 a").contains(&"#applications.not_held.natural_person".to_owned()));
    let equations: Vec<String> = all(&page, "aside .sum").iter().map(text).collect();
    assert_eq!(equations, ["15 ≠ 21 + 2 + 1 (= 24)", "57 ≠ 21 + 6 + 2 + 5 + 3 + 21 + 4 + 3 + 1 (= 66)"]);
    assert_eq!(text(&all(&page, ".verdict")[0]), "Verdict: rejected");
    assert_eq!(ids(&page, ".finding"), ["f1", "f2"]);
    let claims: Vec<(String, &str)> =
        all(&page, "a.claim.agrees").iter().map(|a| (text(a), a.attr("href").unwrap())).collect();
    assert!(claims.iter().any(|(t, to)| t.starts_with("69件") && *to == "#applications.received.total"), "{claims:?}");
}

#[test]
fn what_the_text_says_against_the_table_is_linked_both_ways() {
    let source = String::from_utf8(WRONG.to_vec()).unwrap().replace("申请69件", "申请70件");
    let page =
        is_sound(&render::proof(&check(read(source.as_bytes()).unwrap()), Lang::Zh).to_string(), Form::Revised2021);
    let claim = &all(&page, "a.claim.differs")[0];
    assert!(text(claim).starts_with("70件"));
    assert_eq!(claim.attr("href"), Some("#applications.received.total"));
    let to_text = format!(".finding a[href='#{}']", claim.attr("id").unwrap());
    assert_eq!(all(&page, &to_text).len(), 1);
    assert_eq!(all(&page, ".prose sup a").len(), 1);
    for claim in all(&page, "a.claim") {
        let back =
            format!("td[id='{}'] .note a[href='#{}']", &claim.attr("href").unwrap()[1..], claim.attr("id").unwrap());
        assert_eq!(all(&page, &back).len(), 1, "{}", text(&claim));
    }
}

#[test]
fn each_of_many_sentences_alike_has_its_own_finding() {
    let sentences = "全年收到政府信息公开申请70件。".repeat(200);
    let source =
        String::from_utf8(WRONG.to_vec()).unwrap().replace("全年收到政府信息公开申请69件，上年结转5件。", &sentences);
    let page =
        is_sound(&render::proof(&check(read(source.as_bytes()).unwrap()), Lang::Zh).to_string(), Form::Revised2021);
    let links =
        |selector: &str| all(&page, selector).iter().map(|a| a.attr("href").unwrap().to_owned()).collect::<Vec<_>>();
    let (to, from) = (links(".prose sup a"), links(".finding a[href^='#n']"));
    assert_eq!((to.len(), from.len()), (200, 200));
    assert_eq!(to.iter().collect::<BTreeSet<_>>().len(), 200);
    assert_eq!(from.iter().collect::<BTreeSet<_>>().len(), 200);
}

#[test]
fn the_states_of_a_cell_are_told_apart_in_words_and_forced_values_are_offered() {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    draft.set(cell("disclosure.licensing.decisions"), State::Blank).unwrap();
    draft.set(cell("disclosure.penalties.decisions"), Entry::read(State::NotApplicable, "/", Place::Nowhere)).unwrap();
    let unreadable = State::Unreadable(Unreadable::NotANumber);
    draft.set(cell("disclosure.coercion.decisions"), Entry::read(unreadable, "1O", Place::Nowhere)).unwrap();
    draft.set(cell("disclosure.fees.amount"), State::Absent).unwrap();
    draft.set(cell("applications.received.total"), State::Blank).unwrap();
    let page = is_sound(&render::proof(&check(draft), Lang::En).to_string(), Form::Revised2021);
    let said = |class: &str| text(&all(&page, &format!("td.{class}"))[0]);
    assert!(said("blank").contains("blank"));
    assert!(said("not-applicable").contains("/not applicable"));
    assert!(said("unreadable").contains("1Ounreadable"));
    let seen = |class: &str| text(&all(&page, &format!("td.{class} .state"))[0]);
    let states = ["blank", "not-applicable", "unreadable", "absent"];
    assert_eq!(
        states.map(seen),
        ["blank", "not applicable", "unreadable", "absent"],
        "in words, and not in words to be heard only"
    );
    assert!(said("absent").contains("absent"));
    assert_eq!(text(&all(&page, "td[id='applications.received.total'] .forced")[0]), "must be 0");
}

#[test]
fn a_waived_finding_says_so_and_every_waiver_what_became_of_it() {
    let found = check(read(WRONG).unwrap());
    let waive = |at: usize, until: &str| {
        Waiver::new(&found.findings()[at], "已核实", "某某", "2025-01-01".parse().unwrap(), until.parse().unwrap())
    };
    let checker =
        Checker::new().with_waivers([waive(0, "2025-12-31"), waive(1, "2025-01-31")], "2025-02-01".parse().unwrap());
    let assessment = checker.check(found.into_draft());
    let page = is_sound(&render::proof(&assessment, Lang::En).to_string(), Form::Revised2021);
    let waived = all(&page, ".finding a[href^='#w']");
    assert_eq!(waived.iter().map(|a| a.attr("href").unwrap()).collect::<Vec<_>>(), ["#w1"]);
    let said: Vec<String> = all(&page, "#waivers li").iter().map(text).collect();
    assert!(
        said[0].starts_with("in force finding 1") && said[0].contains("已核实 · 某某 · 2025-01-01 – 2025-12-31"),
        "{said:?}"
    );
    assert!(said[1].starts_with("expired finding 2"), "{said:?}");
    let markdown = render::proof_markdown(&assessment, Lang::En).to_string();
    assert!(markdown.contains("*waived*: 已核实") && markdown.contains("- **expired** OGI303"), "{markdown}");
}

#[test]
fn the_legend_explains_the_marks_that_are_on_the_page_and_no_other() {
    let legend = |draft: Draft| {
        let page = Html::parse_document(&render::proof(&check(draft), Lang::En).to_string());
        all(&page, ".legend li").iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(legend(Draft::from(&Report::zero(Form::Revised2021))), [""; 0]);
    let wrong = legend(read(WRONG).unwrap());
    assert_eq!(wrong, ["wrong", "in an equation that does not hold", "agrees with the table", "not compared"]);
}

#[test]
fn what_may_be_right_is_not_called_wrong() {
    // A value entered one column to the left of where it belongs: eight rows explain it as well.
    let source = String::from_utf8(WRONG.to_vec()).unwrap();
    let source = source.replace(" 21 | 2 | 0 | 0 | 1 | 0 | 15 |", " 14 | 0 | 0 | 0 | 1 | 0 | 15 |");
    let assessment = check(read(source.as_bytes()).unwrap());
    let page = is_sound(&render::proof(&assessment, Lang::En).to_string(), Form::Revised2021);
    assert!(all(&page, "td.wrong, td s").is_empty());
    let suspects = all(&page, "td.suspect");
    assert_eq!(suspects.len(), 2);
    for suspect in suspects {
        assert!(text(&suspect).contains("may be wrong") && text(&suspect).contains("may be "), "{}", text(&suspect));
    }
    // Five of the other seven, and that there are more.
    let others: Vec<String> = all(&page, ".conclusion li").iter().map(text).collect();
    assert_eq!((others.len(), others.last().map(String::as_str)), (6, Some("or: …")));
    let markdown = render::proof_markdown(&assessment, Lang::En).to_string();
    assert!(!markdown.contains("~~") && markdown.matches("**may be ").count() == 2, "{markdown}");
}

#[test]
fn where_any_cell_may_be_wrong_none_is_singled_out() {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    draft.set(cell("proceedings.reconsideration.total"), State::Count(3)).unwrap();
    draft.set(cell("proceedings.reconsideration.upheld"), State::Count(2)).unwrap();
    let assessment = check(draft);
    let page = is_sound(&render::proof(&assessment, Lang::Zh).to_string(), Form::Revised2021);
    assert!(all(&page, "td.wrong, td.suspect").is_empty());
    assert_eq!(all(&page, "td.broken").len(), 5);
    assert!(assessment.draft().form().cells().all(|c| Marks::of(&assessment).suspect(c).is_none()));
}

/// A report with the text in every place that a document can put text in.
fn hostile(text: &str) -> Draft {
    let mut draft = Draft::from(&Report::zero(Form::Revised2021));
    let found = |text: &str| Found { value: text.to_owned(), raw: text.to_owned(), place: Place::Nowhere };
    draft.set_agency(found(text));
    let place = Place::Sheet { sheet: text.into(), row: 1, column: 1 };
    let unreadable = State::Unreadable(Unreadable::NotANumber);
    draft.set(cell("disclosure.rules.issued"), Entry::read(unreadable, text, place.clone())).unwrap();
    draft
        .set(cell("disclosure.coercion.decisions"), Entry::read(State::Count(1), text, place.clone()).with_unit(text))
        .unwrap();
    draft.set(cell("applications.received.total"), Entry::read(State::Count(2), text, place.clone())).unwrap();
    let passage = |text: String| Passage { text, place: place.clone() };
    draft.push_prose(Prose {
        section: Some(Section::Overview),
        heading: Some(passage(text.to_owned())),
        passages: vec![passage(text.to_owned()), passage(format!("{text}全年收到政府信息公开申请7件，{text}。"))],
        has_table: false,
    });
    draft.push_stray(Stray {
        kind: StrayKind::UnknownRow,
        label: text.to_owned(),
        values: vec![text.to_owned()],
        place,
        near: vec![cell("disclosure.rules.issued")],
    });
    draft
}

const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "</td></table></style></title><script src=//x.test></script>",
    "' onmouseover='alert(1)",
    "<!-- <svg/onload=alert(1)> -->",
    "&lt;script&gt;&#60;b&#62;]]>\0\u{b}",
    "{{constructor}} `${x}` javascript:alert(1)",
];

#[test]
fn what_stands_in_a_document_stays_text() {
    for text in HOSTILE {
        let draft = hostile(text);
        for lang in [Lang::Zh, Lang::En] {
            let source = render::proof(&check(draft.clone()), lang).to_string();
            let page = is_sound(&source, Form::Revised2021);
            let shown: String = page.root_element().text().collect();
            let cleaned = render::shown(text);
            assert!(shown.matches(&cleaned).count() >= 4, "{text}");
        }
        let plain = Html::parse_document(&render::html(&render::official(&draft)));
        assert!(all(&plain, "script, img, svg").is_empty() && plain.errors.is_empty(), "{:?}", plain.errors);
    }
}

#[test]
fn markdown_shows_the_affected_rows_and_lets_no_markup_through() {
    let assessment = check(read(WRONG).unwrap());
    let text = render::proof_markdown(&assessment, Lang::Zh).to_string();
    assert!(text.contains("~~21~~ **应为 12**") && text.contains("**15 ≠ 24**"), "{text}");
    assert!(!text.contains("国家秘密"), "a row in which nothing is to be seen is left out");
    for hostile_text in HOSTILE.into_iter().chain(["@someone #1 | https://x.test [a](b) ![c](d)\n# heading"]) {
        let text = render::proof_markdown(&check(hostile(hostile_text)), Lang::En).to_string();
        let document: String = text.lines().filter(|l| !l.starts_with("> ")).collect();
        assert!(
            !document.contains(['<', '>']) && !document.contains("://") && !document.contains("@someone"),
            "{text}"
        );
        assert!(!document.replace("\\]", "").contains("]("), "{text}");
    }
}

/// The example beside the test binary; `cargo test` builds it, narrower commands may not.
#[test]
fn the_example_writes_a_page_or_markdown_in_either_language() {
    let test = std::env::current_exe().unwrap();
    let example =
        test.parent().unwrap().parent().unwrap().join("examples/proof").with_extension(std::env::consts::EXE_EXTENSION);
    if !example.is_file() {
        eprintln!("skipped: the example is not built");
        return;
    }
    let run = |arguments: &[&str]| {
        let mut command = std::process::Command::new(&example);
        let output = command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let file = "tests/data/one-cell-wrong.md";
    for (arguments, begins, says) in [
        (&[file][..], "<!DOCTYPE html>\n<html lang=\"zh-CN\">", "应为 12"),
        (&["--lang", "en", file], "<!DOCTYPE html>\n<html lang=\"en\">", "should be 12"),
        (&["--format", "markdown", "--lang", "en", file], "# 某市某区人民政府 2024", "| ~~21~~ **should be 12** |"),
    ] {
        let (status, written, _) = run(arguments);
        assert_eq!(status, Some(0));
        assert!(written.starts_with(begins) && written.contains(says), "{written}");
    }
    #[cfg(unix)]
    {
        // A pipe without a writer would be waited for.
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        let (status, written, said) = run(&["--lang", "en", pipe.to_str().unwrap()]);
        assert_eq!((status, written.as_str()), (Some(2), ""));
        assert!(said.ends_with("pipe: not a regular file\n"), "{said}");
    }
    for (arguments, says) in [
        (&["no-such-file"][..], "no-such-file：没有这个文件\n"),
        (&["no\n\u{1b}[2J\u{202e}file"], "no \u{fffd}[2J\u{fffd}file：没有这个文件\n"),
        (&["--lang", "en", "src"], "src: is a directory; name the files in it\n"),
        (&["Cargo.toml"], "Cargo.toml：没有找到年度报告"),
        (&["--format", "pdf", file], "error: invalid value 'pdf'"),
    ] {
        let (status, written, said) = run(arguments);
        assert_eq!((status, written.as_str()), (Some(2), ""));
        assert!(said.starts_with(says), "{said}");
    }
}
