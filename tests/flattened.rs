//! The official tables flattened as spreadsheet tools and data frames flatten them: merged cells filled with copies of their
//! text, a column of numbers before the rows. Both are read back as the same draft.
#![cfg(feature = "proptest")]

use ogi_report::draft::Draft;
use ogi_report::read::{Alignment, Block, Document, Grid, GridCell};
use ogi_report::{generate, render};
use proptest::prelude::*;

/// The grid with a cell of its own, with a copy of the text, in every place that a merged cell covers.
fn filled(grid: &Grid) -> Grid {
    let mut slots: Vec<Vec<Option<GridCell>>> = vec![Vec::new(); grid.rows.len()];
    for (at, row) in grid.rows.iter().enumerate() {
        let mut column = 0;
        for cell in row {
            while slots[at].get(column).is_some_and(Option::is_some) {
                column += 1;
            }
            let (width, height) = (cell.colspan as usize, cell.rowspan as usize);
            for below in slots.iter_mut().skip(at).take(height) {
                below.resize(below.len().max(column + width), None);
                below[column..column + width].fill(Some(GridCell::new(cell.text.as_str(), cell.place.clone())));
            }
        }
    }
    Grid {
        rows: slots.into_iter().map(|row| row.into_iter().flatten().collect()).collect(),
        alignment: Alignment::Columns,
    }
}

/// The grid with a column before all others: a head, and the numbers of the rows from `first` on.
fn numbered(grid: &Grid, head: &str, first: usize) -> Grid {
    let width = grid.rows.iter().map(Vec::len).max().unwrap_or_default();
    let cell = |text: String| GridCell::new(text, grid.rows[0][0].place.clone());
    let heads = std::iter::once(cell(head.to_owned())).chain((0..width).map(|n| cell(n.to_string()))).collect();
    let rows = (first..).zip(&grid.rows).map(|(n, row)| [vec![cell(n.to_string())], row.clone()].concat());
    Grid { rows: std::iter::once(heads).chain(rows).collect(), alignment: Alignment::Columns }
}

fn with_grids(document: &Document, change: impl Fn(&Grid) -> Grid) -> Draft {
    let blocks = document.blocks.iter().map(|block| match block {
        Block::Grid(grid) => change(grid).into(),
        other => other.clone(),
    });
    Document { title: document.title.clone(), blocks: blocks.collect() }.into_draft().unwrap()
}

#[track_caller]
fn same(found: &Draft, expected: &Draft) {
    assert_eq!(found.form(), expected.form());
    for (cell, entry) in expected.cells() {
        assert_eq!(found.state(cell), entry.state(), "{cell}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn filled_and_numbered_tables_are_read_as_the_form_s(draft in generate::drafts(), first in 0_usize..3) {
        let document = render::official(&draft);
        let expected = document.clone().into_draft().unwrap();
        same(&with_grids(&document, filled), &expected);
        same(&with_grids(&document, |grid| numbered(&filled(grid), "", first)), &expected);
    }
}
