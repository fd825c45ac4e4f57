//! The data of briefs as a Markdown document: every key with its shape and its meaning.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::analysis::brief::{Brief, ClientBrief};
use crate::render::schema::plain;

/// The keys of both briefs, and how they are got at.
pub fn markdown() -> String {
    format!(
        "{INTRODUCTION}\n## For us\n\n{}\n## For the client\n\n{CLIENT}\n{}",
        table::<Brief<'static>>(),
        table::<ClientBrief<'static>>()
    )
}

const INTRODUCTION: &str = "\
<!-- Made from the comments of the brief's own types: change those, then run UPDATE_DOCS=1 cargo test docs -->

# The data of a brief

`dossier brief ACCOUNT --format json` prints what the template of a brief gets, with `\"version\": 1` beside it; keys may
be added to it. A template has the same keys, and `playbook`, the words of the method in its language;
[templates.md](templates.md) tells how to write one.

What the dossier does not say is `null`, which a template asks for first: `{% if person.title %}`. `people[]` stands for
each entry of the list `people`. Days are texts such as `2026-11-25`. Amounts come in both ways of counting, `short` and
`wan`, in the currency they were written in.
";

const CLIENT: &str = "\
With `--audience client` a template gets these keys and no others: what is not here cannot be named, not even by a
template of your own. `purpose`, `what` of promises and purchases, names and titles are told as they stand in the
dossier: write them as both sides may read them.
";

fn table<T: JsonSchema>() -> String {
    let settings = SchemaSettings::draft07().with(|settings| settings.inline_subschemas = true);
    let schema = settings
        .for_serialize()
        .into_generator()
        .into_root_schema_for::<T>();
    let mut rows = Vec::new();
    add_keys(&mut rows, "", schema.as_value());
    let rows = rows.iter().map(Row::line);
    format!(
        "| key | shape | meaning |\n|---|---|---|\n{}",
        rows.collect::<String>()
    )
}

/// A key as the document tells it.
struct Row {
    key: String,
    shape: String,
    meaning: String,
}

impl Row {
    fn line(&self) -> String {
        format!("| `{}` | {} | {} |\n", self.key, self.shape, self.meaning)
    }
}

/// Adds the keys of an object, each with those below it.
fn add_keys(rows: &mut Vec<Row>, above: &str, schema: &Value) {
    let Some(Value::Object(keys)) = schema.get("properties") else {
        return;
    };
    for (key, schema) in keys {
        let key = format!("{above}{key}");
        let meaning = schema
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let (schema, may_lack) = without_nothing(schema);
        rows.push(Row {
            shape: shape(schema) + if may_lack { " or none" } else { "" },
            meaning: plain(meaning),
            key: key.clone(),
        });
        add_below(rows, &key, schema);
    }
}

/// Adds what stands below a key: the keys of an object, of a list's entries, or of those with a place of their own.
fn add_below(rows: &mut Vec<Row>, key: &str, schema: &Value) {
    match schema.get("items") {
        Some(Value::Array(places)) => {
            for (at, place) in places.iter().enumerate() {
                let (place, _) = without_nothing(place);
                add_keys(rows, &format!("{key}[{at}]."), place);
            }
        }
        Some(entry) => add_below(rows, &format!("{key}[]"), without_nothing(entry).0),
        None => add_keys(rows, &format!("{key}."), schema),
    }
}

/// A schema without the alternative that nothing is there, and whether there was one.
fn without_nothing(schema: &Value) -> (&Value, bool) {
    let is_nothing = |part: &Value| part.get("type") == Some(&"null".into());
    let lists_nothing = |types: &Value| {
        types
            .as_array()
            .is_some_and(|types| types.contains(&"null".into()))
    };
    match schema.get("anyOf").and_then(Value::as_array).map(Vec::as_slice) {
        Some([one, nothing]) if is_nothing(nothing) => (one, true),
        _ => (schema, schema.get("type").is_some_and(lists_nothing)),
    }
}

/// What a value looks like, in a word or two.
fn shape(schema: &Value) -> String {
    let of_type = |schema: &Value| match schema.get("type") {
        Some(Value::Array(types)) => types.first().and_then(Value::as_str).map(str::to_owned),
        one => one.and_then(Value::as_str).map(str::to_owned),
    };
    match (of_type(schema).as_deref(), schema.get("format")) {
        (Some("string"), Some(format)) if format == "date" => "day".to_owned(),
        (Some("string"), _) => "text".to_owned(),
        (Some("integer"), _) => "whole number".to_owned(),
        (Some("boolean"), _) => "true or false".to_owned(),
        (Some("array"), _) => match schema.get("items") {
            Some(Value::Array(places)) => {
                let places: Vec<String> = places.iter().map(told).collect();
                format!("list of {}", places.join(", "))
            }
            entry => format!("list of {}", entry.map_or_else(|| "anything".to_owned(), told)),
        },
        (Some("object"), _) => "keys".to_owned(),
        _ => "value".to_owned(),
    }
}

/// The shape of an entry, which may lack.
fn told(schema: &Value) -> String {
    let (schema, may_lack) = without_nothing(schema);
    shape(schema) + if may_lack { " or none" } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::JsonSchema;
    use serde::Serialize;

    #[derive(Serialize, JsonSchema)]
    struct Inner {
        /// A day (M4).
        on: crate::model::Day,
    }

    #[derive(Serialize, JsonSchema)]
    struct Outer {
        /// Some text.
        text: Option<String>,
        /// Some entries.
        entries: Vec<Inner>,
        /// A pair.
        pair: Option<(i32, Inner)>,
        /// Pairs.
        pairs: Vec<(String, Option<String>)>,
    }

    #[test]
    fn every_key_is_told_with_its_way_its_shape_and_its_meaning() {
        let lines: Vec<String> = table::<Outer>().lines().skip(2).map(str::to_owned).collect();
        assert_eq!(
            lines,
            [
                "| `text` | text or none | Some text. |",
                "| `entries` | list of keys | Some entries. |",
                "| `entries[].on` | day | A day. |",
                "| `pair` | list of whole number, keys or none | A pair. |",
                "| `pair[1].on` | day | A day. |",
                "| `pairs` | list of list of text, text or none | Pairs. |",
            ]
        );
    }

    #[test]
    fn every_key_of_a_brief_has_a_meaning() {
        for line in markdown().lines().filter(|line| line.starts_with("| `")) {
            assert!(line.ends_with(". |"), "{line}");
        }
    }
}
