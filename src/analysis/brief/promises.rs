//! Promises in a brief: our overdue ones first (M9, M11).

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::analysis::past::Slip;
use crate::model::{Account, Commitment, Day, Party};
use crate::route;

/// Open promises of both sides, and ours that were broken without making good.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Promises<'a> {
    /// Ours, past their day, longest first.
    pub ours_overdue: Vec<Promise<'a>>,
    /// Ours, still in time or without a day.
    pub ours: Vec<Promise<'a>>,
    /// Theirs.
    pub theirs: Vec<Promise<'a>>,
    /// Ours that were broken and not made good.
    pub broken: Vec<Promise<'a>>,
    /// Ours that were kept in the last year, latest first.
    pub kept: Vec<Promise<'a>>,
    /// How we kept what we promised, over the last year.
    pub our_record: Record,
    /// How they did.
    pub their_record: Record,
}

/// How a side kept the promises that were kept, broken or fell due in the last 365 days (M9).
#[derive(Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Record {
    /// Kept by their day.
    pub on_time: usize,
    /// Kept after it.
    pub late: usize,
    /// Broken.
    pub broken: usize,
    /// Open and past their day.
    pub overdue: usize,
    /// All of these.
    pub all: usize,
}

/// One promise.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Promise<'a> {
    /// What was promised.
    pub what: &'a str,
    /// By whom.
    pub who: Option<String>,
    /// To whom.
    pub to: Option<String>,
    /// By when.
    pub due: Option<Day>,
    /// The days since then; negative where it lies ahead.
    pub overdue: Option<i64>,
    /// How that day was moved, where history tells that it was.
    pub slip: Option<Slip>,
    /// The day it was kept.
    pub kept: Option<Day>,
}

/// How far back promises count, in days.
const A_YEAR: i64 = 365;

pub(super) fn promises<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Promises<'a> {
    let tell = |wanted: &dyn Fn(&Commitment<'_>) -> bool| {
        let mut told: Vec<Promise<'a>> = account
            .commitments
            .iter()
            .filter(|promise| wanted(promise))
            .map(|promise| tell(promise, account, request))
            .collect();
        told.sort_by_key(|promise| (Reverse(promise.kept), promise.due.is_none(), promise.due));
        told
    };
    let lately = |day: Option<Day>| is_of_the_year(day, request.today);
    let ours = |promise: &Commitment<'_>| promise.by != Some(Party::Them);
    let late = |promise: &Commitment<'_>| promise.due.is_some_and(|due| due < request.today);
    Promises {
        ours_overdue: tell(&|promise| promise.is_open() && ours(promise) && late(promise)),
        ours: tell(&|promise| promise.is_open() && ours(promise) && !late(promise)),
        theirs: tell(&|promise| promise.is_open() && !ours(promise)),
        broken: tell(&|promise| promise.broken && ours(promise) && promise.remedy.is_none()),
        kept: tell(&|promise| ours(promise) && lately(promise.kept)),
        our_record: record(account.commitments.iter().filter(|one| ours(one)), request.today),
        their_record: record(account.commitments.iter().filter(|one| !ours(one)), request.today),
    }
}

fn is_of_the_year(day: Option<Day>, today: Day) -> bool {
    day.is_some_and(|day| (0..=A_YEAR).contains(&today.days_since(day)))
}

/// A promise without a day that was kept was kept in time.
fn record<'c>(promises: impl Iterator<Item = &'c Commitment<'c>>, today: Day) -> Record {
    let mut record = Record::default();
    for promise in promises {
        let is_late = |kept: Day| promise.due.is_some_and(|due| kept > due);
        let is_recent = is_of_the_year(promise.kept.or(promise.due), today);
        match promise.kept {
            _ if !is_recent => continue,
            _ if promise.broken => record.broken += 1,
            Some(kept) if is_late(kept) => record.late += 1,
            Some(_) => record.on_time += 1,
            None if promise.due == Some(today) => continue,
            None => record.overdue += 1,
        }
        record.all += 1;
    }
    record
}

fn tell<'a>(promise: &'a Commitment<'_>, account: &Account<'_>, request: &Request<'_>) -> Promise<'a> {
    let us = |id: &str| request.name_of(id);
    let them = |id: &str| account.person_name(id).to_owned();
    let (who, to) = (promise.who.as_deref(), promise.to.as_deref());
    let (who, to) = match promise.by {
        Some(Party::Them) => (who.map(them), to.map(us)),
        _ => (who.map(us), to.map(them)),
    };
    let at = account
        .commitments
        .iter()
        .position(|one| std::ptr::eq(one, promise));
    Promise {
        what: promise.what.as_deref().unwrap_or("…"),
        who,
        to,
        due: promise.due,
        overdue: promise.due.map(|due| request.today.days_since(due)),
        slip: at.and_then(|at| request.slip(&route!["commitments", at, "due"])),
        kept: promise.kept,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    /// By hand: of us one is kept by its day, one after, one broken, one overdue. What was settled more than
    /// a year ago, is due today, or lies ahead does not count.
    #[test]
    fn a_side_is_measured_by_what_fell_due_in_a_year() {
        let text = "commitments:
- {what: a, due: 2026-10-01, kept: 2026-10-01}
- {what: b, due: 2026-10-01, kept: 2026-10-02}
- {what: c, due: 2026-09-01, broken: true, remedy: two days}
- {what: d, due: 2026-11-20}
- {what: e, due: 2025-11-20, kept: 2025-11-20}
- {what: f, due: 2026-11-21}
- {what: g, due: 2026-12-01}
- {what: h, by: them, kept: 2026-08-01}
";
        look(text, |account, request| {
            let told = promises(account, request);
            let ours = Record {
                on_time: 1,
                late: 1,
                broken: 1,
                overdue: 1,
                all: 4,
            };
            assert_eq!(told.our_record, ours);
            assert_eq!((told.their_record.on_time, told.their_record.all), (1, 1));
            let kept: Vec<_> = told.kept.iter().map(|promise| promise.what).collect();
            assert_eq!(kept, ["b", "a"]);
            assert_eq!(told.broken.len(), 0);
        });
    }
}
