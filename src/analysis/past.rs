//! The past of a dossier, as its history tells: how old what it says is, and how often its dates slipped (M10).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::age::Ages;
use crate::source::Route;

/// How often a date was moved, and by how much.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Slip {
    /// How often.
    pub times: usize,
    /// By how many days in all; negative where it comes earlier than at first.
    pub days: i64,
}

/// What is known of a dossier's past.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// How old what it says is.
    pub ages: Ages,
    /// How its dates were moved, by their routes; one that never was is not there.
    pub slips: BTreeMap<Route, Slip>,
}
