//! What stands out in the tables of an assessed report: wrong cells, forced values, cells of broken equations.

use std::collections::BTreeMap;

use crate::Assessment;
use crate::draft::State;
use crate::form::{Cell, Panel, Row};
use crate::impossible::DebugExpect;
use crate::localise::{Change, Diagnosis, Explained};
use crate::rules::{Equation, Finding, Severity};

/// A cell that an explanation changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suspect {
    /// The change.
    pub change: Change,
    /// Whether every smallest explanation changes it to this number. Otherwise it is the most plausible of several.
    pub certain: bool,
}

/// What is to be seen in the tables of an assessed report, by cell: the data behind [`proof`](super::proof).
///
/// ```
/// use ogi_report::form::{Table, cells::applications::not_held};
/// use ogi_report::render::Marks;
/// use ogi_report::{check, read};
///
/// let report = include_bytes!("../../tests/data/one-cell-wrong.md");
/// let assessment = check(read(report)?);
/// let marks = Marks::of(&assessment);
/// let wrong = marks.suspect(not_held::NATURAL_PERSON).unwrap();
/// assert_eq!((wrong.change.found, wrong.change.expected, wrong.certain), (21, Some(12), true));
/// assert_eq!(marks.findings(not_held::TOTAL), [0]);
/// assert_eq!(marks.parts_sum(not_held::TOTAL), Some(24));
///
/// let form = assessment.draft().form();
/// let applications = form.panels().find(|block| block.table() == Table::Applications).unwrap();
/// assert!(marks.affected(applications).len() < applications.rows(form).count());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Marks<'a> {
    assessment: &'a Assessment,
    suspects: BTreeMap<Cell, Suspect>,
    forced: BTreeMap<Cell, i64>,
    findings: BTreeMap<Cell, Vec<usize>>,
}

impl<'a> Marks<'a> {
    /// Collects them.
    pub fn of(assessment: &'a Assessment) -> Self {
        let parts = assessment.diagnosis().into_iter().flat_map(Diagnosis::parts);
        let suspects = parts.flat_map(suspects).collect();
        let forced = assessment.forced().iter().map(|forced| (forced.cell, forced.value)).collect();
        let mut findings: BTreeMap<Cell, Vec<usize>> = BTreeMap::new();
        for (number, finding) in assessment.findings().iter().enumerate() {
            for cell in finding.cells() {
                findings.entry(*cell).or_default().push(number);
            }
        }
        Self { assessment, suspects, forced, findings }
    }

    /// What is wrong with the cell, where an explanation changes it.
    pub fn suspect(&self, cell: Cell) -> Option<Suspect> {
        self.suspects.get(&cell).copied()
    }

    /// All such cells, in the form's order.
    pub fn suspects(&self) -> impl Iterator<Item = (Cell, Suspect)> + '_ {
        self.suspects.iter().map(|(cell, suspect)| (*cell, *suspect))
    }

    /// The value that the identities force in a cell without a number.
    pub fn forced(&self, cell: Cell) -> Option<i64> {
        self.forced.get(&cell).copied()
    }

    /// Which of [`Assessment::findings`] concern the cell, by their place in it.
    pub fn findings(&self, cell: Cell) -> &[usize] {
        self.findings.get(&cell).map_or(&[], Vec::as_slice)
    }

    fn finding(&self, number: usize) -> Option<&'a Finding> {
        self.assessment.findings().get(number).debug_some("a mark is of a finding")
    }

    /// Whether the cell stands in an equation that does not hold.
    pub fn is_in_broken_equation(&self, cell: Cell) -> bool {
        self.findings(cell).iter().any(|at| self.finding(*at).is_some_and(ties))
    }

    /// What the parts add up to, where the cell is the total in an equation that does not hold and all parts are known.
    pub fn parts_sum(&self, cell: Cell) -> Option<i128> {
        let equations = self.findings(cell).iter().filter_map(|at| self.finding(*at)?.equation());
        let totals = equations.filter(|equation| matches!(equation.left.as_slice(), [total] if total.cell == cell));
        let known = |equation: &&Equation| equation.right.iter().all(|part| part.value.is_some());
        totals.filter(known).map(Equation::right_sum).next()
    }

    /// The sides of the cell along which the bands of equations that do not hold run.
    pub(super) fn edges(&self, cell: Cell) -> Edges {
        let mut edges = Edges::default();
        for finding in self.findings(cell).iter().filter_map(|at| self.finding(*at)).filter(|finding| ties(finding)) {
            let row = finding.identity().map(|identity| identity.row().is_some());
            let (first, last) = (finding.cells().first() == Some(&cell), finding.cells().last() == Some(&cell));
            edges.top |= row != Some(false) || first;
            edges.bottom |= row != Some(false) || last;
            edges.left |= row != Some(true) || first;
            edges.right |= row != Some(true) || last;
        }
        edges
    }

    /// The equations of the block that do not hold: findings with their place in [`Assessment::findings`].
    pub fn equations(&self, block: Panel) -> impl Iterator<Item = (usize, &'a Finding)> {
        let rows: Vec<Row> = block.rows(self.assessment.draft().form()).collect();
        let here = move |finding: &Finding| {
            ties(finding) && finding.cells().first().is_some_and(|cell| rows.contains(&cell.row()))
        };
        self.assessment.findings().iter().enumerate().filter(move |(_, finding)| here(finding))
    }

    /// The rows of the block in which something is to be seen: a wrong cell, a cell without a number that is forced or
    /// reported, a number that is an error by itself, or one other than 0 in an equation that does not hold.
    pub fn affected(&self, block: Panel) -> Vec<Row> {
        let draft = self.assessment.draft();
        let is_affected = |cell: Cell| {
            let equation = self.is_in_broken_equation(cell);
            let seen = equation && draft.state(cell) != &State::Count(0);
            let known = matches!(draft.state(cell), State::Count(_) | State::Amount(_));
            let grave = |finding: &Finding| !ties(finding) && (!known || finding.severity() == Severity::Error);
            let reported = self.findings(cell).iter().any(|at| self.finding(*at).is_some_and(grave));
            seen || reported || self.suspect(cell).is_some() || self.forced(cell).is_some()
        };
        let cells = |row: Row| block.columns().iter().filter_map(move |column| Cell::new(row, *column));
        block.rows(draft.form()).filter(|row| cells(*row).any(is_affected)).collect()
    }
}

/// Sides of a cell.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "a cell has four sides, each marked or not")]
pub(super) struct Edges {
    pub(super) top: bool,
    pub(super) right: bool,
    pub(super) bottom: bool,
    pub(super) left: bool,
}

/// Whether the finding is of an equation: one identity that is broken, or several that clash.
fn ties(finding: &Finding) -> bool {
    finding.rule().identity().is_some()
}

/// The changes of a part's most plausible explanation. Where one identity is all there is, any of its cells may be wrong
/// and none is singled out.
fn suspects(part: &Explained) -> Vec<(Cell, Suspect)> {
    let explanations = part.explanations.as_slice();
    if part.is_single_equation() && explanations.len() > 1 {
        return Vec::new();
    }
    let shared = |change: &Change| {
        let same = |other: &Change| other.site == change.site && other.expected == change.expected;
        part.complete && explanations.iter().all(|explanation| explanation.changes.iter().any(same))
    };
    let changes = explanations.first().into_iter().flat_map(|explanation| &explanation.changes);
    changes.map(|change| (change.site, Suspect { change: *change, certain: shared(change) })).collect()
}
