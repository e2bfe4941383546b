//! An assessment seen at a glance: the official tables with what is wrong marked where it stands.

mod cell;
mod findings;
mod markdown;
mod narrative;
mod page;
mod tables;
mod words;

pub use markdown::proof_markdown;

use std::fmt::Write;

use super::{Marks, escape};
use crate::Assessment;
use crate::form::Lang;
use narrative::Quoted;
use words::Words;

/// The assessment as one web page: the three official tables as the form prints them with the published value in each
/// cell, wrong cells with the value they should have, broken equations outlined and written beside the table, forced values
/// offered, the text with what it states linked to the cells, and the findings linked both ways.
///
/// The page needs nothing but itself: it has no script, makes no request, and forbids both. Whatever stands in the document
/// stays text.
///
/// The element of a cell has the cell's address as its `id`, a finding's is `f1`, `f2` … in the order of
/// [`Assessment::findings`], a statement's in the text `n1`, `n2` …, a waiver's `w1`, `w2` … in that of
/// [`Assessment::waivers`].
///
/// ```
/// use ogi_report::form::Lang;
/// use ogi_report::{check, read, render};
///
/// let assessment = check(read(include_bytes!("../../../tests/data/one-cell-wrong.md"))?);
/// let page = render::proof(&assessment, Lang::En);
/// assert!(page.contains("id=\"applications.not_held.natural_person\""));
/// assert!(page.contains("should be 12"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn proof(assessment: &Assessment, lang: Lang) -> String {
    let proof = Proof {
        assessment,
        words: Words::of(lang),
        lang,
        marks: Marks::of(assessment),
        quoted: narrative::quoted(assessment),
    };
    page::page(&proof)
}

/// What every part of the page looks at.
struct Proof<'a> {
    assessment: &'a Assessment,
    words: &'static Words,
    lang: Lang,
    marks: Marks<'a>,
    quoted: Vec<Quoted<'a>>,
}

/// An HTML page as it grows.
struct Page(String);

impl Page {
    /// Markup, as it is.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, escaped.
    fn text(&mut self, text: &str) -> &mut Self {
        escape::html(&mut self.0, text);
        self
    }

    /// A number or another value that needs no escaping and is escaped all the same.
    fn show(&mut self, value: impl std::fmt::Display) -> &mut Self {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = write!(text, "{value}");
        self.text(&text)
    }
}
