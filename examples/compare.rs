//! Sets two documents side by side: two copies of one report, or two years of one body.
//!
//! ```text
//! cargo run --example compare -- 2023.txt 2024.txt
//! ```
//!
//! Exit status: 0 copies without a difference, or years whose links hold; 1 others; 2 a document that could not be read, or bad
//! usage.

#[path = "validate/input.rs"]
mod input;
#[path = "validate/json.rs"]
mod json;

use std::ffi::OsStr;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use ogi_report::Draft;
use ogi_report::form::Lang;
use ogi_report::render::shown;
use ogi_report::side_by_side::side_by_side;

/// Set two annual reports on open government information (政府信息公开工作年度报告) side by side.
#[derive(Parser)]
struct Arguments {
    /// Write one JSON object and not text for people.
    #[arg(long)]
    json: bool,
    /// The language of the text.
    #[arg(long, value_name = "zh|en", default_value_t = Lang::Zh)]
    lang: Lang,
    /// Two documents, each with one report; `-` reads standard input.
    #[arg(required = true, num_args = 2, value_name = "FILE")]
    files: Vec<std::ffi::OsString>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match compare(&arguments) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("error: {}", shown(&error));
            ExitCode::from(2)
        }
    }
}

fn compare(arguments: &Arguments) -> Result<u8, String> {
    let drafts: Result<Vec<Draft>, String> = arguments.files.iter().map(|file| draft(file, arguments.lang)).collect();
    let drafts = drafts?;
    let [first, second] = drafts.as_slice() else { return Err("two documents are compared".to_owned()) };
    let both = side_by_side(first, second);
    let mut out = io::stdout().lock();
    let written =
        if arguments.json { json::line(&mut out, &both) } else { write!(out, "{}", both.display(arguments.lang)) };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => return Err(error.to_string()),
        _ => {}
    }
    Ok(u8::from(if both.is_of_copies() { !both.is_same() } else { !both.breaks.is_empty() }))
}

/// The one report of a document.
fn draft(file: &OsStr, lang: Lang) -> Result<Draft, String> {
    let mut drafts = input::drafts(file, lang).map_err(|error| format!("{}: {error}", file.display()))?;
    match (drafts.pop(), drafts.len()) {
        (Some(draft), 0) => Ok(draft),
        (_, others) => Err(format!("{}: {} reports in the document", file.display(), others + 1)),
    }
}
