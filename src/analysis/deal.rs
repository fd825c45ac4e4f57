//! Deals: which standards of their milestones are met, and what is open (M6, M7).

mod funnel;
mod gates;
mod key;
mod lack;
mod pipeline;
mod predicate;
mod probe;
mod process;
#[cfg(test)]
pub(in crate::analysis) mod testing;

use rust_decimal::Decimal;

use super::completeness::said;
use crate::model::deal::{Answer, Evaluation, Timeline};
use crate::model::need::{NeedKind, NeedStatus, NeedValue};
use crate::model::{Account, Day, Delivery, Exchange, Money, Need, Opportunity};

pub use funnel::{Funnel, funnel};
pub use gates::{Because, Gate, Gates, surface};
pub use lack::Lack;
pub use pipeline::{Grouping, Pursuit, Total, pipeline};
pub use predicate::PREDICATES;
pub use process::{Knower, Process, Standard, Standards, Unmet, Words};

/// What a standard looks at.
struct Case<'a> {
    account: &'a Account<'a>,
    deal: &'a Opportunity<'a>,
    /// A delivery for the deal, where the standard looks at one.
    delivery: Option<&'a Delivery<'a>>,
    today: Day,
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

/// The deliveries for a deal: those that name it, and those that name none.
fn deliveries<'a>(
    account: &'a Account<'a>,
    deal: &'a Opportunity<'a>,
) -> impl Iterator<Item = &'a Delivery<'a>> {
    account
        .deliveries
        .iter()
        .filter(move |delivery| match delivery.opportunity.as_deref() {
            None => true,
            Some(named) => [&deal.id, &deal.name]
                .iter()
                .any(|called| called.as_deref() == Some(named)),
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
