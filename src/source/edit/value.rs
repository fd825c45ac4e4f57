//! What is to be written: plain values, their maps in the order in which they are printed.

use super::{Refusal, print};
use crate::source::route::Route;
use crate::source::tree::{Content, NodeId, Tree};

/// A value to be written into a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Text, which stays text: it gets quotes where it would mean something else.
    Text(String),
    /// A scalar written as it stands, without quotes: a number, `yes`, a date.
    Plain(String),
    /// A list.
    List(Vec<Value>),
    /// A map, its keys in the order in which they are written.
    Map(Vec<(String, Value)>),
}

impl Value {
    /// Text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A map of those keys that have a value.
    pub fn map<'k>(entries: impl IntoIterator<Item = (&'k str, Option<Value>)>) -> Self {
        let present = entries
            .into_iter()
            .filter_map(|(key, value)| Some((key.to_owned(), value?)));
        Self::Map(present.collect())
    }

    /// The value as it stands in brackets, on one line.
    pub(crate) fn in_brackets(&self) -> String {
        print::flow(self)
    }

    /// The text of a scalar that an entry of a map has.
    pub(super) fn entry(&self, key: &str) -> Option<&str> {
        let Self::Map(entries) = self else { return None };
        match entries.iter().find(|(found, _)| found == key)? {
            (_, Self::Text(text) | Self::Plain(text)) => Some(text),
            _ => None,
        }
    }

    /// Reads a value as people write it in YAML: `4`, `yes`, `[a, b]`, `'text'`.
    ///
    /// # Errors
    /// A [`Refusal`] where the text is no sound YAML or stands for nothing.
    pub fn read(yaml: &str) -> Result<Self, Refusal> {
        let (tree, problems) = Tree::parse(yaml);
        let refused = |why: &str| Refusal::new(Route::root(), 1, format!("`{yaml}` is no value: {why}"));
        match (problems.first(), tree.root()) {
            (Some(problem), _) => Err(refused(&problem.message)),
            (None, Some(root)) => Self::at(&tree, root).ok_or_else(|| refused("it stands for nothing")),
            (None, None) => Err(refused("nothing is written")),
        }
    }

    /// The value of a node; nothing where the node, or one below it, is null or has no text for its key.
    fn at(tree: &Tree<'_>, node: NodeId) -> Option<Self> {
        match tree.content(node) {
            Content::Scalar(_) if tree.is_null(node) => None,
            Content::Scalar(scalar) if scalar.plain => Some(Self::Plain(scalar.as_str().to_owned())),
            Content::Scalar(scalar) => Some(Self::text(scalar.as_str())),
            Content::List => tree
                .children(node)
                .map(|item| Self::at(tree, item))
                .collect::<Option<_>>()
                .map(Self::List),
            Content::Map => tree
                .entries(node)
                .map(|(key, value)| Some((tree.scalar(key)?.as_str().to_owned(), Self::at(tree, value)?)))
                .collect::<Option<_>>()
                .map(Self::Map),
            Content::Alias => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_write_them() {
        let plain = |text: &str| Value::Plain(text.to_owned());
        for (yaml, value) in [
            ("4", plain("4")),
            ("yes", plain("yes")),
            ("'4'", Value::text("4")),
            ("[a, '1']", Value::List(vec![plain("a"), Value::text("1")])),
            ("{by: us}", Value::map([("by", Some(plain("us"))), ("to", None)])),
            ("[]", Value::List(Vec::new())),
        ] {
            assert_eq!(Value::read(yaml), Ok(value), "{yaml}");
        }
    }

    #[test]
    fn what_is_no_value_is_refused() {
        for yaml in ["", "~", "null", "[a", "{a: }", "*x", "a: b: c", "# c"] {
            assert!(Value::read(yaml).is_err(), "{yaml}");
        }
    }
}
