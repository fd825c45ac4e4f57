//! `library list` and `library match` as JSON, version 1.

use serde::Serialize;

use super::to_text;
use crate::analysis::matching::{
    CaseMatch, Hindrance, Library, Matching, Objection, Proof, Reason, Request, Shelved, TalkMatch,
    is_approved,
};
use crate::model::library::{CaseValue, Scene};
use crate::model::people::Department;
use crate::model::{Case, Day, Milestone, Role, Talk, Text};

#[derive(Serialize)]
struct ListDocument<'a> {
    version: u32,
    today: Day,
    cases: Vec<ShelvedCase<'a>>,
    talks: Vec<Track<'a>>,
}

#[derive(Serialize)]
struct ShelvedCase<'a> {
    #[serde(flatten)]
    case: CaseEntry<'a>,
    times_told: usize,
    last_told: Option<Day>,
}

#[derive(Serialize)]
struct CaseEntry<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    industry: Option<&'a str>,
    employees: Option<(u32, u32)>,
    needs: &'a [Text<'a>],
    value: &'a CaseValue<'a>,
    approved: bool,
    until: Option<Day>,
    added: Option<Day>,
}

#[derive(Serialize)]
struct Track<'a> {
    id: Option<&'a str>,
    scene: Option<Scene>,
    roles: &'a [Role],
    departments: &'a [Department],
    industries: &'a [Text<'a>],
    milestones: &'a [Milestone],
    objection: Option<&'a str>,
    say: Option<&'a str>,
    proof: Option<&'a str>,
}

/// Every case with its tellings, and every talk track.
pub fn list(shelf: &[Shelved<'_>], library: Library<'_>, today: Day) -> String {
    let cases = shelf.iter().map(|shelved| ShelvedCase {
        case: case(shelved.case),
        times_told: shelved.times,
        last_told: shelved.last,
    });
    to_text(&ListDocument {
        version: 1,
        today,
        cases: cases.collect(),
        talks: library.talks.iter().map(track).collect(),
    })
}

fn case<'a>(case: &'a Case<'a>) -> CaseEntry<'a> {
    CaseEntry {
        id: case.id.as_deref(),
        title: case.title.as_deref(),
        industry: case.industry.as_deref(),
        employees: case.size.as_ref().and_then(|size| size.employees),
        needs: &case.needs,
        value: &case.value,
        approved: is_approved(case),
        until: case.approved.as_ref().and_then(|approved| approved.until),
        added: case.added,
    }
}

fn track<'a>(talk: &'a Talk<'a>) -> Track<'a> {
    Track {
        id: talk.id.as_deref(),
        scene: talk.scene,
        roles: &talk.roles,
        departments: &talk.departments,
        industries: &talk.industries,
        milestones: &talk.milestones,
        objection: talk.objection.as_deref(),
        say: talk.say.as_deref(),
        proof: talk.proof.as_deref(),
    }
}

#[derive(Serialize)]
struct MatchDocument<'a> {
    version: u32,
    today: Day,
    account: &'a str,
    deal: Option<&'a str>,
    with: Vec<Option<&'a str>>,
    scene: Scene,
    cases: Vec<OfferedCase<'a>>,
    talks: Vec<OfferedTrack<'a>>,
    objections: Vec<Expected<'a>>,
    withheld: Vec<WithheldCase<'a>>,
}

#[derive(Serialize)]
struct OfferedCase<'a> {
    #[serde(flatten)]
    case: CaseEntry<'a>,
    score: u32,
    reasons: Vec<Because<'a>>,
}

#[derive(Serialize)]
struct OfferedTrack<'a> {
    #[serde(flatten)]
    talk: Track<'a>,
    withheld: Option<Kept<'a>>,
    score: u32,
    reasons: Vec<Because<'a>>,
}

#[derive(Serialize)]
struct Expected<'a> {
    objection: &'a str,
    answers: &'a [&'a str],
    from: &'a [&'a str],
    talk: Option<&'a str>,
    proof: Option<&'a str>,
    withheld: Option<Kept<'a>>,
    score: u32,
    reasons: Vec<Because<'a>>,
}

#[derive(Serialize)]
struct Because<'a> {
    criterion: &'static str,
    points: u32,
    what: &'a str,
    who: Option<&'a str>,
}

#[derive(Serialize)]
struct WithheldCase<'a> {
    id: Option<&'a str>,
    title: Option<&'a str>,
    #[serde(flatten)]
    why: Kept<'a>,
}

/// Why a case is not to be told.
#[derive(Serialize)]
struct Kept<'a> {
    why: &'static str,
    on: Option<Day>,
    to: &'a [&'a str],
}

/// What suits a meeting, and what is kept back.
pub fn matching(found: &Matching<'_>, request: &Request<'_>) -> String {
    let withheld = found.withheld.iter().map(|(case, hindrance)| WithheldCase {
        id: case.id.as_deref(),
        title: case.title.as_deref(),
        why: kept(hindrance),
    });
    to_text(&MatchDocument {
        version: 1,
        today: request.today,
        account: &request.account.id,
        deal: request.deal.and_then(|deal| deal.id.as_deref()),
        with: request.with.iter().map(|person| person.id.as_deref()).collect(),
        scene: request.scene_at_hand(),
        cases: found.cases.iter().map(offered_case).collect(),
        talks: found.talks.iter().map(offered_track).collect(),
        objections: found.objections.iter().map(expected).collect(),
        withheld: withheld.collect(),
    })
}

fn offered_case<'a>(found: &'a CaseMatch<'_>) -> OfferedCase<'a> {
    OfferedCase {
        case: case(found.case),
        score: found.score,
        reasons: because(&found.reasons),
    }
}

fn offered_track<'a>(found: &'a TalkMatch<'_>) -> OfferedTrack<'a> {
    OfferedTrack {
        talk: track(found.talk),
        withheld: found.proof.as_ref().and_then(proof_kept),
        score: found.score,
        reasons: because(&found.reasons),
    }
}

fn expected<'a>(found: &'a Objection<'_>) -> Expected<'a> {
    Expected {
        objection: found.objection,
        answers: &found.answers,
        from: &found.from,
        talk: found.talk.and_then(|talk| talk.id.as_deref()),
        proof: found.proof.as_ref().map(|proof| proof.id),
        withheld: found.proof.as_ref().and_then(proof_kept),
        score: found.score,
        reasons: because(&found.reasons),
    }
}

fn proof_kept<'a>(proof: &'a Proof<'_>) -> Option<Kept<'a>> {
    proof.hindrance.as_ref().map(kept)
}

fn kept<'a>(hindrance: &'a Hindrance<'_>) -> Kept<'a> {
    let (why, on, to): (_, _, &[&str]) = match hindrance {
        Hindrance::Unapproved => ("unapproved", None, &[]),
        Hindrance::Expired(until) => ("expired", Some(*until), &[]),
        Hindrance::Told { to, on } => ("told", Some(*on), to),
    };
    Kept { why, on, to }
}

fn because<'a>(reasons: &'a [Reason<'_>]) -> Vec<Because<'a>> {
    let because = reasons.iter().map(|reason| Because {
        criterion: reason.criterion.as_str(),
        points: reason.criterion.points(),
        what: &reason.what,
        who: reason.who,
    });
    because.collect()
}
