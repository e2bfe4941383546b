//! Tables as comma-separated values: the whole file is one grid. Semicolons and tabs separate as well; which one does is found by
//! counting, unless the first line says so (`sep=;`).

use csv_core::{ReadFieldResult, ReaderBuilder};

use super::limits::{check_cells, check_size, ordinal};
use super::{Alignment, Document, Grid, GridCell, ReadError};
use crate::draft::Place;
use crate::impossible::{Cut, DebugExpect};

/// Reads comma-separated values.
pub(super) fn document(text: &str) -> Result<Document, ReadError> {
    check_size(text.as_bytes())?;
    let (delimiter, start) = delimiter(text);
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut cursor = Cursor { rest: text.as_bytes(), line: 1, column: 1 };
    cursor.pass(start);
    let mut rows = vec![Vec::new()];
    let (mut cells, mut field, mut buffer) = (0, Vec::new(), [0; 1024]);
    let mut place = None;
    loop {
        if place.is_none() && rows.last().is_some_and(Vec::is_empty) {
            cursor.pass(cursor.rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count());
        }
        let here = place.get_or_insert(Place::Line { line: cursor.line, column: cursor.column }).clone();
        let (result, read, written) = reader.read_field(cursor.rest, &mut buffer);
        cursor.pass(read);
        field.extend(buffer.iter().take(written));
        let record_end = match result {
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => continue,
            ReadFieldResult::End => break,
            ReadFieldResult::Field { record_end } => record_end,
        };
        cells += 1;
        check_cells(cells)?;
        let text = String::from_utf8_lossy(&std::mem::take(&mut field)).replace("\r\n", "\n");
        if let Some(row) = rows.last_mut().debug_some("the last row is open") {
            row.push(GridCell::new(text.trim(), here));
        }
        place = None;
        if record_end {
            rows.push(Vec::new());
        }
    }
    rows.retain(|row| !row.is_empty());
    Ok(Document { blocks: vec![Grid { rows, alignment: Alignment::Columns }.into()], ..Document::default() })
}

/// What separates the fields, and how many bytes at the start only say so.
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default();
    if let Some(&[named]) = first.trim_end().strip_prefix("sep=").map(str::as_bytes) {
        return (named, first.len());
    }
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(1 << 14) {
        quoted ^= byte == b'"';
        for (delimiter, count) in &mut counts {
            *count += u32::from(!quoted && byte == *delimiter);
        }
    }
    // Of those that separate as often, the first.
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    (most.map_or(b',', |(delimiter, _)| *delimiter), 0)
}

/// A place in a text, which can be inside a character: the reader's buffer may end there.
struct Cursor<'a> {
    rest: &'a [u8],
    line: u32,
    column: u32,
}

impl Cursor<'_> {
    fn pass(&mut self, bytes: usize) {
        debug_assert!(bytes <= self.rest.len(), "{bytes} of {}", self.rest.len());
        let (passed, rest) = self.rest.split_at(bytes.min(self.rest.len()));
        self.rest = rest;
        let line = match passed.iter().rposition(|byte| *byte == b'\n') {
            None => passed,
            Some(last) => {
                self.line += ordinal(passed.iter().filter(|byte| matches!(byte, b'\n')).count());
                self.column = 1;
                passed.cut(last + 1..)
            }
        };
        // Each character has one byte that is not the continuation of another.
        self.column += ordinal(line.iter().filter(|byte| **byte & 0xC0 != 0x80).count());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Block;

    /// The cells of a text, each with its place.
    fn cells(text: &str) -> Vec<Vec<String>> {
        let document = document(text).unwrap_or_default();
        let cell = |cell: &GridCell| format!("{} @{}", cell.text, cell.place);
        match document.blocks.as_slice() {
            [Block::Grid(grid)] => grid.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn fields_know_their_lines_and_columns() {
        assert_eq!(
            cells("规章,0\r\n\r\n\"商业\r\n企业\", 12 ,\n"),
            [
                vec!["规章 @line 1, column 1", "0 @line 1, column 4"],
                vec!["商业\n企业 @line 3, column 1", "12 @line 4, column 5", " @line 4, column 10"],
            ]
        );
    }

    #[test]
    fn the_delimiter_is_counted_or_named() {
        assert_eq!(cells("a;b,c;d"), [["a @line 1, column 1", "b,c @line 1, column 3", "d @line 1, column 7"]]);
        assert_eq!(cells("a\tb"), [["a @line 1, column 1", "b @line 1, column 3"]]);
        assert_eq!(cells("sep=;\na,b;c"), [["a,b @line 2, column 1", "c @line 2, column 5"]]);
    }

    /// The reader fills its buffer anywhere, also inside a character.
    #[test]
    fn a_field_longer_than_the_buffer_is_read_whole() {
        for length in [341, 342, 683, 5_000] {
            for before in ["", "a", "ab"] {
                let field = format!("{before}{}", "公".repeat(length));
                let column = before.len() + length + 2;
                let read = cells(&format!("{field},0"));
                assert_eq!(read, [[format!("{field} @line 1, column 1"), format!("0 @line 1, column {column}")]]);
            }
        }
    }

    #[test]
    fn a_quote_that_is_not_closed_takes_the_rest() {
        assert_eq!(cells("a,\"b\nc"), [["a @line 1, column 1", "b\nc @line 1, column 3"]]);
        assert_eq!(cells(""), Vec::<Vec<String>>::new());
    }
}
