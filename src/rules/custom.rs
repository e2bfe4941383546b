//! Rules of other crates.

use thiserror::Error;

use super::{Bilingual, Case, Gap, Observation, Of, Rule, Severity};
use crate::draft::Draft;
use crate::form::Edition;

/// What a rule of another crate is made of; see [`CustomRule`].
#[derive(Clone, Copy, Debug)]
pub struct Spec {
    /// The code: capital letters and digits, at least four, beginning with a letter. Codes beginning with `OGI` are this
    /// crate's own.
    pub code: &'static str,
    /// The kebab-case name, for the pattern and not for the fix.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// The editions it holds for.
    pub editions: &'static [Edition],
    /// What it rests on.
    pub basis: Bilingual,
    /// The rule as a formula or in one sentence.
    pub formula: Bilingual,
    /// The version of the other crate that has it first.
    pub since: &'static str,
    /// Why it says nothing of a draft, if it cannot.
    pub gap: fn(&Case<'_>) -> Option<Gap>,
    /// What it finds.
    pub check: fn(&Case<'_>) -> Vec<Observation>,
    /// A draft in which it finds nothing.
    pub passing: fn() -> Draft,
    /// A draft in which it finds something.
    pub failing: fn() -> Draft,
    /// Its page of documentation in Markdown; or its source file (`include_str!`), whose first `//!` lines are the page.
    pub documentation: &'static str,
}

/// A rule of another crate, such as a province's own: it gets everything that the built-in ones have.
///
/// It is made once, by the compiler, and a code that it may not have does not build:
///
/// ```
/// use ogi_report::assess::Checker;
/// use ogi_report::draft::Draft;
/// use ogi_report::form::{Edition, Form, Lang};
/// use ogi_report::report::Report;
/// use ogi_report::rules::{Bilingual, Case, CustomRule, Message, Observation, Severity, Spec};
///
/// static NAMED: CustomRule = match CustomRule::new(Spec {
///     code: "XX001",
///     name: "unnamed-body",
///     severity: Severity::Warning,
///     editions: &Edition::ALL,
///     basis: Bilingual { zh: "某省填报要求", en: "a province's own instructions" },
///     formula: Bilingual { zh: "标题写明机关名称", en: "the title names the body" },
///     since: "1.0.0",
///     gap: |_| None,
///     check,
///     passing: || Draft::from(&Report::zero(Form::Revised2021).with_agency("某县人民政府")),
///     failing: || Draft::from(&Report::zero(Form::Revised2021)),
///     documentation: "# XX001 unnamed-body\n\n标题没有机关名称。\n\nThe title names no body.",
/// }) {
///     Ok(rule) => rule,
///     Err(_) => panic!("the code or the name is not allowed"),
/// };
///
/// fn check(case: &Case<'_>) -> Vec<Observation> {
///     let unnamed = case.agency().is_none();
///     unnamed.then(|| Observation::new(Message::new("标题没有机关名称", "the title names no body"))).into_iter().collect()
/// }
///
/// let checker = Checker::new().with_rules([&NAMED])?;
/// let assessment = checker.check(Draft::from(&Report::zero(Form::Revised2021)));
/// assert_eq!(assessment.findings()[0].message(Lang::En), "the title names no body");
/// # Ok::<(), ogi_report::assess::DuplicateRule>(())
/// ```
#[derive(Debug)]
pub struct CustomRule(Rule);

impl CustomRule {
    /// Makes the rule.
    ///
    /// # Errors
    ///
    /// If its code or its name is not one that it may have.
    pub const fn new(spec: Spec) -> Result<Self, InvalidRule> {
        match spec.code.as_bytes() {
            [b'O' | b'o', b'G' | b'g', b'I' | b'i', ..] => return Err(InvalidRule::ReservedCode),
            [b'A'..=b'Z', _, _, _, ..] if is_code(spec.code) => {}
            _ => return Err(InvalidRule::Code),
        }
        if !is_kebab_case(spec.name) {
            return Err(InvalidRule::Name);
        }
        Ok(Self(Rule {
            code: spec.code,
            name: spec.name,
            severity: spec.severity,
            editions: spec.editions,
            basis: spec.basis,
            formula: spec.formula,
            identity: None,
            since: spec.since,
            of: Of::Report { lacks: spec.gap, check: spec.check, passing: spec.passing, failing: spec.failing },
            source: spec.documentation,
        }))
    }

    /// The rule, as the built-in ones are.
    pub const fn rule(&self) -> &Rule {
        &self.0
    }
}

const fn is_code(code: &str) -> bool {
    let mut rest = code.as_bytes();
    while let [first, after @ ..] = rest {
        if !(first.is_ascii_uppercase() || first.is_ascii_digit()) {
            return false;
        }
        rest = after;
    }
    true
}

const fn is_kebab_case(name: &str) -> bool {
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        let hyphen = *first == b'-' && !matches!(after, [] | [b'-', ..]);
        if !(first.is_ascii_lowercase() || first.is_ascii_digit() || hyphen) {
            return false;
        }
        rest = after;
    }
    matches!(name.as_bytes(), [b'a'..=b'z', ..])
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
