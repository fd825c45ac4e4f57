//! `due --capacity` as JSON, version 1.

use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::agenda::Workload;
use crate::analysis::agenda::capacity::Effort;
use crate::model::{Day, Kind};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    owners: Vec<Owner<'a>>,
}

#[derive(Serialize)]
struct Owner<'a> {
    owner: Option<&'a str>,
    accounts: usize,
    contacts_per_week: Number,
    minutes_per_week: Number,
    hours_per_week: Option<u32>,
    load: Option<Number>,
    channels: Vec<Channel>,
}

#[derive(Serialize)]
struct Channel {
    kind: Kind,
    contacts_per_week: Number,
    minutes_per_week: Number,
}

/// The workloads, in the order given; the load in percent.
pub fn render(loads: &[Workload<'_>], today: Day) -> String {
    to_text(&Document {
        version: 1,
        today,
        owners: loads.iter().map(owner).collect(),
    })
}

fn owner<'a>(load: &Workload<'a>) -> Owner<'a> {
    let total = load.total();
    Owner {
        owner: load.owner,
        accounts: load.accounts,
        contacts_per_week: contacts(&total),
        minutes_per_week: minutes(&total),
        hours_per_week: load.hours,
        load: load.load().map(|percent| number(percent.round_dp(1).normalize())),
        channels: load.channels.iter().map(channel).collect(),
    }
}

fn channel((kind, effort): (&Kind, &Effort)) -> Channel {
    Channel {
        kind: *kind,
        contacts_per_week: contacts(effort),
        minutes_per_week: minutes(effort),
    }
}

/// Contacts are few in a week, minutes are many.
fn contacts(effort: &Effort) -> Number {
    number(effort.contacts.round_dp(2).normalize())
}

fn minutes(effort: &Effort) -> Number {
    number(effort.minutes.round_dp(1).normalize())
}
