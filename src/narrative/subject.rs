//! What a sentence can be about, and which cells that is.

use serde::Serialize;

use crate::form::{Cell, Column, Edition, Form, Group, Lang, Row, cells};

/// The quantity that a claim states.
///
/// Most are a cell or a sum of cells ([`Quantity::cells`]); two are in no table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Quantity {
    /// Applications received this year: 收到, 新收, 接到.
    Received,
    /// Applications 受理, 登记 or 新增: what came in, with or without what was brought forward.
    TakenIn,
    /// Applications 办理 or 处理: what came in or what was done, as the writer meant it.
    Processed,
    /// Applications brought forward from last year.
    BroughtForward,
    /// Applications handled: 办结.
    Handled,
    /// Applications answered: 答复, 回复. Not every outcome is an answer.
    Answered,
    /// Applications carried forward to next year.
    CarriedForward,
    /// One outcome of section 三.
    Outcome(Row),
    /// A group of outcomes: 不予公开, 无法提供, 不予处理, 其他处理.
    OutcomeGroup(Group),
    /// 予以公开 and 部分公开 in one number.
    DisclosedOrPartly,
    /// Applications received from one kind of applicant.
    From(Column),
    /// Applications received from 法人或其他组织, all kinds together.
    FromOrganizations,
    /// Reconsideration and litigation cases.
    Cases(Instance),
    /// Cases with one result.
    Result(Instance, Column),
    /// Rules or normative documents issued, repealed or in force.
    Documents(Row, Column),
    /// Decisions on licences, penalties, coercion.
    Decisions(Row),
    /// Administrative fees collected, in money.
    Fees,
    /// The information processing fee (信息处理费): at most a part of the fees.
    ProcessingFee,
    /// Information published, in 条: in no table.
    Published,
}

/// Cases before which instance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Instance {
    /// 行政复议.
    Reconsideration,
    /// 行政诉讼, both blocks.
    Litigation,
    /// 未经复议直接起诉.
    Direct,
    /// 复议后起诉.
    AfterReconsideration,
    /// 行政复议 and 行政诉讼 in one number.
    All,
}

impl Instance {
    /// The blocks of section 四 that count such cases.
    pub fn rows(self) -> impl Iterator<Item = Row> {
        let rows: &[Row] = match self {
            Self::Reconsideration => &[Row::Reconsideration],
            Self::Litigation => &[Row::DirectLitigation, Row::LitigationAfterReconsideration],
            Self::Direct => &[Row::DirectLitigation],
            Self::AfterReconsideration => &[Row::LitigationAfterReconsideration],
            Self::All => &[Row::Reconsideration, Row::DirectLitigation, Row::LitigationAfterReconsideration],
        };
        rows.iter().copied()
    }
}

impl Quantity {
    /// The cells whose sum the claim states, in the form's order. Empty where the form has none.
    ///
    /// ```
    /// use ogi_report::form::cells::proceedings::{direct_litigation, litigation_after_reconsideration};
    /// use ogi_report::form::{Form, Group};
    /// use ogi_report::narrative::{Instance, Quantity};
    ///
    /// let litigation = Quantity::Cases(Instance::Litigation).cells(Form::Revised2021);
    /// assert_eq!(litigation, [direct_litigation::TOTAL, litigation_after_reconsideration::TOTAL]);
    /// assert_eq!(Quantity::OutcomeGroup(Group::Withheld).cells(Form::Revised2021).len(), 8);
    /// ```
    pub fn cells(self, form: Form) -> Vec<Cell> {
        let total = |row: Row| Cell::new(row, Column::Total);
        let cells: Vec<Option<Cell>> = match self {
            Self::Received | Self::TakenIn => vec![total(Row::Received)],
            Self::BroughtForward => vec![total(Row::BroughtForward)],
            Self::Handled | Self::Answered | Self::Processed => vec![total(Row::Handled)],
            Self::CarriedForward => vec![total(Row::CarriedForward)],
            Self::Outcome(row) => vec![total(row)],
            Self::OutcomeGroup(group) => members(group, form).map(total).collect(),
            Self::DisclosedOrPartly => vec![total(Row::Disclosed), total(Row::PartlyDisclosed)],
            Self::From(column) => vec![Cell::new(Row::Received, column)],
            Self::FromOrganizations => Column::all()
                .filter(|c| !c.is_total() && *c != Column::NaturalPerson)
                .filter_map(|c| Cell::new(Row::Received, c).map(Some))
                .collect(),
            Self::Cases(instance) => instance.rows().map(total).collect(),
            Self::Result(instance, column) => instance.rows().map(|row| Cell::new(row, column)).collect(),
            // A form has one of the two.
            Self::Documents(row, Column::Issued) => vec![Cell::new(row, Column::Issued), Cell::new(row, Column::Made)],
            Self::Documents(row, column) => vec![Cell::new(row, column)],
            Self::Decisions(row) => vec![Cell::new(row, Column::Decisions)],
            Self::Fees => vec![Some(cells::disclosure::fees::AMOUNT)],
            Self::ProcessingFee | Self::Published => Vec::new(),
        };
        cells.into_iter().flatten().filter(|c| c.is_in(form)).collect()
    }

    /// Whether it counts applications or how they were dealt with.
    pub const fn is_of_applications(self) -> bool {
        !matches!(
            self,
            Self::Cases(_)
                | Self::Result(..)
                | Self::Documents(..)
                | Self::Decisions(_)
                | Self::Fees
                | Self::ProcessingFee
                | Self::Published
        )
    }

    /// Whether it counts what was done with applications: 办理, 办结, 答复.
    pub(super) const fn is_done(self) -> bool {
        matches!(self, Self::Handled | Self::Answered | Self::Processed)
    }

    /// Whether it counts what came in or what was done.
    pub(super) const fn is_inflow_or_done(self) -> bool {
        matches!(self, Self::Received | Self::TakenIn) || self.is_done()
    }

    /// Whether it counts cases of reconsideration or litigation.
    pub(super) const fn is_of_cases(self) -> bool {
        matches!(self, Self::Cases(_) | Self::Result(..))
    }

    /// The quantity in words.
    pub fn name(self, edition: Edition, lang: Lang) -> String {
        let zh = matches!(lang, Lang::Zh);
        let of = |a: &str, b: &str| if zh { format!("{a} · {b}") } else { format!("{a}, {b}") };
        let text = |zh_text: &str, en_text: &str| if zh { zh_text.to_owned() } else { en_text.to_owned() };
        match self {
            Self::Received | Self::TakenIn => Row::Received.label(edition, lang).to_owned(),
            Self::Processed | Self::Handled | Self::Answered => Row::Handled.label(edition, lang).to_owned(),
            Self::BroughtForward => Row::BroughtForward.label(edition, lang).to_owned(),
            Self::CarriedForward => Row::CarriedForward.label(edition, lang).to_owned(),
            Self::Outcome(row) | Self::Decisions(row) => row.label(edition, lang).to_owned(),
            Self::OutcomeGroup(group) => group.label(lang).to_owned(),
            Self::DisclosedOrPartly => {
                of(Row::Disclosed.label(edition, lang), Row::PartlyDisclosed.label(edition, lang))
            }
            Self::From(column) => of(Row::Received.label(edition, lang), column.label(edition, lang)),
            Self::FromOrganizations => {
                of(Row::Received.label(edition, lang), if zh { "法人或其他组织" } else { "organisations" })
            }
            Self::Cases(instance) => instance.name(edition, lang),
            Self::Result(instance, column) => of(&instance.name(edition, lang), column.label(edition, lang)),
            Self::Documents(row, column) => of(row.label(edition, lang), column.label(edition, lang)),
            Self::Fees => Row::Fees.label(edition, lang).to_owned(),
            Self::ProcessingFee => text("信息处理费", "information processing fee"),
            Self::Published => text("主动公开的信息", "information published"),
        }
    }
}

impl Instance {
    fn name(self, edition: Edition, lang: Lang) -> String {
        match self {
            Self::Litigation => Group::Litigation.label(lang).to_owned(),
            _ => self.rows().map(|row| row.label(edition, lang)).collect::<Vec<_>>().join(match lang {
                Lang::Zh => "、",
                Lang::En => ", ",
            }),
        }
    }
}

/// The outcomes under a heading, in the printed form.
pub(super) fn members(group: Group, form: Form) -> impl Iterator<Item = Row> {
    Row::all().filter(move |row| {
        row.is_in(form)
            && row.is_outcome()
            && (row.group() == Some(group) || (group == Group::OtherHandling && *row == Row::OtherHandlingUndivided))
    })
}
