//! China's annual report on open government information (政府信息公开工作年度报告), as types.
//!
//! Governments in China at all levels, townships included, and the departments of those from the county up publish such a
//! report each year: six sections and three statistical tables of 200 cells, 190 of them tied together by 42 identities.
//! This crate reads a report as it was published, says what is wrong in it, in which cell and why, gives the true value where
//! the identities settle it, and holds a correct report in types that cannot hold a wrong one.
//!
//! ```text
//! bytes ──read──▶ Draft ──check──▶ Assessment ──accept──▶ Report
//!         (any layout)  (any content)   (all findings)        (cannot be wrong)
//! ```
//!
//! # Read
//!
//! [`read()`] finds the kind of a document from its bytes and fills a [`Draft`]. A draft holds any content: each
//! cell has one of five states with its text and place, and nothing is guessed: a blank is not a zero, and `1O` is not 10.
//!
//! ```
//! use ogi_report::draft::State;
//! use ogi_report::form::cells::disclosure::{coercion, licensing, penalties};
//!
//! let text = "\
//! 某县某镇人民政府2024年政府信息公开工作年度报告
//!
//! 二、主动公开政府信息情况
//!
//! 第二十条第（五）项\t
//! 信息内容\t本年处理决定数量
//! 行政许可\t1O
//! 第二十条第（六）项\t
//! 信息内容\t本年处理决定数量
//! 行政处罚\t1,054
//! 行政强制\t
//! ";
//! let draft = ogi_report::read(text.as_bytes())?;
//! assert_eq!(draft.agency().map(|a| a.value.as_str()), Some("某县某镇人民政府"));
//! assert_eq!(draft.count(penalties::DECISIONS), Some(1054));
//! assert_eq!(draft.state(coercion::DECISIONS), &State::Blank);
//! let licences = draft.entry(licensing::DECISIONS);
//! assert!(matches!(licences.state(), State::Unreadable(_)));
//! assert_eq!(licences.place().to_string(), "line 7, column 6");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Check
//!
//! [`check`] runs the whole [catalogue of rules](rules::CATALOGUE) over a draft. The [`Assessment`] accounts for every rule
//! and has the findings, the smallest explanations of broken identities, the values that are forced, and a [`Verdict`].
//!
//! ```
//! use ogi_report::form::Form;
//! use ogi_report::form::cells::applications::{disclosed, handled, received};
//! use ogi_report::{Draft, Report, Verdict, check};
//!
//! // A correct report with one cell mistyped: 21 for 12.
//! let mut draft = Draft::from(&Report::zero(Form::Revised2021));
//! draft.set(disclosed::NATURAL_PERSON, 21)?;
//! for cell in [received::NATURAL_PERSON, received::TOTAL, disclosed::TOTAL, handled::NATURAL_PERSON, handled::TOTAL] {
//!     draft.set(cell, 12)?;
//! }
//! let assessment = check(draft);
//! assert_eq!(assessment.verdict(), Verdict::Rejected);
//! let codes: Vec<&str> = assessment.findings().iter().map(|f| f.rule().code()).collect();
//! assert_eq!(codes, ["OGI301", "OGI303"]);
//! let change = &assessment.explanations()[0].changes[0];
//! assert_eq!(change.site, disclosed::NATURAL_PERSON);
//! assert_eq!((change.found, change.expected), (21, Some(12)));
//! # Ok::<(), ogi_report::form::NotInForm>(())
//! ```
//!
//! A [`Checker`](assess::Checker) checks with a [policy](assess::Policy), a [selection](assess::Selection) of rules, rules of
//! [other crates](rules::CustomRule) and [waivers](assess::Waiver) of one's own; every rule is accounted for on every report,
//! and the [tally](assess::Tally) adds up:
//!
//! ```
//! use ogi_report::assess::{Checker, Policy, Selection};
//! use ogi_report::draft::Draft;
//! use ogi_report::form::Form;
//! use ogi_report::Report;
//!
//! let checker = Checker::new().with_policy(Policy::strict()).with_selection(Selection::Identities);
//! let assessment = checker.check(Draft::from(&Report::zero(Form::Revised2021)));
//! assert_eq!(assessment.policy().name(), "strict");
//! assert_eq!(assessment.identities().count(), 42);
//! assert_eq!((assessment.tally().passed, assessment.tally().failed), (4, 0));
//! ```
//!
//! Single identities are checked on plain numbers, without a draft; deciding allocates nothing:
//!
//! ```
//! use ogi_report::rules;
//!
//! // Section 三 row by row; the columns are the six kinds of applicant and 总计.
//! let mut applications = [[0_u32; 7]; 25];
//! applications[0] = [12, 0, 0, 0, 0, 0, 12]; // 一、本年新收
//! assert!(rules::row_total(&applications).is_valid());
//! let (identity, equation) = rules::balance(&applications).first().unwrap();
//! assert_eq!(identity.column().unwrap().part(), "natural_person");
//! assert_eq!(equation.written(), "12 + 0 (= 12) ≠ 0 + 0 (= 0)");
//! ```
//!
//! # Accept
//!
//! An accepted assessment gives a [`Report`]: private parts, totals derived and not stored, every identity enforced. There
//! is no other way to one that would not go through the same checks, serde included.
//!
//! ```
//! use ogi_report::{Report, check, read};
//!
//! # let bytes = include_bytes!("../tests/data/qukou-2024.txt");
//! let report: Report = check(read(bytes)?).accept()?;
//! assert_eq!(report.applications().handled().total(), 0);
//! let json = serde_json::to_string(&report)?;
//! assert_eq!(serde_json::from_str::<Report>(&json)?, report);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! Text and Markdown are always read. `html`, `mhtml`, `docx`, `doc`, `pdf`, `ofd`, `xlsx` and `csv` read those formats, and
//! `all-formats` turns on all of them; `proptest` gives generators of valid reports, series of them, drafts and mutants (module `generate`); `schema` JSON Schemas of reports, drafts, assessments, policies,
//! selections and waivers, as in `schemars::schema_for!(ogi_report::Report)`.
//! The library is pure: it opens no file, starts no thread, reads no clock, and holds no state but tables of constants.
//!
//! # Where to look
//!
//! - [`form`]: the form as data: cells, labels, identities. Everything else follows from it. [`form::cells`]: a constant for
//!   every cell.
//! - [`draft`]: what was found, and the grammar of numerals. [`mod@read`]: the readers, and the limits they keep.
//! - [`narrative`]: what the text states. [`rules`]: one file a rule. [`localise`]: which cell is wrong, and what it should
//!   say. [`assess`]: the verdict.
//! - [`catalogue`]: every rule as data and as a page; what the law asks, and which rule or type answers for it.
//! - [`report`]: the valid report and its JSON. [`render`]: the official form printed.
//! - [`extract`]: what is kept of a report to compare it. [`series`]: one body year after year. [`rollup`]: sums of reports, a
//!   parent and its children. [`mod@side_by_side`]: two copies of one report, or two years of one body, cell by cell and sentence by
//!   sentence.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
// No panic is reachable from input: what could panic is refused outright, and each exception says why it cannot happen.
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

pub mod assess;
pub mod catalogue;
pub mod draft;
pub mod extract;
#[macro_use]
pub mod form;
#[cfg(feature = "proptest")]
pub mod generate;
mod impossible;
pub mod localise;
pub mod narrative;
pub mod read;
pub mod render;
pub mod report;
pub mod rollup;
pub mod rules;
#[cfg(feature = "schema")]
mod schema;
pub mod series;
mod shown;
pub mod side_by_side;

pub use assess::{Assessment, Verdict, check};
pub use draft::Draft;
pub use read::read;
pub use report::Report;

/// The examples of the README, compiled with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct ReadmeExamples;
