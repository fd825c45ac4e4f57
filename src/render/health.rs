//! Health for people: a bar for each account, its parts with their reasons, and what would lift it most.

use rust_decimal::Decimal;
use unicode_width::UnicodeWidthStr;

use super::bar::bar;
use super::style::{Look, Tone};
use super::table::{Cell, Table};
use super::tiers::{self, decimal, range};
use crate::analysis::health::{Health, Measured, Part};
use crate::analysis::tier::Interval;
use crate::model::{Account, Tier};

/// An account and its health.
#[derive(Debug)]
pub struct Row<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// Its tier.
    pub tier: Tier,
    /// The measure.
    pub health: Health,
}

/// How many accounts the advice is for, and how much of it each gets.
const LOWEST: usize = 3;
const LIFTS: usize = 2;
/// The widest that the column of accounts gets, in cells.
const WIDEST_NAME: usize = 24;

/// All accounts, the lowest first, and what would lift the lowest.
pub fn table(rows: &mut [Row<'_>], look: &Look) -> String {
    if rows.is_empty() {
        return String::new();
    }
    sort(rows);
    let mut table = Table::new(["Tier", "Account", "Owner", "Health", "Weakest"]);
    for row in rows.iter() {
        table.row([
            tier(row),
            row.account.name.as_str().into(),
            Cell::new(row.account.owner.as_deref().unwrap_or("–"), Tone::Faint),
            measure(&row.health.score),
            weakest(row),
        ]);
    }
    table.render(look) + &advice(rows, look)
}

/// A group for each owner, the lowest account first; what nobody owns comes last.
pub fn by_owner(rows: &mut [Row<'_>], look: &Look) -> String {
    sort(rows);
    rows.sort_by_key(|row| (row.account.owner.is_none(), row.account.owner.as_deref()));
    let names = name_width(rows);
    let groups = rows.chunk_by(|one, other| one.account.owner == other.account.owner);
    let blocks = groups.map(|group| {
        let mut table = Table::new([""; 0]).width(0, 1).width(1, names);
        for row in group {
            table.row([
                tier(row),
                row.account.name.as_str().into(),
                measure(&row.health.score),
                weakest(row),
            ]);
        }
        format!(
            "{}\n{}",
            look.paint(Tone::Heading, &title(group)),
            table.render(look)
        )
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// Each account with its parts, the lowest first.
pub fn details(rows: &mut [Row<'_>], look: &Look) -> String {
    sort(rows);
    let blocks: Vec<String> = rows.iter().map(|row| detail(row, look)).collect();
    blocks.join("\n")
}

fn sort(rows: &mut [Row<'_>]) {
    rows.sort_by(|one, other| {
        let key = |row: &Row<'_>| (row.health.score.low, row.health.score.high, row.tier);
        key(one)
            .cmp(&key(other))
            .then_with(|| one.account.id.cmp(&other.account.id))
    });
}

fn tier(row: &Row<'_>) -> Cell {
    Cell::new(row.tier.as_str(), tiers::tone(row.tier))
}

fn measure(score: &Interval) -> Cell {
    format!("{} {}", bar(score.low, score.high), range(score)).into()
}

/// The part with most to gain.
fn weakest(row: &Row<'_>) -> Cell {
    let lifts = row.health.lifts();
    let named = lifts.first().map_or_else(String::new, |part| spoken(part.part));
    Cell::new(named, Tone::Faint)
}

fn spoken(part: Part) -> String {
    part.as_str().replace('_', " ")
}

fn name_width(rows: &[Row<'_>]) -> usize {
    let widths = rows.iter().map(|row| row.account.name.width());
    widths.max().unwrap_or(0).min(WIDEST_NAME)
}

/// Whose accounts they are, how many, and their mean.
fn title(group: &[Row<'_>]) -> String {
    let owner = group.first().and_then(|row| row.account.owner.as_deref());
    let mean = |end: fn(&Interval) -> Decimal| {
        let sum: Decimal = group.iter().map(|row| end(&row.health.score)).sum();
        sum / Decimal::from(group.len().max(1))
    };
    let mean = Interval {
        low: mean(|score| score.low),
        high: mean(|score| score.high),
    };
    let accounts = match group.len() {
        1 => "1 account".to_owned(),
        more => format!("{more} accounts"),
    };
    format!(
        "{}: {accounts}, {} on average",
        owner.unwrap_or("nobody"),
        range(&mean)
    )
}

/// The lowest accounts with what would lift each of them most.
fn advice(rows: &[Row<'_>], look: &Look) -> String {
    let mut lowest = rows
        .iter()
        .filter(|row| !row.health.lifts().is_empty())
        .take(LOWEST)
        .peekable();
    if lowest.peek().is_none() {
        return String::new();
    }
    let heading = look.paint(Tone::Heading, "what would lift the lowest most");
    let blocks = lowest.map(|row| {
        let name = look.paint(Tone::Plain, &row.account.name);
        format!("  {name}\n{}", lifts(&row.health, LIFTS, look))
    });
    format!("\n{heading}\n{}", blocks.collect::<String>())
}

fn lifts(health: &Health, most: usize, look: &Look) -> String {
    let mut table = Table::new([""; 0]).right(&[0]).width(0, 9);
    for part in health.lifts().into_iter().take(most) {
        table.row([
            Cell::new(format!("+{}", decimal(part.gain)), Tone::Good),
            part.lift.as_deref().unwrap_or_default().into(),
        ]);
    }
    table.render(look)
}

fn detail(row: &Row<'_>, look: &Look) -> String {
    let mut text = format!(
        "{}  {}  {}\n  {}\n",
        look.paint(Tone::Heading, row.tier.as_str()),
        look.paint(Tone::Heading, &row.account.name),
        look.paint(Tone::Faint, &row.account.id),
        look.paint(Tone::Plain, &format!("health {}", range(&row.health.score)))
    );
    text.push_str(&parts(&row.health.parts).render(look));
    if !row.health.lifts().is_empty() {
        text.push_str(&format!(
            "  {}\n",
            look.paint(Tone::Heading, "what would lift it most")
        ));
        text.push_str(&lifts(&row.health, LOWEST, look));
    }
    text
}

fn parts(parts: &[Measured]) -> Table {
    let mut table = Table::new(["  Part", "Weight", "Points", "Why"]).right(&[1, 2]);
    for part in parts {
        table.row([
            format!("  {}", spoken(part.part)).into(),
            part.weight.to_string().into(),
            range(&part.points).into(),
            Cell::new(part.why.as_str(), Tone::Faint),
        ]);
    }
    table
}

/// What could be done next.
pub fn next_step(rows: &[Row<'_>]) -> String {
    if rows.is_empty() {
        return "every account here is lost; `dossier health ACCOUNT` tells of one that is named".to_owned();
    }
    let unsettled = rows
        .iter()
        .filter(|row| row.health.score.low != row.health.score.high);
    match unsettled.count() {
        0 => "`dossier health ACCOUNT` shows the parts and why".to_owned(),
        count => format!(
            "an interval where something is not known: {count} of {}; `dossier health ACCOUNT` shows the parts and why",
            rows.len()
        ),
    }
}
