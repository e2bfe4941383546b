//! The digest of the numbers that a finding was made in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use super::occurrence::Content;
use crate::extract::ReportRef;
use crate::form::Cell;

/// A 128-bit FNV-1a hash, written as 32 hexadecimal digits.
///
/// FNV-1a is ten lines in any language and never changes. It tells numbers that moved from numbers that did not; it is no
/// seal against somebody who forges a document to have a given digest.
///
/// The digest of a finding is that of one line for each of its cells, in the finding's order: the address, `=`, and what the
/// cell holds: the number as plain digits; of an amount the number as written and its unit, if one was written; else the
/// name of the state (`blank`, `not-applicable`, `absent`), and of an unreadable cell `unreadable:` and its text without
/// spaces. Then, where the finding has a wording, that text ([`Observation::with_wording`](super::Observation::with_wording)). Each line ends with
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
/// OGI113 the heading and what is said of it; OGI114 the sentence that cites; OGI115 `正文年度` and `2024 2`;
/// OGI126 the words that cite and the number; OGI801 `公布日期` and `2025-02-03 2025-01-31`.
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

    /// The digest of a finding's numbers: a line for each of its cells, each with its report in one over several, and its
    /// wording.
    pub(super) fn of_finding<'a>(
        held: impl Iterator<Item = (Option<&'a ReportRef>, Cell, &'a Content)>,
        about: Option<&str>,
    ) -> Self {
        let mut hash = Fnv::new();
        for (report, cell, held) in held {
            if let Some(report) = report {
                hash.write(format_args!("{} {} ", report.body, report.year));
            }
            hash.address(cell);
            hash.line(held);
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

/// A string that is not a [`Digest`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a digest: expected 32 hexadecimal digits")]
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

pub(super) struct Fnv(u128);

impl fmt::Write for Fnv {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.bytes(text.as_bytes());
        Ok(())
    }
}

impl Fnv {
    pub(super) const fn new() -> Self {
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

    pub(super) fn line(&mut self, text: impl fmt::Display) {
        self.write(text);
        self.bytes(b"\n");
    }

    pub(super) const fn finish(self) -> Digest {
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
