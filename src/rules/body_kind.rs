//! The kind of a body, as far as its name leaves no doubt.

/// What a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyKind {
    /// A people's government.
    Government(Level),
    /// The office of a people's government: 办公室, 办公厅.
    Office(Level),
    /// A department of a local government at county level or above.
    Department,
    /// Another local body: a branch, an office of a vertical system, a department of a development zone or a township.
    Branch,
}

/// The level of a government.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Townships, towns and sub-districts.
    Township,
    /// Counties, banners and districts.
    County,
    /// Above counties. A city can be a county-level one, or one divided into districts: its name does not show it.
    CityOrAbove,
}

/// Words in the names of local bodies that are not, or not surely, departments of the local government.
const BRANCHES: [&str; 38] = [
    "分局",
    "开发区",
    "高新区",
    "园区",
    "试验区",
    "示范区",
    "管理区",
    "保税区",
    "管委会",
    "乡",
    "镇",
    "街道",
    "税务",
    "海关",
    "气象",
    "邮政",
    "烟草",
    "消防",
    "海事",
    "调查队",
    "外汇",
    "证券",
    "证监",
    "金融监督",
    "银保监",
    "银监",
    "保监",
    "煤矿安全",
    "矿山安全",
    "通信管理",
    "地震",
    "民航",
    "民用航空",
    "铁路",
    "出入境",
    "能源监管",
    "河务",
    "监管局",
];

/// The kind of the body with this name, if the name leaves no doubt.
pub(super) fn of(agency: &str) -> Option<BodyKind> {
    if ["国家", "中国", "中华"].iter().any(|central| agency.starts_with(central)) {
        return None;
    }
    let government = agency.trim_end_matches("办公室").trim_end_matches("办公厅");
    if let Some(place) = government.strip_suffix("人民政府") {
        let level = level(place)?;
        return Some(if government == agency { BodyKind::Government(level) } else { BodyKind::Office(level) });
    }
    let ends = |suffixes: &[&str]| suffixes.iter().any(|suffix| agency.ends_with(suffix));
    if ends(&["街道办事处", "街道", "镇", "乡"]) {
        return Some(BodyKind::Government(Level::Township));
    }
    // A department of a local government: its place, then its own name.
    let is_local = ["县", "旗", "市", "区", "省", "州"]
        .iter()
        .any(|place| agency.find(place).is_some_and(|at| at > 0 && at + place.len() < agency.len()));
    if !is_local || !ends(&["局", "厅", "委员会"]) || ends(&["管理委员会"]) {
        return None;
    }
    let is_branch = BRANCHES.iter().any(|word| agency.contains(word));
    Some(if is_branch { BodyKind::Branch } else { BodyKind::Department })
}

fn level(place: &str) -> Option<Level> {
    match place {
        _ if place.ends_with(['乡', '镇']) => Some(Level::Township),
        // 自治区 is of a province's rank.
        _ if place.ends_with(['省', '市', '州', '盟']) || place.ends_with("自治区") => Some(Level::CityOrAbove),
        _ if place.ends_with(['县', '旗', '区']) => Some(Level::County),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_given_only_where_the_name_leaves_no_doubt() {
        use BodyKind::{Branch, Department, Government, Office};
        use Level::{CityOrAbove, County, Township};
        for (name, kind) in [
            ("某县某镇人民政府", Some(Government(Township))),
            ("平罗县渠口乡", Some(Government(Township))),
            ("某市某区某街道办事处", Some(Government(Township))),
            ("某县人民政府", Some(Government(County))),
            ("某市某区人民政府", Some(Government(County))),
            ("某自治县人民政府", Some(Government(County))),
            ("某市人民政府", Some(Government(CityOrAbove))),
            ("某自治区人民政府", Some(Government(CityOrAbove))),
            ("某自治州人民政府", Some(Government(CityOrAbove))),
            ("某县人民政府办公室", Some(Office(County))),
            ("某省人民政府办公厅", Some(Office(CityOrAbove))),
            ("某县财政局", Some(Department)),
            ("某市某区发展和改革委员会", Some(Department)),
            ("某省财政厅", Some(Department)),
            ("某县税务局", Some(Branch)),
            ("某市公安局某区分局", Some(Branch)),
            ("某市高新技术产业开发区财政局", Some(Branch)),
            ("某县某镇综合行政执法局", Some(Branch)),
            ("国家税务总局某县税务局", None),
            ("某经济技术开发区管理委员会", None),
            ("交通运输部", None),
            ("财政局", None),
            ("", None),
        ] {
            assert_eq!(of(name), kind, "{name}");
        }
    }
}
