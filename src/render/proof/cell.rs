//! One cell of an official table: what was published in it, and what is to be said of it.

use super::super::official::written;
use super::{Page, Proof};
use crate::draft::State;
use crate::form::Cell;

/// Longer text in a cell is no number and is cut; JSON has all of it.
const LONGEST: usize = 60;

/// A text of a cell, cut where it is too long to be one.
pub(super) fn clip(text: &str) -> String {
    let mut clipped: String = text.trim().chars().take(LONGEST).collect();
    if text.trim().chars().count() > LONGEST {
        clipped.push('…');
    }
    clipped
}

impl Page {
    pub(super) fn cell(&mut self, proof: &Proof<'_>, cell: Cell) {
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
        if marks.is_in_broken_equation(cell) {
            self.raw(" broken");
        } else if !marks.findings(cell).is_empty() {
            self.raw(" reported");
        }
        self.raw("\">");
        let first = marks.findings(cell).first();
        if let Some(number) = first {
            self.raw("<a href=\"#f").show(number + 1).raw("\">");
        }
        let text = clip(&written(entry));
        match (suspect.is_some(), text.is_empty()) {
            (_, true) => {}
            (true, false) => {
                self.raw("<s><bdi>").text(&text).raw("</bdi></s>");
            }
            (false, false) => {
                self.raw("<bdi>").text(&text).raw("</bdi>");
            }
        }
        if let Some(word) = state {
            // What a mark or a wrong text means is said to those who do not see its shape.
            let class = if text.is_empty() { "state" } else { "hidden" };
            self.raw("<span class=\"").raw(class).raw("\">").text(word).raw("</span>");
        }
        if first.is_some() {
            self.hidden(match (suspect.is_some(), marks.is_in_broken_equation(cell)) {
                (true, _) => words.wrong,
                (false, true) => words.in_equation,
                (false, false) => words.finding,
            });
            self.raw("</a>");
        }
        if let Some(suspect) = suspect {
            let word = if suspect.certain { words.should_be } else { words.may_be };
            self.raw("<strong class=\"should\">").text(word).raw(" ");
            match suspect.expected {
                Some(expected) => self.show(expected),
                None => self.text("?"),
            };
            self.raw("</strong>");
        }
        if let Some(value) = marks.forced(cell) {
            self.raw("<strong class=\"forced\">").text(words.must_be).raw(" ").show(value).raw("</strong>");
        }
        self.raw("</td>");
    }

    /// Text for those who hear the page.
    fn hidden(&mut self, text: &str) {
        self.raw("<span class=\"hidden\"> ").text(text).raw("</span>");
    }
}
