//! Objections to expect of those who will be there, with answer and proof: from talk tracks, and from what
//! competitors say against us.

use super::reason::score;
use super::talks::{Proof, by_industry, by_milestone, by_people, is_objection, meant, proof, reasons};
use super::{Criterion, Library, Reason, Request};
use crate::analysis::wording::Terms;
use crate::model::competition::{Competitor, Position};
use crate::model::library::Scene;
use crate::model::people::Attitude;
use crate::model::{Stakeholder, Talk};

/// An objection to expect.
#[derive(Debug, Clone)]
pub struct Objection<'a> {
    /// What is said.
    pub objection: &'a str,
    /// What we answer, the best first.
    pub answers: Vec<&'a str>,
    /// Who of those who will be there may say it.
    pub from: Vec<&'a str>,
    /// The talk track that answers it; none where only a competitor's line in the dossier does.
    pub talk: Option<&'a Talk<'a>>,
    /// The case that proves the answer.
    pub proof: Option<Proof<'a>>,
    /// What it rests on.
    pub reasons: Vec<Reason<'a>>,
    /// The points of the reasons together.
    pub score: u32,
}

/// Those that talk tracks answer, and what competitors say that no track is for.
pub(super) fn expected<'a>(library: Library<'a>, request: &Request<'a>) -> Vec<Objection<'a>> {
    if request.scene.is_some_and(|scene| scene != Scene::Objection) {
        return Vec::new();
    }
    let tracks = library.talks.iter().filter(|talk| is_objection(talk));
    let mut expected: Vec<Objection<'a>> = tracks
        .filter_map(|talk| of_track(talk, library, request))
        .collect();
    let answered: Vec<Terms> = expected
        .iter()
        .map(|found| Terms::of([found.objection]))
        .collect();
    for competitor in competitors(request) {
        let attacks = competitor.attacks.iter().map(|attack| attack.as_str());
        let unanswered = attacks.filter(|attack| !is_among(attack, &answered));
        expected.extend(unanswered.map(|attack| of_competitor(attack, competitor, request)));
    }
    expected
}

fn is_among(attack: &str, answered: &[Terms]) -> bool {
    let terms = Terms::of([attack]);
    answered.iter().any(|known| known.shared(&terms).is_some())
}

fn competitors<'a>(request: &Request<'a>) -> impl Iterator<Item = &'a Competitor<'a>> + use<'a> {
    let competitors = request.account.competitors.iter();
    competitors.filter(|competitor| competitor.position != Some(Position::Exited))
}

/// An objection comes when it comes: at which milestone it is usual only adds to it.
fn of_track<'a>(talk: &'a Talk<'a>, library: Library<'a>, request: &Request<'a>) -> Option<Objection<'a>> {
    let objection = talk.objection.as_deref()?;
    let terms = Terms::of([objection]);
    let may_say =
        |person: &&'a Stakeholder<'a>| meant(talk, person).is_some() || concern(person, &terms).is_some();
    let speakers: Vec<_> = request.with.iter().copied().filter(may_say).collect();
    let people = by_people(talk, request).or_open(!speakers.is_empty());
    let milestone = by_milestone(talk, request).or_open(true);
    let mut reasons = reasons([people, milestone, by_industry(talk, request)])?;
    reasons.extend(speakers.iter().copied().find_map(attitude));
    reasons.extend(
        speakers
            .iter()
            .copied()
            .find_map(|person| concern(person, &terms)),
    );
    reasons.extend(competitors(request).find_map(|competitor| says_so(competitor, &terms)));
    let is_expected = reasons
        .iter()
        .any(|reason| reason.criterion != Criterion::Industry);
    is_expected.then(|| Objection {
        objection,
        answers: Vec::from_iter(talk.say.as_deref()),
        from: speakers.iter().map(|person| person.called()).collect(),
        talk: Some(talk),
        proof: proof(talk, library, request),
        score: score(&reasons),
        reasons,
    })
}

/// Whoever doubts us speaks up.
fn attitude<'a>(person: &'a Stakeholder<'a>) -> Option<Reason<'a>> {
    let attitude = person.attitude?;
    matches!(attitude, Attitude::Sceptic | Attitude::Opponent)
        .then(|| Reason::new(Criterion::Attitude, attitude.as_str()).through(person.called()))
}

fn concern<'a>(person: &'a Stakeholder<'a>, objection: &Terms) -> Option<Reason<'a>> {
    let mut concerns = person.concerns.iter();
    let concern = concerns.find(|concern| Terms::of([concern.as_str()]).shared(objection).is_some())?;
    Some(Reason::new(Criterion::Concern, concern.as_str()).through(person.called()))
}

fn says_so<'a>(competitor: &'a Competitor<'a>, objection: &Terms) -> Option<Reason<'a>> {
    let mut lines = competitor.attacks.iter().chain(&competitor.strengths);
    let says_so = lines.any(|line| Terms::of([line.as_str()]).shared(objection).is_some());
    says_so.then(|| Reason::new(Criterion::Competitor, called(competitor)))
}

fn called<'a>(competitor: &'a Competitor<'a>) -> &'a str {
    competitor.name.as_deref().unwrap_or("?")
}

/// What a competitor says against us, and who there is for them.
fn of_competitor<'a>(
    attack: &'a str,
    competitor: &'a Competitor<'a>,
    request: &Request<'a>,
) -> Objection<'a> {
    let supports = |person: &&&Stakeholder<'_>| {
        let id = person.id.as_deref();
        competitor
            .supporters
            .iter()
            .any(|supporter| id == Some(supporter.as_str()))
    };
    let supporters = request.with.iter().filter(supports);
    let from: Vec<&'a str> = supporters.map(|person| person.called()).collect();
    let mut reasons = vec![Reason::new(Criterion::Competitor, called(competitor))];
    reasons.extend(
        from.first()
            .map(|who| Reason::new(Criterion::Supporter, called(competitor)).through(who)),
    );
    Objection {
        objection: attack,
        answers: competitor
            .counters
            .iter()
            .map(|counter| counter.as_str())
            .collect(),
        from,
        talk: None,
        proof: None,
        score: score(&reasons),
        reasons,
    }
}
