//! The profile: what the client is, beyond its address (M1).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::Money;
use super::number::Rating;
use super::text::Text;

/// What the client is: business, market position, finances, credit, willingness.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Profile<'s> {
    /// What they make or sell.
    pub business: Option<Text<'s>>,
    /// Their place in their market.
    pub market_position: Option<Text<'s>>,
    /// How they sell.
    pub distribution: Option<Text<'s>>,
    /// Their financial strength.
    pub finances: Option<Text<'s>>,
    /// Their credit standing.
    pub credit: Credit<'s>,
    /// Their willingness to work with us, 1 to 5.
    pub willingness: Option<Rating>,
    /// Where they are going.
    pub strategy: Option<Text<'s>>,
    /// The markets they serve.
    pub markets: Vec<Text<'s>>,
    /// What presses on them from outside.
    pub external_factors: Vec<Text<'s>>,
    /// How many people work there.
    pub employees: Option<u32>,
    /// Their own yearly turnover.
    pub turnover: Option<Money>,
}

/// How well they pay.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Credit<'s> {
    /// 1 (bad) to 5 (excellent).
    pub rating: Option<Rating>,
    /// The terms of payment agreed.
    pub terms: Option<Text<'s>>,
    /// Anything to know.
    pub note: Option<Text<'s>>,
}
