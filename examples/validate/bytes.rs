//! The bytes of a document, and never more of them than a document may have: a device or a pipe need not end.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use ogi_report::read::limits::MAX_BYTES;

/// One byte more than a document may have is enough to know that it is too large.
const MOST: u64 = MAX_BYTES as u64 + 1;

/// The bytes of a file.
pub(crate) fn of_file(path: impl AsRef<Path>) -> io::Result<Vec<u8>> {
    of(File::open(path)?)
}

/// The bytes of whatever can be read.
pub(crate) fn of(reader: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
