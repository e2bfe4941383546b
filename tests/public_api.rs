//! What all public types have in common.

use std::error::Error;
use std::fmt::{Debug, Display};

use ogi_report::assess::{
    Checker, DuplicateRule, NotAccepted, Outcome, Policy, Ruling, Selection, Tally, Waiver, WaiverState, WaiverUse,
};
use ogi_report::catalogue::{Entry as Listed, Held, Norm, Scope};
use ogi_report::draft::{Amount, Date, Draft, Entry, ParseDateError, Passage, Period, Place, Prose, State, Stray};
use ogi_report::form::{
    Basis, Block, Cell, Column, Edition, Form, Group, Identity, IdentityKind, Kind, Lang, ParseCellError,
    ParseEditionError, Row, Section, Table, Unit,
};
use ogi_report::localise::{
    CellChange, CellExplanation, CellFill, Diagnosis, ForcedCell, Locator, Mechanism, System, SystemError,
};
use ogi_report::narrative::Claims;
use ogi_report::read::ReadError;
use ogi_report::report::{
    Applicants, Applications, Builder, Count, CountError, Disclosure, Fault, Figures, InvalidReport, Money, NetChange,
    Outcomes, ParseMoneyError, Proceedings, Report, Results, Value,
};
use ogi_report::rules::{
    Bilingual, CustomRule, Digest, Equation, Finding, Gap, InvalidRule, Locus, Message, ParseDigestError, Rule,
    Severity, Standing, Term,
};
use ogi_report::{Assessment, Verdict};
use serde::Serialize;
use serde::de::DeserializeOwned;

macro_rules! all {
    ($name:ident: $($bound:path)*; $($type:ty)*) => {
        #[test]
        fn $name() {
            const fn holds<T: $($bound +)*>() {}
            $(const _: () = holds::<$type>();)*
        }
    };
}

all! { every_main_type_goes_between_threads_and_shows_itself: Send Sync Debug Unpin;
    Applicants Applications Amount Assessment Basis Bilingual Block Builder Cell CellChange CellExplanation CellFill
    Checker Claims Column Count CountError CustomRule Date Diagnosis Digest Disclosure Draft DuplicateRule Edition
    Entry Equation Fault Figures Finding ForcedCell Form Gap Group Held Identity IdentityKind InvalidReport InvalidRule Kind
    Lang Listed Locator Locus Mechanism Message Money NetChange Norm NotAccepted Outcome Outcomes ParseCellError
    ParseDateError ParseDigestError ParseEditionError ParseMoneyError Passage Period Place Policy Proceedings Prose
    ReadError Report Results Row Rule Ruling Scope Section Selection Severity Standing State Stray System SystemError Table
    Tally Term Unit Value Verdict Waiver WaiverState WaiverUse
}

all! { every_error_is_one: Error Send Sync;
    CountError DuplicateRule InvalidReport InvalidRule NotAccepted ParseCellError ParseDateError ParseDigestError
    ParseEditionError ParseMoneyError ReadError SystemError
}

all! { what_has_a_name_or_a_notation_is_displayed: Display;
    Assessment Basis Bilingual Cell Column Count Date Digest Edition Fault Finding Group Identity Locus Mechanism Message
    Money NetChange Place Row Rule Scope Section Severity Table Unit Value Verdict
}

all! { what_is_kept_is_written_and_read: Serialize DeserializeOwned;
    Cell Date Digest Draft Edition Form Lang Locus Mechanism Period Policy Report Ruling Section Selection Severity
    Tally Unit Verdict Waiver WaiverState
}

all! { values_are_cloned_and_compared: Clone PartialEq;
    Amount Applicants Applications Cell Date Digest Disclosure Draft Edition Equation Figures Finding Form Locus Message
    Money Policy Report Selection State Tally Verdict Waiver
}
