//! The rules: one file each, registered by one line below.
//!
//! A rule looks at one report, at the reports of one body year after year, or at a parent beside its children ([`Scope`]), and
//! gives [`Observation`]s, of which the check makes [`Finding`]s. Its file holds everything about it: severity, editions,
//! basis, formula, one passing and one failing example, and the page of documentation. The name of the file is its code and
//! its name.

mod bilingual;
mod body_kind;
mod case;
mod custom;
mod details;
mod digest;
mod equation;
mod example;
mod finding;
mod identities;
mod lacks;
mod listed;
mod locus;
mod look;
mod message;
mod numbers;
mod observation;
mod occurrence;
mod rule;
mod scope;
mod sums;

pub use bilingual::Bilingual;
pub use case::Case;
pub use custom::{CustomRule, InvalidRule, Observed};
pub use details::{
    Citation, Clashing, Deadline, Details, Heading, PeriodFault, RollupRelation, SectionFault, Share, TrialFault,
    YearRelation,
};
pub use digest::{Digest, ParseDigestError};
pub(crate) use equation::standing_of;
pub use equation::{Equation, Standing, Term};
pub use finding::Finding;
pub(crate) use finding::Spoken;
pub(crate) use identities::clash;
pub use locus::Locus;
pub use numbers::Numbers;
pub use observation::Observation;
pub use rule::Rule;
use rule::{Definition, Of};
pub(crate) use scope::View;
pub use scope::{Scope, Subject};
pub use sums::{Check, balance, identities, outcome_total, proceedings_total, row_total};

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::form::{Lang, ParseNameError, named};

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
        match self {
            Self::Error => lang.pick("错误", "error"),
            Self::Warning => lang.pick("警告", "warning"),
            Self::Note => lang.pick("提示", "note"),
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

/// Why a rule says nothing of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Gap {
    /// It does not hold for the edition or for this kind of body.
    NotApplicable(Bilingual),
    /// What it needs is not in the document.
    NotAssessable(Bilingual),
}

/// Declares the module of each rule, in its folder, and registers the rule: neither can be forgotten.
///
/// A folder is named for the scope of its rules; those of `outside` hold one report against facts that stand outside it.
macro_rules! register {
    ($($folder:ident { $($file:ident)* $(, $shared:ident)* })*) => {
        $(mod $folder {
            use super::*;

            $(mod $shared;)*
            $(pub(super) mod $file;)*
        })*

        /// Every rule of this crate, in the order of the codes.
        pub static CATALOGUE: &[Rule] = &[$($({
            const FILE: &str = stringify!($file);
            const CODE: [u8; 6] = rule::code(FILE);
            const NAME: [u8; FILE.len() - 7] = rule::name(FILE);
            Rule::built_in(rule::text(&CODE), rule::text(&NAME), &$folder::$file::RULE)
        },)*)*];
    };
}

register! {
    report {
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
        ogi119_label_by_sums
        ogi126_unknown_decree
        ogi127_undecoded_text
        ogi201_rule_making_power
        ogi202_issued_not_in_force
        ogi203_published_over_total
        ogi301_row_total
        ogi302_balance
        ogi303_outcome_total
        ogi304_open_over_received
        ogi401_proceedings_total
        ogi501_breakdown_sum
        ogi502_narrative_table
        ogi503_narrative_zero
        ogi504_narrative_repeat
        ogi505_brought_forward_as_received
        ogi506_processing_fee_excess
        , grouped, mismatch, strays
    }
    series {
        ogi601_carry_link
        ogi602_stock_roll_forward
        ogi603_item_roll_forward
        ogi604_repeated_table
        ogi605_jump
        ogi606_missing_year
        ogi607_repeated_year
        ogi608_fee_unit_slip
        ogi610_copies_differ
    }
    family {
        ogi701_rollup_sum
        ogi702_rollup_excess
    }
    outside {
        ogi801_late_publication
    }
}

/// The rules of a scope, in the order of the codes.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Rule> {
    CATALOGUE.iter().filter(move |rule| rule.scope() == scope)
}

/// The rule with the given code or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    CATALOGUE.iter().find(|rule| rule.is_named(code_or_name))
}
