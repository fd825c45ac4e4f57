//! Yaml: values written as people write them by hand, flow and block, plain and quoted, with comments.

use std::fmt::{Display, Write};

use super::random::Random;

/// A key with its value.
pub type Field = (&'static str, Value);
/// A map, in the order of the file.
pub type Fields = Vec<Field>;

/// A key with an id, a number, a date or a word of the format.
pub fn word(key: &'static str, word: impl Display) -> Field {
    (key, Value::word(word))
}

/// A key with a line of text.
pub fn prose(key: &'static str, text: &str) -> Field {
    (key, text.into())
}

/// What stands in a dossier.
#[derive(Debug)]
pub enum Value {
    /// An id, a number, a date, a word of the format: never in quotes.
    Word(String),
    /// A line of text, in quotes where it needs them and sometimes where it does not.
    Prose(String),
    /// Several lines of text: a literal block.
    Lines(Vec<String>),
    /// A text that is long enough to be folded.
    Folded(Vec<String>),
    /// A list of words or texts.
    List(Vec<Value>),
    /// A map that mostly stands on one line.
    Map(Fields),
    /// A section: a map that has its lines to itself.
    Section(Fields),
    /// A list of maps.
    Items(Vec<Fields>),
}

impl Value {
    /// A word, number or date.
    pub fn word(word: impl Display) -> Self {
        Self::Word(word.to_string())
    }

    /// A list of words.
    pub fn words<T: Display>(words: impl IntoIterator<Item = T>) -> Self {
        Self::List(words.into_iter().map(Self::word).collect())
    }

    /// A list of texts.
    pub fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::List(texts.into_iter().map(Self::from).collect())
    }

    /// Whether it cannot stand on one line.
    fn is_tall(&self) -> bool {
        match self {
            Self::Lines(_) | Self::Folded(_) | Self::Section(_) | Self::Items(_) => true,
            Self::Word(_) | Self::Prose(_) => false,
            Self::List(items) => items.iter().any(Self::is_tall),
            Self::Map(fields) => fields.iter().any(|(_, value)| value.is_tall()),
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Prose(text.to_owned())
    }
}

/// Longer than this, in bytes, nobody writes on one line.
const WIDE: usize = 170;
const REMARKS: &[&str] = &[
    "待确认",
    "to be checked",
    "2025 起",
    "see the minutes",
    "听说",
    "as told by phone",
];

/// A dossier in the making.
#[derive(Debug)]
pub struct Page<'r> {
    text: String,
    random: &'r mut Random,
    /// In so many cases of a hundred this author writes items on one line.
    flow: u32,
}

impl<'r> Page<'r> {
    /// The text of a whole dossier.
    pub fn write(random: &'r mut Random, title: &str, fields: &Fields) -> String {
        let flow = random.between(30, 90);
        let mut page = Self {
            text: String::with_capacity(8192),
            random,
            flow,
        };
        let _ = writeln!(page.text, "# {title}");
        for (key, value) in fields {
            if value.is_tall() {
                page.text.push('\n');
            }
            page.entry("", key, value, 0);
        }
        page.text
    }

    /// `key: value`, after what already stands on the line.
    fn entry(&mut self, lead: &str, key: &str, value: &Value, indent: usize) {
        let _ = write!(self.text, "{lead}{key}:");
        match value {
            Value::Word(_) | Value::Prose(_) => {
                let text = self.scalar(value, false);
                let _ = write!(self.text, " {text}");
                self.end_line(5);
            }
            Value::Lines(lines) => self.block_text("|", lines, indent + 2),
            Value::Folded(lines) => self.block_text(">-", lines, indent + 2),
            Value::List(items) => self.list(items, indent),
            Value::Map(fields) => match self.flow_map(fields, self.flow + 20) {
                Some(line) => self.one_line(&line),
                None => self.section(fields, indent),
            },
            Value::Section(fields) => self.section(fields, indent),
            Value::Items(items) => self.items(items, indent),
        }
    }

    fn end_line(&mut self, remarks: u32) {
        if self.random.chance(remarks) {
            let _ = write!(self.text, "   # {}", self.random.pick(REMARKS));
        }
        self.text.push('\n');
    }

    fn one_line(&mut self, line: &str) {
        let _ = write!(self.text, " {line}");
        self.end_line(3);
    }

    fn block_text(&mut self, mark: &str, lines: &[String], indent: usize) {
        let _ = writeln!(self.text, " {mark}");
        for line in lines {
            let _ = writeln!(self.text, "{:indent$}{line}", "");
        }
    }

    fn section(&mut self, fields: &Fields, indent: usize) {
        self.end_line(3);
        let lead = " ".repeat(indent + 2);
        for (key, value) in fields {
            self.entry(&lead, key, value, indent + 2);
        }
    }

    fn list(&mut self, items: &[Value], indent: usize) {
        let flow = match items.first() {
            Some(Value::Prose(_)) => self.flow,
            Some(Value::Word(_)) => 95,
            _ => 100,
        };
        match self.flow_items(items, flow) {
            Some(line) => self.one_line(&line),
            None => {
                self.end_line(3);
                for item in items {
                    let text = self.scalar(item, false);
                    let _ = write!(self.text, "{:indent$}  - {text}", "");
                    self.end_line(2);
                }
            }
        }
    }

    fn items(&mut self, items: &[Fields], indent: usize) {
        self.text.push('\n');
        for fields in items {
            if self.random.chance(4) {
                let remark = self.random.pick(REMARKS);
                let _ = writeln!(self.text, "{:indent$}  # {remark}", "");
            }
            match self.flow_map(fields, self.flow) {
                Some(line) => {
                    let _ = writeln!(self.text, "{:indent$}  - {line}", "");
                }
                None => self.item(fields, indent),
            }
        }
    }

    fn item(&mut self, fields: &Fields, indent: usize) {
        let (first, others) = (format!("{:indent$}  - ", ""), " ".repeat(indent + 4));
        for (at, (key, value)) in fields.iter().enumerate() {
            let lead = if at == 0 { &first } else { &others };
            self.entry(lead, key, value, indent + 4);
        }
    }

    /// The list on one line, if the author would and it fits there.
    fn flow_items(&mut self, items: &[Value], percent: u32) -> Option<String> {
        let wanted = items.is_empty() || self.random.chance(percent);
        let line = wanted.then(|| self.flow_list(items))?;
        (line.len() < WIDE).then_some(line)
    }

    fn flow_map(&mut self, fields: &Fields, percent: u32) -> Option<String> {
        let wanted = !fields.iter().any(|(_, value)| value.is_tall()) && self.random.chance(percent);
        let line = wanted.then(|| self.flow_fields(fields))?;
        (line.len() < WIDE).then_some(line)
    }

    fn flow_fields(&mut self, fields: &Fields) -> String {
        let entries: Vec<_> = fields
            .iter()
            .map(|(key, value)| format!("{key}: {}", self.flow_value(value)))
            .collect();
        format!("{{{}}}", entries.join(", "))
    }

    fn flow_list(&mut self, items: &[Value]) -> String {
        let items: Vec<_> = items.iter().map(|item| self.flow_value(item)).collect();
        format!("[{}]", items.join(", "))
    }

    fn flow_value(&mut self, value: &Value) -> String {
        match value {
            Value::List(items) => self.flow_list(items),
            Value::Map(fields) => self.flow_fields(fields),
            _ => self.scalar(value, true),
        }
    }

    fn scalar(&mut self, value: &Value, flow: bool) -> String {
        match value {
            Value::Word(word) => word.clone(),
            Value::Prose(text) => self.quoted(text, flow),
            _ => String::new(),
        }
    }

    fn quoted(&mut self, text: &str, flow: bool) -> String {
        let style = self.random.between(1, 100);
        match style {
            1..=10 => format!("'{}'", text.replace('\'', "''")),
            11..=25 => double_quoted(text),
            _ if needs_quotes(text, flow) => double_quoted(text),
            _ => text.to_owned(),
        }
    }
}

fn double_quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn needs_quotes(text: &str, flow: bool) -> bool {
    text.contains(": ")
        || text.contains(" #")
        || text.starts_with(|c: char| c.is_ascii_punctuation())
        || (flow && text.contains([',', '[', ']', '{', '}']))
}
