use std::collections::HashMap;
use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Details, Digest, Equation, Locus, Observation, Rule, Severity, View};
use crate::draft::Place;
use crate::extract::{ReportRef, Site};
use crate::form::{Cell, Identity, Lang};

/// What a rule found: data, from which a message is rendered.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: Rule,
    severity: Severity,
    observation: Observation,
    locus: Locus,
    digest: Digest,
}

impl Finding {
    /// The observation as the rule's finding. `seen` counts how often each locus has occurred.
    pub(super) fn of(
        rule: &Rule,
        mut observation: Observation,
        view: View<'_>,
        seen: &mut HashMap<Locus, u32>,
    ) -> Self {
        if observation.reports.is_empty() {
            observation.reports = view.reports().map(|report| report.report().clone()).collect();
        }
        let Observation { cells, reports, sites, about, .. } = &observation;
        let about = about.as_deref();
        let (mut locus, digest) = match view {
            View::Report(case) => {
                (Locus::new(rule.code(), case.draft(), cells, about), Digest::of_finding(case.draft(), cells, about))
            }
            View::Series(series) => {
                let named = series.reports().find(|report| reports.last() == Some(report.report()));
                let key = named.or_else(|| series.reports().last());
                (Locus::over(rule.code(), key, reports, cells, about), Digest::over(view.reports(), sites, about))
            }
            View::Family(family) => {
                let locus = Locus::over(rule.code(), Some(family.parent()), reports, cells, about);
                (locus, Digest::over(view.reports(), sites, about))
            }
        };
        let occurred = seen.entry(locus.clone()).or_default();
        *occurred = occurred.saturating_add(1);
        locus.nth = *occurred;
        // A waiver is given under the settings that the rule has.
        let digest = rule.settings().map_or(digest, |settings| Digest::of(format!("{settings}\n{digest}").as_bytes()));
        let severity = observation.severity.unwrap_or(rule.severity());
        Self { rule: rule.clone(), severity, observation, locus, digest }
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

    /// Which occurrence it is: the same for the same cells or wording of the same report, whatever its numbers.
    pub const fn locus(&self) -> &Locus {
        &self.locus
    }

    /// The digest of the numbers that it was found in.
    pub const fn digest(&self) -> Digest {
        self.digest
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

struct Spoken<'a> {
    finding: &'a Finding,
    lang: Option<Lang>,
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
        map.serialize_entry("locus", finding.locus())?;
        map.serialize_entry("id", &finding.locus().id())?;
        map.serialize_entry("digest", &finding.digest())?;
        map.end()
    }
}
