//! Promises in a brief: our overdue ones first (M9, M11).

use schemars::JsonSchema;
use serde::Serialize;

use super::Request;
use crate::model::{Account, Commitment, Day, Party};

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
}

pub(super) fn promises<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Promises<'a> {
    let tell = |wanted: &dyn Fn(&Commitment<'_>) -> bool| {
        let mut told: Vec<Promise<'a>> = account
            .commitments
            .iter()
            .filter(|promise| wanted(promise))
            .map(|promise| tell(promise, account, request))
            .collect();
        told.sort_by_key(|promise| (promise.due.is_none(), promise.due));
        told
    };
    let ours = |promise: &Commitment<'_>| promise.by != Some(Party::Them);
    let late = |promise: &Commitment<'_>| promise.due.is_some_and(|due| due < request.today);
    Promises {
        ours_overdue: tell(&|promise| promise.is_open() && ours(promise) && late(promise)),
        ours: tell(&|promise| promise.is_open() && ours(promise) && !late(promise)),
        theirs: tell(&|promise| promise.is_open() && !ours(promise)),
        broken: tell(&|promise| promise.broken && ours(promise) && promise.remedy.is_none()),
    }
}

fn tell<'a>(promise: &'a Commitment<'_>, account: &Account<'_>, request: &Request<'_>) -> Promise<'a> {
    let us = |id: &str| request.name_of(id);
    let them = |id: &str| account.person_name(id).to_owned();
    let (who, to) = (promise.who.as_deref(), promise.to.as_deref());
    let (who, to) = match promise.by {
        Some(Party::Them) => (who.map(them), to.map(us)),
        _ => (who.map(us), to.map(them)),
    };
    Promise {
        what: promise.what.as_deref().unwrap_or("…"),
        who,
        to,
        due: promise.due,
        overdue: promise.due.map(|due| request.today.days_since(due)),
    }
}
