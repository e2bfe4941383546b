//! Checks a folder tree of annual reports: each by itself, each body over its years, and a parent against its children.
//!
//! ```text
//! cargo run --release --all-features --example audit -- --children reports/departments reports/county
//! ```
//!
//! Body and year of a document are taken from its text, never from its path. Documents are read on several threads and
//! written in the order of their paths, each line as soon as its turn comes; no document stops the others.
//!
//! Exit status: 0 every report accepted, or tolerated under a policy, a selection of rules or waivers, and none rejected beside
//! others; 1 at least one rejected or incomplete; 2 at least one could not be read as a report, or bad usage.

#[path = "validate/bytes.rs"]
mod bytes;
#[path = "audit/document.rs"]
mod document;
#[path = "validate/json.rs"]
mod json;
#[path = "audit/lines.rs"]
mod lines;
#[path = "audit/list.rs"]
mod list;
#[path = "validate/settings.rs"]
mod settings;
#[path = "audit/summary.rs"]
mod summary;
#[path = "audit/walk.rs"]
mod walk;
#[path = "audit/work.rs"]
mod work;

use std::io::{self, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use clap::Parser;
use document::Document;
use indicatif::{ProgressBar, ProgressStyle};
use lines::Format;
use list::List;
use ogi_report::draft::Draft;
use ogi_report::extract::{Extract, Site};
use ogi_report::form::Lang;
use ogi_report::localise::Explained;
use ogi_report::render::shown;
use ogi_report::rollup::{Declared, Family};
use ogi_report::rules::Scope;
use ogi_report::series::{Series, gather};
use settings::{Settings, Settled};
use summary::Summary;
use work::in_order;

/// Check a folder tree of annual reports on open government information (政府信息公开工作年度报告).
#[derive(Parser)]
struct Arguments {
    /// How to write the result.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// The language of messages.
    #[arg(long, value_name = "zh|en", default_value_t = Lang::Zh)]
    lang: Lang,
    /// How many documents are read at a time; as many as there are cores if not said.
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
    /// The reports of the bodies under the one whose reports are in DIR: hold its numbers against their sums.
    #[arg(long, value_name = "DIR")]
    children: Option<PathBuf>,
    /// The reports in --children are of all bodies there are.
    #[arg(long, requires = "children", conflicts_with = "list")]
    complete: bool,
    /// The bodies, one a line: reports which are missing from --children. After the name, between commas or tabs: a report year,
    /// the day on which that report was published, the day by which it was due.
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    /// The folder of the reports, or one report.
    dir: PathBuf,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut settled = match arguments.settings.settle(&[Scope::Report, Scope::Series, Scope::Family]) {
        Ok(settled) => settled,
        Err(error) => {
            eprintln!("error: {}", shown(&error));
            return ExitCode::from(2);
        }
    };
    match audit(&arguments, &mut settled) {
        Ok(status) => ExitCode::from(status),
        // Whoever reads the output has gone: there is nobody left to tell.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::from(1),
        Err(error) => {
            eprintln!("{}", shown(&error.to_string()));
            ExitCode::from(2)
        }
    }
}

fn audit(arguments: &Arguments, settled: &mut Settled) -> io::Result<u8> {
    let lang = arguments.lang;
    let jobs = arguments.jobs.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN);
    let list = arguments.list.as_deref().map(List::read).transpose().map_err(io::Error::other)?;
    let mut out =
        Output { lang, format: arguments.format, jobs, summary: Summary::default(), settled, list: list.as_ref() };
    write(&lines::head(out.format))?;
    let own = out.documents(&arguments.dir)?;
    let children = arguments.children.as_deref().map(|dir| out.documents(dir)).transpose()?;
    if let Some(children) = &children {
        out.roll_up(&own, children, arguments.complete)?;
    }
    let mut all = own;
    all.extend(children.into_iter().flatten());
    for entry in list.iter().flat_map(|list| list.unmet(&all, lang)) {
        eprintln!("{entry}");
    }
    out.over_years(all)?;
    for waiver in out.settled.unmet(lang) {
        eprintln!("{waiver}");
    }
    write(&lines::summary(out.format, &out.summary))?;
    if out.format == Format::Human {
        out.summary.write(&mut io::stdout().lock(), lang)?;
    }
    Ok(out.summary.status())
}

/// Writes whole lines, and waits until they are out of our hands.
fn write(lines: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(lines)?;
    out.flush()
}

struct Output<'a> {
    settled: &'a mut Settled,
    list: Option<&'a List>,
    format: Format,
    lang: Lang,
    jobs: NonZeroUsize,
    summary: Summary,
}

impl Output<'_> {
    /// Reads every document under the folder, says what is wrong in each, and keeps the numbers.
    fn documents(&mut self, dir: &Path) -> io::Result<Vec<Extract>> {
        let files = walk::files(dir);
        let bar = ProgressBar::new(files.len() as u64).with_style(style());
        let (format, lang, checker, list) = (self.format, self.lang, self.settled.checker.clone(), self.list);
        let date = |draft: &mut Draft| list.into_iter().for_each(|list| list.date(draft));
        let mut kept = Vec::new();
        let mut result = Ok(());
        let tell = |source: String, opened: &document::Opened| {
            let lines = lines::document(format, lang, &source, opened);
            Document::new(source, opened, lines, lang)
        };
        let read = |found: &walk::Found| -> Vec<Document> {
            document::open(found, &checker, date, lang)
                .iter()
                .map(|opened| tell(document::source(found), opened))
                .collect()
        };
        let mut turn = 0;
        in_order(self.jobs, &files, read, |made| {
            let documents = made.unwrap_or_else(|panic| {
                let opened = document::Opened::Unreadable(format!("the checker failed: {panic}"));
                vec![tell(document::source(&files[turn]), &opened)]
            });
            turn += 1;
            bar.inc(1);
            for document in documents {
                self.settled.note(&document.waivers);
                self.summary.take(&document, lang);
                if result.is_ok() {
                    // The bar stands on standard error: where both are one terminal, it makes room.
                    result = bar.suspend(|| write(&document.lines));
                }
                kept.extend(document.extract);
            }
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        bar.finish_and_clear();
        result.map(|()| kept)
    }

    /// Holds each year's report of the parent against its children's.
    fn roll_up(&mut self, parents: &[Extract], children: &[Extract], complete: bool) -> io::Result<()> {
        let lang = self.lang;
        if let Some(other) = parents.iter().find(|report| report.body() != parents[0].body()) {
            let (a, b) = (parents[0].body(), other.body());
            self.summary.note(match lang {
                Lang::Zh => format!("未作汇总核对：上级报告不止一个机关（{a}、{b}）"),
                Lang::En => format!("no roll-up: the parent's reports are of more than one body ({a}, {b})"),
            });
            return Ok(());
        }
        for parent in parents {
            let declared = match self.list {
                // The list can have the parent too, with the days of its reports.
                Some(list) => {
                    Declared::Complete(list.bodies().iter().filter(|body| *body != parent.body()).cloned().collect())
                }
                None if complete => Declared::All,
                None => Declared::Partial,
            };
            let of_year = children.iter().filter(|child| child.year() == parent.year()).cloned();
            let family = Family::new(parent.clone(), of_year, declared);
            let found = self.settled.checker.check_family(&family);
            self.settled.note(found.waivers());
            write(&lines::coverage(self.format, lang, &family))?;
            write(&lines::across(self.format, lang, "rollup", parent.body(), &found))?;
            self.summary.note(summary::covered(&family, lang));
            self.summary.take_across(&found, None, lang);
        }
        Ok(())
    }

    /// Holds the reports of each body against each other.
    fn over_years(&mut self, reports: Vec<Extract>) -> io::Result<()> {
        let (format, lang, checker) = (self.format, self.lang, self.settled.checker.clone());
        let gathered = gather(reports);
        let mut result = Ok(());
        let check = |series: &Series| {
            let found = checker.check_series(series);
            // Where a link is broken, all years together may say which cell is wrong.
            let is_broken = found.findings().iter().any(|finding| finding.rule().code() == "OGI601");
            let parts = if is_broken { series.locate() } else { Vec::new() };
            let mut lines = lines::across(format, lang, "series", series.body(), &found);
            lines.extend(parts.iter().flat_map(|part| lines::located(format, lang, series, part)));
            let only = |part: &Explained<Site>| match part.explanations.as_slice() {
                [only] => Some(only.words(lang)),
                _ => None,
            };
            (found, parts.iter().find_map(only), lines)
        };
        in_order(self.jobs, &gathered.series, check, |made| {
            match made {
                Ok((found, located, lines)) => {
                    self.settled.note(found.waivers());
                    self.summary.take_across(&found, located.as_deref(), lang);
                    result = write(&lines);
                }
                Err(panic) => self.summary.note(format!("the checker failed: {}", shown(&panic))),
            }
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        result?;
        for pair in &gathered.unlinked {
            write(&lines::unlinked(format, lang, pair))?;
            self.summary.note(summary::resembles(&pair.0, &pair.1, pair.2, lang));
        }
        Ok(())
    }
}

/// A bar that is drawn on a terminal and nowhere else.
fn style() -> ProgressStyle {
    ProgressStyle::with_template("{bar:30} {pos}/{len} {per_sec} {eta}")
        .unwrap_or_else(|_| ProgressStyle::default_bar())
}
