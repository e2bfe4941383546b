//! Passages of reports by invented bodies, with the findings they deserve and the cells these name.
//!
//! `bodies.txt` holds the bodies with their tables. The passages were written without a look at the grammar; the first
//! lines of each file say when it was looked at, and the tests say what was measured before that. Each passage is printed
//! into a whole report with the body's tables, which is then read and checked as any document is.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use std::collections::BTreeMap;

use ogi_report::draft::{Amount, Draft, Passage, Place, Prose, State};
use ogi_report::form::{Cell, Column, Form, Group, Row, Section};
use ogi_report::{Assessment, check, read, render};

/// The bodies by their letters.
fn bodies() -> BTreeMap<&'static str, Draft> {
    let files = [
        include_str!("narrative/bodies.txt"),
        include_str!("narrative/bodies_red.txt"),
        include_str!("narrative/bodies_sixth.txt"),
    ];
    files.iter().flat_map(|file| file.lines()).filter(|l| !l.starts_with('#')).map(body).collect()
}

/// A body and its tables: what is not named is 0, and section 三 balances.
fn body(line: &'static str) -> (&'static str, Draft) {
    let (head, cells) = line.split_once(':').unwrap();
    let mut head = head.split(' ');
    let mut word = || head.next().unwrap();
    let (letter, agency, year, edition) = (word(), word(), word(), word());
    let form = if edition == "2019" { Form::Trial2019 } else { Form::Revised2021 };
    let mut draft = Draft::new(form);
    draft.set_agency(agency);
    draft.set_year(year.parse::<u16>().unwrap());
    for cell in form.cells() {
        draft.set(cell, State::Count(0)).unwrap();
    }
    let mut set = |address: String, value: i64| {
        draft.set(address.parse().unwrap(), State::Count(value)).unwrap();
    };
    let (mut open, mut handled, mut amount) = (0, 0, None);
    for entry in cells.split(',').map(str::trim).filter(|entry| !entry.is_empty()) {
        let (row, numbers) = entry.split_once(' ').unwrap();
        if row == "fees" {
            amount = Some(numbers.parse().unwrap());
            continue;
        }
        let counts: Vec<i64> = numbers.split(' ').map(|n| n.parse().unwrap()).collect();
        match (row, counts.as_slice()) {
            (_, [upheld, corrected, other, pending]) => {
                let results = [("upheld", upheld), ("corrected", corrected), ("other", other), ("pending", pending)];
                for (column, n) in results {
                    set(format!("proceedings.{row}.{column}"), *n);
                }
                set(format!("proceedings.{row}.total"), upheld + corrected + other + pending);
            }
            (_, [issued, repealed, in_force]) => {
                let columns = [("issued", issued), ("repealed", repealed), ("in_force", in_force)];
                for (column, n) in columns {
                    set(format!("disclosure.{row}.{column}"), *n);
                }
            }
            ("licensing" | "penalties" | "coercion", [n]) => set(format!("disclosure.{row}.decisions"), *n),
            (_, [n]) if row.contains('.') => set(format!("applications.{row}"), *n),
            (_, [n]) => {
                set(format!("applications.{row}.total"), *n);
                let comes_in = matches!(row, "received" | "brought_forward");
                *(if comes_in { &mut open } else { &mut handled }) += n;
            }
            _ => panic!("{entry}"),
        }
    }
    set("applications.handled.total".into(), handled);
    set("applications.carried_forward.total".into(), open - handled);
    if form == Form::Revised2021 {
        let amount = Amount { value: amount.unwrap_or_default(), unit: None };
        draft.set("disclosure.fees.amount".parse().unwrap(), State::Amount(amount)).unwrap();
    }
    (letter, draft)
}

struct Line<'a> {
    text: &'a str,
    assessment: Assessment,
    /// A finding that is due, or that may be raised: its rule and what its cells are.
    due: Vec<(bool, &'a str, &'a str)>,
}

fn line<'a>(bodies: &BTreeMap<&'static str, Draft>, line: &'a str) -> Line<'a> {
    let (head, text) = line.split_once(" | ").unwrap();
    let (letter, due) = head.split_once(' ').unwrap();
    // The name of a body, or a letter and the section.
    let (name, section) = if bodies.contains_key(letter) { (letter, "") } else { letter.split_at(1) };
    let section = match section {
        "5" => Section::Problems,
        "6" => Section::OtherMatters,
        _ => Section::Overview,
    };
    let mut draft = bodies[name].clone();
    let known = ["信息公开", "依申请", "信息处理费"].iter().any(|word| text.contains(word));
    let heading = (section == Section::Overview && !known).then_some("（二）依申请公开情况");
    let passages = heading.into_iter().chain(text.split('⏎'));
    let passages = passages.map(|text| Passage { text: text.to_owned(), place: Place::Nowhere }).collect();
    draft.push_prose(Prose { section: Some(section), heading: None, passages, has_table: false });
    for other in [Section::Overview, Section::Problems, Section::OtherMatters].into_iter().filter(|s| *s != section) {
        let passages = vec![Passage { text: "按要求开展工作。".to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(other), heading: None, passages, has_table: false });
    }
    let document = render::tsv(&render::official(&draft));
    let assessment = check(read(document.as_bytes()).unwrap());
    let due = due.split(';').map(str::trim).filter(|due| *due != "-").map(|due| {
        let must = !due.starts_with('?');
        let (rule, cells) = due.trim_start_matches('?').split_once(' ').unwrap_or((due.trim_start_matches('?'), ""));
        (must, rule, cells)
    });
    Line { text: line, assessment, due: due.collect() }
}

fn names(what: &str, cells: &[Cell]) -> bool {
    let group = |group: Group| cells.iter().any(|c| c.row().group() == Some(group));
    match what {
        "" => true,
        "withheld" => group(Group::Withheld),
        "unable" => group(Group::Unavailable),
        "unprocessed" => group(Group::NotProcessed),
        "otherwise" => group(Group::OtherHandling),
        "companies" => cells.iter().any(|c| c.column() == Column::OtherOrganization),
        "litigation" => [Row::DirectLitigation, Row::LitigationAfterReconsideration]
            .iter()
            .any(|r| cells.iter().any(|c| c.row() == *r)),
        cell => {
            let full = |prefix: &str, suffix: &str| format!("{prefix}{cell}{suffix}").parse::<Cell>().ok();
            ["applications.", "proceedings.", "disclosure."]
                .iter()
                .flat_map(|prefix| [full(prefix, ""), full(prefix, ".total")])
                .flatten()
                .any(|cell| cells.contains(&cell))
        }
    }
}

/// Of one rule: how many findings are right, how many are raised, how many are due.
#[derive(Clone, Copy, Default)]
struct Measure {
    right: usize,
    raised: usize,
    due: usize,
}

/// The rules on text. OGI505 and OGI506 are notes.
const RULES: [&str; 11] =
    ["OGI111", "OGI112", "OGI113", "OGI114", "OGI115", "OGI501", "OGI502", "OGI503", "OGI504", "OGI505", "OGI506"];

fn measure(table: &str) -> (Measure, BTreeMap<&'static str, Measure>, Vec<String>) {
    let bodies = bodies();
    let (mut by_rule, mut wrong) = (BTreeMap::<&str, Measure>::new(), Vec::new());
    for text in table.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let case = line(&bodies, text);
        let mut met = vec![false; case.due.len()];
        for code in RULES {
            for finding in case.assessment.findings().iter().filter(|f| f.rule().code() == code) {
                let fits = |due: &(bool, &str, &str)| code.ends_with(due.1) && names(due.2, finding.cells());
                let at = case.due.iter().enumerate().position(|(at, due)| !met[at] && fits(due));
                let of = by_rule.entry(code).or_default();
                match at {
                    Some(at) if !case.due[at].0 => met[at] = true,
                    Some(at) => {
                        met[at] = true;
                        of.right += 1;
                        of.raised += 1;
                    }
                    None => {
                        of.raised += 1;
                        let message = finding.message(ogi_report::form::Lang::Zh);
                        wrong.push(format!("FALSE {code} {}\n      {message}", case.text));
                    }
                }
            }
        }
        for ((must, rule, _), met) in case.due.iter().zip(met) {
            let code = RULES.iter().find(|code| code.ends_with(rule)).unwrap();
            by_rule.entry(code).or_default().due += usize::from(*must);
            if *must && !met {
                wrong.push(format!("MISS  {code} {}", case.text));
            }
        }
    }
    let mut all = Measure::default();
    for of in by_rule.values() {
        all = Measure { right: all.right + of.right, raised: all.raised + of.raised, due: all.due + of.due };
    }
    (all, by_rule, wrong)
}

/// At least `right` right findings and at most `false_ones` others.
fn holds(table: &str, right: usize, false_ones: usize) {
    let (all, by_rule, wrong) = measure(table);
    for (rule, of) in &by_rule {
        println!("{rule}: {} of {} raised are right, of {} due", of.right, of.raised, of.due);
    }
    println!("all: {} of {} raised are right, of {} due", all.right, all.raised, all.due);
    if std::env::var_os("SHOW_WRONG").is_some() {
        println!("{}", wrong.join("\n"));
    }
    assert!(all.raised - all.right <= false_ones && all.right >= right, "{} of {}", all.right, all.raised);
}

// Before the grammar was mended: 48 of 58 raised were right, of 62 due.
#[test]
fn passages_that_were_looked_at_are_judged_rightly() {
    holds(include_str!("narrative/passages_tune.txt"), 55, 0);
}

// Before: 65 of 71. Untouched, after mending by the other half: 65 of 68 raised were right, of 76 due.
#[test]
fn passages_drawn_by_lot_are_judged_rightly() {
    holds(include_str!("narrative/passages_blind.txt"), 67, 0);
}

// Untouched: 26 of 29 raised were right, of 30 due.
#[test]
fn passages_written_later_are_judged_rightly() {
    holds(include_str!("narrative/passages_fresh.txt"), 27, 0);
}

// Untouched: 26 of 26 raised were right, of 28 due; besides a note on a fee that the table rounds away.
#[test]
fn passages_written_last_are_judged_rightly() {
    holds(include_str!("narrative/passages_last.txt"), 26, 0);
}

// Untouched: 30 of 31 raised were right, of 43 due.
#[test]
fn documents_of_the_first_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_1.txt"), 40, 0);
}

// Untouched: 26 of 28 raised were right, of 29 due.
#[test]
fn documents_of_the_second_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_2.txt"), 27, 0);
}

// Untouched: 21 of 22 raised were right, of 24 due.
#[test]
fn documents_of_the_third_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_3.txt"), 23, 0);
}

// Untouched: 27 of 28 raised were right, all that were due.
#[test]
fn documents_of_the_fourth_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_4.txt"), 20, 0);
}

// Untouched, and the grammar has not been mended since: 14 of 14 raised were right, of 15 due.
#[test]
fn documents_of_the_fifth_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_5.txt"), 14, 0);
}

// Untouched, as whole documents: 62 of 63 findings were right, in 60 of the 71 documents with a fault; nothing in the 60
// without one but a handled application taken for a received one. The ten with faults of form are not in the file: of its
// lines 50 of 51 raised were right, of 61 due.
#[test]
fn documents_of_the_sixth_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_6.txt"), 53, 0);
}

// About the causes of the sixth round's faults only: lists of what was done, 申请中, 零申请、零结转. Before: 4 of 12, of 6 due.
#[test]
fn passages_about_the_causes_of_the_sixth_round_are_judged_rightly() {
    holds(include_str!("narrative/documents_6_causes.txt"), 6, 0);
}
