//! Printing: new values as YAML, in a flow on one line or in a block of lines.

use unicode_width::UnicodeWidthStr;

use super::value::Value;

/// How many cells a line may have before a flow gives way to a block, unless those beside it have more.
pub(super) const WIDTH: usize = 100;

/// Words that older readers of YAML take for yes and no.
const OLD_BOOLEANS: [&str; 8] = ["y", "n", "yes", "no", "on", "off", "true", "false"];

/// A value as it stands behind `key:` or `-`: on that line, and on lines of their own below it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Printed {
    /// What stands on the line itself; empty where all of it stands below.
    pub(super) head: String,
    /// The lines below, indented, without their line ends.
    pub(super) below: Vec<String>,
}

impl Printed {
    /// A value that stands on the line as a whole.
    pub(super) fn inline(head: String) -> Self {
        let below = Vec::new();
        Self { head, below }
    }

    /// The lines of the value behind its lead, which is `key:` or `-` with its indentation.
    fn behind(self, lead: &str) -> Vec<String> {
        let gap = if self.head.is_empty() { "" } else { " " };
        let first = format!("{lead}{gap}{}", self.head);
        std::iter::once(first).chain(self.below).collect()
    }
}

/// How the lists of a file are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ListStyle {
    /// How far a dash stands to the right of its list's key.
    pub(super) indent: usize,
    /// From a dash to its content, at least 2.
    pub(super) dash: usize,
}

/// A value within a map or list that is a block, whose keys or dashes stand in this column.
pub(super) fn block(value: &Value, column: usize, lists: ListStyle) -> Printed {
    match value {
        Value::Text(text) => block_text(text, column),
        Value::List(items) if !items.is_empty() && wants_lines(value, column) => Printed {
            head: String::new(),
            below: items
                .iter()
                .flat_map(|one| item(one, column + lists.indent, lists, None))
                .collect(),
        },
        Value::Map(entries) if !entries.is_empty() => Printed {
            head: String::new(),
            below: entries
                .iter()
                .flat_map(|(key, value)| entry(key, value, column + 2, lists))
                .collect(),
        },
        value => Printed::inline(flow(value)),
    }
}

/// Whether a list is better read with an item a line: its items are maps, or it is long.
fn wants_lines(list: &Value, column: usize) -> bool {
    let is_map = |item: &Value| matches!(item, Value::Map(_));
    let has_maps = matches!(list, Value::List(items) if items.iter().any(is_map));
    has_maps || has_lines(list) || !fits(&format!("{}{}", " ".repeat(column), flow(list)))
}

/// The lines of a map's entry. What lies deeper than the entry becomes a flow where that fits on the line.
pub(super) fn entry(key: &str, value: &Value, column: usize, lists: ListStyle) -> Vec<String> {
    let lead = format!("{}{}:", " ".repeat(column), key_text(key, false));
    let short = format!("{lead} {}", flow(value));
    let has_items = matches!(value, Value::Map(_) | Value::List(_));
    if has_items && column > 0 && fits(&short) && !has_lines(value) {
        return vec![short];
    }
    block(value, column, lists).behind(&lead)
}

/// The lines of a list's item whose dash stands in this column: a map is a flow where one is wanted and the
/// line has no more than so many cells.
pub(super) fn item(
    value: &Value,
    column: usize,
    lists: ListStyle,
    flow_within: Option<usize>,
) -> Vec<String> {
    let dash = format!("{}-{}", " ".repeat(column), " ".repeat(lists.dash - 1));
    let short = format!("{dash}{}", flow(value));
    match value {
        Value::Map(entries) if !entries.is_empty() => {
            if flow_within.is_some_and(|cells| short.width() <= cells) && !has_lines(value) {
                return vec![short];
            }
            let inner = column + lists.dash;
            let mut lines: Vec<String> = entries
                .iter()
                .flat_map(|(key, value)| entry(key, value, inner, lists))
                .collect();
            if let Some(first) = lines.first_mut() {
                first.replace_range(..inner, &dash);
            }
            lines
        }
        Value::Text(text) if text.contains('\n') => block_text(text, column).behind(dash.trim_end()),
        _ => vec![short],
    }
}

/// A value on one line, as it stands within brackets or behind a key.
pub(super) fn flow(value: &Value) -> String {
    match value {
        Value::Text(text) => scalar(text, true),
        Value::Plain(text) if text.contains([',', '[', ']', '{', '}']) => scalar(text, true),
        Value::Plain(text) => text.clone(),
        Value::List(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| flow_entry(key, value));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

/// An entry of a map in a flow.
pub(super) fn flow_entry(key: &str, value: &Value) -> String {
    format!("{}: {}", key_text(key, true), flow(value))
}

/// A key: as other text, but years, and the format's own `on`, stand without quotes.
fn key_text(key: &str, is_flow: bool) -> String {
    match is_number(key) || key == "on" {
        true => key.to_owned(),
        false => scalar(key, is_flow),
    }
}

/// Whether a key is a number without a sign or leading zero, such as a year.
pub(super) fn is_number(key: &str) -> bool {
    key.parse::<u32>().is_ok_and(|number| number.to_string() == key)
}

/// Text with the quotes that another text had in its place, if they can hold it.
pub(super) fn quoted_alike(old: &str, text: &str) -> Option<String> {
    let is_simple = !text.chars().any(|c| c.is_control() || is_line_break(c));
    match old.chars().next() {
        Some('\'') if is_simple => Some(format!("'{}'", text.replace('\'', "''"))),
        Some('"') if is_simple && !text.contains(['"', '\\']) => Some(format!("\"{text}\"")),
        _ => None,
    }
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn fits(line: &str) -> bool {
    line.width() <= WIDTH
}

/// Whether a value holds a text of several lines, which reads better in a block.
fn has_lines(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains('\n'),
        Value::Plain(_) => false,
        Value::List(items) => items.iter().any(has_lines),
        Value::Map(entries) => entries.iter().any(|(_, value)| has_lines(value)),
    }
}

/// Text of several lines as a literal block below its key, whose column is given.
fn block_text(text: &str, column: usize) -> Printed {
    let yaml = as_yaml(text);
    if !text.contains('\n') || !yaml.starts_with('|') {
        return Printed::inline(scalar(text, false));
    }
    let mut lines = yaml.split_terminator('\n');
    let head = lines.next().unwrap_or("|").to_owned();
    let indent = " ".repeat(column);
    let below = lines.map(|line| match line {
        "" => String::new(),
        line => format!("{indent}{line}"),
    });
    Printed {
        head,
        below: below.collect(),
    }
}

/// Text on one line: in quotes where it would mean something else, here or to older readers of YAML.
fn scalar(text: &str, is_flow: bool) -> String {
    let yaml = as_yaml(text);
    let yaml = yaml.trim_end_matches('\n');
    let is_plain = yaml == text;
    let is_ambiguous = OLD_BOOLEANS.contains(&text.to_ascii_lowercase().as_str()) || text == "<<";
    let ends_flow = is_flow && text.contains([',', '[', ']', '{', '}', ':', '#', '?']);
    if yaml.contains('\n') || text.chars().any(is_line_break) {
        // A JSON string is a double-quoted one of YAML.
        return escaped(text);
    }
    if is_plain && (is_ambiguous || ends_flow) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    yaml.to_owned()
}

/// Text in double quotes, with everything escaped that is not simply printed.
fn escaped(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_control() || is_line_break(c) => quoted.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Text as the writer's library prints it by itself. A text cannot fail to be printed; were it to, its
/// escaped form says the same.
fn as_yaml(text: &str) -> String {
    serde_yaml::to_string(text).unwrap_or_else(|_| escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::data;
    use crate::source::edit::meant::meant;
    use proptest::prelude::*;

    const LISTS: ListStyle = ListStyle { indent: 2, dash: 2 };

    #[test]
    fn text_gets_quotes_where_it_would_mean_something_else() {
        for (text, in_block, in_flow) in [
            ("plain 中文", "plain 中文", "plain 中文"),
            ("2026-11-21", "2026-11-21", "2026-11-21"),
            ("no", "'no'", "'no'"),
            ("0123", "'0123'", "'0123'"),
            ("", "''", "''"),
            ("a: b", "'a: b'", "'a: b'"),
            ("a, b", "a, b", "'a, b'"),
            ("12:30", "12:30", "'12:30'"),
            ("it's, so", "it's, so", "'it''s, so'"),
            ("a\tb", "\"a\\tb\"", "\"a\\tb\""),
            ("a\u{2028}b", "\"a\\u2028b\"", "\"a\\u2028b\""),
            ("a\nb", "\"a\\nb\"", "\"a\\nb\""),
        ] {
            assert_eq!(scalar(text, false), in_block, "{text}");
            assert_eq!(scalar(text, true), in_flow, "{text}");
        }
    }

    #[test]
    fn an_item_is_a_flow_where_that_is_wanted_and_fits() {
        let touch = |purpose: &str| {
            Value::map([
                ("on", Some(Value::Plain("2026-11-21".to_owned()))),
                ("with", Some(Value::List(vec![Value::text("li-wei")]))),
                ("purpose", Some(Value::text(purpose))),
            ])
        };
        let short = touch("预算, 交期");
        assert_eq!(
            item(&short, 2, LISTS, Some(WIDTH)),
            ["  - {on: 2026-11-21, with: [li-wei], purpose: '预算, 交期'}"]
        );
        let wide = ListStyle { indent: 2, dash: 4 };
        assert_eq!(
            item(&short, 0, wide, None),
            [
                "-   on: 2026-11-21",
                "    with: [li-wei]",
                "    purpose: 预算, 交期"
            ]
        );
        // Sixty Chinese characters take 120 cells.
        assert_eq!(item(&touch(&"长".repeat(60)), 0, LISTS, Some(WIDTH)).len(), 3);
        assert_eq!(
            item(&touch("one\ntwo\n"), 0, LISTS, Some(WIDTH))[2..],
            ["  purpose: |", "    one", "    two"]
        );
    }

    proptest! {
        #[test]
        fn text_is_read_back_by_both_parsers_wherever_it_stands(text in any::<String>()) {
            let value = Value::text(text.as_str());
            let list = Value::List(vec![value.clone()]);
            let mut lines = entry("block", &value, 0, LISTS);
            lines.extend(entry("flow", &list, 0, LISTS));
            lines.push("list:".to_owned());
            lines.extend(item(&value, 2, LISTS, None));
            let yaml = lines.join("\n");
            let wanted = Value::map([("block", Some(value)), ("flow", Some(list.clone())), ("list", Some(list))]);
            for reading in data::Reading::BOTH {
                prop_assert_eq!(data::read(&yaml, reading), Ok(meant(&wanted, reading)), "{}", yaml);
            }
        }
    }
}
