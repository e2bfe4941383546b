//! Which column of a table a word stands in, by its place on the page.

use super::lines::Word;
use super::shape::Shape;

/// How far from its place in a column the tool may move a word.
const ASIDE: usize = 1;

/// The most rows of a page that columns are learned from.
const MAX_FULL: usize = 40;

/// The columns of a table on one page: for each, the first and the last column of text that its words cover.
#[derive(Clone, Debug)]
pub(super) struct Columns(Vec<(usize, usize)>);

impl Columns {
    /// Where the columns stand, by the rows that have a value in every one.
    ///
    /// The tool that prints the text sometimes moves the words of a line aside. So each row in turn is taken for a right
    /// one, with the others that fit beside it, and the columns that most words of the page stand in are taken. Where one
    /// row in five stands elsewhere, the text was not set in columns: the spaces between its cells do not show where they
    /// stood.
    pub(super) fn of_full_rows<'a, 'w: 'a>(shape: Shape, rows: impl Iterator<Item = &'a [Word<'w>]>) -> Option<Self> {
        let Shape { columns: count, summed } = shape;
        let extents = |row: &[Word]| -> Vec<(usize, usize)> { row.iter().map(|w| (w.start, w.end)).collect() };
        let rows: Vec<Vec<(usize, usize)>> = rows.map(extents).collect();
        let full: Vec<&Vec<(usize, usize)>> = rows.iter().filter(|r| r.len() == count).take(MAX_FULL).collect();
        let apart = |columns: &[(usize, usize)]| columns.is_sorted_by(|a, b| a.1 <= b.0);
        let candidates = full.iter().map(|&seed| {
            let columns = full.iter().fold(seed.clone(), |columns, row| {
                let wider: Vec<(usize, usize)> =
                    columns.iter().zip(*row).map(|(a, b)| (a.0.min(b.0), a.1.max(b.1))).collect();
                if apart(&wider) { wider } else { columns }
            });
            Self(columns)
        });
        let stands = |columns: &Self, row: &[(usize, usize)]| row.iter().all(|word| columns.holds(*word));
        // Two rows at least show it where no sum can.
        if full.len() < 2 && summed.is_none() && rows.len() > 1 {
            return None;
        }
        let is_set = |columns: &Self| rows.iter().filter(|row| stands(columns, row)).count() * 5 >= rows.len() * 4;
        candidates
            .map(|columns| (rows.iter().flatten().filter(|w| columns.over(**w) == 1).count(), columns))
            .max_by_key(|(fit, _)| *fit)
            .map(|(_, columns)| columns)
            .filter(is_set)
    }

    /// Whether the rows add up when what is missing is taken as 0: a column of blanks is easily mistaken for no column,
    /// and two rows of one column for two columns.
    pub(super) fn explain<'a, 'w: 'a>(&self, rows: impl Iterator<Item = &'a [Word<'w>]>, shape: Shape) -> bool {
        let (mut right, mut wrong) = (0_usize, 0_usize);
        for row in rows.filter(|r| r.len() > 1) {
            let mut numbers = vec![0_i64; self.0.len()];
            for word in row {
                let slot = self.of(word).and_then(|c| numbers.get_mut(c));
                if let (Some(slot), Ok(n)) = (slot, word.text.parse()) {
                    *slot = n;
                }
            }
            *(if shape.adds_up(&numbers) { &mut right } else { &mut wrong }) += 1;
        }
        right > 3 && right > wrong
    }

    /// The columns that the words of a header stand over: words above one another are one column.
    pub(super) fn cluster(words: impl Iterator<Item = (usize, usize)>) -> Option<Self> {
        let mut extents: Vec<(usize, usize)> = words.collect();
        extents.sort_unstable();
        let mut columns: Vec<(usize, usize)> = Vec::new();
        for (start, end) in extents {
            match columns.last_mut() {
                Some((_, last)) if start < *last => *last = end.max(*last),
                _ => columns.push((start, end)),
            }
        }
        (!columns.is_empty()).then_some(Self(columns))
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Where the first column begins.
    pub(super) fn start(&self) -> usize {
        self.0.first().map_or(0, |c| c.0)
    }

    /// The column that a word stands in, where there is no doubt: it touches that one alone, or is far nearer to it.
    pub(super) fn of(&self, word: &Word) -> Option<usize> {
        let mut near: Vec<(usize, usize)> = (self.0.iter().enumerate())
            .map(|(i, &(lo, hi))| {
                (word.start.saturating_sub(hi.saturating_sub(1)).max((lo + 1).saturating_sub(word.end)), i)
            })
            .collect();
        near.sort_unstable();
        match near.as_slice() {
            [(_, only)] => Some(*only),
            [(first, column), (second, _), ..] if (*first == 0 && *second > 0) || first + 2 < *second => Some(*column),
            _ => None,
        }
    }

    /// How many columns a word reaches over.
    pub(super) fn reach(&self, word: &Word) -> usize {
        self.over((word.start, word.end))
    }

    /// Whether the word stands over one column alone, at its left or right edge or in its middle, as what is set does.
    fn holds(&self, word: (usize, usize)) -> bool {
        let (start, end) = word;
        self.over(word) == 1
            && self.0.iter().filter(|&&(lo, hi)| start < hi && lo < end).all(|&(lo, hi)| {
                start.abs_diff(lo) <= ASIDE || end.abs_diff(hi) <= ASIDE || (start + end).abs_diff(lo + hi) <= 2 * ASIDE
            })
    }

    fn over(&self, (start, end): (usize, usize)) -> usize {
        self.0.iter().filter(|&&(lo, hi)| start < hi && lo < end).count()
    }
}
