//! `health` as JSON, version 1.

use rust_decimal::Decimal;
use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::health::Measured;
use crate::model::{Day, Tier};
use crate::render::health::Row;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    accounts: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    tier: Tier,
    low: Number,
    high: Number,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    id: &'static str,
    weight: u32,
    low: Number,
    high: Number,
    why: &'a str,
    lift: Option<&'a str>,
    gain: Number,
}

/// The accounts' health, in the order given.
pub fn render(rows: &[Row<'_>], today: Day) -> String {
    to_text(&Document {
        version: 1,
        today,
        accounts: rows.iter().map(entry).collect(),
    })
}

fn entry<'a>(row: &'a Row<'_>) -> Entry<'a> {
    Entry {
        id: &row.account.id,
        name: &row.account.name,
        owner: row.account.owner.as_deref(),
        tier: row.tier,
        low: tenths(row.health.score.low),
        high: tenths(row.health.score.high),
        parts: row.health.parts.iter().map(part).collect(),
    }
}

fn part(part: &Measured) -> Part<'_> {
    Part {
        id: part.part.as_str(),
        weight: part.weight,
        low: tenths(part.points.low),
        high: tenths(part.points.high),
        why: &part.why,
        lift: part.lift.as_deref(),
        gain: tenths(part.gain),
    }
}

fn tenths(points: Decimal) -> Number {
    number(points.round_dp(1).normalize())
}
