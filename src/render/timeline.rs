//! Timeline for people: how the figures of an account, or of all, moved, with what happened beside them.

use rust_decimal::Decimal;

use super::movement;
use super::spark::spark;
use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::tiers::{self, range};
use crate::analysis::timeline::{Census, Course, Point, Reading, Spread};
use crate::model::money::short_amount;
use crate::model::{Day, Tier};

/// The cells before a sparkline, and those after it.
const AROUND: usize = 40;
/// How many letters of a day name its month.
const MONTH: usize = 7;

/// How an account moved: a line for each figure, then a row for each moment.
pub fn account(id: &str, course: &Course, by_month: bool, look: &Look) -> String {
    let points = &course.points;
    format!(
        "{}  {}\n{}\n{}",
        look.paint(Tone::Heading, &course.name),
        look.paint(Tone::Faint, id),
        lines(points, look),
        moments(points, by_month, look)
    )
}

/// A figure, and how it is read at a moment.
type Line = (
    &'static str,
    fn(&Reading) -> Option<Decimal>,
    fn(&Reading) -> String,
);

const LINES: [Line; 5] = [
    (
        "tier",
        |one| Some(Decimal::from(rank(one.tier))),
        |one| one.tier.to_string(),
    ),
    (
        "health",
        |one| Some((one.health.low + one.health.high) / Decimal::TWO),
        |one| range(&one.health),
    ),
    ("support", |one| one.support, |one| shown(one.support)),
    (
        "complete",
        |one| Some(one.completeness),
        |one| format!("{} %", one.completeness),
    ),
    (
        "open",
        |one| one.open_amount,
        |one| one.open_amount.map_or_else(unknown, short_amount),
    ),
];

/// The better the tier, the higher its cell.
fn rank(tier: Tier) -> usize {
    Tier::ALL.len() - Tier::ALL.iter().position(|other| *other == tier).unwrap_or(0)
}

fn unknown() -> String {
    "–".to_owned()
}

fn shown(figure: Option<Decimal>) -> String {
    figure.map_or_else(unknown, |figure| figure.normalize().to_string())
}

fn lines(points: &[Point], look: &Look) -> String {
    let too_many = points.len().saturating_sub(look.width.saturating_sub(AROUND));
    let readings: Vec<&Reading> = points[too_many..].iter().map(|point| &point.reading).collect();
    let (Some(first), Some(last)) = (readings.first(), readings.last()) else {
        return String::new();
    };
    let mut table = Table::new([""; 0]).width(0, 10);
    for (name, figure, text) in LINES {
        let figures: Vec<Option<Decimal>> = readings.iter().map(|one| figure(one)).collect();
        let (then, now) = (text(first), text(last));
        let told = if then == now {
            now
        } else {
            format!("{then} → {now}")
        };
        table.row([
            Cell::new(format!("  {name}"), Tone::Faint),
            spark(&figures).into(),
            told.into(),
        ]);
    }
    table.render(look)
}

fn moments(points: &[Point], by_month: bool, look: &Look) -> String {
    let header = [
        "When",
        "Tier",
        "Health",
        "Support",
        "Complete",
        "Open",
        "What happened",
    ];
    let mut table = Table::new(header).right(&[2, 3, 4, 5]);
    for point in points {
        let reading = &point.reading;
        let mut cells: Vec<Cell> = vec![when(reading.day, by_month).into()];
        cells.push(Cell::new(reading.tier.as_str(), tiers::tone(reading.tier)));
        cells.extend(LINES.iter().skip(1).map(|(_, _, text)| Cell::from(text(reading))));
        cells.push(events(point));
        table.row(cells);
    }
    table.render(look)
}

fn when(day: Day, by_month: bool) -> String {
    let day = day.to_string();
    match by_month {
        true => day.chars().take(MONTH).collect(),
        false => day,
    }
}

/// Who made the moment, and what happened, a line for each.
fn events(point: &Point) -> Cell {
    let made = point
        .made
        .iter()
        .map(|made| (format!("{}: {}", made.author, made.subject), Tone::Faint));
    let events = point.reading.events.iter();
    let mut told = made.chain(events.map(|event| (movement::line(event), movement::tone(event))));
    let first = told
        .next()
        .map_or_else(|| "".into(), |(text, tone)| Cell::new(text, tone));
    told.fold(first, |cell, (text, tone)| cell.below(text, tone))
}

/// How all accounts moved, a row for each quarter.
pub fn all(censuses: &[Census], look: &Look) -> String {
    let header = ["Quarter", "A", "B", "C", "D", "Up", "Down", "Complete", "Support"];
    let mut table = Table::new(header).right(&[1, 2, 3, 4, 5, 6, 7, 8]);
    for census in censuses {
        let mut cells: Vec<Cell> = vec![quarter(census.day).into()];
        cells.extend(census.tiers.iter().map(|count| Cell::from(count.to_string())));
        cells.push(moved(census.promotions, Tone::Good));
        cells.push(moved(census.demotions, Tone::Warn));
        cells.push(spread(census.completeness, " %", 0).into());
        cells.push(spread(census.support, "", 2).into());
        table.row(cells);
    }
    table.render(look)
}

fn moved(count: usize, tone: Tone) -> Cell {
    match count {
        0 => Cell::new("0", Tone::Faint),
        count => Cell::new(count.to_string(), tone),
    }
}

/// `64 % (median 66 %)`.
fn spread(spread: Option<Spread>, unit: &str, decimals: u32) -> String {
    let told = |figure: Decimal| format!("{}{unit}", figure.round_dp(decimals).normalize());
    spread.map_or_else(unknown, |spread| {
        format!("{} (median {})", told(spread.mean), told(spread.median))
    })
}

/// `2026 Q3`.
pub fn quarter(day: Day) -> String {
    let month = chrono::Datelike::month0(&day.date());
    format!("{} Q{}", day.year(), month / 3 + 1)
}
