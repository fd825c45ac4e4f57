//! Numbers with a meaning: ratings from 1 to 5, and shares of a whole.

use std::fmt;

use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::de::{Deserialize, Deserializer, Error};
use serde::{Serialize, Serializer};

use super::schema::{NO_NUMBER, NUMBER, written};

/// A rating from 1 (lowest) to 5 (highest).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rating(u8);

impl Rating {
    /// A rating, if the number is one of 1 to 5.
    pub fn new(number: u8) -> Option<Self> {
        (1..=5).contains(&number).then_some(Self(number))
    }

    /// The number, 1 to 5.
    pub fn get(self) -> u8 {
        self.0
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

written! {
    Rating = {
        "description": "A rating from 1 (lowest) to 5 (highest).",
        "type": "integer",
        "minimum": 1,
        "maximum": 5,
    }
}

impl Serialize for Rating {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u8(self.0)
    }
}

impl<'de> Deserialize<'de> for Rating {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        u8::try_from(number)
            .ok()
            .and_then(Self::new)
            .ok_or_else(|| Error::custom(format!("a rating goes from 1 to 5; {number} is outside")))
    }
}

/// An exact number that is written as a fraction: a margin, a share, a probability.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fraction(pub Decimal);

written! {
    Fraction = {
        "description": "A fraction of 1, such as 0.32.",
        "type": ["number", "string"],
        "maximum": 1,
        "pattern": NUMBER,
        "patternErrorMessage": NO_NUMBER,
    }
}

impl Serialize for Fraction {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_decimal(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Fraction {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        let number = decimal(&text)
            .ok_or_else(|| Error::custom(format!("`{text}` is no number; write a fraction such as 0.32")))?;
        if number > Decimal::ONE {
            return Err(Error::custom(format!(
                "{text} is more than the whole; write a fraction of 1, such as 0.32 for 32 %"
            )));
        }
        Ok(Self(number))
    }
}

/// Writes an exact number as JSON has numbers: whole ones without a point.
pub(crate) fn serialize_decimal<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    match number.to_i64().filter(|_| number.fract().is_zero()) {
        Some(whole) => serializer.serialize_i64(whole),
        None => serializer.serialize_f64(number.to_f64().unwrap_or(f64::NAN)),
    }
}

/// A figure with so many decimals, cut off, not rounded: what is below a limit must not look as if it had
/// reached it.
pub(crate) fn cut_off(figure: Decimal, decimals: u32) -> Decimal {
    figure
        .round_dp_with_strategy(decimals, RoundingStrategy::ToNegativeInfinity)
        .normalize()
}

/// The decimal number that a text is, without rounding.
pub(crate) fn decimal(text: &str) -> Option<Decimal> {
    if text.contains(['e', 'E']) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}
