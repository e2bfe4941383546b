//! The pages of a PDF: what is drawn on each.

use hayro_syntax::object::{Array, Dict, MaybeRef, Stream};
use hayro_syntax::page::{Page as Leaf, Rotation};

use super::budget::Budget;
use super::content::Canvas;
use super::font::Fonts;
use super::matrix::Matrix;
use crate::read::ReadError;
use crate::read::plane::{Area, Page};

/// Finding a stream takes as long as this many operators.
pub(super) const STREAM_COST: usize = 100;

/// A page, and what shows why it may have no text.
pub(super) struct Drawn {
    pub(super) page: Page,
    /// Whether something is drawn that is not text: a picture, an outline, text that nobody sees.
    pub(super) has_more: bool,
}

/// Draws a page.
pub(super) fn draw(leaf: &Leaf<'_>, fonts: &mut Fonts, budget: &mut Budget) -> Result<Drawn, ReadError> {
    let sheet = leaf.intersected_crop_box();
    let (width, height) = leaf.base_dimensions();
    let turn = match leaf.rotation() {
        Rotation::None => Matrix::IDENTITY,
        Rotation::Horizontal => Matrix::new([0.0, 1.0, -1.0, 0.0, height, 0.0]),
        Rotation::Flipped => Matrix::new([-1.0, 0.0, 0.0, -1.0, width, height]),
        Rotation::FlippedHorizontal => Matrix::new([0.0, -1.0, 1.0, 0.0, 0.0, width]),
    };
    #[allow(clippy::cast_possible_truncation)] // points of a page
    let (left, top) = (sheet.x0 as f32, sheet.y0 as f32 + height);
    let matrix = Matrix::new([1.0, 0.0, 0.0, -1.0, -left, top]).then(&turn);
    let corner = turn.apply((0.0, 0.0));
    let edges = Area::around(corner, turn.apply((width, height)));
    let mut canvas = Canvas::new(fonts, budget, edges, is_cropped(leaf));
    let mut is_whole = true;
    let mut content = Vec::new();
    for stream in contents(leaf) {
        canvas.budget.operators(STREAM_COST)?;
        let Some(stream) = stream else {
            is_whole = false;
            continue;
        };
        let unpacked = canvas.budget.unpack(&stream)?;
        is_whole &= unpacked.is_whole;
        content.extend(unpacked.bytes);
        content.push(b'\n');
    }
    is_whole &= canvas.run(&content, leaf.resources(), matrix, 0)?;
    let mut drawn = canvas.finish();
    if !is_whole {
        drawn.has_more = true;
        drawn.page.pictures.extend(edges);
    }
    Ok(drawn)
}

/// Whether a part of the page was cut off. A table that is too wide for its page was not.
fn is_cropped(leaf: &Leaf<'_>) -> bool {
    let (shown, whole) = (leaf.intersected_crop_box(), leaf.media_box());
    (whole.width() - shown.width()).max(whole.height() - shown.height()) > 1.0
}

/// The streams of a page's content, `None` for each that is missing.
fn contents<'a>(leaf: &Leaf<'a>) -> impl Iterator<Item = Option<Stream<'a>>> {
    let page: &Dict<'a> = leaf.raw();
    let xref = leaf.xref();
    let single = page.get::<Stream<'a>>(b"Contents");
    let many = if single.is_none() { page.get::<Array<'a>>(b"Contents") } else { None };
    let is_missing = single.is_none() && many.is_none() && page.contains_key(b"Contents");
    let of_many = many.into_iter().flat_map(|streams| streams.raw_iter()).map(move |item| match item {
        MaybeRef::Ref(reference) => xref.get::<Stream<'a>>(reference.into()),
        MaybeRef::NotRef(_) => None,
    });
    single.map(Some).into_iter().chain(is_missing.then_some(None)).chain(of_many)
}
