//! Properties of scorecards, for whatever portfolio and policy.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::model::value::Purchase;
use crate::model::{Fraction, Money, Rating, Text};

/// The facts of one account: nothing where it is missing.
#[derive(Debug, Clone)]
struct Facts {
    sales: Option<u32>,
    margin: Option<u32>,
    potential: Option<u32>,
    purchases: Option<usize>,
    ratings: [Option<u8>; 4],
}

/// Facts of which so many percent are known.
fn facts(percent: u32) -> impl Strategy<Value = Facts> {
    let known = move |(chance, fact)| (chance < percent).then_some(fact);
    let maybe = move |most: u32| (0..100u32, 0..=most).prop_map(known);
    let known = move |(chance, fact)| (chance < percent).then_some(fact);
    let rating = move || (0..100u32, 1..=5u8).prop_map(known);
    (
        maybe(20),
        maybe(10),
        maybe(30),
        maybe(6),
        [rating(), rating(), rating(), rating()],
    )
        .prop_map(|(sales, margin, potential, purchases, ratings)| Facts {
            sales,
            margin,
            potential,
            purchases: purchases.map(|count| count as usize),
            ratings,
        })
}

impl Facts {
    fn account(&self) -> Account<'static> {
        let mut account = Account {
            name: Text::from("X"),
            industry: Some(Text::from("steel")),
            ..Account::default()
        };
        let money = |amount: u32| Money {
            amount: amount.into(),
            currency: None,
        };
        let purchase = || Purchase {
            on: Some(today()),
            ..Purchase::default()
        };
        let value = &mut account.value;
        value.sales = self
            .sales
            .map(|amount| (2025, money(amount)))
            .into_iter()
            .collect();
        value.margin = self.margin.map(|tenths| Fraction(Decimal::new(tenths.into(), 1)));
        value.potential = self.potential.map(money);
        value.purchases = self
            .purchases
            .map(|count| (0..count).map(|_| purchase()).collect());
        let rating = |at: usize| self.ratings[at].and_then(Rating::new);
        (value.strategic_fit, value.growth) = (rating(0), rating(1));
        account.profile.credit.rating = rating(2);
        account.profile.willingness = rating(3);
        account
    }
}

/// Bands whose points are multiples of 12.5.
const BANDS: [&str; 3] = [
    "{5: 62.5}",
    "{0: 25, 3: 50, 10: 100}",
    "{1: 12.5, 2: 37.5, 9: 75}",
];

/// Criteria with weights from 1 to 12; the figures that can be rated are, the others ranked or banded.
fn criteria() -> impl Strategy<Value = Vec<Criterion>> {
    const FIGURES: [Figure; 9] = [
        Figure::Sales,
        Figure::Profit,
        Figure::Unserved,
        Figure::Potential,
        Figure::Frequency,
        Figure::StrategicFit,
        Figure::Growth,
        Figure::Credit,
        Figure::Willingness,
    ];
    let one = |(id, weight, scale): (Figure, u32, usize)| Criterion {
        id,
        weight: weight.into(),
        scale: BANDS.get(scale).map(|bands| Scale::Bands(read(bands))),
    };
    let figures = proptest::sample::subsequence(FIGURES.to_vec(), 1..=6).prop_shuffle();
    let details = proptest::collection::vec((1..=12u32, 0..6usize), 6);
    (figures, details).prop_map(move |(figures, details)| {
        let pairs = figures.into_iter().zip(details);
        pairs
            .map(|(id, (weight, scale))| one((id, weight, scale)))
            .collect()
    })
}

fn scorecard(criteria: Vec<Criterion>) -> TierPolicy {
    TierPolicy {
        criteria,
        ..TierPolicy::default()
    }
}

fn accounts(percent: u32, count: usize) -> impl Strategy<Value = Vec<Account<'static>>> {
    let one = facts(percent).prop_map(|facts| facts.account());
    proptest::collection::vec(one, 1..=count)
}

/// The fewest facts, by a search of every outcome on a grid of 12.5 weighted points, which all
/// outcomes and thresholds lie on.
fn fewest_by_search(standing: &Standing, policy: &TierPolicy) -> BTreeSet<String> {
    let whole = |number: Decimal| -> usize {
        (number / dec("12.5"))
            .normalize()
            .to_string()
            .parse()
            .expect("a multiple")
    };
    let weight = |at: usize| -> usize { policy.criteria[at].weight.to_string().parse().expect("whole") };
    let total: usize = (0..policy.criteria.len()).map(weight).sum();
    let tier = |sum: usize| [6, 4, 2].iter().position(|eighths| sum >= eighths * total);
    let unknown: Vec<usize> = (0..policy.criteria.len())
        .filter(|at| !standing.criteria[*at].missing.is_empty())
        .collect();
    let low: usize = (0..policy.criteria.len())
        .filter(|at| !unknown.contains(at))
        .map(|at| weight(at) * whole(standing.criteria[at].low))
        .sum();
    let outcomes = |at: usize| -> Vec<usize> {
        match policy.criteria[at].effective_scale() {
            Scale::Rank(_) => (0..=8 * weight(at)).collect(),
            Scale::Rating => (0..=4).map(|step| 2 * step * weight(at)).collect(),
            Scale::Bands(bands) => {
                let points = bands.bands().iter().map(|band| whole(band.points) * weight(at));
                points.chain([0]).collect()
            }
        }
    };
    let all: Vec<String> = {
        let routes = standing.criteria.iter().flat_map(|points| shown(&points.missing));
        routes.collect::<BTreeSet<_>>().into_iter().collect()
    };
    let mut best: Option<(usize, usize, Vec<usize>, BTreeSet<String>)> = None;
    for chosen in 1_u32..1 << all.len() {
        let asked: BTreeSet<String> = (0..all.len())
            .filter(|at| chosen & (1 << at) != 0)
            .map(|at| all[at].clone())
            .collect();
        let known: Vec<usize> = unknown
            .iter()
            .copied()
            .filter(|at| {
                shown(&standing.criteria[*at].missing)
                    .iter()
                    .all(|route| asked.contains(route))
            })
            .collect();
        let rest: usize = unknown
            .iter()
            .filter(|at| !known.contains(at))
            .map(|at| 8 * weight(*at))
            .sum();
        let mut sums = BTreeSet::from([low]);
        for at in &known {
            let outcomes = outcomes(*at);
            sums = sums
                .iter()
                .flat_map(|sum| outcomes.iter().map(move |more| sum + more))
                .collect();
        }
        if sums.iter().any(|sum| tier(*sum) == tier(sum + rest)) {
            let lost = total - known.iter().map(|at| weight(*at)).sum::<usize>();
            let found = (asked.len(), lost, known, asked);
            if best
                .as_ref()
                .is_none_or(|best| (&found.0, &found.1, &found.2) < (&best.0, &best.1, &best.2))
            {
                best = Some(found);
            }
        }
    }
    best.map_or_else(BTreeSet::new, |best| best.3)
}

proptest! {
    #[test]
    fn scores_lie_within_bounds_and_tiers_follow_them(accounts in accounts(60, 12), criteria in criteria()) {
        let policy = scorecard(criteria);
        let standings = stand(&accounts, &policy);
        for one in &standings {
            let Interval { low, high } = one.score.expect("a score");
            prop_assert!(Decimal::ZERO <= low && low <= high && high <= Decimal::ONE_HUNDRED);
            prop_assert!(one.could_be <= one.computed);
            prop_assert_eq!(one.settled, one.could_be == one.computed);
            prop_assert_eq!(one.settled, one.settle_by.is_empty());
            for other in &standings {
                prop_assert!(other.score.expect("a score").low < low || other.tier <= one.tier);
            }
        }
    }

    #[test]
    fn knowing_everything_settles(accounts in accounts(100, 9), criteria in criteria()) {
        for one in stand(&accounts, &scorecard(criteria)) {
            let Interval { low, high } = one.score.expect("a score");
            prop_assert_eq!(low, high);
            prop_assert!(one.settled);
        }
    }

    #[test]
    fn a_fact_that_becomes_known_narrows_the_score(known in facts(100), hidden in facts(50), criteria in criteria()) {
        let without_ranks = criteria.into_iter().map(|criterion| Criterion {
            scale: criterion.scale.or_else(|| match criterion.id.is_rating() {
                true => None,
                false => Some(Scale::Bands(read(BANDS[0]))),
            }),
            ..criterion
        });
        let policy = scorecard(without_ranks.collect());
        let mut partly = known.clone();
        partly.sales = known.sales.filter(|_| hidden.sales.is_some());
        partly.margin = known.margin.filter(|_| hidden.margin.is_some());
        partly.purchases = known.purchases.filter(|_| hidden.purchases.is_some());
        partly.ratings[0] = known.ratings[0].filter(|_| hidden.ratings[0].is_some());
        let of = |facts: &Facts| stand(&[facts.account()], &policy).remove(0);
        let (wide, narrow) = (of(&partly), of(&known));
        let (wide_score, narrow_score) = (wide.score.expect("a score"), narrow.score.expect("a score"));
        prop_assert!(wide_score.low <= narrow_score.low && narrow_score.high <= wide_score.high);
        prop_assert!(wide.could_be <= narrow.computed && narrow.computed <= wide.computed);
    }

    #[test]
    fn the_facts_named_are_the_fewest(first in facts(40), others in proptest::collection::vec(facts(100), 4), criteria in criteria()) {
        let accounts: Vec<_> = std::iter::once(&first).chain(&others).map(Facts::account).collect();
        let policy = scorecard(criteria);
        let standing = stand(&accounts, &policy).remove(0);
        let named: BTreeSet<String> = shown(&standing.settle_by).into_iter().collect();
        prop_assert_eq!(named.len(), standing.settle_by.len());
        if !standing.settled {
            prop_assert_eq!(named, fewest_by_search(&standing, &policy));
        }
    }

    #[test]
    fn pareto_and_rank_never_put_the_smaller_first(accounts in accounts(80, 12)) {
        for text in ["method: pareto", "method: rank\ngroup: portfolio\nthresholds: {A: 1, B: 3, C: 6}"] {
            let standings = stand(&accounts, &policy(text));
            for (one, standing) in accounts.iter().zip(&standings) {
                for (other, other_standing) in accounts.iter().zip(&standings) {
                    let sales = |account: &Account<'_>| account.value.latest_sales().map(|(_, sales)| sales.amount);
                    prop_assert!(sales(one) < sales(other) || standing.tier <= other_standing.tier);
                }
            }
        }
    }
}
