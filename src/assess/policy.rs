//! Which findings reject a report, as data.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::rules::{Finding, Rule, Severity};

/// Which findings reject a report: by severity, and by rule where a rule is named.
///
/// A policy is data with a name, is part of every assessment, and can be kept in a file:
///
/// ```
/// use ogi_report::assess::Policy;
///
/// let policy: Policy = serde_json::from_str(
///     r#"{"name": "provincial", "rejects": ["error"], "rules": {"OGI502": "reject", "period-mismatch": "tolerate"}}"#,
/// )?;
/// assert_eq!(policy.name(), "provincial");
/// assert_eq!(serde_json::from_str::<Policy>(&serde_json::to_string(&policy)?)?, policy);
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// A policy that tolerates a broken identity does not make the numbers a [`Report`](crate::Report): the verdict is then
/// [`Verdict::Tolerated`](super::Verdict::Tolerated) at best.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    name: String,
    rejects: BTreeSet<Severity>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    rules: BTreeMap<String, Ruling>,
}

/// What a policy says of the findings of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Ruling {
    /// They reject the report.
    Reject,
    /// They do not.
    Tolerate,
}

impl Policy {
    /// A policy of one's own that rejects on findings of these severities.
    pub fn new(name: impl Into<String>, rejects: impl IntoIterator<Item = Severity>) -> Self {
        Self { name: name.into(), rejects: rejects.into_iter().collect(), rules: BTreeMap::new() }
    }

    /// `strict`: errors and warnings reject, notes do not.
    pub fn strict() -> Self {
        Self::new("strict", [Severity::Error, Severity::Warning])
    }

    /// The same policy with a ruling on one rule, by its code or its name.
    #[must_use]
    pub fn with(mut self, code_or_name: impl Into<String>, ruling: Ruling) -> Self {
        self.rules.insert(code_or_name.into(), ruling);
        self
    }

    /// The policy's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the finding rejects the report.
    pub fn rejects(&self, finding: &Finding) -> bool {
        let rule = finding.rule();
        let ruling = self.rules.get(rule.code()).or_else(|| self.rules.get(rule.name()));
        ruling.map_or(self.rejects.contains(&finding.severity()), |ruling| *ruling == Ruling::Reject)
    }

    /// The codes and names in it that none of the rules has.
    pub fn unknown<'a>(&'a self, rules: &'a [Rule]) -> impl Iterator<Item = &'a str> {
        self.rules.keys().map(String::as_str).filter(move |name| !names_one(name, rules))
    }
}

pub(super) fn names_one(code_or_name: &str, rules: &[Rule]) -> bool {
    rules.iter().any(|rule| rule.is_named(code_or_name))
}

/// `default`: errors reject, warnings and notes do not.
impl Default for Policy {
    fn default() -> Self {
        Self::new("default", [Severity::Error])
    }
}

/// Which rules are run, as data.
///
/// ```
/// use ogi_report::assess::Selection;
/// use ogi_report::rules::CATALOGUE;
///
/// let balancing: Vec<&str> = CATALOGUE.iter().filter(|r| Selection::Identities.takes(r)).map(|r| r.code()).collect();
/// assert_eq!(balancing, ["OGI301", "OGI302", "OGI303", "OGI401"]);
/// assert_eq!(serde_json::to_string(&Selection::Identities)?, r#""identities""#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Selection {
    /// All rules.
    #[default]
    All,
    /// Balancing checks only: the identities of the form, 42 of the 2021 edition.
    Identities,
    /// The rules with these codes or names.
    Only(BTreeSet<String>),
    /// All rules but those with these codes or names.
    Except(BTreeSet<String>),
}

impl Selection {
    /// Whether the rule is run.
    pub fn takes(&self, rule: &Rule) -> bool {
        let has_it = |names: &BTreeSet<String>| names.contains(rule.code()) || names.contains(rule.name());
        match self {
            Self::All => true,
            Self::Identities => rule.identity().is_some(),
            Self::Only(names) => has_it(names),
            Self::Except(names) => !has_it(names),
        }
    }

    /// The codes and names in it that none of the rules has.
    pub fn unknown<'a>(&'a self, rules: &'a [Rule]) -> impl Iterator<Item = &'a str> {
        let names = match self {
            Self::Only(names) | Self::Except(names) => Some(names),
            Self::All | Self::Identities => None,
        };
        names.into_iter().flatten().map(String::as_str).filter(move |name| !names_one(name, rules))
    }
}
