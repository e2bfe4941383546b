//! Which occurrence a finding is, and for which numbers: what a waiver is given for.
//!
//! A message is for people and may be reworded; a place in a document moves when a paragraph is added. So an occurrence is
//! named by what stays: the rule, the body, the year, the edition, and the cells or the wording without its numbers. The
//! numbers go into a digest of their own: when they move, the occurrence is the same and the digest another.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::Digest;
use super::digest::Fnv;
use super::occurrence::Head;
use crate::draft::Draft;
use crate::extract::Extract;
use crate::form::{Cell, Edition};
use crate::shown::clipped;

/// Which occurrence a finding is: stable over readings of the document in another format, over corrections of its numbers,
/// and over versions of this crate.
///
/// [`Locus::id`] is a short name of it. Within one assessment no two findings have the same locus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locus {
    /// The code of the rule.
    pub rule: String,
    /// The edition of the form.
    pub edition: Edition,
    /// The body, as its report names it, without spaces.
    #[serde(default)]
    pub agency: Option<String>,
    /// The report year.
    #[serde(default)]
    pub year: Option<u16>,
    /// The reports that a finding over several concerns: body and year of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<String>,
    /// The cells that the finding concerns.
    #[serde(default)]
    pub cells: Vec<Cell>,
    /// The wording that it concerns, without its digits, if it concerns the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// 1, or the place in the order of the document among findings of which all the above is the same.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub nth: u32,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_one(n: &u32) -> bool {
    *n == 1
}

impl Locus {
    /// A short name: the [`Digest`] of the parts in the order of the fields, each followed by a line feed; an absent part
    /// is empty, cells are joined by `+`. The reports are left out where there are none, and joined by `+` where there are.
    ///
    /// ```
    /// let json = r#"{"rule": "OGI401", "edition": "2021", "agency": "平罗县渠口乡", "year": 2024,
    ///     "cells": ["proceedings.reconsideration.total"]}"#;
    /// let locus: ogi_report::rules::Locus = serde_json::from_str(json)?;
    /// assert_eq!(locus.id().to_string().len(), 32);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn id(&self) -> Digest {
        let mut hash = Fnv::new();
        for part in [self.rule.as_str(), self.edition.name(), self.agency.as_deref().unwrap_or_default()] {
            hash.line(part);
        }
        hash.line(self.year.as_ref().map_or_else(String::new, u16::to_string));
        if !self.reports.is_empty() {
            hash.line(self.reports.join("+"));
        }
        hash.line(self.addresses());
        hash.line(self.wording.as_deref().unwrap_or_default());
        hash.line(self.nth);
        hash.finish()
    }

    /// Whether this is of the draft's report: its edition, body and year.
    pub fn is_of(&self, draft: &Draft) -> bool {
        let Head { edition, agency, year } = Head::of(draft);
        (&self.agency, self.year, self.edition) == (&agency, year, edition) && self.reports.is_empty()
    }

    /// Whether this is of a comparison of reports, one of which is the extract's.
    pub(crate) fn is_over(&self, report: &Extract) -> bool {
        let head = (self.agency.as_deref(), self.year, self.edition);
        head == (Some(report.body().name()), Some(report.year()), report.edition()) && !self.reports.is_empty()
    }

    fn addresses(&self) -> String {
        self.cells.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")
    }
}

/// The rule, the report and the place in it: `OGI301 2021 平罗县渠口乡 2024 applications.received.total`.
impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", clipped(&self.rule), self.edition)?;
        write!(f, " {}", clipped(self.agency.as_deref().unwrap_or("-")))?;
        match self.year {
            Some(year) => write!(f, " {year}")?,
            None => f.write_str(" -")?,
        }
        if !self.reports.is_empty() {
            write!(f, " {}", clipped(&self.reports.join("+")))?;
        }
        if !self.cells.is_empty() {
            write!(f, " {}", self.addresses())?;
        }
        if let Some(wording) = &self.wording {
            write!(f, " “{}”", clipped(wording))?;
        }
        if self.nth == 1 { Ok(()) } else { write!(f, " #{}", self.nth) }
    }
}
