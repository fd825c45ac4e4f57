//! Opportunities, their milestones, deliveries and value reviews (M7).

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::day::Day;
use super::money::Money;
use super::number::Fraction;
use super::schema::{by_word, written};
use super::text::Text;

words! {
    /// The milestones of a deal (项目里程碑), in order.
    pub enum Milestone {
        /// Fits the selection standard; basics known.
        Planning = "planning",
        /// First visit made.
        Contact = "contact",
        /// 立项: approved by us.
        Initiation = "initiation",
        /// 深度接触: decision map drawn.
        DeepContact = "deep_contact",
        /// 方案呈现: value shown.
        Proposal = "proposal",
        /// 谈判签约: terms.
        Negotiation = "negotiation",
        /// 交付: four stages.
        Delivery = "delivery",
        /// 复购: reviews, new needs.
        Growth = "growth",
    }
}

impl Milestone {
    /// The milestone before this one.
    pub fn before(self) -> Option<Self> {
        Self::ALL.iter().copied().filter(|other| *other < self).max()
    }
}

words! {
    /// How a deal ended, if it did.
    pub enum Outcome {
        /// It has not.
        Open = "open",
        /// Ours.
        Won = "won",
        /// Not ours.
        Lost = "lost",
    }
}

/// One deal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Opportunity<'s> {
    /// The id by which the rest of the dossier names it.
    pub id: Option<Text<'s>>,
    /// What it is called.
    pub name: Option<Text<'s>>,
    /// The need it answers: its id.
    pub need: Option<Text<'s>>,
    /// The day it began.
    pub opened: Option<Day>,
    /// The milestone it stands at.
    pub milestone: Option<Milestone>,
    /// When each milestone was reached.
    #[schemars(schema_with = "by_word::<Milestone, Day>")]
    pub reached: BTreeMap<Milestone, Day>,
    /// Our manager's approval, before which no selling expense is made.
    pub approved: Option<DealApproval<'s>>,
    /// The amount expected.
    pub amount: Option<Money>,
    /// How likely, as a fraction.
    pub probability: Option<Fraction>,
    /// The day the order is expected.
    pub close: Option<Day>,
    /// Budget, authority, need, timeline.
    pub bant: Bant,
    /// The ten questions.
    pub evaluation: Evaluation,
    /// What decides success; the three most important are tracked.
    pub key_factors: Vec<KeyFactor<'s>>,
    /// What could go wrong, and our move.
    pub risks: Vec<Risk<'s>>,
    /// The phased offer.
    pub offer: Offer<'s>,
    /// How it ended.
    pub outcome: Option<Outcome>,
}

impl Opportunity<'_> {
    /// Whether the deal is still to be won.
    pub fn is_open(&self) -> bool {
        self.outcome.is_none_or(|outcome| outcome == Outcome::Open)
    }

    /// What to call the deal: its name, or else its id.
    pub fn called(&self) -> &str {
        self.name.as_deref().or(self.id.as_deref()).unwrap_or("?")
    }

    /// The day the present milestone was reached.
    pub fn reached_on(&self) -> Option<Day> {
        self.reached.get(&self.milestone?).copied()
    }
}

/// Who of us approved the deal, and when.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct DealApproval<'s> {
    /// Who.
    pub by: Option<Text<'s>>,
    /// When.
    pub on: Option<Day>,
}

/// An answer to a question of fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Asked, not known; the same as not stated.
    #[default]
    Unknown,
}

impl Answer {
    const WORDS: &'static [&'static str] = &["yes", "no", "unknown"];

    /// The word as people write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Unknown => "unknown",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        match word {
            "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" => Some(Self::Yes),
            "no" | "No" | "NO" | "false" | "False" | "FALSE" => Some(Self::No),
            "unknown" => Some(Self::Unknown),
            _ => None,
        }
    }
}

written! {
    Answer = {
        "description": "Yes, no or unknown.",
        "anyOf": [
            {
                "type": "string",
                "enum": Answer::WORDS,
                "enumDescriptions": ["Yes.", "No.", "Asked, not known; the same as not stated."],
            },
            {"type": "boolean", "enum": [true, false]},
            {"type": "string", "pattern": "^(Yes|YES|No|NO|true|True|TRUE|false|False|FALSE)$"},
        ],
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Answer {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = Cow::<str>::deserialize(deserializer)?;
        Self::from_word(&word).ok_or_else(|| D::Error::unknown_variant(&word, Self::WORDS))
    }
}

/// Whether the timing is clear: an answer, or the day itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeline {
    /// Clear or not.
    Answer(Answer),
    /// The day by which they want it.
    By(Day),
}

impl JsonSchema for Timeline {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Timeline".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "Yes, no, unknown, or the day by which they want it.",
            "anyOf": [Answer::json_schema(generator), Day::json_schema(generator)],
        })
    }
}

impl Default for Timeline {
    fn default() -> Self {
        Self::Answer(Answer::Unknown)
    }
}

impl Serialize for Timeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Answer(answer) => answer.serialize(serializer),
            Self::By(day) => day.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Timeline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = Cow::<str>::deserialize(deserializer)?;
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.parse().map(Self::By).map_err(D::Error::custom);
        }
        Answer::from_word(&word)
            .map(Self::Answer)
            .ok_or_else(|| D::Error::custom(format!("`{word}` is neither a date nor yes, no or unknown")))
    }
}

/// Budget, authority, need, timeline: each yes, no or unknown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Bant {
    /// The budget is clear.
    pub budget: Answer,
    /// Who decides is clear.
    pub authority: Answer,
    /// The need is pressing.
    pub need: Answer,
    /// The timing is clear, within three months.
    pub timeline: Timeline,
}

/// The ten questions (商机评估), in their order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Evaluation {
    /// 1 Is the client under pressure?
    pub pressure: Answer,
    /// 2 Is there a driver with a date?
    pub driver: Answer,
    /// 3 Does our value show?
    pub value_shown: Answer,
    /// 4 Is the need confirmed?
    pub need_confirmed: Answer,
    /// 5 Is the decision process known?
    pub process_known: Answer,
    /// 6 Are the decision factors clear?
    pub factors_clear: Answer,
    /// 7 Does our solution fit?
    pub solution_fits: Answer,
    /// 8 Is the demand on resources reasonable?
    pub resources_fair: Answer,
    /// 9 Is there a relationship to build on?
    pub relationship: Answer,
    /// 10 Can we show unique value?
    pub unique_value: Answer,
}

/// Something that decides success.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct KeyFactor<'s> {
    /// What.
    pub factor: Option<Text<'s>>,
    /// Where it stands.
    pub state: Option<Text<'s>>,
    /// Where it is going.
    pub trend: Option<Text<'s>>,
}

/// Something that could go wrong.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Risk<'s> {
    /// What.
    pub risk: Option<Text<'s>>,
    /// Our move.
    pub counter: Option<Text<'s>>,
}

/// The offer in phases.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Offer<'s> {
    /// The trial.
    pub pilot: Option<Text<'s>>,
    /// The whole.
    pub rollout: Option<Text<'s>>,
    /// What follows.
    pub optimise: Option<Text<'s>>,
    /// What we answer for.
    pub guarantee: Option<Text<'s>>,
}

/// What is being delivered for a deal.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Delivery<'s> {
    /// The deal's id, or what else names it.
    pub opportunity: Option<Text<'s>>,
    /// The four stages.
    pub stages: Stages,
    /// How fast we answer and mend.
    pub response: Response<'s>,
}

/// The four stages of a delivery, in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Stages {
    /// What is wanted.
    pub requirements: Option<DeliveryStage>,
    /// Building and testing.
    pub build: Option<DeliveryStage>,
    /// Trial run.
    pub trial: Option<DeliveryStage>,
    /// Acceptance.
    pub acceptance: Option<DeliveryStage>,
}

impl Stages {
    /// The stages stated, in order, each with its key.
    pub fn stated(&self) -> impl Iterator<Item = (&'static str, &DeliveryStage)> {
        [
            ("requirements", &self.requirements),
            ("build", &self.build),
            ("trial", &self.trial),
            ("acceptance", &self.acceptance),
        ]
        .into_iter()
        .filter_map(|(key, stage)| Some((key, stage.as_ref()?)))
    }
}

/// One stage of a delivery.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DeliveryStage {
    /// By when.
    pub due: Option<Day>,
    /// The day it was done.
    pub done: Option<Day>,
}

/// How fast we answer and mend.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Response<'s> {
    /// Time to an answer, such as `48h`.
    pub answer: Option<Text<'s>>,
    /// Time to a mend.
    pub fix: Option<Text<'s>>,
}

/// A look back at the value delivered.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct ValueReview<'s> {
    /// When.
    pub on: Option<Day>,
    /// What the client saved by then.
    pub saved: Option<Money>,
    /// What was said.
    pub note: Option<Text<'s>>,
}
