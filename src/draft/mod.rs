//! A filled-in form as it was found: any content, every cell's text and place kept, nothing invented.

mod entry;
pub mod numeral;
mod place;
mod prose;
mod wire;

pub use entry::{Amount, Entry, State, Unreadable};
pub use place::Place;
pub use prose::{Date, Found, ParseDateError, Passage, Period, Prose};

use serde::{Deserialize, Serialize};

use crate::form::{Cell, CellSet, CellValues, Edition, Form, NotInForm};
use crate::impossible::DebugExpect;

/// A report as it was found.
///
/// A draft can hold anything, also nonsense. Every cell has one of the states of [`State`]; a cell that the document
/// does not have is [`State::Absent`], never 0.
///
/// ```
/// use ogi_report::draft::{Draft, State};
/// use ogi_report::form::Form;
/// use ogi_report::form::cells::{applications::received, disclosure::rules};
///
/// let mut draft = Draft::new(Form::Revised2021);
/// draft.set_year(2024);
/// assert_eq!(draft.state(received::TOTAL), &State::Absent);
/// draft.set(received::TOTAL, 12)?;
/// draft.set(received::NATURAL_PERSON, State::Blank)?;
/// assert_eq!(draft.count(received::TOTAL), Some(12));
/// assert!(draft.set(rules::MADE, 1).is_err(), "a cell of the 2019 edition");
/// # Ok::<(), ogi_report::form::NotInForm>(())
/// ```
///
/// As JSON, with the cells by their addresses. In place of the object of a cell it reads also an integer, the text as it was
/// typed into a form, or null for a blank:
///
/// ```
/// use ogi_report::draft::{Draft, State};
/// use ogi_report::form::cells::{applications::received, disclosure::rules};
///
/// let json = r#"{"edition": "2021", "agency": null, "year": 2024, "cells": {
///     "applications.received.total": "１２件", "disclosure.rules.issued": null, "disclosure.penalties.decisions": 3}}"#;
/// let draft: Draft = serde_json::from_str(json)?;
/// assert_eq!(draft.count(received::TOTAL), Some(12));
/// assert_eq!(draft.state(rules::ISSUED), &State::Blank);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// It also reads the nested JSON of a [`Report`](crate::Report), so that one that is wrong gets its findings:
///
/// ```
/// use ogi_report::form::cells::proceedings::reconsideration;
/// use ogi_report::{Draft, check};
///
/// let json = r#"{"edition": "2021", "proceedings": {"reconsideration":
///     {"upheld": 2, "corrected": 0, "other": 0, "pending": 0, "total": 3}}}"#;
/// let assessment = check(serde_json::from_str(json)?);
/// let wrong = assessment.findings().iter().find(|finding| finding.rule().name() == "proceedings-total").unwrap();
/// assert!(wrong.cells().contains(&reconsideration::TOTAL));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Draft {
    form: Form,
    edition_shown: bool,
    entries: Vec<Entry>,
    agency: Option<Found<String>>,
    year: Option<Found<u16>>,
    period: Option<Found<Period>>,
    published: Option<Date>,
    due: Option<Date>,
    prose: Vec<Prose>,
    strays: Vec<Stray>,
}

/// Something in the document that belongs to no cell of the form: kept and reported, never dropped.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Stray {
    /// What it is.
    pub kind: StrayKind,
    /// The label of the row it stands in, as written.
    pub label: String,
    /// The values, as written.
    pub values: Vec<String>,
    /// Where the first of them stands.
    pub place: Place,
    /// The cells that it stands next to or may belong to.
    pub near: Vec<Cell>,
}

/// The kinds of [`Stray`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum StrayKind {
    /// More values in a row than the form has columns.
    Surplus,
    /// A row that the form does not have, such as 其他主动公开文件.
    UnknownRow,
    /// A row or column of the other edition.
    OtherEdition,
    /// A row of the form that occurs again, with other values.
    Repeated,
    /// Values whose columns cannot be told.
    Unaligned,
    /// A table, a picture or a note in place of a table that was not read. The cells near it may stand there.
    UnreadTable,
    /// A table that holds the values of two reports side by side, none of which was read.
    SideBySide,
    /// The title of another report in the same document.
    OtherReport,
    /// A table of the years before 2019, when there was no such form.
    BeforeTheForm,
    /// Text with bytes that could not be decoded.
    Undecoded,
    /// A row that was read although its label is not the form's, by its place and its sums. The cells near it are the row's.
    LabelBySums,
}

impl StrayKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Surplus,
        Self::UnknownRow,
        Self::OtherEdition,
        Self::Repeated,
        Self::Unaligned,
        Self::UnreadTable,
        Self::SideBySide,
        Self::OtherReport,
        Self::BeforeTheForm,
        Self::Undecoded,
        Self::LabelBySums,
    ];
}

impl Draft {
    /// A draft of the given printed form in which every cell is absent.
    pub fn new(form: Form) -> Self {
        Self {
            form,
            edition_shown: true,
            entries: vec![Entry::absent(); Cell::COUNT],
            agency: None,
            year: None,
            period: None,
            published: None,
            due: None,
            prose: Vec::new(),
            strays: Vec::new(),
        }
    }

    /// The printed form whose cells the draft has: the one that the document's headers show, or else the one of its year.
    pub const fn form(&self) -> Form {
        self.form
    }

    /// The edition of the [form](Draft::form).
    pub const fn edition(&self) -> Edition {
        self.form.edition()
    }

    /// The edition that the document shows, or `None` where the tables that would show it were not read.
    pub fn shown_edition(&self) -> Option<Edition> {
        self.edition_shown.then(|| self.edition())
    }

    /// Records whether the document shows its edition. A new draft is taken to do so.
    pub fn set_edition_shown(&mut self, shown: bool) {
        self.edition_shown = shown;
    }

    /// Whether the document has none of the form's cells.
    pub(crate) fn is_without_tables(&self) -> bool {
        self.cells().all(|(_, entry)| entry.state() == &State::Absent)
    }

    /// What was found in a cell. A cell that the printed form does not have is absent.
    pub fn entry(&self, cell: Cell) -> &Entry {
        static ABSENT: Entry = Entry::absent();
        let held = || self.entries.get(cell.index()).debug_some("a draft has an entry for each cell");
        if cell.is_in(self.form) { held().unwrap_or(&ABSENT) } else { &ABSENT }
    }

    /// The state of a cell.
    pub fn state(&self, cell: Cell) -> &State {
        self.entry(cell).state()
    }

    /// The number in a counting cell, if it holds one.
    pub fn count(&self, cell: Cell) -> Option<i64> {
        match self.state(cell) {
            State::Count(n) => Some(*n),
            _ => None,
        }
    }

    /// Puts a number, a state, or an [`Entry`] with raw text and place, into a cell.
    ///
    /// A whole number in a cell that holds money is an amount without a unit. One beyond ±[`numeral::MAX_COUNT`] is
    /// [`Unreadable::TooLarge`] and keeps its digits: a rule reports it. A negative one is kept and reported likewise.
    ///
    /// # Errors
    ///
    /// If the printed form does not have the cell, which then stays absent.
    pub fn set(&mut self, cell: Cell, entry: impl Into<Entry>) -> Result<(), NotInForm> {
        self.put(cell.of(self.form)?, entry);
        Ok(())
    }

    /// [`Draft::set`] for a cell that the printed form has.
    pub(crate) fn put(&mut self, cell: Cell, entry: impl Into<Entry>) {
        debug_assert!(cell.is_in(self.form), "{:?}", cell.of(self.form));
        if let Some(slot) = self.entries.get_mut(cell.index()).debug_some("a draft has an entry for each cell") {
            *slot = entry.into().held_by(cell.kind());
        }
    }

    /// The cells of the printed form with what was found in each, in the form's order.
    pub fn cells(&self) -> impl Iterator<Item = (Cell, &Entry)> {
        self.into_iter()
    }

    /// The body whose report it is, as its title gives it.
    pub const fn agency(&self) -> Option<&Found<String>> {
        self.agency.as_ref()
    }

    /// The report year, as its title gives it.
    pub const fn year(&self) -> Option<&Found<u16>> {
        self.year.as_ref()
    }

    /// The statistical period, as the text before section 一 gives it.
    pub const fn period(&self) -> Option<&Found<Period>> {
        self.period.as_ref()
    }

    /// The day on which the report was published, if the caller knows it: it is never read from the document.
    pub const fn published(&self) -> Option<Date> {
        self.published
    }

    /// The day by which the report was to be published, if the caller gave one beside those of the law.
    pub const fn due(&self) -> Option<Date> {
        self.due
    }

    /// The text of the report: what stands before section 一, then its sections, in the order of the document.
    pub fn prose(&self) -> &[Prose] {
        &self.prose
    }

    /// What stands in the document and belongs to no cell.
    pub fn strays(&self) -> &[Stray] {
        &self.strays
    }

    /// Names the body: by its name, or as it was [`Found`] in a document.
    pub fn set_agency(&mut self, agency: impl Into<Found<String>>) {
        self.agency = Some(agency.into());
    }

    /// Takes the name of the body out of a draft that is used up.
    pub(crate) fn take_agency(&mut self) -> Option<String> {
        self.agency.take().map(|found| found.value)
    }

    /// Gives the report year: the number, or as it was [`Found`] in a document.
    pub fn set_year(&mut self, year: impl Into<Found<u16>>) {
        self.year = Some(year.into());
    }

    /// Gives the statistical period.
    pub fn set_period(&mut self, period: impl Into<Found<Period>>) {
        self.period = Some(period.into());
    }

    /// Gives the day on which the report was published.
    ///
    /// ```
    /// use ogi_report::draft::{Date, Draft};
    /// use ogi_report::form::Form;
    /// use ogi_report::rules;
    ///
    /// let mut draft = Draft::new(Form::Revised2021);
    /// draft.set_agency("某县财政局");
    /// draft.set_year(2024);
    /// draft.set_published("2025-02-03".parse::<Date>()?);
    /// let late = &rules::find("late-publication").unwrap().check(&draft)[0];
    /// assert!(late.to_string().contains("published on 2025-02-03, after 2025-01-31"));
    /// # Ok::<(), ogi_report::draft::ParseDateError>(())
    /// ```
    pub fn set_published(&mut self, day: impl Into<Option<Date>>) {
        self.published = day.into();
    }

    /// Gives the day by which the report was to be published: a local date, or one for a body for which the law has none.
    pub fn set_due(&mut self, day: impl Into<Option<Date>>) {
        self.due = day.into();
    }

    /// Adds a section of text, or the text before the first.
    pub fn push_prose(&mut self, prose: Prose) {
        self.prose.push(prose);
    }

    /// The cells that no identity may fill: text stands in them that is not a number, or values that could not be placed may
    /// be theirs. Their true content is in the document.
    pub(crate) fn open_cells(&self) -> CellSet {
        let unreadable = self.cells().filter(|(_, e)| matches!(e.state(), State::Unreadable(_))).map(|(cell, _)| cell);
        let unplaced = self.strays.iter().filter(|stray| stray.kind != StrayKind::LabelBySums);
        let near = unplaced.flat_map(|stray| stray.near.iter().copied());
        unreadable.chain(near).collect()
    }

    /// The cells for which the document has several numbers.
    pub(crate) fn contested_cells(&self) -> CellSet {
        let repeated = self.strays.iter().filter(|stray| stray.kind == StrayKind::Repeated);
        repeated.flat_map(|stray| stray.near.iter().copied()).collect()
    }

    /// The title of the report as it stands in the document, with its place, or else that of its first heading: what another
    /// report of the same document knows of it.
    pub(crate) fn title_as_stray(&self) -> Stray {
        let year = self.year().map(|year| (&year.raw, &year.place));
        let title = year.or_else(|| self.agency().map(|agency| (&agency.raw, &agency.place)));
        // A heading is not a title.
        let heading = || self.prose().iter().find_map(|p| p.heading.as_ref()).map(|h| (String::new(), h.place.clone()));
        let title = title.map(|(title, place)| (title.clone(), place.clone()));
        let (label, place) = title.or_else(heading).unwrap_or_default();
        Stray { kind: StrayKind::OtherReport, label, values: Vec::new(), place, near: Vec::new() }
    }

    /// Adds something that belongs to no cell.
    pub fn push_stray(&mut self, stray: Stray) {
        self.strays.push(stray);
    }
}

#[expect(clippy::into_iter_without_iter, reason = "`cells` is the method, and says of what")]
impl<'a> IntoIterator for &'a Draft {
    type Item = (Cell, &'a Entry);
    type IntoIter = CellValues<'a, Draft, &'a Entry>;

    fn into_iter(self) -> Self::IntoIter {
        CellValues::new(self.form, self, |draft, cell| Some(draft.entry(cell)))
    }
}
