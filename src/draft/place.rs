use std::fmt;
use std::sync::Arc;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use crate::form::Lang;
use crate::impossible::DebugExpect;
use crate::shown::clipped;

/// Where in a document something stands. All numbers count from 1.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Place {
    /// Not read from a document.
    #[default]
    Nowhere,
    /// A line of text and the character column in it.
    Line {
        /// The line.
        line: u32,
        /// The character (not byte) in the line.
        column: u32,
    },
    /// A cell of a table of a web page or a Word document.
    Table {
        /// The table, in the order of the document.
        table: u32,
        /// The row.
        row: u32,
        /// The cell in the row, as written (a spanned position does not count).
        cell: u32,
    },
    /// A cell of a workbook.
    Sheet {
        /// The sheet's name.
        sheet: Arc<str>,
        /// The row.
        row: u32,
        /// The column: 1 is A.
        column: u32,
    },
    /// A paragraph outside tables.
    Paragraph(u32),
    /// A page of a document that has pages.
    Page(u32),
    /// A line of text outside tables on a page.
    PageLine {
        /// The page.
        page: u32,
        /// The line on the page, lines in tables not counted.
        line: u32,
    },
    /// A cell of a table on a page.
    PageTable {
        /// The page.
        page: u32,
        /// The table on the page.
        table: u32,
        /// The row of the table on this page.
        row: u32,
        /// The cell in the row, as written (a spanned position does not count).
        cell: u32,
    },
}

impl Place {
    /// The place in words: 第 3 行第 7 字, `Sheet1!B4` …
    pub fn describe(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Nowhere, Lang::Zh) => "位置不明".to_owned(),
            (Self::Nowhere, Lang::En) => "no place".to_owned(),
            (Self::Line { line, column }, Lang::Zh) => format!("第 {line} 行第 {column} 字"),
            (Self::Line { line, column }, Lang::En) => format!("line {line}, column {column}"),
            (Self::Table { table, row, cell }, Lang::Zh) => format!("表 {table} 第 {row} 行第 {cell} 格"),
            (Self::Table { table, row, cell }, Lang::En) => format!("table {table}, row {row}, cell {cell}"),
            (Self::Sheet { sheet, row, column }, _) => format!("{}!{}{row}", clipped(sheet), column_letters(*column)),
            (Self::Paragraph(n), Lang::Zh) => format!("第 {n} 段"),
            (Self::Paragraph(n), Lang::En) => format!("paragraph {n}"),
            (Self::Page(page), Lang::Zh) => format!("第 {page} 页"),
            (Self::Page(page), Lang::En) => format!("page {page}"),
            (Self::PageLine { page, line }, Lang::Zh) => format!("第 {page} 页第 {line} 行"),
            (Self::PageLine { page, line }, Lang::En) => format!("page {page}, line {line}"),
            (Self::PageTable { page, table, row, cell }, Lang::Zh) => {
                format!("第 {page} 页表 {table} 第 {row} 行第 {cell} 格")
            }
            (Self::PageTable { page, table, row, cell }, Lang::En) => {
                format!("page {page}, table {table}, row {row}, cell {cell}")
            }
        }
    }

    /// Whether this is a place in a document at all.
    pub const fn is_known(&self) -> bool {
        !matches!(self, Self::Nowhere)
    }
}

/// An object with the numbers of the place: `{"line": 3, "column": 7}`, `{"table": 1, "row": 2, "cell": 3}`,
/// `{"sheet": "Sheet1", "row": 4, "column": 2}` or `{"paragraph": 5}`, with `page` before them in a document that has pages
/// (`{"page": 2}`, `{"page": 2, "line": 7}`, `{"page": 2, "table": 1, "row": 2, "cell": 3}`); null if it is not known.
impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let numbers: &[(&str, u32)] = match self {
            Self::Nowhere => return serializer.serialize_none(),
            Self::Line { line, column } => &[("line", *line), ("column", *column)],
            Self::Table { table, row, cell } => &[("table", *table), ("row", *row), ("cell", *cell)],
            Self::Sheet { row, column, .. } => &[("row", *row), ("column", *column)],
            Self::Paragraph(n) => &[("paragraph", *n)],
            Self::Page(page) => &[("page", *page)],
            Self::PageLine { page, line } => &[("page", *page), ("line", *line)],
            Self::PageTable { page, table, row, cell } => {
                &[("page", *page), ("table", *table), ("row", *row), ("cell", *cell)]
            }
        };
        let mut map = serializer.serialize_map(None)?;
        if let Self::Sheet { sheet, .. } = self {
            map.serialize_entry("sheet", &**sheet)?;
        }
        for (name, number) in numbers {
            map.serialize_entry(name, number)?;
        }
        map.end()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe(Lang::En))
    }
}

/// A workbook's name for a column: 1 is A, 27 is AA.
fn column_letters(column: u32) -> String {
    let mut left = column;
    let mut letters = Vec::new();
    while let Some(zero_based) = left.checked_sub(1) {
        letters.push(char::from_u32(u32::from(b'A') + zero_based % 26).debug_expect("there are 26 letters"));
        left = zero_based / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_place_is_written_as_a_workbook_writes_it() {
        let at = |column| Place::Sheet { sheet: "表三".into(), row: 4, column }.to_string();
        assert_eq!(
            [at(1), at(26), at(27), at(702), at(703)],
            ["表三!A4", "表三!Z4", "表三!AA4", "表三!ZZ4", "表三!AAA4"]
        );
    }
}
