//! JSON documents, version 1: their own structs, so that the model may change and they do not.

pub mod due;
pub mod overview;
pub mod tier;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::Serialize;

/// A document as indented JSON, with a line end.
pub fn to_text<T: Serialize>(document: &T) -> String {
    // Our documents have text keys and no failing Serialize: there is nothing that can go wrong.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

/// An exact number as JSON's.
pub fn number(decimal: Decimal) -> f64 {
    decimal.to_f64().unwrap_or(f64::NAN)
}
