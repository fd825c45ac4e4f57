//! Tree: a text's YAML as a flat tree of nodes with spans.
//!
//! A node is 20 bytes and borrows its text. `build` makes it from the parser's events, `syntax` tells
//! the parser's errors; no other file knows the parser.

mod build;
mod same;
mod section;
mod syntax;

use std::collections::HashSet;
use std::ops::Range;

use super::problem::Problem;
use super::route::{Route, Step};
pub use build::count_events;
pub(crate) use section::Sections;
pub use section::{excerpt, pieces};

use build::Builder;

/// The place of a node in its tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(u32);

impl NodeId {
    const NONE: Self = Self(u32::MAX);

    fn some(self) -> Option<Self> {
        (self != Self::NONE).then_some(self)
    }

    fn slot(self) -> usize {
        self.0 as usize
    }
}

/// What a node is, and where the text of a scalar is to be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A plain scalar that stands in the source as it is.
    Plain,
    /// A quoted scalar without escapes: the span less its quotes.
    Quoted,
    /// A scalar whose text had to be put together (escapes, folded lines), kept in `cooked`.
    Cooked,
    List,
    Map,
    Alias,
}

#[derive(Debug)]
struct Node {
    start: u32,
    end: u32,
    parent: NodeId,
    next: NodeId,
    kind: Kind,
}

/// What a node holds, for those who read the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Content<'t, 's> {
    /// A scalar.
    Scalar(Scalar<'t, 's>),
    /// A list.
    List,
    /// A map.
    Map,
    /// An alias, `*name`: always a problem, never read.
    Alias,
}

/// The text of a scalar and how it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scalar<'t, 's> {
    /// The text.
    pub text: ScalarText<'t, 's>,
    /// Written without quotes and on one line, so that it may mean a number.
    pub plain: bool,
}

/// Text that stands in the source, or that was put together from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarText<'t, 's> {
    /// A piece of the source.
    Source(&'s str),
    /// Kept by the tree.
    Cooked(&'t str),
}

impl<'t, 's: 't> Scalar<'t, 's> {
    /// The text, wherever it is kept.
    pub fn as_str(&self) -> &'t str {
        match self.text {
            ScalarText::Source(text) => text,
            ScalarText::Cooked(text) => text,
        }
    }
}

/// A text's nodes with their spans, and what was wrong with its YAML.
#[derive(Debug)]
pub struct Tree<'s> {
    text: &'s str,
    nodes: Vec<Node>,
    cooked: Vec<(NodeId, Box<str>)>,
    /// Nodes already reported (second keys, aliases): readers pass over their entries.
    refused: HashSet<NodeId>,
    /// The text had to be read section by section.
    pieced: bool,
}

impl<'s> Tree<'s> {
    /// Parses a text. Problems of the YAML itself come back beside the tree, which holds whatever
    /// could be read: after a syntax error each top-level section is read by itself, so that a
    /// broken one does not hide the others.
    pub fn parse(text: &'s str) -> (Self, Vec<Problem>) {
        Builder::read_text(text)
    }

    /// The text the tree was made from.
    pub fn text(&self) -> &'s str {
        self.text
    }

    /// The first document's root, if there is any data.
    pub fn root(&self) -> Option<NodeId> {
        let root = NodeId(0);
        match self.nodes.first()?.kind {
            Kind::Plain if self.span(root).is_empty() => None,
            _ => Some(root),
        }
    }

    /// Whether the text is one piece of sound YAML; else the tree lacks what could not be read.
    pub(crate) fn is_whole(&self) -> bool {
        !self.pieced
    }

    /// What a node holds.
    pub fn content(&self, id: NodeId) -> Content<'_, 's> {
        let node = &self.nodes[id.slot()];
        let (start, end) = (node.start as usize, node.end as usize);
        let (text, plain) = match node.kind {
            Kind::List => return Content::List,
            Kind::Map => return Content::Map,
            Kind::Alias => return Content::Alias,
            Kind::Plain => (ScalarText::Source(&self.text[start..end]), true),
            Kind::Quoted => (ScalarText::Source(&self.text[start + 1..end - 1]), false),
            Kind::Cooked => (ScalarText::Cooked(self.cooked_text(id)), false),
        };
        Content::Scalar(Scalar { text, plain })
    }

    fn cooked_text(&self, id: NodeId) -> &str {
        self.cooked
            .binary_search_by_key(&id, |(owner, _)| *owner)
            .map_or("", |at| &self.cooked[at].1)
    }

    /// The text of a scalar.
    pub fn scalar(&self, id: NodeId) -> Option<Scalar<'_, 's>> {
        match self.content(id) {
            Content::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The bytes of a scalar's text, without a look at its characters.
    fn scalar_bytes(&self, id: NodeId) -> Option<&[u8]> {
        let node = &self.nodes[id.slot()];
        let (start, end) = (node.start as usize, node.end as usize);
        match node.kind {
            Kind::Plain => self.text.as_bytes().get(start..end),
            Kind::Quoted => self.text.as_bytes().get(start + 1..end - 1),
            Kind::Cooked => Some(self.cooked_text(id).as_bytes()),
            Kind::List | Kind::Map | Kind::Alias => None,
        }
    }

    /// Nothing was written: `key:` and then the end of the line.
    pub(crate) fn is_absent(&self, id: NodeId) -> bool {
        let node = &self.nodes[id.slot()];
        node.kind == Kind::Plain && node.start == node.end
    }

    /// Nothing was written, or YAML's words for nothing.
    pub(crate) fn is_null(&self, id: NodeId) -> bool {
        let node = &self.nodes[id.slot()];
        let may_be_null = node.kind == Kind::Plain && node.end - node.start <= 4;
        may_be_null
            && matches!(
                self.scalar_bytes(id),
                Some(b"" | b"~" | b"null" | b"Null" | b"NULL")
            )
    }

    /// Whether a scalar's text begins so.
    pub(crate) fn begins_with(&self, id: NodeId, prefix: &str) -> bool {
        self.scalar_bytes(id)
            .is_some_and(|text| text.starts_with(prefix.as_bytes()))
    }

    /// The bytes of a node: a collection reaches from its first item to its last.
    pub fn span(&self, id: NodeId) -> Range<usize> {
        let node = &self.nodes[id.slot()];
        node.start as usize..node.end as usize
    }

    /// The collection that holds a node.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.slot()].parent.some()
    }

    /// The node after this one in its collection; in a map keys and values take turns.
    pub fn next(&self, id: NodeId) -> Option<NodeId> {
        self.nodes[id.slot()].next.some()
    }

    /// The first child of a collection.
    pub fn first(&self, id: NodeId) -> Option<NodeId> {
        let child = NodeId(id.0 + 1);
        let node = self.nodes.get(child.slot())?;
        (node.parent == id).then_some(child)
    }

    /// The children of a collection, in the order of the text.
    pub fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first(id), |child| self.next(*child))
    }

    /// The entries of a map: key and value.
    pub fn entries(&self, id: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let mut next = self.first(id);
        std::iter::from_fn(move || {
            let key = next?;
            let value = self.next(key)?;
            next = self.next(value);
            Some((key, value))
        })
    }

    /// The entry of a map with this key.
    pub fn entry(&self, map: NodeId, key: &str) -> Option<(NodeId, NodeId)> {
        self.entries(map)
            .find(|(found, _)| self.scalar(*found).is_some_and(|text| text.as_str() == key))
    }

    /// Takes nodes out of what counts as read, so that routes into the value that was read lead to the
    /// right places of the text.
    pub fn refuse(&mut self, nodes: HashSet<NodeId>) {
        self.refused.extend(nodes);
    }

    /// Whether a node was reported already and is not to be read.
    pub(crate) fn is_refused(&self, id: NodeId) -> bool {
        !self.refused.is_empty() && self.refused.contains(&id)
    }

    /// Whether a node is the key of a map's entry.
    pub fn is_key(&self, id: NodeId) -> bool {
        self.parent(id).is_some_and(|parent| {
            self.nodes[parent.slot()].kind == Kind::Map && self.entries(parent).any(|(key, _)| key == id)
        })
    }

    /// The address of a node; a key has the address of its value.
    pub fn route(&self, id: NodeId) -> Route {
        let mut steps = Vec::new();
        let mut at = id;
        while let Some(parent) = self.parent(at) {
            if let Some(step) = self.step(parent, at) {
                steps.push(step);
            }
            at = parent;
        }
        steps.reverse();
        Route::from(steps)
    }

    fn step(&self, parent: NodeId, child: NodeId) -> Option<Step> {
        match self.nodes[parent.slot()].kind {
            Kind::Map => self
                .entries(parent)
                .find(|(key, value)| *key == child || *value == child)
                .and_then(|(key, _)| self.scalar(key))
                .map(|key| Step::Key(key.as_str().to_owned())),
            _ => self
                .children(parent)
                .position(|item| item == child)
                .map(Step::Index),
        }
    }

    /// Follows a route into the value that was read as far as it leads: the node, and whether all steps
    /// were found. Items that were refused are not counted.
    pub fn follow(&self, route: &Route) -> Option<(NodeId, bool)> {
        self.walk(route, |item| !self.is_refused(item))
    }

    /// The node at a route of the text, if it is there; all items are counted.
    pub fn find(&self, route: &Route) -> Option<NodeId> {
        self.walk(route, |_| true)
            .and_then(|(node, whole)| whole.then_some(node))
    }

    fn walk(&self, route: &Route, counts: impl Fn(NodeId) -> bool) -> Option<(NodeId, bool)> {
        let mut at = self.root()?;
        for step in route.steps() {
            let next = match step {
                Step::Key(key) => self.entry(at, key).map(|(_, value)| value),
                Step::Index(index) => self.children(at).filter(|item| counts(*item)).nth(*index),
            };
            match next {
                Some(next) => at = next,
                None => return Some((at, false)),
            }
        }
        Some((at, true))
    }

    /// Whether the text says something at a route: more than a key without a value.
    pub fn states(&self, route: &Route) -> bool {
        self.find(route).is_some_and(|node| !self.is_null(node))
    }

    /// The key under which a value stands.
    pub fn key_of(&self, value: NodeId) -> Option<NodeId> {
        let parent = self.parent(value)?;
        if self.nodes[parent.slot()].kind != Kind::Map {
            return None;
        }
        self.entries(parent)
            .find(|(_, found)| *found == value)
            .map(|(key, _)| key)
    }

    /// What the text says without where it says it: each node's collection and content.
    pub fn outline(&self) -> Vec<(Option<NodeId>, Content<'_, 's>)> {
        let ids = (0..self.nodes.len()).filter_map(|at| u32::try_from(at).ok().map(NodeId));
        ids.map(|id| (self.parent(id), self.content(id))).collect()
    }

    /// Whether a byte lies in the text of a scalar.
    pub fn is_inside_scalar(&self, at: usize) -> bool {
        self.nodes.iter().any(|node| {
            let is_scalar = matches!(node.kind, Kind::Plain | Kind::Quoted | Kind::Cooked);
            is_scalar && (node.start as usize..node.end as usize).contains(&at)
        })
    }

    /// The bytes of everything that stands below a key `private`, however the key is written.
    pub fn private_spans(&self) -> Vec<Range<usize>> {
        (0..self.nodes.len())
            .filter(|at| self.nodes[*at].kind == Kind::Map)
            .filter_map(|at| u32::try_from(at).ok().map(NodeId))
            .flat_map(|map| self.entries(map))
            .filter(|(key, _)| self.scalar(*key).is_some_and(|text| text.as_str() == "private"))
            .map(|(_, value)| self.span(value))
            .collect()
    }

    /// The bytes to show for a node: a scalar's own; for a collection, or where nothing is written,
    /// the key it stands under, or else its first line.
    pub fn shown_span(&self, id: NodeId) -> Range<usize> {
        let span = self.span(id);
        let is_scalar = matches!(self.content(id), Content::Scalar(_));
        if is_scalar && !span.is_empty() && !self.text[span.clone()].contains('\n') {
            return span;
        }
        if let Some(key) = self.key_of(id) {
            return self.span(key);
        }
        let line_end = self.text[span.clone()]
            .find('\n')
            .map_or(span.end, |at| span.start + at);
        let line = self.text[span.start..line_end].trim_end();
        span.start..span.start + line.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::route;
    use crate::source::problem::{PROBLEM_LIMIT, ProblemKind};

    fn text_at(tree: &Tree<'_>, route: &Route) -> Option<String> {
        Some(tree.scalar(tree.find(route)?)?.as_str().to_owned())
    }

    #[test]
    fn every_way_to_write_a_scalar_gives_its_text() {
        let text = "a: plain\nb: 'single'\nc: 'it''s'\nd: \"tab\\t\"\ne: |\n  one\n  two\nf: >-\n  one\n  two\ng: one\n  two\nh:\ni: ''\n";
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        for (key, want) in [
            ("a", "plain"),
            ("b", "single"),
            ("c", "it's"),
            ("d", "tab\t"),
            ("e", "one\ntwo\n"),
            ("f", "one two"),
            ("g", "one two"),
            ("h", ""),
            ("i", ""),
        ] {
            assert_eq!(text_at(&tree, &route![key]).as_deref(), Some(want), "{key}");
        }
        assert!(tree.find(&route!["h"]).is_some_and(|id| tree.is_absent(id)));
        assert!(tree.find(&route!["i"]).is_some_and(|id| !tree.is_absent(id)));
    }

    #[test]
    fn routes_and_nodes_agree() {
        let (tree, _) = Tree::parse("a:\n- {b: [x, y]}\n- c: z\n");
        for node in tree.nodes.iter().enumerate().map(|(at, _)| NodeId(at as u32)) {
            if !tree.is_key(node) {
                assert_eq!(tree.find(&tree.route(node)), Some(node));
            }
        }
        assert_eq!(text_at(&tree, &route!["a", 0, "b", 1]).as_deref(), Some("y"));
        assert_eq!(tree.find(&route!["a", 7]), None);
    }

    #[test]
    fn spans_are_those_of_the_text() {
        let text = "\u{feff}名: 值\nlist:\n- 'a'\n- b: 1\n\n# end\nlast: [1, 2] # c\n";
        let (tree, _) = Tree::parse(text);
        let shown = |route: Route| tree.find(&route).map(|id| &text[tree.span(id)]);
        assert_eq!(shown(route!["名"]), Some("值"));
        assert_eq!(shown(route!["list", 0]), Some("'a'"));
        assert_eq!(shown(route!["list", 1]), Some("b: 1"));
        assert_eq!(shown(route!["last"]), Some("[1, 2]"));
    }

    #[test]
    fn a_broken_section_does_not_hide_the_others() {
        let text = "name: X\nregion: 'unclosed\nowner: li\ntags: [a, b\nvalue:\n  margin: 1\n";
        let (tree, problems) = Tree::parse(text);
        let routes: Vec<_> = problems.iter().map(|problem| problem.route.to_string()).collect();
        assert_eq!(routes, ["region", "tags"]);
        assert_eq!(&text[problems[0].span.clone()], "'", "the quote that opens it");
        assert_eq!(problems[0].span.start, 16);
        assert!(problems.iter().all(|problem| problem.kind == ProblemKind::Syntax));
        assert_eq!(text_at(&tree, &route!["owner"]).as_deref(), Some("li"));
        assert_eq!(text_at(&tree, &route!["value", "margin"]).as_deref(), Some("1"));
        assert_eq!(tree.find(&route!["region"]), None);
    }

    #[test]
    fn keys_that_stand_twice_tell_both_places() {
        let (tree, problems) = Tree::parse("owner: a\nx: {k: 1, k: 2}\nowner: b\n");
        assert_eq!(problems.len(), 2);
        assert!(
            problems
                .iter()
                .all(|problem| problem.kind == ProblemKind::DuplicateKey)
        );
        assert_eq!(problems[1].span, 25..30);
        assert_eq!(problems[1].related, Some((0..5, "first here".to_owned())));
        assert!(tree.entries(NodeId(0)).any(|(key, _)| tree.is_refused(key)));
    }

    #[test]
    fn hostile_nesting_and_aliases_end_quickly_with_a_problem() {
        let chain: String = (0..50_000)
            .map(|n| format!("a{n}: &a{n} x\nb{n}: *a{n}\n"))
            .collect();
        for text in [
            format!("a: {}", "[".repeat(100_000)),
            "- ".repeat(100_000),
            (0..2_000)
                .map(|depth| format!("{}a:\n", " ".repeat(depth)))
                .collect(),
            "a: &a [x]\nb: [*a, *a]\n".to_owned(),
            "a: *nowhere\n".to_owned(),
            chain,
        ] {
            let (_, problems) = Tree::parse(&text);
            assert!(!problems.is_empty());
            assert!(problems.len() <= PROBLEM_LIMIT);
        }
    }

    #[test]
    fn a_second_document_and_no_document_are_told() {
        let (_, problems) = Tree::parse("a: 1\n---\nb: 2\n");
        assert_eq!(problems[0].kind, ProblemKind::MultipleDocuments);
        assert_eq!(problems[0].span, 5..8);
        for text in ["", "# only\n", "---\n", "\u{feff}"] {
            let (tree, problems) = Tree::parse(text);
            assert_eq!(tree.root(), None, "{text:?}");
            assert_eq!(problems[0].kind, ProblemKind::EmptyFile, "{text:?}");
        }
    }
}
