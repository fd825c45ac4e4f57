//! Obligations: at least N contacts of a channel in every window, as the account's tier asks (M4).

use std::fmt;

use super::cadence::Cadence;
use super::item::{Item, ItemKind, spoken};
use super::rate::Rate;
use super::scope::Scope;
use super::start::Start;
use crate::model::{Account, Day, Kind, Status, Tier};

/// As many days as a reason lists one by one.
const LISTED: usize = 4;

/// What an account is owed by one channel, and where that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obligation {
    /// The channel.
    pub kind: Kind,
    /// How often.
    pub rate: Rate,
    /// The latest contacts that count, no more than the rate asks for, the newest first.
    pub made: Vec<Day>,
    /// The day by which the next contact is owed.
    pub due: Day,
}

/// The obligations to an account of a tier; a lost account is owed none.
///
/// A contact counts from the day the account was registered to today, with whomever it was. Those missing
/// to the rate's number count as made on the registered day, so that no contact entered, however old, ever
/// brings a due day forward.
pub fn obligations(
    account: &Account<'_>,
    tier: Tier,
    cadence: &Cadence,
    today: Day,
) -> impl Iterator<Item = Obligation> {
    let start = Start::of(account, today);
    let is_owed = account.status != Some(Status::Lost);
    let channels = cadence.of(tier).filter(move |_| is_owed);
    channels.map(move |(kind, rate)| Obligation::new(account, kind, rate, start, today))
}

/// The account's obligations that are due.
pub(super) fn items<'a>(scope: &Scope<'a, '_>, items: &mut Vec<Item<'a>>) {
    let owed = obligations(scope.account, scope.tier, &scope.policy.cadence, scope.today);
    for obligation in owed.filter(|obligation| scope.lists(obligation.due)) {
        let Obligation { kind, due, .. } = obligation;
        let why = obligation.why(Start::of(scope.account, scope.today));
        let item = scope.item(ItemKind::Channel(kind), due, spoken(kind), why);
        items.push(item.with_plan(scope.planned(Some(kind))));
    }
}

impl Obligation {
    fn new(account: &Account<'_>, kind: Kind, rate: Rate, start: Start, today: Day) -> Self {
        let times = usize::try_from(rate.times()).unwrap_or(usize::MAX);
        let made = latest(account, kind, start, today, times);
        let nth = made.last().filter(|_| made.len() == times).copied();
        let begun = nth.or(start.day());
        Self {
            kind,
            rate,
            made,
            due: begun.map_or(today, |day| rate.window().after(day)),
        }
    }

    fn why(&self, start: Start) -> String {
        let Self { rate, made, .. } = self;
        let is_full = made.len() as u64 == u64::from(rate.times());
        match (made.as_slice(), is_full) {
            ([], _) => format!("{rate}; none{start}"),
            ([day], true) => format!("{rate}; the last: {day}"),
            (days, true) if days.len() <= LISTED => {
                format!("{rate}; the last {}: {}", days.len(), Days(days))
            }
            ([.., first], true) => format!("{rate}; the last {} go back to {first}", made.len()),
            (days, false) if days.len() < LISTED => format!("{rate}; only {}{start}", Days(days)),
            ([last, ..], false) => format!("{rate}; only {}, the last {last},{start}", made.len()),
        }
    }
}

/// The days of the latest contacts of a kind from the start to today, no more than asked, the newest first.
fn latest(account: &Account<'_>, kind: Kind, start: Start, today: Day, times: usize) -> Vec<Day> {
    let mut days: Vec<_> = account
        .real_touchpoints(today)
        .filter(|touch| touch.kind == Some(kind))
        .filter_map(|touch| touch.on)
        .filter(|on| Some(*on) >= start.day())
        .collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.truncate(times);
    days
}

/// Days that are kept newest first, shown one by one, the oldest first.
struct Days<'d>(&'d [Day]);

impl fmt::Display for Days<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, day) in self.0.iter().rev().enumerate() {
            f.write_str(if place > 0 { ", " } else { "" })?;
            write!(f, "{day}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
