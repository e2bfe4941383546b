//! What is said where numbers and blanks cannot be reconciled, against a general solver over the form written out by hand:
//! the identities named cannot all hold, any of them left out the others can, and nothing is named without need.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a test may panic; all numbers are small"
)]

mod two_way;
mod written_out;

use std::collections::BTreeMap;

use ogi_report::assess::Assessment;
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::localise::{self, Consistency as Fillable};
use ogi_report::rules::{Digest, Finding, Severity};
use ogi_report::{Verdict, check};
use two_way::Random;
use written_out::Sheet;

const CASES_OF_A_FORM: usize = 200;

type Terms = Vec<(Cell, i64)>;

/// Whether whole numbers from 0 in the unknown cells make all these equations hold. Fractions need not be forbidden: the
/// system is totally unimodular.
fn can_hold(equations: &[Terms], number: &dyn Fn(Cell) -> Option<i64>) -> bool {
    use microlp::{ComparisonOp, OptimizationDirection, Problem};
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut variables = BTreeMap::new();
    for terms in equations {
        let mut known = 0;
        let mut row = Vec::new();
        for &(cell, sign) in terms {
            if let Some(value) = number(cell) {
                known += sign * value;
            } else {
                let variable = variables.entry(cell).or_insert_with(|| problem.add_var(0.0, (0.0, f64::INFINITY)));
                row.push((*variable, sign as f64));
            }
        }
        if row.is_empty() && known != 0 {
            return false;
        }
        if !row.is_empty() {
            problem.add_constraint(row, ComparisonOp::Eq, -known as f64);
        }
    }
    match problem.solve() {
        Ok(_) => true,
        Err(microlp::Error::Infeasible) => false,
        Err(error) => panic!("{error}"),
    }
}

fn terms(sheet: &Sheet, equation: usize) -> Terms {
    sheet.equations[equation].iter().map(|&(cell, sign)| (sheet.cells[cell], sign)).collect()
}

/// The findings of identities that cannot hold together.
fn clashes(assessment: &Assessment) -> Vec<&Finding> {
    let all = assessment.findings().iter().chain(assessment.folded());
    all.filter(|finding| finding.rule().identity().is_some() && finding.identity().is_none()).collect()
}

/// The finding tells of its identities as data and in words.
fn is_told(finding: &Finding, clash: &[ogi_report::form::Identity], number: &dyn Fn(Cell) -> Option<i64>) {
    assert_eq!(finding.severity(), Severity::Error);
    let mut cells: Vec<Cell> = clash.iter().flat_map(|identity| identity.terms()).map(|(cell, _)| cell).collect();
    cells.sort_unstable();
    cells.dedup();
    assert_eq!(finding.cells(), cells);
    assert_eq!(finding.locus().cells, cells);
    let lines = cells.iter().map(|&cell| {
        let held = number(cell).map_or("blank".to_owned(), |value| value.to_string());
        format!("{cell}={held}\n")
    });
    assert_eq!(finding.digest(), Digest::of(lines.collect::<String>().as_bytes()));
    for lang in [Lang::Zh, Lang::En] {
        for identity in clash {
            assert!(finding.message(lang).contains(&identity.name(lang)), "{}", finding.message(lang));
        }
    }
}

/// Returns how many identities clash of which none is broken by itself.
fn holds(sheet: &Sheet, form: Form, values: &[Option<i64>]) -> usize {
    let number = sheet.count(values);
    let all: Vec<Terms> = (0..sheet.equations.len()).map(|equation| terms(sheet, equation)).collect();
    let diagnosis = localise::locate(form, &number);
    let possible = can_hold(&all, &number);
    assert_eq!(matches!(diagnosis.consistency(), Fillable::Possible | Fillable::Consistent), possible);
    assert_eq!(diagnosis.clashes().is_empty(), possible);
    for clash in diagnosis.clashes() {
        let named: Vec<Terms> =
            clash.iter().map(|i| i.terms().map(|(cell, sign)| (cell, i64::from(sign))).collect()).collect();
        assert!(!can_hold(&named, &number), "{clash:?} can hold");
        for left_out in 0..named.len() {
            let others: Vec<Terms> = [&named[..left_out], &named[left_out + 1..]].concat();
            assert!(can_hold(&others, &number), "{clash:?} cannot hold even without {}", clash[left_out]);
        }
    }

    let assessment = check(sheet.draft(values));
    let told = clashes(&assessment);
    if possible {
        let accepts =
            if values.contains(&None) { [Verdict::Accepted, Verdict::Incomplete] } else { [Verdict::Accepted; 2] };
        assert!(told.is_empty() && accepts.contains(&assessment.verdict()));
        return 0;
    }
    assert_eq!(assessment.verdict(), Verdict::Rejected);
    // What is broken by itself is set aside, with every number in it; the rest must be at odds too.
    let (broken, rest): (Vec<usize>, Vec<usize>) =
        (0..all.len()).partition(|&equation| sheet.is_broken(equation, values));
    let doubted: Vec<Cell> = broken.iter().flat_map(|&equation| sheet.cells_of(equation)).collect();
    let undoubted = |cell: Cell| number(cell).filter(|_| !doubted.contains(&cell));
    let rest: Vec<Terms> = rest.into_iter().map(|equation| all[equation].clone()).collect();
    assert_eq!(told.is_empty(), can_hold(&rest, &undoubted), "broken by themselves: {broken:?}");
    let together: Vec<_> = diagnosis.clashes().iter().filter(|clash| clash.len() > 1).collect();
    assert_eq!(told.len(), together.len());
    for (finding, clash) in told.iter().zip(&together) {
        is_told(finding, clash, &number);
    }
    together.iter().map(|clash| clash.len()).max().unwrap_or(0)
}

#[test]
fn identities_that_clash_cannot_hold_together_and_none_is_named_without_need() {
    let mut random = Random(11);
    let [mut clashing, mut largest] = [0, 0];
    for form in Form::ALL {
        let (sheet, form) = (Sheet::new(form), form);
        for _ in 0..CASES_OF_A_FORM {
            let mut values = sheet.record(&mut random, 2);
            let zeros = if random.chance(30) { random.below(100) } else { 0 };
            for value in &mut values {
                *value = value.filter(|&value| value > 0 || !random.chance(zeros));
            }
            let clash = holds(&sheet, form, &values);
            clashing += usize::from(clash > 0);
            largest = largest.max(clash);
        }
    }
    assert!(
        clashing >= 50 && largest >= 4,
        "{clashing} drafts clash, in at most {largest} identities: too few to prove it"
    );
}

#[test]
fn a_column_that_holds_with_zero_is_not_accused_beside_a_wrong_total() {
    let [blank, wrong]: [Cell; 2] =
        ["applications.received.commercial_enterprise", "applications.received.total"].map(|a| a.parse().unwrap());
    let sheet = Sheet::new(Form::Revised2021);
    let values: Vec<Option<i64>> =
        sheet.cells.iter().map(|&cell| (cell != blank).then_some(i64::from(cell == wrong))).collect();
    let assessment = check(sheet.draft(&values));
    assert_eq!(assessment.verdict(), Verdict::Rejected);
    assert!(clashes(&assessment).is_empty(), "{:?}", assessment.findings());
}
