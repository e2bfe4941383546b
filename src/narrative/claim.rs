//! What the text was found to say, as data.

use std::ops::Range;

use rust_decimal::Decimal;

use super::subject::Quantity;
use crate::draft::Place;
use crate::form::{Lang, Section, Unit};

/// A number as the text states it, with the precision it is stated at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct StatedNumber {
    /// The number.
    pub number: Decimal,
    /// How far the true number may lie from it, on either side: 0 for a plain count, 500 for 1.4万.
    pub within: Decimal,
}

impl StatedNumber {
    /// A count that is stated exactly.
    pub fn exact(number: i64) -> Self {
        Self { number: Decimal::from(number), within: Decimal::ZERO }
    }

    /// An amount as written: exact as far as its last digit goes.
    pub(super) const fn written(number: Decimal) -> Self {
        Self { number, within: Decimal::ZERO }
    }

    /// A number that is rounded to a multiple of `unit`.
    pub(super) fn rounded(number: Decimal, unit: Decimal) -> Self {
        Self { number, within: unit / Decimal::TWO }
    }

    /// Whether `number` may be meant.
    pub fn fits(&self, number: Decimal) -> bool {
        self.number.checked_sub(number).is_some_and(|gap| gap.abs() <= self.within)
    }

    /// Whether the text says that there is none.
    pub fn is_zero(&self) -> bool {
        self.number.is_zero()
    }

    /// The count, where the value is a whole number stated exactly.
    pub fn count(&self) -> Option<i64> {
        if self.within.is_zero() && self.number.fract().is_zero() { self.number.try_into().ok() } else { None }
    }
}

/// What is counted, as written after the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Measure {
    /// A counting word: 件, 宗, 条, 份, 次 …
    Count(char),
    /// Money.
    Money(Unit),
    /// Nothing is written after the number, or the text has no number: 未收到.
    None,
}

/// Whose figure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Whose {
    /// The body that reports, as far as the sentence tells.
    ThisBody,
    /// Another body, another level, or only a part of this body.
    Other,
}

/// Why a claim is not compared with anything. In JSON by its name in kebab case: `other-year`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// It is about another year than the report's.
    OtherYear,
    /// It is about a part of the year: a month, a quarter, 上半年.
    PartOfYear,
    /// It counts up over a time that need not be the report's: 累计, 截至, 自…以来.
    Cumulative,
    /// It speaks of what is to come: 下一步, 2025年将.
    Planned,
    /// It is about another body, another level, or a part of this body.
    OtherBody,
    /// It is about a part only: what came by letter, what concerned one matter.
    Part,
    /// It is not stated as a number but as about so many: 约, 余, 近, 以上.
    About,
    /// Words stand between the number and what it may count that the grammar does not know.
    UnknownWords,
    /// The words fit more than one quantity.
    Ambiguous,
    /// Nothing nearby says that applications for information are meant.
    NoTopic,
    /// It counts what was published, not what was decided or issued.
    Published,
    /// It is said of what did not happen: 未答复 3 件.
    Negated,
    /// The body may report it as the organ that decides such cases: 办理行政复议案件.
    AsOrgan,
    /// The form of this edition has no cell for it.
    NoCell,
    /// A cell that it would be compared with holds no number.
    UnknownCell,
}

impl Reason {
    /// The reason in a few words.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::OtherYear => lang.pick("其他年度", "another year"),
            Self::PartOfYear => lang.pick("年内一段时间", "part of the year"),
            Self::Cumulative => lang.pick("累计数", "running total"),
            Self::Planned => lang.pick("计划数", "plan"),
            Self::OtherBody => lang.pick("其他单位或层级", "another body or level"),
            Self::Part => lang.pick("其中一部分", "part of the quantity"),
            Self::About => lang.pick("约数", "rough number"),
            Self::UnknownWords => lang.pick("有不识的词", "unknown words"),
            Self::Ambiguous => lang.pick("可指多项", "fits several quantities"),
            Self::NoTopic => lang.pick("未说明与政府信息公开有关", "not said to be about information"),
            Self::Published => lang.pick("公开的数量", "counts what was published"),
            Self::Negated => lang.pick("未发生的数量", "of what did not happen"),
            Self::AsOrgan => lang.pick("可能是作为复议、审判机关办理的", "perhaps as the deciding organ"),
            Self::NoCell => lang.pick("本格式没有对应的格", "no cell in this form"),
            Self::UnknownCell => lang.pick("对应的格没有数", "the cell holds no number"),
        }
    }

    /// Whether what is listed as parts of such a number is no surer than the number.
    pub(super) const fn taints_parts(self) -> bool {
        matches!(self, Self::Part | Self::OtherBody) || self.is_of_the_strange()
    }

    /// Whether what is counted may be something that the form does not count.
    pub(super) const fn is_of_the_strange(self) -> bool {
        matches!(self, Self::UnknownWords | Self::AsOrgan | Self::NoTopic)
    }
}

/// Why a list is not held against its whole. In JSON by its name in kebab case: `falls-short`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum OpenList {
    /// It says that it is not complete: 等, 主要, 重点.
    SaysSo,
    /// Parts are stated as about so many, or as 各.
    Unclear,
    /// Parts have parts of their own.
    Nested,
    /// Parts of several kinds stand in it.
    Mixed,
    /// The parts fall short of the whole, and nothing says that they are all.
    FallsShort,
    /// The parts are so far from the whole that another reading is likelier.
    FarOff,
    /// The paragraph ends within it.
    CutOff,
    /// The tables hold the same whole and the same parts: what was received is listed by what was done.
    AsTables,
}

impl OpenList {
    /// The reason in a few words.
    pub const fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::SaysSo => lang.pick("列举未尽", "says that it is not complete"),
            Self::Unclear => lang.pick("有约数", "rough numbers"),
            Self::Nested => lang.pick("部分之下又有部分", "parts with parts of their own"),
            Self::Mixed => lang.pick("几类并列", "parts of several kinds"),
            Self::FallsShort => lang.pick("未说已列全", "does not say that it is complete"),
            Self::FarOff => lang.pick("相差过大，或另有所指", "too far off for this reading"),
            Self::CutOff => lang.pick("段落中断", "the paragraph breaks off"),
            Self::AsTables => lang.pick("与表格各数一致", "as the tables have it"),
        }
    }
}

/// Where in the report's text something stands.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Span {
    /// The section, or `None` for the text before section 一.
    pub section: Option<Section>,
    /// Which of [`Draft::prose`](crate::draft::Draft::prose).
    pub prose: usize,
    /// Which of that section's passages.
    pub passage: usize,
    /// The bytes of the passage.
    pub bytes: Range<usize>,
    /// The bytes of the sentence around it, as far as it stands in this passage.
    pub sentence: Range<usize>,
    /// Where the passage stands in the document.
    pub place: Place,
}

/// One statement of a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Claim {
    /// What is counted.
    pub subject: Quantity,
    /// What else the words may count: 因…不掌握…无法提供 may give the row or its group.
    pub or: Option<Quantity>,
    /// The number; 0 where the text says 未收到 or 无.
    pub value: StatedNumber,
    /// What stands after the number.
    pub measure: Measure,
    /// The year that it speaks of, where that is known.
    pub year: Option<u16>,
    /// Whose figure it is.
    pub scope: Whose,
    /// Why it is not compared with the tables; `None` for one of this body and this year.
    pub doubt: Option<Reason>,
    /// Where the number (or the word that denies it) stands.
    pub span: Span,
}

impl Claim {
    /// Whether the claim is of this body and this year, and so compared with the tables.
    pub const fn is_stated(&self) -> bool {
        self.doubt.is_none()
    }
}
