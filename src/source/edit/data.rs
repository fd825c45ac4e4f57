//! The second opinion: what a text says, as two parsers that know nothing of each other read it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor};

use super::print;
use super::value::Value;
use super::{Change, place_among};
use crate::source::route::{Route, Step};
use crate::source::tree::{Content, NodeId, Tree};

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Our own tree, which keeps every scalar as typed.
    Ours,
    /// The writer's library, which tells numbers and booleans from text and follows aliases.
    Theirs,
}

impl Reading {
    /// Both of them.
    pub(super) const BOTH: [Self; 2] = [Self::Ours, Self::Theirs];
}

/// What a text says. The entries of a map are sorted: their order means nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Data {
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
    fn map(mut entries: Vec<(Self, Self)>) -> Self {
        entries.sort();
        Self::Map(entries)
    }

    /// The text that an entry of a map has.
    fn entry(&self, key: &str) -> Option<&str> {
        let Self::Map(entries) = self else { return None };
        match entries.iter().find(|(found, _)| found.is_key(key))? {
            (_, Self::Text(text) | Self::Number(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether this, as a key, is the one of a route.
    fn is_key(&self, key: &str) -> bool {
        match self {
            Self::Text(text) | Self::Number(text) => text == key,
            Self::Bool(word) => word.to_string() == key,
            _ => false,
        }
    }
}

/// What a text says to one of the readers; else why it cannot be read.
pub(super) fn read(text: &str, reading: Reading) -> Result<Data, String> {
    match reading {
        Reading::Ours => {
            let (tree, _) = Tree::parse(text);
            Ok(tree.root().map_or(Data::Null, |root| ours(&tree, root)))
        }
        Reading::Theirs => theirs(text),
    }
}

/// The library takes a byte order mark for part of the first key, and tells a literal text at the end of
/// the file from one that has a line end, which our tree does not.
fn theirs(text: &str) -> Result<Data, String> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let whole = format!("{text}{}", if text.ends_with('\n') { "" } else { "\n" });
    serde_yaml::from_str(&whole).map_err(|error| error.to_string())
}

/// What a node of our tree says.
pub(super) fn ours(tree: &Tree<'_>, node: NodeId) -> Data {
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

/// What a value says once it is written.
pub(super) fn meant(value: &Value, reading: Reading) -> Data {
    match value {
        Value::Text(text) => Data::Text(text.clone()),
        Value::Plain(text) => read(text, reading).unwrap_or_else(|_| Data::Text(text.clone())),
        Value::List(items) => Data::List(items.iter().map(|item| meant(item, reading)).collect()),
        Value::Map(entries) => Data::map(
            entries
                .iter()
                .map(|(key, value)| (meant_key(key, reading), meant(value, reading)))
                .collect(),
        ),
    }
}

/// What a key says once it is written: years stand without quotes.
fn meant_key(key: &str, reading: Reading) -> Data {
    match reading == Reading::Theirs && print::is_number(key) {
        true => Data::Number(key.to_owned()),
        false => Data::Text(key.to_owned()),
    }
}

/// Makes a change to what a text says. Nothing where there is no such place.
pub(super) fn change(data: &mut Data, change: &Change, reading: Reading) -> Option<()> {
    match change {
        Change::Append { list, item } => match place(data, list.steps(), reading)? {
            found @ Data::Null => *found = Data::List(vec![meant(item, reading)]),
            Data::List(items) => items.push(meant(item, reading)),
            _ => return None,
        },
        Change::Insert { list, by, item } => match place(data, list.steps(), reading)? {
            found @ Data::Null => *found = Data::List(vec![meant(item, reading)]),
            Data::List(items) => {
                let keys = items.iter().map(|item| item.entry(by));
                let at = place_among(keys, item.entry(by)).unwrap_or(items.len());
                items.insert(at, meant(item, reading));
            }
            _ => return None,
        },
        Change::Set { at, value } => *place(data, at.steps(), reading)? = meant(value, reading),
        Change::Remove { at } => remove(data, at, reading)?,
        Change::Comment { .. } => {}
    }
    sort(data);
    Some(())
}

/// The data at a place; keys that are missing on the way are added.
fn place<'d>(data: &'d mut Data, steps: &[Step], reading: Reading) -> Option<&'d mut Data> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(data);
    };
    if *data == Data::Null && matches!(step, Step::Key(_)) {
        *data = Data::Map(Vec::new());
    }
    match (data, step) {
        (Data::Map(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(found, _)| found.is_key(key));
            let at = at.unwrap_or_else(|| {
                entries.push((meant_key(key, reading), Data::Null));
                entries.len() - 1
            });
            place(&mut entries.get_mut(at)?.1, rest, reading)
        }
        (Data::List(items), Step::Index(index)) => place(items.get_mut(*index)?, rest, reading),
        _ => None,
    }
}

fn remove(data: &mut Data, at: &Route, reading: Reading) -> Option<()> {
    let (last, above) = at.steps().split_last()?;
    match (place(data, above, reading)?, last) {
        (Data::Map(entries), Step::Key(key)) => {
            let at = entries.iter().position(|(found, _)| found.is_key(key))?;
            entries.remove(at);
        }
        (Data::List(items), Step::Index(index)) if *index < items.len() => {
            items.remove(*index);
        }
        _ => return None,
    }
    Some(())
}

/// Keys that were added come into their place.
fn sort(data: &mut Data) {
    match data {
        Data::Map(entries) => {
            entries.iter_mut().for_each(|(_, value)| sort(value));
            entries.sort();
        }
        Data::List(items) => items.iter_mut().for_each(sort),
        _ => {}
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
