//! The rule `missing-role`.

use super::pursuit::open_deals_from;
use super::{Check, Finding, Report, World};
use crate::model::{Account, Milestone};
use crate::route;

rule! {
    /// An open deal with a part in the decision that nobody is known to have.
    ///
    /// ## Why
    ///
    /// Somebody approves or decides, somebody compares, somebody will work with it, somebody buys or lets
    /// us in; and without a coach, an insider who tells us the truth, we guess at all of it (M5). From the
    /// first contact on each part wants a name.
    ///
    /// ## How to mend
    ///
    /// Find out who it is, and add the role to `roles` of the person; one person may have several.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: li-wei, roles: [decision_maker, user]}     # who compares, who buys, who is the coach?
    /// opportunities:
    ///   - {id: line-3, milestone: contact}
    /// ```
    pub struct MissingRole = "missing-role", Warning;
}

impl Check for MissingRole {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some((deal, _)) = open_deals_from(account, Milestone::Contact).next() else {
            return;
        };
        let Some(influence) = world.influence(account) else {
            return;
        };
        let missing: Vec<String> = influence
            .missing_roles
            .iter()
            .map(|group| {
                let roles: Vec<_> = group.iter().map(|role| format!("`{role}`")).collect();
                roles.join(" or ")
            })
            .collect();
        if missing.is_empty() {
            return;
        }
        let message = format!(
            "a deal is open, and nobody there is known as {}",
            missing.join(", nor as ")
        );
        let finding = Finding::at(route!["stakeholders"], message);
        let finding = finding.help("find out who it is, and add the role to the person's `roles`");
        report.add(finding.label(route!["opportunities", deal, "milestone"], "the deal is open"));
    }
}
