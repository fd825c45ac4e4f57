//! JSON documents, version 1: their own structs, so that the model may change and they do not.

pub mod complete;
pub mod due;
pub mod overview;
pub mod tier;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::model::number::serialize_decimal;

/// A document as indented JSON, with a line end.
pub fn to_text<T: Serialize>(document: &T) -> String {
    // Our documents have text keys and no failing Serialize: there is nothing that can go wrong.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
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
