use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize, Serializer};

use super::{Bilingual, Case, Finding, Gap, Locus, Observation, Severity, lacks, listed};
use crate::draft::Draft;
use crate::form::{Edition, IdentityKind, Lang};
use crate::rollup::Family;
use crate::series::Series;

/// A rule of the catalogue.
///
/// ```
/// use ogi_report::rules::{self, Scope, Severity};
///
/// let balance = rules::find("OGI302").unwrap();
/// assert_eq!((balance.name, balance.severity, balance.scope()), ("balance", Severity::Error, Scope::Report));
/// let link = rules::find("carry-link").unwrap();
/// assert_eq!((link.code, link.scope()), ("OGI601", Scope::Series));
/// for rule in [balance, link] {
///     assert!(rule.check(&rule.passing_example()).is_empty());
///     assert!(!rule.check(&rule.failing_example()).is_empty());
/// }
/// ```
pub struct Rule {
    /// The code, for ever: `OGI302`.
    pub code: &'static str,
    /// The kebab-case name, for the pattern and not for the fix: `balance`.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// The editions it holds for.
    pub editions: &'static [Edition],
    /// What the rule rests on: the form, an article, a notice, or plausibility.
    pub basis: Bilingual,
    /// The rule as a formula or in one sentence.
    pub formula: Bilingual,
    /// The kind of identity that the rule is, if it is one of the form's own.
    pub identity: Option<IdentityKind>,
    /// The version of the crate that has it first.
    pub since: &'static str,
    pub(super) of: Of,
    pub(super) source: &'static str,
}

/// What a rule looks at, with what it does there.
pub(super) enum Of {
    Report {
        lacks: fn(&Case<'_>) -> Option<Gap>,
        check: fn(&Case<'_>) -> Vec<Observation>,
        passing: fn() -> Draft,
        failing: fn() -> Draft,
    },
    Series {
        lacks: fn(&Series) -> Option<Gap>,
        check: fn(&Series) -> Vec<Observation>,
        passing: fn() -> Series,
        failing: fn() -> Series,
    },
    Family {
        lacks: fn(&Family) -> Option<Gap>,
        check: fn(&Family) -> Vec<Observation>,
        passing: fn() -> Family,
        failing: fn() -> Family,
    },
}

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
        match (self, lang) {
            (Self::Report, Lang::Zh) => "单份报告",
            (Self::Report, Lang::En) => "one report",
            (Self::Series, Lang::Zh) => "历年报告",
            (Self::Series, Lang::En) => "year after year",
            (Self::Family, Lang::Zh) => "上下级报告",
            (Self::Family, Lang::En) => "parent and children",
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

impl View<'_> {
    pub(crate) const fn scope(self) -> Scope {
        match self {
            Self::Report(_) => Scope::Report,
            Self::Series(_) => Scope::Series,
            Self::Family(_) => Scope::Family,
        }
    }
}

impl Rule {
    /// What the rule looks at.
    pub const fn scope(&self) -> Scope {
        match self.of {
            Of::Report { .. } => Scope::Report,
            Of::Series { .. } => Scope::Series,
            Of::Family { .. } => Scope::Family,
        }
    }

    /// What the rule finds. Nothing in a subject of another scope, or in a draft of an edition that the rule does not hold
    /// for.
    ///
    /// At most 1,000 findings are listed: of more, the last one counts those that are not.
    pub fn check<'a>(&'static self, subject: impl Into<Subject<'a>>) -> Vec<Finding> {
        match subject.into() {
            Subject::Report(draft) => self.check_view(View::Report(&Case::new(&draft))),
            Subject::Series(series) => self.check_view(View::Series(&series)),
            Subject::Family(family) => self.check_view(View::Family(&family)),
        }
    }

    pub(crate) fn check_view(&'static self, view: View<'_>) -> Vec<Finding> {
        let observed = match (&self.of, view) {
            (Of::Report { check, .. }, View::Report(case)) if self.edition_gap(case).is_none() => check(case),
            (Of::Series { check, .. }, View::Series(series)) => check(series),
            (Of::Family { check, .. }, View::Family(family)) => check(family),
            _ => Vec::new(),
        };
        self.findings(observed, view)
    }

    /// The observations as findings of this rule, each with its occurrence.
    pub(super) fn findings(&'static self, observed: Vec<Observation>, view: View<'_>) -> Vec<Finding> {
        let mut seen: HashMap<Locus, u32> = HashMap::new();
        let observed = listed::listed(self.severity, observed);
        let findings = observed.into_iter().map(|observation| {
            let mut finding = Finding::of(self, observation, view);
            let nth = seen.entry(finding.locus().clone()).or_default();
            *nth = nth.saturating_add(1);
            finding.count_as(*nth);
            finding
        });
        findings.collect()
    }

    /// Why the rule says nothing of the subject, if it cannot: it does not hold for the edition, the kind of body or the
    /// scope, or what it needs is not there. It may find something all the same in what is.
    pub fn gap<'a>(&self, subject: impl Into<Subject<'a>>) -> Option<Gap> {
        match subject.into() {
            Subject::Report(draft) => self.gap_of(View::Report(&Case::new(&draft))),
            Subject::Series(series) => self.gap_of(View::Series(&series)),
            Subject::Family(family) => self.gap_of(View::Family(&family)),
        }
    }

    pub(crate) fn gap_of(&self, view: View<'_>) -> Option<Gap> {
        match (&self.of, view) {
            (Of::Report { lacks, .. }, View::Report(case)) => self.edition_gap(case).or_else(|| lacks(case)),
            (Of::Series { lacks, .. }, View::Series(series)) => lacks(series),
            (Of::Family { lacks, .. }, View::Family(family)) => lacks(family),
            _ => Some(lacks::SCOPE),
        }
    }

    /// Why the rule does not hold for the edition, or is not known to.
    fn edition_gap(&self, case: &Case<'_>) -> Option<Gap> {
        let holds = |edition: &Edition| self.holds_for(*edition);
        match case.shown_edition() {
            Some(edition) => (!holds(&edition)).then(|| lacks::edition(edition)),
            None => (!Edition::ALL.iter().all(holds)).then_some(lacks::UNKNOWN_EDITION),
        }
    }

    /// Whether this is its code or its name.
    pub fn is_named(&self, code_or_name: &str) -> bool {
        self.code == code_or_name || self.name == code_or_name
    }

    /// Whether the rule holds for the edition.
    pub fn holds_for(&self, edition: Edition) -> bool {
        self.editions.contains(&edition)
    }

    /// A subject in which the rule finds nothing.
    pub fn passing_example(&self) -> Subject<'static> {
        match &self.of {
            Of::Report { passing, .. } => Subject::Report(Cow::Owned(passing())),
            Of::Series { passing, .. } => Subject::Series(Cow::Owned(passing())),
            Of::Family { passing, .. } => Subject::Family(Cow::Owned(passing())),
        }
    }

    /// A subject in which the rule finds something.
    pub fn failing_example(&self) -> Subject<'static> {
        match &self.of {
            Of::Report { failing, .. } => Subject::Report(Cow::Owned(failing())),
            Of::Series { failing, .. } => Subject::Series(Cow::Owned(failing())),
            Of::Family { failing, .. } => Subject::Family(Cow::Owned(failing())),
        }
    }

    /// The rule's page of documentation, in Markdown.
    pub fn documentation(&self) -> String {
        let source = self.source;
        if !source.starts_with("//!") {
            return source.to_owned();
        }
        let page = source.lines().map_while(|l| l.strip_prefix("//!"));
        page.map(|l| l.strip_prefix(' ').unwrap_or(l)).collect::<Vec<_>>().join("\n")
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("code", &self.code).field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}
