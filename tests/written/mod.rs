//! A report written in the layouts that converters and crawls leave of its tables. The writers know nothing of the reader.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "shared by tests, which may panic")]

use ogi_report::draft::{Draft, Entry, State};
use ogi_report::read::{Block, Document, Grid, GridCell};
use ogi_report::render;

/// How a table is set down as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Tabs, one field for each column of the page.
    Tabs,
    /// Markdown's pipe tables.
    Markdown,
    /// Tabs between the cells; a merged cell is one field.
    CellTabs,
    /// As `CellTabs`, the fields that spans took standing at the row's end.
    TrailingTabs,
    /// Pipes between the cells.
    Pipes,
    /// Pipes before, between and after the cells.
    LeadPipes,
    /// As `LeadPipes`, the cells that spans took standing at the row's end.
    TrailingPipes,
    /// As `Pipes`, rows below a merged cell beginning with a pipe.
    MixedPipes,
    /// One cell a line, with a pipe after it.
    CellPipes,
    /// As `CellPipes`, the cells that spans took standing at the row's end as a line of pipes.
    TrailingCellPipes,
    /// A pipe before each row, and one on a line of its own after each cell.
    PipeLines,
    /// One cell a line.
    Lines,
    /// One cell a line, with an empty line after it.
    SpacedLines,
    /// The cells of a row with two spaces between.
    Spaces,
    /// As `pdftotext -raw`: the cells of a row with one space between, its label in lines of a few characters.
    Wrapped,
    /// All on one line.
    OneLine,
    /// All on one line, nothing between a row's cells nor between rows.
    RunTogether,
    /// The fields of a township's report of 2024, as a converter left them: `tests/data/qukou-2024.txt`. Edition 2021.
    Township,
}

impl Layout {
    pub(crate) const ALL: [Self; 18] = [
        Self::Tabs,
        Self::Markdown,
        Self::CellTabs,
        Self::TrailingTabs,
        Self::Pipes,
        Self::LeadPipes,
        Self::TrailingPipes,
        Self::MixedPipes,
        Self::CellPipes,
        Self::TrailingCellPipes,
        Self::PipeLines,
        Self::Lines,
        Self::SpacedLines,
        Self::Spaces,
        Self::Wrapped,
        Self::OneLine,
        Self::RunTogether,
        Self::Township,
    ];

    /// Whether tables of numbers without blanks are wholly read.
    pub(crate) const fn is_read(self) -> bool {
        !matches!(self, Self::RunTogether)
    }

    /// The draft in this layout.
    pub(crate) fn write(self, draft: &Draft) -> String {
        self.write_document(draft, &render::official(draft))
    }

    /// A document in this layout; `draft` is what [`Layout::Township`] takes its numbers from.
    pub(crate) fn write_document(self, draft: &Draft, document: &Document) -> String {
        let by = |between: &str| self.rows(document, between);
        match self {
            Self::Tabs => render::tsv(document),
            Self::Markdown => render::markdown(document),
            Self::CellTabs | Self::TrailingTabs => by("\t"),
            Self::Pipes | Self::MixedPipes | Self::LeadPipes | Self::TrailingPipes => by(" | "),
            Self::Spaces => by("  "),
            Self::Wrapped => by(" "),
            Self::CellPipes | Self::TrailingCellPipes => by(" |\n"),
            Self::PipeLines => by("\n|\n"),
            Self::Lines => by("\n"),
            Self::SpacedLines => by("\n\n"),
            Self::OneLine => by(" ").replace('\n', " "),
            Self::RunTogether => by("").replace('\n', ""),
            Self::Township => township(draft),
        }
    }

    fn rows(self, document: &Document, between: &str) -> String {
        let mut text = String::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => text += &paragraph.text,
                Block::Grid(grid) => {
                    let rows = (0..grid.rows.len()).map(|at| self.row(grid, at, between));
                    text += &rows.collect::<Vec<_>>().join("\n");
                }
                _ => {}
            }
            text += "\n\n";
        }
        text
    }

    fn row(self, grid: &Grid, at: usize, between: &str) -> String {
        let cells: Vec<&str> = grid.rows[at].iter().map(|cell| cell.text.as_str()).collect();
        let width: u32 = grid.rows[0].iter().map(|cell| cell.colspan).sum();
        let rest = (width as usize).saturating_sub(cells.len());
        match self {
            Self::LeadPipes => format!("| {} |", cells.join(between)),
            Self::TrailingPipes => format!("| {} | {}", cells.join(between), "|".repeat(rest)),
            Self::MixedPipes => {
                let above = (0..at).map(|above| reaching(&grid.rows[above], at - above)).sum();
                format!("{}{} |", "| ".repeat(above), cells.join(between))
            }
            Self::CellPipes => format!("{} |", cells.join(between)),
            Self::TrailingCellPipes => {
                format!("{} |{}{}", cells.join(between), if rest > 0 { "\n" } else { "" }, "|".repeat(rest))
            }
            Self::PipeLines => format!("| {}\n|", cells.join(between)),
            Self::TrailingTabs => format!("{}{}", cells.join(between), "\t".repeat(rest)),
            Self::Wrapped => {
                let label: Vec<char> = cells[0].chars().collect();
                let lines: Vec<String> = label.chunks(16).map(|line| line.iter().collect()).collect();
                [&[lines.join("\n").as_str()], &cells[1..]].concat().join(between)
            }
            _ => cells.join(between),
        }
    }
}

/// How many cells of a row reach down over so many rows.
fn reaching(row: &[GridCell], rows: usize) -> usize {
    row.iter().filter(|cell| cell.rowspan as usize > rows).count()
}

/// What stands in a cell, as it is written.
pub(crate) fn written(entry: &Entry) -> String {
    match (entry.raw(), entry.state()) {
        (Some(raw), _) => raw.to_owned(),
        (None, State::Count(n)) => n.to_string(),
        (None, State::Amount(amount)) => format!("{}{}", amount.value, amount.unit.map_or("", |unit| unit.symbol())),
        (None, State::NotApplicable) => "/".to_owned(),
        (None, _) => String::new(),
    }
}

/// The township's report with the draft's numbers in place of its zeros, in the form's order; its stray cell stays.
fn township(draft: &Draft) -> String {
    let mut cells = draft.cells().map(|(_, entry)| written(entry));
    let line = |line: &str| {
        let field = |field: &str| match field {
            "0" => cells.next().unwrap_or_else(|| "0".to_owned()),
            other => other.to_owned(),
        };
        line.split('\t').map(field).collect::<Vec<_>>().join("\t")
    };
    include_str!("../data/qukou-2024.txt").lines().map(line).collect::<Vec<_>>().join("\n")
}
