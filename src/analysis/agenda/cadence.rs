//! Cadence and caps (M4): how often each tier is owed each channel, and how much is too much.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

use super::rate::{Rate, Unit, rate_or_none};
use crate::model::schema::{by_word, written};
use crate::model::{Kind, Tier};

/// How often each tier is owed each channel: the settings' `cadence`.
///
/// What the settings leave out is as shipped; `none` switches a cell off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cadence(BTreeMap<Tier, BTreeMap<Kind, Rate>>);

/// How many of a kind an account is given at most: the settings' `caps`.
///
/// What the settings leave out is as shipped; `none` lifts a cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caps(BTreeMap<Kind, Rate>);

/// M4's table; the columns are the tiers A to D.
#[rustfmt::skip] // A table is read as a table.
const SHIPPED: [(Kind, [Option<Rate>; 4]); 7] = {
    use Kind::{Call, Event, ExecutiveVisit, Forum, Mailing, ValueReview, Visit};
    use Unit::{HalfYear, Month, Quarter, Year};
    [
        (Call,           [owed(3, 1, Month),    owed(2, 1, Month),    owed(1, 1, Month),    owed(1, 1, Quarter)]),
        (Visit,          [owed(1, 1, Month),    owed(1, 2, Month),    owed(1, 1, HalfYear), None]),
        (Mailing,        [owed(1, 1, Month),    owed(1, 1, Month),    owed(1, 1, Quarter),  owed(1, 1, HalfYear)]),
        (Event,          [owed(1, 2, Month),    owed(1, 1, Quarter),  None,                 None]),
        (Forum,          [owed(1, 1, Quarter),  owed(1, 1, HalfYear), None,                 None]),
        (ExecutiveVisit, [owed(1, 1, HalfYear), owed(1, 1, Year),     None,                 None]),
        (ValueReview,    [owed(1, 1, Quarter),  owed(1, 1, HalfYear), None,                 None]),
    ]
};

/// So many in so many units.
const fn owed(times: u32, count: u32, unit: Unit) -> Option<Rate> {
    Some(Rate::shipped(times, count, unit))
}

impl Cadence {
    /// The channels that a tier is owed, in the order of [`Kind::ALL`].
    pub fn of(&self, tier: Tier) -> impl Iterator<Item = (Kind, Rate)> + '_ {
        let channels = self.0.get(&tier).into_iter().flatten();
        channels.map(|(kind, rate)| (*kind, *rate))
    }

    /// How often a tier is owed a channel; nothing where it is not.
    pub fn rate(&self, tier: Tier, kind: Kind) -> Option<Rate> {
        self.0.get(&tier)?.get(&kind).copied()
    }
}

impl Caps {
    /// The kinds with a cap, in the order of [`Kind::ALL`].
    pub fn all(&self) -> impl Iterator<Item = (Kind, Rate)> + '_ {
        self.0.iter().map(|(kind, rate)| (*kind, *rate))
    }

    /// The most of a kind, where there is a cap.
    pub fn rate(&self, kind: Kind) -> Option<Rate> {
        self.0.get(&kind).copied()
    }
}

impl Default for Cadence {
    fn default() -> Self {
        let mut tiers: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for (kind, row) in SHIPPED {
            for (tier, rate) in Tier::ALL.iter().zip(row) {
                tiers
                    .entry(*tier)
                    .or_default()
                    .extend(rate.map(|rate| (kind, rate)));
            }
        }
        Self(tiers)
    }
}

impl Default for Caps {
    fn default() -> Self {
        let monthly = Rate::shipped(1, 1, Unit::Month);
        Self(BTreeMap::from([(Kind::Sample, monthly), (Kind::Gift, monthly)]))
    }
}

/// What the settings say of one channel: a rate, or `none`.
struct Cell(Option<Rate>);

written! {
    Cell = {
        "description": "A rate such as `3 per month` or `1 per 2 weeks`, or `none`.",
        "type": "string",
        "pattern": rate_or_none(),
        "patternErrorMessage": "Write a rate like `3 per month` or `1 per 2 weeks`, or `none`.",
    }
}

impl JsonSchema for Cadence {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Cadence".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        by_word::<Tier, Caps>(generator)
    }
}

impl JsonSchema for Caps {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Caps".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        by_word::<Kind, Cell>(generator)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct CellVisitor;
        impl Visitor<'_> for CellVisitor {
            type Value = Cell;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a rate such as 3 per month, or none")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Cell, E> {
                match text {
                    "none" => Ok(Cell(None)),
                    rate => rate.parse().map(|rate| Cell(Some(rate))).map_err(E::custom),
                }
            }
        }
        deserializer.deserialize_str(CellVisitor)
    }
}

/// Lays what the settings say over what is shipped.
fn merge(rates: &mut BTreeMap<Kind, Rate>, said: BTreeMap<Kind, Cell>) {
    for (kind, Cell(rate)) in said {
        match rate {
            Some(rate) => rates.insert(kind, rate),
            None => rates.remove(&kind),
        };
    }
}

impl<'de> Deserialize<'de> for Cadence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut cadence = Self::default();
        for (tier, said) in BTreeMap::<Tier, BTreeMap<Kind, Cell>>::deserialize(deserializer)? {
            merge(cadence.0.entry(tier).or_default(), said);
        }
        Ok(cadence)
    }
}

impl<'de> Deserialize<'de> for Caps {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut caps = Self::default();
        merge(&mut caps.0, BTreeMap::deserialize(deserializer)?);
        Ok(caps)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{faults, read};
    use super::*;

    fn cell(cadence: &Cadence, tier: Tier, kind: Kind) -> String {
        cadence
            .rate(tier, kind)
            .map_or_else(|| "none".to_owned(), |rate| rate.to_string())
    }

    #[test]
    fn the_shipped_cadence_is_the_methods_table() {
        let table = [
            (
                Kind::Call,
                ["3 per month", "2 per month", "1 per month", "1 per quarter"],
            ),
            (
                Kind::Visit,
                ["1 per month", "1 per 2 months", "1 per half-year", "none"],
            ),
            (Kind::Message, ["none", "none", "none", "none"]),
            (
                Kind::Mailing,
                ["1 per month", "1 per month", "1 per quarter", "1 per half-year"],
            ),
            (Kind::Sample, ["none", "none", "none", "none"]),
            (Kind::Gift, ["none", "none", "none", "none"]),
            (Kind::Event, ["1 per 2 months", "1 per quarter", "none", "none"]),
            (Kind::Forum, ["1 per quarter", "1 per half-year", "none", "none"]),
            (
                Kind::ExecutiveVisit,
                ["1 per half-year", "1 per year", "none", "none"],
            ),
            (
                Kind::ValueReview,
                ["1 per quarter", "1 per half-year", "none", "none"],
            ),
            (Kind::Greeting, ["none", "none", "none", "none"]),
            (Kind::Meeting, ["none", "none", "none", "none"]),
        ];
        assert_eq!(table.map(|(kind, _)| kind), Kind::ALL);
        let cadence = Cadence::default();
        for (kind, row) in table {
            for (tier, want) in Tier::ALL.iter().zip(row) {
                assert_eq!(cell(&cadence, *tier, kind), want, "{kind} of {tier}");
            }
        }
        assert_eq!(
            Tier::ALL
                .iter()
                .map(|tier| cadence.of(*tier).count())
                .sum::<usize>(),
            19
        );
    }

    #[test]
    fn settings_lie_over_the_shipped_table_cell_by_cell() {
        let cadence: Cadence =
            read("A: {call: 2 per 2 weeks, forum: none}\nD: {visit: 1 per year}\nB: {}\nC:\n");
        assert_eq!(cell(&cadence, Tier::A, Kind::Call), "2 per 2 weeks");
        assert_eq!(cell(&cadence, Tier::A, Kind::Forum), "none");
        assert_eq!(cell(&cadence, Tier::A, Kind::Visit), "1 per month");
        assert_eq!(cell(&cadence, Tier::B, Kind::Call), "2 per month");
        assert_eq!(cell(&cadence, Tier::C, Kind::Call), "1 per month");
        assert_eq!(cell(&cadence, Tier::D, Kind::Visit), "1 per year");
        assert_eq!(read::<Cadence>("{}"), Cadence::default());
    }

    #[test]
    fn faults_are_told_all_at_once_and_the_rest_is_kept() {
        let told = faults::<Cadence>(
            "E: {call: 1 per month}\nA: {cal: 1 per month, visit: monthly, mailing: 3, event: [1]}\n",
        );
        let places: Vec<_> = told.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, ["E", "A.cal", "A.visit", "A.mailing", "A.event"]);
        assert!(told[2].1.contains("`monthly` is no rate"), "{}", told[2].1);
    }

    #[test]
    fn one_sample_and_one_gift_a_month_at_most() {
        let caps = Caps::default();
        let all: Vec<_> = caps.all().map(|(kind, rate)| format!("{kind}: {rate}")).collect();
        assert_eq!(all, ["sample: 1 per month", "gift: 1 per month"]);
        let caps: Caps = read("{sample: none, greeting: 2 per year}");
        assert_eq!(caps.rate(Kind::Sample), None);
        assert_eq!(
            caps.rate(Kind::Gift).map(|rate| rate.to_string()).as_deref(),
            Some("1 per month")
        );
        assert_eq!(
            caps.rate(Kind::Greeting).map(|rate| rate.to_string()).as_deref(),
            Some("2 per year")
        );
    }
}
