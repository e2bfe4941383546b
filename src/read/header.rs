//! The column labels over a table's rows, and the columns of a row that they show.

use super::label::simplified;
use super::line::{Line, Piece, Sense};
use crate::draft::numeral;
use crate::form::{Cell, Column, Forms, Row, Table, Unit};

/// A line of headers that names so many columns stands directly over the values; headings over several columns do not.
const OVER_VALUES: usize = 3;

/// The header over the rows that follow: one line in section 二, several one above the other elsewhere.
#[derive(Default)]
pub(super) struct Header {
    headings: Vec<Heading>,
    instances: Vec<(u32, Row)>,
    lines: u32,
    /// How many cells its last line has.
    pub(super) cells: usize,
    /// Whether its edition has been counted.
    pub(super) voted: bool,
}

#[derive(Clone, Copy)]
struct Heading {
    line: u32,
    at: u32,
    width: u32,
    /// `None` for a text that names no column of the form, or no text.
    column: Option<Column>,
    blank: bool,
    unit: Option<Unit>,
}

/// The columns of a row, each as a column or as the row's cell in it.
pub(super) struct Columns<T> {
    /// In their order; `None` for a column that the form does not have.
    pub(super) cells: Vec<Option<T>>,
    /// Where the labels over them begin, where the header shows it.
    pub(super) starts: Option<Vec<u32>>,
    /// Whether the header leaves no doubt about how many columns there are.
    pub(super) sure: bool,
}

impl Header {
    /// Adds a line, in which `column_of` tells what a cell names; gives nothing and stays as it is if that is no column
    /// and no instance of section 四.
    pub(super) fn add(&mut self, line: &Line<'_>, column_of: impl Fn(&Piece<'_>) -> Option<Column>) {
        let before = self.headings.len();
        self.headings.extend(line.own().filter_map(|piece| {
            let column = column_of(piece);
            // A caption stands over columns and is none.
            (column.is_some() || !piece.sense.is_label()).then(|| Heading {
                line: self.lines,
                at: piece.laid.column,
                width: piece.laid.width,
                column,
                blank: matches!(piece.sense, Sense::Blank),
                unit: unit_in(&piece.laid.cell.text),
            })
        }));
        let named = self.headings.iter().skip(before).any(|h| h.column.is_some());
        if !named {
            self.headings.truncate(before);
        }
        self.instances.extend(line.own().filter_map(|p| {
            let row = p.sense.row().filter(|r| r.table() == Table::Proceedings)?;
            Some((p.laid.column, row))
        }));
        self.lines += 1;
        self.cells = line.pieces.len();
    }

    fn named(&self) -> impl Iterator<Item = (Column, &Heading)> {
        self.headings.iter().filter_map(|h| Some((h.column?, h)))
    }

    /// How many columns it names.
    pub(super) fn width(&self) -> usize {
        self.named().count()
    }

    /// How many columns it names that the row has.
    pub(super) fn width_for(&self, row: Row) -> usize {
        self.named().filter(|(column, _)| Cell::new(row, *column).is_some()).count()
    }

    /// The forms that have such headers over the row, if not all have.
    pub(super) fn forms(&self, row: Row) -> Option<Forms> {
        let columns: Vec<Column> = self.named().map(|(column, _)| column).collect();
        // One edition prints a column beside others, another prints it alone.
        let printing = Forms::printing(&columns, Some(row)).or_else(|| Forms::printing(&columns, None));
        printing.into_iter().chain(columns.iter().map(|column| column.forms())).find(|forms| *forms != Forms::ALL)
    }

    /// The unit that the header states over the cell.
    pub(super) fn unit_over(&self, cell: Cell) -> Option<Unit> {
        self.named().find(|(column, _)| *column == cell.column()).and_then(|(_, heading)| heading.unit)
    }

    /// The columns of rows that have labels and are of one table, or nothing where the header shows other columns than
    /// such rows have.
    pub(super) fn columns(&self, row: Row, columns_agree: bool) -> Option<Columns<Column>> {
        let mut named: Vec<(u32, Column)> =
            self.named().filter(|(column, _)| Cell::new(row, *column).is_some()).map(|(c, h)| (h.at, c)).collect();
        named.sort_by_key(|n| n.0);
        if row.table() == Table::Disclosure {
            // The editions differ in the columns of a row: it has those that the header names.
            let (starts, cells): (Vec<u32>, Vec<Option<Column>>) =
                named.into_iter().map(|(at, c)| (at, Some(c))).unzip();
            return (!cells.is_empty()).then_some(Columns { cells, starts: Some(starts), sure: true });
        }
        let own: Vec<Column> = Column::all().filter(|c| Cell::new(row, *c).is_some()).collect();
        let all = || own.iter().copied().map(Some).collect();
        if self.headings.is_empty() {
            return Some(Columns { cells: all(), starts: None, sure: true });
        }
        let in_order = named.iter().map(|n| n.1).eq(own.iter().copied());
        if !columns_agree {
            return Some(self.columns_of_fields(&own, in_order.then(|| named.iter().map(|n| n.0).collect())));
        }
        let over = self.over_values();
        if let Some(over) = fit(&over, &own) {
            return Some(Columns { cells: all(), starts: Some(starts(over)), sure: true });
        }
        if in_order {
            // A local column stands among the form's.
            let first = over.iter().position(|h| h.column.is_some())?;
            let last = over.iter().rposition(|h| h.column.is_some())?;
            let over = over.get(first..=last)?;
            let cells = over.iter().map(|h| h.column).collect();
            return Some(Columns { cells, starts: Some(starts(over)), sure: true });
        }
        (named.len() < own.len()).then(|| Columns { cells: all(), starts: None, sure: false })
    }

    /// Where merged cells were flattened, the labels of several lines come in another order than their columns. A local
    /// column stands after its neighbour in its own line.
    fn columns_of_fields(&self, own: &[Column], starts: Option<Vec<u32>>) -> Columns<Column> {
        let complete = own.iter().all(|c| self.named().any(|(column, _)| column == *c));
        let mut cells = Vec::with_capacity(own.len());
        for column in own {
            cells.push(Some(*column));
            let Some((_, heading)) = self.named().find(|(named, _)| named == column).filter(|_| complete) else {
                continue;
            };
            if self.named().filter(|(_, h)| h.line == heading.line).count() >= OVER_VALUES {
                let after = self.headings.iter().filter(|h| h.line == heading.line && h.at > heading.at);
                cells.extend(after.take_while(|h| h.column.is_none()).filter(|h| !h.blank).map(|_| None));
            }
        }
        let starts = starts.filter(|s| s.len() == cells.len());
        Columns { cells, starts, sure: complete }
    }

    /// The cells of section 四 that its one row without a label holds, by the header's own labels.
    pub(super) fn proceedings(&self, columns_agree: bool) -> Option<Columns<Cell>> {
        let all = || Row::all().filter(|r| r.table() == Table::Proceedings);
        let block: Vec<Column> = Column::all().filter(|c| all().all(|r| Cell::new(r, *c).is_some())).collect();
        let over = if columns_agree { self.over_values() } else { self.lines_over_values() };
        let mut instances = self.instances.clone();
        instances.sort_unstable();
        // One line of a header can repeat what stands above it.
        instances.dedup();
        let mut rows: Vec<Row> = instances.into_iter().map(|i| i.1).collect();
        let over_rows = |rows: &[Row]| {
            let pattern: Vec<Column> = rows.iter().flat_map(|_| block.iter().copied()).collect();
            let over = fit(&over, &pattern)?;
            let cells = rows.iter().flat_map(|row| block.iter().map(|column| Cell::new(*row, *column))).collect();
            Some(Columns { cells, starts: Some(starts(over)), sure: true })
        };
        if let Some(columns) = Some(&rows).filter(|r| !r.is_empty()).and_then(|r| over_rows(r)) {
            rows.sort_unstable();
            rows.dedup();
            return (rows.len() * block.len() == columns.cells.len()).then_some(columns);
        }
        // A label of an instance is damaged: the others stand in the form's order.
        let mut form = all();
        let ordered = rows.iter().all(|row| form.any(|f| f == *row));
        ordered.then(|| over_rows(&all().collect::<Vec<_>>())).flatten()
    }

    /// The headings that stand directly over values: a heading over others gives way to them.
    fn over_values(&self) -> Vec<Heading> {
        let mut over: Vec<Heading> = Vec::with_capacity(self.headings.len());
        for heading in &self.headings {
            let end = heading.at.saturating_add(heading.width);
            let meets = |h: &Heading| h.at < end && heading.at < h.at.saturating_add(h.width);
            if heading.column.is_none() && over.iter().any(|h| meets(h) && (heading.blank || h.column.is_some())) {
                continue;
            }
            over.retain(|h| h.column.is_some() || !meets(h));
            over.push(*heading);
        }
        over.sort_by_key(|h| h.at);
        over
    }

    /// Where merged cells were flattened: the texts of the lines that name several columns, one line after the other.
    fn lines_over_values(&self) -> Vec<Heading> {
        let names = |line: u32| self.named().filter(|(_, h)| h.line == line).count();
        self.headings.iter().filter(|h| !h.blank && names(h.line) >= OVER_VALUES).copied().collect()
    }
}

fn starts(over: &[Heading]) -> Vec<u32> {
    over.iter().map(|h| h.at).collect()
}

/// The headings that stand in the places of these columns: those that name one name the right one, and few name none.
fn fit<'a>(over: &'a [Heading], columns: &[Column]) -> Option<&'a [Heading]> {
    let (first, named) = over.iter().enumerate().find_map(|(at, h)| Some((at, h.column?)))?;
    let start = first.checked_sub(columns.iter().position(|c| *c == named)?)?;
    let fitting = over.get(start..start + columns.len())?;
    let right = fitting.iter().zip(columns).filter(|(h, c)| h.column == Some(**c)).count();
    let all = over.iter().filter(|h| h.column.is_some()).count();
    (right == all && right + columns.len() / 5 >= columns.len()).then_some(fitting)
}

/// A unit that a header states: （单位：万元）.
fn unit_in(text: &str) -> Option<Unit> {
    if !text.contains('元') {
        return None;
    }
    // The longest first: 万元 ends in 元.
    let text: String = text.chars().filter(|c| !numeral::is_space(*c)).map(simplified).collect();
    Unit::ALL.into_iter().rev().find(|u| text.contains(u.symbol()))
}
