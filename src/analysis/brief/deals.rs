//! Deals, needs and competitors in a brief (M2, M6, M7).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::{Amount, Request};
use crate::analysis::deal::{self, answers, bant_to_ask};
use crate::analysis::need;
use crate::analysis::past::Slip;
use crate::model::competition::{Competitor, Position};
use crate::model::deal::Answer;
use crate::model::need::NeedValue;
use crate::model::{Account, Currency, Day, Exchange, Need, Opportunity};
use crate::route;

/// An open deal.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Deal<'a> {
    /// Its id.
    pub id: Option<&'a str>,
    /// Its name.
    pub name: &'a str,
    /// The milestone it stands at.
    pub milestone: Option<&'static str>,
    /// Since when.
    pub since: Option<Day>,
    /// For how many days.
    pub days: Option<i64>,
    /// The amount.
    pub amount: Option<Amount>,
    /// How likely, in percent.
    pub probability: Option<u32>,
    /// The day the order is expected.
    pub close: Option<Day>,
    /// Whether that day has passed.
    pub past_close: bool,
    /// How that day was moved, where history tells that it was.
    pub close_slip: Option<Slip>,
    /// Whether our manager approved it.
    pub approved: bool,
    /// Which of budget, authority, need and timeline are not known to be clear.
    pub bant_open: Vec<&'static str>,
    /// How many of the ten questions are answered with yes.
    pub yes: usize,
    /// Which of the ten questions are answered with no.
    pub no: Vec<&'static str>,
    /// Risks, each with our move.
    pub risks: Vec<(&'a str, Option<&'a str>)>,
    /// What decides success, each with where it stands.
    pub key_factors: Vec<(&'a str, Option<&'a str>)>,
    /// The standards of its milestone and of those before it that are not met.
    pub unmet: Vec<String>,
    /// The need that it answers.
    pub need: Option<NeedInfo<'a>>,
    /// The first phase of our offer.
    pub pilot: Option<&'a str>,
    /// The second.
    pub rollout: Option<&'a str>,
    /// What follows.
    pub optimise: Option<&'a str>,
    /// What we answer for.
    pub guarantee: Option<&'a str>,
}

/// A need of theirs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct NeedInfo<'a> {
    /// What it is.
    pub need: &'a str,
    /// Who raised it.
    pub raised_by: Option<&'a str>,
    /// The need behind the need.
    pub root: Option<&'a str>,
    /// What it costs them today.
    pub impact: Option<&'a str>,
    /// What we offer for it.
    pub solution: Vec<&'a str>,
    /// How sure it is.
    pub status: Option<&'static str>,
    /// What a solution is worth.
    pub worth: Option<Worth>,
}

/// The worth of a solution over its years (M6).
#[derive(Debug, Serialize, JsonSchema, PartialEq)]
pub struct Worth {
    /// Gain over the years.
    pub gain: Amount,
    /// Cost over the years.
    pub cost: Amount,
    /// Over how many years.
    pub years: u32,
    /// (gain − cost) / cost, in percent.
    pub roi: i64,
}

/// A competitor.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CompetitorInfo<'a> {
    /// The name.
    pub name: &'a str,
    /// Where they stand.
    pub position: Option<&'static str>,
    /// Where they are strong.
    pub strengths: Vec<&'a str>,
    /// Where they are weak.
    pub weaknesses: Vec<&'a str>,
    /// What they say against us.
    pub attacks: Vec<&'a str>,
    /// What we answer.
    pub counters: Vec<&'a str>,
    /// Who is for them.
    pub supporters: Vec<&'a str>,
}

/// The open deals, the largest first.
pub fn open_deals<'a, 's>(account: &'a Account<'s>, exchange: &Exchange) -> Vec<&'a Opportunity<'s>> {
    let mut deals: Vec<_> = account
        .opportunities
        .iter()
        .filter(|deal| deal.is_open())
        .collect();
    let amount = |deal: &Opportunity<'_>| exchange.convert(&deal.amount?).ok();
    deals.sort_by_key(|deal| std::cmp::Reverse(amount(deal)));
    deals
}

pub(super) fn tell<'a>(
    account: &'a Account<'_>,
    deal: &'a Opportunity<'_>,
    request: &Request<'_>,
) -> Deal<'a> {
    let (since, today) = (deal.reached_on(), request.today);
    let at = account
        .opportunities
        .iter()
        .position(|one| std::ptr::eq(one, deal));
    Deal {
        id: deal.id.as_deref(),
        name: deal.called(),
        milestone: deal.milestone.map(|milestone| milestone.as_str()),
        since,
        days: since.map(|since| today.days_since(since)),
        amount: deal.amount.map(|amount| Amount::of(&amount, request.exchange)),
        probability: deal
            .probability
            .and_then(|share| u32::try_from((share.0 * Decimal::ONE_HUNDRED).round()).ok()),
        close: deal.close,
        past_close: deal.close.is_some_and(|close| close < today),
        close_slip: at.and_then(|at| request.slip(&route!["opportunities", at, "close"])),
        approved: deal::is_approved(deal),
        bant_open: bant_to_ask(deal),
        yes: answers(&deal.evaluation)
            .iter()
            .filter(|(_, answer)| *answer == Answer::Yes)
            .count(),
        no: answers(&deal.evaluation)
            .into_iter()
            .filter(|(_, answer)| *answer == Answer::No)
            .map(|(question, _)| question)
            .collect(),
        risks: deal
            .risks
            .iter()
            .filter_map(|risk| Some((risk.risk.as_deref()?, risk.counter.as_deref())))
            .collect(),
        key_factors: deal
            .key_factors
            .iter()
            .filter_map(|factor| Some((factor.factor.as_deref()?, factor.state.as_deref())))
            .collect(),
        unmet: unmet(account, deal, request),
        need: deal::need_for(account, deal).and_then(|need| tell_need(need, account, request.exchange)),
        pilot: deal.offer.pilot.as_deref(),
        rollout: deal.offer.rollout.as_deref(),
        optimise: deal.offer.optimise.as_deref(),
        guarantee: deal.offer.guarantee.as_deref(),
    }
}

/// The standards not met, in words.
fn unmet(account: &Account<'_>, deal: &Opportunity<'_>, request: &Request<'_>) -> Vec<String> {
    let unmet = request.standards.unmet(account, deal).into_iter();
    unmet.map(|open| open.standard.say().to_owned()).collect()
}

pub(super) fn needs<'a>(account: &'a Account<'_>, exchange: &Exchange) -> Vec<NeedInfo<'a>> {
    need::top_needs(account)
        .into_iter()
        .filter_map(|need| tell_need(need, account, exchange))
        .collect()
}

fn tell_need<'a>(need: &'a Need<'_>, account: &'a Account<'_>, exchange: &Exchange) -> Option<NeedInfo<'a>> {
    let layers = [
        &need.solution.base,
        &need.solution.service,
        &need.solution.strategic,
    ];
    Some(NeedInfo {
        need: need.need.as_deref()?,
        raised_by: need.raised_by.as_deref().map(|id| account.person_name(id)),
        root: need.why.last().map(|why| why.as_str()),
        impact: need.impact.as_deref(),
        solution: layers.into_iter().filter_map(|layer| layer.as_deref()).collect(),
        status: need.status.map(|status| status.as_str()),
        worth: need.value.as_ref().and_then(|value| worth(value, exchange)),
    })
}

/// The worth of a need (M6), told in its own currency where all of it is in one, else in the
/// repository's.
fn worth(value: &NeedValue, exchange: &Exchange) -> Option<Worth> {
    let own = common_currency(value, exchange).map(|currency| Exchange {
        currency,
        rates: BTreeMap::new(),
    });
    let exchange = own.as_ref().unwrap_or(exchange);
    let worth = deal::worth(value, exchange)?;
    Some(Worth {
        gain: Amount::new(worth.gain, exchange.currency),
        cost: Amount::new(worth.cost, exchange.currency),
        years: worth.years,
        roi: i64::try_from(worth.roi.checked_mul(Decimal::ONE_HUNDRED)?.round()).ok()?,
    })
}

/// The one currency that all of a value's amounts are in, if there is one.
fn common_currency(value: &NeedValue, exchange: &Exchange) -> Option<Currency> {
    let mut currencies = [value.saves, value.earns, value.cost, value.cost_per_year]
        .into_iter()
        .flatten()
        .map(|money| money.currency.unwrap_or(exchange.currency));
    let first = currencies.next()?;
    currencies.all(|currency| currency == first).then_some(first)
}

pub(super) fn competitors<'a>(account: &'a Account<'_>) -> Vec<CompetitorInfo<'a>> {
    account
        .competitors
        .iter()
        .filter(|competitor| competitor.position != Some(Position::Exited))
        .map(|competitor| tell_competitor(competitor, account))
        .collect()
}

fn tell_competitor<'a>(competitor: &'a Competitor<'_>, account: &'a Account<'_>) -> CompetitorInfo<'a> {
    let list = |texts: &'a [crate::model::Text<'_>]| texts.iter().map(|text| text.as_str()).collect();
    CompetitorInfo {
        name: competitor.name.as_deref().unwrap_or("?"),
        position: competitor.position.map(Position::as_str),
        strengths: list(&competitor.strengths),
        weaknesses: list(&competitor.weaknesses),
        attacks: list(&competitor.attacks),
        counters: list(&competitor.counters),
        supporters: competitor
            .supporters
            .iter()
            .map(|id| account.person_name(id))
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Currency;
    use crate::model::Money;

    /// M6 by hand: three years of 900k + 300k are 3.6M; 700k once and 60k a year are 880k;
    /// (3.6M − 880k) / 880k = 309 %.
    #[test]
    fn the_worth_of_a_need_is_gain_over_cost() {
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: [].into(),
        };
        let money = |text: &str| Some(text.parse::<Money>().expect(text));
        let mut value = NeedValue {
            saves: money("900k"),
            earns: money("300k"),
            cost: money("700k"),
            cost_per_year: money("60k"),
            years: Some(3),
        };
        let told = worth(&value, &exchange).expect("a worth");
        assert_eq!(
            (told.gain.short.as_str(), told.cost.short.as_str()),
            ("3.6M", "880k")
        );
        assert_eq!((told.years, told.roi), (3, 309));
        value.saves = money("1k JPY");
        assert_eq!(worth(&value, &exchange), None);
        value = NeedValue {
            years: Some(1),
            saves: money("1"),
            ..NeedValue::default()
        };
        assert_eq!(worth(&value, &exchange), None);
    }

    #[test]
    fn a_need_in_one_foreign_currency_stays_in_it() {
        let exchange = Exchange {
            currency: Currency::CNY,
            rates: [].into(),
        };
        let money = |text: &str| Some(text.parse::<Money>().expect(text));
        let value = NeedValue {
            saves: money("88k GBP"),
            cost: money("46k GBP"),
            years: Some(1),
            ..NeedValue::default()
        };
        let told = worth(&value, &exchange).expect("a worth");
        assert_eq!(
            (told.gain.short.as_str(), told.gain.currency.as_str(), told.roi),
            ("88k", "GBP", 91)
        );
    }
}
