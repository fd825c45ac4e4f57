//! The ratchet: what a change made worse, against the dossiers at an earlier commit.
//!
//! Findings that were there before do not count; completeness, the nine points and support may not fall
//! by more than the settings allow; a milestone that advances brings its unmet standards along as new.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use crate::analysis::completeness::completeness;
use crate::analysis::influence::influence;
use crate::model::{Account, Day, Opportunity, Tier};
use crate::route;
use crate::rules::{Finding, Located, Rule, Selection, World, fallen_back};
use crate::settings::Ratchet;

/// Leaves only what is worse than before: findings whose fingerprint is none of the old ones, and figures
/// that fell.
pub fn worsened<'p>(
    now: &World<'p, '_>,
    findings: Vec<Located<'p>>,
    before: &World<'_, '_>,
    old: &HashSet<String>,
    selection: &Selection,
) -> Vec<Located<'p>> {
    let earlier: HashMap<&str, &Account<'_>> = before
        .portfolio
        .accounts()
        .into_iter()
        .map(|account| (account.id.as_str(), account))
        .collect();
    let mut worse: Vec<Located<'p>> = findings
        .into_iter()
        .filter(|finding| !old.contains(&finding.fingerprint) || is_advance(now, finding, &earlier))
        .collect();
    let tells_falls = selection.wants_rule(fallen_back::FallenBack.info().id);
    for account in now.portfolio.accounts() {
        let is_wanted = now
            .file(&account.id)
            .is_some_and(|file| selection.wants_file(file));
        if let Some(earlier) = earlier
            .get(account.id.as_str())
            .filter(|_| is_wanted && tells_falls)
        {
            worse.extend(falls(now, account, earlier));
        }
    }
    worse.sort_by(|one, other| {
        (one.source.name(), one.span.start).cmp(&(other.source.name(), other.span.start))
    });
    worse
}

/// A milestone that is unmet and further on than it was: the old finding excuses nothing.
fn is_advance(now: &World<'_, '_>, finding: &Located<'_>, earlier: &HashMap<&str, &Account<'_>>) -> bool {
    if !["milestone-unmet", "unapproved-deal"].contains(&finding.rule) {
        return false;
    }
    let Some(id) = finding.account else { return false };
    let accounts = now.portfolio.accounts();
    let (Some(account), Some(earlier)) = (accounts.iter().find(|account| account.id == id), earlier.get(id))
    else {
        return false;
    };
    account.opportunities.iter().enumerate().any(|(at, deal)| {
        let is_this = finding.route == route!["opportunities", at, "milestone"];
        let is_same = |old: &&Opportunity<'_>| match &deal.id {
            Some(id) => old.id.as_ref() == Some(id),
            None => old.id.is_none() && old.name == deal.name,
        };
        let same = earlier.opportunities.iter().find(is_same);
        is_this && same.is_none_or(|old| old.milestone < deal.milestone)
    })
}

/// The figures that may not fall.
struct Figures {
    completeness: Decimal,
    points: usize,
    support: Option<Decimal>,
}

impl Figures {
    /// Both states are measured by what the tier asks today: a promotion is no loss.
    fn of(account: &Account<'_>, tier: Tier, today: Day) -> Self {
        let measured = completeness(account, tier, today);
        Self {
            completeness: measured.percent,
            points: measured.known_points(),
            support: influence(account, today).support,
        }
    }
}

fn falls<'p>(now: &World<'p, '_>, account: &Account<'_>, earlier: &Account<'_>) -> Option<Located<'p>> {
    let tier = now.standing(&account.id)?.tier;
    let (old, new) = (
        Figures::of(earlier, tier, now.today),
        Figures::of(account, tier, now.today),
    );
    let told = losses(&old, &new, &now.settings.ratchet);
    if told.is_empty() {
        return None;
    }
    let finding = Finding::at(route!["name"], told.join("; "))
        .help("restore what the change removed; if the fall is true, `ratchet` in dossier.yaml says how much may fall");
    now.locate(&account.id, &fallen_back::FallenBack, finding)
}

fn losses(old: &Figures, new: &Figures, allowed: &Ratchet) -> Vec<String> {
    let mut told = Vec::new();
    let percent = |figure: Decimal| figure.round_dp(1).normalize();
    if old.completeness - new.completeness > allowed.completeness.0 {
        told.push(format!(
            "completeness fell from {} % to {} %",
            percent(old.completeness),
            percent(new.completeness)
        ));
    }
    if old.points > new.points + allowed.points {
        told.push(format!(
            "{} of the nine points are known, no longer {}",
            new.points, old.points
        ));
    }
    if let (Some(before), Some(after)) = (old.support, new.support)
        && before - after > allowed.support.0
    {
        let two = |figure: Decimal| figure.round_dp(2).normalize();
        told.push(format!(
            "the support surface fell from {} to {}",
            two(before),
            two(after)
        ));
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fall_within_what_is_allowed_is_not_told() {
        let figures = |completeness, points, support| Figures {
            completeness: Decimal::from(completeness),
            points,
            support: Some(Decimal::new(support, 2)),
        };
        let strict = Ratchet::default();
        assert_eq!(losses(&figures(80, 7, 30), &figures(80, 7, 30), &strict).len(), 0);
        assert_eq!(losses(&figures(80, 7, 30), &figures(79, 6, 29), &strict).len(), 3);
        assert_eq!(losses(&figures(79, 6, 29), &figures(80, 7, 30), &strict).len(), 0);
    }
}
