//! Checking: from a draft to an assessment, from a series or a family to a comparison; each accounts for every rule of its
//! scope.

mod checker;
mod fold;
mod json;
mod ledger;
mod policy;
mod waiver;

pub use checker::{Checker, DuplicateRule};
pub use ledger::Comparison;
pub use policy::{Policy, Ruling, Selection};
pub use waiver::{Waiver, WaiverState, WaiverUse};

use std::fmt;

use ledger::Ledger;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::draft::Draft;
use crate::form::{Cell, Identity, Lang};
use crate::localise::{Diagnosis, Explanation, Forced};
use crate::narrative::Claims;
use crate::report::{InvalidReport, Report};
use crate::rules::{Bilingual, Finding, Rule, Standing, standing_of};
use crate::shown::clipped;

/// What becomes of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Verdict {
    /// Nothing rejects it, and every cell is known or forced by the identities: a [`Report`] can be made.
    Accepted,
    /// Nothing rejects it and every cell is known or forced, but the numbers are no [`Report`]: what is wrong with them is
    /// waived, tolerated by the policy or left out of the selection. Never under the default policy without waivers.
    Tolerated,
    /// Nothing rejects it, but cells are unknown and nothing forces their values.
    Incomplete,
    /// At least one finding that rejects it under the policy: under the default one an error.
    Rejected,
}

impl Verdict {
    /// The word for it: `accepted`, `tolerated`, `incomplete`, `rejected`; 通过, 容许, 不完整, 不通过.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Accepted => lang.pick("通过", "accepted"),
            Self::Tolerated => lang.pick("容许", "tolerated"),
            Self::Incomplete => lang.pick("不完整", "incomplete"),
            Self::Rejected => lang.pick("不通过", "rejected"),
        }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name(Lang::En))
    }
}

/// What became of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Outcome {
    /// It was checked and found nothing.
    Passed,
    /// It found something: so many findings.
    Failed(usize),
    /// It does not hold for the edition or the kind of body.
    NotApplicable(Bilingual),
    /// What it needs is not in the document.
    NotAssessable(Bilingual),
    /// It was not selected.
    NotSelected,
}

impl Outcome {
    /// The word for it in JSON: `passed`, `failed`, `not-applicable`, `not-assessable` or `not-selected`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed(_) => "failed",
            Self::NotApplicable(_) => "not-applicable",
            Self::NotAssessable(_) => "not-assessable",
            Self::NotSelected => "not-selected",
        }
    }

    /// Why it was neither passed nor failed.
    pub const fn reason(self) -> Option<Bilingual> {
        match self {
            Self::NotApplicable(why) | Self::NotAssessable(why) => Some(why),
            _ => None,
        }
    }
}

/// As in JSON: the word, and the reason where there is one, in English.
impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.reason() {
            None => f.pad(self.name()),
            Some(why) => write!(f, "{}: {}", self.name(), why.en),
        }
    }
}

/// How many rules had which outcome; together, all rules there are. And how many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub struct Tally {
    /// All rules: the catalogue and those of other crates.
    pub rules: usize,
    /// Checked, and found nothing.
    pub passed: usize,
    /// Found something.
    pub failed: usize,
    /// Do not hold for the edition or the kind of body.
    pub not_applicable: usize,
    /// Could not be assessed.
    pub not_assessable: usize,
    /// Were not selected.
    pub not_selected: usize,
    /// Findings that are errors.
    pub errors: usize,
    /// Findings that are warnings.
    pub warnings: usize,
    /// Findings that are notes.
    pub notes: usize,
    /// Findings, of those above, that are waived.
    pub waived: usize,
}

/// A draft with everything that is to be said of it.
///
/// ```
/// use ogi_report::form::{Form, cells::applications::received};
/// use ogi_report::{Draft, Verdict, check};
///
/// let mut draft = Draft::new(Form::Revised2021);
/// draft.set(received::TOTAL, -1)?;
/// let assessment = check(draft);
/// assert_eq!(assessment.verdict(), Verdict::Rejected);
/// assert_eq!(assessment.findings()[0].rule().code(), "OGI104");
/// # Ok::<(), ogi_report::form::NotInForm>(())
/// ```
#[derive(Clone, Debug)]
pub struct Assessment {
    draft: Draft,
    ledger: Ledger,
    unknown: Vec<Cell>,
    diagnosis: Option<Diagnosis>,
    forced: Vec<Forced>,
    claims: Claims,
    verdict: Verdict,
    /// Where the verdict is that it is accepted.
    report: Option<Report>,
}

/// Why an assessment gives no [`Report`]; its source, if the numbers are at fault, is what keeps them from being one.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("not accepted under the policy \"{}\": {verdict}{}", clipped(policy), rejected_by(.rules))]
pub struct NotAccepted {
    verdict: Verdict,
    policy: String,
    rules: Vec<String>,
    source: Option<InvalidReport>,
}

fn rejected_by(rules: &[String]) -> String {
    if rules.is_empty() { String::new() } else { format!(" by {}", rules.join(", ")) }
}

impl NotAccepted {
    /// The verdict.
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The codes of the rules whose findings reject the report.
    pub fn rules(&self) -> &[String] {
        &self.rules
    }

    /// What keeps the numbers from being a report; `None` where they are one and the policy rejects it.
    pub const fn faults(&self) -> Option<&InvalidReport> {
        self.source.as_ref()
    }
}

/// What no rule can see, and where it could be seen: the closing line of every assessment.
pub const UNSEEN: Bilingual = Bilingual {
    zh: "整行互换、四格对换、错而平衡的数，勾稽关系看不出来，要与申请登记台账核对",
    en: "two whole rows exchanged, four cells exchanged crosswise, or numbers wrong and balanced break no identity: only the register of applications shows them",
};

/// Checks a draft against the whole catalogue, under the default policy.
pub fn check(draft: Draft) -> Assessment {
    Checker::new().check(draft)
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

    /// The verdict under the [policy](Assessment::policy).
    pub const fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// All findings, the gravest first.
    pub fn findings(&self) -> &[Finding] {
        &self.ledger.findings
    }

    /// Findings that follow from others and say nothing new: the balance and the outcome total of the 总计 column.
    pub fn folded(&self) -> &[Finding] {
        &self.ledger.folded
    }

    /// The policy that the verdict was found under.
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

    /// How many rules had which outcome, and how many findings there are. What is [folded](Assessment::folded) is counted
    /// with its rule and not as a finding.
    pub fn tally(&self) -> Tally {
        self.ledger.tally()
    }

    /// Every rule with what became of it.
    pub fn account(&self) -> impl ExactSizeIterator<Item = (&Rule, Outcome)> + '_ {
        self.ledger.account.iter().map(|(rule, outcome)| (rule, *outcome))
    }

    /// The identities that were checked, each with what can be said of it: of a form of 2021 all 42 under
    /// [`Selection::All`] and [`Selection::Identities`], 7 where only `balance` is selected.
    ///
    /// ```
    /// use ogi_report::assess::{Checker, Selection};
    /// use ogi_report::draft::Draft;
    /// use ogi_report::form::Form;
    /// use ogi_report::{Report, rules};
    ///
    /// let checker = Checker::new().with_selection(Selection::Identities);
    /// let assessment = checker.check(Draft::from(&Report::zero(Form::Revised2021)));
    /// assert_eq!(assessment.identities().count(), 42);
    /// assert!(assessment.identities().all(|(_, standing)| standing == rules::Standing::Holds));
    /// ```
    pub fn identities(&self) -> impl Iterator<Item = (Identity, Standing)> + '_ {
        let run = |identity: &Identity| {
            let mut rules = self.ledger.account.iter().filter(|(_, outcome)| *outcome != Outcome::NotSelected);
            rules.any(|(rule, _)| rule.identity() == Some(identity.kind()))
        };
        self.draft.form().identities().filter(run).map(|identity| (identity, standing_of(identity, &self.draft)))
    }

    /// The cells without a number, and those for which the document has several.
    pub fn unknown(&self) -> &[Cell] {
        &self.unknown
    }

    /// How many cells have a number: those in which one stands, and those where one is [forced](Assessment::forced).
    pub fn known(&self) -> usize {
        self.draft.cells().count().saturating_sub(self.unknown.len()) + self.forced().len()
    }

    /// The cells without a number that the identities force, with the value and why it can be no other.
    ///
    /// A cell is not among them if its true content is in the document and was not read: if text stands in it that is not a
    /// number, or if values that could not be placed may be its own. The [diagnosis](Assessment::diagnosis) tells which
    /// values the identities leave to those.
    pub fn forced(&self) -> &[Forced] {
        &self.forced
    }

    /// The smallest sets of changes with which every identity holds, the most plausible first.
    pub fn explanations(&self) -> &[Explanation] {
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

    /// The valid report, with the forced values in the cells without a number: where the verdict is
    /// [`Verdict::Accepted`], and in no other case.
    pub const fn report(&self) -> Option<&Report> {
        self.report.as_ref()
    }

    /// The valid [report](Assessment::report), moved out of the assessment.
    ///
    /// # Errors
    ///
    /// Where the verdict is not [`Verdict::Accepted`]: the rules that reject it, and everything that keeps the numbers from
    /// being a report.
    pub fn accept(self) -> Result<Report, NotAccepted> {
        self.report.ok_or_else(|| {
            let mut rules: Vec<String> = self.ledger.rejecting().map(|f| f.rule().code().to_owned()).collect();
            rules.sort_unstable();
            rules.dedup();
            let policy = self.ledger.policy.name().to_owned();
            let source = checker::report_of(&self.draft, &self.forced).err();
            NotAccepted { verdict: self.verdict, policy, rules, source }
        })
    }

    /// The conclusion in one line: verdict, policy, how many rules had which outcome, and how the identities stand.
    pub fn conclusion(&self, lang: Lang) -> String {
        let Tally { rules, passed, failed, not_applicable, not_assessable, not_selected, waived, .. } = self.tally();
        let (verdict, policy) = (self.verdict.name(lang), clipped(self.ledger.policy.name()));
        let Identities { checked, holding, broken, open } = Identities::of(self);
        match lang {
            Lang::Zh => format!(
                "{verdict}（策略 {policy}）；规则 {rules} 条：通过 {passed}，未通过 {failed}，不适用 {not_applicable}，无法核对 {not_assessable}，未选用 {not_selected}；勾稽关系 {checked} 项：成立 {holding}，不成立 {broken}，缺数 {open}；豁免 {waived} 处"
            ),
            Lang::En => format!(
                "{verdict} (policy {policy}); {rules} rules: {passed} passed, {failed} failed, {not_applicable} not applicable, {not_assessable} not assessable, {not_selected} not selected; {checked} identities: {holding} hold, {broken} broken, {open} open; {waived} waived"
            ),
        }
    }

    /// The assessment with its draft as JSON holds it, with messages in one of the languages.
    pub fn spoken(&self, lang: Lang) -> impl Serialize + '_ {
        json::Spoken { assessment: self, lang: Some(lang) }
    }
}

/// The conclusion in English.
impl fmt::Display for Assessment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.conclusion(Lang::En))
    }
}

/// How many of the identities that were checked hold, are broken, or depend on cells without a number.
#[derive(Default, Serialize)]
struct Identities {
    checked: usize,
    holding: usize,
    broken: usize,
    open: usize,
}

impl Identities {
    fn of(assessment: &Assessment) -> Self {
        let mut counted = Self::default();
        for (_, standing) in assessment.identities() {
            counted.checked += 1;
            *match standing {
                Standing::Holds => &mut counted.holding,
                Standing::Broken => &mut counted.broken,
                Standing::Open => &mut counted.open,
            } += 1;
        }
        counted
    }
}
