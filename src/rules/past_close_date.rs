//! The rule `past-close-date`.

use super::listing::ago;
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// An open deal whose order was expected before today.
    ///
    /// ## Why
    ///
    /// A close date that has passed tells nobody when the order comes (M4); a forecast made from it is
    /// wrong by the whole amount. Deals of lost accounts are looked at as well: they are not open.
    ///
    /// ## How to mend
    ///
    /// Ask when it will be decided, and write that day in `close`; or say in `outcome` that the deal is won
    /// or lost.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {id: line-3, close: 2026-10-31, outcome: open}    # on 2026-11-21: won, lost, or when?
    /// ```
    pub struct PastCloseDate = "past-close-date", Warning;
}

impl Check for PastCloseDate {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, deal) in account.opportunities.iter().enumerate() {
            let place = |key: &str| route!["opportunities", at, key];
            let is_open =
                deal.is_open() && (deal.outcome.is_some() || !world.is_at_fault(account, &place("outcome")));
            if let Some(close) = deal.close.filter(|close| is_open && *close < world.today) {
                let message = format!("the order was expected by {}", ago(close, world.today));
                let help =
                    "write in `close` when it is expected now; or in `outcome` that the deal is won or lost";
                report.add(Finding::at(place("close"), message).help(help));
            }
        }
    }
}
