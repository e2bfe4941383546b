use std::collections::BTreeSet;

use super::{Bilingual, Case, Citation, Definition, Details, Gap, Observation, Of, Severity, example, lacks};
use crate::form::Edition;
use crate::narrative::Cited;
use crate::shown::clipped;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &Edition::ALL,
    basis: Bilingual {
        zh: "《中华人民共和国政府信息公开条例》（国务院令第711号）",
        en: "the Regulation (State Council decree No. 711)",
    },
    formula: Bilingual {
        zh: "条例的令号为第492号或第711号，条文为第一条至第五十六条",
        en: "the Regulation is cited by decree No. 492 or 711 and by articles 1 to 56",
    },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: |case| lacks::prose(case).or_else(|| uncited(case)),
        check,
        passing: || example::saying("根据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条编制。"),
        failing: || example::saying("根据《中华人民共和国政府信息公开条例》（国务院令第771号）编制。"),
    },
    page: r"文中引用《政府信息公开条例》时写的令号不是第492号（2007年公布）或第711号（2019年修订），如“国务院令第771号”；或者写了条例没有的条文，
如“国务院令第711条”。只看紧接在条例名称前后的令号和条文，同一句中其他法规的令号不算。

The text cites the Regulation by a decree that is neither No. 492 (promulgated 2007) nor No. 711 (revised 2019), such as 国务院令第771号, or
by an article that it does not have, such as 国务院令第711条. Only numbers that touch the title count: those of other acts in the
same sentence are not the Regulation's.",
};

/// The decrees that promulgated and revised the Regulation.
const DECREES: [u64; 2] = [492, 711];

/// The last article of the Regulation.
const ARTICLES: u64 = 56;

fn check(case: &Case<'_>) -> Vec<Observation> {
    if lacks::prose(case).is_some() {
        return Vec::new();
    }
    let mut told = BTreeSet::new();
    let mut observed = |cited: &Cited| {
        let citation = unknown(cited)?;
        // A number that occurs again is reported once.
        let is_new = told.insert((cited.is_article, cited.number));
        let wording = format!("{}\n{}", cited.quote, cited.number);
        let details = Details::Citation { quote: clipped(&cited.quote), citation };
        is_new.then(|| Observation::of(details).with_place(cited.place.clone()).with_wording(wording))
    };
    case.citations().iter().filter_map(&mut observed).collect()
}

/// The number, if the Regulation does not have it.
fn unknown(cited: &Cited) -> Option<Citation> {
    let number = cited.number;
    if cited.is_article {
        (number > ARTICLES).then_some(Citation::Article { number, articles: ARTICLES })
    } else {
        (!DECREES.contains(&number)).then_some(Citation::Decree { number, decrees: DECREES })
    }
}

fn uncited(case: &Case<'_>) -> Option<Gap> {
    let none = lacks::missing("文中没有引用条例的令号和条文", "the text cites the Regulation by no number");
    case.citations().is_empty().then_some(none)
}
