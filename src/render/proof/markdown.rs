//! The same for issue trackers and mail: Markdown, with the affected part of each table.

use std::fmt;

use super::super::escape::markdown as escaped;
use super::super::official::written;
use super::{Proof, Written, cell, page};
use crate::Assessment;
use crate::assess::{UNSEEN, WaiverUse};
use crate::draft::State;
use crate::form::{Cell, Lang, Panel, Row, Table};
use crate::shown::clipped;

/// The assessment as Markdown: verdict and counts, which cells are wrong, the affected rows of the tables with the wrong
/// values struck out, and the findings in order.
///
/// Whatever stands in the document stays text: no table cell, link, mention or reference to an issue comes of it.
///
/// ```
/// use ogi_report::form::Lang;
/// use ogi_report::{check, read, render};
///
/// let assessment = check(read(include_bytes!("../../../tests/data/one-cell-wrong.md"))?);
/// let text = render::proof_markdown(&assessment, Lang::En).to_string();
/// assert!(text.contains("| 3(4)1 Not held by this body | ~~21~~ **should be 12** | **2** |"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn proof_markdown(assessment: &Assessment, lang: Lang) -> impl fmt::Display {
    Written(move |out: &mut fmt::Formatter<'_>| whole(out, &Proof::of(assessment, lang)))
}

fn whole(out: &mut fmt::Formatter<'_>, proof: &Proof<'_>) -> fmt::Result {
    let Proof { assessment, words, lang, .. } = *proof;
    let (agency, year) = page::title(proof);
    writeln!(out, "# {}{}\n", escaped(&agency), escaped(&year))?;
    writeln!(out, "**{}{}{}**\n", words.verdict, words.colon, assessment.verdict().name(lang))?;
    let facts: Vec<String> = page::facts(proof).into_iter().map(|(name, value)| format!("{name} {value}")).collect();
    writeln!(out, "{}\n", facts.join(" · "))?;
    let (sentences, others) = page::conclusions(proof);
    for sentence in sentences {
        writeln!(out, "> {}\n", escaped(&sentence))?;
    }
    for other in others {
        writeln!(out, "- {}{}", words.or, escaped(&other))?;
    }
    for of in Table::ALL {
        let blocks = assessment.draft().form().panels().filter(|block| block.table() == of);
        let blocks: Vec<Panel> = blocks.filter(|block| !proof.marks.affected(*block).is_empty()).collect();
        if !blocks.is_empty() {
            writeln!(out, "\n## {}", of.section().heading(lang))?;
        }
        for block in blocks {
            table(out, proof, block)?;
        }
    }
    writeln!(out, "\n## {}\n", words.findings)?;
    for (number, finding) in assessment.findings().iter().enumerate() {
        let (severity, rule) = (finding.severity().name(lang), finding.rule());
        let message = escaped(&finding.message(lang));
        let place = if finding.place().is_known() { finding.place().describe(lang) } else { String::new() };
        let place = if place.is_empty() { place } else { format!(" ({})", escaped(&place)) };
        let waived = assessment.waiver_of(finding).map_or(String::new(), |waiver| {
            format!(" — *{}*{}{}", words.waived, words.colon, escaped(&clipped(&waiver.reason)))
        });
        writeln!(out, "{}. **{severity}** `{} {}` {message}{place}{waived}", number + 1, rule.code(), rule.name())?;
    }
    if assessment.findings().is_empty() {
        writeln!(out, "{}", words.no_findings)?;
    }
    if !assessment.forced().is_empty() {
        writeln!(out, "\n## {}\n", words.forced)?;
        for forced in assessment.forced() {
            writeln!(out, "- {}", escaped(&forced.words(assessment.draft().edition(), lang)))?;
        }
    }
    if !assessment.waivers().is_empty() {
        writeln!(out, "\n## {}\n", words.waivers)?;
        for WaiverUse { waiver, state } in assessment.waivers() {
            let (locus, reason, by) =
                (waiver.locus.to_string(), escaped(&clipped(&waiver.reason)), escaped(&clipped(&waiver.by)));
            write!(out, "- **{}** {}: {reason} · {by}", state.words(lang), escaped(&locus))?;
            writeln!(out, " · {} – {}", waiver.date, waiver.expires)?;
        }
    }
    writeln!(out, "\n{}{}{}", words.note, words.colon, UNSEEN.get(lang))
}

fn table(out: &mut fmt::Formatter<'_>, proof: &Proof<'_>, block: Panel) -> fmt::Result {
    let (edition, lang) = (proof.assessment.draft().edition(), proof.lang);
    writeln!(out)?;
    let columns: Vec<&str> = block.columns().iter().map(|column| column.label(edition, lang)).collect();
    writeln!(out, "| {} | {} |", proof.words.row, columns.join(" | "))?;
    writeln!(out, "| --- |{}", " ---: |".repeat(columns.len()))?;
    for row in proof.marks.affected(block) {
        let cells = block.columns().iter().filter_map(|column| Cell::new(row, *column));
        let cells: Vec<String> = cells.map(|cell| value(proof, cell)).collect();
        writeln!(out, "| {} | {} |", escaped(&name(row, proof)), cells.join(" | "))?;
    }
    Ok(())
}

fn name(row: Row, proof: &Proof<'_>) -> String {
    let label = row.label(proof.assessment.draft().edition(), proof.lang);
    match (proof.lang, row.group()) {
        (Lang::Zh, Some(group)) => format!("{} {label}", group.label(Lang::Zh)),
        _ => label.to_owned(),
    }
}

fn value(proof: &Proof<'_>, at: Cell) -> String {
    let (marks, words) = (&proof.marks, proof.words);
    let entry = proof.assessment.draft().entry(at);
    let text = escaped(&cell::clip(&written(entry)));
    let text = match entry.state() {
        State::Blank => format!("*{}*", words.blank),
        State::Absent => format!("*{}*", words.absent),
        State::Unreadable(_) => format!("{text} *{}*", words.unreadable),
        _ => text,
    };
    if let Some(suspect) = marks.suspect(at) {
        let expected = suspect.change.expected.map_or("?".to_owned(), |expected| expected.to_string());
        // What may be right is not struck out.
        if suspect.certain {
            format!("~~{text}~~ **{} {expected}**", words.should_be)
        } else {
            format!("{text} **{} {expected}**", words.may_be)
        }
    } else if let Some(forced) = marks.forced(at) {
        format!("{text} **{} {forced}**", words.must_be)
    } else if let Some(sum) = marks.parts_sum(at) {
        format!("**{text} ≠ {sum}**")
    } else if marks.is_in_broken_equation(at) {
        format!("**{text}**")
    } else {
        text
    }
}
