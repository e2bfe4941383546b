//! What a person wants to know of thousands of documents.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, Write};

use ogi_report::Verdict;
use ogi_report::assess::Comparison;
use ogi_report::extract::{Body, Resemblance};
use ogi_report::form::Lang;
use ogi_report::render::shown;
use ogi_report::rollup::Family;
use ogi_report::rules::Severity;
use serde::Serialize;
use serde::ser::SerializeMap;

use super::document::{Document, Tallied};

/// So many of the worst documents, and of those that could not be read, are named; the machine forms have all.
const WORST: usize = 10;
/// So many findings across documents are told.
const TOLD: usize = 20;

/// Counts, and the few things that are named.
#[derive(Default)]
pub(crate) struct Summary {
    /// By verdict; `None` where no report was found.
    verdicts: HashMap<Option<Verdict>, usize>,
    read: usize,
    bodies: BTreeSet<Body>,
    years: BTreeSet<u16>,
    rules: BTreeMap<String, Tallied>,
    /// The worst first: errors, and what is said of the document.
    worst: Vec<(usize, String)>,
    rejected: usize,
    unreadable: Vec<String>,
    /// Documents that do not say whose or of which year they are.
    unplaced: Vec<String>,
    unplaced_all: usize,
    across: Vec<Told>,
    across_all: usize,
    /// Lines about resembling names and about roll-ups.
    notes: Vec<String>,
    notes_all: usize,
    is_rejected: bool,
}

/// A finding over several documents as it is told.
struct Told {
    severity: Severity,
    text: String,
}

/// What the summary counts documents by.
const COUNTED: [Option<Verdict>; 4] =
    [Some(Verdict::Accepted), Some(Verdict::Incomplete), Some(Verdict::Rejected), None];

/// The word for a verdict, or for a document in which no report was found.
fn name(verdict: Option<Verdict>, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Some(verdict), _) => verdict.name(lang),
        (None, Lang::Zh) => "无法识别",
        (None, Lang::En) => "unreadable",
    }
}

impl Summary {
    fn count(&self, verdict: Option<Verdict>) -> usize {
        self.verdicts.get(&verdict).copied().unwrap_or(0)
    }

    pub(crate) fn take(&mut self, document: &Document, lang: Lang) {
        *self.verdicts.entry(document.verdict).or_default() += 1;
        self.read += 1;
        let source = &shown(&document.source);
        let colon = colon(lang);
        if document.verdict.is_none() {
            if self.unreadable.len() < WORST {
                self.unreadable.push(format!("{source}{colon}{}", shown(&document.gist)));
            }
            return;
        }
        for (code, found) in &document.rules {
            let all = self.rules.entry(code.clone()).or_insert(Tallied { findings: 0, documents: 0, ..found.clone() });
            all.findings += found.findings;
            all.documents += found.documents;
            all.severity = all.severity.max(found.severity);
        }
        let placed = document.extract.as_ref().map(|extract| (extract.body(), extract.year()));
        if let Some((body, year)) = placed {
            if !self.bodies.contains(body) {
                self.bodies.insert(body.clone());
            }
            self.years.insert(year);
        } else {
            self.unplaced_all += 1;
            if self.unplaced.len() < WORST {
                self.unplaced.push(source.clone());
            }
        }
        if document.verdict == Some(Verdict::Rejected) {
            self.rejected += 1;
            let whose = document.extract.as_ref().map_or(String::new(), |e| e.report().name(lang) + colon);
            let text = format!("{source}{colon}{whose}{}", document.gist);
            // In order of errors; of the same number the first stays first.
            let at = self.worst.partition_point(|(errors, _)| *errors >= document.errors);
            if at < WORST {
                self.worst.insert(at, (document.errors, text));
                self.worst.truncate(WORST);
            }
        }
    }

    /// Takes findings over several documents, each with what explains it.
    pub(crate) fn take_across(&mut self, found: &Comparison, located: Option<&str>, lang: Lang) {
        self.is_rejected |= found.is_rejected();
        for finding in found.findings() {
            let rule = finding.rule();
            let none = || Tallied { severity: finding.severity(), ..Tallied::none(rule) };
            let all = self.rules.entry(rule.code().to_owned()).or_insert_with(none);
            all.findings += 1;
            all.documents += finding.reports().len();
            all.severity = all.severity.max(finding.severity());
            self.across_all += 1;
            let (severity, code, message) = (finding.severity(), rule.code(), finding.message(lang));
            let mut text = format!("{} {code} {}{}{message}", severity.name(lang), rule.name(), colon(lang));
            if let Some(located) = located.filter(|_| code == "OGI601") {
                text = format!("{text}\n      ⇒ {located}");
            }
            let at = self.across.partition_point(|told| told.severity >= severity);
            if at < TOLD {
                self.across.insert(at, Told { severity, text });
                self.across.truncate(TOLD);
            }
        }
    }

    pub(crate) fn note(&mut self, note: String) {
        self.notes_all += 1;
        if self.notes.len() < TOLD {
            self.notes.push(note);
        }
    }

    /// 0: every document accepted or tolerated, and none rejected beside others; 1: at least one not; 2: at least one could not be read.
    pub(crate) fn status(&self) -> u8 {
        match self.count(None) {
            0 if self.count(Some(Verdict::Accepted)) + self.count(Some(Verdict::Tolerated)) == self.read
                && !self.is_rejected =>
            {
                0
            }
            0 => 1,
            _ => 2,
        }
    }

    /// The summary for people.
    pub(crate) fn write(&self, out: &mut impl Write, lang: Lang) -> io::Result<()> {
        let say = |zh: &'static str, en: &'static str| match lang {
            Lang::Zh => zh,
            Lang::En => en,
        };
        let verdicts = COUNTED.map(|verdict| format!("{} {}", name(verdict, lang), self.count(verdict)));
        let counts = verdicts.join(say("，", ", "));
        let (read, bodies) = (self.read, self.bodies.len());
        let years = match (self.years.first(), self.years.last()) {
            (Some(first), Some(last)) => format!("{first}–{last}"),
            _ => "–".to_owned(),
        };
        match lang {
            Lang::Zh => writeln!(out, "文件 {read} 份：{counts}\n机关 {bodies} 个，年度 {years}")?,
            Lang::En => writeln!(out, "documents {read}: {counts}\nbodies {bodies}, years {years}")?,
        }
        section(out, lang, name(None, lang), &self.unreadable, self.count(None))?;
        let worst: Vec<&String> = self.worst.iter().map(|(_, text)| text).collect();
        section(out, lang, say("错误最多", "worst"), &worst, self.rejected)?;
        section(out, lang, say("未写明机关或年度", "body or year not stated"), &self.unplaced, self.unplaced_all)?;
        let mut rules: Vec<_> = self.rules.iter().collect();
        rules.sort_by_key(|(_, found)| std::cmp::Reverse(found.severity));
        let rules: Vec<String> = rules
            .into_iter()
            .map(|(code, Tallied { name, severity, findings, documents })| match lang {
                Lang::Zh => format!("{} {code} {name}：{findings} 处，{documents} 份", severity.name(lang)),
                Lang::En => {
                    format!("{} {code} {name}: findings {findings}, documents {documents}", severity.name(lang))
                }
            })
            .collect();
        section(out, lang, say("按规则", "by rule"), &rules, rules.len())?;
        let told: Vec<&String> = self.across.iter().map(|told| &told.text).collect();
        section(out, lang, say("跨年、跨级", "across years and levels"), &told, self.across_all)?;
        section(out, lang, say("说明", "notes"), &self.notes, self.notes_all)
    }
}

/// A heading with indented lines, and how many more there are.
fn section(out: &mut impl Write, lang: Lang, heading: &str, lines: &[impl AsRef<str>], all: usize) -> io::Result<()> {
    if all == 0 {
        return Ok(());
    }
    writeln!(out, "{heading}{}", colon(lang).trim_end())?;
    for line in lines {
        writeln!(out, "  {}", line.as_ref())?;
    }
    match (all - lines.len().min(all), lang) {
        (0, _) => Ok(()),
        (more, Lang::Zh) => writeln!(out, "  另有 {more} 条，--format csv 或 json 全部列出"),
        (more, Lang::En) => writeln!(out, "  and {more} more: --format csv or json lists all"),
    }
}

const fn colon(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "：",
        Lang::En => ": ",
    }
}

/// Whether a roll-up is complete, and who is missing or surplus.
pub(crate) fn covered(family: &Family, lang: Lang) -> String {
    let (coverage, n) = (family.coverage(), family.children().count());
    let names = |bodies: &[Body]| {
        let names: Vec<String> = bodies.iter().map(Body::to_string).take(WORST).collect();
        let more = bodies.len() - names.len();
        match (lang, more) {
            (Lang::Zh, 0) => names.join("、"),
            (Lang::Zh, _) => format!("{} 等 {} 家", names.join("、"), bodies.len()),
            (Lang::En, 0) => names.join(", "),
            (Lang::En, _) => format!("{} and {more} more", names.join(", ")),
        }
    };
    let state = match (lang, coverage.is_declared, coverage.is_complete()) {
        (Lang::Zh, _, true) => "名单齐全",
        (Lang::Zh, true, false) => "名单不齐",
        (Lang::Zh, false, false) => "名单未声明完整",
        (Lang::En, _, true) => "complete",
        (Lang::En, true, false) => "incomplete",
        (Lang::En, false, false) => "the list is not declared complete",
    };
    let name = family.parent().report().name(lang);
    let mut text = match lang {
        Lang::Zh => format!("{name}汇总 {n} 家，{state}"),
        Lang::En => format!("{name}: {n} children, {state}"),
    };
    for (bodies, zh, en) in [
        (&coverage.missing, "缺", "missing"),
        (&coverage.surplus, "名单之外", "surplus"),
        (
            &coverage.contradictory,
            "同年有数字不同的几份，未计入",
            "given more than once with different numbers, not added up",
        ),
        (&coverage.aside, "年度不同、重复或为本机关自身，未计入", "set aside: of another year, given twice or its own"),
    ] {
        if !bodies.is_empty() {
            text.push_str(match lang {
                Lang::Zh => "；",
                Lang::En => "; ",
            });
            text.push_str(match lang {
                Lang::Zh => zh,
                Lang::En => en,
            });
            text.push_str(colon(lang));
            text.push_str(&names(bodies));
        }
    }
    text
}

/// Why two bodies were not taken for one.
pub(crate) fn resembles(a: &Body, b: &Body, how: Resemblance, lang: Lang) -> String {
    let why = match (how, lang) {
        (Resemblance::Office, Lang::Zh) => "政府与其办公室",
        (Resemblance::Office, Lang::En) => "a government and its office",
        (Resemblance::Short, Lang::Zh) => "一个名称未写机关类别",
        (Resemblance::Short, Lang::En) => "one name leaves out the kind of body",
        (Resemblance::Territory, Lang::Zh) => "一个名称未写所在地",
        (Resemblance::Territory, Lang::En) => "one name leaves out the place",
        (_, Lang::Zh) => "名称相近",
        (_, Lang::En) => "names alike",
    };
    match lang {
        Lang::Zh => format!("未作同一机关核对：{a}，{b}（{why}）"),
        Lang::En => format!("not linked as one body: {a}, {b} ({why})"),
    }
}

impl Serialize for Summary {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("documents", &self.read)?;
        for verdict in COUNTED {
            map.serialize_entry(name(verdict, Lang::En), &self.count(verdict))?;
        }
        map.serialize_entry("bodies", &self.bodies.len())?;
        map.serialize_entry("years", &self.years)?;
        map.serialize_entry("unplaced", &self.unplaced_all)?;
        let rules = self.rules.iter().map(|(code, found)| (code, found.findings));
        map.serialize_entry("rules", &rules.collect::<BTreeMap<_, _>>())?;
        map.end()
    }
}
