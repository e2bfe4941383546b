//! The rules that are the form's own identities.

use super::{Case, Clashing, Details, Equation, Finding, Gap, Observation, Scope, Standing, View, lacks};
use crate::draft::{Draft, Place};
use crate::form::{Cell, Identity, IdentityKind};
use crate::impossible::DebugExpect;

/// The identities of one kind that stand so in the draft.
fn standing<'a>(case: &'a Case<'_>, kind: IdentityKind, so: Standing) -> impl Iterator<Item = Identity> + 'a {
    let stands = move |(identity, standing): &&(Identity, Standing)| identity.kind() == kind && *standing == so;
    case.standings().iter().filter(stands).map(|(identity, _)| *identity)
}

/// The identities of one kind that the draft's numbers break.
pub(super) fn broken(case: &Case<'_>, kind: IdentityKind) -> Vec<Observation> {
    let draft = case.draft();
    standing(case, kind, Standing::Broken)
        .map(|identity| {
            let observed = Observation::of(Details::Identity { identity, equation: Equation::of(identity, draft) });
            observed.with_place(place_of(identity, draft))
        })
        .collect()
}

/// Where the first cell of its left side stands.
fn place_of(identity: Identity, draft: &Draft) -> Place {
    let mut left = identity.left().map(|cell| draft.entry(cell).place().clone());
    left.next().debug_expect("an identity has a left side")
}

/// Whether an identity of the kind depends on cells that have no number.
pub(super) fn open(case: &Case<'_>, kind: IdentityKind) -> Option<Gap> {
    standing(case, kind, Standing::Open).next().map(|_| lacks::NUMBERS)
}

/// The finding for identities each of which could hold with something in its unknown cells, and which cannot all hold.
pub(crate) fn clash(case: &Case<'_>, identities: &[Identity]) -> Option<Finding> {
    let first = identities.first()?;
    let mut rules = super::of(Scope::Report);
    let rule = rules.find(|r| r.identity() == Some(first.kind())).debug_some("a kind of identity has its rule")?;
    let mut cells: Vec<Cell> = identities.iter().flat_map(|i| i.terms()).map(|(cell, _)| cell).collect();
    cells.sort_unstable();
    cells.dedup();
    let of = |identity: &Identity| Clashing { identity: *identity, equation: Equation::of(*identity, case.draft()) };
    let details = Details::Clash { identities: identities.iter().map(of).collect() };
    rule.findings(
        vec![Observation::of(details).with_place(place_of(*first, case.draft())).with_cells(cells)],
        View::Report(case),
    )
    .pop()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::State;
    use crate::form::Form;
    use crate::report::Report;

    #[test]
    fn only_an_identity_that_depends_on_an_unknown_cell_is_open() {
        let zero = Draft::from(&Report::zero(Form::Revised2021));
        for kind in IdentityKind::ALL {
            assert!(open(&Case::new(&zero), kind).is_none());
        }
        for blank in Form::Revised2021.cells() {
            let mut draft = zero.clone();
            draft.put(blank, State::Blank);
            for kind in IdentityKind::ALL {
                let mut tied = Form::Revised2021.identities().filter(|identity| identity.kind() == kind);
                let is_tied = tied.any(|identity| identity.terms().any(|(cell, _)| cell == blank));
                assert_eq!(open(&Case::new(&draft), kind).is_some(), is_tied, "{kind} with {blank} blank");
            }
        }
    }
}
