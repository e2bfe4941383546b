//! The search against an independent one that knows nothing but the definition: every subset of the known values, and
//! every assignment of small numbers to it and to the unknowns.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::super::{Consistency, Domain, Equation, Explained, Limits, Part, Record, System};

/// The largest number of changes looked for.
const MOST: usize = 3;

#[derive(Debug, Clone)]
struct Case {
    domains: Vec<Domain>,
    equations: Vec<Equation>,
    values: Vec<Option<i64>>,
    /// The largest number tried. What needs a larger one is not compared, and counted.
    bound: i64,
}

impl Case {
    fn unknowns(&self) -> Vec<usize> {
        (0..self.values.len()).filter(|&variable| self.values[variable].is_none()).collect()
    }

    fn range(&self, variable: usize) -> std::ops::RangeInclusive<i64> {
        if self.domains[variable] == Domain::Signed { -self.bound..=self.bound } else { 0..=self.bound }
    }

    /// All completions in which only the variables of `free` differ from what was observed.
    fn completions(&self, free: &[usize]) -> Vec<Vec<i64>> {
        let mut values: Vec<i64> = self.values.iter().map(|value| value.unwrap_or(0)).collect();
        let mut kept = (0..values.len()).filter(|variable| !free.contains(variable));
        if kept.any(|variable| !self.range(variable).contains(&values[variable])) {
            return Vec::new();
        }
        let mut found = Vec::new();
        self.assign(free, &mut values, &mut found);
        found
    }

    fn assign(&self, free: &[usize], values: &mut Vec<i64>, found: &mut Vec<Vec<i64>>) {
        let Some((&first, rest)) = free.split_first() else {
            let holds = self.equations.iter().all(|equation| {
                let terms = equation.terms().iter();
                terms.map(|&(variable, by)| i64::from(by) * values[variable]).sum::<i64>() + equation.constant() == 0
            });
            found.extend(holds.then(|| values.clone()));
            return;
        };
        for value in self.candidates(first, rest, values) {
            values[first] = value;
            self.assign(rest, values, found);
        }
    }

    /// The numbers to try for a variable: all, or what an equation leaves to the last one.
    fn candidates(&self, variable: usize, rest: &[usize], values: &[i64]) -> Vec<i64> {
        let coefficient =
            |equation: &Equation| equation.terms().iter().find(|term| term.0 == variable).map_or(0, |term| term.1);
        let last = self.equations.iter().find(|equation| coefficient(equation) != 0).filter(|_| rest.is_empty());
        let Some(equation) = last else { return self.range(variable).collect() };
        let others = equation.terms().iter().filter(|term| term.0 != variable);
        let sum: i64 = others.map(|&(other, by)| i64::from(by) * values[other]).sum::<i64>() + equation.constant();
        let value = -sum / i64::from(coefficient(equation));
        self.range(variable).contains(&value).then_some(value).into_iter().collect()
    }

    /// The smallest sets, each with all its completions.
    fn smallest(&self) -> Option<BTreeMap<Vec<usize>, Vec<Vec<i64>>>> {
        let known: Vec<usize> = (0..self.values.len()).filter(|&variable| self.values[variable].is_some()).collect();
        (0..=MOST).find_map(|size| {
            let mut sets = BTreeMap::new();
            for mask in (0_u32..1 << known.len()).filter(|mask| mask.count_ones() as usize == size) {
                let set: Vec<usize> = (0..known.len()).filter(|at| mask & (1 << at) != 0).map(|at| known[at]).collect();
                let completions = self.completions(&[self.unknowns(), set.clone()].concat());
                if !completions.is_empty() {
                    sets.insert(set, completions);
                }
            }
            (!sets.is_empty()).then_some(sets)
        })
    }
}

/// The one value that all completions give a variable.
fn common(completions: &[Vec<i64>], variable: usize) -> Option<i128> {
    let values: BTreeSet<i64> = completions.iter().map(|completion| completion[variable]).collect();
    values.first().filter(|_| values.len() == 1).map(|&value| i128::from(value))
}

/// Systems of up to five variables under up to four equations, in one part or several.
fn case(
    coefficients: &'static [i32],
    constants: std::ops::RangeInclusive<i64>,
    bound: i64,
) -> impl Strategy<Value = Case> {
    (3..=5_usize).prop_flat_map(move |variables| {
        let domain = prop_oneof![4 => Just(Domain::NonNegative), 1 => Just(Domain::Signed)];
        let value = prop_oneof![12 => (0..=3_i64).prop_map(Some), 2 => Just(None), 1 => (-2..=-1_i64).prop_map(Some)];
        let coefficient = prop_oneof![2 => Just(0), 3 => prop::sample::select(coefficients)];
        let equation = (prop::collection::vec(coefficient, variables), constants.clone());
        let domains = prop::collection::vec(domain, variables);
        let values = prop::collection::vec(value, variables);
        (domains, prop::collection::vec(equation, 1..=4), values).prop_map(move |(domains, equations, mut values)| {
            let drawn =
                equations.into_iter().map(|(terms, constant)| Equation::new(terms.into_iter().enumerate(), constant));
            let equations: Vec<_> = drawn.filter(|equation| equation.terms().iter().any(|&(_, by)| by != 0)).collect();
            // A second unknown would be too many to try out together with three changes.
            let unknowns: Vec<usize> = (0..values.len()).filter(|&at| values[at].is_none()).collect();
            unknowns.iter().skip(1).for_each(|&at| values[at] = Some(1));
            Case { domains, equations, values, bound }
        })
    })
}

/// The answers of the parts as sets over the whole system, with the value of each change and fill.
fn joined(answers: &[Explained<usize>]) -> BTreeMap<Vec<usize>, BTreeMap<usize, Option<i128>>> {
    let mut joined = BTreeMap::from([(Vec::new(), BTreeMap::new())]);
    for answer in answers.iter().filter(|answer| answer.at_least > 0) {
        let mut next = BTreeMap::new();
        for (set, values) in &joined {
            for explanation in &answer.explanations {
                let (mut set, mut values) = (set.clone(), values.clone());
                set.extend(explanation.changes.iter().map(|change| change.site));
                set.sort_unstable();
                values.extend(explanation.changes.iter().map(|change| (change.site, change.expected)));
                values.extend(explanation.fills.iter().map(|fill| (fill.site, fill.value)));
                next.insert(set, values);
            }
        }
        joined = next;
    }
    joined
}

/// Returns whether the answer was whole.
fn compare(case: &Case) -> Result<bool, TestCaseError> {
    let system = System::new(case.domains.clone(), case.equations.clone()).unwrap();
    let record = Record::of(&system, case.values.clone());
    // A negative count in no equation is nobody's to explain.
    let in_equations: BTreeSet<usize> = system.parts().iter().flat_map(Part::variables).copied().collect();
    let outside = (0..case.values.len()).filter(|variable| !in_equations.contains(variable));
    prop_assume!(outside.clone().all(|variable| case.values[variable].is_some_and(|value| value >= 0)));

    let blanks = record.fill();
    let completions = case.completions(&case.unknowns());
    match blanks.consistency {
        Consistency::Consistent => prop_assert!(case.unknowns().is_empty() && completions.len() == 1),
        Consistency::Impossible => prop_assert!(completions.is_empty()),
        Consistency::Possible => {
            prop_assert!(!completions.is_empty());
            let forced: BTreeMap<_, _> = blanks.forced.iter().map(|forced| (forced.variable, forced.value)).collect();
            for variable in case.unknowns() {
                prop_assert_eq!(forced.get(&variable).copied(), common(&completions, variable));
                prop_assert_eq!(blanks.open.contains(&variable), !forced.contains_key(&variable));
            }
        }
        _ => return Ok(false),
    }
    prop_assert_eq!(record.holds(), blanks.consistency == Consistency::Consistent);

    let answers = record.explain(Limits::default().with_changes(MOST));
    let values = answers.iter().flat_map(|part| &part.explanations).flat_map(|one| &one.changes);
    if values.filter_map(|change| change.expected).any(|value| value.unsigned_abs() > case.bound.unsigned_abs().into())
    {
        return Ok(false);
    }
    let least: usize = answers.iter().map(|part| part.at_least).sum();
    match case.smallest() {
        _ if answers.iter().any(|answer| !answer.complete) => return Ok(false),
        None => prop_assert!(least > MOST),
        Some(sets) => {
            let found = joined(&answers);
            prop_assert_eq!(found.keys().collect::<Vec<_>>(), sets.keys().collect::<Vec<_>>());
            for (set, completions) in &sets {
                for (&variable, &value) in &found[set] {
                    prop_assert_eq!(value, common(completions, variable), "variable {} in {:?}", variable, set);
                }
            }
        }
    }
    Ok(true)
}

fn run(cases: impl Strategy<Value = Case>, number: u32) -> u32 {
    let config = ProptestConfig { cases: number, failure_persistence: None, ..ProptestConfig::default() };
    let whole = std::cell::Cell::new(0);
    let result = proptest::test_runner::TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    )
    .run(&cases, |case| {
        whole.set(whole.get() + u32::from(compare(&case)?));
        Ok(())
    });
    assert!(result.is_ok(), "{}", result.unwrap_err());
    whole.get()
}

#[test]
fn sums_and_differences_are_explained_as_by_definition() {
    let whole = run(case(&[1, -1], 0..=0, 20), 500);
    assert_eq!(whole, 500, "every answer is whole");
}

#[test]
fn any_small_coefficients_and_constants_are_explained_as_by_definition() {
    let whole = run(case(&[1, -1, 2, -2, 3], -3..=3, 40), 200);
    assert!(whole >= 190, "only {whole} of 200 answers are whole");
}
