//! The rule `overdue-promise`.

use super::listing::ago;
use super::promises::{called, ours};
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A promise of ours that is past its day and neither kept nor broken.
    ///
    /// ## Why
    ///
    /// They remember what we said (M9). An overdue promise is the first thing in every brief, and no
    /// meeting goes well before it is settled.
    ///
    /// ## How to mend
    ///
    /// Keep it, and write the day in `kept`. Where it takes longer, tell them before they ask, and write
    /// the new day in `due`. Where it will not be kept, write `broken: true` and the `remedy`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// commitments:
    ///   - {id: payback, by: us, to: bai-ruolan, due: 2026-11-13}    # on 2026-11-21, and not kept
    /// ```
    pub struct OverduePromise = "overdue-promise", Warning;
}

impl Check for OverduePromise {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, promise) in ours(account).filter(|(_, promise)| promise.is_open()) {
            let is_unread = |key: &str| world.is_at_fault(account, &route!["commitments", at, key]);
            if let Some(due) = promise.due.filter(|due| *due < world.today)
                && !is_unread("kept")
            {
                let promise = called(promise, account);
                let message = format!("{promise} was due on {}", ago(due, world.today));
                let help = "keep it and write the day in `kept`; or agree a new day and write it in `due`";
                report.add(Finding::at(route!["commitments", at, "due"], message).help(help));
            }
        }
    }
}
