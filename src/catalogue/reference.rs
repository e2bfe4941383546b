//! The reference page of a catalogue, in Markdown.

use std::fmt::Write;

use super::{Held, NORMS, RuleEntry};
use crate::form::Lang;

/// A page of reference for rules, in Chinese and English: a table of all, then the page of each.
///
/// ```
/// use ogi_report::{catalogue, rules};
///
/// let page = catalogue::reference([rules::find("OGI302").unwrap()]);
/// assert!(page.contains("| [OGI302](#ogi302-balance) | `balance` |"));
/// ```
pub fn reference(rules: impl IntoIterator<Item = impl Into<RuleEntry>>) -> String {
    let rules: Vec<RuleEntry> = rules.into_iter().map(Into::into).collect();
    let mut page = String::from(
        "# 规则 / Rules\n\n本页由规则目录生成。代码一经发布不再改变，也不再另作他用。\n\n\
         This page is generated from the catalogue of rules. A code once released never changes and is never reused.\n\n\
         | 代码 code | 名称 name | 级别 severity | 对象 scope | 格式 editions | 规则 rule | 依据 basis | 始于 since |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for rule in &rules {
        let editions = rule.editions.iter().map(|e| e.name()).collect::<Vec<_>>().join(", ");
        let severity = format!("{} {}", rule.severity.name(Lang::Zh), rule.severity.name(Lang::En));
        let scope = format!("{} {}", rule.scope.name(Lang::Zh), rule.scope.name(Lang::En));
        let (code, anchor) = (&rule.code, format!("{}-{}", rule.code.to_lowercase(), rule.name));
        // Writing into a String never fails.
        let _ = writeln!(
            page,
            "| [{code}](#{anchor}) | `{}` | {severity} | {scope} | {editions} | {} | {} | {} |",
            rule.name,
            in_cell(&both(&rule.formula.zh, &rule.formula.en)),
            in_cell(&both(&rule.basis.zh, &rule.basis.en)),
            rule.since,
        );
    }
    for rule in &rules {
        let _ = write!(page, "\n#{}\n", rule.documentation);
    }
    page
}

/// The table of what the form, the Regulation and the notices ask, and which rule or type answers for it.
pub fn norms() -> String {
    let mut page = String::from(
        "\n## 规范对照 / What is asked, and who answers for it\n\n\
         只列能够查到原文的内容；2021年通知第一部分（四）至（六）、第二部分（一）至（三）未能查到原文，不在其列。\n\n\
         Only what could be read in its source. Of the notice of 2021, items （四） to （六） of its first part and items （一） to （三） of\n\
         its second part have not been read and are not here.\n\n\
         | 出处 source | 要求 what it asks | 由谁保证 held by |\n| --- | --- | --- |\n",
    );
    for norm in NORMS {
        let held = norm.held.iter().map(|held| match held {
            Held::Rule(code) => (*code).to_owned(),
            Held::Type(path) => format!("`{path}`"),
            Held::NotMachineCheckable(why) => format!("无法由程序检查 not machine-checkable: {}", both(why.zh, why.en)),
        });
        let held = held.collect::<Vec<_>>().join("；");
        let (source, asks) = (both(norm.source.zh, norm.source.en), both(norm.asks.zh, norm.asks.en));
        let _ = writeln!(page, "| {} | {} | {} |", in_cell(&source), in_cell(&asks), in_cell(&held));
    }
    page
}

fn in_cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// Both languages, Chinese first.
fn both(zh: &str, en: &str) -> String {
    format!("{zh} / {en}")
}
