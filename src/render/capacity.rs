//! The workload of each of us, for people: what the cadence asks in a week, against the hours there are.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::style::{Look, Tone};
use super::table::{Cell, Table};
use crate::analysis::agenda::Workload;

/// All workloads, in the order given.
pub fn table(loads: &[Workload<'_>], look: &Look) -> String {
    let header = [
        "Owner", "Accounts", "Contacts", "Needs", "Has", "Load", "What for",
    ];
    let mut table = Table::new(header).right(&[1, 2, 3, 4, 5]);
    for load in loads {
        let total = load.total();
        let has = load
            .hours
            .map_or_else(|| "?".to_owned(), |has| format!("{has} h"));
        table.row([
            load.owner.unwrap_or("nobody").into(),
            load.accounts.to_string().into(),
            tenths(total.contacts).into(),
            length(total.minutes).into(),
            has.into(),
            share(load),
            Cell::new(channels(load), Tone::Faint),
        ]);
    }
    table.render(look)
}

fn share(load: &Workload<'_>) -> Cell {
    let tone = if load.is_too_much() { Tone::Bad } else { Tone::Good };
    match load.load() {
        Some(percent) => Cell::new(format!("{} %", percent.round()), tone),
        None => "?".into(),
    }
}

/// The hours of each channel, the most first.
fn channels(load: &Workload<'_>) -> String {
    let mut channels: Vec<_> = load.channels.iter().collect();
    channels.sort_by_key(|(_, effort)| Reverse(effort.minutes));
    let spoken = channels
        .iter()
        .map(|(kind, effort)| format!("{} {}", kind.as_str().replace('_', " "), length(effort.minutes)));
    spoken.collect::<Vec<_>>().join(", ")
}

/// A length of time: minutes below an hour, else hours.
fn length(minutes: Decimal) -> String {
    let hour = Decimal::from(60);
    match minutes < hour {
        true => format!("{} min", minutes.round()),
        false => format!("{} h", tenths(minutes / hour)),
    }
}

fn tenths(number: Decimal) -> String {
    format!("{:.1}", number.round_dp(1))
}

/// Whether the promise can be kept, in a sentence.
pub fn summary(loads: &[Workload<'_>]) -> String {
    let over = loads.iter().filter(|load| load.is_too_much()).count();
    let unstated = loads.iter().filter(|load| load.hours.is_none()).count();
    let mut told =
        format!("an average week as `cadence` and `minutes` ask for it; more than there are hours: {over}");
    if unstated > 0 {
        told.push_str(&format!("; without `hours_per_week` in dossier.yaml: {unstated}"));
    }
    told
}
