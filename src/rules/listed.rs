//! How many findings of one rule are listed.
//!
//! A table of 100,000 unknown rows says nothing more after the first thousand. What is not listed is counted in one finding
//! that stands for it, so that the work and the memory of a check are bounded and nothing is silent.

use super::{Digest, Finding, Message, Rule, Severity};
use crate::form::{Cell, CellSet};

/// The most findings of one rule that are listed: of more, the last listed stands for all the others.
pub(super) const MAX_LISTED: usize = 1_000;

/// The findings, with one that stands for those past the limit; they are made and dropped one by one.
pub(super) fn listed(rule: &'static Rule, findings: impl IntoIterator<Item = Finding>) -> Vec<Finding> {
    let mut findings = findings.into_iter();
    let mut listed: Vec<Finding> = findings.by_ref().take(MAX_LISTED).collect();
    if let Some(next) = findings.next() {
        let rest = listed.pop().into_iter().chain([next]).chain(findings);
        listed.push(standing_for(rule, rest));
    }
    listed
}

/// One finding for all of these: as grave as the gravest, at the place of the first, with the cells of all.
fn standing_for(rule: &'static Rule, findings: impl Iterator<Item = Finding>) -> Finding {
    let (mut count, mut cells, mut severity) = (0_usize, CellSet::EMPTY, Severity::Note);
    let mut place = None;
    // A waiver notices numbers that move in the wording of any of them. Its own cells are those of all.
    let mut digest = Digest::NONE;
    for finding in findings {
        digest = Digest::of(format!("{digest}\n{}", finding.wording().unwrap_or_default()).as_bytes());
        count += 1;
        severity = severity.max(finding.severity());
        for cell in finding.cells() {
            cells.insert(*cell);
        }
        place.get_or_insert_with(|| finding.place().clone());
    }
    let about = format!("未逐一列出\n{count} {digest}");
    rule.finding()
        .severity_of(severity)
        .cells_of(Cell::all().filter(|cell| cells.contains(*cell)))
        .at(place.unwrap_or_default())
        .about(about)
        .says(Message::new(
            format!("另有 {count} 处同类问题，未逐一列出"),
            format!("{count} more findings of this rule, not listed one by one"),
        ))
}
