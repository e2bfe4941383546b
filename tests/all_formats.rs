//! One report in every format reads back as the same report.
//!
//! The writers know nothing of the readers: each puts the official tables into its format the plain way.
#![cfg(all(feature = "html", feature = "docx", feature = "xlsx", feature = "csv", feature = "proptest"))]

#[path = "../examples/corpus/formats.rs"]
mod formats;

use formats::WRITERS;
use ogi_report::draft::{Draft, State};
use ogi_report::form::Cell;
use ogi_report::read::{Block, FileKind};
use ogi_report::{check, generate, read, render};
use proptest::prelude::*;

/// The radical that looks like a character, of those that stand in the form: from the code charts.
fn radical(c: char) -> char {
    const RADICALS: [(char, char); 26] = [
        ('一', '⼀'),
        ('二', '⼆'),
        ('人', '⼈'),
        ('入', '⼊'),
        ('八', '⼋'),
        ('力', '⼒'),
        ('十', '⼗'),
        ('口', '⼝'),
        ('大', '⼤'),
        ('小', '⼩'),
        ('工', '⼯'),
        ('心', '⼼'),
        ('户', '⼾'),
        ('手', '⼿'),
        ('文', '⽂'),
        ('方', '⽅'),
        ('日', '⽇'),
        ('月', '⽉'),
        ('生', '⽣'),
        ('用', '⽤'),
        ('目', '⽬'),
        ('立', '⽴'),
        ('自', '⾃'),
        ('行', '⾏'),
        ('民', '⺠'),
        ('长', '⻓'),
    ];
    RADICALS.iter().find(|(plain, _)| *plain == c).map_or(c, |(_, radical)| *radical)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_report_in_every_format_is_the_same_report(report in generate::reports()) {
        let mut draft = Draft::from(&report);
        draft.set_agency("某县某镇人民政府");
        draft.set_year(2023);
        let document = render::official(&draft);
        for (kind, write) in WRITERS {
            let bytes = write(&document);
            prop_assert_eq!(FileKind::of(&bytes), kind);
            let back = read(&bytes).unwrap();
            prop_assert_eq!(back.form(), draft.form(), "{}", kind);
            for (cell, entry) in draft.cells() {
                prop_assert_eq!(back.state(cell), entry.state(), "{} in {}\n{}", cell, kind, String::from_utf8_lossy(&bytes));
                prop_assert!(back.entry(cell).place().is_known(), "{} in {} has no place", cell, kind);
            }
            prop_assert_eq!(back.agency().map(|a| a.value.as_str()), Some("某县某镇人民政府"), "{}", kind);
            prop_assert_eq!(back.year().map(|y| y.value), Some(2023), "{}", kind);
            let accepted = check(back).accept().unwrap();
            prop_assert!(accepted.cells().eq(report.cells()), "{}", kind);
        }
    }

    /// A browser that prints a PDF gives radicals for the characters that look the same.
    #[test]
    fn radicals_are_read_as_the_characters_that_they_mean(report in generate::reports()) {
        let mut draft = Draft::from(&report);
        draft.set_agency("某县某镇人民政府");
        draft.set_year(2023);
        let mut document = render::official(&draft);
        let mut radicals = 0;
        let mut print = |text: &mut String| {
            *text = text.chars().map(radical).collect();
            radicals += text.chars().filter(|c| ('\u{2E80}'..='\u{2FD5}').contains(c)).count();
        };
        for block in &mut document.blocks {
            match block {
                Block::Paragraph(paragraph) => print(&mut paragraph.text),
                Block::Grid(grid) => grid.rows.iter_mut().flatten().for_each(|cell| print(&mut cell.text)),
                _ => {}
            }
        }
        prop_assert!(radicals > 40, "only {} radicals", radicals);
        for (kind, write) in WRITERS {
            let bytes = write(&document);
            prop_assert_eq!(FileKind::of(&bytes), kind);
            let back = read(&bytes).unwrap();
            for (cell, entry) in draft.cells() {
                prop_assert_eq!(back.state(cell), entry.state(), "{} in {}", cell, kind);
            }
            prop_assert_eq!(back.agency().map(|a| a.value.as_str()), Some("某县某镇人民政府"), "{}", kind);
            prop_assert!(check(back).accept().unwrap().cells().eq(report.cells()), "{}", kind);
        }
    }

    /// Where formats have columns, blanks stay where they are.
    #[test]
    fn blanks_stay_in_their_cells_where_the_format_has_columns(
        report in generate::reports(), blanks in proptest::collection::vec(any::<prop::sample::Index>(), 0..60),
    ) {
        let mut draft = Draft::from(&report);
        let cells: Vec<Cell> = draft.form().cells().collect();
        for at in blanks {
            draft.set(*at.get(&cells), State::Blank).unwrap();
        }
        let document = render::official(&draft);
        for (kind, write) in WRITERS.into_iter().filter(|(k, _)| !matches!(k, FileKind::PdfText | FileKind::Text)) {
            let back = read(&write(&document)).unwrap();
            for (cell, entry) in draft.cells() {
                prop_assert_eq!(back.state(cell), entry.state(), "{} in {}", cell, kind);
            }
        }
    }
}
