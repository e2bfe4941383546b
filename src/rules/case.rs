use std::cell::OnceCell;
use std::sync::Arc;

use super::equation::{Standing, standing_of};
use super::occurrence::Head;
use crate::draft::Draft;
use crate::form::Identity;
use crate::narrative::{self, Cited, Claims, Mismatch};

/// A draft before the rules: several of them look at what its text states, which is read once and only if one asks.
#[derive(Debug)]
pub struct Case<'a> {
    draft: &'a Draft,
    claims: OnceCell<Claims>,
    mismatches: OnceCell<Vec<Mismatch>>,
    citations: OnceCell<Vec<Cited>>,
    standings: OnceCell<Vec<(Identity, Standing)>>,
    head: OnceCell<Arc<Head>>,
}

impl<'a> Case<'a> {
    pub(crate) const fn new(draft: &'a Draft) -> Self {
        Self {
            draft,
            claims: OnceCell::new(),
            mismatches: OnceCell::new(),
            citations: OnceCell::new(),
            standings: OnceCell::new(),
            head: OnceCell::new(),
        }
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

    /// The numbers by which the text cites the Regulation.
    pub(crate) fn citations(&self) -> &[Cited] {
        self.citations.get_or_init(|| narrative::citations(self.draft))
    }

    /// The identities of the form, each with its standing in the draft.
    pub(crate) fn standings(&self) -> &[(Identity, Standing)] {
        let of = |identity: Identity| (identity, standing_of(identity, self.draft));
        self.standings.get_or_init(|| self.draft.form().identities().map(of).collect())
    }

    /// The report by which its findings are named.
    pub(super) fn head(&self) -> Arc<Head> {
        Arc::clone(self.head.get_or_init(|| Arc::new(Head::of(self.draft))))
    }

    pub(crate) fn into_claims(self) -> Claims {
        let Self { draft, claims, .. } = self;
        claims.into_inner().unwrap_or_else(|| narrative::claims(draft))
    }
}
