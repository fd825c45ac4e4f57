//! What of the library a brief offers: cases to tell, talk tracks to use, objections to be ready for (M11).

use schemars::JsonSchema;
use serde::Serialize;

use super::{Amount, Request};
use crate::analysis::matching::{self, CaseMatch, Library, Objection, Proof, Reason, TalkMatch};
use crate::model::{Account, Day, Opportunity, Stakeholder};

/// How many of each a brief knows; its template shows as many as there is room for.
const OFFERED: usize = 2;

/// What suits the meeting, the best first.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Offer<'a> {
    /// Cases to tell: there is leave, and nobody who will be there knows them.
    pub cases: Vec<CaseInfo<'a>>,
    /// Talk tracks to use.
    pub talks: Vec<TalkInfo<'a>>,
    /// Objections of those who will be there, each with the answer of a talk track; what competitors say stands
    /// with them.
    pub objections: Vec<ObjectionInfo<'a>>,
}

/// A case to tell.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CaseInfo<'a> {
    /// Its id, to be noted under `told`.
    pub id: Option<&'a str>,
    /// Its title.
    pub title: &'a str,
    /// The measure before.
    pub before: Option<&'a str>,
    /// The measure after.
    pub after: Option<&'a str>,
    /// The money saved.
    pub saves: Option<Amount>,
    /// Why it suits: labels of the playbook.
    pub why: Vec<String>,
}

/// A talk track to use.
#[derive(Debug, Serialize, JsonSchema)]
pub struct TalkInfo<'a> {
    /// What to say.
    pub say: &'a str,
    /// To whom first.
    pub to: Option<&'a str>,
    /// The case that proves it, where it may be told.
    pub proof: Option<&'a str>,
    /// Why it suits: labels of the playbook.
    pub why: Vec<String>,
}

/// An objection that people of this sort have, where nothing nearer is known.
#[derive(Debug, Serialize, JsonSchema)]
pub struct LikelyObjection {
    /// Who may say it.
    pub who: String,
    /// What they say.
    pub said: String,
    /// How to answer.
    pub answer: String,
    /// What to bring as a proof.
    pub proof: String,
}

/// An objection to be ready for.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ObjectionInfo<'a> {
    /// What is said.
    pub objection: &'a str,
    /// Who may say it.
    pub from: &'a str,
    /// What we answer.
    pub answer: Option<&'a str>,
    /// The case that proves it, where it may be told.
    pub proof: Option<&'a str>,
}

/// What suits a meeting on a day with these people about a deal.
pub(super) fn offer<'a>(
    library: Library<'a>,
    account: &'a Account<'_>,
    with: Vec<&'a Stakeholder<'a>>,
    deal: Option<&'a Opportunity<'_>>,
    (on, request): (Day, &Request<'_>),
) -> Offer<'a> {
    let found = matching::matching(
        library,
        &matching::Request {
            account,
            with,
            deal,
            scene: None,
            today: request.today,
            on,
        },
    );
    let cases = found.cases.into_iter().take(OFFERED);
    let talks = found.talks.iter().filter_map(talk).take(OFFERED);
    let objections = found.objections.iter().filter_map(objection).take(OFFERED);
    Offer {
        cases: cases.map(|found| case(&found, request)).collect(),
        talks: talks.collect(),
        objections: objections.collect(),
    }
}

fn case<'a>(found: &CaseMatch<'a>, request: &Request<'_>) -> CaseInfo<'a> {
    let case = found.case;
    CaseInfo {
        id: case.id.as_deref(),
        title: case.called(),
        before: case.value.before.as_deref(),
        after: case.value.after.as_deref(),
        saves: case.value.saves.map(|saves| Amount::of(&saves, request.exchange)),
        why: labels(&found.reasons),
    }
}

fn talk<'a>(found: &TalkMatch<'a>) -> Option<TalkInfo<'a>> {
    Some(TalkInfo {
        say: found.talk.say.as_deref()?,
        to: found.reasons.iter().find_map(|reason| reason.who),
        proof: found.proof.as_ref().and_then(proof),
        why: labels(&found.reasons),
    })
}

fn objection<'a>(found: &Objection<'a>) -> Option<ObjectionInfo<'a>> {
    found.talk?;
    Some(ObjectionInfo {
        objection: found.objection,
        from: found.from.first()?,
        answer: found.answers.first().copied(),
        proof: found.proof.as_ref().and_then(proof),
    })
}

fn proof<'a>(proof: &Proof<'a>) -> Option<&'a str> {
    proof
        .case
        .filter(|_| proof.hindrance.is_none())
        .map(|case| case.called())
}

fn labels(reasons: &[Reason<'_>]) -> Vec<String> {
    let labels = reasons.iter().map(|reason| format!("match-{}", reason.criterion));
    labels.collect()
}
