//! Sections 三 and 四 written out from the official form, independently of the crate's own facts, with random reports,
//! blanks and slips.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "shared by tests, which may panic; all numbers are small"
)]

use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Form};
use ogi_report::report::Report;

use crate::two_way::Random;

const COLUMNS: [&str; 7] = [
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_interest_organization",
    "legal_service_provider",
    "other_organization",
    "total",
];

const ROWS: [&str; 20] = [
    "received",
    "brought_forward",
    "disclosed",
    "partly_disclosed",
    "state_secret",
    "forbidden_by_law",
    "security_and_stability",
    "third_party_rights",
    "internal_affairs",
    "process_information",
    "enforcement_case_file",
    "statutory_inquiry",
    "not_held",
    "not_ready_made",
    "still_unclear",
    "petition_or_complaint",
    "duplicate",
    "public_publication",
    "excessive_repetition",
    "confirm_or_reissue",
];

const DIVIDED: [&str; 3] = ["supplement_overdue", "fee_unpaid", "other_handling"];

const BLOCKS: [&str; 3] = ["reconsideration", "direct_litigation", "litigation_after_reconsideration"];

const RESULTS: [&str; 5] = ["upheld", "corrected", "other", "pending", "total"];

/// The place of a cell of section 三 in the list of cells; section 四 follows.
fn at(row: usize, column: usize) -> usize {
    row * 7 + column
}

/// One printed form: its cells of sections 三 and 四 and the equations between them.
pub(crate) struct Sheet {
    pub(crate) form: Form,
    /// How many rows section 三 has.
    rows: usize,
    pub(crate) cells: Vec<Cell>,
    /// Σ sign · cell = 0.
    pub(crate) equations: Vec<Vec<(usize, i64)>>,
}

impl Sheet {
    pub(crate) fn new(form: Form) -> Self {
        let other: &[&str] = if form == Form::Revised2021 { &DIVIDED } else { &["other_handling_undivided"] };
        let rows: Vec<&str> = ROWS.iter().chain(other).chain(&["handled", "carried_forward"]).copied().collect();
        let section_three = rows.iter().flat_map(|row| COLUMNS.map(|column| format!("applications.{row}.{column}")));
        let section_four =
            BLOCKS.iter().flat_map(|block| RESULTS.map(|result| format!("proceedings.{block}.{result}")));
        let cells = section_three.chain(section_four).map(|address| address.parse().unwrap()).collect();
        let mut sheet = Self { form, rows: rows.len(), cells, equations: Vec::new() };
        let sum = |total: usize, parts: &mut dyn Iterator<Item = usize>| {
            [(total, -1)].into_iter().chain(parts.map(|part| (part, 1))).collect::<Vec<_>>()
        };
        for row in 0..sheet.rows {
            sheet.equations.push(sum(at(row, 6), &mut (0..6).map(|column| at(row, column))));
        }
        for column in 0..7 {
            let [received, brought, handled, carried] =
                [0, 1, sheet.handled(), sheet.handled() + 1].map(|row| at(row, column));
            sheet.equations.push(vec![(received, 1), (brought, 1), (handled, -1), (carried, -1)]);
            sheet.equations.push(sum(handled, &mut (2..sheet.handled()).map(|row| at(row, column))));
        }
        for block in 0..3 {
            let first = sheet.rows * 7 + block * 5;
            sheet.equations.push(sum(first + 4, &mut (first..first + 4)));
        }
        sheet
    }

    fn handled(&self) -> usize {
        self.rows - 2
    }

    /// The cells of an equation, ascending.
    pub(crate) fn cells_of(&self, equation: usize) -> Vec<Cell> {
        let mut cells: Vec<Cell> = self.equations[equation].iter().map(|&(cell, _)| self.cells[cell]).collect();
        cells.sort_unstable();
        cells
    }

    /// Numbers that fulfil every equation; `size` is the largest outcome of natural persons.
    fn correct(&self, random: &mut Random, size: usize) -> Vec<i64> {
        let number = |random: &mut Random, size: usize, zero: usize| {
            if random.chance(zero) { 0 } else { i64::try_from(1 + random.below(size)).unwrap() }
        };
        let mut values = vec![0; self.cells.len()];
        for column in 0..6 {
            let (size, zero) = if column == 0 { (size, 40) } else { (1 + size / 8, 80) };
            for row in 2..self.handled() {
                values[at(row, column)] = number(random, size, zero);
            }
            let handled: i64 = (2..self.handled()).map(|row| values[at(row, column)]).sum();
            let carried = number(random, 1 + size / 4, 60);
            let brought = number(random, 1 + size / 4, 60).min(handled + carried);
            values[at(self.handled(), column)] = handled;
            values[at(self.handled() + 1, column)] = carried;
            values[at(1, column)] = brought;
            values[at(0, column)] = handled + carried - brought;
        }
        for row in 0..self.rows {
            values[at(row, 6)] = (0..6).map(|column| values[at(row, column)]).sum();
        }
        for first in (self.rows * 7..values.len()).step_by(5) {
            values[first..first + 4].fill_with(|| number(random, 1 + size / 4, 60));
            values[first + 4] = values[first..first + 4].iter().sum();
        }
        values
    }

    /// A pattern of cells to leave blank: none, scattered ones, the corners of a rectangle, a row or part of a column, or
    /// a block of section 四.
    fn blanks(&self, random: &mut Random) -> Vec<usize> {
        let mut blanks: Vec<usize> = match random.below(6) {
            0 => Vec::new(),
            1 | 2 => (0..=random.below(8)).map(|_| random.below(self.cells.len())).collect(),
            3 => {
                let mut lines = |below: usize, most: usize| -> Vec<usize> {
                    (0..2 + random.below(most)).map(|_| random.below(below)).collect()
                };
                let (rows, columns) = (lines(self.rows, 2), lines(7, 2));
                rows.iter().flat_map(|&row| columns.iter().map(move |&column| at(row, column))).collect()
            }
            4 => {
                let (row, column) = (random.below(self.rows), random.below(7));
                if random.chance(50) {
                    (0..7).map(|column| at(row, column)).collect()
                } else {
                    (row..self.rows.min(row + 6)).map(|row| at(row, column)).collect()
                }
            }
            _ => {
                let first = self.rows * 7 + 5 * random.below(3);
                let scattered = random.below(self.cells.len());
                (first..first + 5).filter(|_| random.chance(50)).chain([scattered]).collect()
            }
        };
        blanks.sort_unstable();
        blanks.dedup();
        blanks
    }

    /// One blank in each equation of a cell on either side, so that no equation need show alone that it is wrong.
    fn blanks_beside(&self, random: &mut Random, cell: usize) -> Vec<usize> {
        let mut blanks = Vec::new();
        for terms in &self.equations {
            let Some(&(_, sign)) = terms.iter().find(|term| term.0 == cell) else { continue };
            let side = if random.chance(50) { sign } else { -sign };
            let others: Vec<usize> =
                terms.iter().filter(|term| term.1 == side && term.0 != cell).map(|t| t.0).collect();
            blanks.extend((!others.is_empty()).then(|| others[random.below(others.len())]));
        }
        blanks
    }

    /// A random record, mostly wrong in some cells and often with blanks.
    pub(crate) fn record(&self, random: &mut Random, most_wrong: usize) -> Vec<Option<i64>> {
        let size = [3, 20, 400][random.below(3)];
        let mut values = self.correct(random, size);
        let mut blanks = self.blanks(random);
        for _ in 0..random.below(most_wrong + 1) {
            let at = random.below(values.len());
            values[at] = slip(random, values[at]);
            if random.chance(60) {
                blanks.extend(self.blanks_beside(random, at));
            }
        }
        let mut values: Vec<Option<i64>> = values.into_iter().map(Some).collect();
        for blank in blanks {
            values[blank] = None;
        }
        values
    }

    /// A draft with these numbers; no number is a blank.
    pub(crate) fn draft(&self, values: &[Option<i64>]) -> Draft {
        let mut draft = Draft::from(&Report::zero(self.form));
        for (&cell, value) in self.cells.iter().zip(values) {
            draft.set(cell, value.map_or(State::Blank, State::Count)).unwrap();
        }
        draft
    }

    /// The numbers of a record as a function of the cell.
    pub(crate) fn count<'a>(&'a self, values: &'a [Option<i64>]) -> impl Fn(Cell) -> Option<i64> + 'a {
        move |cell| values[self.cells.iter().position(|&other| other == cell).unwrap()]
    }

    /// Whether an equation cannot hold, whatever whole numbers from 0 stand in its unknown cells.
    pub(crate) fn is_broken(&self, equation: usize, values: &[Option<i64>]) -> bool {
        let terms = &self.equations[equation];
        let sum: i64 = terms.iter().filter_map(|&(cell, sign)| Some(sign * values[cell]?)).sum();
        let unknown = |sign| terms.iter().any(|&(cell, by)| by == sign && values[cell].is_none());
        // Unknown cells can only raise their own side.
        sum < 0 && !unknown(1) || sum > 0 && !unknown(-1)
    }
}

/// Another number than the one that was meant.
fn slip(random: &mut Random, value: i64) -> i64 {
    let off = i64::try_from(1 + random.below(9)).unwrap();
    match random.below(4) {
        0 if value > 0 => 0,
        1 if value >= off => value - off,
        2 => value * 10 + off,
        _ => value + off,
    }
}
