//! The list of bodies: their names, and when their reports were published.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use ogi_report::draft::{Date, Draft};
use ogi_report::extract::{Body, Extract};
use ogi_report::form::Lang;
use ogi_report::render::clipped;

use super::settings::day;

/// The bodies of a list, with the days of their reports.
#[derive(Default)]
pub(crate) struct List {
    bodies: Vec<Body>,
    seen: BTreeSet<Body>,
    days: BTreeMap<(Body, u16), Days>,
}

#[derive(Clone, Copy, PartialEq)]
struct Days {
    published: Option<Date>,
    due: Option<Date>,
}

impl List {
    /// Reads a list: a body a line, by its name; after it, between commas or tabs, a report year, the day on which that report was
    /// published, and the day by which it was due. A body with reports on several years has a line for each.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line is not like that.
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let named = |error: String| format!("{}: {error}", path.display());
        let text = fs::read_to_string(path).map_err(|error| named(error.to_string()))?;
        let mut list = Self::default();
        for (at, line) in text.lines().enumerate() {
            list.take(line).map_err(|error| named(format!("line {}: {error}", at + 1)))?;
        }
        Ok(list)
    }

    fn take(&mut self, line: &str) -> Result<(), String> {
        let fields: Vec<&str> = line.split(['\t', ',', '，']).map(str::trim).collect();
        let field = |at: usize| fields.get(at).copied().filter(|field| !field.is_empty());
        let Some(body) = field(0).and_then(Body::new) else {
            return if fields.iter().all(|field| field.is_empty()) {
                Ok(())
            } else {
                Err("no name of a body".to_owned())
            };
        };
        if self.seen.insert(body.clone()) {
            self.bodies.push(body.clone());
        }
        let days = Days { published: field(2).map(day).transpose()?, due: field(3).map(day).transpose()? };
        let year =
            field(1).map(|year| year.parse().map_err(|_| format!("{:?} is not a year", clipped(year)))).transpose()?;
        match (year, days) {
            _ if fields.len() > 4 => Err("more than a name, a year and two days".to_owned()),
            (None, Days { published: None, due: None }) => Ok(()),
            (None, _) => Err("a day without the year of its report".to_owned()),
            (Some(year), _) => match self.days.insert((body, year), days) {
                Some(other) if other != days => Err("other days for the same report".to_owned()),
                _ => Ok(()),
            },
        }
    }

    /// The bodies on it.
    pub(crate) fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// Gives a draft the days of its report.
    pub(crate) fn date(&self, draft: &mut Draft) {
        let body = draft.agency().and_then(|agency| Body::new(&agency.value));
        let of = body.zip(draft.year().map(|year| year.value));
        if let Some(Days { published, due }) = of.and_then(|of| self.days.get(&of)) {
            draft.set_published(*published);
            draft.set_due(*due);
        }
    }

    /// The reports with days on it that are not among those read, one a line.
    pub(crate) fn unmet<'a>(&'a self, read: &'a [Extract], lang: Lang) -> impl Iterator<Item = String> + 'a {
        let read: BTreeSet<(&Body, u16)> = read.iter().map(|report| (report.body(), report.year())).collect();
        let is_read = move |(body, year): &&(Body, u16)| read.contains(&(body, *year));
        self.days.keys().filter(move |of| !is_read(of)).map(move |(body, year)| match lang {
            Lang::Zh => format!("名单中 {body} {year}年：所核对的文件中没有这份报告"),
            Lang::En => format!("list, {body}, {year}: its report is not among the files"),
        })
    }
}
