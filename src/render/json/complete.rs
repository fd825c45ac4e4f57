//! `complete` as JSON, version 1.

use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::completeness::State;
use crate::model::{Day, Tier};
use crate::render::ages;
use crate::render::completeness::Row;
use crate::render::template::playbook::Playbook;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    accounts: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    tier: Tier,
    percent: Number,
    minimum: u8,
    sections: Vec<Section>,
    points: Vec<Point>,
    missing: Vec<Missing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ages: Option<ages::Json<'a>>,
}

#[derive(Serialize)]
struct Section {
    id: &'static str,
    percent: Number,
}

#[derive(Serialize)]
struct Point {
    n: u8,
    id: &'static str,
    state: State,
}

#[derive(Serialize)]
struct Missing<'a> {
    id: &'static str,
    section: &'static str,
    question: &'a str,
    fills: &'static str,
}

/// The accounts' completeness, in the order given.
pub fn render(rows: &[Row<'_>], playbook: &Playbook, today: Day) -> String {
    to_text(&Document {
        version: 1,
        accounts: rows.iter().map(|row| entry(row, playbook, today)).collect(),
    })
}

fn entry<'a>(row: &'a Row<'_>, playbook: &'a Playbook, today: Day) -> Entry<'a> {
    let completeness = &row.completeness;
    Entry {
        id: &row.account.id,
        name: &row.account.name,
        tier: row.tier,
        percent: number(completeness.percent.round_dp(1).normalize()),
        minimum: row.minimum,
        sections: completeness
            .sections
            .iter()
            .map(|(section, percent)| Section {
                id: section.as_str(),
                percent: number(percent.round_dp(1).normalize()),
            })
            .collect(),
        points: completeness
            .points
            .iter()
            .map(|point| Point {
                n: point.number,
                id: point.id,
                state: point.state,
            })
            .collect(),
        missing: completeness
            .missing
            .iter()
            .map(|requirement| Missing {
                id: requirement.id,
                section: requirement.section.as_str(),
                question: playbook.requirement(requirement.id),
                fills: requirement.fills,
            })
            .collect(),
        ages: row.ages.as_ref().and_then(|known| ages::json(known, today)),
    }
}
