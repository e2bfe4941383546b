//! Cells that lost the space between them: `21710000218` is 217 1 0 0 0 0 218.
//!
//! A row of the form ends in its total, so a run of digits can be cut only where the last number is the sum of the
//! others. Where one cut does that, the row is known; where several do, it is not, and they are the candidates.

/// The longest run that is looked at, in digits. Seven cells of five digits are 35.
pub(crate) const MAX_RUN: usize = 40;

/// The most ways that are told. More of them say no more than that the run cannot be read.
pub(crate) const MAX_WAYS: usize = 16;

/// The most partial ways that are tried.
const MAX_STEPS: u32 = 400_000;

/// The ways to cut `run` into as many numbers as there are columns, each without leading zeros, such that the last is
/// the sum of the others; in order of the first number, the second and so on.
///
/// Empty when there is no way, and for what is not a run of ASCII digits at all. A space in the run is a place where it
/// must be cut; a comma stands before the thousands of every number of four digits or more. The work is bounded: of a run
/// longer than [`MAX_RUN`] nothing is told, and no more than [`MAX_WAYS`].
pub(crate) fn cut(run: &str, columns: usize) -> Vec<Vec<i64>> {
    let mut digits = Vec::new();
    let mut walls = Vec::new();
    let mut commas = Vec::new();
    for byte in run.bytes() {
        match byte {
            b'0'..=b'9' => digits.push(i64::from(byte - b'0')),
            b' ' => walls.push(digits.len()),
            b',' => commas.push(digits.len()),
            _ => return Vec::new(),
        }
    }
    if columns < 2 || digits.len() < columns || digits.len() > MAX_RUN {
        return Vec::new();
    }
    let mut ways = Vec::new();
    let mut steps = MAX_STEPS;
    // The total is at least as long as any other number, so the shortest is the likeliest; every length is tried.
    for start in (columns - 1..digits.len()).rev() {
        let Some((others, last)) = digits.split_at_checked(start) else { continue };
        let Some(total) = number(last).filter(|_| are_thousands(&commas, start, digits.len())) else { continue };
        if walls.iter().any(|&w| w > start && w < digits.len()) {
            break;
        }
        let mut search =
            Search { walls: &walls, commas: &commas, ways: &mut ways, steps: &mut steps, taken: Vec::new(), total };
        search.cut(others, 0, columns - 1, total);
    }
    if steps == 0 {
        return Vec::new();
    }
    ways.sort_unstable();
    ways
}

struct Search<'a> {
    walls: &'a [usize],
    commas: &'a [usize],
    ways: &'a mut Vec<Vec<i64>>,
    steps: &'a mut u32,
    taken: Vec<i64>,
    total: i64,
}

impl Search<'_> {
    /// Cuts `digits`, which begin at `from`, into `columns` numbers whose sum is `left`.
    fn cut(&mut self, digits: &[i64], from: usize, columns: usize, left: i64) {
        if *self.steps == 0 || self.ways.len() >= MAX_WAYS {
            return;
        }
        *self.steps -= 1;
        if columns == 0 {
            if digits.is_empty() && left == 0 {
                self.ways.push(self.taken.iter().copied().chain([self.total]).collect());
            }
            return;
        }
        let wall = self.walls.iter().copied().find(|&w| w > from);
        let longest = (digits.len() + 1).saturating_sub(columns);
        let shortest = if columns == 1 { digits.len() } else { 1 };
        for length in shortest..=longest {
            let Some((first, rest)) = digits.split_at_checked(length) else { return };
            let Some(value) = number(first).filter(|&v| v <= left) else { return };
            if wall.is_some_and(|w| from + length > w) {
                return;
            }
            if !are_thousands(self.commas, from, from + length) {
                continue;
            }
            self.taken.push(value);
            self.cut(rest, from + length, columns - 1, left - value);
            self.taken.pop();
        }
    }
}

/// Whether the commas stand before the thousands of a number that goes from one digit to another, if any stand in the run.
fn are_thousands(commas: &[usize], from: usize, to: usize) -> bool {
    let inside = commas.iter().copied().filter(|comma| (from..=to).contains(comma));
    let expected = (from + 1..to).filter(|at| (to - at).is_multiple_of(3));
    commas.is_empty() || inside.eq(expected)
}

/// The number that the digits write, if they have no leading zero and it is in range.
fn number(digits: &[i64]) -> Option<i64> {
    match digits {
        [] | [0, _, ..] => None,
        _ => digits.iter().try_fold(0_i64, |n, d| n.checked_mul(10)?.checked_add(*d)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_proves_the_one_way_to_cut_a_run() {
        assert_eq!(cut("21710000218", 7), [[217, 1, 0, 0, 0, 0, 218]]);
        assert_eq!(cut("0000000", 7), [[0; 7]]);
        assert_eq!(cut("1000001", 7), [[1, 0, 0, 0, 0, 0, 1]]);
        assert_eq!(cut("12315", 3), [[12, 3, 15]]);
    }

    #[test]
    fn a_run_with_several_ways_tells_them_all() {
        assert_eq!(cut("11213", 3), [[1, 12, 13], [11, 2, 13]]);
    }

    #[test]
    fn a_space_is_a_place_where_the_run_is_cut() {
        assert_eq!(cut("1 1213", 3), [[1, 12, 13]]);
        assert_eq!(cut("11 2 13", 3), [[11, 2, 13]]);
        assert_eq!(cut("11 2 1 3", 3), [[0; 3]; 0]);
    }

    #[test]
    fn commas_stand_before_thousands() {
        assert_eq!(cut("12,377626 6 71 303 44 13,427", 7), [[12_377, 626, 6, 71, 303, 44, 13_427]]);
        assert_eq!(cut("1,2003004,5006,000", 4), [[1_200, 300, 4_500, 6_000]]);
        for run in ["1,23,45", "12,3456", ",123", "123,", "1,,200", "1,200 1200 2400"] {
            assert!(cut(run, 3).is_empty() && cut(run, 2).is_empty(), "{run}");
        }
    }

    #[test]
    fn what_is_no_run_has_no_ways() {
        assert!(cut("123123247", 3).is_empty());
        for run in ["", "1", "12O", "一二三", "-1-2-3", "1.5"] {
            assert!(cut(run, 7).is_empty(), "{run}");
        }
        assert!(cut("000", 1).is_empty() && cut("00", 0).is_empty());
    }

    #[test]
    fn long_runs_end_soon() {
        assert!(cut(&"1".repeat(100_000), 7).is_empty());
        for digit in ["0", "1", "9", "10", "123456789"] {
            let run: String = digit.chars().cycle().take(MAX_RUN).collect();
            assert!(cut(&run, 7).len() <= MAX_WAYS);
            assert!(cut(&run, 15).len() <= MAX_WAYS);
        }
    }
}
