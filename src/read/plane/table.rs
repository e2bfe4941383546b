//! Tables: frames over one page or several, with what stands in their cells.

use super::frame::Frame;
use super::lattice::{Ends, Lattice, Slot, TOUCH};
use super::{Area, words};
use crate::draft::Place;
use crate::read::label;
use crate::read::limits::{check_area, check_cells, ordinal};
use crate::read::{Alignment, Grid, GridCell, ReadError};

/// What stands for a picture in a text.
const OBJECT: &str = "\u{fffc}";

/// A table, and where it begins.
pub(super) struct Table {
    pub(super) page: usize,
    pub(super) area: Area,
    pub(super) grid: Grid,
}

/// A cell with its text.
struct Filled {
    slot: Slot,
    text: String,
    place: Place,
}

/// Makes tables of the frames of all pages. One that a page break cuts goes on in the first frame of the next page if that has the
/// same columns and nothing stands between: `is_between` tells that of two places, each on a page.
pub(super) fn chain(
    frames: Vec<Frame>,
    is_between: impl Fn((usize, f32), (usize, f32)) -> bool,
) -> Result<Vec<Table>, ReadError> {
    let mut chains: Vec<Vec<Frame>> = Vec::new();
    for frame in frames {
        let goes_on = |chain: &&mut Vec<Frame>| {
            chain.last().is_some_and(|last| {
                last.page + 1 == frame.page
                    && !is_between((last.page, last.area.y1), (frame.page, frame.area.y0))
                    && have_same_columns(chain, &frame)
            })
        };
        match chains.last_mut().filter(goes_on) {
            Some(chain) => chain.push(frame),
            None => chains.push(vec![frame]),
        }
    }
    let mut tables = Vec::new();
    let (mut cells, mut page, mut on_page) = (0, usize::MAX, 0);
    for mut chain in chains {
        let Some(first) = chain.first() else { continue };
        if first.page != page {
            (page, on_page) = (first.page, 0);
        }
        on_page += 1;
        let area = first.area;
        let grid = grid(&mut chain, on_page);
        // A chain that goes over several pages has the first table of the last one.
        if let Some(last) = chain.last().filter(|last| last.page != page) {
            (page, on_page) = (last.page, 1);
        }
        let Some(grid) = grid else { continue };
        cells += grid.rows.iter().map(Vec::len).sum::<usize>();
        check_cells(cells)?;
        check_area(&grid.rows)?;
        tables.push(Table { page: chain.first().map_or(page, |first| first.page), area, grid });
    }
    Ok(tables)
}

/// Whether the rules of a frame stand where those of the pages before do, but for one: the outer side of a cell over many rows is
/// not always drawn again.
fn have_same_columns(chain: &[Frame], frame: &Frame) -> bool {
    let stands = |at: f32| chain.iter().flat_map(|part| &part.verticals).any(|other| (other.at - at).abs() <= TOUCH);
    let of = |frame: &Frame| {
        let mut at: Vec<f32> = frame.verticals.iter().map(|rule| rule.at).collect();
        at.sort_by(f32::total_cmp);
        at.dedup_by(|a, b| (*a - *b).abs() <= TOUCH);
        at
    };
    let here = of(frame);
    let there = chain.last().map_or(0, |last| of(last).len());
    let same = here.iter().filter(|at| stands(**at)).count();
    same >= 2 && same + 1 >= here.len() && same + 2 >= there.min(here.len())
}

/// The grid of frames that follow each other.
fn grid(chain: &mut [Frame], first: usize) -> Option<Grid> {
    let lattice = Lattice::of(&chain.iter().collect::<Vec<_>>(), Ends::Filled)?;
    let mut rows: Vec<Vec<Filled>> = Vec::new();
    for (n, (part, frame)) in lattice.parts.iter().zip(chain).enumerate() {
        let mut texts = vec![Vec::new(); part.cells.len()];
        for word in frame.words.drain(..) {
            if let Some(words) = lattice.cell(part, word.area.centre()).and_then(|cell| texts.get_mut(cell)) {
                words.push(word);
            }
        }
        let mut texts: Vec<String> = texts.into_iter().map(words::text).collect();
        for picture in &frame.pictures {
            let cell = lattice.cell(part, picture.centre()).and_then(|cell| texts.get_mut(cell));
            if let Some(text) = cell.filter(|text| text.is_empty()) {
                OBJECT.clone_into(text);
            }
        }
        let mut here: Vec<Vec<Filled>> = (0..part.height()).map(|_| Vec::new()).collect();
        for (slot, text) in part.cells.iter().zip(texts) {
            if let Some(row) = here.get_mut(slot.row) {
                let place = Place::PageTable {
                    page: ordinal(frame.page + 1),
                    table: ordinal(if n == 0 { first } else { 1 }),
                    row: ordinal(slot.row + 1),
                    cell: ordinal(row.len() + 1),
                };
                row.push(Filled { slot: *slot, text, place });
            }
        }
        join(&mut rows, here, frame.is_open());
    }
    let cell = |cell: Filled| {
        GridCell::new(cell.text, cell.place).spanning(ordinal(cell.slot.width), ordinal(cell.slot.height))
    };
    let rows = without_slivers(rows).into_iter().map(|row| row.into_iter().map(cell).collect()).collect();
    Some(Grid { rows, alignment: Alignment::Columns })
}

/// The rows without those in which only blank cells begin, beside text that reaches down from above: the sides of cells that a page
/// break cut do not always end on one line.
fn without_slivers(rows: Vec<Vec<Filled>>) -> Vec<Vec<Filled>> {
    let mut kept: Vec<Vec<Filled>> = Vec::with_capacity(rows.len());
    // The cells that reach down, and how many more rows they cover.
    let mut reaching: Vec<(usize, usize, usize)> = Vec::new();
    let mut carried: Vec<Filled> = Vec::new();
    for mut row in rows {
        row.append(&mut carried);
        row.sort_by_key(|cell| cell.slot.column);
        let mut above = reaching.iter().filter_map(|(row, cell, _)| kept.get(*row)?.get(*cell));
        let is_sliver = above.any(|cell| !cell.text.is_empty()) && row.iter().all(|cell| cell.text.is_empty());
        if is_sliver {
            for (row, cell, _) in &reaching {
                if let Some(cell) = kept.get_mut(*row).and_then(|row| row.get_mut(*cell)) {
                    cell.slot.height -= 1;
                }
            }
            carried.extend(
                row.drain(..)
                    .filter(|cell| cell.slot.height > 1)
                    .map(|cell| Filled { slot: Slot { height: cell.slot.height - 1, ..cell.slot }, ..cell }),
            );
        }
        reaching.retain_mut(|(_, _, left)| {
            *left -= 1;
            *left > 0
        });
        if !is_sliver {
            let down = row.iter().enumerate().filter(|(_, cell)| cell.slot.height > 1);
            reaching.extend(down.map(|(n, cell)| (kept.len(), n, cell.slot.height - 1)));
            kept.push(row);
        }
    }
    kept
}

/// Adds the rows of the next page. Its first row can be the rest of the last one.
fn join(rows: &mut Vec<Vec<Filled>>, mut next: Vec<Vec<Filled>>, is_open: bool) {
    let last = rows.len();
    let first = next.first().map_or(&[][..], Vec::as_slice);
    let ends_here = |cell: &&mut Filled, n: usize| n + cell.slot.height == last;
    let mut above: Vec<&mut Filled> = rows
        .iter_mut()
        .enumerate()
        .flat_map(|(n, row)| row.iter_mut().filter(move |cell| ends_here(cell, n)))
        .collect();
    above.sort_by_key(|cell| cell.slot.column);
    if is_rest(&above, first, is_open) {
        for (cell, rest) in above.into_iter().zip(next.remove(0)) {
            if !rest.text.is_empty() {
                if cell.text.is_empty() {
                    cell.place = rest.place;
                } else {
                    cell.text.push('\n');
                }
                cell.text.push_str(&rest.text);
            }
            cell.slot.height += rest.slot.height - 1;
        }
    }
    rows.append(&mut next);
}

/// Whether the first row of a page is the rest of the row above, which the page break cut: one of the two has the label or a part
/// of it, one the values.
fn is_rest(above: &[&mut Filled], first: &[Filled], is_open: bool) -> bool {
    let same = |(a, b): (&&mut Filled, &Filled)| (a.slot.column, a.slot.width) == (b.slot.column, b.slot.width);
    if first.is_empty() || above.len() != first.len() || !above.iter().zip(first).all(same) {
        return false;
    }
    let pairs = above.iter().zip(first).filter(|(a, b)| a.slot.height == 1 || b.slot.height == 1);
    let mut both = pairs.filter(|(a, b)| !a.text.is_empty() && !b.text.is_empty());
    let is_label = |text: &str| label::targets(text).next().is_some();
    match (both.next(), both.next()) {
        (Some(_), Some(_)) => false,
        (Some((a, b)), None) => {
            let are_two = is_label(&a.text) && is_label(&b.text);
            !are_two && (is_open || is_label(&format!("{}{}", a.text, b.text)))
        }
        (None, _) => is_open,
    }
}
