//! Which occurrence a finding is, and for which numbers: what a waiver is given for.
//!
//! A message is for people and may be reworded; a place in a document moves when a paragraph is added. So an occurrence is
//! named by what stays: the rule, the body, the year, the edition, and the cells or the wording without its numbers. The
//! numbers go into a digest of their own: when they move, the occurrence is the same and the digest another.

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::draft::{Draft, State};
use crate::extract::{Extract, ReportRef, Site};
use crate::form::{Cell, Edition};
use crate::shown::clipped;

/// How many characters of a wording name an occurrence.
const WORDING: usize = 32;

/// Which occurrence a finding is: stable over readings of the document in another format, over corrections of its numbers,
/// and over versions of this crate.
///
/// [`Locus::id`] is a short name of it. Within one assessment no two findings have the same locus.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locus {
    /// The code of the rule.
    pub rule: String,
    /// The edition of the form.
    pub edition: Edition,
    /// The body, as its report names it, without spaces.
    #[serde(default)]
    pub agency: Option<String>,
    /// The report year.
    #[serde(default)]
    pub year: Option<u16>,
    /// The reports that a finding over several concerns: body and year of each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<String>,
    /// The cells that the finding concerns.
    #[serde(default)]
    pub cells: Vec<Cell>,
    /// The wording that it concerns, without its digits, if it concerns the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wording: Option<String>,
    /// 1, or the place in the order of the document among findings of which all the above is the same.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub nth: u32,
}

const fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_one(n: &u32) -> bool {
    *n == 1
}

impl Locus {
    pub(super) fn new(rule: &str, draft: &Draft, cells: &[Cell], about: Option<&str>) -> Self {
        let (agency, year) = head(draft);
        Self {
            rule: rule.to_owned(),
            edition: draft.edition(),
            agency,
            year,
            reports: Vec::new(),
            cells: cells.to_vec(),
            wording: about.map(without_numbers),
            nth: 1,
        }
    }

    /// Of a finding over several reports; its body, year and edition are those of one of them, the last or the parent's.
    pub(super) fn over(
        rule: &str,
        key: Option<&Extract>,
        reports: &[ReportRef],
        cells: &[Cell],
        about: Option<&str>,
    ) -> Self {
        debug_assert!(key.is_some(), "{rule} names a report that is not among those compared");
        Self {
            rule: rule.to_owned(),
            edition: key.map_or(Edition::LATEST, Extract::edition),
            agency: key.map(|report| report.body().name().to_owned()),
            year: key.map(Extract::year),
            reports: reports.iter().map(|report| format!("{} {}", report.body, report.year)).collect(),
            cells: cells.to_vec(),
            wording: about.map(without_numbers),
            nth: 1,
        }
    }

    /// A short name: the [`Digest`] of the parts in the order of the fields, each followed by a line feed; an absent part
    /// is empty, cells are joined by `+`. The reports are left out where there are none, and joined by `+` where there are.
    ///
    /// ```
    /// let json = r#"{"rule": "OGI401", "edition": "2021", "agency": "平罗县渠口乡", "year": 2024,
    ///     "cells": ["proceedings.reconsideration.total"]}"#;
    /// let locus: ogi_report::rules::Locus = serde_json::from_str(json)?;
    /// assert_eq!(locus.id().to_string().len(), 32);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn id(&self) -> Digest {
        let mut hash = Fnv::new();
        for part in [self.rule.as_str(), self.edition.name(), self.agency.as_deref().unwrap_or_default()] {
            hash.line(part);
        }
        hash.line(self.year.as_ref().map_or_else(String::new, u16::to_string));
        if !self.reports.is_empty() {
            hash.line(self.reports.join("+"));
        }
        hash.line(self.addresses());
        hash.line(self.wording.as_deref().unwrap_or_default());
        hash.line(self.nth);
        hash.finish()
    }

    /// Whether this is of the draft's report: its edition, body and year.
    pub fn is_of(&self, draft: &Draft) -> bool {
        (self.agency.clone(), self.year) == head(draft) && self.edition == draft.edition() && self.reports.is_empty()
    }

    /// Whether this is of a comparison of reports, one of which is the extract's.
    pub(crate) fn is_over(&self, report: &Extract) -> bool {
        let head = (self.agency.as_deref(), self.year, self.edition);
        head == (Some(report.body().name()), Some(report.year()), report.edition()) && !self.reports.is_empty()
    }

    fn addresses(&self) -> String {
        self.cells.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")
    }
}

fn head(draft: &Draft) -> (Option<String>, Option<u16>) {
    let agency = draft.agency().map(|a| a.value.split_whitespace().collect());
    (agency, draft.year().map(|y| y.value))
}

/// The beginning of a wording's first line without digits and spaces.
fn without_numbers(text: &str) -> String {
    let first = text.lines().take(1).flat_map(str::chars);
    first.filter(|c| !c.is_numeric() && !c.is_whitespace()).take(WORDING).collect()
}

/// The rule, the report and the place in it: `OGI301 2021 平罗县渠口乡 2024 applications.received.total`.
impl fmt::Display for Locus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", clipped(&self.rule), self.edition)?;
        write!(f, " {}", clipped(self.agency.as_deref().unwrap_or("-")))?;
        match self.year {
            Some(year) => write!(f, " {year}")?,
            None => f.write_str(" -")?,
        }
        if !self.reports.is_empty() {
            write!(f, " {}", clipped(&self.reports.join("+")))?;
        }
        if !self.cells.is_empty() {
            write!(f, " {}", self.addresses())?;
        }
        if let Some(wording) = &self.wording {
            write!(f, " “{}”", clipped(wording))?;
        }
        if self.nth == 1 { Ok(()) } else { write!(f, " #{}", self.nth) }
    }
}

/// A 128-bit FNV-1a hash, written as 32 hexadecimal digits.
///
/// FNV-1a is ten lines in any language and never changes. It tells numbers that moved from numbers that did not; it is no
/// seal against somebody who forges a document to have a given digest.
///
/// The digest of a finding is that of one line for each of its cells, in the finding's order: the address, `=`, and what the
/// cell holds: the number as plain digits; of an amount the number as written and its unit, if one was written; else the
/// name of the state (`blank`, `not-applicable`, `absent`), and of an unreadable cell `unreadable:` and its text without
/// spaces. Then, where the finding has a wording, that text ([`Finding::about`](super::Observation::with_wording)). Each line ends with
/// a line feed; all is UTF-8. So the digest of "proceedings.reconsideration.total is 3" is
///
/// ```
/// # use ogi_report::rules::Digest;
/// let digest = Digest::of("proceedings.reconsideration.total=3\n".as_bytes());
/// assert_eq!(digest.to_string(), "340d899dc5a6d22eeabb4878f48a4db1");
/// ```
///
/// The rules on the text give as wording what surrounds the number in its sentence, without digits, and on lines of their
/// own the numbers: OGI501 `4+104+11=116`, OGI502, 503, 505 and 506 `5`, OGI504 the second surroundings and `116 119`. OGI106
/// and 108 give the label and, on a line of their own, the values between spaces; OGI112 `统计期限` and `2023-01-01 2023-12-31`;
/// OGI113 the heading and what is said of it; OGI114 the sentence that cites; OGI115 `正文年度` and `2024 2`.
///
/// ```
/// use ogi_report::rules::Digest;
///
/// assert_eq!(Digest::of(b"").to_string(), "6c62272e07bb014262b821756295c58d");
/// let digest: Digest = "6c62272e07bb014262b821756295c58d".parse()?;
/// assert_eq!(digest, Digest::of(b""));
/// # Ok::<(), ogi_report::rules::ParseDigestError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Digest(u128);

impl Digest {
    /// Of nothing.
    pub(super) const NONE: Self = Fnv::new().finish();

    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = Fnv::new();
        hash.bytes(bytes);
        hash.finish()
    }

    pub(super) fn of_finding(draft: &Draft, cells: &[Cell], about: Option<&str>) -> Self {
        let mut hash = Fnv::new();
        for cell in cells {
            let state = draft.state(*cell);
            hash.address(*cell);
            match state {
                State::Count(n) => hash.line(n),
                State::Amount(amount) => hash.line(amount),
                State::Unreadable(_) => {
                    let text: String = draft.entry(*cell).raw().unwrap_or_default().split_whitespace().collect();
                    hash.line(format_args!("{}:{text}", state.name()));
                }
                state => hash.line(state.name()),
            }
        }
        if let Some(about) = about {
            hash.line(about);
        }
        hash.finish()
    }

    /// Of a finding over several reports: the lines begin with the body and the year of the cell's report.
    pub(super) fn over<'a>(reports: impl Iterator<Item = &'a Extract>, sites: &[Site], about: Option<&str>) -> Self {
        let reports: HashMap<&ReportRef, &Extract> = reports.map(|report| (report.report(), report)).collect();
        let mut hash = Fnv::new();
        for Site { report, cell } in sites {
            let found = reports.get(report);
            let amount = || found.and_then(|found| found.amount(*cell)).map(|a| a.value.to_string());
            let written = found.and_then(|found| found.count(*cell)).map(|n| n.to_string()).or_else(amount);
            hash.write(format_args!("{} {} ", report.body, report.year));
            hash.address(*cell);
            hash.line(written.unwrap_or_default());
        }
        if let Some(about) = about {
            hash.line(about);
        }
        hash.finish()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

/// A string that is no [`Digest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("no digest: expected 32 hexadecimal digits")]
pub struct ParseDigestError(());

impl FromStr for Digest {
    type Err = ParseDigestError;

    fn from_str(s: &str) -> Result<Self, ParseDigestError> {
        if s.len() != 32 || !s.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(ParseDigestError(()));
        }
        u128::from_str_radix(s, 16).map(Self).map_err(|_| ParseDigestError(()))
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let digits = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        digits.parse().map_err(de::Error::custom)
    }
}

struct Fnv(u128);

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}

impl Fnv {
    const fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b);
        }
    }

    /// A cell's address and `=`.
    fn address(&mut self, cell: Cell) {
        for part in [cell.table().part(), ".", cell.row().part(), ".", cell.column().part(), "="] {
            self.bytes(part.as_bytes());
        }
    }

    fn write(&mut self, text: impl fmt::Display) {
        let written = fmt::write(self, format_args!("{text}"));
        debug_assert!(written.is_ok(), "a hash takes all text");
    }

    fn line(&mut self, text: impl fmt::Display) {
        self.write(text);
        self.bytes(b"\n");
    }

    const fn finish(self) -> Digest {
        Digest(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Digest;

    #[test]
    fn the_hash_is_the_published_one() {
        // From the test vectors of draft-eastlake-fnv.
        assert_eq!(Digest::of(b"a").to_string(), "d228cb696f1a8caf78912b704e4a8964");
        assert_eq!(Digest::of(b"foobar").to_string(), "343e1662793c64bf6f0d3597ba446f18");
    }
}
