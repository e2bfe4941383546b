//! A report written in the layouts that converters and crawls leave of its tables. The writers know nothing of the reader.

#![allow(dead_code, clippy::unwrap_used, clippy::indexing_slicing, reason = "shared by tests, which may panic")]

use ogi_report::draft::{Draft, Entry, State};
use ogi_report::read::{Block, Document, Grid};
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
    /// One cell a line, with a pipe after it.
    CellPipes,
    /// One cell a line.
    Lines,
    /// One cell a line, with an empty line after it.
    SpacedLines,
    /// The cells of a row with two spaces between.
    Spaces,
    /// All on one line.
    OneLine,
    /// The fields of a township's report of 2024, as a converter left them: `tests/data/qukou-2024.txt`. Edition 2021.
    Township,
}

impl Layout {
    pub(crate) const ALL: [Self; 12] = [
        Self::Tabs,
        Self::Markdown,
        Self::CellTabs,
        Self::TrailingTabs,
        Self::Pipes,
        Self::LeadPipes,
        Self::CellPipes,
        Self::Lines,
        Self::SpacedLines,
        Self::Spaces,
        Self::OneLine,
        Self::Township,
    ];

    /// Whether tables of numbers without blanks are wholly read.
    pub(crate) const fn is_read(self) -> bool {
        !matches!(self, Self::Pipes | Self::LeadPipes | Self::CellPipes | Self::Spaces | Self::OneLine)
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
            Self::Pipes => by(" | "),
            Self::LeadPipes | Self::Spaces => by("  "),
            Self::CellPipes => by(" |\n"),
            Self::Lines => by("\n"),
            Self::SpacedLines => by("\n\n"),
            Self::OneLine => by(" ").replace('\n', " "),
            Self::Township => township(draft),
        }
    }

    fn rows(self, document: &Document, between: &str) -> String {
        let mut text = String::new();
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => text += &paragraph.text,
                Block::Grid(grid) => {
                    let rows = grid.rows.iter().map(|row| self.row(grid, row.iter().map(|c| c.text.as_str()), between));
                    text += &rows.collect::<Vec<_>>().join("\n");
                }
                _ => {}
            }
            text += "\n\n";
        }
        text
    }

    fn row<'a>(self, grid: &Grid, cells: impl Iterator<Item = &'a str>, between: &str) -> String {
        let cells: Vec<&str> = cells.collect();
        match self {
            Self::LeadPipes => format!("| {} |", cells.join(" | ")),
            Self::CellPipes => format!("{} |", cells.join(between)),
            Self::TrailingTabs => {
                let width: u32 = grid.rows[0].iter().map(|cell| cell.colspan).sum();
                let rest = (width as usize).saturating_sub(cells.len());
                format!("{}{}", cells.join(between), "\t".repeat(rest))
            }
            _ => cells.join(between),
        }
    }
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
