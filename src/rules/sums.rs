//! The identities one kind at a time, on any numbers: without a draft, and without allocating where nothing is wrong.

use super::equation::standing_of;
use super::{Equation, Numbers, Standing};
use crate::form::{Identity, IdentityKind};

/// The identities of one kind, or of all, over some numbers. Three ways in, the cheapest first.
///
/// ```
/// use ogi_report::form::{Form, cells::applications::received};
/// use ogi_report::report::Figures;
/// use ogi_report::rules;
///
/// let mut figures = Figures::zero(Form::Revised2021);
/// assert!(rules::balance(&figures).is_valid());
/// figures.set(received::NATURAL_PERSON, 2)?;
///
/// let balance = rules::balance(&figures);
/// assert!(!balance.is_valid());
/// let (identity, equation) = balance.first().unwrap();
/// assert_eq!(identity.to_string(), "section 三, natural persons: received + brought forward = handled + carried forward");
/// assert_eq!(equation.written(), "2 + 0 (= 2) ≠ 0 + 0 (= 0)");
/// assert_eq!(rules::identities(&figures).all().count(), 2, "the balance and the row total");
/// # Ok::<(), ogi_report::form::NotInForm>(())
/// ```
#[derive(Debug)]
pub struct Check<'a, N: ?Sized> {
    numbers: &'a N,
    kind: Option<IdentityKind>,
}

impl<N: ?Sized> Clone for Check<'_, N> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<N: ?Sized> Copy for Check<'_, N> {}

impl<'a, N: Numbers + ?Sized> Check<'a, N> {
    /// Whether no identity is broken. An unknown cell breaks none that some number from 0 up in its place would keep.
    ///
    /// Allocates nothing.
    pub fn is_valid(&self) -> bool {
        self.broken().next().is_none()
    }

    /// The first broken identity with its numbers.
    pub fn first(&self) -> Option<(Identity, Equation)> {
        self.all().next()
    }

    /// All broken identities with their numbers, one at a time.
    pub fn all(&self) -> impl Iterator<Item = (Identity, Equation)> + use<'a, N> {
        let numbers = self.numbers;
        self.broken().map(move |identity| (identity, Equation::of(identity, numbers)))
    }

    /// The identities that are looked at.
    pub fn identities(&self) -> impl Iterator<Item = Identity> + use<'a, N> {
        let kind = self.kind;
        self.numbers.form().identities().filter(move |i| kind.is_none_or(|kind| i.kind() == kind))
    }

    fn broken(&self) -> impl Iterator<Item = Identity> + use<'a, N> {
        let numbers = self.numbers;
        self.identities().filter(move |identity| standing_of(*identity, numbers) == Standing::Broken)
    }
}

/// Every row total of section 三 (OGI301).
pub const fn row_total<N: Numbers + ?Sized>(numbers: &N) -> Check<'_, N> {
    Check { numbers, kind: Some(IdentityKind::RowTotal) }
}

/// The balance of every column of section 三 (OGI302): 一 + 二 = （七）总计 + 四.
pub const fn balance<N: Numbers + ?Sized>(numbers: &N) -> Check<'_, N> {
    Check { numbers, kind: Some(IdentityKind::Balance) }
}

/// The outcome total of every column of section 三 (OGI303).
pub const fn outcome_total<N: Numbers + ?Sized>(numbers: &N) -> Check<'_, N> {
    Check { numbers, kind: Some(IdentityKind::OutcomeTotal) }
}

/// The totals of section 四 (OGI401).
pub const fn proceedings_total<N: Numbers + ?Sized>(numbers: &N) -> Check<'_, N> {
    Check { numbers, kind: Some(IdentityKind::ProceedingsTotal) }
}

/// All identities of the form: 42 of the 2021 edition.
pub const fn identities<N: Numbers + ?Sized>(numbers: &N) -> Check<'_, N> {
    Check { numbers, kind: None }
}
