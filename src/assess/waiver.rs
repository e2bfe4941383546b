//! Waivers: findings that somebody has looked at and lets stand.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::draft::Date;
use crate::form::Lang;
use crate::rules::{Digest, Finding, Locus, Rule, Scope};

/// A waiver of one occurrence of a finding, for the numbers that were looked at and until a day.
///
/// It never hides anything: a waived finding stays listed and counted, with its waiver. When the numbers move, the waiver
/// is stale and the finding counts again.
///
/// ```
/// use ogi_report::assess::{Checker, Waiver, WaiverState};
/// use ogi_report::form::{Form, cells::proceedings::reconsideration};
/// use ogi_report::{Draft, Report, Verdict, check};
///
/// let mut draft = Draft::from(&Report::zero(Form::Revised2021).with_agency("某县人民政府").with_year(2024));
/// draft.set(reconsideration::TOTAL, 1)?;
/// let found = check(draft.clone());
/// let waiver = Waiver::new(&found.findings()[0], "已向制表单位核实", "某某", "2025-02-01".parse()?, "2025-12-31".parse()?);
///
/// let checker = Checker::new().with_waivers([waiver], "2025-03-01".parse()?);
/// let assessment = checker.check(draft.clone());
/// assert_eq!(assessment.waivers()[0].state, WaiverState::InForce);
/// assert_eq!(assessment.findings().len(), found.findings().len());
/// // It is let stand, and no report can be made of it all the same.
/// assert_eq!(assessment.verdict(), Verdict::Tolerated);
///
/// draft.set(reconsideration::TOTAL, 2)?;
/// let moved = checker.check(draft);
/// assert_eq!(moved.waivers()[0].state, WaiverState::Stale);
/// assert_eq!(moved.verdict(), Verdict::Rejected);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiver {
    /// The occurrence: rule, report and place in it.
    pub locus: Locus,
    /// The digest of the numbers that it was given for.
    pub digest: Digest,
    /// Why it was given.
    pub reason: String,
    /// Who gave it.
    pub by: String,
    /// The day on which it was given: before it, it does not hold.
    pub date: Date,
    /// The last day on which it holds.
    pub expires: Date,
}

impl Waiver {
    /// A waiver of a finding, for the numbers in which it was found.
    pub fn new(finding: &Finding, reason: impl Into<String>, by: impl Into<String>, date: Date, expires: Date) -> Self {
        let (locus, digest) = (finding.locus(), finding.digest());
        Self { locus, digest, reason: reason.into(), by: by.into(), date, expires }
    }

    /// What becomes of the waiver on `today` beside these findings of the rules of a scope.
    pub(super) fn state(
        &self,
        today: Date,
        scope: Scope,
        is_of: impl Fn(&Locus) -> bool,
        rules: &[Rule],
        findings: &[&Finding],
    ) -> WaiverState {
        let Some(rule) = rules.iter().find(|rule| rule.is_named(&self.locus.rule)) else {
            return WaiverState::UnknownRule;
        };
        if rule.scope() != scope || !is_of(&self.locus) {
            return WaiverState::OtherReport;
        }
        let dates_exist = self.date.exists() && self.expires.exists();
        let explained = !self.reason.trim().is_empty() && !self.by.trim().is_empty();
        match findings.iter().find(|f| f.is_at(&self.locus)) {
            None => WaiverState::Unused,
            _ if !dates_exist || !explained => WaiverState::Invalid,
            _ if today > self.expires => WaiverState::Expired,
            _ if today < self.date => WaiverState::NotYet,
            Some(finding) if finding.digest() != self.digest => WaiverState::Stale,
            Some(_) => WaiverState::InForce,
        }
    }
}

/// What became of a waiver.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WaiverState {
    /// A finding is waived by it.
    InForce,
    /// The numbers are not those that it was given for.
    Stale,
    /// Its last day is past.
    Expired,
    /// It was given for a later day.
    NotYet,
    /// It gives no reason, names nobody, or has a day that does not exist.
    Invalid,
    /// There is no such finding in the report.
    Unused,
    /// No rule has its code.
    UnknownRule,
    /// It is of another report, or of several together.
    OtherReport,
}

impl WaiverState {
    /// The state in words.
    pub const fn words(self, lang: Lang) -> &'static str {
        match self {
            Self::InForce => lang.pick("有效", "in force"),
            Self::Stale => lang.pick("数据已变，豁免失效", "stale: the numbers have moved"),
            Self::Expired => lang.pick("已过期", "expired"),
            Self::NotYet => lang.pick("尚未生效", "not yet in force"),
            Self::Invalid => lang.pick(
                "缺少理由或批准人，或者日期不存在",
                "without a reason or a name, or with a day that does not exist",
            ),
            Self::Unused => lang.pick("没有对应的问题", "unused: nothing to waive"),
            Self::UnknownRule => lang.pick("没有这条规则", "of an unknown rule"),
            Self::OtherReport => lang.pick("属于另一份报告", "of another report"),
        }
    }
}

/// In English.
impl fmt::Display for WaiverState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.words(Lang::En))
    }
}

/// A waiver with what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WaiverUse {
    /// The waiver.
    #[serde(flatten)]
    pub waiver: Waiver,
    /// What became of it.
    pub state: WaiverState,
}
