use std::fmt;

use serde::{Deserialize, Serialize};

use super::Numbers;
use crate::extract::{Extract, ReportRef, Site};
use crate::form::{Cell, Identity};

/// A term of an equation: a cell and the number found in it, if one was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The report that the cell is of, in an equation over several.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportRef>,
    /// The cell.
    pub cell: Cell,
    /// Its number; `None` where the cell is blank, marked, unreadable or absent.
    pub value: Option<i64>,
}

impl Term {
    pub(super) fn of(report: &Extract, cell: Cell) -> Self {
        Self { report: Some(report.report().clone()), cell, value: report.count(cell) }
    }
}

/// Two sides with the numbers found in them: their sums should be equal, or the left not below the right.
///
/// Everything else about it can be computed from the two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Equation {
    /// The left side: a total, or what came in.
    pub left: Vec<Term>,
    /// The right side: what the total adds up, or what went out.
    pub right: Vec<Term>,
}

/// What can be said of an equation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Standing {
    /// All numbers are there and both sides are equal.
    Holds,
    /// Both sides differ and nothing that could stand in the unknown cells makes them equal.
    Broken,
    /// Cells are unknown, and numbers from 0 up could stand in them so that both sides are equal.
    Open,
}

/// As in JSON: `holds`, `broken`, `open`.
impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.serialize(f)
    }
}

impl Equation {
    /// The identity with the numbers of a draft, of figures or of anything else that has [`Numbers`].
    pub fn of(identity: Identity, numbers: &(impl Numbers + ?Sized)) -> Self {
        let term = |cell: Cell| Term { report: None, cell, value: numbers.number(cell) };
        Self { left: identity.left().map(term).collect(), right: identity.right().map(term).collect() }
    }

    /// The sum of the known numbers of the left side.
    pub fn left_sum(&self) -> i128 {
        known_sum(&self.left)
    }

    /// The sum of the known numbers of the right side.
    pub fn right_sum(&self) -> i128 {
        known_sum(&self.right)
    }

    /// The left side less the right side, over the known numbers.
    pub fn difference(&self) -> i128 {
        self.left_sum() - self.right_sum()
    }

    /// Whether every number is known.
    pub fn is_known(&self) -> bool {
        self.left.iter().chain(&self.right).all(|term| term.value.is_some())
    }

    /// The cells that it concerns, and their sites where it is over several reports: then the cells are in the order of the
    /// terms.
    pub(super) fn parts(&self) -> (Vec<Cell>, Vec<Site>) {
        let terms = self.left.iter().chain(&self.right);
        let site = |term: &Term| Some(Site { report: term.report.clone()?, cell: term.cell });
        let sites: Vec<Site> = terms.filter_map(site).collect();
        let cells = if sites.is_empty() { self.cells().collect() } else { sites.iter().map(|s| s.cell).collect() };
        (cells, sites)
    }

    /// Whether it holds, is broken, or depends on unknown cells. An unknown cell can be any whole number from 0 up.
    pub fn standing(&self) -> Standing {
        let values = |terms: &[Term]| -> Side { terms.iter().map(|t| t.value).collect() };
        standing(values(&self.left), values(&self.right))
    }

    /// The cells of both sides, in the form's order.
    pub fn cells(&self) -> impl Iterator<Item = Cell> {
        let mut cells: Vec<Cell> = self.left.iter().chain(&self.right).map(|t| t.cell).collect();
        cells.sort_unstable();
        cells.into_iter()
    }

    /// The equation with its numbers: `9 = 4 + 3 (= 7)`; □ is an unknown cell, zeros of a long side are left out.
    pub fn written(&self) -> String {
        let side = |terms: &[Term], sum: i128| {
            let shown: Vec<String> = terms
                .iter()
                .filter(|t| t.value != Some(0) || terms.len() <= 2)
                .map(|t| t.value.map_or("□".to_owned(), |v| if v < 0 { format!("({v})") } else { v.to_string() }))
                .collect();
            match shown.as_slice() {
                [] => "0".to_owned(),
                [one] => one.clone(),
                _ if terms.iter().any(|t| t.value.is_none()) => shown.join(" + "),
                _ => format!("{} (= {sum})", shown.join(" + ")),
            }
        };
        format!("{} ≠ {}", side(&self.left, self.left_sum()), side(&self.right, self.right_sum()))
    }
}

/// One side of an equation: the sum of its known numbers, and whether there are others.
#[derive(Clone, Copy)]
struct Side {
    sum: i128,
    open: bool,
}

impl FromIterator<Option<i64>> for Side {
    fn from_iter<T: IntoIterator<Item = Option<i64>>>(values: T) -> Self {
        let empty = Self { sum: 0, open: false };
        values.into_iter().fold(empty, |side, value| Self {
            sum: side.sum + value.map_or(0, i128::from),
            open: side.open || value.is_none(),
        })
    }
}

fn standing(left: Side, right: Side) -> Standing {
    match (left.open, right.open, left.sum - right.sum) {
        (false, false, 0) => Standing::Holds,
        (false, false, _) => Standing::Broken,
        (true, false, d) if d > 0 => Standing::Broken,
        (false, true, d) if d < 0 => Standing::Broken,
        _ => Standing::Open,
    }
}

/// What can be said of an identity, without its terms.
pub(crate) fn standing_of(identity: Identity, numbers: &(impl Numbers + ?Sized)) -> Standing {
    let number = |cell: Cell| numbers.number(cell);
    standing(identity.left().map(number).collect(), identity.right().map(number).collect())
}

fn known_sum(terms: &[Term]) -> i128 {
    terms.iter().map(|t| t.value).collect::<Side>().sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_cell_can_only_raise_its_own_side() {
        let side = |sum: i128, open: bool| Side { sum, open };
        for off in -2..=2 {
            let expected = |broken: bool| if broken { Standing::Broken } else { Standing::Open };
            let known = if off == 0 { Standing::Holds } else { Standing::Broken };
            assert_eq!(standing(side(5 + off, false), side(5, false)), known);
            assert_eq!(standing(side(5 + off, true), side(5, false)), expected(off > 0), "{off}");
            assert_eq!(standing(side(5 + off, false), side(5, true)), expected(off < 0), "{off}");
            assert_eq!(standing(side(5 + off, true), side(5, true)), Standing::Open);
        }
    }
}
