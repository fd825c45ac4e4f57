//! The brief that a client may read: what both sides know already, and nothing else (M11).
//!
//! It is a type of its own, with types of its own below it: what the dossier says is told only where a field here
//! names it, so that a key which comes to the dossier, or to the brief of our team, never gets here by itself.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::meeting::{self, Occasion};
use super::people::find;
use super::{Amount, Request};
use crate::analysis::agenda::Item;
use crate::model::{Account, Commitment, Day, Money, Party};

/// How far back a review looks, in days.
const YEAR: i64 = 365;

/// All that a client may read.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClientBrief<'a> {
    /// The day it was made.
    pub today: Day,
    /// The client.
    pub account: ClientAccount<'a>,
    /// The meeting.
    pub meeting: ClientMeeting<'a>,
    /// Those of theirs named for the meeting.
    pub people: Vec<Participant<'a>>,
    /// Those named on the command line whom the dossier does not know.
    pub unknown_people: Vec<String>,
    /// The step agreed at the last contact and still open.
    pub next_step: Option<ClientStep>,
    /// What we promised and have not kept yet, the earliest first.
    pub ours: Vec<Pledge<'a>>,
    /// What they promised and have not kept yet, likewise.
    pub theirs: Vec<Pledge<'a>>,
    /// What we promised and kept in the last 365 days, the latest first.
    pub kept: Vec<Kept<'a>>,
    /// What they bought in the last 365 days, the latest first.
    pub purchases: Vec<Bought<'a>>,
    /// The amounts of those purchases together, where each states one.
    pub bought: Option<Amount>,
    /// The reviews of the last 365 days that found something saved, the latest first.
    pub reviews: Vec<Saved>,
    /// What they found together.
    pub saved: Option<Amount>,
}

/// The client.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClientAccount<'a> {
    /// Its name.
    pub name: &'a str,
}

/// The meeting as both sides know it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClientMeeting<'a> {
    /// The day.
    pub on: Day,
    /// Its day of the week: `mon` to `sun`.
    pub weekday: &'static str,
    /// The kind of contact.
    pub kind: Option<&'static str>,
    /// Who of us comes, by name.
    pub goes: Vec<&'a str>,
}

/// One of theirs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Participant<'a> {
    /// The name.
    pub name: &'a str,
    /// The title.
    pub title: Option<&'a str>,
}

/// The step agreed.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ClientStep {
    /// By when.
    pub on: Option<Day>,
    /// What kind of contact.
    pub kind: Option<&'static str>,
}

/// A promise that is open.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Pledge<'a> {
    /// What was promised.
    pub what: &'a str,
    /// By whom, by name.
    pub who: Option<&'a str>,
    /// By when.
    pub due: Option<Day>,
}

/// A promise that was kept.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Kept<'a> {
    /// What was promised.
    pub what: &'a str,
    /// The day it was kept.
    pub on: Day,
}

/// A purchase.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Bought<'a> {
    /// When.
    pub on: Day,
    /// What.
    pub what: Option<&'a str>,
    /// For how much.
    pub amount: Option<Amount>,
}

/// What a review found.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Saved {
    /// When.
    pub on: Day,
    /// What was saved by then.
    pub saved: Amount,
}

/// Puts the brief for the client together. `items` are the account's own agenda.
pub fn client_brief<'a>(
    account: &'a Account<'_>,
    items: &[&Item<'_>],
    request: &Request<'a>,
) -> ClientBrief<'a> {
    let occasion = Occasion::find(account, items, request);
    let (people, unknown_people) = participants(account, &occasion, request);
    let purchases = account.value.purchases.iter().flatten();
    let spent: Vec<_> = purchases
        .clone()
        .filter(|one| is_recent(one.on, request))
        .collect();
    let reviews: Vec<_> = account
        .reviews
        .iter()
        .filter(|one| is_recent(one.on, request))
        .collect();
    ClientBrief {
        today: request.today,
        account: ClientAccount { name: &account.name },
        meeting: client_meeting(account, &occasion, request),
        people,
        unknown_people,
        next_step: next_step(account, items, &occasion, request),
        ours: pledges(account, Party::Us, request),
        theirs: pledges(account, Party::Them, request),
        kept: kept(account, request),
        purchases: latest_first(
            spent.iter().filter_map(|one| {
                Some(Bought {
                    on: one.on?,
                    what: one.what.as_deref(),
                    amount: one.amount.map(|amount| Amount::of(&amount, request.exchange)),
                })
            }),
            |one| one.on,
        ),
        bought: sum(spent.iter().map(|one| one.amount), request),
        reviews: latest_first(
            reviews.iter().filter_map(|one| {
                Some(Saved {
                    on: one.on?,
                    saved: Amount::of(&one.saved?, request.exchange),
                })
            }),
            |one| one.on,
        ),
        saved: sum(
            reviews.iter().map(|one| one.saved).filter(Option::is_some),
            request,
        ),
    }
}

fn client_meeting<'a>(
    account: &'a Account<'_>,
    occasion: &Occasion<'a, '_>,
    request: &Request<'a>,
) -> ClientMeeting<'a> {
    let told = meeting::tell(account, occasion, request);
    ClientMeeting {
        on: told.on,
        weekday: told.weekday,
        kind: told.kind,
        goes: occasion
            .who_goes(account)
            .and_then(|who| request.team.get(who).copied())
            .into_iter()
            .collect(),
    }
}

/// The step that follows on the meeting; one that we have let pass is not theirs to read.
fn next_step(
    account: &Account<'_>,
    items: &[&Item<'_>],
    occasion: &Occasion<'_, '_>,
    request: &Request<'_>,
) -> Option<ClientStep> {
    let step = meeting::open_step(account, items)?;
    let meeting = occasion.on.unwrap_or(request.today);
    (step.on > Some(meeting)).then_some(ClientStep {
        on: step.on,
        kind: step.kind,
    })
}

/// Those named for the meeting, by name; nobody else of theirs, so that our list of them stays ours.
fn participants<'a>(
    account: &'a Account<'_>,
    occasion: &Occasion<'_, '_>,
    request: &Request<'_>,
) -> (Vec<Participant<'a>>, Vec<String>) {
    let planned = occasion.with.iter().filter_map(|id| account.person(id.as_str()));
    let asked = || request.with.iter().map(|name| (name, find(account, name)));
    let present: Vec<_> = match request.with.is_empty() {
        true => planned.collect(),
        false => asked().filter_map(|(_, person)| person).collect(),
    };
    let people = present.into_iter().filter_map(|person| {
        Some(Participant {
            name: person.name.as_deref()?,
            title: person.title.as_deref(),
        })
    });
    let unknown = asked().filter(|(_, person)| person.is_none());
    (people.collect(), unknown.map(|(name, _)| name.clone()).collect())
}

fn pledges<'a>(account: &'a Account<'_>, side: Party, request: &Request<'a>) -> Vec<Pledge<'a>> {
    let open = account.commitments.iter().filter(|promise| promise.is_open());
    let mut pledges: Vec<Pledge<'a>> = open
        .filter(|promise| is_of(promise, side))
        .filter_map(|promise| {
            Some(Pledge {
                what: promise.what.as_deref()?,
                who: promise.who.as_deref().and_then(|who| match side {
                    Party::Us => request.team.get(who).copied(),
                    Party::Them => account.person(who)?.name.as_deref(),
                }),
                due: promise.due,
            })
        })
        .collect();
    pledges.sort_by_key(|pledge| (pledge.due.is_none(), pledge.due));
    pledges
}

fn kept<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Vec<Kept<'a>> {
    let kept = account
        .commitments
        .iter()
        .filter(|promise| is_of(promise, Party::Us) && is_recent(promise.kept, request));
    latest_first(
        kept.filter_map(|promise| {
            Some(Kept {
                what: promise.what.as_deref()?,
                on: promise.kept?,
            })
        }),
        |kept| kept.on,
    )
}

/// A promise that does not say whose it is counts as ours, as everywhere.
fn is_of(promise: &Commitment<'_>, side: Party) -> bool {
    promise.by.unwrap_or(Party::Us) == side
}

fn is_recent(day: Option<Day>, request: &Request<'_>) -> bool {
    day.is_some_and(|day| (0..=YEAR).contains(&request.today.days_since(day)))
}

fn latest_first<T>(all: impl Iterator<Item = T>, day: impl Fn(&T) -> Day) -> Vec<T> {
    let mut all: Vec<T> = all.collect();
    all.sort_by_key(|one| std::cmp::Reverse(day(one)));
    all
}

/// The sum of amounts in the repository's currency, where all are known and there are any.
fn sum(amounts: impl Iterator<Item = Option<Money>>, request: &Request<'_>) -> Option<Amount> {
    let converted: Option<Vec<Decimal>> = amounts
        .map(|amount| request.exchange.convert(&amount?).ok())
        .collect();
    let sum = converted?.into_iter().reduce(Decimal::saturating_add)?;
    Some(Amount::new(sum, request.exchange.currency))
}
