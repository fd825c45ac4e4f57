//! The rule `fixed-tier-without-reason`.

use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A tier fixed by hand without a reason or an end.
    ///
    /// ## Why
    ///
    /// A tier comes from a declared policy; by hand it is an exception, with a reason and an end date (M3).
    /// Without them nobody can tell later whether it still holds.
    ///
    /// ## How to mend
    ///
    /// Write the `reason`, and in `until` the last day on which the tier counts.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// tier: {fixed: A}           # since when, why, and for how long?
    /// ```
    pub struct FixedTierWithoutReason = "fixed-tier-without-reason", Error;
}

impl Check for FixedTierWithoutReason {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some((tier, fixed)) = account.tier.as_ref().and_then(|tier| Some((tier, tier.fixed?))) else {
            return;
        };
        let no_reason = match &tier.reason {
            Some(reason) => reason.trim().is_empty(),
            None => !world.is_at_fault(account, &route!["tier", "reason"]),
        };
        let no_end = tier.until.is_none() && !world.is_at_fault(account, &route!["tier", "until"]);
        let (missing, help) = match (no_reason, no_end) {
            (true, true) => (
                "a reason or an end",
                "write the `reason`, and in `until` the last day it counts",
            ),
            (true, false) => ("a reason", "write the `reason`"),
            (false, true) => ("an end", "write in `until` the last day it counts"),
            (false, false) => return,
        };
        let message = format!("the tier is fixed at {fixed} without {missing}");
        report.add(Finding::at(route!["tier", "fixed"], message).help(help));
    }
}
