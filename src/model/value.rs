//! The worth of an account to us: sales, margin, potential, purchases (M3).

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::day::Day;
use super::money::Money;
use super::number::{Fraction, Rating};
use super::text::Text;

words! {
    /// How firmly they buy from us (M3).
    pub enum Loyalty {
        /// From us alone.
        Loyal = "loyal",
        /// Now from us, now from others.
        Switching = "switching",
        /// It is all the same to them.
        Indifferent = "indifferent",
    }
}

/// What the account is worth to us.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Value<'s> {
    /// Our sales to them by calendar year.
    #[schemars(schema_with = "by_year")]
    pub sales: BTreeMap<i32, Money>,
    /// The share of the sales that we keep, as a fraction: 0.32.
    pub margin: Option<Fraction>,
    /// What they spend a year in our category, with whomever.
    pub potential: Option<Money>,
    /// How well they fit our strategy, 1 to 5.
    pub strategic_fit: Option<Rating>,
    /// How they grow, 1 to 5.
    pub growth: Option<Rating>,
    /// How firmly they buy from us.
    pub loyalty: Option<Loyalty>,
    /// Their orders. `[]` says that there were none; without the key it is not known.
    #[serde(deserialize_with = "stated_list")]
    pub purchases: Option<Vec<Purchase<'s>>>,
}

impl Value<'_> {
    /// The latest year with a figure, and the figure.
    pub fn latest_sales(&self) -> Option<(i32, Money)> {
        self.sales.last_key_value().map(|(year, sales)| (*year, *sales))
    }
}

/// One order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Purchase<'s> {
    /// When.
    pub on: Option<Day>,
    /// For how much.
    pub amount: Option<Money>,
    /// What they bought.
    pub what: Option<Text<'s>>,
}

/// Amounts by year.
fn by_year(generator: &mut SchemaGenerator) -> Schema {
    json_schema!({
        "type": "object",
        "patternProperties": {"^[-+]?[0-9]+$": Money::json_schema(generator)},
        "additionalProperties": false,
    })
}

/// A list that is known once its key is there: an empty value leaves it unknown.
fn stated_list<'de, D, T>(deserializer: D) -> Result<Option<Vec<T>>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Stated<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Stated<T> {
        type Value = Option<Vec<T>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
            let mut list = Vec::new();
            while let Some(item) = items.next_element()? {
                list.push(item);
            }
            Ok(Some(list))
        }
    }
    deserializer.deserialize_any(Stated(PhantomData))
}
