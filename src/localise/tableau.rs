//! Exact feasibility: can some variables be chosen, within their domains, so that equations hold?
//!
//! The rows are the equations in which a free variable stands, solved for as many free variables as possible. Numbers
//! are whole and share one denominator (integer-preserving pivoting), so nothing is rounded; for a totally unimodular
//! system such as the form's the denominator stays 1. Every product and sum is checked: a number beyond `i128` ends
//! the question as undecided, never with a wrong answer.
//!
//! Each row remembers which multiples of the equations it is made of. So "infeasible" comes with a witness, the
//! combination of equations that no choice can satisfy (Farkas), and the search learns from it which other values
//! would have to change.

use super::record::{Overflow, Record};
use super::sparse::{self, Sparse};
use crate::impossible::DebugExpect;

/// What is known of the value of a free variable, over all solutions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// It can be only this; the equations named prove it.
    Only(i128, Vec<usize>),
    /// It can be more than one whole number.
    Open,
    Undecided,
}

/// How many sub-cases may be opened to settle whether a fractional solution hides a whole one.
const BRANCHES: u32 = 200;

/// Which way the sum of an equation would have to move.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Lower,
    Raise,
}

const BOTH: [Way; 2] = [Way::Lower, Way::Raise];

/// Equations that no choice of the free variables satisfies together. One of the fixed values in them must change,
/// and for each equation it is known which way the change must move its sum.
pub(super) type Witness = Vec<(usize, Way)>;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Answer {
    Feasible,
    Infeasible(Vec<Witness>),
    Undecided,
}

/// Σ coefficients · free = constant, all scaled by the tableau's denominator.
#[derive(Debug, Clone)]
struct Row {
    basic: Option<usize>,
    constant: i128,
    /// By column.
    coefficients: Sparse,
    /// By the equation's place in the tableau.
    multipliers: Sparse,
}

impl Row {
    fn coefficient(&self, column: usize) -> i128 {
        self.coefficients.get(column)
    }

    /// `(own · self − factor · other) / denominator`, entry by entry; the division is exact.
    fn combine(&mut self, own: i128, other: &Self, factor: i128, denominator: i128) -> Result<(), Overflow> {
        self.constant = sparse::entry(own, self.constant, factor, other.constant, denominator)?;
        self.coefficients.combine(own, &other.coefficients, factor, denominator)?;
        self.multipliers.combine(own, &other.multipliers, factor, denominator)
    }
}

#[derive(Debug, Clone)]
pub(super) struct Tableau {
    denominator: i128,
    /// For each column whether its variable is signed.
    signed: Vec<bool>,
    /// The equations that the multipliers stand for, in order.
    equations: Vec<usize>,
    rows: Vec<Row>,
    /// The solution in whole numbers, where that of the rows is in fractions.
    whole: Option<Vec<i128>>,
}

impl Tableau {
    pub(super) fn new() -> Self {
        Self { denominator: 1, signed: Vec::new(), equations: Vec::new(), rows: Vec::new(), whole: None }
    }

    /// How many entries one pass over the tableau visits: the unit of work.
    pub(super) fn size(&self) -> u64 {
        let width = 1 + self.signed.len() + self.equations.len();
        (self.rows.len() * width) as u64
    }

    pub(super) fn covers(&self, equation: usize) -> bool {
        self.equations.contains(&equation)
    }

    /// Makes a variable free, whatever was observed for it, in a column of its own, under all its equations.
    pub(super) fn free(&mut self, record: &Record<'_>, variable: usize) -> Result<(), Overflow> {
        for &(equation, _) in record.system().column(variable) {
            self.adopt(record, equation)?;
        }
        self.release(record, variable)
    }

    /// Makes a variable free under the equations that were adopted.
    fn release(&mut self, record: &Record<'_>, variable: usize) -> Result<(), Overflow> {
        let column = record.system().column(variable);
        let terms: Vec<_> = column
            .iter()
            .filter_map(|&(equation, coefficient)| {
                let slot = self.equations.iter().position(|&known| known == equation)?;
                Some((slot, i128::from(coefficient)))
            })
            .collect();
        let observed = record.value(variable).map_or(0, i128::from);
        for row in &mut self.rows {
            let mut entry: i128 = 0;
            for &(slot, coefficient) in &terms {
                let term = row.multipliers.get(slot).checked_mul(coefficient).ok_or(Overflow)?;
                entry = entry.checked_add(term).ok_or(Overflow)?;
            }
            row.coefficients.push(self.signed.len(), entry);
            if entry != 0 {
                let released = entry.checked_mul(observed).ok_or(Overflow)?;
                row.constant = row.constant.checked_add(released).ok_or(Overflow)?;
            }
        }
        let column = self.signed.len();
        self.signed.push(record.system().is_signed(variable));
        let unsolved = |row: &Row| row.basic.is_none() && row.coefficient(column) != 0;
        match self.rows.iter().position(unsolved) {
            Some(row) => self.pivot(row, column),
            None => Ok(()),
        }
    }

    /// Equations among these that no choice of the variables satisfies together; `None` if there are none, or if the
    /// arithmetic does not suffice to tell.
    pub(super) fn infeasible(record: &Record<'_>, equations: &[usize], variables: &[usize]) -> Option<Vec<usize>> {
        let mut tableau = Self::new();
        for &equation in equations {
            tableau.adopt(record, equation).ok()?;
        }
        for &variable in variables {
            tableau.release(record, variable).ok()?;
        }
        match tableau.solve(&mut 0) {
            Answer::Infeasible(witnesses) => witnesses.first().map(named),
            Answer::Feasible | Answer::Undecided => None,
        }
    }

    /// Adds an equation in which no variable is free yet.
    fn adopt(&mut self, record: &Record<'_>, equation: usize) -> Result<(), Overflow> {
        if self.covers(equation) {
            return Ok(());
        }
        let residual = record.residual(equation).checked_mul(self.denominator);
        self.rows.push(Row {
            basic: None,
            constant: residual.and_then(i128::checked_neg).ok_or(Overflow)?,
            coefficients: Sparse::default(),
            multipliers: Sparse::one(self.equations.len(), self.denominator),
        });
        self.equations.push(equation);
        Ok(())
    }

    /// Adds `variable ≤ limit`, or `variable ≥ limit` if not `at_most`, by a slack column.
    fn bound(&mut self, column: usize, at_most: bool, limit: i128) -> Result<(), Overflow> {
        let side = if at_most { 1 } else { -1 };
        let slack = self.signed.len();
        self.signed.push(false);
        let scaled = |value: i128| value.checked_mul(self.denominator).ok_or(Overflow);
        let mut row = Row {
            basic: Some(slack),
            constant: scaled(limit)?.checked_mul(side).ok_or(Overflow)?,
            coefficients: Sparse::one(column, side * self.denominator),
            multipliers: Sparse::default(),
        };
        row.coefficients.push(slack, self.denominator);
        if let Some(basic) = self.rows.iter().find(|row| row.basic == Some(column)) {
            row.combine(1, basic, side, 1)?;
        }
        self.rows.push(row);
        Ok(())
    }

    /// Solves the row for the column.
    fn pivot(&mut self, row: usize, column: usize) -> Result<(), Overflow> {
        let Some(mut pivot_row) = self.rows.get_mut(row).map(|row| Row {
            basic: Some(column),
            constant: row.constant,
            coefficients: std::mem::take(&mut row.coefficients),
            multipliers: std::mem::take(&mut row.multipliers),
        }) else {
            return Ok(());
        };
        if pivot_row.coefficient(column) < 0 {
            pivot_row.constant = pivot_row.constant.checked_neg().ok_or(Overflow)?;
            pivot_row.coefficients.negate()?;
            pivot_row.multipliers.negate()?;
        }
        let pivot = pivot_row.coefficient(column);
        for (index, other) in self.rows.iter_mut().enumerate() {
            let factor = other.coefficient(column);
            if index != row && (factor != 0 || pivot != self.denominator) {
                other.combine(pivot, &pivot_row, factor, self.denominator)?;
            }
        }
        self.denominator = pivot;
        if let Some(place) = self.rows.get_mut(row) {
            *place = pivot_row;
        }
        Ok(())
    }

    /// Whether the free variables can be chosen so that all adopted equations hold; leaves a solution behind.
    pub(super) fn solve(&mut self, work: &mut u64) -> Answer {
        self.solve_within(work, &mut { BRANCHES }).unwrap_or(Answer::Undecided)
    }

    fn solve_within(&mut self, work: &mut u64, branches: &mut u32) -> Result<Answer, Overflow> {
        *work = work.saturating_add(self.size());
        self.whole = None;
        let mut witnesses: Vec<Witness> = self.rows.iter().filter_map(|row| self.contradiction(row)).collect();
        // Bland's rule: always the first column that is out of its domain, and the first that can bring it back. It
        // cannot cycle.
        while witnesses.is_empty() {
            let Some((row, leaving)) = self.out_of_domain() else {
                return self.round(work, branches);
            };
            let enters = |&(column, coefficient): &(usize, i128)| {
                leaving.basic != Some(column) && (coefficient < 0 || self.is_signed(column))
            };
            let entering = leaving.coefficients.iter().find(enters).map(|(column, _)| column);
            *work = work.saturating_add(self.size());
            match entering {
                Some(column) => self.pivot(row, column)?,
                None => witnesses.push(self.witness(leaving, &[Way::Lower])),
            }
        }
        Ok(Answer::Infeasible(witnesses))
    }

    /// The first column below its domain, with the row that is solved for it.
    fn out_of_domain(&self) -> Option<(usize, &Row)> {
        self.rows
            .iter()
            .enumerate()
            .filter(|(_, row)| row.constant < 0 && row.basic.is_some_and(|column| !self.is_signed(column)))
            .min_by_key(|(_, row)| row.basic)
    }

    fn is_signed(&self, column: usize) -> bool {
        self.signed.get(column) == Some(&true)
    }

    /// The witness against a row that nothing can satisfy: its terms all push the sum the wrong way, or no whole
    /// numbers reach it.
    fn contradiction(&self, row: &Row) -> Option<Witness> {
        let stuck = |against: i128| {
            let mut columns = row.coefficients.iter();
            columns.all(|(column, entry)| !self.is_signed(column) && entry.signum() == against)
        };
        if row.constant < 0 && stuck(1) {
            return Some(self.witness(row, &[Way::Lower]));
        }
        if row.constant > 0 && stuck(-1) {
            return Some(self.witness(row, &[Way::Raise]));
        }
        if row.constant % self.denominator == 0 {
            return None;
        }
        // A row made of equations alone has whole coefficients, once the common denominator is cleared.
        let divisor = row.coefficients.iter().fold(0, |divisor, (_, entry)| gcd(divisor, entry.unsigned_abs()));
        (row.constant.unsigned_abs().checked_rem(divisor) != Some(0)).then(|| self.witness(row, &BOTH))
    }

    /// The equations that a row is made of, with the way in which each must move for the row's left side to `ways`.
    fn witness(&self, row: &Row, ways: &[Way]) -> Witness {
        let equations = row.multipliers.iter().filter_map(|(slot, by)| Some((*self.equations.get(slot)?, by)));
        let moved = equations.flat_map(|(equation, multiplier)| {
            ways.iter().map(move |&way| match (way, multiplier > 0) {
                (Way::Lower, true) | (Way::Raise, false) => (equation, Way::Lower),
                _ => (equation, Way::Raise),
            })
        });
        moved.collect()
    }

    /// From a solution in fractions to one in whole numbers, by cases: at most the floor, or above it.
    fn round(&mut self, work: &mut u64, branches: &mut u32) -> Result<Answer, Overflow> {
        let fraction = self.rows.iter().find(|row| row.constant % self.denominator != 0);
        let Some((column, floor)) = fraction.and_then(|row| {
            let floor = row.constant.div_euclid(self.denominator);
            row.basic.map(|column| (column, floor))
        }) else {
            return Ok(Answer::Feasible);
        };
        let mut undecided = false;
        let above = floor.checked_add(1).ok_or(Overflow)?;
        for (at_most, limit) in [(true, floor), (false, above)] {
            let Some(left) = branches.checked_sub(1) else {
                return Ok(Answer::Undecided);
            };
            *branches = left;
            let mut case = self.clone();
            case.bound(column, at_most, limit)?;
            match case.solve_within(work, branches)? {
                Answer::Feasible => {
                    let mut point = case.point();
                    point.truncate(self.signed.len());
                    self.whole = Some(point);
                    return Ok(Answer::Feasible);
                }
                Answer::Undecided => undecided = true,
                Answer::Infeasible(_) => {}
            }
        }
        if undecided {
            return Ok(Answer::Undecided);
        }
        // The cases rest on their bounds too, so all that the equations say is that they clash somehow.
        let all = self.equations.iter();
        Ok(Answer::Infeasible(vec![all.flat_map(|&equation| BOTH.map(|way| (equation, way))).collect()]))
    }
}

impl Tableau {
    /// The value of each column in the solution that [`Tableau::solve`] found.
    fn point(&self) -> Vec<i128> {
        if let Some(whole) = &self.whole {
            return whole.clone();
        }
        let mut point = vec![0; self.signed.len()];
        for row in &self.rows {
            if let Some(value) = row.basic.and_then(|column| point.get_mut(column)) {
                *value = row.constant / self.denominator;
            }
        }
        point
    }

    /// What each column can be, once [`Tableau::solve`] has found a solution; undecided once `work` exceeds the limit.
    pub(super) fn values(&self, work: &mut u64, limit: u64) -> Vec<Value> {
        let point = self.point();
        let mut open = self.moves();
        let mut walk: Option<Option<Walk>> = None;
        let mut values = Vec::with_capacity(point.len());
        for (column, &value) in point.iter().enumerate() {
            let is_open = |open: &[bool]| open.get(column) == Some(&true);
            if !is_open(&open) && *work <= limit {
                let at_hand = walk.unwrap_or_else(|| self.walk());
                walk = Some(at_hand.and_then(|walk| walk.towards(column, &mut open, work)));
            }
            values.push(if is_open(&open) {
                Value::Open
            } else if *work > limit {
                Value::Undecided
            } else {
                self.only(column, value, &point, &mut open, work)
            });
        }
        values
    }

    /// The columns that are seen to be open at a glance: a free variable that no row is solved for can take one step,
    /// and with it move those that rows are solved for, without leaving the domains or the whole numbers.
    fn moves(&self) -> Vec<bool> {
        let mut open = vec![false; self.signed.len()];
        if self.whole.is_some() {
            return open;
        }
        // For each column the rows that it moves, with the step that each takes.
        let mut moved: Vec<Vec<(&Row, i128)>> = vec![Vec::new(); self.signed.len()];
        for row in &self.rows {
            for (column, step) in row.coefficients.iter().filter(|&(column, _)| row.basic != Some(column)) {
                if let Some(rows) = moved.get_mut(column).debug_some("a column of the tableau") {
                    rows.push((row, step));
                }
            }
        }
        let basic: Vec<usize> = self.rows.iter().filter_map(|row| row.basic).collect();
        for (column, rows) in moved.iter().enumerate().filter(|(column, _)| !basic.contains(column)) {
            let fits = |way: i128| {
                rows.iter().all(|&(row, step)| {
                    let stays = |basic| self.is_signed(basic) || row.constant.checked_sub(way * step) >= Some(0);
                    (self.denominator == 1 || step % self.denominator == 0) && row.basic.is_some_and(stays)
                })
            };
            if fits(1) || self.is_signed(column) && fits(-1) {
                for column in rows.iter().filter_map(|(row, _)| row.basic).chain([column]) {
                    if let Some(open) = open.get_mut(column).debug_some("a column of the tableau") {
                        *open = true;
                    }
                }
            }
        }
        open
    }

    /// Whether a column can be nothing but `value`. Other solutions met on the way are noted in `open`.
    fn only(&self, column: usize, value: i128, point: &[i128], open: &mut [bool], work: &mut u64) -> Value {
        let mut proof = Vec::new();
        if let Some(row) = self.rows.iter().find(|row| row.basic == Some(column))
            && row.coefficients.len() == 1
        {
            proof.extend(self.witness(row, &[Way::Lower]).into_iter().map(|(equation, _)| equation));
            return Value::Only(value, proof);
        }
        for (at_most, limit) in [(true, value.checked_sub(1)), (false, value.checked_add(1))] {
            // Nothing is below 0 but what is signed.
            if at_most && value == 0 && !self.is_signed(column) {
                continue;
            }
            let mut case = self.clone();
            let bounded = limit.map(|limit| case.bound(column, at_most, limit));
            if !matches!(bounded, Some(Ok(()))) {
                return Value::Undecided;
            }
            match case.solve(work) {
                Answer::Feasible => {
                    for (((open, a), b), moves) in open.iter_mut().zip(point).zip(case.point()).zip(case.moves()) {
                        *open |= *a != b || moves;
                    }
                    return Value::Open;
                }
                Answer::Infeasible(witnesses) => {
                    proof.extend(witnesses.into_iter().take(1).flatten().map(|(equation, _)| equation));
                }
                Answer::Undecided => return Value::Undecided,
            }
        }
        proof.sort_unstable();
        proof.dedup();
        Value::Only(value, proof)
    }
}

/// How far one step of a walk goes at most: far enough to leave room for later steps.
const STRIDE: i128 = 1_000;

/// A walk through solutions in whole numbers. A column that has had two values on the way is open.
struct Walk {
    /// The rows, solved for other columns as the walk needs it.
    tableau: Tableau,
    /// Where the walk is.
    point: Vec<i128>,
}

/// A step of a walk.
enum Step {
    /// The column moved, and others with it.
    Moved,
    /// A row was solved for another column: there may be a step now.
    Turned,
    /// The column cannot move this way.
    Stuck,
}

impl Tableau {
    /// A walk from the solution that [`Tableau::solve`] found, where that is in whole numbers without fractions.
    fn walk(&self) -> Option<Walk> {
        (self.whole.is_none() && self.denominator == 1).then(|| Walk { tableau: self.clone(), point: self.point() })
    }
}

impl Walk {
    /// Moves a column, if a way is found, and notes all columns that move. Gives the walk back if it can go on.
    fn towards(mut self, column: usize, open: &mut [bool], work: &mut u64) -> Option<Self> {
        for way in [1, -1] {
            // Each turn brings in a column that helps: more turns than columns help nobody.
            for _ in 0..self.point.len() {
                match self.step(column, way, open, work).ok()? {
                    Step::Moved => return Some(self),
                    Step::Turned => {}
                    Step::Stuck => break,
                }
            }
        }
        Some(self)
    }

    fn at(&self, column: usize) -> i128 {
        self.point.get(column).copied().debug_expect("each column has its value")
    }

    /// The first column that moves this one when it takes a step, and whether that step is up or down.
    fn entering(&self, column: usize, way: i128) -> Option<(usize, i128)> {
        let can_step = |column: usize, way: i128| way > 0 || self.tableau.is_signed(column) || self.at(column) > 0;
        let Some(row) = self.tableau.rows.iter().find(|row| row.basic == Some(column)) else {
            return can_step(column, way).then_some((column, way));
        };
        let others = row.coefficients.iter().filter(|&(other, _)| other != column);
        others.map(|(other, entry)| (other, -entry.signum() * way)).find(|&(other, way)| can_step(other, way))
    }

    fn step(&mut self, column: usize, way: i128, open: &mut [bool], work: &mut u64) -> Result<Step, Overflow> {
        *work = work.saturating_add(self.tableau.rows.len() as u64);
        let Some((entering, way)) = self.entering(column, way) else {
            return Ok(Step::Stuck);
        };
        let down = way < 0 && !self.tableau.is_signed(entering);
        let mut stride = if down { self.at(entering).min(STRIDE) } else { STRIDE };
        let mut leaving = None;
        for (index, row) in self.tableau.rows.iter().enumerate() {
            let push = row.coefficient(entering).checked_mul(way).ok_or(Overflow)?;
            match row.basic {
                None if push != 0 => return Ok(Step::Stuck),
                Some(basic) if push > 0 && !self.tableau.is_signed(basic) => {
                    let room = self.at(basic) / push;
                    if room < stride {
                        (stride, leaving) = (room, Some(index));
                    }
                }
                _ => {}
            }
        }
        if stride > 0 {
            let moved = self.tableau.rows.iter().filter_map(|row| Some((row.basic?, -row.coefficient(entering))));
            for (column, by) in moved.chain([(entering, 1)]).filter(|&(_, by)| by != 0) {
                let by = by.checked_mul(way).and_then(|by| by.checked_mul(stride)).ok_or(Overflow)?;
                if let (Some(value), Some(open)) = (self.point.get_mut(column), open.get_mut(column)) {
                    *value = value.checked_add(by).ok_or(Overflow)?;
                    *open = true;
                }
            }
            return Ok(Step::Moved);
        }
        let Some(leaving) = leaving else { return Ok(Step::Stuck) };
        *work = work.saturating_add(self.tableau.size());
        self.tableau.pivot(leaving, entering)?;
        // Rows in fractions lead to points in fractions.
        if self.tableau.denominator == 1 { Ok(Step::Turned) } else { Err(Overflow) }
    }
}

/// The equations that a witness names, ascending.
pub(super) fn named(witness: &Witness) -> Vec<usize> {
    let mut equations: Vec<usize> = witness.iter().map(|&(equation, _)| equation).collect();
    equations.sort_unstable();
    equations.dedup();
    equations
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}
