use std::fmt;

use serde::{Deserialize, Serialize};

use crate::form::{Edition, Lang};
use crate::rules::{Bilingual, Rule, Severity};
use crate::{across, rules};

/// A rule as the catalogue lists it: everything but its code in Rust.
///
/// ```
/// use ogi_report::catalogue::{self, Entry};
/// use ogi_report::rules;
///
/// let catalogue = serde_json::to_value(catalogue::all().collect::<Vec<_>>())?;
/// let balance = catalogue.as_array().unwrap().iter().find(|rule| rule["code"] == "OGI302").unwrap();
/// assert_eq!(balance["severity"], "error");
/// assert_eq!(balance["editions"], serde_json::json!(["2019", "2021"]));
/// assert_eq!(balance["formula"]["zh"], "一 + 二 = （七）总计 + 四");
/// assert_eq!(Entry::from(rules::find("OGI302").unwrap()).name, "balance");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// The code, for ever.
    pub code: &'static str,
    /// The kebab-case name.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// What it looks at.
    pub scope: Scope,
    /// The editions it holds for; of a rule over several reports its documentation says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editions: Option<&'static [Edition]>,
    /// Whether it is one of the form's own identities.
    pub identity: bool,
    /// The version of the crate that has it first.
    pub since: &'static str,
    /// What it rests on.
    pub basis: Bilingual,
    /// The rule as a formula or in one sentence.
    pub formula: Bilingual,
    /// Its page of documentation, in Markdown.
    pub documentation: String,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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

impl From<&Rule> for Entry {
    fn from(rule: &Rule) -> Self {
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            scope: Scope::Report,
            editions: Some(rule.editions),
            identity: rule.identity.is_some(),
            since: rule.since,
            basis: rule.basis,
            formula: rule.formula,
            documentation: rule.documentation(),
        }
    }
}

impl From<&across::Rule> for Entry {
    fn from(rule: &across::Rule) -> Self {
        let scope = match rule.failing_example() {
            across::Example::Series(_) => Scope::Series,
            across::Example::Family(_) => Scope::Family,
        };
        Self {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            scope,
            editions: None,
            identity: false,
            since: rule.since,
            basis: rule.basis,
            formula: rule.formula,
            documentation: rule.documentation(),
        }
    }
}

/// Every rule of this crate, in the order of the codes: those of one report ([`rules::CATALOGUE`]) and those over several
/// ([`across::CATALOGUE`]).
pub fn all() -> impl Iterator<Item = Entry> {
    let of_one = rules::CATALOGUE.iter().map(|rule| Entry::from(*rule));
    of_one.chain(across::CATALOGUE.iter().map(|rule| Entry::from(*rule)))
}
