use crate::draft::Place;

/// What is written between cells.
pub(super) const PIPES: [char; 3] = ['|', '│', '｜'];

/// What every reader makes of its format: paragraphs and grids, in the order of the document.
///
/// A reader knows nothing of the form. It resolves what its format means by a cell, a merged cell and a paragraph, and
/// hands the rest to the one step that finds the tables by their labels ([`Document::into_draft`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The title that the file gives itself apart from its text, as a web page does.
    pub title: Option<String>,
    /// The blocks, in the order of the document.
    pub blocks: Vec<Block>,
}

/// A piece of a [`Document`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Block {
    /// Text outside tables.
    Paragraph(Paragraph),
    /// A table.
    Grid(Grid),
    /// A picture, or another document shown in this one, and where it stands: its content is not read.
    Picture(Place),
}

/// A paragraph or a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The text, without the marks of its format.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// Whether the format marks it as a heading or a title of the document.
    pub heading: bool,
}

/// A table as its format gives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The rows, each with its cells as written.
    pub rows: Vec<Vec<GridCell>>,
    /// How far the columns can be trusted.
    pub alignment: Alignment,
}

/// How far the columns of a [`Grid`] can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Alignment {
    /// The format has columns, and spans say which of them a merged cell covers: HTML, Word, workbooks, pipe tables, CSV.
    Columns,
    /// The fields of a row are in order, but merged cells were flattened: one column may stand in different fields of
    /// different rows.
    Fields,
}

/// A cell of a [`Grid`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCell {
    /// The text, lines and paragraphs inside the cell joined by `\n`.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// How many columns it covers, at least 1.
    pub colspan: u32,
    /// How many rows it covers, at least 1.
    pub rowspan: u32,
}

impl GridCell {
    /// A cell that is not merged.
    pub fn new(text: impl Into<String>, place: Place) -> Self {
        Self { text: text.into(), place, colspan: 1, rowspan: 1 }
    }

    /// The same cell over several columns and rows (a span of 0 is taken as 1).
    #[must_use]
    pub fn spanning(self, colspan: u32, rowspan: u32) -> Self {
        Self { colspan: colspan.max(1), rowspan: rowspan.max(1), ..self }
    }
}

impl From<Paragraph> for Block {
    fn from(paragraph: Paragraph) -> Self {
        Self::Paragraph(paragraph)
    }
}

impl From<Grid> for Block {
    fn from(grid: Grid) -> Self {
        Self::Grid(grid)
    }
}
