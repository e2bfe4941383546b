use super::{Kind, NotAReport};

/// Why bytes could not be read as a document.
///
/// What is wrong *in* a document that could be read is a finding, not an error.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// The reader for this kind is not compiled in.
    #[error("{kind}: turn on the feature `{feature}` of ogi-report to read it")]
    FeatureOff {
        /// What the bytes are.
        kind: Kind,
        /// The feature that reads them.
        feature: &'static str,
    },
    /// No reader takes this kind.
    #[error("{kind} is not read: {}", kind.advice())]
    NotRead {
        /// What the bytes are.
        kind: Kind,
    },
    /// The document goes beyond one of the [limits](super::limits).
    #[error("too many {what}: the limit is {limit}")]
    TooLarge {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: u64,
    },
    /// The document is cut off, or breaks the rules of its format.
    #[error("{part}: {reason}")]
    Damaged {
        /// The part of the document: the archive itself, or a file inside it.
        part: String,
        /// What is wrong there.
        reason: String,
    },
    /// No report was found in the document.
    #[error(transparent)]
    NotAReport(#[from] NotAReport),
}
