//! The rule `milestone-unmet`.

use super::pursuit::open_deals;
use super::{Check, Finding, Report, World};
use crate::analysis::deal::Unmet;
use crate::model::Account;
use crate::route;

rule! {
    /// A deal that stands at a milestone it has not reached.
    ///
    /// ## Why
    ///
    /// Each milestone has standards: what must be known, done and agreed to have reached it (M7). A deal
    /// that is further in the dossier than in the world is a forecast nobody should rely on. The standards
    /// of earlier milestones count as well. The approval is told by `unapproved-deal`. Other standards than
    /// the shipped ones can be stated in `templates/playbook/process.yaml`; docs/standards.md tells how. One
    /// that cannot be told, because its expression reckons with what is not known, is not met and (unknown).
    ///
    /// ## How to mend
    ///
    /// Do what the help says for the first standard, and enter it; or set the milestone back to where the
    /// deal really stands.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// opportunities:
    ///   - {id: line-3, milestone: deep_contact}    # and who decides there? who tells us the truth?
    /// ```
    pub struct MilestoneUnmet = "milestone-unmet", Error;
}

impl Check for MilestoneUnmet {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        for (at, deal) in open_deals(account) {
            let mut unmet = world.unmet(account, deal);
            unmet.retain(|one| !one.standard.is_approval());
            let (Some(milestone), Some(first)) = (deal.milestone, unmet.first()) else {
                continue;
            };
            let message = format!(
                "the deal stands at `{milestone}`, but these standards are not met: {}",
                by_milestone(&unmet)
            );
            let finding = Finding::at(route!["opportunities", at, "milestone"], message);
            report.add(finding.help(help(first)));
        }
    }
}

/// The standards' ids by milestone: `need-stated` of `contact`; `process-known`, `buyer-known` of `initiation`.
fn by_milestone(unmet: &[Unmet<'_>]) -> String {
    let milestones = unmet.chunk_by(|one, next| one.milestone == next.milestone);
    let of_one = |standards: &[Unmet<'_>]| {
        let ids: Vec<_> = standards.iter().map(named).collect();
        let milestone = standards.first().map(|one| one.milestone.as_str());
        format!("{} of `{}`", ids.join(", "), milestone.unwrap_or_default())
    };
    milestones.map(of_one).collect::<Vec<_>>().join("; ")
}

fn named(unmet: &Unmet<'_>) -> String {
    let unknown = if unmet.unknown.is_some() { " (unknown)" } else { "" };
    format!("`{}`{unknown}", unmet.standard.id)
}

fn help(first: &Unmet<'_>) -> String {
    let mend = match &first.unknown {
        Some(why) => format!("{why}; {}", first.standard.mend()),
        None => first.standard.mend(),
    };
    match first.milestone.before() {
        Some(before) => format!("{mend}; or set the milestone back to `{before}`"),
        None => mend,
    }
}
