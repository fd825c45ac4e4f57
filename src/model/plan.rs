//! The plan for the account: SWOT, goals, actions (M8).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::text::Text;

/// Strengths and weaknesses of ours, opportunities and threats there.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Swot<'s> {
    /// Ours.
    pub strengths: Vec<Text<'s>>,
    /// Ours.
    pub weaknesses: Vec<Text<'s>>,
    /// There.
    pub opportunities: Vec<Text<'s>>,
    /// There.
    pub threats: Vec<Text<'s>>,
}

/// What we want to reach and what we do for it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Plan<'s> {
    /// What we want to reach.
    pub goals: Vec<Goal<'s>>,
    /// What we do.
    pub actions: Vec<Action<'s>>,
}

/// A goal with a measure.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Goal<'s> {
    /// The id by which actions name it.
    pub id: Option<Text<'s>>,
    /// What is to be reached.
    pub goal: Option<Text<'s>>,
    /// By what it is measured.
    pub measure: Option<Text<'s>>,
    /// The measure today, a number or words.
    pub now: Option<Text<'s>>,
    /// The measure at the end, a number or words.
    pub target: Option<Text<'s>>,
    /// By when.
    pub due: Option<Day>,
    /// Who of us: an id of the settings' `team`.
    pub owner: Option<Text<'s>>,
}

/// One thing to do.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Action<'s> {
    /// What.
    pub what: Option<Text<'s>>,
    /// Who of us: an id of the settings' `team`.
    pub who: Option<Text<'s>>,
    /// By when.
    pub due: Option<Day>,
    /// For which goal: its id.
    pub goal: Option<Text<'s>>,
    /// The day it was done.
    pub done: Option<Day>,
}
