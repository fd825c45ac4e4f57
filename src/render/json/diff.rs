//! `diff` as JSON, version 1.

use serde::Serialize;

use super::to_text;
use crate::analysis::movement::{Change, ChangeKind, Movement, Turn};
use crate::model::{Day, Tier};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    before: &'a str,
    after: Option<&'a str>,
    accounts: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    tier: Option<Tier>,
    changes: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Told<'a> {
    kind: ChangeKind,
    event: &'static str,
    subject: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
    why: Option<&'a str>,
    times: Option<usize>,
    turn: Option<&'static str>,
}

/// The movements in the order given. `after` is nothing where it is the work tree.
pub fn render(movements: &[Movement], before: &str, after: Option<&str>, today: Day) -> String {
    to_text(&Document {
        version: 1,
        today,
        before,
        after,
        accounts: movements.iter().map(entry).collect(),
    })
}

fn entry(movement: &Movement) -> Entry<'_> {
    Entry {
        id: &movement.id,
        name: &movement.name,
        owner: movement.owner.as_deref(),
        tier: movement.tier,
        changes: movement.changes.iter().map(told).collect(),
    }
}

fn told(change: &Change) -> Told<'_> {
    Told {
        kind: change.kind,
        event: change.event.as_str(),
        subject: &change.subject,
        before: change.before.as_deref(),
        after: change.after.as_deref(),
        why: change.why.as_deref(),
        times: change.times,
        turn: change.turn.map(|turn| match turn {
            Turn::Better => "better",
            Turn::Worse => "worse",
        }),
    }
}
