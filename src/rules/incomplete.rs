//! The rule `incomplete`.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::listing::listed;
use super::pursuit::is_lost;
use super::{Check, Finding, Report, World};
use crate::analysis::completeness::{Completeness, completeness};
use crate::model::{Account, Day};
use crate::route;

rule! {
    /// A dossier that says less than its tier asks.
    ///
    /// ## Why
    ///
    /// What is not known cannot be planned with; the better the tier, the more a gap costs (M2). Complete
    /// is the weight of what is there over the weight of what the tier asks. A lost account is asked
    /// nothing, nor one that is not `registered`, or was so less than 30 days ago: a draft is no failure.
    ///
    /// ## How to mend
    ///
    /// `dossier complete ID --missing` lists the questions that fill the gaps, and whom to ask. The least
    /// for each tier is `completeness` in dossier.yaml; as shipped A 85 %, B 70 %, C 50 %, D 30 %.
    ///
    /// ## Example
    ///
    /// ```yaml
    /// name: Acme Robotics        # 10 %: even tier D asks for the industry, the region, the owner,
    ///                            # the source of the lead, and somebody who can be reached
    /// ```
    pub struct Incomplete = "incomplete", Error;
}

/// For so many days after its registration an account is asked for nothing.
const GRACE_DAYS: i64 = 30;

/// How many of the missing things are named.
const SHOWN: usize = 3;

impl Check for Incomplete {
    fn account(&self, account: &Account<'_>, world: &World<'_, '_>, report: &mut Report<'_>) {
        let Some(tier) = world.standing(&account.id).map(|standing| standing.tier) else {
            return;
        };
        let least = Decimal::from(world.settings.completeness.of(tier));
        if is_lost(account) || least.is_zero() || is_draft(account, world.today) {
            return;
        }
        let complete = completeness(account, tier, world.today);
        if complete.percent < least {
            // Cut off, not rounded: what is below the least must not look as if it had reached it.
            let percent = complete.percent.trunc_with_scale(1).normalize();
            let message = format!(
                "the dossier is {percent} % complete, and tier {tier} asks for {least} %: {} missing",
                weightiest(&complete)
            );
            let help = format!("`dossier complete {} --missing` lists what to ask", account.id);
            report.add(Finding::at(route!["name"], message).help(help));
        }
    }
}

/// Not in the lead table yet, or so new that nobody had the time to ask.
fn is_draft(account: &Account<'_>, today: Day) -> bool {
    account
        .registered
        .is_none_or(|registered| today.days_since(registered) < GRACE_DAYS)
}

/// What weighs most of what is missing.
fn weightiest(complete: &Completeness) -> String {
    let mut missing = complete.missing.clone();
    missing.sort_by_key(|requirement| Reverse(requirement.weight));
    let ids = missing.iter().take(SHOWN).map(|one| format!("`{}`", one.id));
    let ids: Vec<_> = ids.collect();
    match missing.len() {
        0..=SHOWN => format!("{} {}", listed(&ids), if ids.len() == 1 { "is" } else { "are" }),
        more => format!("{} and {} more are", ids.join(", "), more - SHOWN),
    }
}
