//! What rules look at: one report, the reports of one body over years, a parent beside its children.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::Case;
use crate::draft::Draft;
use crate::extract::{Extract, ReportRef};
use crate::form::Lang;
use crate::rollup::Family;
use crate::series::Series;

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Scope {
    /// One report.
    Report,
    /// The reports of one body, year after year.
    Series,
    /// The report of a parent and those of its children.
    Family,
}

impl Scope {
    /// The words for it.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Report => lang.pick("单份报告", "one report"),
            Self::Series => lang.pick("历年报告", "year after year"),
            Self::Family => lang.pick("上下级报告", "parent and children"),
        }
    }
}

/// In English.
impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Lang::En))
    }
}

/// What is checked: a draft, a series or a family.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Subject<'a> {
    /// One report.
    Report(Cow<'a, Draft>),
    /// The reports of one body, year after year.
    Series(Cow<'a, Series>),
    /// The report of a parent and those of its children.
    Family(Cow<'a, Family>),
}

impl<'a> From<&'a Draft> for Subject<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self::Report(Cow::Borrowed(draft))
    }
}

impl<'a> From<&'a Series> for Subject<'a> {
    fn from(series: &'a Series) -> Self {
        Self::Series(Cow::Borrowed(series))
    }
}

impl<'a> From<&'a Family> for Subject<'a> {
    fn from(family: &'a Family) -> Self {
        Self::Family(Cow::Borrowed(family))
    }
}

impl<'a> From<&'a Subject<'a>> for Subject<'a> {
    fn from(subject: &'a Subject<'a>) -> Self {
        match subject {
            Subject::Report(draft) => draft.as_ref().into(),
            Subject::Series(series) => series.as_ref().into(),
            Subject::Family(family) => family.as_ref().into(),
        }
    }
}

impl Subject<'_> {
    /// The scope of the rules that look at it.
    pub const fn scope(&self) -> Scope {
        match self {
            Self::Report(_) => Scope::Report,
            Self::Series(_) => Scope::Series,
            Self::Family(_) => Scope::Family,
        }
    }

    /// The draft, where it is one report.
    pub fn into_draft(self) -> Option<Draft> {
        if let Self::Report(draft) = self { Some(draft.into_owned()) } else { None }
    }
}

/// What is checked, as the rules look at it.
#[derive(Clone, Copy)]
pub(crate) enum View<'a> {
    Report(&'a Case<'a>),
    Series(&'a Series),
    Family(&'a Family),
}

impl<'a> View<'a> {
    /// The reports that are compared; none where it is one.
    pub(super) fn reports(self) -> impl Iterator<Item = &'a Extract> {
        let (series, family) = match self {
            Self::Report(_) => (None, None),
            Self::Series(series) => (Some(series), None),
            Self::Family(family) => (None, Some(family)),
        };
        let parent = family.map(Family::parent).into_iter();
        let of_series = series.into_iter().flat_map(Series::reports);
        of_series.chain(parent).chain(family.into_iter().flat_map(Family::children))
    }

    /// Of several reports the one by which a finding that concerns these is named: the last of them, or the parent's.
    pub(super) fn key(self, concerned: &[ReportRef]) -> Option<&'a Extract> {
        match self {
            Self::Report(_) => None,
            Self::Series(series) => {
                let named = series.reports().find(|report| concerned.last() == Some(report.report()));
                named.or_else(|| series.reports().last())
            }
            Self::Family(family) => Some(family.parent()),
        }
    }

    pub(crate) const fn scope(self) -> Scope {
        match self {
            Self::Report(_) => Scope::Report,
            Self::Series(_) => Scope::Series,
            Self::Family(_) => Scope::Family,
        }
    }
}
