//! The rule `stale-dossier`.

use super::listing::ago;
use super::pursuit::is_lost;
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A dossier that nobody has gone through for longer than its tier allows.
    ///
    /// ## Why
    ///
    /// Facts age: people leave, budgets move, competitors come (M1). Each tier has an interval within
    /// which the whole dossier is gone through. Lost accounts have none.
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
        let is_unread = |key: &str| world.is_at_fault(account, &route![key]);
        let Some(tier) = world.standing(&account.id).map(|standing| standing.tier) else {
            return;
        };
        if is_lost(account) || (account.reviewed.is_none() && is_unread("reviewed")) {
            return;
        }
        // A day after today has not come: the review it speaks of was not made.
        let reviewed = account.reviewed.filter(|day| *day <= world.today);
        let interval = world.settings.reviews.of(tier);
        let message = match (reviewed, account.registered) {
            (Some(day), _) | (None, Some(day)) if interval.after(day) >= world.today => return,
            (Some(day), _) => format!("was last gone through on {}", ago(day, world.today)),
            (None, Some(day)) => format!(
                "was registered on {}, and never gone through since",
                ago(day, world.today)
            ),
            (None, None) => return,
        };
        let message = format!("the dossier {message}; tier {tier} asks for it every {interval}");
        report.add(Finding::at(route!["reviewed"], message).help(HELP));
    }
}
