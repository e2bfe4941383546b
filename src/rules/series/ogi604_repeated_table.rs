use super::{Bilingual, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::extract::Extract;
use crate::form::{Cell, Column, Edition, Kind, Row, Table, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    basis: Bilingual {
        zh: "国办公开办函〔2021〕30号：不得内容雷同",
        en: "the notice of 2021: reports must not be alike in content",
    },
    formula: Bilingual {
        zh: "一张表两年各格相同且本年数不全为 0",
        en: "a table equal in all cells in two years, with flows that are not 0",
    },
    editions: &Edition::ALL,
    identity: None,
    since: "0.1.0",
    of: Of::Series {
        lacks: lacks::two_reports,
        check,
        passing: || example::two_years(&[], &[]),
        failing: || example::two_years(DECISIONS, DECISIONS),
    },
    page: r"两年的同一张表每个数都相同，而且有不为 0 的本年数：很可能照抄了另一年的表。存量（现行有效件数等）年年相同是常事，不计在内。
不为 0 的数少于三个时可能是巧合，只作提示。每一年只与此前最近的相同一年相比。

A table is the same in two years, number for number, and has numbers of the year that are not 0: probably it was copied.
Stocks, such as documents in force, are often the same and do not count. With fewer than three such numbers it may be
chance, and is only a note. Each year is held against the last one before it that is the same.",
};

const DECISIONS: &[(Cell, i64)] = &[
    (cells::disclosure::licensing::DECISIONS, 412),
    (cells::disclosure::penalties::DECISIONS, 37),
    (cells::disclosure::coercion::DECISIONS, 5),
];

/// So many numbers that are not 0 are no chance.
const TELLING: usize = 3;

fn check(series: &Series) -> Vec<Observation> {
    let (mut earlier, mut found): (Vec<&Extract>, _) = (Vec::new(), Vec::new());
    // Each year is held against the last one before it that is the same: a table that never changes is told once a year.
    for this in series.years().filter_map(|year| series.report(year)) {
        let same = |table| earlier.iter().rev().find_map(|before| repeated(table, before, this));
        found.extend(Table::ALL.into_iter().filter_map(same));
        earlier.push(this);
    }
    found
}

fn repeated(table: Table, a: &Extract, b: &Extract) -> Option<Observation> {
    if a.form() != b.form() {
        return None;
    }
    let cells: Vec<Cell> = a.form().cells().filter(|cell| cell.table() == table).collect();
    let same = |cell: &Cell| match cell.kind() {
        Kind::Amount(_) => a.amount(*cell) == b.amount(*cell),
        Kind::Count | Kind::SignedCount => a.count(*cell).is_some() && a.count(*cell) == b.count(*cell),
    };
    if !cells.iter().all(same) {
        return None;
    }
    let flows: Vec<Cell> = cells.into_iter().filter(|c| is_flow(*c) && a.count(*c).is_some_and(|n| n != 0)).collect();
    if flows.is_empty() {
        return None;
    }
    let severity = if flows.len() < TELLING { Severity::Note } else { RULE.severity };
    let sites = [a, b].into_iter().flat_map(|report| flows.iter().map(|cell| report.site(*cell)));
    let details = Details::SameTable { table, flows: flows.len() };
    Some(Observation::of(details).with_severity(severity).with_reports([a, b]).with_sites(sites))
}

/// Whether the cell counts what happened in the year, and is no total.
fn is_flow(cell: Cell) -> bool {
    let stock = matches!(cell.column(), Column::InForce | Column::TotalPublished | Column::ItemsLastYear);
    !stock && !cell.column().is_total() && cell.row() != Row::Handled
}
