//! Word documents of 1997 to 2003, and those of WPS in that format ([MS-DOC]): the main text, its tables with merged cells, and what
//! marks a heading.
//!
//! As of a `.docx` file, inserted text is read, deleted, hidden and struck-out text is not; of a field, its result is read; a text box
//! is read once, where it is anchored; a table that holds another table or a single cell is a frame. A document whose text, or the
//! properties that make tables of it, is not whole in the file is damaged: a number could be cut off.

mod boxes;
mod header;
mod lines;
mod pieces;
mod properties;
mod runs;
mod sprm;
mod styles;
mod tables;

use self::header::Header;
use self::lines::{End, Line};
use self::pieces::Pieces;
use self::properties::Properties;
use self::tables::Table;
use super::compound::Compound;
use super::flow::Flow;
use super::word::Merged;
use super::{Document, FileKind, ReadError};

/// The streams of a document, and the numbers that say where its parts are in them.
struct File {
    word: Vec<u8>,
    table: Vec<u8>,
    data: Vec<u8>,
    header: Header,
}

/// Reads a Word document (`.doc`, `.wps`).
///
/// # Errors
///
/// [`ReadError::Damaged`] if the file is, [`ReadError::Password`] if it opens only with one, [`ReadError::NotRead`] if it is older
/// than Word 97, [`ReadError::TooLarge`] beyond one of the [limits](super::limits).
pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let file = File::open(bytes)?;
    let pieces = Pieces::new(&file)?;
    let mut properties = Properties::new(&file, &pieces)?;
    let lines = lines::lines(&file, &pieces, &mut properties)?;
    let tables = tables::tables(&lines)?.into_iter();
    let mut writer = Writer { flow: Flow::default(), merged: Merged::default(), tables, open: Vec::new(), row: None };
    for line in &lines {
        writer.line(line, &pieces, &mut properties)?;
    }
    while !writer.open.is_empty() {
        writer.close_table()?;
    }
    Ok(writer.flow.finish().0)
}

impl File {
    fn open(bytes: &[u8]) -> Result<Self, ReadError> {
        let compound = Compound::open(bytes)?;
        let needed = |name: &str| compound.stream(name)?.ok_or_else(|| damaged(name, "is missing"));
        let word = needed(WORD)?;
        match FileKind::of_word(&word) {
            FileKind::Doc => {}
            FileKind::Protected => return Err(ReadError::Password),
            kind => return Err(ReadError::NotRead { kind }),
        }
        let header = Header::new(&word)?;
        let table = needed(header.table_name())?;
        Ok(Self { word, table, data: compound.stream(DATA)?.unwrap_or_default(), header })
    }

    /// A part of the table stream; nothing where the document has none.
    fn part(&self, part: header::Part) -> Result<&[u8], ReadError> {
        let (at, length) = self.header.part(part);
        let end = at.saturating_add(length);
        self.table.get(at..end).ok_or_else(|| damaged(self.header.table_name(), "ends inside a part"))
    }
}

pub(super) const WORD: &str = "WordDocument";
const DATA: &str = "Data";

fn damaged(stream: &str, reason: &str) -> ReadError {
    ReadError::Damaged { part: stream.to_owned(), reason: reason.to_owned() }
}

/// Puts the lines of a document into a [`Flow`].
struct Writer {
    flow: Flow,
    merged: Merged,
    tables: std::vec::IntoIter<Table>,
    /// The tables around the line, each in the one before.
    open: Vec<Table>,
    /// The open row of the innermost table.
    row: Option<Row>,
}

/// A row that is being written.
struct Row {
    cells: std::vec::IntoIter<tables::Cell>,
    deleted: bool,
    in_cell: bool,
}

impl Writer {
    fn line(&mut self, line: &Line, pieces: &Pieces<'_>, properties: &mut Properties<'_>) -> Result<(), ReadError> {
        while self.open.len() > line.depth {
            self.close_table()?;
        }
        while self.open.len() < line.depth {
            self.open_table();
        }
        let in_grid = self.open.last().is_some_and(Table::is_grid);
        // The mark at the end of a row stands in no cell.
        if in_grid && (line.end != End::Row || self.row.is_none()) {
            self.open_cell(line.end == End::Row)?;
        }
        self.flow.line();
        self.flow.heading = line.heading;
        pieces.write(line.characters.clone(), properties, &mut self.flow)?;
        self.flow.line();
        self.flow.heading = false;
        if in_grid {
            match line.end {
                End::Cell => self.close_cell(),
                End::Row => self.close_row(),
                End::Paragraph => {}
            }
        }
        Ok(())
    }

    fn open_table(&mut self) {
        self.flow.line();
        let table = self.tables.next().unwrap_or_default();
        if table.is_grid() {
            self.flow.open_grid(table.alignment);
            self.merged.open_grid();
        }
        self.open.push(table);
    }

    fn close_table(&mut self) -> Result<(), ReadError> {
        self.close_row();
        if self.open.pop().is_some_and(|table| table.is_grid()) {
            self.flow.close_grid()?;
        }
        self.flow.line();
        Ok(())
    }

    /// Opens a row if none is open, and in it a cell if none is open and the row is not to stay empty.
    fn open_cell(&mut self, empty: bool) -> Result<(), ReadError> {
        if self.row.is_none() {
            self.flow.row()?;
            self.merged.open_row();
            let row = self.open.last_mut().and_then(|table| table.rows.next()).unwrap_or_default();
            self.row = Some(Row { cells: row.cells.into_iter(), deleted: row.deleted, in_cell: false });
        }
        if let Some(row) = self.row.as_mut().filter(|row| !row.in_cell && !empty) {
            let cell = row.cells.next().unwrap_or_default();
            row.in_cell = true;
            self.merged.skip(cell.before, &mut self.flow)?;
            self.flow.cell(1, 1)?;
            self.merged.open_cell();
            self.merged.colspan = cell.colspan;
            self.merged.across = cell.across;
            self.merged.down = cell.down;
        }
        Ok(())
    }

    fn close_cell(&mut self) {
        if let Some(row) = self.row.as_mut().filter(|row| row.in_cell) {
            row.in_cell = false;
            if row.deleted {
                self.flow.close_cell();
            } else {
                self.merged.close_cell(&mut self.flow);
            }
        }
    }

    fn close_row(&mut self) {
        self.close_cell();
        match self.row.take() {
            Some(row) if row.deleted => self.flow.drop_row(),
            Some(_) => self.merged.close_row(),
            None => {}
        }
    }
}
