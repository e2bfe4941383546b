//! PDF.

use super::plane;
use super::{Document, ReadError};

pub(super) fn document(_bytes: &[u8]) -> Result<Document, ReadError> {
    plane::document(vec![plane::Page::default()])
}
