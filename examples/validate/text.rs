//! What became of the numbers in the text: how many were compared, and which were not and why.

use std::io::{self, Write};

use ogi_report::Assessment;
use ogi_report::form::Lang;

/// How many of what was not compared are written out; JSON has them all.
const WRITTEN: usize = 5;

/// A line on the statements and lists of the text; under it those that were left alone, each with its reason.
pub(super) fn write(out: &mut impl Write, assessment: &Assessment, lang: Lang) -> io::Result<()> {
    let found = assessment.claims();
    if found.too_long {
        return match lang {
            Lang::Zh => writeln!(out, "文字：过长，没有读，未核对。"),
            Lang::En => writeln!(out, "text: too long to be read, nothing of it compared"),
        };
    }
    let claims = found.claims.iter().filter_map(|claim| Some((claim.doubt?.name(lang), &claim.span)));
    let lists = found.sums.iter().filter_map(|sum| Some((sum.open?.name(lang), &sum.whole.span)));
    let too_long = match lang {
        Lang::Zh => "句子过长，没有读",
        Lang::En => "sentence too long to be read",
    };
    let unread = found.unread.iter().map(|span| (too_long, span));
    let left: Vec<_> = claims.chain(lists).chain(unread).collect();
    let compared = found.claims.len() + found.sums.len() + found.unread.len() - left.len();
    match lang {
        Lang::Zh => writeln!(out, "文字：核对数量和列举 {compared} 处，未核对 {} 处。", left.len())?,
        Lang::En => writeln!(out, "text: {compared} quantities and lists compared, {} left alone", left.len())?,
    }
    for (reason, span) in left.iter().take(WRITTEN) {
        let quote = span.quote(assessment.draft());
        match lang {
            Lang::Zh => writeln!(out, "  未核对（{reason}）：{quote}")?,
            Lang::En => writeln!(out, "  left alone ({reason}): {quote}")?,
        }
    }
    match (left.len().saturating_sub(WRITTEN), lang) {
        (0, _) => Ok(()),
        (more, Lang::Zh) => writeln!(out, "  另有 {more} 处未列出，见 --format json。"),
        (more, Lang::En) => writeln!(out, "  and {more} more: see --format json"),
    }
}
