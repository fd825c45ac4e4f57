//! `tier` as JSON, version 1.

use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::movement::Movement;
use crate::analysis::tier::{Method, Standing};
use crate::model::{Account, Day, Tier};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    method: &'static str,
    accounts: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    tier: Tier,
    computed: Tier,
    could_be: Tier,
    settled: bool,
    fixed: Option<Fixed<'a>>,
    score: Option<Score>,
    share: Option<Number>,
    place: Option<usize>,
    criteria: Vec<Criterion>,
    settle_by: Vec<String>,
    why: &'a str,
}

#[derive(Serialize)]
struct Fixed<'a> {
    tier: Tier,
    reason: Option<&'a str>,
    until: Option<Day>,
}

#[derive(Serialize)]
struct Score {
    low: Number,
    high: Number,
}

#[derive(Serialize)]
struct Criterion {
    id: &'static str,
    weight: Number,
    figure: Option<Number>,
    low: Number,
    high: Number,
}

#[derive(Serialize)]
struct Since<'a> {
    version: u32,
    today: Day,
    before: &'a str,
    moved: Vec<Moved<'a>>,
}

#[derive(Serialize)]
struct Moved<'a> {
    id: &'a str,
    name: &'a str,
    owner: Option<&'a str>,
    from: Option<&'a str>,
    to: Option<&'a str>,
    why: Option<&'a str>,
}

/// Who moved since a commit, in the order given; their only changes are such.
pub fn moved(movements: &[Movement], before: &str, today: Day) -> String {
    let moved = movements.iter().flat_map(|movement| {
        movement.changes.iter().map(|change| Moved {
            id: &movement.id,
            name: &movement.name,
            owner: movement.owner.as_deref(),
            from: change.before.as_deref(),
            to: change.after.as_deref(),
            why: change.why.as_deref(),
        })
    });
    to_text(&Since {
        version: 1,
        today,
        before,
        moved: moved.collect(),
    })
}

/// The accounts' tiers, in the order given.
pub fn render(rows: &[(&Account<'_>, Standing)], method: Method, today: Day) -> String {
    to_text(&Document {
        version: 1,
        today,
        method: method.as_str(),
        accounts: rows
            .iter()
            .map(|(account, standing)| entry(account, standing))
            .collect(),
    })
}

fn entry<'a>(account: &'a Account<'_>, standing: &'a Standing) -> Entry<'a> {
    Entry {
        id: &account.id,
        name: &account.name,
        owner: account.owner.as_deref(),
        tier: standing.tier,
        computed: standing.computed,
        could_be: standing.could_be,
        settled: standing.settled,
        fixed: standing.fixed.as_ref().map(|fixed| Fixed {
            tier: fixed.tier,
            reason: fixed.reason.as_deref(),
            until: fixed.until,
        }),
        score: standing.score.as_ref().map(|score| Score {
            low: number(score.low),
            high: number(score.high),
        }),
        share: standing.share.map(number),
        place: standing.place,
        criteria: standing
            .criteria
            .iter()
            .map(|points| Criterion {
                id: points.id.as_str(),
                weight: number(points.weight),
                figure: points.figure.map(number),
                low: number(points.low),
                high: number(points.high),
            })
            .collect(),
        settle_by: standing.settle_by.iter().map(ToString::to_string).collect(),
        why: &standing.why,
    }
}
