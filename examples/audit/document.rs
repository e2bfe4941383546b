//! One report of a document, read and checked: what is kept of it and what is said of it.

use std::collections::BTreeMap;

use ogi_report::assess::{Checker, WaiverUse};
use ogi_report::draft::Draft;
use ogi_report::extract::Extract;
use ogi_report::form::Lang;
use ogi_report::rules::{Rule, Severity};
use ogi_report::{Assessment, Verdict};

use super::bytes;
use super::walk::Found;

/// What is kept of a report: some hundred bytes, whatever its size.
pub(crate) struct Document {
    pub(crate) source: String,
    /// `None` where no report was found in it.
    pub(crate) verdict: Option<Verdict>,
    /// What is said of it, in the format that was asked for.
    pub(crate) lines: Vec<u8>,
    /// How often each rule found something.
    pub(crate) rules: BTreeMap<String, Tallied>,
    pub(crate) errors: usize,
    /// The gravest thing, for people.
    pub(crate) gist: String,
    /// Its numbers, if it says whose and of which year they are.
    pub(crate) extract: Option<Extract>,
    pub(crate) waivers: Vec<WaiverUse>,
}

/// Findings of one rule.
#[derive(Clone)]
pub(crate) struct Tallied {
    pub(crate) name: String,
    pub(crate) severity: Severity,
    pub(crate) findings: usize,
    pub(crate) documents: usize,
}

impl Tallied {
    pub(crate) fn none(rule: &Rule) -> Self {
        Self { name: rule.name().to_owned(), severity: rule.severity(), findings: 0, documents: 0 }
    }
}

/// A report of a document as read, before anything is reported of it.
pub(crate) enum Opened {
    Read(Box<Assessment>),
    Unreadable(String),
}

/// Reads each report in what was found, at least one, completes its draft and checks it; never fails.
pub(crate) fn open(found: &Found, checker: &Checker, complete: impl Fn(&mut Draft), lang: Lang) -> Vec<Opened> {
    let check = |mut draft: Draft| {
        complete(&mut draft);
        Opened::Read(Box::new(checker.check(draft)))
    };
    let bytes = match found {
        Found::File(path) => bytes::of_file(path).map_err(|error| error.to_string()),
        Found::Lost(_, why) => Err(why.clone()),
    };
    match bytes.and_then(|bytes| ogi_report::read::read_all(&bytes).map_err(|error| error.describe(lang))) {
        Ok(drafts) => drafts.into_iter().map(check).collect(),
        Err(why) => vec![Opened::Unreadable(why)],
    }
}

/// The path of what was found.
pub(crate) fn source(found: &Found) -> String {
    match found {
        Found::File(path) | Found::Lost(path, _) => path.display().to_string(),
    }
}

impl Document {
    pub(crate) fn new(source: String, opened: &Opened, lines: Vec<u8>, lang: Lang) -> Self {
        let assessment = match opened {
            Opened::Read(assessment) => assessment,
            Opened::Unreadable(why) => return Self::unreadable(source, why, lines),
        };
        let mut rules: BTreeMap<String, Tallied> = BTreeMap::new();
        for finding in assessment.findings() {
            let rule = finding.rule();
            let tallied =
                rules.entry(rule.code().to_owned()).or_insert_with(|| Tallied { documents: 1, ..Tallied::none(rule) });
            tallied.findings += 1;
            tallied.severity = tallied.severity.max(finding.severity());
        }
        let errors = assessment.findings().iter().filter(|f| f.severity() == Severity::Error).count();
        Self {
            verdict: Some(assessment.verdict()),
            rules,
            errors,
            gist: gist(assessment, lang),
            extract: extract(assessment.draft(), &source),
            waivers: assessment.waivers().to_vec(),
            ..Self::unreadable(source, "", lines)
        }
    }

    /// A document that nothing could be read from.
    pub(crate) fn unreadable(source: String, why: &str, lines: Vec<u8>) -> Self {
        Self {
            source,
            verdict: None,
            lines,
            rules: BTreeMap::new(),
            errors: 0,
            gist: why.to_owned(),
            extract: None,
            waivers: Vec::new(),
        }
    }
}

fn extract(draft: &Draft, source: &str) -> Option<Extract> {
    Extract::try_from(draft).ok().map(|extract| extract.with_source(source))
}

/// The wrong cells if they are located, or the first finding.
fn gist(assessment: &Assessment, lang: Lang) -> String {
    let located = assessment.diagnosis().and_then(|diagnosis| diagnosis.sentences(lang).into_iter().next());
    let first = || assessment.findings().iter().find(|f| f.severity() == Severity::Error);
    located.or_else(|| Some(first()?.message(lang))).unwrap_or_default()
}
