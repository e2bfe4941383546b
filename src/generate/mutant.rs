//! Right reports gone wrong in a known way.

use std::fmt;

use crate::draft::{Draft, State, Unreadable};
use crate::form::{Cell, Column, Row, Table};
use crate::localise::Mechanism;
use crate::report::{Report, Value};

/// A way in which a right report goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Mutation {
    /// Wrong numbers, by one of the slips that the localisation names.
    Slip(Mechanism),
    /// A number lost.
    Lost(Loss),
}

/// What stands in a cell in place of its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Loss {
    /// Nothing.
    Blanked,
    /// A mark that says "does not apply".
    Marked,
    /// The document does not have the cell.
    Removed,
    /// Text that is no number.
    Garbled,
}

impl Mutation {
    /// All classes.
    pub const ALL: [Self; 17] = [
        Self::Slip(Mechanism::Sign),
        Self::Slip(Mechanism::DigitInterchange),
        Self::Slip(Mechanism::DecimalShift),
        Self::Slip(Mechanism::DigitDropped),
        Self::Slip(Mechanism::DigitAdded),
        Self::Slip(Mechanism::BlankReadAsZero),
        Self::Slip(Mechanism::DigitReplaced),
        Self::Slip(Mechanism::TotalNotUpdated),
        Self::Slip(Mechanism::RowsExchanged),
        Self::Slip(Mechanism::NeighbouringColumn),
        Self::Slip(Mechanism::NeighbouringRow),
        Self::Slip(Mechanism::ValuesExchanged),
        Self::Slip(Mechanism::Other),
        Self::Lost(Loss::Blanked),
        Self::Lost(Loss::Marked),
        Self::Lost(Loss::Removed),
        Self::Lost(Loss::Garbled),
    ];

    /// The name: that of the mechanism, or `blanked`, `marked`, `removed`, `garbled`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slip(mechanism) => mechanism.name(),
            Self::Lost(Loss::Blanked) => "blanked",
            Self::Lost(Loss::Marked) => "marked",
            Self::Lost(Loss::Removed) => "removed",
            Self::Lost(Loss::Garbled) => "garbled",
        }
    }
}

impl fmt::Display for Mutation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A report gone wrong, with the truth.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mutant {
    /// The report as it should be.
    pub truth: Report,
    /// What became of it.
    pub draft: Draft,
    /// How.
    pub mutation: Mutation,
    /// The cells that are not as they should be, with their right numbers.
    pub changed: Vec<(Cell, i64)>,
}

impl Mutant {
    /// The mutant of a report that the seed picks, or `None` if the report has no cells that can go wrong so: the digits of
    /// an all-zero report cannot be interchanged. The same seed always gives the same mutant.
    ///
    /// Only cells of section 三 go wrong: no number lost or changed there is made good by another.
    pub fn of(report: &Report, mutation: Mutation, seed: u64) -> Option<Self> {
        let mut dice = Dice(seed);
        let numbers = Numbers::of(report);
        let wrong = match mutation {
            Mutation::Lost(loss) => {
                let (cell, _) = dice.pick(&numbers.0)?;
                vec![(cell, loss.state())]
            }
            Mutation::Slip(mechanism) => {
                let slips = numbers.slips(mechanism, &mut dice);
                dice.pick(&slips)?.into_iter().map(|(cell, n)| (cell, State::Count(n))).collect()
            }
        };
        let mut draft = Draft::from(report);
        let changed = wrong.iter().filter_map(|(cell, _)| Some((*cell, numbers.at(*cell)?))).collect();
        for (cell, state) in wrong {
            draft.put(cell, state);
        }
        Some(Self { truth: report.clone(), draft, mutation, changed })
    }
}

impl Loss {
    const fn state(self) -> State {
        match self {
            Self::Blanked => State::Blank,
            Self::Marked => State::NotApplicable,
            Self::Removed => State::Absent,
            Self::Garbled => State::Unreadable(Unreadable::NotANumber),
        }
    }
}

/// The cells of section 三 with their right numbers.
struct Numbers(Vec<(Cell, i64)>);

/// Cells with the wrong numbers that they get.
type Slip = Vec<(Cell, i64)>;

impl Numbers {
    fn of(report: &Report) -> Self {
        let tied = report.cells().filter(|(cell, _)| cell.table() == Table::Applications);
        Self(tied.filter_map(|(cell, value)| Some((cell, signed(value)?))).collect())
    }

    fn at(&self, cell: Cell) -> Option<i64> {
        self.0.iter().find(|(c, _)| *c == cell).map(|(_, n)| *n)
    }

    fn in_place(&self, row: Row, column: Column) -> Option<(Cell, i64)> {
        let cell = Cell::new(row, column)?;
        Some((cell, self.at(cell)?))
    }

    /// Everything that the mechanism can do here.
    fn slips(&self, mechanism: Mechanism, dice: &mut Dice) -> Vec<Slip> {
        match mechanism {
            Mechanism::RowsExchanged => self.exchanged_rows(),
            Mechanism::NeighbouringColumn => self.exchanged(|rows, columns| rows == 0 && columns == 1),
            Mechanism::NeighbouringRow => self.exchanged(|rows, columns| rows == 1 && columns == 0),
            Mechanism::ValuesExchanged => self.exchanged(|rows, columns| rows == 0 && columns > 1),
            Mechanism::TotalNotUpdated => self.replaced(None, dice, |cell| cell.column().is_total()),
            Mechanism::Other => {
                self.replaced(None, dice, |cell| !cell.column().is_total() && cell.row() != Row::Handled)
            }
            slip => self.replaced(Some(slip), dice, |_| true),
        }
    }

    /// One number replaced by another that the mechanism, or none, makes of it.
    fn replaced(&self, mechanism: Option<Mechanism>, dice: &mut Dice, is: impl Fn(Cell) -> bool) -> Vec<Slip> {
        let cells = self.0.iter().filter(|(cell, _)| is(*cell));
        let wrong = cells.flat_map(|&(cell, right)| {
            let wrong = dice.near(right).into_iter().chain(misspelt(right));
            let fits = wrong.filter(move |w| *w != right && Mechanism::of_value(*w, right.into()) == mechanism);
            fits.map(move |w| vec![(cell, w)])
        });
        wrong.collect()
    }

    /// Two numbers of one row or column, no total among them, in each other's place.
    fn exchanged(&self, are: impl Fn(usize, usize) -> bool) -> Vec<Slip> {
        let leaves = || self.0.iter().filter(|(cell, _)| !cell.column().is_total() && cell.row().is_outcome());
        let pairs = leaves().flat_map(|a| leaves().map(move |b| (a, b)));
        let apart = |a: Cell, b: Cell| {
            let rows = (a.row() as usize).abs_diff(b.row() as usize);
            (rows, (a.column() as usize).abs_diff(b.column() as usize))
        };
        let fit = pairs.filter(|((a, m), (b, n))| {
            let (rows, columns) = apart(*a, *b);
            a < b && m != n && are(rows, columns)
        });
        fit.map(|(&(a, m), &(b, n))| vec![(a, n), (b, m)]).collect()
    }

    /// An outcome and 四、结转下年度继续办理 in each other's place: two outcomes exchanged would break nothing.
    fn exchanged_rows(&self) -> Vec<Slip> {
        let columns = || Column::all();
        let outcomes = Row::all().filter(|row| row.is_outcome());
        let exchanged = outcomes.map(|row| {
            let both = columns().filter_map(|c| Some((self.in_place(row, c)?, self.in_place(Row::CarriedForward, c)?)));
            let differing = both.filter(|((_, m), (_, n))| m != n);
            differing.flat_map(|((a, m), (b, n))| [(a, n), (b, m)]).collect::<Slip>()
        });
        exchanged.filter(|slip| slip.len() > 2).collect()
    }
}

fn signed(value: Value) -> Option<i64> {
    match value {
        Value::Count(n) => Some(n.into()),
        _ => None,
    }
}

/// Numbers that a slip of the pen makes of another.
fn misspelt(right: i64) -> Vec<i64> {
    let digits: Vec<u8> = right.to_string().into_bytes();
    let number = |digits: &[u8]| std::str::from_utf8(digits).ok().and_then(|d| d.parse::<i64>().ok());
    let mut wrong = vec![Some(-right), Some(0), right.checked_mul(10), Some(right / 10)];
    for at in 0..digits.len() {
        let mut dropped = digits.clone();
        dropped.remove(at);
        wrong.push(number(&dropped));
        if at + 1 < digits.len() {
            let mut swapped = digits.clone();
            swapped.swap(at, at + 1);
            wrong.push(number(&swapped));
        }
        let mut added = digits.clone();
        added.insert(at, b'3');
        wrong.push(number(&added));
        let mut replaced = digits.clone();
        if let Some(digit) = replaced.get_mut(at) {
            *digit = if *digit == b'9' { b'4' } else { *digit + 1 };
        }
        wrong.push(number(&replaced));
    }
    wrong.into_iter().flatten().collect()
}

/// Reproducible numbers: SplitMix64.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn pick<T: Clone>(&mut self, among: &[T]) -> Option<T> {
        let at = self.roll().checked_rem(u64::try_from(among.len()).ok()?)?;
        among.get(usize::try_from(at).ok()?).cloned()
    }

    /// Numbers that have nothing to do with the right one.
    fn near(&mut self, right: i64) -> Vec<i64> {
        let by = (self.roll() % 900).cast_signed() + 7;
        right.checked_add(by).into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mechanism_is_a_class() {
        for mechanism in Mechanism::ALL {
            assert!(Mutation::ALL.contains(&Mutation::Slip(mechanism)));
        }
    }
}
