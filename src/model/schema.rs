//! JSON Schema of what is read from its text: the pieces that cannot be derived.
//!
//! The other types derive theirs. `render::schema` makes the whole fit what the decoder accepts.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value};

/// A number in plain digits, as [`super::number::decimal`] reads it.
pub(crate) const NUMBER: &str = r"^[-+]?([0-9_]+\.?[0-9_]*|\.[0-9_]+)$";

/// What editors say of text that is none.
pub(crate) const NO_NUMBER: &str = "Write a number such as 75 or 0.32.";

/// Declares the schema of a type by hand.
macro_rules! written {
    ($type:ty = $schema:tt) => {
        impl ::schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut ::schemars::SchemaGenerator) -> ::schemars::Schema {
                ::schemars::json_schema!($schema)
            }
        }
    };
}

pub(crate) use written;

/// A map whose keys are words, in the format's order, each with what the word means.
pub(crate) fn by_word<K: JsonSchema, V: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    let words = K::json_schema(generator);
    let list = |key: &str| {
        words
            .get(key)
            .and_then(Value::as_array)
            .cloned()
            .unwrap_or_default()
    };
    let mut properties = Map::new();
    for (word, meaning) in list("enum").into_iter().zip(list("enumDescriptions")) {
        let mut value = V::json_schema(generator);
        value.insert("description".to_owned(), meaning);
        properties.insert(word.as_str().unwrap_or_default().to_owned(), value.into());
    }
    json_schema!({
        "type": "object",
        "properties": properties,
        // Nothing else, not even keys of the user's own: they would be words.
        "patternProperties": {},
        "additionalProperties": false,
    })
}
