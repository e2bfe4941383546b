//! The rules: one file each, registered by one line below.
//!
//! A rule looks at a [`Draft`] and gives [`Finding`]s. Its file holds everything about it: code, name, severity, editions,
//! basis, formula, messages in both languages, one passing and one failing example, and in its first lines the page of
//! documentation that [`Rule::documentation`] returns.

mod case;
mod custom;
mod equation;
mod finding;
mod grouped;
mod lacks;
mod listed;
mod locus;
mod mismatch;
mod strays;
mod sums;

pub use case::Case;
pub use custom::{CustomRule, InvalidRule, Spec};
pub use equation::{Equation, Standing, Term};
pub(crate) use equation::{clash, standing_of};
pub(crate) use finding::Told;
pub use finding::{Finding, Message};
pub use locus::{Digest, Locus, ParseDigestError};
pub use sums::{Check, Numbers, balance, identities, outcome_total, proceedings_total, row_total};

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use crate::draft::Draft;
use crate::form::{Edition, IdentityKind, Lang, ParseNameError, named};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; never rejects a report under the default and the strict policy.
    Note,
    /// Likely wrong, or to be explained; never rejects a report under the default policy.
    Warning,
    /// Certainly wrong: rejects a report under the default policy.
    Error,
}

impl Severity {
    /// All severities, the least grave first.
    pub const ALL: [Self; 3] = [Self::Note, Self::Warning, Self::Error];

    /// The word for it: `error`, `warning` or `note`; 错误, 警告 or 提示.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Error, Lang::En) => "error",
            (Self::Warning, Lang::En) => "warning",
            (Self::Note, Lang::En) => "note",
            (Self::Error, Lang::Zh) => "错误",
            (Self::Warning, Lang::Zh) => "警告",
            (Self::Note, Lang::Zh) => "提示",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Lang::En))
    }
}

impl FromStr for Severity {
    type Err = ParseNameError;

    /// # Errors
    ///
    /// If the string is none of `note`, `warning` and `error`.
    fn from_str(name: &str) -> Result<Self, ParseNameError> {
        named("severity", Self::ALL.into_iter(), name)
    }
}

/// A text in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Bilingual {
    /// In Chinese.
    pub zh: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Bilingual {
    /// The text in one of the languages.
    pub const fn get(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }
}

/// In English.
impl fmt::Display for Bilingual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.en)
    }
}

/// Why a rule says nothing of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Gap {
    /// It does not hold for the edition or for this kind of body.
    NotApplicable(Bilingual),
    /// What it needs is not in the document.
    NotAssessable(Bilingual),
}

/// A rule of the catalogue.
///
/// ```
/// use ogi_report::rules::{self, Severity};
///
/// let balance = rules::find("OGI302").unwrap();
/// assert_eq!(balance.name, "balance");
/// assert_eq!(balance.severity, Severity::Error);
/// assert!(balance.check(&balance.passing_example()).is_empty());
/// assert!(!balance.check(&balance.failing_example()).is_empty());
/// ```
pub struct Rule {
    /// The code, for ever: `OGI302`.
    pub code: &'static str,
    /// The kebab-case name, for the pattern and not for the fix: `balance`.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// The editions it holds for.
    pub editions: &'static [Edition],
    /// What the rule rests on: the form, an article, a notice, or plausibility.
    pub basis: Bilingual,
    /// The rule as a formula or in one sentence.
    pub formula: Bilingual,
    /// The kind of identity that the rule is, if it is one of the form's own.
    pub identity: Option<IdentityKind>,
    /// The version of the crate that has it first.
    pub since: &'static str,
    lacks: fn(&Case<'_>) -> Option<Gap>,
    check: fn(&Case<'_>, &'static Rule) -> Vec<Finding>,
    passing: fn() -> Draft,
    failing: fn() -> Draft,
    source: &'static str,
}

impl Rule {
    /// What the rule finds in the draft. Nothing where the rule does not hold for the draft's edition.
    ///
    /// At most 1,000 findings are listed: of more, the last one counts those that are not.
    pub fn check(&'static self, draft: &Draft) -> Vec<Finding> {
        self.check_case(&Case::new(draft))
    }

    pub(crate) fn check_case(&'static self, case: &Case<'_>) -> Vec<Finding> {
        if self.edition_gap(case).is_none() { self.seal((self.check)(case, self), case) } else { Vec::new() }
    }

    /// Gives the findings their loci and digests, and the rule that they are of: a rule speaks for itself only.
    fn seal(&'static self, findings: Vec<Finding>, draft: &Draft) -> Vec<Finding> {
        let mut findings = listed::listed(self, findings);
        let mut seen: HashMap<Locus, u32> = HashMap::new();
        for finding in &mut findings {
            finding.seal(self, draft);
            let nth = seen.entry(finding.locus().clone()).or_default();
            *nth += 1;
            finding.count_as(*nth);
        }
        findings
    }

    /// Why the rule says nothing of the draft, if it cannot: it does not hold for the edition or the kind of body, or
    /// what it needs is not in the document. It may find something all the same in what is there.
    pub fn gap(&self, draft: &Draft) -> Option<Gap> {
        self.gap_of(&Case::new(draft))
    }

    pub(crate) fn gap_of(&self, case: &Case<'_>) -> Option<Gap> {
        self.edition_gap(case).or_else(|| (self.lacks)(case))
    }

    /// Why the rule does not hold for the edition, or is not known to.
    fn edition_gap(&self, case: &Case<'_>) -> Option<Gap> {
        let holds = |edition: &Edition| self.holds_for(*edition);
        match case.shown_edition() {
            Some(edition) => (!holds(&edition)).then(|| lacks::edition(edition)),
            None => (!Edition::ALL.iter().all(holds)).then_some(lacks::UNKNOWN_EDITION),
        }
    }

    /// Whether the rule holds for the edition.
    pub fn holds_for(&self, edition: Edition) -> bool {
        self.editions.contains(&edition)
    }

    /// A draft in which the rule finds nothing.
    pub fn passing_example(&self) -> Draft {
        (self.passing)()
    }

    /// A draft in which the rule finds something.
    pub fn failing_example(&self) -> Draft {
        (self.failing)()
    }

    /// The rule's page of documentation, in Markdown.
    pub fn documentation(&self) -> String {
        page(self.source)
    }

    /// The beginning of a finding of this rule, to be given its cells, its place and its message.
    pub const fn finding(&'static self) -> Finding {
        Finding::of(self)
    }
}

/// The page of documentation that a rule's source file begins with; what is no source file is the page.
pub(crate) fn page(source: &str) -> String {
    if !source.starts_with("//!") {
        return source.to_owned();
    }
    let page = source.lines().map_while(|l| l.strip_prefix("//!"));
    page.map(|l| l.strip_prefix(' ').unwrap_or(l)).collect::<Vec<_>>().join("\n")
}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rule").field("code", &self.code).field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code)
    }
}

/// Declares the module of each rule and registers the rule: neither can be forgotten.
macro_rules! register {
    ($($file:ident)*) => {
        $(mod $file;)*

        /// The whole catalogue, in the order of the codes.
        pub static CATALOGUE: &[&Rule] = &[$(&$file::RULE),*];
    };
}

register! {
    ogi101_unreadable_cell
    ogi102_blank_cell
    ogi103_not_applicable_mark
    ogi104_negative_count
    ogi105_unit_in_cell
    ogi106_surplus_cell
    ogi107_absent_cell
    ogi108_unplaced_row
    ogi109_unread_table
    ogi111_edition_mismatch
    ogi112_period_mismatch
    ogi113_missing_section
    ogi114_superseded_basis
    ogi115_stale_year
    ogi116_two_reports
    ogi117_before_the_form
    ogi118_no_tables
    ogi127_undecoded_text
    ogi201_rule_making_power
    ogi202_issued_not_in_force
    ogi301_row_total
    ogi302_balance
    ogi303_outcome_total
    ogi401_proceedings_total
    ogi501_breakdown_sum
    ogi502_narrative_table
    ogi503_narrative_zero
    ogi504_narrative_repeat
    ogi505_brought_forward_as_received
    ogi506_processing_fee_excess
}

/// The rule with the given code or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    CATALOGUE.iter().copied().find(|r| r.code == code_or_name || r.name == code_or_name)
}

/// Drafts for the rules' examples.
mod example {
    use crate::draft::{Amount, Draft, Passage, Place, Prose, State};
    use crate::form::{Form, Kind, Section};

    /// A correct form: every cell 0.
    pub(super) fn zeros(form: Form) -> Draft {
        let mut draft = Draft::new(form);
        for cell in form.cells() {
            let zero = match cell.kind() {
                Kind::Amount(_) => State::Amount(Amount { value: rust_decimal::Decimal::ZERO, unit: None }),
                Kind::Count | Kind::SignedCount => State::Count(0),
            };
            draft.put(cell, zero);
        }
        draft
    }

    /// A correct form of 2021 with the given cells changed. An address that is none changes nothing.
    pub(super) fn with(changes: &[(&str, State)]) -> Draft {
        let mut draft = zeros(Form::Revised2021);
        for (address, state) in changes {
            if let Ok(cell) = address.parse() {
                draft.put(cell, state.clone());
            }
        }
        draft
    }

    /// A correct form with 3 applications received and disclosed.
    pub(super) fn disclosed() -> Draft {
        with(&[
            ("applications.received.natural_person", State::Count(3)),
            ("applications.received.total", State::Count(3)),
            ("applications.disclosed.natural_person", State::Count(3)),
            ("applications.disclosed.total", State::Count(3)),
            ("applications.handled.natural_person", State::Count(3)),
            ("applications.handled.total", State::Count(3)),
        ])
    }

    /// A report on 2024 with 3 reconsideration cases and 7 applications brought forward, and with the given text.
    pub(super) fn saying(text: &str) -> Draft {
        let mut draft = with(&[
            ("proceedings.reconsideration.upheld", State::Count(3)),
            ("proceedings.reconsideration.total", State::Count(3)),
            ("applications.brought_forward.natural_person", State::Count(7)),
            ("applications.brought_forward.total", State::Count(7)),
            ("applications.handled.total", State::Count(7)),
            ("applications.handled.natural_person", State::Count(7)),
            ("applications.disclosed.total", State::Count(7)),
            ("applications.disclosed.natural_person", State::Count(7)),
        ]);
        draft.set_year(2024);
        draft.push_prose(Prose {
            section: Some(Section::Overview),
            heading: None,
            passages: vec![Passage { text: text.to_owned(), place: Place::Nowhere }],
            has_table: false,
        });
        draft
    }
}
