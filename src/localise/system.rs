//! Variables and the linear equations between them.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::impossible::DebugExpect;

/// The whole numbers that a variable may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub(crate) enum Domain {
    /// 0, 1, 2, …: a count.
    NonNegative,
    /// Any whole number: an increase or decrease.
    Signed,
}

/// One linear equation with whole-number coefficients: Σ coefficient · variable + constant = 0.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Equation {
    terms: Vec<(usize, i32)>,
    constant: i64,
}

impl Equation {
    /// The equation Σ coefficient · variable + constant = 0. A variable given twice has the sum of its
    /// coefficients; this is settled by [`System::new`].
    pub(crate) fn new(terms: impl IntoIterator<Item = (usize, i32)>, constant: i64) -> Self {
        Self { terms: terms.into_iter().collect(), constant }
    }

    /// The equation Σ parts − total = 0.
    pub(crate) fn sum(parts: impl IntoIterator<Item = usize>, total: usize) -> Self {
        let parts = parts.into_iter().map(|part| (part, 1));
        Self::new(parts.chain([(total, -1)]), 0)
    }

    /// The terms as (variable, coefficient). Inside a [`System`] each variable occurs once, in ascending order, and
    /// no coefficient is 0.
    pub(crate) fn terms(&self) -> &[(usize, i32)] {
        &self.terms
    }

    /// The constant on the side of the terms.
    pub(crate) fn constant(&self) -> i64 {
        self.constant
    }

    /// One term a variable, ascending, none with coefficient 0.
    fn merged(mut self, equation: usize) -> Result<Self, SystemError> {
        self.terms.sort_unstable_by_key(|&(variable, _)| variable);
        let mut merged: Vec<(usize, i32)> = Vec::with_capacity(self.terms.len());
        for (variable, coefficient) in self.terms {
            match merged.last_mut() {
                Some((last, sum)) if *last == variable => {
                    *sum = sum.checked_add(coefficient).ok_or(SystemError::Coefficient { equation, variable })?;
                }
                _ => merged.push((variable, coefficient)),
            }
        }
        merged.retain(|&(_, coefficient)| coefficient != 0);
        if merged.is_empty() {
            return Err(SystemError::Empty { equation });
        }
        self.terms = merged;
        Ok(self)
    }
}

/// Why a set of equations is not a [`System`], or a list of values no [`Record`](super::Record) of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub(crate) enum SystemError {
    /// An equation names a variable that has no domain.
    #[error("equation {equation} names variable {variable}, of {variables} variables")]
    UnknownVariable {
        /// The equation's number.
        equation: usize,
        /// The variable named.
        variable: usize,
        /// How many variables there are.
        variables: usize,
    },
    /// The coefficients of one variable in one equation add up to more than an `i32` holds.
    #[error("the coefficients of variable {variable} in equation {equation} overflow")]
    Coefficient {
        /// The equation's number.
        equation: usize,
        /// The variable.
        variable: usize,
    },
    /// An equation has no term, so no change of a value could ever mend it.
    #[error("equation {equation} has no terms")]
    Empty {
        /// The equation's number.
        equation: usize,
    },
    /// More variables than 2³² − 1; sums over them are no longer certain to fit the arithmetic.
    #[error("{variables} variables are more than a system can hold")]
    TooManyVariables {
        /// How many there are.
        variables: usize,
    },
}

/// Variables `0..n` with their domains, and the equations that a correct record fulfils.
///
/// Equations may overlap in any way. The system knows its connected parts: no value in one of them says anything of
/// another.
#[derive(Debug, Clone)]
pub(crate) struct System {
    domains: Vec<Domain>,
    equations: Vec<Equation>,
    /// For each variable the equations that it stands in, with its coefficient.
    columns: Vec<Vec<(usize, i32)>>,
    parts: Vec<Part>,
    totals: Vec<bool>,
    places: BTreeMap<usize, Place>,
    at: BTreeMap<Place, usize>,
}

/// Where a variable stands in a table, and what it is there. Only the naming and ranking of mechanisms uses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The row's number; rows whose numbers differ by 1 are neighbours.
    pub row: u32,
    /// The column's number; columns whose numbers differ by 1 are neighbours.
    pub column: u32,
}

/// A connected part of a [`System`]: equations that share variables, directly or through others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    variables: Vec<usize>,
    equations: Vec<usize>,
}

impl Part {
    /// Its variables, ascending.
    pub(crate) fn variables(&self) -> &[usize] {
        &self.variables
    }

    /// Its equations, ascending.
    pub(crate) fn equations(&self) -> &[usize] {
        &self.equations
    }
}

impl System {
    /// Checks and connects the equations.
    ///
    /// # Errors
    ///
    /// Any [`SystemError`].
    pub(crate) fn new(domains: Vec<Domain>, equations: Vec<Equation>) -> Result<Self, SystemError> {
        let variables = domains.len();
        if u32::try_from(variables).is_err() {
            return Err(SystemError::TooManyVariables { variables });
        }
        let equations = equations
            .into_iter()
            .enumerate()
            .map(|(index, equation)| equation.merged(index))
            .collect::<Result<Vec<_>, _>>()?;
        let mut columns = vec![Vec::new(); variables];
        for (equation, Equation { terms, .. }) in equations.iter().enumerate() {
            for &(variable, coefficient) in terms {
                columns
                    .get_mut(variable)
                    .ok_or(SystemError::UnknownVariable { equation, variable, variables })?
                    .push((equation, coefficient));
            }
        }
        let parts = connected(&equations, &columns);
        let totals =
            columns.iter().enumerate().map(|(variable, column)| is_total(variable, column, &equations)).collect();
        Ok(Self { domains, equations, columns, parts, totals, places: BTreeMap::new(), at: BTreeMap::new() })
    }

    /// The system of equations that name variables of the list alone and have a term each.
    #[expect(clippy::expect_used, reason = "a caller makes the equations from the list: nothing can be refused")]
    pub(crate) fn of(domains: Vec<Domain>, equations: Vec<Equation>) -> Self {
        Self::new(domains, equations).expect("equations over the variables")
    }

    /// The same system with the places of its variables; a variable that is not mentioned has none.
    #[must_use]
    pub(crate) fn with_places(mut self, places: impl IntoIterator<Item = (usize, Place)>) -> Self {
        self.places = places.into_iter().collect();
        self.at = self.places.iter().map(|(&variable, &place)| (place, variable)).collect();
        self
    }

    /// The domain of every variable.
    pub(crate) fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// The equations, as numbered everywhere else.
    pub(crate) fn equations(&self) -> &[Equation] {
        &self.equations
    }

    /// The connected parts, by their first variable. A variable that stands in no equation is in none.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn column(&self, variable: usize) -> &[(usize, i32)] {
        self.columns.get(variable).map(Vec::as_slice).debug_expect("each variable has its column")
    }

    pub(super) fn terms(&self, equation: usize) -> &[(usize, i32)] {
        self.equations.get(equation).map(Equation::terms).debug_expect("an equation of the system")
    }

    pub(super) fn place(&self, variable: usize) -> Option<Place> {
        self.places.get(&variable).copied()
    }

    pub(super) fn at(&self, place: Place) -> Option<usize> {
        self.at.get(&place).copied()
    }

    /// The variables of a row, by column.
    pub(super) fn row(&self, row: u32) -> impl Iterator<Item = (u32, usize)> + '_ {
        let places = Place { row, column: 0 }..=Place { row, column: u32::MAX };
        self.at.range(places).map(|(place, &variable)| (place.column, variable))
    }

    /// Whether a variable is the sum of others: alone on its side of some equation with several terms.
    pub(super) fn is_total(&self, variable: usize) -> bool {
        self.totals.get(variable) == Some(&true)
    }

    pub(super) fn is_signed(&self, variable: usize) -> bool {
        self.domains.get(variable) == Some(&Domain::Signed)
    }
}

/// Whether a variable, which stands in the equations of `column`, is alone on its side of one with several terms.
fn is_total(variable: usize, column: &[(usize, i32)], equations: &[Equation]) -> bool {
    column.iter().any(|&(equation, coefficient)| {
        let terms = equations.get(equation).map_or(&[][..], Equation::terms);
        let opposed = |&&(other, by): &&(usize, i32)| other != variable && by.signum() != coefficient.signum();
        terms.len() > 2 && terms.iter().filter(opposed).count() == terms.len() - 1
    })
}

/// Floods the graph whose edges are "stands in the same equation".
fn connected(equations: &[Equation], columns: &[Vec<(usize, i32)>]) -> Vec<Part> {
    let mut seen = vec![false; equations.len()];
    let mut parts = Vec::new();
    for column in columns {
        let mut open: Vec<usize> = column.iter().map(|&(equation, _)| equation).collect();
        let [mut part_equations, mut variables] = [Vec::new(), Vec::new()];
        while let Some(index) = open.pop() {
            let (Some(seen), Some(equation)) = (seen.get_mut(index), equations.get(index)) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            part_equations.push(index);
            for &(variable, _) in equation.terms() {
                variables.push(variable);
                let column = columns.get(variable).into_iter().flatten();
                open.extend(column.map(|&(equation, _)| equation));
            }
        }
        if !part_equations.is_empty() {
            part_equations.sort_unstable();
            variables.sort_unstable();
            variables.dedup();
            parts.push(Part { variables, equations: part_equations });
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::{Domain, Equation, System, SystemError};

    #[test]
    fn a_variable_given_twice_has_the_sum_of_its_coefficients() {
        let equation = Equation::new([(1, 2), (0, 1), (1, -2)], 0);
        let system = System::new(vec![Domain::Signed; 2], vec![equation]).map(|system| system.equations().to_vec());
        assert_eq!(system, Ok(vec![Equation::new([(0, 1)], 0)]));
    }

    #[test]
    fn what_is_no_system_is_refused_with_the_reason() {
        let refuse = |equation| System::new(vec![Domain::Signed; 2], vec![equation]).map(|_| ());
        assert_eq!(
            refuse(Equation::new([(0, 1), (0, -1)], 3)).map_err(|error| error.to_string()),
            Err("equation 0 has no terms".to_owned())
        );
        assert_eq!(
            refuse(Equation::sum([0], 2)).map_err(|error| error.to_string()),
            Err("equation 0 names variable 2, of 2 variables".to_owned())
        );
        assert_eq!(
            refuse(Equation::new([(1, i32::MAX), (1, 1)], 0)),
            Err(SystemError::Coefficient { equation: 0, variable: 1 })
        );
    }

    #[test]
    fn parts_are_joined_by_any_shared_variable() {
        let equations = vec![Equation::sum([0, 1], 2), Equation::sum([4], 5), Equation::sum([6], 2)];
        let system = System::new(vec![Domain::NonNegative; 8], equations);
        let parts: Vec<_> = system
            .iter()
            .flat_map(System::parts)
            .map(|part| (part.variables().to_vec(), part.equations().to_vec()))
            .collect();
        assert_eq!(parts, [(vec![0, 1, 2, 6], vec![0, 2]), (vec![4, 5], vec![1])]);
    }
}
