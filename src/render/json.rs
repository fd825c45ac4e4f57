//! JSON documents, version 1: their own structs, so that the model may change and they do not.

pub mod acquaintance;
pub mod brief;
pub mod capacity;
pub mod complete;
pub mod deals;
pub mod diff;
pub mod due;
pub mod health;
pub mod history;
pub mod library;
pub mod map;
pub mod meetings;
pub mod overview;
pub mod status;
pub mod templates;
pub mod tier;

use std::fmt::Write;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::visible::is_hostile;
use crate::model::number::serialize_decimal;

/// A document as indented JSON, with a line end.
pub fn to_text<T: Serialize>(document: &T) -> String {
    // Our documents have text keys and no failing Serialize: there is nothing that can go wrong.
    let mut text = escaped(serde_json::to_string_pretty(document).unwrap_or_default());
    text.push('\n');
    text
}

/// JSON lets C1 controls and bidi marks stand as they are; as escapes they are the same text and act on
/// no terminal. Line ends stand only between the document's parts.
fn escaped(text: String) -> String {
    let is_harmless = |c: char| c == '\n' || !is_hostile(c);
    if text.chars().all(is_harmless) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        if is_harmless(c) {
            shown.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // Writing to a String does not fail.
            let _ = write!(shown, "\\u{unit:04x}");
        }
    }
    shown
}

/// An exact number as JSON's: whole ones without a point.
pub struct Number(Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_decimal(&self.0, serializer)
    }
}

/// An exact number for a document.
pub fn number(decimal: Decimal) -> Number {
    Number(decimal)
}
