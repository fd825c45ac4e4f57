//! `history` as JSON, version 1.

use serde::Serialize;

use super::diff::{Told, told};
use super::{Number, number, to_text};
use crate::analysis::timeline::{self, Census, Course, Spread};
use crate::model::{Day, Tier};
use crate::render::timeline::quarter;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    id: &'a str,
    name: &'a str,
    points: Vec<Point<'a>>,
}

#[derive(Serialize)]
struct Point<'a> {
    on: Day,
    commit: Option<Made<'a>>,
    tier: Tier,
    health: Range,
    support: Option<Number>,
    completeness: Number,
    points_known: usize,
    open_amount: Option<Number>,
    events: Vec<Told<'a>>,
}

#[derive(Serialize)]
struct Made<'a> {
    id: &'a str,
    author: &'a str,
    subject: &'a str,
}

#[derive(Serialize)]
struct Range {
    low: Number,
    high: Number,
}

/// The moments of an account in the order given, each with the commit that made it, if it is told.
pub fn account(id: &str, course: &Course, today: Day) -> String {
    to_text(&Document {
        version: 1,
        today,
        id,
        name: &course.name,
        points: course.points.iter().map(point).collect(),
    })
}

fn point(point: &timeline::Point) -> Point<'_> {
    let reading = &point.reading;
    Point {
        on: reading.day,
        commit: point.made.as_ref().map(|made| Made {
            id: &made.commit,
            author: &made.author,
            subject: &made.subject,
        }),
        tier: reading.tier,
        health: Range {
            low: number(reading.health.low),
            high: number(reading.health.high),
        },
        support: reading.support.map(number),
        completeness: number(reading.completeness),
        points_known: reading.points,
        open_amount: reading.open_amount.map(number),
        events: reading.events.iter().map(told).collect(),
    }
}

#[derive(Serialize)]
struct All {
    version: u32,
    today: Day,
    quarters: Vec<Quarter>,
}

#[derive(Serialize)]
struct Quarter {
    quarter: String,
    on: Day,
    tiers: Tiers,
    promotions: usize,
    demotions: usize,
    completeness: Option<Middle>,
    support: Option<Middle>,
}

#[derive(Serialize)]
#[serde(rename_all = "UPPERCASE")]
struct Tiers {
    a: usize,
    b: usize,
    c: usize,
    d: usize,
}

#[derive(Serialize)]
struct Middle {
    mean: Number,
    median: Number,
}

/// The decimals that means are told with.
const DECIMALS: u32 = 2;

/// The quarters of all accounts in the order given.
pub fn all(censuses: &[Census], today: Day) -> String {
    to_text(&All {
        version: 1,
        today,
        quarters: censuses.iter().map(of_quarter).collect(),
    })
}

fn of_quarter(census: &Census) -> Quarter {
    let [a, b, c, d] = census.tiers;
    let middle = |spread: Option<Spread>| {
        spread.map(|spread| Middle {
            mean: number(spread.mean.round_dp(DECIMALS)),
            median: number(spread.median.round_dp(DECIMALS)),
        })
    };
    Quarter {
        quarter: quarter(census.day),
        on: census.day,
        tiers: Tiers { a, b, c, d },
        promotions: census.promotions,
        demotions: census.demotions,
        completeness: middle(census.completeness),
        support: middle(census.support),
    }
}
