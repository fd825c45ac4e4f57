//! Standing: what is reported of an account, from the verdict of a method and the tier fixed by hand.

use rust_decimal::Decimal;

use super::figures::Figure;
use super::why;
use crate::model::{Account, Currency, Day, Tier};
use crate::source::Route;

/// Where an account stands, and why (M3).
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The tier that counts: the one fixed by hand while it lasts, else the computed one.
    pub tier: Tier,
    /// The tier that the method grants for what is known.
    pub computed: Tier,
    /// The tier that the method would grant if all that is unknown turned out well.
    pub could_be: Tier,
    /// Whether the tier no longer hangs on anything unknown.
    pub settled: bool,
    /// The tier fixed by hand, if it counts today.
    pub fixed: Option<Fixed>,
    /// The score, 0 to 100; of scorecards.
    pub score: Option<Interval>,
    /// The share of the whole, in percent, that larger accounts make up; of pareto, where the figure is above 0.
    pub share: Option<Decimal>,
    /// The place in the group, from 1; of rank.
    pub place: Option<usize>,
    /// The criteria in the policy's order; of scorecards.
    pub criteria: Vec<Points>,
    /// The fewest missing facts that could settle the tier; empty where it is settled, or no fact could.
    pub settle_by: Vec<Route>,
    /// The tier's reason in a sentence.
    pub why: String,
    /// Amounts that count for nothing, because their currency has no declared rate.
    pub no_rate: Vec<(Currency, Route)>,
}

/// A tier fixed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The tier.
    pub tier: Tier,
    /// Why.
    pub reason: Option<String>,
    /// The last day it counts.
    pub until: Option<Day>,
}

/// A number that is known to lie between two, both among it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least it can be.
    pub low: Decimal,
    /// The most it can be.
    pub high: Decimal,
}

/// One criterion of an account's score.
#[derive(Debug, Clone, PartialEq)]
pub struct Points {
    /// What is measured.
    pub id: Figure,
    /// Its weight, as the policy states it.
    pub weight: Decimal,
    /// The figure, where it is known; amounts in the repository's currency.
    pub figure: Option<Decimal>,
    /// The least points, 0 to 100.
    pub low: Decimal,
    /// The most points, 0 to 100; more than the least where the points are unknown.
    pub high: Decimal,
    /// The facts that would make the points known.
    pub missing: Vec<Route>,
}

/// What a method says of an account.
pub(super) struct Verdict {
    pub(super) computed: Tier,
    pub(super) could_be: Tier,
    pub(super) score: Option<Interval>,
    pub(super) share: Option<Decimal>,
    pub(super) place: Option<usize>,
    pub(super) criteria: Vec<Points>,
    pub(super) settle_by: Vec<Route>,
    pub(super) why: String,
    pub(super) no_rate: Vec<(Currency, Route)>,
}

impl Verdict {
    /// A verdict of two tiers, to be filled in.
    pub(super) fn between(computed: Tier, could_be: Tier) -> Self {
        Self {
            computed,
            could_be,
            score: None,
            share: None,
            place: None,
            criteria: Vec::new(),
            settle_by: Vec::new(),
            why: String::new(),
            no_rate: Vec::new(),
        }
    }

    /// The verdict beside the tier that is fixed by hand.
    pub(super) fn stand(self, account: &Account<'_>, today: Day) -> Standing {
        let fixed = Fixed::on(account, today);
        let tier = fixed.as_ref().map_or(self.computed, |fixed| fixed.tier);
        let settled = fixed.is_some() || self.computed == self.could_be;
        Standing {
            tier,
            computed: self.computed,
            could_be: self.could_be,
            settled,
            score: self.score,
            share: self.share,
            place: self.place,
            criteria: self.criteria,
            settle_by: if settled { Vec::new() } else { self.settle_by },
            why: match &fixed {
                Some(fixed) => why::fixed(fixed, self.computed),
                None => why::after_expiry(account.tier.as_ref(), self.why),
            },
            no_rate: unique(self.no_rate),
            fixed,
        }
    }
}

impl Fixed {
    fn on(account: &Account<'_>, today: Day) -> Option<Self> {
        let fixed = account.tier.as_ref()?;
        Some(Self {
            tier: fixed.on(today)?,
            reason: fixed.reason.as_ref().map(|reason| reason.trim().to_owned()),
            until: fixed.until,
        })
    }
}

/// An amount that several figures are made of is told once.
fn unique(amounts: Vec<(Currency, Route)>) -> Vec<(Currency, Route)> {
    let mut told = Vec::with_capacity(amounts.len());
    for amount in amounts {
        if !told.contains(&amount) {
            told.push(amount);
        }
    }
    told
}
