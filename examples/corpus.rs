//! Writes a set of annual reports in mixed formats from a seed, with the truth about every one of them.
//!
//! ```text
//! cargo run --release --all-features --example corpus -- --seed 1 --count 10000 /tmp/corpus
//! ```
//!
//! `DIR/documents/` gets the documents, `DIR/truth.jsonl` one line for each document (body, year, verdict, wrong cells) and
//! one for each thing that an audit over the years has to find. The same seed and count give the same bytes.
//!
//! Exit status: 0 written; 2 not written.

#[path = "corpus/bodies.rs"]
mod bodies;
#[path = "corpus/formats.rs"]
mod formats;
#[path = "corpus/plant.rs"]
mod plant;

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use bodies::Bodies;
use clap::Parser;
use formats::WRITERS;
use ogi_report::read::FileKind;
use ogi_report::render;
use plant::Dice;
use serde_json::json;

/// Write annual reports in mixed formats from a seed, with the truth about them.
#[derive(Parser)]
struct Arguments {
    /// What everything follows from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many files.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: u32,
    /// Of how many bodies in a hundred something is wrong.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u8).range(0..=100))]
    wrong: u8,
    /// A directory that is empty or does not exist.
    dir: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match write(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{}: {error}", arguments.dir.display());
            ExitCode::from(2)
        }
    }
}

fn write(arguments: &Arguments) -> io::Result<()> {
    if fs::read_dir(&arguments.dir).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(io::Error::new(ErrorKind::AlreadyExists, "not empty"));
    }
    fs::create_dir_all(&arguments.dir)?;
    let mut out = Files {
        dir: &arguments.dir,
        truth: BufWriter::new(File::create(arguments.dir.join("truth.jsonl"))?),
        written: 0,
        most: arguments.count,
    };
    let mut bodies = Bodies::new(arguments.seed);
    let mut dice = Dice::new(arguments.seed);
    while out.left() > 0 {
        let (name, reports) = bodies.next();
        let is_wrong = dice.below(100) < arguments.wrong.into();
        if is_wrong && dice.below(5) == 0 {
            out.bad(&mut dice)?;
        }
        // The last body gets no more years than there is room for, and has nothing wrong that a later year would show.
        let room = out.left() as usize > reports.len();
        let plants = if is_wrong && room { plant::Plant::ALL } else { &[] };
        let mut body = plant::plant(&name, &reports, plants, &mut dice);
        body.pages.truncate(out.left() as usize);
        for page in &body.pages {
            let (kind, writer) = WRITERS[dice.below(WRITERS.len())];
            let bytes = writer(&render::official(&page.draft));
            let wrong: Vec<String> = page.wrong.iter().map(ToString::to_string).collect();
            let truth = json!({"agency": name, "year": page.year, "verdict": page.verdict, "wrong": wrong});
            out.file(extension(kind), &bytes, truth)?;
        }
        for finding in body.findings {
            out.truth(&finding)?;
        }
    }
    out.truth.flush()
}

/// What files of a format are called.
fn extension(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Html => "html",
        FileKind::Docx => "docx",
        FileKind::Xlsx => "xlsx",
        FileKind::Csv => "csv",
        FileKind::Markdown => "md",
        _ => "txt",
    }
}

/// Files numbered through, a hundred a folder.
struct Files<'a> {
    dir: &'a Path,
    truth: BufWriter<File>,
    written: u32,
    most: u32,
}

impl Files<'_> {
    const fn left(&self) -> u32 {
        self.most.saturating_sub(self.written)
    }

    fn file(&mut self, extension: &str, bytes: &[u8], mut truth: serde_json::Value) -> io::Result<()> {
        let source = format!("documents/{:03}/{:05}.{extension}", self.written / 100, self.written);
        let path = self.dir.join(&source);
        fs::create_dir_all(path.parent().unwrap_or(self.dir))?;
        fs::write(path, bytes)?;
        self.written += 1;
        truth["source"] = source.into();
        self.truth(&truth)
    }

    fn truth(&mut self, line: &serde_json::Value) -> io::Result<()> {
        serde_json::to_writer(&mut self.truth, line)?;
        writeln!(self.truth)
    }

    /// A file that is no report.
    fn bad(&mut self, dice: &mut Dice) -> io::Result<()> {
        let page = "<!DOCTYPE html><html><head><title>404</title></head><body><p>您访问的页面不存在</p></body></html>";
        let noise: Vec<u8> = (0..600).map(|_| u8::try_from(dice.below(256)).unwrap_or(0)).collect();
        let document = render::official(&ogi_report::Draft::new(ogi_report::form::Form::Revised2021));
        let docx = WRITERS.iter().find(|(kind, _)| *kind == FileKind::Docx).map(|(_, write)| write(&document));
        let mut cut = docx.unwrap_or_default();
        cut.truncate(cut.len() / 2);
        let (extension, bytes) = match dice.below(5) {
            0 => ("txt", Vec::new()),
            1 => ("dat", noise),
            2 => ("png", [&[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a], noise.as_slice()].concat()),
            3 => ("docx", cut),
            _ => ("html", page.as_bytes().to_vec()),
        };
        self.file(extension, &bytes, json!({"agency": null, "year": null, "verdict": "unreadable", "wrong": []}))
    }
}
