//! The rule `never-touched`.

use super::listing::ago;
use super::{Check, Finding, Report, World};
use crate::model::{Account, Status, Touchpoint};
use crate::route;

rule! {
    /// A customer or prospect whom nobody has ever called or visited.
    ///
    /// ## Why
    ///
    /// A client who hears nothing from us is somebody else's client soon. Either nobody is looking after
    /// them, or what was done was not entered; the obligations (M4) cannot tell the two apart.
    ///
    /// ## How to mend
    ///
    /// Call or visit them, and enter it below `touchpoints`; enter also what was done before. Somebody whom
    /// we only know by name is a `lead`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// status: customer
    /// registered: 2026-03-01
    /// touchpoints: []            # since March?
    /// ```
    pub struct NeverTouched = "never-touched", Warning;
}

/// So many days are given for the first contact.
const GRACE_DAYS: i64 = 14;

impl Check for NeverTouched {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some(status @ (Status::Customer | Status::Prospect)) = account.status else {
            return;
        };
        let since = account.registered;
        let Some(since) = since.filter(|since| world.today.days_since(*since) > GRACE_DAYS) else {
            return;
        };
        // A touchpoint without its day may have been made: another rule asks for the day.
        let is_or_may_be_made = |touch: &Touchpoint<'_>| touch.on.is_none_or(|on| on <= world.today);
        if account.touchpoints.iter().any(is_or_may_be_made) {
            return;
        }
        let registered = ago(since, world.today);
        let message =
            format!("this {status} was registered on {registered}, and no contact since is on record");
        let finding = Finding::at(route!["status"], message);
        report.add(finding.help("call or visit them, and enter it below `touchpoints`"));
    }
}
