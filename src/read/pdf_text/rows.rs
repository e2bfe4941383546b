//! The rows of one table: labels, and the values that stand beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::align::Vocabulary;
use super::lines::{Line, Word};
use super::owners::Gaps;
use super::shape::Shape;
use super::values::{Certainty, Reading, Sheet, Value, Values};
use crate::draft::Place;
use crate::form::Row;
use crate::impossible::DebugExpect;

/// The most lines of values between two labels whose owner is looked for.
const MAX_GAP: usize = 8;

/// A row of the table as found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The row of the form, or `None` where the label is not one of the form's for certain.
    pub(super) row: Option<Row>,
    /// The label as written, of a row that is not the form's; and where the row stands.
    pub(super) label: Value,
    pub(super) values: Values,
    line: usize,
}

impl Found {
    /// Whether it is a row of the form in which nothing stands.
    pub(super) fn is_blank(&self) -> bool {
        let no_cell =
            |values: &Values| matches!(values, Values::Cells(cells) if cells.iter().all(|(text, _)| text.is_empty()));
        self.row.is_some() && no_cell(&self.values)
    }
}

/// The rows of a table, in order, and the lines that they were read from.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) found: Vec<Found>,
    pub(super) lines: Range<usize>,
    /// How well the labels fit.
    pub(super) score: i32,
}

/// A row of the form, and the first and last line of its label.
struct Labelled {
    row: Row,
    first: usize,
    last: usize,
}

/// Reads the rows of one table from its lines. `last` gives the place of the last column's header on a page, if that is
/// right of all others.
pub(super) fn read(
    lines: &[Line],
    vocabulary: &Vocabulary,
    shape: Shape,
    last: impl Fn(&[Line]) -> Option<usize>,
) -> Option<Rows> {
    let is_caption = |plain: &str| vocabulary.is_caption(plain);
    let sheet = Sheet::new(lines, shape, is_caption, last);
    let words: Vec<(usize, &str)> =
        (0..lines.len()).flat_map(|i| sheet.label(i).iter().map(move |w| (i, w.plain.as_str()))).collect();
    let alignment = vocabulary.align(&words.iter().map(|w| w.1).collect::<Vec<_>>())?;

    let mut owners: BTreeMap<usize, usize> = BTreeMap::new();
    let mut labels: BTreeSet<usize> = BTreeSet::new();
    let mut labelled: Vec<Labelled> = Vec::new();
    for (row, members) in alignment.rows {
        let on: Vec<usize> = members.iter().filter_map(|&m| words.get(m)).map(|w| w.0).collect();
        let (Some(&first), Some(&last)) = (on.first(), on.last()) else { continue };
        for line in on {
            owners.entry(line).or_insert(labelled.len());
        }
        labels.extend(members);
        labelled.push(Labelled { row, first, last });
    }
    let (top, bottom) = (labelled.first()?.first, labelled.last()?.last);

    // Words of a line that are neither in a label nor in a heading.
    let mut strange: Vec<Vec<usize>> = vec![Vec::new(); lines.len()];
    for (at, (line, plain)) in words.iter().enumerate() {
        let known = labels.contains(&at) || plain.is_empty() || is_caption(plain);
        if let Some(words) = strange.get_mut(*line).filter(|_| !known) {
            words.push(at);
        }
    }
    let is_strange = |i: usize| strange.get(i).is_some_and(|s| !s.is_empty());
    let unlabelled = |i: usize| !owners.contains_key(&i) && !is_strange(i);
    let has_values = |i: usize| !sheet.values(i).is_empty();

    // The table goes on as long as there are rows of values, upwards also as long as there are headers.
    let row_like = |i: usize| has_values(i) && (unlabelled(i) || (sheet.is_full(i) && sheet.label(i).len() < 4));
    let start = (0..top).rev().take_while(|&i| row_like(i) || unlabelled(i)).last().unwrap_or(top);
    let end = (bottom + 1..lines.len()).take_while(|&i| row_like(i)).last().unwrap_or(bottom) + 1;

    let mut own = vec![Vec::new(); labelled.len()];
    let mut between = vec![Vec::new(); labelled.len() + 1];
    let mut unknown: BTreeSet<usize> = BTreeSet::new();
    for i in (start..end).filter(|&i| has_values(i)) {
        let next = labelled.partition_point(|l| l.first <= i);
        let inside = next.checked_sub(1).filter(|&n| labelled.get(n).is_some_and(|l| i <= l.last));
        let owner = owners.get(&i).copied().or(inside.filter(|_| unlabelled(i)));
        let slot = match owner {
            Some(owner) => own.get_mut(owner),
            None if unlabelled(i) && inside.is_none() => between.get_mut(next),
            None => None,
        };
        match slot {
            Some(lines) => lines.push(i),
            None => _ = unknown.insert(i),
        }
    }
    for gap in between.iter_mut().filter(|g| g.len() > MAX_GAP) {
        unknown.extend(gap.drain(..));
    }
    let gaps = Gaps { own: &own, between: &between };
    let readings = gaps.share_out(&sheet);
    let taken: BTreeSet<usize> = readings.iter().flatten().flat_map(|(lines, _)| lines).copied().collect();
    unknown.extend(between.iter().flatten().filter(|i| !taken.contains(i)));

    let place = |i: usize| lines.get(i).map_or(Place::Nowhere, |l| l.place(l.start()));
    let around = labelled.iter().map(|l| (l.first, l.last)).collect();
    let doubts =
        Doubts { within: start..end, around, owners: Doubts::owners(&readings), loose: &unknown, sheet: &sheet };
    let mut found = Vec::new();
    for (at, ((labelled, own), reading)) in labelled.iter().zip(&own).zip(readings).enumerate() {
        let doubtful = |blank| (labelled.first..=labelled.last).any(is_strange) || doubts.beside(at, blank);
        let values = match reading {
            Some((lines, _)) if lines.is_empty() && doubtful(true) => continue,
            Some((lines, reading)) if reading.certainty.has_blanks() && !lines.is_empty() && doubtful(false) => {
                Values::Raw(sheet.raw(&lines))
            }
            Some((_, reading)) => reading.values,
            None if own.is_empty() => continue,
            None => Values::Raw(sheet.raw(own)),
        };
        let label = (String::new(), place(labelled.first));
        found.push(Found { row: Some(labelled.row), label, values, line: labelled.first });
    }
    // What is not the form's is told as it stands.
    let others = (start..end).filter(|i| unknown.contains(i) || (is_strange(*i) && !has_values(*i)));
    found.extend(others.map(|i| {
        let strange = strange.get(i).map(Vec::as_slice).debug_expect("a line has its words");
        let is_strange = |w: &&&Word| strange.iter().any(|&at| words.get(at).is_some_and(|s| s.1 == w.plain));
        let label: Vec<&str> = sheet.label(i).iter().filter(is_strange).map(|w| w.text).collect();
        let values = if has_values(i) { sheet.read(&[i]).values } else { Values::Cells(Vec::new()) };
        Found { row: None, label: (label.join(" "), place(i)), values, line: i }
    }));
    found.sort_by_key(|f| f.line);
    Some(Rows { found, lines: start..end, score: alignment.score })
}

/// What is not understood beside a row: nothing is blank there.
struct Doubts<'a> {
    within: Range<usize>,
    /// The first and the last line of each row's label.
    around: Vec<(usize, usize)>,
    /// The rows that have values, and whether it is certain that these are theirs alone.
    owners: BTreeMap<usize, bool>,
    /// The lines of values that are no row's.
    loose: &'a BTreeSet<usize>,
    sheet: &'a Sheet<'a>,
}

impl Doubts<'_> {
    fn owners(readings: &[Option<(Vec<usize>, Reading)>]) -> BTreeMap<usize, bool> {
        let owner = |reading: &Option<(Vec<usize>, Reading)>| match reading {
            Some((lines, _)) if lines.is_empty() => None,
            Some((lines, reading)) => Some(lines.len() == 1 || reading.certainty > Certainty::Doubtful),
            None => Some(false),
        };
        readings.iter().enumerate().filter_map(|(row, reading)| Some((row, owner(reading)?))).collect()
    }

    /// Whether what is not understood can belong to a row: to one without values as far as no other row has any, to a cell
    /// of one with some up to the next row, where a whole row of values cannot.
    fn beside(&self, row: usize, blank: bool) -> bool {
        let (before, after) = if blank {
            let owner = |found: Option<(&usize, &bool)>| found.map(|(row, _)| *row);
            (owner(self.owners.range(..row).next_back()), owner(self.owners.range(row + 1..).next()))
        } else {
            (row.checked_sub(2), row.checked_add(2))
        };
        let above = before.and_then(|row| self.around.get(row)).map_or(self.within.start, |label| label.1);
        let below = after.and_then(|row| self.around.get(row)).map_or(self.within.end, |label| label.0);
        let rows = before.unwrap_or(0)..=after.unwrap_or(usize::MAX);
        self.loose.range(above..below.max(above)).any(|line| blank || !self.sheet.is_full(*line))
            || self.owners.range(rows).any(|(other, certain)| *other != row && !certain)
    }
}

/// Reads lines that are one row without a label.
pub(super) fn read_unlabelled(lines: &[Line], shape: Shape) -> Values {
    let sheet = Sheet::new(lines, shape, |_| false, |_| None);
    sheet.read(&(0..lines.len()).collect::<Vec<_>>()).values
}
