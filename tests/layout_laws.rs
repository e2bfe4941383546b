//! Laws of reading tables in any layout: a number that is read is the number that is printed, and what cannot be placed is
//! never taken for something else.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod written;

use std::fmt;

use ogi_report::draft::{Draft, State};
use ogi_report::form::{Cell, Form, Lang};
use ogi_report::{Assessment, Report, Verdict, check, generate};
use proptest::prelude::*;
use written::Layout;

/// What a clerk typed, in one of the layouts.
struct Printed {
    layout: Layout,
    draft: Draft,
}

impl Printed {
    fn text(&self) -> String {
        self.layout.write(&self.draft)
    }
}

impl fmt::Debug for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}\n{}", self.layout, self.text())
    }
}

/// The report with some of its zeros blank.
fn with_blanks(report: &Report, blanks: &[bool]) -> Draft {
    let mut draft = Draft::from(report);
    let zeros: Vec<Cell> = draft.cells().filter(|(_, e)| e.state() == &State::Count(0)).map(|(c, _)| c).collect();
    for (cell, _) in zeros.into_iter().zip(blanks.iter().cycle()).filter(|(_, blank)| **blank) {
        draft.set(cell, State::Blank);
    }
    draft
}

/// Right reports in all layouts, some of their zeros blank.
fn right() -> impl Strategy<Value = Printed> {
    let layouts = prop::sample::select(&Layout::ALL[..]);
    let reports = layouts.prop_flat_map(|layout| {
        let of = if layout == Layout::Township {
            generate::reports_of(Form::Revised2021).boxed()
        } else {
            generate::reports().boxed()
        };
        (Just(layout), of)
    });
    let share = prop_oneof![Just(0.02), Just(0.1), Just(0.4), Just(0.9)];
    let blanks = share.prop_flat_map(|share| prop::collection::vec(prop::bool::weighted(share), 211));
    (reports, blanks).prop_map(|((layout, report), blanks)| Printed { layout, draft: with_blanks(&report, &blanks) })
}

/// The first cell in which a number was read that is not the printed one. A zero in place of a blank among them is not.
fn misread(read: &Draft, printed: &Draft) -> Option<String> {
    let wrong = |(cell, entry): &(Cell, &ogi_report::draft::Entry)| {
        let (found, true_one) = (entry.state(), printed.state(*cell));
        matches!(found, State::Count(_) | State::Amount(_))
            && found != true_one
            && (found, true_one) != (&State::Count(0), &State::Blank)
    };
    let (cell, entry) = read.cells().find(wrong)?;
    Some(format!("{cell}: {entry:?} for {:?}", printed.state(cell)))
}

fn findings(assessment: &Assessment) -> Vec<String> {
    let findings = assessment.findings().iter();
    findings.map(|f| format!("{} {}", f.rule().code, f.message(Lang::En))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 100, ..ProptestConfig::default() })]

    #[test]
    fn every_number_read_is_the_printed_one_and_a_right_report_is_never_rejected(printed in right()) {
        let Ok(read) = ogi_report::read(printed.text().as_bytes()) else { return Ok(()) };
        prop_assert_eq!(misread(&read, &printed.draft), None);
        let assessment = check(read);
        prop_assert_ne!(assessment.verdict(), Verdict::Rejected, "{:?}", findings(&assessment));
        if let Ok(accepted) = assessment.accept() {
            prop_assert_eq!(misread(&Draft::from(&accepted), &printed.draft), None);
        }
    }
}
