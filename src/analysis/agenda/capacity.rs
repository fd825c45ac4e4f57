//! Capacity: what the cadence asks of each of us in a week, against the hours there are (M4).

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use super::cadence::Cadence;
use super::rate::Rate;
use crate::model::schema::by_word;
use crate::model::{Account, Kind, Status, Tier};

/// How many minutes a contact takes, by kind: the settings' `minutes`.
///
/// What the settings leave out is as shipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes(BTreeMap<Kind, u32>);

impl Minutes {
    /// The minutes of one contact.
    pub fn of(&self, kind: Kind) -> u32 {
        self.0.get(&kind).copied().unwrap_or_default()
    }
}

impl Default for Minutes {
    fn default() -> Self {
        let shipped = |kind: &Kind| match kind {
            Kind::Message | Kind::Greeting => 5,
            Kind::Mailing => 10,
            Kind::Call => 20,
            Kind::Sample | Kind::Gift => 30,
            Kind::Meeting => 90,
            Kind::ValueReview => 120,
            Kind::Visit => 180,
            Kind::Event | Kind::Forum | Kind::ExecutiveVisit => 240,
        };
        Self(Kind::ALL.iter().map(|kind| (*kind, shipped(kind))).collect())
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut minutes = Self::default();
        minutes
            .0
            .extend(BTreeMap::<Kind, u32>::deserialize(deserializer)?);
        Ok(minutes)
    }
}

impl JsonSchema for Minutes {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Minutes".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        by_word::<Kind, u32>(generator)
    }
}

/// What the cadence asks of one of us in an average week.
#[derive(Debug, Clone, PartialEq)]
pub struct Workload<'a> {
    /// Who: an id of the settings' `team`; nothing for the accounts that nobody owns.
    pub owner: Option<&'a str>,
    /// How many accounts are theirs; lost ones are owed nothing and not counted.
    pub accounts: usize,
    /// What each channel asks for.
    pub channels: BTreeMap<Kind, Effort>,
    /// The hours a week that there are for accounts, where they are stated.
    pub hours: Option<u32>,
}

/// Contacts and the minutes they take, both in an average week.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Effort {
    /// How many contacts.
    pub contacts: Decimal,
    /// How many minutes.
    pub minutes: Decimal,
}

impl Effort {
    fn add(&mut self, rate: Rate, minutes: u32) {
        let contacts = rate.per_week();
        self.contacts += contacts;
        self.minutes += contacts * Decimal::from(minutes);
    }
}

impl<'a> Workload<'a> {
    fn new(owner: Option<&'a str>, hours: Option<u32>) -> Self {
        Self {
            owner,
            accounts: 0,
            channels: BTreeMap::new(),
            hours,
        }
    }

    fn add(&mut self, tier: Tier, cadence: &Cadence, minutes: &Minutes) {
        self.accounts += 1;
        for (kind, rate) in cadence.of(tier) {
            self.channels.entry(kind).or_default().add(rate, minutes.of(kind));
        }
    }

    /// What all channels ask for together.
    pub fn total(&self) -> Effort {
        self.channels
            .values()
            .fold(Effort::default(), |sum, effort| Effort {
                contacts: sum.contacts + effort.contacts,
                minutes: sum.minutes + effort.minutes,
            })
    }

    /// The share of the hours that is asked for, in percent; nothing where no hours are stated, or none at all.
    pub fn load(&self) -> Option<Decimal> {
        (self.total().minutes * Decimal::ONE_HUNDRED).checked_div(self.available()?)
    }

    /// Whether more is asked for than there are hours.
    pub fn is_too_much(&self) -> bool {
        self.available()
            .is_some_and(|available| self.total().minutes > available)
    }

    /// The minutes a week that there are.
    fn available(&self) -> Option<Decimal> {
        Some(Decimal::from(self.hours?) * Decimal::from(60))
    }
}

/// What the cadence asks of each of us in an average week, the most burdened first.
///
/// An obligation falls to the account's owner. Everybody of the team is listed, with or without accounts,
/// and who owns an account without being of the team.
pub fn capacity<'a>(
    accounts: impl IntoIterator<Item = (&'a Account<'a>, Tier)>,
    team: impl IntoIterator<Item = (&'a str, Option<u32>)>,
    cadence: &Cadence,
    minutes: &Minutes,
) -> Vec<Workload<'a>> {
    let team = team.into_iter();
    let mut loads: BTreeMap<Option<&str>, Workload<'a>> = team
        .map(|(id, hours)| (Some(id), Workload::new(Some(id), hours)))
        .collect();
    for (account, tier) in accounts {
        if account.status != Some(Status::Lost) {
            let owner = account.owner.as_deref();
            let load = loads.entry(owner).or_insert_with(|| Workload::new(owner, None));
            load.add(tier, cadence, minutes);
        }
    }
    let mut loads: Vec<_> = loads.into_values().collect();
    loads.sort_by_key(|load| Reverse(load.total().minutes));
    loads
}

#[cfg(test)]
mod tests {
    use super::super::testing::{account, faults, read};
    use super::*;

    /// A number with two decimals.
    fn two(number: Decimal) -> String {
        number.round_dp(2).normalize().to_string()
    }

    #[test]
    fn every_channel_asks_for_its_rate_times_its_minutes() {
        let ours = account("name: X\nowner: wang.min\n");
        let cadence: Cadence = read(
            "A: {call: 2 per week, visit: 1 per 2 weeks, mailing: 3 per 7 days, event: none, forum: none, executive_visit: none, value_review: none}",
        );
        let loads = capacity(
            [(&ours, Tier::A)],
            [("wang.min", Some(3))],
            &cadence,
            &Minutes::default(),
        );
        let load = &loads[0];
        let effort = |kind| {
            load.channels
                .get(&kind)
                .map(|effort| (two(effort.contacts), two(effort.minutes)))
        };
        let pair = |contacts: &str, minutes: &str| Some((contacts.to_owned(), minutes.to_owned()));
        assert_eq!(effort(Kind::Call), pair("2", "40"));
        assert_eq!(effort(Kind::Visit), pair("0.5", "90"));
        assert_eq!(effort(Kind::Mailing), pair("3", "30"));
        assert_eq!(effort(Kind::Event), None);
        // 160 minutes of 180.
        assert_eq!(two(load.total().minutes), "160");
        assert_eq!(load.load().map(two).as_deref(), Some("88.89"));
        assert!(!load.is_too_much());
    }

    #[test]
    fn a_month_is_a_twelfth_of_a_year_of_365_and_a_quarter_days() {
        let ours = account("name: X\n");
        let cadence: Cadence = read("D: {call: 3 per month, mailing: 1 per year}");
        let loads = capacity([(&ours, Tier::D)], [], &cadence, &Minutes::default());
        // 3 × 7 / 30.4375, and 7 / 365.25.
        let contacts = |kind| loads[0].channels[&kind].contacts.round_dp(4).to_string();
        assert_eq!(
            (contacts(Kind::Call), contacts(Kind::Mailing)),
            ("0.6899".to_owned(), "0.0192".to_owned())
        );
    }

    #[test]
    fn the_most_burdened_stands_first_and_nobody_is_left_out() {
        let accounts = [
            account("name: A\nowner: li\n"),
            account("name: B\nowner: wang\n"),
            account("name: C\nowner: wang\n"),
            account("name: D\n"),
            account("name: E\nowner: li\nstatus: lost\n"),
            account("name: F\nowner: guest\n"),
        ];
        let tiers = [Tier::A, Tier::A, Tier::D, Tier::C, Tier::A, Tier::D];
        let team = [("idle", Some(10)), ("li", None), ("wang", Some(1))];
        let loads = capacity(
            accounts.iter().zip(tiers),
            team,
            &Cadence::default(),
            &Minutes::default(),
        );
        let seen: Vec<_> = loads
            .iter()
            .map(|load| (load.owner.unwrap_or("nobody"), load.accounts, load.is_too_much()))
            .collect();
        assert_eq!(
            seen,
            [
                ("wang", 2, true),
                ("li", 1, false),
                ("nobody", 1, false),
                ("guest", 1, false),
                ("idle", 0, false)
            ]
        );
        assert_eq!(loads[1].load(), None, "no hours are stated");
        assert_eq!(loads[4].load(), Some(Decimal::ZERO));
    }

    #[test]
    fn the_largest_figures_are_weighed_too() {
        let ours = account("name: A\nowner: li\n");
        let cadence: Cadence = read("A: {call: 4294967295 per day}");
        let minutes: Minutes = read("{call: 4294967295}");
        let loads = capacity([(&ours, Tier::A)], [("li", Some(u32::MAX))], &cadence, &minutes);
        assert!(loads[0].is_too_much() && loads[0].load() > Some(Decimal::ONE_HUNDRED));
    }

    #[test]
    fn no_hours_at_all_are_too_few_and_no_share() {
        let ours = account("name: A\nowner: li\n");
        let loads = capacity(
            [(&ours, Tier::A)],
            [("li", Some(0))],
            &Cadence::default(),
            &Minutes::default(),
        );
        assert!(loads[0].is_too_much() && loads[0].load().is_none());
    }

    #[test]
    fn settings_lie_over_the_shipped_minutes() {
        let minutes: Minutes = read("{call: 25, meeting: 0}");
        let of = |kind| minutes.of(kind);
        assert_eq!((of(Kind::Call), of(Kind::Meeting), of(Kind::Visit)), (25, 0, 180));
        assert_eq!(faults::<Minutes>("{cal: 20, visit: long}").len(), 2);
    }
}
