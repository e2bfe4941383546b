//! Tables whose cells were set down one to a line, put together again.
//!
//! Some converters leave each cell as a paragraph of its own, or a row as one line with spaces between its cells. A run of
//! paragraphs that are labels and values becomes a grid with [`Alignment::Fields`]: a label begins a row, the values after
//! it are its fields.

use super::ReadError;
use super::document::{Alignment, Block, Grid, GridCell, Paragraph};
use super::label::{self, Target};
use super::limits::{check_text_cells, ordinal};
use super::line::Sense;
use crate::draft::{Place, numeral};
use crate::form::{Column, Row, Table};

/// The longest text that can be a cell among cells, in characters.
const MAX_CELL: usize = 60;

/// The most pieces of a line that is a row; the widest of the form has 16 cells.
const MAX_PIECES: usize = 256;

/// The blocks with every run of such paragraphs made a grid.
pub(super) fn regroup(blocks: Vec<Block>) -> Result<Vec<Block>, ReadError> {
    let mut out = Vec::with_capacity(blocks.len());
    let mut run = Run::default();
    let mut cells = 0;
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                let before = run.atoms.len();
                match run.take(paragraph) {
                    Ok(()) => cells += run.atoms.len() - before,
                    Err(paragraph) => {
                        run.end(&mut out);
                        out.push(Block::Paragraph(paragraph));
                    }
                }
                check_text_cells(cells)?;
            }
            other => {
                run.end(&mut out);
                out.push(other);
            }
        }
    }
    run.end(&mut out);
    Ok(out)
}

#[derive(Default)]
struct Run {
    paragraphs: Vec<Paragraph>,
    atoms: Vec<Atom>,
}

struct Atom {
    cell: GridCell,
    role: Role,
    /// The paragraph it is a part of.
    paragraph: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Value,
    Article,
    /// A label of columns, or a caption.
    Header,
    /// A label of a row, or its group.
    Row,
    /// 总计 or 其他: a column among columns, else a row.
    Either,
    /// A text that is no label: perhaps the label of a row that the form does not have.
    Unknown,
}

impl Run {
    /// Takes a paragraph that can be a cell, or gives it back.
    fn take(&mut self, paragraph: Paragraph) -> Result<(), Paragraph> {
        let text = paragraph.text.trim_matches(numeral::is_space);
        if text.is_empty() {
            return Ok(());
        }
        if text.len() > MAX_CELL && text.contains('。') {
            // A sentence is no cell.
            return Err(paragraph);
        }
        let at = self.paragraphs.len();
        let atom = |text: &str, place: Place, role| Atom { cell: GridCell::new(text, place), role, paragraph: at };
        match role(&Sense::of(text)) {
            Some(Role::Unknown) => {
                if let Some(cells) = spaced_cells(&paragraph).or_else(|| spaced_labels(&paragraph)) {
                    self.atoms.extend(cells.into_iter().map(|(text, place, role)| atom(&text, place, role)));
                } else if self.atoms.is_empty() || text.chars().count() > MAX_CELL {
                    return Err(paragraph);
                } else {
                    self.atoms.push(atom(text, paragraph.place.clone(), Role::Unknown));
                }
            }
            Some(role) => {
                if role == Role::Value && self.atoms.is_empty() {
                    return Err(paragraph);
                }
                self.atoms.push(atom(text, paragraph.place.clone(), role));
            }
            None => return Err(paragraph),
        }
        self.paragraphs.push(paragraph);
        Ok(())
    }

    /// Ends the run: a grid where it was one, else the paragraphs as they were.
    fn end(&mut self, out: &mut Vec<Block>) {
        let Self { mut paragraphs, mut atoms } = std::mem::take(self);
        // What follows the last label or value is text again.
        let length = atoms.iter().rposition(|a| a.role != Role::Unknown).map_or(0, |at| at + 1);
        let after = match atoms.get(length) {
            Some(atom) => paragraphs.split_off(atom.paragraph),
            None => Vec::new(),
        };
        atoms.truncate(length);
        let count = |role: fn(&Atom) -> bool| atoms.iter().filter(|a| role(a)).count();
        let labels = count(|a| matches!(a.role, Role::Header | Role::Row | Role::Article));
        let either = count(|a| a.role == Role::Either);
        let values = count(|a| a.role == Role::Value);
        if labels >= 1 && labels + either >= 2 && values >= 1 {
            out.push(Block::Grid(Grid { rows: rows(atoms), alignment: Alignment::Fields }));
        } else {
            out.extend(paragraphs.into_iter().map(Block::Paragraph));
        }
        out.extend(after.into_iter().map(Block::Paragraph));
    }
}

/// What the text can be among cells, or `None` for the heading of a section.
fn role(sense: &Sense) -> Option<Role> {
    Some(match sense {
        Sense::Value | Sense::Blank => Role::Value,
        Sense::Other => Role::Unknown,
        Sense::GroupAndRow(..) => Role::Row,
        Sense::Names(targets) => {
            if sense.section().is_some() {
                return None;
            }
            let is = |f: fn(&Target) -> bool| targets.iter().any(f);
            if sense.is_article() {
                Role::Article
            } else if is(|t| matches!(t, Target::Column(Column::Total | Column::OtherOrganization))) {
                Role::Either
            } else if sense.caption().is_some()
                || sense.column().is_some()
                || sense.row().is_some_and(|r: Row| r.table() == Table::Proceedings)
            {
                Role::Header
            } else if sense.row().is_some() {
                Role::Row
            } else if is(|t| matches!(t, Target::Group(crate::form::Group::Litigation))) {
                Role::Header
            } else {
                Role::Row
            }
        }
    })
}

/// The cells of a line that is a label and values, or values alone, with spaces between.
fn spaced_cells(paragraph: &Paragraph) -> Option<Vec<(String, Place, Role)>> {
    let text = paragraph.text.as_str();
    let tokens: Vec<(usize, &str)> = tokens(text).take(MAX_PIECES + 1).collect();
    if tokens.len() > MAX_PIECES {
        return None;
    }
    let first_value = tokens.iter().rposition(|(_, t)| !numeral::is_value(t)).map_or(0, |at| at + 1);
    let values = tokens.get(first_value..).filter(|v| !v.is_empty())?;
    let mut cells = Vec::new();
    match tokens.get(first_value).filter(|_| first_value > 0) {
        None if first_value == 0 && values.len() >= 5 => {}
        Some((start, _)) => {
            let label = text.get(..*start)?.trim();
            let role = role(&Sense::of(label)).filter(|r| matches!(r, Role::Row | Role::Either))?;
            cells.push((label.to_owned(), paragraph.place.clone(), role));
        }
        None => return None,
    }
    let mut places = Places::of(paragraph);
    cells.extend(values.iter().map(|(at, t)| ((*t).to_owned(), places.at(*at), Role::Value)));
    Some(cells)
}

/// The cells of a line of labels of columns, with wide gaps between.
fn spaced_labels(paragraph: &Paragraph) -> Option<Vec<(String, Place, Role)>> {
    let mut cells = Vec::new();
    let mut places = Places::of(paragraph);
    for (at, label) in wide_pieces(&paragraph.text)? {
        let role = role(&Sense::of(label)).filter(|r| matches!(r, Role::Header | Role::Either))?;
        cells.push((label.to_owned(), places.at(at), role));
    }
    (cells.len() >= 2).then_some(cells)
}

/// The places of what stands in a paragraph, asked for from left to right: each character is counted once.
struct Places<'a> {
    paragraph: &'a Paragraph,
    offset: usize,
    characters: u32,
}

impl<'a> Places<'a> {
    const fn of(paragraph: &'a Paragraph) -> Self {
        Self { paragraph, offset: 0, characters: 0 }
    }

    fn at(&mut self, offset: usize) -> Place {
        match &self.paragraph.place {
            Place::Line { line, column } => {
                let between = self.paragraph.text.get(self.offset..offset);
                debug_assert!(between.is_some(), "{offset} is before {} or inside a character", self.offset);
                self.characters = self.characters.saturating_add(ordinal(between.map_or(0, |t| t.chars().count())));
                self.offset = offset;
                Place::Line { line: *line, column: column.saturating_add(self.characters) }
            }
            other => other.clone(),
        }
    }
}

/// The pieces of a text with a tab, or two spaces or more, between them, each with its offset; `None` for more than a row
/// has.
fn wide_pieces(text: &str) -> Option<Vec<(usize, &str)>> {
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    for (start, token) in tokens(text) {
        let end = start + token.len();
        let full = pieces.len() == MAX_PIECES;
        match pieces.last_mut() {
            Some((_, last)) if text.get(*last..start).is_some_and(|gap| gap.chars().count() == 1 && gap != "\t") => {
                *last = end;
            }
            _ if full => return None,
            _ => pieces.push((start, end)),
        }
    }
    Some(pieces.into_iter().filter_map(|(start, end)| Some((start, text.get(start..end)?))).collect())
}

fn tokens(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let tail = text.get(rest..)?;
        let start = rest + tail.find(|c| !numeral::is_space(c))?;
        let length = text.get(start..)?.find(numeral::is_space).unwrap_or(text.len() - start);
        rest = start + length;
        Some((start, text.get(start..rest)?))
    })
}

fn rows(atoms: Vec<Atom>) -> Vec<Vec<GridCell>> {
    let mut rows: Vec<Vec<GridCell>> = Vec::new();
    let mut last = None;
    for atom in atoms {
        let role = match (atom.role, last) {
            // （七）总计 is a row; a column's label has no number.
            (Role::Either, Some(Role::Header)) if !is_numbered(&atom.cell.text) => Role::Header,
            (Role::Either, _) => Role::Row,
            (role, _) => role,
        };
        let goes_on = matches!(
            (last, role),
            (Some(Role::Row | Role::Value | Role::Unknown), Role::Value)
                | (Some(Role::Header), Role::Header)
                | (Some(Role::Row), Role::Row)
        );
        match rows.last_mut().filter(|_| goes_on) {
            Some(row) => row.push(atom.cell),
            None => rows.push(vec![atom.cell]),
        }
        last = Some(role);
    }
    rows
}

fn is_numbered(text: &str) -> bool {
    label::after_number(text).len() < text.trim_start().len()
}
