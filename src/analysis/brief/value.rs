//! What the account is worth to us and what we have brought them: sales, purchases, reviews (M3, M6).

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Serialize;

use super::footing::percent;
use super::{Amount, Request};
use crate::analysis::white_space::{share_of_wallet, sum, white_space};
use crate::model::deal::Outcome;
use crate::model::{Account, Day, Exchange, Money};

/// The worth of both sides to each other.
#[derive(Debug, Serialize, JsonSchema, PartialEq)]
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
    /// What they bought, the most of the last 365 days first; orders that do not say are one.
    pub bought: Vec<Bought<'a>>,
    /// Needs that nothing they bought answers.
    pub needs: Vec<UnservedNeed<'a>>,
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
#[derive(Debug, Serialize, JsonSchema, PartialEq)]
pub struct Bought<'a> {
    /// What it was.
    pub what: Option<&'a str>,
    /// How many orders.
    pub orders: usize,
    /// Their amounts together.
    pub amount: Option<Amount>,
    /// The latest.
    pub last: Option<Day>,
    /// Whether the latest is more than 365 days ago.
    pub is_lapsed: bool,
}

/// A need that nothing they bought answers.
#[derive(Debug, Serialize, JsonSchema, PartialEq)]
pub struct UnservedNeed<'a> {
    /// What it is.
    pub need: &'a str,
    /// What a solution saves and earns them a year.
    pub gain: Option<Amount>,
    /// How many open deals name it.
    pub deals: usize,
}

/// A look back.
#[derive(Debug, Serialize, JsonSchema, PartialEq)]
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
#[derive(Debug, Serialize, JsonSchema, PartialEq)]
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
    let exchange = request.exchange;
    let white_space = white_space(account, exchange, request.today);
    let known = |amount: Option<Decimal>| amount.map(|amount| Amount::new(amount, exchange.currency));
    let sales = convert(account.value.latest_sales().map(|(_, sales)| sales), exchange);
    let potential = convert(account.value.potential, exchange);
    let recent = white_space.bought.iter().map(|bought| bought.recent);
    ValueInfo {
        sales: sales_by_year(account, exchange),
        change: change(account, exchange),
        unserved: known(
            potential
                .zip(sales)
                .map(|(all, ours)| (all - ours).max(Decimal::ZERO)),
        ),
        share: share_of_wallet(sales, potential).and_then(percent),
        orders: recent.clone().map(|orders| orders.count).sum(),
        ordered: known(sum(recent.map(|orders| orders.amount))),
        bought: white_space
            .bought
            .iter()
            .map(|bought| Bought {
                what: bought.what,
                orders: bought.all.count,
                amount: known(bought.all.amount),
                last: bought.last,
                is_lapsed: bought.is_lapsed(),
            })
            .collect(),
        needs: white_space
            .needs
            .iter()
            .filter_map(|open| {
                Some(UnservedNeed {
                    need: open.need.need.as_deref()?,
                    gain: known(open.gain),
                    deals: open.deals,
                })
            })
            .collect(),
        reviews: reviews(account, request),
        saved: known(sum(account
            .reviews
            .iter()
            .map(|one| convert(one.saved, exchange)))),
        won: won(account),
        referrals: referrals(account),
    }
}

fn convert(money: Option<Money>, exchange: &Exchange) -> Option<Decimal> {
    exchange.convert(&money?).ok()
}

fn sales_by_year(account: &Account<'_>, exchange: &Exchange) -> Vec<(i32, Amount)> {
    let years = account.value.sales.iter().rev();
    years
        .map(|(year, sales)| (*year, Amount::of(sales, exchange)))
        .collect()
}

/// Only a year that follows the other can be compared with it.
fn change(account: &Account<'_>, exchange: &Exchange) -> Option<i64> {
    let (year, latest) = account.value.latest_sales()?;
    let before = account.value.sales.get(&year.checked_sub(1)?).copied();
    let (latest, before) = (convert(Some(latest), exchange)?, convert(before, exchange)?);
    percent(latest.checked_sub(before)?.checked_div(before)?)
}

fn won<'a>(account: &'a Account<'_>) -> Vec<&'a str> {
    let deals = account.opportunities.iter();
    deals
        .filter(|deal| deal.outcome == Some(Outcome::Won))
        .map(|deal| deal.called())
        .collect()
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

#[cfg(test)]
mod tests {
    use super::super::testing::look;
    use super::*;

    fn short(amount: Option<&Amount>) -> Option<&str> {
        amount.map(|amount| amount.short.as_str())
    }

    /// By hand: 1.8M after 1.2M is half more, 30 % of 6M, and leaves 4.2M; of the orders one is more than a
    /// year ago, and one is still to come.
    #[test]
    fn what_they_buy_is_held_against_what_they_could() {
        let text = "value:
  sales: {2023: 1M, 2024: 1.2M, 2025: 1.8M}
  potential: 6M
  purchases:
  - {on: 2026-03-04, amount: 310k, what: controls}
  - {on: 2026-06-02, amount: 200k, what: controls}
  - {on: 2025-01-02, amount: 90k, what: probes}
  - {on: 2026-12-02, amount: 1M, what: controls}
reviews: [{on: 2026-01-10, saved: 20k}, {on: 2026-07-10, saved: 420k, note: a year}]
needs: [{id: n, need: uptime, value: {saves: 100k, earns: 50k}}]
opportunities: [{name: one, outcome: won}, {name: two, need: n}]
";
        look(text, |account, request| {
            let value = value(account, request);
            assert_eq!((value.change, value.share, value.orders), (Some(50), Some(30), 2));
            assert_eq!(short(value.unserved.as_ref()), Some("4.2M"));
            assert_eq!(short(value.ordered.as_ref()), Some("510k"));
            assert_eq!(short(value.saved.as_ref()), Some("440k"));
            assert_eq!(
                (value.reviews[0].days_ago, value.won.as_slice()),
                (Some(134), &["one"][..])
            );
            let bought: Vec<_> = value
                .bought
                .iter()
                .map(|one| (one.what, one.orders, one.is_lapsed))
                .collect();
            assert_eq!(bought, [(Some("controls"), 2, false), (Some("probes"), 1, true)]);
            let need = &value.needs[0];
            assert_eq!(
                (need.need, short(need.gain.as_ref()), need.deals),
                ("uptime", Some("150k"), 1)
            );
        });
    }

    #[test]
    fn a_year_is_compared_with_the_one_before_it_only() {
        for (sales, change) in [
            ("{2023: 1M, 2025: 2M}", None),
            ("{2025: 2M}", None),
            ("{2024: 0, 2025: 2M}", None),
            ("{2024: 2M, 2025: 1M}", Some(-50)),
            ("{2024: 2M JPY, 2025: 1M}", None),
        ] {
            let told = look(&format!("value: {{sales: {sales}}}\n"), |account, request| {
                value(account, request).change
            });
            assert_eq!(told, change, "{sales}");
        }
    }
}
