//! The rule `single-thread`.

use rust_decimal::Decimal;

use super::pursuit::is_pursued;
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A relationship that hangs on one person.
    ///
    /// ## Why
    ///
    /// Where more than 70 % of the contacts of the last 180 days were with one person alone, we hear what
    /// that person hears, and lose the account the day they leave (M5). Looked at where the account buys,
    /// may buy soon, or a deal is open, and there were three contacts or more.
    ///
    /// ## How to mend
    ///
    /// Take somebody else along, and ask to meet others: those who use it, those who pay, those who decide.
    /// A contact with several people is no single thread; enter all of them in `with`.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// touchpoints:
    ///   - {on: 2026-09-02, kind: call, with: [li-wei]}
    ///   - {on: 2026-10-14, kind: visit, with: [li-wei]}
    ///   - {on: 2026-11-05, kind: call, with: [li-wei]}       # and if li-wei leaves?
    /// ```
    pub struct SingleThread = "single-thread", Warning;
}

impl Check for SingleThread {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        // One or two contacts are no thread; most accounts of a large portfolio end here.
        if account.touchpoints.len() < 3 || !is_pursued(account) {
            return;
        }
        let Some((id, share)) = world.influence(account).and_then(|people| people.single_thread) else {
            return;
        };
        let percent = (share * Decimal::ONE_HUNDRED).trunc_with_scale(1).normalize();
        let name = account.person_name(id);
        let message = format!("{percent} % of the contacts of the last 180 days were with {name} alone");
        let mut people = account.stakeholders.iter();
        let place = match people.position(|person| person.id.as_deref() == Some(id)) {
            Some(at) => route!["stakeholders", at, "id"],
            None => route!["touchpoints"],
        };
        let help = "meet others as well: who uses it, who pays, who decides";
        report.add(Finding::at(place, message).help(help));
    }
}
