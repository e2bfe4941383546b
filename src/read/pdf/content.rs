//! What a content stream draws: characters, rules and pictures. Colours and clips are not looked at.

use std::collections::HashMap;
use std::rc::Rc;

use hayro_syntax::content::{Instruction, UntypedIter};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::Resources;

use super::budget::Budget;
use super::font::{Code, Font, Fonts};
use super::matrix::Matrix;
use super::page::{Drawn, STREAM_COST};
use super::path::{Paint, Path};
use crate::read::ReadError;
use crate::read::limits::MAX_FORM_DEPTH;
use crate::read::plane::{Area, Glyph, Page, Turn};

/// The most states that are kept; those beyond are not restored.
const MAX_STATES: usize = 512;

/// So many curved areas are characters that are drawn as outlines.
const OUTLINES: usize = 200;

/// Characters are turned aslant when their line leaves the horizontal or vertical by this part.
const ASLANT: f32 = 0.1;

/// What is drawn so far.
pub(super) struct Canvas<'f, 'b> {
    page: Page,
    fonts: &'f mut Fonts,
    pub(super) budget: &'b mut Budget,
    edges: Option<Area>,
    /// Whether what is outside the edges was cut off.
    is_cropped: bool,
    outlines: usize,
    has_hidden: bool,
}

/// The graphics state, as far as it matters.
#[derive(Clone)]
struct State {
    matrix: Matrix,
    line_width: f32,
    font: Option<Rc<Font>>,
    size: f32,
    character_space: f32,
    word_space: f32,
    stretch: f32,
    leading: f32,
    rise: f32,
    is_hidden: bool,
}

/// What a name stands for that `Do` draws.
#[derive(Clone)]
enum Drawing<'a> {
    Picture,
    Form(Stream<'a>),
}

/// A content stream that is being drawn.
struct Run<'a> {
    resources: Resources<'a>,
    fonts: HashMap<Vec<u8>, Option<Rc<Font>>>,
    drawings: HashMap<Vec<u8>, Option<Drawing<'a>>>,
    state: State,
    states: Vec<State>,
    /// The states that were not kept.
    lost: usize,
    path: Path,
    line: Matrix,
    text: Matrix,
    depth: u32,
    is_whole: bool,
}

impl<'f, 'b> Canvas<'f, 'b> {
    pub(super) fn new(fonts: &'f mut Fonts, budget: &'b mut Budget, edges: Option<Area>, is_cropped: bool) -> Self {
        Self { page: Page::default(), fonts, budget, edges, is_cropped, outlines: 0, has_hidden: false }
    }

    /// The page. Text that nobody sees is not on it, whether it repeats what is seen or was guessed from a picture.
    pub(super) fn finish(mut self) -> Drawn {
        let is_empty = self.page.glyphs.is_empty();
        let has_more = self.has_hidden || self.outlines >= OUTLINES || !self.page.pictures.is_empty();
        if is_empty && (self.has_hidden || self.outlines >= OUTLINES) {
            self.page.pictures.extend(self.edges);
        }
        Drawn { page: self.page, has_more }
    }

    /// Draws a content stream. Gives whether all of it was understood.
    pub(super) fn run(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        matrix: Matrix,
        depth: u32,
    ) -> Result<bool, ReadError> {
        let state = State {
            matrix,
            line_width: 1.0,
            font: None,
            size: 0.0,
            character_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            is_hidden: false,
        };
        let mut run = Run {
            resources: resources.clone(),
            fonts: HashMap::new(),
            drawings: HashMap::new(),
            state,
            states: Vec::new(),
            lost: 0,
            path: Path::default(),
            line: Matrix::IDENTITY,
            text: Matrix::IDENTITY,
            depth,
            is_whole: true,
        };
        let mut operators = UntypedIter::new(content);
        while let Some(instruction) = operators.next() {
            self.budget.operators(1)?;
            run.step(&instruction, self)?;
        }
        Ok(run.is_whole)
    }

    fn picture(&mut self, matrix: &Matrix) -> Result<(), ReadError> {
        let corners = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)].map(|corner| matrix.apply(corner));
        let around = |corners: [(f32, f32); 2]| Area::around(corners[0], corners[1]);
        let [a, b, c, d] = corners;
        if let (Some(one), Some(other)) = (around([a, c]), around([b, d])) {
            let area = one.union(&other);
            self.budget.rule()?;
            // Some programs draw a line as a picture of one colour.
            if area.width().min(area.height()) < 4.0 { &mut self.page.rules } else { &mut self.page.pictures }
                .push(area);
        }
        Ok(())
    }

    fn paint(&mut self, path: &Path, paint: Paint, width: f32) -> Result<(), ReadError> {
        self.outlines += usize::from(paint != Paint::Stroke && path.is_drawing());
        for rule in path.rules(paint, width) {
            self.budget.rule()?;
            self.page.rules.push(rule);
        }
        Ok(())
    }

    /// Draws a character, whose matrix makes an em of it.
    fn glyph(&mut self, code: &Code, font: &Font, matrix: &Matrix) -> Result<(), ReadError> {
        let (x0, x1) = if font.is_vertical() { (-code.width / 2.0, code.width / 2.0) } else { (0.0, code.width) };
        let (bottom, top) = font.height();
        let count = code.text.chars().count();
        #[allow(clippy::cast_precision_loss)] // few characters
        let share = (x1 - x0) / count.max(1) as f32;
        let turn = turn_of(matrix);
        let mut left = x0;
        for c in code.text.chars() {
            let corners = [(left, bottom), (left + share, bottom), (left + share, top), (left, top)];
            let [a, b, c0, d] = corners.map(|corner| matrix.apply(corner));
            left += share;
            let (Some(one), Some(other)) = (Area::around(a, c0), Area::around(b, d)) else { continue };
            let area = one.union(&other);
            if !self.is_cropped || self.edges.is_none_or(|edges| edges.holds(area.centre())) {
                self.budget.glyph()?;
                self.page.glyphs.push(Glyph { c, area, turn, downwards: font.is_vertical() });
            }
        }
        Ok(())
    }
}

/// How characters are turned that a matrix draws on a page whose y goes down.
fn turn_of(matrix: &Matrix) -> Turn {
    let (x, y) = (matrix.a, matrix.b);
    if y.abs() <= ASLANT * x.abs() {
        if x < 0.0 { Turn::Half } else { Turn::Upright }
    } else if x.abs() <= ASLANT * y.abs() {
        if y < 0.0 { Turn::ThreeQuarters } else { Turn::Quarter }
    } else {
        Turn::Aslant
    }
}

impl<'a> Run<'a> {
    fn step(&mut self, instruction: &Instruction<'_, '_>, canvas: &mut Canvas<'_, '_>) -> Result<(), ReadError> {
        let operator: &[u8] = instruction.operator;
        match operator {
            b"q" if self.states.len() < MAX_STATES => self.states.push(self.state.clone()),
            b"q" => self.lost += 1,
            b"Q" if self.lost > 0 => self.lost -= 1,
            b"Q" => self.state = self.states.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => {
                if let Some(matrix) = numbers(instruction) {
                    self.state.matrix = Matrix::new(matrix).then(&self.state.matrix);
                }
            }
            b"Do" => self.draw(instruction, canvas)?,
            b"BI" => canvas.picture(&self.state.matrix)?,
            _ if !self.path_operator(operator, instruction, canvas)? => {
                self.text_operator(operator, instruction, canvas)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Builds and paints paths.
    fn path_operator(
        &mut self,
        operator: &[u8],
        instruction: &Instruction<'_, '_>,
        canvas: &mut Canvas<'_, '_>,
    ) -> Result<bool, ReadError> {
        let paint = match operator {
            b"m" | b"l" => {
                if let Some([x, y]) = numbers(instruction) {
                    let point = self.state.matrix.apply((x, y));
                    if operator == b"m" { self.path.move_to(point) } else { self.path.line_to(point) }
                }
                return Ok(true);
            }
            b"c" | b"v" | b"y" => {
                if let Some(&[x, y]) = all_numbers(instruction).last_chunk() {
                    self.path.curve_to(self.state.matrix.apply((x, y)));
                }
                return Ok(true);
            }
            b"re" => {
                if let Some(sides) = numbers(instruction) {
                    self.path.rectangle(sides, &self.state.matrix);
                }
                return Ok(true);
            }
            b"h" => {
                self.path.close();
                return Ok(true);
            }
            b"w" => {
                self.state.line_width = numbers(instruction).map_or(self.state.line_width, |[width]| width);
                return Ok(true);
            }
            b"n" => None,
            b"S" => Some(Paint::Stroke),
            b"s" => {
                self.path.close();
                Some(Paint::Stroke)
            }
            b"f" | b"F" | b"f*" => Some(Paint::Fill),
            b"B" | b"B*" => Some(Paint::Both),
            b"b" | b"b*" => {
                self.path.close();
                Some(Paint::Both)
            }
            _ => return Ok(false),
        };
        let path = std::mem::take(&mut self.path);
        if let Some(paint) = paint {
            canvas.paint(&path, paint, self.state.line_width * self.state.matrix.scale())?;
        }
        Ok(true)
    }

    fn text_operator(
        &mut self,
        operator: &[u8],
        instruction: &Instruction<'_, '_>,
        canvas: &mut Canvas<'_, '_>,
    ) -> Result<(), ReadError> {
        let number = || numbers(instruction).map(|[number]| number);
        let state = &mut self.state;
        match operator {
            b"BT" => {
                self.line = Matrix::IDENTITY;
                self.text = Matrix::IDENTITY;
            }
            b"Tc" => state.character_space = number().unwrap_or(state.character_space),
            b"Tw" => state.word_space = number().unwrap_or(state.word_space),
            b"Tz" => state.stretch = number().map_or(state.stretch, |percent| percent / 100.0),
            b"TL" => state.leading = number().unwrap_or(state.leading),
            b"Ts" => state.rise = number().unwrap_or(state.rise),
            b"Tr" => state.is_hidden = number().is_some_and(|mode| (mode - 3.0).abs() < 0.5 || mode > 6.5),
            b"Tf" => self.font(instruction, canvas)?,
            b"Td" | b"TD" => {
                if let Some([x, y]) = numbers(instruction) {
                    if operator == b"TD" {
                        state.leading = -y;
                    }
                    self.next_line(x, y);
                }
            }
            b"Tm" => {
                if let Some(matrix) = numbers(instruction) {
                    self.line = Matrix::new(matrix);
                    self.text = self.line;
                }
            }
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" | b"TJ" => self.show(instruction, canvas)?,
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(instruction, canvas)?;
            }
            b"\"" => {
                if let Some(&[word, character]) = all_numbers(instruction).first_chunk() {
                    state.word_space = word;
                    state.character_space = character;
                }
                self.next_line(0.0, -self.state.leading);
                self.show(instruction, canvas)?;
            }
            _ => {}
        }
        Ok(())
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix::moved(x, y).then(&self.line);
        self.text = self.line;
    }

    fn font(&mut self, instruction: &Instruction<'_, '_>, canvas: &mut Canvas<'_, '_>) -> Result<(), ReadError> {
        let Some(name) = name(instruction) else { return Ok(()) };
        if let Some(&[size]) = all_numbers(instruction).last_chunk() {
            self.state.size = size;
        }
        if !self.fonts.contains_key(name) {
            let font = match self.resources.fonts.get::<Dict<'a>>(name) {
                Some(font) => Some(canvas.fonts.font(&font, canvas.budget)?),
                None => None,
            };
            self.fonts.insert(name.to_vec(), font);
        }
        self.state.font = self.fonts.get(name).cloned().flatten();
        Ok(())
    }

    /// Shows the texts of an instruction, one or many with numbers between them.
    fn show(&mut self, instruction: &Instruction<'_, '_>, canvas: &mut Canvas<'_, '_>) -> Result<(), ReadError> {
        for operand in instruction.operands() {
            match operand {
                Object::String(text) => self.show_text(text, canvas)?,
                Object::Array(texts) => self.show_texts(texts, canvas)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn show_texts(&mut self, texts: &Array<'_>, canvas: &mut Canvas<'_, '_>) -> Result<(), ReadError> {
        for text in texts.iter::<Object<'_>>() {
            canvas.budget.operators(1)?;
            match text {
                Object::String(text) => self.show_text(&text, canvas)?,
                Object::Number(number) => {
                    let back = number.as_f32() / 1000.0 * self.state.size;
                    let is_vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical());
                    let step = if is_vertical { (0.0, -back) } else { (-back * self.state.stretch, 0.0) };
                    self.text = Matrix::moved(step.0, step.1).then(&self.text);
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn show_text(&mut self, text: &[u8], canvas: &mut Canvas<'_, '_>) -> Result<(), ReadError> {
        let state = &self.state;
        let Some(font) = state.font.clone() else {
            // Nobody knows what the codes stand for.
            self.is_whole = false;
            return Ok(());
        };
        let em = Matrix::new([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let mut rest = text;
        while let Some(code) = font.next(&mut rest) {
            canvas.budget.operators(1)?;
            if state.is_hidden {
                canvas.has_hidden = true;
            } else {
                let origin = font.origin(&code);
                let matrix = Matrix::moved(origin.0, origin.1).then(&em).then(&self.text).then(&state.matrix);
                canvas.glyph(&code, &font, &matrix)?;
            }
            let space = state.character_space + if code.is_space { state.word_space } else { 0.0 };
            let step = if font.is_vertical() {
                (0.0, code.down * state.size + space)
            } else {
                ((code.width * state.size + space) * state.stretch, 0.0)
            };
            self.text = Matrix::moved(step.0, step.1).then(&self.text);
        }
        Ok(())
    }

    /// Draws a picture or a form.
    fn draw(&mut self, instruction: &Instruction<'_, '_>, canvas: &mut Canvas<'_, '_>) -> Result<(), ReadError> {
        let Some(name) = name(instruction) else { return Ok(()) };
        if !self.drawings.contains_key(name) {
            canvas.budget.operators(STREAM_COST)?;
            self.drawings.insert(name.to_vec(), drawing(&self.resources.x_objects, name));
        }
        match self.drawings.get(name).cloned().flatten() {
            None => self.is_whole = false,
            Some(Drawing::Picture) => canvas.picture(&self.state.matrix)?,
            Some(Drawing::Form(_)) if self.depth >= MAX_FORM_DEPTH => self.is_whole = false,
            Some(Drawing::Form(form)) => {
                canvas.budget.operators(STREAM_COST)?;
                let unpacked = canvas.budget.unpack(&form)?;
                let matrix = form.dict().get::<Array<'_>>(b"Matrix").and_then(|matrix| {
                    let numbers: Vec<f32> = matrix.iter::<f32>().take(6).collect();
                    numbers.first_chunk().map(|numbers| Matrix::new(*numbers))
                });
                let matrix = matrix.unwrap_or(Matrix::IDENTITY).then(&self.state.matrix);
                let own = form.dict().get::<Dict<'a>>(b"Resources").map(Resources::new);
                let resources = own.as_ref().unwrap_or(&self.resources);
                let is_whole = canvas.run(&unpacked.bytes, resources, matrix, self.depth + 1)?;
                self.is_whole &= is_whole && unpacked.is_whole;
            }
        }
        Ok(())
    }
}

/// The drawing of a name.
fn drawing<'a>(drawings: &Dict<'a>, name: &[u8]) -> Option<Drawing<'a>> {
    let kind = drawings.get::<Dict<'a>>(name)?.get::<Name<'a>>(b"Subtype")?;
    match &*kind {
        b"Form" => drawings.get::<Stream<'a>>(name).map(Drawing::Form),
        _ => Some(Drawing::Picture),
    }
}

fn all_numbers(instruction: &Instruction<'_, '_>) -> Vec<f32> {
    let numbers = instruction.operands().filter_map(|operand| match operand {
        Object::Number(number) => Some(number.as_f32()),
        _ => None,
    });
    numbers.collect()
}

/// The operands, if they are as many numbers; of more, the last.
fn numbers<const N: usize>(instruction: &Instruction<'_, '_>) -> Option<[f32; N]> {
    all_numbers(instruction).last_chunk().copied()
}

fn name<'i>(instruction: &'i Instruction<'_, '_>) -> Option<&'i [u8]> {
    instruction.operands().find_map(|operand| match operand {
        Object::Name(name) => Some(&**name),
        _ => None,
    })
}
