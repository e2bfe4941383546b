use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::State;
use crate::form::{Cell, Column, Edition, Row, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "条例第三十三条：二十个工作日内答复，延长不超过二十个工作日",
        en: "Regulation, art. 33: an answer within 20 working days, extended by 20 at most",
    },
    formula: Bilingual { zh: "四 ≤ 一", en: "carried forward ≤ received" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| {
            let unknown = |cell: &Cell| case.draft().count(*cell).is_none();
            columns().flatten().any(|cell| unknown(&cell)).then_some(lacks::NUMBERS)
        },
        check,
        passing: example::disclosed,
        failing: || {
            example::with(&[
                (cells::applications::received::NATURAL_PERSON, State::Count(1)),
                (cells::applications::received::TOTAL, State::Count(1)),
                (cells::applications::brought_forward::NATURAL_PERSON, State::Count(3)),
                (cells::applications::brought_forward::TOTAL, State::Count(3)),
                (cells::applications::carried_forward::NATURAL_PERSON, State::Count(4)),
                (cells::applications::carried_forward::TOTAL, State::Count(4)),
            ])
        },
    },
    page: r"结转下年度的件数多于本年新收。条例第三十三条规定收到申请后二十个工作日内答复，延长不超过二十个工作日，因此年末未办结的通常是年末新收的
申请；多出来的必然是上年结转而整年没有办结的，或者有数写错。征求第三方意见、等待补正的时间不计入期限，所以只是提示。“总计”栏只在各类申请人没有
这一问题时才报告。

More applications are carried forward than were received in the year. Art. 33 of the Regulation gives 20 working days for an answer,
extended by 20 at most, so what is open at the end of the year was mostly received shortly before. What exceeds the year's receipts
was brought forward and stayed open all year, or a number is wrong. The time for hearing third parties and for supplements does not count,
so it is a note. The column 总计 is reported only where no kind of applicant is.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let over = |cells: [Cell; 2]| {
        let [Some(received), Some(carried_forward)] = cells.map(|cell| draft.count(cell)) else { return None };
        let details = Details::OpenOverReceived { received, carried_forward };
        let place = draft.entry(cells[1]).place().clone();
        (carried_forward > received).then(|| Observation::of(details).with_cells(cells).with_place(place))
    };
    let (totals, applicants): (Vec<_>, Vec<_>) = columns().partition(|[received, _]| received.column().is_total());
    let found: Vec<Observation> = applicants.into_iter().filter_map(over).collect();
    if found.is_empty() { totals.into_iter().filter_map(over).collect() } else { found }
}

/// What was received and what is carried forward, column by column.
fn columns() -> impl Iterator<Item = [Cell; 2]> {
    Column::all()
        .filter_map(|column| Some([Cell::new(Row::Received, column)?, Cell::new(Row::CarriedForward, column)?]))
}
