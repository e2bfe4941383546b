//! Unknown values: whether the equations leave them a choice, and which they force.

use super::record::Record;
use super::set::Set;
use super::system::Part;
use super::tableau::{Answer, Tableau, Value, named};
use crate::impossible::DebugExpect;

/// Bounds the exact search in one part, in numbers visited; what is found within it is exact.
const WORK: u64 = 100_000_000;

/// Whether the equations can hold, whatever the unknown values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Consistency {
    /// No value in an equation is unknown, and every equation holds.
    Consistent,
    /// Some choice of the unknown values makes every equation hold.
    Possible,
    /// No choice of the unknown values does.
    Impossible,
    /// The arithmetic or the bound on the work did not suffice to tell.
    Undecided,
}

/// An unknown value that the equations determine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ForcedValue {
    /// The variable.
    pub(super) variable: usize,
    /// The only value, in its domain, that lets all equations hold.
    pub(super) value: i128,
    /// The equations that force it together with the values before it, ascending; one, if it follows from that alone.
    pub(super) equations: Vec<usize>,
}

/// What the equations say of the unknown values of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Blanks {
    /// Whether all parts of the system can hold.
    pub(super) consistency: Consistency,
    /// Whether each part can.
    pub(super) parts: Vec<Consistency>,
    /// The values that are forced, each after those that its reason rests on. A part that no choice can satisfy
    /// forces nothing.
    pub(super) forced: Vec<ForcedValue>,
    /// The unknown variables that can be more than one value, ascending, and those that stand in no equation.
    pub(super) open: Vec<usize>,
    /// The unknown variables of which it could not be decided whether they are forced, ascending.
    pub(super) undecided: Vec<usize>,
    /// Equations that cannot hold together, ascending, for each part that no choice can satisfy; without any one of them
    /// the others can.
    ///
    /// Each equation that cannot hold by itself is a clash of its own. If no change of the values in these makes the rest
    /// hold, one clash among the rest follows. A part in which a known value is outside its domain has none.
    pub(super) clashes: Vec<Vec<usize>>,
}

impl Record<'_> {
    /// What the unknown values can be: whether the equations can hold at all, and which values they force.
    ///
    /// Known values stay as they are. A value is forced if and only if it is the same in every choice that is in whole
    /// numbers, within the domains, and satisfies every equation.
    pub(super) fn fill(&self) -> Blanks {
        let mut tied: Vec<usize> = Vec::new();
        let mut blanks = Blanks {
            consistency: Consistency::Consistent,
            parts: Vec::with_capacity(self.system().parts().len()),
            forced: Vec::new(),
            open: Vec::new(),
            undecided: Vec::new(),
            clashes: Vec::new(),
        };
        for part in self.system().parts() {
            tied.extend(part.variables());
            let consistency = Filling::new(self).fill(part, &mut blanks);
            blanks.parts.push(consistency);
            blanks.consistency = match (blanks.consistency, consistency) {
                (Consistency::Impossible, _) | (_, Consistency::Impossible) => Consistency::Impossible,
                (Consistency::Undecided, _) | (_, Consistency::Undecided) => Consistency::Undecided,
                (Consistency::Possible, _) | (_, Consistency::Possible) => Consistency::Possible,
                (Consistency::Consistent, Consistency::Consistent) => Consistency::Consistent,
            };
        }
        tied.sort_unstable();
        let everything = 0..self.system().domains().len();
        blanks.open.extend(
            everything.filter(|&variable| self.value(variable).is_none() && tied.binary_search(&variable).is_err()),
        );
        blanks.open.sort_unstable();
        blanks
    }
}

/// The values of one part as they become known.
pub(super) struct Filling<'a> {
    given: &'a Record<'a>,
    /// The record with what was forced in the sums of its equations.
    record: Record<'a>,
    forced: Vec<ForcedValue>,
    is_forced: Set,
}

/// What is known of a part before its unknown values are looked at one by one.
enum Settled {
    /// A known value is outside its domain.
    OutOfDomain,
    /// This equation cannot hold beside the values that others force.
    Clash(usize),
    /// These equations cannot hold together, beside the values that others force.
    Together(Vec<usize>),
    /// Nothing is unknown.
    Consistent,
    /// Single equations force every unknown value.
    Forced,
    /// There is a solution. The columns are the unknown values that single equations do not force, in order.
    Open(Tableau, Vec<usize>),
    Undecided,
}

/// What one equation says of its unknowns at a glance.
enum Glance {
    Nothing,
    Clash,
    Forced(Vec<ForcedValue>),
}

impl<'a> Filling<'a> {
    pub(super) fn new(given: &'a Record<'a>) -> Self {
        let is_forced = Set::with_room(given.system().domains().len());
        Self { given, record: given.clone(), forced: Vec::new(), is_forced }
    }

    /// Whether the unknown values of a part can be chosen so that its equations hold.
    pub(super) fn consistency(mut self, part: &Part) -> Consistency {
        self.settle(part, &mut 0).consistency()
    }

    fn settle(&mut self, part: &Part, work: &mut u64) -> Settled {
        if part.variables().iter().any(|&variable| self.given.is_out_of_domain(variable)) {
            return Settled::OutOfDomain;
        }
        if let Some(clash) = self.glance_at_all(part) {
            return Settled::Clash(clash);
        }
        let mut unknowns = self.given.unknowns_by_rank(part.variables());
        unknowns.retain(|&variable| !self.is_forced.contains(variable));
        if unknowns.is_empty() {
            return if self.forced.is_empty() { Settled::Consistent } else { Settled::Forced };
        }
        let mut tableau = Tableau::new();
        if unknowns.iter().any(|&unknown| tableau.free(&self.record, unknown).is_err()) {
            return Settled::Undecided;
        }
        match tableau.solve(work) {
            Answer::Undecided => Settled::Undecided,
            Answer::Infeasible(witnesses) => {
                Settled::Together(witnesses.first().map(named).debug_expect("no solution has a witness"))
            }
            Answer::Feasible => Settled::Open(tableau, unknowns),
        }
    }

    /// Takes a value as known, unless the sums do not hold it: then it is left to the exact test.
    fn force(&mut self, forced: ForcedValue) {
        if self.record.add(forced.variable, forced.value).is_ok() {
            self.is_forced.insert(forced.variable);
            self.forced.push(forced);
        }
    }

    fn fill(mut self, part: &Part, blanks: &mut Blanks) -> Consistency {
        let mut work = 0;
        let settled = self.settle(part, &mut work);
        let consistency = settled.consistency();
        match settled {
            Settled::OutOfDomain | Settled::Consistent | Settled::Undecided => return consistency,
            Settled::Clash(equation) => {
                blanks.clashes.extend(self.clashes(part, equation));
                return consistency;
            }
            Settled::Together(equations) => {
                let unknowns: Vec<usize> = self.given.unknowns(part.variables()).collect();
                blanks.clashes.push(irreducible(self.given, self.derivation(equations), &unknowns));
                return consistency;
            }
            Settled::Forced => {}
            Settled::Open(tableau, unknowns) => {
                let mut values: Vec<_> = std::iter::zip(unknowns, tableau.values(&mut work, WORK)).collect();
                values.sort_unstable_by_key(|(variable, _)| *variable);
                for (variable, value) in values {
                    if self.is_forced.contains(variable) {
                        continue;
                    }
                    match value {
                        Value::Only(value, equations) => {
                            self.force(ForcedValue { variable, value, equations });
                            // Others may now follow from a single equation, which is the better reason.
                            self.glance_at_all(part);
                        }
                        Value::Open => blanks.open.push(variable),
                        Value::Undecided => blanks.undecided.push(variable),
                    }
                }
            }
        }
        blanks.forced.append(&mut self.forced);
        consistency
    }

    /// The clashes of a part in which this equation cannot hold beside the values that others force.
    fn clashes(&self, part: &Part, equation: usize) -> Vec<Vec<usize>> {
        let unknowns: Vec<usize> = self.given.unknowns(part.variables()).collect();
        let fresh = Filling::new(self.given);
        let (alone, others): (Vec<usize>, Vec<usize>) =
            part.equations().iter().partition(|&&equation| matches!(fresh.glance(equation), Glance::Clash));
        if alone.is_empty() {
            return vec![irreducible(self.given, self.derivation(vec![equation]), &unknowns)];
        }
        let each = alone.iter().map(|&equation| vec![equation]);
        each.chain(self.beside(&alone, &others, &unknowns)).collect()
    }

    /// A clash of the other equations that remains whatever the values in those broken alone are.
    fn beside(&self, alone: &[usize], others: &[usize], unknowns: &[usize]) -> Option<Vec<usize>> {
        // Without unknowns the others hold as they are.
        unknowns.first()?;
        let terms = alone.iter().flat_map(|&equation| self.given.system().terms(equation));
        let doubted = terms.map(|&(variable, _)| variable).filter(|&variable| self.given.value(variable).is_some());
        let mut free: Vec<usize> = unknowns.iter().copied().chain(doubted).collect();
        free.sort_unstable();
        free.dedup();
        let clash = Tableau::infeasible(self.given, others, &free)?;
        Some(irreducible(self.given, clash, unknowns))
    }

    /// Equations with those that forced their values.
    fn derivation(&self, mut equations: Vec<usize>) -> Vec<usize> {
        for ForcedValue { variable, equations: reason, .. } in self.forced.iter().rev() {
            let column = self.given.system().column(*variable);
            if column.iter().any(|(equation, _)| equations.contains(equation)) {
                equations.extend(reason);
            }
        }
        equations.sort_unstable();
        equations.dedup();
        equations
    }

    /// Takes what single equations force until no more comes, or returns the first that cannot hold.
    fn glance_at_all(&mut self, part: &Part) -> Option<usize> {
        loop {
            let before = self.forced.len();
            for &equation in part.equations() {
                match self.glance(equation) {
                    Glance::Nothing => {}
                    Glance::Clash => return Some(equation),
                    Glance::Forced(forced) => forced.into_iter().for_each(|forced| self.force(forced)),
                }
            }
            if self.forced.len() == before {
                return None;
            }
        }
    }

    fn glance(&self, equation: usize) -> Glance {
        let system = self.given.system();
        let sum = self.record.residual(equation);
        let is_unknown = |variable| self.given.value(variable).is_none() && !self.is_forced.contains(variable);
        let terms = system.terms(equation).iter().filter(|(variable, _)| is_unknown(*variable));
        let unknowns: Vec<(usize, i128)> = terms.map(|&(variable, by)| (variable, by.into())).collect();
        let forced = |variable, value| ForcedValue { variable, value, equations: vec![equation] };
        match unknowns.as_slice() {
            [] if sum == 0 => Glance::Nothing,
            [] => Glance::Clash,
            &[(variable, coefficient)] => {
                let divided = sum.checked_rem(coefficient).zip(sum.checked_div(-coefficient));
                match divided {
                    None => Glance::Nothing,
                    Some((0, value)) if value >= 0 || system.is_signed(variable) => {
                        Glance::Forced(vec![forced(variable, value)])
                    }
                    Some(_) => Glance::Clash,
                }
            }
            several => {
                let pushes =
                    |way: i128| several.iter().all(|&(variable, by)| by.signum() == way && !system.is_signed(variable));
                match sum.signum() {
                    0 if pushes(1) || pushes(-1) => {
                        Glance::Forced(several.iter().map(|&(variable, _)| forced(variable, 0)).collect())
                    }
                    0 => Glance::Nothing,
                    over if pushes(over) => Glance::Clash,
                    _ => Glance::Nothing,
                }
            }
        }
    }
}

impl Settled {
    fn consistency(&self) -> Consistency {
        match self {
            Self::OutOfDomain | Self::Clash(_) | Self::Together(_) => Consistency::Impossible,
            Self::Consistent => Consistency::Consistent,
            Self::Forced | Self::Open(..) => Consistency::Possible,
            Self::Undecided => Consistency::Undecided,
        }
    }
}

/// Equations that clash, without those that the clash can do without.
fn irreducible(record: &Record<'_>, mut clash: Vec<usize>, unknowns: &[usize]) -> Vec<usize> {
    for equation in clash.clone() {
        let fewer: Vec<usize> = clash.iter().copied().filter(|&other| other != equation).collect();
        if fewer.len() < clash.len()
            && let Some(infeasible) = Tableau::infeasible(record, &fewer, unknowns)
        {
            clash = infeasible;
        }
    }
    clash
}
