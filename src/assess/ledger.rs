//! What every check comes to, whatever it looks at.

use serde::Serialize;

use super::{Outcome, Policy, Selection, Tally, Waiver, WaiverState, WaiverUse};
use crate::form::Lang;
use crate::rules::{Finding, Rule, Severity, Spoken};

/// The rules that were to be run with what became of each, what they found, and under which settings.
#[derive(Clone, Debug)]
pub(super) struct Ledger {
    pub(super) account: Vec<(Rule, Outcome)>,
    pub(super) findings: Vec<Finding>,
    pub(super) folded: Vec<Finding>,
    pub(super) policy: Policy,
    pub(super) selection: Selection,
    pub(super) waivers: Vec<WaiverUse>,
}

impl Ledger {
    pub(super) fn tally(&self) -> Tally {
        let mut tally = Tally { rules: self.account.len(), ..Tally::default() };
        for (_, outcome) in &self.account {
            *match outcome {
                Outcome::Passed => &mut tally.passed,
                Outcome::Failed(_) => &mut tally.failed,
                Outcome::NotApplicable(_) => &mut tally.not_applicable,
                Outcome::NotAssessable(_) => &mut tally.not_assessable,
                Outcome::NotSelected => &mut tally.not_selected,
            } += 1;
        }
        for finding in &self.findings {
            *match finding.severity() {
                Severity::Error => &mut tally.errors,
                Severity::Warning => &mut tally.warnings,
                Severity::Note => &mut tally.notes,
            } += 1;
            tally.waived += usize::from(self.waiver_of(finding).is_some());
        }
        tally
    }

    pub(super) fn waiver_of(&self, finding: &Finding) -> Option<&Waiver> {
        let mut in_force = self.waivers.iter().filter(|w| w.state == WaiverState::InForce);
        in_force.find(|w| finding.is_at(&w.waiver.locus)).map(|w| &w.waiver)
    }

    /// Findings as JSON holds them, each with its waiver; with their messages in a language, or as data alone.
    pub(super) fn said<'a>(&'a self, findings: &'a [Finding], lang: Option<Lang>) -> Vec<Said<'a>> {
        findings
            .iter()
            .map(|finding| Said { finding: Spoken { finding, lang }, waived: self.waiver_of(finding) })
            .collect()
    }

    /// The findings that reject what was checked: the policy counts them, and nobody waived them.
    pub(super) fn rejecting(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| self.policy.rejects(finding) && self.waiver_of(finding).is_none())
    }
}

/// Several reports held against each other, with everything that is to be reported of them: one body year after year, or a
/// parent beside its children.
///
/// ```
/// use ogi_report::assess::{Checker, Policy, Selection};
/// use ogi_report::rules::{self, Subject};
///
/// let link = rules::find("carry-link").unwrap();
/// let Some(Subject::Series(series)) = link.failing_example() else { unreachable!("it looks at a series") };
/// let comparison = Checker::new().check_series(&series);
/// assert!(comparison.is_rejected());
/// assert_eq!(comparison.findings()[0].rule().code(), "OGI601");
///
/// let others = Checker::new().with_selection(Selection::Except(["OGI601".to_owned()].into()));
/// assert!(!others.check_series(&series).is_rejected());
/// ```
#[derive(Clone, Debug)]
pub struct Comparison {
    pub(super) ledger: Ledger,
}

impl Comparison {
    /// All findings, the gravest first.
    pub fn findings(&self) -> &[Finding] {
        &self.ledger.findings
    }

    /// The findings, without the account of the check.
    pub fn into_findings(self) -> Vec<Finding> {
        self.ledger.findings
    }

    /// Whether a finding rejects the reports under the [policy](Comparison::policy), and is not waived.
    pub fn is_rejected(&self) -> bool {
        self.ledger.rejecting().next().is_some()
    }

    /// The policy that the findings are judged by.
    pub const fn policy(&self) -> &Policy {
        &self.ledger.policy
    }

    /// Which rules were run.
    pub const fn selection(&self) -> &Selection {
        &self.ledger.selection
    }

    /// All waivers that were given, with what became of each.
    pub fn waivers(&self) -> &[WaiverUse] {
        &self.ledger.waivers
    }

    /// The waiver by which a finding is waived.
    pub fn waiver_of(&self, finding: &Finding) -> Option<&Waiver> {
        self.ledger.waiver_of(finding)
    }

    /// How many rules of the scope had which outcome, and how many findings there are.
    pub fn tally(&self) -> Tally {
        self.ledger.tally()
    }

    /// Every rule of the scope with what became of it.
    pub fn account(&self) -> impl ExactSizeIterator<Item = (&Rule, Outcome)> + '_ {
        self.ledger.account.iter().map(|(rule, outcome)| (rule, *outcome))
    }

    /// A finding as JSON holds it, with its waiver and its message in one of the languages.
    pub fn spoken<'a>(&'a self, finding: &'a Finding, lang: Lang) -> impl Serialize + 'a {
        Said { finding: Spoken { finding, lang: Some(lang) }, waived: self.waiver_of(finding) }
    }
}

/// A finding with the waiver by which it is waived.
#[derive(Serialize)]
pub(super) struct Said<'a> {
    #[serde(flatten)]
    finding: Spoken<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    waived: Option<&'a Waiver>,
}
