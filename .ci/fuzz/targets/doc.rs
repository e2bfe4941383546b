//! Any text, pieces and properties of a Word 97 document are a document, or an error, whatever the container around them.
#![no_main]

#[path = "../../../tests/word97/mod.rs"]
mod word97;

use libfuzzer_sys::fuzz_target;
use ogi_report::read::{self, FileKind};
use word97::{Saved, Word, compound, define};

/// The bytes change a small document: a stream, a place and a byte at a time.
fuzz_target!(|bytes: &[u8]| {
    let mut word = Word::default();
    word.run("a\u{13}b\u{14}c\u{15}", &[]).paragraph("\u{8}").row(&["1", "2"]);
    word.cell("3").cell("4").end_row(&define(&[0, 500, 2000], &[word97::DOWN_FIRST, 0])).end_main().text_box(7, "box");
    word.anchors = vec![(6, 7)];
    let mut streams = word.streams(&Saved { cuts: vec![300, 600], narrow: true, huge: true, ..Saved::default() });
    for change in bytes.chunks_exact(4) {
        let [stream, low, high, byte] = change else { continue };
        let (_, stream) = &mut streams[usize::from(*stream) % 3];
        let length = stream.len();
        stream[usize::from(u16::from_le_bytes([*low, *high])) % length] = *byte;
    }
    let _ = read::document_as(FileKind::Doc, &compound(&streams, 9), None);
});
