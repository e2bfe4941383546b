use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: &[Edition::Revised2021],
    basis: Bilingual { zh: "国办公开办函〔2021〕30号", en: "Guobangongkaibanhan [2021] No. 30" },
    formula: Bilingual { zh: "所引格式文件 = 表格所用的文件", en: "notice cited = notice of the tables" },
    identity: None,
    since: "0.1.0",
    of: Of::Report {
        lacks: lacks::prose,
        check,
        passing: || example::saying("根据国办公开办函〔2021〕30号编制。"),
        failing: || example::saying("根据国办公开办函〔2019〕60号编制。"),
    },
    page: r"表格是2021年格式，文中却引用已被取代的国办公开办函〔2019〕60号或其名称（……格式（试行））。同时引用两个
文件的，不报告。

The tables are of the 2021 edition, and the text cites the notice that it superseded: Guobangongkaibanhan [2019] No. 60, or
its title, the format 试行 (on trial). A report that cites both notices is not held to the old one.",
};

fn check(case: &Case<'_>) -> Vec<Observation> {
    let draft = case.draft();
    if lacks::prose(case).is_some() {
        return Vec::new();
    }
    let passages = || draft.prose().iter().flat_map(|p| &p.passages);
    // A report that cites both notices knows which one holds.
    let number = key(Edition::Revised2021.document_number());
    if passages().any(|p| key(&p.text).contains(&number)) {
        return Vec::new();
    }
    let cited = passages().filter_map(|p| Some((p, trial_notice_cited(&p.text)?)));
    cited
        .map(|(passage, sentence)| {
            let details = Details::Notice { cited: Edition::Trial2019, used: Edition::Revised2021 };
            Observation::of(details).with_place(passage.place.clone()).with_wording(sentence)
        })
        .collect()
}

/// The text without brackets and spaces, which vary in document numbers: 〔2019〕, [2019], （2019）, 【2019】.
fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"〔〕[]［］【】()（）《》〈〉<>".contains(*c)).collect()
}

/// The sentence that cites the trial notice by its number or its title, and does not speak of its replacement.
fn trial_notice_cited(text: &str) -> Option<&str> {
    let number = key(Edition::Trial2019.document_number());
    text.split_inclusive('。').find(|sentence| {
        let sentence = key(sentence);
        let cited = sentence.match_indices(&number).any(|(at, _)| {
            // 60号, and not 600号 written without its 号.
            !sentence.get(at + number.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        });
        let titled = sentence.contains("年度报告格式试行");
        let replaced = ["废止", "取代", "替代", "修订", "不再"].iter().any(|word| sentence.contains(word));
        (cited || titled) && !replaced
    })
}
