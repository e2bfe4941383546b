//! Any content of a page of an OFD file is a document, or an error, whatever the archive around it.
#![no_main]

#[path = "../../../tests/ofd_pages/mod.rs"]
mod ofd_pages;

use libfuzzer_sys::fuzz_target;
use ogi_report::read;

fuzz_target!(|content: &str| {
    let _ = read::document(&ofd_pages::file(&[content], content, content));
});
