//! The text of the report, with what it states underlined and linked to the cells that count the same.

use std::collections::BTreeMap;

use super::{Page, Proof, Words};
use crate::Assessment;
use crate::draft::Prose;
use crate::form::Cell;
use crate::impossible::Cut;
use crate::narrative::Span;
use crate::rules::Finding;

/// Something that the text states, with what came of it.
pub(super) struct Quoted<'a> {
    pub(super) span: &'a Span,
    /// The cells that count the same, none where it is a list that does not add up.
    pub(super) cells: Vec<Cell>,
    /// Whether it was compared with anything.
    compared: bool,
    /// The findings about it, by their place in the assessment.
    pub(super) findings: Vec<usize>,
}

impl Quoted<'_> {
    /// How it stands to the tables: a word of the page's style, and the word for people.
    pub(super) const fn standing(&self, words: &Words) -> (&'static str, &'static str) {
        match (self.findings.is_empty(), self.compared) {
            (false, _) => ("differs", words.differs),
            (true, true) => ("agrees", words.agrees),
            (true, false) => ("open", words.not_compared),
        }
    }
}

/// What the text states, in the order of the text. Where several statements lie on the same words, the first stands.
pub(super) fn quoted(assessment: &Assessment) -> Vec<Quoted<'_>> {
    let (draft, claims) = (assessment.draft(), assessment.claims());
    let stated = claims.claims.iter().map(|claim| {
        let cells = claim.subject.cells(draft.form());
        Quoted { span: &claim.span, compared: claim.is_stated() && !cells.is_empty(), cells, findings: Vec::new() }
    });
    let wholes = claims.sums.iter().filter(|sum| sum.fails);
    let wholes =
        wholes.map(|sum| Quoted { span: &sum.whole.span, cells: Vec::new(), compared: true, findings: Vec::new() });
    let mut all: Vec<Quoted<'_>> = stated.chain(wholes).collect();
    // Stable: a statement comes before a list that begins on the same number.
    all.sort_by_key(|q| (q.span.prose, q.span.passage, q.span.bytes.start));
    let mut kept: Vec<Quoted<'_>> = Vec::with_capacity(all.len());
    for quoted in all {
        let before = kept.last().filter(|k| (k.span.prose, k.span.passage) == (quoted.span.prose, quoted.span.passage));
        if before.is_none_or(|k| k.span.bytes.end <= quoted.span.bytes.start) {
            kept.push(quoted);
        }
    }
    attach(assessment, &mut kept);
    kept
}

/// Gives each statement the findings that quote it. Of sentences that are alike the first is that of a rule's first finding.
fn attach(assessment: &Assessment, all: &mut [Quoted<'_>]) {
    let mut quoting: BTreeMap<&str, Vec<(usize, &Finding)>> = BTreeMap::new();
    for (number, finding) in assessment.findings().iter().enumerate() {
        for line in finding.wording().into_iter().flat_map(str::lines) {
            quoting.entry(line).or_default().push((number, finding));
        }
    }
    for quoted in all {
        let Some(numbers) = quoting.get_mut(quoted.span.surroundings(assessment.draft()).as_str()) else { continue };
        let mut rules = Vec::new();
        numbers.retain(|(number, finding)| {
            let own = finding.place() == &quoted.span.place && !rules.contains(&finding.rule().code());
            if own {
                rules.push(finding.rule().code());
                quoted.findings.push(*number);
            }
            !own
        });
    }
}

impl Page<'_> {
    /// The paragraphs of a section, with the statements in them.
    pub(super) fn prose(&mut self, proof: &Proof<'_>, at: usize, prose: &Prose) {
        for (number, passage) in prose.passages.iter().enumerate() {
            self.raw("<p class=\"prose\" lang=\"zh-CN\">");
            let mut from = 0;
            // They are in the order of the text.
            let first = proof.quoted.partition_point(|q| (q.span.prose, q.span.passage) < (at, number));
            let here = proof.quoted.iter().enumerate().skip(first);
            for (order, quoted) in here.take_while(|(_, q)| (q.span.prose, q.span.passage) == (at, number)) {
                let (start, end) = (quoted.span.bytes.start, quoted.span.bytes.end);
                self.text(passage.text.cut(from..start));
                self.statement(proof, order, quoted, passage.text.cut(start..end));
                from = end;
            }
            self.text(passage.text.cut(from..)).raw("</p>\n");
        }
    }

    fn statement(&mut self, proof: &Proof<'_>, order: usize, quoted: &Quoted<'_>, text: &str) {
        let (class, word) = quoted.standing(proof.words);
        let cell = quoted.cells.first();
        let name = if cell.is_some() { "a" } else { "span" };
        self.raw("<").raw(name).raw(" id=\"n").show(order + 1).raw("\" class=\"claim ").raw(class).raw("\" title=\"");
        self.text(word).raw("\"");
        if let Some(cell) = cell {
            self.raw(" href=\"#").show(cell).raw("\"");
        }
        self.raw(">").text(text).raw("<span class=\"hidden\"> (").text(word).raw(")</span></").raw(name).raw(">");
        for number in &quoted.findings {
            self.finding_link(proof, *number);
        }
    }
}
