//! The rules over several reports: one file each, registered by one line below.
//!
//! A rule of [`rules`](crate::rules) looks at one draft. A rule here looks at a [`Series`] or a [`Family`], and its
//! [`Finding`]s name cells of several reports: body, year and cell. Codes and names are of the same catalogue and never
//! clash with those of the rules over one report.
//!
//! ```
//! use ogi_report::across::{self, Example};
//!
//! let link = across::find("OGI601").unwrap();
//! assert_eq!(link.name, "carry-link");
//! assert!(link.check(&link.passing_example()).is_empty());
//! assert!(!link.check(&link.failing_example()).is_empty());
//! ```

mod finding;

use std::fmt;

pub use finding::{Equation, Finding, Term};

use crate::rollup::Family;
use crate::rules::{Bilingual, Severity, page};
use crate::series::Series;

/// A rule over several reports.
pub struct Rule {
    /// The code, for ever: `OGI601`.
    pub code: &'static str,
    /// The kebab-case name: `carry-link`.
    pub name: &'static str,
    /// The severity of its findings, unless a finding says otherwise.
    pub severity: Severity,
    /// What the rule rests on.
    pub basis: Bilingual,
    /// The rule as a formula or in one sentence.
    pub formula: Bilingual,
    /// The version of the crate that has it first.
    pub since: &'static str,
    check: Check,
    passing: fn() -> Example,
    failing: fn() -> Example,
    source: &'static str,
}

enum Check {
    Series(fn(&Series, &'static Rule) -> Vec<Finding>),
    Family(fn(&Family, &'static Rule) -> Vec<Finding>),
}

/// What a rule looks at.
#[derive(Clone, Debug)]
pub enum Example {
    /// One body, year after year.
    Series(Series),
    /// A parent and its children.
    Family(Family),
}

impl Rule {
    /// What the rule finds. Nothing where it looks at the other kind of thing.
    pub fn check(&'static self, of: &Example) -> Vec<Finding> {
        match (&self.check, of) {
            (Check::Series(check), Example::Series(series)) => check(series, self),
            (Check::Family(check), Example::Family(family)) => check(family, self),
            _ => Vec::new(),
        }
    }

    /// Reports in which the rule finds nothing.
    pub fn passing_example(&self) -> Example {
        (self.passing)()
    }

    /// Reports in which the rule finds something.
    pub fn failing_example(&self) -> Example {
        (self.failing)()
    }

    /// The rule's page of documentation, in Markdown.
    pub fn documentation(&self) -> String {
        page(self.source)
    }

    fn finding(&'static self) -> Finding {
        Finding::of(self)
    }
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

/// Declares the module of each rule and registers the rule: neither can be forgotten.
macro_rules! register {
    ($($file:ident)*) => {
        $(mod $file;)*

        /// The rules over several reports, in the order of the codes.
        pub static CATALOGUE: &[&Rule] = &[$(&$file::RULE),*];
    };
}

register! {
    ogi601_carry_link
    ogi602_stock_roll_forward
    ogi603_item_roll_forward
    ogi604_repeated_table
    ogi605_jump
    ogi606_missing_year
    ogi607_repeated_year
    ogi608_fee_unit_slip
    ogi701_rollup_sum
    ogi702_rollup_excess
}

/// The rule over several reports with the given code or name.
pub fn find(code_or_name: &str) -> Option<&'static Rule> {
    CATALOGUE.iter().copied().find(|r| r.code == code_or_name || r.name == code_or_name)
}

/// Everything the rules find in a series, the gravest first.
pub fn check_series(series: &Series) -> Vec<Finding> {
    sorted(CATALOGUE.iter().copied().filter_map(|rule| match &rule.check {
        Check::Series(check) => Some(check(series, rule)),
        Check::Family(_) => None,
    }))
}

/// Everything the rules find in a parent and its children, the gravest first.
pub fn check_family(family: &Family) -> Vec<Finding> {
    sorted(CATALOGUE.iter().copied().filter_map(|rule| match &rule.check {
        Check::Family(check) => Some(check(family, rule)),
        Check::Series(_) => None,
    }))
}

fn sorted(findings: impl Iterator<Item = Vec<Finding>>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = findings.flatten().collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity()));
    findings
}

/// Reports for the rules' examples.
mod example {
    use super::Example;
    use crate::draft::{Amount, Draft, State};
    use crate::extract::{Body, Extract};
    use crate::form::{Cell, Form, Kind};
    use crate::rollup::{Declared, Family};
    use crate::series::Series;

    type Changes<'a> = &'a [(&'a str, i64)];

    /// A form of zeros with the given cells changed. An address that is none changes nothing.
    pub(super) fn report(body: &str, form: Form, year: u16, changes: Changes<'_>) -> Extract {
        let mut draft = Draft::new(form);
        let state = |cell: Cell, n: i64| match cell.kind() {
            Kind::Amount(_) => State::Amount(Amount { value: n.into(), unit: None }),
            Kind::Count | Kind::SignedCount => State::Count(n),
        };
        for cell in form.cells() {
            draft.put(cell, state(cell, 0));
        }
        for (address, n) in changes {
            if let Ok(cell) = address.parse() {
                draft.put(cell, state(cell, *n));
            }
        }
        Extract::of(Body::spelled(body), year, &draft)
    }

    /// The reports of one body on 2023 and on 2024.
    pub(super) fn two_years(first: Changes<'_>, second: Changes<'_>) -> Example {
        apart(2024, first, second)
    }

    /// The reports of one body on 2023 and on another year.
    pub(super) fn apart(year: u16, first: Changes<'_>, second: Changes<'_>) -> Example {
        let of = |year, changes| report("某县某局", Form::Revised2021, year, changes);
        Example::Series(Series::of(of(2023, first), [of(year, second)]))
    }

    /// The reports of one body on 2019 and on 2020, in the trial edition.
    pub(super) fn trial_years(first: Changes<'_>, second: Changes<'_>) -> Example {
        let of = |year, changes| report("某县某局", Form::Trial2019, year, changes);
        Example::Series(Series::of(of(2019, first), [of(2020, second)]))
    }

    /// A county with a department and a township.
    pub(super) fn family(declared: Declared, parent: Changes<'_>, children: [Changes<'_>; 2]) -> Example {
        let of = |body, changes| report(body, Form::Revised2021, 2024, changes);
        let children = ["某县财政局", "某县某镇人民政府"].into_iter().zip(children);
        let children = children.map(|(body, changes)| of(body, changes));
        Example::Family(Family::new(of("某县人民政府", parent), children, declared))
    }
}
