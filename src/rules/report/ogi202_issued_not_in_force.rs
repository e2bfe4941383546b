use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::draft::{Draft, State};
use crate::form::{Cell, Column, Edition, Row, cells};

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    editions: Edition::Revised2021.and_later(),
    basis: Bilingual {
        zh: "国办公开办函〔2021〕30号：数据核定时间点为12月31日",
        en: "Guobangongkaibanhan [2021] No. 30: figures as of 31 December",
    },
    formula: Bilingual {
        zh: "本年制发件数 ≤ 现行有效件数 + 本年废止件数", en: "issued ≤ in force + repealed"
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| {
            let unknown = |c: &Cell| case.draft().count(*c).is_none();
            Row::all().filter_map(of_row).flatten().any(|c| unknown(&c)).then_some(lacks::NUMBERS)
        },
        check,
        passing: || of_documents(5, 2, 34),
        failing: || of_documents(5, 0, 0),
    },
    page: r"本年制发的件数多于“现行有效”与“本年废止”之和。2021年通知规定“各项数据核定时间点为报告年度的12月31日”，因此本年制发的文件到年末要么
现行有效，要么已经废止。文件也会不经废止而自行失效，所以是警告。

More was issued this year than is in force and was repealed together. The notice of 2021 fixes the date of all figures of table 二:
“各项数据核定时间点为报告年度的12月31日” (31 December of the report year). So a document that was issued in the year is in force at its
end or was repealed. A document can also lapse without being repealed, so the finding is a warning.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    let of_documents = Row::all().filter_map(of_row).filter_map(|cells| {
        let [Some(issued), Some(repealed), Some(in_force)] = cells.map(|c| draft.count(c)) else { return None };
        if i128::from(issued) <= i128::from(repealed) + i128::from(in_force) {
            return None;
        }
        let place = draft.entry(cells[0]).place().clone();
        Some(Observation::of(Details::Documents { issued, repealed, in_force }).with_cells(cells).with_place(place))
    });
    of_documents.collect()
}

/// The cells of a row that counts documents: issued, repealed, in force.
fn of_row(row: Row) -> Option<[Cell; 3]> {
    Some([Cell::new(row, Column::Issued)?, Cell::new(row, Column::Repealed)?, Cell::new(row, Column::InForce)?])
}

fn of_documents(issued: i64, repealed: i64, in_force: i64) -> Draft {
    example::with(&[
        (cells::disclosure::normative_documents::ISSUED, State::Count(issued)),
        (cells::disclosure::normative_documents::REPEALED, State::Count(repealed)),
        (cells::disclosure::normative_documents::IN_FORCE, State::Count(in_force)),
    ])
}
