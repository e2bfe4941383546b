//! The table of section 三 with its equations written by hand, with random correct records and realistic slips.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    reason = "shared by tests and benches, which may panic; all numbers are small"
)]

/// Rows: received, brought forward, 21 outcomes, handled, carried forward. Columns: 6 applicants and the total.
pub(crate) const ROWS: usize = 25;
pub(crate) const COLUMNS: usize = 7;
pub(crate) const HANDLED: usize = 23;
pub(crate) const CARRIED: usize = 24;

pub(crate) fn at(row: usize, column: usize) -> usize {
    row * COLUMNS + column
}

/// One equation: what each of its cells counts in a sum that is 0.
pub(crate) type Terms = Vec<(usize, i32)>;

pub(crate) fn equations() -> Vec<Terms> {
    let sum = |parts: Vec<usize>, total| parts.into_iter().map(|part| (part, 1)).chain([(total, -1)]).collect();
    let mut equations: Vec<Terms> =
        (0..ROWS).map(|row| sum((0..6).map(|column| at(row, column)).collect(), at(row, 6))).collect();
    for column in 0..COLUMNS {
        let cell = |row| at(row, column);
        equations.push(vec![(cell(0), 1), (cell(1), 1), (cell(HANDLED), -1), (cell(CARRIED), -1)]);
        equations.push(sum((2..HANDLED).map(cell).collect(), cell(HANDLED)));
    }
    equations
}

/// A small generator of numbers, the same in every run (Knuth's MMIX constants).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A count as in a report of this size: mostly 0, else anything up to the size, small ones more often.
    fn count(&mut self, size: usize, zero: usize) -> i64 {
        if self.chance(zero) {
            return 0;
        }
        let most = 1 + self.below(size);
        1 + self.below(most) as i64
    }
}

/// A correct record; `size` is the largest outcome of natural persons.
pub(crate) fn correct(random: &mut Random, size: usize) -> Vec<i64> {
    let mut cells = vec![0; ROWS * COLUMNS];
    for column in 0..6 {
        let (size, zero) = if column == 0 { (size, 30) } else { (1 + size / 8, 75) };
        for row in 2..HANDLED {
            cells[at(row, column)] = random.count(size, zero);
        }
        let handled = (2..HANDLED).map(|row| cells[at(row, column)]).sum();
        cells[at(HANDLED, column)] = handled;
        cells[at(CARRIED, column)] = random.count(1 + size / 4, 50);
        let all = handled + cells[at(CARRIED, column)];
        let brought = random.count(1 + size / 4, 50).min(all);
        cells[at(1, column)] = brought;
        cells[at(0, column)] = all - brought;
    }
    for row in 0..ROWS {
        cells[at(row, 6)] = (0..6).map(|column| cells[at(row, column)]).sum();
    }
    cells
}

/// What a hurried hand makes of one number, or `None` if this slip leaves it as it is.
pub(crate) fn slip(random: &mut Random, value: i64) -> Option<i64> {
    let digits: Vec<u8> = value.to_string().into_bytes();
    let number = |digits: &[u8]| {
        if digits.is_empty() { 0 } else { String::from_utf8(digits.to_vec()).unwrap().parse().unwrap() }
    };
    let place = random.below(digits.len());
    let mut wrong = digits.clone();
    match random.below(5) {
        0 if place + 1 < wrong.len() => wrong.swap(place, place + 1),
        1 if wrong.len() > 1 => drop(wrong.remove(place)),
        2 if value > 0 => wrong.insert(place, b'0' + random.below(10) as u8),
        3 => wrong[place] = b'0' + random.below(10) as u8,
        4 => wrong = vec![b'0'],
        _ => return None,
    }
    Some(number(&wrong)).filter(|&wrong| wrong != value)
}

/// Makes one cell wrong.
pub(crate) fn wrong_cell(random: &mut Random, cells: &mut [i64]) {
    loop {
        let cell = random.below(cells.len());
        if let Some(wrong) = slip(random, cells[cell]) {
            cells[cell] = wrong;
            return;
        }
    }
}

/// Makes two neighbouring cells of a row, or of a column, wrong: their values are exchanged.
pub(crate) fn wrong_pair(random: &mut Random, cells: &mut [i64]) {
    loop {
        let (row, column) = (random.below(ROWS), random.below(6));
        let (next_row, next_column) = if random.chance(50) { (row, column + 1) } else { (row + 1, column) };
        let (cell, next) = (at(row, column), at(next_row, next_column));
        if next_row < ROWS && next_column < 6 && cells[cell] != cells[next] {
            cells.swap(cell, next);
            return;
        }
    }
}

/// Makes two totals wrong by the same amount: （七）总计 of one applicant and of all.
pub(crate) fn stale_totals(random: &mut Random, cells: &mut [i64]) {
    let (cell, total) = (at(HANDLED, random.below(6)), at(HANDLED, 6));
    let less = 1 + random.below(9) as i64;
    if cells[cell] >= less {
        cells[cell] -= less;
        cells[total] -= less;
    }
}

/// The cells in which two records differ.
pub(crate) fn differing(a: &[i64], b: &[i64]) -> Vec<usize> {
    (0..a.len()).filter(|&cell| a[cell] != b[cell]).collect()
}

/// The fewest changes that make a record hold, by a general solver: each cell has a switch that lets it change, and the
/// switches are counted. Fractions
/// need not be forbidden: the system is totally unimodular. A
/// cell may rise by `most`. Sets in `known` may not be found again. `None` if nothing is left.
pub(crate) fn fewest_changes(
    equations: &[Terms],
    cells: &[i64],
    most: i32,
    known: &[Vec<usize>],
) -> Option<Vec<usize>> {
    use microlp::{ComparisonOp, OptimizationDirection, Problem};
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let pairs: Vec<_> = cells
        .iter()
        .map(|&cell| {
            let up = problem.add_var(0.0, (0.0, f64::from(most)));
            let down = problem.add_var(0.0, (0.0, cell as f64));
            let switch = problem.add_binary_var(1.0);
            problem.add_constraint([(up, 1.0), (switch, -f64::from(most))], ComparisonOp::Le, 0.0);
            problem.add_constraint([(down, 1.0), (switch, -(cell as f64))], ComparisonOp::Le, 0.0);
            (up, down, switch)
        })
        .collect();
    for terms in equations {
        let terms = terms.iter();
        let row =
            terms.clone().flat_map(|&(cell, by)| [(pairs[cell].0, f64::from(by)), (pairs[cell].1, -f64::from(by))]);
        let sum: i64 = terms.map(|&(cell, by)| i64::from(by) * cells[cell]).sum();
        problem.add_constraint(row.collect::<Vec<_>>(), ComparisonOp::Eq, -sum as f64);
    }
    for set in known {
        let row: Vec<_> = set.iter().map(|&cell| (pairs[cell].2, 1.0)).collect();
        problem.add_constraint(row, ComparisonOp::Le, set.len() as f64 - 1.0);
    }
    let solution = problem.solve().ok()?.into_solution().ok()?;
    Some((0..cells.len()).filter(|&cell| solution.var_value(pairs[cell].2) > 0.5).collect())
}
