//! What all public types have in common.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::hash::Hash;

use ogi_report::assess::Comparison;
use ogi_report::assess::{
    Checker, DuplicateRule, NotAccepted, Outcome, Policy, Ruling, Selection, Tally, Waiver, WaiverState, WaiverUse,
};
use ogi_report::catalogue::{Held, Norm, RuleEntry};
use ogi_report::draft::{
    Amount, Date, Draft, Entry, Found, ParseDateError, Passage, Period, Place, Prose, State, Stray, Unreadable,
};
use ogi_report::form::{
    Basis, Cell, Column, Edition, Form, Group, Identity, IdentityKind, Kind, Lang, NotInForm, Panel, ParseNameError,
    Row, Section, Table, Unit, cells,
};
use ogi_report::localise::{Change, Consistency, Diagnosis, Explained, Explanation, Fill, Forced, Mechanism};
use ogi_report::narrative::Claims;
use ogi_report::read::{Excess, ReadError};
use ogi_report::report::{
    Applicants, Applications, Builder, Count, CountError, Disclosure, Fault, Figures, Indicator, InvalidReport, Money,
    NetChange, Outcomes, ParseMoneyError, Proceedings, Report, Results, Value,
};
use ogi_report::rules::{
    Bilingual, CustomRule, Digest, Equation, Finding, Gap, InvalidRule, Locus, Observation, ParseDigestError, Rule,
    Severity, Standing, Term,
};
use ogi_report::rules::{Details, Scope, Subject};
use ogi_report::{Assessment, Verdict, check, extract, narrative, read, rollup, series, side_by_side};
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
    Applicants Applications Amount Assessment Basis Bilingual Panel Builder Cell Change<Cell> Explained<Cell> Explanation<Cell> Fill<Cell>
    Checker Claims Column Consistency Count CountError CustomRule Date Details Diagnosis Digest Disclosure Draft DuplicateRule Edition
    Entry Equation Fault Figures Finding Forced Form Gap Group Held Identity IdentityKind Indicator InvalidReport InvalidRule Kind
    Lang RuleEntry Locus Mechanism Money NetChange Norm NotAccepted NotInForm Observation Outcome Outcomes ParseNameError
    ParseDateError ParseDigestError ParseMoneyError Passage Period Place Policy Proceedings Prose
    ReadError Report Results Row Rule Ruling Scope Section Selection Severity Standing State Stray Table
    Tally Term Unit Value Verdict Waiver WaiverState WaiverUse
}

all! { so_do_the_types_of_many_reports_of_the_text_and_of_documents: Send Sync Debug Unpin;
    extract::Body extract::Extract
    extract::ReportRef extract::Resemblance extract::Site extract::Unplaced narrative::Claim narrative::Contradiction
    narrative::Figure narrative::Reason narrative::Quantity narrative::Span narrative::StatedNumber narrative::Whose
    narrative::Sum Comparison Subject read::Document read::Grid read::GridCell read::FileKind read::Paragraph
    rollup::Contribution rollup::Coverage rollup::Declared rollup::Family rollup::MoneySum rollup::NotReportable
    side_by_side::SideBySide side_by_side::Sentences side_by_side::StatementPair extract::CellPair
    rollup::Rollup Explained<extract::Site> series::Gathered series::NotASeries series::Series
}

all! { values_can_be_keys: Hash Eq Clone;
    Amount Applicants Applications Cell Column Count Date Disclosure Draft Edition Entry Fault Figures Form Found<u16> Group
    Identity IdentityKind InvalidReport Kind Lang Money NetChange NotInForm Outcomes Passage Period Place Proceedings Prose
    Report Results Row Section Severity State Stray Table Unit Unreadable Value extract::Body extract::Extract
    extract::ReportRef extract::Site rollup::MoneySum
}

all! { what_has_an_order_is_ordered: Ord;
    Cell Column Count Date Edition Form Group Identity IdentityKind NetChange Period Place Row Section Severity Table Unit
    extract::Body extract::ReportRef extract::Site
}

all! { every_error_is_one: Error Send Sync;
    CountError DuplicateRule InvalidReport InvalidRule NotAccepted NotInForm ParseNameError ParseDateError ParseDigestError
    ParseMoneyError ReadError extract::Unplaced rollup::NotReportable
    series::NotASeries
}

/// An error of each type, and each in all its ways where it has several.
fn errors() -> Vec<Box<dyn Error>> {
    let mut unbalanced = Draft::from(&Report::zero(Form::Revised2021));
    unbalanced.set(cells::proceedings::reconsideration::TOTAL, 1).unwrap();
    let made = |code, name| CustomRule::on_report(code, name, Severity::Note, |_| Ok(Vec::new()));
    let taken = Rule::from(made("XX001", "name").unwrap());
    vec![
        Box::new("x.y.z".parse::<Cell>().unwrap_err()),
        Box::new("2020".parse::<Edition>().unwrap_err()),
        Box::new("fr".parse::<Lang>().unwrap_err()),
        Box::new(Draft::new(Form::Trial2019).set(cells::disclosure::rules::ISSUED, 1).unwrap_err()),
        Box::new("2024".parse::<Date>().unwrap_err()),
        Box::new("xyz".parse::<Digest>().unwrap_err()),
        Box::new("viel".parse::<Money>().unwrap_err()),
        Box::new("-1".parse::<Money>().unwrap_err()),
        Box::new(Count::try_from(-1_i64).unwrap_err()),
        Box::new(Count::try_from(u64::MAX).unwrap_err()),
        Box::new(Report::try_from(&unbalanced).unwrap_err()),
        Box::new(check(unbalanced).accept().unwrap_err()),
        Box::new(made("OGI999", "name").unwrap_err()),
        Box::new(made("X", "name").unwrap_err()),
        Box::new(made("XX999", "No Name").unwrap_err()),
        Box::new(Checker::new().with_rules([&taken, &taken]).unwrap_err()),
        Box::new(read(b"\x89PNG\r\n\x1a\n").unwrap_err()),
        Box::new(read(b"nothing").unwrap_err()),
        Box::new(ReadError::TooLarge { what: Excess::Cells, limit: 3 }),
        Box::new(ReadError::FeatureOff { kind: read::FileKind::Html, feature: "html" }),
        Box::new(ReadError::Undecoded { feature: None }),
        Box::new(ReadError::Undecoded { feature: Some("html") }),
        Box::new(ReadError::Damaged { part: "word/document.xml".to_owned(), reason: "ends early".to_owned() }),
        Box::new(series::Series::new([]).unwrap_err()),
        Box::new(extract::Extract::try_from(&Draft::new(Form::Trial2019)).unwrap_err()),
        Box::new(Report::try_from(&std::iter::empty::<Report>().sum::<rollup::Rollup>()).unwrap_err()),
    ]
}

#[test]
fn errors_are_lower_case_without_a_full_stop_and_say_something() {
    for error in errors() {
        let said = error.to_string();
        let first = said.chars().next().unwrap();
        // A format's own name is written as it is: PNG, XML.
        assert!(!first.is_ascii_uppercase() || said.starts_with("PDF") || said.starts_with("Word"), "{said}");
        assert!(!said.ends_with('.') && said.trim() == said && said.len() > 8, "{said}");
        let shown = format!("{error:?}");
        assert!(shown.len() > 2, "{shown}");
        if let Some(source) = error.source() {
            assert!(!said.contains(&source.to_string()), "the source is told once: {said}");
        }
    }
    let refused = errors().into_iter().find(|e| e.to_string().starts_with("not accepted")).unwrap();
    assert!(refused.source().unwrap().is::<InvalidReport>());
}

#[test]
fn the_parts_of_a_report_are_json_as_they_are_in_the_whole() {
    for form in Form::ALL {
        let report = Report::zero(form);
        let whole = serde_json::to_value(&report).unwrap();
        let part = |value: serde_json::Value, at: &str| assert_eq!(Some(&value), whole.pointer(at), "{form:?} {at}");
        part(serde_json::to_value(report.disclosure()).unwrap(), "/disclosure");
        part(serde_json::to_value(report.applications()).unwrap(), "/applications");
        part(serde_json::to_value(report.applications().received()).unwrap(), "/applications/received");
        part(serde_json::to_value(report.proceedings()).unwrap(), "/proceedings");
        part(serde_json::to_value(report.proceedings().reconsideration()).unwrap(), "/proceedings/reconsideration");
        let outcomes = serde_json::to_value(report.applications().outcomes()).unwrap();
        assert_eq!(outcomes.as_object().unwrap().len(), report.applications().outcomes().iter().count());
    }
}

#[test]
fn rows_columns_and_tables_are_json_by_their_parts_of_an_address() {
    for row in Row::all() {
        let json = serde_json::to_string(&row).unwrap();
        assert_eq!(json, format!("{:?}", row.part()));
        assert_eq!(serde_json::from_str::<Row>(&json).unwrap(), row);
    }
    for column in Column::all() {
        let json = serde_json::to_string(&column).unwrap();
        assert_eq!(serde_json::from_str::<Column>(&json).unwrap(), column);
    }
    for table in Table::ALL {
        assert_eq!(serde_json::to_value(table).unwrap(), table.part());
    }
    assert!(serde_json::from_str::<Row>("\"profit\"").is_err() && serde_json::from_str::<Column>("\"x\"").is_err());
    assert_eq!(IdentityKind::RowTotal.to_string(), "row-total");
    assert_eq!(Form::Revised2021Undivided.to_string(), "revised2021-undivided");
    assert_eq!(Standing::Open.to_string(), "open");
}

all! { what_has_a_name_or_a_notation_is_displayed: Display;
    Assessment Basis Bilingual Cell Column Count Date Digest Edition Fault Finding Form Group Identity IdentityKind Locus Mechanism
    Money NetChange Outcome Place Row Rule Scope Section Severity Standing Table Unit Value Verdict WaiverState extract::Body extract::ReportRef extract::Site read::FileKind
}

all! { what_is_kept_is_written_and_read: Serialize DeserializeOwned;
    Cell Column Date Digest Draft Edition Form IdentityKind Lang Locus Mechanism Period Policy Report Row Ruling Scope
    Section Selection Severity Standing Table Tally Unit Verdict Waiver WaiverState
}

all! { what_only_speaks_is_written: Serialize;
    Applicants Applications Bilingual Change<Cell> Explained<Cell> Explanation<Cell> Fill<Cell> Count Disclosure Equation Forced Held
    RuleEntry Money NetChange Norm Outcomes Proceedings Results Term Value WaiverUse
    extract::Body extract::ReportRef extract::Site
}

all! { values_are_cloned_and_compared: Clone PartialEq;
    Amount Applicants Applications Cell Date Digest Disclosure Draft Edition Equation Figures Finding Form Locus
    Money Policy Report Selection State Tally Verdict Waiver
}

/// Every value is written, read back and kept apart from all others, and nothing else is read.
#[track_caller]
fn round_trips<T>(all: impl IntoIterator<Item = T>)
where
    T: Copy + Debug + Display + std::str::FromStr<Err = ParseNameError> + PartialEq + Serialize + DeserializeOwned,
{
    let all: Vec<T> = all.into_iter().collect();
    assert!(all.len() > 1);
    for (at, value) in all.iter().enumerate() {
        let written = value.to_string();
        assert_eq!(written.parse::<T>().as_ref(), Ok(value));
        assert_eq!(all.iter().position(|other| other.to_string() == written), Some(at), "{written} is written twice");
        assert_eq!(serde_json::to_value(value).unwrap(), *written, "JSON and Display agree");
        assert_eq!(serde_json::from_value::<T>(written.clone().into()).unwrap(), *value);
        assert_eq!(format!("{value:>80}").len(), 80, "{written} is padded");
        for near in [format!("{written} "), written.to_uppercase() + "X", String::new()] {
            let error = near.parse::<T>().unwrap_err().to_string();
            assert!(error.starts_with("no such ") && error.contains(&format!("{near:?}")), "{error}");
        }
    }
}

#[test]
fn what_has_a_name_is_written_and_read_by_it() {
    round_trips(Row::all());
    round_trips(Column::all());
    round_trips(Form::ALL);
    round_trips(Edition::ALL);
    round_trips(Lang::ALL);
    round_trips(Severity::ALL);
    round_trips(Cell::all());
}

/// The types and traits that a public module shows: those it exports and those written in its own file.
fn shown_by(module: &str) -> Vec<String> {
    let path = format!("{}/src/{module}/mod.rs", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).unwrap();
    let code: String =
        source.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let is_type =
        |name: &&str| name.chars().next().is_some_and(char::is_uppercase) && name.chars().any(char::is_lowercase);
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(is_type).map(str::to_owned).collect()
    };
    let statements = code.split("\npub use ").skip(1).map(|rest| rest.split(';').next().unwrap());
    let exported = statements.flat_map(words);
    let written = ["struct ", "enum ", "trait "].into_iter().flat_map(|kind| {
        let items = code.split(&format!("\npub {kind}")).skip(1).collect::<Vec<_>>();
        items.into_iter().filter_map(|rest| words(rest.split(['{', '(', ';', '<']).next().unwrap()).into_iter().next())
    });
    exported.chain(written).collect()
}

#[test]
fn no_public_name_has_two_meanings() {
    let root = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/lib.rs")).unwrap();
    let modules: Vec<&str> = root.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let mut names: Vec<(String, &str)> =
        modules.iter().flat_map(|module| shown_by(module).into_iter().map(move |name| (name, *module))).collect();
    names.sort();
    assert!(names.len() > 140, "only {} names found", names.len());
    let twice: Vec<_> = names.windows(2).filter(|pair| pair[0].0 == pair[1].0).collect();
    assert!(twice.is_empty(), "{twice:?}");
}
