use rust_decimal::Decimal;

use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, TrialFault, example, lacks};
use crate::draft::{Amount, Draft, State};
use crate::form::cells::disclosure::{procurement, rules};
use crate::form::{Cell, Column, Edition, Form, Row};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: &[Edition::Trial2019],
    basis: Bilingual { zh: "表二各栏的字面", en: "the words of the columns of table 二" },
    formula: Bilingual {
        zh: "本年新公开 ≤ 对外公开总数；上一年项目 + 本年增/减 ≥ 0；采购项目为 0 ⇔ 采购总金额为 0",
        en: "newly published ≤ published in all; items + change ≥ 0; no procurement project if and only if no procurement sum",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| {
            let draft = case.draft();
            let unknown = |cell: &Cell| !matches!(draft.state(*cell), State::Count(_) | State::Amount(_));
            pairs(draft).flatten().any(|cell| unknown(&cell)).then_some(lacks::NUMBERS)
        },
        check,
        passing: || of_rules(2, 14),
        failing: || of_rules(14, 2),
    },
    page: r"2019年试行格式第二部分同一行的两个数不能并存：“本年新公开数量”多于“对外公开总数量”；“上一年项目数量”加“本年增/减”小于 0；“采购项目数量”为 0
而“采购总金额”不为 0，或者相反。

Two numbers of one row of section 二 of the trial edition do not go together: more was newly published in the year (本年新公开数量) than
is published in all (对外公开总数量); the items of the last year (上一年项目数量) with their change (本年增/减) are below 0; there are no procurement
projects (采购项目数量) and yet a sum (采购总金额), or the reverse.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let observed = |cells: [Cell; 2]| {
        let fault = fault(draft, cells)?;
        let place = draft.entry(cells[0]).place().clone();
        Some(Observation::of(Details::TrialRow { fault }).with_cells(cells).with_place(place))
    };
    pairs(draft).filter_map(observed).collect()
}

/// The cells of each row of section 二 that the words of their columns tie.
fn pairs(draft: &Draft) -> impl Iterator<Item = [Cell; 2]> {
    const TIED: [[Column; 2]; 3] = [
        [Column::NewlyPublished, Column::TotalPublished],
        [Column::ItemsLastYear, Column::NetChange],
        [Column::Projects, Column::TotalValue],
    ];
    let of_row = |row: Row| TIED.map(|tied| tied.map(|column| Cell::new(row, column)));
    let form = draft.form();
    Row::all().flat_map(of_row).filter_map(|[a, b]| a.zip(b)).map(<[Cell; 2]>::from).filter(move |[a, _]| a.is_in(form))
}

fn fault(draft: &Draft, [first, second]: [Cell; 2]) -> Option<TrialFault> {
    let count = draft.count(first)?;
    match draft.state(second) {
        State::Count(total) if second.column() == Column::TotalPublished => (count > *total)
            .then_some(TrialFault::PublishedOverTotal { newly_published: count, total_published: *total }),
        State::Count(change) => {
            let is_below = i128::from(count) + i128::from(*change) < 0;
            is_below.then_some(TrialFault::ItemsBelowZero { items_last_year: count, net_change: *change })
        }
        State::Amount(Amount { value, .. }) => {
            let is_half = (count == 0) != value.is_zero();
            is_half.then_some(TrialFault::HalfProcurement { projects: count, total_value: *value })
        }
        _ => None,
    }
}

fn of_rules(newly: i64, total: i64) -> Draft {
    let mut draft = example::zeros(Form::Trial2019);
    draft.put(rules::NEWLY_PUBLISHED, newly);
    draft.put(rules::TOTAL_PUBLISHED, total);
    draft.put(procurement::PROJECTS, 3);
    draft.put(procurement::TOTAL_VALUE, Amount { value: Decimal::from(251_000), unit: None });
    draft
}
