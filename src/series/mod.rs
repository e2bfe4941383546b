//! A series: the reports of one body, year after year.
//!
//! ```
//! use ogi_report::assess::Checker;
//! use ogi_report::extract::Extract;
//! use ogi_report::form::cells::applications::{brought_forward, carried_forward, disclosed, received};
//! use ogi_report::form::{Cell, Form};
//! use ogi_report::report::Report;
//! use ogi_report::series::Series;
//!
//! let year = |year| Report::builder(Form::Revised2021).agency("某县某局").year(year).clone();
//! # let full = |mut builder: ogi_report::report::Builder, changes: &[(Cell, i64)]| {
//! #     for cell in Form::Revised2021.cells().filter(|c| !c.column().is_total() && c.row().part() != "handled") {
//! #         builder.set(cell, 0);
//! #     }
//! #     for (cell, n) in changes { builder.set(*cell, *n); }
//! #     builder.build().unwrap()
//! # };
//! // 3 are carried forward from 2023; 2 are brought forward into 2024.
//! let first = full(year(2023), &[
//!     (received::NATURAL_PERSON, 3), (carried_forward::NATURAL_PERSON, 3)]);
//! let second = full(year(2024), &[
//!     (brought_forward::NATURAL_PERSON, 2), (disclosed::NATURAL_PERSON, 2)]);
//! let series = Series::new([Extract::try_from(&first)?, Extract::try_from(&second)?])?;
//! let findings = Checker::new().check_series(&series).into_findings();
//! assert_eq!(findings[0].rule().code(), "OGI601");
//! assert_eq!(
//!     findings[0].sites()[0].to_string(),
//!     "某县某局, 2023 applications.carried_forward.natural_person",
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod locate;

use std::collections::{BTreeMap, btree_map};

use thiserror::Error;

use crate::extract::{Body, Extract, Resemblance, resemblances};
use crate::impossible::DebugExpect;

/// The reports of one body, ordered by year.
#[derive(Clone, Debug)]
pub struct Series {
    years: BTreeMap<u16, Vec<Extract>>,
    body: Body,
}

/// Reports that are no series.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotASeries {
    /// There is no report.
    #[error("a series needs at least one report")]
    Empty,
    /// The reports name different bodies.
    #[error("reports of different bodies: {first} and {other}")]
    DifferentBodies {
        /// The body of the first report.
        first: Body,
        /// Another body.
        other: Body,
    },
}

impl Series {
    /// The reports of one body, in any order.
    ///
    /// # Errors
    ///
    /// If there is none, or if they name different bodies, however much the names resemble each other.
    pub fn new(reports: impl IntoIterator<Item = Extract>) -> Result<Self, NotASeries> {
        let series = Self::taken_as_one(reports)?;
        let first = series.body.clone();
        let other = series.reports().map(Extract::body).find(|body| **body != first).cloned();
        match other {
            Some(other) => Err(NotASeries::DifferentBodies { first, other }),
            None => Ok(series),
        }
    }

    /// The reports of bodies that the caller takes as one: a body that was renamed, or whose name is written in two ways.
    ///
    /// A broken link is then a warning and not an error, because it may be that they are not one.
    ///
    /// # Errors
    ///
    /// If there is no report.
    pub fn taken_as_one(reports: impl IntoIterator<Item = Extract>) -> Result<Self, NotASeries> {
        let mut reports = reports.into_iter();
        let first = reports.next().ok_or(NotASeries::Empty)?;
        Ok(Self::of(first, reports))
    }

    pub(crate) fn of(first: Extract, others: impl IntoIterator<Item = Extract>) -> Self {
        let mut body = first.body().clone();
        let mut years: BTreeMap<u16, Vec<Extract>> = BTreeMap::new();
        for report in std::iter::once(first).chain(others) {
            years.entry(report.year()).or_default().push(report);
        }
        if let Some(earliest) = years.values().flatten().next() {
            body.clone_from(earliest.body());
        }
        Self { years, body }
    }

    /// The body: of the earliest report, where several were taken as one.
    pub const fn body(&self) -> &Body {
        &self.body
    }

    /// Whether bodies of different names were taken as one.
    pub fn is_taken_as_one(&self) -> bool {
        self.reports().any(|report| *report.body() != self.body)
    }

    /// All reports, by year.
    pub fn reports(&self) -> impl Iterator<Item = &Extract> {
        self.into_iter()
    }

    /// The report of a year: none if it was not given, or was given twice with different numbers, so that nobody knows
    /// which counts.
    pub fn report(&self, year: u16) -> Option<&Extract> {
        let (first, others) = self.years.get(&year)?.split_first()?;
        others.iter().all(|other| first.agrees(other)).then_some(first)
    }

    /// The years of which there is one report.
    pub fn years(&self) -> impl Iterator<Item = u16> {
        self.years.keys().copied().filter(|year| self.report(*year).is_some())
    }

    /// Each report with that of the next year, where there are both.
    pub fn links(&self) -> impl Iterator<Item = (&Extract, &Extract)> {
        self.years.keys().filter_map(|year| Some((self.report(*year)?, self.report(year.checked_add(1)?)?)))
    }

    /// The years between the first and the last of which there is no report.
    pub fn gaps(&self) -> impl Iterator<Item = u16> {
        let span = self.years.keys().next().zip(self.years.keys().next_back());
        span.into_iter().flat_map(|(first, last)| *first..=*last).filter(|year| !self.years.contains_key(year))
    }

    /// The years given more than once, with their reports.
    pub fn repeated(&self) -> impl Iterator<Item = (u16, &[Extract])> {
        self.years.iter().filter(|(_, reports)| reports.len() > 1).map(|(year, reports)| (*year, reports.as_slice()))
    }
}

#[expect(clippy::into_iter_without_iter, reason = "`reports` is the method, and says of what")]
impl<'a> IntoIterator for &'a Series {
    type Item = &'a Extract;
    type IntoIter = std::iter::Flatten<btree_map::Values<'a, u16, Vec<Extract>>>;

    fn into_iter(self) -> Self::IntoIter {
        self.years.values().flatten()
    }
}

/// Reports of many bodies, put in order.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// One series a body, by name.
    pub series: Vec<Series>,
    /// Bodies whose names resemble each other. None of them were linked: a person has to say whether they are one.
    pub unlinked: Vec<(Body, Body, Resemblance)>,
}

/// Puts reports in any order into series, one a body. A body is its name: no two names are taken for one.
pub fn gather(reports: impl IntoIterator<Item = Extract>) -> Gathered {
    let mut bodies: BTreeMap<Body, Vec<Extract>> = BTreeMap::new();
    for report in reports {
        bodies.entry(report.body().clone()).or_default().push(report);
    }
    let unlinked = resemblances(bodies.keys()).into_iter().map(|(a, b, how)| (a.clone(), b.clone(), how)).collect();
    let series = bodies.into_values().filter_map(|reports| Series::new(reports).debug_some("reports of one body"));
    Gathered { unlinked, series: series.collect() }
}
