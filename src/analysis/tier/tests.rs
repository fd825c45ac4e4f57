//! Tests of whole classings, and the small worlds they are made in.

mod classes;
mod figures;
mod policy;
mod properties;
mod scorecard;
mod settle;

use rust_decimal::Decimal;

use super::*;
use crate::model::{Currency, Tier};
use crate::source::{Route, Tree, decode::decode};

/// An account from the YAML below its name.
fn account(text: &'static str) -> Account<'static> {
    let text: &'static str = Box::leak(format!("name: X\n{text}").into_boxed_str());
    read(text)
}

fn policy(text: &'static str) -> TierPolicy {
    let policy: TierPolicy = read(text);
    assert_eq!(policy.problems(), []);
    policy
}

fn read<T: serde::Deserialize<'static>>(text: &'static str) -> T {
    let decoded = decode(&Tree::parse(text).0);
    assert_eq!(decoded.problems, [], "{text}");
    decoded.value.expect("a value")
}

fn exchange() -> Exchange {
    Exchange {
        currency: Currency::CNY,
        rates: [("USD".parse().expect("USD"), Decimal::new(71, 1))].into(),
    }
}

fn today() -> Day {
    Day::new(2026, 11, 21).expect("a day")
}

fn stand(accounts: &[Account<'_>], policy: &TierPolicy) -> Vec<Standing> {
    let accounts: Vec<_> = accounts.iter().collect();
    let standings = tiers(&accounts, policy, &exchange(), today());
    // The tier alone is that of the standing.
    let exchange = exchange();
    let classes = Classes::new(&accounts, policy, &exchange, today());
    for (at, standing) in standings.iter().enumerate() {
        assert_eq!(classes.tier(at), standing.tier, "{}", accounts[at].name);
    }
    standings
}

fn stand_all(texts: &[&'static str], policy: &TierPolicy) -> Vec<Standing> {
    stand(
        &texts.iter().map(|text| account(text)).collect::<Vec<_>>(),
        policy,
    )
}

fn dec(text: &str) -> Decimal {
    text.parse().expect(text)
}

/// A score as `low..high`, or one number where both are the same.
fn score(standing: &Standing) -> String {
    let Interval { low, high } = standing.score.expect("a score");
    match low == high {
        true => low.to_string(),
        false => format!("{low}..{high}"),
    }
}

fn shown(routes: &[Route]) -> Vec<String> {
    routes.iter().map(Route::to_string).collect()
}

fn letters(standings: &[Standing]) -> String {
    standings.iter().map(|standing| standing.tier.as_str()).collect()
}
