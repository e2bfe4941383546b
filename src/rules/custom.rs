//! Rules of other crates.

use std::fmt;

use thiserror::Error;

use super::{Bilingual, Case, Gap, Observation, Scope, Severity, View, lacks};
use crate::form::Edition;
use crate::rollup::Family;
use crate::series::Series;

/// What a rule observes, or why it cannot look.
pub type Observed = Result<Vec<Observation>, Gap>;

/// A rule of another crate, such as a province's own: it gets everything that the built-in ones have.
///
/// It is made when the program runs, and what it does may hold anything, such as a threshold read from a file. Name that
/// in its [settings](CustomRule::with_settings).
///
/// ```
/// use ogi_report::assess::Checker;
/// use ogi_report::draft::Draft;
/// use ogi_report::form::{Form, Lang, cells::disclosure::penalties};
/// use ogi_report::rules::{Bilingual, CustomRule, Observation, Severity};
///
/// let most = 1_000;
/// let rule = CustomRule::on_report("XX001", "many-penalties", Severity::Warning, move |case| {
///     let many = case.draft().count(penalties::DECISIONS).is_some_and(|n| n > most);
///     let message = Bilingual::new(format!("行政处罚多于 {most} 件"), format!("more than {most} penalties"));
///     Ok(many.then(|| Observation::new(message).with_cells([penalties::DECISIONS])).into_iter().collect())
/// })?;
///
/// let checker = Checker::new().with_rules([rule.with_settings(most.to_string())])?;
/// let mut draft = Draft::new(Form::Revised2021);
/// draft.set(penalties::DECISIONS, 1_001)?;
/// let assessment = checker.check(draft);
/// let finding = assessment.findings().iter().find(|finding| finding.rule().code() == "XX001").unwrap();
/// assert_eq!(finding.message(Lang::En), "more than 1000 penalties");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct CustomRule {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) severity: Severity,
    pub(super) editions: Vec<Edition>,
    pub(super) basis: Bilingual<String>,
    pub(super) formula: Bilingual<String>,
    pub(super) since: String,
    pub(super) settings: Option<String>,
    pub(super) documentation: String,
    check: Check,
}

enum Check {
    Report(Box<dyn Fn(&Case<'_>) -> Observed + Send + Sync>),
    Series(Box<dyn Fn(&Series) -> Observed + Send + Sync>),
    Family(Box<dyn Fn(&Family) -> Observed + Send + Sync>),
}

impl CustomRule {
    /// A rule that looks at one report.
    ///
    /// The code has at least four capital letters and digits and begins with a letter; codes that begin with `OGI` are this
    /// crate's own. The name is kebab-case, for the pattern and not for the fix.
    ///
    /// # Errors
    ///
    /// If its code or its name is not one that it may have.
    pub fn on_report(
        code: &str,
        name: &str,
        severity: Severity,
        check: impl Fn(&Case<'_>) -> Observed + Send + Sync + 'static,
    ) -> Result<Self, InvalidRule> {
        Self::new(code, name, severity, Check::Report(Box::new(check)))
    }

    /// A rule that looks at the reports of one body, year after year.
    ///
    /// # Errors
    ///
    /// If its code or its name is not one that it [may have](CustomRule::on_report).
    pub fn on_series(
        code: &str,
        name: &str,
        severity: Severity,
        check: impl Fn(&Series) -> Observed + Send + Sync + 'static,
    ) -> Result<Self, InvalidRule> {
        Self::new(code, name, severity, Check::Series(Box::new(check)))
    }

    /// A rule that looks at the report of a parent and those of its children.
    ///
    /// # Errors
    ///
    /// If its code or its name is not one that it [may have](CustomRule::on_report).
    pub fn on_family(
        code: &str,
        name: &str,
        severity: Severity,
        check: impl Fn(&Family) -> Observed + Send + Sync + 'static,
    ) -> Result<Self, InvalidRule> {
        Self::new(code, name, severity, Check::Family(Box::new(check)))
    }

    fn new(code: &str, name: &str, severity: Severity, check: Check) -> Result<Self, InvalidRule> {
        let capital = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
        if code.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("OGI")) {
            return Err(InvalidRule::ReservedCode);
        }
        if code.len() < 4 || !code.chars().all(capital) || !code.starts_with(|c: char| c.is_ascii_uppercase()) {
            return Err(InvalidRule::Code);
        }
        let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
        let words = || name.split('-').all(|word| !word.is_empty() && word.chars().all(small));
        if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !words() {
            return Err(InvalidRule::Name);
        }
        Ok(Self {
            code: code.to_owned(),
            name: name.to_owned(),
            severity,
            editions: Edition::ALL.to_vec(),
            basis: Bilingual::new("", ""),
            formula: Bilingual::new("", ""),
            since: String::new(),
            settings: None,
            documentation: String::new(),
            check,
        })
    }

    /// Limits it to these editions.
    #[must_use]
    pub fn with_editions(self, editions: impl IntoIterator<Item = Edition>) -> Self {
        Self { editions: editions.into_iter().collect(), ..self }
    }

    /// States what it rests on.
    #[must_use]
    pub fn with_basis(self, basis: Bilingual<String>) -> Self {
        Self { basis, ..self }
    }

    /// States it as a formula or in one sentence.
    #[must_use]
    pub fn with_formula(self, formula: Bilingual<String>) -> Self {
        Self { formula, ..self }
    }

    /// States the version of its crate that has it first.
    #[must_use]
    pub fn with_since(self, since: impl Into<String>) -> Self {
        Self { since: since.into(), ..self }
    }

    /// Names the settings that it decides by: a waiver goes stale when they change.
    #[must_use]
    pub fn with_settings(self, settings: impl Into<String>) -> Self {
        Self { settings: Some(settings.into()), ..self }
    }

    /// Gives it its page of documentation, in Markdown without a heading.
    #[must_use]
    pub fn with_documentation(self, page: impl Into<String>) -> Self {
        Self { documentation: page.into(), ..self }
    }

    pub(super) const fn scope(&self) -> Scope {
        match self.check {
            Check::Report(_) => Scope::Report,
            Check::Series(_) => Scope::Series,
            Check::Family(_) => Scope::Family,
        }
    }

    pub(super) fn look(&self, view: View<'_>) -> (Vec<Observation>, Option<Gap>) {
        let observed = match (&self.check, view) {
            (Check::Report(check), View::Report(case)) => check(case),
            (Check::Series(check), View::Series(series)) => check(series),
            (Check::Family(check), View::Family(family)) => check(family),
            _ => Err(lacks::SCOPE),
        };
        match observed {
            Ok(observed) => (observed, None),
            Err(gap) => (Vec::new(), Some(gap)),
        }
    }
}

impl fmt::Debug for CustomRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CustomRule").field("code", &self.code).field("name", &self.name).finish_non_exhaustive()
    }
}

/// Why a rule of another crate cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidRule {
    /// The code begins with `OGI`.
    #[error("codes beginning with OGI are reserved")]
    ReservedCode,
    /// The code is not of four or more capital letters and digits, beginning with a letter.
    #[error("a code is at least four capital letters and digits and begins with a letter")]
    Code,
    /// The name is not kebab-case.
    #[error("a name is kebab-case: small letters, digits and single hyphens")]
    Name,
}
