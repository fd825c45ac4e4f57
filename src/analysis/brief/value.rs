//! What the account is worth to us and what we have brought them: sales, purchases, reviews (M3, M6).

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::footing::percent;
use super::{Amount, Request};
use crate::model::value::Purchase;
use crate::model::{Account, Day, Exchange, Money, Opportunity};

/// How far back purchases count as recent, in days.
const A_YEAR: i64 = 365;

/// The worth of both sides to each other.
#[derive(Debug, Serialize, PartialEq)]
pub struct ValueInfo<'a> {
    /// Our sales by year, the latest first.
    pub sales: Vec<(i32, Amount)>,
    /// From the year before to the latest, in percent.
    pub change: Option<i64>,
    /// What they spend in our category and not with us.
    pub unserved: Option<Amount>,
    /// Our share of that spending, in percent.
    pub share: Option<i64>,
    /// How many orders there were in the last 365 days.
    pub orders: usize,
    /// Their amounts together.
    pub ordered: Option<Amount>,
    /// What they bought, the largest first; orders that do not say are one.
    pub bought: Vec<Bought<'a>>,
    /// What they said was saved, the latest first.
    pub reviews: Vec<ReviewInfo<'a>>,
    /// All that they said was saved.
    pub saved: Option<Amount>,
    /// The deals won.
    pub won: Vec<&'a str>,
    /// Whom they were asked to refer us to.
    pub referrals: Vec<ReferralInfo<'a>>,
}

/// The orders of one thing.
#[derive(Debug, Serialize, PartialEq)]
pub struct Bought<'a> {
    /// What it was.
    pub what: Option<&'a str>,
    /// How many orders.
    pub orders: usize,
    /// Their amounts together.
    pub amount: Option<Amount>,
    /// The latest.
    pub last: Option<Day>,
}

/// A look back.
#[derive(Debug, Serialize, PartialEq)]
pub struct ReviewInfo<'a> {
    /// When.
    pub on: Option<Day>,
    /// How many days ago.
    pub days_ago: Option<i64>,
    /// What was saved.
    pub saved: Option<Amount>,
    /// What was said.
    pub note: Option<&'a str>,
}

/// A referral asked for.
#[derive(Debug, Serialize, PartialEq)]
pub struct ReferralInfo<'a> {
    /// When.
    pub asked: Option<Day>,
    /// Whom.
    pub from: Option<&'a str>,
    /// To whom.
    pub to: Option<&'a str>,
    /// How far it is.
    pub state: Option<&'a str>,
}

pub(super) fn value<'a>(account: &'a Account<'_>, request: &Request<'_>) -> ValueInfo<'a> {
    let (exchange, today) = (request.exchange, request.today);
    let made: Vec<&Purchase<'_>> = account
        .value
        .purchases
        .iter()
        .flatten()
        .filter(|purchase| purchase.on.is_none_or(|on| on <= today))
        .collect();
    let is_recent = |purchase: &&&Purchase<'_>| purchase.on.is_some_and(|on| today.days_since(on) <= A_YEAR);
    let recent: Vec<&Purchase<'_>> = made.iter().filter(is_recent).copied().collect();
    let sales = &account.value.sales;
    let latest = account.value.latest_sales().map(|(_, sales)| sales);
    let is_won = |deal: &&Opportunity<'_>| deal.outcome == Some(crate::model::deal::Outcome::Won);
    ValueInfo {
        sales: sales
            .iter()
            .rev()
            .map(|(year, sales)| (*year, Amount::of(sales, exchange)))
            .collect(),
        change: change(account, exchange),
        unserved: unserved(latest, account.value.potential, exchange),
        share: share(latest, account.value.potential, exchange),
        orders: recent.len(),
        ordered: sum(recent.iter().filter_map(|purchase| purchase.amount), exchange),
        bought: bought(&made, exchange),
        reviews: reviews(account, request),
        saved: sum(account.reviews.iter().filter_map(|review| review.saved), exchange),
        won: account
            .opportunities
            .iter()
            .filter(is_won)
            .map(|deal| deal.called())
            .collect(),
        referrals: referrals(account),
    }
}

fn convert(money: Option<Money>, exchange: &Exchange) -> Option<Decimal> {
    exchange.convert(&money?).ok()
}

/// Amounts together; nothing where there is none, or one cannot be converted.
fn sum(amounts: impl Iterator<Item = Money>, exchange: &Exchange) -> Option<Amount> {
    let converted: Vec<_> = amounts
        .map(|money| exchange.convert(&money).ok())
        .collect::<Option<_>>()?;
    let total = converted
        .into_iter()
        .try_fold(None, |sum: Option<Decimal>, amount| {
            Some(Some(sum.unwrap_or_default().checked_add(amount)?))
        });
    Some(Amount::new(total.flatten()?, exchange.currency))
}

/// Only a year that follows the other can be compared with it.
fn change(account: &Account<'_>, exchange: &Exchange) -> Option<i64> {
    let (year, latest) = account.value.latest_sales()?;
    let before = account.value.sales.get(&year.checked_sub(1)?).copied();
    let (latest, before) = (convert(Some(latest), exchange)?, convert(before, exchange)?);
    percent(latest.checked_sub(before)?.checked_div(before)?)
}

fn unserved(sales: Option<Money>, potential: Option<Money>, exchange: &Exchange) -> Option<Amount> {
    let open = convert(potential, exchange)?.checked_sub(convert(sales, exchange)?)?;
    Some(Amount::new(open.max(Decimal::ZERO), exchange.currency))
}

fn share(sales: Option<Money>, potential: Option<Money>, exchange: &Exchange) -> Option<i64> {
    percent(convert(sales, exchange)?.checked_div(convert(potential, exchange)?)?)
}

fn bought<'a>(made: &[&'a Purchase<'_>], exchange: &Exchange) -> Vec<Bought<'a>> {
    let mut groups: BTreeMap<Option<&'a str>, Vec<&'a Purchase<'_>>> = BTreeMap::new();
    for purchase in made {
        groups.entry(purchase.what.as_deref()).or_default().push(purchase);
    }
    let amount = |orders: &[&Purchase<'_>]| {
        let amounts = orders.iter().map(|purchase| convert(purchase.amount, exchange));
        amounts.sum::<Option<Decimal>>()
    };
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(what, orders)| (what.is_none(), std::cmp::Reverse(amount(orders))));
    let told = groups.into_iter().map(|(what, orders)| Bought {
        what,
        orders: orders.len(),
        amount: amount(&orders).map(|amount| Amount::new(amount, exchange.currency)),
        last: orders.iter().filter_map(|purchase| purchase.on).max(),
    });
    told.collect()
}

fn reviews<'a>(account: &'a Account<'_>, request: &Request<'_>) -> Vec<ReviewInfo<'a>> {
    let mut reviews: Vec<_> = account
        .reviews
        .iter()
        .map(|review| ReviewInfo {
            on: review.on,
            days_ago: review.on.map(|on| request.today.days_since(on)),
            saved: review.saved.map(|saved| Amount::of(&saved, request.exchange)),
            note: review.note.as_deref(),
        })
        .collect();
    reviews.sort_by_key(|review| std::cmp::Reverse(review.on));
    reviews
}

fn referrals<'a>(account: &'a Account<'_>) -> Vec<ReferralInfo<'a>> {
    account
        .referrals
        .iter()
        .map(|referral| ReferralInfo {
            asked: referral.asked,
            from: referral.from.as_deref().map(|id| account.person_name(id)),
            to: referral.to.as_deref(),
            state: referral.state.as_deref(),
        })
        .collect()
}
