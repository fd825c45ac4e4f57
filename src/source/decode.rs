//! Decoding: plain serde types out of a tree, with all errors of a file in one run, each at its place.
//!
//! Serde stops at the first error. So: decode; on an error note it, take that entry or list item out of
//! view, decode again, until it works. Only files with errors pay for more than one pass.

mod deserializer;
mod error;

use std::collections::HashSet;

use serde::Deserialize;

use super::problem::{PROBLEM_LIMIT, Problem};
use super::tree::{Content, NodeId, Tree};
pub(crate) use deserializer::OWN_KEYS;
use deserializer::Reader;
use error::{DecodeError, ErrorKind};

/// A value and what had to be left out of it.
#[derive(Debug)]
pub struct Decoded<T> {
    /// The value without the entries at fault; nothing where even that could not be read.
    pub value: Option<T>,
    /// What is wrong, in the order of the text.
    pub problems: Vec<Problem>,
    /// The nodes that were left out; see [`Tree::refuse`].
    pub left_out: HashSet<NodeId>,
}

/// The nodes that are passed over because they were reported, here or by the parser.
#[derive(Debug, Default)]
pub(super) struct Pruned(HashSet<NodeId>);

impl Pruned {
    fn contains(&self, node: NodeId) -> bool {
        !self.0.is_empty() && self.0.contains(&node)
    }

    /// Whether anything below a node was taken out.
    fn reaches_into(&self, tree: &Tree<'_>, node: NodeId) -> bool {
        let above = |out: &NodeId| std::iter::successors(tree.parent(*out), |at| tree.parent(*at));
        self.0.iter().any(|out| above(out).any(|at| at == node))
    }

    /// Takes out of view what an error at a node is about: the entry it is the key of, or else itself. Where
    /// that was taken out in vain, as the one entry of a variant is, what it stands in goes. The whole document
    /// cannot go.
    fn prune(&mut self, tree: &Tree<'_>, node: NodeId) -> bool {
        let entry = tree.next(node).filter(|_| tree.is_key(node));
        let mut out = Some(entry.unwrap_or(node));
        while let Some(node) = out.filter(|node| tree.parent(*node).is_some()) {
            if self.0.insert(node) {
                return true;
            }
            out = tree.parent(node);
        }
        false
    }
}

/// Decodes the whole document of a tree.
pub fn decode<'s, T: Deserialize<'s>>(tree: &Tree<'s>) -> Decoded<T> {
    let mut pruned = Pruned::default();
    let mut problems = Vec::new();
    let mut told = HashSet::new();
    let Some(root) = tree.root() else {
        return Decoded {
            value: None,
            problems,
            left_out: pruned.0,
        };
    };
    let value = loop {
        match T::deserialize(Reader::new(tree, root, &pruned)) {
            Ok(value) => break Some(value),
            Err(error) => {
                let node = error.node.unwrap_or(root);
                if !is_consequence(tree, &pruned, node, &error) && told.insert(node) {
                    problems.push(error.into_problem(tree, node));
                }
                if problems.len() >= PROBLEM_LIMIT || !pruned.prune(tree, node) {
                    break None;
                }
            }
        }
    };
    problems.sort_by_key(|problem| problem.span.start);
    Decoded {
        value,
        problems,
        left_out: pruned.0,
    }
}

/// A required key is missing because its value was at fault, or a type has something against a map of which a
/// part was: that has been told already.
fn is_consequence(tree: &Tree<'_>, pruned: &Pruned, map: NodeId, error: &DecodeError) -> bool {
    let is_out = |(key, value): (NodeId, NodeId)| {
        pruned.contains(key) || pruned.contains(value) || tree.is_refused(value)
    };
    tree.content(map) == Content::Map
        && match &error.kind {
            ErrorKind::Missing(field) => tree.entry(map, field).is_some_and(is_out),
            ErrorKind::Told(_) => pruned.reaches_into(tree, map),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::ProblemKind;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Thing {
        name: String,
        #[serde(default)]
        region: Option<String>,
        #[serde(default)]
        count: Option<u32>,
        #[serde(default)]
        years: BTreeMap<i32, f64>,
        #[serde(default)]
        parts: Vec<Part>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Part {
        id: String,
        #[serde(default)]
        size: Option<f64>,
    }

    fn read(text: &str) -> Decoded<Thing> {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, []);
        decode(&tree)
    }

    #[test]
    fn a_clean_text_decodes_in_one_pass() {
        let thing = read(
            "name: X\ncount: 3\nyears: {2024: 1.5, 2025: 2}\nparts: [{id: a, size: 1}, {id: b}]\nx-own: [1]\n",
        );
        assert_eq!(thing.problems, []);
        let thing = thing.value.expect("decodes");
        assert_eq!(
            (thing.name.as_str(), thing.count, thing.years[&2025]),
            ("X", Some(3), 2.0)
        );
        assert_eq!(thing.parts.len(), 2);
        assert_eq!(
            (thing.parts[0].id.as_str(), thing.parts[0].size),
            ("a", Some(1.0))
        );
    }

    #[test]
    fn all_errors_of_a_file_are_told_at_once_and_the_rest_is_kept() {
        let text = "name: X\ncuont: 3\nyears: {soon: 1, 2025: many}\nparts:\n- {id: a, size: big}\n- {size: 1}\n- {id: c}\n";
        let thing = read(text);
        let told: Vec<_> = thing
            .problems
            .iter()
            .map(|p| (p.kind, p.route.to_string()))
            .collect();
        assert_eq!(
            told,
            [
                (ProblemKind::UnknownField, "cuont".to_owned()),
                (ProblemKind::WrongType, "years.soon".to_owned()),
                (ProblemKind::WrongType, "years.2025".to_owned()),
                (ProblemKind::WrongType, "parts[0].size".to_owned()),
                (ProblemKind::WrongType, "parts[1]".to_owned()),
            ]
        );
        assert_eq!(thing.problems[0].help.as_deref(), Some("did you mean `count`?"));
        let parts = thing.value.expect("the rest").parts;
        assert_eq!(
            parts.iter().map(|part| part.id.as_str()).collect::<Vec<_>>(),
            ["a", "c"]
        );
    }

    #[test]
    fn a_missing_required_key_is_told_once() {
        assert_eq!(read("region: x\n").problems.len(), 1);
        let faulty = read("name: [a]\n");
        assert_eq!(faulty.problems.len(), 1, "{:?}", faulty.problems);
        assert!(faulty.value.is_none());
    }

    #[test]
    fn text_stays_as_typed_and_nothing_is_nothing() {
        for typed in ["NO", "0123", "1.10", "12:30", "true", "2026-01-01", "1e3"] {
            let thing = read(&format!("name: X\nregion: {typed}\n"))
                .value
                .expect("decodes");
            assert_eq!(thing.region.as_deref(), Some(typed));
        }
        assert_eq!(read("name: X\nregion:\n").value.expect("decodes").region, None);
        for null in ["~", "null"] {
            let thing = read(&format!("name: X\nregion: {null}\n"));
            assert_eq!(thing.problems.len(), 1, "{null}");
        }
        let empty = read("name: X\nparts:\nyears: ~\n");
        assert_eq!(empty.problems, []);
    }

    /// A variant is a map of one entry: taken out alone, that entry would be read again.
    #[test]
    fn a_misspelt_variant_is_told_once_and_what_it_stands_in_is_left_out() {
        #[derive(Debug, Deserialize)]
        #[serde(rename_all = "snake_case")]
        enum Shape {
            Circle(u32),
        }
        #[derive(Debug, Deserialize)]
        struct Drawing {
            shapes: Vec<Shape>,
        }
        let (tree, _) = Tree::parse("shapes: [{circle: 1}, {circel: 2}, {circle: wide}, {circle: 3}]\n");
        let decoded = decode::<Drawing>(&tree);
        let told: Vec<_> = decoded.problems.iter().map(|one| one.route.to_string()).collect();
        assert_eq!(told, ["shapes[1].circel", "shapes[2].circle"]);
        let radii: Vec<u32> = decoded
            .value
            .expect("the rest")
            .shapes
            .into_iter()
            .map(|Shape::Circle(radius)| radius)
            .collect();
        assert_eq!(radii, [1, 3]);
    }

    #[test]
    fn the_root_must_be_a_map() {
        let list = read("- a\n- b\n");
        assert!(list.value.is_none());
        assert_eq!(list.problems.len(), 1);
    }
}
