use super::{Bilingual, Definition, Details, Equation, Observation, Of, Severity, Term, YearRelation, example, lacks};
use crate::extract::Extract;
use crate::form::{Cell, Column, Edition, Row, cells};
use crate::series::Series;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Warning,
    basis: Bilingual {
        zh: "国办公开办函〔2021〕30号：数据核定时间点为12月31日",
        en: "Guobangongkaibanhan [2021] No. 30: figures as of 31 December",
    },
    formula: Bilingual {
        zh: "现行有效 = 上一年现行有效 + 本年制发 − 本年废止",
        en: "in force = last year's in force + issued - repealed",
    },
    editions: Edition::Revised2021.and_later(),
    identity: None,
    since: "0.1.0",
    of: Of::Series { lacks: lacks::links, check, passing: || of_documents(420), failing: || of_documents(470) },
    page: r"现行有效件数 = 上一年现行有效 + 本年制发 − 本年废止，规章和行政规范性文件都是。2021年通知规定“各项数据核定时间点为报告年度的12月31日”，
两年的现行有效件数都是年末数。文件有效期届满自行失效、集中清理、机构改革时文件划转，
都会使它正当地不成立，所以只是警告。

In force = last year's in force + issued − repealed, for rules and for normative documents. Both stocks are those of 31 December:
“各项数据核定时间点为报告年度的12月31日” (notice of 2021). It fails rightly where
documents lapse by their own term, after a general clean-up, and where a reorganisation moves documents between bodies:
therefore it is a warning and never an error. 2021 has no year before it that counts the same thing.",
};

fn of_documents(in_force: i64) -> Series {
    let [stock, issued, repealed] = [
        cells::disclosure::normative_documents::IN_FORCE,
        cells::disclosure::normative_documents::ISSUED,
        cells::disclosure::normative_documents::REPEALED,
    ];
    example::two_years(&[(stock, 597)], &[(issued, 50), (repealed, 227), (stock, in_force)])
}

fn check(series: &Series) -> Vec<Observation> {
    series.links().flat_map(|(last, this)| Row::all().filter_map(move |row| stock(row, last, this))).collect()
}

fn stock(row: Row, last: &Extract, this: &Extract) -> Option<Observation> {
    let in_force = Cell::new(row, Column::InForce)?;
    let [issued, repealed] = [Cell::new(row, Column::Issued)?, Cell::new(row, Column::Repealed)?];
    let equation = Equation {
        left: vec![Term::of(this, in_force), Term::of(this, repealed)],
        right: vec![Term::of(last, in_force), Term::of(this, issued)],
    };
    if !equation.is_known() || equation.difference() == 0 {
        return None;
    }
    let details = Details::Years { relation: YearRelation::Stock, equation };
    Some(Observation::of(details).with_reports([last, this]))
}
