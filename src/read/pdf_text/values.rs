//! What the lines of one row say: which value is in which column.

use std::collections::BTreeMap;

use super::columns::Columns;
use super::lines::{Line, Word, is_digits, is_value};
use super::shape::Shape;
use crate::draft::{Place, State, numeral};
use crate::form::Kind;
use crate::impossible::DebugExpect;
use crate::read::run_together::cut;

/// The content of a cell as written, and where.
pub(super) type Value = (String, Place);

/// What stands beside a label.
#[derive(Clone, Debug)]
pub(super) enum Values {
    /// A text for each column, empty where there is none.
    Cells(Vec<Value>),
    /// Text whose columns cannot be told.
    Raw(Value),
}

/// How sure a reading is, the surest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Certainty {
    /// The columns cannot be told, or nothing proves that what stands in several lines is one number.
    Doubtful,
    /// There are no values.
    Blank,
    /// Some columns have a value.
    Partial,
    /// Every column has a value.
    Full,
    /// Some columns have a value, and the rest being 0 the sums hold.
    Consistent,
    /// Every column has a value, and the sums hold.
    Proven,
}

impl Certainty {
    /// Whether a column was read as blank.
    pub(super) fn has_blanks(self) -> bool {
        matches!(self, Self::Blank | Self::Partial | Self::Consistent)
    }

    /// What a row read so counts for when readings of several rows are compared.
    pub(super) fn score(self) -> i32 {
        match self {
            Self::Doubtful => 1,
            Self::Blank => 3,
            Self::Partial => 5,
            Self::Full => 6,
            Self::Consistent => 8,
            Self::Proven => 10,
        }
    }
}

/// What a row's lines say, and how sure that is.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub(super) values: Values,
    pub(super) certainty: Certainty,
}

/// The words of a line, label and values apart.
#[derive(Debug, Default)]
pub(super) struct Sides<'a> {
    pub(super) label: Vec<&'a Word<'a>>,
    pub(super) values: Vec<&'a Word<'a>>,
}

/// The lines of a table, label and values apart, and the columns of each page.
pub(super) struct Sheet<'a> {
    pub(super) lines: &'a [Line<'a>],
    pub(super) sides: Vec<Sides<'a>>,
    pages: BTreeMap<usize, Columns>,
    pub(super) shape: Shape,
    /// Whether the last column is the only one with values.
    only_last: bool,
}

impl<'a> Sheet<'a> {
    /// Learns the columns of each page, and takes the lines apart by them.
    ///
    /// The columns are learned from values alone: where cells are blank, the tool moves what is right of them to the
    /// left, so that values need not stand under their header. One thing a header does show: `last` gives the place on a
    /// page of the header that is right of all others, and a value there is in the last column.
    pub(super) fn new(
        lines: &'a [Line<'a>],
        shape: Shape,
        is_caption: impl Fn(&str) -> bool,
        last: impl Fn(&[Line]) -> Option<usize>,
    ) -> Self {
        let pages = lines.chunk_by(|a, b| a.page == b.page).filter_map(|page| {
            let rows = || page.iter().map(Line::values).filter(|v| !v.is_empty());
            let columns = Columns::of_full_rows(shape, rows()).or_else(|| {
                Columns::cluster(rows().flatten().map(|w| (w.start, w.end)))
                    .filter(|c| c.len() == shape.columns && c.explain(rows(), shape))
            })?;
            Some((page.first()?.page, columns))
        });
        let pages: BTreeMap<usize, Columns> = pages.collect();
        let sides = lines.iter().map(|line| {
            // A whole row may be moved aside, and is one still.
            let columns = pages.get(&line.page).filter(|_| line.values().len() != shape.columns);
            take_apart(line, columns, &is_caption)
        });
        let sides = sides.collect();
        Self { lines, sides, pages, shape, only_last: has_only_last(lines, last) }
    }

    /// The label words of a line.
    pub(super) fn label(&self, line: usize) -> &[&'a Word<'a>] {
        self.sides.get(line).map(|s| s.label.as_slice()).debug_expect("a line has two sides")
    }

    /// The values of a line.
    pub(super) fn values(&self, line: usize) -> &[&'a Word<'a>] {
        self.sides.get(line).map(|s| s.values.as_slice()).debug_expect("a line has two sides")
    }

    /// Whether the line has a value for every column.
    pub(super) fn is_full(&self, line: usize) -> bool {
        self.values(line).len() == self.shape.columns
    }

    fn columns(&self, line: usize) -> Option<&Columns> {
        self.pages.get(&self.lines.get(line)?.page)
    }

    fn value(&self, line: usize, word: &Word) -> Value {
        (word.text.to_owned(), self.lines.get(line).map_or(Place::Nowhere, |l| l.place(word.start)))
    }

    /// All values of the lines in one text.
    pub(super) fn raw(&self, lines: &[usize]) -> Value {
        let rows: Vec<String> =
            lines.iter().map(|&i| self.values(i).iter().map(|w| w.text).collect::<Vec<_>>().join(" ")).collect();
        let first = lines.first().and_then(|&i| Some(self.lines.get(i)?.place(self.values(i).first()?.start)));
        (rows.join("\n"), first.unwrap_or(Place::Nowhere))
    }

    /// Reads the lines as one row.
    pub(super) fn read(&self, lines: &[usize]) -> Reading {
        let doubtful = || Reading { values: Values::Raw(self.raw(lines)), certainty: Certainty::Doubtful };
        match lines {
            [] => {
                let blank = (String::new(), Place::Nowhere);
                Reading { values: Values::Cells(vec![blank; self.shape.columns]), certainty: Certainty::Blank }
            }
            &[line] => self
                .in_order(line)
                .or_else(|| self.in_last(line))
                .or_else(|| self.by_position(lines))
                .or_else(|| self.by_sum(line))
                .unwrap_or_else(doubtful),
            _ => self.by_position(lines).filter(|r| r.certainty >= Certainty::Consistent).unwrap_or_else(doubtful),
        }
    }

    /// Whether the lines may be as many rows: two rows that each add up also do when each number of the one is written
    /// after that of the other.
    pub(super) fn may_be_rows(&self, lines: &[usize]) -> bool {
        let adds_up = |&line: &usize| self.by_position(&[line]).is_none_or(|r| r.certainty >= Certainty::Consistent);
        lines.len() > 1 && lines.iter().all(|line| self.is_full(*line) || adds_up(line))
    }

    /// As many values as columns are the columns' values, unless they do not stand there and do not add up.
    fn in_order(&self, line: usize) -> Option<Reading> {
        let words = self.values(line);
        if !self.is_full(line) {
            return None;
        }
        let cells: Vec<Value> = words.iter().map(|w| self.value(line, w)).collect();
        let certainty = self.shape.certainty(&cells);
        let elsewhere = |(i, w): (usize, &&Word)| self.columns(line).and_then(|c| c.of(w)).is_some_and(|c| c != i);
        if certainty < Certainty::Proven && words.iter().enumerate().any(elsewhere) {
            return None;
        }
        Some(Reading { values: Values::Cells(cells), certainty })
    }

    /// In a table in which the totals alone are filled in, one value is the total.
    fn in_last(&self, line: usize) -> Option<Reading> {
        let [word] = self.values(line) else { return None };
        let last = self.shape.columns.checked_sub(1).filter(|_| self.only_last)?;
        let mut cells = vec![(String::new(), Place::Nowhere); last];
        cells.push(self.value(line, word));
        Some(Reading { values: Values::Cells(cells), certainty: Certainty::Partial })
    }

    /// Puts each word in the column that it stands in; words of one column are one value.
    fn by_position(&self, lines: &[usize]) -> Option<Reading> {
        let mut cells: Vec<Vec<(usize, &Word)>> = vec![Vec::new(); self.shape.columns];
        for &line in lines {
            let columns = self.columns(line)?;
            for word in self.values(line) {
                if columns.reach(word) > 1 && !self.is_full(line) {
                    return None;
                }
                cells.get_mut(columns.of(word)?)?.push((line, word));
            }
        }
        let join = |beside: &str, below: &str| -> Vec<Value> {
            let joined = cells.iter().map(|words| {
                let mut parts = words.iter();
                let Some(&(mut line, word)) = parts.next() else { return (String::new(), Place::Nowhere) };
                let (mut text, place) = self.value(line, word);
                for &(next, word) in parts {
                    text += if next == line { beside } else { below };
                    text += word.text;
                    line = next;
                }
                (text, place)
            });
            joined.collect()
        };
        if let &[line] = lines
            && !self.is_full(line)
            && !self.ways(line).is_empty()
        {
            // Missing values, or values run together: both can be.
            return None;
        }
        let joined = join("", "");
        let certainty = self.shape.certainty(&joined);
        let several = || cells.iter().filter(|c| c.len() > 1);
        if several().next().is_none() {
            return Some(Reading { values: Values::Cells(joined), certainty });
        }
        if several().flatten().all(|(_, w)| is_digits(w.text)) && certainty >= Certainty::Consistent {
            return Some(Reading { values: Values::Cells(joined), certainty });
        }
        // Words further apart than a typed space were cells of their own.
        let apart = |words: &Vec<(usize, &Word)>| {
            words.windows(2).any(|pair| matches!(pair, [(a, one), (b, next)] if a == b && one.end + 1 < next.start))
        };
        if cells.iter().any(apart) {
            return None;
        }
        Some(Reading { values: Values::Cells(join(" ", "\n")), certainty: Certainty::Doubtful })
    }

    /// The ways to cut the values of a line into one for each column, the last of which is the sum of the others.
    fn ways(&self, line: usize) -> Vec<Vec<i64>> {
        let one_sum = self.shape.summed == Some(self.shape.columns);
        if one_sum { cut(&self.raw(&[line]).0, self.shape.columns) } else { Vec::new() }
    }

    /// Cuts words that reach over several columns where the sums leave one way.
    fn by_sum(&self, line: usize) -> Option<Reading> {
        let words = self.values(line);
        let run_together = match self.columns(line) {
            Some(columns) => words.iter().any(|w| columns.reach(w) > 1),
            None => words.len() == 1,
        };
        if !run_together {
            return None;
        }
        let [way] = <[Vec<i64>; 1]>::try_from(self.ways(line)).ok()?;
        let (_, place) = self.raw(&[line]);
        let cells = way.into_iter().map(|n| (n.to_string(), place.clone())).collect();
        Some(Reading { values: Values::Cells(cells), certainty: Certainty::Proven })
    }
}

/// Whether every line of values has one alone, and where there is a header the values stand under its last column.
fn has_only_last(lines: &[Line], last: impl Fn(&[Line]) -> Option<usize>) -> bool {
    /// As many lines show that it is no accident.
    const ENOUGH: usize = 5;
    let rows = || lines.iter().filter(|l| !l.values().is_empty());
    let alone = rows().count() >= ENOUGH && rows().all(|l| l.values().len() == 1);
    let mut pages = lines.chunk_by(|a, b| a.page == b.page).filter(|_| alone).filter_map(|page| {
        let last = last(page)?;
        let mut values = page.iter().flat_map(Line::values).peekable();
        values.peek().is_some().then(|| values.all(|w| w.start + 1 >= last))
    });
    pages.next() == Some(true) && pages.all(|right| right)
}

/// Takes a line apart. Where the columns of the page are known, what stands in them on a line of values is a value, or a
/// piece of a header; else the values are what looks like them at the end of the line.
fn take_apart<'a>(line: &'a Line<'a>, columns: Option<&Columns>, is_caption: impl Fn(&str) -> bool) -> Sides<'a> {
    let tail = || Sides { label: line.label().iter().collect(), values: line.values().iter().collect() };
    let Some(start) = columns.map(Columns::start) else { return tail() };
    let (label, rest): (Vec<&Word>, Vec<&Word>) =
        line.words.iter().partition(|w| w.end + 2 < start || (w.start < start && !is_value(w.text)));
    // A label that reaches into the columns is no value, nor is what stands before its end.
    let reach = label.last().map_or(0, |w| w.end);
    if rest.iter().any(|w| w.start < reach) {
        return tail();
    }
    if !rest.iter().any(|w| is_value(w.text)) {
        return Sides { label: line.words.iter().collect(), values: Vec::new() };
    }
    let values = rest.into_iter().filter(|w| is_value(w.text) || !is_caption(&w.plain)).collect();
    Sides { label, values }
}

impl Shape {
    /// How sure the cells are by themselves. Marks such as `-` and blanks count as 0.
    fn certainty(self, cells: &[Value]) -> Certainty {
        let full = cells.iter().all(|(text, _)| !text.is_empty());
        let numbers: Option<Vec<i64>> = cells
            .iter()
            .map(|(text, _)| match numeral::read(text, Kind::Count).state() {
                State::Count(n) => Some(*n),
                State::Blank | State::NotApplicable => Some(0),
                _ => None,
            })
            .collect();
        match (full, numbers.is_some_and(|n| self.adds_up(&n))) {
            (true, true) => Certainty::Proven,
            (false, true) => Certainty::Consistent,
            (true, false) => Certainty::Full,
            (false, false) => Certainty::Partial,
        }
    }
}
