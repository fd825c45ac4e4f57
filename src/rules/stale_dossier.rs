//! The rule `stale-dossier`.

use super::listing::ago;
use super::pursuit::{is_draft, is_lost};
use super::{Check, Finding, Report, World};
use crate::analysis::agenda::Window;
use crate::model::Account;
use crate::route;

rule! {
    /// A dossier that nobody has gone through for longer than its tier allows.
    ///
    /// ## Why
    ///
    /// Facts age: people leave, budgets move, competitors come (M1). Each tier has an interval within
    /// which the whole dossier is gone through; until it first was, it counts from `registered`, or else
    /// from the first contact. Lost accounts have none, nor have drafts: without `registered`,
    /// touchpoints and opportunities. With `check --ages` a dossier without `reviewed` counts from the last
    /// commit that changed anything it says.
    ///
    /// ## How to mend
    ///
    /// Go through the dossier, correct what has changed, and write the day in `reviewed`. The intervals
    /// are `reviews` in dossier.yaml; as shipped A 1 month, B 3, C 6, D 12.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// name: Acme Robotics        # tier A: to be gone through every month
    /// reviewed: 2026-09-30       # on 2026-11-21 that is three weeks too late
    /// ```
    pub struct StaleDossier = "stale-dossier", Warning;
}

const HELP: &str = "go through the dossier, correct what has changed, and write the day in `reviewed`";

impl Check for StaleDossier {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some(tier) = world.standing(&account.id).map(|standing| standing.tier) else {
            return;
        };
        let interval = world.settings.reviews.of(tier);
        let is_unread = account.reviewed.is_none() && world.is_at_fault(account, &route!["reviewed"]);
        if is_lost(account) || is_unread {
            return;
        }
        if let Some(fault) = fault(account, interval, world) {
            let message = format!("the dossier {fault}; tier {tier} asks for it every {interval}");
            report.add(Finding::at(route!["reviewed"], message).help(HELP));
        }
    }
}

/// What is wrong with the day of the last review, if anything.
fn fault(account: &Account<'_>, interval: Window, world: &World<'_, '_>) -> Option<String> {
    // A day after today has not come: the review it speaks of was not made.
    let reviewed = account.reviewed.filter(|day| *day <= world.today);
    let met = account.touchpoints.iter().filter_map(|touch| touch.on).min();
    let changed = world.last_change(&account.id);
    let begins = reviewed.or(changed).or(account.registered).or(met);
    if begins.is_some_and(|day| interval.after(day) >= world.today) {
        return None;
    }
    let since = |day| ago(day, world.today);
    Some(match (reviewed, changed, account.registered, met) {
        (Some(day), ..) => format!("was last gone through on {}", since(day)),
        (None, Some(day), ..) => {
            format!("was last changed on {}, and never gone through", since(day))
        }
        (None, None, Some(day), _) => {
            format!("was registered on {}, and never gone through since", since(day))
        }
        (None, None, None, _) if is_draft(account) || world.is_at_fault(account, &route!["registered"]) => {
            return None;
        }
        (None, None, None, Some(day)) => {
            format!("has contacts since {}, and was never gone through", since(day))
        }
        (None, None, None, None) => {
            "says neither when it was registered nor when it was gone through".to_owned()
        }
    })
}
