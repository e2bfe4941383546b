//! What the reports are held to: policy, selection of rules and waivers from the command line.

use std::ffi::{OsStr, OsString};
use std::fs;

use clap::Args;
use ogi_report::assess::{Checker, Policy, Selection, Waiver, WaiverState, WaiverUse};
use ogi_report::draft::Date;
use ogi_report::form::Lang;
use ogi_report::render::clipped;
use ogi_report::rules::{CATALOGUE, Rule, Scope};

#[derive(Args)]
pub(crate) struct Settings {
    /// Which findings reject a report: `default` (errors), `strict` (errors and warnings), or a JSON file such as
    /// `{"name": "own", "rejects": ["error"], "rules": {"OGI502": "reject", "OGI401": "tolerate"}}`.
    #[arg(long, value_name = "default|strict|FILE", default_value = "default")]
    policy: OsString,
    /// The rules to run: `identities` (the balancing checks), or codes and names between commas.
    #[arg(long, value_name = "identities|RULE,…", value_delimiter = ',', conflicts_with = "except")]
    only: Vec<String>,
    /// Rules not to run: codes and names between commas.
    #[arg(long, value_name = "RULE,…", value_delimiter = ',')]
    except: Vec<String>,
    /// Findings to let stand: a JSON file, a list of {"locus": …, "digest": …, "reason": …, "by": …, "date": …,
    /// "expires": …} with locus and digest as `--format json` writes them with a finding.
    #[arg(long, value_name = "FILE", requires = "on")]
    waivers: Option<OsString>,
    /// The day on which the waivers are looked at.
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day, requires = "waivers")]
    on: Option<Date>,
}

/// A checker with these settings, and what it takes to report on them.
pub(crate) struct Settled {
    pub(crate) checker: Checker,
    waivers: Vec<Waiver>,
    /// The waivers of reports that were among the files.
    met: Vec<bool>,
}

impl Settings {
    /// # Errors
    ///
    /// If a file cannot be read, a rule is not known, or no rule that looks at one of the scopes is to be run.
    pub(crate) fn settle(&self, scopes: &[Scope]) -> Result<Settled, String> {
        let policy = match self.policy.to_str() {
            Some("default") => Policy::default(),
            Some("strict") => Policy::strict(),
            _ => read(&self.policy)?,
        };
        let selection = match (self.only.as_slice(), self.except.as_slice()) {
            ([], []) => Selection::All,
            ([one], _) if one == "identities" => Selection::Identities,
            ([], _) => Selection::Except(self.except.iter().cloned().collect()),
            _ => Selection::Only(self.only.iter().cloned().collect()),
        };
        let waivers: Vec<Waiver> = self.waivers.as_deref().map(read).transpose()?.unwrap_or_default();
        let is_run = |rule: &Rule| scopes.contains(&rule.scope()) && selection.takes(rule);
        let is_idle = !CATALOGUE.iter().any(is_run);
        let mut checker = Checker::new().with_policy(policy).with_selection(selection);
        if let Some(on) = self.on {
            checker = checker.with_waivers(waivers.clone(), on);
        }
        // A misspelt rule would otherwise be let stand, or not be run, without a word.
        let unknown: Vec<&str> = checker.unknown().collect();
        if !unknown.is_empty() {
            return Err(format!("no such rule: {}; RULES.md lists them", clipped(&unknown.join(", "))));
        }
        if is_idle {
            let scopes: Vec<&str> = scopes.iter().map(|scope| scope.name(Lang::En)).collect();
            return Err(format!("no rule to run: none of those selected looks at {}", scopes.join(", ")));
        }
        let met = vec![false; waivers.len()];
        Ok(Settled { checker, waivers, met })
    }
}

/// A day of the calendar.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    let day: Date = text.parse().map_err(|error| format!("{error}"))?;
    if day.exists() { Ok(day) } else { Err(format!("there is no day {day}")) }
}

fn read<T: serde::de::DeserializeOwned>(file: &OsStr) -> Result<T, String> {
    let named = |error: &dyn std::fmt::Display| format!("{}: {}", file.display(), clipped(&error.to_string()));
    let text = fs::read_to_string(file).map_err(|error| named(&error))?;
    serde_json::from_str(&text).map_err(|error| named(&error))
}

impl Settled {
    /// Remembers which waivers are of a report that was checked.
    pub(crate) fn note(&mut self, waivers: &[WaiverUse]) {
        for (met, used) in self.met.iter_mut().zip(waivers) {
            *met |= used.state != WaiverState::OtherReport;
        }
    }

    /// The waivers of reports that were not among the files, one a line.
    pub(crate) fn unmet(&self, lang: Lang) -> impl Iterator<Item = String> {
        let unmet = self.waivers.iter().zip(&self.met).filter(|(_, met)| !**met);
        unmet.map(move |(waiver, _)| match lang {
            Lang::Zh => format!("豁免 {}：所核对的文件中没有这份报告", waiver.locus),
            Lang::En => format!("waiver of {}: its report is not among the files", waiver.locus),
        })
    }
}
