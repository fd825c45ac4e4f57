//! How the client buys: process, criteria, budget (M2, points 2 and 5).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::money::Money;
use super::text::Text;

words! {
    /// Where the client stands in buying.
    pub enum ProcurementPhase {
        /// The need is being described.
        Planning = "planning",
        /// Offers are being compared.
        Selection = "selection",
        /// The order is being decided.
        Decision = "decision",
    }
}

/// How the client buys.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Procurement<'s> {
    /// The steps, in order.
    pub process: Vec<Text<'s>>,
    /// What decides.
    pub criteria: Vec<Text<'s>>,
    /// Where they stand.
    pub phase: Option<ProcurementPhase>,
    /// The money for it.
    pub budget: Option<Budget<'s>>,
    /// When the present contract ends.
    pub renewal: Option<Day>,
}

/// The money set aside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Budget<'s> {
    /// How much.
    pub amount: Option<Money>,
    /// How firm: planned, requested, approved …
    pub status: Option<Text<'s>>,
    /// Where it comes from.
    pub source: Option<Text<'s>>,
    /// Who must agree.
    pub approvals: Vec<Approval<'s>>,
    /// When it is decided.
    pub decided_by: Option<Day>,
}

/// One level that must agree.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Approval<'s> {
    /// The level: department, board …
    pub level: Option<Text<'s>>,
    /// Who decides there: a stakeholder's id.
    pub by: Option<Text<'s>>,
}
