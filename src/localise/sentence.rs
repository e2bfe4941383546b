//! Explanations in the words of the clerk who filled in the form.

use super::explanation::{Change, Explained, Explanation};
use super::form::Diagnosis;
use super::mechanism::Mechanism;
use crate::form::{Cell, Edition, Lang, Section};
use crate::impossible::{Cut, DebugExpect};

impl Mechanism {
    /// The mechanism in words: 数字颠倒, "digits interchanged".
    pub const fn words(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Sign, Lang::Zh) => "正负号写错",
            (Self::Sign, Lang::En) => "sign reversed",
            (Self::DigitInterchange, Lang::Zh) => "数字颠倒",
            (Self::DigitInterchange, Lang::En) => "digits interchanged",
            (Self::DecimalShift, Lang::Zh) => "数位错移",
            (Self::DecimalShift, Lang::En) => "decimal place shifted",
            (Self::DigitDropped, Lang::Zh) => "漏写一位数字",
            (Self::DigitDropped, Lang::En) => "a digit dropped",
            (Self::DigitAdded, Lang::Zh) => "多写一位数字",
            (Self::DigitAdded, Lang::En) => "a digit added",
            (Self::BlankReadAsZero, Lang::Zh) => "漏填，按0计",
            (Self::BlankReadAsZero, Lang::En) => "left out and read as 0",
            (Self::DigitReplaced, Lang::Zh) => "写错一位数字",
            (Self::DigitReplaced, Lang::En) => "a digit replaced",
            (Self::TotalNotUpdated, Lang::Zh) => "总计未随之更新",
            (Self::TotalNotUpdated, Lang::En) => "total not updated",
            (Self::RowsExchanged, Lang::Zh) => "两行互换",
            (Self::RowsExchanged, Lang::En) => "two rows exchanged",
            (Self::NeighbouringColumn, Lang::Zh) => "填入相邻列",
            (Self::NeighbouringColumn, Lang::En) => "entered in the neighbouring column",
            (Self::NeighbouringRow, Lang::Zh) => "填入相邻行",
            (Self::NeighbouringRow, Lang::En) => "entered in the neighbouring row",
            (Self::ValuesExchanged, Lang::Zh) => "两数互换",
            (Self::ValuesExchanged, Lang::En) => "two values exchanged",
            (Self::Other, Lang::Zh) => "原因不明",
            (Self::Other, Lang::En) => "cause not apparent",
        }
    }
}

impl Explanation {
    /// The changes in words, each cell as the form numbers it.
    pub fn words(&self, edition: Edition, lang: Lang) -> String {
        // In either language as the form prints it: the form is in Chinese, and the findings below give the cell's English name.
        self.words_with(lang, |cell| short(*cell, edition))
    }
}

impl<S> Explanation<S> {
    /// The changes in words, each site by its name.
    pub(crate) fn words_with(&self, lang: Lang, name: impl Fn(&S) -> String) -> String {
        let described = self.changes.iter().map(|change| describe(change, &name(&change.site), lang));
        described.collect::<Vec<_>>().join(lang.pick("；", "; "))
    }
}

impl Diagnosis {
    /// What was found, a sentence for each part of the form in which something is wrong.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let broken: Vec<&Explained> = self.parts().iter().filter(|part| part.at_least > 0).collect();
        let alone = broken.len() == 1;
        broken.into_iter().map(|part| self.sentence(part, alone, lang)).collect()
    }

    fn sentence(&self, part: &Explained, alone: bool, lang: Lang) -> String {
        let edition = self.form().edition();
        let (least, ties) = (part.at_least, part.explanations.len());
        let place = part.sites.first().map(|&cell| place(cell, edition, lang)).debug_expect("a part has cells");
        let Some(first) = part.explanations.first() else {
            let searched = least.saturating_sub(1);
            return match lang {
                Lang::Zh => format!("{place}：改动不超过{searched}个单元格，无法使各项勾稽关系成立"),
                Lang::En => format!("{place}: no change of {searched} cells or fewer makes the equations hold"),
            };
        };
        let changes = first.words(edition, lang);
        if part.is_single_equation() && ties > 1 {
            return match lang {
                Lang::Zh => {
                    format!("{place}：总计与各项之和不符；{ties}个单元格中任何一个有误都能解释，表内无从判定是哪一个")
                }
                Lang::En => format!(
                    "{place}: the total is not the sum of its parts; any one of {ties} cells could be wrong, and nothing in the form tells which"
                ),
            };
        }
        let which = match (lang, ties) {
            (_, 1) if part.complete => String::new(),
            (Lang::Zh, _) if !part.complete => "同样少改动的解释不止一种，其一：".to_owned(),
            (Lang::En, _) if !part.complete => "there may be more explanations as small; one of them: ".to_owned(),
            (Lang::Zh, _) => format!("同样少改动的解释有{ties}种，最可能的是："),
            (Lang::En, _) => format!("of {ties} explanations as small, the most plausible: "),
        };
        let effect = match (lang, least, alone) {
            (Lang::Zh, 1, true) => format!("仅此一处改正，{}项勾稽关系即全部成立", self.identities()),
            (Lang::Zh, _, true) => format!("改正以上{least}处，{}项勾稽关系即全部成立", self.identities()),
            (Lang::Zh, _, false) => "改正后此部分的勾稽关系即成立".to_owned(),
            (Lang::En, 1, true) => format!("this alone makes all {} equations hold", self.identities()),
            (Lang::En, _, true) => format!("these {least} together make all {} equations hold", self.identities()),
            (Lang::En, _, false) => "this makes the equations of this part hold".to_owned(),
        };
        match lang {
            Lang::Zh => format!("{which}{changes}；{effect}"),
            Lang::En => format!("{which}{changes}; {effect}"),
        }
    }
}

fn describe<S>(change: &Change<S>, name: &str, lang: Lang) -> String {
    let Change { found, expected, mechanism, .. } = change;
    let why = mechanism.words(lang);
    match (lang, expected) {
        (Lang::Zh, Some(expected)) => format!("{name} 应为 {expected}，而非 {found}（{why}）"),
        (Lang::Zh, None) => format!("{name} 不应为 {found}，但应为何数不能唯一确定"),
        (Lang::En, Some(expected)) => format!("{name} should be {expected}, not {found}: {why}"),
        (Lang::En, None) => format!("{name} should not be {found}, and more than one number would do"),
    }
}

/// The part as the form numbers it: 三, or 四 with its block.
fn place(cell: Cell, edition: Edition, lang: Lang) -> String {
    let (numeral, block) = (cell.section().numeral(), cell.row().label(edition, lang));
    match (cell.section(), lang) {
        (Section::Proceedings, Lang::Zh) => format!("{numeral}、{block}"),
        (Section::Proceedings, Lang::En) => format!("section {numeral}, {block}"),
        (_, Lang::Zh) => format!("第{numeral}部分"),
        (_, Lang::En) => format!("section {numeral}"),
    }
}

/// The cell as a clerk names it, in the form's own numbering: 三（四）1 自然人.
fn short(cell: Cell, edition: Edition) -> String {
    let (row, column) = (cell.row(), cell.column().label(edition, Lang::Zh));
    let label = row.label(edition, Lang::Zh);
    let numeral = cell.section().numeral();
    let number = |label: &'static str| label.split_inclusive('）').next().filter(|number| number.starts_with('（'));
    let within = row.group().and_then(|group| number(group.label(Lang::Zh))).zip(label.split_once('.'));
    match within {
        Some((group, (item, _))) => format!("{numeral}{group}{item} {column}"),
        // （二）部分公开 is followed by a long note in brackets of its own.
        None => match number(label) {
            Some(number) => {
                let words = label.cut(number.len()..);
                format!("{numeral}{number}{} {column}", words.split('（').next().unwrap_or_default())
            }
            None => format!("{numeral}、{label} {column}"),
        },
    }
}
