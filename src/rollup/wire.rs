//! A sum as JSON: how many reports of each form, every count of those forms by its address, and the money by edition.
//!
//! ```json
//! {"reports": {"revised2021": 2}, "counts": {"disclosure.rules.issued": 3, "…": 0},
//!  "money": {"2021": [{"unit": "万元", "decimals": 2, "digits": 1250}]}}
//! ```
//!
//! Integers above 2⁵³ − 1, which not every JSON reader holds exactly, are strings.

use std::collections::BTreeMap;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::wide::Wide;
use super::{MoneySum, Rollup};
use crate::form::{Cell, Edition, Form, Identity, Kind};
use crate::report::Count;

/// How many reports a sum that is read may be of. So much can be read and added up 2³² times without an overflow.
const MOST_REPORTS: u64 = u32::MAX as u64;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Wire {
    reports: BTreeMap<Form, u64>,
    counts: BTreeMap<Cell, Wide>,
    money: BTreeMap<Edition, MoneySum>,
}

impl Rollup {
    /// The counts of the forms that were added up, as they were added up.
    fn added(&self) -> impl Iterator<Item = Cell> {
        Cell::all().filter(|cell| !matches!(cell.kind(), Kind::Amount(_)) && self.reports_with(*cell) > 0)
    }

    /// How many of the reports have the cell.
    fn reports_with(&self, cell: Cell) -> u64 {
        Form::ALL.into_iter().zip(self.forms).filter(|(form, _)| cell.is_in(*form)).map(|(_, n)| n).sum()
    }

    /// What no sum of valid reports can be.
    fn flaw(&self) -> Option<String> {
        for cell in self.added() {
            let (n, reports) = (self.number(cell), i128::from(self.reports_with(cell)));
            let most = i128::from(Count::MAX) * reports;
            let least = if cell.kind() == Kind::SignedCount { -most } else { 0 };
            if !(least..=most).contains(&n) {
                return Some(format!("{cell}: {n} is not the sum of {reports} counts"));
            }
        }
        // An identity has the terms that it has in any form: a cell that a report does not have adds nothing to it.
        let mut laws: BTreeMap<_, (Identity, BTreeMap<Cell, i8>)> = BTreeMap::new();
        for identity in Form::ALL.into_iter().flat_map(Form::identities) {
            let line = (identity.kind(), identity.row(), identity.column());
            laws.entry(line).or_insert((identity, BTreeMap::new())).1.extend(identity.terms());
        }
        let residual = |terms: &BTreeMap<Cell, i8>| {
            terms.iter().map(|(cell, sign)| self.number(*cell) * i128::from(*sign)).sum::<i128>()
        };
        let broken = laws.into_values().find(|(_, terms)| residual(terms) != 0);
        broken.map(|(identity, _)| format!("no sum of valid reports: {identity}"))
    }
}

impl Serialize for Rollup {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let reports: BTreeMap<Form, u64> = Form::ALL.into_iter().zip(self.forms).filter(|(_, n)| *n > 0).collect();
        let counts = self.added().map(|cell| (cell, Wide(self.number(cell)))).collect();
        let money = Edition::ALL.into_iter().zip(self.money.clone());
        let money = money.filter(|(edition, _)| reports.keys().any(|form| form.edition() == *edition)).collect();
        Wire { reports, counts, money }.serialize(serializer)
    }
}

/// A sum is read only if it can be one: its counts are in range for its reports, and every identity holds.
impl<'de> Deserialize<'de> for Rollup {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Wire { reports, mut counts, mut money } = Wire::deserialize(deserializer)?;
        let mut sum = Self::new();
        for (form, n) in Form::ALL.into_iter().zip(&mut sum.forms) {
            *n = reports.get(&form).copied().unwrap_or_default();
        }
        if reports.values().any(|n| !(1..=MOST_REPORTS).contains(n)) {
            return Err(D::Error::custom(format_args!("expected 1 to {MOST_REPORTS} reports of a form")));
        }
        let cells: Vec<Cell> = sum.added().collect();
        for cell in cells {
            let Wide(n) = counts.remove(&cell).ok_or_else(|| D::Error::custom(format_args!("{cell}: no sum")))?;
            if let Some(number) = sum.sum_of(cell) {
                *number = n;
            }
        }
        for (edition, money_sum) in Edition::ALL.into_iter().zip(&mut sum.money) {
            if reports.keys().any(|form| form.edition() == edition) {
                *money_sum =
                    money.remove(&edition).ok_or_else(|| D::Error::custom(format_args!("no money of {edition}")))?;
            }
        }
        if let Some(cell) = counts.keys().next() {
            return Err(D::Error::custom(format_args!("{cell}: no report has this count")));
        }
        if let Some(edition) = money.keys().next() {
            return Err(D::Error::custom(format_args!("no report is of the edition {edition}")));
        }
        sum.flaw().map_or(Ok(sum), |flaw| Err(D::Error::custom(flaw)))
    }
}
