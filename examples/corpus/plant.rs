//! What goes wrong in the reports of one body, with the truth about it.

use ogi_report::Verdict;
use ogi_report::draft::{Draft, Passage, Period, Place, Prose, State};
use ogi_report::form::{Cell, Column, Form, Lang, Row, Section, Table};
use ogi_report::generate::{Mutant, Mutation};
use ogi_report::localise::Mechanism;
use ogi_report::report::Report;
use serde_json::{Value, json};

/// Reproducible numbers, apart from those that the reports are made of: Knuth's MMIX constants.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed ^ 0x5eed)
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 31
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.roll() % bound.max(1) as u64).unwrap_or(0)
    }
}

/// A way in which the reports of a body go wrong.
#[derive(Clone, Copy)]
pub(crate) enum Plant {
    /// A cell of one report: OGI301, 302 or 303.
    WrongCell,
    /// What is brought forward is not what was carried forward: OGI601.
    CarryLink,
    /// Documents in force do not roll forward: OGI602.
    Stock,
    /// A table is last year's: OGI604.
    CopiedTable,
    /// A year is missing: OGI606.
    MissingYear,
    /// A year is there twice, with different numbers: OGI607, and OGI610 for where they differ.
    YearTwice,
    /// The fees are in yuan: OGI608.
    Fees,
}

impl Plant {
    pub(crate) const ALL: &[Self] = &[
        Self::WrongCell,
        Self::CarryLink,
        Self::Stock,
        Self::CopiedTable,
        Self::MissingYear,
        Self::YearTwice,
        Self::Fees,
    ];
}

/// One document.
#[derive(Clone)]
pub(crate) struct Page {
    pub(crate) draft: Draft,
    pub(crate) year: u16,
    pub(crate) verdict: Verdict,
    pub(crate) wrong: Vec<Cell>,
}

/// The documents of one body, and what an audit has to find over its years.
pub(crate) struct Planted {
    pub(crate) pages: Vec<Page>,
    pub(crate) findings: Vec<Value>,
}

/// The documents of a body, in which one of the plants went wrong, if any of those given can.
pub(crate) fn plant(name: &str, reports: &[Report], plants: &[Plant], dice: &mut Dice) -> Planted {
    let pages = reports.iter().zip(0..).map(|(report, at)| page(name, report, at)).collect();
    let mut planted = Planted { pages, findings: Vec::new() };
    if let Some(first) = (!plants.is_empty()).then(|| dice.below(plants.len())) {
        let mut tries = plants.iter().cycle().skip(first).take(plants.len());
        tries.find_map(|plant| planted.go_wrong(*plant, name, reports, dice));
    }
    planted
}

fn page(name: &str, report: &Report, at: i64) -> Page {
    let year = report.year().unwrap_or_default();
    let mut draft = Draft::from(report);
    draft.set_agency(name);
    // No body here may make rules (规章).
    for cell in draft.form().cells().filter(|cell| cell.row() == Row::Rules) {
        draft.set(cell, State::Count(0)).unwrap();
    }
    // Section 二 is of its year, whatever else stands in it.
    draft.set(cell(Row::Licensing, Column::Decisions), State::Count(100 + 7 * at)).unwrap();
    if let (Ok(start), Ok(end)) = (format!("{year}-01-01").parse(), format!("{year}-12-31").parse()) {
        draft.set_period(Period { start, end });
    }
    for (section, text) in [
        (
            Section::Overview,
            "本机关认真贯彻落实《中华人民共和国政府信息公开条例》，主动公开、依申请公开、政府信息管理、平台建设和监督保障各项工作有序推进。",
        ),
        (Section::Problems, "公开内容还不够及时，下一步将加强培训，改进工作。"),
        (Section::OtherMatters, "本年度没有收取政府信息公开信息处理费。"),
    ] {
        let passage = |text: &str| Passage { text: text.to_owned(), place: Place::Nowhere };
        let heading = Some(passage(section.heading(Lang::Zh)));
        draft.push_prose(Prose { section: Some(section), heading, passages: vec![passage(text)], has_table: false });
    }
    Page { draft, year, verdict: Verdict::Accepted, wrong: Vec::new() }
}

fn cell(row: Row, column: Column) -> Cell {
    Cell::new(row, column).expect("the form has the cell")
}

impl Planted {
    /// Makes one thing go wrong, if the reports have what it takes.
    fn go_wrong(&mut self, plant: Plant, name: &str, reports: &[Report], dice: &mut Dice) -> Option<()> {
        let at = dice.below(self.pages.len());
        let finding = match plant {
            Plant::WrongCell => return self.wrong_cell(at, &reports[at], dice),
            Plant::CarryLink => self.carry_link(at, dice)?,
            Plant::Stock => self.stock()?,
            Plant::CopiedTable => self.copied_table(at)?,
            Plant::MissingYear => self.missing_year(at)?,
            Plant::YearTwice => self.year_twice(at),
            Plant::Fees => self.fees()?,
        };
        let (rules, years, cells) = finding;
        let sites = cells.into_iter().map(|(year, cell)| json!({"year": year, "cell": cell.to_string()}));
        let sites: Vec<Value> = sites.collect();
        let of = |rule: &&str| json!({"finding": rule, "agency": name, "years": years, "cells": sites});
        self.findings.extend(rules.iter().map(of));
        Some(())
    }

    fn add(&mut self, at: usize, cell: Cell, by: i64) -> Option<()> {
        let draft = &mut self.pages[at].draft;
        let n = draft.count(cell)? + by;
        draft.set(cell, State::Count(n)).unwrap();
        Some(())
    }

    /// A slip in section 三, but in no total and in nothing that is carried from year to year: it has no other traces.
    fn wrong_cell(&mut self, at: usize, report: &Report, dice: &mut Dice) -> Option<()> {
        let slips = Mechanism::ALL;
        let mutant = (0..64).find_map(|_| {
            let slip = slips[dice.below(slips.len())];
            let mutant = Mutant::of(report, Mutation::Slip(slip), dice.roll())?;
            let is_apart = |cell: &Cell| cell.row().is_outcome() && !cell.column().is_total();
            mutant.changed.iter().all(|(cell, _)| is_apart(cell)).then_some(mutant)
        })?;
        let page = &mut self.pages[at];
        for (cell, _) in &mutant.changed {
            page.draft.set(*cell, mutant.draft.state(*cell).clone()).unwrap();
            page.wrong.push(*cell);
        }
        page.verdict = Verdict::Rejected;
        Some(())
    }

    fn carry_link(&mut self, at: usize, dice: &mut Dice) -> Option<Truth> {
        let before = at.checked_sub(1)?;
        let columns: Vec<Column> = Column::all()
            .filter(|column| !column.is_total() && Cell::new(Row::Received, *column).is_some())
            .filter(|column| self.pages[at].draft.count(cell(Row::Received, *column)).is_some_and(|n| n > 0))
            .collect();
        let column = *columns.get(dice.below(columns.len()))?;
        for column in [column, Column::Total] {
            self.add(at, cell(Row::Received, column), -1)?;
            self.add(at, cell(Row::BroughtForward, column), 1)?;
        }
        let (last, this) = (self.pages[before].year, self.pages[at].year);
        let cells = [(last, cell(Row::CarriedForward, column)), (this, cell(Row::BroughtForward, column))];
        Some((&["OGI601"], vec![last, this], cells.into()))
    }

    fn stock(&mut self) -> Option<Truth> {
        let at = self.pages.len().checked_sub(1)?;
        let before = at.checked_sub(1)?;
        let [stock, issued, repealed] =
            [Column::InForce, Column::Issued, Column::Repealed].map(|column| cell(Row::NormativeDocuments, column));
        self.pages[before].draft.count(stock)?;
        self.add(at, stock, 3)?;
        let (last, this) = (self.pages[before].year, self.pages[at].year);
        Some((&["OGI602"], vec![last, this], vec![(this, stock), (this, repealed), (last, stock), (this, issued)]))
    }

    fn copied_table(&mut self, at: usize) -> Option<Truth> {
        let before = at.checked_sub(1)?;
        let cells: Vec<Cell> =
            self.pages[at].draft.form().cells().filter(|cell| cell.table() == Table::Proceedings).collect();
        if self.pages[before].draft.form() != self.pages[at].draft.form() {
            return None;
        }
        let mut flows = Vec::new();
        for cell in cells {
            let n = self.pages[before].draft.count(cell)?;
            self.pages[at].draft.set(cell, State::Count(n)).unwrap();
            if n != 0 && !cell.column().is_total() {
                flows.push(cell);
            }
        }
        let (last, this) = (self.pages[before].year, self.pages[at].year);
        let cells = [last, this].into_iter().flat_map(|year| flows.iter().map(move |cell| (year, *cell)));
        (!flows.is_empty()).then(|| (&["OGI604"][..], vec![last, this], cells.collect()))
    }

    fn missing_year(&mut self, at: usize) -> Option<Truth> {
        let before = at.checked_sub(1)?;
        let after = self.pages.get(at + 1)?.year;
        self.pages.remove(at);
        Some((&["OGI606"], vec![self.pages[before].year, after], Vec::new()))
    }

    fn year_twice(&mut self, at: usize) -> Truth {
        let licences = cell(Row::Licensing, Column::Decisions);
        let mut again = self.pages[at].clone();
        again.draft.set(licences, State::Count(99)).unwrap();
        let year = again.year;
        self.pages.insert(at + 1, again);
        (&["OGI607", "OGI610"], vec![year, year], vec![(year, licences), (year, licences)])
    }

    fn fees(&mut self) -> Option<Truth> {
        let at = self.pages.len().checked_sub(1)?;
        let before = at.checked_sub(1)?;
        let fees: Cell = Form::Revised2021.cells().find(|cell| cell.row() == Row::Fees)?;
        let State::Amount(last) = *self.pages[before].draft.state(fees) else { return None };
        let State::Amount(mut this) = *self.pages[at].draft.state(fees) else { return None };
        if this.value.is_zero() {
            return None;
        }
        this.value *= rust_decimal::Decimal::from(10_000);
        this.unit = last.unit;
        self.pages[at].draft.set(fees, State::Amount(this)).unwrap();
        let (last, this) = (self.pages[before].year, self.pages[at].year);
        Some((&["OGI608"], vec![last, this], vec![(last, fees), (this, fees)]))
    }
}

/// Rule, years and cells of a finding.
type Truth = (&'static [&'static str], Vec<u16>, Vec<(u16, Cell)>);
