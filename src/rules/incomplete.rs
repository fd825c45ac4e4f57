//! The rule `incomplete`.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::listing::listed;
use super::pursuit::{is_draft, is_lost};
use super::{Check, Finding, Report, World};
use crate::analysis::completeness::{Completeness, completeness};
use crate::model::Account;
use crate::route;

rule! {
    /// A dossier that says less than its tier asks.
    ///
    /// ## Why
    ///
    /// What is not known cannot be planned with; the better the tier, the more a gap costs (M2). Complete
    /// is the weight of what is there over the weight of what the tier asks. A lost account is asked
    /// nothing, nor one that was `registered` less than 30 days ago, nor a draft: without `registered`,
    /// touchpoints and opportunities.
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
        if is_lost(account) || least.is_zero() || is_draft(account) || is_new(account, world) {
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
            report.add(Finding::at(route!["name"], message).help(help(account)));
        }
    }
}

/// In the lead table for so short a time that nobody could ask. A day there that cannot be read is told by
/// another rule.
fn is_new(account: &Account<'_>, world: &World<'_, '_>) -> bool {
    match account.registered {
        Some(registered) => world.today.days_since(registered) < GRACE_DAYS,
        None => world.is_at_fault(account, &route!["registered"]),
    }
}

fn help(account: &Account<'_>) -> String {
    let ask = format!("`dossier complete {} --missing` lists what to ask", account.id);
    match account.registered {
        Some(_) => ask,
        None => format!("{ask}; with `registered`, a new account has {GRACE_DAYS} days for it"),
    }
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
