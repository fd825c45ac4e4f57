//! Matching: which cases and talk tracks suit a meeting, which objections to expect there, and why (M11).
//!
//! A criterion that holds gives points, see [`Criterion::points`]; the reasons of a match are the criteria that
//! held. What a talk track states and the dossier contradicts rules the track out; what is not known speaks
//! neither for it nor against it.

mod cases;
mod leave;
mod objections;
mod reason;
mod shelf;
mod talks;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;

use crate::model::library::Scene;
use crate::model::{Account, Case, Day, Milestone, Opportunity, Stakeholder, Status, Talk};

pub use cases::CaseMatch;
pub use leave::{ENDING, Hindrance, hindrance, is_approved};
pub use objections::Objection;
pub use reason::{Criterion, Reason};
pub use shelf::{Shelved, shelf};
pub use talks::{Proof, TalkMatch};

/// Cases and talk tracks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Library<'a> {
    /// The cases.
    pub cases: &'a [Case<'a>],
    /// The talk tracks.
    pub talks: &'a [Talk<'a>],
}

/// The meeting that something is looked for.
#[derive(Debug, Clone)]
pub struct Request<'a> {
    /// The account.
    pub account: &'a Account<'a>,
    /// Those of its people who will be there.
    pub with: Vec<&'a Stakeholder<'a>>,
    /// The deal it is about.
    pub deal: Option<&'a Opportunity<'a>>,
    /// The only scene that talk tracks are wanted for; where there is none, that of the deal's milestone is
    /// preferred.
    pub scene: Option<Scene>,
    /// The day to reckon from: what was told by then was told.
    pub today: Day,
    /// The day of the meeting: leave to tell a case must last until then.
    pub on: Day,
}

/// What suits a meeting, the best first.
#[derive(Debug, Default)]
pub struct Matching<'a> {
    /// Cases to tell.
    pub cases: Vec<CaseMatch<'a>>,
    /// Talk tracks to use.
    pub talks: Vec<TalkMatch<'a>>,
    /// Objections to expect, with answers.
    pub objections: Vec<Objection<'a>>,
    /// Cases that suit and are not to be told, with what stands against it.
    pub withheld: Vec<(&'a Case<'a>, Hindrance<'a>)>,
}

/// What of a library suits a meeting.
pub fn matching<'a>(library: Library<'a>, request: &Request<'a>) -> Matching<'a> {
    let (withheld, mut cases) = cases::suiting(library, request);
    cases.sort_by_key(|found| {
        (
            Reverse(found.score),
            Reverse(found.case.added),
            found.case.id.clone(),
        )
    });
    let mut talks = talks::suiting(library, request);
    talks.sort_by_key(|found| Reverse(found.score));
    let mut objections = objections::expected(library, request);
    objections.sort_by_key(|found| Reverse(found.score));
    Matching {
        cases,
        talks,
        objections,
        withheld,
    }
}

impl Request<'_> {
    fn milestone(&self) -> Option<Milestone> {
        self.deal.and_then(|deal| deal.milestone)
    }

    /// The scene that the meeting is in: as asked for, or else as the deal or the account stands.
    pub fn scene_at_hand(&self) -> Scene {
        let by_milestone = |milestone| match milestone {
            Milestone::Planning | Milestone::Contact => Scene::Prospecting,
            Milestone::Initiation | Milestone::DeepContact => Scene::Diagnosis,
            Milestone::Proposal | Milestone::Negotiation | Milestone::Delivery | Milestone::Growth => {
                Scene::Value
            }
        };
        let by_status = || match self.account.status {
            None | Some(Status::Lead) => Scene::Prospecting,
            Some(_) => Scene::Diagnosis,
        };
        let found = self.scene.or_else(|| self.milestone().map(by_milestone));
        found.unwrap_or_else(by_status)
    }
}
