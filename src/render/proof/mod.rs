//! An assessment seen at a glance: the official tables with what is wrong marked where it stands.

mod cell;
mod findings;
mod markdown;
mod narrative;
mod page;
mod tables;
mod words;

pub use markdown::proof_markdown;

use std::fmt;

use super::{Marks, escape, html};
use crate::Assessment;
use crate::form::Lang;
use narrative::Quoted;
use words::Words;

/// The assessment as one web page: the three official tables as the form prints them with the published value in each
/// cell, wrong cells with the value they should have, broken equations outlined and written beside the table, forced values
/// offered, the text with what it states linked to the cells, and the findings linked both ways.
///
/// The page needs nothing but itself: it has no script, makes no request, and forbids both. Whatever stands in the document
/// stays text. It is written as it is made: a page is never held in memory whole unless you ask for a `String`.
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
/// let page = render::proof(&assessment, Lang::En).to_string();
/// assert!(page.contains("id=\"applications.not_held.natural_person\""));
/// assert!(page.contains("should be 12"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn proof(assessment: &Assessment, lang: Lang) -> impl fmt::Display {
    Written(move |f: &mut fmt::Formatter<'_>| {
        let mut page = Page { out: f, result: Ok(()) };
        page.whole(&Proof::of(assessment, lang));
        page.result
    })
}

/// What is written each time that it is displayed.
struct Written<F>(F);

impl<F: Fn(&mut fmt::Formatter<'_>) -> fmt::Result> fmt::Display for Written<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self.0)(f)
    }
}

/// What every part of the page looks at.
struct Proof<'a> {
    assessment: &'a Assessment,
    words: &'static Words,
    lang: Lang,
    marks: Marks<'a>,
    quoted: Vec<Quoted<'a>>,
}

impl<'a> Proof<'a> {
    fn of(assessment: &'a Assessment, lang: Lang) -> Self {
        Self {
            assessment,
            words: Words::of(lang),
            lang,
            marks: Marks::of(assessment),
            quoted: narrative::quoted(assessment),
        }
    }
}

/// An HTML page as it is written. After a failure nothing more is.
struct Page<'a> {
    out: &'a mut dyn fmt::Write,
    result: fmt::Result,
}

impl Page<'_> {
    /// Markup, as it is.
    fn raw(&mut self, markup: &str) -> &mut Self {
        self.result = self.result.and_then(|()| self.out.write_str(markup));
        self
    }

    /// Text, escaped.
    fn text(&mut self, text: &str) -> &mut Self {
        self.result = self.result.and_then(|()| escape::html(self.out, text));
        self
    }

    /// The attributes of a merged cell.
    fn spans(&mut self, colspan: u32, rowspan: u32) {
        self.result = self.result.and_then(|()| html::spans(self.out, colspan, rowspan));
    }

    /// A number or another value that needs no escaping and is escaped all the same.
    fn show(&mut self, value: impl fmt::Display) -> &mut Self {
        self.text(&value.to_string())
    }
}
