//! Scales: how a figure becomes points from 0 to 100 (M3).

use std::borrow::Cow;
use std::fmt;

use rust_decimal::Decimal;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};

use super::policy::{Exact, Group};
use crate::model::Money;
use crate::model::money::pattern;

/// How a figure becomes points: `rating`, `{rank: portfolio}` or `{bands: {0: 0, 500k: 40}}`.
#[derive(Debug, Clone, PartialEq)]
pub enum Scale {
    /// Ratings: 1 to 5 are 0, 25, 50, 75, 100 points.
    Rating,
    /// The percentile rank among the accounts of the group whose figure is known.
    Rank(Group),
    /// The points of the highest threshold not above the figure.
    Bands(Bands),
}

/// A table of thresholds and points, lowest threshold first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bands(Vec<Band>);

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Band {
    /// The threshold as it was typed, which is the key in the settings.
    pub key: String,
    /// The least figure of the band, amounts in the repository's currency.
    pub from: Decimal,
    /// Its points.
    pub points: Decimal,
}

impl Bands {
    /// The bands, lowest first.
    pub fn bands(&self) -> &[Band] {
        &self.0
    }

    /// The points that a figure can come to.
    pub(super) fn outcomes(&self) -> Vec<Decimal> {
        self.0.iter().map(|band| band.points).collect()
    }

    /// The points of a figure; below the lowest threshold there are none.
    pub fn points(&self, figure: Decimal) -> Decimal {
        let reached = self.0.partition_point(|band| band.from <= figure);
        self.0[..reached]
            .last()
            .map_or(Decimal::ZERO, |band| clamped(band.points))
    }
}

/// The points of a rating.
pub(super) fn rating_points(rating: Decimal) -> Decimal {
    let steps = rating.saturating_sub(Decimal::ONE);
    clamped(steps.saturating_mul(Decimal::from(25)))
}

/// The points, whatever a policy at fault says, as the score needs them: from 0 to 100.
pub(super) fn clamped(points: Decimal) -> Decimal {
    points.clamp(Decimal::ZERO, Decimal::ONE_HUNDRED)
}

const WORDS: &[&str] = &["rating", "rank", "bands"];

/// The key of a scale that has a value.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Rank,
    Bands,
}

impl JsonSchema for Scale {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Scale".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut points = Exact::json_schema(generator);
        points.insert("description".to_owned(), "The points, from 0 to 100.".into());
        json_schema!({
            "anyOf": [
                {
                    "type": "string",
                    "enum": ["rating"],
                    "enumDescriptions": ["Ratings: 1 to 5 are 0, 25, 50, 75, 100 points."],
                },
                {
                    "type": "object",
                    "properties": {
                        "rank": generator.subschema_for::<Group>(),
                        "bands": {
                            "description": "Thresholds with their points, such as {0: 0, 500k: 40}.",
                            "type": "object",
                            "patternProperties": { (pattern("")): points },
                            "additionalProperties": false,
                        },
                    },
                    // A scale has no keys of the user's own.
                    "patternProperties": {},
                    "additionalProperties": false,
                    "maxProperties": 1,
                },
            ],
        })
    }
}

impl<'de> Deserialize<'de> for Scale {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ScaleVisitor;
        impl<'de> Visitor<'de> for ScaleVisitor {
            type Value = Scale;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(
                    "`rating`, `{rank: portfolio}`, `{rank: industry}` or `{bands: {0: 0, 500k: 40}}`",
                )
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<Scale, E> {
                match word {
                    "rating" => Ok(Scale::Rating),
                    "rank" => Err(E::custom(
                        "say among whom: `{rank: portfolio}` or `{rank: industry}`",
                    )),
                    "bands" => Err(E::custom("say which: `{bands: {0: 0, 500k: 40}}`")),
                    _ => Err(E::unknown_variant(word, WORDS)),
                }
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scale, A::Error> {
                let scale = match map.next_key()? {
                    Some(Kind::Rank) => Scale::Rank(map.next_value()?),
                    Some(Kind::Bands) => Scale::Bands(map.next_value()?),
                    // Nothing is left of an entry at fault that has been told; an empty map is one of
                    // the policy's problems.
                    None => return Ok(Scale::Bands(Bands::default())),
                };
                match map.next_key::<Kind>()? {
                    None => Ok(scale),
                    Some(_) => Err(A::Error::custom("a scale has one key, `rank` or `bands`")),
                }
            }
        }
        deserializer.deserialize_any(ScaleVisitor)
    }
}

/// A threshold and how it was typed.
struct Threshold {
    key: String,
    from: Decimal,
}

impl<'de> Deserialize<'de> for Threshold {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <Cow<'de, str>>::deserialize(deserializer)?;
        let money: Money = text.parse().map_err(Error::custom)?;
        match money.currency {
            None => Ok(Self {
                from: money.amount,
                key: text.into_owned(),
            }),
            Some(currency) => Err(Error::custom(format!(
                "bands are in the repository's currency; write the threshold without {currency}"
            ))),
        }
    }
}

impl<'de> Deserialize<'de> for Bands {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct BandsVisitor;
        impl<'de> Visitor<'de> for BandsVisitor {
            type Value = Bands;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("thresholds with their points, such as {0: 0, 500k: 40}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Bands, A::Error> {
                let mut bands = Vec::new();
                while let Some((Threshold { key, from }, Exact(points))) = map.next_entry()? {
                    bands.push(Band { key, from, points });
                }
                bands.sort_by_key(|band| band.from);
                Ok(Bands(bands))
            }
        }
        deserializer.deserialize_map(BandsVisitor)
    }
}
