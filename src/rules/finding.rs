use std::collections::HashMap;
use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::occurrence::{Head, Occurrence, without_numbers};
use super::{Details, Digest, Equation, Locus, Observation, Rule, Severity, View};
use crate::draft::Place;
use crate::extract::{ReportRef, Site};
use crate::form::{Cell, Edition, Identity, Lang};

/// What a rule found: data, from which a message is rendered.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: Rule,
    severity: Severity,
    observation: Observation,
    occurrence: Occurrence,
    /// As in its [`Locus`].
    nth: u32,
}

impl Finding {
    /// The observation as the rule's finding.
    pub(super) fn of(rule: &Rule, mut observation: Observation, view: View<'_>) -> Self {
        if let View::Report(_) = view {
            (observation.reports, observation.sites) = (Vec::new(), Vec::new());
        } else if observation.reports.is_empty() {
            observation.reports = view.reports().map(|report| report.report().clone()).collect();
        }
        let severity = observation.severity.unwrap_or(rule.severity());
        Self { rule: rule.clone(), severity, occurrence: Occurrence::of(&observation, view), observation, nth: 1 }
    }

    /// Numbers the findings of one rule whose loci would else be the same.
    pub(super) fn number(findings: &mut [Self]) {
        if findings.len() < 2 {
            return;
        }
        let mut seen: HashMap<Locus, u32> = HashMap::new();
        for finding in findings {
            let occurred = seen.entry(finding.locus()).or_default();
            *occurred = occurred.saturating_add(1);
            finding.nth = *occurred;
        }
    }

    /// The rule that found it.
    pub const fn rule(&self) -> &Rule {
        &self.rule
    }

    /// How grave it is.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong.
    pub const fn details(&self) -> &Details {
        &self.observation.details
    }

    /// The cells it concerns, in the form's order.
    pub fn cells(&self) -> &[Cell] {
        &self.observation.cells
    }

    /// The reports it concerns, of a finding over several; else none: it is the one that was checked.
    pub fn reports(&self) -> &[ReportRef] {
        &self.observation.reports
    }

    /// The [cells](Finding::cells), each with its report, of a finding over several reports; else none.
    pub fn sites(&self) -> &[Site] {
        &self.observation.sites
    }

    /// Where in the document it is, if it is in one place.
    pub const fn place(&self) -> &Place {
        &self.observation.place
    }

    /// The identity of the form that does not hold, where the rule is one of them.
    pub const fn identity(&self) -> Option<Identity> {
        self.details().identity()
    }

    /// The equation that does not hold, with its numbers.
    pub const fn equation(&self) -> Option<&Equation> {
        self.details().equation()
    }

    /// The wording that it concerns, as the rule [gave](Observation::with_wording) it.
    pub(crate) fn wording(&self) -> Option<&str> {
        self.observation.about.as_deref()
    }

    /// The edition of the form that its report has.
    pub(super) fn edition(&self) -> Edition {
        self.occurrence.head.edition
    }

    /// Which occurrence it is: the same for the same cells or wording of the same report, whatever its numbers.
    pub fn locus(&self) -> Locus {
        let Head { edition, agency, year } = &*self.occurrence.head;
        Locus {
            rule: self.rule.code().to_owned(),
            edition: *edition,
            agency: agency.clone(),
            year: *year,
            reports: self.reports().iter().map(|report| format!("{} {}", report.body, report.year)).collect(),
            cells: self.cells().to_vec(),
            wording: self.wording().map(without_numbers),
            nth: self.nth,
        }
    }

    /// Whether it is this occurrence.
    pub(crate) fn is_at(&self, locus: &Locus) -> bool {
        self.rule.code() == locus.rule && self.cells() == locus.cells && self.locus() == *locus
    }

    /// The digest of the numbers that it was found in, under the settings that its rule has.
    pub fn digest(&self) -> Digest {
        // Each content is that of a site, or in one report of a cell.
        let sites = self.sites().iter().map(|site| (Some(&site.report), site.cell));
        let cells = self.cells().iter().map(|cell| (None, *cell)).filter(|_| self.sites().is_empty());
        let held = sites.chain(cells).zip(&self.occurrence.held);
        let digest = Digest::of_finding(held.map(|((report, cell), held)| (report, cell, held)), self.wording());
        let under = |settings: &str| Digest::of(format!("{settings}\n{digest}").as_bytes());
        self.rule.settings().map_or(digest, under)
    }

    /// The finding in words: severity, code, name and message in one of the languages.
    pub fn display(&self, lang: Lang) -> impl fmt::Display + '_ {
        Told { lang, finding: self }
    }

    /// The finding as JSON holds it, with its message in one of the languages.
    pub fn spoken(&self, lang: Lang) -> impl Serialize + '_ {
        Spoken { finding: self, lang: Some(lang) }
    }
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        self.rule.code() == other.rule.code()
            && self.severity == other.severity
            && self.observation == other.observation
    }
}

impl Eq for Finding {}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.display(Lang::En).fmt(f)
    }
}

/// A finding in words: severity, the rule's code and name, message.
struct Told<'a> {
    lang: Lang,
    finding: &'a Finding,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lang, finding } = *self;
        let (severity, code, name) = (finding.severity.name(lang), finding.rule.code(), finding.rule.name());
        let message = finding.message(lang);
        match lang {
            Lang::Zh => write!(f, "{severity} {code}（{name}）：{message}"),
            Lang::En => write!(f, "{severity} {code} ({name}): {message}"),
        }
    }
}

/// Data alone: with its message in a language, see [`Finding::spoken`].
impl Serialize for Finding {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Spoken { finding: self, lang: None }.serialize(serializer)
    }
}

/// A finding as JSON holds it: with its message in the language, or as data alone.
pub(crate) struct Spoken<'a> {
    pub(crate) finding: &'a Finding,
    pub(crate) lang: Option<Lang>,
}

impl Serialize for Spoken<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let finding = self.finding;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("rule", finding.rule.code())?;
        map.serialize_entry("name", finding.rule.name())?;
        map.serialize_entry("severity", &finding.severity)?;
        if finding.reports().is_empty() {
            map.serialize_entry("cells", finding.cells())?;
        } else {
            map.serialize_entry("reports", finding.reports())?;
            map.serialize_entry("cells", finding.sites())?;
        }
        if let Some(lang) = self.lang {
            map.serialize_entry("message", &finding.message(lang))?;
        }
        map.serialize_entry("details", finding.details())?;
        if finding.place().is_known() {
            map.serialize_entry("place", finding.place())?;
        }
        let locus = finding.locus();
        map.serialize_entry("locus", &locus)?;
        map.serialize_entry("id", &locus.id())?;
        map.serialize_entry("digest", &finding.digest())?;
        map.end()
    }
}
