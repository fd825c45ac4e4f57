//! Promises of both sides, and referrals (M9, M12).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::text::Text;

words! {
    /// One of the two sides.
    pub enum Party {
        /// We.
        Us = "us",
        /// The client.
        Them = "them",
    }
}

/// A promise with a date (M9).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Commitment<'s> {
    /// An id of its own.
    pub id: Option<Text<'s>>,
    /// What was promised.
    pub what: Option<Text<'s>>,
    /// By which side.
    pub by: Option<Party>,
    /// By whom: of us an id of the settings' `team`, of them a stakeholder's id.
    pub who: Option<Text<'s>>,
    /// To whom, on the other side.
    pub to: Option<Text<'s>>,
    /// When it was made.
    pub made: Option<Day>,
    /// By when it is to be kept.
    pub due: Option<Day>,
    /// The day it was kept.
    pub kept: Option<Day>,
    /// It was not kept and will not be.
    pub broken: bool,
    /// What we did to make it good.
    pub remedy: Option<Text<'s>>,
}

impl Commitment<'_> {
    /// Neither kept nor broken.
    pub fn is_open(&self) -> bool {
        self.kept.is_none() && !self.broken
    }
}

/// A referral asked for (M12).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Referral<'s> {
    /// When we asked.
    pub asked: Option<Day>,
    /// Whom: a stakeholder's id.
    pub from: Option<Text<'s>>,
    /// To whom they refer us.
    pub to: Option<Text<'s>>,
    /// How far it is: asked, given, met …
    pub state: Option<Text<'s>>,
}
