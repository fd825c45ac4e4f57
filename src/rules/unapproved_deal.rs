//! The rule `unapproved-deal`.

use super::pursuit::open_deals_from;
use super::{Check, Finding, Report, World};
use crate::analysis::deal::is_approved;
use crate::model::{Account, Milestone, Opportunity};
use crate::route;

rule! {
    /// A deal that we spend on before the manager has approved it.
    ///
    /// ## Why
    ///
    /// From `initiation` (立项) on a deal costs: visits, samples, engineers. Before that the manager says
    /// yes, and it is written who and when (M7); a project that nobody approved is nobody's.
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
        for (at, deal) in open_deals_from(account, Milestone::Initiation) {
            let place = |keys: &[&str]| {
                keys.iter()
                    .fold(route!["opportunities", at], |route, key| route.key(*key))
            };
            let parts: [&[&str]; 2] = [&["approved", "by"], &["approved", "on"]];
            let is_unread = match deal.approved {
                None => world.is_at_fault(account, &place(&["approved"])),
                Some(_) => parts.iter().any(|part| is_unread(account, deal, &place(part), world)),
            };
            if is_approved(deal) || is_unread {
                continue;
            }
            let (key, missing) = missing(deal);
            let milestone = deal.milestone.unwrap_or(Milestone::Initiation);
            let message = format!("the deal stands at `{milestone}`, and {missing}");
            let help = "let the manager decide and write `approved: {by: …, on: …}`; or set the milestone \
                        back to `contact`";
            report.add(Finding::at(place(&[key]), message).help(help));
        }
    }
}
