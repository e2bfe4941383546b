//! The findings in order, each linked to its cells and to the words of the text it is about.

use std::collections::BTreeMap;

use super::{Page, Proof};
use crate::assess::WaiverUse;
use crate::form::Cell;
use crate::impossible::DebugExpect;
use crate::rules::{Finding, Severity};
use crate::shown::clipped;

/// So many of a finding's cells are linked.
const LINKED: usize = 12;

/// The severity as a word of the page's style.
pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

impl Page<'_> {
    pub(super) fn findings(&mut self, proof: &Proof<'_>) {
        let words = proof.words;
        self.raw("<section id=\"findings\">\n<h2>").text(words.findings).raw("</h2>\n");
        if proof.assessment.findings().is_empty() {
            self.raw("<p>").text(words.no_findings).raw("</p>\n");
        } else {
            let mut quotes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for (order, quoted) in proof.quoted.iter().enumerate() {
                for number in &quoted.findings {
                    quotes.entry(*number).or_default().push(order);
                }
            }
            self.raw("<ol>\n");
            for (number, finding) in proof.assessment.findings().iter().enumerate() {
                self.finding(proof, number, finding, quotes.get(&number).map_or(&[], Vec::as_slice));
            }
            self.raw("</ol>\n");
        }
        self.raw("</section>\n");
        self.forced(proof);
        self.waivers(proof);
    }

    fn forced(&mut self, proof: &Proof<'_>) {
        let forced = proof.assessment.forced();
        if forced.is_empty() {
            return;
        }
        self.raw("<section id=\"forced\">\n<h2>").text(proof.words.forced).raw("</h2>\n<ul>\n");
        for one in forced {
            self.raw("<li><a href=\"#").show(one.cell).raw("\">");
            self.text(&one.words(proof.assessment.draft().edition(), proof.lang)).raw("</a></li>\n");
        }
        self.raw("</ul>\n</section>\n");
    }

    /// All waivers that were given, whatever became of them: nothing is let stand out of sight.
    fn waivers(&mut self, proof: &Proof<'_>) {
        let waivers = proof.assessment.waivers();
        if waivers.is_empty() {
            return;
        }
        self.raw("<section id=\"waivers\">\n<h2>").text(proof.words.waivers).raw("</h2>\n<ol>\n");
        for (order, WaiverUse { waiver, state }) in waivers.iter().enumerate() {
            self.raw("<li id=\"w")
                .show(order + 1)
                .raw("\"><p><strong>")
                .text(state.words(proof.lang))
                .raw("</strong> ");
            let waived = proof.assessment.findings().iter().position(|finding| finding.is_at(&waiver.locus));
            if let Some(number) = waived {
                self.raw("<a href=\"#f").show(number + 1).raw("\">").text(proof.words.finding).raw(" ");
                self.show(number + 1).raw("</a> ");
            }
            self.raw("<bdi>")
                .show(&waiver.locus)
                .raw("</bdi></p>\n<p class=\"where\"><bdi>")
                .text(&clipped(&waiver.reason));
            self.raw("</bdi> · <bdi>")
                .text(&clipped(&waiver.by))
                .raw("</bdi> · ")
                .show(waiver.date)
                .raw(" – ")
                .show(waiver.expires);
            self.raw("</p></li>\n");
        }
        self.raw("</ol>\n</section>\n");
    }

    fn finding(&mut self, proof: &Proof<'_>, number: usize, finding: &Finding, quotes: &[usize]) {
        let (words, rule) = (proof.words, finding.rule());
        let class = class(finding.severity());
        self.raw("<li id=\"f").show(number + 1).raw("\" class=\"finding ").raw(class).raw("\">\n<p><strong>");
        self.text(finding.severity().name(proof.lang)).raw("</strong> <code>").text(rule.code()).raw(" ");
        self.text(rule.name()).raw("</code> ").text(&finding.message(proof.lang)).raw("</p>\n");
        if let Some(waiver) = proof.assessment.waiver_of(finding) {
            let order = proof.assessment.waivers().iter().position(|used| &used.waiver == waiver);
            let order = order.debug_expect("a finding is waived by one of the waivers");
            self.raw("<p><a href=\"#w").show(order + 1).raw("\">").text(words.waived).raw("</a>");
            self.text(words.colon).raw("<bdi>").text(&clipped(&waiver.reason)).raw("</bdi></p>\n");
        }
        self.raw("<p class=\"where\">");
        if finding.place().is_known() {
            let place = finding.place().describe(proof.lang);
            self.raw("<span>").text(words.at).text(words.colon).text(&place).raw("</span> ");
        }
        for order in quotes {
            self.raw("<a href=\"#n").show(order + 1).raw("\">").text(words.in_text).raw("</a> ");
        }
        self.cells(proof, finding);
        self.raw("</p>\n</li>\n");
    }

    fn cells(&mut self, proof: &Proof<'_>, finding: &Finding) {
        let (draft, words) = (proof.assessment.draft(), proof.words);
        // Zeros of an equation are not what one looks for.
        let equation = finding.rule().identity().is_some();
        let matters = |cell: &Cell| !equation || draft.count(*cell) != Some(0) || proof.marks.suspect(*cell).is_some();
        let cells: Vec<Cell> = finding.cells().iter().copied().filter(matters).collect();
        if cells.is_empty() {
            return;
        }
        self.raw("<span>").text(words.cells).text(words.colon);
        // The finding has said which row or column it is about.
        self.links(proof, &cells, |cell| {
            match finding.identity().map(|identity| (identity.row(), identity.column())) {
                Some((Some(_), _)) => cell.column().label(draft.edition(), proof.lang).to_owned(),
                Some((_, Some(_))) => cell.row().label(draft.edition(), proof.lang).to_owned(),
                _ => cell.name(draft.edition(), proof.lang),
            }
        });
        self.raw("</span>");
    }

    /// Links to cells, the first so many of them.
    pub(super) fn links(&mut self, proof: &Proof<'_>, cells: &[Cell], name: impl Fn(Cell) -> String) {
        for (at, cell) in cells.iter().take(LINKED).enumerate() {
            self.raw(if at > 0 { "; " } else { "" });
            self.raw("<a href=\"#").show(cell).raw("\">").text(&name(*cell)).raw("</a>");
        }
        if cells.len() > LINKED {
            self.raw(" … ").text(proof.words.more_cells).raw(" ").show(cells.len());
        }
    }
}
