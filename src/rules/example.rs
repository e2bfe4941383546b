//! Drafts, series and families for the rules' examples.

use crate::draft::{Draft, Entry, Passage, Place, Prose, State};
use crate::extract::{Body, Extract};
use crate::form::{Cell, Form, Section, cells};
use crate::rollup::{Declared, Family};
use crate::series::Series;

/// A correct form: every cell 0.
pub(super) fn zeros(form: Form) -> Draft {
    let mut draft = Draft::new(form);
    form.cells().for_each(|cell| draft.put(cell, 0));
    draft
}

/// A correct form with the given cells changed.
fn changed(form: Form, changes: &[(Cell, impl Into<Entry> + Clone)]) -> Draft {
    let mut draft = zeros(form);
    for (cell, entry) in changes {
        debug_assert!(cell.is_in(form), "an example names cells of the form");
        draft.put(*cell, entry.clone());
    }
    draft
}

/// A correct form of 2021 with the given cells changed.
pub(super) fn with(changes: &[(Cell, State)]) -> Draft {
    changed(Form::Revised2021, changes)
}

/// A correct form with 3 applications received and disclosed.
pub(super) fn disclosed() -> Draft {
    changed(
        Form::Revised2021,
        &[
            (cells::applications::received::NATURAL_PERSON, 3),
            (cells::applications::received::TOTAL, 3),
            (cells::applications::disclosed::NATURAL_PERSON, 3),
            (cells::applications::disclosed::TOTAL, 3),
            (cells::applications::handled::NATURAL_PERSON, 3),
            (cells::applications::handled::TOTAL, 3),
        ],
    )
}

/// A report on 2024 with 3 reconsideration cases and 7 applications brought forward, and with the given text.
pub(super) fn saying(text: &str) -> Draft {
    let mut draft = changed(
        Form::Revised2021,
        &[
            (cells::proceedings::reconsideration::UPHELD, 3),
            (cells::proceedings::reconsideration::TOTAL, 3),
            (cells::applications::brought_forward::NATURAL_PERSON, 7),
            (cells::applications::brought_forward::TOTAL, 7),
            (cells::applications::handled::TOTAL, 7),
            (cells::applications::handled::NATURAL_PERSON, 7),
            (cells::applications::disclosed::TOTAL, 7),
            (cells::applications::disclosed::NATURAL_PERSON, 7),
        ],
    );
    draft.set_year(2024);
    draft.push_prose(Prose {
        section: Some(Section::Overview),
        heading: None,
        passages: vec![Passage { text: text.to_owned(), place: Place::Nowhere }],
        has_table: false,
    });
    draft
}

type Changes<'a> = &'a [(Cell, i64)];

/// The report of a body, with the given cells of a correct form changed.
pub(super) fn report(body: &str, form: Form, year: u16, changes: Changes<'_>) -> Extract {
    Extract::of(Body::spelled(body), year, &changed(form, changes))
}

/// The reports of one body on 2023 and on 2024.
pub(super) fn two_years(first: Changes<'_>, second: Changes<'_>) -> Series {
    apart(2024, first, second)
}

/// The reports of one body on 2023 and on another year.
pub(super) fn apart(year: u16, first: Changes<'_>, second: Changes<'_>) -> Series {
    let of = |year, changes| report("某县某局", Form::Revised2021, year, changes);
    Series::of(of(2023, first), [of(year, second)])
}

/// The reports of one body on 2019 and on 2020, in the trial edition.
pub(super) fn trial_years(first: Changes<'_>, second: Changes<'_>) -> Series {
    let of = |year, changes| report("某县某局", Form::Trial2019, year, changes);
    Series::of(of(2019, first), [of(2020, second)])
}

/// A county with a department and a township.
pub(super) fn family(declared: Declared, parent: Changes<'_>, children: [Changes<'_>; 2]) -> Family {
    let of = |body, changes| report(body, Form::Revised2021, 2024, changes);
    let children = ["某县财政局", "某县某镇人民政府"].into_iter().zip(children);
    let children = children.map(|(body, changes)| of(body, changes));
    Family::new(of("某县人民政府", parent), children, declared)
}
