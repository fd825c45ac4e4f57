//! Reasons: the criteria by which something matches, and what each is worth.

use crate::model::words::words;

words! {
    /// What a match can rest on.
    pub enum Criterion {
        /// The case answers the need of the deal, or without a deal one of the one or two top needs.
        MainNeed = "main-need",
        /// The case answers another need that is open.
        Need = "need",
        /// The case tells of much the same as the need of the deal, in its words.
        MainNeedWords = "main-need-words",
        /// The case tells of much the same as another need, in its words.
        NeedWords = "need-words",
        /// The same industry, or a kind of it.
        Industry = "industry",
        /// The client has as many people as those the case fits.
        Size = "size",
        /// Somebody who will be there has the role.
        Role = "role",
        /// Somebody who will be there works in the department.
        Department = "department",
        /// The deal stands at the milestone.
        Milestone = "milestone",
        /// The meeting is in the scene.
        Scene = "scene",
        /// Whoever it is for doubts us or is against us.
        Attitude = "attitude",
        /// Somebody who will be there worries about this.
        Concern = "concern",
        /// A competitor says so, or is strong there.
        Competitor = "competitor",
        /// Somebody who will be there is for that competitor.
        Supporter = "supporter",
    }
}

impl Criterion {
    /// What it adds to the score of a match. A need weighs as much as industry and size together and more; what
    /// is only concluded from words weighs less than what was written as such.
    pub fn points(self) -> u32 {
        match self {
            Self::MainNeed => 6,
            Self::Need | Self::MainNeedWords => 4,
            Self::Industry
            | Self::Role
            | Self::Milestone
            | Self::Concern
            | Self::Competitor
            | Self::Supporter => 3,
            Self::NeedWords | Self::Size | Self::Department | Self::Scene | Self::Attitude => 2,
        }
    }
}

/// A criterion that held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason<'a> {
    /// Which.
    pub criterion: Criterion,
    /// By what: a tag, the words shared, a word of the format, a name.
    pub what: String,
    /// Through whom of those who will be there: the name.
    pub who: Option<&'a str>,
}

impl<'a> Reason<'a> {
    pub(super) fn new(criterion: Criterion, what: impl Into<String>) -> Self {
        Self {
            criterion,
            what: what.into(),
            who: None,
        }
    }

    pub(super) fn through(self, who: &'a str) -> Self {
        Self {
            who: Some(who),
            ..self
        }
    }
}

/// The points of all reasons together.
pub(super) fn score(reasons: &[Reason<'_>]) -> u32 {
    reasons.iter().map(|reason| reason.criterion.points()).sum()
}

/// Of several reasons the weightiest; of those that weigh the same the first.
pub(super) fn weightiest<'a>(reasons: impl Iterator<Item = Reason<'a>>) -> Option<Reason<'a>> {
    reasons.reduce(
        |best, next| match next.criterion.points() > best.criterion.points() {
            true => next,
            false => best,
        },
    )
}
