use super::{Bilingual, Case, Definition, Details, Observation, Of, Severity, example, lacks};
use crate::form::Edition;

pub(in crate::rules) static RULE: Definition = Definition {
    severity: Severity::Note,
    editions: Edition::Revised2021.and_later(),
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
    let (used, passages) = (draft.edition(), || draft.prose().iter().flat_map(|p| &p.passages));
    // A report that cites both notices knows which one holds.
    let number = key(used.document_number());
    if passages().any(|p| key(&p.text).contains(&number)) {
        return Vec::new();
    }
    let cited = passages().filter_map(|p| Some((p, superseded(&p.text, used)?)));
    cited
        .map(|(passage, (cited, sentence))| {
            let details = Details::Notice { cited, used };
            Observation::of(details).with_place(passage.place.clone()).with_wording(sentence)
        })
        .collect()
}

/// The text without brackets and spaces, which vary in document numbers: 〔2019〕, [2019], （2019）, 【2019】.
fn key(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !"〔〕[]［］【】()（）《》〈〉<>".contains(*c)).collect()
}

/// The first sentence that cites the notice of an edition before this one and does not speak of its replacement.
fn superseded(text: &str, used: Edition) -> Option<(Edition, &str)> {
    text.split_inclusive('。').find_map(|sentence| {
        let key = key(sentence);
        let replaced = ["废止", "取代", "替代", "修订", "不再"].iter().any(|word| key.contains(word));
        let cited = used.earlier().iter().find(|edition| edition.citations().any(|by| cites(&key, by)));
        cited.filter(|_| !replaced).map(|edition| (*edition, sentence))
    })
}

/// Whether the sentence has the number or the title: 60号, and not 600号 written without its 号.
fn cites(sentence: &str, by: &str) -> bool {
    let by = key(by);
    sentence.match_indices(&by).any(|(at, _)| {
        !sentence.get(at + by.len()..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })
}
