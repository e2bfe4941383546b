//! What a rule can lack.

use super::{Bilingual, Case, Gap};
use crate::draft::{Draft, State, StrayKind};
use crate::form::Edition;
use crate::narrative::{Claim, Quantity};
use crate::rollup::Family;
use crate::series::Series;

pub(super) const fn missing(zh: &'static str, en: &'static str) -> Gap {
    Gap::NotAssessable(Bilingual { zh, en })
}

pub(super) const NUMBERS: Gap = missing("所需的格没有数字", "cells that it needs have no number");

/// For rules that every draft has the material for.
pub(super) fn nothing(_: &Case<'_>) -> Option<Gap> {
    None
}

pub(super) const SCOPE: Gap = Gap::NotApplicable(Bilingual { zh: "核对对象不同", en: "looks at something else" });

pub(super) const UNKNOWN_EDITION: Gap =
    missing("没有读到能看出格式版本的表格", "no table was read that shows the edition");

macro_rules! not_of_edition {
    ($($(#[$doc:meta])* $edition:ident $name:literal $facts:tt)*) => {
        pub(super) const fn edition(edition: Edition) -> Gap {
            Gap::NotApplicable(match edition {
                $(Edition::$edition => Bilingual {
                    zh: concat!("不适用于", $name, "年格式"), en: concat!("not a rule of the ", $name, " edition"),
                },)*
            })
        }
    };
}

form_editions!(not_of_edition);

/// For rules on a year and the one before it.
pub(super) fn links(series: &Series) -> Option<Gap> {
    let none = missing("没有可以前后核对的年度", "no two years that can be linked");
    series.links().next().is_none().then_some(none)
}

/// For rules on two reports of a body.
pub(super) fn two_reports(series: &Series) -> Option<Gap> {
    let none = missing("只有一份报告", "only one report");
    series.reports().nth(1).is_none().then_some(none)
}

/// For a rule on several copies of one report.
pub(super) fn copies(series: &Series) -> Option<Gap> {
    let none = missing("没有同一年度的几份报告", "no year with several reports");
    series.repeated().next().is_none().then_some(none)
}

/// For a rule on the sum of all children.
pub(super) fn all_children(family: &Family) -> Option<Gap> {
    let none = missing(
        "所属各机关的报告不全，或者不知道是否齐全",
        "children are missing, or it is not known whether they are",
    );
    (!family.coverage().is_complete()).then_some(none)
}

/// For a rule on the sum of some children: where all are there, another rule compares.
pub(super) fn some_children(family: &Family) -> Option<Gap> {
    let all = Gap::NotApplicable(Bilingual {
        zh: "所属各机关的报告齐全", en: "the reports of all children are there"
    });
    family.coverage().is_complete().then_some(all)
}

/// For rules on single numbers: a form without any has nothing for them.
pub(super) fn any_number(case: &Case<'_>) -> Option<Gap> {
    let numbers = case.draft().cells().any(|(_, entry)| matches!(entry.state(), State::Count(_) | State::Amount(_)));
    (!numbers).then_some(NUMBERS)
}

pub(super) fn year(case: &Case<'_>) -> Option<Gap> {
    case.draft().year().is_none().then_some(missing("文件中没有找到报告年度", "no report year in the document"))
}

/// Whether the report is on a year before 2019, as its title or its tables show, and has none of the form's tables.
pub(super) fn is_before_the_form(draft: &Draft) -> bool {
    let formless = draft.year().is_some_and(|year| Edition::for_year(year.value).is_none());
    let tables = || draft.strays().iter().any(|stray| stray.kind == StrayKind::BeforeTheForm);
    draft.is_without_tables() && (formless || tables())
}

/// A report of the form: those of the years before 2019 are none.
pub(super) fn form_of_its_time(case: &Case<'_>) -> Option<Gap> {
    is_before_the_form(case.draft()).then_some(Gap::NotApplicable(NO_FORM))
}

const NO_FORM: Bilingual =
    Bilingual { zh: "2019年度以前没有统一格式", en: "there was no such form before 2019" };

/// A year for which there was a form, and tables that show their edition.
pub(super) fn year_of_a_form_and_edition(case: &Case<'_>) -> Option<Gap> {
    year_of_a_form(case).or_else(|| case.draft().shown_edition().is_none().then_some(UNKNOWN_EDITION))
}

/// A year for which there was a form: before 2019 there was none.
pub(super) fn year_of_a_form(case: &Case<'_>) -> Option<Gap> {
    let formless = case.draft().year().is_some_and(|year| Edition::for_year(year.value).is_none());
    year(case).or_else(|| formless.then_some(Gap::NotApplicable(NO_FORM)))
}

pub(super) fn period(case: &Case<'_>) -> Option<Gap> {
    let none = missing("文件中没有找到统计期限", "no statistical period in the document");
    case.draft().period().is_none().then_some(none).or_else(|| year(case))
}

pub(super) fn agency(case: &Case<'_>) -> Option<Gap> {
    case.draft().agency().is_none().then_some(missing("文件中没有找到机关名称", "no agency in the document"))
}

pub(super) fn prose(case: &Case<'_>) -> Option<Gap> {
    let none = case.draft().prose().iter().all(|p| p.passages.is_empty());
    let too_long = missing("文字过多，没有读", "more text than is read");
    none.then_some(missing("文件中没有找到文字", "no text in the document"))
        .or_else(|| case.claims().too_long.then_some(too_long))
}

pub(super) fn year_and_prose(case: &Case<'_>) -> Option<Gap> {
    year(case).or_else(|| prose(case))
}

pub(super) fn sections(case: &Case<'_>) -> Option<Gap> {
    let none = case.draft().prose().iter().all(|p| p.section.is_none());
    form_of_its_time(case)
        .or_else(|| none.then_some(missing("文件中没有找到各部分标题", "no section headings in the document")))
}

/// A list of parts with their whole.
pub(super) fn list(case: &Case<'_>) -> Option<Gap> {
    let none = missing("文中没有列出总数及其各部分", "no whole with its parts in the text");
    prose(case).or_else(|| case.claims().sums.is_empty().then_some(none))
}

/// Any quantity that is surely of this body and year.
pub(super) fn claim(case: &Case<'_>) -> Option<Gap> {
    let none =
        missing("文中没有确属本机关本年度的数量", "no quantity in the text that is surely of this body and year");
    prose(case).or_else(|| stated(case).next().is_none().then_some(none))
}

/// A quantity that the tables have too.
pub(super) fn comparable_claim(case: &Case<'_>) -> Option<Gap> {
    let none = missing("文中没有可与表格核对的数量", "no quantity in the text to be held against the tables");
    let elsewhere = |claim: &&Claim| !matches!(claim.subject, Quantity::Published | Quantity::ProcessingFee);
    prose(case).or_else(|| stated(case).find(elsewhere).is_none().then_some(none))
}

/// A number of applications that came in.
pub(super) fn claim_on_received(case: &Case<'_>) -> Option<Gap> {
    let none = missing("文中没有所收申请的件数", "no number of applications received in the text");
    let received =
        |claim: &&Claim| matches!(claim.subject, Quantity::Received | Quantity::TakenIn | Quantity::Processed);
    prose(case).or_else(|| stated(case).find(received).is_none().then_some(none))
}

/// The information processing fee, and the fees that it is a part of.
pub(super) fn claim_on_fee(case: &Case<'_>) -> Option<Gap> {
    let none = missing("文中没有信息处理费的金额", "no information processing fee in the text");
    let fee = |claim: &&Claim| claim.subject == Quantity::ProcessingFee;
    let unknown = |cell| !matches!(case.draft().state(cell), State::Amount(_));
    let in_table = || Quantity::Fees.cells(case.draft().form()).into_iter().any(unknown).then_some(NUMBERS);
    prose(case).or_else(|| stated(case).find(fee).is_none().then_some(none)).or_else(in_table)
}

fn stated<'a>(case: &'a Case<'_>) -> impl Iterator<Item = &'a Claim> {
    case.claims().claims.iter().filter(|claim| claim.is_stated())
}
