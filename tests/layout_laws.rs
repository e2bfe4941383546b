//! Laws of reading tables in any layout: a number that is read is the number that is printed, and what cannot be placed is
//! never taken for something else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod written;

use std::fmt;

use ogi_report::draft::{Draft, Entry, State};
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::read::{Block, Document, Grid, GridCell};
use ogi_report::{Assessment, Report, Verdict, check, generate, render};
use proptest::prelude::*;
use proptest::sample::Index;
use written::Layout;

/// What a clerk typed, in one of the layouts.
struct Printed {
    layout: Layout,
    draft: Draft,
}

impl Printed {
    fn text(&self) -> String {
        self.layout.write(&self.draft)
    }
}

impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}\n{}", self.layout, self.text())
    }
}

/// The report with some of its zeros blank.
fn with_blanks(report: &Report, blanks: &[bool]) -> Draft {
    let mut draft = Draft::from(report);
    let zeros: Vec<Cell> = draft.cells().filter(|(_, e)| e.state() == &State::Count(0)).map(|(c, _)| c).collect();
    for (cell, _) in zeros.into_iter().zip(blanks.iter().cycle()).filter(|(_, blank)| **blank) {
        draft.set(cell, State::Blank);
    }
    draft
}

/// Right reports in all layouts, some of their zeros blank.
fn right() -> impl Strategy<Value = Printed> {
    let layouts = prop::sample::select(&Layout::ALL[..]);
    let reports = layouts.prop_flat_map(|layout| {
        let of = if layout == Layout::Township {
            generate::reports_of(Form::Revised2021).boxed()
        } else {
            generate::reports().boxed()
        };
        (Just(layout), of)
    });
    let share = prop_oneof![Just(0.02), Just(0.1), Just(0.4), Just(0.9)];
    let blanks = share.prop_flat_map(|share| prop::collection::vec(prop::bool::weighted(share), 211));
    (reports, blanks).prop_map(|((layout, report), blanks)| Printed { layout, draft: with_blanks(&report, &blanks) })
}

/// The first cell in which a number was read that is not the printed one. A zero in place of a blank among them is not.
fn misread(read: &Draft, printed: &Draft) -> Option<String> {
    let wrong = |(cell, entry): &(Cell, &Entry)| {
        let (found, true_one) = (entry.state(), printed.state(*cell));
        matches!(found, State::Count(_) | State::Amount(_))
            && found != true_one
            && (found, true_one) != (&State::Count(0), &State::Blank)
    };
    let (cell, entry) = read.cells().find(wrong)?;
    Some(format!("{cell}: {entry:?} for {:?}", printed.state(cell)))
}

/// The first printed cell for which an accepted report has another number. What is not printed is 0.
fn differing(accepted: &Report, printed: &Draft) -> Option<String> {
    let accepted = Draft::from(accepted);
    let wrong = |(cell, entry): &(Cell, &Entry)| match entry.state() {
        State::Blank | State::Absent | State::Count(0) => {
            !matches!(accepted.state(*cell), State::Count(0) | State::Absent | State::Blank)
        }
        number => accepted.state(*cell) != number,
    };
    let (cell, entry) = printed.cells().find(wrong)?;
    Some(format!("{cell}: {:?} for {:?}", accepted.state(cell), entry.state()))
}

fn findings(assessment: &Assessment) -> Vec<String> {
    let findings = assessment.findings().iter();
    findings.map(|f| format!("{} {}", f.rule().code, f.message(Lang::En))).collect()
}

/// What happens to one row of a right report before it is published.
#[derive(Clone, Debug)]
enum Slip {
    /// Its label becomes one that the form does not have.
    Unknown,
    /// Its label becomes that of another row of the table.
    Other(Index),
    /// Its label is lost.
    Lost,
    /// Some characters of its label are others.
    Garbled(Vec<Index>),
    /// It stands elsewhere in its table.
    Moved(Index),
}

impl Slip {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            Just(Self::Unknown),
            any::<Index>().prop_map(Self::Other),
            Just(Self::Lost),
            prop::collection::vec(any::<Index>(), 1..6).prop_map(Self::Garbled),
            any::<Index>().prop_map(Self::Moved),
        ]
    }

    /// The document with this slip in one of the rows that have values.
    fn befall(&self, mut document: Document, at: Index) -> Document {
        let grids = document.blocks.iter().enumerate().filter_map(|(n, block)| Some((n, grid(block)?)));
        let rows: Vec<(usize, usize)> =
            grids.flat_map(|(n, grid)| (0..grid.rows.len()).map(move |row| (n, row))).collect();
        let of_document = |document: &Document, (block, row): (usize, usize)| {
            grid(&document.blocks[block]).and_then(|grid| label_of(&grid.rows[row]))
        };
        let labelled: Vec<(usize, usize)> =
            rows.into_iter().filter(|place| of_document(&document, *place).is_some()).collect();
        let (block, row) = *at.get(&labelled);
        let in_table: Vec<usize> = labelled.iter().filter(|place| place.0 == block).map(|place| place.1).collect();
        let Block::Grid(grid) = &mut document.blocks[block] else { return document };
        let label = label_of(&grid.rows[row]).unwrap();
        let other = |index: &Index| {
            let row = *index.get(&in_table);
            (row, grid.rows[row][label_of(&grid.rows[row]).unwrap()].text.clone())
        };
        match self {
            Self::Unknown => "其他未列情形".clone_into(&mut grid.rows[row][label].text),
            Self::Lost => grid.rows[row][label].text.clear(),
            Self::Other(index) => grid.rows[row][label].text = other(index).1,
            Self::Garbled(places) => {
                let mut characters: Vec<char> = grid.rows[row][label].text.chars().collect();
                for place in places {
                    let at = place.index(characters.len());
                    characters[at] = '某';
                }
                grid.rows[row][label].text = characters.into_iter().collect();
            }
            Self::Moved(index) => {
                let (to, _) = other(index);
                let moved = grid.rows.remove(row);
                grid.rows.insert(to, moved);
            }
        }
        document
    }
}

fn grid(block: &Block) -> Option<&Grid> {
    if let Block::Grid(grid) = block { Some(grid) } else { None }
}

/// Which cell of a row is the label before its values.
fn label_of(row: &[GridCell]) -> Option<usize> {
    let is_value = |cell: &GridCell| cell.text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.');
    let first = row.iter().position(is_value)?;
    first.checked_sub(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn every_number_read_is_the_printed_one_and_a_right_report_is_never_rejected(printed in right()) {
        let Ok(read) = ogi_report::read(printed.text().as_bytes()) else { return Ok(()) };
        prop_assert_eq!(misread(&read, &printed.draft), None);
        let assessment = check(read);
        prop_assert_ne!(assessment.verdict(), Verdict::Rejected, "{:?}", findings(&assessment));
        if let Ok(accepted) = assessment.accept() {
            prop_assert_eq!(differing(&accepted, &printed.draft), None);
        }
    }

    #[test]
    fn no_report_is_accepted_that_differs_from_the_printed_numbers(
        printed in right(), slip in Slip::any(), at in any::<Index>()
    ) {
        prop_assume!(printed.layout != Layout::Township);
        let document = slip.befall(render::official(&printed.draft), at);
        let text = printed.layout.write_document(&printed.draft, &document);
        let Ok(read) = ogi_report::read(text.as_bytes()) else { return Ok(()) };
        if let Ok(accepted) = check(read).accept() {
            prop_assert_eq!(differing(&accepted, &printed.draft), None, "{}", text);
        }
    }
}
