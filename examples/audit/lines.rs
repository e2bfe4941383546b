//! The machine forms: JSON, one object a line, and CSV, one finding a row. Every line is made whole before it is written.

use clap::ValueEnum;
use ogi_report::Report;
use ogi_report::assess::Comparison;
use ogi_report::extract::{Body, Resemblance, Site};
use ogi_report::form::Lang;
use ogi_report::localise::Explained;
use ogi_report::render::{clipped, shown};
use ogi_report::rollup::Family;
use ogi_report::rules::Finding;
use ogi_report::series::Series;
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;

use super::document::Opened;
use super::json;
use super::summary::Summary;

/// How to write the result.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A summary for people.
    Human,
    /// One JSON object a line: each document as soon as it is read, then what was found across them, then a summary.
    Json,
    /// One finding a row, in the same order; a document without findings has one row.
    Csv,
}

/// A row of the CSV form.
#[derive(Default)]
struct Row<'a> {
    /// `document`, `series`, `located`, `rollup`, `coverage` or `unlinked`.
    of: &'a str,
    source: &'a str,
    agency: String,
    year: String,
    edition: &'a str,
    verdict: &'a str,
    rule: &'a str,
    name: &'a str,
    severity: &'a str,
    cells: String,
    message: Cow<'a, str>,
}

/// The names of the columns of the CSV form, as a row.
pub(crate) fn head(format: Format) -> Vec<u8> {
    match format {
        Format::Human | Format::Json => Vec::new(),
        Format::Csv => "type,source,agency,year,edition,verdict,rule,name,severity,cells,message\n".as_bytes().to_vec(),
    }
}

fn rows<'a>(rows: impl IntoIterator<Item = Row<'a>>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    for row in rows {
        let Row { of, source, agency, year, edition, verdict, rule, name, severity, cells, message } = row;
        let fields = [of, source, &agency, &year, edition, verdict, rule, name, severity, &cells, &message];
        writer.write_record(fields.map(field)).expect("writing to memory does not fail");
    }
    writer.into_inner().expect("writing to memory does not fail")
}

/// A text as a field: on one line, and with `'` before what a spreadsheet would run as a formula.
///
/// No column is of numbers that can be negative, so nothing is lost by it.
fn field(text: &str) -> String {
    let text = shown(text);
    let runs = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    if runs { format!("'{text}") } else { text }
}

fn line(value: &Value) -> Vec<u8> {
    let mut line = Vec::new();
    json::line(&mut line, value).expect("writing to memory does not fail");
    line
}

/// A finding as an object that says what kind of line it is.
fn tagged(of: &str, value: impl Serialize) -> Value {
    let mut object = serde_json::to_value(value).unwrap_or_default();
    object["type"] = of.into();
    object
}

fn joined<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join("; ")
}

/// A document with its findings.
pub(crate) fn document(format: Format, lang: Lang, source: &str, opened: &Opened) -> Vec<u8> {
    match (format, opened) {
        (Format::Human, _) => Vec::new(),
        (Format::Json, Opened::Unreadable(why)) => line(&json!({
            "type": "document", "source": source, "edition": null, "agency": null, "year": null,
            "verdict": "unreadable", "findings": [], "explanations": [], "error": why,
        })),
        (Format::Json, Opened::Read(assessment)) => {
            let draft = assessment.draft();
            let findings: Vec<_> = assessment.findings().iter().map(|finding| finding.spoken(lang)).collect();
            line(&json!({
                "type": "document", "source": source, "edition": draft.edition(),
                "agency": draft.agency().map(|found| &found.value), "year": draft.year().map(|found| found.value),
                "verdict": assessment.verdict(), "findings": findings, "explanations": assessment.explanations(),
                // Of numbers that are a report only.
                "indicators": assessment.report().map(Report::indicators),
            }))
        }
        (Format::Csv, Opened::Unreadable(why)) => {
            rows([Row { of: "document", source, verdict: "unreadable", message: why.into(), ..Row::default() }])
        }
        (Format::Csv, Opened::Read(assessment)) => {
            let draft = assessment.draft();
            let row = || Row {
                of: "document",
                source,
                agency: draft.agency().map_or(String::new(), |found| clipped(&found.value)),
                year: draft.year().map_or(String::new(), |found| found.value.to_string()),
                edition: draft.edition().name(),
                verdict: assessment.verdict().name(Lang::En),
                ..Row::default()
            };
            let found = assessment.findings().iter().map(|finding| Row {
                rule: finding.rule().code(),
                name: finding.rule().name(),
                severity: finding.severity().name(Lang::En),
                cells: joined(finding.cells()),
                message: finding.message(lang).into(),
                ..row()
            });
            if assessment.findings().is_empty() { rows([row()]) } else { rows(found) }
        }
    }
}

/// Findings over several reports: of a `series` or a `rollup`.
pub(crate) fn across(format: Format, lang: Lang, of: &str, agency: &Body, found: &Comparison) -> Vec<u8> {
    let findings = found.findings();
    match format {
        Format::Human => Vec::new(),
        Format::Json => findings.iter().flat_map(|finding| line(&tagged(of, found.spoken(finding, lang)))).collect(),
        Format::Csv => {
            let sources = |finding: &Finding| joined(finding.reports().iter().filter_map(|r| r.source.as_deref()));
            let sources: Vec<String> = findings.iter().map(sources).collect();
            rows(findings.iter().zip(&sources).map(|(finding, source)| Row {
                of,
                source,
                agency: agency.to_string(),
                year: joined(finding.reports().iter().map(|report| report.year)),
                rule: finding.rule().code(),
                name: finding.rule().name(),
                severity: finding.severity().name(Lang::En),
                cells: joined(finding.sites().iter().map(Site::to_string)),
                message: finding.message(lang).into(),
                ..Row::default()
            }))
        }
    }
}

/// Which cells of a series are wrong.
pub(crate) fn located(format: Format, lang: Lang, series: &Series, part: &Explained<Site>) -> Vec<u8> {
    match format {
        Format::Human => Vec::new(),
        Format::Json => {
            let mut object = tagged("located", part);
            object["agency"] = series.body().name().into();
            line(&object)
        }
        Format::Csv => rows(
            part.explanations
                .iter()
                .map(|explanation| {
                    let cells = joined(explanation.changes.iter().map(|change| &change.site));
                    (cells, explanation.words(lang))
                })
                .collect::<Vec<_>>()
                .iter()
                .map(|(cells, words)| Row {
                    of: "located",
                    agency: series.body().to_string(),
                    cells: cells.clone(),
                    message: words.into(),
                    ..Row::default()
                }),
        ),
    }
}

/// How the children given stand to those there are.
pub(crate) fn coverage(format: Format, lang: Lang, family: &Family) -> Vec<u8> {
    let (parent, coverage) = (family.parent(), family.coverage());
    let names = |bodies: &[Body]| bodies.iter().map(|body| body.name().to_owned()).collect::<Vec<_>>();
    match format {
        Format::Human => Vec::new(),
        Format::Json => line(&json!({
            "type": "coverage", "agency": parent.body(), "year": parent.year(), "children": family.children().count(),
            "declared": coverage.is_declared, "complete": coverage.is_complete(), "missing": names(&coverage.missing),
            "surplus": names(&coverage.surplus), "aside": names(&coverage.aside),
            "contradictory": names(&coverage.contradictory),
        })),
        Format::Csv => rows([Row {
            of: "coverage",
            agency: parent.body().to_string(),
            year: parent.year().to_string(),
            message: super::summary::covered(family, lang).into(),
            ..Row::default()
        }]),
    }
}

/// Two bodies whose names resemble each other and that were not taken for one.
pub(crate) fn unlinked(format: Format, lang: Lang, (a, b, how): &(Body, Body, Resemblance)) -> Vec<u8> {
    match format {
        Format::Human => Vec::new(),
        Format::Json => line(&json!({"type": "unlinked", "agencies": [a, b], "because": how})),
        Format::Csv => rows([Row {
            of: "unlinked",
            agency: a.to_string(),
            message: super::summary::resembles(a, b, *how, lang).into(),
            ..Row::default()
        }]),
    }
}

/// The last line.
pub(crate) fn summary(format: Format, summary: &Summary) -> Vec<u8> {
    match format {
        Format::Human | Format::Csv => Vec::new(),
        Format::Json => line(&tagged("summary", summary)),
    }
}
