//! Findings that follow from others.

use crate::form::{Identity, IdentityKind, Row};
use crate::rules::Finding;

/// Parts the findings into those that stand and those that follow from them.
pub(super) fn fold(findings: Vec<Finding>) -> (Vec<Finding>, Vec<Finding>) {
    let broken: Vec<Identity> = findings.iter().filter_map(Finding::identity).collect();
    let follows = |f: &Finding| f.identity().is_some_and(|i| i.is_dependent() && broken.iter().any(|b| implies(*b, i)));
    findings.into_iter().partition(|f| !follows(f))
}

/// Whether `of`, an identity of the 总计 column, is the sum of others among which is `part`: the same identity of the other
/// columns, and the row totals of its rows.
fn implies(part: Identity, of: Identity) -> bool {
    match part.kind() {
        IdentityKind::RowTotal => part.row().is_some_and(|row| rows(of).any(|r| r == row)),
        kind => kind == of.kind() && part.column() != of.column(),
    }
}

fn rows(identity: Identity) -> impl Iterator<Item = Row> {
    identity.terms().map(|(cell, _)| cell.row())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::form::Form;

    #[test]
    fn a_dependent_identity_is_the_sum_of_those_that_imply_it() {
        for form in Form::ALL {
            for of in form.identities().filter(|i| i.is_dependent()) {
                let mut sum: BTreeMap<_, i64> = BTreeMap::new();
                let mut add = |identity: Identity, times: i64| {
                    for (cell, sign) in identity.terms() {
                        *sum.entry(cell).or_default() += i64::from(sign) * times;
                    }
                };
                add(of, 1);
                for part in form.identities().filter(|p| implies(*p, of)) {
                    // In a row total the total is on the left; its sign in `of` decides how the row enters.
                    let times = match part.kind() {
                        IdentityKind::RowTotal => {
                            let total = part.left().next().expect("a row total has a total");
                            -i64::from(of.terms().find(|(c, _)| *c == total).expect("the total stands in it").1)
                        }
                        _ => -1,
                    };
                    add(part, times);
                }
                assert!(sum.values().all(|n| *n == 0), "{of} is not the sum of what implies it");
            }
        }
    }
}
