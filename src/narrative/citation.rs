//! By which numbers the text cites the Regulation: the decree that promulgated it, and its articles.
//!
//! Only a number that touches the title is taken: 《…政府信息公开条例》（国务院令第711号）, 国务院令第711号《…政府信息公开条例》,
//! 《…政府信息公开条例》第五十条. Another decree in the same sentence is not the Regulation's.

use super::fold::{self, Char};
use super::numerals;
use crate::draft::{Draft, Place};
use crate::impossible::{Cut, DebugExpect};

/// A number by which the text cites the Regulation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Cited {
    pub(crate) number: u64,
    pub(crate) is_article: bool,
    /// The title and what stands between it and the number, as written.
    pub(crate) quote: String,
    pub(crate) place: Place,
}

const TITLE: &str = "政府信息公开条例";
const COUNTRY: &str = "中华人民共和国";

/// How far from the title its number may stand, in characters: the title's brackets hold dates and a short name too.
const REACH: usize = 60;

/// Every number by which the text cites the Regulation, in the order of the document.
pub(crate) fn citations(draft: &Draft) -> Vec<Cited> {
    let mut found = Vec::new();
    let mut chars = Vec::new();
    for passage in draft.prose().iter().flat_map(|prose| &prose.passages) {
        chars.clear();
        fold::push(&mut chars, &passage.text, 0, 0);
        let text = Text { chars: &chars };
        let mut at = 0;
        while let Some(title) = text.find(TITLE, at) {
            at = title + TITLE.chars().count();
            for Number { value, is_article, from, to } in text.before(title).into_iter().chain(text.after(at)) {
                let (from, to) = (from.min(title), to.max(at));
                let bytes = chars.get(from).zip(to.checked_sub(1).and_then(|last| chars.get(last)));
                let quote = bytes.map(|(first, last)| passage.text.cut(first.from..last.to));
                let quote = quote.debug_expect("a citation stands in its passage");
                let (quote, place) = (quote.to_owned(), passage.place.clone());
                found.push(Cited { number: value, is_article, quote, place });
            }
        }
    }
    found
}

/// A number with the characters that cite by it.
struct Number {
    value: u64,
    is_article: bool,
    from: usize,
    to: usize,
}

/// A paragraph, folded.
struct Text<'a> {
    chars: &'a [Char],
}

impl Text<'_> {
    fn at(&self, at: usize) -> Option<char> {
        self.chars.get(at).map(|c| c.folded)
    }

    /// The end of the word, if it stands at `at`.
    fn word(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if self.at(end) != Some(c) {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// Where the word stands next, from `at` on.
    fn find(&self, word: &str, at: usize) -> Option<usize> {
        (at..self.chars.len()).find(|at| self.word(*at, word).is_some())
    }

    /// The end of the longest of the words at `at`, or `at`.
    fn past(&self, at: usize, words: &[&str]) -> usize {
        words.iter().filter_map(|word| self.word(at, word)).max().unwrap_or(at)
    }

    /// A decree of the State Council at `at`: 国务院令第711号, 国务院令（第711号）, 国务院第711号令, 国务院令711号, 第711号国务院令; with 条 for
    /// 号 by mistake too.
    fn decree(&self, at: usize) -> Option<Number> {
        if let Some(number) = self.word(at, "第").and_then(|_| self.numbered(at)) {
            let to = self.word(self.past(number.to, &[COUNTRY]), "国务院令")?;
            return Some(Number { to, ..number });
        }
        let named = self.word(self.past(at, &[COUNTRY]), "国务院")?;
        let is_decree = self.past(named, &["令"]) > named;
        let number = self.numbered(self.past(self.past(named, &["令"]), &["（", "〔"]))?;
        let to = self.past(number.to, &["令"]);
        (is_decree || to > number.to).then_some(Number { from: at, to, ..number })
    }

    /// 第711号, 711号, 第711条.
    fn numbered(&self, at: usize) -> Option<Number> {
        let digits = self.past(at, &["第"]);
        let numeral = numerals::read(self.chars.cut(digits..self.chars.len().min(digits + REACH)))?;
        let after = digits + numeral.length;
        let unit = self.past(after, &["号", "条"]);
        let value = u64::try_from(numeral.value.count()?).ok()?;
        (unit > after).then(|| Number { value, is_article: self.at(after) == Some('条'), from: at, to: unit })
    }

    /// The decree that ends at the title: 国务院令第711号公布的《中华人民共和国.
    fn before(&self, title: usize) -> Option<Number> {
        let leads = |number: &Number| {
            let mut at = number.to;
            loop {
                let next = self.past(at, &["公布的", "发布的", "修订的", "《", "“", "〈", COUNTRY]);
                if next == at {
                    return at == title;
                }
                at = next;
            }
        };
        // The nearest one: of 中华人民共和国国务院令 the whole.
        let from = title.saturating_sub(REACH)..title;
        from.into_iter().filter_map(|at| self.decree(at)).find(leads)
    }

    /// The decrees in the brackets after the title or at once after it, and the article after these.
    fn after(&self, title_ends: usize) -> Vec<Number> {
        let mut found = Vec::new();
        let mut at = title_ends;
        while self.past(at, &["》", "〉", "”"]) > at {
            at += 1;
        }
        while matches!(self.at(at), Some('（' | '〔')) {
            let Some(closes) =
                (at..self.chars.len().min(at + REACH)).find(|at| matches!(self.at(*at), Some('）' | '〕')))
            else {
                return found;
            };
            found.extend(self.decrees(at + 1, closes));
            at = closes + 1;
        }
        // Several titles can share the brackets after the last.
        if found.len() > 1 && self.follows_a_title(title_ends) {
            found.clear();
        }
        if let Some(decree) = self.decree(at) {
            // It can also lead to the next title.
            found.extend(Some(decree).filter(|decree| self.at(decree.to) != Some('《')));
        } else {
            let article = self.word(at, "第").and_then(|_| self.numbered(at)).filter(|number| number.is_article);
            found.extend(article.filter(|_| self.is_national(title_ends)));
        }
        found
    }

    /// The decrees between two places, each with those that are counted up after it: 国务院令第492号、第711号.
    fn decrees(&self, mut at: usize, end: usize) -> Vec<Number> {
        let mut found = Vec::new();
        while at < end {
            let Some(first) = self.decree(at) else {
                at += 1;
                continue;
            };
            at = first.to;
            found.push(first);
            while let Some(next) = self.word(at, "、").and_then(|at| self.numbered(at)).filter(|next| !next.is_article)
            {
                at = self.past(next.to, &["令"]);
                found.push(next);
            }
        }
        found
    }

    /// Whether the title that ends at `end` has the name of the country or nothing before it: a province can have an act of
    /// the same title.
    fn is_national(&self, end: usize) -> bool {
        let (title, opens) = self.title(end);
        opens < title || matches!(self.before_place(title), Some('《' | '“' | '〈'))
    }

    /// Whether another title ends before the one that ends at `end`: 《…》《…, 《…》、《….
    fn follows_a_title(&self, end: usize) -> bool {
        let (_, mut at) = self.title(end);
        while let Some('《' | '〈' | '、' | '，' | '和' | '及' | '与') = self.before_place(at) {
            at = at.saturating_sub(1);
        }
        matches!(self.before_place(at), Some('》' | '〉'))
    }

    /// Where the title that ends at `end` begins: without and with the name of the country before it.
    fn title(&self, end: usize) -> (usize, usize) {
        let title = end.saturating_sub(TITLE.chars().count());
        let country = title.saturating_sub(COUNTRY.chars().count());
        (title, if self.word(country, COUNTRY) == Some(title) { country } else { title })
    }

    fn before_place(&self, at: usize) -> Option<char> {
        self.at(at.checked_sub(1)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::{Passage, Prose};
    use crate::form::Form;

    /// The numbers of decrees, and of articles as negative ones.
    fn cited(text: &str) -> Vec<i64> {
        let mut draft = Draft::new(Form::Revised2021);
        let passages = vec![Passage { text: text.to_owned(), place: Place::Nowhere }];
        draft.push_prose(Prose { section: None, heading: None, passages, has_table: false });
        let number = |cited: Cited| {
            let number = i64::try_from(cited.number).unwrap();
            if cited.is_article { -number } else { number }
        };
        citations(&draft).into_iter().map(number).collect()
    }

    #[test]
    fn a_number_that_touches_the_title_is_taken() {
        for (text, numbers) in [
            ("《中华人民共和国政府信息公开条例》（国务院令第711号）", vec![711]),
            ("《中华人民共和国政府信息公开条例》（中华人民共和国国务院令第 711 号）第五十条", vec![711, -50]),
            ("《政府信息公开条例》(国务院令711号，以下简称《条例》)", vec![711]),
            ("《政府信息公开条例》（以下简称《条例》）（国务院第７１１号令）", vec![711]),
            ("《政府信息公开条例》（2007年国务院令第492号公布，2019年国务院令第711号修订）", vec![492, 711]),
            ("《政府信息公开条例》（国务院令第492号、第711号）", vec![492, 711]),
            ("中华人民共和国政府信息公开条例（国务院令第七百一十一号）", vec![711]),
            ("国务院令第711号公布的《中华人民共和国政府信息公开条例》第四十九条", vec![711, -49]),
            ("《中华人民共和国政府信息公开条例》（国务院令第711条）", vec![-711]),
            ("根据《中华人民共和国政府信息公开条例》国务院令第771号规定", vec![771]),
            ("《政府信息公开条例》（第771号国务院令）", vec![771]),
            ("《政府信息公开条例》（国务院令（第771号））第四十九条", vec![771]),
        ] {
            assert_eq!(cited(text), numbers, "{text}");
        }
    }

    #[test]
    fn a_number_of_another_act_is_not_taken() {
        for text in [
            "《优化营商环境条例》（国务院令第722号）",
            "国务院令第722号、《中华人民共和国政府信息公开条例》",
            "《优化营商环境条例》（国务院令第722号）《政府信息公开条例》",
            "《中华人民共和国政府信息公开条例》和《优化营商环境条例》（国务院令第722号）",
            "《优化营商环境条例》《政府信息公开条例》（国务院令第722号、第711号）",
            "《政府信息公开条例》国务院令第722号《优化营商环境条例》",
            "《某省实施〈中华人民共和国政府信息公开条例〉办法》（省政府令第185号）",
            "《政府信息公开条例》（国办公开办函〔2021〕30号）",
            "《政府信息公开条例》（国务院第12号文件）",
            "某省政府信息公开条例第六十条",
            "《政府信息公开条例》等法规，共12号、第13条",
            "《政府信息公开条例》（国办公开办函〔2021〕30号国务院令）",
        ] {
            assert_eq!(cited(text), Vec::<i64>::new(), "{text}");
        }
    }
}
