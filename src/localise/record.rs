//! Observed values of the variables of a system.

#[cfg(test)]
use super::system::Part;
use super::system::System;
use crate::impossible::DebugExpect;

/// Numbers grew beyond `i128`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Overflow;

/// A value, or none, for every variable of a [`System`]: what stands in the cells of one filled-in form.
#[derive(Debug, Clone)]
pub(crate) struct Record<'a> {
    system: &'a System,
    values: Vec<Option<i64>>,
    /// For each equation its sum over the observed values; the unknowns count nothing.
    residuals: Vec<i128>,
}

impl<'a> Record<'a> {
    /// Takes one value for each variable of the system, in order; `None` for one that is unknown.
    pub(crate) fn of(system: &'a System, values: Vec<Option<i64>>) -> Self {
        debug_assert_eq!(values.len(), system.domains().len());
        let value = |variable: usize| values.get(variable).copied().flatten().map_or(0, i128::from);
        // Fewer than 2³² terms of less than 2³¹ · 2⁶³ each: the sum is below 2¹²⁶.
        let residuals = system
            .equations()
            .iter()
            .map(|equation| {
                let terms = equation.terms().iter();
                let sum: i128 = terms.map(|&(variable, coefficient)| i128::from(coefficient) * value(variable)).sum();
                sum + i128::from(equation.constant())
            })
            .collect();
        Self { system, values, residuals }
    }

    /// The system that the values belong to.
    pub(crate) fn system(&self) -> &'a System {
        self.system
    }

    /// What was observed for a variable.
    pub(crate) fn value(&self, variable: usize) -> Option<i64> {
        self.values.get(variable).copied().flatten()
    }

    /// Whether every value is known and in its domain, and every equation holds. A value that stands in no equation
    /// may be unknown.
    #[cfg(test)]
    pub(super) fn holds(&self) -> bool {
        let parts = self.system.parts().iter();
        parts.flat_map(Part::variables).all(|&variable| self.value(variable).is_some())
            && self.residuals.iter().all(|&residual| residual == 0)
            && !(0..self.values.len()).any(|variable| self.is_out_of_domain(variable))
    }

    /// The sum of an equation over the observed values.
    pub(super) fn residual(&self, equation: usize) -> i128 {
        self.residuals.get(equation).copied().debug_expect("each equation has its sum")
    }

    /// Adds to the sums what an unknown variable counts in them.
    pub(super) fn add(&mut self, variable: usize, value: i128) -> Result<(), Overflow> {
        let column = self.system.column(variable);
        let sums = column.iter().map(|&(equation, coefficient)| {
            let term = i128::from(coefficient).checked_mul(value)?;
            Some((equation, self.residual(equation).checked_add(term)?))
        });
        for (equation, sum) in sums.collect::<Option<Vec<_>>>().ok_or(Overflow)? {
            if let Some(residual) = self.residuals.get_mut(equation).debug_some("each equation has its sum") {
                *residual = sum;
            }
        }
        Ok(())
    }

    pub(super) fn is_out_of_domain(&self, variable: usize) -> bool {
        !self.system.is_signed(variable) && self.value(variable).is_some_and(|value| value < 0)
    }

    pub(super) fn unknowns<'b>(&'b self, variables: &'b [usize]) -> impl Iterator<Item = usize> + 'b {
        variables.iter().copied().filter(|&variable| self.value(variable).is_none())
    }

    /// The same, totals first: rows that are solved for totals stay short.
    pub(super) fn unknowns_by_rank(&self, variables: &[usize]) -> Vec<usize> {
        let mut unknowns: Vec<usize> = self.unknowns(variables).collect();
        unknowns.sort_by_key(|&variable| !self.system.is_total(variable));
        unknowns
    }
}
