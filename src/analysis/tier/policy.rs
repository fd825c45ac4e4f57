//! The policy: the settings' `tiers:`, which say how accounts are classed (M3).

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de::Error};

use super::facts::Fact;
use super::figures::Figure;
use super::scale::Scale;
use crate::model::Tier;
use crate::model::number::decimal;
use crate::model::schema::{NO_NUMBER, NUMBER, written};

/// How accounts are classed. Every key of the settings is optional; what is left out is as shipped.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct TierPolicy {
    /// The method.
    pub method: Method,
    /// Where the tiers part; one that is left out is as shipped for the method.
    pub thresholds: Option<Thresholds>,
    /// What the scorecard is made of.
    pub criteria: Vec<Criterion>,
    /// What pareto and rank sort by.
    pub figure: Figure,
    /// Among whom the rank method counts places.
    pub group: Group,
}

/// A way to class accounts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// Weighted points from several criteria.
    #[default]
    Scorecard,
    /// The share of the whole that larger accounts make up.
    Pareto,
    /// The place within a group.
    Rank,
}

/// The accounts that one is compared with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// Those of the same industry.
    #[default]
    Industry,
    /// Those of the same region.
    Region,
    /// All.
    Portfolio,
}

/// Thresholds as the settings state them: all, some or none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Of A.
    #[serde(rename = "A", deserialize_with = "exact_if_any")]
    #[schemars(with = "Option<Exact>")]
    pub a: Option<Decimal>,
    /// Of B.
    #[serde(rename = "B", deserialize_with = "exact_if_any")]
    #[schemars(with = "Option<Exact>")]
    pub b: Option<Decimal>,
    /// Of C; the rest is D.
    #[serde(rename = "C", deserialize_with = "exact_if_any")]
    #[schemars(with = "Option<Exact>")]
    pub c: Option<Decimal>,
}

/// The thresholds that count.
///
/// In a scorecard they are the least scores, in pareto the cumulative percentages that an account's
/// predecessors must stay below, in rank the last places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of A.
    pub a: Decimal,
    /// Of B.
    pub b: Decimal,
    /// Of C; the rest is D.
    pub c: Decimal,
}

/// One part of the scorecard.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// What is measured.
    pub id: Figure,
    /// How much it counts among the others, not below 0.
    #[serde(deserialize_with = "exact")]
    #[schemars(with = "Exact")]
    pub weight: Decimal,
    /// How the figure becomes points: `rating`, `{rank: portfolio}` or `{bands: {0: 0, 500k: 40}}`; where
    /// it is left out, `rating` for ratings and `{rank: portfolio}` for the others.
    #[serde(default)]
    pub scale: Option<Scale>,
}

impl Default for TierPolicy {
    fn default() -> Self {
        let shipped = |(id, weight)| Criterion {
            id,
            weight: Decimal::from(weight),
            scale: None,
        };
        let weights: [(Figure, u32); 6] = [
            (Figure::Sales, 30),
            (Figure::Profit, 20),
            (Figure::Unserved, 20),
            (Figure::StrategicFit, 15),
            (Figure::Frequency, 10),
            (Figure::Credit, 5),
        ];
        Self {
            method: Method::default(),
            thresholds: None,
            criteria: weights.map(shipped).into(),
            figure: Figure::Sales,
            group: Group::default(),
        }
    }
}

impl TierPolicy {
    /// The thresholds that count: those stated, and for the others those shipped for the method.
    pub fn thresholds(&self) -> Limits {
        let stated = self.thresholds.unwrap_or_default();
        let shipped = self.method.limits();
        Limits {
            a: stated.a.unwrap_or(shipped.a),
            b: stated.b.unwrap_or(shipped.b),
            c: stated.c.unwrap_or(shipped.c),
        }
    }
}

impl Method {
    /// The word as it stands in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scorecard => "scorecard",
            Self::Pareto => "pareto",
            Self::Rank => "rank",
        }
    }

    /// The thresholds as shipped.
    fn limits(self) -> Limits {
        let (a, b, c) = match self {
            Self::Scorecard => (75, 50, 25),
            Self::Pareto => (80, 95, 99),
            Self::Rank => (10, 50, 200),
        };
        Limits {
            a: Decimal::from(a),
            b: Decimal::from(b),
            c: Decimal::from(c),
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Group {
    /// The word as it stands in the settings.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Industry => "industry",
            Self::Region => "region",
            Self::Portfolio => "portfolio",
        }
    }

    /// The fact that says which group an account belongs to.
    pub(super) fn fact(self) -> Option<Fact> {
        match self {
            Self::Industry => Some(Fact::Industry),
            Self::Region => Some(Fact::Region),
            Self::Portfolio => None,
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Limits {
    /// The tier of a score: the best whose threshold it reaches.
    pub(super) fn by_score(&self, score: Decimal) -> Tier {
        self.first(|limit| score >= limit)
    }

    /// The tier of a cumulative share: the best whose threshold it stays below.
    pub(super) fn by_share(&self, share: Decimal) -> Tier {
        self.first(|limit| share < limit)
    }

    /// The tier of a place: the best whose last place does not lie before it.
    pub(super) fn by_place(&self, place: usize) -> Tier {
        self.first(|limit| Decimal::from(place) <= limit)
    }

    fn first(&self, holds: impl Fn(Decimal) -> bool) -> Tier {
        match () {
            () if holds(self.a) => Tier::A,
            () if holds(self.b) => Tier::B,
            () if holds(self.c) => Tier::C,
            () => Tier::D,
        }
    }
}

impl Criterion {
    /// The scale: the one stated, or else `rating` for ratings and `rank: portfolio` for the others.
    pub fn effective_scale(&self) -> &Scale {
        match &self.scale {
            Some(scale) => scale,
            None if self.id.is_rating() => &Scale::Rating,
            None => &Scale::Rank(Group::Portfolio),
        }
    }
}

/// A number that is read from its text, since a binary fraction would not be exact.
pub(super) struct Exact(pub(super) Decimal);

written! {
    Exact = {
        "description": "A number such as 75 or 12.5.",
        "type": ["number", "string"],
        "pattern": NUMBER,
        "patternErrorMessage": NO_NUMBER,
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        decimal(&text)
            .map(Self)
            .ok_or_else(|| Error::custom(format!("`{text}` is no number; write one such as 75 or 12.5")))
    }
}

fn exact<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    Exact::deserialize(deserializer).map(|Exact(number)| number)
}

fn exact_if_any<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let number = <Option<Exact>>::deserialize(deserializer)?;
    Ok(number.map(|Exact(number)| number))
}
