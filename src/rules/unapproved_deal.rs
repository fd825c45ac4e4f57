//! The rule `unapproved-deal`.

use super::pursuit::open_deals_from;
use super::{Check, Finding, Report, World};
use crate::model::{Account, Milestone};
use crate::route;

rule! {
    /// A deal that we spend on before the manager has approved it.
    ///
    /// ## Why
    ///
    /// From `initiation` (立项) on a deal costs: visits, samples, engineers. Before that the manager says
    /// yes, and it is written who and when (M7); a project that nobody approved is nobody's. A repository
    /// whose own process asks for approval at another milestone is held to that one.
    ///
    /// ## How to mend
    ///
    /// Let the manager decide, and write `approved: {by: …, on: …}`. Until then set the milestone back to
    /// `contact`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {id: line-3, milestone: initiation}    # approved by whom, and when?
    /// ```
    pub struct UnapprovedDeal = "unapproved-deal", Error;
}

impl Check for UnapprovedDeal {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some(from) = world.process.approved_from() else {
            return;
        };
        for (at, deal) in open_deals_from(account, from) {
            let place = |key: &str| route!["opportunities", at, key];
            let is_at_fault = |key: &str| world.is_at_fault(account, &place("approved").key(key));
            let approved = deal.approved.as_ref();
            if approved.is_none() && world.is_at_fault(account, &place("approved")) {
                continue;
            }
            let no_who = match approved.and_then(|approved| approved.by.as_deref()) {
                Some(by) => by.trim().is_empty(),
                None => !is_at_fault("by"),
            };
            let no_day = approved.and_then(|approved| approved.on).is_none() && !is_at_fault("on");
            let (key, missing) = match (no_who, no_day) {
                (true, true) => ("milestone", "nobody of us has approved it"),
                (true, false) => ("approved", "its approval does not say by whom"),
                (false, true) => ("approved", "its approval does not say when"),
                (false, false) => continue,
            };
            let milestone = deal.milestone.unwrap_or(from);
            let message = format!("the deal stands at `{milestone}`, and {missing}");
            report.add(Finding::at(place(key), message).help(help(from)));
        }
    }
}

fn help(from: Milestone) -> String {
    let decide = "let the manager decide and write `approved: {by: …, on: …}`";
    match from.before() {
        Some(before) => format!("{decide}; or set the milestone back to `{before}`"),
        None => decide.to_owned(),
    }
}
