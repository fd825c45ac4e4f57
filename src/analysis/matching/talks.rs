//! Talk tracks that suit: by whom they are for, milestone, scene and industry.

use super::reason::{score, weightiest};
use super::{Criterion, Hindrance, Library, Reason, Request, hindrance};
use crate::analysis::wording::is_kindred;
use crate::model::library::Scene;
use crate::model::{Case, Stakeholder, Talk};

/// A talk track that suits a meeting.
#[derive(Debug, Clone)]
pub struct TalkMatch<'a> {
    /// The talk track.
    pub talk: &'a Talk<'a>,
    /// The case that proves it.
    pub proof: Option<Proof<'a>>,
    /// What it rests on.
    pub reasons: Vec<Reason<'a>>,
    /// The points of the reasons together.
    pub score: u32,
}

/// The case that proves what is said.
#[derive(Debug, Clone)]
pub struct Proof<'a> {
    /// Its id.
    pub id: &'a str,
    /// The case, where the library has it.
    pub case: Option<&'a Case<'a>>,
    /// What stands against telling it.
    pub hindrance: Option<Hindrance<'a>>,
}

/// Talk tracks of all scenes but objections, which are told apart.
pub(super) fn suiting<'a>(library: Library<'a>, request: &Request<'a>) -> Vec<TalkMatch<'a>> {
    let talks = library.talks.iter().filter(|talk| !is_objection(talk));
    let suiting = talks.filter_map(|talk| {
        let reasons = reasons([
            by_people(talk, request),
            by_milestone(talk, request),
            by_scene(talk, request),
            by_industry(talk, request),
        ])?;
        let score = score(&reasons);
        let proof = proof(talk, library, request);
        Some(TalkMatch {
            talk,
            proof,
            reasons,
            score,
        })
    });
    suiting.filter(|found| !found.reasons.is_empty()).collect()
}

/// Whether a talk track answers an objection.
pub(super) fn is_objection(talk: &Talk<'_>) -> bool {
    talk.scene == Some(Scene::Objection) || (talk.scene.is_none() && talk.objection.is_some())
}

pub(super) fn proof<'a>(
    talk: &'a Talk<'a>,
    library: Library<'a>,
    request: &Request<'a>,
) -> Option<Proof<'a>> {
    let id = talk.proof.as_deref()?;
    let case = library.cases.iter().find(|case| case.id.as_deref() == Some(id));
    let hindrance = case.and_then(|case| hindrance(case, request));
    Some(Proof { id, case, hindrance })
}

/// Whether what a track states holds here.
pub(super) enum Fit<'a> {
    /// It does, which is a reason.
    Holds(Reason<'a>),
    /// The track states nothing, or the dossier does not know.
    Open,
    /// It does not.
    Fails,
}

impl<'a> Fit<'a> {
    /// Of what is stated something that holds; where nothing is stated all is open.
    fn of(is_stated: bool, found: Option<Reason<'a>>) -> Self {
        match found {
            Some(reason) => Self::Holds(reason),
            None if is_stated => Self::Fails,
            None => Self::Open,
        }
    }

    /// The same, open where it would fail and need not hold.
    pub(super) fn or_open(self, need_not_hold: bool) -> Self {
        match self {
            Self::Fails if need_not_hold => Self::Open,
            other => other,
        }
    }
}

/// The reasons among them; nothing where one fails.
pub(super) fn reasons<'a, const N: usize>(fits: [Fit<'a>; N]) -> Option<Vec<Reason<'a>>> {
    let mut reasons = Vec::new();
    for fit in fits {
        match fit {
            Fit::Holds(reason) => reasons.push(reason),
            Fit::Open => {}
            Fit::Fails => return None,
        }
    }
    Some(reasons)
}

/// Whether a track is for somebody who will be there. Those whose part nobody knows may be anybody.
pub(super) fn by_people<'a>(talk: &Talk<'_>, request: &Request<'a>) -> Fit<'a> {
    let is_stated = !talk.roles.is_empty() || !talk.departments.is_empty();
    let is_known = |person: &Stakeholder<'_>| !person.roles.is_empty() || person.department.is_some();
    let are_known = !request.with.is_empty() && request.with.iter().all(|person| is_known(person));
    let meant = request.with.iter().filter_map(|person| meant(talk, person));
    Fit::of(is_stated && are_known, weightiest(meant))
}

/// By what a track is for a person, if it is.
pub(super) fn meant<'a>(talk: &Talk<'_>, person: &'a Stakeholder<'_>) -> Option<Reason<'a>> {
    let role = person.roles.iter().find(|role| talk.roles.contains(role));
    let department = person
        .department
        .filter(|department| talk.departments.contains(department));
    let reason = match (role, department) {
        (Some(role), _) => Reason::new(Criterion::Role, role.as_str()),
        (None, Some(department)) => Reason::new(Criterion::Department, department.as_str()),
        (None, None) => return None,
    };
    Some(reason.through(person.called()))
}

/// Whether the deal stands where a track is used.
pub(super) fn by_milestone<'a>(talk: &Talk<'_>, request: &Request<'a>) -> Fit<'a> {
    let Some(at) = request.milestone() else {
        return Fit::Open;
    };
    let found = talk.milestones.contains(&at);
    let reason = found.then(|| Reason::new(Criterion::Milestone, at.as_str()));
    Fit::of(!talk.milestones.is_empty(), reason)
}

/// Whether the meeting is in a track's scene; only a scene that was asked for rules others out.
fn by_scene<'a>(talk: &Talk<'_>, request: &Request<'a>) -> Fit<'a> {
    let at_hand = request.scene_at_hand();
    let found = talk.scene == Some(at_hand);
    let reason = found.then(|| Reason::new(Criterion::Scene, at_hand.as_str()));
    Fit::of(request.scene.is_some(), reason)
}

/// Whether a track is for the account's industry.
pub(super) fn by_industry<'a>(talk: &Talk<'_>, request: &Request<'a>) -> Fit<'a> {
    let Some(own) = request.account.industry.as_deref() else {
        return Fit::Open;
    };
    let mut industries = talk.industries.iter();
    let found = industries.find(|industry| is_kindred(industry, own));
    let reason = found.map(|industry| Reason::new(Criterion::Industry, industry.as_str()));
    Fit::of(!talk.industries.is_empty(), reason)
}
