use std::cell::OnceCell;

use crate::draft::Draft;
use crate::narrative::{self, Claims, Mismatch};

/// A draft before the rules: several of them look at what its text states, which is read once and only if one asks.
#[derive(Debug)]
pub struct Case<'a> {
    draft: &'a Draft,
    claims: OnceCell<Claims>,
    mismatches: OnceCell<Vec<Mismatch>>,
}

impl<'a> Case<'a> {
    pub(crate) const fn new(draft: &'a Draft) -> Self {
        Self { draft, claims: OnceCell::new(), mismatches: OnceCell::new() }
    }

    /// The draft.
    pub const fn draft(&self) -> &'a Draft {
        self.draft
    }

    /// What the text states.
    pub fn claims(&self) -> &Claims {
        self.claims.get_or_init(|| narrative::claims(self.draft))
    }

    /// The statements of the text that do not agree with the tables.
    pub fn mismatches(&self) -> &[Mismatch] {
        self.mismatches.get_or_init(|| narrative::mismatches(self.draft, self.claims()))
    }

    pub(crate) fn into_claims(self) -> Claims {
        let Self { draft, claims, .. } = self;
        claims.into_inner().unwrap_or_else(|| narrative::claims(draft))
    }
}
