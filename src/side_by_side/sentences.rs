use std::collections::HashMap;

use serde::Serialize;

use crate::draft::Draft;
use crate::narrative;

/// The sentences of two texts.
///
/// A sentence that stands in another place is kept. Which of the sentences without a counterpart was rewritten into which is
/// not guessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sentences {
    /// How many stand in both.
    pub kept: usize,
    /// Those that differ in their numbers alone, in both texts.
    pub changed: Vec<[String; 2]>,
    /// Those of the first text alone.
    pub gone: Vec<String>,
    /// Those of the second text alone.
    pub new: Vec<String>,
}

impl Sentences {
    pub(super) fn of(drafts: [&Draft; 2]) -> Self {
        let [first, second] = drafts.map(sentences);
        let (kept, first, second) = paired(first, second, |sentence| Some(sentence.to_owned()));
        let (changed, gone, new) = paired(first, second, |sentence| {
            let wording: String = narrative::wording(sentence).collect();
            (!wording.is_empty()).then_some(wording)
        });
        Self { kept: kept.len(), changed, gone, new }
    }
}

/// The sentences of a text, without spaces. Lines that a paragraph was set in are joined.
fn sentences(draft: &Draft) -> Vec<String> {
    let passages = draft.prose().iter().flat_map(|prose| prose.heading.iter().chain(&prose.passages));
    passages.flat_map(|passage| of_paragraph(&passage.text)).collect()
}

fn of_paragraph(text: &str) -> Vec<String> {
    let (mut sentences, mut open) = (vec![String::new()], false);
    for line in text.lines() {
        if !(open && narrative::goes_on(line)) {
            sentences.push(String::new());
        }
        for part in line.split_inclusive(ENDS) {
            if let Some(last) = sentences.last_mut() {
                last.extend(part.chars().filter(|c| !c.is_whitespace()));
            }
            if part.ends_with(ENDS) {
                sentences.push(String::new());
            }
        }
        open = narrative::is_open(line);
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}

const ENDS: [char; 4] = ['。', '！', '？', '；'];

/// The pairs of equal key, each sentence in one at most, and what is left of both lists, in their order.
fn paired(
    first: Vec<String>,
    second: Vec<String>,
    key: impl Fn(&str) -> Option<String>,
) -> (Vec<[String; 2]>, Vec<String>, Vec<String>) {
    // Of each key the sentences of the second list, the last first.
    let mut waiting: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, sentence) in second.iter().enumerate().rev() {
        if let Some(key) = key(sentence) {
            waiting.entry(key).or_default().push(at);
        }
    }
    let mut second: Vec<Option<String>> = second.into_iter().map(Some).collect();
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    for sentence in first {
        let at = key(&sentence).and_then(|key| waiting.get_mut(&key)?.pop());
        match at.and_then(|at| second.get_mut(at)?.take()) {
            Some(other) => pairs.push([sentence, other]),
            None => left.push(sentence),
        }
    }
    (pairs, left, second.into_iter().flatten().collect())
}
