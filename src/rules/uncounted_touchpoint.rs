//! The rule `uncounted-touchpoint`.

use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A touchpoint without its day or its kind.
    ///
    /// ## Why
    ///
    /// Obligations are so many contacts of a kind within so many days (M4). A contact whose day or kind is
    /// not written counts for none of them, and the work that was done appears as undone.
    ///
    /// ## How to mend
    ///
    /// Write `on` and `kind`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {on: 2026-11-05, with: [li-wei], purpose: agree the evaluation team}    # a call or a visit?
    /// ```
    pub struct UncountedTouchpoint = "uncounted-touchpoint", Warning;
}

impl Check for UncountedTouchpoint {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, touch) in account.touchpoints.iter().enumerate() {
            let place = |key: &str| route!["touchpoints", at, key];
            let no_day = touch.on.is_none() && !world.is_at_fault(account, &place("on"));
            let no_kind = touch.kind.is_none() && !world.is_at_fault(account, &place("kind"));
            let (key, missing, help) = match (no_day, no_kind) {
                (true, true) => ("on", "a day or a kind", "write `on` and `kind`"),
                (true, false) => ("on", "a day", "write the day in `on`"),
                (false, true) => ("kind", "a kind", "write the `kind`, such as call or visit"),
                (false, false) => continue,
            };
            let message = format!("a touchpoint without {missing} counts for no obligation");
            report.add(Finding::at(place(key), message).help(help));
        }
    }
}
