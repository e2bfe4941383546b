//! The form's tables, made into grids again.

use std::ops::Range;

use super::align::Vocabulary;
use super::columns::Columns;
use super::lines::{Line, Word, plain};
use super::rows::{self, Found};
use super::shape::Shape;
use super::values::Values;
use crate::draft::Place;
use crate::form::{Column, Edition, Form, Group, Lang, Panel, Row, Table, captions};
use crate::impossible::DebugExpect;
use crate::read::limits::ordinal;
use crate::read::{Alignment, Grid, GridCell};

/// The most lines that the values of section 四 stand in.
const MAX_VALUE_LINES: usize = 4;

/// The fewest rows by which the table of section 三 is known.
const LEAST_ROWS: usize = 3;

/// A table and the lines that it took.
pub(super) struct Region {
    pub(super) lines: Range<usize>,
    pub(super) grid: Grid,
}

/// The tables of one kind in the lines, in order. The lines are counted from the slice's first.
pub(super) fn find(table: Table, lines: &[Line]) -> Vec<Region> {
    match table {
        Table::Disclosure => disclosure(lines),
        Table::Applications => applications(lines).into_iter().collect(),
        Table::Proceedings => proceedings(lines).into_iter().collect(),
    }
}

fn blocks(table: Table) -> impl Iterator<Item = (Form, Panel)> {
    Form::ALL.into_iter().flat_map(|f| f.panels().map(move |b| (f, b))).filter(move |(_, b)| b.table() == table)
}

/// The captions that a table prints.
fn captions_of(table: Table) -> impl Iterator<Item = &'static str> {
    captions().iter().filter(move |c| c.table == table).map(|c| c.zh)
}

/// The texts in a table that belong to no row.
fn texts(table: Table) -> impl Iterator<Item = &'static str> {
    let headings = blocks(table).map(|(_, b)| b.heading(Lang::Zh));
    let columns = blocks(table).flat_map(|(_, b)| b.columns()).flat_map(|c| c.known_labels());
    let groups = Group::all().flat_map(Group::known_labels);
    headings.chain(columns).chain(groups).chain(captions_of(table)).chain(table.section().known_headings())
}

/// Section 二: a block for each item of article 20, told by its columns.
fn disclosure(lines: &[Line]) -> Vec<Region> {
    let heads = disclosure_heads(lines);
    let bounds: Vec<usize> = heads.iter().copied().chain([lines.len()]).collect();
    let starts = [0].into_iter().filter(|_| heads.first() != Some(&0)).chain(heads.iter().copied());
    let regions = starts.filter_map(|start| {
        let end = bounds.iter().copied().find(|&b| b > start)?;
        let mut region = disclosure_block(lines.get(start..end)?)?;
        region.lines = region.lines.start + start..region.lines.end + start;
        Some(region)
    });
    regions.collect()
}

/// Where the blocks begin: at their headings, or, where one has none, after the last values above its columns' header.
fn disclosure_heads(lines: &[Line]) -> Vec<usize> {
    let headings: Vec<String> = blocks(Table::Disclosure).map(|(_, b)| plain(b.heading(Lang::Zh))).collect();
    let captions: Vec<String> = captions_of(Table::Disclosure).map(plain).collect();
    let mut heads = Vec::new();
    let mut after_values = 0;
    for (i, line) in lines.iter().enumerate() {
        let text = line.plain();
        if !line.values().is_empty() {
            after_values = i + 1;
        } else if headings.iter().any(|h| text.starts_with(h)) {
            heads.push(i);
        } else if captions.iter().any(|c| text.contains(c)) && heads.last().is_none_or(|&h| h < after_values) {
            heads.push(after_values);
        }
    }
    heads
}

fn disclosure_block(lines: &[Line]) -> Option<Region> {
    let of_table = Row::all().filter(|r| r.table() == Table::Disclosure);
    let vocabulary = Vocabulary::new(of_table, texts(Table::Disclosure));
    let first = (lines.iter()).position(|l| !l.values().is_empty()).unwrap_or(lines.len());
    // The columns show the edition, and the lines above the first row show the columns. Editions differ in how many there are: the
    // block that explains the most of the lines is taken.
    let known = (1..=first).rev().find_map(|end| {
        let above = lines.get(..end)?;
        let fitting = blocks(Table::Disclosure).filter_map(|(_, b)| Some((header_labels(above, b.columns())?, b)));
        fitting.reduce(|best, next| if next.0.len() > best.0.len() { next } else { best })
    });
    let (labels, block) = known?;
    let shape = Shape { columns: block.columns().len(), summed: None };
    let found = rows::read(lines, &vocabulary, shape, |_| None)?;
    // Where values stand apart from the rows, it cannot be told which of the empty rows is blank.
    if found.found.iter().any(Found::is_blank) && lines.get(found.lines.end..)?.iter().any(Line::is_bare) {
        return None;
    }
    let mut grid = Vec::new();
    let top = lines.get(found.lines.start)?;
    if plain(block.heading(Lang::Zh)) == top.plain() {
        let width = ordinal(block.columns().len()) + 1;
        let heading = top.words.iter().map(|w| w.text).collect::<String>();
        grid.push(vec![GridCell::new(heading, top.place(top.start())).spanning(width, 1)]);
    }
    let place = top.place(top.start());
    grid.push(header(1, labels.iter().map(String::as_str), &place));
    grid.extend(found.found.iter().map(|row| cells(row, 1, shape.columns)));
    Some(Region { lines: found.lines, grid: Grid { rows: grid, alignment: Alignment::Columns } })
}

/// Section 三.
fn applications(lines: &[Line]) -> Option<Region> {
    // The forms differ in the rows of one group; the one whose labels fit the text better is printed here.
    let mut printed: Vec<Vec<Row>> = Vec::new();
    let (_, block, found) = blocks(Table::Applications)
        .filter_map(|(form, block)| {
            let rows: Vec<Row> = block.rows(form).collect();
            if printed.contains(&rows) {
                return None;
            }
            printed.push(rows);
            let vocabulary = Vocabulary::new(block.rows(form), texts(Table::Applications));
            let columns = block.columns();
            let shape = Shape { columns: columns.len(), summed: Some(columns.len()) };
            let found = rows::read(lines, &vocabulary, shape, |page| last_header(page, columns))?;
            Some((form, block, found))
        })
        .max_by_key(|(form, _, found)| (found.score, form.is_divided()))?;
    if found.found.iter().filter(|r| r.row.is_some()).count() < LEAST_ROWS {
        return None;
    }
    let place = lines.get(found.lines.start).map_or(Place::Nowhere, |l| l.place(l.start()));
    let labels = block.columns().iter().map(|c| c.label(Edition::LATEST, Lang::Zh));
    let rows = [header(2, labels, &place)]
        .into_iter()
        .chain(found.found.iter().map(|row| cells(row, 2, block.columns().len())))
        .collect();
    Some(Region { lines: found.lines, grid: Grid { rows, alignment: Alignment::Columns } })
}

/// Section 四: one row of values under headers that are cut into single words.
fn proceedings(lines: &[Line]) -> Option<Region> {
    let form = Edition::LATEST.form();
    let block = form.panels().find(|b| b.table() == Table::Proceedings)?;
    let (instances, columns): (Vec<Row>, _) = (block.rows(form).collect(), block.columns());
    let leaves: Vec<Column> = instances.iter().flat_map(|_| columns).copied().collect();
    let texts: Vec<String> =
        texts(Table::Proceedings).chain(instances.iter().flat_map(|r| r.known_labels())).map(plain).collect();
    // Narrow columns leave one character of several labels on a line.
    let is_header = |l: &Line| {
        !l.label().is_empty()
            && l.values().is_empty()
            && l.words.iter().all(|w| w.plain.chars().all(|c| texts.iter().any(|t| t.contains(c))))
    };
    // The header is garbled, but all its characters are there.
    let is_whole = |headers: &[Line]| {
        let text: String = headers.iter().map(Line::plain).collect();
        let garbled = |label: &str| plain(label).chars().all(|c| text.contains(c));
        instances.iter().all(|r| r.known_labels().any(garbled))
    };
    let mut start = 0;
    let values = loop {
        start += lines.get(start..)?.iter().position(is_header)?;
        let values = start + lines.get(start..)?.iter().take_while(|l| is_header(l)).count();
        if is_whole(lines.get(start..values)?) {
            break values;
        }
        start = values;
    };
    let below = lines.get(values..)?;
    let size = values + below.iter().take(MAX_VALUE_LINES).take_while(|l| l.is_bare()).count();
    if size == values && below.iter().any(|l| l.values().len() > 1) {
        // The values are somewhere else: they are not blank.
        return None;
    }
    let shape = Shape { columns: leaves.len(), summed: Some(columns.len()) };
    let read = rows::read_unlabelled(lines.get(values..size)?, shape);
    let place = lines.get(start).map_or(Place::Nowhere, |l| l.place(l.start()));
    let width = ordinal(columns.len());
    let label = |row: &Row| GridCell::new(row.label(form.edition(), Lang::Zh), place.clone()).spanning(width, 1);
    let group: Vec<GridCell> = instances
        .chunk_by(|a, b| a.group() == b.group())
        .map(|rows| {
            let title = |r: &Row| r.group().map_or(r.label(form.edition(), Lang::Zh), |g| g.label(Lang::Zh));
            let title = rows.first().map(title).debug_expect("a group has rows");
            GridCell::new(title, place.clone()).spanning(width * ordinal(rows.len()), 1)
        })
        .collect();
    let rows = vec![
        group,
        instances.iter().map(label).collect(),
        leaves.iter().map(|c| GridCell::new(c.label(form.edition(), Lang::Zh), place.clone())).collect(),
        value_cells(&read, leaves.len()),
    ];
    Some(Region { lines: start..size, grid: Grid { rows, alignment: Alignment::Columns } })
}

fn header<'a>(width: u32, labels: impl Iterator<Item = &'a str>, place: &Place) -> Vec<GridCell> {
    let corner = GridCell::new("", place.clone()).spanning(width, 1);
    [corner].into_iter().chain(labels.map(|label| GridCell::new(label, place.clone()))).collect()
}

/// The label cells of a row over `width` columns, then its values.
fn cells(found: &Found, width: u32, columns: usize) -> Vec<GridCell> {
    let (text, place) = &found.label;
    let labels = match found.row {
        Some(row) => {
            let label = GridCell::new(row.label(Edition::LATEST, Lang::Zh), place.clone());
            match row.group() {
                Some(group) if width > 1 => vec![GridCell::new(group.label(Lang::Zh), place.clone()), label],
                _ => vec![label.spanning(width, 1)],
            }
        }
        None => vec![GridCell::new(text.as_str(), place.clone()).spanning(width, 1)],
    };
    labels.into_iter().chain(value_cells(&found.values, columns)).collect()
}

fn value_cells(values: &Values, width: usize) -> Vec<GridCell> {
    match values {
        Values::Cells(cells) => cells.iter().map(|(text, place)| GridCell::new(text.as_str(), place.clone())).collect(),
        Values::Raw((text, place)) => {
            vec![GridCell::new(text.as_str(), place.clone()).spanning(ordinal(width), 1)]
        }
    }
}

/// Where the header of the last column begins, if it is right of the other columns' headers.
fn last_header(lines: &[Line], columns: &[Column]) -> Option<usize> {
    let (last, others) = columns.split_last()?;
    let words =
        || lines.iter().filter(|l| l.values().is_empty()).flat_map(|l| &l.words).filter(|w| !w.plain.is_empty());
    let part = |column: &Column, w: &Word| column.known_labels().any(|l| plain(l).contains(&w.plain));
    let start = words().filter(|w| part(last, w)).map(|w| w.start).max()?;
    let mut left = words().filter(|w| others.iter().any(|c| part(c, w))).peekable();
    left.peek().is_some().then_some(start).filter(|_| left.all(|w| w.end <= start))
}

/// The header of the columns as written, where it is theirs: the words above one another, read downwards, are a label.
fn header_labels(lines: &[Line], columns: &[Column]) -> Option<Vec<String>> {
    let known: Vec<Vec<String>> = columns.iter().map(|c| c.known_labels().map(plain).collect()).collect();
    let part = |w: &Word| !w.plain.is_empty() && known.iter().flatten().any(|k| k.contains(&w.plain));
    let words = lines.iter().filter(|l| l.values().is_empty()).flat_map(|l| &l.words).filter(|w| part(w));
    let words: Vec<&Word> = words.collect();
    let clusters = Columns::cluster(words.iter().map(|w| (w.start, w.end)))?;
    let mut texts = vec![(String::new(), String::new()); clusters.len()];
    for word in words {
        let (text, plain) = texts.get_mut(clusters.of(word)?)?;
        text.push_str(word.text);
        plain.push_str(&word.plain);
    }
    // A label can stand in several words side by side.
    let mut texts = texts.into_iter();
    let mut labels = Vec::new();
    for labels_of_column in &known {
        let (mut text, mut plain) = texts.next()?;
        while !labels_of_column.contains(&plain) {
            let (next, next_plain) = texts.next()?;
            text += &next;
            plain += &next_plain;
        }
        labels.push(text);
    }
    texts.next().is_none().then_some(labels)
}
