//! A first column that numbers the rows, as spreadsheet tools and data frames write it, taken away.

use super::document::{Grid, GridCell};
use super::line::Sense;
use crate::draft::numeral;
use crate::impossible::Cut;

/// The fewest rows in a line whose numbers are no chance.
const LEAST: usize = 3;

/// The grid without such numbers. Rows are numbered where each has the number after that of the row above, from 0, 1 or 2 on,
/// and most have a text that is no number beside it. All rows of the grid must be numbered, but for heads of the column
/// and texts that stand alone: a column is taken away whole, or the others would no longer stand below each other.
pub(super) fn drop(mut grid: Grid) -> Grid {
    let mut numbered = vec![false; grid.rows.len()];
    let mut start = 0;
    while start < grid.rows.len() {
        let first = grid.rows.get(start).and_then(|row| number(row)).filter(|first| *first <= 2);
        let rows = grid.rows.cut(start..);
        let length =
            first.map_or(0, |first| (first..).zip(rows).take_while(|(n, row)| number(row) == Some(*n)).count());
        let beside =
            |row: &&Vec<GridCell>| row.get(1).is_some_and(|cell| !matches!(Sense::of(&cell.text), Sense::Value));
        let labels = rows.iter().take(length).filter(beside).count();
        if length >= LEAST && labels * 2 > length {
            // The head of the column stands in the row above.
            let heads = usize::from(start > 0);
            numbered.iter_mut().skip(start - heads).take(length + heads).for_each(|row| *row = true);
        }
        start += length.max(1);
    }
    let is_head = |row: &[GridCell]| {
        row.first().is_some_and(|cell| {
            let text = cell.text.trim_matches(numeral::is_space);
            cell.colspan == 1 && (text.is_empty() || text == "序号" || text == "#")
        })
    };
    let is_alone = |row: &[GridCell]| row.iter().filter(|cell| !cell.text.chars().all(numeral::is_space)).count() <= 1;
    let has_number = |row: &[GridCell]| is_head(row) || number(row).is_some();
    let whole = grid.rows.iter().zip(&numbered).all(|(row, numbered)| is_alone(row) || (*numbered && has_number(row)));
    if whole && numbered.contains(&true) {
        for (row, _) in grid.rows.iter_mut().zip(numbered).filter(|(row, numbered)| *numbered && has_number(row)) {
            row.remove(0);
        }
    }
    grid
}

/// The number in the first cell of a row, if it is one and stands there alone.
fn number(row: &[GridCell]) -> Option<usize> {
    let first = row.first().filter(|cell| cell.colspan == 1 && cell.rowspan == 1 && row.len() > 1)?;
    first.text.parse().ok().filter(|_| first.text.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::super::document::Alignment;
    use super::*;
    use crate::draft::Place;

    fn dropped(rows: &[&str]) -> Vec<String> {
        let cells = |row: &&str| row.split('|').map(|text| GridCell::new(text, Place::Nowhere)).collect();
        let grid = Grid { rows: rows.iter().map(cells).collect(), alignment: Alignment::Columns };
        drop(grid)
            .rows
            .iter()
            .map(|row| row.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"))
            .collect()
    }

    #[test]
    fn numbers_of_rows_are_taken_away_and_begin_anew_in_the_next_table() {
        let rows = dropped(&[
            "|0|1",
            "0|规章|5",
            "1|行政许可|6",
            "2|行政处罚|7",
            "text",
            "0|a|1",
            "1|b|",
            "2|4|5",
            "序号|c|d",
            "1|a|1",
            "2|b|2",
            "3|c|3",
        ]);
        assert_eq!(
            rows,
            ["0|1", "规章|5", "行政许可|6", "行政处罚|7", "text", "a|1", "b|", "4|5", "c|d", "a|1", "b|2", "c|3"]
        );
    }

    #[test]
    fn values_stay() {
        for rows in [
            &["1|0|2", "2|0|3", "3|0|3"][..],
            &["0|a", "1|b"],
            &["5|a", "6|b", "7|c"],
            &["1|a", "3|b", "2|c"],
            &["1、规章", "2、行政许可", "3、行政处罚"],
            &["a|b|c", "1|规章|5", "2|行政许可|6", "3|行政处罚|7"],
            &["1|规章|5", "2|行政许可|6", "3|行政处罚|7", "5|行政强制|7"],
        ] {
            assert_eq!(dropped(rows), rows);
        }
    }
}
