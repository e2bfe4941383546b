//! How another tool uses the crate: the back end of a form that a person fills in.
//!
//! It takes what the front end posts, one JSON object a line on standard input in the format of a [`Draft`] or of a
//! [`Report`], right or wrong. It answers each with a line that the front end can show: findings with the addresses of their
//! cells and messages in both languages, values that follow, and what the wrong cells should say. What can be a [`Report`]
//! is stored; nothing else can be, because the store takes nothing else.
//!
//! ```text
//! cargo run --example embed -- stored.jsonl <posted.jsonl
//! ```
//!
//! The file gets one valid report a line; without one, nothing is kept after the end.
//!
//! Exit status: 0 all input answered, whatever the answers; 2 input or store failed.

#[path = "validate/json.rs"]
mod json;

use std::fs::OpenOptions;
use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use ogi_report::form::{Cell, Edition, Lang};
use ogi_report::localise::Explanation;
use ogi_report::render::clipped;
use ogi_report::rules::{Finding, Severity};
use ogi_report::{Draft, Report, Verdict, check};
use serde::Serialize;

/// What the front end gets.
#[derive(Serialize)]
struct Answer {
    /// `None` where what was posted is no draft at all.
    verdict: Option<Verdict>,
    /// Whether it was stored.
    stored: bool,
    findings: Vec<Shown>,
    /// Cells left empty, with the values that they must have.
    forced: Vec<Value>,
    /// Cells left empty whose values follow from nothing.
    missing: Vec<Named>,
    /// What may be wrong, the most plausible first.
    suggestions: Vec<Both>,
    /// Why what was posted is no draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

/// A finding beside its cells.
#[derive(Serialize)]
struct Shown {
    rule: String,
    severity: Severity,
    cells: Vec<Named>,
    message: Both,
}

/// A text in both languages.
#[derive(Serialize)]
struct Both {
    zh: String,
    en: String,
}

impl Both {
    fn of(text: impl Fn(Lang) -> String) -> Self {
        Self { zh: text(Lang::Zh), en: text(Lang::En) }
    }
}

/// A cell by its address, with its name as people know it.
#[derive(Serialize)]
struct Named {
    cell: Cell,
    name: Both,
}

impl Named {
    fn of(cell: Cell, edition: Edition) -> Self {
        Self { cell, name: Both::of(|lang| cell.name(edition, lang)) }
    }
}

/// A cell with its value.
#[derive(Serialize)]
struct Value {
    #[serde(flatten)]
    cell: Named,
    value: i64,
}

/// Where valid reports are kept. It has no way to take anything else.
trait Store {
    fn keep(&mut self, report: &Report) -> io::Result<()>;
}

/// One report a line.
impl<W: Write> Store for W {
    fn keep(&mut self, report: &Report) -> io::Result<()> {
        json::line(&mut *self, report)?;
        self.flush()
    }
}

/// Answers what was posted, and stores the report if it is one.
///
/// # Errors
///
/// If the store fails.
fn answer(posted: &[u8], store: &mut impl Store) -> io::Result<Answer> {
    let draft: Draft = match serde_json::from_slice(posted) {
        Ok(draft) => draft,
        Err(error) => return Ok(Answer::refusing(&error)),
    };
    let edition = draft.edition();
    let assessment = check(draft);
    if let Some(report) = assessment.report() {
        store.keep(report)?;
    }
    let shown = |finding: &Finding| Shown {
        rule: finding.rule().code().to_owned(),
        severity: finding.severity(),
        cells: finding.cells().iter().map(|cell| Named::of(*cell, edition)).collect(),
        message: Both::of(|lang| finding.message(lang)),
    };
    let forced = assessment.forced().iter().map(|f| Value { cell: Named::of(f.cell, edition), value: f.value });
    let forced: Vec<Value> = forced.collect();
    let is_forced = |cell: &Cell| forced.iter().any(|value| value.cell.cell == *cell);
    let missing = assessment.unknown().iter().filter(|cell| !is_forced(cell));
    let suggestion = |explanation: &Explanation| Both::of(|lang| explanation.words(edition, lang));
    Ok(Answer {
        verdict: Some(assessment.verdict()),
        stored: assessment.report().is_some(),
        findings: assessment.findings().iter().map(shown).collect(),
        missing: missing.map(|cell| Named::of(*cell, edition)).collect(),
        suggestions: assessment.explanations().iter().map(suggestion).collect(),
        forced,
        error: None,
    })
}

impl Answer {
    fn refusing(error: &serde_json::Error) -> Self {
        Self {
            verdict: None,
            stored: false,
            findings: Vec::new(),
            forced: Vec::new(),
            missing: Vec::new(),
            suggestions: Vec::new(),
            error: Some(clipped(&error.to_string())),
        }
    }
}

fn main() -> ExitCode {
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn serve() -> io::Result<()> {
    let mut store: Box<dyn Write> = match std::env::args_os().nth(1) {
        Some(file) => Box::new(OpenOptions::new().create(true).append(true).open(file)?),
        None => Box::new(io::sink()),
    };
    let mut out = io::stdout().lock();
    // By bytes: a line that is not UTF-8 is a bad post and does not end the others.
    for posted in io::stdin().lock().split(b'\n') {
        json::line(&mut out, &answer(&posted?, &mut store)?)?;
    }
    Ok(())
}
