//! Errors of decoding: what serde says, kept as data until the place is known.

use std::fmt;

use serde::de::{self, Expected, Unexpected};

use crate::source::nearest::nearest;
use crate::source::problem::{Problem, ProblemKind};
use crate::source::tree::{Content, NodeId, Tree};

/// An error and the node it was met at, innermost first.
#[derive(Debug)]
pub(super) struct DecodeError {
    pub(super) node: Option<NodeId>,
    pub(super) kind: ErrorKind,
}

/// What went wrong.
#[derive(Debug)]
pub(super) enum ErrorKind {
    /// This kind of value was wanted.
    Expected(String),
    /// The format has no such key here; these it has.
    UnknownField(String, &'static [&'static str]),
    /// None of the words allowed.
    UnknownWord(String, &'static [&'static str]),
    /// This key must be there.
    Missing(&'static str),
    /// A sentence from the type itself.
    Told(String),
}

impl DecodeError {
    pub(super) fn new(node: NodeId, kind: ErrorKind) -> Self {
        Self {
            node: Some(node),
            kind,
        }
    }

    fn unplaced(kind: ErrorKind) -> Self {
        Self { node: None, kind }
    }

    /// The error as a problem at its node. Values below a `private` key are never quoted.
    pub(super) fn into_problem(self, tree: &Tree<'_>, node: NodeId) -> Problem {
        let mut route = tree.route(node);
        let private = route.passes("private");
        let found = match private {
            true => "a private value of another kind".to_owned(),
            false => describe(tree, node),
        };
        let (kind, message, help) = match self.kind {
            ErrorKind::Expected(wanted) => (
                ProblemKind::WrongType,
                format!("expected {wanted}, found {found}"),
                null_help(tree, node),
            ),
            ErrorKind::UnknownField(field, known) => {
                // Without its colon a value is read as a key: `{family two children}`.
                let field = match private && nearest(&field, known.iter().copied()).is_none() {
                    true => {
                        route = tree.parent(node).map(|map| tree.route(map)).unwrap_or_default();
                        "…"
                    }
                    false => &field,
                };
                let (message, help) = unknown_field(field, known);
                (ProblemKind::UnknownField, message, help)
            }
            ErrorKind::UnknownWord(_, words) => {
                let word = tree.scalar(node).map_or("", |scalar| scalar.as_str());
                let help =
                    Some(nearest(word, words.iter().copied()).map_or_else(|| one_of(words), did_you_mean));
                (
                    ProblemKind::WrongType,
                    format!("{found} is none of the words allowed here"),
                    help,
                )
            }
            ErrorKind::Missing(field) => (
                ProblemKind::WrongType,
                format!("the key `{field}` is missing"),
                Some(format!("add `{field}: …`")),
            ),
            ErrorKind::Told(message) if private => {
                (ProblemKind::WrongType, unquoted(&message, tree, node), None)
            }
            ErrorKind::Told(message) => (ProblemKind::WrongType, in_short(message, tree, node), None),
        };
        let mut problem = Problem::new(kind, tree.shown_span(node), message).at(route);
        problem.help = help;
        problem
    }
}

/// A type's own sentence without the value that it quotes.
fn unquoted(message: &str, tree: &Tree<'_>, node: NodeId) -> String {
    match tree.scalar(node).map(|scalar| scalar.as_str()) {
        Some(value) if !value.is_empty() => message.replace(value, "…"),
        _ => message.to_owned(),
    }
}

/// A type's own sentence; of a value as long as a page it quotes the beginning.
fn in_short(message: String, tree: &Tree<'_>, node: NodeId) -> String {
    match tree.scalar(node).map(|scalar| scalar.as_str()) {
        Some(value) if value.len() > 400 => message.replace(value, &shorten(value)),
        _ => message,
    }
}

/// What stands at a node, in a few words.
fn describe(tree: &Tree<'_>, node: NodeId) -> String {
    match tree.content(node) {
        Content::List => "a list".to_owned(),
        Content::Map => "a map of keys and values".to_owned(),
        Content::Alias => "an alias".to_owned(),
        Content::Scalar(_) if tree.is_absent(node) => "nothing".to_owned(),
        Content::Scalar(scalar) => format!("`{}`", shorten(scalar.as_str())),
    }
}

/// The beginning of a text, on one line.
fn shorten(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.lines().next().unwrap_or("");
    match line.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None if line.len() < text.trim_end().len() => format!("{line}…"),
        None => line.to_owned(),
    }
}

fn null_help(tree: &Tree<'_>, node: NodeId) -> Option<String> {
    (tree.is_null(node) && !tree.is_absent(node)).then(|| {
        "leave the value empty or remove the key; put it in quotes if the text itself is meant".to_owned()
    })
}

fn unknown_field(field: &str, known: &'static [&'static str]) -> (String, Option<String>) {
    let message = format!("the format has no key `{}` here", shorten(field));
    let help = match nearest(field, known.iter().copied()) {
        Some(near) => did_you_mean(near),
        None => format!(
            "a key of your own begins with `x-`; known here: {}",
            listed(known)
        ),
    };
    (message, Some(help))
}

fn did_you_mean(word: &str) -> String {
    format!("did you mean `{word}`?")
}

fn one_of(words: &[&str]) -> String {
    format!("one of: {}", listed(words))
}

fn listed(words: &[&str]) -> String {
    let shown: Vec<_> = words
        .iter()
        .copied()
        .filter(|word| !word.starts_with("x-"))
        .collect();
    shown.join(", ")
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            ErrorKind::Expected(wanted) => write!(f, "expected {wanted}"),
            ErrorKind::UnknownField(field, _) => write!(f, "unknown key `{field}`"),
            ErrorKind::UnknownWord(word, _) => write!(f, "unknown word `{word}`"),
            ErrorKind::Missing(field) => write!(f, "missing key `{field}`"),
            ErrorKind::Told(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for DecodeError {}

impl de::Error for DecodeError {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::unplaced(ErrorKind::Told(message.to_string()))
    }

    fn invalid_type(unexpected: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let expected = match unexpected {
            // A word stands alone that takes a value.
            Unexpected::UnitVariant => "a map of this word and its value".to_owned(),
            _ => expected.to_string(),
        };
        Self::unplaced(ErrorKind::Expected(expected))
    }

    fn invalid_value(_: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::unplaced(ErrorKind::Expected(expected.to_string()))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced(ErrorKind::UnknownField(field.to_owned(), expected))
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::unplaced(ErrorKind::UnknownWord(variant.to_owned(), expected))
    }

    fn missing_field(field: &'static str) -> Self {
        Self::unplaced(ErrorKind::Missing(field))
    }
}
