//! Shows a report as its official tables, with what is wrong marked where it stands.
//!
//! ```text
//! cargo run --example proof -- tests/data/one-cell-wrong.md > page.html
//! ```
//!
//! Exit status: 0 the page was written, whatever the verdict; 2 the document could not be read as a report, or bad usage.

#[path = "validate/input.rs"]
mod input;

use std::ffi::OsString;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::form::Lang;
use ogi_report::{check, render};

/// Show an annual report on open government information (政府信息公开工作年度报告) with what is wrong in it marked.
#[derive(Parser)]
struct Arguments {
    /// A page for a browser, or Markdown for an issue tracker or mail.
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// The language of labels and messages.
    #[arg(long, value_name = "zh|en", default_value_t = Lang::Zh)]
    lang: Lang,
    /// The document; `-` reads standard input.
    #[arg(value_name = "FILE")]
    file: OsString,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Html,
    Markdown,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang;
    let assessment = match input::drafts(&arguments.file, lang) {
        // Of several reports the first; the page names the others.
        Ok(mut drafts) => check(drafts.swap_remove(0)),
        Err(error) => {
            let (file, error) = (render::shown(&arguments.file.to_string_lossy()), render::shown(&error));
            match lang {
                Lang::Zh => eprintln!("{file}：{error}"),
                Lang::En => eprintln!("{file}: {error}"),
            }
            return ExitCode::from(2);
        }
    };
    let mut out = io::BufWriter::new(io::stdout().lock());
    let written = match arguments.format {
        Format::Html => write!(out, "{}", render::proof(&assessment, lang)),
        Format::Markdown => write!(out, "{}", render::proof_markdown(&assessment, lang)),
    };
    match written.and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has gone: there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}
