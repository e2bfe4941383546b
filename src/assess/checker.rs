//! Checking under given rules, a policy, a selection and waivers.

use thiserror::Error;

use super::ledger::Ledger;
use super::{Assessment, Comparison, Outcome, Policy, Selection, Verdict, Waiver, WaiverUse, fold};
use crate::draft::{Date, Draft, State};
use crate::form::{Cell, Table};
use crate::localise::{self, Diagnosis, Forced};
use crate::report::{InvalidReport, Report};
use crate::rollup::Family;
use crate::rules::{self, CATALOGUE, Case, Finding, Gap, Locus, Rule, Scope, Standing, View};
use crate::series::Series;

/// How reports are checked, one by one and several together: by which rules, under which policy, with which waivers.
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
/// let balancing = Checker::new().with_policy(Policy::strict()).with_selection(Selection::Identities).check(draft);
/// assert_eq!(balancing.verdict(), Verdict::Accepted);
/// assert_eq!(balancing.tally().passed, 4);
/// # Ok::<(), ogi_report::read::ReadError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Checker {
    rules: Vec<Rule>,
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
    /// If a rule's code or name is taken.
    pub fn with_rules(mut self, rules: impl IntoIterator<Item = impl Into<Rule>>) -> Result<Self, DuplicateRule> {
        for rule in rules.into_iter().map(Into::into) {
            let taken = |name: &&str| super::policy::names_one(name, &self.rules);
            if let Some(of) = [rule.code(), rule.name()].into_iter().find(taken) {
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
    pub fn with_selection(self, selection: Selection) -> Self {
        Self { selection, ..self }
    }

    /// Takes waivers, and the day on which they are looked at: the library has no clock.
    #[must_use]
    pub fn with_waivers(self, waivers: impl IntoIterator<Item = Waiver>, today: Date) -> Self {
        Self { waivers: waivers.into_iter().collect(), today: Some(today), ..self }
    }

    /// The rules, those of other crates last.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The codes and names in the policy and in the selection that no rule has.
    pub fn unknown(&self) -> impl Iterator<Item = &str> {
        self.policy.unknown(&self.rules).chain(self.selection.unknown(&self.rules))
    }

    /// Checks a draft.
    pub fn check(&self, draft: Draft) -> Assessment {
        let case = Case::new(&draft);
        let (mut account, findings) = self.run(View::Report(&case));
        let contested = draft.contested_cells();
        let is_known = |state: &State| matches!(state, State::Count(_) | State::Amount(_));
        let unknown = draft.cells().filter(|(cell, e)| !is_known(e.state()) || contested.contains(*cell));
        let unknown: Vec<Cell> = unknown.map(|(cell, _)| cell).collect();
        let diagnosis = diagnose(&case, &unknown);
        let together = self.clashes(&case, diagnosis.as_ref());
        for finding in &together {
            for (rule, outcome) in &mut account {
                if rule.code() == finding.rule().code() {
                    *outcome = Outcome::Failed(if let Outcome::Failed(n) = *outcome { n + 1 } else { 1 });
                }
            }
        }
        let (mut findings, folded) = fold::fold(findings);
        findings.splice(0..0, together);
        let open = draft.open_cells();
        let forced = diagnosis.iter().flat_map(Diagnosis::forced).filter(|forced| !open.contains(forced.cell));
        let forced: Vec<Forced> = forced.cloned().collect();
        let claims = case.into_claims();
        let ledger = self.ledger(account, findings, folded, Scope::Report, |locus| locus.is_of(&draft));
        let (verdict, report) = conclude(&draft, &ledger, &unknown, &forced);
        Assessment { draft, ledger, unknown, diagnosis, forced, claims, verdict, report }
    }

    /// Holds the reports of one body against each other, year after year.
    pub fn check_series(&self, series: &Series) -> Comparison {
        self.compare(View::Series(series), |locus| series.reports().any(|report| locus.is_over(report)))
    }

    /// Holds the report of a parent against those of its children.
    pub fn check_family(&self, family: &Family) -> Comparison {
        self.compare(View::Family(family), |locus| locus.is_over(family.parent()))
    }

    fn compare(&self, view: View<'_>, is_of: impl Fn(&Locus) -> bool) -> Comparison {
        let (account, findings) = self.run(view);
        Comparison { ledger: self.ledger(account, findings, Vec::new(), view.scope(), is_of) }
    }

    /// Every rule of the scope with what became of it, and what they found.
    fn run(&self, view: View<'_>) -> (Vec<(Rule, Outcome)>, Vec<Finding>) {
        let (mut account, mut findings) = (Vec::with_capacity(self.rules.len()), Vec::new());
        for rule in self.rules.iter().filter(|rule| rule.scope() == view.scope()) {
            let outcome = if self.selection.takes(rule) {
                let (found, gap) = rule.look(view);
                let outcome = outcome(gap, found.len());
                findings.extend(found);
                outcome
            } else {
                Outcome::NotSelected
            };
            account.push((rule.clone(), outcome));
        }
        (account, findings)
    }

    /// Puts the gravest findings first, among equals in the order of the catalogue and of the form, and looks at the waivers.
    fn ledger(
        &self,
        account: Vec<(Rule, Outcome)>,
        mut findings: Vec<Finding>,
        folded: Vec<Finding>,
        scope: Scope,
        is_of: impl Fn(&Locus) -> bool,
    ) -> Ledger {
        findings.sort_by_key(|f| std::cmp::Reverse(f.severity()));
        let all: Vec<&Finding> = findings.iter().chain(&folded).collect();
        let used = |today: Date| {
            let state = |waiver: &Waiver| waiver.state(today, scope, &is_of, &self.rules, &all);
            self.waivers.iter().map(|waiver| WaiverUse { state: state(waiver), waiver: waiver.clone() }).collect()
        };
        // Waivers are given together with the day.
        let waivers = self.today.map_or_else(Vec::new, used);
        let (policy, selection) = (self.policy.clone(), self.selection.clone());
        Ledger { account, findings, folded, policy, selection, waivers }
    }

    /// Findings of identities that can hold one by one and not together. One that cannot hold alone is its rule's to find.
    fn clashes(&self, case: &Case<'_>, diagnosis: Option<&Diagnosis>) -> Vec<Finding> {
        let clashes = diagnosis.into_iter().flat_map(Diagnosis::clashes).filter(|clash| clash.len() > 1);
        let found = clashes.filter_map(|clash| rules::clash(case, clash));
        found.filter(|finding| self.selection.takes(finding.rule())).collect()
    }
}

fn outcome(gap: Option<Gap>, findings: usize) -> Outcome {
    match gap {
        _ if findings > 0 => Outcome::Failed(findings),
        Some(Gap::NotApplicable(why)) => Outcome::NotApplicable(why),
        Some(Gap::NotAssessable(why)) => Outcome::NotAssessable(why),
        None => Outcome::Passed,
    }
}

/// What the identities say of wrong and of unknown cells. Nothing where no identity is broken and no cell of one unknown:
/// then they hold, and there is nothing to be said.
fn diagnose(case: &Case<'_>, unknown: &[Cell]) -> Option<Diagnosis> {
    let tied = unknown.iter().any(|c| c.table() != Table::Disclosure);
    if !tied && case.standings().iter().all(|(_, standing)| *standing == Standing::Holds) {
        return None;
    }
    Some(localise::locate(case.draft().form(), |cell| case.draft().count(cell)))
}

/// The verdict, and the report where it is accepted.
fn conclude(draft: &Draft, ledger: &Ledger, unknown: &[Cell], forced: &[Forced]) -> (Verdict, Option<Report>) {
    if ledger.rejecting().next().is_some() {
        return (Verdict::Rejected, None);
    }
    if !unknown.iter().all(|cell| forced.iter().any(|f| f.cell == *cell)) {
        return (Verdict::Incomplete, None);
    }
    match report_of(draft, forced) {
        Ok(report) => (Verdict::Accepted, Some(report)),
        Err(_) => (Verdict::Tolerated, None),
    }
}

/// The report that the numbers of the draft are, together with the forced ones.
pub(super) fn report_of(draft: &Draft, forced: &[Forced]) -> Result<Report, InvalidReport> {
    if forced.is_empty() {
        return Report::try_from(draft);
    }
    let mut filled = draft.clone();
    for cell in forced {
        filled.put(cell.cell, cell.value);
    }
    Report::try_from(&filled)
}

impl Assessment {
    /// The waiver by which a finding is waived.
    pub fn waiver_of(&self, finding: &Finding) -> Option<&Waiver> {
        self.ledger.waiver_of(finding)
    }
}
