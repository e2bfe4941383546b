//! What the rules on text and tables share: one observation for each claim that disagrees in the rule's way.

use rust_decimal::Decimal;

use super::{Case, Details, Observation};
use crate::form::{Cell, Kind, Unit};
use crate::narrative::{Contradiction, Mismatch};

pub(super) fn observed(case: &Case<'_>, relation: Contradiction) -> Vec<Observation> {
    let of_kind = case.mismatches().iter().filter(|mismatch| mismatch.kind == relation);
    of_kind.map(|mismatch| observation(case, mismatch)).collect()
}

fn observation(case: &Case<'_>, mismatch: &Mismatch) -> Observation {
    let draft = case.draft();
    let Mismatch { claim, kind, cells, table } = mismatch;
    let (value, span) = (claim.value.number, &claim.span);
    let details = Details::Statement {
        quote: span.quote(draft),
        subject: claim.subject,
        value,
        table: in_unit_of(cells, *table),
        relation: *kind,
    };
    let about = format!("{}\n{value}", span.surroundings(draft));
    Observation::of(details).with_cells(cells.iter().copied()).with_place(span.place.clone()).with_wording(about)
}

/// The number of the table, in the unit that the form prints.
fn in_unit_of(cells: &[Cell], value: Decimal) -> Decimal {
    let money = cells.first().is_some_and(|c| matches!(c.kind(), Kind::Amount(_)));
    let scale = Decimal::from(Unit::TenThousandYuan.in_yuan());
    // No division by so much overflows.
    if money { (value / scale).normalize() } else { value }
}
