use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Bilingual, Details, Equation, Severity};
use crate::draft::Place;
use crate::extract::{Extract, ReportRef, Site};
use crate::form::Cell;

/// An observation of a rule: all of a [`Finding`](super::Finding) but the rule, its occurrence and its digest, which the
/// check adds.
///
/// ```
/// use ogi_report::form::cells::disclosure::penalties;
/// use ogi_report::rules::{Bilingual, Observation};
///
/// let observed = Observation::new(Bilingual::new("乡镇填了行政处罚", "a township has penalties"));
/// let observed = observed.with_cells([penalties::DECISIONS]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observation {
    pub(super) details: Details,
    pub(super) severity: Option<Severity>,
    pub(super) cells: Vec<Cell>,
    pub(super) reports: Vec<ReportRef>,
    pub(super) sites: Vec<Site>,
    pub(super) place: Place,
    pub(super) about: Option<String>,
}

impl Observation {
    /// An observation of a rule of another crate, in its own words.
    pub fn new(message: Bilingual<String>) -> Self {
        Self::of(Details::Custom { message, values: BTreeMap::new() })
    }

    /// Adds the numbers behind the message, by name.
    #[must_use]
    pub fn with_values(mut self, named: impl IntoIterator<Item = (String, Decimal)>) -> Self {
        if let Details::Custom { values, .. } = &mut self.details {
            values.extend(named);
        }
        self
    }

    /// It concerns the cells of the equation, where the details have one, each with its report in one over several.
    pub(super) fn of(details: Details) -> Self {
        let (cells, sites) = details.equation().map_or_else(Default::default, Equation::parts);
        Self { severity: None, cells, reports: Vec::new(), sites, place: Place::Nowhere, about: None, details }
    }

    /// Gives it another severity than its rule has.
    #[must_use]
    pub fn with_severity(self, severity: Severity) -> Self {
        Self { severity: Some(severity), ..self }
    }

    /// Names the cells that it concerns.
    #[must_use]
    pub fn with_cells(self, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), ..self }
    }

    /// Names the reports that it concerns, where they are several: the earlier year first, a parent before its children.
    /// Without them it concerns all that are compared. A finding over one report has none.
    #[must_use]
    pub fn with_reports<'a>(self, reports: impl IntoIterator<Item = &'a Extract>) -> Self {
        Self { reports: reports.into_iter().map(|report| report.report().clone()).collect(), ..self }
    }

    /// Names the cells that it concerns, each with its report. In a finding over one report the cells alone are kept.
    #[must_use]
    pub fn with_sites(self, sites: impl IntoIterator<Item = Site>) -> Self {
        let sites: Vec<Site> = sites.into_iter().collect();
        Self { cells: sites.iter().map(|site| site.cell).collect(), sites, ..self }
    }

    /// Gives the place in the document.
    #[must_use]
    pub fn with_place(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Names the wording that it concerns, as the document has it: what tells it from other findings of its rule, where
    /// the cells do not. Its first line without digits goes into the [locus](super::Finding::locus), all of it into the
    /// [digest](super::Finding::digest).
    #[must_use]
    pub fn with_wording(self, wording: impl Into<String>) -> Self {
        Self { about: Some(wording.into()), ..self }
    }
}
