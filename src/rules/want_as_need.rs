//! The rule `want-as-need`.

use super::pursuit::is_lost;
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::model::need::{NeedKind, NeedStatus};
use crate::route;

rule! {
    /// A want at the highest priority, as if it were a need.
    ///
    /// ## Why
    ///
    /// A need is of lasting interest and leaves the how open; a want is specific, personal, often one-off
    /// (M6). Who works for wants is a courier: the need behind it goes to somebody else.
    ///
    /// ## How to mend
    ///
    /// Ask why, and enter the need behind it; give the want a lower priority. Where it is the need after
    /// all, write `kind: need`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// needs:
    ///   - {id: screen, need: a big screen in the showroom, kind: want, priority: 1}
    /// ```
    pub struct WantAsNeed = "want-as-need", Note;
}

impl Check for WantAsNeed {
    fn account(&self, account: &Account<'_>, _world: &World<'_, '_>, report: &mut Report<'_>) {
        if is_lost(account) {
            return;
        }
        for (at, need) in account.needs.iter().enumerate() {
            let is_first = need.priority == Some(1) && need.status != Some(NeedStatus::Solved);
            if is_first && need.kind == Some(NeedKind::Want) {
                let message = "a want comes first; what is the need behind it?";
                let finding = Finding::at(route!["needs", at, "kind"], message);
                let help = "ask why, enter the need behind it, and give the want a lower `priority`";
                report.add(
                    finding
                        .help(help)
                        .label(route!["needs", at, "priority"], "comes first"),
                );
            }
        }
    }
}
