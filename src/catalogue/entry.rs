use serde::Serialize;

use crate::form::{Edition, Lang};
use crate::rules::{Bilingual, CATALOGUE, Rule, Scope, Severity};

/// A rule as the catalogue lists it: everything but its code in Rust.
///
/// ```
/// use ogi_report::catalogue::{self, RuleEntry};
/// use ogi_report::rules;
///
/// let catalogue = serde_json::to_value(catalogue::all().collect::<Vec<_>>())?;
/// let balance = catalogue.as_array().unwrap().iter().find(|rule| rule["code"] == "OGI302").unwrap();
/// assert_eq!(balance["severity"], "error");
/// assert_eq!(balance["editions"], serde_json::json!(["2019", "2021"]));
/// assert_eq!(balance["formula"]["zh"], "一 + 二 = （七）总计 + 四");
/// assert_eq!(RuleEntry::from(rules::find("OGI302").unwrap()).name, "balance");
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleEntry {
    /// The code, for ever.
    pub code: String,
    /// The kebab-case name.
    pub name: String,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// What it looks at.
    pub scope: Scope,
    /// The editions it holds for.
    pub editions: Vec<Edition>,
    /// Whether it is one of the form's own identities.
    pub identity: bool,
    /// The version of the crate that has it first.
    pub since: String,
    /// What it rests on.
    pub basis: Bilingual<String>,
    /// The rule as a formula or in one sentence.
    pub formula: Bilingual<String>,
    /// Its page of documentation, in Markdown.
    pub documentation: String,
}

impl From<&Rule> for RuleEntry {
    fn from(rule: &Rule) -> Self {
        let both = |text: fn(&Rule, Lang) -> &str| Bilingual::new(text(rule, Lang::Zh), text(rule, Lang::En));
        Self {
            code: rule.code().to_owned(),
            name: rule.name().to_owned(),
            severity: rule.severity(),
            scope: rule.scope(),
            editions: rule.editions().to_vec(),
            identity: rule.identity().is_some(),
            since: rule.since().to_owned(),
            basis: both(Rule::basis),
            formula: both(Rule::formula),
            documentation: rule.documentation(),
        }
    }
}

/// Every rule of this crate, in the order of the codes.
pub fn all() -> impl Iterator<Item = RuleEntry> {
    CATALOGUE.iter().map(RuleEntry::from)
}
