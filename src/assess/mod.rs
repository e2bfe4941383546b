//! Checking: from a draft to an assessment, which accounts for every rule of the catalogue.

mod fold;
mod json;

use std::fmt;

use serde::Serialize;

use crate::draft::{Draft, State};
use crate::form::{Cell, Lang, Table};
use crate::localise::{CellExplanation, Diagnosis, ForcedCell, Locator};
use crate::narrative::Claims;
use crate::report::{InvalidReport, Report};
use crate::rules::{self, CATALOGUE, Case, Finding, Rule, Severity};

/// What becomes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// No error, and every cell is known or forced by the identities: a [`Report`] can be made.
    Accepted,
    /// No error, but cells are unknown and nothing forces their values.
    Incomplete,
    /// At least one error.
    Rejected,
    /// No report was found in the document. An [`Assessment`] never has this verdict: there is nothing to assess.
    Unreadable,
}

impl Verdict {
    /// The word for it: `accepted`, `incomplete`, `rejected`, `unreadable`; 通过, 不完整, 不通过, 无法识别.
    pub const fn name(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Accepted, Lang::En) => "accepted",
            (Self::Incomplete, Lang::En) => "incomplete",
            (Self::Rejected, Lang::En) => "rejected",
            (Self::Unreadable, Lang::En) => "unreadable",
            (Self::Accepted, Lang::Zh) => "通过",
            (Self::Incomplete, Lang::Zh) => "不完整",
            (Self::Rejected, Lang::Zh) => "不通过",
            (Self::Unreadable, Lang::Zh) => "无法识别",
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Lang::En))
    }
}

/// What became of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It was checked and found nothing.
    Passed,
    /// It found something: so many findings.
    Failed(usize),
    /// It does not hold for the edition.
    NotApplicable,
    /// What it needs is not in the document.
    NotAssessable(rules::Bilingual),
}

/// A draft with everything that is to be said of it.
///
/// ```
/// use ogi_report::draft::{Draft, State};
/// use ogi_report::form::Form;
/// use ogi_report::{Verdict, check};
///
/// let mut draft = Draft::new(Form::Revised2021);
/// draft.set("applications.received.total".parse()?, State::Count(-1));
/// let assessment = check(draft);
/// assert_eq!(assessment.verdict(), Verdict::Rejected);
/// assert_eq!(assessment.findings()[0].rule().code, "OGI104");
/// # Ok::<(), ogi_report::form::ParseCellError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Assessment {
    draft: Draft,
    account: Vec<(&'static Rule, Outcome)>,
    findings: Vec<Finding>,
    folded: Vec<Finding>,
    unknown: Vec<Cell>,
    diagnosis: Option<Diagnosis>,
    claims: Claims,
    verdict: Verdict,
}

/// What no rule can see, and where it could be seen: the closing line of every assessment.
pub const UNSEEN: rules::Bilingual = rules::Bilingual {
    zh: "整行互换、四格对换、错而平衡的数，勾稽关系看不出来，要与申请登记台账核对",
    en: "two whole rows exchanged, four cells exchanged crosswise, or numbers wrong and balanced break no identity: only the register of applications shows them",
};

/// Checks a draft against the whole catalogue.
pub fn check(draft: Draft) -> Assessment {
    let mut account = Vec::with_capacity(CATALOGUE.len());
    let mut findings = Vec::new();
    let case = Case::new(&draft);
    for rule in CATALOGUE.iter().copied() {
        let found = rule.check_case(&case);
        let outcome = if !rule.holds_for(draft.edition()) {
            Outcome::NotApplicable
        } else if !found.is_empty() {
            Outcome::Failed(found.len())
        } else if let Some(why) = rule.lacks(&draft) {
            Outcome::NotAssessable(why)
        } else {
            Outcome::Passed
        };
        account.push((rule, outcome));
        findings.extend(found);
    }
    let claims = case.into_claims();
    let (mut findings, folded) = fold::fold(findings);
    // The gravest first; among equals the order of the catalogue and of the form.
    findings.sort_by_key(|f| std::cmp::Reverse(f.severity()));
    let unknown: Vec<Cell> = draft
        .cells()
        .filter(|(_, e)| !matches!(e.state(), State::Count(_) | State::Amount(_)))
        .map(|(c, _)| c)
        .collect();
    let diagnosis = diagnose(&draft, &findings, &unknown);
    let clashes = diagnosis.iter().flat_map(Diagnosis::clashes);
    let unsaid = clashes.filter(|clash| !findings.iter().any(|f| f.identity().is_some_and(|i| clash.contains(&i))));
    let together: Vec<Finding> = unsaid.filter_map(|clash| rules::clash(&draft, clash)).collect();
    for finding in &together {
        for (rule, outcome) in &mut account {
            if rule.code == finding.rule().code {
                *outcome = Outcome::Failed(if let Outcome::Failed(n) = *outcome { n + 1 } else { 1 });
            }
        }
    }
    findings.splice(0..0, together);
    let forced = diagnosis.as_ref().map_or(&[][..], Diagnosis::forced);
    let verdict = if findings.iter().any(|f| f.severity() == Severity::Error) {
        Verdict::Rejected
    } else if unknown.iter().all(|cell| forced.iter().any(|f| f.cell == *cell)) {
        Verdict::Accepted
    } else {
        Verdict::Incomplete
    };
    Assessment { draft, account, findings, folded, unknown, diagnosis, claims, verdict }
}

/// What the identities say of wrong and of unknown cells. Nothing where no identity is broken and no cell of one unknown:
/// then they hold, and there is nothing to be said.
fn diagnose(draft: &Draft, findings: &[Finding], unknown: &[Cell]) -> Option<Diagnosis> {
    let broken = findings.iter().any(|f| f.identity().is_some());
    let tied = unknown.iter().any(|c| c.table() != Table::Disclosure);
    if !broken && !tied {
        return None;
    }
    Locator::new(draft.form()).ok().map(|locator| locator.locate(|cell| draft.count(cell)))
}

impl Assessment {
    /// The draft that was checked.
    pub const fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The draft again, without what was said of it.
    pub fn into_draft(self) -> Draft {
        self.draft
    }

    /// The verdict under the default policy: errors reject, warnings and notes do not.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// All findings, the gravest first.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Findings that follow from others and say nothing new: the balance and the outcome total of the 总计 column.
    pub fn folded(&self) -> &[Finding] {
        &self.folded
    }

    /// Every rule of the catalogue with what became of it.
    pub fn account(&self) -> impl ExactSizeIterator<Item = (&'static Rule, Outcome)> + '_ {
        self.account.iter().copied()
    }

    /// The cells without a number.
    pub fn unknown(&self) -> &[Cell] {
        &self.unknown
    }

    /// The cells without a number that the identities force, with the value and why it can be no other.
    pub fn forced(&self) -> &[ForcedCell] {
        self.diagnosis.as_ref().map_or(&[], Diagnosis::forced)
    }

    /// The smallest sets of changes with which every identity holds, the most plausible first.
    pub fn explanations(&self) -> &[CellExplanation] {
        self.diagnosis.as_ref().map_or(&[], Diagnosis::explanations)
    }

    /// What the identities say of wrong and of unknown cells; `None` where all cells are known and every identity holds.
    pub const fn diagnosis(&self) -> Option<&Diagnosis> {
        self.diagnosis.as_ref()
    }

    /// What the text states: every claim and list that was found in it, compared or not.
    pub const fn claims(&self) -> &Claims {
        &self.claims
    }

    /// The valid report, with the forced values in the cells without a number.
    ///
    /// An accepted assessment always gives one, and no other does.
    ///
    /// # Errors
    /// Everything that keeps the draft from being a report, where the verdict is not [`Verdict::Accepted`].
    pub fn accept(&self) -> Result<Report, InvalidReport> {
        if self.forced().is_empty() {
            return Report::try_from(&self.draft);
        }
        let mut filled = self.draft.clone();
        for forced in self.forced() {
            filled.set(forced.cell, State::Count(forced.value));
        }
        Report::try_from(&filled)
    }

    /// The assessment with its draft as JSON holds it, with messages in one of the languages.
    pub fn spoken(&self, lang: Lang) -> impl Serialize + '_ {
        json::Spoken { assessment: self, lang }
    }
}
