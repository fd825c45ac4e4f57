//! The scorecard: weighted points, an interval where something is unknown (M3, method 1).

use std::sync::{Mutex, PoisonError};

use rust_decimal::{Decimal, RoundingStrategy};

use super::column::Column;
use super::facts::Facts;
use super::policy::{Limits, TierPolicy};
use super::settle::Settler;
use super::standing::{Interval, Verdict};
use super::survey::Survey;
use super::why;
use crate::model::Tier;
use crate::source::Route;

/// All accounts' points in every criterion.
pub(super) struct Scorecard<'p> {
    columns: Vec<Column<'p>>,
    limits: Limits,
    settler: Mutex<Settler>,
}

impl<'p> Scorecard<'p> {
    pub(super) fn new(survey: &Survey<'_, '_>, policy: &'p TierPolicy) -> Self {
        let read = |criterion| Column::read(survey, criterion);
        let columns: Vec<_> = policy.criteria.iter().map(read).collect();
        let parts: Vec<_> = columns.iter().map(Column::part).collect();
        let limits = policy.thresholds();
        Self {
            settler: Mutex::new(Settler::new(&parts, &limits)),
            columns,
            limits,
        }
    }

    /// The tier that the known points come to.
    pub(super) fn computed(&self, account: usize) -> Tier {
        self.limits.by_score(Sum::of(&self.columns, account).score().low)
    }

    pub(super) fn verdict(&self, account: usize) -> Verdict {
        let (columns, limits) = (&self.columns, &self.limits);
        let sum = Sum::of(columns, account);
        let score = sum.score();
        let (computed, could_be) = (limits.by_score(score.low), limits.by_score(score.high));
        let lacking: Vec<_> = columns.iter().map(|column| column.known(account).err()).collect();
        let settle_by = match computed == could_be {
            true => Facts::NONE,
            false => self.settle_by(sum.low, &lacking),
        };
        Verdict {
            settle_by: in_order(settle_by, &lacking),
            criteria: columns.iter().map(|column| column.points(account)).collect(),
            no_rate: columns
                .iter()
                .filter_map(|column| column.no_rate(account))
                .collect(),
            why: why::score(&score, computed, could_be, limits),
            score: Some(score),
            ..Verdict::between(computed, could_be)
        }
    }

    fn settle_by(&self, known: Decimal, lacking: &[Option<Facts>]) -> Facts {
        let settler = self.settler.lock();
        settler
            .unwrap_or_else(PoisonError::into_inner)
            .fewest(known, lacking)
    }
}

/// The number as it is compared and stored: the 28 digits of a division may fall short of a
/// threshold that is met.
pub(super) fn rounded(number: Decimal) -> Decimal {
    number
        .round_dp_with_strategy(12, RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// The routes of facts, in the order of the criteria that want them.
fn in_order(facts: Facts, lacking: &[Option<Facts>]) -> Vec<Route> {
    let mut left = facts;
    let mut routes = Vec::new();
    for wanted in lacking.iter().flatten() {
        routes.extend(left.in_common(*wanted).routes());
        left = left.without(*wanted);
    }
    routes
}

/// The weighted sums of one account.
struct Sum {
    /// Of all weights.
    weight: Decimal,
    /// Of the points that are known.
    low: Decimal,
    /// Of the points that the unknown criteria could bring.
    unknown: Decimal,
}

impl Sum {
    fn of(columns: &[Column<'_>], account: usize) -> Self {
        let mut sum = Self {
            weight: Decimal::ZERO,
            low: Decimal::ZERO,
            unknown: Decimal::ZERO,
        };
        for column in columns {
            sum.weight += column.weight;
            match column.known(account) {
                Ok(points) => sum.low += column.weight * points,
                Err(_) => sum.unknown += column.weight * Decimal::ONE_HUNDRED,
            }
        }
        sum
    }

    /// Where no criterion has weight nothing is known.
    fn score(&self) -> Interval {
        let of_all = |points: Decimal| points.checked_div(self.weight).map(rounded);
        Interval {
            low: of_all(self.low).unwrap_or(Decimal::ZERO),
            high: of_all(self.low + self.unknown).unwrap_or(Decimal::ONE_HUNDRED),
        }
    }
}
