//! The frame of the page: what is known on top, then the report section by section, then the findings.

use std::collections::BTreeSet;

use super::{Page, Proof, Words};
use crate::assess::UNSEEN;
use crate::form::{Cell, Lang, Section};
use crate::rules::Severity;
use crate::shown::clipped;

/// Nothing is loaded, run or sent, whatever stands in the page; its own style is inside it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// How many equally small explanations of a part are written out.
const EXPLANATIONS: usize = 5;

/// Whose report, and on which year.
pub(super) fn title(proof: &Proof<'_>) -> (String, String) {
    let (draft, words) = (proof.assessment.draft(), proof.words);
    let agency = draft.agency().map_or(words.unnamed.to_owned(), |agency| clipped(&agency.value));
    let year = match (proof.lang, draft.year()) {
        (Lang::Zh, Some(year)) => format!("{}年{}", year.value, words.report),
        (Lang::Zh, None) => format!("{}{}", words.no_year, words.report),
        (Lang::En, Some(year)) => format!(" {}: {}", year.value, words.report),
        (Lang::En, None) => format!(" {}: {}", words.no_year, words.report),
    };
    (agency, year)
}

/// The facts on top: each a name and a value.
pub(super) fn facts(proof: &Proof<'_>) -> Vec<(&'static str, String)> {
    let (assessment, words, lang) = (proof.assessment, proof.words, proof.lang);
    let draft = assessment.draft();
    let shown = draft.shown_edition().map(|edition| format!("{edition} ({})", edition.document_number()));
    let edition = shown.unwrap_or_else(|| words.not_shown.to_owned());
    let mut facts = vec![(words.edition, edition)];
    if let Some(period) = draft.period() {
        facts.push((words.period, format!("{} – {}", period.value.start, period.value.end)));
    }
    let cells = draft.cells().count();
    let known = assessment.known();
    let forced = assessment.forced().len();
    let forced = if forced > 0 { format!(" ({forced} {})", words.forced) } else { String::new() };
    facts.push((words.known, format!("{known}/{cells}{forced}")));
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        let count = assessment.findings().iter().filter(|finding| finding.severity() == severity).count();
        facts.push((severity.name(lang), count.to_string()));
    }
    facts
}

/// Which cells are wrong, a sentence for each part of the form, and explanations as small.
pub(super) fn conclusions(proof: &Proof<'_>) -> (Vec<String>, Vec<String>) {
    let Some(diagnosis) = proof.assessment.diagnosis() else { return Default::default() };
    let edition = proof.assessment.draft().edition();
    let mut others = Vec::new();
    for part in diagnosis.parts().iter().filter(|part| part.at_least > 0 && !part.is_single_equation()) {
        let mut rest = part.explanations.iter().skip(1).map(|other| other.words(edition, proof.lang));
        others.extend(rest.by_ref().take(EXPLANATIONS));
        others.extend(rest.next().map(|_| "…".to_owned()));
    }
    (diagnosis.sentences(proof.lang), others)
}

impl Page<'_> {
    /// The whole page.
    pub(super) fn whole(&mut self, proof: &Proof<'_>) {
        let (agency, year) = title(proof);
        self.raw("<!DOCTYPE html>\n<html lang=\"").raw(proof.words.code).raw("\">\n<head>\n<meta charset=\"utf-8\">\n");
        self.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"").raw(POLICY).raw("\">\n");
        self.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        self.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<title>")
            .text(&agency)
            .text(&year)
            .raw("</title>\n<style>\n");
        self.raw(include_str!("style.css")).raw("</style>\n</head>\n<body>\n");
        self.raw("<a class=\"skip\" href=\"#findings\">").text(proof.words.skip).raw("</a>\n");
        self.head(proof, &agency, &year);
        self.raw("<main>\n");
        self.sections(proof);
        self.findings(proof);
        self.raw("</main>\n<footer><p>").text(proof.words.note).text(proof.words.colon).text(UNSEEN.get(proof.lang));
        self.raw("</p></footer>\n</body>\n</html>\n");
    }

    fn head(&mut self, proof: &Proof<'_>, agency: &str, year: &str) {
        let (words, verdict) = (proof.words, proof.assessment.verdict());
        let lang = if proof.assessment.draft().agency().is_some() { Words::of(Lang::Zh) } else { words }.code;
        self.raw("<header>\n<h1><bdi lang=\"")
            .raw(lang)
            .raw("\">")
            .text(agency)
            .raw("</bdi>")
            .text(year)
            .raw("</h1>\n");
        self.raw("<p class=\"verdict ");
        self.raw(verdict.name(Lang::En)).raw("\">").text(words.verdict).text(words.colon);
        self.text(verdict.name(proof.lang)).raw("</p>\n<dl class=\"facts\">\n");
        for (name, value) in facts(proof) {
            self.raw("<div><dt>").text(name).raw("</dt><dd>").text(&value).raw("</dd></div>\n");
        }
        self.raw("</dl>\n<p class=\"where\">").text(&proof.assessment.conclusion(proof.lang)).raw("</p>\n");
        let (sentences, others) = conclusions(proof);
        if !sentences.is_empty() {
            self.raw("<section class=\"conclusion\" aria-label=\"").text(words.conclusion).raw("\">\n");
            for sentence in sentences {
                self.raw("<p>").text(&sentence).raw("</p>\n");
            }
            if !others.is_empty() {
                self.raw("<ul>\n");
                for other in others {
                    self.raw("<li>").text(words.or).text(&other).raw("</li>\n");
                }
                self.raw("</ul>\n");
            }
            let suspects: Vec<Cell> = proof.marks.suspects().map(|(cell, _)| cell).collect();
            if !suspects.is_empty() {
                self.raw("<p class=\"where\">").text(words.cells).text(words.colon);
                self.links(proof, &suspects, |cell| cell.name(proof.assessment.draft().edition(), proof.lang));
                self.raw("</p>\n");
            }
            self.raw("</section>\n");
        }
        self.legend(proof);
        self.raw("</header>\n");
    }

    /// What the marks on this page mean.
    fn legend(&mut self, proof: &Proof<'_>) {
        let (words, marks) = (proof.words, &proof.marks);
        let mut entries = BTreeSet::new();
        for cell in proof.assessment.draft().form().cells() {
            let broken = marks.is_in_broken_equation(cell);
            let wrong = |certain| if certain { (0, "wrong", words.wrong) } else { (1, "suspect", words.may_be_wrong) };
            entries.extend(marks.suspect(cell).map(|suspect| wrong(suspect.certain)));
            entries.extend(broken.then_some((2, "broken top right bottom left", words.in_equation)));
            let reported = !broken && !marks.findings(cell).is_empty();
            entries.extend(reported.then_some((3, "reported", words.reported)));
        }
        entries.extend(proof.quoted.iter().map(|quoted| {
            let (class, word) = quoted.standing(words);
            (4, class, word)
        }));
        if entries.is_empty() {
            return;
        }
        self.raw("<ul class=\"legend\" aria-label=\"").text(words.legend).raw("\">\n");
        for (order, class, word) in entries {
            let (class, inside) = if order == 4 { ("", format!("claim {class}")) } else { (class, String::new()) };
            self.raw("<li class=\"").raw(class).raw("\"><span class=\"").raw(&inside).raw("\">").text(word);
            self.raw("</span></li>\n");
        }
        self.raw("</ul>\n");
    }

    fn sections(&mut self, proof: &Proof<'_>) {
        let prose = || proof.assessment.draft().prose().iter().enumerate();
        if prose().any(|(_, p)| p.section.is_none() && !p.passages.is_empty()) {
            self.raw("<section>\n<h2>").text(proof.words.before_sections).raw("</h2>\n");
            for (at, prose) in prose().filter(|(_, p)| p.section.is_none()) {
                self.prose(proof, at, prose);
            }
            self.raw("</section>\n");
        }
        for section in Section::ALL {
            let own = || prose().filter(move |(_, p)| p.section == Some(section));
            self.raw("<section>\n<h2>").text(section.heading(proof.lang)).raw("</h2>\n");
            for (at, prose) in own() {
                self.prose(proof, at, prose);
            }
            match section.table() {
                Some(table) => self.tables(proof, table),
                None if own().all(|(_, p)| p.passages.is_empty()) => {
                    self.raw("<p class=\"where\">").text(proof.words.no_text).raw("</p>\n");
                }
                None => {}
            }
            self.raw("</section>\n");
        }
    }
}
