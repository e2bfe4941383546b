//! A rule's look at a subject: its observations as findings.

use super::{Case, Finding, Gap, Observation, Rule, Subject, View, lacks, listed};
use crate::form::Edition;

impl Rule {
    /// What the rule finds. Nothing in a subject of another scope, or in a draft of an edition that the rule does not hold
    /// for.
    ///
    /// At most 1,000 findings are listed: of more, the last one counts those that are not.
    pub fn check<'a>(&self, subject: impl Into<Subject<'a>>) -> Vec<Finding> {
        self.look_at(subject.into()).0
    }

    /// Why the rule finds nothing in the subject, if it cannot: it does not hold for the edition, the kind of body or the
    /// scope, or what it needs is not there. It may find something all the same in what is.
    pub fn gap<'a>(&self, subject: impl Into<Subject<'a>>) -> Option<Gap> {
        self.look_at(subject.into()).1
    }

    fn look_at(&self, subject: Subject<'_>) -> (Vec<Finding>, Option<Gap>) {
        match subject {
            Subject::Report(draft) => self.look(View::Report(&Case::new(&draft))),
            Subject::Series(series) => self.look(View::Series(&series)),
            Subject::Family(family) => self.look(View::Family(&family)),
        }
    }

    /// What the rule finds, and why it cannot, if that is so.
    pub(crate) fn look(&self, view: View<'_>) -> (Vec<Finding>, Option<Gap>) {
        let of_another_edition = match view {
            View::Report(case) => self.edition_gap(case),
            View::Series(_) | View::Family(_) => None,
        };
        let (observed, gap) = match of_another_edition {
            Some(gap) if view.scope() == self.scope() => (Vec::new(), Some(gap)),
            _ => self.observe(view),
        };
        (self.findings(observed, view), gap)
    }

    /// The observations as findings of this rule, each with its occurrence.
    pub(super) fn findings(&self, observed: Vec<Observation>, view: View<'_>) -> Vec<Finding> {
        let observed = listed::listed(self.severity(), observed);
        let mut findings: Vec<Finding> = observed.into_iter().map(|one| Finding::of(self, one, view)).collect();
        Finding::number(&mut findings);
        findings
    }

    /// Why the rule does not hold for the edition, or is not known to.
    fn edition_gap(&self, case: &Case<'_>) -> Option<Gap> {
        let holds = |edition: &Edition| self.holds_for(*edition);
        match case.draft().shown_edition() {
            Some(edition) => (!holds(&edition)).then(|| lacks::edition(edition)),
            None => (!Edition::ALL.iter().all(holds)).then_some(lacks::UNKNOWN_EDITION),
        }
    }
}
