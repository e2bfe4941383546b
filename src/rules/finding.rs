use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Digest, Equation, Locus, Rule, Severity, View};
use crate::draft::Place;
use crate::extract::{Extract, ReportRef, Site};
use crate::form::{Cell, Identity, Lang};
use crate::shown::{is_unseen, shown};

/// A text in both languages, with its numbers and names filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Message {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Message {
    /// A message in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// The message without what must not reach a terminal, whatever was put into it.
    pub(crate) fn shown(self) -> Self {
        let shown = |text: String| if text.contains(is_unseen) { shown(&text) } else { text };
        Self { zh: shown(self.zh), en: shown(self.en) }
    }

    /// The message in one of the languages.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

/// What a rule found: data, with a message made from it.
#[derive(Clone, Debug)]
pub struct Finding {
    rule: &'static Rule,
    severity: Severity,
    cells: Vec<Cell>,
    /// Of a finding over several reports: these, and the report of each cell.
    reports: Vec<ReportRef>,
    sites: Vec<Site>,
    place: Place,
    about: Option<String>,
    identity: Option<Identity>,
    equation: Option<Equation>,
    message: Message,
    /// Which occurrence it is, once the rule has said all it has to say.
    sealed: Option<Box<(Locus, Digest)>>,
}

/// Making findings, for rules.
impl Finding {
    pub(super) const fn of(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: rule.severity,
            cells: Vec::new(),
            reports: Vec::new(),
            sites: Vec::new(),
            place: Place::Nowhere,
            about: None,
            identity: None,
            equation: None,
            message: Message { zh: String::new(), en: String::new() },
            sealed: None,
        }
    }

    /// Gives it another severity than its rule has.
    #[must_use]
    pub fn severity_of(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    /// Names the cells that it concerns.
    #[must_use]
    pub fn cells_of(self, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), ..self }
    }

    /// Names the reports that it concerns, where they are several.
    #[must_use]
    pub fn on<'a>(self, reports: impl IntoIterator<Item = &'a Extract>) -> Self {
        Self { reports: reports.into_iter().map(|report| report.report().clone()).collect(), ..self }
    }

    /// Names the cells that it concerns, each with its report.
    #[must_use]
    pub fn sites_of(self, sites: impl IntoIterator<Item = Site>) -> Self {
        let sites: Vec<Site> = sites.into_iter().collect();
        Self { cells: sites.iter().map(|site| site.cell).collect(), sites, ..self }
    }

    /// Gives it two sides over several reports that should be equal.
    #[must_use]
    pub fn unequal(self, equation: Equation) -> Self {
        let sites: Vec<Site> = equation.sites().collect();
        Self { equation: Some(equation), ..self.sites_of(sites) }
    }

    /// Says where in the document it is.
    #[must_use]
    pub fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// Names the wording that it concerns, as the document has it: what tells it from other findings of its rule, where
    /// the cells do not. Its first line without digits goes into the [locus](Finding::locus), all of it into the
    /// [digest](Finding::digest).
    #[must_use]
    pub fn about(self, wording: impl Into<String>) -> Self {
        Self { about: Some(wording.into()), ..self }
    }

    #[must_use]
    pub(super) fn broken(self, identity: Identity, equation: Equation) -> Self {
        Self { cells: equation.cells().collect(), identity: Some(identity), equation: Some(equation), ..self }
    }

    /// Gives it its message, on one line and as [`shown`](crate::render::shown) writes it. What a rule quotes in it should
    /// be [`clipped`](crate::render::clipped).
    #[must_use]
    pub fn says(self, message: Message) -> Self {
        Self { message: message.shown(), ..self }
    }

    pub(super) fn seal(&mut self, rule: &'static Rule, view: View<'_>) {
        self.rule = rule;
        let about = self.about.as_deref();
        self.sealed = Some(Box::new(match view {
            View::Report(case) => {
                (Locus::new(rule.code, case, &self.cells, about), Digest::of_finding(case, &self.cells, about))
            }
            View::Series(series) => {
                let key = |report: &&Extract| self.reports.last() == Some(report.report());
                let key = series.reports().find(key);
                let locus = Locus::over(rule.code, key, &self.reports, &self.cells, about);
                (locus, Digest::over(series.reports(), &self.sites, about))
            }
            View::Family(family) => {
                let locus = Locus::over(rule.code, Some(family.parent()), &self.reports, &self.cells, about);
                let all = std::iter::once(family.parent()).chain(family.children());
                (locus, Digest::over(all, &self.sites, about))
            }
        }));
    }

    pub(super) fn count_as(&mut self, nth: u32) {
        if let Some(sealed) = &mut self.sealed {
            sealed.0.nth = nth;
        }
    }
}

impl Finding {
    /// The rule that found it.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// How grave it is.
    pub const fn severity(&self) -> Severity {
        self.severity
    }

    /// The cells it concerns, in the form's order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The reports it concerns, of a finding over several; else none: it is the one that was checked.
    pub fn reports(&self) -> &[ReportRef] {
        &self.reports
    }

    /// The [cells](Finding::cells), each with its report, of a finding over several reports; else none.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// Where in the document it is, if it is in one place.
    pub const fn place(&self) -> &Place {
        &self.place
    }

    /// The identity of the form that does not hold, where the rule is one of them.
    pub const fn identity(&self) -> Option<Identity> {
        self.identity
    }

    /// The equation that does not hold, with its numbers.
    pub const fn equation(&self) -> Option<&Equation> {
        self.equation.as_ref()
    }

    /// The message in one of the languages; it names the cells as the form prints them.
    pub fn message(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }

    /// The wording that it concerns, as the rule [gave](Finding::about) it.
    pub(crate) fn wording(&self) -> Option<&str> {
        self.about.as_deref()
    }

    /// Which occurrence it is: the same for the same cells or wording of the same report, whatever its numbers.
    ///
    /// A finding has it from [`Rule::check`] and from every check of a draft; one in the making has an empty one.
    pub fn locus(&self) -> &Locus {
        static NONE: Locus = Locus::NONE;
        self.sealed.as_ref().map_or(&NONE, |sealed| &sealed.0)
    }

    /// The digest of the numbers that it was found in.
    pub fn digest(&self) -> Digest {
        self.sealed.as_ref().map_or(Digest::NONE, |sealed| sealed.1)
    }

    /// The finding in words: severity, code, name and message in one of the languages.
    pub fn display(&self, lang: Lang) -> impl fmt::Display + '_ {
        Told { lang, finding: self }
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
            && self.cells == other.cells
            && self.reports == other.reports
            && self.sites == other.sites
            && self.place == other.place
            && self.identity == other.identity
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

/// A finding in words: severity, the rule's code and name, message.
struct Told<'a> {
    lang: Lang,
    finding: &'a Finding,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { lang, finding } = *self;
        let (severity, Rule { code, name, .. }) = (finding.severity.name(lang), finding.rule);
        let message = finding.message(lang);
        match lang {
            Lang::Zh => write!(f, "{severity} {code}（{name}）：{message}"),
            Lang::En => write!(f, "{severity} {code} ({name}): {message}"),
        }
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
        if finding.reports.is_empty() {
            map.serialize_entry("cells", &finding.cells)?;
        } else {
            map.serialize_entry("reports", &finding.reports)?;
            map.serialize_entry("cells", &finding.sites)?;
        }
        map.serialize_entry("message", finding.message(self.lang))?;
        if finding.place.is_known() {
            map.serialize_entry("place", &finding.place.describe(self.lang))?;
        }
        if let Some(equation) = &finding.equation {
            map.serialize_entry("equation", equation)?;
        }
        map.serialize_entry("locus", finding.locus())?;
        map.serialize_entry("id", &finding.locus().id())?;
        map.serialize_entry("digest", &finding.digest())?;
        map.end()
    }
}
