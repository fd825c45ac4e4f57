//! Pareto: classes by the share of the whole that larger accounts make up (M3, method 2).

use rust_decimal::Decimal;

use super::facts::Facts;
use super::figures::{Figure, Reading};
use super::policy::{Limits, TierPolicy};
use super::scorecard::rounded;
use super::standing::Verdict;
use super::survey::{Survey, missing};
use super::why;
use crate::model::Tier;

/// The figures of all accounts, and the shares of those that come before them.
pub(super) struct Pareto {
    readings: Vec<Reading>,
    shares: Vec<Option<Decimal>>,
    figure: Figure,
    limits: Limits,
}

impl Pareto {
    pub(super) fn new(survey: &Survey<'_, '_>, policy: &TierPolicy) -> Self {
        let readings = survey.readings(policy.figure);
        Self {
            shares: shares(&readings),
            readings,
            figure: policy.figure,
            limits: policy.thresholds(),
        }
    }

    /// The tier by the share of those before it, the last where there is none.
    pub(super) fn computed(&self, account: usize) -> Tier {
        self.shares[account].map_or(Tier::D, |share| self.limits.by_share(share))
    }

    pub(super) fn verdict(&self, account: usize) -> Verdict {
        match self.shares[account] {
            Some(share) => classed(share, self.figure, &self.limits),
            None => last(&self.readings[account], self.figure),
        }
    }
}

fn classed(share: Decimal, figure: Figure, limits: &Limits) -> Verdict {
    let tier = limits.by_share(share);
    Verdict {
        share: Some(share),
        why: why::share(share, figure, limits),
        ..Verdict::between(tier, tier)
    }
}

/// Without a figure above 0 there is nothing to class; a figure that is not known could be the largest.
fn last(reading: &Reading, figure: Figure) -> Verdict {
    let could_be = match reading {
        Reading::Value(_) => Tier::D,
        Reading::Missing(_) | Reading::NoRate(..) => Tier::A,
    };
    Verdict {
        settle_by: missing(reading, Facts::NONE).routes(),
        no_rate: reading.no_rate().into_iter().collect(),
        why: why::without_share(reading, figure),
        ..Verdict::between(Tier::D, could_be)
    }
}

/// For each figure above 0 the share of those larger than it, in percent of all above 0.
fn shares(readings: &[Reading]) -> Vec<Option<Decimal>> {
    let mut largest_first: Vec<_> = readings
        .iter()
        .enumerate()
        .filter_map(|(at, reading)| Some((reading.value()?, at)))
        .filter(|(figure, _)| *figure > Decimal::ZERO)
        .collect();
    largest_first.sort_unstable_by(|one, other| other.cmp(one));
    let sum = |figures: &[(Decimal, usize)]| {
        let figures = figures.iter().map(|(figure, _)| *figure);
        figures.fold(Decimal::ZERO, Decimal::saturating_add)
    };
    let total = sum(&largest_first);
    let mut before = Decimal::ZERO;
    let mut shares = vec![None; readings.len()];
    for equals in largest_first.chunk_by(|one, other| one.0 == other.0) {
        let share = before
            .checked_div(total)
            .map(|part| rounded(part * Decimal::ONE_HUNDRED));
        for (_, at) in equals {
            shares[*at] = share;
        }
        before = before.saturating_add(sum(equals));
    }
    shares
}
