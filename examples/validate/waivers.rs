//! Waivers in words.

use ogi_report::Assessment;
use ogi_report::assess::{Waiver, WaiverState};
use ogi_report::form::Lang;
use ogi_report::render::clipped;

/// A waiver in words: why, by whom, and for how long.
pub(crate) fn words(waiver: &Waiver, lang: Lang) -> String {
    let Waiver { date, expires, .. } = waiver;
    let [reason, by] = [&waiver.reason, &waiver.by].map(|text| clipped(text));
    match lang {
        Lang::Zh => format!("{reason}（{by}，{date} 至 {expires}）"),
        Lang::En => format!("{reason} ({by}, {date} to {expires})"),
    }
}

/// The waivers that do not hold, with the reason, one a line.
pub(crate) fn idle(assessment: &Assessment, lang: Lang) -> impl Iterator<Item = String> + '_ {
    let idle = |state| !matches!(state, WaiverState::InForce | WaiverState::OtherReport);
    assessment.waivers().iter().filter(move |used| idle(used.state)).map(move |used| {
        let (rule, state, words) =
            (clipped(&used.waiver.locus.rule), used.state.words(lang), words(&used.waiver, lang));
        match lang {
            Lang::Zh => format!("豁免 {rule} {words}：{state}"),
            Lang::En => format!("waiver of {rule}, {words}: {state}"),
        }
    })
}
