//! Deals: which standards of their milestones are met, and what is open (M6, M7).

mod funnel;
mod gates;
mod pipeline;

use rust_decimal::Decimal;

use super::completeness::{REQUIREMENTS, said};
use super::influence::{decides, top_last_met};
use crate::model::competition::{Competitor, Position};
use crate::model::deal::{Answer, Evaluation, Timeline};
use crate::model::need::{NeedKind, NeedStatus, NeedValue};
use crate::model::{
    Account, Day, Delivery, Exchange, Kind, Milestone, Money, Need, Opportunity, Role, Tier, Touchpoint,
};

pub use funnel::{Funnel, funnel};
pub use gates::{Gate, Gates};
pub use pipeline::{Grouping, Pursuit, Total, pipeline};

/// What must be true of an account and a deal to have reached a milestone.
#[derive(Debug)]
pub struct Standard {
    /// Its id, under which the playbook has its words.
    pub id: &'static str,
    /// The milestone it belongs to.
    pub milestone: Milestone,
    /// What to do to meet it, and where to write it.
    pub mend: &'static str,
    is_met: fn(&Case<'_>) -> bool,
}

/// What a standard looks at.
struct Case<'a> {
    account: &'a Account<'a>,
    deal: &'a Opportunity<'a>,
    today: Day,
}

macro_rules! standards {
    ($($milestone:ident { $( $id:literal, $mend:literal, $is_met:expr; )+ } )+) => {
        /// All standards, by milestone (M7). The fortnightly report of a delivery is none of them: it is
        /// owed again and again, and belongs to the agenda.
        pub static STANDARDS: &[Standard] = &[
            $($( Standard {
                id: $id,
                milestone: Milestone::$milestone,
                mend: $mend,
                is_met: $is_met,
            }, )+)+
        ];
    };
}

standards! {
    Planning {
        "fit-rated", "rate in `value.strategic_fit` how well they fit, 2 or better", fits;
        "basics-known", "fill in `industry`, `region`, `owner`, `source` and how to reach somebody", knows_basics;
        "registered", "write in `registered` the first day in the lead table", |case| case.account.registered.is_some();
    }
    Contact {
        "person-found", "enter in `stakeholders` who has which of the `roles`", has_person;
        "first-visit", "visit them and enter the touchpoint", was_visited;
        "need-stated", "enter the need in `needs`, and its id in the deal's `need`", |case| need_of(case).is_some_and(|need| said(&need.need));
    }
    Initiation {
        "process-known", "write in `procurement.process` the steps by which they buy", |case| !case.account.procurement.process.is_empty();
        "buyer-known", "find out who buys, and give them the role `buyer`", |case| has_role(case, Role::Buyer);
        "need-confirmed", "let them confirm the need as you wrote it down, and set its `status: confirmed`", is_confirmed;
        "solution-fits", "judge whether our solution fits, and write it in `evaluation.solution_fits`", |case| case.deal.evaluation.solution_fits == Answer::Yes;
        "approved", "write in `approved` who of us approved the deal, and when", |case| is_approved(case.deal);
    }
    DeepContact {
        "map-drawn", "give everybody there a role and an influence, and somebody the role `decision_maker` or `approver`", is_mapped;
        "top-met", "meet somebody who approves or decides", |case| top_last_met(case.account, case.today).is_some();
        "coach-found", "find an insider who tells you the truth, and give them the role `coach`", |case| has_role(case, Role::Coach);
        "competitors-known", "find out who else is in, and enter them in `competitors`", |case| case.account.competitors.iter().any(|one| said(&one.name));
        "three-factors", "write the three most important `key_factors` of the deal", |case| case.deal.key_factors.iter().filter(|one| said(&one.factor)).count() >= 3;
    }
    Proposal {
        "solution-shaped", "write in the need's `solution.base` what we offer for it", |case| need_of(case).is_some_and(|need| said(&need.solution.base));
        "value-quantified", "write in the need's `value` what it `saves` or `earns` a year", |case| value_of(case).is_some_and(states_gain);
        "roi-stated", "write in the need's `value` what it costs and over how many `years`", |case| value_of(case).is_some_and(states_cost);
        "case-told", "tell them a matching case, and enter it in `told` of the touchpoint", |case| case.account.real_touchpoints(case.today).any(|touch| !touch.told.is_empty());
        "offer-phased", "write the deal's `offer`: `pilot`, `rollout`, `optimise`", is_phased;
        "guarantee-given", "write in `offer.guarantee` what we answer for", |case| said(&case.deal.offer.guarantee);
    }
    Negotiation {
        "budget-known", "find out the money set aside, and write it in `procurement.budget.amount`", |case| case.account.procurement.budget.as_ref().is_some_and(|budget| budget.amount.is_some());
        "approvals-known", "find out who must agree to the money, and write it in `procurement.budget.approvals`", |case| case.account.procurement.budget.as_ref().is_some_and(|budget| !budget.approvals.is_empty());
        "dates-known", "find out when it is decided, and write it in `procurement.budget.decided_by`", |case| case.account.procurement.budget.as_ref().is_some_and(|budget| budget.decided_by.is_some());
        "objections-answered", "write `counters` to what competitors say against us, and a `counter` to each risk of the deal", are_objections_answered;
        "terms-agreed", "agree the terms of payment, and write them in `profile.credit.terms`", |case| said(&case.account.profile.credit.terms);
    }
    Delivery {
        "stages-planned", "plan all four stages of the delivery: each its `due`", |case| deliveries(case).any(are_stages_planned);
        "response-agreed", "agree how fast we answer and mend, and write it in the delivery's `response`", |case| deliveries(case).any(|delivery| said(&delivery.response.answer) && said(&delivery.response.fix));
    }
    Growth {
        "value-reviewed", "look back with them at the value delivered, and enter it in `reviews`", |case| case.account.reviews.iter().any(|review| review.on.is_some_and(|on| on <= case.today));
        "new-need", "find out what they need next, and enter it in `needs`", has_new_need;
        "referral-asked", "ask for a referral, and enter it in `referrals`", |case| case.account.referrals.iter().any(|one| one.asked.is_some_and(|asked| asked <= case.today));
    }
}

/// The standards of a deal's milestone and of those before it that are not met, in order.
pub fn unmet(account: &Account<'_>, deal: &Opportunity<'_>, today: Day) -> Vec<&'static Standard> {
    let Some(reached) = deal.milestone else {
        return Vec::new();
    };
    let case = Case { account, deal, today };
    STANDARDS
        .iter()
        .filter(|standard| standard.milestone <= reached && !(standard.is_met)(&case))
        .collect()
}

/// Whether our manager approved the deal: who and when (立项).
pub fn is_approved(deal: &Opportunity<'_>) -> bool {
    deal.approved
        .as_ref()
        .is_some_and(|approved| said(&approved.by) && approved.on.is_some())
}

/// The need that a deal answers: the one it names, or else the first by priority, those that are still open
/// and those that are no wants before the others.
pub fn need_for<'a, 's>(account: &'a Account<'s>, deal: &Opportunity<'_>) -> Option<&'a Need<'s>> {
    match deal.need.as_deref() {
        Some(id) => account.needs.iter().find(|need| need.id.as_deref() == Some(id)),
        None => account.needs.iter().min_by_key(|need| {
            let is_solved = need.status == Some(NeedStatus::Solved);
            let is_want = need.kind == Some(NeedKind::Want);
            (is_solved, is_want, need.priority.unwrap_or(u32::MAX))
        }),
    }
}

fn need_of<'a>(case: &Case<'a>) -> Option<&'a Need<'a>> {
    need_for(case.account, case.deal)
}

fn value_of<'a>(case: &Case<'a>) -> Option<&'a NeedValue> {
    need_of(case)?.value.as_ref()
}

/// The selection standard is the user's own; the dossier shows by the fit that it was gone by. The lowest
/// rating says that they do not fit.
fn fits(case: &Case<'_>) -> bool {
    case.account.value.strategic_fit.is_some_and(|fit| fit.get() > 1)
}

/// The basics are what is asked even of the lowest tier (M2).
fn knows_basics(case: &Case<'_>) -> bool {
    REQUIREMENTS
        .iter()
        .filter(|requirement| requirement.is_asked_of(Tier::D))
        .all(|requirement| requirement.is_met(case.account, case.today))
}

fn has_person(case: &Case<'_>) -> bool {
    let mut people = case.account.present(case.today);
    people.any(|person| !person.roles.is_empty())
}

fn was_visited(case: &Case<'_>) -> bool {
    let is_visit = |touch: &Touchpoint<'_>| {
        let visits = [Kind::Visit, Kind::Meeting, Kind::ExecutiveVisit];
        touch.kind.is_some_and(|kind| visits.contains(&kind))
    };
    case.account.real_touchpoints(case.today).any(is_visit)
}

fn has_role(case: &Case<'_>, role: Role) -> bool {
    let mut people = case.account.present(case.today);
    people.any(|person| person.roles.contains(&role))
}

/// What the need's own status says stands before the answer to the question whether it is confirmed.
fn is_confirmed(case: &Case<'_>) -> bool {
    match need_of(case).and_then(|need| need.status) {
        Some(status) => matches!(status, NeedStatus::Confirmed | NeedStatus::Solved),
        None => need_of(case).is_some() && case.deal.evaluation.need_confirmed == Answer::Yes,
    }
}

/// The decision map is drawn when all who are there have a role and a weight, and one of them decides.
fn is_mapped(case: &Case<'_>) -> bool {
    let mut people = case.account.present(case.today);
    people.all(|person| !person.roles.is_empty() && person.influence.is_some())
        && case.account.present(case.today).any(decides)
}

fn is_phased(case: &Case<'_>) -> bool {
    let offer = &case.deal.offer;
    said(&offer.pilot) && said(&offer.rollout) && said(&offer.optimise)
}

/// A competitor who has left raises no objections any more.
fn are_objections_answered(case: &Case<'_>) -> bool {
    let is_here = |one: &&Competitor<'_>| one.position != Some(Position::Exited);
    let mut competitors = case.account.competitors.iter().filter(is_here);
    competitors.all(|one| one.attacks.is_empty() || !one.counters.is_empty())
        && case.deal.risks.iter().all(|risk| said(&risk.counter))
}

/// The deliveries for a deal: those that name it, and those that name none.
fn deliveries<'a>(case: &Case<'a>) -> impl Iterator<Item = &'a Delivery<'a>> {
    let deal = case.deal;
    case.account
        .deliveries
        .iter()
        .filter(move |delivery| match delivery.opportunity.as_deref() {
            None => true,
            Some(named) => [&deal.id, &deal.name]
                .iter()
                .any(|called| called.as_deref() == Some(named)),
        })
}

fn are_stages_planned(delivery: &Delivery<'_>) -> bool {
    const STAGES: usize = 4;
    let planned = delivery.stages.stated().filter(|(_, stage)| stage.due.is_some());
    planned.count() == STAGES
}

/// Another need than the deal's that is not met yet.
fn has_new_need(case: &Case<'_>) -> bool {
    let own = need_of(case);
    case.account.needs.iter().any(|need| {
        let is_own = own.is_some_and(|own| std::ptr::eq(own, need));
        !is_own && said(&need.need) && need.status != Some(NeedStatus::Solved)
    })
}

/// Whether what a solution brings a year is in figures.
pub fn states_gain(value: &NeedValue) -> bool {
    value.saves.is_some() || value.earns.is_some()
}

/// What the gain is held against for the return on investment: a cost, over years.
fn states_cost(value: &NeedValue) -> bool {
    (value.cost.is_some() || value.cost_per_year.is_some()) && value.years.is_some_and(|years| years > 0)
}

/// Within so many months the timing of a deal is clear (M7).
const BANT_MONTHS: u32 = 3;

/// Budget, authority, need and timeline with their answers, in order. A day by which they want it is a yes
/// within three months from now; a later one is a no, and so is one that is past.
pub fn bant(deal: &Opportunity<'_>, today: Day) -> [(&'static str, Answer); 4] {
    let bant = &deal.bant;
    let timeline = match bant.timeline {
        Timeline::Answer(answer) => answer,
        Timeline::By(day) if (today..=today.plus_months(BANT_MONTHS)).contains(&day) => Answer::Yes,
        Timeline::By(_) => Answer::No,
    };
    [
        ("budget", bant.budget),
        ("authority", bant.authority),
        ("need", bant.need),
        ("timeline", timeline),
    ]
}

/// Which of budget, authority, need and timeline are not known to be clear.
pub fn bant_open(deal: &Opportunity<'_>, today: Day) -> Vec<&'static str> {
    bant(deal, today)
        .into_iter()
        .filter(|(_, answer)| *answer != Answer::Yes)
        .map(|(part, _)| part)
        .collect()
}

/// Which of the four are still to be asked about: a day that is stated answers for the timeline,
/// near or far.
pub fn bant_to_ask(deal: &Opportunity<'_>) -> Vec<&'static str> {
    let bant = &deal.bant;
    let timeline = match bant.timeline {
        Timeline::Answer(answer) => answer,
        Timeline::By(_) => Answer::Yes,
    };
    let parts = [
        ("budget", bant.budget),
        ("authority", bant.authority),
        ("need", bant.need),
        ("timeline", timeline),
    ];
    let open = parts.into_iter().filter(|(_, answer)| *answer != Answer::Yes);
    open.map(|(part, _)| part).collect()
}

/// The ten questions with their answers, in order.
pub fn answers(evaluation: &Evaluation) -> [(&'static str, Answer); 10] {
    [
        ("pressure", evaluation.pressure),
        ("driver", evaluation.driver),
        ("value_shown", evaluation.value_shown),
        ("need_confirmed", evaluation.need_confirmed),
        ("process_known", evaluation.process_known),
        ("factors_clear", evaluation.factors_clear),
        ("solution_fits", evaluation.solution_fits),
        ("resources_fair", evaluation.resources_fair),
        ("relationship", evaluation.relationship),
        ("unique_value", evaluation.unique_value),
    ]
}

/// The worth of a solution over its years (M6), in the repository's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worth {
    /// Gain over the years.
    pub gain: Decimal,
    /// Cost over the years.
    pub cost: Decimal,
    /// Over how many years.
    pub years: u32,
    /// (gain − cost) / cost, as a fraction.
    pub roi: Decimal,
}

/// ROI = (gain − cost) / cost over the stated years; nothing where gain, cost or years are not stated,
/// or an amount cannot be converted.
pub fn worth(value: &NeedValue, exchange: &Exchange) -> Option<Worth> {
    let years = value.years.filter(|_| states_gain(value) && states_cost(value))?;
    let amount =
        |money: Option<Money>| money.map_or(Some(Decimal::ZERO), |money| exchange.convert(&money).ok());
    let over = |money: Option<Money>| amount(money)?.checked_mul(Decimal::from(years));
    let gain = over(value.saves)?.checked_add(over(value.earns)?)?;
    let cost = amount(value.cost)?.checked_add(over(value.cost_per_year)?)?;
    let roi = gain.checked_sub(cost)?.checked_div(cost)?;
    Some(Worth {
        gain,
        cost,
        years,
        roi,
    })
}

#[cfg(test)]
mod tests;
