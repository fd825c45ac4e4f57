//! JSON Schema (draft-07) of the files, for editors: made from the types that decode them.
//!
//! What the decoder accepts the schema accepts. The types' own schemas are tidied for that: a key with
//! nothing after it says nothing, text stays as typed, keys of the user's own begin with `x-`.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use crate::model::{Account, Case, Talk};
use crate::rules::RULES;
use crate::settings::Settings;

/// The schema of a dossier.
pub fn account() -> String {
    let about = "One client organisation: everything one dossier says.";
    print("account", "Account dossier", about, schema::<Account<'static>>())
}

/// The schema of `dossier.yaml`.
pub fn settings() -> String {
    let mut schema = schema::<Settings>();
    if let Some(Value::Object(rules)) = schema.pointer_mut("/properties/rules") {
        name_rules(rules);
    }
    let about =
        "The settings of an account repository. Every key is optional; what is left out is as shipped.";
    print("settings", "Settings of account dossiers", about, schema)
}

/// The schema of `library/cases.yaml`.
pub fn cases() -> String {
    let about = "Cases: what we did for somebody and what it brought.";
    print("cases", "Library of cases", about, schema::<Vec<Case<'static>>>())
}

/// The schema of `library/talks.yaml`.
pub fn talks() -> String {
    let about = "Talk tracks: what to say in a scene, to whom, and the case that proves it.";
    print(
        "talks",
        "Library of talk tracks",
        about,
        schema::<Vec<Talk<'static>>>(),
    )
}

/// The schema of either file of the library.
pub fn library() -> String {
    let lists = [schema::<Vec<Case<'static>>>(), schema::<Vec<Talk<'static>>>()];
    let about = "Cases, or talk tracks.";
    print("library", "Library", about, json!({ "anyOf": lists }))
}

/// What a schema says of itself, and all of it as text.
fn print(name: &str, title: &str, about: &str, mut schema: Value) -> String {
    if let Value::Object(schema) = &mut schema {
        schema.insert(
            "$schema".to_owned(),
            "http://json-schema.org/draft-07/schema#".into(),
        );
        schema.insert("$id".to_owned(), format!("urn:account-dossier:{name}").into());
        schema.insert("title".to_owned(), title.into());
        schema.insert("description".to_owned(), about.into());
        sort(schema);
    }
    format!("{schema:#}\n")
}

/// The tidied schema of a type, without references: each place says all that may stand there.
fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft07().with(|settings| {
        settings.inline_subschemas = true;
        settings.meta_schema = None;
    });
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    schema
}

/// The rules that there are, each with what it finds; the repository's own come beside them.
fn name_rules(rules: &mut Map<String, Value>) {
    let level = rules.get("additionalProperties").cloned().unwrap_or_default();
    let named = RULES.iter().map(|rule| {
        let info = rule.info();
        let mut level = level.clone();
        level["description"] = info.summary().into();
        (info.id.to_owned(), level)
    });
    rules.insert("properties".to_owned(), Value::Object(named.collect()));
    sort(rules);
}

/// Makes a schema, from its innermost parts outwards, fit what the decoder accepts.
fn tidy(schema: &mut Value) {
    let Value::Object(schema) = schema else { return };
    for (key, part) in schema.iter_mut() {
        match (key.as_str(), part) {
            ("properties" | "patternProperties", Value::Object(parts)) => parts.values_mut().for_each(tidy),
            ("anyOf" | "oneOf" | "items", Value::Array(parts)) => parts.iter_mut().for_each(tidy),
            ("items" | "additionalProperties", part) => tidy(part),
            _ => {}
        }
    }
    // The names of the source's types, and what is never written.
    schema.remove("title");
    schema.remove("writeOnly");
    if schema.get("default").is_some_and(says_nothing) {
        schema.remove("default");
    }
    if let Some(Value::String(description)) = schema.get_mut("description") {
        *description = plain(description);
    }
    list_words(schema);
    if let Some(Value::Array(meanings)) = schema.get_mut("enumDescriptions") {
        for meaning in meanings {
            *meaning = plain(meaning.as_str().unwrap_or_default()).into();
        }
    }
    merge_alternatives(schema);
    allow_as_typed(schema);
    allow_nothing(schema);
    allow_own_keys(schema);
    bound_integers(schema);
    sort(schema);
}

/// Whether a default only says that there is none.
fn says_nothing(default: &Value) -> bool {
    default.is_null() || default.is_object() || default.is_array()
}

/// A doc comment without what only the source's readers know: line ends, links and the model's numbers.
pub(super) fn plain(comment: &str) -> String {
    let mut text = comment.split_whitespace().collect::<Vec<_>>().join(" ");
    text = text.replace("[`", "`").replace("`]", "`");
    while let Some(start) = text
        .find(" (M")
        .filter(|at| text[at + 3..].starts_with(|c: char| c.is_ascii_digit()))
    {
        let end = text[start..].find(')').map_or(text.len(), |end| start + end + 1);
        text.replace_range(start..end, "");
    }
    text
}

/// Alternatives that are words, each with its description, as one list of words.
fn list_words(schema: &mut Map<String, Value>) {
    let Some(Value::Array(words)) = schema.get("oneOf") else {
        return;
    };
    let part = |key: &str| {
        words
            .iter()
            .map(|word| word.get(key).cloned())
            .collect::<Option<Vec<_>>>()
    };
    let (Some(values), Some(descriptions)) = (part("const"), part("description")) else {
        return;
    };
    schema.remove("oneOf");
    schema.insert("type".to_owned(), "string".into());
    schema.insert("enum".to_owned(), values.into());
    schema.insert("enumDescriptions".to_owned(), descriptions.into());
}

/// Alternatives within alternatives as one row, and `X or nothing` as one schema where that can be.
fn merge_alternatives(schema: &mut Map<String, Value>) {
    let Some(Value::Array(parts)) = schema.remove("anyOf") else {
        return;
    };
    let mut row = Vec::new();
    for mut part in parts {
        match part.get_mut("anyOf").map(Value::take) {
            Some(Value::Array(parts)) => {
                if let Some(description) = part.get("description") {
                    schema.entry("description").or_insert_with(|| description.clone());
                }
                row.extend(parts);
            }
            _ => row.push(part),
        }
    }
    match row.as_mut_slice() {
        [Value::Object(one), nothing]
            if nothing.get("type") == Some(&"null".into()) && one.contains_key("type") =>
        {
            add_type(one, "null");
            for (key, value) in std::mem::take(one) {
                schema.entry(key).or_insert(value);
            }
        }
        _ => {
            schema.insert("anyOf".to_owned(), row.into());
        }
    }
}

/// Text and truth values are taken as they are typed: `0123` and `no` are text, `yes` is true.
fn allow_as_typed(schema: &mut Map<String, Value>) {
    let is_restricted = ["enum", "pattern", "format"]
        .iter()
        .any(|key| schema.contains_key(*key));
    if is_restricted {
        return;
    }
    if has_type(schema, "string") {
        add_type(schema, "number");
        add_type(schema, "boolean");
    } else if has_type(schema, "boolean") {
        add_type(schema, "string");
        schema.insert("pattern".to_owned(), "^(yes|Yes|YES|no|No|NO)$".into());
        schema.insert("patternErrorMessage".to_owned(), "Write true or false.".into());
    }
}

/// A list or map with nothing in it may be left empty, unless it has keys that must be there.
fn allow_nothing(schema: &mut Map<String, Value>) {
    if (has_type(schema, "object") || has_type(schema, "array")) && !schema.contains_key("required") {
        add_type(schema, "null");
    }
    if !has_type(schema, "null") {
        return;
    }
    let Some(Value::Array(words)) = schema.get_mut("enum") else {
        return;
    };
    if !words.contains(&Value::Null) {
        words.push(Value::Null);
    }
    let count = words.len();
    if let Some(Value::Array(descriptions)) = schema.get_mut("enumDescriptions") {
        descriptions.resize(count, "Not stated: leave the value empty.".into());
    }
}

/// Wherever keys have names there may be keys of the user's own.
fn allow_own_keys(schema: &mut Map<String, Value>) {
    let is_closed = schema.get("additionalProperties") == Some(&false.into());
    if is_closed && !schema.contains_key("patternProperties") {
        schema.insert("patternProperties".to_owned(), json!({ "^x-": true }));
    }
    if schema.get("patternProperties") == Some(&json!({})) {
        schema.remove("patternProperties");
    }
}

/// Rust's names of number formats as bounds that every tool knows.
fn bound_integers(schema: &mut Map<String, Value>) {
    if !has_type(schema, "integer") {
        return;
    }
    if let Some(format) = schema.remove("format")
        && format == "uint32"
    {
        schema.entry("maximum").or_insert(u32::MAX.into());
    }
}

fn has_type(schema: &Map<String, Value>, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::Array(types)) => types.contains(&name.into()),
        Some(one) => one == name,
        None => false,
    }
}

fn add_type(schema: &mut Map<String, Value>, name: &str) {
    if has_type(schema, name) {
        return;
    }
    match schema.get_mut("type") {
        Some(Value::Array(types)) => types.push(name.into()),
        Some(one) => *one = json!([one.take(), name]),
        None => {}
    }
}

/// The order of a schema's keys: first what it is, last what may stand there.
const ORDER: [&str; 19] = [
    "$schema",
    "$id",
    "title",
    "description",
    "type",
    "enum",
    "enumDescriptions",
    "format",
    "pattern",
    "patternErrorMessage",
    "minimum",
    "maximum",
    "default",
    "required",
    "properties",
    "patternProperties",
    "additionalProperties",
    "items",
    "anyOf",
];

fn sort(schema: &mut Map<String, Value>) {
    let mut entries: Vec<_> = std::mem::take(schema).into_iter().collect();
    // What is not listed is a bound, such as `maxItems`.
    let bounds = ORDER
        .iter()
        .position(|known| *known == "maximum")
        .unwrap_or_default();
    entries.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key).unwrap_or(bounds));
    schema.extend(entries);
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.sort_by_key(|name| name == "null");
    }
}
