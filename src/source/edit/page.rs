//! The page: a text with its tree, and where in it the lines, dashes and colons are.
//!
//! The tree tells where values begin and end; what stands between them (dashes, colons, comments, anchors,
//! the heads of literal texts) is found here.

use std::ops::Range;

use super::Refusal;
use super::print::ListStyle;
use crate::source::problem::ProblemKind;
use crate::source::route::{Route, Step};
use crate::source::tree::{Content, NodeId, Tree};

/// The layout of lists where a file has none to go by.
const USUAL: ListStyle = ListStyle { indent: 2, dash: 2 };

/// A text that can be edited.
pub(crate) struct Page<'s> {
    pub(crate) text: &'s str,
    pub(crate) tree: Tree<'s>,
    pub(crate) root: NodeId,
    /// How many problems were found, none of which hinders an edit elsewhere.
    pub(crate) problems: usize,
}

impl<'s> Page<'s> {
    /// Reads a text.
    ///
    /// # Errors
    /// A [`Refusal`] where it is no sound YAML, holds no data or several documents.
    pub(crate) fn read(text: &'s str) -> Result<Self, Refusal> {
        let (tree, problems) = Tree::parse(text);
        let hinders = |kind| match kind {
            ProblemKind::Syntax => !tree.is_whole(),
            ProblemKind::MultipleDocuments | ProblemKind::EmptyFile => true,
            _ => false,
        };
        if let Some(problem) = problems.iter().find(|problem| hinders(problem.kind)) {
            let line = line_number(text, problem.span.start);
            return Err(Refusal::new(problem.route.clone(), line, &problem.message));
        }
        match tree.root() {
            Some(root) => Ok(Self {
                text,
                root,
                problems: problems.len(),
                tree,
            }),
            None => Err(Refusal::new(Route::root(), 1, "the file holds no data")),
        }
    }

    /// A refusal at a node.
    pub(super) fn refusal(&self, node: NodeId, why: impl Into<String>) -> Refusal {
        Refusal::new(self.tree.route(node), self.line_of(node), why)
    }

    /// The line of a node, from 1.
    pub(super) fn line_of(&self, node: NodeId) -> usize {
        line_number(self.text, self.tree.span(node).start)
    }

    /// How this text ends its lines.
    pub(super) fn newline(&self) -> &'static str {
        match self.text.contains("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }

    /// Follows a route as far as it leads: the node, and the steps that are left.
    ///
    /// # Errors
    /// A [`Refusal`] where an alias, an anchor, a tag or a key that stands twice makes the way uncertain.
    pub(super) fn reach<'r>(&self, route: &'r Route) -> Result<(NodeId, &'r [Step]), Refusal> {
        let mut at = self.root;
        let mut rest = route.steps();
        while let Some((step, further)) = rest.split_first() {
            let next = match step {
                Step::Key(key) => self.only_entry(at, key)?,
                Step::Index(index) => self.items(at).nth(*index),
            };
            let Some(next) = next else { break };
            self.check(next)?;
            (at, rest) = (next, further);
        }
        Ok((at, rest))
    }

    fn items(&self, list: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let is_list = self.tree.content(list) == Content::List;
        self.tree.children(list).filter(move |_| is_list)
    }

    fn only_entry(&self, map: NodeId, key: &str) -> Result<Option<NodeId>, Refusal> {
        if self.tree.content(map) != Content::Map {
            return Ok(None);
        }
        let is_meant = |found: NodeId| self.tree.scalar(found).is_some_and(|text| text.as_str() == key);
        let mut found = self.tree.entries(map).filter(|(found, _)| is_meant(*found));
        match (found.next(), found.next()) {
            (Some(_), Some((second, _))) => Err(self.refusal(
                second,
                format!("the key `{key}` stands twice here; merge the two entries first"),
            )),
            (first, _) => Ok(first.map(|(_, value)| value)),
        }
    }

    /// Refuses a value that other places share, or whose type was set by hand.
    fn check(&self, value: NodeId) -> Result<(), Refusal> {
        if self.tree.content(value) == Content::Alias {
            let why = "an alias stands here; the change would be one of another place, too: write the value out first";
            return Err(self.refusal(value, why));
        }
        match self.lead(value) {
            Some((_, '&')) => Err(self.refusal(
                value,
                "an anchor stands here, by which other places can share the value; remove it first",
            )),
            Some((_, '!')) => Err(self.refusal(value, "a tag stands here; remove it first")),
            _ => Ok(()),
        }
    }

    /// Where the first line begins: after the byte order mark.
    pub(crate) fn begin(&self) -> usize {
        self.text.len() - self.text.trim_start_matches('\u{feff}').len()
    }

    /// Where the line of a place begins.
    pub(crate) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(self.begin(), |end| end + 1)
    }

    /// Where the line of a place ends, after its line end.
    pub(crate) fn line_end(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |end| at + end + 1)
    }

    /// How many characters stand before a place on its line.
    pub(crate) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// Whether a place is the first on its line that is not blank.
    pub(crate) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim().is_empty()
    }

    /// Whether a collection is written in brackets.
    pub(crate) fn is_flow(&self, node: NodeId) -> bool {
        let start = self.tree.span(node).start;
        let is_bracketed = self.text[start..].starts_with(['[', '{']);
        let is_collection = matches!(self.tree.content(node), Content::List | Content::Map);
        // What begins with its first child has no bracket of its own.
        let begins_with_child = |child| self.tree.span(child).start == start;
        is_collection && is_bracketed && !self.tree.first(node).is_some_and(begins_with_child)
    }

    /// Whether a node stands within brackets.
    pub(super) fn is_in_flow(&self, node: NodeId) -> bool {
        std::iter::successors(self.tree.parent(node), |above| self.tree.parent(*above))
            .any(|above| self.is_flow(above))
    }

    /// The first character after a place, and before another, that is neither blank nor of a comment.
    pub(crate) fn token(&self, range: Range<usize>) -> Option<(usize, char)> {
        let mut at = range.start;
        while at < range.end {
            let c = self.text[at..].chars().next()?;
            match c {
                '#' if at == 0 || self.text[..at].ends_with([' ', '\t', '\n', '\u{feff}']) => {
                    at = self.line_end(at);
                }
                ' ' | '\t' | '\r' | '\n' => at += 1,
                c => return Some((at, c)),
            }
        }
        None
    }

    /// Where the value of an entry or item may begin: after its colon or dash. The root has neither.
    pub(crate) fn opening(&self, value: NodeId) -> Option<usize> {
        let parent = self.tree.parent(value)?;
        match self.tree.content(parent) {
            Content::Map => self.colon(self.tree.key_of(value)?).map(|colon| colon + 1),
            _ if self.is_flow(parent) => Some(self.tree.span(value).start),
            _ => self.dash(value).map(|dash| dash + 1),
        }
    }

    /// The colon behind a key.
    pub(super) fn colon(&self, key: NodeId) -> Option<usize> {
        let end = self.tree.span(key).end;
        let limit = self
            .tree
            .next(key)
            .map_or(end, |value| self.tree.span(value).start);
        let found = self.token(end..limit.max(self.line_end(end)))?;
        (found.1 == ':').then_some(found.0)
    }

    /// The dash before an item of a list that is a block.
    pub(crate) fn dash(&self, item: NodeId) -> Option<usize> {
        let content = self.tree.span(item).start;
        let before = self.text[self.line_start(content)..content].trim_end();
        let is_dash = before == "-" || before.ends_with(" -");
        match is_dash && !self.tree.is_absent(item) {
            true => Some(self.line_start(content) + before.len() - 1),
            false => self.dash_from_above(item),
        }
    }

    /// The dash of an item that does not stand beside its content.
    fn dash_from_above(&self, item: NodeId) -> Option<usize> {
        let list = self.tree.parent(item)?;
        let content = self.tree.span(item).start;
        let before = self.tree.children(list).take_while(|found| *found != item).last();
        let from = match before {
            Some(before) => self.tree.span(before).end,
            // The span of a list under a key may lack the first dash.
            None => self.opening(list).unwrap_or(self.tree.span(list).start),
        };
        let limit = content.max(from + 1).min(self.text.len());
        match self.token(from..limit)? {
            (dash, '-') => Some(dash),
            // The item above ends with a key that has no value.
            (colon, ':') if before.is_some() => {
                let found = self.token(colon + 1..limit)?;
                (found.1 == '-').then_some(found.0)
            }
            _ => None,
        }
    }

    /// What stands first behind a value's colon or dash and is not the value: an anchor, a tag, or the
    /// head of a literal text.
    pub(super) fn lead(&self, value: NodeId) -> Option<(usize, char)> {
        let content = self.tree.span(value).start;
        let found = self.token(self.opening(value)?..content)?;
        // The list's own first dash may stand outside of its span.
        (found.1 != '-').then_some(found)
    }

    /// Where the head of a text in the literal style begins, `|` or `>`, if a value is one.
    pub(super) fn literal_head(&self, value: NodeId) -> Option<usize> {
        let scalar = self.tree.scalar(value).filter(|scalar| !scalar.plain)?;
        let start = self.tree.span(value).start;
        let begins_with = |c: char| self.text[start..].starts_with(c) && !scalar.as_str().starts_with(c);
        match begins_with('\'') || begins_with('"') {
            // The quotes tell; to look at what stands before takes longer.
            true => None,
            false => match self.lead(value) {
                Some((at, '|' | '>')) => Some(at),
                None if begins_with('|') || begins_with('>') => Some(start),
                _ => None,
            },
        }
    }

    /// Where the content of a node ends: a place on its last line.
    pub(crate) fn tail(&self, node: NodeId) -> usize {
        let span = self.tree.span(node);
        match self.tree.content(node) {
            // What is absent has its place before the colon.
            Content::Scalar(_) if self.tree.is_absent(node) => {
                match self.token(span.end..self.line_end(span.end)) {
                    Some((colon, ':')) => colon + 1,
                    _ => span.end,
                }
            }
            Content::Scalar(_) => match self.literal_head(node) {
                Some(head) => self.literal_tail(head, span),
                None => span.end,
            },
            Content::List | Content::Map if !self.is_flow(node) => self
                .tree
                .children(node)
                .last()
                .map_or(span.end, |child| self.tail(child)),
            _ => span.end,
        }
    }

    /// Blank lines at the end of a literal text belong to it only where its head says so.
    fn literal_tail(&self, head: usize, span: Range<usize>) -> usize {
        let keeps = self.keeps_blank_lines(head);
        let start = span.start;
        let end = start + self.text[span].trim_end_matches([' ', '\t']).len();
        match keeps {
            true if self.text[..end].ends_with('\n') => end - 1,
            true => end,
            false => head + self.text[head..end].trim_end().len(),
        }
    }

    /// Whether the head of a literal text says that the blank lines below it are text.
    fn keeps_blank_lines(&self, head: usize) -> bool {
        let head = self.text[head..].split(char::is_whitespace).next();
        head.is_some_and(|head| head.contains('+'))
    }

    /// Whether a blank line below a node would belong to it.
    pub(super) fn takes_blank_lines(&self, node: NodeId) -> bool {
        match self.tree.children(node).last() {
            Some(last) => !self.is_flow(node) && self.takes_blank_lines(last),
            None => self
                .literal_head(node)
                .is_some_and(|head| self.keeps_blank_lines(head)),
        }
    }

    /// Where the line after a node begins, past comments that are indented deeper than a column: they
    /// belong to the node.
    pub(crate) fn after(&self, node: NodeId, column: usize) -> usize {
        let mut after = self.line_end(self.tail(node));
        let mut at = after;
        while at < self.text.len() {
            let end = self.line_end(at);
            let line = &self.text[at..end];
            let words = line.trim_start_matches(' ');
            if words.starts_with('#') && line.len() - words.len() > column {
                after = end;
            } else if !words.trim().is_empty() {
                break;
            }
            at = end;
        }
        after
    }

    /// Where the comments begin that stand directly above a line with the same indentation: they belong
    /// to what begins there.
    pub(crate) fn comments_above(&self, line: usize) -> usize {
        let indent = |at: usize| self.text[at..].len() - self.text[at..].trim_start_matches(' ').len();
        let mut first = line;
        while first > self.begin() {
            let above = self.line_start(first - 1);
            let is_comment = self.text[above + indent(above)..].starts_with('#');
            if !is_comment || indent(above) != indent(line) {
                break;
            }
            first = above;
        }
        first
    }

    /// The column of the keys of a map that is a block.
    pub(super) fn key_column(&self, map: NodeId) -> usize {
        let start = self.tree.first(map).map_or(0, |key| self.tree.span(key).start);
        self.column(start)
    }

    /// How a list that is a block has its dashes; where nothing else is said, as the file has them.
    pub(super) fn list_style(&self, list: Option<NodeId>) -> ListStyle {
        let own = list.and_then(|list| self.style_of(list));
        own.or_else(|| self.first_style(self.root)).unwrap_or(USUAL)
    }

    fn style_of(&self, list: NodeId) -> Option<ListStyle> {
        if self.tree.content(list) != Content::List || self.is_flow(list) {
            return None;
        }
        let last = self.tree.children(list).last()?;
        let dash = self.dash(last)?;
        let content = self.tree.span(last).start;
        let is_beside = self.line_start(content) == self.line_start(dash) && self.lead(last).is_none();
        let key_column = self
            .tree
            .key_of(list)
            .map(|key| self.column(self.tree.span(key).start));
        Some(ListStyle {
            indent: key_column.map_or(USUAL.indent, |column| self.column(dash).saturating_sub(column)),
            dash: match is_beside && content > dash + 1 {
                true => content - dash,
                false => USUAL.dash,
            },
        })
    }

    /// The style of the first list of maps in the file that is a block.
    fn first_style(&self, node: NodeId) -> Option<ListStyle> {
        self.style_of(node)
            .filter(|_| self.tree.key_of(node).is_some())
            .or_else(|| self.tree.children(node).find_map(|child| self.first_style(child)))
    }
}

/// The line of a place, from 1.
pub(super) fn line_number(text: &str, at: usize) -> usize {
    text[..at.min(text.len())].matches('\n').count() + 1
}
