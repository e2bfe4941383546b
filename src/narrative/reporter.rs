//! Who reports, and whether a figure in the text is theirs.

use super::claim::Whose;
use super::fold;
use crate::draft::Draft;

/// What kind of body reports. It decides whether 全市 or 我局 is this report's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// A people's government, whose report covers its territory: the character that names the level.
    Government(char),
    /// A sub-district office.
    Street,
    /// The general office of a government: a single body.
    Office,
    /// A department: the last character of its name.
    Department(char),
    Unknown,
}

pub(super) struct Reporter {
    pub(super) year: Option<u16>,
    kind: Kind,
    /// The folded name without 人民.
    name: Vec<char>,
    /// The name without 政府, 办事处 and the like.
    core: Vec<char>,
}

/// Characters that name a level of territory.
const LEVELS: &str = "省市州盟县旗区乡镇";

impl Reporter {
    pub(super) fn of(draft: &Draft) -> Self {
        let agency = draft.agency().into_iter().flat_map(|found| found.value.chars());
        let folded: String = agency.filter_map(fold::fold).collect();
        let name = shortened(&folded);
        let without = |suffixes: &[&str]| suffixes.iter().find_map(|s| name.strip_suffix(s));
        let last = |text: &str| text.chars().last();
        let (kind, core) = if let Some(place) = without(&["政府"]) {
            (last(place).map_or(Kind::Unknown, Kind::Government), place)
        } else if without(&["政府办", "政府办公厅"]).is_some() {
            (Kind::Office, name.as_str())
        } else if let Some(street) = without(&["办事处", "办", ""]).filter(|name| name.ends_with("街道")) {
            (Kind::Street, street)
        } else if let Some(place) = without(&["管委会"]) {
            (Kind::Government('区'), place)
        } else {
            match last(&name) {
                Some(level) if LEVELS.contains(level) => (Kind::Government(level), name.as_str()),
                Some(other) => (Kind::Department(other), name.as_str()),
                None => (Kind::Unknown, ""),
            }
        };
        // 沙溪镇 is also 镇政府.
        let spelt_out = matches!(kind, Kind::Government(_)) && core == name;
        let core: Vec<char> = core.chars().collect();
        let name = if spelt_out { format!("{name}政府") } else { name };
        let period_year = draft.period().map(|p| p.value.end.year);
        Self { year: draft.year().map(|y| y.value).or(period_year), kind, name: name.chars().collect(), core }
    }

    /// 我市, 本局: whether this is the body that reports.
    pub(super) fn own(&self, kind: char) -> Whose {
        let own = match self.kind {
            Kind::Government(level) => level == kind || (kind == '委' && ends_with(&self.name, "管委会")),
            Kind::Street => false,
            Kind::Office => matches!(kind, '办' | '厅'),
            Kind::Department(last) => last == kind || (kind == '局' && last == '队'),
            Kind::Unknown => !LEVELS.contains(kind),
        };
        if own { Whose::ThisBody } else { Whose::Other }
    }

    /// 全市, 全县: whether the report is the territory's.
    pub(super) fn whole(&self, level: char) -> Whose {
        if self.kind == Kind::Government(level) { Whose::ThisBody } else { Whose::Other }
    }

    /// Whether a run of words names a body, and whether it is this one.
    pub(super) fn named(&self, run: &str) -> Option<Whose> {
        let run: Vec<char> = shortened(run).chars().collect();
        let end = run
            .iter()
            .enumerate()
            .rev()
            .find(|(at, c)| {
                "局委厅办处所站队院室镇乡县区市州旗盟省村会".contains(**c)
                    || run.get(..=*at).is_some_and(|text| ENDINGS.iter().any(|e| ends_with(text, e)))
            })
            .map(|(at, _)| at)?;
        let body = run.get(..=end)?;
        let common = |name: &[char]| {
            let shared = name.iter().rev().zip(body.iter().rev()).take_while(|(a, b)| a == b).count();
            let left = body.get(..body.len() - shared).and_then(|l| l.last());
            let names_level = left.is_some_and(|c| LEVELS.contains(*c));
            shared >= 2 && !names_level
        };
        // A township's office speaks for the township.
        let clerk = ["政府办", "党政办"].iter().any(|e| ends_with(body, e));
        if clerk && matches!(self.kind, Kind::Government('乡' | '镇')) {
            return Some(Whose::ThisBody);
        }
        let own = common(&self.name) || common(&self.core) || self.is_abbreviated(body);
        // 县政府 in the county's own report may be the government itself or the whole county.
        let government_itself =
            ends_with(body, "政府") && matches!(self.kind, Kind::Government(level) if !matches!(level, '乡' | '镇'));
        Some(if own && !government_itself { Whose::ThisBody } else { Whose::Other })
    }

    /// 县住建局 for …县住房和城乡建设局: the level of the name and characters of what follows it, in their order and
    /// from its first to its last.
    fn is_abbreviated(&self, body: &[char]) -> bool {
        let mut ends = ends_of(body).skip_while(|(c, _)| !LEVELS.contains(**c) && **c != '家');
        let Some((level, short)) = ends.next() else { return false };
        ends_of(&self.name).filter(|(c, _)| *c == level).any(|(_, full)| {
            let mut rest = full.iter();
            short.len() >= 3
                && short.first() == full.first()
                && short.last() == full.last()
                && short.iter().all(|c| rest.any(|f| f == c))
        })
    }
}

/// Each character of a name with all that follows it.
fn ends_of(name: &[char]) -> impl Iterator<Item = (&char, &[char])> {
    std::iter::successors(name.split_first(), |(_, rest)| rest.split_first())
}

/// A name without the words that are left out as often as not.
fn shortened(name: &str) -> String {
    name.replace("人民", "").replace("管理委员会", "管委会").replace("委员会", "委").replace("办公室", "办")
}

fn ends_with(text: &[char], ending: &str) -> bool {
    let mut tail = text.iter().rev();
    ending.chars().rev().all(|c| tail.next() == Some(&c))
}

/// Endings of names of bodies that no single character tells.
const ENDINGS: &[&str] = &[
    "政府", "部门", "单位", "中心", "街道", "社区", "机关", "公司", "学校", "系统", "银行", "海关", "机构", "中学",
    "小学", "大学",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::Form;

    fn reporter(agency: &str) -> Reporter {
        let mut draft = Draft::new(Form::Revised2021);
        draft.set_agency(agency);
        Reporter::of(&draft)
    }

    #[test]
    fn the_territory_is_the_governments_only() {
        assert_eq!(reporter("云岭县人民政府").whole('县'), Whose::ThisBody);
        assert_eq!(reporter("云岭县石桥镇人民政府").whole('县'), Whose::Other);
        assert_eq!(reporter("云岭县水利局").whole('县'), Whose::Other);
        assert_eq!(reporter("云岭市人民政府办公室").whole('市'), Whose::Other);
        assert_eq!(reporter("渠口乡").whole('乡'), Whose::ThisBody);
    }

    #[test]
    fn a_body_is_known_by_the_end_of_its_name() {
        let named = |agency: &str, run: &str| reporter(agency).named(run);
        assert_eq!(named("云岭县水利局", "县水利局"), Some(Whose::ThisBody));
        assert_eq!(named("云岭县水利局", "市水利局"), Some(Whose::Other));
        assert_eq!(named("云岭县水利局", "县公安局"), Some(Whose::Other));
        assert_eq!(named("云岭市人民政府办公室", "市政府办公室"), Some(Whose::ThisBody));
        assert_eq!(named("云岭市人民政府办公室", "市政府办"), Some(Whose::ThisBody));
        assert_eq!(named("云岭市人民政府", "市政府办公室"), Some(Whose::Other));
        assert_eq!(named("云岭县石桥镇人民政府", "石桥镇"), Some(Whose::ThisBody));
        assert_eq!(named("潭门街道办事处", "街道"), Some(Whose::ThisBody));
        assert_eq!(named("云岭县水利局", "严格遵照规定"), None);
        assert_eq!(named("云岭高新区管理委员会", "管委会"), Some(Whose::ThisBody));
        assert_eq!(named("中华人民共和国云岭海关", "云岭海关"), Some(Whose::ThisBody));
    }

    #[test]
    fn a_name_is_known_when_abbreviated_but_not_for_another_level() {
        let named = |agency: &str, run: &str| reporter(agency).named(run);
        let full = "云岭县住房和城乡建设局";
        assert_eq!(named(full, "县住建局"), Some(Whose::ThisBody));
        assert_eq!(named(full, "市住建局"), Some(Whose::Other));
        assert_eq!(named(full, "县城管局"), Some(Whose::Other));
        assert_eq!(named("国家林业和草原局", "国家林草局"), Some(Whose::ThisBody));
        assert_eq!(named("云岭市发展和改革委员会", "市发改委"), Some(Whose::ThisBody));
        assert_eq!(named("海平市港口区教育体育局", "市教体局"), Some(Whose::Other));
    }
}
