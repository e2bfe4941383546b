//! Two documents side by side: two copies of one report, or the reports of one body on two years.
//!
//! ```
//! use ogi_report::form::cells::disclosure::penalties;
//! use ogi_report::form::{Form, Lang};
//! use ogi_report::side_by_side::side_by_side;
//! use ogi_report::{Draft, Report};
//!
//! let of = |year| Draft::from(&Report::zero(Form::Revised2021).with_agency("某县某局").with_year(year));
//! let (mut before, mut after) = (of(2023), of(2024));
//! before.set(penalties::DECISIONS, 40)?;
//! after.set(penalties::DECISIONS, 45)?;
//! let both = side_by_side(&before, &after);
//! assert_eq!(both.cells.len(), 1, "cells that are 0 in both years are left out");
//! assert!(both.display(Lang::Zh).to_string().contains("40 → 45（+5，+12.5%）"));
//! # Ok::<(), ogi_report::form::NotInForm>(())
//! ```

mod sentences;
mod words;

pub use sentences::Sentences;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::draft::Draft;
use crate::extract::{Body, CellPair, Extract};
use crate::form::Edition;
use crate::narrative::{self, Claim, Claims, Measure, Quantity};
use crate::rules::{self, Finding};
use crate::series::Series;

/// Two documents side by side.
///
/// As JSON it has no words but those of the documents; [`SideBySide::display`] tells it in a language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SideBySide {
    /// The body that each names; of two years the earlier first.
    pub agencies: [Option<String>; 2],
    /// The year of each.
    pub years: [Option<u16>; 2],
    /// Of two copies the cells that differ; of two years those that are not 0 in both.
    pub cells: Vec<CellPair>,
    /// The quantities that the two texts state with other numbers, or only one of them states; `None` where a text is longer
    /// than is read.
    pub statements: Option<Vec<StatementPair>>,
    /// The sentences of the two texts.
    pub sentences: Sentences,
    /// The links and the roll-forwards that do not hold from the first year to the second.
    pub breaks: Vec<Finding>,
    #[serde(skip)]
    edition: Edition,
}

/// A quantity as two texts state it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatementPair {
    /// The quantity.
    pub subject: Quantity,
    /// The numbers that each text states, money in yuan.
    pub values: [Vec<Decimal>; 2],
    /// The words of each text, clipped, with the number between 【 and 】.
    pub quotes: [Vec<String>; 2],
}

impl SideBySide {
    /// Whether these are copies of one report: both name the same year.
    pub fn is_of_copies(&self) -> bool {
        self.years[0].is_some() && self.years[0] == self.years[1]
    }

    /// Whether nothing differs that is compared: no number, no statement, no sentence.
    pub fn is_same(&self) -> bool {
        let Sentences { kept: _, changed, gone, new } = &self.sentences;
        let texts = changed.is_empty() && gone.is_empty() && new.is_empty();
        texts && !self.cells.iter().any(CellPair::differs) && self.statements.as_ref().is_some_and(Vec::is_empty)
    }
}

/// Sets two documents side by side: of two years the earlier first, else in the order given.
///
/// That both are of one body is for the caller to know: names are written in many ways.
pub fn side_by_side(first: &Draft, second: &Draft) -> SideBySide {
    let year = |draft: &Draft| draft.year().map(|year| year.value);
    let drafts = match (year(first), year(second)) {
        (Some(a), Some(b)) if b < a => [second, first],
        _ => [first, second],
    };
    let years = drafts.map(year);
    let extracts = drafts.map(|draft| {
        let agency = draft.agency().map_or("", |agency| &agency.value);
        Extract::of(Body::spelled(agency), year(draft).unwrap_or_default(), draft)
    });
    let are_copies = years[0].is_some() && years[0] == years[1];
    let is_told = |pair: &CellPair| if are_copies { pair.differs() } else { !pair.is_zero() };
    let [before, after] = &extracts;
    SideBySide {
        agencies: drafts.map(|draft| draft.agency().map(|agency| agency.value.clone())),
        years,
        cells: before.beside(after).filter(is_told).collect(),
        statements: statements(drafts),
        sentences: Sentences::of(drafts),
        breaks: if years.iter().all(Option::is_some) { breaks(&extracts) } else { Vec::new() },
        edition: drafts[1].edition(),
    }
}

/// What the rules on a year and the next find that hold exactly or should.
fn breaks([before, after]: &[Extract; 2]) -> Vec<Finding> {
    let series = Series::of(before.clone(), [after.clone()]);
    let rules = ["carry-link", "stock-roll-forward", "item-roll-forward"].into_iter().filter_map(rules::find);
    rules.flat_map(|rule| rule.check(&series)).collect()
}

/// The quantities that are surely of the body and the year and that the two state with other numbers.
fn statements(drafts: [&Draft; 2]) -> Option<Vec<StatementPair>> {
    let claims: [Claims; 2] = drafts.map(narrative::claims);
    if claims.iter().any(|claims| claims.too_long) {
        return None;
    }
    let mut pairs: BTreeMap<Quantity, [Vec<(Decimal, String)>; 2]> = BTreeMap::new();
    for (side, (draft, claims)) in drafts.into_iter().zip(&claims).enumerate() {
        for claim in claims.claims.iter().filter(|claim| claim.is_stated()) {
            let sides = pairs.entry(claim.subject).or_default();
            if let (Some(stated), Some(value)) = (sides.get_mut(side), value(claim)) {
                // Said again with the same number, it is one statement.
                if stated.iter().all(|(other, _)| *other != value) {
                    stated.push((value, claim.span.quote(draft)));
                }
            }
        }
    }
    let pair = |(subject, sides): (Quantity, [Vec<(Decimal, String)>; 2])| {
        let values = sides.each_ref().map(|side| side.iter().map(|(value, _)| *value).collect::<Vec<_>>());
        let sorted = values.each_ref().map(|side| {
            let mut side = side.clone();
            side.sort_unstable();
            side
        });
        let quotes = sides.map(|side| side.into_iter().map(|(_, quote)| quote).collect());
        (sorted[0] != sorted[1]).then_some(StatementPair { subject, values, quotes })
    };
    Some(pairs.into_iter().filter_map(pair).collect())
}

fn value(claim: &Claim) -> Option<Decimal> {
    match claim.measure {
        Measure::Money(unit) => claim.value.number.checked_mul(Decimal::from(unit.in_yuan())),
        Measure::Count(_) | Measure::None => Some(claim.value.number),
    }
}
