//! Needs, their value, and the questions that bring them out (M6).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::money::Money;
use super::text::Text;

words! {
    /// A lasting interest that leaves the how open, or something specific.
    pub enum NeedKind {
        /// Of lasting interest; the how is open.
        Need = "need",
        /// Specific, personal, often one-off.
        Want = "want",
    }
}

words! {
    /// How sure the need is.
    pub enum NeedStatus {
        /// We think so.
        Suspected = "suspected",
        /// They said so.
        Stated = "stated",
        /// They confirmed it as we wrote it down.
        Confirmed = "confirmed",
        /// It is met.
        Solved = "solved",
    }
}

/// Something the client needs or wants.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Need<'s> {
    /// The id by which opportunities name it.
    pub id: Option<Text<'s>>,
    /// What it is.
    pub need: Option<Text<'s>>,
    /// Need or want.
    pub kind: Option<NeedKind>,
    /// 1 is the highest.
    pub priority: Option<u32>,
    /// Who raised it: a stakeholder's id.
    pub raised_by: Option<Text<'s>>,
    /// The chain of whys down to the need behind the need.
    pub why: Vec<Text<'s>>,
    /// What it costs them today.
    pub impact: Option<Text<'s>>,
    /// What we offer for it.
    pub solution: Solution<'s>,
    /// What that is worth.
    pub value: Option<NeedValue>,
    /// How sure it is.
    pub status: Option<NeedStatus>,
}

/// The offer in three layers.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Solution<'s> {
    /// The product.
    pub base: Option<Text<'s>>,
    /// The service around it.
    pub service: Option<Text<'s>>,
    /// What it does for their strategy.
    pub strategic: Option<Text<'s>>,
}

/// The worth of a solution in money.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct NeedValue {
    /// Saved a year.
    pub saves: Option<Money>,
    /// Earned a year.
    pub earns: Option<Money>,
    /// Cost once.
    pub cost: Option<Money>,
    /// Cost a year.
    pub cost_per_year: Option<Money>,
    /// Over how many years.
    pub years: Option<u32>,
}

/// Our own questions for this client, in SPIN order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Questions<'s> {
    /// How things are.
    pub situation: Vec<Text<'s>>,
    /// What hurts.
    pub problem: Vec<Text<'s>>,
    /// What follows from it.
    pub implication: Vec<Text<'s>>,
    /// What a solution would be worth.
    pub need_payoff: Vec<Text<'s>>,
}
