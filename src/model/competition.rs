//! Those beside us: allies and competitors (M2 point 8, M5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::number::Fraction;
use super::text::Text;

/// Somebody outside the client who helps us without competing.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Ally<'s> {
    /// The name.
    pub name: Option<Text<'s>>,
    /// What kind: supplier, association, journalist, broker …
    pub kind: Option<Text<'s>>,
    /// How they help.
    pub how: Option<Text<'s>>,
}

words! {
    /// Where a competitor stands with the client.
    pub enum Position {
        /// Delivers today.
        Incumbent = "incumbent",
        /// Wants to.
        Challenger = "challenger",
        /// Has left.
        Exited = "exited",
    }
}

/// Somebody else who sells to them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Competitor<'s> {
    /// The name.
    pub name: Option<Text<'s>>,
    /// Where they stand.
    pub position: Option<Position>,
    /// Their share of the client's spending, as a fraction.
    pub share: Option<Fraction>,
    /// Where they are strong.
    pub strengths: Vec<Text<'s>>,
    /// Where they are weak.
    pub weaknesses: Vec<Text<'s>>,
    /// What they say against us.
    pub attacks: Vec<Text<'s>>,
    /// What we answer.
    pub counters: Vec<Text<'s>>,
    /// Who is for them: stakeholders' ids.
    pub supporters: Vec<Text<'s>>,
}
