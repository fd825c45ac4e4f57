//! Status: where the whole portfolio stands on a day, and what in it wants to be seen to first.

use std::cmp::Reverse;

use rust_decimal::Decimal;

use super::agenda::{Item, ItemKind, Severity};
use super::deal::Pursuit;
use super::overview::{Overview, Row};
use super::white_space::{share_of_wallet, sum};
use crate::model::{Account, Day, Status as Standing, Tier};

/// An open deal whose order is expected within so many days must have its gates open.
const CLOSING: u32 = 30;

/// What a status is made of: all of the portfolio, or what of it is one colleague's.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'v, 'a> {
    /// All accounts with their figures.
    pub accounts: &'v [Row<'a>],
    /// What is due for them, the most urgent first.
    pub items: &'v [Item<'a>],
    /// Their open deals.
    pub deals: &'v [Pursuit<'a>],
    /// The colleague whose accounts, and whose things to do, alone are looked at.
    pub owner: Option<&'v str>,
    /// The day to reckon from.
    pub today: Day,
}

/// Where a portfolio stands.
#[derive(Debug)]
pub struct Status<'v, 'a> {
    /// The day to reckon from.
    pub today: Day,
    /// The colleague whose it is; nothing where it is everybody's.
    pub owner: Option<&'v str>,
    /// How many accounts there are.
    pub accounts: usize,
    /// The accounts by tier, the best first.
    pub pyramid: [Class; 4],
    /// The accounts whose tier could be higher (M3).
    pub unsettled: Vec<&'v Overview<'a>>,
    /// How much is due, by severity (M4).
    pub due: [(Severity, usize); 5],
    /// The promises of ours that are overdue, the oldest first (M9).
    pub promises: Vec<&'v Item<'a>>,
    /// The last day on which a deal counts as closing soon.
    pub closing_by: Day,
    /// The open deals that close by then, or should have closed, and have a gate shut, the earliest first (M7).
    pub shut: Vec<&'v Pursuit<'a>>,
    /// The A accounts that are not lost, those without a contact first, then the longest untouched.
    pub cold: Vec<&'v Overview<'a>>,
    /// The accounts whose dossiers are below the least completeness for their tier (M2).
    pub below_minimum: Vec<&'v Overview<'a>>,
    /// How many deals are open.
    pub open_deals: usize,
    /// Those with standards of their milestones unmet (M7).
    pub unmet: Vec<&'v Pursuit<'a>>,
    /// The accounts that are not lost, the lowest health first (M10).
    pub health: Vec<&'v Overview<'a>>,
    /// Potential against sales.
    pub wallet: Wallet,
}

/// The accounts of a tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class {
    /// The tier.
    pub tier: Tier,
    /// How many there are.
    pub accounts: usize,
    /// Their share of all accounts, in percent.
    pub share: Decimal,
    /// Their sales together, as far as stated.
    pub sales: Option<Decimal>,
    /// Their share of all sales, in percent; nothing where theirs are not stated.
    pub sales_share: Option<Decimal>,
}

/// What some accounts spend in our category, and what of it is ours; of those that state both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wallet {
    /// How many accounts state both.
    pub stated: usize,
    /// How many do not.
    pub unstated: usize,
    /// The potential together.
    pub potential: Decimal,
    /// The sales together.
    pub sales: Decimal,
    /// What of the potential is not sold, account by account not below 0 (M3).
    pub unserved: Decimal,
}

impl<'v, 'a> Status<'v, 'a> {
    /// Looks the scene over. Of a colleague these are the accounts they own with their deals, and what falls to
    /// them on any account.
    pub fn of(scene: Scene<'v, 'a>) -> Self {
        let (all, kept) = (scene.overviews(|_| true), scene.overviews(is_kept));
        let (items, deals) = (scene.items(), scene.deals());
        let closing_by = scene.today.plus_days(CLOSING);
        Self {
            today: scene.today,
            owner: scene.owner,
            accounts: all.len(),
            pyramid: pyramid(&all),
            unsettled: only(&all, |one| !one.settled),
            due: Severity::ALL.map(|severity| (severity, of_severity(&items, severity))),
            promises: promises(&items),
            closing_by,
            shut: shut(&deals, closing_by),
            cold: cold(&kept),
            below_minimum: only(&all, |one| one.insight.below_minimum),
            open_deals: deals.len(),
            unmet: only(&deals, |deal| !deal.unmet.is_empty()),
            health: by_health(kept),
            wallet: wallet(&all),
        }
    }
}

impl<'v, 'a> Scene<'v, 'a> {
    fn is_theirs(&self, owner: Option<&str>) -> bool {
        self.owner.is_none() || owner == self.owner
    }

    fn overviews(&self, is_wanted: fn(&Account<'_>) -> bool) -> Vec<&'v Overview<'a>> {
        let rows = self.accounts.iter();
        rows.filter(|(account, _)| self.is_theirs(account.owner.as_deref()) && is_wanted(account))
            .map(|(_, overview)| overview)
            .collect()
    }

    fn items(&self) -> Vec<&'v Item<'a>> {
        let items = self.items.iter();
        items.filter(|item| self.is_theirs(item.owner)).collect()
    }

    fn deals(&self) -> Vec<&'v Pursuit<'a>> {
        let deals = self.deals.iter();
        deals
            .filter(|deal| self.is_theirs(deal.account.owner.as_deref()))
            .collect()
    }
}

fn is_kept(account: &Account<'_>) -> bool {
    account.status != Some(Standing::Lost)
}

fn only<'v, T>(all: &[&'v T], is_wanted: impl Fn(&T) -> bool) -> Vec<&'v T> {
    all.iter().copied().filter(|one| is_wanted(one)).collect()
}

fn pyramid(all: &[&Overview<'_>]) -> [Class; 4] {
    let sales = |of: &[&Overview<'_>]| sum(of.iter().map(|one| one.sales));
    let (accounts, total) = (Decimal::from(all.len()), sales(all));
    [Tier::A, Tier::B, Tier::C, Tier::D].map(|tier| {
        let class = only(all, |one| one.tier == tier);
        Class {
            tier,
            accounts: class.len(),
            share: percent(Decimal::from(class.len()), accounts).unwrap_or_default(),
            sales: sales(&class),
            sales_share: sales(&class)
                .zip(total)
                .and_then(|(sales, total)| percent(sales, total)),
        }
    })
}

fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)
}

fn of_severity(items: &[&Item<'_>], severity: Severity) -> usize {
    items.iter().filter(|item| item.severity == severity).count()
}

fn promises<'v, 'a>(items: &[&'v Item<'a>]) -> Vec<&'v Item<'a>> {
    let mut promises = only(items, |item| {
        item.kind == ItemKind::CommitmentOurs && item.is_overdue()
    });
    promises.sort_by_key(|item| item.due);
    promises
}

fn shut<'v, 'a>(deals: &[&'v Pursuit<'a>], closing_by: Day) -> Vec<&'v Pursuit<'a>> {
    let closes = |deal: &Pursuit<'_>| deal.deal.close.is_some_and(|close| close <= closing_by);
    let mut shut = only(deals, |deal| closes(deal) && !deal.gates.shut().is_empty());
    shut.sort_by_key(|deal| (deal.deal.close, Reverse(deal.amount)));
    shut
}

fn cold<'v, 'a>(kept: &[&'v Overview<'a>]) -> Vec<&'v Overview<'a>> {
    let mut cold = only(kept, |one| one.tier == Tier::A);
    cold.sort_by_key(|one| (one.last_touch, one.id));
    cold
}

fn by_health<'v, 'a>(mut kept: Vec<&'v Overview<'a>>) -> Vec<&'v Overview<'a>> {
    kept.sort_by_key(|one| (one.insight.health_low, one.insight.health_high, one.tier, one.id));
    kept
}

fn wallet(all: &[&Overview<'_>]) -> Wallet {
    let mut wallet = Wallet::default();
    for one in all {
        let (Some(potential), Some(sales), Some(unserved)) = (one.potential, one.sales, one.unserved) else {
            wallet.unstated += 1;
            continue;
        };
        wallet.stated += 1;
        wallet.potential = wallet.potential.saturating_add(potential);
        wallet.sales = wallet.sales.saturating_add(sales);
        wallet.unserved = wallet.unserved.saturating_add(unserved);
    }
    wallet
}

impl Wallet {
    /// The sales as a share of the potential; nothing where no account states both.
    pub fn share(&self) -> Option<Decimal> {
        share_of_wallet(Some(self.sales), Some(self.potential))
    }
}

#[cfg(test)]
mod tests;
