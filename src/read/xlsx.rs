//! Workbooks: each visible sheet is one grid, under its name as a heading. What is a title and what a table in it is for the shared step
//! to find.
//!
//! A hidden sheet is not read: what an office does not show it has not published. Hidden rows and columns are read.
//! Numbers are as a workbook shows them at full width, at 15 digits: `12.0` is 12, `24252.311082000001` is 24252.311082. A number whose
//! format shows something else (a date, a percentage, a scaled number) keeps that with it and so is no plain number, and a formula without
//! a stored result stays a formula.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::limits::{MAX_COLSPAN, MAX_ROWSPAN, MAX_TEXT, check_area, check_cells};
use super::package::{Package, Part, Tag, Token, Xml, damaged};
use super::{Alignment, Block, Document, Excess, Grid, GridCell, Paragraph, ReadError};
use crate::draft::Place;

/// Reads a workbook (`.xlsx`).
///
/// # Errors
///
/// [`ReadError::Damaged`] if the archive or a part of it is, [`ReadError::TooLarge`] beyond one of the
/// [limits](super::limits).
pub(super) fn document(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut package = Package::open(bytes)?;
    let main = package.main_part()?;
    let (sheets, dates_from_1904) = sheets(&mut package, &main)?;
    let relations = package.relations(&main.name)?;
    let texts = match package.related(&main.name, "sharedStrings")? {
        Some(part) => shared_texts(&mut package, &part)?,
        None => Vec::new(),
    };
    let formats = match package.related(&main.name, "styles")? {
        Some(part) => formats(&mut package, &part)?,
        None => Vec::new(),
    };
    let mut reader = Reader { texts, formats, dates_from_1904, bytes: 0, cells: 0 };
    let mut document = Document::default();
    for (name, id) in sheets {
        let relation = relations.iter().find(|relation| relation.id == id);
        // A sheet can be a chart.
        if relation.is_some_and(|relation| relation.kind != "worksheet") {
            continue;
        }
        let part = relation.map_or(Ok(None), |relation| package.part(&relation.target))?;
        let name: Arc<str> = name.into();
        let place = Place::Sheet { sheet: Arc::clone(&name), row: 1, column: 1 };
        document.blocks.push(Paragraph { text: name.to_string(), place: place.clone(), heading: true }.into());
        // A sheet that the workbook lists and does not hold is not read; the others are.
        let Some(part) = part else {
            document.blocks.push(Block::Picture(place));
            continue;
        };
        let sheet = reader.sheet(package.xml(&part))?;
        let rows = reader.grid(sheet, &name)?;
        if !rows.is_empty() {
            document.blocks.push(Grid { rows, alignment: Alignment::Columns }.into());
        }
    }
    Ok(document)
}

/// The names and relations of the sheets that are shown, and whether dates count from 1904.
fn sheets(package: &mut Package<'_>, main: &Part) -> Result<(Vec<(String, String)>, bool), ReadError> {
    let (mut sheets, mut from_1904) = (Vec::new(), false);
    let mut xml = package.xml(main);
    while let Some(token) = xml.next()? {
        let Token::Start(tag) = token else { continue };
        match tag.name() {
            "sheet" if matches!(tag.attribute("state").as_deref(), None | Some("visible")) => {
                check_cells(sheets.len())?;
                let text = |name| tag.attribute(name).unwrap_or_default().into_owned();
                sheets.push((text("name"), text("id")));
            }
            "workbookPr" => from_1904 = matches!(tag.attribute("date1904").as_deref(), Some("1" | "true")),
            _ => {}
        }
    }
    Ok((sheets, from_1904))
}

fn shared_texts(package: &mut Package<'_>, part: &Part) -> Result<Vec<String>, ReadError> {
    let mut texts = Vec::new();
    let mut xml = package.xml(part);
    while let Some(token) = xml.next()? {
        if let Token::Start(tag) = token
            && tag.name() == "si"
        {
            check_cells(texts.len())?;
            texts.push(rich_text(&mut xml)?);
        }
    }
    Ok(texts)
}

/// The text of an element whose start tag was the last token: its runs, without the pronunciation over them.
fn rich_text(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let (mut text, mut depth) = (String::new(), 1);
    while depth > 0 {
        match xml.next()? {
            Some(Token::Start(tag)) => match tag.name() {
                "t" => text.push_str(&xml.text()?),
                "rPh" => xml.skip()?,
                _ => depth += 1,
            },
            Some(Token::End) => depth -= 1,
            Some(Token::Text(_)) => {}
            None => break,
        }
    }
    Ok(text)
}

/// How a number format shows a number.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Format {
    Plain,
    Date,
    Percent,
    /// Scaled or otherwise not as it is; with the code.
    Other(String),
}

/// The number format of each cell style, in their order.
fn formats(package: &mut Package<'_>, part: &Part) -> Result<Vec<Format>, ReadError> {
    let mut codes = BTreeMap::new();
    let mut formats = Vec::new();
    let mut in_cell_styles = false;
    let mut xml = package.xml(part);
    while let Some(token) = xml.next()? {
        let Token::Start(tag) = token else { continue };
        let number = |name| tag.attribute(name).and_then(|id| id.trim().parse::<u32>().ok()).unwrap_or(0);
        match tag.name() {
            "numFmt" => {
                check_cells(codes.len())?;
                codes.insert(number("numFmtId"), Format::of(&tag.attribute("formatCode").unwrap_or_default()));
            }
            "cellXfs" => in_cell_styles = true,
            "cellStyles" | "dxfs" => in_cell_styles = false,
            "xf" if in_cell_styles => {
                check_cells(formats.len())?;
                let id = number("numFmtId");
                formats.push(codes.get(&id).cloned().unwrap_or_else(|| Format::built_in(id)));
            }
            _ => {}
        }
    }
    Ok(formats)
}

impl Format {
    /// A format that a workbook does not write down.
    fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45..=47 | 50..=58 => Self::Date,
            _ => Self::Plain,
        }
    }

    fn of(code: &str) -> Self {
        let mut bare = String::new();
        let mut rest = code.chars();
        let mut forced = false;
        while let Some(c) = rest.next() {
            match c {
                '"' => while rest.next().is_some_and(|c| c != '"') {},
                '[' => while rest.next().is_some_and(|c| c != ']') {},
                '!' => {
                    forced = true;
                    rest.next();
                }
                '\\' | '_' | '*' => {
                    rest.next();
                }
                // What follows is for negative numbers.
                ';' => break,
                c => bare.push(c.to_ascii_lowercase()),
            }
        }
        let bare = bare.replace("general", "").replace("g/通用格式", "");
        if bare.contains('%') {
            Self::Percent
        } else if bare.contains(['y', 'm', 'd', 'h', 's', '年', '月', '日']) {
            Self::Date
        } else if forced
            || bare.contains(",.")
            || bare.trim_end_matches(|c| !matches!(c, '0' | '#' | ',')).ends_with(',')
        {
            Self::Other(code.to_owned())
        } else {
            Self::Plain
        }
    }
}

/// A number as a workbook shows it at full width.
fn number(written: &str) -> String {
    let written = written.trim();
    let digits = written.strip_prefix('-').unwrap_or(written);
    if !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return written.to_owned();
    }
    match written.parse::<f64>() {
        Ok(exact) if exact.is_finite() => {
            let shown: f64 = format!("{exact:.14e}").parse().unwrap_or(exact);
            format!("{}", if shown == 0.0 { 0.0 } else { shown })
        }
        _ => written.to_owned(),
    }
}

/// The date of a day number, or nothing if it is none.
fn date(written: &str, from_1904: bool) -> Option<String> {
    let days: f64 = written.trim().parse().ok()?;
    if !(0.0..3_000_000.0).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "in range, and the time of day is not wanted")]
    let days = days as i64;
    // Days since 0000-03-01. A workbook's 1900 has a 29 February, so its day 61 is 1 March, the sixtieth of that year.
    let days = days + if from_1904 { 695_361 } else { 693_899 + i64::from(days < 60) };
    let era = days / 146_097;
    let day = days % 146_097;
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (era * 400 + year, month + 3) } else { (era * 400 + year + 1, month - 9) };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// A rectangle of cells, from one row and column to another.
#[derive(Clone, Copy, Debug)]
struct Area {
    from: (u32, u32),
    to: (u32, u32),
}

/// What a sheet holds: the cells with text by row and column, and the merged areas.
#[derive(Debug, Default)]
struct Sheet {
    cells: BTreeMap<(u32, u32), String>,
    merged: Vec<Area>,
}

struct Reader {
    texts: Vec<String>,
    formats: Vec<Format>,
    dates_from_1904: bool,
    /// The bytes of all texts so far, and all cells so far.
    bytes: usize,
    cells: usize,
}

/// The size of the largest sheet there is.
const MAX_ROW: u32 = 1_048_576;
const MAX_COLUMN: u32 = 16_384;

impl Reader {
    fn sheet(&mut self, mut xml: Xml<'_>) -> Result<Sheet, ReadError> {
        let mut sheet = Sheet::default();
        let (mut row, mut column) = (0_u32, 0_u32);
        while let Some(token) = xml.next()? {
            let Token::Start(tag) = token else { continue };
            let misnamed = |what: &str, name: &str| damaged(xml.part, &format!("has a {what} named {name:?}"));
            match tag.name() {
                "row" => {
                    let named = |row: &str| row.trim().parse().ok().filter(|row| (1..=MAX_ROW).contains(row));
                    let given = tag.attribute("r").map(|row| named(&row).ok_or_else(|| misnamed("row", &row)));
                    row = given.transpose()?.unwrap_or(row.saturating_add(1));
                    column = 0;
                }
                "c" => {
                    let given = tag.attribute("r").map(|name| position(&name).ok_or_else(|| misnamed("cell", &name)));
                    (row, column) = given.transpose()?.unwrap_or((row, column + 1));
                    let text = self.cell(&tag, &mut xml)?;
                    if !text.trim().is_empty() {
                        self.bytes += text.len();
                        if self.bytes > MAX_TEXT {
                            return Err(ReadError::TooLarge { what: Excess::CellBytes, limit: MAX_TEXT as u64 });
                        }
                        check_cells(self.cells + sheet.cells.len())?;
                        if sheet.cells.insert((row, column), text).is_some() {
                            return Err(damaged(xml.part, &format!("has two cells in row {row}, column {column}")));
                        }
                    }
                }
                "mergeCell" => {
                    // An area that no sheet has merges nothing.
                    let area = tag.attribute("ref").and_then(|area| {
                        let (from, to) = area.split_once(':')?;
                        Some(Area { from: position(from)?, to: position(to)? })
                    });
                    check_cells(sheet.merged.len())?;
                    sheet.merged.extend(area);
                }
                _ => {}
            }
        }
        Ok(sheet)
    }

    /// The text of the cell whose start tag was the last token.
    fn cell(&self, cell: &Tag<'_>, xml: &mut Xml<'_>) -> Result<String, ReadError> {
        let (mut value, mut formula, mut rich) = (None, None, None);
        let mut depth = 1;
        while depth > 0 {
            match xml.next()? {
                Some(Token::Start(tag)) => match tag.name() {
                    "v" => value = Some(xml.text()?),
                    "f" => formula = Some(xml.text()?),
                    "is" => rich = Some(rich_text(xml)?),
                    _ => depth += 1,
                },
                Some(Token::End) => depth -= 1,
                Some(Token::Text(_)) => {}
                None => break,
            }
        }
        let Some(value) = value.filter(|value| !value.is_empty()) else {
            return Ok(rich.or(formula.map(|formula| format!("={formula}"))).unwrap_or_default());
        };
        Ok(match cell.attribute("t").as_deref() {
            Some("s") => {
                let text = value.trim().parse().ok().and_then(|n: usize| self.texts.get(n).cloned());
                text.unwrap_or_else(|| char::REPLACEMENT_CHARACTER.to_string())
            }
            Some("b") => if value.trim() == "1" { "TRUE" } else { "FALSE" }.to_owned(),
            None | Some("n") => {
                // A cell without a style has the first. A style that the workbook does not have leaves the number as it is.
                let style = cell.attribute("s").and_then(|style| style.trim().parse().ok()).unwrap_or(0_usize);
                match self.formats.get(style).unwrap_or(&Format::Plain) {
                    Format::Plain => number(&value),
                    Format::Date => date(&value, self.dates_from_1904).unwrap_or_else(|| number(&value)),
                    Format::Percent => match value.trim().parse::<f64>() {
                        Ok(share) => format!("{}%", number(&format!("{:e}", share * 100.0))),
                        Err(_) => value,
                    },
                    Format::Other(code) => format!("{} [{code}]", number(&value)),
                }
            }
            Some(_) => value,
        })
    }

    /// The sheet as a grid that is as wide and as high as its texts.
    fn grid(&mut self, sheet: Sheet, name: &Arc<str>) -> Result<Vec<Vec<GridCell>>, ReadError> {
        let height = sheet.cells.keys().map(|(row, _)| *row).fold(0, u32::max);
        let width = sheet.cells.keys().map(|(_, column)| *column).fold(0, u32::max);
        check_cells(height as usize)?;
        let Sheet { mut cells, merged } = sheet;
        // By row, the columns that a merged area covers, and the area.
        let mut covered: BTreeMap<u32, Vec<(u32, u32, Area)>> = BTreeMap::new();
        let mut area = 0;
        for Area { from, to } in merged {
            let to = (to.0.min(height).min(from.0.saturating_add(MAX_ROWSPAN - 1)), to.1.min(width));
            for row in from.0..=to.0 {
                area += 1;
                check_cells(area)?;
                covered.entry(row).or_default().push((from.1, to.1, Area { from, to }));
            }
        }
        let mut rows = Vec::new();
        for row in 1..=height {
            let mut merged = covered.remove(&row).unwrap_or_default();
            merged.sort_unstable_by_key(|(first, ..)| *first);
            let mut line = Vec::new();
            let filled = !merged.is_empty() || cells.range((row, 0)..=(row, width)).next().is_some();
            let mut merged = merged.into_iter().peekable();
            let mut column = 1;
            while filled && column <= width {
                self.cells += 1;
                check_cells(self.cells)?;
                let place = Place::Sheet { sheet: Arc::clone(name), row, column };
                let cell = GridCell::new(cells.remove(&(row, column)).unwrap_or_default(), place);
                while merged.next_if(|(_, last, _)| *last < column).is_some() {}
                match merged.peek() {
                    Some((first, last, Area { from, to })) if *first <= column => {
                        if *from == (row, column) {
                            let colspan = (to.1 - from.1 + 1).min(MAX_COLSPAN);
                            line.push(cell.spanning(colspan, to.0 - from.0 + 1));
                        }
                        column = last + 1;
                    }
                    _ => {
                        line.push(cell);
                        column += 1;
                    }
                }
            }
            rows.push(line);
        }
        check_area(&rows)?;
        Ok(rows)
    }
}

/// The row and column of a name such as `B4` or `$B$4`.
fn position(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.to_ascii_uppercase().checked_sub(b'A').filter(|letter| *letter < 26)?;
        column.checked_mul(26)?.checked_add(u32::from(letter) + 1)
    })?;
    let row = row.parse().ok()?;
    ((1..=MAX_ROW).contains(&row) && (1..=MAX_COLUMN).contains(&column)).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_a_workbook_shows_them() {
        let shown = [
            ("12", "12"),
            ("12.0", "12"),
            ("1E3", "1000"),
            ("0.1", "0.1"),
            ("0.30000000000000004", "0.3"),
            ("24252.311082000001", "24252.311082"),
            ("-0.0", "0"),
            ("-7", "-7"),
            ("123456789012345678", "123456789012345678"),
            ("1e400", "1e400"),
            ("NaN", "NaN"),
        ];
        for (written, expected) in shown {
            assert_eq!(number(written), expected, "{written}");
        }
    }

    #[test]
    fn a_format_that_shows_another_number_is_known() {
        for code in
            ["General", "0", "#,##0.00", "0_ ", "0_);(0)", "0\"件\"", "[Red]0;-0", "G/通用格式", "@", "\"￥\"#,##0"]
        {
            assert_eq!(Format::of(code), Format::Plain, "{code}");
        }
        for code in ["yyyy/m/d", "m\"月\"d\"日\"", "[$-804]h:mm"] {
            assert_eq!(Format::of(code), Format::Date, "{code}");
        }
        for code in ["0!.0,", "#,##0,", "0.00,,"] {
            assert_eq!(Format::of(code), Format::Other(code.to_owned()), "{code}");
        }
        assert_eq!(Format::of("0.0%"), Format::Percent);
    }

    #[test]
    fn dates_count_from_1900_or_1904() {
        assert_eq!(date("45292", false).as_deref(), Some("2024-01-01"));
        assert_eq!(date("45351.75", false).as_deref(), Some("2024-02-29"));
        assert_eq!(date("1", false).as_deref(), Some("1900-01-01"));
        assert_eq!(date("43830", true).as_deref(), Some("2024-01-01"));
        assert_eq!(date("-1", false), None);
    }

    #[test]
    fn positions_are_read_from_their_names() {
        assert_eq!(position("B4"), Some((4, 2)));
        assert_eq!(position("$AA$10"), Some((10, 27)));
        for wrong in ["", "4", "B", "B0", "B-1", "XFE1", "A1048577", "ZZZZZZZZZZ1", "总1"] {
            assert_eq!(position(wrong), None, "{wrong}");
        }
    }
}
