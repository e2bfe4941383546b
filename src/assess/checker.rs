//! Checking with rules, a policy, a selection and waivers of one's own.

use thiserror::Error;

use super::{Assessment, Outcome, Policy, Selection, Verdict, Waiver, WaiverState, WaiverUse, fold};
use crate::across;
use crate::draft::{Date, Draft, State};
use crate::form::{Cell, Table};
use crate::localise::{Diagnosis, Locator};
use crate::report::Report;
use crate::rules::{self, CATALOGUE, Case, CustomRule, Finding, Gap, Rule};

/// How drafts are checked: by which rules, under which policy, with which waivers.
///
/// [`check`](crate::check) is the check of a new one: all rules of the catalogue, the default policy, no waivers.
///
/// ```
/// use ogi_report::assess::{Checker, Policy, Selection};
/// use ogi_report::{Verdict, read};
///
/// let draft = read(include_bytes!("../../tests/data/qukou-2024.txt"))?;
/// let strict = Checker::new().with_policy(Policy::strict()).check(draft.clone());
/// assert_eq!(strict.verdict(), Verdict::Rejected);
/// let balancing = Checker::new().with_policy(Policy::strict()).select(Selection::Identities).check(draft);
/// assert_eq!(balancing.verdict(), Verdict::Accepted);
/// assert_eq!(balancing.tally().passed, 4);
/// # Ok::<(), ogi_report::read::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checker {
    rules: Vec<&'static Rule>,
    policy: Policy,
    selection: Selection,
    waivers: Vec<Waiver>,
    today: Option<Date>,
}

/// Two rules with one code or one name.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("two rules have the code or the name {of:?}")]
pub struct DuplicateRule {
    of: String,
}

impl Default for Checker {
    fn default() -> Self {
        Self::new()
    }
}

impl Checker {
    /// All rules of the catalogue under the default policy.
    pub fn new() -> Self {
        Self {
            rules: CATALOGUE.to_vec(),
            policy: Policy::default(),
            selection: Selection::All,
            waivers: Vec::new(),
            today: None,
        }
    }

    /// Adds rules of another crate.
    ///
    /// # Errors
    ///
    /// If a rule's code or name is taken, by a rule over several reports too.
    pub fn with_rules(mut self, rules: impl IntoIterator<Item = &'static CustomRule>) -> Result<Self, DuplicateRule> {
        for rule in rules.into_iter().map(CustomRule::rule) {
            let taken = |name: &&str| super::policy::names_one(name, &self.rules) || across::find(name).is_some();
            if let Some(of) = [rule.code, rule.name].into_iter().find(taken) {
                return Err(DuplicateRule { of: of.to_owned() });
            }
            self.rules.push(rule);
        }
        Ok(self)
    }

    /// Takes another policy.
    #[must_use]
    pub fn with_policy(self, policy: Policy) -> Self {
        Self { policy, ..self }
    }

    /// Runs some of the rules only.
    #[must_use]
    pub fn select(self, selection: Selection) -> Self {
        Self { selection, ..self }
    }

    /// Takes waivers, and the day on which they are looked at: the library has no clock.
    #[must_use]
    pub fn with_waivers(self, waivers: impl IntoIterator<Item = Waiver>, today: Date) -> Self {
        Self { waivers: waivers.into_iter().collect(), today: Some(today), ..self }
    }

    /// The rules, those of other crates last.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// The codes and names in the policy and in the selection that no rule has.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.policy.unknown(&self.rules).chain(self.selection.unknown(&self.rules))
    }

    /// Checks a draft.
    pub fn check(&self, draft: Draft) -> Assessment {
        let mut account = Vec::with_capacity(self.rules.len());
        let mut findings = Vec::new();
        let case = Case::new(&draft);
        for rule in self.rules.iter().copied() {
            let outcome = if self.selection.takes(rule) {
                let found = rule.check_case(&case);
                let outcome = outcome(rule, &case, found.len());
                findings.extend(found);
                outcome
            } else {
                Outcome::NotSelected
            };
            account.push((rule, outcome));
        }
        let claims = case.into_claims();
        let (mut findings, folded) = fold::fold(findings);
        // The gravest first; among equals the order of the catalogue and of the form.
        findings.sort_by_key(|f| std::cmp::Reverse(f.severity()));
        let contested = draft.contested_cells();
        let is_known = |state: &State| matches!(state, State::Count(_) | State::Amount(_));
        let unknown = draft.cells().filter(|(cell, e)| !is_known(e.state()) || contested.contains(*cell));
        let unknown: Vec<Cell> = unknown.map(|(cell, _)| cell).collect();
        let diagnosis = diagnose(&draft, &unknown);
        let together = self.clashes(&draft, diagnosis.as_ref());
        for finding in &together {
            for (rule, outcome) in &mut account {
                if rule.code == finding.rule().code {
                    *outcome = Outcome::Failed(if let Outcome::Failed(n) = *outcome { n + 1 } else { 1 });
                }
            }
        }
        findings.splice(0..0, together);
        let open = draft.open_cells();
        let forced = diagnosis.iter().flat_map(Diagnosis::forced).filter(|forced| !open.contains(forced.cell));
        let forced = forced.cloned().collect();
        let waivers = self.use_waivers(&draft, &findings, &folded);
        let mut assessment = Assessment {
            draft,
            account,
            findings,
            folded,
            unknown,
            diagnosis,
            forced,
            claims,
            policy: self.policy.clone(),
            selection: self.selection.clone(),
            waivers,
            verdict: Verdict::Rejected,
        };
        assessment.verdict = verdict(&assessment);
        assessment
    }

    /// Findings of identities that can hold one by one and not together. One that cannot hold alone is its rule's to find.
    fn clashes(&self, draft: &Draft, diagnosis: Option<&Diagnosis>) -> Vec<Finding> {
        let clashes = diagnosis.into_iter().flat_map(Diagnosis::clashes).filter(|clash| clash.len() > 1);
        let found = clashes.filter_map(|clash| rules::clash(draft, clash));
        found.filter(|finding| self.selection.takes(finding.rule())).collect()
    }

    fn use_waivers(&self, draft: &Draft, findings: &[Finding], folded: &[Finding]) -> Vec<WaiverUse> {
        let Some(today) = self.today else { return Vec::new() };
        let findings: Vec<&Finding> = findings.iter().chain(folded).collect();
        let used = self.waivers.iter().map(|waiver| WaiverUse {
            state: waiver.state(today, draft, &self.rules, &findings),
            waiver: waiver.clone(),
        });
        used.collect()
    }
}

fn outcome(rule: &Rule, case: &Case<'_>, findings: usize) -> Outcome {
    match rule.gap_of(case) {
        _ if findings > 0 => Outcome::Failed(findings),
        Some(Gap::NotApplicable(why)) => Outcome::NotApplicable(why),
        Some(Gap::NotAssessable(why)) => Outcome::NotAssessable(why),
        None => Outcome::Passed,
    }
}

/// What the identities say of wrong and of unknown cells. Nothing where no identity is broken and no cell of one unknown:
/// then they hold, and there is nothing to be said.
fn diagnose(draft: &Draft, unknown: &[Cell]) -> Option<Diagnosis> {
    let tied = unknown.iter().any(|c| c.table() != Table::Disclosure);
    if !tied && rules::identities(draft).is_valid() {
        return None;
    }
    Locator::new(draft.form()).ok().map(|locator| locator.locate(|cell| draft.count(cell)))
}

fn verdict(assessment: &Assessment) -> Verdict {
    let rejects = |f: &Finding| assessment.waiver_of(f).is_none() && assessment.policy.rejects(f);
    if assessment.findings.iter().any(rejects) {
        return Verdict::Rejected;
    }
    let forced = assessment.forced();
    if !assessment.unknown.iter().all(|cell| forced.iter().any(|f| f.cell == *cell)) {
        return Verdict::Incomplete;
    }
    if assessment.to_report().is_ok() { Verdict::Accepted } else { Verdict::Tolerated }
}

impl Assessment {
    /// The report that the numbers are, whatever the verdict.
    pub(super) fn to_report(&self) -> Result<Report, crate::report::InvalidReport> {
        if self.forced().is_empty() {
            return Report::try_from(&self.draft);
        }
        let mut filled = self.draft.clone();
        for forced in self.forced() {
            filled.put(forced.cell, forced.value);
        }
        Report::try_from(&filled)
    }

    /// The waiver by which a finding is waived.
    pub fn waiver_of(&self, finding: &Finding) -> Option<&Waiver> {
        let mut in_force = self.waivers.iter().filter(|w| w.state == WaiverState::InForce);
        in_force.find(|w| w.waiver.locus == *finding.locus()).map(|w| &w.waiver)
    }
}
