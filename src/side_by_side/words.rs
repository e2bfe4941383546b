//! Two documents side by side, in words.

use std::fmt::{self, Formatter};

use rust_decimal::Decimal;

use super::{SideBySide, StatementPair};
use crate::extract::CellPair;
use crate::form::Lang;
use crate::shown::{clipped, shown};

impl SideBySide {
    /// All of it in one of the languages, a line for each thing; long sentences are clipped.
    pub fn display(&self, lang: Lang) -> impl fmt::Display + '_ {
        Told { both: self, lang }
    }
}

struct Told<'a> {
    both: &'a SideBySide,
    lang: Lang,
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { both, lang } = *self;
        let [before, after] = [0, 1].map(|side| self.title(side));
        writeln!(f, "{before} → {after}")?;
        for pair in &both.cells {
            self.cell(f, pair)?;
        }
        match &both.statements {
            Some(pairs) => pairs.iter().try_for_each(|pair| self.statement(f, pair))?,
            None => writeln!(
                f,
                "  {}",
                lang.pick("文字过长，未比较所述数量", "the text is too long: its statements were not compared")
            )?,
        }
        let sentences = &both.sentences;
        let counts = [sentences.kept, sentences.changed.len(), sentences.gone.len(), sentences.new.len()];
        let [kept, changed, gone, new] = counts;
        let text = match lang {
            Lang::Zh => format!("  文字：相同 {kept} 句，只改数字 {changed} 句，删去 {gone} 句，新增 {new} 句"),
            Lang::En => {
                format!("  text, sentences kept: {kept}, with other numbers: {changed}, gone: {gone}, new: {new}")
            }
        };
        writeln!(f, "{text}")?;
        for [first, second] in &sentences.changed {
            writeln!(f, "    {}\n    → {}", clipped(first), clipped(second))?;
        }
        for (mark, list) in [("-", &sentences.gone), ("+", &sentences.new)] {
            for sentence in list {
                writeln!(f, "    {mark} {}", clipped(sentence))?;
            }
        }
        for finding in &both.breaks {
            writeln!(f, "  {}", finding.display(lang))?;
        }
        Ok(())
    }
}

impl Told<'_> {
    fn title(&self, side: usize) -> String {
        let Self { both, lang } = *self;
        let agency = both.agencies.get(side).cloned().flatten();
        let agency = agency
            .map_or_else(|| lang.pick("（未找到机关名称）", "(no agency found)").to_owned(), |name| clipped(&name));
        let year = both.years.get(side).copied().flatten();
        match (year, lang) {
            (Some(year), Lang::Zh) => format!("{agency} {year}年度"),
            (Some(year), Lang::En) => format!("{agency}, {year}"),
            (None, Lang::Zh) => format!("{agency}（未找到年度）"),
            (None, Lang::En) => format!("{agency} (no year found)"),
        }
    }

    fn cell(&self, f: &mut Formatter<'_>, pair: &CellPair) -> fmt::Result {
        let lang = self.lang;
        let name = pair.cell.name(self.both.edition, lang);
        let [before, after] = pair.numbers.map(|n| n.map_or("□".to_owned(), |n| n.to_string()));
        let colon = lang.pick("：", ": ");
        write!(f, "  {name}{colon}{before} → {after}")?;
        if let Some(change) = pair.change() {
            write!(f, "{}{}", lang.pick("（", " ("), signed(change))?;
            if let Some(percentage) = pair.percentage() {
                write!(f, "{}{}%", lang.pick("，", ", "), signed(percentage))?;
            }
            f.write_str(lang.pick("）", ")"))?;
        }
        writeln!(f)
    }

    fn statement(&self, f: &mut Formatter<'_>, pair: &StatementPair) -> fmt::Result {
        let lang = self.lang;
        let name = pair.subject.name(self.both.edition, lang);
        let values = pair.values.each_ref().map(|side| {
            let side: Vec<String> = side.iter().map(ToString::to_string).collect();
            if side.is_empty() { "□".to_owned() } else { side.join(lang.pick("、", ", ")) }
        });
        let [before, after] = values;
        writeln!(f, "  {}{name}{}{before} → {after}", lang.pick("文中", "text, "), lang.pick("：", ": "))?;
        pair.quotes.iter().flatten().try_for_each(|quote| writeln!(f, "    {}", shown(quote)))
    }
}

/// With its sign, and none for 0.
fn signed(n: Decimal) -> String {
    if n.is_zero() { n.normalize().to_string() } else { format!("{:+}", n.normalize()) }
}
