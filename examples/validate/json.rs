//! JSON as the examples write it: one value a line, lossless, and without a character that a terminal would act on or not show.

use std::io::{self, Write};

use ogi_report::render::is_unseen;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Writes a value and a line feed.
pub(crate) fn line(mut out: impl Write, value: &impl Serialize) -> io::Result<()> {
    value.serialize(&mut Serializer::with_formatter(&mut out, Escaping))?;
    writeln!(out)
}

/// Compact, with every unseen character as `\uXXXX`. JSON asks for that below U+0020 only.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_unseen) {
            let (before, from) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            let mut chars = from.chars();
            let mut units = [0; 2];
            for unit in chars.next().into_iter().flat_map(|c| c.encode_utf16(&mut units).to_vec()) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        out.write_all(rest.as_bytes())
    }
}
