//! The parts of a finding's locus and digest, which are written only when somebody asks for them.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use super::{Observation, View};
use crate::draft::{Draft, State};
use crate::extract::{Extract, ReportRef, Site};
use crate::form::{Cell, Edition};
use crate::impossible::DebugExpect;

/// How many characters of a wording name an occurrence.
const WORDING: usize = 32;

/// The report by which a finding is named: of several, the last that it concerns or the parent's.
#[derive(Debug)]
pub(crate) struct Head {
    pub(super) edition: Edition,
    /// As its report names it, without spaces.
    pub(super) agency: Option<String>,
    pub(super) year: Option<u16>,
}

impl Head {
    pub(super) fn of(draft: &Draft) -> Self {
        let agency = draft.agency().map(|a| a.value.split_whitespace().collect());
        Self { edition: draft.edition(), agency, year: draft.year().map(|y| y.value) }
    }

    fn over(report: Option<&Extract>) -> Self {
        let report = report.debug_some("reports are compared");
        Self {
            edition: report.map_or(Edition::LATEST, Extract::edition),
            agency: report.map(|report| report.body().name().to_owned()),
            year: report.map(Extract::year),
        }
    }
}

/// The content of a cell, as a digest takes it.
#[derive(Clone, Debug)]
pub(super) enum Content {
    Count(i64),
    Text(Cow<'static, str>),
}

impl Content {
    fn in_draft(draft: &Draft, cell: Cell) -> Self {
        match draft.state(cell) {
            State::Count(n) => Self::Count(*n),
            State::Amount(amount) => Self::Text(amount.to_string().into()),
            state @ State::Unreadable(_) => {
                let text: String = draft.entry(cell).raw().unwrap_or_default().split_whitespace().collect();
                Self::Text(format!("{}:{text}", state.name()).into())
            }
            state => Self::Text(state.name().into()),
        }
    }

    /// Of an extract, which keeps numbers only.
    fn in_extract(report: &Extract, cell: Cell) -> Self {
        let amount = || report.amount(cell).map(|a| Self::Text(a.value.to_string().into()));
        report.count(cell).map(Self::Count).or_else(amount).unwrap_or(Self::Text("".into()))
    }
}

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(n) => n.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The report of a finding, and the contents of its cells: of one over several, of its sites.
#[derive(Clone, Debug)]
pub(super) struct Occurrence {
    pub(super) head: Arc<Head>,
    pub(super) held: Vec<Content>,
}

impl Occurrence {
    pub(super) fn of(observation: &Observation, view: View<'_>) -> Self {
        let Observation { cells, reports, sites, .. } = observation;
        if let View::Report(case) = view {
            let held = cells.iter().map(|cell| Content::in_draft(case.draft(), *cell)).collect();
            return Self { head: case.head(), held };
        }
        // A site of a report that is not compared, as a rule of another crate can name it, holds nothing.
        let known: HashMap<&ReportRef, &Extract> = view.reports().map(|report| (report.report(), report)).collect();
        let held = |Site { report, cell }: &Site| {
            known.get(report).map_or(Content::Text("".into()), |report| Content::in_extract(report, *cell))
        };
        Self { head: Arc::new(Head::over(view.key(reports))), held: sites.iter().map(held).collect() }
    }
}

/// The beginning of a wording's first line without digits and spaces.
pub(super) fn without_numbers(text: &str) -> String {
    let first = text.lines().take(1).flat_map(str::chars);
    first.filter(|c| !c.is_numeric() && !c.is_whitespace()).take(WORDING).collect()
}
