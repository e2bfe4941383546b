//! Merged cells whose text was copied into every cell that they covered, made one cell again.
//!
//! Spreadsheet tools and converters fill what a merged cell covered with its text. Where a label of the form stands several
//! times side by side or one below the other, it was one label; and where the label over a row's values was, so was the value.

use std::collections::BTreeMap;

use super::document::{Alignment, Grid, GridCell};
use super::line::Sense;
use crate::draft::numeral;

/// The grid with such cells merged. A grid that has merged cells says itself which cells are.
pub(super) fn merge(grid: Grid) -> Grid {
    let spans = |cell: &GridCell| cell.colspan > 1 || cell.rowspan > 1;
    if grid.alignment != Alignment::Columns || grid.rows.iter().flatten().any(spans) {
        return grid;
    }
    let copied =
        |row: &Vec<GridCell>| row.windows(2).any(|pair| matches!(pair, [a, b] if a.text == b.text && is_label(a)));
    if !grid.rows.iter().any(copied) {
        return grid;
    }
    let mut heads: Vec<(u32, u32)> = Vec::new();
    let mut rows: Vec<Vec<Option<GridCell>>> = Vec::new();
    // The cells of the row above by their columns, each with where it stands: its row, and its number there.
    let mut above: BTreeMap<(u32, u32), (usize, usize)> = BTreeMap::new();
    for row in grid.rows {
        let is_body = row.iter().any(|cell| is_value(&cell.text));
        let row = beside(row, &heads);
        let places: Vec<(u32, u32)> = places(&row).collect();
        if !is_body {
            heads.clone_from(&places);
        }
        let mut here = BTreeMap::new();
        let mut kept = Vec::new();
        for (cell, place) in row.into_iter().zip(places) {
            let owner = above.get(&place).copied().filter(|_| is_label(&cell));
            let upper = owner.and_then(|(row, number)| rows.get_mut(row)?.get_mut(number)?.as_mut());
            if let Some(upper) = upper.filter(|upper| upper.text == cell.text) {
                upper.rowspan += 1;
                here.extend(owner.map(|owner| (place, owner)));
                kept.push(None);
            } else {
                here.insert(place, (rows.len(), kept.len()));
                kept.push(Some(cell));
            }
        }
        above = here;
        rows.push(kept);
    }
    let rows = rows.into_iter().map(|row| row.into_iter().flatten().collect()).collect();
    Grid { rows, alignment: grid.alignment }
}

/// The row with copies that stand side by side merged. `heads` are the columns of the labels over it.
fn beside(row: Vec<GridCell>, heads: &[(u32, u32)]) -> Vec<GridCell> {
    let mut merged: Vec<GridCell> = Vec::with_capacity(row.len());
    let mut start = 0;
    for (at, cell) in (0..).zip(row) {
        match merged.last_mut().filter(|last| last.text == cell.text) {
            Some(last) if is_label(last) || (is_value(&last.text) && within(heads, start, at)) => last.colspan += 1,
            _ => {
                start = at;
                merged.push(cell);
            }
        }
    }
    merged
}

/// Whether both columns, the first of which is the lower, are under one label.
fn within(heads: &[(u32, u32)], one: u32, other: u32) -> bool {
    let last = heads.partition_point(|(at, _)| *at <= one).checked_sub(1).and_then(|n| heads.get(n));
    last.is_some_and(|(at, width)| one - at < *width && other - at < *width)
}

/// The first column of each cell, and how many it covers.
fn places(row: &[GridCell]) -> impl Iterator<Item = (u32, u32)> {
    row.iter().scan(0, |at: &mut u32, cell| {
        let start = *at;
        *at = at.saturating_add(cell.colspan);
        Some((start, cell.colspan))
    })
}

fn is_value(text: &str) -> bool {
    matches!(Sense::of(text), Sense::Value)
}

fn is_label(cell: &GridCell) -> bool {
    !cell.text.chars().all(numeral::is_space)
        && !cell.text.starts_with(|c: char| c.is_ascii_digit())
        && Sense::of(&cell.text).is_label()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Place;

    fn merged(rows: &[&str]) -> Vec<Vec<String>> {
        let cells = |row: &&str| row.split('|').map(|text| GridCell::new(text, Place::Nowhere)).collect();
        let grid = Grid { rows: rows.iter().map(cells).collect(), alignment: Alignment::Columns };
        let text = |cell: &GridCell| match (cell.colspan, cell.rowspan) {
            (1, 1) => cell.text.clone(),
            (columns, rows) => format!("{} {columns}x{rows}", cell.text),
        };
        merge(grid).rows.iter().map(|row| row.iter().map(text).collect()).collect()
    }

    #[test]
    fn labels_side_by_side_and_one_below_the_other_are_one() {
        let rows = merged(&[
            "申请人情况|申请人情况|申请人情况|总计",
            "自然人|法人或其他组织|法人或其他组织|总计",
            "自然人|商业企业|科研机构|总计",
        ]);
        assert_eq!(
            rows,
            [
                vec!["申请人情况 3x1", "总计 1x3"],
                vec!["自然人 1x2", "法人或其他组织 2x1"],
                vec!["商业企业", "科研机构"]
            ]
        );
    }

    #[test]
    fn a_value_is_one_under_one_label_only() {
        let rows = merged(&["信息内容|本年处理决定数量|本年处理决定数量", "行政许可|12|12", "行政处罚|3|4"]);
        assert_eq!(
            rows,
            [vec!["信息内容", "本年处理决定数量 2x1"], vec!["行政许可", "12 2x1"], vec!["行政处罚", "3", "4"]]
        );
        let rows = merged(&["法人或其他组织|法人或其他组织", "商业企业|科研机构", "0|0"]);
        assert_eq!(rows[2], ["0", "0"]);
    }

    #[test]
    fn what_is_no_label_and_a_grid_without_copies_stay() {
        let rows = ["行政许可|见附件|见附件", "行政处罚||", "行政强制|12|12"];
        assert_eq!(merged(&rows), rows.map(|row| row.split('|').map(str::to_owned).collect::<Vec<_>>()));
    }
}
