//! The rule `fixed-tier-expired`.

use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A tier fixed by hand whose last day is past.
    ///
    /// ## Why
    ///
    /// A tier set by hand is an exception with an end (M3). Past it the computed tier counts, and with it
    /// other obligations; whoever fixed the tier should decide that, not the calendar alone.
    ///
    /// ## How to mend
    ///
    /// Take `tier` out to let the computed tier stand; or, where the reason still holds, write a new `until`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// tier: {fixed: A, reason: reference customer, until: 2026-06-30}    # past on 2026-11-21
    /// ```
    pub struct FixedTierExpired = "fixed-tier-expired", Error;
}

impl Check for FixedTierExpired {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some((tier, until)) = account
            .tier
            .as_ref()
            .and_then(|tier| Some((tier.fixed?, tier.until?)))
        else {
            return;
        };
        if until < world.today {
            let now = world.standing(&account.id).map_or_else(String::new, |it| {
                format!("; the computed tier is {}", it.computed)
            });
            let message = format!("the tier {tier} was fixed until {until} and no longer counts{now}");
            let help = "take `tier` out, or write a new `until` where the reason still holds";
            report.add(Finding::at(route!["tier", "until"], message).help(help));
        }
    }
}
