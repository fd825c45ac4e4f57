//! What the parts of health weigh: the settings' `health`.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use crate::model::schema::by_word;
use crate::model::words::words;

words! {
    /// A part of an account's health (M10).
    pub enum Part {
        /// When somebody who approves or decides was last met.
        TopReach = "top_reach",
        /// How far its people are for us.
        Support = "support",
        /// How much of what the cadence owes it is not overdue.
        Cadence = "cadence",
        /// How many promises of the last year were kept on time.
        Commitments = "commitments",
        /// Whether the top needs have a solution, and its gain in figures.
        Needs = "needs",
        /// When both sides last spoke with each other.
        Recency = "recency",
    }
}

/// What the parts of health weigh against each other: the settings' `health`.
///
/// What the settings leave out is as shipped; a part of weight 0 is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weights(BTreeMap<Part, u32>);

impl Weights {
    /// The parts that weigh anything, in the order of [`Part::ALL`].
    pub(super) fn stated(&self) -> impl Iterator<Item = (Part, u32)> + '_ {
        let weights = self.0.iter().map(|(part, weight)| (*part, *weight));
        weights.filter(|(_, weight)| *weight > 0)
    }

    /// All weights together; never 0, so that it can be divided by.
    pub(super) fn total(&self) -> Decimal {
        let sum: Decimal = self.0.values().map(|weight| Decimal::from(*weight)).sum();
        sum.max(Decimal::ONE)
    }

    /// What is wrong with the weights together, in a sentence.
    pub fn problem(&self) -> Option<String> {
        let weighs_nothing = self.stated().next().is_none();
        weighs_nothing.then(|| {
            format!(
                "no part of the health weighs anything; give one of {} a weight above 0",
                Part::WORDS.join(", ")
            )
        })
    }
}

impl Default for Weights {
    fn default() -> Self {
        let shipped = |part: &Part| match part {
            Part::TopReach | Part::Support | Part::Cadence => 20,
            Part::Commitments | Part::Needs => 15,
            Part::Recency => 10,
        };
        Self(Part::ALL.iter().map(|part| (*part, shipped(part))).collect())
    }
}

impl<'de> Deserialize<'de> for Weights {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut weights = Self::default();
        weights
            .0
            .extend(BTreeMap::<Part, u32>::deserialize(deserializer)?);
        Ok(weights)
    }
}

impl JsonSchema for Weights {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Weights".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        by_word::<Part, u32>(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::agenda::testing::read;

    #[test]
    fn the_shipped_weights_are_those_of_the_method() {
        let weights: Vec<_> = Weights::default().stated().map(|(_, weight)| weight).collect();
        assert_eq!(weights, [20, 20, 20, 15, 15, 10]);
        assert_eq!(Weights::default().total(), Decimal::ONE_HUNDRED);
    }

    #[test]
    fn what_the_settings_leave_out_is_as_shipped_and_nothing_cannot_be_all() {
        let weights: Weights = read("{needs: 0, recency: 30}");
        let stated: Vec<_> = weights.stated().collect();
        assert_eq!(stated.len(), 5);
        assert_eq!(stated[4], (Part::Recency, 30));
        assert_eq!(weights.problem(), None);
        let none: Weights =
            read("{top_reach: 0, support: 0, cadence: 0, commitments: 0, needs: 0, recency: 0}");
        assert!(
            none.problem()
                .is_some_and(|told| told.contains("top_reach, support"))
        );
    }
}
