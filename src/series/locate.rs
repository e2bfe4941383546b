//! Localisation across years: a series is a larger linear system for the same engine.
//!
//! The variables are the cells of sections 三 and 四 of each year, the equations the identities of each year's form and,
//! between consecutive years, 四 of the one = 二 of the next in every column. Where a link is broken and one of the two
//! reports is inconsistent in itself, the smallest explanation of both together names the report and the cell.
//!
//! A series is not searched as a whole, where a few wrong cells in distant years would be too many for one search. It is cut
//! at every link that holds beside a report that adds up: no two reports that add up differ in fewer than four cells of
//! section 三, so that to doubt such a link takes five wrong cells, more than are looked for. Both sides of a cut keep the
//! number that links them. Where that leaves a group of years with more wrong cells than are looked for, it is cut at every
//! link that holds. The search of each group is bounded, so that the cost grows with the years and no faster.

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

/// Cells that identities and links tie together and that cannot all be right, if the links at the ends of the years that
/// were searched together are.
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
    ///
    /// Up to four wrong cells are found in each group of years that broken links or inconsistent reports tie together, so any
    /// number in a long series. The work is bounded for each group, and so by the number of years: twenty years with a wrong
    /// cell in each take about thirty times what two years with one take, twenty years of nonsense about four hundred times.
    pub fn locate(&self) -> JointDiagnosis {
        let reports: Vec<&Extract> = self.years().filter_map(|year| self.report(year)).collect();
        let apart = |a: &Extract, b: &Extract| a.year().checked_add(1) != Some(b.year());
        let runs = reports.chunk_by(|a, b| !apart(a, b));
        JointDiagnosis { parts: runs.flat_map(locate_run).collect() }
    }
}

/// Locates the errors in consecutive years.
fn locate_run(run: &[&Extract]) -> Vec<JointPart> {
    let is_sound: Vec<bool> = run.iter().map(|report| is_sound(report)).collect();
    let pairs = run.windows(2).zip(is_sound.windows(2));
    let firm = pairs.map(|(pair, sound)| matches!(pair, [a, b] if holds(a, b)) && sound.contains(&true));
    groups(run, &firm.collect::<Vec<_>>())
        .into_iter()
        .flat_map(|(group, ends)| {
            let parts = locate(group, ends);
            if group.len() < 2 || parts.iter().all(|part| !part.explanations.is_empty()) {
                return parts;
            }
            let holding: Vec<bool> = group.windows(2).map(|pair| matches!(pair, [a, b] if holds(a, b))).collect();
            if !holding.contains(&true) {
                return parts;
            }
            let smaller = groups(group, &holding).into_iter();
            smaller.flat_map(|(group, (before, after))| locate(group, (before.or(ends.0), after.or(ends.1)))).collect()
        })
        .collect()
}

/// The reports before and after a group of years, where the links to them are taken as right.
type Ends<'a> = (Option<&'a Extract>, Option<&'a Extract>);

/// The years between cuts: `cuts` says of each pair of neighbours whether there is one.
fn groups<'a, 'b>(run: &'b [&'a Extract], cuts: &[bool]) -> Vec<(&'b [&'a Extract], Ends<'a>)> {
    let mut groups = Vec::new();
    let (mut rest, mut before) = (run, None);
    while !rest.is_empty() {
        let from = run.len().saturating_sub(rest.len());
        let here = cuts.get(from..).unwrap_or_default();
        let len = here.iter().position(|cut| *cut).map_or(rest.len(), |at| at.saturating_add(1));
        let (group, others) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        groups.push((group, (before, others.first().copied())));
        before = group.last().copied();
        rest = others;
    }
    groups
}

/// Whether every identity of the report is known to hold, with counts that can be.
fn is_sound(report: &Extract) -> bool {
    report.form().identities().all(|identity| {
        let count = |cell| report.count(cell).filter(|n| *n >= 0).map(i128::from);
        let terms = identity.terms().map(|(cell, sign)| Some(count(cell)? * i128::from(sign)));
        terms.sum::<Option<i128>>() == Some(0)
    })
}

/// Whether every column is known to link.
fn holds(last: &Extract, this: &Extract) -> bool {
    Column::all().filter_map(carried).all(|(forward, brought)| {
        let n = last.count(forward);
        n.is_some() && n == this.count(brought)
    })
}

/// Locates the errors in years that are searched together.
fn locate(run: &[&Extract], (before, after): Ends<'_>) -> Vec<JointPart> {
    if run.len() < 2 && run.iter().all(|report| is_sound(report)) {
        return Vec::new();
    }
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
    let last = run.len().saturating_sub(1);
    for (forward, brought) in Column::all().filter_map(carried) {
        let mut keep = |at: usize, cell: Cell, number: Option<i64>| {
            let pinned = variables.get(&(at, cell)).zip(number.and_then(i64::checked_neg));
            equations.extend(pinned.map(|(variable, less)| Equation::new([(*variable, 1)], less)));
        };
        keep(0, brought, before.and_then(|before| before.count(forward)));
        keep(last, forward, after.and_then(|after| after.count(brought)));
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
