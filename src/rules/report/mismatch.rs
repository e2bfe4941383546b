//! What the rules on text and tables share: one finding for each claim that disagrees in the rule's way.

use rust_decimal::Decimal;

use super::{Case, Finding, Message, Rule};
use crate::draft::Draft;
use crate::form::{Cell, Kind, Lang, Unit};
use crate::narrative::{self, Contradiction, Mismatch};

pub(super) fn findings(draft: &Case<'_>, rule: &'static Rule, kind: Contradiction) -> Vec<Finding> {
    let mismatches = narrative::mismatches(draft, draft.claims());
    mismatches.iter().filter(|m| m.kind == kind).map(|m| finding(draft, rule, m)).collect()
}

fn finding(draft: &Draft, rule: &'static Rule, mismatch: &Mismatch<'_>) -> Finding {
    let quote = mismatch.claim.span.quote(draft);
    let value = mismatch.claim.value.number;
    let names = |lang: Lang| {
        let edition = draft.edition();
        match mismatch.cells.as_slice() {
            [cell] => cell.name(edition, lang),
            [] => mismatch.claim.subject.name(edition, lang),
            [_, ..] if mismatch.kind == Contradiction::CountsBroughtForward => {
                mismatch.cells.iter().map(|c| c.name(edition, lang)).collect::<Vec<_>>().join(" + ")
            }
            [first, ..] => {
                let numeral = first.section().numeral();
                let name = mismatch.claim.subject.name(edition, lang);
                match lang {
                    Lang::Zh => format!("{numeral}、{name}"),
                    Lang::En => format!("section {numeral}, {name}"),
                }
            }
        }
    };
    let table = in_unit_of(&mismatch.cells, mismatch.table);
    let message = match mismatch.kind {
        Contradiction::CountsBroughtForward => Message::new(
            format!("“{quote}”：{value}等于{}，文中把上年结转的也算作收到", names(Lang::Zh)),
            format!("\"{quote}\": {value} is {}: the text counts what was brought forward", names(Lang::En)),
        ),
        Contradiction::FeeExceedsTotal => Message::new(
            format!("“{quote}”：信息处理费超过{}，表中为 {table}", names(Lang::Zh)),
            format!("\"{quote}\": the processing fee exceeds {}, {table} in the table", names(Lang::En)),
        ),
        _ => Message::new(
            format!("“{quote}”：文中为{value}，表中{}为{table}", names(Lang::Zh)),
            format!("\"{quote}\": {value} in the text, {table} in the table ({})", names(Lang::En)),
        ),
    };
    let place = mismatch.claim.span.place.clone();
    let about = format!("{}\n{value}", mismatch.claim.span.surroundings(draft));
    rule.finding().cells_of(mismatch.cells.iter().copied()).at(place).about(about).says(message)
}

/// What the table says, in the unit that the form prints.
fn in_unit_of(cells: &[Cell], value: Decimal) -> Decimal {
    let money = cells.first().is_some_and(|c| matches!(c.kind(), Kind::Amount(_)));
    let scale = Decimal::from(Unit::TenThousandYuan.in_yuan());
    if money { value.checked_div(scale).unwrap_or(value).normalize() } else { value }
}
