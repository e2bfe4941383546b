//! The one step that finds the form's tables in grids by their labels and reads their cells.
//!
//! A row is known by its label in the context of its group, a column by its header. Position decides nothing alone: see
//! [`align`] for how a row's values come to their columns.

use super::align::{End, Hints, Totals, align, is_blank};
use super::begins::{self, Begins, Labelled};
use super::document::{Alignment, Grid};
use super::header::{Columns, Header};
use super::label::{self, Target};
use super::line::{Line, Piece, Sense};
use super::reading::{Home, Loose, Reading};
use super::repair;
use super::sequence::{Found, Used};
use super::span::{Laid, resolve};
use super::title;
use crate::draft::{Entry, Place, Stray, StrayKind, numeral};
use crate::form::{Cell, CellSet, Column, Form, Forms, Group, Kind, Row, Table, Unit};

/// What the document's grids hold of the form.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) readings: Vec<Reading>,
    pub(super) strays: Vec<Loose>,
    /// For each block of headers over section 二 that had rows: the forms that have such headers.
    pub(super) votes: Vec<Forms>,
    /// Whether any label of the form was seen in a table.
    pub(super) seen: bool,
    /// The table that the last grid with form content ended in: a table can go on in the next grid.
    current: Option<Table>,
    group: Option<Group>,
    last_row: Option<Row>,
    header: Header,
    /// Whether a row has stood under the header.
    used: bool,
    /// The values of the row without a label that section 四 was read from.
    bare: Option<Vec<String>>,
    /// Where the headers of section 三 in the grid at hand end, if all end in one column.
    header_end: Option<u32>,
    /// The rows of the grid at hand whose labels stand without any value beside them.
    bare_labels: Vec<Row>,
    /// The tables in which two rows stand for one, with other numbers.
    contested: Vec<Table>,
}

/// A row of so many values without a label can be the one of section 四: it has a block's.
const LEAST_BARE: usize = 5;

impl Tables {
    /// Reads what the grid holds of the form. `in_section` is the table whose section the grid stands in, if it stands in
    /// one. Gives the texts that stand alone in a row, which can be headings, and whether the grid is a table of the form.
    pub(super) fn read(&mut self, grid: &Grid, in_section: Option<Table>) -> bool {
        let lines: Vec<Line<'_>> = resolve(grid).map(Line::new).collect();
        if !self.is_of_the_form(&lines, in_section) {
            return false;
        }
        self.seen = true;
        self.header_end = header_end(&lines);
        let columns_agree = grid.alignment == Alignment::Columns;
        let mut pending: Vec<Labelled<'_>> = Vec::new();
        let strays = self.strays.len();
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
        // In the small tables of section 二, values that were not placed beside one label can be those of another without any.
        let bare = std::mem::take(&mut self.bare_labels);
        let bare: Vec<Cell> =
            Cell::all().filter(|cell| cell.table() == Table::Disclosure && bare.contains(&cell.row())).collect();
        for Loose { stray, .. } in self.strays.get_mut(strays..).unwrap_or_default() {
            if stray.near.first().is_some_and(|cell| cell.table() == Table::Disclosure) {
                let others = bare.iter().copied().filter(|cell| !stray.near.contains(cell));
                let others: Vec<Cell> = others.collect();
                stray.near.extend(others);
            }
        }
        true
    }

    /// Whether every cell of the table in one of the printed forms was read, and nothing is left over.
    pub(super) fn is_whole(&self, table: Table) -> bool {
        let is_loose = |loose: &Loose| {
            loose.stray.near.iter().any(|cell| cell.table() == table) || loose.home.is_some_and(|home| home.0 == table)
        };
        let mut read = CellSet::default();
        self.readings.iter().for_each(|reading| _ = read.insert(reading.cell));
        let has = |cell: Cell| read.contains(cell);
        !self.strays.iter().any(is_loose)
            && Form::ALL.into_iter().any(|form| form.cells().filter(|cell| cell.table() == table).all(has))
    }

    /// Takes what was read of a table by order and sums, where it is more than what stands here and nothing here contradicts
    /// it. Gives the places of the values that this accounts for, and those of them that were not read. What stands elsewhere
    /// and was not read before stays so.
    pub(super) fn take(&mut self, found: Found) -> (Used, Vec<Loose>) {
        let Found { table, readings, strays, votes, used } = found;
        let here = || self.readings.iter().filter(|reading| reading.cell.table() == table);
        let is_read = |cell: Cell| readings.iter().find(|other| other.cell == cell).map(|other| other.entry.state());
        let contradicts = |r: &Reading| is_read(r.cell).is_some_and(|state| state != r.entry.state());
        if here().any(contradicts) {
            return (Used::default(), Vec::new());
        }
        let is_more = readings.len() > here().count() && here().all(|reading| is_read(reading.cell).is_some());
        if !is_more {
            let is_told = |loose: &Loose| {
                let is_here = |place: &Place| Used::same(place, &loose.stray.place);
                self.strays.iter().any(|known| is_here(&known.stray.place)) || here().any(|r| is_here(r.entry.place()))
            };
            return (Used::default(), strays.into_iter().filter(|loose| !is_told(loose)).collect());
        }
        self.seen = true;
        self.readings.retain(|reading| reading.cell.table() != table);
        self.strays.retain(|loose| !used.has(&loose.stray.place));
        self.readings.extend(readings);
        self.votes.extend(votes);
        (used, strays)
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
            self.used = false;
        }
        self.current = table;
    }

    fn header_line(&mut self, line: &Line<'_>) {
        let current = self.current;
        let columns = || line.own().filter_map(|p| column_of(p, current));
        let instance = |p: &Piece<'_>| p.sense.row().is_some_and(|r| r.table() == Table::Proceedings);
        let has_instance = line.own().any(instance);
        let table = columns()
            .find_map(Column::table)
            .or_else(|| line.own().any(|p| p.sense.group() == Some(Group::Litigation)).then_some(Table::Proceedings))
            .or_else(|| has_instance.then_some(Table::Proceedings))
            .or_else(|| line.own().find_map(|p| p.sense.caption()));
        if columns().next().is_none() && !has_instance {
            if self.current != table {
                self.enter(table);
            }
            return;
        }
        if let Some(table) = table {
            let fresh = match table {
                // The headers of section 二 are one line each; the others stand in several lines, one above the other.
                Table::Disclosure => true,
                _ => self.current != Some(table) || self.used,
            };
            // After a page break the group and the rows above go on.
            self.enter(Some(table));
            if fresh {
                self.header = Header::default();
            }
            self.used = false;
        }
        self.header.add(line, |piece| column_of(piece, current));
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
                (Some(found), before) => {
                    self.bare_labels.extend(before.map(|(row, _)| row).filter(|row| *row != found));
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
            self.bare_labels.push(row);
            return;
        }
        if self.current != Some(row.table()) {
            self.flush(pending, columns_agree);
            self.enter(Some(row.table()));
        }
        self.last_row = Some(row);
        self.used = true;
        if row.group().is_none() && row.table() == Table::Applications {
            self.group = None;
        }
        let label = &piece.laid.cell.text;
        let is_short = row.table() == Table::Applications && self.header_end.is_some_and(|end| line.end() < end);
        let end = if is_short { End::Short } else { End::Whole };
        pending.push(Labelled { row, label, shape: (after, line.pieces.len()), values, end });
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
            Table::Disclosure => self.header.width_for(row),
            Table::Applications | Table::Proceedings => begins::width_of(row),
        }
    }

    /// Whether an unknown text stands where the rows' labels stand, so that it is a row of its own.
    fn is_label_position(&self, line: &Line<'_>, piece: &Piece<'_>) -> bool {
        let filled_after = line.own().any(|p| p.laid.column > piece.laid.column && matches!(p.sense, Sense::Value));
        self.current.is_some() && filled_after
    }

    fn unknown_row(&mut self, line: &Line<'_>, piece: &Piece<'_>) {
        let values = line.own().filter(|p| p.laid.column > piece.laid.column && !is_blank(&p.laid));
        let stray = Stray {
            kind: StrayKind::UnknownRow,
            label: piece.laid.cell.text.clone(),
            values: values.map(|p| p.laid.cell.text.clone()).collect(),
            place: piece.laid.cell.place.clone(),
            near: Vec::new(),
        };
        self.strays.push(Loose { stray, home: self.home() });
    }

    /// Whether the headers of section 四 are complete and their one row, which has no label, is to come.
    fn awaits_proceedings(&self) -> bool {
        self.current == Some(Table::Proceedings) && !self.used && self.header.width() > 5
    }

    /// A row without a label: the values of section 四, or values whose label was lost.
    fn unlabelled(&mut self, line: &Line<'_>, columns_agree: bool) {
        let has_value = line.has_value();
        if self.current == Some(Table::Proceedings) && !self.used {
            let is_row = line.own().all(|p| !p.sense.is_label())
                && (has_value || self.header.proceedings(columns_agree).is_some());
            if is_row {
                self.bare = Some(texts_of(line));
                self.proceedings(line, columns_agree);
                self.used = true;
            }
            return;
        }
        if self.is_second(line) {
            return self.contest(&texts_of(line), line);
        }
        if has_value && self.current.is_some() {
            let values: Vec<Laid<'_>> = line.own().map(|p| p.laid).filter(|l| !is_blank(l)).collect();
            self.stray(StrayKind::UnknownRow, "", &values, Vec::new());
        }
    }

    /// Whether the row could be the one of section 四 as well as the row that was read for it.
    fn is_second(&self, line: &Line<'_>) -> bool {
        let is_bare = || line.own().all(|p| matches!(p.sense, Sense::Value | Sense::Blank));
        self.current == Some(Table::Proceedings)
            && self.bare.is_some()
            && is_bare()
            && texts_of(line).len() >= LEAST_BARE
    }

    /// Refuses the table where two rows with other numbers stand for its one; the same row again says nothing new.
    fn contest(&mut self, values: &[String], line: &Line<'_>) {
        let Some(first) = self.bare.as_ref().filter(|first| first.as_slice() != values) else { return };
        let table = Table::Proceedings;
        let values = first.iter().chain(values).cloned().collect();
        let place = line.own().next().map_or(Place::Nowhere, |p| p.laid.cell.place.clone());
        self.readings.retain(|reading| reading.cell.table() != table);
        let is_known = self.contested.contains(&table);
        if !is_known {
            self.contested.push(table);
            let near = Cell::all().filter(|cell| cell.table() == table).collect();
            let stray = Stray { kind: StrayKind::UnreadTable, label: String::new(), values, place, near };
            self.strays.push(Loose { stray, home: None });
        }
    }

    /// Whether two rows stand for one of the table, so that neither can be read.
    pub(super) fn is_contested(&self, table: Table) -> bool {
        self.contested.contains(&table)
    }

    fn home(&self) -> Option<Home> {
        Some((self.current?, self.last_row))
    }

    fn stray(&mut self, kind: StrayKind, label: &str, values: &[Laid<'_>], near: Vec<Cell>) {
        let stray = Stray {
            kind,
            label: label.to_owned(),
            values: values.iter().map(|l| l.cell.text.clone()).collect(),
            place: values.first().map_or(Place::Nowhere, |l| l.cell.place.clone()),
            near,
        };
        self.strays.push(Loose { stray, home: self.home().filter(|_| kind == StrayKind::UnknownRow) });
    }

    /// Reads the one row of section 四: blocks of five, by the header's own labels.
    fn proceedings(&mut self, line: &Line<'_>, columns_agree: bool) {
        let header = std::mem::take(&mut self.header);
        let mut values: Vec<Laid<'_>> = line.own().map(|p| p.laid).collect();
        let Some(columns) = header.proceedings(columns_agree) else {
            values.retain(|l| !is_blank(l));
            let near = Cell::all().filter(|c| c.table() == Table::Proceedings).collect();
            return self.stray(StrayKind::Unaligned, "", &values, near);
        };
        // A word before as many values as there are columns is a label of the row.
        if values.len() > columns.cells.len() && line.own().next().is_some_and(|p| matches!(p.sense, Sense::Other)) {
            values.remove(0);
        }
        // One cell a line, a second row follows the first without a break.
        let texts = |values: &[Laid<'_>]| values.iter().map(|l| trimmed(&l.cell.text)).collect::<Vec<_>>();
        if let Some((first, rest)) = values.split_at_checked(columns.cells.len())
            && rest.iter().filter(|l| !is_blank(l)).count() >= LEAST_BARE
        {
            let (first, rest) = (texts(first), texts(rest));
            if first != rest {
                self.bare = Some(first);
                return self.contest(&rest, line);
            }
            values.truncate(first.len());
        }
        let same_fields = line.pieces.len() == header.cells;
        let starts = columns.starts.as_deref();
        let hints = Hints { header: starts, columns_agree, confirmed: true, same_fields, ..Hints::default() };
        self.place(&columns.cells, &values, hints, "", None);
    }

    /// Gives the rows collected so far their columns.
    fn flush(&mut self, pending: &mut Vec<Labelled<'_>>, columns_agree: bool) {
        let Some(first) = pending.first() else { return };
        let Some(columns) = self.header.columns(first.row, columns_agree) else {
            return self.without_columns(&std::mem::take(pending));
        };
        let begins = Begins::of(pending);
        for labelled in pending.drain(..) {
            self.labelled(&labelled, &columns, &begins, columns_agree);
        }
    }

    /// Keeps the values of rows under no header.
    fn without_columns(&mut self, rows: &[Labelled<'_>]) {
        for labelled in rows {
            let values: Vec<Laid<'_>> = labelled.values.iter().copied().filter(|value| !is_blank(value)).collect();
            if values.is_empty() {
                self.bare_labels.push(labelled.row);
            } else {
                let near = Cell::all().filter(|cell| cell.row() == labelled.row).collect();
                self.stray(StrayKind::Unaligned, labelled.label, &values, near);
            }
        }
    }

    fn labelled(&mut self, labelled: &Labelled<'_>, columns: &Columns<Column>, begins: &Begins, columns_agree: bool) {
        let row = labelled.row;
        let forms = if row.table() == Table::Disclosure { self.header.forms(row) } else { None };
        if let Some(forms) = forms
            && !self.header.voted
        {
            self.header.voted = true;
            self.votes.push(forms);
        }
        let starts = columns.starts.as_deref();
        let confirmed = match row.table() {
            // One line of headers over rows of as many cells: nothing was flattened between them.
            Table::Disclosure => labelled.shape.1 == self.header.cells,
            _ => starts.and_then(<[u32]>::first).is_some_and(|first| begins.confirm(*first)),
        };
        let hints = Hints {
            header: starts,
            columns_agree: columns_agree && columns.sure,
            start: begins.of_shape(labelled.shape),
            confirmed,
            same_fields: false,
            totals: match row.table() {
                Table::Applications if !begins.have_totals() => Totals::Unprinted,
                Table::Applications if columns.sure => Totals::Printed,
                Table::Applications => Totals::Doubtful,
                Table::Disclosure | Table::Proceedings => Totals::NotSummed,
            },
            end: labelled.end,
        };
        let cells: Vec<Option<Cell>> = columns.cells.iter().map(|column| Cell::new(row, (*column)?)).collect();
        self.place(&cells, &labelled.values, hints, labelled.label, forms);
    }

    fn place(
        &mut self,
        cells: &[Option<Cell>],
        values: &[Laid<'_>],
        hints: Hints<'_>,
        label: &str,
        forms: Option<Forms>,
    ) {
        let filled = |l: &Laid<'_>| !is_blank(l);
        let unaligned = |tables: &mut Self| {
            let filled: Vec<Laid<'_>> = values.iter().copied().filter(filled).collect();
            tables.stray(StrayKind::Unaligned, label, &filled, cells.iter().copied().flatten().collect());
        };
        let Some(aligned) = align(values, cells.len(), hints) else {
            return match repair::run_together(cells, values) {
                Some(row) => self.readings.extend(row.map(|(cell, entry)| Reading { cell, entry, forms })),
                None => unaligned(self),
            };
        };
        let first = values.iter().find(|laid| filled(laid));
        if !aligned.surplus.is_empty() && first.is_some_and(|laid| title::is_year(&laid.cell.text)) {
            // A year before the values is none of them.
            return unaligned(self);
        }
        let mut row: Vec<(Cell, Option<Entry>)> = Vec::with_capacity(cells.len());
        let mut surplus: Vec<Laid<'_>> = Vec::new();
        for (cell, laid) in cells.iter().zip(aligned.chosen.iter().map(|at| values.get((*at)?))) {
            match (cell, laid) {
                (Some(cell), laid) => {
                    let own = laid.filter(|l| !l.from_above);
                    row.push((*cell, own.map(|l| read_cell(*cell, l, self.header.unit_over(*cell)))));
                }
                (None, laid) => surplus.extend(laid.copied().filter(filled)),
            }
        }
        if (aligned.doubtful && !repair::adds_up(&row)) || repair::lost_a_cell(&row) {
            return unaligned(self);
        }
        repair::spaced(&mut row);
        self.readings.extend(row.into_iter().filter_map(|(cell, entry)| Some(Reading { cell, entry: entry?, forms })));
        surplus.extend(aligned.surplus.iter().filter_map(|at| values.get(*at)));
        if !surplus.is_empty() {
            self.stray(StrayKind::Surplus, label, &surplus, cells.last().copied().flatten().into_iter().collect());
        }
    }
}

/// Where the lines of headers over section 三 end, if there are several and all end in one column: its rows do so too.
fn header_end(lines: &[Line<'_>]) -> Option<u32> {
    let of_applications = |p: &Piece<'_>| {
        p.sense.caption() == Some(Table::Applications)
            || p.sense.column().is_some_and(|column| column.table() == Some(Table::Applications))
    };
    let mut ends = lines.iter().filter(|line| line.is_header() && line.own().any(of_applications)).map(Line::end);
    let end = ends.next()?;
    let second = ends.next()?;
    (second == end && ends.all(|other| other == end)).then_some(end)
}

/// What stands in the row, blanks apart.
fn texts_of(line: &Line<'_>) -> Vec<String> {
    let filled = line.own().filter(|p| !is_blank(&p.laid));
    filled.map(|p| trimmed(&p.laid.cell.text)).collect()
}

fn trimmed(text: &str) -> String {
    text.trim_matches(numeral::is_space).to_owned()
}

/// The column that a header cell names; a damaged label counts where one column of the table is near.
fn column_of(piece: &Piece<'_>, current: Option<Table>) -> Option<Column> {
    if let Some(column) = piece.sense.column() {
        return Some(column);
    }
    if !matches!(piece.sense, Sense::Other) {
        return None;
    }
    let of_table = |table: Table| current.is_none_or(|current| current == table);
    let admit = |t: Target| matches!(t, Target::Column(c) if c.table().is_some_and(of_table));
    match label::nearest(&piece.laid.cell.text, admit) {
        Some(Target::Column(column)) => Some(column),
        _ => None,
    }
}

/// How many cells that are not blank stand from this one on.
fn filled_from(line: &Line<'_>, piece: &Piece<'_>) -> usize {
    line.own().filter(|p| p.laid.column >= piece.laid.column && !is_blank(&p.laid)).count()
}

fn read_cell(cell: Cell, laid: &Laid<'_>, header_unit: Option<Unit>) -> Entry {
    let entry = numeral::read_at(&laid.cell.text, cell.kind(), laid.cell.place.clone());
    match (cell.kind(), header_unit) {
        // The header's unit is not the one that the form fixes: the number is not what it seems.
        (Kind::Amount(Some(fixed)), Some(unit)) if unit != fixed => entry.in_unit(unit),
        _ => entry,
    }
}
