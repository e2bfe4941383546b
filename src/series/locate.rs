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

use serde::{Serialize, Serializer};

use super::Series;
use crate::extract::{Extract, Site, carried};
use crate::form::{Cell, Column, Edition, Lang};
use crate::impossible::DebugExpect;
use crate::localise::{Equation, Explained, Explanation, Limits, Place, Record, SiteKeys, System, tied_cells};

/// Rows of two years are never neighbours: each year's rows start so far after those of the year before.
const YEAR: usize = 1_000;

impl SiteKeys for Site {
    fn serialize_keys<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

impl Explanation<Site> {
    /// The changes in words, each with its report.
    pub fn words(&self, lang: Lang) -> String {
        let between = lang.pick(" ", ", ");
        self.words_with(lang, |site| {
            // As the edition of its year names it.
            let edition = Edition::for_year(site.report.year).unwrap_or(Edition::LATEST);
            format!("{}{between}{}", site.report.name(lang), site.cell.name(edition, lang))
        })
    }
}

impl Series {
    /// Locates the errors of all linked reports together: the parts in which something is wrong. A part is cells that
    /// identities and links tie together and that cannot all be right, if the links at the ends of the years that were
    /// searched together are.
    ///
    /// Up to four wrong cells are found in each group of years that broken links or inconsistent reports tie together, so any
    /// number in a long series. The work is bounded for each group, and so by the number of years: twenty years with a wrong
    /// cell in each take about thirty times what two years with one take, twenty years of nonsense about four hundred times.
    pub fn locate(&self) -> Vec<Explained<Site>> {
        let reports: Vec<&Extract> = self.years().filter_map(|year| self.report(year)).collect();
        let apart = |a: &Extract, b: &Extract| a.year().checked_add(1) != Some(b.year());
        let runs = reports.chunk_by(|a, b| !apart(a, b));
        runs.flat_map(locate_run).collect()
    }
}

/// Locates the errors in consecutive years.
fn locate_run(run: &[&Extract]) -> Vec<Explained<Site>> {
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
        let here = cuts.get(from..).debug_expect("a cut for each pair of neighbours");
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
fn locate(run: &[&Extract], (before, after): Ends<'_>) -> Vec<Explained<Site>> {
    if run.len() < 2 && run.iter().all(|report| is_sound(report)) {
        return Vec::new();
    }
    let sites: Vec<(usize, Cell)> = run
        .iter()
        .enumerate()
        .flat_map(|(at, report)| tied_cells(report.form()).into_iter().map(move |cell| (at, cell)))
        .collect();
    let variables: BTreeMap<(usize, Cell), usize> = sites.iter().enumerate().map(|(at, &site)| (site, at)).collect();
    let mut equations: Vec<Equation> = Vec::new();
    for (at, report) in run.iter().enumerate() {
        equations.extend(report.form().identities().map(|identity| {
            let terms = identity.terms();
            let variable =
                |cell| variables.get(&(at, cell)).copied().debug_expect("each cell of an identity is a variable");
            Equation::new(terms.map(|(cell, sign)| (variable(cell), sign.into())), 0)
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
    let domains = sites.iter().map(|(_, cell)| cell.kind().into());
    let places = sites.iter().enumerate().filter_map(|(variable, (at, cell))| {
        let row = at.checked_mul(YEAR)?.checked_add(cell.row() as usize)?;
        Some((variable, Place { row: u32::try_from(row).ok()?, column: cell.column() as u32 }))
    });
    let places: Vec<(usize, Place)> = places.collect();
    let system = System::of(domains.collect(), equations).with_places(places);
    let values = sites.iter().map(|(at, cell)| run.get(*at).and_then(|report| report.count(*cell))).collect();
    #[expect(clippy::indexing_slicing, reason = "the variables of the system are made from this list, one for one")]
    let site = |variable: usize| {
        let (at, cell) = sites[variable];
        run[at].site(cell)
    };
    let explained = Record::of(&system, values).explain(Limits::default()).into_iter();
    explained.filter(|part| part.at_least > 0).map(|part| part.at(site)).collect()
}
