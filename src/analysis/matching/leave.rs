//! What stands against telling a case: no leave, leave that ended, or that they know it already.

use super::Request;
use crate::model::{Account, Case, Day};

/// Leave that ends within so many days is to be asked for again.
pub const ENDING: i64 = 30;

/// Why a case is not to be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hindrance<'a> {
    /// Nobody has given leave to tell it.
    Unapproved,
    /// Leave to tell it ended on this day, before the meeting.
    Expired(Day),
    /// Some of those who will be there know it already.
    Told {
        /// Their names; nobody where the contact does not say with whom it was.
        to: Vec<&'a str>,
        /// The last time.
        on: Day,
    },
}

/// Whether somebody has given leave to tell a case, for however long.
pub fn is_approved(case: &Case<'_>) -> bool {
    let approved = case.approved.as_ref();
    let by = approved.and_then(|approved| approved.by.as_deref());
    by.is_some_and(|by| !by.trim().is_empty())
}

/// What stands against telling a case at a meeting, if anything.
pub fn hindrance<'a>(case: &Case<'_>, request: &Request<'a>) -> Option<Hindrance<'a>> {
    let until = case.approved.as_ref().and_then(|approved| approved.until);
    match until {
        _ if !is_approved(case) => Some(Hindrance::Unapproved),
        Some(until) if until < request.on => Some(Hindrance::Expired(until)),
        _ => told(case, request),
    }
}

/// The last contact at which a case was told to some of those who will be there.
fn told<'a>(case: &Case<'_>, request: &Request<'a>) -> Option<Hindrance<'a>> {
    let id = case.id.as_deref()?;
    let account: &'a Account<'a> = request.account;
    let tellings = account.real_touchpoints(request.today).filter_map(|touch| {
        let is_this = touch.told.iter().any(|told| *told == id);
        let there = request.with.iter().filter(|person| {
            let known = person.id.as_deref();
            touch.with.iter().any(|with| known == Some(with.as_str()))
        });
        let to: Vec<&'a str> = there.map(|person| person.called()).collect();
        (is_this && (touch.with.is_empty() || !to.is_empty())).then_some((touch.on?, to))
    });
    let (on, to) = tellings.max_by_key(|(on, _)| *on)?;
    Some(Hindrance::Told { to, on })
}
