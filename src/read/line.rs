//! What stands in one row of a grid: labels, values, headings.

use super::align::is_blank;
use super::label::{self, Target};
use super::span::Laid;
use crate::draft::numeral;
use crate::form::{Column, Group, Row, Section, Table};

/// The longest text that is looked up as a label; the longest official one has 37 characters.
const MAX_LABEL_BYTES: usize = 400;

/// A cell of a line and what it can name.
pub(super) struct Piece<'a> {
    pub(super) laid: Laid<'a>,
    pub(super) sense: Sense,
}

/// What a cell of a line is.
#[derive(Debug)]
pub(super) enum Sense {
    Blank,
    Value,
    Names(Vec<Target>),
    /// A group's heading and a row's label in one cell.
    GroupAndRow(Group, Row),
    /// Text that is no known label.
    Other,
}

impl Sense {
    pub(super) fn of(text: &str) -> Self {
        if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
            return Self::Value;
        }
        if text.chars().all(numeral::is_space) {
            return Self::Blank;
        }
        if text.len() > MAX_LABEL_BYTES {
            return Self::Other;
        }
        if starts_like_a_number(text) && numeral::is_value(text) {
            return Self::Value;
        }
        let targets: Vec<Target> = label::targets(text).collect();
        if !targets.is_empty() {
            return Self::Names(targets);
        }
        if numeral::is_value(text) {
            return Self::Value;
        }
        match label::group_and_row(text) {
            Some((Some(group), row)) => Self::GroupAndRow(group, row),
            Some((None, row)) => Self::Names(vec![Target::Row(row)]),
            None => Self::Other,
        }
    }

    pub(super) fn targets(&self) -> &[Target] {
        match self {
            Self::Names(targets) => targets,
            _ => &[],
        }
    }

    pub(super) fn column(&self) -> Option<Column> {
        self.targets().iter().find_map(|t| if let Target::Column(c) = t { Some(*c) } else { None })
    }

    pub(super) fn row(&self) -> Option<Row> {
        match self {
            Self::GroupAndRow(_, row) => Some(*row),
            _ => self.targets().iter().find_map(|t| if let Target::Row(r) = t { Some(*r) } else { None }),
        }
    }

    pub(super) fn group(&self) -> Option<Group> {
        match self {
            Self::GroupAndRow(group, _) => Some(*group),
            _ => self.targets().iter().find_map(|t| if let Target::Group(g) = t { Some(*g) } else { None }),
        }
    }

    pub(super) fn section(&self) -> Option<Section> {
        self.targets().iter().find_map(|t| if let Target::Section(s) = t { Some(*s) } else { None })
    }

    pub(super) fn is_article(&self) -> bool {
        self.targets().contains(&Target::Article)
    }

    pub(super) fn caption(&self) -> Option<Table> {
        self.targets().iter().find_map(|t| if let Target::Caption(table) = t { Some(*table) } else { None })
    }

    /// Whether the cell belongs to the form's tables, as a label of any kind.
    pub(super) fn is_label(&self) -> bool {
        matches!(self, Self::Names(_) | Self::GroupAndRow(..))
    }
}

fn starts_like_a_number(text: &str) -> bool {
    text.trim_start_matches(numeral::is_space).starts_with(|c: char| c.is_ascii_digit() || matches!(c, '０'..='９'))
}

/// A row of a grid, with what its cells can name.
pub(super) struct Line<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
}

impl<'a> Line<'a> {
    pub(super) fn new(cells: Vec<Laid<'a>>) -> Self {
        let pieces = cells.into_iter().map(|laid| Piece { laid, sense: Sense::of(&laid.cell.text) }).collect();
        Self { pieces }
    }

    /// The cells that begin in this row.
    pub(super) fn own(&self) -> impl Iterator<Item = &Piece<'a>> {
        self.pieces.iter().filter(|p| !p.laid.from_above)
    }

    /// The column after its last cell.
    pub(super) fn end(&self) -> u32 {
        self.pieces.iter().map(|p| p.laid.column.saturating_add(p.laid.width)).fold(0, u32::max)
    }

    /// The only text of the row, where all its other cells are blank.
    pub(super) fn sole(&self) -> Option<&Piece<'a>> {
        let mut filled = self.own().filter(|p| !is_blank(&p.laid));
        filled.next().filter(|_| filled.next().is_none())
    }

    /// Whether a value stands in the row.
    pub(super) fn has_value(&self) -> bool {
        self.own().any(|p| matches!(p.sense, Sense::Value))
    }

    /// Whether the row is one of column headers: no values, and labels that only headers have. 总计 and 其他 are names of
    /// rows too and decide nothing.
    pub(super) fn is_header(&self) -> bool {
        let of_header = |p: &Piece<'_>| {
            p.sense.caption().is_some()
                || p.sense.column().is_some_and(|c| !matches!(c, Column::Total | Column::OtherOrganization))
                || p.sense.row().is_some_and(|r| r.table() == Table::Proceedings)
                || p.sense.group() == Some(Group::Litigation)
        };
        let of_body = |p: &Piece<'_>| {
            p.sense.column().is_none() && p.sense.row().is_some_and(|r| r.table() != Table::Proceedings)
        };
        !self.has_value() && self.own().any(of_header) && !self.own().any(of_body)
    }
}
