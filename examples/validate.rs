//! Reads annual reports and says what is wrong in them, in which cell and why.
//!
//! ```text
//! cargo run --example validate -- tests/data/qukou-2024.txt
//! ```
//!
//! Exit status: 0 every report accepted, or tolerated under a policy, a selection of rules or waivers of one's own; 1 at
//! least one rejected or incomplete; 2 at least one could not be read as a report, or bad usage.

#[path = "validate/drawing.rs"]
mod drawing;
#[path = "validate/input.rs"]
mod input;
#[path = "validate/json.rs"]
mod json;
#[path = "validate/settings.rs"]
mod settings;
#[path = "validate/text.rs"]
mod text;
#[path = "validate/waivers.rs"]
mod waivers;

use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use ogi_report::assess::{Policy, Selection, UNSEEN};
use ogi_report::draft::Date;
use ogi_report::form::Lang;
use ogi_report::render::{clipped, shown};
use ogi_report::rules::{Finding, Scope, Severity};
use ogi_report::{Assessment, Draft, Verdict};
use serde::Serialize;
use serde_json::json;

/// Check annual reports on open government information (政府信息公开工作年度报告).
#[derive(Parser)]
struct Arguments {
    /// How to write the result: for people, or one JSON object a line.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The language of messages.
    #[arg(long, value_name = "zh|en", default_value_t = Lang::Zh)]
    lang: Lang,
    #[command(flatten)]
    settings: settings::Settings,
    /// The day on which the report was published; the rule on late publication needs it. For one document with one report.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = settings::day)]
    published: Option<Date>,
    /// The day by which it was to be published, where the law has none or a locality an earlier one.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = settings::day, requires = "published")]
    due: Option<Date>,
    /// The documents; `-` reads standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<OsString>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Human,
    Json,
}

impl Arguments {
    /// The drafts with the days that were given.
    fn dated(&self, mut drafts: Vec<Draft>) -> Result<Vec<Draft>, String> {
        match (self.published, drafts.as_mut_slice()) {
            (None, _) => {}
            (Some(published), [draft]) => {
                draft.set_published(published);
                draft.set_due(self.due);
            }
            (Some(_), several) => {
                let n = several.len();
                return Err(match self.lang {
                    Lang::Zh => format!("文件中有 {n} 份报告，--published 只能用于一份"),
                    Lang::En => format!("{n} reports in the document: --published is the day of one"),
                });
            }
        }
        Ok(drafts)
    }
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let lang = arguments.lang;
    let mut out = io::stdout().lock();
    let colour = Colour { on: out.is_terminal() && env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) };
    let width = width();
    let mut settled = match arguments.settings.settle(&[Scope::Report]) {
        Ok(settled) => settled,
        Err(error) => {
            eprintln!("error: {}", shown(&error));
            return ExitCode::from(2);
        }
    };
    if arguments.published.is_some() && arguments.files.len() > 1 {
        eprintln!("error: --published is the day of one document: name one file");
        return ExitCode::from(2);
    }
    let mut status = 0;
    for file in &arguments.files {
        let source = &if file == "-" { "<stdin>".into() } else { file.to_string_lossy() };
        // One result for each report in the file.
        let outcomes = match input::drafts(file, lang).and_then(|drafts| arguments.dated(drafts)) {
            Ok(drafts) => drafts.into_iter().map(|draft| Ok(settled.checker.check(draft))).collect(),
            Err(error) => vec![Err(error)],
        };
        for outcome in outcomes {
            status = status.max(match outcome.as_ref().map(Assessment::verdict) {
                Ok(Verdict::Accepted | Verdict::Tolerated) => 0,
                Ok(_) => 1,
                Err(_) => 2,
            });
            if let Ok(assessment) = &outcome {
                settled.note(assessment.waivers());
            }
            let written = match (arguments.format, &outcome) {
                (Format::Json, Ok(assessment)) => {
                    json::line(&mut out, &Line { source, assessment: assessment.spoken(lang) })
                }
                (Format::Json, Err(error)) => json::line(&mut out, &unreadable(source, error)),
                (Format::Human, Ok(assessment)) => human(&mut out, &shown(source), assessment, lang, width, colour),
                (Format::Human, Err(error)) => {
                    let (source, error, verdict) =
                        (shown(source), shown(error), if lang == Lang::Zh { "无法识别" } else { "unreadable" });
                    match lang {
                        Lang::Zh => writeln!(out, "{source}：{verdict}：{error}"),
                        Lang::En => writeln!(out, "{source}: {verdict}: {error}"),
                    }
                }
            };
            if let Err(error) = written {
                // Whoever reads the output has gone: there is nobody left to tell.
                let gone = error.kind() == io::ErrorKind::BrokenPipe;
                return if gone { ExitCode::from(status) } else { ExitCode::from(2) };
            }
        }
    }
    for waiver in settled.unmet(lang) {
        eprintln!("{waiver}");
    }
    ExitCode::from(status)
}

#[derive(Serialize)]
struct Line<'a, A> {
    source: &'a str,
    #[serde(flatten)]
    assessment: A,
}

fn unreadable(source: &str, error: &str) -> serde_json::Value {
    json!({
        "source": source, "edition": null, "agency": null, "year": null, "verdict": "unreadable",
        "cells": {}, "findings": [], "forced": [], "explanations": [], "error": error,
    })
}

/// How many places a line has: what `COLUMNS` says, or the terminal; 100 where the output goes elsewhere.
fn width() -> usize {
    let said = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok()).filter(|columns| *columns > 0);
    said.or_else(|| terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into())).unwrap_or(100)
}

fn human(
    out: &mut impl Write,
    source: &str,
    assessment: &Assessment,
    lang: Lang,
    width: usize,
    colour: Colour,
) -> io::Result<()> {
    let draft = assessment.draft();
    let (unnamed, no_year) = match lang {
        Lang::Zh => ("（未找到机关名称）", "（未找到年度）".to_owned()),
        Lang::En => ("(no agency found)", "(no year found)".to_owned()),
    };
    let agency = draft.agency().map_or(unnamed.to_owned(), |a| clipped(&a.value));
    let year = draft.year().map_or(no_year, |y| match lang {
        Lang::Zh => format!("{}年度", y.value),
        Lang::En => y.value.to_string(),
    });
    let edition = draft.edition();
    match (lang, draft.shown_edition()) {
        (Lang::Zh, Some(_)) => writeln!(out, "{source}：{agency} {year}（{edition}年格式）")?,
        (Lang::En, Some(_)) => writeln!(out, "{source}: {agency}, {year} (edition {edition})")?,
        (Lang::Zh, None) => writeln!(out, "{source}：{agency} {year}（格式版本不明）")?,
        (Lang::En, None) => writeln!(out, "{source}: {agency}, {year} (edition unknown)")?,
    }
    write_explanations(out, assessment, lang)?;
    drawing::draw(out, assessment, lang, width, colour)?;
    for finding in assessment.findings() {
        write_finding(out, finding, lang, colour)?;
        if let Some(waiver) = assessment.waiver_of(finding) {
            let words = waivers::words(waiver, lang);
            match lang {
                Lang::Zh => writeln!(out, "      豁免：{words}")?,
                Lang::En => writeln!(out, "      waived: {words}")?,
            }
        }
    }
    for waiver in waivers::idle(assessment, lang) {
        writeln!(out, "  {waiver}")?;
    }
    for forced in assessment.forced() {
        match lang {
            Lang::Zh => writeln!(out, "  推得：{}", forced.words(edition, lang))?,
            Lang::En => writeln!(out, "  forced: {}", forced.words(edition, lang))?,
        }
    }
    text::write(out, assessment, lang)?;
    match lang {
        Lang::Zh => writeln!(out, "注：{}。", UNSEEN.get(lang))?,
        Lang::En => writeln!(out, "note: {}", UNSEEN.get(lang))?,
    }
    let count = |severity| assessment.findings().iter().filter(|f| f.severity() == severity).count();
    let (errors, warnings, notes) = (count(Severity::Error), count(Severity::Warning), count(Severity::Note));
    let cells = draft.cells().count();
    let known = assessment.known();
    let mut word = colour.verdict(assessment.verdict(), lang);
    let is_default = (assessment.policy(), assessment.selection()) == (&Policy::default(), &Selection::All)
        && assessment.waivers().is_empty();
    if !is_default {
        // Which policy, and how many rules had which outcome.
        word = assessment.conclusion(lang).replacen(assessment.verdict().name(lang), &word, 1);
    }
    match lang {
        Lang::Zh => {
            writeln!(out, "结论：{word}。{cells} 格中 {known} 格有数；错误 {errors}，警告 {warnings}，提示 {notes}。")
        }
        Lang::En => writeln!(
            out,
            "verdict: {word}; {known} of {cells} cells have a number; errors {errors}, warnings {warnings}, notes {notes}"
        ),
    }
}

/// How many equally small explanations are written out; JSON has them all.
const EXPLANATIONS: usize = 5;

/// Which cells are wrong and what they should say, in one sentence for each part of the form; ties under it.
fn write_explanations(out: &mut impl Write, assessment: &Assessment, lang: Lang) -> io::Result<()> {
    let Some(diagnosis) = assessment.diagnosis() else { return Ok(()) };
    for sentence in diagnosis.sentences(lang) {
        writeln!(out, "  ⇒ {sentence}")?;
    }
    for part in diagnosis.parts().iter().filter(|p| p.at_least > 0 && !p.is_single_equation()) {
        let edition = assessment.draft().edition();
        for other in part.explanations.iter().skip(1).take(EXPLANATIONS) {
            match lang {
                Lang::Zh => writeln!(out, "      或：{}", other.words(edition, lang))?,
                Lang::En => writeln!(out, "      or: {}", other.words(edition, lang))?,
            }
        }
    }
    Ok(())
}

fn write_finding(out: &mut impl Write, finding: &Finding, lang: Lang, colour: Colour) -> io::Result<()> {
    let (rule, severity) = (finding.rule(), colour.severity(finding.severity(), lang));
    let message = finding.message(lang);
    match lang {
        Lang::Zh => writeln!(out, "  {severity} {} {}：{message}", rule.code(), rule.name())?,
        Lang::En => writeln!(out, "  {severity} {} {}: {message}", rule.code(), rule.name())?,
    }
    if finding.place().is_known() {
        let at = match lang {
            Lang::Zh => "位置：",
            Lang::En => "at ",
        };
        writeln!(out, "      {at}{}", finding.place().describe(lang))?;
    }
    Ok(())
}

/// Colour on a terminal, unless `NO_COLOR` is set.
#[derive(Clone, Copy)]
struct Colour {
    on: bool,
}

impl Colour {
    fn paint(self, code: &str, text: &str) -> String {
        if self.on { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn severity(self, severity: Severity, lang: Lang) -> String {
        let code = match severity {
            Severity::Error => "31;1",
            Severity::Warning => "33",
            Severity::Note => "36",
        };
        self.paint(code, severity.name(lang))
    }

    fn verdict(self, verdict: Verdict, lang: Lang) -> String {
        let code = match verdict {
            Verdict::Accepted => "32;1",
            Verdict::Incomplete | Verdict::Tolerated => "33;1",
            _ => "31;1",
        };
        self.paint(code, verdict.name(lang))
    }
}
