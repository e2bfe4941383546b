//! Errors located in the cells of the form: real reports, made ones, and what is said of them.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a test may panic")]

use std::collections::BTreeMap;

use ogi_report::form::{Cell, Column, Form, Lang, Row, Table};
use ogi_report::localise::{self, Consistency, Diagnosis, Mechanism};

fn cell(address: &str) -> Cell {
    address.parse().unwrap()
}

/// Every cell 0 but those given.
fn locate(form: Form, cells: &[(&str, i64)]) -> Diagnosis {
    let cells: BTreeMap<Cell, i64> = cells.iter().map(|&(address, value)| (cell(address), value)).collect();
    localise::locate(form, |cell| Some(cells.get(&cell).copied().unwrap_or(0)))
}

#[test]
fn the_system_of_a_form_has_its_identities_and_parts() {
    for (form, cells, identities) in
        [(Form::Revised2021, 190, 42), (Form::Trial2019, 176, 40), (Form::Revised2021Undivided, 176, 40)]
    {
        let diagnosis = localise::locate(form, |_| Some(0));
        let tied: usize = diagnosis.parts().iter().map(|part| part.sites.len()).sum();
        assert_eq!((tied, diagnosis.identities()), (cells, identities));
        assert_eq!(diagnosis.parts().len(), 4, "section 三 and three blocks of section 四");
    }
}

#[test]
fn any_one_wrong_cell_of_section_three_is_located_and_restored() {
    for form in Form::ALL {
        for wrong in form.cells().filter(|cell| cell.to_string().starts_with("applications.")) {
            let diagnosis = localise::locate(form, |cell| Some(if cell == wrong { 3 } else { 0 }));
            let [only] = diagnosis.explanations() else { panic!("{wrong}: {:?}", diagnosis.explanations()) };
            assert_eq!(only.changes.iter().map(|c| (c.site, c.expected)).collect::<Vec<_>>(), [(wrong, Some(0))]);
        }
    }
}

#[test]
fn hongze_2023_section_four_has_totals_left_at_zero() {
    // 洪泽区 2023: 行政复议 10 + 1 + 0 + 0, 总计 printed 0; 复议后起诉 5 + 0 + 0 + 0, 总计 printed 0.
    let diagnosis = locate(
        Form::Revised2021,
        &[
            ("proceedings.reconsideration.upheld", 10),
            ("proceedings.reconsideration.corrected", 1),
            ("proceedings.litigation_after_reconsideration.upheld", 5),
        ],
    );
    // The parts cannot fall below 0, so of single cells only the total can mend the first block; in the second 5 may
    // itself be wrong.
    assert_eq!(diagnosis.parts()[1].explanations.len(), 1);
    assert_eq!(diagnosis.parts()[3].explanations.len(), 2);
    assert_eq!(
        diagnosis.sentences(Lang::En),
        [
            "四、行政复议 总计 should be 11, not 0: left out and read as 0; this makes the equations of this part hold",
            "section 四, Litigation after reconsideration: the total is not the sum of its parts; any one of 2 cells could be wrong, and nothing in the form tells which",
        ]
    );
    assert_eq!(diagnosis.explanations().len(), 2);
}

#[test]
fn a_wrong_block_of_section_four_is_found_and_not_located() {
    let diagnosis = locate(
        Form::Revised2021,
        &[
            ("proceedings.direct_litigation.upheld", 4),
            ("proceedings.direct_litigation.corrected", 3),
            ("proceedings.direct_litigation.other", 3),
            ("proceedings.direct_litigation.pending", 3),
            ("proceedings.direct_litigation.total", 12),
        ],
    );
    assert_eq!(diagnosis.explanations().len(), 5);
    assert_eq!(
        diagnosis.sentences(Lang::Zh),
        ["四、未经复议直接起诉：总计与各项之和不符；5个单元格中任何一个有误都能解释，表内无从判定是哪一个"]
    );
}

#[test]
fn pingtan_2020_has_one_outcome_of_six_too_many_and_nothing_tells_which() {
    // 平潭 2020: 自然人 outcomes 6 + 6 + 4 + 3 + 3 + 4 = 26 against （七）总计 20, the total column 27 against 21, the
    // balance 20 + 0 = 20 + 0. The rows of the outcomes are not known; the six are placed one after another here.
    let mut cells = vec![
        ("applications.received.natural_person", 20),
        ("applications.received.commercial_enterprise", 1),
        ("applications.received.total", 21),
        ("applications.handled.natural_person", 20),
        ("applications.handled.commercial_enterprise", 1),
        ("applications.handled.total", 21),
        ("applications.not_held.commercial_enterprise", 1),
        ("applications.not_held.total", 1),
    ];
    let outcomes = [
        ("applications.disclosed.natural_person", "applications.disclosed.total", 6),
        ("applications.partly_disclosed.natural_person", "applications.partly_disclosed.total", 6),
        ("applications.third_party_rights.natural_person", "applications.third_party_rights.total", 4),
        ("applications.internal_affairs.natural_person", "applications.internal_affairs.total", 3),
        ("applications.process_information.natural_person", "applications.process_information.total", 3),
        ("applications.statutory_inquiry.natural_person", "applications.statutory_inquiry.total", 4),
    ];
    cells.extend(outcomes.iter().flat_map(|&(person, total, count)| [(person, count), (total, count)]));
    let diagnosis = locate(Form::Trial2019, &cells);
    let sets: Vec<Vec<String>> = diagnosis
        .explanations()
        .iter()
        .map(|e| e.changes.iter().map(|c| format!("{} {} {:?}", c.site, c.found, c.expected)).collect())
        .collect();
    // At least two cells are wrong. Either of the two sixes, with its total, may be one too many; no other two cells do.
    let row = |row: &str| ["natural_person", "total"].map(|column| format!("applications.{row}.{column} 6 Some(0)"));
    assert_eq!(sets, [row("disclosed"), row("partly_disclosed")]);
}

#[test]
fn the_sentence_names_the_cell_the_value_and_the_slip() {
    let diagnosis = locate(
        Form::Revised2021,
        &[
            ("applications.received.natural_person", 21),
            ("applications.received.total", 21),
            ("applications.not_held.natural_person", 12),
            ("applications.not_held.total", 21),
            ("applications.handled.natural_person", 21),
            ("applications.handled.total", 21),
        ],
    );
    assert_eq!(
        diagnosis.sentences(Lang::En),
        ["三（四）1 自然人 should be 21, not 12: digits interchanged; this alone makes all 42 equations hold"]
    );
    assert_eq!(
        diagnosis.sentences(Lang::Zh),
        ["三（四）1 自然人 应为 21，而非 12（数字颠倒）；仅此一处改正，42项勾稽关系即全部成立"]
    );
    assert_eq!(
        serde_json::to_string(diagnosis.explanations()).unwrap(),
        r#"[{"changes":[{"cell":"applications.not_held.natural_person","found":12,"expected":21,"mechanism":"digit-interchange"}],"fills":[]}]"#
    );
}

#[test]
fn up_to_three_blanks_of_section_three_are_always_derived() {
    // Whether blanks can be derived depends on where they are, not on the numbers, save that numbers may help: so the
    // blanks are put where numbers help least, in a table without a 0. All pairs, and all triples with one cell of each
    // kind of row and column; in a release run all triples that share a row or a column.
    let value = |cell: Cell| {
        if cell.table() != Table::Applications {
            return 0;
        }
        let factor = if cell.column() == Column::Total { 6 } else { 1 };
        factor
            * match cell.row() {
                Row::Handled => 21,
                Row::Received => 20,
                Row::BroughtForward => 2,
                _ => 1,
            }
    };
    let cells: Vec<Cell> = Form::Revised2021.cells().filter(|c| c.to_string().starts_with("applications.")).collect();
    assert_eq!(localise::locate(Form::Revised2021, |cell| Some(value(cell))).consistency(), Consistency::Consistent);
    let derived = |blanks: &[usize]| {
        let blanks: Vec<Cell> = blanks.iter().map(|&at| cells[at]).collect();
        let filled = localise::locate(Form::Revised2021, |cell| (!blanks.contains(&cell)).then(|| value(cell)));
        filled.consistency() == Consistency::Possible && filled.forced().len() == blanks.len()
    };
    let (few, all) = (if cfg!(debug_assertions) { 23 } else { 3 }, cells.len());
    for a in 0..all {
        for b in (a + 1..all).step_by(if cfg!(debug_assertions) { 5 } else { 1 }) {
            assert!(derived(&[a, b]), "{} {}", cells[a], cells[b]);
            for c in (b + 1..all).step_by(few) {
                let meets =
                    |x: usize, y: usize| cells[x].row() == cells[y].row() || cells[x].column() == cells[y].column();
                if meets(a, b) && (meets(a, c) || meets(b, c)) {
                    assert!(derived(&[a, b, c]), "{} {} {}", cells[a], cells[b], cells[c]);
                }
            }
        }
    }
    // Four blanks at the corners of a rectangle are not.
    assert!(!derived(&[21, 22, 28, 29]));
}

#[test]
fn a_blank_form_is_possible_and_forces_nothing() {
    let diagnosis = localise::locate(Form::Revised2021, |_| None);
    assert_eq!(diagnosis.consistency(), Consistency::Possible);
    assert!(diagnosis.forced().is_empty() && diagnosis.explanations().is_empty());
}

#[test]
fn rows_left_blank_under_a_total_of_zero_are_zero() {
    let total = |c: Cell| c.column() == Column::Total;
    let diagnosis = localise::locate(Form::Revised2021, |cell| total(cell).then_some(0));
    assert_eq!(diagnosis.forced().len(), 190 - 25 - 3);
    assert!(diagnosis.forced().iter().all(|forced| forced.value == 0));
    let since: Vec<String> = diagnosis.forced().iter().take(2).map(localise::Forced::since).collect();
    assert_eq!(since, ["0 = □ + ○ + ○ + ○ + ○ + ○", "0 = 0 + □ + ○ + ○ + ○ + ○"]);
}

/// The mutants of the development set: the true cells and values are named first where only one explanation is
/// smallest, and are among the smallest otherwise.
#[test]
fn the_mutants_of_the_development_set_are_explained() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/dev/truth");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: no corpus in {}", folder.display());
        return;
    };
    let mut mutants = 0;
    for file in files {
        let path = file.unwrap().path();
        let truth: serde_json::Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
        let Some(expected) = truth["explanation"].as_array() else { continue };
        mutants += 1;
        let cells = truth["cells"].as_object().unwrap();
        let form = Form::ALL
            .into_iter()
            .find(|form| {
                form.edition().name() == truth["edition"] && form.cells().all(|c| cells.contains_key(&c.to_string()))
            })
            .unwrap();
        let diagnosis = localise::locate(form, |cell| cells[&cell.to_string()]["value"].as_i64());
        let mut true_changes: Vec<(String, Option<i64>, Option<i128>)> = expected
            .iter()
            .map(|c| (c["cell"].as_str().unwrap().to_owned(), c["found"].as_i64(), c["true"].as_i64().map(i128::from)))
            .collect();
        if truth["verdict"] == "accepted" {
            let forced = diagnosis.forced().iter().map(|f| (f.cell.to_string(), None, Some(f.value.into())));
            assert_eq!(forced.collect::<Vec<_>>(), true_changes, "{}", path.display());
            continue;
        }
        true_changes.sort_by_key(|change| cell(&change.0));
        let sets: Vec<Vec<_>> = diagnosis
            .explanations()
            .iter()
            .map(|e| e.changes.iter().map(|c| (c.site.to_string(), Some(c.found), c.expected)).collect())
            .collect();
        assert!(diagnosis.is_complete());
        assert_eq!(sets[0].len() as u64, truth["min"].as_u64().unwrap(), "{}", path.display());
        assert_eq!(sets.len() as u64, truth["nmin"].as_u64().unwrap(), "{}", path.display());
        assert_eq!(sets[0], true_changes, "{}: {:?}", path.display(), diagnosis.sentences(Lang::En));
    }
    assert!(mutants >= 9, "only {mutants} mutants in the corpus");
}

#[test]
fn every_mechanism_has_words_in_both_languages() {
    for mechanism in Mechanism::ALL {
        assert_ne!(mechanism.words(Lang::Zh), mechanism.words(Lang::En));
    }
}
