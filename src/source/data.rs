//! Data: what a text says, as two parsers that know nothing of each other read it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::tree::{Content, NodeId, Tree};

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Our own tree, which keeps every scalar as typed.
    Ours,
    /// The writer's library, which tells numbers and booleans from text and follows aliases.
    Theirs,
}

impl Reading {
    /// Both of them.
    pub(crate) const BOTH: [Self; 2] = [Self::Ours, Self::Theirs];
}

/// What a text says. The entries of a map are sorted: their order means nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Data {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    Alias(String),
    Tagged(String, Box<Data>),
    List(Vec<Data>),
    Map(Vec<(Data, Data)>),
}

impl Data {
    /// A map of these entries.
    pub(crate) fn map(mut entries: Vec<(Self, Self)>) -> Self {
        entries.sort();
        Self::Map(entries)
    }

    /// The same with the items of all lists in an order of their own.
    pub(crate) fn unordered(self) -> Self {
        match self {
            Self::List(items) => {
                let mut items: Vec<Self> = items.into_iter().map(Self::unordered).collect();
                items.sort();
                Self::List(items)
            }
            Self::Map(entries) => Self::map(
                entries
                    .into_iter()
                    .map(|(key, value)| (key, value.unordered()))
                    .collect(),
            ),
            other => other,
        }
    }

    /// The text that an entry of a map has.
    pub(crate) fn entry(&self, key: &str) -> Option<&str> {
        let Self::Map(entries) = self else { return None };
        match entries.iter().find(|(found, _)| found.is_key(key))? {
            (_, Self::Text(text) | Self::Number(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether this, as a key, is the one of a route.
    pub(crate) fn is_key(&self, key: &str) -> bool {
        match self {
            Self::Text(text) | Self::Number(text) => text == key,
            Self::Bool(word) => word.to_string() == key,
            _ => false,
        }
    }
}

/// What a text says to one of the readers; else why it cannot be read.
pub(crate) fn read(text: &str, reading: Reading) -> Result<Data, String> {
    match reading {
        Reading::Ours => {
            let (tree, _) = Tree::parse(text);
            Ok(read_tree(&tree))
        }
        Reading::Theirs => theirs(text),
    }
}

/// What a tree says.
pub(crate) fn read_tree(tree: &Tree<'_>) -> Data {
    tree.root().map_or(Data::Null, |root| ours(tree, root))
}

/// The library takes a byte order mark for part of the first key, and tells a literal text at the end of
/// the file from one that has a line end, which our tree does not.
fn theirs(text: &str) -> Result<Data, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole = format!("{text}{}", if text.ends_with('\n') { "" } else { "\n" });
    serde_yaml::from_str(&whole).map_err(|error| error.to_string())
}

/// What a node of our tree says.
fn ours(tree: &Tree<'_>, node: NodeId) -> Data {
    match tree.content(node) {
        Content::Scalar(_) if tree.is_null(node) => Data::Null,
        Content::Scalar(scalar) => Data::Text(scalar.as_str().to_owned()),
        Content::Alias => Data::Alias(tree.text()[tree.span(node)].to_owned()),
        Content::List => Data::List(tree.children(node).map(|item| ours(tree, item)).collect()),
        Content::Map => {
            let entries = tree.entries(node);
            Data::map(
                entries
                    .map(|(key, value)| (ours(tree, key), ours(tree, value)))
                    .collect(),
            )
        }
    }
}

/// Serde's maps refuse a key that stands twice; elsewhere in a file that must not hinder an edit.
impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

macro_rules! visit_numbers {
    ($($visit:ident: $number:ty),+) => {
        $(fn $visit<E>(self, number: $number) -> Result<Data, E> {
            Ok(Data::Number(number.to_string()))
        })+
    };
}

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    visit_numbers!(visit_u64: u64, visit_i64: i64, visit_f64: f64, visit_u128: u128, visit_i128: i128);

    fn visit_bool<E>(self, word: bool) -> Result<Data, E> {
        Ok(Data::Bool(word))
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(Data::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Data, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Data::List(items))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Data, A::Error> {
        let (tag, value) = tagged.variant()?;
        Ok(Data::Tagged(tag, Box::new(value.newtype_variant()?)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Data, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Data::map(entries))
    }
}
