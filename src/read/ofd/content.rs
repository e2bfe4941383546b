//! What is drawn on a page, on a template, or in a drawing that pages use: characters, rules, pictures and other drawings.

use std::collections::BTreeMap;

use super::numbers::{self, POINTS, boundary, follow, number};
use super::text::{self, turned};
use super::within;
use crate::read::limits::{MAX_FORM_DEPTH, MAX_GLYPHS, MAX_OPERATORS, MAX_PATH, MAX_RULES};
use crate::read::package::{Package, Part, Tag, Token, Xml};
use crate::read::plane::matrix::Matrix;
use crate::read::plane::path::{Paint, Path};
use crate::read::plane::{Area, Glyph, Page, Turn};
use crate::read::{Excess, ReadError};

/// The width of a stroke that states none, in millimetres.
const STROKE: f32 = 0.353;
/// A rule that became thicker than this is none, in points.
const THICK: f32 = 4.0;

/// Finding a drawing takes as long as this many operators.
const DRAWING_COST: usize = 100;

/// What is drawn, in points.
#[derive(Default)]
pub(super) struct Sheet {
    page: Page,
    /// The drawings in it, by their number, and where.
    units: Vec<(String, Matrix)>,
    /// The templates that it stands on, and whether it stands behind them.
    pub(super) templates: Vec<(String, bool)>,
    /// Parts with drawings that it uses.
    pub(super) resources: Vec<String>,
    /// Whether something is drawn that is not text.
    has_more: bool,
}

/// The drawings that pages use, by their number.
pub(super) type Units = BTreeMap<String, Sheet>;

/// Reads a page or a template.
pub(super) fn read_sheet(package: &mut Package<'_>, part: &Part) -> Result<Sheet, ReadError> {
    let mut sheet = Sheet::default();
    let mut xml = package.xml(part);
    while let Some(token) = xml.next()? {
        if let Token::Start(tag) = token {
            sheet.read(&tag, &mut xml)?;
        }
    }
    Ok(sheet)
}

/// Adds the drawings that a part with resources has.
pub(super) fn read_units(package: &mut Package<'_>, part: &Part, units: &mut Units) -> Result<(), ReadError> {
    let mut xml = package.xml(part);
    let mut open: Option<(String, usize, Sheet)> = None;
    let mut depth = 0;
    while let Some(token) = xml.next()? {
        match token {
            Token::Start(tag) if tag.name() == "CompositeGraphicUnit" => {
                depth += 1;
                open = Some((tag.attribute("ID").unwrap_or_default().into_owned(), depth, Sheet::default()));
            }
            Token::Start(tag) => match &mut open {
                Some((.., sheet)) => depth += usize::from(sheet.read(&tag, &mut xml)?),
                None => depth += 1,
            },
            Token::End => {
                if let Some((id, _, sheet)) = open.take_if(|(_, begun, _)| *begun == depth) {
                    units.insert(id, sheet);
                }
                depth = depth.saturating_sub(1);
            }
            Token::Text(_) => {}
        }
    }
    Ok(())
}

impl Sheet {
    /// Reads an object whose start tag was the last token. Gives whether the element is still open.
    fn read(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<bool, ReadError> {
        let id = |name| tag.attribute(name).unwrap_or_default().into_owned();
        match tag.name() {
            // Where something is cut off, and patterns of colours.
            "Clips" | "Actions" | "Annotations" => xml.skip()?,
            "TextObject" => match text::glyphs(tag, xml)? {
                Some(glyphs) => self.page.glyphs.extend(glyphs),
                None => self.has_more = true,
            },
            "PathObject" if !numbers::is(tag, "Visible", true) => xml.skip()?,
            "PathObject" => self.path(tag, xml)?,
            "ImageObject" => {
                let [x, y, width, height] = boundary(tag);
                self.page.pictures.extend(Area::around((x, y), (x + width, y + height)));
                self.has_more = true;
                xml.skip()?;
            }
            "CompositeObject" => {
                self.units.push((id("ResourceID"), numbers::matrix(tag)));
                xml.skip()?;
            }
            "PageRes" => self.resources.push(xml.text()?.trim().to_owned()),
            "Template" => {
                self.templates.push((id("TemplateID"), id("ZOrder") == "Foreground"));
                xml.skip()?;
            }
            _ => return Ok(true),
        }
        within(self.page.glyphs.len(), MAX_GLYPHS, Excess::Glyphs)?;
        within(self.page.rules.len(), MAX_RULES, Excess::Rules)?;
        Ok(false)
    }

    fn path(&mut self, tag: &Tag<'_>, xml: &mut Xml<'_>) -> Result<(), ReadError> {
        let paint = match (numbers::is(tag, "Fill", false), numbers::is(tag, "Stroke", true)) {
            (true, true) => Some(Paint::Both),
            (true, false) => Some(Paint::Fill),
            (false, true) => Some(Paint::Stroke),
            (false, false) => None,
        };
        let matrix = numbers::matrix(tag);
        let width = number(tag, "LineWidth").unwrap_or(STROKE) * matrix.scale();
        let mut depth = 1;
        while let Some(token) = xml.next()? {
            match token {
                Token::Start(tag) if tag.name() == "AbbreviatedData" => {
                    let data = xml.text()?;
                    within(data.len(), MAX_PATH, Excess::PathBytes)?;
                    let Some(paint) = paint else { continue };
                    follow(&data, &matrix, |piece: &Path| {
                        if self.page.rules.len() <= MAX_RULES {
                            self.page.rules.extend(piece.rules(paint, width));
                        }
                        self.has_more |= paint != Paint::Stroke && piece.is_drawing();
                    });
                }
                Token::Start(tag) if tag.name() == "Clips" => xml.skip()?,
                Token::Start(_) => depth += 1,
                Token::End => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                Token::Text(_) => {}
            }
        }
        Ok(())
    }
}

/// Draws a sheet on a page, with the drawings in it. Gives whether something is drawn that is not text.
pub(super) fn place(sheet: &Sheet, matrix: &Matrix, units: &Units, page: &mut Page) -> Result<bool, ReadError> {
    let mut steps = MAX_OPERATORS;
    place_inside(sheet, matrix, units, page, MAX_FORM_DEPTH, &mut steps)
}

fn place_inside(
    sheet: &Sheet,
    matrix: &Matrix,
    units: &Units,
    page: &mut Page,
    depth: u32,
    steps: &mut usize,
) -> Result<bool, ReadError> {
    let limit = MAX_OPERATORS as u64;
    let drawn = DRAWING_COST + sheet.page.glyphs.len() + sheet.page.rules.len() + sheet.page.pictures.len();
    *steps = steps.checked_sub(drawn).ok_or(ReadError::TooLarge { what: Excess::Operators, limit })?;
    let area = |area: &Area| Area::around(matrix.apply((area.x0, area.y0)), matrix.apply((area.x1, area.y1)));
    let glyph = |glyph: &Glyph| {
        let turn = if glyph.turn == Turn::Aslant { Turn::Aslant } else { turned(matrix, quarters(glyph.turn)) };
        Some(Glyph { area: area(&glyph.area)?, turn, ..*glyph })
    };
    page.glyphs.extend(sheet.page.glyphs.iter().filter_map(glyph));
    let rules = sheet.page.rules.iter().filter_map(area);
    page.rules.extend(rules.filter(|rule| rule.width().min(rule.height()) <= THICK));
    page.pictures.extend(sheet.page.pictures.iter().filter_map(area));
    within(page.glyphs.len(), MAX_GLYPHS, Excess::Glyphs)?;
    within(page.rules.len(), MAX_RULES, Excess::Rules)?;
    let mut has_more = sheet.has_more;
    for (id, inside) in &sheet.units {
        match units.get(id).filter(|_| depth > 0) {
            // The unit is in points, as the matrix makes them of its millimetres.
            Some(unit) => {
                let matrix = Matrix::new([1.0 / POINTS, 0.0, 0.0, 1.0 / POINTS, 0.0, 0.0]).then(inside).then(matrix);
                has_more |= place_inside(unit, &matrix, units, page, depth - 1, steps)?;
            }
            None => has_more = true,
        }
    }
    Ok(has_more)
}

fn quarters(turn: Turn) -> u8 {
    match turn {
        Turn::Upright | Turn::Aslant => 0,
        Turn::Quarter => 1,
        Turn::Half => 2,
        Turn::ThreeQuarters => 3,
    }
}
