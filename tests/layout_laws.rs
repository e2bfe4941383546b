//! Laws of reading tables in any layout: a number that is read is the number that is printed, and what cannot be placed is
//! never taken for something else.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

mod written;

use std::fmt;

use ogi_report::draft::{Draft, Entry, State, numeral};
use ogi_report::form::{Cell, Column, Form, Kind, Lang, Row, Table};
use ogi_report::read::{Block, Document, Grid, GridCell};
use ogi_report::{Assessment, Report, Verdict, check, generate, render};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
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
        draft.set(cell, State::Blank).unwrap();
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
    findings.map(|f| format!("{} {}", f.rule().code(), f.message(Lang::En))).collect()
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
    /// Its values stand in a table of their own below, without a label.
    Apart,
}

impl Slip {
    fn any() -> impl Strategy<Value = Self> {
        prop_oneof![
            Just(Self::Unknown),
            any::<Index>().prop_map(Self::Other),
            Just(Self::Lost),
            prop::collection::vec(any::<Index>(), 1..6).prop_map(Self::Garbled),
            any::<Index>().prop_map(Self::Moved),
            Just(Self::Apart),
        ]
    }

    /// The official document of the draft with this slip in a row.
    fn befall(&self, draft: &Draft, row: Row) -> Document {
        let mut document = render::official(draft);
        let name = row.label(draft.edition(), Lang::Zh);
        let mut apart = None;
        for (at, block) in document.blocks.iter_mut().enumerate() {
            let Block::Grid(grid) = block else { continue };
            let labels: Vec<(usize, usize)> =
                (0..grid.rows.len()).filter_map(|row| Some((row, label_of(&grid.rows[row])?))).collect();
            let Some(&(row, label)) = labels.iter().find(|(row, label)| grid.rows[*row][*label].text == name) else {
                continue;
            };
            let (other, other_label) = match self {
                Self::Other(index) | Self::Moved(index) => *index.get(&labels),
                _ => (row, label),
            };
            match self {
                Self::Unknown => "其他未列情形".clone_into(&mut grid.rows[row][label].text),
                Self::Lost => grid.rows[row][label].text.clear(),
                Self::Other(_) => {
                    let text = grid.rows[other][other_label].text.clone();
                    grid.rows[row][label].text = text;
                }
                Self::Garbled(places) => {
                    let mut characters: Vec<char> = grid.rows[row][label].text.chars().collect();
                    for place in places {
                        let at = place.index(characters.len());
                        characters[at] = '某';
                    }
                    grid.rows[row][label].text = characters.into_iter().collect();
                }
                Self::Moved(_) => {
                    let moved = grid.rows.remove(row);
                    grid.rows.insert(other, moved);
                }
                Self::Apart => {
                    let values = grid.rows[row][label + 1..].to_vec();
                    grid.rows[row][label + 1..].iter_mut().for_each(|cell| cell.text.clear());
                    apart = Some((at + 1, Grid { rows: vec![values], alignment: grid.alignment }));
                }
            }
        }
        if let Some((at, grid)) = apart {
            document.blocks.insert(at, grid.into());
        }
        document
    }
}

/// Which cell of a row is the label before its values.
fn label_of(row: &[GridCell]) -> Option<usize> {
    let is_value = |cell: &GridCell| cell.text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '.');
    let first = row.iter().position(is_value)?;
    first.checked_sub(1)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 100, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::default() })]

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
    fn numbers_without_blanks_are_read_right_or_wrong(
        printed in right(), changes in prop::collection::vec((any::<Index>(), 0_i64..300), 0..6)
    ) {
        let Printed { layout, mut draft } = printed;
        prop_assume!(layout.is_read());
        let counts: Vec<Cell> = draft.cells().map(|(cell, _)| cell).filter(|cell| cell.kind() == Kind::Count).collect();
        let blank: Vec<Cell> = draft.cells().filter(|(_, e)| e.state() == &State::Blank).map(|(cell, _)| cell).collect();
        for cell in blank {
            draft.set(cell, numeral::read("0", cell.kind())).unwrap();
        }
        for (at, number) in changes {
            draft.set(*at.get(&counts), State::Count(number)).unwrap();
        }
        let read = ogi_report::read(layout.write(&draft).as_bytes()).unwrap();
        for cell in counts {
            prop_assert_eq!(read.count(cell), draft.count(cell), "{} {:?}\n{}", cell, layout, layout.write(&draft));
        }
    }

    #[test]
    fn no_report_is_accepted_that_differs_from_the_printed_numbers(
        printed in right(), slip in Slip::any(), at in any::<Index>(), column in 0_usize..6, more in 0_i64..20
    ) {
        prop_assume!(printed.layout != Layout::Township);
        let Printed { layout, mut draft } = printed;
        // The numbers of the row are right by themselves, and wrong among the others where there are more of them.
        let rows: Vec<Row> = Row::all().filter(|row| row.table() == Table::Applications && row.is_in(draft.form())).collect();
        let row = *at.get(&rows);
        let columns = Column::all().filter_map(|column| Cell::new(row, column)).enumerate();
        for (_, cell) in columns.filter(|(n, cell)| more > 0 && (*n == column || cell.column().is_total())) {
            draft.set(cell, State::Count(draft.count(cell).unwrap_or(0) + more)).unwrap();
        }
        let text = layout.write_document(&draft, &slip.befall(&draft, row));
        let Ok(read) = ogi_report::read(text.as_bytes()) else { return Ok(()) };
        if let Ok(accepted) = check(read).accept() {
            prop_assert_eq!(differing(&accepted, &draft), None, "{:?} {:?}\n{}", layout, slip, text);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 100, rng_seed: RngSeed::Fixed(11), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_run_together_are_read_where_one_cut_adds_up(report in generate::reports()) {
        let draft = Draft::from(&report);
        let written = Layout::RunTogether.write(&draft);
        let read = ogi_report::read(written.as_bytes()).unwrap();
        prop_assert_eq!(misread(&read, &draft), None);
        for row in Row::all().filter(|row| row.table() == Table::Applications && row.is_in(draft.form())) {
            let cells: Vec<Cell> = Column::all().filter_map(|column| Cell::new(row, column)).collect();
            // What all begins with another digit than 0 can be cut in several ways; zeros cannot.
            let are_zeros = cells.iter().all(|cell| draft.count(*cell) == Some(0));
            let is_read = cells.iter().all(|cell| read.count(*cell) == draft.count(*cell));
            prop_assert!(is_read || !are_zeros, "{}\n{}", row, written);
        }
    }

    #[test]
    fn a_row_with_an_unknown_label_is_read_in_its_place_where_the_sums_hold(
        report in generate::reports(), at in any::<Index>(), layout in prop::sample::select(&WITH_LABELS[..])
    ) {
        let draft = Draft::from(&report);
        let rows: Vec<Row> = Row::all().filter(|row| row.table() == Table::Applications && row.is_in(draft.form())).collect();
        let row = *at.get(&rows);
        let text = layout.write_document(&draft, &Slip::Unknown.befall(&draft, row));
        let read = ogi_report::read(text.as_bytes()).unwrap();
        for cell in Column::all().filter_map(|column| Cell::new(row, column)) {
            prop_assert_eq!(read.count(cell), draft.count(cell), "{} {:?}\n{}", cell, layout, text);
        }
        let assessment = check(read);
        prop_assert!(findings(&assessment).iter().any(|f| f.starts_with("OGI119")), "{:?} {:?}", layout, findings(&assessment));
    }
}

/// Layouts that keep the values of a row together and apart from those of other rows.
const WITH_LABELS: [Layout; 10] = [
    Layout::Tabs,
    Layout::Markdown,
    Layout::CellTabs,
    Layout::Pipes,
    Layout::TrailingPipes,
    Layout::MixedPipes,
    Layout::PipeLines,
    Layout::Lines,
    Layout::Wrapped,
    Layout::OneLine,
];
