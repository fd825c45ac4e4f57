//! Reach: whether criteria that become known can come out so that a tier no longer hangs on the rest.

use std::cmp::Reverse;

use rust_decimal::{Decimal, RoundingStrategy};

use super::policy::Limits;
use super::scale::clamped;
use super::settle::{Outcomes, Part};

/// The decimals that weighted points are counted in, as whole numbers.
const DECIMALS: u32 = 20;

/// More sums than this of single outcomes lie so close that every value between them counts as possible.
const SUMS: usize = 10_000;

/// Weighted points as a whole number of their smallest unit.
pub(super) fn units(points: Decimal) -> i128 {
    let points = points.round_dp(DECIMALS);
    let factor = 10_i128.pow(DECIMALS - points.scale());
    points.mantissa().saturating_mul(factor)
}

/// The criteria and thresholds of a scorecard, in units of weighted points.
pub(super) struct Reach {
    criteria: Vec<Span>,
    /// Where A, B and C begin.
    limits: [i128; 3],
}

/// What one criterion can add to the sum.
struct Span {
    /// Its part of a full score.
    most: i128,
    /// The single values, 0 among them, ascending; none where any up to the most is possible.
    values: Option<Vec<i128>>,
}

impl Reach {
    pub(super) fn new(parts: &[Part], limits: &Limits) -> Self {
        let total: Decimal = parts.iter().map(|part| part.weight).sum();
        let limit = |limit: Decimal| units(least_score(limit) * total);
        Self {
            criteria: parts.iter().map(Span::new).collect(),
            limits: [limit(limits.a), limit(limits.b), limit(limits.c)],
        }
    }

    /// The part of a criterion in a full score.
    pub(super) fn most(&self, criterion: usize) -> i128 {
        self.criteria[criterion].most
    }

    fn tier(&self, sum: i128) -> Option<usize> {
        self.limits.iter().position(|limit| sum >= *limit)
    }

    fn is_steady(&self, sum: i128, rest: i128) -> bool {
        self.tier(sum) == self.tier(sum + rest)
    }

    /// Whether there is a sum from `low` to `high` whose tier is the same with the whole rest added.
    pub(super) fn is_steady_within(&self, low: i128, high: i128, rest: i128) -> bool {
        // Within a tier the lowest sum leaves the most room above it.
        self.is_steady(low, rest)
            || self
                .limits
                .iter()
                .any(|limit| low < *limit && *limit <= high && self.is_steady(*limit, rest))
    }

    /// The same, for the sums that the criteria can add to `start`.
    pub(super) fn can_be_steady(&self, start: i128, criteria: &[usize], rest: i128) -> bool {
        let (any, single) = self.outcomes(criteria);
        let mut ahead: i128 = single.iter().map(|values| greatest(values)).sum();
        let ends = |sum: i128| self.is_steady_within(sum, sum + any, rest);
        if ends(start) || ends(start + ahead) {
            return true;
        }
        let mut sums = vec![start];
        for values in single {
            ahead -= greatest(values);
            let can_end = |sum: &i128| self.is_steady_within(*sum, sum + ahead + any, rest);
            sums = added(&sums, values).filter(can_end).collect();
            sums.sort_unstable();
            sums.dedup();
            if sums.len() > SUMS || sums.iter().any(|sum| ends(*sum)) {
                return true;
            }
        }
        false
    }

    /// How much the criteria without single values can add, and the values of the others, the widest
    /// first: it shows early what is out of reach.
    fn outcomes(&self, criteria: &[usize]) -> (i128, Vec<&[i128]>) {
        let mut any = 0;
        let mut single = Vec::new();
        for span in criteria.iter().map(|at| &self.criteria[*at]) {
            match &span.values {
                None => any += span.most,
                Some(values) => single.push(values.as_slice()),
            }
        }
        single.sort_unstable_by_key(|values| Reverse(greatest(values)));
        (any, single)
    }
}

/// The least score that is rounded up to a threshold, with which it is met.
fn least_score(limit: Decimal) -> Decimal {
    let reachable = limit.clamp(Decimal::ZERO, Decimal::from(101));
    reachable.round_dp_with_strategy(12, RoundingStrategy::ToPositiveInfinity) - Decimal::new(5, 13)
}

fn added<'a>(sums: &'a [i128], values: &'a [i128]) -> impl Iterator<Item = i128> + 'a {
    sums.iter()
        .flat_map(|sum| values.iter().map(move |value| sum + value))
}

fn greatest(values: &[i128]) -> i128 {
    values.last().copied().unwrap_or(0)
}

impl Span {
    fn new(part: &Part) -> Self {
        let weighted = |points: Decimal| units(part.weight * clamped(points));
        let values = match &part.outcomes {
            Outcomes::Any => None,
            Outcomes::These(points) => {
                let mut values: Vec<_> = points.iter().copied().map(weighted).collect();
                values.push(0);
                values.sort_unstable();
                values.dedup();
                Some(values)
            }
        };
        Self {
            most: weighted(Decimal::ONE_HUNDRED),
            values,
        }
    }
}
