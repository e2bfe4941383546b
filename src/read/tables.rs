//! The one step that finds the form's tables in grids by their labels and reads their cells.
//!
//! A row is known by its label in the context of its group, a column by its header. Position decides nothing alone: see
//! [`align`] for how a row's values come to their columns.

use super::align::{Hints, align, is_blank};
use super::document::{Alignment, Grid};
use super::label::{self, Target};
use super::line::{Line, Piece, Sense};
use super::repair;
use super::span::{Laid, resolve};
use crate::draft::{Entry, Place, Stray, StrayKind, numeral};
use crate::form::{Cell, Column, Edition, Form, Group, Kind, Row, Table, Unit};

/// A cell that was read, before the edition of the document is known.
pub(super) struct Reading {
    pub(super) cell: Cell,
    pub(super) entry: Entry,
    /// The edition whose headers stand over the cell, where they tell.
    pub(super) edition: Option<Edition>,
}

/// What the document's grids hold of the form.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) readings: Vec<Reading>,
    pub(super) strays: Vec<Stray>,
    /// For each block of headers over section 二 that had rows: the edition that has such headers.
    pub(super) votes: Vec<Edition>,
    /// Whether any label of the form was seen in a table.
    pub(super) seen: bool,
    /// The table that the last grid with form content ended in: a table can go on in the next grid.
    current: Option<Table>,
    group: Option<Group>,
    last_row: Option<Row>,
    header: Header,
}

/// The column labels over the rows that follow.
#[derive(Clone, Default)]
struct Header {
    columns: Vec<(u32, Column, Option<Unit>)>,
    instances: Vec<(u32, Row)>,
    /// How many cells its line has; the last line's, where it has several.
    cells: usize,
    voted: bool,
}

impl Header {
    fn edition(&self) -> Option<Edition> {
        if let [(_, Column::Decisions, _)] = self.columns.as_slice() {
            // The trial edition prints this column beside two others; alone it is of the revised one.
            return Some(Edition::Revised2021);
        }
        self.columns.iter().find_map(|(_, column, _)| column.edition())
    }
}

/// A row of values found under a label, before its values are given to columns.
struct Labelled<'a> {
    row: Row,
    label: String,
    /// The shape of the row: where its label stands, and how many cells it has.
    shape: Shape,
    values: Vec<Laid<'a>>,
}

impl Tables {
    /// Reads what the grid holds of the form. `in_section` is the table whose section the grid stands in, if it stands in
    /// one. Gives the texts that stand alone in a row, which can be headings, and whether the grid is a table of the form.
    pub(super) fn read(&mut self, grid: &Grid, in_section: Option<Table>) -> bool {
        let lines: Vec<Line<'_>> = resolve(grid).map(Line::new).collect();
        if !self.is_of_the_form(&lines, in_section) {
            return false;
        }
        self.seen = true;
        let columns_agree = grid.alignment == Alignment::Columns;
        let mut pending: Vec<Labelled<'_>> = Vec::new();
        for line in &lines {
            if let Some(section) = line.sole().and_then(|p| p.sense.section()) {
                self.flush(&mut pending, columns_agree);
                self.enter(section.table());
                continue;
            }
            if line.own().any(|p| p.sense.is_article()) {
                self.flush(&mut pending, columns_agree);
                self.enter(Some(Table::Disclosure));
                self.header = Header::default();
            }
            if line.is_header() {
                self.flush(&mut pending, columns_agree);
                self.header_line(line);
                continue;
            }
            self.body_line(line, &mut pending, columns_agree);
        }
        self.flush(&mut pending, columns_agree);
        true
    }

    /// A grid is a table of the form when it has labels that nothing else has: calendars, menus and other tables have not.
    fn is_of_the_form(&self, lines: &[Line<'_>], in_section: Option<Table>) -> bool {
        let mut labels = 0;
        for piece in lines.iter().flat_map(Line::own) {
            let telling = match &piece.sense {
                Sense::Names(targets) => targets.iter().any(|t| match t {
                    Target::Row(row) => !matches!(row, Row::OtherHandling | Row::Handled | Row::Rules),
                    Target::Column(column) => !matches!(column, Column::OtherOrganization | Column::Total),
                    Target::Article | Target::Caption(_) => true,
                    Target::Group(_) | Target::Section(_) => false,
                }),
                Sense::GroupAndRow(..) => true,
                _ => false,
            };
            labels += u32::from(telling);
            if labels >= 2 {
                return true;
            }
        }
        // A table that a page break cut goes on with few rows, or with one.
        let goes_on = self.current.is_some() && (in_section.is_none() || self.current == in_section);
        goes_on
            && (labels >= 1 || lines.iter().flat_map(Line::own).any(|p| p.sense.is_label()))
            && lines.iter().any(Line::has_value)
    }

    fn enter(&mut self, table: Option<Table>) {
        if self.current != table {
            self.header = Header::default();
            self.group = None;
            self.last_row = None;
        }
        self.current = table;
    }

    fn header_line(&mut self, line: &Line<'_>) {
        let found: Vec<(u32, Column, Option<Unit>)> = line
            .own()
            .filter_map(|p| Some((p.laid.column, self.column_of(p)?, header_unit(&p.laid.cell.text))))
            .collect();
        let instances: Vec<(u32, Row)> = line
            .own()
            .filter_map(|p| p.sense.row().filter(|r| r.table() == Table::Proceedings).map(|r| (p.laid.column, r)))
            .collect();
        let table = found
            .iter()
            .find_map(|(_, column, _)| column.table())
            .or_else(|| line.own().any(|p| p.sense.group() == Some(Group::Litigation)).then_some(Table::Proceedings))
            .or_else(|| instances.first().map(|_| Table::Proceedings))
            .or_else(|| line.own().find_map(|p| p.sense.caption()));
        if found.is_empty() && instances.is_empty() {
            if self.current != table {
                self.enter(table);
            }
            return;
        }
        let fresh = match table {
            // The headers of section 二 are one line each; the others stand in several lines, one above the other.
            Some(Table::Disclosure) => true,
            Some(table) => self.current != Some(table) || self.last_row.is_some(),
            None => false,
        };
        if let Some(table) = table {
            let repeated = self.current == Some(table) && table == Table::Applications;
            let (group, last_row) = (self.group, self.last_row);
            self.enter(Some(table));
            if fresh {
                self.header = Header::default();
            }
            self.last_row = None;
            if repeated {
                // A page break: the group of the row above goes on.
                (self.group, _) = (group, last_row);
            }
        }
        self.header.cells = line.pieces.len();
        self.header.columns.extend(found);
        self.header.instances.extend(instances);
    }

    /// The column that a header cell names; a damaged label counts where one column of the table is near.
    fn column_of(&self, piece: &Piece<'_>) -> Option<Column> {
        if let Some(column) = piece.sense.column() {
            return Some(column);
        }
        if !matches!(piece.sense, Sense::Other) {
            return None;
        }
        let admit = |t: Target| matches!(t, Target::Column(c) if c.table().is_some_and(|t| self.current.is_none_or(|table| t == table)));
        match label::nearest(&piece.laid.cell.text, admit) {
            Some(Target::Column(column)) => Some(column),
            _ => None,
        }
    }

    fn body_line<'a>(&mut self, line: &Line<'a>, pending: &mut Vec<Labelled<'a>>, columns_agree: bool) {
        let mut row: Option<(Row, &Piece<'a>)> = None;
        let mut group_here = None;
        let mut unknown: Option<&Piece<'a>> = None;
        for piece in &line.pieces {
            if matches!(piece.sense, Sense::Value) {
                break;
            }
            if let Some(group) = piece.sense.group() {
                group_here = Some(group);
            }
            let reaches_down = piece.laid.from_above || piece.laid.cell.rowspan > 1;
            if reaches_down && piece.sense.group().is_some() {
                // （六）其他处理 is a row or the heading of three; what reaches over several rows is the heading.
                continue;
            }
            match (self.row_of(piece, group_here), row) {
                (Some(found), _) => {
                    row = Some((found, piece));
                    unknown = None;
                }
                (None, _) if !matches!(piece.sense, Sense::Other) || piece.laid.from_above => {}
                (None, None) => unknown = Some(piece),
                // A text after a label is a value, unless the row is then too long: it is a label that is not known.
                (None, Some((found, _))) => {
                    if filled_from(line, piece) > self.width_of(found) {
                        unknown = Some(piece);
                        row = None;
                    }
                }
            }
        }
        if let Some(group) = group_here {
            self.group = Some(group);
        }
        if let Some(piece) = unknown.filter(|p| self.is_label_position(line, p) && !self.awaits_proceedings()) {
            return self.unknown_row(line, piece);
        }
        let Some((row, piece)) = row else {
            return self.unlabelled(line, columns_agree);
        };
        if row.table() == Table::Proceedings && self.awaits_proceedings() {
            return self.unlabelled(line, columns_agree);
        }
        let after = piece.laid.column;
        let values: Vec<Laid<'a>> = line.pieces.iter().map(|p| p.laid).filter(|l| l.column > after).collect();
        if values.is_empty() {
            return;
        }
        if self.current != Some(row.table()) {
            self.flush(pending, columns_agree);
            self.enter(Some(row.table()));
        }
        self.last_row = Some(row);
        if row.group().is_none() && row.table() == Table::Applications {
            self.group = None;
        }
        let label = piece.laid.cell.text.clone();
        pending.push(Labelled { row, label, shape: (after, line.pieces.len()), values });
        if row.table() == Table::Disclosure {
            self.flush(pending, columns_agree);
        }
    }

    /// The row that a cell names, in the context of its group and of the row above.
    fn row_of(&self, piece: &Piece<'_>, group_here: Option<Group>) -> Option<Row> {
        let group = group_here.or(self.group);
        let in_context = |row: &Row| match row {
            // Three rows and a column are called 其他, and 总计 is a row and three columns.
            Row::OtherHandling => {
                group == Some(Group::OtherHandling)
                    || (group.is_none() && matches!(self.last_row, Some(Row::SupplementOverdue | Row::FeeUnpaid)))
            }
            Row::Handled => self.current == Some(Table::Applications) && self.last_row.is_some(),
            _ => true,
        };
        match &piece.sense {
            Sense::Other => {
                let admit =
                    |t: Target| matches!(t, Target::Row(r) if self.current == Some(r.table()) && in_context(&r));
                match label::nearest(&piece.laid.cell.text, admit) {
                    Some(Target::Row(row)) => Some(row),
                    _ => None,
                }
            }
            sense => sense.row().filter(in_context),
        }
    }

    /// How many values a row has.
    fn width_of(&self, row: Row) -> usize {
        match row.table() {
            Table::Disclosure => self.header.columns.iter().filter(|(_, c, _)| Cell::new(row, *c).is_some()).count(),
            Table::Applications | Table::Proceedings => width_of(row),
        }
    }

    /// Whether an unknown text stands where the rows' labels stand, so that it is a row of its own.
    fn is_label_position(&self, line: &Line<'_>, piece: &Piece<'_>) -> bool {
        let filled_after = line.own().any(|p| p.laid.column > piece.laid.column && matches!(p.sense, Sense::Value));
        self.current.is_some() && filled_after
    }

    fn unknown_row(&mut self, line: &Line<'_>, piece: &Piece<'_>) {
        let values = line.own().filter(|p| p.laid.column > piece.laid.column && !is_blank(&p.laid));
        self.strays.push(Stray {
            kind: StrayKind::UnknownRow,
            label: piece.laid.cell.text.clone(),
            values: values.map(|p| p.laid.cell.text.clone()).collect(),
            place: piece.laid.cell.place.clone(),
            near: Vec::new(),
        });
    }

    /// Whether the headers of section 四 are complete and their one row, which has no label, is to come.
    fn awaits_proceedings(&self) -> bool {
        self.current == Some(Table::Proceedings) && self.last_row.is_none() && self.header.columns.len() > 5
    }

    /// A row without a label: the values of section 四, or values whose label was lost.
    fn unlabelled(&mut self, line: &Line<'_>, columns_agree: bool) {
        let has_value = line.has_value();
        if self.current == Some(Table::Proceedings) && self.last_row.is_none() {
            let is_row = line.own().all(|p| !p.sense.is_label()) && (has_value || self.header.columns.len() == 15);
            if is_row {
                self.proceedings(line, columns_agree);
                self.last_row = Some(Row::Reconsideration);
            }
            return;
        }
        if has_value && self.current.is_some() {
            let values: Vec<Laid<'_>> = line.own().map(|p| p.laid).filter(|l| !is_blank(l)).collect();
            self.stray(StrayKind::UnknownRow, String::new(), &values, Vec::new());
        }
    }

    fn stray(&mut self, kind: StrayKind, label: String, values: &[Laid<'_>], near: Vec<Cell>) {
        self.strays.push(Stray {
            kind,
            label,
            values: values.iter().map(|l| l.cell.text.clone()).collect(),
            place: values.first().map_or(Place::Nowhere, |l| l.cell.place.clone()),
            near,
        });
    }

    /// Reads the one row of section 四: three blocks of five, by the header's own labels.
    fn proceedings(&mut self, line: &Line<'_>, columns_agree: bool) {
        let mut header = std::mem::take(&mut self.header);
        header.columns.sort_by_key(|c| c.0);
        header.instances.sort_by_key(|c| c.0);
        let order: Vec<Row> = match header.instances.as_slice() {
            [(_, a), (_, b), (_, c)] => vec![*a, *b, *c],
            _ => Row::all().filter(|r| r.table() == Table::Proceedings).collect(),
        };
        let per_block =
            Form::Revised2021.blocks().find(|b| b.table() == Table::Proceedings).map_or(0, |b| b.columns().len());
        let cells: Vec<Cell> = header
            .columns
            .chunks(per_block.max(1))
            .zip(order)
            .flat_map(|(chunk, row)| chunk.iter().filter_map(move |(_, column, _)| Cell::new(row, *column)))
            .collect();
        let values: Vec<Laid<'_>> = line.own().map(|p| p.laid).collect();
        let distinct = cells.iter().enumerate().all(|(i, c)| !cells.iter().take(i).any(|d| d == c));
        let whole = Form::Revised2021.cells().filter(|c| c.table() == Table::Proceedings).count();
        if cells.len() != whole || header.columns.len() != whole || !distinct {
            let filled: Vec<Laid<'_>> = values.into_iter().filter(|l| !is_blank(l)).collect();
            return self.stray(StrayKind::Unaligned, String::new(), &filled, cells);
        }
        let starts: Vec<u32> = header.columns.iter().map(|c| c.0).collect();
        let hints = Hints { header: Some(&starts), columns_agree, start: None, confirmed: true };
        self.place(&cells, &values, hints, String::new(), None);
    }

    /// Gives the rows collected so far their columns.
    fn flush(&mut self, pending: &mut Vec<Labelled<'_>>, columns_agree: bool) {
        let begins = Begins::of(pending);
        for labelled in pending.drain(..) {
            self.labelled(&labelled, &begins, columns_agree);
        }
    }

    fn labelled(&mut self, labelled: &Labelled<'_>, begins: &Begins, columns_agree: bool) {
        let row = labelled.row;
        let mut columns = self.header.columns.clone();
        columns.sort_by_key(|c| c.0);
        let under_header: Vec<(u32, Cell, Option<Unit>)> =
            columns.iter().filter_map(|(at, c, unit)| Some((*at, Cell::new(row, *c)?, *unit))).collect();
        let cells: Vec<Cell> = match row.table() {
            Table::Disclosure => under_header.iter().map(|c| c.1).collect(),
            // The columns of a row in the form's own order; the header confirms them where it is there.
            Table::Applications | Table::Proceedings => Column::all().filter_map(|c| Cell::new(row, c)).collect(),
        };
        let agrees = under_header.len() == cells.len() && under_header.iter().map(|c| c.1).eq(cells.iter().copied());
        let starts: Option<Vec<u32>> = agrees.then(|| under_header.iter().map(|c| c.0).collect());
        // Where merged cells were flattened, the header's labels come in another order than its columns.
        let contradicted = columns_agree && under_header.len() == cells.len() && !agrees;
        let filled: Vec<Laid<'_>> = labelled.values.iter().copied().filter(|l| !is_blank(l)).collect();
        if cells.is_empty() || contradicted {
            if !filled.is_empty() {
                self.stray(StrayKind::Unaligned, labelled.label.clone(), &filled, cells);
            }
            return;
        }
        let edition = if row.table() == Table::Disclosure { self.header.edition() } else { None };
        if let Some(edition) = edition
            && !self.header.voted
        {
            self.header.voted = true;
            self.votes.push(edition);
        }
        let confirmed = match row.table() {
            // One line of headers over rows of as many cells: nothing was flattened between them.
            Table::Disclosure => labelled.shape.1 == self.header.cells,
            _ => starts.as_deref().and_then(<[u32]>::first).is_some_and(|first| begins.confirm(*first)),
        };
        let hints =
            Hints { header: starts.as_deref(), columns_agree, start: begins.of_shape(labelled.shape), confirmed };
        self.place(&cells, &labelled.values, hints, labelled.label.clone(), edition);
    }

    fn place(
        &mut self,
        cells: &[Cell],
        values: &[Laid<'_>],
        hints: Hints<'_>,
        label: String,
        edition: Option<Edition>,
    ) {
        let filled: Vec<Laid<'_>> = values.iter().copied().filter(|l| !is_blank(l)).collect();
        let Some(aligned) = align(values, cells.len(), hints) else {
            self.stray(StrayKind::Unaligned, label, &filled, cells.to_vec());
            return;
        };
        let units: Vec<Option<Unit>> = cells.iter().map(|cell| self.unit_over(*cell)).collect();
        let mut row: Vec<(Cell, Option<Entry>)> = cells
            .iter()
            .zip(&aligned.chosen)
            .zip(units)
            .map(|((cell, at), unit)| {
                let laid = at.and_then(|at| values.get(at)).filter(|l| !l.from_above);
                (*cell, laid.map(|l| read_cell(*cell, l, unit)))
            })
            .collect();
        repair::spaced(&mut row);
        self.readings
            .extend(row.into_iter().filter_map(|(cell, entry)| Some(Reading { cell, entry: entry?, edition })));
        let surplus: Vec<Laid<'_>> = aligned.surplus.iter().filter_map(|at| values.get(*at)).copied().collect();
        if !surplus.is_empty() {
            self.stray(StrayKind::Surplus, label, &surplus, cells.last().copied().into_iter().collect());
        }
    }

    fn unit_over(&self, cell: Cell) -> Option<Unit> {
        self.header.columns.iter().find(|(_, column, _)| *column == cell.column()).and_then(|(_, _, unit)| *unit)
    }
}

/// How many cells that are not blank stand from this one on.
fn filled_from(line: &Line<'_>, piece: &Piece<'_>) -> usize {
    line.own().filter(|p| p.laid.column >= piece.laid.column && !is_blank(&p.laid)).count()
}

/// Where the values of the rows of a table begin, as far as the rows themselves show.
struct Begins {
    /// For each shape of rows: the first and the last column that its values fill, and how many columns they have.
    shapes: Vec<(Shape, Extent, usize)>,
    /// The first column of every complete row.
    complete: Vec<u32>,
}

type Shape = (u32, usize);
type Extent = (u32, u32);

impl Begins {
    fn of(rows: &[Labelled<'_>]) -> Self {
        let mut begins = Self { shapes: Vec::new(), complete: Vec::new() };
        for row in rows {
            let mut filled = row.values.iter().filter(|l| !is_blank(l)).map(|l| l.column);
            let Some(first) = filled.next() else { continue };
            let extent = (first, filled.next_back().unwrap_or(first));
            let width = width_of(row.row);
            begins.complete.extend(begin(extent, width));
            match begins.shapes.iter_mut().find(|(shape, ..)| *shape == row.shape) {
                Some((_, all, _)) => *all = (all.0.min(extent.0), all.1.max(extent.1)),
                None => begins.shapes.push((row.shape, extent, width)),
            }
        }
        begins
    }

    /// For rows of one shape: known when, together, their values span exactly the columns of the table.
    fn of_shape(&self, shape: Shape) -> Option<u32> {
        let (_, extent, width) = self.shapes.iter().find(|s| s.0 == shape)?;
        begin(*extent, *width)
    }

    fn confirm(&self, header: u32) -> bool {
        !self.complete.is_empty() && self.complete.iter().all(|begin| *begin == header)
    }
}

fn begin((first, last): Extent, width: usize) -> Option<u32> {
    usize::try_from(last - first).is_ok_and(|span| span + 1 == width).then_some(first)
}

/// How many columns a row of section 三 or 四 has.
fn width_of(row: Row) -> usize {
    Column::all().filter(|c| Cell::new(row, *c).is_some()).count()
}

/// A unit that a header states: （单位：万元）.
fn header_unit(text: &str) -> Option<Unit> {
    // The longest first: 万元 ends in 元.
    let text: String =
        text.chars().filter(|c| !numeral::is_space(*c)).map(|c| if c == '萬' { '万' } else { c }).collect();
    Unit::ALL.into_iter().rev().find(|u| text.contains(u.symbol()))
}

fn read_cell(cell: Cell, laid: &Laid<'_>, header_unit: Option<Unit>) -> Entry {
    let entry = numeral::read_at(&laid.cell.text, cell.kind(), laid.cell.place.clone());
    match (cell.kind(), header_unit) {
        // The header's unit is not the one that the form fixes: the number is not what it seems.
        (Kind::Amount(Some(fixed)), Some(unit)) if unit != fixed => entry.in_unit(unit),
        _ => entry,
    }
}
