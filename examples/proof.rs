//! Shows a report as its official tables, with what is wrong marked where it stands.
//!
//! ```text
//! cargo run --release --example proof -- tests/data/one-cell-wrong.md > page.html
//! ```
//!
//! Exit status: 0 the page was written, whatever the verdict; 2 the document could not be read as a report, or bad usage.

use std::fs;
use std::io::{self, Read, Write};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::form::Lang;
use ogi_report::{check, read, render};

/// Show an annual report on open government information (政府信息公开工作年度报告) with what is wrong in it marked.
#[derive(Parser)]
struct Arguments {
    /// A page for a browser, or Markdown for an issue tracker or mail.
    #[arg(long, value_enum, default_value_t = Format::Html)]
    format: Format,
    /// The language of labels and messages.
    #[arg(long, value_enum, default_value_t = Language::Zh)]
    lang: Language,
    /// The document; `-` reads standard input.
    #[arg(value_name = "FILE")]
    file: String,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Html,
    Markdown,
}

#[derive(Clone, Copy, ValueEnum)]
enum Language {
    Zh,
    En,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = match arguments.lang {
        Language::Zh => Lang::Zh,
        Language::En => Lang::En,
    };
    let assessment = match bytes(&arguments.file).map_err(|e| e.to_string()).and_then(|bytes| match read(&bytes) {
        Ok(draft) => Ok(check(draft)),
        Err(error) => Err(error.to_string()),
    }) {
        Ok(assessment) => assessment,
        Err(error) => {
            eprintln!("{}: {error}", arguments.file);
            return ExitCode::from(2);
        }
    };
    let text = match arguments.format {
        Format::Html => render::proof(&assessment, lang),
        Format::Markdown => render::proof_markdown(&assessment, lang),
    };
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads the output has gone: there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn bytes(file: &str) -> io::Result<Vec<u8>> {
    if file == "-" {
        let mut bytes = Vec::new();
        return io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes);
    }
    fs::read(file)
}
