//! The official tables, filled and marked, each with its broken equations beside it.

use super::super::layout::{Content, Layout};
use super::{Page, Proof};
use crate::form::{Panel, Table};
use crate::rules::Finding;
use crate::shown::clipped;

impl Page<'_> {
    pub(super) fn tables(&mut self, proof: &Proof<'_>, table: Table) {
        let layouts = Layout::of(proof.assessment.draft().form(), table, proof.lang, |_| true);
        let blocks: Vec<Panel> = layouts.iter().map(|layout| layout.block).collect();
        self.raw("<div class=\"sheet\">\n");
        // Before the table, so that it stands on the same page and above a table that is wider than the screen.
        self.equations(proof, &blocks);
        self.raw("<div class=\"tables ").text(table.part()).raw("\" role=\"region\" tabindex=\"0\" ");
        self.raw("aria-label=\"").text(table.section().heading(proof.lang)).raw("\">\n");
        for layout in &layouts {
            self.table(proof, layout);
        }
        self.raw("</div>\n</div>\n");
        self.strays(proof, table);
    }

    fn table(&mut self, proof: &Proof<'_>, layout: &Layout) {
        self.raw("<table>\n<caption>")
            .text(layout.block.heading(proof.lang))
            .raw("</caption>\n<colgroup><col></colgroup>\n<thead>\n");
        for (number, row) in layout.rows.iter().enumerate() {
            if number == layout.header {
                self.raw("</thead>\n<tbody>\n");
            }
            self.raw("<tr>");
            for field in row {
                match field.content {
                    Content::Label(text, scope) => {
                        self.raw("<th scope=\"").raw(scope.name()).raw("\"");
                        self.spans(field.colspan, field.rowspan);
                        self.raw(">").text(text).raw("</th>");
                    }
                    Content::Value(cell) => self.cell(proof, cell, (field.colspan, field.rowspan)),
                }
            }
            self.raw("</tr>\n");
        }
        self.raw("</tbody>\n</table>\n");
    }

    fn equations(&mut self, proof: &Proof<'_>, blocks: &[Panel]) {
        let broken: Vec<(usize, &Finding)> = blocks.iter().flat_map(|block| proof.marks.equations(*block)).collect();
        if broken.is_empty() {
            return;
        }
        self.raw("<aside class=\"equations\">\n<h3>").text(proof.words.broken).raw("</h3>\n<ul>\n");
        for (number, finding) in broken {
            self.raw("<li><a href=\"#f").show(number + 1).raw("\">[").show(number + 1).raw("] ");
            match (finding.identity(), finding.equation()) {
                (Some(identity), Some(equation)) => {
                    self.text(&identity.name(proof.lang)).raw("</a><br><span class=\"sum\">");
                    self.text(&equation.written()).raw("</span>");
                }
                _ => {
                    self.text(&finding.message(proof.lang)).raw("</a>");
                }
            }
            self.raw("</li>\n");
        }
        self.raw("</ul>\n</aside>\n");
    }

    /// What stands in the table and belongs to no cell: nothing that was published is left out of sight.
    fn strays(&mut self, proof: &Proof<'_>, table: Table) {
        let strays = proof.assessment.draft().strays();
        let here = |cells: &[crate::form::Cell]| cells.first().map(|cell| cell.table()) == Some(table);
        let strays: Vec<_> = strays.iter().filter(|stray| here(&stray.near)).collect();
        if strays.is_empty() {
            return;
        }
        self.raw("<p class=\"strays\">").text(proof.words.strays).text(proof.words.colon);
        for (number, stray) in strays.into_iter().enumerate() {
            self.raw(if number > 0 { "; <bdi>" } else { "<bdi>" }).text(&super::cell::clip(&stray.label));
            self.raw("</bdi> <bdi>").text(&clipped(&stray.values.join(" "))).raw("</bdi>");
        }
        self.raw("</p>\n");
    }
}
