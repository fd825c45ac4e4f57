//! How it stands with the account: its health and the three gates (M7, M10).

use rust_decimal::prelude::ToPrimitive;
use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::analysis::deal::{Because, Gates};
use crate::analysis::health::health;
use crate::analysis::tier::Interval;
use crate::model::{Account, Tier};

/// The health, 0 to 100, in whole points: the least and the most it can be.
#[derive(Debug, Serialize, JsonSchema, PartialEq, Eq)]
pub struct HealthInfo {
    /// The least.
    pub low: i64,
    /// The most.
    pub high: i64,
    /// Its parts.
    pub parts: Vec<HealthPart>,
}

/// One part of the health.
#[derive(Debug, Serialize, JsonSchema, PartialEq, Eq)]
pub struct HealthPart {
    /// What is measured.
    pub part: &'static str,
    /// The least points it can have.
    pub low: i64,
    /// The most.
    pub high: i64,
}

/// One of the three gates to a win.
#[derive(Debug, Serialize, JsonSchema)]
pub struct GateInfo {
    /// Its name.
    pub gate: &'static str,
    /// Whether it is open.
    pub is_open: bool,
    /// What opens it, or all that keeps it shut.
    pub because: Vec<Because>,
}

pub(super) fn health_of(account: &Account<'_>, tier: Tier, request: &Request<'_>) -> HealthInfo {
    let health = health(account, tier, request.health, request.today);
    let (low, high) = points(&health.score);
    HealthInfo {
        low,
        high,
        parts: health
            .parts
            .iter()
            .map(|measured| {
                let (low, high) = points(&measured.points);
                let part = measured.part.as_str();
                HealthPart { part, low, high }
            })
            .collect(),
    }
}

fn points(interval: &Interval) -> (i64, i64) {
    let whole = |points: rust_decimal::Decimal| points.round().to_i64().unwrap_or_default();
    (whole(interval.low), whole(interval.high))
}

pub(super) fn gates(account: &Account<'_>, request: &Request<'_>) -> Vec<GateInfo> {
    Gates::for_account(account, request.today)
        .all()
        .map(|(gate, state)| GateInfo {
            gate,
            is_open: state.is_open,
            because: state.because.clone(),
        })
        .into()
}
