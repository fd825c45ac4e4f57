//! Builder: one pass over the parser's events, into a tree.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use granit_parser::{Event, Options, Parser, ScalarStyle, Tag};

use super::section::{section_key, sections};
use super::syntax::SyntaxError;
use super::{Kind, Node, NodeId, Tree};
use crate::source::problem::{PROBLEM_LIMIT, Problem, ProblemKind};
use crate::source::route::Route;

/// How deeply collections may nest; the format itself needs seven levels.
const NESTING_LIMIT: usize = 64;
/// Up to so many keys of a map are compared one by one; with more a table of them is made.
const FEW_KEYS: usize = 32;

/// A tree in the making.
pub(super) struct Builder<'s> {
    tree: Tree<'s>,
    problems: Vec<Problem>,
    /// Open collections, each with its last child.
    open: Vec<(NodeId, NodeId)>,
    /// The root's last child so far, where the next section goes on.
    last_of_root: NodeId,
}

impl<'s> Builder<'s> {
    /// Reads a whole text; after a syntax error, section by section.
    pub(super) fn read_text(text: &'s str) -> (Tree<'s>, Vec<Problem>) {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let base = text.len() - body.len();
        let mut builder = Self::new(text);
        if let Err(error) = builder.read(base..text.len(), false) {
            builder = Self::new(text);
            builder.tree.pieced = true;
            builder.read_sections(base, &error);
        }
        builder.finish()
    }

    /// Reads a piece of a sound text whose root begins at `root`; the piece is made of whole sections.
    pub(super) fn read_piece(text: &'s str, root: usize, piece: Range<usize>) -> Option<Tree<'s>> {
        let mut builder = Self::new(text);
        builder.push_root(root);
        builder.read(piece, true).ok()?;
        Some(builder.tree)
    }

    fn new(text: &'s str) -> Self {
        Self {
            tree: Tree {
                text,
                nodes: Vec::with_capacity(text.len() / 10 + 8),
                cooked: Vec::new(),
                refused: HashSet::new(),
                pieced: false,
            },
            problems: Vec::new(),
            open: Vec::with_capacity(16),
            last_of_root: NodeId::NONE,
        }
    }

    fn finish(mut self) -> (Tree<'s>, Vec<Problem>) {
        if self.tree.root().is_none() && self.problems.is_empty() {
            self.problems.push(Problem::new(
                ProblemKind::EmptyFile,
                0..0,
                "the file holds no data",
            ));
        }
        (self.tree, self.problems)
    }

    /// Reads one piece of the text. With `section` the piece is a part of the root map.
    fn read(&mut self, piece: Range<usize>, section: bool) -> Result<(), SyntaxError> {
        let base = piece.start;
        let text: &'s str = &self.tree.text[piece];
        let mut parser = Parser::new_from_str_with_options(text, options());
        let mut documents = 0;
        while let Some(event) = parser.next_event() {
            // An event with its span has some two hundred bytes: it is looked at where it lies.
            let (event, span) = match &event {
                Ok((event, span)) => (event, span),
                Err(error) => return Err(SyntaxError::new(error, base)),
            };
            let start = base + span.start.byte_offset().unwrap_or(0);
            let end = base + span.end.byte_offset().unwrap_or(0);
            match event {
                Event::DocumentStart(..) => {
                    documents += 1;
                    if documents > 1 {
                        self.report_second_document(start);
                        return Ok(());
                    }
                }
                Event::Scalar(text, style, _, tag) => {
                    self.scalar(start..end, text, *style);
                    if let Some(tag) = tag {
                        self.report_tag(start..end, tag);
                    }
                }
                Event::SequenceStart(_, _, tag) => {
                    self.open(Kind::List, start);
                    if let Some(tag) = tag {
                        self.report_tag(start..start, tag);
                    }
                }
                Event::MappingStart(..) if section && self.open.is_empty() => self.reopen_root(),
                Event::MappingStart(_, _, tag) => {
                    self.open(Kind::Map, start);
                    if let Some(tag) = tag {
                        self.report_tag(start..start, tag);
                    }
                }
                Event::SequenceEnd => self.close(end),
                Event::MappingEnd => {
                    let map = self.open.last().map(|(id, _)| *id);
                    self.close(end);
                    // The keys of a root that comes in sections are checked once, after the last one.
                    if let Some(map) = map.filter(|_| !(section && self.open.is_empty())) {
                        self.check_keys(map);
                    }
                }
                Event::Alias(_) | Event::UnresolvedAlias(_) => self.alias(start..end),
                _ => {}
            }
        }
        Ok(())
    }

    fn add(&mut self, kind: Kind, span: Range<usize>) -> NodeId {
        let id = NodeId(u32::try_from(self.tree.nodes.len()).unwrap_or(u32::MAX - 1));
        let parent = match self.open.last_mut() {
            None => NodeId::NONE,
            Some((parent, last)) => {
                if let Some(last) = last.some() {
                    self.tree.nodes[last.slot()].next = id;
                }
                *last = id;
                *parent
            }
        };
        self.tree.nodes.push(Node {
            start: offset(span.start),
            end: offset(span.end),
            parent,
            next: NodeId::NONE,
            kind,
        });
        id
    }

    fn scalar(&mut self, span: Range<usize>, text: &str, style: ScalarStyle) {
        let source = &self.tree.text[span.clone()];
        let plain = style == ScalarStyle::Plain;
        if plain && (text == source || span.is_empty()) {
            self.add(Kind::Plain, span);
        } else if is_quoted(style) && source.len() >= 2 && *text == source[1..source.len() - 1] {
            self.add(Kind::Quoted, span);
        } else {
            let id = self.add(Kind::Cooked, span);
            self.tree.cooked.push((id, text.into()));
        }
    }

    fn open(&mut self, kind: Kind, start: usize) {
        let id = self.add(kind, start..start);
        self.open.push((id, NodeId::NONE));
    }

    /// A further section of the root map: its entries go on where the last section's ended.
    fn reopen_root(&mut self) {
        self.open.push((NodeId(0), self.last_of_root));
    }

    fn close(&mut self, end: usize) {
        let Some((id, last)) = self.open.pop() else { return };
        if self.open.is_empty() {
            self.last_of_root = last;
        }
        let flow = self
            .tree
            .text
            .get(end.saturating_sub(1)..end)
            .is_some_and(|c| c == "]" || c == "}");
        let end = match last.some() {
            Some(last) if !flow => self.tree.nodes[last.slot()].end,
            _ => offset(end),
        };
        let node = &mut self.tree.nodes[id.slot()];
        node.end = end.max(node.start);
    }

    fn alias(&mut self, span: Range<usize>) {
        let id = self.add(Kind::Alias, span.clone());
        self.tree.refused.insert(id);
        if self.problems.len() >= PROBLEM_LIMIT {
            return;
        }
        let name = self.quotable(&self.tree.text[span.clone()]);
        self.report(
            Problem::new(
                ProblemKind::Syntax,
                span,
                format!("`{name}` is an alias; a dossier states each fact where it belongs"),
            )
            .help("write the value out in place of the alias"),
        );
    }

    fn report(&mut self, problem: Problem) {
        if self.problems.len() < PROBLEM_LIMIT {
            self.problems.push(problem);
        }
    }

    fn report_second_document(&mut self, start: usize) {
        self.report(
            Problem::new(
                ProblemKind::MultipleDocuments,
                start..(start + 3).min(self.tree.text.len()),
                "a second YAML document begins here; only the first one is read",
            )
            .help(
                "keep one document in one file: remove the `---`, or move what follows to a file of its own",
            ),
        );
    }

    fn report_tag(&mut self, span: Range<usize>, tag: &Tag) {
        if self.problems.len() >= PROBLEM_LIMIT {
            return;
        }
        let name = tag.original();
        let message = format!("`{}` is a YAML tag; dossiers use none", self.quotable(&name));
        self.report(
            Problem::new(ProblemKind::Syntax, span, message)
                .help("remove the tag; put the value in quotes to keep it as text"),
        );
    }

    /// A piece of the node just added, for a message; what stands below a `private` key is never quoted.
    fn quotable<'t>(&self, piece: &'t str) -> &'t str {
        let latest = NodeId(offset(self.tree.nodes.len().saturating_sub(1)));
        match self.tree.route(latest).passes("private") {
            true => "…",
            false => piece,
        }
    }

    /// Whether keys of a map may be the same, or a merge key: a quick look that never misses one. Most maps have
    /// a few short keys that differ in length, first or last byte.
    fn may_repeat(&self, map: NodeId) -> bool {
        let mut seen = 0_u128;
        for (key, _) in self.tree.entries(map) {
            let Some(text) = self.tree.scalar_bytes(key) else {
                continue;
            };
            let (first, last) = (text.first().unwrap_or(&0), text.last().unwrap_or(&0));
            let mark = text.len() + 11 * usize::from(*first) + 5 * usize::from(*last);
            let bit = 1_u128 << (mark % 128);
            if seen & bit != 0 || text == b"<<" {
                return true;
            }
            seen |= bit;
        }
        false
    }

    /// Whether a map has few keys, all different and none a merge key: nothing to report, and no table needed.
    fn is_plain_map(&self, map: NodeId) -> bool {
        let mut seen: [&[u8]; FEW_KEYS] = [b""; FEW_KEYS];
        let mut count = 0;
        for (key, _) in self.tree.entries(map) {
            let Some(text) = self.tree.scalar_bytes(key) else {
                continue;
            };
            if count == FEW_KEYS || text == b"<<" || seen[..count].contains(&text) {
                return false;
            }
            seen[count] = text;
            count += 1;
        }
        true
    }

    /// Reports keys that stand twice, and merge keys.
    fn check_keys(&mut self, map: NodeId) {
        if !self.may_repeat(map) || self.is_plain_map(map) {
            return;
        }
        let keys: Vec<(&str, NodeId)> = self
            .tree
            .entries(map)
            .filter_map(|(key, _)| Some((self.tree.scalar(key)?.as_str(), key)))
            .collect();
        let merges: Vec<NodeId> = keys
            .iter()
            .filter(|(text, key)| *text == "<<" && self.tree.nodes[key.slot()].kind == Kind::Plain)
            .map(|(_, key)| *key)
            .collect();
        for (key, first) in repeated(&keys) {
            self.report_duplicate(key, first);
        }
        for key in merges {
            self.report_merge_key(key);
        }
    }

    fn report_merge_key(&mut self, key: NodeId) {
        self.tree.refused.insert(key);
        let problem = Problem::new(
            ProblemKind::Syntax,
            self.tree.span(key),
            "`<<` is a merge key; a dossier states each fact where it belongs",
        )
        .help("write the merged entries out");
        self.report(problem);
    }

    fn report_duplicate(&mut self, key: NodeId, first: NodeId) {
        self.tree.refused.insert(key);
        if self.problems.len() >= PROBLEM_LIMIT {
            return;
        }
        let name = self.tree.scalar(key).map_or("", |name| name.as_str());
        let mut problem = Problem::new(
            ProblemKind::DuplicateKey,
            self.tree.span(key),
            format!("the key `{name}` stands twice here; the second value is not read"),
        )
        .at(self.tree.route(key))
        .help("merge the two entries into one");
        problem.related = Some((self.tree.span(first), "first here".to_owned()));
        self.report(problem);
    }

    /// Reads each top-level section by itself and reports those that are broken.
    fn read_sections(&mut self, base: usize, whole: &SyntaxError) {
        let sections = sections(self.tree.text, base);
        if sections.is_empty() {
            let problem = whole.problem(self.tree.text);
            self.report(problem);
            return;
        }
        self.push_root(sections[0].start);
        let mut found = false;
        for section in sections {
            if let Some(problem) = self.read_section(section) {
                found = true;
                self.report(problem);
            }
        }
        if !found {
            let problem = whole.problem(self.tree.text);
            self.report(problem);
        }
        self.check_keys(NodeId(0));
    }

    /// The root map of a text that is read in sections.
    fn push_root(&mut self, start: usize) {
        self.tree.nodes.push(Node {
            start: offset(start),
            end: offset(self.tree.text.len()),
            parent: NodeId::NONE,
            next: NodeId::NONE,
            kind: Kind::Map,
        });
    }

    /// Reads one section; where it is broken nothing of it stays in the tree.
    fn read_section(&mut self, section: Range<usize>) -> Option<Problem> {
        let (nodes, cooked) = (self.tree.nodes.len(), self.tree.cooked.len());
        let problems = self.problems.len();
        let last = self.last_of_root;
        let key = section_key(&self.tree.text[section.clone()]);
        let error = self.read(section, true).err()?;
        self.tree.nodes.truncate(nodes);
        self.tree.cooked.truncate(cooked);
        self.tree.refused.retain(|node| node.slot() < nodes);
        self.problems.truncate(problems);
        self.open.clear();
        self.last_of_root = last;
        if let Some(last) = last.some() {
            self.tree.nodes[last.slot()].next = NodeId::NONE;
        }
        let problem = error.problem(self.tree.text);
        Some(match key {
            Some(key) => problem.at(Route::root().key(key)),
            None => problem,
        })
    }
}

/// How many events the parser makes of a text, up to its first error: the least that reading it costs, which
/// the benchmarks compare with.
pub fn count_events(text: &str) -> usize {
    let mut parser = Parser::new_from_str_with_options(text, options());
    std::iter::from_fn(|| parser.next_event()?.ok()).count()
}

fn options() -> Options {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_unresolved_aliases = true;
    options.block_nesting_limit = NESTING_LIMIT;
    options.flow_nesting_limit = NESTING_LIMIT;
    options
}

fn is_quoted(style: ScalarStyle) -> bool {
    matches!(style, ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted)
}

/// Files are smaller than 4 GiB by far (see `MAX_BYTES`).
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The keys that stand again, each with the place where it stood first.
fn repeated(keys: &[(&str, NodeId)]) -> Vec<(NodeId, NodeId)> {
    let mut seen: HashMap<&str, NodeId> = HashMap::with_capacity(keys.len());
    keys.iter()
        .filter_map(|(text, key)| {
            let first = *seen.entry(text).or_insert(*key);
            (first != *key).then_some((*key, first))
        })
        .collect()
}
