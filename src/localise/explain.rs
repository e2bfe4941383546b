//! The smallest sets of values whose change makes every equation hold.

use super::explanation::{Change, Explained, Explanation, Fill};
use super::fill::{Consistency, Filling};
use super::mechanism::Mechanism;
use super::rank::rank;
use super::record::Record;
use super::set::Set;
use super::system::Part;
use super::tableau::{Answer, Tableau, Value, Way};

/// What it takes to look at one clause, beside one number of the tableau (measured).
const STEP: u64 = 20;

/// How far a search goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limits {
    changes: usize,
    work: u64,
}

impl Default for Limits {
    /// Up to 4 changes in each part, and work of 10 million.
    fn default() -> Self {
        Self { changes: 4, work: 10_000_000 }
    }
}

impl Limits {
    /// The same limits with another largest number of changes in one part.
    #[cfg(test)]
    pub(super) const fn with_changes(self, changes: usize) -> Self {
        Self { changes, ..self }
    }

    /// The same limits with another bound on the work for one part, in numbers visited: a million is a few
    /// milliseconds.
    #[cfg(test)]
    pub(super) const fn with_work(self, work: u64) -> Self {
        Self { work, ..self }
    }

    /// The largest number of changes looked for in one part.
    #[cfg(test)]
    pub(super) const fn changes(self) -> usize {
        self.changes
    }
}

impl Record<'_> {
    /// Finds, in each connected part, all smallest sets of known values whose change makes every equation hold, in
    /// whole numbers within the domains, the unknown values being chosen freely.
    ///
    /// The answer is exact and complete up to the limits, ranked (see [`Mechanism`]), and the same whatever the order
    /// of the equations. Parts that need no change are in it too, with no explanation.
    pub(crate) fn explain(&self, limits: Limits) -> Vec<Explained<usize>> {
        let parts = self.system().parts().iter();
        parts.map(|part| self.explain_part(part, Filling::new(self).consistency(part), limits)).collect()
    }

    /// The same for one part, once it is known whether the unknown values can be chosen so that its equations hold.
    pub(super) fn explain_part(&self, part: &Part, consistency: Consistency, limits: Limits) -> Explained<usize> {
        let found = match consistency {
            Consistency::Consistent | Consistency::Possible => {
                Found { at_least: 0, complete: true, explanations: Vec::new() }
            }
            Consistency::Impossible | Consistency::Undecided => Search::new(self, limits).explain(part),
        };
        let Found { at_least, complete, explanations } = found;
        let (sites, equations) = (part.variables().to_vec(), part.equations().len());
        Explained { sites, equations, at_least, complete, explanations }
    }
}

/// What a search found.
struct Found {
    at_least: usize,
    complete: bool,
    explanations: Vec<Explanation<usize>>,
}

/// The search keeps a list of clauses: sets of variables of which at least one must change. It branches on the members
/// of one clause, frees the member, and asks the tableau whether the freed variables can now satisfy their equations;
/// if not, the witness is a further clause. A member that has been tried is excluded from the later branches, so each
/// set is met once. Every clause is a necessary condition and every set accepted is checked, so the answer is exact.
struct Search<'a> {
    record: &'a Record<'a>,
    limits: Limits,
    work: u64,
    undecided: bool,
    found: Vec<(Vec<usize>, Tableau)>,
}

/// One set of freed variables on the way: what was chosen, and what is known of how to go on.
struct Node {
    chosen: Vec<usize>,
    tableau: Tableau,
    clauses: Vec<Set>,
    excluded: Set,
}

impl<'a> Search<'a> {
    fn new(record: &'a Record<'a>, limits: Limits) -> Self {
        Self { record, limits, work: 0, undecided: false, found: Vec::new() }
    }

    fn explain(mut self, part: &Part) -> Found {
        let unexplained = |at_least, complete| Found { at_least, complete, explanations: Vec::new() };
        let Some(root) = self.root(part) else {
            return unexplained(0, false);
        };
        if root.clauses.is_empty() {
            return unexplained(0, true);
        }
        for size in 1..=self.limits.changes {
            self.descend(&root, size);
            if self.undecided || !self.found.is_empty() {
                return self.conclude(part, size);
            }
        }
        unexplained(self.limits.changes.saturating_add(1), true)
    }

    /// The node at which nothing is freed but the unknowns, or `None` if their feasibility is undecided.
    fn root(&mut self, part: &Part) -> Option<Node> {
        let variables = self.record.system().domains().len();
        let mut tableau = Tableau::new();
        for unknown in self.record.unknowns_by_rank(part.variables()) {
            tableau.free(self.record, unknown).ok()?;
        }
        let mut clauses = match tableau.solve(&mut self.work) {
            Answer::Feasible => Vec::new(),
            Answer::Infeasible(witnesses) => witnesses.iter().map(|witness| self.clause(witness)).collect(),
            Answer::Undecided => return None,
        };
        for &equation in part.equations() {
            let way = match self.record.residual(equation) {
                0 => continue,
                1.. => Way::Lower,
                _ => Way::Raise,
            };
            if !tableau.covers(equation) {
                clauses.push(self.clause(&[(equation, way)]));
            }
        }
        for &variable in part.variables() {
            if self.record.is_out_of_domain(variable) {
                let mut clause = Set::with_room(variables);
                clause.insert(variable);
                clauses.push(clause);
            }
        }
        Some(Node { chosen: Vec::new(), tableau, clauses, excluded: Set::with_room(variables) })
    }

    /// The known values of which at least one must change, given the witness: those by whose change the sums of its
    /// equations can go its way. A count of 0 cannot fall, which spares most of a form.
    fn clause(&self, witness: &[(usize, Way)]) -> Set {
        let system = self.record.system();
        let mut clause = Set::with_room(system.domains().len());
        for &(equation, way) in witness {
            for &(variable, coefficient) in system.terms(equation) {
                let rises = (coefficient < 0) == (way == Way::Lower);
                if let Some(value) = self.record.value(variable)
                    && (rises || value > 0 || system.is_signed(variable))
                {
                    clause.insert(variable);
                }
            }
        }
        clause
    }

    /// Finds the sets that are completed from `node` by exactly `budget` more changes.
    fn descend(&mut self, node: &Node, budget: usize) {
        let mut excluded = node.excluded.clone();
        let Some(members) = branches(&node.clauses, &excluded, budget) else {
            return;
        };
        for variable in members.iter() {
            if self.work > self.limits.work {
                self.undecided = true;
                return;
            }
            let mut clauses: Vec<Set> =
                node.clauses.iter().filter(|clause| !clause.contains(variable)).cloned().collect();
            self.work += STEP * (clauses.len() as u64 + 1);
            excluded.insert(variable);
            // Of the last change all clauses must hold already, of an earlier one that the rest can still be met.
            if !clauses.is_empty() && (budget == 1 || branches(&clauses, &excluded, budget - 1).is_none()) {
                continue;
            }
            let mut tableau = node.tableau.clone();
            let answer = match tableau.free(self.record, variable) {
                Ok(()) => tableau.solve(&mut self.work),
                Err(_) => Answer::Undecided,
            };
            match answer {
                Answer::Undecided => self.undecided = true,
                Answer::Infeasible(_) if budget == 1 => {}
                Answer::Feasible if clauses.is_empty() => self.found.push((with(&node.chosen, variable), tableau)),
                Answer::Feasible | Answer::Infeasible(_) => {
                    if let Answer::Infeasible(witnesses) = answer {
                        clauses.extend(witnesses.iter().map(|witness| self.clause(witness)));
                    }
                    let chosen = with(&node.chosen, variable);
                    self.descend(&Node { chosen, tableau, clauses, excluded: excluded.clone() }, budget - 1);
                }
            }
        }
    }

    /// Works out the values of the sets that were found, and ranks them.
    fn conclude(mut self, part: &Part, at_least: usize) -> Found {
        let unknowns = self.record.unknowns_by_rank(part.variables());
        let mut explanations = Vec::with_capacity(self.found.len());
        for (chosen, tableau) in std::mem::take(&mut self.found) {
            let values =
                tableau.values(&mut self.work, self.limits.work.saturating_mul(2)).into_iter().map(
                    |value| match value {
                        Value::Only(value, _) => Some(value),
                        Value::Open => None,
                        Value::Undecided => {
                            self.undecided = true;
                            None
                        }
                    },
                );
            let mut fills = Vec::with_capacity(unknowns.len());
            let mut changes = Vec::with_capacity(chosen.len());
            for (variable, value) in unknowns.iter().chain(&chosen).copied().zip(values) {
                match self.record.value(variable) {
                    None => fills.push(Fill { site: variable, value }),
                    Some(found) => {
                        changes.push(Change { site: variable, found, expected: value, mechanism: Mechanism::Other });
                    }
                }
            }
            changes.sort_unstable_by_key(|change| change.site);
            fills.sort_unstable_by_key(|fill| fill.site);
            explanations.push(Explanation { changes, fills, cost: 0 });
        }
        rank(self.record, &mut explanations);
        Found { at_least, complete: !self.undecided, explanations }
    }
}

fn with(chosen: &[usize], variable: usize) -> Vec<usize> {
    chosen.iter().copied().chain([variable]).collect()
}

/// The variables of which one must be among the next `budget` changes, or `None` if the clauses cannot all be met.
fn branches(clauses: &[Set], excluded: &Set, budget: usize) -> Option<Set> {
    let mut open: Vec<Set> = clauses.to_vec();
    for clause in &mut open {
        clause.remove_all(excluded);
    }
    open.sort_by_key(Set::len);
    let smallest = open.first()?.clone();
    if budget == 1 {
        let mut all = smallest;
        for clause in &open {
            all.keep(clause);
        }
        return (!all.is_empty()).then_some(all);
    }
    // Clauses without a common member need a change each.
    let mut apart: Vec<&Set> = Vec::with_capacity(budget);
    for clause in &open {
        if !apart.iter().any(|other| other.meets(clause)) {
            apart.push(clause);
        }
    }
    (apart.len() <= budget && !smallest.is_empty()).then_some(smallest)
}
