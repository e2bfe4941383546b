//! What the equations say of unknown values.

use super::record::Record;
use super::system::Part;
use super::tableau::{self, Answer, Tableau, Value};

/// Bounds the exact search in one part, in numbers visited; what is found within it is exact.
const WORK: u64 = 100_000_000;

/// Whether the equations can hold, whatever the unknown values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Verdict {
    /// No value in an equation is unknown, and every equation holds.
    Consistent,
    /// Some choice of the unknown values makes every equation hold.
    Possible,
    /// No choice of the unknown values does.
    Impossible,
    /// The arithmetic or the bound on the work did not suffice to tell.
    Undecided,
}

/// Why an unknown value can be nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// All other values of this equation are known, or were forced before: 7 = 4 + □ + 0.
    Last {
        /// The equation.
        equation: usize,
    },
    /// The known values of this equation leave nothing for its unknown counts: 4 = 4 + □ + □.
    Exhausted {
        /// The equation.
        equation: usize,
    },
    /// These equations, taken together, allow nothing else.
    Together {
        /// The equations, ascending.
        equations: Vec<usize>,
    },
}

/// An unknown value that the equations determine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forced {
    /// The variable.
    pub variable: usize,
    /// The only value, in its domain, that lets all equations hold.
    pub value: i128,
    /// Why.
    pub reason: Reason,
}

/// What the equations say of the unknown values of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blanks {
    verdict: Verdict,
    forced: Vec<Forced>,
    open: Vec<usize>,
    undecided: Vec<usize>,
    clashes: Vec<Vec<usize>>,
}

impl Blanks {
    /// The verdict over all parts of the system.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The values that are forced, each after those that its reason rests on. A part that no choice can satisfy
    /// forces nothing.
    pub fn forced(&self) -> &[Forced] {
        &self.forced
    }

    /// The unknown variables that can be more than one value, ascending, and those that stand in no equation.
    pub fn open(&self) -> &[usize] {
        &self.open
    }

    /// The unknown variables of which it could not be decided whether they are forced, ascending.
    pub fn undecided(&self) -> &[usize] {
        &self.undecided
    }

    /// Equations that cannot hold together, ascending, for each part that no choice can satisfy; without any one of them
    /// the others can.
    ///
    /// Each equation that cannot hold by itself is a clash of its own. If no change of the values in these makes the rest
    /// hold, one clash among the rest follows. A part in which a known value is outside its domain has none.
    pub fn clashes(&self) -> &[Vec<usize>] {
        &self.clashes
    }
}

impl Record<'_> {
    /// What the unknown values can be: whether the equations can hold at all, and which values they force.
    ///
    /// Known values stay as they are. A value is forced if and only if it is the same in every choice that is in whole
    /// numbers, within the domains, and satisfies every equation.
    ///
    /// ```
    /// use ogi_report::localise::{Domain, Equation, Reason, Record, System, Verdict};
    ///
    /// // 7 = 4 + □ + 0
    /// let system = System::new(vec![Domain::NonNegative; 4], vec![Equation::sum([0, 1, 2], 3)])?;
    /// let blanks = Record::new(&system, vec![Some(4), None, Some(0), Some(7)])?.fill();
    /// assert_eq!(blanks.verdict(), Verdict::Possible);
    /// assert_eq!(blanks.forced()[0].value, 3);
    /// assert_eq!(blanks.forced()[0].reason, Reason::Last { equation: 0 });
    ///
    /// // 7 = 8 + □ + 0
    /// let blanks = Record::new(&system, vec![Some(8), None, Some(0), Some(7)])?.fill();
    /// assert_eq!(blanks.verdict(), Verdict::Impossible);
    /// # Ok::<(), ogi_report::localise::SystemError>(())
    /// ```
    pub fn fill(&self) -> Blanks {
        let mut parts: Vec<usize> = Vec::new();
        let mut blanks = Blanks {
            verdict: Verdict::Consistent,
            forced: Vec::new(),
            open: Vec::new(),
            undecided: Vec::new(),
            clashes: Vec::new(),
        };
        for part in self.system().parts() {
            parts.extend(part.variables());
            let verdict = Filling::new(self).fill(part, &mut blanks);
            blanks.verdict = match (blanks.verdict, verdict) {
                (Verdict::Impossible, _) | (_, Verdict::Impossible) => Verdict::Impossible,
                (Verdict::Undecided, _) | (_, Verdict::Undecided) => Verdict::Undecided,
                (Verdict::Possible, _) | (_, Verdict::Possible) => Verdict::Possible,
                (Verdict::Consistent, Verdict::Consistent) => Verdict::Consistent,
            };
        }
        parts.sort_unstable();
        let everything = 0..self.system().domains().len();
        blanks.open.extend(
            everything.filter(|&variable| self.value(variable).is_none() && parts.binary_search(&variable).is_err()),
        );
        blanks.open.sort_unstable();
        blanks
    }
}

/// The values of one part as they become known.
struct Filling<'a> {
    record: &'a Record<'a>,
    forced: Vec<Forced>,
    /// For each variable the value that was observed or forced.
    known: Vec<Option<i128>>,
}

/// What one equation says of its unknowns at a glance.
enum Glance {
    Nothing,
    Clash,
    Forced(Vec<Forced>),
}

impl<'a> Filling<'a> {
    fn new(record: &'a Record<'a>) -> Self {
        let variables = 0..record.system().domains().len();
        let known = variables.map(|variable| record.value(variable).map(i128::from)).collect();
        Self { record, forced: Vec::new(), known }
    }

    fn value(&self, variable: usize) -> Option<i128> {
        self.known.get(variable).copied().flatten()
    }

    fn force(&mut self, forced: Forced) {
        if let Some(known) = self.known.get_mut(forced.variable) {
            *known = Some(forced.value);
        }
        self.forced.push(forced);
    }

    /// Forgets what was forced.
    fn forget(&mut self) {
        for Forced { variable, .. } in self.forced.drain(..) {
            if let Some(known) = self.known.get_mut(variable) {
                *known = None;
            }
        }
    }

    fn fill(mut self, part: &Part, blanks: &mut Blanks) -> Verdict {
        let unknowns: Vec<usize> = self.record.unknowns(part.variables()).collect();
        if part.variables().iter().any(|&variable| self.record.is_out_of_domain(variable)) {
            return Verdict::Impossible;
        }
        if let Some(clash) = self.glance_at_all(part) {
            let derivation = self.derivation(clash);
            self.forget();
            let (alone, others): (Vec<usize>, Vec<usize>) =
                part.equations().iter().partition(|&&equation| matches!(self.glance(equation), Glance::Clash));
            if alone.is_empty() {
                blanks.clashes.push(irreducible(self.record, derivation, &unknowns));
            } else {
                blanks.clashes.extend(alone.iter().map(|&equation| vec![equation]));
                blanks.clashes.extend(self.beside(&alone, &others, &unknowns));
            }
            return Verdict::Impossible;
        }
        if unknowns.is_empty() {
            return Verdict::Consistent;
        }
        if self.forced.len() < unknowns.len() {
            let mut tableau = Tableau::new();
            if unknowns.iter().any(|&unknown| tableau.free(self.record, unknown).is_err()) {
                return Verdict::Undecided;
            }
            let mut work = 0;
            match tableau.solve(&mut work) {
                Answer::Undecided => return Verdict::Undecided,
                Answer::Infeasible(witnesses) => {
                    let clash = witnesses.first().map(tableau::named);
                    blanks.clashes.extend(clash.map(|clash| irreducible(self.record, clash, &unknowns)));
                    return Verdict::Impossible;
                }
                Answer::Feasible => {}
            }
            let values = tableau.values(&mut work, WORK);
            for (&variable, value) in unknowns.iter().zip(values) {
                if self.value(variable).is_some() {
                    continue;
                }
                match value {
                    Value::Only(value, equations) => {
                        self.force(Forced { variable, value, reason: Reason::Together { equations } });
                        // Others may now follow from a single equation, which is the better reason.
                        self.glance_at_all(part);
                    }
                    Value::Open => blanks.open.push(variable),
                    Value::Undecided => blanks.undecided.push(variable),
                }
            }
        }
        blanks.forced.append(&mut self.forced);
        Verdict::Possible
    }

    /// A clash of the other equations that remains whatever the values in those broken alone are.
    fn beside(&self, alone: &[usize], others: &[usize], unknowns: &[usize]) -> Option<Vec<usize>> {
        // Without unknowns the others hold as they are.
        unknowns.first()?;
        let terms = alone.iter().flat_map(|&equation| self.record.system().terms(equation));
        let doubted = terms.map(|&(variable, _)| variable).filter(|&variable| self.record.value(variable).is_some());
        let mut free: Vec<usize> = unknowns.iter().copied().chain(doubted).collect();
        free.sort_unstable();
        free.dedup();
        let clash = Tableau::infeasible(self.record, others, &free)?;
        Some(irreducible(self.record, clash, unknowns))
    }

    /// An equation with those that forced its values.
    fn derivation(&self, equation: usize) -> Vec<usize> {
        let mut equations = vec![equation];
        for Forced { variable, reason, .. } in self.forced.iter().rev() {
            let stands_in = |&equation: &usize| {
                let column = self.record.system().column(*variable);
                column.iter().any(|&(other, _)| other == equation)
            };
            if equations.iter().any(stands_in) {
                match reason {
                    Reason::Last { equation } | Reason::Exhausted { equation } => equations.push(*equation),
                    Reason::Together { equations: several } => equations.extend(several),
                }
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
        let system = self.record.system();
        let mut unknowns = Vec::new();
        let mut sum = self.record.residual(equation);
        for &(variable, coefficient) in system.terms(equation) {
            match (self.record.value(variable), self.value(variable)) {
                (None, None) => unknowns.push((variable, i128::from(coefficient))),
                (None, Some(forced)) => {
                    // Too large a number is left to the exact test, which says that it cannot decide.
                    let term = forced.checked_mul(i128::from(coefficient)).and_then(|term| sum.checked_add(term));
                    let Some(total) = term else { return Glance::Nothing };
                    sum = total;
                }
                (Some(_), _) => {}
            }
        }
        let forced = |variable, value, reason| Forced { variable, value, reason };
        match unknowns.as_slice() {
            [] if sum == 0 => Glance::Nothing,
            [] => Glance::Clash,
            &[(variable, coefficient)] => {
                let divided = sum.checked_rem(coefficient).zip(sum.checked_div(-coefficient));
                match divided {
                    None => Glance::Nothing,
                    Some((0, value)) if value >= 0 || system.is_signed(variable) => {
                        Glance::Forced(vec![forced(variable, value, Reason::Last { equation })])
                    }
                    Some(_) => Glance::Clash,
                }
            }
            several => {
                let pushes =
                    |way: i128| several.iter().all(|&(variable, by)| by.signum() == way && !system.is_signed(variable));
                match sum.signum() {
                    0 if pushes(1) || pushes(-1) => {
                        let zero = |&(variable, _): &(usize, i128)| forced(variable, 0, Reason::Exhausted { equation });
                        Glance::Forced(several.iter().map(zero).collect())
                    }
                    0 => Glance::Nothing,
                    over if pushes(over) => Glance::Clash,
                    _ => Glance::Nothing,
                }
            }
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
