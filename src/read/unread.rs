//! What stands in the section of a table and was not read: told as such, and never as absent.
//!
//! A table whose labels nobody knows, a picture of one, numbers scattered over lines, a note that refers to an attachment: the
//! cells that were not read may stand there. So they are near one [`Stray`] for each of the form's tables.

use std::collections::BTreeSet;

use super::document::Grid;
use super::label::{self, Target};
use super::line::{Line, Sense};
use super::outline;
use super::reading::{Loose, push_loose};
use super::sequence::Used;
use super::span::resolve;
use super::title;
use crate::draft::{Draft, Entry, Place, State, Stray, StrayKind, numeral};
use crate::form::{Cell, Column, Row, Table};

/// Fewer numbers than this outside tables, without the label of a row, are not what is left of one.
const SCATTERED: usize = 3;

/// How many numbers of an unread table are kept; the largest of the form has 175.
const MAX_VALUES: usize = 1_000;

/// How many lines, notes and pictures are kept.
const MAX_PIECES: usize = 5_000;

/// The longest line that can be a line of a table without markup, in bytes.
const MAX_LINE: usize = 20_000;

/// Marks that can separate the cells of a row, or rows.
const SEPARATORS: [char; 9] = ['，', ',', '；', ';', '、', '/', '：', ':', '。'];

/// Words of a note in place of a table.
const REFERENCES: [&str; 13] =
    ["附件", "附表", "附后", "附图", "后附", "另附", "见下表", "如下表", "下图", "点击", "下载", "链接", "另行公布"];

/// How the names of documents end.
const FILES: [&str; 11] = [".xls", ".xlsx", ".et", ".doc", ".docx", ".wps", ".pdf", ".ofd", ".ods", ".csv", ".zip"];

/// How a table of LaTeX begins, and what stands for an object in a text.
const OBJECTS: [&str; 3] = ["\\begin{tab", "\\begin{longtab", "\u{fffc}"];

/// Words before the number of a figure or a table.
const CAPTIONS: [char; 2] = ['图', '表'];

/// What was met so far.
#[derive(Default)]
pub(super) struct Unread {
    pieces: Vec<Piece>,
    lost: Option<Stray>,
    /// Tables that are there with other columns than the form has, or with its columns in another order.
    refused: Vec<Table>,
}

struct Piece {
    table: Table,
    what: What,
    /// Each with its place, or with that of its line.
    values: Vec<(String, Place)>,
    place: Place,
    /// What the step that reads tables could not place of it.
    strays: Vec<Loose>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Table,
    SideBySide,
    Picture,
    Line,
    /// The label of a row, outside tables.
    Label,
    Note,
}

impl Unread {
    /// Looks at any text of the document, in a table or outside.
    pub(super) fn text(&mut self, text: &str, place: &Place) {
        if text.contains(char::REPLACEMENT_CHARACTER) {
            let lost = self.lost.get_or_insert_with(|| stray(StrayKind::Undecoded, Vec::new(), place.clone()));
            if lost.values.len() < MAX_VALUES {
                lost.values.push(text.chars().take(MAX_QUOTE).collect());
            }
        }
    }

    /// Takes a paragraph in the section of a table.
    pub(super) fn paragraph(&mut self, text: &str, place: &Place, table: Table) {
        if text.len() <= MAX_LINE {
            let labelled = text.len() <= MAX_NOTE && names_a_row(text, table);
            let numbers = numbers_in(text, labelled);
            if labelled {
                self.push(What::Label, Vec::new(), place.clone(), table);
            }
            if !numbers.is_empty() {
                let numbers = numbers.into_iter().map(|text| (text.to_owned(), place.clone())).collect();
                self.push(What::Line, numbers, place.clone(), table);
            }
        }
        if text.len() <= MAX_NOTE && OBJECTS.iter().any(|object| text.contains(object)) {
            self.push(What::Picture, Vec::new(), place.clone(), table);
        }
        self.note(text, place, table);
    }

    fn note(&mut self, text: &str, place: &Place, table: Table) {
        let refers = || REFERENCES.iter().any(|word| text.contains(word)) || names_a_file(text) || is_caption(text);
        if text.len() <= MAX_NOTE && refers() {
            self.push(What::Note, Vec::new(), place.clone(), table);
        }
    }

    pub(super) fn picture(&mut self, place: Place, table: Table) {
        self.push(What::Picture, Vec::new(), place, table);
    }

    fn push(&mut self, what: What, values: Vec<(String, Place)>, place: Place, table: Table) {
        if self.pieces.len() < MAX_PIECES {
            self.pieces.push(Piece { table, what, values, place, strays: Vec::new() });
        }
    }

    /// Takes a table of which no cell was read, with what it left.
    pub(super) fn grid(&mut self, grid: &Grid, table: Table, side_by_side: bool, strays: Vec<Loose>) {
        // A text alone in its row is a heading or a paragraph.
        let (texts, rows): (Vec<_>, Vec<_>) = grid.rows.iter().partition(|row| outline::alone(row).is_some());
        for (text, place) in texts.into_iter().filter_map(|row| outline::alone(row)) {
            if text.split(numeral::is_space).all(numeral::is_value) {
                self.paragraph(text, place, table);
            } else {
                self.note(text, place, table);
            }
        }
        let mut filled = rows.into_iter().flatten().filter(|c| !c.text.chars().all(numeral::is_space)).peekable();
        let Some(place) = filled.peek().map(|cell| cell.place.clone()) else { return };
        let values = filled.filter(|cell| numeral::is_value(&cell.text));
        let values = values.map(|cell| (cell.text.clone(), cell.place.clone())).collect();
        let what = if side_by_side || are_doubled(&strays) { What::SideBySide } else { What::Table };
        self.pieces.push(Piece { table, what, values, place, strays });
    }

    /// Forgets what was unread of a table whose values were read after all, in these places.
    pub(super) fn forget(&mut self, table: Table, used: &Used) {
        for piece in self.pieces.iter_mut().filter(|piece| piece.table == table) {
            piece.values.retain(|(_, place)| !used.has(place));
            piece.strays.retain(|loose| !used.has(&loose.stray.place));
        }
        let is_left = |piece: &Piece| !piece.values.is_empty() || !piece.strays.is_empty() || piece.what == What::Label;
        self.pieces.retain(|piece| piece.table != table || is_left(piece));
    }

    /// Whether nothing was met that a table can stand in.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// What could not be placed of the tables of which no cell was read.
    pub(super) fn strays(&self) -> impl Iterator<Item = &Loose> {
        self.pieces.iter().flat_map(|piece| &piece.strays)
    }

    /// Notes that no other way of reading tables may read this one.
    pub(super) fn refuse(&mut self, table: Table) {
        self.refused.push(table);
    }

    /// Whether a table stands there whose columns are not those of the form in its order.
    pub(super) fn is_refused(&self, table: Table) -> bool {
        self.refused.contains(&table)
    }

    /// Tells the draft, once it has its cells, what was not read where cells are absent.
    pub(super) fn finish(mut self, draft: &mut Draft) {
        for table in Table::ALL {
            let (here, rest) = self.pieces.into_iter().partition(|piece| piece.table == table);
            self.pieces = rest;
            finish_table(table, here, draft);
        }
        self.lost.into_iter().for_each(|lost| draft.push_stray(lost));
    }
}

/// The longest text that is looked through for words, in bytes.
const MAX_NOTE: usize = 600;

/// How much of a text that was not decoded is kept, in characters.
const MAX_QUOTE: usize = 40;

fn stray(kind: StrayKind, values: Vec<String>, place: Place) -> Stray {
    Stray { kind, label: String::new(), values, place, near: Vec::new() }
}

/// The numbers of a line that can be one of a table, whatever separates them; of a sentence those that follow the name of a row,
/// or that stand alone between its marks.
fn numbers_in(text: &str, labelled: bool) -> Vec<&str> {
    let has_number = |text: &str| text.contains(is_digit) && numeral::is_value(text);
    let between = |c: char| numeral::is_space(c) || matches!(c, '：' | ':' | '|' | '｜' | '│');
    let is_sentence = text.contains(['。', '，', '；']);
    let fields: Vec<&str> = text.split(between).filter(|piece| !is_sentence && has_number(piece)).collect();
    let is_mark = |c: char| SEPARATORS.contains(&c) || numeral::is_space(c);
    let pieces = || text.split(is_mark).filter(|piece| !piece.is_empty());
    let numbers: Vec<&str> = if labelled {
        // 行政许可7，行政处罚8
        pieces().map(|piece| piece.trim_start_matches(|c| !is_digit(c))).filter(|number| has_number(number)).collect()
    } else {
        pieces().filter(|piece| has_number(piece)).collect()
    };
    // Labels, then values and nothing else: 规章，0，0，0。 Or so many numbers alone as no sentence has.
    let is_row = || pieces().skip_while(|piece| !has_number(piece)).all(numeral::is_value);
    let counts = labelled || numbers.len() >= SCATTERED || is_row();
    if counts && numbers.len() > fields.len() { numbers } else { fields }
}

/// Whether a row of the table is named between separators, alone or before its number: 行政许可：7；行政处罚 8.
fn names_a_row(text: &str, table: Table) -> bool {
    text.split(SEPARATORS).any(|piece| {
        let label = piece.trim_end_matches(|c: char| is_digit(c) || numeral::is_space(c));
        Sense::of(label).row().is_some_and(|row| row.table() == table)
    })
}

/// Whether the text names a document: 附件.xlsx, or the address of one.
pub(super) fn names_a_file(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let ends = |ending: &str| {
        lower.match_indices(ending).any(|(at, _)| {
            let (before, after) = (lower.get(..at), lower.get(at + ending.len()..));
            let is_name = before.is_some_and(|before| before.ends_with(|c: char| !numeral::is_space(c)));
            // In an address like www.et.com it is a part of the name.
            is_name && after.is_some_and(|after| !after.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '.'))
        })
    };
    FILES.iter().any(|ending| ends(ending))
}

/// Whether the text begins with the number of a figure or a table: 图1, 附表2.
fn is_caption(text: &str) -> bool {
    let text =
        text.trim_start_matches(|c: char| numeral::is_space(c) || matches!(c, '附' | '*' | '#' | '[' | '【' | '（'));
    text.strip_prefix(CAPTIONS).is_some_and(|rest| {
        let number = rest.trim_start_matches(numeral::is_space);
        number.starts_with(|c: char| is_digit(c) || matches!(c, '一' | '二' | '三' | '四' | '五' | '六'))
    })
}

fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

fn finish_table(table: Table, pieces: Vec<Piece>, draft: &mut Draft) {
    let of_table = || draft.cells().filter(|(cell, _)| cell.table() == table);
    let is_absent = |(_, entry): &(Cell, &Entry)| entry.state() == &State::Absent;
    let none_read = of_table().all(|cell| is_absent(&cell));
    let scattered: usize = pieces.iter().filter(|p| p.what == What::Line).map(|p| p.values.len()).sum();
    // A report that is all prose names rows, too.
    let labelled = pieces.iter().any(|piece| piece.what == What::Label)
        && draft.cells().any(|(_, entry)| entry.state() != &State::Absent);
    let counts = |piece: &Piece| match piece.what {
        What::Table | What::SideBySide => true,
        // Section 二 has several tables.
        What::Picture => none_read || table == Table::Disclosure,
        What::Line => scattered >= SCATTERED || labelled,
        What::Label => labelled && scattered > 0,
        What::Note => none_read,
    };
    // The numbers of another table can belong to rows that were found without any.
    let of_tables = pieces.iter().any(|p| matches!(p.what, What::Table | What::SideBySide) && !p.values.is_empty());
    let has_number = |row: Row| {
        of_table().any(|(cell, entry)| cell.row() == row && matches!(entry.state(), State::Count(_) | State::Amount(_)))
    };
    let is_open = |(cell, entry): &(Cell, &Entry)| is_absent(&(*cell, entry)) || (of_tables && !has_number(cell.row()));
    let near: Vec<Cell> = of_table().filter(is_open).map(|(cell, _)| cell).collect();
    let Some(place) = pieces.iter().find(|p| counts(p)).map(|p| p.place.clone()).filter(|_| !near.is_empty()) else {
        return push_loose(pieces.into_iter().flat_map(|piece| piece.strays), draft);
    };
    let (mut kind, mut values) = (StrayKind::UnreadTable, Vec::new());
    for piece in pieces.into_iter().filter(counts) {
        if piece.what == What::SideBySide {
            kind = StrayKind::SideBySide;
        }
        values.extend(piece.values.into_iter().map(|value| value.0));
        values.truncate(MAX_VALUES);
    }
    draft.push_stray(Stray { near, ..stray(kind, values, place) });
}

/// Whether most of the rows have twice as many values as columns.
fn are_doubled(rows: &[Loose]) -> bool {
    let rows = || rows.iter().map(|loose| &loose.stray);
    // A mark between numbers can separate cells.
    let values = |row: &Stray| {
        let pieces = row.values.iter().flat_map(|value| value.split_whitespace());
        pieces.filter(|piece| piece.contains(is_digit)).count()
    };
    let doubled = rows().filter(|row| row.near.len() > 1 && values(row) == row.near.len() * 2).count();
    doubled >= DOUBLED && doubled * 2 > rows().count()
}

/// How many such rows cannot be a coincidence.
const DOUBLED: usize = 3;

/// Whether the table holds two reports side by side: a line of headers names the columns twice, or its cells name two years.
pub(super) fn is_side_by_side(grid: &Grid) -> bool {
    names_two_years(grid) || names_columns_twice(grid)
}

/// Whether cells beside others name more than one year: 2024年 and 2023年, or 本年 and 上年.
fn names_two_years(grid: &Grid) -> bool {
    let rows = grid.rows.iter().filter(|row| outline::alone(row).is_none());
    let years: BTreeSet<String> = rows.flatten().filter_map(|cell| year_named(&cell.text)).collect();
    // The columns of the form are of this year, whether their headers name it or not.
    years.len() > 1 || years.iter().any(|year| matches!(year.as_str(), "上年" | "去年" | "上一年"))
}

/// The word for a year that a cell consists of.
fn year_named(text: &str) -> Option<String> {
    if text.len() > MAX_YEAR {
        return None;
    }
    let word: String = text.chars().filter(|c| !numeral::is_space(*c)).collect();
    let word = word.trim_end_matches('度');
    // 上年处理决定数量, but not 上年结转申请数量: that is a row of the form.
    let is_of = |year: &&&str| {
        let rest = word.strip_prefix(**year);
        rest.is_some_and(|rest| rest.is_empty() || (rest.ends_with(['量', '数']) && !rest.contains("结转")))
    };
    if let Some(year) = ["本年", "今年", "上年", "去年", "上一年"].iter().find(is_of) {
        return label::targets(text).next().is_none().then(|| (*year).to_owned());
    }
    (word.ends_with('年') && title::is_year(word)).then(|| word.to_owned())
}

/// The longest cell that is looked at for a year, in bytes.
const MAX_YEAR: usize = 45;

/// Whether a line of headers names the columns of section 三 in another order than the form: they cannot be told by order.
pub(super) fn is_out_of_order(grid: &Grid) -> bool {
    let of_applications = |sense: &Sense| {
        let column = sense.column().filter(|column| Cell::new(Row::Received, *column).is_some());
        let is_caption = || sense.targets().contains(&Target::Caption(Table::Applications));
        column.or_else(|| is_caption().then_some(Column::NaturalPerson))
    };
    resolve(grid).map(Line::new).filter(Line::is_header).any(|line| {
        let columns: Vec<Column> = line.own().filter_map(|piece| of_applications(&piece.sense)).collect();
        // In a flattened header 总计 stands after the columns of its own line, before those of the next.
        let early =
            columns.iter().skip_while(|column| !column.is_total()).any(|column| *column == Column::NaturalPerson);
        early || !columns.iter().filter(|column| !column.is_total()).is_sorted()
    })
}

fn names_columns_twice(grid: &Grid) -> bool {
    resolve(grid).map(Line::new).filter(Line::is_header).any(|line| {
        let times = |is: &dyn Fn(&Sense) -> bool| line.own().filter(|piece| is(&piece.sense)).count();
        [Column::NaturalPerson, Column::CommercialEnterprise, Column::Issued, Column::Made]
            .into_iter()
            .any(|column| times(&|sense| sense.column() == Some(column)) == 2)
            || times(&|sense| sense.row() == Some(Row::LitigationAfterReconsideration)) == 2
    })
}
