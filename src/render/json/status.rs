//! `status` as JSON, version 1.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Number, number, to_text};
use crate::analysis::agenda::Item;
use crate::analysis::deal::Pursuit;
use crate::analysis::overview::Overview;
use crate::analysis::status::{Class, Status};
use crate::model::number::cut_off;
use crate::model::{Day, Tier};

/// The decimals of shares.
const DECIMALS: u32 = 2;

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    today: Day,
    owner: Option<&'a str>,
    accounts: usize,
    tiers: [OfTier; 4],
    unsettled: Vec<&'a str>,
    due: BTreeMap<&'static str, usize>,
    promises: Vec<Promise<'a>>,
    open_deals: usize,
    shut: Vec<Deal<'a>>,
    unmet: Vec<Deal<'a>>,
    cold: Vec<Cold<'a>>,
    below_minimum: Vec<&'a str>,
    health: Vec<Health<'a>>,
    white_space: Wallet,
}

#[derive(Serialize)]
struct OfTier {
    tier: Tier,
    accounts: usize,
    sales: Option<Number>,
    sales_share: Option<Number>,
}

#[derive(Serialize)]
struct Promise<'a> {
    account: &'a str,
    what: &'a str,
    due: Day,
    overdue: i64,
}

#[derive(Serialize)]
struct Deal<'a> {
    account: &'a str,
    id: Option<&'a str>,
    name: &'a str,
    amount: Option<Number>,
    close: Option<Day>,
    gates: Vec<&'static str>,
    unmet: Vec<&'a str>,
}

#[derive(Serialize)]
struct Cold<'a> {
    id: &'a str,
    last_touch: Option<Day>,
    days: Option<i64>,
}

#[derive(Serialize)]
struct Health<'a> {
    id: &'a str,
    low: Number,
    high: Number,
}

#[derive(Serialize)]
struct Wallet {
    stated: usize,
    unstated: usize,
    potential: Number,
    sales: Number,
    unserved: Number,
    share_of_wallet: Option<Number>,
}

/// The status with all the accounts and deals that its lines are about.
pub fn render(status: &Status<'_, '_>) -> String {
    to_text(&Document {
        version: 1,
        today: status.today,
        owner: status.owner,
        accounts: status.accounts,
        tiers: status.pyramid.map(of_tier),
        unsettled: ids(&status.unsettled),
        due: status
            .due
            .map(|(severity, count)| (severity.as_str(), count))
            .into(),
        promises: status.promises.iter().map(|item| promise(item)).collect(),
        open_deals: status.open_deals,
        shut: status.shut.iter().map(|one| deal(one)).collect(),
        unmet: status.unmet.iter().map(|one| deal(one)).collect(),
        cold: status.cold.iter().map(|one| cold(one)).collect(),
        below_minimum: ids(&status.below_minimum),
        health: status.health.iter().map(|one| health(one)).collect(),
        white_space: wallet(status),
    })
}

fn ids<'a>(accounts: &[&Overview<'a>]) -> Vec<&'a str> {
    accounts.iter().map(|one| one.id).collect()
}

fn of_tier(class: Class) -> OfTier {
    OfTier {
        tier: class.tier,
        accounts: class.accounts,
        sales: class.sales.map(number),
        sales_share: class.sales_share.map(|share| number(cut_off(share, DECIMALS))),
    }
}

fn promise<'a>(item: &'a Item<'_>) -> Promise<'a> {
    Promise {
        account: &item.account.id,
        what: &item.what,
        due: item.due,
        overdue: item.overdue,
    }
}

fn deal<'a>(pursuit: &'a Pursuit<'_>) -> Deal<'a> {
    Deal {
        account: &pursuit.account.id,
        id: pursuit.deal.id.as_deref(),
        name: pursuit.deal.called(),
        amount: pursuit.amount.map(number),
        close: pursuit.deal.close,
        gates: pursuit.gates.shut(),
        unmet: pursuit.unmet.iter().map(|one| one.standard.id.as_str()).collect(),
    }
}

fn cold<'a>(one: &Overview<'a>) -> Cold<'a> {
    Cold {
        id: one.id,
        last_touch: one.last_touch,
        days: one.days_since_touch,
    }
}

fn health<'a>(one: &Overview<'a>) -> Health<'a> {
    Health {
        id: one.id,
        low: number(one.insight.health_low),
        high: number(one.insight.health_high),
    }
}

fn wallet(status: &Status<'_, '_>) -> Wallet {
    let wallet = status.wallet;
    Wallet {
        stated: wallet.stated,
        unstated: wallet.unstated,
        potential: number(wallet.potential),
        sales: number(wallet.sales),
        unserved: number(wallet.unserved),
        share_of_wallet: wallet.share().map(|share| number(cut_off(share, DECIMALS))),
    }
}
