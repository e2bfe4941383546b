//! A tree with only what reading needs of a page: its shape, its text, and what kind of box each element is.
//!
//! Nodes lie in one vector and refer to each other by number, so that dropping them needs no recursion, and text lies in one string.
//! Attributes and comments, most of an office's page, are dropped before the tree builder sees them.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell, RefCell};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use crate::impossible::DebugExpect;
use crate::read::limits::{MAX_ATTRIBUTES, MAX_COLSPAN, MAX_DEPTH, MAX_NODES, MAX_ROWSPAN, MAX_STEPS, ordinal};
use crate::read::unread::names_a_file;
use crate::read::{Excess, ReadError};

/// The number of a node.
pub(super) type Id = u32;

/// The document, which is nobody's child or sibling: as a link it means that there is none.
pub(super) const ROOT: Id = 0;

/// A node and its links.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Node {
    pub(super) parent: Id,
    pub(super) first: Id,
    last: Id,
    previous: Id,
    pub(super) next: Id,
    depth: u32,
    pub(super) kind: Kind,
    /// Whether the element is not shown.
    pub(super) hidden: bool,
    /// Whether its style puts a picture behind it.
    pub(super) backdrop: bool,
}

/// What kind of box a node is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// A piece of text, from one byte to another of [`Tree::text`].
    Text(u32, u32),
    /// An element inside a line.
    #[default]
    Inline,
    /// An element on lines of its own.
    Block,
    Heading,
    Break,
    /// Text whose line breaks are as written.
    Verbatim,
    /// Raised or lowered text.
    Raised,
    /// A field of a form, with what is entered in it.
    Field,
    Table,
    Caption,
    Head,
    Body,
    Foot,
    Row,
    Cell {
        colspan: u32,
        rowspan: u32,
    },
    Title,
    /// A picture, or another page shown inside this one.
    Picture,
    /// A link to a document.
    Attachment,
    /// The name that scripts know the parent by, a range of [`Tree::text`].
    Name(u32, u32),
    /// A script, whose text is not text of the page.
    Script,
    /// What a page shows where scripts are not run, as source text.
    WithoutScript,
    /// An element whose content is not text of the page, a template's with the number of its content.
    Skip(Id),
}

/// A page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: RefCell<Vec<Node>>,
    text: RefCell<String>,
    tables: RefCell<Vec<Id>>,
    steps: Cell<u64>,
    excess: OnceCell<ReadError>,
}

/// The tree of a page.
pub(super) fn parse(text: &str) -> Result<Tree, ReadError> {
    /// How much is fed at once: what went beyond a limit is noticed after so many bytes.
    const PIECE: usize = 8 << 10;

    let tokenizer = Tokenizer::new(Gate::new(Tree::new()), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() {
        let end = (PIECE..rest.len()).find(|end| rest.is_char_boundary(*end)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        queue.push_back(StrTendril::from(piece));
        // The tokenizer stops after each script, which is not run.
        while !queue.is_empty() {
            let _ = tokenizer.feed(&queue);
        }
        tokenizer.sink.fed(piece);
        if let Some(excess) = tokenizer.sink.builder.sink.excess.get() {
            return Err(excess.clone());
        }
    }
    tokenizer.end();
    let tree = tokenizer.sink.builder.sink;
    match tree.excess.get() {
        Some(excess) => Err(excess.clone()),
        None => Ok(tree),
    }
}

/// Between the tokenizer and the tree builder: lets through what matters, and nothing more once a limit is passed.
struct Gate {
    builder: TreeBuilder<Handle, Tree>,
    /// Whether a token came since the last piece was fed.
    spoke: Cell<bool>,
    /// The words of the pieces since the last token: an upper bound of the attributes of the tag that is being read.
    words: Cell<usize>,
}

impl Gate {
    fn new(tree: Tree) -> Self {
        let builder = TreeBuilder::new(tree, TreeBuilderOpts::default());
        Self { builder, spoke: Cell::new(false), words: Cell::new(0) }
    }

    /// Counts the words of a piece that was fed without a token coming of it. The tokenizer keeps the attributes of a tag to itself
    /// until the tag ends, and compares each with all others.
    fn fed(&self, piece: &str) {
        if self.spoke.take() {
            self.words.set(0);
            return;
        }
        let words =
            piece.split([' ', '\n', '\t', '\r', '\x0c', '/', '"', '\'']).filter(|word| !word.is_empty()).count();
        self.words.set(self.words.get() + words);
        if self.words.get() > MAX_ATTRIBUTES {
            self.builder.sink.refuse(Excess::Attributes, MAX_ATTRIBUTES as u64);
        }
    }
}

/// The steps that a token counts for, having cost as much.
const TOKEN: u64 = 40;

impl TokenSink for Gate {
    type Handle = Handle;

    fn process_token(&self, mut token: Token, line: u64) -> TokenSinkResult<Handle> {
        self.builder.sink.step(TOKEN);
        if matches!(token, Token::ParseError(_)) || self.builder.sink.excess.get().is_some() {
            return TokenSinkResult::Continue;
        }
        self.spoke.set(true);
        match &mut token {
            Token::CommentToken(_) => return TokenSinkResult::Continue,
            TagToken(tag) => {
                let attributes = tag.attrs.len() as u64;
                self.builder.sink.step(attributes * attributes / 8);
                tag.attrs.retain_mut(matters);
            }
            _ => {}
        }
        self.builder.process_token(token, line)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Keeps the attributes that say what is shown where. A style that hides becomes the attribute `hidden`.
fn matters(attribute: &mut Attribute) -> bool {
    match attribute.name.local {
        local_name!("colspan")
        | local_name!("rowspan")
        | local_name!("type")
        | local_name!("value")
        | local_name!("id") => true,
        local_name!("href") => names_a_file(&attribute.value),
        local_name!("hidden") => {
            attribute.value.clear();
            true
        }
        local_name!("style") if hides(&attribute.value) => {
            attribute.name.local = local_name!("hidden");
            attribute.value.clear();
            true
        }
        local_name!("style") if has_picture(&attribute.value) => {
            attribute.name.local = local_name!("background");
            attribute.value.clear();
            true
        }
        _ => false,
    }
}

/// Whether a style draws a picture behind the element.
fn has_picture(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
        let name = name.trim();
        ["background", "background-image"].iter().any(|known| name.eq_ignore_ascii_case(known))
            && value.to_ascii_lowercase().contains("url(")
    })
}

fn hides(style: &str) -> bool {
    (style.contains("isplay") || style.contains("ISPLAY"))
        && style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(name, value)| {
            name.trim().eq_ignore_ascii_case("display")
                && value.trim_start().get(..4).is_some_and(|value| value.eq_ignore_ascii_case("none"))
        })
}

/// A node with its name, which the tree builder asks for at every turn.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    id: Id,
    ns: Namespace,
    local: LocalName,
}

impl Handle {
    fn unnamed(id: Id) -> Self {
        Self { id, ns: ns!(), local: local_name!("") }
    }
}

impl ElemName for &Handle {
    fn ns(&self) -> &Namespace {
        &self.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.local
    }
}

impl Tree {
    fn new() -> Self {
        Self {
            nodes: RefCell::new(vec![Node::default()]),
            text: RefCell::default(),
            tables: RefCell::default(),
            steps: Cell::new(0),
            excess: OnceCell::new(),
        }
    }

    /// The tree for reading: its nodes, its text, and its tables in the order of their tags.
    pub(super) fn into_parts(self) -> (Vec<Node>, String, Vec<Id>) {
        (self.nodes.into_inner(), self.text.into_inner(), self.tables.into_inner())
    }

    fn refuse(&self, what: Excess, limit: u64) {
        // The first excess is the one to report.
        let _ = self.excess.set(ReadError::TooLarge { what, limit });
    }

    fn step(&self, steps: u64) {
        let steps = self.steps.get() + steps;
        self.steps.set(steps);
        if steps > MAX_STEPS {
            self.refuse(Excess::Steps, MAX_STEPS);
        }
    }

    fn node(&self, id: Id) -> Node {
        self.nodes.borrow().get(id as usize).copied().debug_expect("an id is of a node")
    }

    fn edit(&self, id: Id, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.borrow_mut().get_mut(id as usize).debug_some("an id is of a node") {
            change(node);
        }
    }

    fn create(&self, kind: Kind, hidden: bool) -> Id {
        let mut nodes = self.nodes.borrow_mut();
        let id = ordinal(nodes.len());
        if id >= MAX_NODES {
            self.refuse(Excess::Nodes, MAX_NODES.into());
        }
        nodes.push(Node { kind, hidden, ..Node::default() });
        id
    }

    /// Puts text before `next` among the children of `parent`, or last.
    fn put_text(&self, parent: Id, next: Id, piece: &str) {
        let neighbours = self.node(parent);
        if matches!(neighbours.kind, Kind::Skip(_)) {
            return;
        }
        let previous = if next == ROOT { neighbours.last } else { self.node(next).previous };
        let (from, to) = self.push_text(piece);
        match self.node(previous).kind {
            Kind::Text(start, end) if end == from => self.edit(previous, |node| node.kind = Kind::Text(start, to)),
            _ => self.put(parent, next, self.create(Kind::Text(from, to), false)),
        }
    }

    /// Keeps a text, and gives its range.
    fn push_text(&self, piece: &str) -> (u32, u32) {
        let mut text = self.text.borrow_mut();
        let from = ordinal(text.len());
        text.push_str(piece);
        (from, ordinal(text.len()))
    }

    /// Puts a node before `next` among the children of `parent`, or last.
    fn put(&self, parent: Id, next: Id, child: Id) {
        self.cut(child);
        let Node { depth, last, .. } = self.node(parent);
        if depth >= MAX_DEPTH {
            self.refuse(Excess::Depth, MAX_DEPTH.into());
        }
        let previous = if next == ROOT { last } else { self.node(next).previous };
        self.edit(child, |node| *node = Node { parent, previous, next, depth: depth + 1, ..*node });
        self.join(parent, previous, child);
        self.join(parent, child, next);
    }

    /// Takes a node from its place.
    fn cut(&self, child: Id) {
        let Node { parent, previous, next, .. } = self.node(child);
        // The only child of nobody is the document's, or new and linked to nothing.
        let first = self.node(parent).first;
        if previous != ROOT || next != ROOT || first == child {
            self.join(parent, previous, next);
        }
        self.edit(child, |node| *node = Node { parent: ROOT, previous: ROOT, next: ROOT, ..*node });
    }

    /// Makes two children of `parent` neighbours; the document stands for the end of the row on either side.
    fn join(&self, parent: Id, before: Id, after: Id) {
        if before == ROOT {
            self.edit(parent, |node| node.first = after);
        } else {
            self.edit(before, |node| node.next = after);
        }
        if after == ROOT {
            self.edit(parent, |node| node.last = before);
        } else {
            self.edit(after, |node| node.previous = before);
        }
    }

    fn insert(&self, parent: Id, next: Id, child: NodeOrText<Handle>) {
        match child {
            NodeOrText::AppendNode(child) => self.put(parent, next, child.id),
            NodeOrText::AppendText(text) => self.put_text(parent, next, &text),
        }
    }
}

impl TreeSink for Tree {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = &'a Handle;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle::unnamed(ROOT)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> &'a Handle {
        self.step(1);
        target
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let mut kind = if name.ns == ns!(html) { kind(&name.local, &attributes) } else { Kind::Inline };
        if name.ns == ns!(svg) {
            kind = if name.local == local_name!("svg") { Kind::Picture } else { Kind::Skip(ROOT) };
        }
        if name.local == local_name!("template") {
            kind = Kind::Skip(self.create(Kind::Inline, false));
        }
        if name.ns == ns!(mathml) && &*name.local == "mtable" {
            kind = Kind::Picture;
        }
        // A page whose body is hidden is shown by a script.
        let hidden = !matches!(name.local, local_name!("html") | local_name!("body"))
            && attributes.iter().any(|attribute| attribute.name.local == local_name!("hidden"));
        let id = self.create(kind, hidden);
        if kind == Kind::Table {
            self.tables.borrow_mut().push(id);
        }
        let value = |name| attributes.iter().find(|attribute| attribute.name.local == name).map(|a| &*a.value);
        if value(local_name!("background")).is_some() {
            self.edit(id, |node| node.backdrop = true);
        }
        if let Some(name) = value(local_name!("id")).filter(|_| kind == Kind::Block) {
            let (from, to) = self.push_text(name);
            self.put(id, ROOT, self.create(Kind::Name(from, to), false));
        }
        if let Some(entered) = entered(&name.local, &attributes).filter(|_| kind == Kind::Field) {
            self.put_text(id, ROOT, entered);
        }
        Handle { id, ns: name.ns, local: name.local }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle::unnamed(self.create(Kind::Skip(ROOT), false))
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle::unnamed(self.create(Kind::Skip(ROOT), false))
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(parent.id, ROOT, child);
    }

    fn append_based_on_parent_node(&self, element: &Handle, previous: &Handle, child: NodeOrText<Handle>) {
        match self.node(element.id).parent {
            ROOT => self.insert(previous.id, ROOT, child),
            parent => self.insert(parent, element.id, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        let template = self.node(target.id);
        let Kind::Skip(content) = template.kind else { return target.clone() };
        self.edit(content, |node| node.depth = template.depth + 1);
        Handle::unnamed(content)
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        self.step(1);
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        self.insert(self.node(sibling.id).parent, sibling.id, new_node);
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, target: &Handle) {
        self.cut(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        loop {
            let child = self.node(node.id).first;
            if child == ROOT {
                return;
            }
            self.step(1);
            self.put(new_parent.id, ROOT, child);
        }
    }
}

fn kind(name: &LocalName, attributes: &[Attribute]) -> Kind {
    match &**name {
        "td" | "th" => {
            let span = |name: &LocalName, most: u32| {
                let value = attributes.iter().find(|attribute| attribute.name.local == *name)?;
                number(&value.value).map(|span| span.min(most))
            };
            Kind::Cell {
                colspan: span(&local_name!("colspan"), MAX_COLSPAN).unwrap_or(1).max(1),
                // 0 rows means all that are left of the row group, which its end sees to.
                rowspan: match span(&local_name!("rowspan"), MAX_ROWSPAN) {
                    Some(0) => MAX_ROWSPAN,
                    span => span.unwrap_or(1),
                },
            }
        }
        "tr" => Kind::Row,
        "tbody" => Kind::Body,
        "thead" => Kind::Head,
        "tfoot" => Kind::Foot,
        "table" => Kind::Table,
        "caption" => Kind::Caption,
        "br" => Kind::Break,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Kind::Heading,
        "pre" | "listing" | "xmp" | "plaintext" => Kind::Verbatim,
        "sub" | "sup" => Kind::Raised,
        "title" => Kind::Title,
        "input" if is_picture(attributes) => Kind::Picture,
        "input" | "textarea" => Kind::Field,
        "a" if attributes.iter().any(|attribute| attribute.name.local == local_name!("href")) => Kind::Attachment,
        "script" => Kind::Script,
        "noscript" => Kind::WithoutScript,
        "canvas" | "embed" | "iframe" | "img" | "object" | "v:imagedata" | "video" => Kind::Picture,
        // What is struck out is not said, and the annotation over a character is not the character.
        "audio" | "col" | "colgroup" | "datalist" | "del" | "noembed" | "noframes" | "rp" | "rt" | "s" | "select"
        | "strike" | "style" => Kind::Skip(ROOT),
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "dd" | "details" | "dialog" | "dir"
        | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header" | "hgroup"
        | "hr" | "html" | "legend" | "li" | "main" | "menu" | "nav" | "ol" | "optgroup" | "option" | "p" | "search"
        | "section" | "summary" | "ul" => Kind::Block,
        _ => Kind::Inline,
    }
}

/// Whether an `input` shows a picture.
fn is_picture(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|a| a.name.local == local_name!("type") && a.value.eq_ignore_ascii_case("image"))
}

/// What is entered in an `input` that shows it as text.
fn entered<'a>(name: &LocalName, attributes: &'a [Attribute]) -> Option<&'a str> {
    let value = |name| attributes.iter().find(|attribute| attribute.name.local == name).map(|a| &*a.value);
    let shown = |kind: &str| ["", "text", "number"].iter().any(|shown| kind.eq_ignore_ascii_case(shown));
    (*name == local_name!("input") && value(local_name!("type")).is_none_or(shown))
        .then(|| value(local_name!("value")))?
}

/// The number that HTML reads at the start of an attribute.
fn number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches([' ', '\n', '\t', '\r', '\x0c']);
    let text = text.strip_prefix('+').unwrap_or(text);
    let digits = text.find(|c: char| !c.is_ascii_digit()).map_or(text, |end| text.split_at(end).0);
    match digits.parse() {
        Err(_) if !digits.is_empty() => Some(u32::MAX),
        number => number.ok(),
    }
}
