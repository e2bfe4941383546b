use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Rule;
use crate::extract::{Extract, ReportRef, Site};
use crate::form::{Cell, Lang};
use crate::rules::{Message, Severity, Told};

/// A term of an equation over several reports: a cell of one of them and the number found in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// The report and the cell.
    #[serde(flatten)]
    pub site: Site,
    /// Its number; `None` where it is not known.
    pub value: Option<i64>,
}

impl Term {
    pub(super) fn of(report: &Extract, cell: Cell) -> Self {
        Self { site: report.site(cell), value: report.count(cell) }
    }
}

/// Two sides that should be equal (or the left not below the right), with the numbers found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Equation {
    /// The left side.
    pub left: Vec<Term>,
    /// The right side.
    pub right: Vec<Term>,
}

impl Equation {
    /// The left side less the right side, over the known numbers.
    pub fn difference(&self) -> i128 {
        let sum = |terms: &[Term]| terms.iter().filter_map(|t| t.value).map(i128::from).sum::<i128>();
        sum(&self.left) - sum(&self.right)
    }

    /// Whether every number is known.
    pub fn is_known(&self) -> bool {
        self.left.iter().chain(&self.right).all(|term| term.value.is_some())
    }
}

/// What a rule found over several reports: data, with a message made from it.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: &'static Rule,
    severity: Severity,
    reports: Vec<ReportRef>,
    sites: Vec<Site>,
    equation: Option<Equation>,
    message: Message,
}

impl Finding {
    pub(super) fn of(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: rule.severity,
            reports: Vec::new(),
            sites: Vec::new(),
            equation: None,
            message: Message::default(),
        }
    }

    #[must_use]
    pub(super) fn severity_of(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    #[must_use]
    pub(super) fn on<'a>(self, reports: impl IntoIterator<Item = &'a Extract>) -> Self {
        Self { reports: reports.into_iter().map(|report| report.report().clone()).collect(), ..self }
    }

    #[must_use]
    pub(super) fn sites_of(self, sites: impl IntoIterator<Item = Site>) -> Self {
        Self { sites: sites.into_iter().collect(), ..self }
    }

    #[must_use]
    pub(super) fn broken(self, equation: Equation) -> Self {
        let terms = equation.left.iter().chain(&equation.right);
        Self { sites: terms.map(|term| term.site.clone()).collect(), equation: Some(equation), ..self }
    }

    #[must_use]
    pub(super) fn says(self, zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { message: Message::new(zh, en).shown(), ..self }
    }

    /// The rule that found it.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How grave it is.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// The reports it concerns.
    pub fn reports(&self) -> &[ReportRef] {
        &self.reports
    }

    /// The cells it concerns, each with its report.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// The two sides that should be equal, where the rule is about such.
    pub const fn equation(&self) -> Option<&Equation> {
        self.equation.as_ref()
    }

    /// The message in one of the languages; it names reports and cells.
    pub fn message(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }

    /// The finding in words: severity, code, name and message in one of the languages.
    pub fn display(&self, lang: Lang) -> impl fmt::Display + '_ {
        Told { lang, severity: self.severity, rule: (self.rule.code, self.rule.name), message: self.message(lang) }
    }

    /// The finding as JSON holds it, with its message in one of the languages.
    pub fn spoken(&self, lang: Lang) -> impl Serialize + '_ {
        Spoken { finding: self, lang }
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.rule.code == other.rule.code
            && self.severity == other.severity
            && self.reports == other.reports
            && self.sites == other.sites
            && self.equation == other.equation
            && self.message == other.message
    }
}

impl Eq for Finding {}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(Lang::En).fmt(f)
    }
}

struct Spoken<'a> {
    finding: &'a Finding,
    lang: Lang,
}

impl Serialize for Spoken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.finding;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", finding.rule.code)?;
        map.serialize_entry("name", finding.rule.name)?;
        map.serialize_entry("severity", &finding.severity)?;
        map.serialize_entry("reports", &finding.reports)?;
        map.serialize_entry("cells", &finding.sites)?;
        map.serialize_entry("message", finding.message(self.lang))?;
        if let Some(equation) = &finding.equation {
            map.serialize_entry("equation", equation)?;
        }
        map.end()
    }
}
