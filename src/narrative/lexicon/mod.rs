//! The vocabulary: which words the grammar knows.
//!
//! Labels that the form prints come from the form. `counted` holds the other words that reports use for the same things,
//! `around` the words that say whose figure it is, of which time, and how numbers hang together.

mod around;
mod counted;

use std::sync::LazyLock;

use super::fold::{self, Char};
use super::subject::Instance;
use crate::form::{Column, Group, Row};
use crate::impossible::Cut;

/// What a known word does in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// 收到: the body gets applications.
    Receive,
    /// 新收: gets applications, this year's only.
    ReceiveNew,
    /// 受理, 登记: takes them in.
    Take,
    /// 办理: deals with them.
    Process,
    /// 办结.
    Finish,
    /// 答复.
    Answer,
    /// 结转, 顺延: carries over, from last year or to next.
    Carry,
    /// Carried over from last year.
    Brought,
    /// Carried over to next year.
    Carried,
    /// 申请, 政府信息公开申请, 依申请公开.
    Application,
    /// 申请人, 申请书: something else with 申请 in it.
    ApplicationOther,
    /// 政府信息公开, where no 申请 follows.
    Disclosure,
    Outcome(Row),
    OutcomeGroup(Group),
    Applicant(Column),
    /// 法人或其他组织.
    Organizations,
    /// 网上, 信函, 当面: the way an application came.
    Channel,
    Case(Instance),
    Result(Column),
    /// 规章, 规范性文件.
    Document(Row),
    /// 制发.
    Issue,
    /// 废止.
    Repeal,
    /// 现行有效.
    InForce,
    /// 行政许可, 行政处罚, 行政强制.
    Decision(Row),
    /// 决定.
    DecisionNoun,
    /// 作出, 实施.
    Decide,
    Publish,
    /// 信息, 政府信息.
    Info,
    Fees,
    ProcessingFee,
    /// 留言, 信访, 提案: what a body also receives and answers.
    OtherMatter,
    /// 本机关, 我单位.
    Own,
    /// 我市, 全市, 我局: own if this is the kind of body that reports. The character that names the kind.
    OwnKind(char),
    /// 全市 and the like.
    Whole(char),
    /// 各乡镇, 下属, 市本级.
    OtherBody,
    /// 各级: every level of the territory.
    AllLevels,
    /// 其中.
    Among,
    /// 包括, 含, 涵盖.
    Include,
    /// 分别为.
    Respectively,
    /// 等.
    Etc,
    /// 主要, 重点.
    Mainly,
    /// 各, of several things: 各3件.
    Each,
    /// 平均, 每月.
    Every,
    /// 另有, 其余, 此外.
    Rest,
    /// 较, 比, 同比.
    Than,
    /// 增加, 下降.
    Change,
    /// 未, 没有, 无.
    Not,
    /// 约, 超过, 不足, before a number.
    About,
    /// 以上, 左右, after a number.
    AboutAfter,
    LastYear,
    ThisYear,
    /// 全年, 年内: the year that is being spoken of.
    ThatYear,
    NextYear,
    PartOfYear,
    Cumulative,
    Until,
    Since,
    Plan,
    /// 和, 及, 或.
    And,
    /// 的, 共, 为, 情况: may stand between what is counted and the number.
    Filler,
    /// 公民, 群众: who applies.
    People,
    /// Adverbs and the like, which change nothing.
    Neutral,
    /// 通过, 涉及: what follows narrows what is counted.
    Narrow,
    /// 审结, 整改, 采纳: what became of some of what was counted.
    Achieve,
    /// Known not to be one of the above although it begins like it.
    Opaque,
}

/// 收到, 受理, 办理, 办结, 答复.
pub(super) const fn is_verb(word: Word) -> bool {
    matches!(word, Word::Receive | Word::ReceiveNew | Word::Take | Word::Process | Word::Finish | Word::Answer)
}

struct Entry {
    /// The characters: matching compares characters, never bytes.
    word: Vec<char>,
    meaning: Word,
}

impl Entry {
    fn new(word: &str, meaning: Word) -> Self {
        Self { word: word.chars().collect(), meaning }
    }
}

/// Computed once from the form and the two tables; it never changes.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::new);

/// The known words, in the order of their first characters, longer words first.
pub(super) struct Lexicon {
    entries: Vec<Entry>,
    /// The first characters, in order, with their first entries: small enough to be searched for every character of a text.
    starts: Vec<(char, usize)>,
}

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        &LEXICON
    }

    fn new() -> Self {
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |word: &str, meaning: Word| {
            let folded: String = word.chars().filter_map(fold::fold).collect();
            if folded.chars().count() > 1 || matches!(meaning, Word::Outcome(_)) {
                entries.push(Entry::new(&folded, meaning));
            }
        };
        for row in Row::all().filter(|row| row.is_outcome()) {
            for label in row.known_labels() {
                let plain = plain(label);
                // 其他 and 其他处理 mean the group before they mean a row.
                if plain != "其他" && plain != "其他处理" {
                    add(plain, Word::Outcome(row));
                    add(plain.strip_prefix("属于").unwrap_or(plain), Word::Outcome(row));
                }
            }
        }
        for group in Group::all() {
            for label in group.known_labels() {
                let meaning = match group {
                    Group::Litigation => Word::Case(Instance::Litigation),
                    _ => Word::OutcomeGroup(group),
                };
                add(plain(label), meaning);
            }
        }
        for (row, instance) in [
            (Row::Reconsideration, Instance::Reconsideration),
            (Row::DirectLitigation, Instance::Direct),
            (Row::LitigationAfterReconsideration, Instance::AfterReconsideration),
        ] {
            row.known_labels().for_each(|label| add(plain(label), Word::Case(instance)));
        }
        for column in Column::all() {
            let meaning = match column {
                Column::Upheld | Column::Corrected | Column::Other | Column::Pending => Word::Result(column),
                Column::NaturalPerson
                | Column::CommercialEnterprise
                | Column::ResearchInstitution
                | Column::PublicInterestOrganization
                | Column::LegalServiceProvider => Word::Applicant(column),
                Column::InForce => Word::InForce,
                _ => continue,
            };
            for label in column.known_labels() {
                let label = label.strip_suffix("件数").or_else(|| label.strip_suffix("数量")).unwrap_or(label);
                add(label.strip_suffix('数').unwrap_or(label), meaning);
            }
        }
        for row in [Row::Rules, Row::NormativeDocuments] {
            row.known_labels().for_each(|label| add(plain(label), Word::Document(row)));
        }
        for row in [Row::Licensing, Row::Penalties, Row::Coercion] {
            row.known_labels().for_each(|label| add(plain(label), Word::Decision(row)));
        }
        Row::Fees.known_labels().for_each(|label| add(plain(label), Word::Fees));
        for (meaning, words) in counted::WORDS.iter().chain(around::WORDS) {
            entries.extend(words.split_whitespace().map(|word| Entry::new(word, *meaning)));
        }
        let bodies = "局委厅办院所站队".chars().map(|kind| (kind, Word::OwnKind(kind)));
        let levels = "省市州盟县旗区乡镇".chars().map(|kind| (kind, Word::Whole(kind)));
        for (kind, all) in bodies.chain(levels) {
            entries.extend(["我", "本"].map(|own| Entry::new(&format!("{own}{kind}"), Word::OwnKind(kind))));
            entries.push(Entry::new(&format!("全{kind}"), all));
        }
        // The longest comes first, and of two meanings of one word the one that was entered first.
        entries.sort_by(|a, b| {
            let first = |e: &Entry| e.word.first().copied();
            first(a).cmp(&first(b)).then_with(|| b.word.len().cmp(&a.word.len()))
        });
        let mut starts: Vec<(char, usize)> = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(first) = entry.word.first().filter(|first| starts.last().is_none_or(|(last, _)| last != *first))
            {
                starts.push((*first, at));
            }
        }
        Self { entries, starts }
    }

    /// The longest known word at the start of `chars`, and how many characters it has.
    pub(super) fn longest(&self, chars: &[Char]) -> Option<(Word, usize)> {
        let first = chars.first()?.folded;
        let at = self.starts.binary_search_by_key(&first, |(c, _)| *c).ok()?;
        let (_, start) = self.starts.get(at)?;
        let end = self.starts.get(at + 1).map_or(self.entries.len(), |(_, end)| *end);
        let candidates = self.entries.cut(*start..end).iter();
        let mut fitting = candidates.filter(|e| {
            let text = chars.get(..e.word.len());
            text.is_some_and(|text| text.iter().map(|c| c.folded).eq(e.word.iter().copied()))
        });
        fitting.next().map(|e| (e.meaning, e.word.len()))
    }
}

/// A label without its number and its remark in brackets: 1.属于国家秘密 is 属于国家秘密.
fn plain(label: &str) -> &str {
    let label = label.strip_prefix('（').and_then(|l| l.split_once('）')).map_or(label, |(_, rest)| rest);
    let label = label.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '．' | '、'));
    let label = label.split_once('（').map_or(label, |(before, _)| before);
    label.split_once('、').filter(|(before, _)| before.chars().count() == 1).map_or(label, |(_, after)| after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn longest(text: &str) -> Option<(Word, usize)> {
        let mut chars = Vec::new();
        fold::push(&mut chars, text, 0, 0);
        Lexicon::get().longest(&chars)
    }

    #[test]
    fn labels_lose_their_numbers_and_remarks() {
        assert_eq!(plain("（二）部分公开（区分处理的，只计这一情形，不计其他情形）"), "部分公开");
        assert_eq!(plain("1.属于国家秘密"), "属于国家秘密");
        assert_eq!(plain("未经复议直接起诉"), "未经复议直接起诉");
    }

    #[test]
    fn every_outcome_of_the_form_is_a_known_word() {
        for row in Row::all().filter(|row| row.is_outcome()) {
            if matches!(row, Row::OtherHandling | Row::OtherHandlingUndivided) {
                continue;
            }
            for label in row.known_labels() {
                let found = longest(plain(label));
                assert_eq!(found, Some((Word::Outcome(row), plain(label).chars().count())), "{label}");
            }
        }
    }

    #[test]
    fn the_longest_word_wins() {
        assert_eq!(longest("无法提供3件"), Some((Word::OutcomeGroup(Group::Unavailable), 4)));
        assert_eq!(longest("未经复议直接起诉"), Some((Word::Case(Instance::Direct), 8)));
        assert_eq!(longest("政府信息公开申请12件"), Some((Word::Application, 8)));
    }
}
