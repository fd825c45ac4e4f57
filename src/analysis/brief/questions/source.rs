//! Where questions come from: everything that says what the dossier lacks (M2, M3, M6, M7).

use super::Case;
use super::gap::{Ask, Cause, Gap, Gaps, Reason, Section, pattern};
use super::weight::{INFERRED, PARTLY, points};
use crate::analysis::completeness::{REQUIREMENTS, Requirement, State, completeness, said};
use crate::analysis::deal::{Lack, Standard, Unmet, answers, bant, need_for};
use crate::analysis::need::top_needs;
use crate::model::account::{Evidence, Grade};
use crate::model::deal::Answer;
use crate::model::need::NeedStatus;
use crate::model::{Account, Milestone, Need, Opportunity};
use crate::source::Route;

/// Everything that the dossier lacks, each fact once.
pub(super) fn gaps(case: &Case<'_, '_>) -> Gaps {
    let mut gaps = Gaps::default();
    of_deals(case, &mut gaps);
    of_completeness(case, &mut gaps);
    of_needs(case, &mut gaps);
    of_tier(case, &mut gaps);
    of_standards(case, &mut gaps);
    of_evidence(case, &mut gaps);
    gaps
}

fn reason(cause: Cause, of: impl Into<String>) -> Reason {
    Reason::new(cause, of, points(cause))
}

/// The place of an entry in its list.
fn place<T>(list: &[T], entry: &T) -> Option<usize> {
    list.iter().position(|one| std::ptr::eq(one, entry))
}

fn deal_route(account: &Account<'_>, deal: &Opportunity<'_>, key: &str) -> Option<String> {
    let deals = account.opportunities.iter();
    let at = deals.into_iter().position(|one| std::ptr::eq(one, deal))?;
    Some(format!("opportunities[{at}].{key}"))
}

/// Budget, authority, need and timeline, and the ten questions, of each open deal.
fn of_deals(case: &Case<'_, '_>, gaps: &mut Gaps) {
    for (rank, deal) in case.deals.iter().enumerate() {
        for (part, answer) in bant(deal, case.today()) {
            if answer == Answer::Unknown
                && let Some(fills) = deal_route(case.account, deal, &format!("bant.{part}"))
            {
                gaps.add(fills, Some(rank), reason(Cause::Bant, part));
            }
        }
        for (question, answer) in answers(&deal.evaluation) {
            if answer == Answer::Unknown
                && let Some(fills) = brings_out(case.account, deal, question)
            {
                let rank = fills.starts_with("opportunities").then_some(rank);
                gaps.add(fills, rank, reason(Cause::Evaluation, question));
            }
        }
    }
}

/// The fact to ask for where one of the ten questions is open. Where the dossier says the fact, the answer
/// is ours to write down, and nothing is asked.
fn brings_out(account: &Account<'_>, deal: &Opportunity<'_>, question: &str) -> Option<String> {
    let lacking = |fact: &str, is_there: bool| (!is_there).then(|| fact.to_owned());
    match question {
        "process_known" => lacking("procurement.process", !account.procurement.process.is_empty()),
        "factors_clear" => lacking("procurement.criteria", !account.procurement.criteria.is_empty()),
        "resources_fair" => lacking("resources.theirs", !account.resources.theirs.is_empty()),
        "need_confirmed" => unconfirmed(account, deal),
        _ => deal_route(account, deal, &format!("evaluation.{question}")),
    }
}

/// Where the need of a deal is to be confirmed; the needs, where there is none.
fn unconfirmed(account: &Account<'_>, deal: &Opportunity<'_>) -> Option<String> {
    let Some(need) = need_for(account, deal) else {
        return Some("needs".to_owned());
    };
    let is_sure = matches!(need.status, Some(NeedStatus::Confirmed | NeedStatus::Solved));
    let at = place(&account.needs, need).filter(|_| !is_sure)?;
    Some(format!("needs[{at}].status"))
}

/// The requirements whose answers make one of the nine points known; those that are not here are ours.
const POINTS: [(&str, &[&str]); 9] = [
    ("steps", &["risks"]),
    ("process", &["process", "criteria"]),
    ("organisation", &["reporting-lines", "attitude"]),
    ("decision", &["decider", "roles", "influence"]),
    ("funds", &["finances"]),
    ("motives", &["need", "need-raised-by", "need-why"]),
    ("resources", &["their-resources"]),
    (
        "competitors",
        &["competitors", "competitor-position", "competitor-strengths"],
    ),
    ("factors", &["key-factors"]),
];

/// The nine points that are not known, and what the tier asks for.
fn of_completeness(case: &Case<'_, '_>, gaps: &mut Gaps) {
    let measured = completeness(case.account, case.standing.tier, case.today());
    for point in measured.points.iter().filter(|point| point.state != State::Known) {
        let counts = match point.state {
            State::Partly => PARTLY,
            _ => points(Cause::Point),
        };
        let asked = POINTS.iter().filter(|(id, _)| *id == point.id);
        for id in asked.flat_map(|(_, requirements)| *requirements) {
            let requirement = REQUIREMENTS.iter().find(|one| one.id == *id);
            let open = requirement.filter(|one| !one.is_met(case.account, case.today()));
            for (fills, deal) in open.into_iter().flat_map(|one| lacking(one, case)) {
                gaps.add(fills, deal, Reason::new(Cause::Point, point.id, counts));
            }
        }
    }
    for requirement in measured.missing {
        let counts = points(Cause::Requirement) * requirement.weight;
        for (fills, deal) in lacking(requirement, case) {
            gaps.add(
                fills,
                deal,
                Reason::new(Cause::Requirement, requirement.id, counts),
            );
        }
    }
}

/// Where a requirement that is not met can be answered: for each open deal and each top need that lacks it,
/// else at the one place there is. Of nobody and no competitor nothing is asked.
fn lacking(requirement: &Requirement, case: &Case<'_, '_>) -> Vec<(String, Option<usize>)> {
    let account = case.account;
    let people = account.present(case.today()).count();
    match requirement.fills.split_once("[].") {
        Some(("opportunities", key)) => {
            let deals = case.deals.iter().enumerate();
            let open = deals.filter(|(_, deal)| deal_lacks(deal, key));
            open.filter_map(|(rank, deal)| Some((deal_route(account, deal, key)?, Some(rank))))
                .collect()
        }
        Some(("needs", key)) => {
            let open = top_needs(account)
                .into_iter()
                .filter(|need| need_lacks(need, key));
            open.filter_map(|need| Some((format!("needs[{}].{key}", place(&account.needs, need)?), None)))
                .collect()
        }
        Some(("competitors", _)) if account.competitors.is_empty() => Vec::new(),
        // One person reports to nobody that is known: who else is there?
        Some(("stakeholders", "reports_to")) if people == 1 => vec![("stakeholders".to_owned(), None)],
        Some(("stakeholders", _)) if people == 0 && requirement.id != "decider" => Vec::new(),
        _ => vec![(requirement.fills.to_owned(), None)],
    }
}

/// How many success factors are tracked (M2).
const FACTORS: usize = 3;

fn deal_lacks(deal: &Opportunity<'_>, key: &str) -> bool {
    match key {
        "key_factors" => deal.key_factors.len() < FACTORS,
        "risks" => deal.risks.is_empty(),
        "close" => deal.close.is_none(),
        _ => false,
    }
}

fn need_lacks(need: &Need<'_>, key: &str) -> bool {
    match key {
        "raised_by" => !said(&need.raised_by),
        "why" => need.why.is_empty(),
        "impact" => !said(&need.impact),
        "value" => need.value.is_none(),
        _ => false,
    }
}

/// The layers of the top needs that are missing (M6); without a need, how things are and what hurts.
fn of_needs(case: &Case<'_, '_>, gaps: &mut Gaps) {
    let account = case.account;
    let needs = top_needs(account);
    if needs.is_empty() {
        gaps.add("needs".to_owned(), None, reason(Cause::Layer, "problem"));
    }
    if needs.is_empty() && !said(&account.profile.business) {
        let fills = "profile.business".to_owned();
        gaps.add(fills, None, reason(Cause::Layer, "situation"));
    }
    for need in needs {
        let Some(at) = place(&account.needs, need) else {
            continue;
        };
        for (key, layer) in [
            ("why", "problem"),
            ("impact", "implication"),
            ("value", "need_payoff"),
        ] {
            if need_lacks(need, key) {
                gaps.add(format!("needs[{at}].{key}"), None, reason(Cause::Layer, layer));
            }
        }
    }
}

/// The fewest facts that would settle the tier (M3).
fn of_tier(case: &Case<'_, '_>, gaps: &mut Gaps) {
    for route in &case.standing.settle_by {
        let could_be = case.standing.could_be.as_str();
        gaps.add(route.to_string(), None, reason(Cause::Tier, could_be));
    }
}

/// The standards of the deals' milestones and of the next ones that are not met, as far as the dossier does
/// not say yet what they look at, and somebody there can tell.
fn of_standards(case: &Case<'_, '_>, gaps: &mut Gaps) {
    for (rank, deal) in case.deals.iter().enumerate() {
        let next = next_milestone(deal.milestone);
        for unmet in case.request.standards.unmet_by(case.account, deal, next) {
            if let Some(gap) = of_standard(case, rank, deal, &unmet) {
                gaps.put(gap);
            }
        }
    }
}

/// The milestone after one, the first where none is reached.
fn next_milestone(milestone: Option<Milestone>) -> Option<Milestone> {
    let after = Milestone::ALL.iter().copied().find(|one| Some(*one) > milestone);
    after.or(milestone)
}

fn of_standard(case: &Case<'_, '_>, rank: usize, deal: &Opportunity<'_>, unmet: &Unmet<'_>) -> Option<Gap> {
    let standard = unmet.standard;
    let lack = unmet.lack.as_ref()?;
    // Whoever decides is met at this very meeting.
    if lack.is_top_meeting() && case.somebody_decides() {
        return None;
    }
    let cause = match Some(unmet.milestone) <= deal.milestone {
        true => Cause::Standard,
        false => Cause::NextStandard,
    };
    let is_asked = !standard.knows.is_empty();
    is_asked.then(|| Gap {
        fact: lack.fact.clone(),
        fills: lack.fills.clone(),
        ask: ask_for(standard, lack),
        deal: lack.fills.starts_with("opportunities").then_some(rank),
        why: vec![reason(cause, standard.id.as_str())],
    })
}

/// How a standard asks: in the words for the whole fact, where there are such and it brings none of its own.
fn ask_for(standard: &Standard, lack: &Lack) -> Ask {
    let own = || Ask {
        section: Section::StandardQuestions,
        id: standard.id.clone(),
        text: standard.ask().map(str::to_owned),
        knows: standard.knows.iter().map(|one| one.as_str()).collect(),
    };
    let is_whole = lack.fact == lack.fills && standard.ask().is_none();
    let known = Ask::of(&lack.fills).filter(|_| is_whole);
    known.unwrap_or_else(own)
}

/// Facts that are known from hearsay, concluded by us, or older than the tier's review interval, by their
/// latest evidence.
fn of_evidence(case: &Case<'_, '_>, gaps: &mut Gaps) {
    let sources = &case.account.sources;
    for evidence in sources {
        let Some(of) = evidence.of.as_deref() else {
            continue;
        };
        let is_newer = |other: &Evidence<'_>| other.of == evidence.of && other.on > evidence.on;
        if !sources.iter().any(is_newer)
            && let Some(reason) = doubt(case, evidence)
            && let Some(fills) = asked_for(of)
        {
            gaps.add(fills, None, reason);
        }
    }
}

/// Why a fact with this evidence is to be asked for again.
fn doubt(case: &Case<'_, '_>, evidence: &Evidence<'_>) -> Option<Reason> {
    let interval = case.request.reviews.of(case.standing.tier);
    let is_old = |day| interval.after(day) < case.today();
    match (evidence.grade, evidence.on) {
        (Some(Grade::Inferred), _) => Some(Reason::new(Cause::Hearsay, Grade::Inferred.as_str(), INFERRED)),
        (Some(Grade::Told), _) => Some(reason(Cause::Hearsay, Grade::Told.as_str())),
        (_, Some(day)) if is_old(day) => Some(reason(Cause::Stale, day.to_string())),
        _ => None,
    }
}

/// The route to ask for where evidence is of this one: itself, or the first below it that is asked for.
fn asked_for(of: &str) -> Option<String> {
    let route: Route = of.parse().ok()?;
    let of = route.to_string();
    if Ask::of(&of).is_some() {
        return Some(of);
    }
    let below = format!("{}.", pattern(&of));
    let found = REQUIREMENTS.iter().find(|one| one.fills.starts_with(&below))?;
    Some(found.fills.to_owned())
}
