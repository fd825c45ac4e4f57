//! Documents as data: written as YAML for the decoder, read as JSON for the schema.

use account_dossier::source::Tree;
use account_dossier::source::tree::{Content, NodeId};
use serde_json::{Map, Value};

/// A YAML document whose scalars know how they are written.
#[derive(Debug, Clone)]
pub enum Document {
    Plain(String),
    Quoted(String),
    List(Vec<Document>),
    Map(Vec<(String, Document)>),
}

impl Document {
    /// Reads a text without problems.
    pub fn read(text: &str) -> Self {
        let (tree, problems) = Tree::parse(text);
        assert_eq!(problems, [], "{text}");
        Self::at(&tree, tree.root().expect("data"))
    }

    fn at(tree: &Tree<'_>, node: NodeId) -> Self {
        match tree.content(node) {
            Content::Scalar(scalar) if scalar.plain => Self::Plain(scalar.as_str().to_owned()),
            Content::Scalar(scalar) => Self::Quoted(scalar.as_str().to_owned()),
            Content::List => Self::List(tree.children(node).map(|item| Self::at(tree, item)).collect()),
            Content::Map => Self::Map(
                tree.entries(node)
                    .map(|(key, value)| {
                        let key = tree.scalar(key).expect("a key");
                        (key.as_str().to_owned(), Self::at(tree, value))
                    })
                    .collect(),
            ),
            Content::Alias => panic!("an alias"),
        }
    }

    /// The document as YAML, on one line.
    pub fn yaml(&self) -> String {
        match self {
            Self::Plain(text) if can_be_plain(text) => text.clone(),
            Self::Plain(text) | Self::Quoted(text) => quoted(text),
            Self::List(items) => {
                let items: Vec<_> = items.iter().map(Self::item).collect();
                format!("[{}]", items.join(", "))
            }
            Self::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", key_text(key), value.yaml()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    /// In a list on one line nothing cannot be written as nothing.
    fn item(&self) -> String {
        match self {
            Self::Plain(text) if text.is_empty() => "~".to_owned(),
            other => other.yaml(),
        }
    }

    /// What a tool that knows YAML 1.2's core schema reads.
    pub fn json(&self) -> Value {
        match self {
            Self::Plain(text) if can_be_plain(text) => resolved(text),
            Self::Plain(text) | Self::Quoted(text) => text.as_str().into(),
            Self::List(items) => items.iter().map(Self::json).collect(),
            Self::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.clone(), value.json()));
                Value::Object(entries.collect::<Map<_, _>>())
            }
        }
    }

    /// How many values there are in it, itself among them.
    pub fn size(&self) -> usize {
        1 + match self {
            Self::Plain(_) | Self::Quoted(_) => 0,
            Self::List(items) => items.iter().map(Self::size).sum(),
            Self::Map(entries) => entries.iter().map(|(_, value)| value.size()).sum(),
        }
    }

    /// The value at a place, counted from the top.
    pub fn nth(&mut self, place: usize) -> &mut Self {
        let mut rest = place;
        let mut at = self;
        'down: while rest > 0 {
            rest -= 1;
            let children: Vec<&mut Self> = match at {
                Self::Plain(_) | Self::Quoted(_) => unreachable!("a place within the size"),
                Self::List(items) => items.iter_mut().collect(),
                Self::Map(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
            };
            for child in children {
                let size = child.size();
                if rest < size {
                    at = child;
                    continue 'down;
                }
                rest -= size;
            }
            unreachable!("a place within the size");
        }
        at
    }

    /// All keys and all scalars of it.
    pub fn words(&self, keys: &mut Vec<String>, scalars: &mut Vec<String>) {
        match self {
            Self::Plain(text) | Self::Quoted(text) => scalars.push(text.clone()),
            Self::List(items) => items.iter().for_each(|item| item.words(keys, scalars)),
            Self::Map(entries) => {
                for (key, value) in entries {
                    keys.push(key.clone());
                    value.words(keys, scalars);
                }
            }
        }
    }
}

/// Whether a scalar can stand without quotes in a collection on one line.
fn can_be_plain(text: &str) -> bool {
    let is_free = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '+' | '_' | ' ' | '/' | '~');
    let begins = |c: char| c.is_alphanumeric() || matches!(c, '.' | '~' | '+');
    let is_negative = text.starts_with('-') && text[1..].starts_with(|c: char| c.is_ascii_digit());
    text.is_empty()
        || (text.chars().all(is_free) && (text.starts_with(begins) || is_negative) && text.trim() == text)
}

fn key_text(key: &str) -> String {
    match can_be_plain(key) && !key.is_empty() {
        true => key.to_owned(),
        false => quoted(key),
    }
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A plain scalar by the core schema of YAML 1.2.
fn resolved(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "true" | "True" | "TRUE" => return true.into(),
        "false" | "False" | "FALSE" => return false.into(),
        // JSON has no word for these numbers.
        ".inf" | ".Inf" | ".INF" | "+.inf" | ".nan" | ".NaN" | ".NAN" => return 1e300.into(),
        _ => {}
    }
    let digits = |text: &str, base: u32| !text.is_empty() && text.chars().all(|c| c.is_digit(base));
    for (prefix, base) in [("0o", 8), ("0x", 16)] {
        if let Some(number) = text.strip_prefix(prefix).filter(|rest| digits(rest, base)) {
            return i64::from_str_radix(number, base).map_or_else(|_| 1e300.into(), Value::from);
        }
    }
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['-', '+']).unwrap_or(exponent)),
        None => (unsigned, "0"),
    };
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_number = (digits(whole, 10) || whole.is_empty()) && (digits(part, 10) || part.is_empty());
    if !is_number || (whole.is_empty() && part.is_empty()) || !digits(exponent, 10) {
        return text.into();
    }
    match text.parse::<i64>() {
        Ok(whole) => whole.into(),
        Err(_) => text.parse::<f64>().map_or_else(|_| text.into(), Value::from),
    }
}
