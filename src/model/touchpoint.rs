//! Touchpoints: contacts with people of the account, past and planned (M4, M12).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::text::Text;

words! {
    /// The kind of a contact. There is none for cash, commission or rebates: they are never recorded as care.
    pub enum Kind {
        /// A telephone or video call.
        Call = "call",
        /// A visit there.
        Visit = "visit",
        /// A short message.
        Message = "message",
        /// Something sent by post or e-mail.
        Mailing = "mailing",
        /// A sample.
        Sample = "sample",
        /// A gift of small value.
        Gift = "gift",
        /// An event of ours.
        Event = "event",
        /// A round of several clients.
        Forum = "forum",
        /// A meeting of both managements.
        ExecutiveVisit = "executive_visit",
        /// A look back at the value delivered.
        ValueReview = "value_review",
        /// A greeting on a personal day or holiday.
        Greeting = "greeting",
        /// A meeting elsewhere.
        Meeting = "meeting",
    }
}

words! {
    /// Whether the purpose was achieved.
    pub enum Achieved {
        /// Wholly.
        Yes = "yes",
        /// In part.
        Partly = "partly",
        /// Not at all.
        No = "no",
    }
}

/// One contact. Dated after today it is planned.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Touchpoint<'s> {
    /// The day.
    pub on: Option<Day>,
    /// The kind.
    pub kind: Option<Kind>,
    /// Who of us: an id of the settings' `team`.
    pub by: Option<Text<'s>>,
    /// With whom: stakeholders' ids.
    pub with: Vec<Text<'s>>,
    /// What for.
    pub purpose: Option<Text<'s>>,
    /// Whether the purpose was achieved.
    pub achieved: Option<Achieved>,
    /// What came of it.
    pub outcome: Option<Text<'s>>,
    /// What was said, and what to watch next time.
    pub notes: Option<Text<'s>>,
    /// Cases told: ids of library/cases.yaml.
    pub told: Vec<Text<'s>>,
    /// What comes next.
    pub next: Option<NextStep<'s>>,
}

/// The step agreed at a contact.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct NextStep<'s> {
    /// By when.
    pub on: Option<Day>,
    /// What kind of contact; where none is named any will do.
    pub kind: Option<Kind>,
    /// What for.
    pub purpose: Option<Text<'s>>,
}
