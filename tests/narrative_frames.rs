//! Titles, periods, headings and notices in the words that reports use: OGI111 to OGI115 accuse only where it is due.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use ogi_report::draft::{Draft, Passage, Place, Prose, State};
use ogi_report::form::{Form, Lang, Section};
use ogi_report::{check, read, render};

/// A correct report on 2024 as text, with one of its parts put differently.
fn report(part: &str, by: &str) -> String {
    let mut draft = Draft::new(Form::Revised2021);
    draft.set_agency("云岭县水利局");
    draft.set_year(2024);
    for cell in Form::Revised2021.cells() {
        draft.set(cell, State::Count(0)).unwrap();
    }
    let said =
        [(Section::Overview, "按要求公开。"), (Section::Problems, "加强培训。"), (Section::OtherMatters, "未收费。")];
    for (section, text) in said {
        let passages = vec![Passage { text: text.to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: Some(section), heading: None, passages, has_table: false });
    }
    let text = render::tsv(&render::official(&draft));
    let by = by.replace('⏎', "\n\n");
    let title = text.lines().next().unwrap().to_owned();
    let heading = |section: Section| section.heading(Lang::Zh);
    match part {
        "title" => text.replacen(&title, &by, 1),
        "period" | "notice" => text.replacen(&title, &format!("{title}\n\n{by}"), 1),
        "years" => text.replacen("按要求公开。", &by, 1),
        "五六" => {
            let from = text.find(heading(Section::Problems)).unwrap();
            format!("{}{by}\n", &text[..from])
        }
        _ => {
            let section = Section::ALL.into_iter().find(|s| s.numeral() == part).unwrap();
            text.replacen(heading(section), &by, 1)
        }
    }
}

#[test]
fn the_frame_of_a_report_is_accused_only_where_it_is_due() {
    let mut wrong = Vec::new();
    for line in include_str!("narrative/frames.txt").lines().filter(|l| !l.starts_with('#')) {
        let mut parts = line.split('|').map(str::trim);
        let (part, by, due) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
        let assessment = check(read(report(part, by).as_bytes()).unwrap());
        let mut found: Vec<&str> = assessment.findings().iter().map(|f| f.rule().code()).collect();
        found.retain(|code| code.starts_with("OGI11"));
        found.dedup();
        let due: Vec<String> = due.split_whitespace().filter(|d| *d != "-").map(|d| format!("OGI{d}")).collect();
        if found != due {
            let messages: Vec<String> = assessment.findings().iter().map(|f| f.message(Lang::Zh)).collect();
            wrong.push(format!("{line}\n   found {found:?}, due {due:?}: {messages:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}:\n{}", wrong.len(), wrong.join("\n"));
}
