//! Streams that are unpacked before anything can be counted: those with objects or cross-references inside.

use super::budget::Budget;
use crate::read::ReadError;

/// The bytes of a document that can be opened.
pub(super) fn checked(bytes: &[u8], _budget: &mut Budget) -> Result<Vec<u8>, ReadError> {
    Ok(bytes.to_vec())
}
