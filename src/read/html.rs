//! Web pages, and the HTML tables inside Markdown.
//!
//! The page becomes a tree as in a browser; then tables and texts are taken from it as a browser shows them. A table that holds another
//! table, or a single cell, is a frame: what stands in it is read as if the frame were not there. What is not shown
//! (`display:none`, `hidden`, scripts, comments) or struck out is not read, unless the page shows no table at all: such a page
//! waits for its script, and is read with what it hides. A page that is not a report before its scripts run is read with the markup that
//! one of them holds in a string, if that makes it a whole one.
//!
//! Where something stands that may be a table and is not text of the page, there is a [`Block::Picture`]: a picture, a frame, a
//! link to a document, a hidden part with numbers, an empty place that a script fills.

mod scripted;
mod slim;
mod tree;

use self::tree::{Id, Kind, Node, ROOT, Tree};
use std::collections::HashSet;

use super::flow::Flow;
use super::limits::{check_size, ordinal};
use super::{Alignment, Block, Document, ReadError};
use crate::draft::{State, numeral};
use crate::form::Section;
use crate::impossible::{Cut, DebugExpect};

/// Reads a web page.
pub(super) fn document(page: &str) -> Result<Document, ReadError> {
    check_size(page.as_bytes())?;
    let (shown, tables, scripted) = read_shown(tree::parse(&slim::slim(page))?, 0)?;
    if scripted.is_empty() || !matches!(shown.clone().into_drafts(), Err(ReadError::NotAReport)) {
        return Ok(shown);
    }
    let written = tree::parse(&slim::slim(&scripted)).and_then(|tree| read_shown(tree, tables));
    // The page stands, whatever its script holds.
    let Ok((written, ..)) = written else { return Ok(shown) };
    let blocks = [shown.blocks.clone(), written.blocks].concat();
    let whole = Document { title: shown.title.clone().or(written.title), blocks };
    Ok(if is_whole_report(&whole) { whole } else { shown })
}

/// Whether the document is a report with all its sections and cells: what a script leaves out is then nothing of it.
fn is_whole_report(document: &Document) -> bool {
    document.clone().into_draft().is_ok_and(|draft| {
        let has = |section| draft.prose().iter().any(|prose| prose.section == Some(section));
        Section::ALL.into_iter().all(has) && draft.cells().all(|(_, entry)| entry.state() != &State::Absent)
    })
}

/// A piece of a Markdown text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Lines without a table in HTML.
    Text {
        /// The text.
        text: &'a str,
        /// The number of its first line in the whole.
        line: u32,
    },
    /// A table in HTML, or what is left of it if it is a frame.
    Blocks(Vec<Block>),
}

/// Takes the `<table>`s out of a Markdown text and reads them. The pieces come in their order; tables are numbered through
/// the text.
pub(super) fn pieces(markdown: &str) -> Result<Vec<Piece<'_>>, ReadError> {
    check_size(markdown.as_bytes())?;
    let mut pieces = Vec::new();
    let (mut rest, mut line, mut tables) = (markdown, 1, 0);
    while let Some((before, table, after)) = split_table(rest) {
        if !before.trim().is_empty() {
            pieces.push(Piece::Text { text: before, line });
        }
        let (document, counted) = read(table, tables)?;
        tables = counted;
        pieces.push(Piece::Blocks(document.blocks));
        line += lines(before) + lines(table);
        rest = after;
    }
    if !rest.trim().is_empty() {
        pieces.push(Piece::Text { text: rest, line });
    }
    Ok(pieces)
}

fn lines(text: &str) -> u32 {
    ordinal(text.matches('\n').count())
}

/// The text before the first table, that table with all in it, and the text after. A table that is not closed takes all.
fn split_table(text: &str) -> Option<(&str, &str, &str)> {
    let mut open: Option<(usize, usize)> = None;
    for (at, _) in text.match_indices('<') {
        let (_, tag) = text.split_at(at);
        match (table_tag(tag), &mut open) {
            (Some(Tag::Start), None) => open = Some((at, 1)),
            (Some(Tag::Start), Some((_, depth))) => *depth += 1,
            (Some(Tag::End), Some((start, depth))) => {
                *depth -= 1;
                if *depth == 0 {
                    let end = at + tag.find('>').map_or(tag.len(), |end| end + 1);
                    let (head, after) = text.split_at(end);
                    let (before, table) = head.split_at(*start);
                    return Some((before, table, after));
                }
            }
            _ => {}
        }
    }
    let (before, table) = text.split_at(open?.0);
    Some((before, table, ""))
}

enum Tag {
    Start,
    End,
}

fn table_tag(text: &str) -> Option<Tag> {
    let inside = text.strip_prefix('<')?;
    let (tag, name) = inside.strip_prefix('/').map_or((Tag::Start, inside), |name| (Tag::End, name));
    let named = name.get(..5)?.eq_ignore_ascii_case("table")
        && name.get(5..)?.starts_with(|c: char| c == '>' || c == '/' || c.is_ascii_whitespace());
    named.then_some(tag)
}

/// Reads a page whose first table has the number after `tables`; with how many tables were counted then.
fn read(page: &str, tables: u32) -> Result<(Document, u32), ReadError> {
    read_tree(tree::parse(&slim::slim(page))?, tables)
}

fn read_tree(tree: Tree, tables: u32) -> Result<(Document, u32), ReadError> {
    read_shown(tree, tables).map(|(document, counted, _)| (document, counted))
}

/// Reads the page as it is before its scripts run, with the longest markup that one of them holds.
fn read_shown(tree: Tree, tables: u32) -> Result<(Document, u32, String), ReadError> {
    let (nodes, text, table_ids) = tree.into_parts();
    let (frames, filled) = (Vec::new(), HashSet::new());
    let mut page = Page { nodes, text, frames, filled, all: false, hides: false, verbatim: 0, title: None };
    let scripted = page.scripts().filter_map(scripted::markup).max_by_key(String::len).unwrap_or_default();
    page.find_filled();
    page.find_frames(&table_ids);
    let (document, counted) = page.flow(tables)?;
    if !page.hides || document.blocks.iter().any(|block| matches!(block, Block::Grid(_))) {
        return Ok((document, counted, scripted));
    }
    page.all = true;
    page.find_frames(&table_ids);
    let (document, counted) = page.flow(tables)?;
    Ok((document, counted, scripted))
}

struct Page {
    nodes: Vec<Node>,
    text: String,
    /// The tables that hold a table, in order.
    frames: Vec<Id>,
    /// The empty elements whose names stand in a script.
    filled: HashSet<Id>,
    /// Whether to read what is hidden, too.
    all: bool,
    /// Whether something was passed over because it is hidden.
    hides: bool,
    /// How many elements with verbatim text are open.
    verbatim: u32,
    title: Option<String>,
}

impl Page {
    fn node(&self, id: Id) -> Node {
        self.nodes.get(id as usize).copied().debug_expect("an id is of a node")
    }

    fn children(&self, id: Id) -> impl Iterator<Item = (Id, Node)> {
        let linked = |id: Id| (id != ROOT).then(|| (id, self.node(id)));
        std::iter::successors(linked(self.node(id).first), move |(_, node)| linked(node.next))
    }

    fn passed_over(&self, node: &Node) -> bool {
        matches!(node.kind, Kind::Skip(_) | Kind::Name(..) | Kind::Script | Kind::WithoutScript)
            || node.hidden && !self.all
    }

    fn text_at(&self, from: u32, to: u32) -> &str {
        self.text.cut(from as usize..to as usize)
    }

    /// The text of a script.
    fn source(&self, script: Id) -> impl Iterator<Item = &str> {
        self.children(script).filter_map(|(_, child)| match child.kind {
            Kind::Text(from, to) => Some(self.text_at(from, to)),
            _ => None,
        })
    }

    /// The texts of all scripts.
    fn scripts(&self) -> impl Iterator<Item = &str> {
        let ids = (0..).zip(&self.nodes);
        ids.filter(|(_, node)| node.kind == Kind::Script).flat_map(|(id, _)| self.source(id))
    }

    /// Finds the empty elements that a script names.
    fn find_filled(&mut self) {
        let ids = || (0..).zip(&self.nodes);
        let named: HashSet<&str> = self.scripts().flat_map(names_in).collect();
        let named = ids().filter_map(|(_, node)| match node.kind {
            Kind::Name(from, to) if named.contains(self.text_at(from, to)) => Some(node.parent),
            _ => None,
        });
        self.filled = named.filter(|element| self.is_bare(*element)).collect();
    }

    /// Whether an element shows nothing of its own.
    fn is_bare(&self, element: Id) -> bool {
        self.children(element).all(|(_, child)| match child.kind {
            Kind::Text(from, to) => self.text_at(from, to).chars().all(numeral::is_space),
            Kind::Break => true,
            _ => self.passed_over(&child),
        })
    }

    /// Whether a table can stand in what is passed over: a table, a picture or numbers in what is hidden, or a script that
    /// writes.
    fn hides_a_table(&self, id: Id) -> bool {
        let Node { kind, hidden, .. } = self.node(id);
        match kind {
            Kind::Script => self.source(id).any(writes),
            Kind::WithoutScript => self.source(id).any(|source| texts_in(source).any(has_digit)),
            Kind::Skip(content) if content != ROOT => self.holds_a_table(content),
            Kind::Skip(_) | Kind::Name(..) => false,
            _ => hidden && self.holds_a_table(id),
        }
    }

    /// Whether a table, a picture or a number stands under a node, shown or not.
    fn holds_a_table(&self, root: Id) -> bool {
        let mut at = root;
        loop {
            let node = self.node(at);
            match node.kind {
                Kind::Picture | Kind::Table => return true,
                Kind::Text(from, to) if has_digit(self.text_at(from, to)) => return true,
                _ => {}
            }
            let is_source = matches!(node.kind, Kind::Script | Kind::WithoutScript | Kind::Skip(_));
            let mut next = if is_source { ROOT } else { node.first };
            while next == ROOT {
                if at == root {
                    return false;
                }
                let Node { next: beside, parent, .. } = self.node(at);
                next = beside;
                if beside == ROOT {
                    at = parent;
                }
            }
            at = next;
        }
    }

    /// Marks each table that has a table in it, unless the inner one is not shown.
    fn find_frames(&mut self, tables: &[Id]) {
        let outer = |table: &Id| {
            let mut at = *table;
            loop {
                let node = self.node(at);
                if self.passed_over(&node) || node.parent == ROOT {
                    return None;
                }
                at = node.parent;
                if self.node(at).kind == Kind::Table {
                    return Some(at);
                }
            }
        };
        self.frames = tables.iter().filter_map(outer).collect();
        self.frames.sort_unstable();
    }

    fn flow(&mut self, tables: u32) -> Result<(Document, u32), ReadError> {
        let mut flow = Flow::after(tables);
        self.walk(ROOT, &mut flow)?;
        let (mut document, tables) = flow.finish();
        document.title = self.title.take();
        Ok((document, tables))
    }

    /// Reads all under `root`, without recursion: pages nest as deep as they like.
    fn walk(&mut self, root: Id, flow: &mut Flow) -> Result<(), ReadError> {
        let mut at = root;
        loop {
            if self.enter(at, flow)? {
                let first = self.node(at).first;
                if first != ROOT {
                    at = first;
                    continue;
                }
                self.leave(at, flow);
            }
            loop {
                if at == root {
                    return Ok(());
                }
                let Node { next, parent, .. } = self.node(at);
                if next != ROOT {
                    at = next;
                    break;
                }
                at = parent;
                self.leave(at, flow);
            }
        }
    }

    /// Reads what a node is by itself; whether to read its children next.
    fn enter(&mut self, id: Id, flow: &mut Flow) -> Result<bool, ReadError> {
        let node = self.node(id);
        if self.passed_over(&node) {
            self.hides |= node.hidden;
            if self.hides_a_table(id) {
                flow.picture();
            }
            return Ok(false);
        }
        if self.filled.contains(&id) || (node.backdrop && self.is_bare(id)) {
            flow.picture();
        }
        match node.kind {
            Kind::Text(from, to) => {
                let text = self.text_at(from, to);
                if self.verbatim == 0 {
                    flow.collapsed(text);
                } else {
                    for (n, line) in text.split('\n').enumerate() {
                        if n > 0 {
                            flow.line();
                        }
                        flow.verbatim(line);
                    }
                }
                return Ok(false);
            }
            Kind::Title => {
                let title = self.source(id).flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
                self.title = self.title.take().or((!title.is_empty()).then_some(title));
                return Ok(false);
            }
            Kind::Table if !self.is_frame(id) => {
                self.grid(id, flow)?;
                return Ok(false);
            }
            Kind::Inline | Kind::Skip(_) | Kind::Name(..) | Kind::Script | Kind::WithoutScript => {}
            Kind::Attachment => flow.picture(),
            Kind::Picture => {
                flow.picture();
                return Ok(false);
            }
            // A search box is not the report; a form that was filled in is.
            Kind::Field => {
                if self.source(id).any(has_digit) {
                    flow.picture();
                }
                return Ok(flow.in_cell());
            }
            Kind::Raised => flow.raise(),
            Kind::Verbatim => {
                flow.line();
                self.verbatim += 1;
            }
            Kind::Heading => {
                flow.line();
                flow.heading = true;
            }
            _ => flow.line(),
        }
        Ok(true)
    }

    fn leave(&mut self, id: Id, flow: &mut Flow) {
        match self.node(id).kind {
            Kind::Inline | Kind::Field | Kind::Picture | Kind::Attachment => {}
            Kind::Raised => flow.lower(),
            Kind::Verbatim => {
                flow.line();
                self.verbatim = self.verbatim.saturating_sub(1);
            }
            Kind::Heading => {
                flow.line();
                flow.heading = false;
            }
            _ => flow.line(),
        }
    }

    /// Whether a table is a frame: it holds a table, or no more than one cell.
    fn is_frame(&self, table: Id) -> bool {
        self.frames.binary_search(&table).is_ok()
            || self
                .shown(table)
                .flat_map(|(group, _)| self.shown(group))
                .flat_map(|(row, _)| self.shown(row))
                .nth(1)
                .is_none()
    }

    fn shown(&self, id: Id) -> impl Iterator<Item = (Id, Node)> {
        self.children(id).filter(|(_, node)| !self.passed_over(node) && !matches!(node.kind, Kind::Text(..)))
    }

    /// Reads a table without tables in it: the head's rows first and the foot's last, wherever they are written.
    fn grid(&mut self, table: Id, flow: &mut Flow) -> Result<(), ReadError> {
        let mut groups = Vec::new();
        for (id, node) in self.shown(table).collect::<Vec<_>>() {
            match node.kind {
                Kind::Caption => self.walk(id, flow)?,
                Kind::Head => groups.push((0, id)),
                Kind::Foot => groups.push((2, id)),
                _ => groups.push((1, id)),
            }
        }
        groups.sort_by_key(|(order, _)| *order);
        flow.open_grid(Alignment::Columns);
        for (_, group) in groups {
            for (row, _) in self.shown(group).filter(|(_, node)| node.kind == Kind::Row).collect::<Vec<_>>() {
                flow.row()?;
                for (cell, node) in self.shown(row).collect::<Vec<_>>() {
                    if let Kind::Cell { colspan, rowspan } = node.kind {
                        flow.cell(colspan, rowspan)?;
                        self.walk(cell, flow)?;
                        flow.close_cell();
                    }
                }
            }
            flow.close_group();
        }
        flow.close_grid()
    }
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// The strings in a script, of selectors without their mark.
fn names_in(script: &str) -> impl Iterator<Item = &str> {
    script.split(['\'', '"', '`']).map(|string| string.trim_start_matches('#')).filter(|string| !string.is_empty())
}

/// Whether a script writes into the page where it stands. What loads another script does so too.
fn writes(script: &str) -> bool {
    let after = script.split_once("document.write");
    after.is_some_and(|(_, written)| !written.to_ascii_lowercase().contains("script"))
}

/// The texts between the tags of a source text.
fn texts_in(source: &str) -> impl Iterator<Item = &str> {
    source.split('>').filter_map(|piece| piece.split('<').next())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Tags whose attributes are written in every way, right and wrong.
    fn tags() -> impl Strategy<Value = String> {
        let names = vec![
            "table",
            "tr",
            "td",
            "/td",
            "/table",
            "p",
            "/p",
            "b",
            "/b",
            "span",
            "/span",
            "br",
            "input",
            "script",
            "/script",
            "title",
            "/title",
            "style",
            "/style",
            "TEXTAREA",
            "/textarea",
            "select",
            "/select",
            "svg",
            "/svg",
            "math",
            "mi",
            "noscript",
            "!--",
            "!-",
            "!",
            "?",
            "/",
            "!DOCTYPE",
            "![CDATA[",
            "h1",
            "sup",
            "template",
            "a",
            "div",
        ];
        let attributes = vec![
            "",
            " ",
            " class=a",
            " title='>'",
            " title=\">",
            "\"",
            "'",
            " colspan=2",
            " COLSPAN = '3'",
            "rowspan=\"2\"",
            " hidden",
            " style='display:none'",
            " style=\"color:red\"",
            " value=7",
            " id=a",
            " href=b.xls",
            " href=b",
            " style='background:url(b)'",
            " type=image",
            " type=hidden",
            " =a",
            " a=",
            " a= ",
            "/",
            " /",
            " a=b/",
            "=",
            "\n",
            " a=\"\"b",
            " <",
            "-->",
            "]]>",
        ];
        let attribute = prop::sample::select(attributes);
        let end = prop::sample::select(vec![">", ">", ">", ">1", "> 总计 ", "", "/>", "-->"]);
        let tag = (prop::sample::select(names), prop::collection::vec(attribute, 0..4), end)
            .prop_map(|(name, attributes, end)| format!("<{name}{}{end}", attributes.concat()));
        prop::collection::vec(tag, 0..30).prop_map(|tags| tags.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn the_attributes_that_are_taken_out_make_no_difference(page in tags()) {
            prop_assert_eq!(read(&page, 0), read_tree(tree::parse(&page).unwrap(), 0), "{}", slim::slim(&page));
        }
    }
}
