//! Rank: classes by the place in a group (M3, method 3).

use super::facts::Facts;
use super::figures::Reading;
use super::policy::TierPolicy;
use super::standing::Verdict;
use super::survey::{Place, Survey, group_name};
use super::why;
use crate::model::{Account, Tier};

/// Classes the accounts by their places, largest figure first.
pub(super) fn rank(survey: &Survey<'_, '_>, policy: &TierPolicy) -> Vec<Verdict> {
    let readings = survey.readings(policy.figure);
    let places = survey.compared(&readings, policy.group);
    let all = survey.accounts.iter().zip(&readings).zip(places);
    all.map(|((account, reading), place)| match place {
        Ok(place) => placed(account, place, policy),
        Err(missing) => last(account, reading, missing, policy),
    })
    .collect()
}

fn placed(account: &Account<'_>, place: Place, policy: &TierPolicy) -> Verdict {
    let number = place.number();
    let tier = policy.thresholds().by_place(number);
    Verdict {
        place: Some(number),
        why: why::place(number, place.size, group_name(account, policy.group)),
        ..Verdict::between(tier, tier)
    }
}

/// An account without a place could be the first.
fn last(account: &Account<'_>, reading: &Reading, missing: Facts, policy: &TierPolicy) -> Verdict {
    let no_group = group_name(account, policy.group).is_none();
    Verdict {
        settle_by: missing.routes(),
        no_rate: reading.no_rate().into_iter().collect(),
        why: why::without_place(reading, policy.figure, no_group.then_some(policy.group)),
        ..Verdict::between(Tier::D, Tier::A)
    }
}
