//! Localisation across years: a series is a larger linear system for the same engine.
//!
//! The variables are the cells of sections 三 and 四 of each year, the equations the identities of each year's form and,
//! between consecutive years, 四 of the one = 二 of the next in every column. Where a link is broken and one of the two
//! reports is inconsistent in itself, the smallest explanation of both together names the report and the cell.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Series;
use crate::extract::{Extract, Site, carried};
use crate::form::{Cell, Column, Kind, Lang};
use crate::localise::{Domain, Equation, Explained, Explanation, Limits, Mechanism, Place, Record, System};

/// Rows of two years are never neighbours: each year's rows start so far after those of the year before.
const YEAR: usize = 1_000;

/// What the identities and the links say of the numbers of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointDiagnosis {
    parts: Vec<JointPart>,
}

/// Cells that identities and links tie together and that cannot all be right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JointPart {
    /// How many cells must be wrong at least: proved.
    pub at_least: usize,
    /// Whether all smallest explanations are listed. If there is none and this is true, more cells are wrong than were
    /// looked for.
    pub complete: bool,
    /// The smallest explanations, the most plausible first.
    pub explanations: Vec<JointExplanation>,
}

/// A smallest set of changes with which every identity and every link of a part holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JointExplanation {
    /// The wrong cells, by year and in the form's order.
    pub changes: Vec<JointChange>,
    /// The cells without a number, with what this explanation leaves them.
    pub fills: Vec<JointFill>,
}

/// One wrong cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JointChange {
    /// The report and the cell.
    #[serde(flatten)]
    pub site: Site,
    /// The number found in it.
    pub found: i64,
    /// The number it must have, or `None` if more than one would do.
    pub expected: Option<i64>,
    /// How the one may have become the other.
    pub mechanism: Mechanism,
}

/// One cell without a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JointFill {
    /// The report and the cell.
    #[serde(flatten)]
    pub site: Site,
    /// The number it must have, or `None` if more than one would do.
    pub value: Option<i64>,
}

impl JointDiagnosis {
    /// The parts in which something is wrong.
    pub fn parts(&self) -> &[JointPart] {
        &self.parts
    }

    /// Whether nothing is wrong.
    pub fn is_consistent(&self) -> bool {
        self.parts.is_empty()
    }
}

impl JointExplanation {
    /// The changes in words.
    pub fn words(&self, lang: Lang) -> String {
        let said = self.changes.iter().map(|change| change.words(lang));
        said.collect::<Vec<_>>().join(match lang {
            Lang::Zh => "；",
            Lang::En => "; ",
        })
    }
}

impl JointChange {
    fn words(&self, lang: Lang) -> String {
        let Self { site, found, expected, mechanism } = self;
        // Names of section 三 and 四 are the same in every edition.
        let edition = crate::form::Edition::Revised2021;
        let (report, name, why) = (site.report.name(lang), site.cell.name(edition, lang), mechanism.words(lang));
        match (lang, expected) {
            (Lang::Zh, Some(expected)) => format!("{report} {name} 应为 {expected}，而非 {found}（{why}）"),
            (Lang::Zh, None) => format!("{report} {name} 不应为 {found}，但应为何数不能唯一确定"),
            (Lang::En, Some(expected)) => format!("{report}, {name} should be {expected}, not {found}: {why}"),
            (Lang::En, None) => format!("{report}, {name} should not be {found}, and more than one number would do"),
        }
    }
}

impl Series {
    /// Locates the errors of all linked reports together.
    pub fn locate(&self) -> JointDiagnosis {
        let mut runs: Vec<Vec<&Extract>> = Vec::new();
        for year in self.years() {
            let Some(report) = self.report(year) else { continue };
            match runs.last_mut().filter(|run| run.last().is_some_and(|last| last.year().checked_add(1) == Some(year)))
            {
                Some(run) => run.push(report),
                None => runs.push(vec![report]),
            }
        }
        JointDiagnosis { parts: runs.iter().flat_map(|run| locate(run)).collect() }
    }
}

/// Locates the errors in consecutive years.
fn locate(run: &[&Extract]) -> Vec<JointPart> {
    let sites: Vec<(usize, Cell)> = run
        .iter()
        .enumerate()
        .flat_map(|(at, report)| {
            let mut cells: Vec<Cell> =
                report.form().identities().flat_map(|i| i.terms().map(|(cell, _)| cell).collect::<Vec<_>>()).collect();
            cells.sort_unstable();
            cells.dedup();
            cells.into_iter().map(move |cell| (at, cell))
        })
        .collect();
    let variables: BTreeMap<(usize, Cell), usize> = sites.iter().enumerate().map(|(at, &site)| (site, at)).collect();
    let mut equations: Vec<Equation> = Vec::new();
    for (at, report) in run.iter().enumerate() {
        equations.extend(report.form().identities().map(|identity| {
            let terms = identity.terms();
            Equation::new(terms.filter_map(|(cell, sign)| Some((*variables.get(&(at, cell))?, sign.into()))), 0)
        }));
        let next = at.saturating_add(1);
        equations.extend(Column::all().filter_map(carried).filter_map(|(forward, brought)| {
            let (forward, brought) = (variables.get(&(at, forward))?, variables.get(&(next, brought))?);
            Some(Equation::sum([*forward], *brought))
        }));
    }
    let domains = sites.iter().map(|(_, cell)| match cell.kind() {
        Kind::SignedCount => Domain::Signed,
        Kind::Count | Kind::Amount(_) => Domain::NonNegative,
    });
    let places = sites.iter().enumerate().filter_map(|(variable, (at, cell))| {
        let row = at.checked_mul(YEAR)?.checked_add(cell.row() as usize)?;
        Some((variable, Place { row: u32::try_from(row).ok()?, column: cell.column() as u32 }))
    });
    let places: Vec<(usize, Place)> = places.collect();
    // The equations name variables of the list alone, and each has a term: there is nothing to be refused.
    let Ok(system) = System::new(domains.collect(), equations) else { return Vec::new() };
    let system = system.with_places(places);
    let values = sites.iter().map(|(at, cell)| run.get(*at).and_then(|report| report.count(*cell))).collect();
    let Ok(record) = Record::new(&system, values) else { return Vec::new() };
    let site = |variable: usize| {
        let (at, cell) = sites.get(variable)?;
        Some(run.get(*at)?.site(*cell))
    };
    let explained = record.explain(Limits::default()).into_iter();
    explained.filter(|part| part.at_least() > 0).map(|part| joint(&part, site)).collect()
}

fn joint(part: &Explained, site: impl Fn(usize) -> Option<Site>) -> JointPart {
    let whole = |value: Option<i128>| value.and_then(|value| i64::try_from(value).ok());
    let explanation = |explanation: &Explanation| JointExplanation {
        changes: explanation
            .changes()
            .iter()
            .filter_map(|change| {
                let (site, expected) = (site(change.variable)?, whole(change.expected));
                Some(JointChange { site, found: change.found, expected, mechanism: change.mechanism })
            })
            .collect(),
        fills: explanation
            .fills()
            .iter()
            .filter_map(|fill| Some(JointFill { site: site(fill.variable)?, value: whole(fill.value) }))
            .collect(),
    };
    JointPart {
        at_least: part.at_least(),
        complete: part.is_complete(),
        explanations: part.explanations().iter().map(explanation).collect(),
    }
}
