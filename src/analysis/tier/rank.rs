//! Rank: classes by the place in a group (M3, method 3).

use super::facts::Facts;
use super::figures::Reading;
use super::policy::TierPolicy;
use super::standing::Verdict;
use super::survey::{Place, Survey, group_name};
use super::why;
use crate::model::{Account, Tier};

/// The figures of all accounts, and their places by them.
pub(super) struct Rank<'a, 's> {
    accounts: &'a [&'a Account<'s>],
    readings: Vec<Reading>,
    places: Vec<Result<Place, Facts>>,
    policy: &'a TierPolicy,
}

impl<'a, 's> Rank<'a, 's> {
    pub(super) fn new(survey: &Survey<'a, 's>, policy: &'a TierPolicy) -> Self {
        let readings = survey.readings(policy.figure);
        Self {
            accounts: survey.accounts,
            places: survey.compared(&readings, policy.group),
            readings,
            policy,
        }
    }

    /// The tier by the place, the last where there is none.
    pub(super) fn computed(&self, account: usize) -> Tier {
        let limits = self.policy.thresholds();
        self.places[account].map_or(Tier::D, |place| limits.by_place(place.number()))
    }

    pub(super) fn verdict(&self, account: usize) -> Verdict {
        let group = group_name(self.accounts[account], self.policy.group);
        match self.places[account] {
            Ok(place) => placed(place, group, self.computed(account)),
            Err(missing) => self.last(&self.readings[account], missing, group),
        }
    }

    /// An account without a place could be the first.
    fn last(&self, reading: &Reading, missing: Facts, group: Option<&str>) -> Verdict {
        let missing_group = group.is_none().then_some(self.policy.group);
        Verdict {
            settle_by: missing.routes(),
            no_rate: reading.no_rate().into_iter().collect(),
            why: why::without_place(reading, self.policy.figure, missing_group),
            ..Verdict::between(Tier::D, Tier::A)
        }
    }
}

fn placed(place: Place, group: Option<&str>, tier: Tier) -> Verdict {
    let number = place.number();
    Verdict {
        place: Some(number),
        why: why::place(number, place.size, group),
        ..Verdict::between(tier, tier)
    }
}
