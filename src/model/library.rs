//! The library: cases to tell and talk tracks (M11).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::day::Day;
use super::deal::Milestone;
use super::money::Money;
use super::people::{Department, Role};
use super::text::Text;

/// A case: what we did for somebody and what it brought.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Case<'s> {
    /// The id by which touchpoints and talk tracks name it.
    pub id: Option<Text<'s>>,
    /// One line.
    pub title: Option<Text<'s>>,
    /// The industry it comes from.
    pub industry: Option<Text<'s>>,
    /// The size of client it fits.
    pub size: Option<CaseSize>,
    /// The needs it answers.
    pub needs: Vec<Text<'s>>,
    /// What hurt.
    pub problem: Option<Text<'s>>,
    /// What was done.
    pub solution: Option<Text<'s>>,
    /// What it brought.
    pub value: CaseValue<'s>,
    /// What the client said.
    pub quote: Option<Text<'s>>,
    /// Who allowed us to tell it, and until when.
    pub approved: Option<CaseApproval<'s>>,
    /// When it came into the library.
    pub added: Option<Day>,
}

impl Case<'_> {
    /// What to call the case: its title, or else its id.
    pub fn called(&self) -> &str {
        self.title.as_deref().or(self.id.as_deref()).unwrap_or("?")
    }
}

/// The size of client a case fits.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct CaseSize {
    /// From and to, in employees.
    pub employees: Option<(u32, u32)>,
}

/// What a case brought.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct CaseValue<'s> {
    /// The measure before.
    pub before: Option<Text<'s>>,
    /// The measure after.
    pub after: Option<Text<'s>>,
    /// The money saved.
    pub saves: Option<Money>,
}

/// Leave to tell a case.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct CaseApproval<'s> {
    /// By whom.
    pub by: Option<Text<'s>>,
    /// The last day it may be told.
    pub until: Option<Day>,
}

words! {
    /// The scene a talk track is for.
    pub enum Scene {
        /// The first contact.
        Prospecting = "prospecting",
        /// Finding out what hurts.
        Diagnosis = "diagnosis",
        /// Answering an objection.
        Objection = "objection",
        /// Showing the value.
        Value = "value",
    }
}

/// A talk track: what to say in a scene.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields, bound(deserialize = "'de: 's"))]
pub struct Talk<'s> {
    /// Its id.
    pub id: Option<Text<'s>>,
    /// The scene.
    pub scene: Option<Scene>,
    /// To whom, by role.
    pub roles: Vec<Role>,
    /// To whom, by department.
    pub departments: Vec<Department>,
    /// In which industries.
    pub industries: Vec<Text<'s>>,
    /// At which milestones.
    pub milestones: Vec<Milestone>,
    /// The objection it answers.
    pub objection: Option<Text<'s>>,
    /// What to say.
    pub say: Option<Text<'s>>,
    /// The case that proves it: its id.
    pub proof: Option<Text<'s>>,
}
