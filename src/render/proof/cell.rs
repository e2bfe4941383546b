//! One cell of an official table: what was published in it, and what is to be said of it.

use super::super::marks::Edges;
use super::super::official::written;
use super::{Page, Proof};
use crate::draft::State;
use crate::form::Cell;
use crate::shown::cut;

/// Longer text in a cell is no number and is cut; JSON has all of it.
const LONGEST: usize = 60;

/// So many findings, and so many statements of the text, are linked from one cell.
const NOTES: usize = 4;

/// A text of a cell, cut where it is too long to be one.
pub(super) fn clip(text: &str) -> String {
    cut(text.trim(), LONGEST)
}

impl Page<'_> {
    pub(super) fn cell(&mut self, proof: &Proof<'_>, cell: Cell, spans: (u32, u32)) {
        let (marks, words) = (&proof.marks, proof.words);
        let entry = proof.assessment.draft().entry(cell);
        let suspect = marks.suspect(cell);
        let (class, state) = match entry.state() {
            State::Count(_) | State::Amount(_) => ("number", None),
            State::Blank => ("blank", Some(words.blank)),
            State::NotApplicable => ("not-applicable", Some(words.not_applicable)),
            State::Unreadable(_) => ("unreadable", Some(words.unreadable)),
            State::Absent => ("absent", Some(words.absent)),
        };
        self.raw("<td id=\"").show(cell).raw("\" class=\"").raw(class);
        if let Some(suspect) = suspect {
            self.raw(if suspect.certain { " wrong" } else { " suspect" });
        }
        let broken = marks.is_in_broken_equation(cell);
        if broken {
            self.raw(" broken");
            let Edges { top, right, bottom, left } = marks.edges(cell);
            for (side, edge) in [(" top", top), (" right", right), (" bottom", bottom), (" left", left)] {
                self.raw(if edge { side } else { "" });
            }
        } else if !marks.findings(cell).is_empty() {
            self.raw(" reported");
        }
        self.raw("\"");
        self.spans(spans.0, spans.1);
        self.raw(">");
        let first = marks.findings(cell).first();
        if let Some(number) = first {
            self.raw("<a href=\"#f").show(number + 1).raw("\">");
        }
        let text = clip(&written(entry));
        if !text.is_empty() {
            // What may be right is not struck out.
            let (before, after) = if suspect.is_some_and(|s| s.certain) { ("<s>", "</s>") } else { ("", "") };
            self.raw(before).raw("<bdi>").text(&text).raw("</bdi>").raw(after);
        }
        if let Some(word) = state {
            self.raw("<span class=\"state\">").text(word).raw("</span>");
        }
        if first.is_some() {
            self.hidden(match (suspect.map(|s| s.certain), broken) {
                (Some(true), _) => words.wrong,
                (Some(false), _) => words.may_be_wrong,
                (None, true) => words.in_equation,
                (None, false) => words.reported,
            });
            self.raw("</a>");
        }
        if let Some(suspect) = suspect {
            let word = if suspect.certain { words.should_be } else { words.may_be };
            self.raw("<strong class=\"should\">").text(word).raw(" ");
            match suspect.change.expected {
                Some(expected) => self.show(expected),
                None => self.text("?"),
            };
            self.raw("</strong>");
        } else if let Some(sum) = marks.parts_sum(cell) {
            self.raw("<strong class=\"parts\">≠ ").show(sum).raw("</strong>");
        }
        if let Some(value) = marks.forced(cell) {
            self.raw("<strong class=\"forced\">").text(words.must_be).raw(" ").show(value).raw("</strong>");
        }
        self.notes(proof, cell, suspect.is_some());
        self.raw("</td>");
    }

    /// The way to the findings of the cell and to the words of the text that count the same.
    ///
    /// A cell that merely stands in one broken equation is itself the link: a number in each would hide the numbers.
    fn notes(&mut self, proof: &Proof<'_>, cell: Cell, suspect: bool) {
        let (marks, words) = (&proof.marks, proof.words);
        let findings = marks.findings(cell);
        let ends = |number: usize| {
            let finding = proof.assessment.findings().get(number);
            finding.is_some_and(|f| f.identity().is_none() || f.cells().last() == Some(&cell))
        };
        let numbered = |number: &&usize| suspect || findings.len() > 1 || ends(**number);
        for number in findings.iter().filter(numbered).take(NOTES) {
            self.finding_link(proof, *number);
        }
        let stated = proof.quoted.iter().enumerate().filter(|(_, quoted)| quoted.cells.contains(&cell));
        for (order, _) in stated.take(NOTES) {
            self.raw("<sup class=\"note\"><a href=\"#n").show(order + 1).raw("\" aria-label=\"").text(words.in_text);
            self.raw("\" title=\"").text(words.in_text).raw("\">").text(words.text_mark).raw("</a></sup>");
        }
    }

    /// The number of a finding, linked to it.
    pub(super) fn finding_link(&mut self, proof: &Proof<'_>, number: usize) {
        self.raw("<sup class=\"note\"><a href=\"#f").show(number + 1).raw("\" aria-label=\"").text(proof.words.finding);
        self.raw(" ").show(number + 1).raw("\">[").show(number + 1).raw("]</a></sup>");
    }

    /// Text for those who hear the page.
    fn hidden(&mut self, text: &str) {
        self.raw("<span class=\"hidden\"> ").text(text).raw("</span>");
    }
}
