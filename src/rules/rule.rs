use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::{Bilingual, Case, CustomRule, Gap, Observation, Scope, Severity, Subject, View, lacks};
use crate::draft::Draft;
use crate::form::{Edition, IdentityKind, Lang};
use crate::rollup::Family;
use crate::series::Series;

/// A rule: one of the catalogue, or one of another crate ([`CustomRule`](super::CustomRule)). Cloning it is cheap.
///
/// ```
/// use ogi_report::rules::{self, Scope, Severity};
///
/// let balance = rules::find("OGI302").unwrap();
/// assert_eq!((balance.name(), balance.severity(), balance.scope()), ("balance", Severity::Error, Scope::Report));
/// let link = rules::find("carry-link").unwrap();
/// assert_eq!((link.code(), link.scope()), ("OGI601", Scope::Series));
/// for rule in [balance, link] {
///     assert!(rule.check(&rule.passing_example().unwrap()).is_empty());
///     assert!(!rule.check(&rule.failing_example().unwrap()).is_empty());
/// }
/// ```
#[derive(Clone)]
pub struct Rule(Kind);

#[derive(Clone)]
enum Kind {
    BuiltIn { code: &'static str, name: &'static str, definition: &'static Definition },
    Custom(Arc<CustomRule>),
}

/// What a rule of this crate is made of. Its code and its name are those of its file.
pub(super) struct Definition {
    /// The severity of its findings, unless a finding has another.
    pub(super) severity: Severity,
    /// The editions it holds for.
    pub(super) editions: &'static [Edition],
    /// What the rule rests on: the form, an article, a notice, or plausibility.
    pub(super) basis: Bilingual,
    /// The rule as a formula or in one sentence.
    pub(super) formula: Bilingual,
    /// The kind of identity that the rule is, if it is one of the form's own.
    pub(super) identity: Option<IdentityKind>,
    /// The version of the crate that has it first.
    pub(super) since: &'static str,
    pub(super) of: Of,
    /// Its page of documentation without the heading, in Markdown.
    pub(super) page: &'static str,
}

/// The code of the rule in a file: `OGI302` of `ogi302_balance`.
#[expect(clippy::panic, reason = "the compiler evaluates it: another name does not build")]
pub(super) const fn code(file: &str) -> [u8; 6] {
    let Some((code, _)) = file.as_bytes().split_first_chunk::<6>() else {
        panic!("the name of a rule's file begins with its code")
    };
    let mut code = *code;
    code.make_ascii_uppercase();
    code
}

/// The name of the rule in a file: `row-total` of `ogi301_row_total`.
#[expect(clippy::panic, reason = "the compiler evaluates it: another name does not build")]
pub(super) const fn name<const N: usize>(file: &str) -> [u8; N] {
    let Some(name) = file.as_bytes().last_chunk::<N>() else { panic!("the name of a rule's file ends with its name") };
    let mut name = *name;
    let mut rest: &mut [u8] = &mut name;
    while let [first, after @ ..] = rest {
        if *first == b'_' {
            *first = b'-';
        }
        rest = after;
    }
    name
}

/// A code or a name as text.
#[expect(clippy::panic, reason = "the compiler evaluates it: another name does not build")]
pub(super) const fn text(bytes: &'static [u8]) -> &'static str {
    match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => panic!("the name of a rule's file is ASCII"),
    }
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

impl Of {
    /// What it finds, and why it cannot, if that is so: the rule may find something all the same in what is there.
    fn look(&self, view: View<'_>) -> (Vec<Observation>, Option<Gap>) {
        match (self, view) {
            (Self::Report { lacks, check, .. }, View::Report(case)) => (check(case), lacks(case)),
            (Self::Series { lacks, check, .. }, View::Series(series)) => (check(series), lacks(series)),
            (Self::Family { lacks, check, .. }, View::Family(family)) => (check(family), lacks(family)),
            _ => (Vec::new(), Some(lacks::SCOPE)),
        }
    }
}

impl Rule {
    pub(super) const fn built_in(code: &'static str, name: &'static str, definition: &'static Definition) -> Self {
        Self(Kind::BuiltIn { code, name, definition })
    }

    /// The code, for ever: `OGI302`.
    pub fn code(&self) -> &str {
        match &self.0 {
            Kind::BuiltIn { code, .. } => code,
            Kind::Custom(custom) => &custom.code,
        }
    }

    /// The kebab-case name, for the pattern and not for the fix: `balance`.
    pub fn name(&self) -> &str {
        match &self.0 {
            Kind::BuiltIn { name, .. } => name,
            Kind::Custom(custom) => &custom.name,
        }
    }

    /// The severity of its findings, unless a finding has another.
    pub fn severity(&self) -> Severity {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.severity,
            Kind::Custom(custom) => custom.severity,
        }
    }

    /// The editions it holds for.
    pub fn editions(&self) -> &[Edition] {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.editions,
            Kind::Custom(custom) => &custom.editions,
        }
    }

    /// What the rule rests on: the form, an article, a notice, or plausibility. Empty for a rule of another crate that
    /// does not state it.
    pub fn basis(&self, lang: Lang) -> &str {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.basis.get(lang),
            Kind::Custom(custom) => custom.basis.get(lang),
        }
    }

    /// The rule as a formula or in one sentence. Empty for a rule of another crate that does not state it.
    pub fn formula(&self, lang: Lang) -> &str {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.formula.get(lang),
            Kind::Custom(custom) => custom.formula.get(lang),
        }
    }

    /// The kind of identity that the rule is, if it is one of the form's own.
    pub fn identity(&self) -> Option<IdentityKind> {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.identity,
            Kind::Custom(_) => None,
        }
    }

    /// The version of its crate that has it first. Empty for a rule of another crate that does not state it.
    pub fn since(&self) -> &str {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.since,
            Kind::Custom(custom) => &custom.since,
        }
    }

    /// What the rule looks at.
    pub fn scope(&self) -> Scope {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => match definition.of {
                Of::Report { .. } => Scope::Report,
                Of::Series { .. } => Scope::Series,
                Of::Family { .. } => Scope::Family,
            },
            Kind::Custom(custom) => custom.scope(),
        }
    }

    /// The settings of a rule of another crate: part of the digest of what it finds.
    pub(super) fn settings(&self) -> Option<&str> {
        match &self.0 {
            Kind::BuiltIn { .. } => None,
            Kind::Custom(custom) => custom.settings.as_deref(),
        }
    }

    /// What it observes, and why it cannot, if that is so.
    pub(super) fn observe(&self, view: View<'_>) -> (Vec<Observation>, Option<Gap>) {
        match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.of.look(view),
            Kind::Custom(custom) => custom.look(view),
        }
    }

    /// Whether this is its code or its name.
    pub(crate) fn is_named(&self, code_or_name: &str) -> bool {
        self.code() == code_or_name || self.name() == code_or_name
    }

    /// Whether the rule holds for the edition.
    pub fn holds_for(&self, edition: Edition) -> bool {
        self.editions().contains(&edition)
    }

    /// A subject in which the rule finds nothing; `None` for a rule of another crate.
    pub fn passing_example(&self) -> Option<Subject<'static>> {
        let Kind::BuiltIn { definition, .. } = &self.0 else { return None };
        Some(match definition.of {
            Of::Report { passing, .. } => Subject::Report(Cow::Owned(passing())),
            Of::Series { passing, .. } => Subject::Series(Cow::Owned(passing())),
            Of::Family { passing, .. } => Subject::Family(Cow::Owned(passing())),
        })
    }

    /// A subject in which the rule finds something; `None` for a rule of another crate.
    pub fn failing_example(&self) -> Option<Subject<'static>> {
        let Kind::BuiltIn { definition, .. } = &self.0 else { return None };
        Some(match definition.of {
            Of::Report { failing, .. } => Subject::Report(Cow::Owned(failing())),
            Of::Series { failing, .. } => Subject::Series(Cow::Owned(failing())),
            Of::Family { failing, .. } => Subject::Family(Cow::Owned(failing())),
        })
    }

    /// The rule's page of documentation, in Markdown.
    pub fn documentation(&self) -> String {
        let page = match &self.0 {
            Kind::BuiltIn { definition, .. } => definition.page,
            Kind::Custom(custom) => &custom.documentation,
        };
        format!("# {} {}\n\n{page}", self.code(), self.name())
    }
}

impl From<CustomRule> for Rule {
    fn from(custom: CustomRule) -> Self {
        Self(Kind::Custom(Arc::new(custom)))
    }
}

impl From<&Self> for Rule {
    fn from(rule: &Self) -> Self {
        rule.clone()
    }
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("code", &self.code()).field("name", &self.name()).finish_non_exhaustive()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code(), self.name())
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}
