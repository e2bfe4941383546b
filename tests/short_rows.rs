//! A row of section 三 that lacks a cell is read in its own columns or not at all.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;

use formats::WRITERS;
use ogi_report::draft::{Draft, State};
use ogi_report::read::{Block, Document, FileKind, GridCell};
use ogi_report::{Verdict, check, generate, read, render};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

/// How many values a row of section 三 has.
const WIDTH: usize = 7;

/// Takes one cell out of each row of section 三 that has a number of a column to lose.
fn without_cells(document: &mut Document, lost: &[Option<usize>]) {
    let is_value = |cell: &GridCell| ogi_report::draft::numeral::is_value(&cell.text);
    for block in &mut document.blocks {
        let Block::Grid(grid) = block else { continue };
        if grid.rows.len() < 20 {
            continue;
        }
        let rows = grid
            .rows
            .iter_mut()
            .filter(|row| row.iter().rev().take(WIDTH).filter(|cell| is_value(cell)).count() == WIDTH);
        for (row, lost) in rows.zip(lost) {
            let values = row.len() - WIDTH;
            lost.map(|at| row.remove(values + at));
        }
    }
}

/// The same in a text whose fields have a mark between them; `end` is how many fields stand after the values.
fn without_fields(text: &str, mark: char, end: usize, lost: &[Option<usize>]) -> String {
    let mut lost = lost.iter();
    let mut line = |line: &str| {
        let mut fields: Vec<&str> = line.split(mark).collect();
        let first = fields.len().checked_sub(WIDTH + end).filter(|first| *first > 0);
        let is_number = |field: &&str| field.trim_matches(['"', ' ']).parse::<u64>().is_ok();
        let has_values =
            |first: &usize| fields[*first..fields.len() - end].iter().all(is_number) && !is_number(&fields[*first - 1]);
        if let Some(first) = first.filter(has_values)
            && let Some(Some(at)) = lost.next()
        {
            fields.remove(first + at);
        }
        fields.join(&mark.to_string())
    };
    text.split('\n').map(&mut line).collect::<Vec<_>>().join("\n")
}

proptest! {
    #![proptest_config(ProptestConfig { max_shrink_iters: 60, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn every_number_of_a_row_that_lacks_a_cell_is_the_true_one_or_none(
        report in generate::reports(), places in prop::collection::vec((any::<bool>(), 0..WIDTH), 25), each in any::<bool>(),
        format in prop::sample::select(&WRITERS[..]),
    ) {
        let (kind, write) = format;
        prop_assume!(!matches!(kind, FileKind::PdfText | FileKind::Xlsx));
        let lost: Vec<Option<usize>> = places.into_iter().map(|(chosen, at)| (each || chosen).then_some(at)).collect();
        let draft = Draft::from(&report);
        let mut document = render::official(&draft);
        let fields = |mark, end| without_fields(&String::from_utf8(write(&render::official(&draft))).unwrap(), mark, end, &lost).into_bytes();
        let bytes = match kind {
            FileKind::Csv => fields(',', 0),
            FileKind::Text => fields('\t', 0),
            FileKind::Markdown => fields('|', 1),
            _ => {
                without_cells(&mut document, &lost);
                write(&document)
            }
        };
        let context = || format!("{kind} {lost:?}\n{}", String::from_utf8_lossy(&bytes));
        let found = read(&bytes).unwrap();
        for (cell, entry) in found.cells().filter(|(_, entry)| matches!(entry.state(), State::Count(_) | State::Amount(_))) {
            prop_assert_eq!(entry.state(), draft.state(cell), "{} in {}", cell, context());
        }
        let assessment = check(found);
        prop_assert_ne!(assessment.verdict(), Verdict::Rejected, "{:?} {}", assessment.findings(), context());
        if let Ok(accepted) = assessment.accept() {
            let accepted = Draft::from(&accepted);
            for (cell, entry) in accepted.cells() {
                prop_assert_eq!(entry.state(), draft.state(cell), "{} in {}", cell, context());
            }
        }
    }
}
