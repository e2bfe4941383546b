use std::fmt;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::{Equation, Rule, Severity};
use crate::draft::Place;
use crate::form::{Cell, Identity, Lang};

/// A text in both languages, with its numbers and names filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
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
    place: Place,
    identity: Option<Identity>,
    equation: Option<Equation>,
    message: Message,
}

impl Finding {
    pub(super) fn of(rule: &'static Rule) -> Self {
        Self {
            rule,
            severity: rule.severity,
            cells: Vec::new(),
            place: Place::Nowhere,
            identity: None,
            equation: None,
            message: Message::default(),
        }
    }

    #[must_use]
    pub(super) fn severity_of(self, severity: Severity) -> Self {
        Self { severity, ..self }
    }

    #[must_use]
    pub(super) fn cells_of(self, cells: impl IntoIterator<Item = Cell>) -> Self {
        Self { cells: cells.into_iter().collect(), ..self }
    }

    #[must_use]
    pub(super) fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    #[must_use]
    pub(super) fn broken(self, identity: Identity, equation: Equation) -> Self {
        Self { cells: equation.cells().collect(), identity: Some(identity), equation: Some(equation), ..self }
    }

    #[must_use]
    pub(super) fn says(self, message: Message) -> Self {
        Self { message, ..self }
    }

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
            && self.place == other.place
            && self.identity == other.identity
            && self.equation == other.equation
            && self.message == other.message
    }
}

impl Eq for Finding {}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({}): {}", self.severity, self.rule.code, self.rule.name, self.message)
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
        map.serialize_entry("cells", &finding.cells)?;
        map.serialize_entry("message", finding.message(self.lang))?;
        if finding.place.is_known() {
            map.serialize_entry("place", &finding.place.describe(self.lang))?;
        }
        if let Some(equation) = &finding.equation {
            map.serialize_entry("equation", equation)?;
        }
        map.end()
    }
}
