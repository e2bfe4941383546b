//! The check against another one, which is written from the printed form alone and knows one method: eliminate what is
//! unknown, exactly, and see what is left. Both name the same broken identities, the same smallest explanations of one
//! and of two cells with the same values, the same forced values and the same verdict.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod two_way;
mod written_out;

use std::collections::{BTreeMap, BTreeSet};

use ogi_report::form::{Cell, Form};
use ogi_report::localise;
use ogi_report::rules::Finding;
use ogi_report::{Verdict, check};
use two_way::Random;
use written_out::Sheet;

const CASES: usize = 2_000;

/// Σ coefficient · variable + constant, which is 0 in an equation and at least 0 in an inequality.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    by: Vec<i64>,
    constant: i64,
}

impl Line {
    /// `times · self + by · other`
    fn plus(&self, times: i64, other: &Self, by: i64) -> Self {
        let sum = self.by.iter().zip(&other.by).map(|(a, b)| times * a + by * b).collect();
        Self { by: sum, constant: times * self.constant + by * other.constant }
    }
}

/// The least and the largest value of each unknown cell; no largest where nothing bounds it.
type Ranges = BTreeMap<usize, (i64, Option<i64>)>;

/// What the unknown cells of some equations can be, or `None` if nothing in them makes all hold.
fn solve(sheet: &Sheet, equations: &[usize], values: &[Option<i64>]) -> Option<Ranges> {
    let (unknowns, values) = eliminate(sheet, equations, values)?;
    unknowns.into_iter().zip(&values).map(|(cell, value)| Some((cell, range(value, &values)?))).collect()
}

fn can_hold(sheet: &Sheet, equations: &[usize], values: &[Option<i64>]) -> bool {
    let solved = eliminate(sheet, equations, values);
    solved.is_some_and(|(_, values)| values.first().is_none_or(|value| range(value, &values).is_some()))
}

/// The unknown cells, and each of them in terms of those that remain free; `None` if the equations alone are at odds.
fn eliminate(sheet: &Sheet, equations: &[usize], values: &[Option<i64>]) -> Option<(Vec<usize>, Vec<Line>)> {
    let terms = || equations.iter().flat_map(|&equation| &sheet.equations[equation]);
    if terms().any(|&(cell, _)| values[cell].is_some_and(|value| value < 0)) {
        return None;
    }
    let unknowns: Vec<usize> = terms()
        .map(|term| term.0)
        .filter(|&cell| values[cell].is_none())
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut rows: Vec<Line> = Vec::new();
    for &equation in equations {
        let mut row = Line { by: vec![0; unknowns.len()], constant: 0 };
        for &(cell, sign) in &sheet.equations[equation] {
            match values[cell] {
                Some(value) => row.constant += sign * value,
                None => row.by[unknowns.binary_search(&cell).unwrap()] += sign,
            }
        }
        if row.by.iter().any(|&by| by != 0) {
            rows.push(row);
        } else if row.constant != 0 {
            return None;
        }
    }
    // Every unknown is solved for, or is free.
    let mut solved: Vec<Option<Line>> = vec![None; unknowns.len()];
    for column in 0..unknowns.len() {
        let Some(at) = rows.iter().position(|row| row.by[column] != 0) else { continue };
        let pivot = rows.swap_remove(at);
        let sign = pivot.by[column];
        assert_eq!(sign.abs(), 1, "sums along rows and down columns are totally unimodular");
        for row in rows.iter_mut().chain(solved.iter_mut().flatten()).filter(|row| row.by[column] != 0) {
            *row = row.plus(1, &pivot, -row.by[column] * sign);
        }
        solved[column] = Some(pivot.plus(sign, &pivot, 0));
    }
    if rows.iter().any(|row| row.constant != 0) {
        return None;
    }
    // unknown = −constant − Σ coefficient · free
    let free: Vec<usize> = (0..unknowns.len()).filter(|&column| solved[column].is_none()).collect();
    let of_free = |column: usize| match &solved[column] {
        Some(row) => Line { by: free.iter().map(|&free| -row.by[free]).collect(), constant: -row.constant },
        None => Line { by: free.iter().map(|&free| i64::from(free == column)).collect(), constant: 0 },
    };
    let values = (0..unknowns.len()).map(of_free).collect();
    Some((unknowns, values))
}

/// The range of one value where all are at least 0 (Fourier and Motzkin: what is free is eliminated).
fn range(of: &Line, values: &[Line]) -> Option<(i64, Option<i64>)> {
    let frees = of.by.len();
    let wider = |line: &Line, by: i64| Line { by: [line.by.as_slice(), &[by]].concat(), constant: line.constant };
    let mut lines: BTreeSet<Line> = values.iter().map(|value| wider(value, 0)).collect();
    // The last variable is the value itself.
    let same = wider(of, -1);
    lines.insert(same.plus(-1, &same, 0));
    lines.insert(same);
    for free in 0..frees {
        let (with, mut without): (BTreeSet<Line>, BTreeSet<Line>) =
            lines.into_iter().partition(|line| line.by[free] != 0);
        let (up, down): (Vec<Line>, Vec<Line>) = with.into_iter().partition(|line| line.by[free] > 0);
        for a in &up {
            without.extend(down.iter().map(|b| a.plus(-b.by[free], b, a.by[free])));
        }
        lines = without;
    }
    let (mut least, mut most) = (0, None::<i64>);
    for Line { by, constant } in lines {
        match by[frees] {
            0 if constant < 0 => return None,
            0 => {}
            // by · value ≥ −constant
            up @ 1.. => least = least.max((-constant).div_euclid(up) + i64::from((-constant).rem_euclid(up) != 0)),
            down => most = Some(most.map_or(i64::MAX, |most| most).min(constant.div_euclid(-down))),
        }
    }
    most.is_none_or(|most| least <= most).then_some((least, most))
}

fn only((least, most): (i64, Option<i64>)) -> Option<i64> {
    most.filter(|&most| most == least)
}

/// The equations of section 三 and of each block of section 四.
fn parts(sheet: &Sheet) -> Vec<Vec<usize>> {
    let three = sheet.equations.len() - 3;
    let four = (three..sheet.equations.len()).map(|equation| vec![equation]);
    [(0..three).collect()].into_iter().chain(four).collect()
}

/// Known cells of which one must change, since they stand in equations that cannot hold with them; `None` if all can hold.
fn suspects(sheet: &Sheet, values: &[Option<i64>]) -> Option<BTreeSet<usize>> {
    let known = |equations: &[usize]| -> BTreeSet<usize> {
        let terms = equations.iter().flat_map(|&equation| &sheet.equations[equation]);
        terms.map(|term| term.0).filter(|&cell| values[cell].is_some()).collect()
    };
    let negative = (0..values.len()).filter(|&cell| values[cell].is_some_and(|value| value < 0));
    let broken = (0..sheet.equations.len()).filter(|&equation| sheet.is_broken(equation, values));
    let sets = negative.map(|cell| BTreeSet::from([cell])).chain(broken.map(|equation| known(&[equation])));
    if let Some(smallest) = sets.min_by_key(BTreeSet::len) {
        return Some(smallest);
    }
    // An equation that is neither broken nor has unknown cells holds, whatever they are.
    let open = |equation: &usize| sheet.equations[*equation].iter().any(|&(cell, _)| values[cell].is_none());
    let mut parts = parts(sheet).into_iter().map(|part| part.into_iter().filter(open).collect::<Vec<_>>());
    let mut clash = parts.find(|part| !can_hold(sheet, part, values))?;
    for equation in clash.clone() {
        let fewer: Vec<usize> = clash.iter().copied().filter(|&other| other != equation).collect();
        if !can_hold(sheet, &fewer, values) {
            clash = fewer;
        }
    }
    Some(known(&clash))
}

/// The sets of `changes` more known cells with which all can hold.
fn explain(
    sheet: &Sheet,
    values: &mut [Option<i64>],
    chosen: &[usize],
    changes: usize,
    found: &mut BTreeSet<Vec<usize>>,
) {
    if changes == 0 {
        if parts(sheet).iter().all(|part| can_hold(sheet, part, values)) {
            found.insert(chosen.iter().copied().collect::<BTreeSet<usize>>().into_iter().collect());
        }
        return;
    }
    for suspect in suspects(sheet, values).unwrap_or_default() {
        let value = values[suspect].take();
        let still = (0..sheet.equations.len()).filter(|&equation| sheet.is_broken(equation, values));
        // Each change mends the equations of one cell: of section 三 a row, a balance and an outcome total at most.
        if still.count() <= 3 * (changes - 1) {
            explain(sheet, values, &[chosen, &[suspect]].concat(), changes - 1, found);
        }
        values[suspect] = value;
    }
}

fn identities<'a>(findings: impl Iterator<Item = &'a Finding>) -> BTreeSet<Vec<Cell>> {
    findings.filter(|finding| finding.identity().is_some()).map(|finding| finding.cells().to_vec()).collect()
}

/// Returns how many cells are wrong at least, 3 for more than two.
fn agree(sheet: &Sheet, form: Form, values: &[Option<i64>]) -> usize {
    let assessment = check(sheet.draft(values));
    let diagnosis = localise::locate(form, sheet.count(values));

    let broken: Vec<usize> = (0..sheet.equations.len()).filter(|&e| sheet.is_broken(e, values)).collect();
    let told = identities(assessment.findings().iter().chain(assessment.folded()));
    assert_eq!(told, broken.iter().map(|&equation| sheet.cells_of(equation)).collect());
    assert_eq!(broken.is_empty(), identities(assessment.findings().iter()).is_empty());

    let solved: Vec<Option<Ranges>> = parts(sheet).iter().map(|part| solve(sheet, part, values)).collect();
    let forced: BTreeMap<Cell, i64> = assessment.forced().iter().map(|forced| (forced.cell, forced.value)).collect();
    let ranges = solved.iter().flatten().flatten();
    let known: BTreeMap<Cell, i64> =
        ranges.filter_map(|(&cell, &range)| Some((sheet.cells[cell], only(range)?))).collect();
    assert_eq!(forced, known);
    let verdict = match (solved.iter().all(Option::is_some), values.iter().filter(|value| value.is_none()).count()) {
        (false, _) => Verdict::Rejected,
        (true, unknown) if unknown > forced.len() => Verdict::Incomplete,
        (true, _) => Verdict::Accepted,
    };
    assert_eq!(assessment.verdict(), verdict);

    let mut sets = BTreeSet::new();
    let least = (0..=2).find(|&changes| {
        explain(sheet, &mut values.to_vec(), &[], changes, &mut sets);
        !sets.is_empty()
    });
    let claimed: usize = diagnosis.parts().iter().map(|part| part.at_least).sum();
    let Some(least) = least else {
        assert!(claimed > 2, "{claimed} changes are claimed to do");
        return 3;
    };
    assert_eq!(claimed, least);
    assert!(diagnosis.is_complete());
    if least == 0 {
        sets.clear();
    }
    let explanations = assessment.explanations();
    assert_eq!(explanations.len(), sets.len());
    for set in sets {
        let cells: Vec<Cell> = set.iter().map(|&cell| sheet.cells[cell]).collect();
        let same = |changes: &[localise::Change<Cell>]| changes.iter().map(|c| c.site).eq(cells.iter().copied());
        let explanation =
            explanations.iter().find(|e| same(&e.changes)).unwrap_or_else(|| panic!("{cells:?} is missing"));
        let mut freed = values.to_vec();
        for &cell in &set {
            freed[cell] = None;
        }
        let mut expected = BTreeMap::new();
        for (part, _) in parts(sheet).iter().zip(&solved).filter(|(_, solved)| solved.is_none()) {
            let ranges = solve(sheet, part, &freed).unwrap();
            expected.extend(ranges.into_iter().map(|(cell, range)| (sheet.cells[cell], only(range).map(i128::from))));
        }
        let changes = explanation.changes.iter().map(|change| (change.site, change.expected));
        let given: BTreeMap<Cell, Option<i128>> =
            changes.chain(explanation.fills.iter().map(|fill| (fill.site, fill.value))).collect();
        assert_eq!(given, expected, "with {cells:?} changed");
    }
    least
}

#[test]
fn an_independent_checker_agrees_on_two_thousand_drafts() {
    let sheets = Form::ALL.map(|form| (Sheet::new(form), form));
    let mut random = Random(1);
    let mut wrong = [0; 4];
    for case in 0..CASES {
        let (sheet, form) = &sheets[case % sheets.len()];
        let mut values = sheet.record(&mut random, 3);
        if random.chance(5) {
            values[random.below(sheet.cells.len())] = Some(-1);
        }
        wrong[agree(sheet, *form, &values)] += 1;
    }
    assert!(wrong.iter().all(|&cases| cases > CASES / 20), "cases with no, one, two and more wrong cells: {wrong:?}");
}
