//! Deals: which standards of their milestones are met, and what is open (M6, M7).

use rust_decimal::Decimal;

use super::influence::decides;
use crate::model::deal::{Answer, Evaluation, Timeline};
use crate::model::need::{NeedStatus, NeedValue};
use crate::model::{Account, Day, Exchange, Kind, Milestone, Money, Need, Opportunity, Role};

/// What must be true of an account and a deal to have reached a milestone.
#[derive(Debug)]
pub struct Standard {
    /// Its id, under which the playbook has its words.
    pub id: &'static str,
    /// The milestone it belongs to.
    pub milestone: Milestone,
    is_met: fn(&Case<'_>) -> bool,
}

/// What a standard looks at.
struct Case<'a> {
    account: &'a Account<'a>,
    deal: &'a Opportunity<'a>,
    today: Day,
}

macro_rules! standards {
    ($($milestone:ident: $( $id:literal => $is_met:expr; )+ )+) => {
        /// All standards, by milestone (M7).
        pub static STANDARDS: &[Standard] = &[
            $($( Standard { id: $id, milestone: Milestone::$milestone, is_met: $is_met }, )+)+
        ];
    };
}

standards! {
    Planning:
        "registered" => |case| case.account.registered.is_some();
        "basics-known" => |case| case.account.industry.is_some() && case.account.owner.is_some();
    Contact:
        "person-found" => |case| case.account.stakeholders.iter().any(|person| !person.roles.is_empty());
        "first-visit" => |case| was_visited(case);
        "need-stated" => |case| need_of(case).is_some_and(|need| need.need.is_some());
    Initiation:
        "process-known" => |case| !case.account.procurement.process.is_empty() || case.deal.evaluation.process_known == Answer::Yes;
        "buyer-known" => |case| has_role(case, &[Role::Buyer, Role::Gatekeeper]);
        "need-confirmed" => |case| is_confirmed(case);
        "approved" => |case| is_approved(case.deal);
    DeepContact:
        "map-drawn" => |case| is_mapped(case);
        "top-met" => |case| was_top_met(case);
        "coach-found" => |case| has_role(case, &[Role::Coach]);
        "competitors-known" => |case| !case.account.competitors.is_empty();
        "three-factors" => |case| case.deal.key_factors.len() >= 3;
    Proposal:
        "solution-shaped" => |case| need_of(case).is_some_and(|need| need.solution.base.is_some());
        "value-quantified" => |case| need_of(case).is_some_and(|need| need.value.as_ref().is_some_and(states_worth));
        "case-told" => |case| case.account.touchpoints.iter().any(|touch| !touch.told.is_empty());
        "offer-phased" => |case| case.deal.offer.pilot.is_some() && case.deal.offer.rollout.is_some();
        "guarantee-given" => |case| case.deal.offer.guarantee.is_some();
    Negotiation:
        "budget-known" => |case| case.account.procurement.budget.as_ref().is_some_and(|budget| budget.amount.is_some());
        "approvals-known" => |case| case.account.procurement.budget.as_ref().is_some_and(|budget| !budget.approvals.is_empty() && budget.decided_by.is_some());
        "objections-answered" => |case| case.account.competitors.iter().all(|one| one.attacks.is_empty() || !one.counters.is_empty());
    Delivery:
        "stages-planned" => |case| case.account.deliveries.iter().any(|delivery| delivery.stages.stated().any(|(_, stage)| stage.due.is_some()));
        "response-agreed" => |case| case.account.deliveries.iter().any(|delivery| delivery.response.answer.is_some() || delivery.response.fix.is_some());
    Growth:
        "value-reviewed" => |case| !case.account.reviews.is_empty();
        "referral-asked" => |case| !case.account.referrals.is_empty();
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
        .is_some_and(|approved| approved.by.is_some() && approved.on.is_some())
}

/// The need that a deal answers: the one it names, or else the one of highest priority.
pub fn need_for<'a, 's>(account: &'a Account<'s>, deal: &Opportunity<'_>) -> Option<&'a Need<'s>> {
    match deal.need.as_deref() {
        Some(id) => account.needs.iter().find(|need| need.id.as_deref() == Some(id)),
        None => account
            .needs
            .iter()
            .min_by_key(|need| need.priority.unwrap_or(u32::MAX)),
    }
}

fn need_of<'a>(case: &Case<'a>) -> Option<&'a Need<'a>> {
    need_for(case.account, case.deal)
}

fn was_visited(case: &Case<'_>) -> bool {
    let is_visit = |kind| matches!(kind, Kind::Visit | Kind::Meeting | Kind::ExecutiveVisit);
    case.account
        .real_touchpoints(case.today)
        .any(|touch| touch.kind.is_some_and(is_visit))
}

fn has_role(case: &Case<'_>, roles: &[Role]) -> bool {
    case.account
        .present(case.today)
        .any(|person| person.roles.iter().any(|role| roles.contains(role)))
}

fn is_confirmed(case: &Case<'_>) -> bool {
    let status = need_of(case).and_then(|need| need.status);
    matches!(status, Some(NeedStatus::Confirmed | NeedStatus::Solved))
        || case.deal.evaluation.need_confirmed == Answer::Yes
}

/// The decision map is drawn when all who are there have a role and a weight, and one of them decides.
fn is_mapped(case: &Case<'_>) -> bool {
    let mut people = case.account.present(case.today).peekable();
    people.peek().is_some()
        && people.all(|person| !person.roles.is_empty() && person.influence.is_some())
        && case.account.present(case.today).any(decides)
}

fn was_top_met(case: &Case<'_>) -> bool {
    let top: Vec<&str> = case
        .account
        .present(case.today)
        .filter(|person| decides(person))
        .filter_map(|person| person.id.as_deref())
        .collect();
    case.account
        .real_touchpoints(case.today)
        .any(|touch| touch.with.iter().any(|id| top.contains(&id.as_str())))
}

fn states_worth(value: &NeedValue) -> bool {
    (value.saves.is_some() || value.earns.is_some())
        && (value.cost.is_some() || value.cost_per_year.is_some())
}

/// Which of budget, authority, need and timeline are not known to be clear.
pub fn bant_open(deal: &Opportunity<'_>) -> Vec<&'static str> {
    let bant = &deal.bant;
    let timeline = match bant.timeline {
        Timeline::By(_) => Answer::Yes,
        Timeline::Answer(answer) => answer,
    };
    [
        ("budget", bant.budget),
        ("authority", bant.authority),
        ("need", bant.need),
        ("timeline", timeline),
    ]
    .into_iter()
    .filter(|(_, answer)| *answer != Answer::Yes)
    .map(|(part, _)| part)
    .collect()
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
    let years = value.years?;
    if !states_worth(value) {
        return None;
    }
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
