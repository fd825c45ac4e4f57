//! The rule `untouched-opponent`.

use super::listing::ago;
use super::pursuit::is_pursued;
use super::{Check, Finding, Report, World};
use crate::analysis::influence::last_contacts;
use crate::model::Account;
use crate::model::people::Attitude;
use crate::route;

rule! {
    /// Somebody of influence who is against us, and with whom nobody has been in touch.
    ///
    /// ## Why
    ///
    /// Don't only win the great ones: whoever is passed over stands in the way (小鬼难缠, M5). Opponents and
    /// sceptics of influence 3 or more want a contact every 90 days. Looked at where the account buys, may
    /// buy soon, or a deal is open.
    ///
    /// ## How to mend
    ///
    /// Go and hear what they have against it, before the next meeting in which they will say so. Where they
    /// have come round, correct `attitude`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// stakeholders:
    ///   - {id: bai-ruolan, influence: 4, attitude: sceptic}    # last touched in June
    /// ```
    pub struct UntouchedOpponent = "untouched-opponent", Warning;
}

impl Check for UntouchedOpponent {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let is_against = |attitude| matches!(attitude, Some(Attitude::Opponent | Attitude::Sceptic));
        let mut people = account.stakeholders.iter();
        if !people.any(|person| is_against(person.attitude)) || !is_pursued(account) {
            return;
        }
        let Some(influence) = world.influence(account) else {
            return;
        };
        let last = last_contacts(account, world.today);
        for (at, person) in account.stakeholders.iter().enumerate() {
            let (Some(attitude), Some(weight)) = (person.attitude, person.influence) else {
                continue;
            };
            let untouched = &influence.untouched_opponents;
            if !untouched.iter().any(|other| std::ptr::addr_eq(*other, person)) {
                continue;
            }
            let touched = match person.id.as_deref().and_then(|id| last.get(id)) {
                Some(day) => format!("was last touched on {}", ago(*day, world.today)),
                None => "was never touched".to_owned(),
            };
            let message = format!(
                "{} is `{attitude}` with influence {weight}, and {touched}",
                person.called()
            );
            let help = "go and hear what they have against it, before they say it without you";
            report.add(Finding::at(route!["stakeholders", at, "attitude"], message).help(help));
        }
    }
}
