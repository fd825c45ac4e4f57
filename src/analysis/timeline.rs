//! Timeline: the figures of an account, and of all accounts, at moments of their past, each as of its own day (M10).

use rust_decimal::Decimal;

use super::movement::{Change, ChangeKind, Figures, State, Terms, changes};
use super::overview::open_amount;
use super::tier::Interval;
use crate::model::{Day, Exchange, Tier};

/// The changes that are told beside the figures.
const EVENTS: [ChangeKind; 9] = [
    ChangeKind::Tier,
    ChangeKind::Outcome,
    ChangeKind::PromiseBroken,
    ChangeKind::Milestone,
    ChangeKind::Left,
    ChangeKind::Joined,
    ChangeKind::Status,
    ChangeKind::Owner,
    ChangeKind::Attitude,
];

/// An account at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The day as of which it is judged.
    pub day: Day,
    /// The tier, among the accounts of then.
    pub tier: Tier,
    /// The health, 0 to 100.
    pub health: Interval,
    /// The support surface, −1 to +1; nothing where nobody's influence is known.
    pub support: Option<Decimal>,
    /// The completeness for the tier of then, in percent.
    pub completeness: Decimal,
    /// How many of the nine points are known.
    pub points: usize,
    /// The amounts of the open deals together, in the repository's currency.
    pub open_amount: Option<Decimal>,
    /// What became of it since the moment before, the weightiest first.
    pub events: Vec<Change>,
}

impl Reading {
    /// An account at a moment, and what became of it since the one before.
    pub fn of(
        before: Option<&State<'_, '_>>,
        now: &State<'_, '_>,
        exchange: &Exchange,
        terms: &Terms<'_>,
    ) -> Self {
        let figures = Figures::of(now.account, now.standing.tier, terms);
        let mut events = before.map_or_else(Vec::new, |before| changes(before, now, terms, false));
        events.retain(|change| EVENTS.contains(&change.kind));
        Self {
            day: terms.today,
            tier: now.standing.tier,
            health: figures.health,
            support: figures.support,
            completeness: figures.completeness,
            points: figures.known_points(),
            open_amount: open_amount(now.account, exchange),
            events,
        }
    }
}

/// An account at moments of its past.
#[derive(Debug)]
pub struct Course {
    /// What it is called at the last of them.
    pub name: String,
    /// The moments, the oldest first.
    pub points: Vec<Point>,
}

/// A moment of an account.
#[derive(Debug)]
pub struct Point {
    /// How it stood.
    pub reading: Reading,
    /// The commit that made it so, where the past is divided by commits.
    pub made: Option<Made>,
}

/// Who made a commit, and what for.
#[derive(Debug)]
pub struct Made {
    /// Its id.
    pub commit: String,
    /// Who wrote it.
    pub author: String,
    /// The first line of what its author says of it.
    pub subject: String,
}

/// All accounts at a moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Census {
    /// The day as of which they are judged.
    pub day: Day,
    /// How many there are of each tier, best first.
    pub tiers: [usize; 4],
    /// How many have a better tier than at the moment before.
    pub promotions: usize,
    /// How many have a worse one.
    pub demotions: usize,
    /// The completeness for their tiers, in percent.
    pub completeness: Option<Spread>,
    /// The support surface, of those where it is known.
    pub support: Option<Spread>,
}

/// The middle of many figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Their mean.
    pub mean: Decimal,
    /// Their median.
    pub median: Decimal,
}

/// One account in a census.
#[derive(Debug, Clone, Copy)]
pub struct Counted {
    /// Its tier at the moment before, if it was there.
    pub before: Option<Tier>,
    /// Its tier.
    pub tier: Tier,
    /// Its completeness, in percent.
    pub completeness: Decimal,
    /// Its support surface.
    pub support: Option<Decimal>,
}

impl Census {
    /// Sums accounts up.
    pub fn of(accounts: &[Counted], day: Day) -> Self {
        let count = |is: &dyn Fn(&Counted) -> bool| accounts.iter().filter(|account| is(account)).count();
        Self {
            day,
            tiers: [Tier::A, Tier::B, Tier::C, Tier::D].map(|tier| count(&|account| account.tier == tier)),
            promotions: count(&|account| account.before.is_some_and(|before| account.tier < before)),
            demotions: count(&|account| account.before.is_some_and(|before| account.tier > before)),
            completeness: Spread::of(accounts.iter().map(|account| account.completeness).collect()),
            support: Spread::of(accounts.iter().filter_map(|account| account.support).collect()),
        }
    }
}

impl Spread {
    /// Of some figures; nothing where there are none.
    fn of(mut figures: Vec<Decimal>) -> Option<Self> {
        figures.sort_unstable();
        let count = figures.len();
        let sum: Decimal = figures.iter().sum();
        let median = (figures.get(count.checked_sub(1)? / 2)? + figures.get(count / 2)?) / Decimal::TWO;
        Some(Self {
            mean: sum.checked_div(Decimal::from(count))?,
            median,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: the mean of 10, 20 and 60 is 30, their median 20; of 10 and 20 both are 15.
    #[test]
    fn a_census_counts_who_moved_and_finds_the_middle() {
        let counted = |before, tier, completeness: i64, support: Option<i64>| Counted {
            before,
            tier,
            completeness: Decimal::from(completeness),
            support: support.map(Decimal::from),
        };
        let census = Census::of(
            &[
                counted(Some(Tier::B), Tier::A, 10, None),
                counted(Some(Tier::B), Tier::C, 60, Some(1)),
                counted(None, Tier::C, 20, None),
            ],
            "2026-09-30".parse().expect("a day"),
        );
        let spread = |mean: i64, median: i64| Spread {
            mean: Decimal::from(mean),
            median: Decimal::from(median),
        };
        assert_eq!(census.tiers, [1, 0, 2, 0]);
        assert_eq!((census.promotions, census.demotions), (1, 1));
        assert_eq!(census.completeness, Some(spread(30, 20)));
        assert_eq!(census.support, Some(spread(1, 1)));
        assert_eq!(
            Spread::of(vec![Decimal::from(10), Decimal::from(20)]),
            Some(spread(15, 15))
        );
        assert_eq!(Spread::of(Vec::new()), None);
    }
}
