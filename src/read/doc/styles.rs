//! Which paragraph styles make a heading: by their number, their name, their level in the outline, or the style they build on.

use super::super::little_endian::LittleEndian;
use super::super::word::is_heading_name;
use super::sprm::{self, OUTLINE_LEVEL};

/// A chain of styles as long as Word allows.
const LONGEST_CHAIN: usize = 11;
const NO_BASE: usize = 0xFFF;

/// For each style, whether it makes a heading.
pub(super) fn headings(sheet: &[u8]) -> Vec<bool> {
    let styles = styles(sheet).unwrap_or_default();
    let is_heading = |first: usize| {
        let chain = std::iter::successors(Some(first), |n| styles.get(*n).map(|style| style.base));
        chain.take(LONGEST_CHAIN).any(|n| styles.get(n).is_some_and(|style| style.is_heading))
    };
    (0..styles.len()).map(is_heading).collect()
}

#[derive(Clone, Copy)]
struct Style {
    base: usize,
    is_heading: bool,
}

fn styles(sheet: &[u8]) -> Option<Vec<Style>> {
    let about = usize::from(sheet.u16_at(0)?);
    let fixed = usize::from(sheet.u16_at(4)?);
    let mut rest = sheet.get(2 + about..)?;
    let mut styles = Vec::new();
    while let Some(length) = rest.u16_at(0).map(usize::from) {
        let style = rest.get(2..2 + length).unwrap_or_default();
        styles.push(style_of(style, fixed).unwrap_or(Style { base: NO_BASE, is_heading: false }));
        rest = rest.get(2 + length..).unwrap_or_default();
    }
    Some(styles)
}

fn style_of(style: &[u8], fixed: usize) -> Option<Style> {
    let number = style.u16_at(0)? & 0xFFF;
    let (kind, base) = (style.u16_at(2)? & 0xF, style.u16_at(2)? >> 4);
    // Headings 1 to 9, the title and the subtitle.
    let built_in = matches!(number, 1..=9 | 62 | 74);
    let letters = usize::from(style.u16_at(fixed)?);
    let name: Vec<u16> = (0..letters).map_while(|n| style.u16_at(fixed + 2 + 2 * n)).collect();
    let named = is_heading_name(&String::from_utf16_lossy(&name));
    // After the name and its zero, at an even place: the properties of its paragraphs, after the style's number.
    let list = fixed + 2 + 2 * letters + 2;
    let list = list + list % 2;
    let length = usize::from(style.u16_at(list).unwrap_or_default());
    let properties = style.get(list + 4..list + 2 + length).unwrap_or_default();
    let outlined = sprm::properties(properties).any(|p| p.code == OUTLINE_LEVEL && p.byte() < 9);
    Some(Style { base: usize::from(base), is_heading: kind == 1 && (built_in || named || outlined) })
}
