//! The rule `broken-promise-without-remedy`.

use super::promises::{called, ours};
use super::{Check, Finding, Report, World};
use crate::model::Account;
use crate::route;

rule! {
    /// A promise of ours that was broken and not made good.
    ///
    /// ## Why
    ///
    /// Promises kept are what trust is made of (M9). A broken one can be forgiven, where an apology and a
    /// remedy come at once; passed over in silence it is what they will remember.
    ///
    /// ## How to mend
    ///
    /// Apologise, make it good, and write in `remedy` what was done.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// commitments:
    ///   - {id: training, by: us, to: pan-lei, due: 2026-08-14, broken: true}    # and then?
    /// ```
    pub struct BrokenPromiseWithoutRemedy = "broken-promise-without-remedy", Warning;
}

impl Check for BrokenPromiseWithoutRemedy {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, promise) in ours(account).filter(|(_, promise)| promise.broken) {
            let no_remedy = match promise.remedy.as_deref() {
                Some(remedy) => remedy.trim().is_empty(),
                None => !world.is_at_fault(account, &route!["commitments", at, "remedy"]),
            };
            if no_remedy {
                let promise = called(promise, account);
                let message = format!("{promise} was broken, and nothing says how it was made good");
                let finding = Finding::at(route!["commitments", at, "broken"], message);
                report.add(finding.help("apologise, make it good, and write in `remedy` what was done"));
            }
        }
    }
}
