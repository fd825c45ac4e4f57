//! The rule `tier-unsettled`.

use super::{Check, Finding, Report, World};
use crate::analysis::tier::Standing;
use crate::model::Account;
use crate::route;

rule! {
    /// A tier that hangs on what is not known.
    ///
    /// ## Why
    ///
    /// What is not known counts as the least it can be, so that a dossier must prove its worth (M3). Where
    /// the most it can be would give a better tier, a key account may be hidden behind a gap.
    ///
    /// ## How to mend
    ///
    /// Find out the facts named in the help: they are the fewest that can settle it.
    /// `dossier tier --explain` shows all criteria.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// value:
    ///   sales: {2025: 1.8M}
    ///   margin:                  # profit and unserved potential are unknown: it is C, and could be A
    ///   potential:
    /// ```
    pub struct TierUnsettled = "tier-unsettled", Note;
}

impl Check for TierUnsettled {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some(standing) = world.standing(&account.id).filter(|standing| !standing.settled) else {
            return;
        };
        let Standing {
            computed, could_be, ..
        } = standing;
        let message = format!("the tier is {computed} as far as is known, but could be {could_be}");
        let place = standing
            .settle_by
            .first()
            .cloned()
            .unwrap_or_else(|| route!["name"]);
        report.add(Finding::at(place, message).help(help(standing)));
    }
}

fn help(standing: &Standing) -> String {
    let facts: Vec<_> = standing
        .settle_by
        .iter()
        .map(|route| format!("`{route}`"))
        .collect();
    match (facts.as_slice(), standing.no_rate.as_slice()) {
        ([], []) => "`dossier tier --explain` shows what is not known".to_owned(),
        ([], [(currency, _), ..]) => format!("declare a rate for {currency} in dossier.yaml"),
        ([fact], _) => format!("find out {fact}"),
        ([facts @ .., last], _) => format!("find out {} and {last}", facts.join(", ")),
    }
}
