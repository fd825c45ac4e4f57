//! As much of JSON Schema (draft-07) as the printed schemas use; any other keyword is a failure.

use std::collections::HashMap;

use regex_lite::Regex;
use serde_json::{Map, Value};

/// A schema and its patterns, compiled once.
pub struct Validator {
    schema: Value,
    patterns: HashMap<String, Regex>,
}

impl Validator {
    pub fn new(schema: Value) -> Self {
        let mut patterns = HashMap::new();
        compile(&schema, &mut patterns);
        Self { schema, patterns }
    }

    pub fn accepts(&self, value: &Value) -> bool {
        self.fits(value, &self.schema)
    }

    fn fits(&self, value: &Value, schema: &Value) -> bool {
        match schema {
            Value::Bool(accepts) => *accepts,
            Value::Object(schema) => schema
                .iter()
                .all(|(keyword, rule)| self.keeps(value, keyword, rule, schema)),
            other => panic!("no schema: {other}"),
        }
    }

    fn keeps(&self, value: &Value, keyword: &str, rule: &Value, schema: &Map<String, Value>) -> bool {
        let number = |holds: fn(f64, f64) -> bool| {
            let bound = rule.as_f64().expect("a number");
            value.as_f64().is_none_or(|number| holds(number, bound))
        };
        let count = |count: Option<usize>, holds: fn(usize, usize) -> bool| {
            let bound = rule.as_u64().expect("a number") as usize;
            count.is_none_or(|count| holds(count, bound))
        };
        match keyword {
            // What is only said; a day that there is not is the decoder's to find.
            "$schema"
            | "$id"
            | "title"
            | "description"
            | "enumDescriptions"
            | "patternErrorMessage"
            | "default"
            | "format" => true,
            "type" => match rule {
                Value::Array(types) => types.iter().any(|name| is_of(value, name)),
                name => is_of(value, name),
            },
            "enum" => rule.as_array().expect("a list").contains(value),
            "pattern" => value
                .as_str()
                .is_none_or(|text| self.matches(rule.as_str().expect("text"), text)),
            "minimum" => number(|number, bound| number >= bound),
            "maximum" => number(|number, bound| number <= bound),
            "exclusiveMinimum" => number(|number, bound| number > bound),
            "minItems" => count(value.as_array().map(Vec::len), |count, bound| count >= bound),
            "maxItems" => count(value.as_array().map(Vec::len), |count, bound| count <= bound),
            "maxProperties" => count(value.as_object().map(Map::len), |count, bound| count <= bound),
            "required" => value.as_object().is_none_or(|map| {
                let keys = rule.as_array().expect("a list");
                keys.iter()
                    .all(|key| map.contains_key(key.as_str().expect("text")))
            }),
            "items" => value.as_array().is_none_or(|items| match rule {
                Value::Array(rules) => items.iter().zip(rules).all(|(item, rule)| self.fits(item, rule)),
                rule => items.iter().all(|item| self.fits(item, rule)),
            }),
            "anyOf" => rule
                .as_array()
                .expect("a list")
                .iter()
                .any(|rule| self.fits(value, rule)),
            "properties" | "patternProperties" | "additionalProperties" => {
                value.as_object().is_none_or(|map| {
                    map.iter()
                        .all(|(key, value)| self.entry_keeps(key, value, keyword, schema))
                })
            }
            other => panic!("the validator does not know `{other}`"),
        }
    }

    fn entry_keeps(&self, key: &str, value: &Value, keyword: &str, schema: &Map<String, Value>) -> bool {
        let part = |name: &str| schema.get(name).and_then(Value::as_object);
        let named = part("properties").and_then(|rules| rules.get(key));
        let mut matching = part("patternProperties")
            .into_iter()
            .flatten()
            .filter(|(pattern, _)| self.matches(pattern, key))
            .map(|(_, rule)| rule);
        match keyword {
            "properties" => named.is_none_or(|rule| self.fits(value, rule)),
            "patternProperties" => matching.all(|rule| self.fits(value, rule)),
            _ => named.is_some() || matching.next().is_some() || self.fits(value, &schema[keyword]),
        }
    }

    fn matches(&self, pattern: &str, text: &str) -> bool {
        self.patterns[pattern].is_match(text)
    }
}

fn is_of(value: &Value, name: &Value) -> bool {
    match name.as_str().expect("text") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        other => panic!("no type: {other}"),
    }
}

fn compile(schema: &Value, patterns: &mut HashMap<String, Regex>) {
    let mut add = |pattern: &str| {
        patterns.insert(pattern.to_owned(), Regex::new(pattern).expect(pattern));
    };
    match schema {
        Value::Object(schema) => {
            if let Some(pattern) = schema.get("pattern").and_then(Value::as_str) {
                add(pattern);
            }
            if let Some(Value::Object(rules)) = schema.get("patternProperties") {
                rules.keys().for_each(|pattern| add(pattern));
            }
            schema.values().for_each(|part| compile(part, patterns));
        }
        Value::Array(parts) => parts.iter().for_each(|part| compile(part, patterns)),
        _ => {}
    }
}
