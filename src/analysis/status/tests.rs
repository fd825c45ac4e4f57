//! The status by hand: five accounts of two colleagues.

use super::*;
use crate::analysis::agenda::AgendaPolicy;
use crate::analysis::agenda::agenda;
use crate::analysis::agenda::testing::{account, day};
use crate::analysis::deal::pipeline;
use crate::analysis::deal::testing::{held_to, shipped as process_shipped};
use crate::analysis::health::{HealthPolicy, Weights};
use crate::analysis::overview::{Terms, overview};
use crate::analysis::tier::{TierPolicy, tiers};
use crate::model::{Currency, Exchange};

/// Tiers are fixed, so that they can be told by hand.
const TEXTS: [(&str, &str); 5] = [
    (
        "acme",
        "name: Acme\nowner: wang\ntier: {fixed: A, reason: x, until: 2027-01-01}\nvalue: {sales: {2025: 600}, potential: 1000}\n\
         touchpoints: [{on: 2026-11-11, kind: call}]\ncommitments: [{what: late, due: 2026-11-20}, {what: later, due: 2026-12-20}]\n\
         opportunities:\n- {id: far, amount: 5, close: 2026-12-22, milestone: planning}\n- {id: soon, amount: 7, close: 2026-12-21}\n- {id: won, close: 2026-12-01, outcome: won}\n",
    ),
    (
        "boreal",
        "name: Boreal\nowner: li\ntier: {fixed: A, reason: x, until: 2027-01-01}\nvalue: {sales: {2025: 300}, potential: 200}\n\
         commitments: [{what: oldest, due: 2026-09-01}, {what: theirs, by: them, due: 2026-08-01}, {what: kept, due: 2026-08-01, kept: 2026-08-02}]\n\
         opportunities: [{id: past, close: 2026-11-01}]\n",
    ),
    (
        "cold",
        "name: Cold\nowner: wang\ntier: {fixed: A, reason: x, until: 2027-01-01}\ntouchpoints: [{on: 2026-06-01, kind: call}, {on: 2026-12-01, kind: call}]\n",
    ),
    ("dust", "name: Dust\nowner: wang\nvalue: {sales: {2025: 100}}\n"),
    (
        "gone",
        "name: Gone\nowner: wang\nstatus: lost\ntier: {fixed: A, reason: x, until: 2027-01-01}\nopportunities: [{close: 2026-11-30}]\n",
    ),
];

fn look<T>(owner: Option<&str>, look: impl FnOnce(Status<'_, '_>) -> T) -> T {
    let today = day("2026-11-21");
    let mut all: Vec<Account<'_>> = Vec::new();
    for (id, text) in TEXTS {
        all.push(Account {
            id: id.to_owned(),
            ..account(text)
        });
    }
    let all: Vec<&Account<'_>> = all.iter().collect();
    let exchange = Exchange {
        currency: Currency::CNY,
        rates: Default::default(),
    };
    let (policy, weights) = (AgendaPolicy::default(), Weights::default());
    let standings = tiers(&all, &TierPolicy::default(), &exchange, today);
    let tiered = all
        .iter()
        .copied()
        .zip(standings.iter().map(|standing| standing.tier));
    let items = agenda(tiered, &policy, today, 0);
    let health = HealthPolicy {
        weights: &weights,
        cadence: &policy.cadence,
    };
    let process = process_shipped();
    let terms = Terms {
        process: &process,
        exchange: &exchange,
        minimum: 30,
        health,
        today,
    };
    let rows = all.iter().zip(&standings);
    let rows: Vec<_> = rows
        .map(|(account, standing)| (*account, overview(account, standing, &[], terms)))
        .collect();
    let deals = pipeline(all.iter().copied(), &exchange, held_to(&process, today));
    look(Status::of(Scene {
        accounts: &rows,
        items: &items,
        deals: &deals,
        owner,
        today,
    }))
}

fn ids(overviews: &[&Overview<'_>]) -> Vec<String> {
    overviews.iter().map(|one| one.id.to_owned()).collect()
}

fn deals(deals: &[&Pursuit<'_>]) -> Vec<String> {
    deals.iter().map(|one| one.deal.called().to_owned()).collect()
}

/// By hand: 4 of 5 accounts are A; of 1000 in sales A has 900 and D the rest.
#[test]
fn the_pyramid_counts_accounts_and_their_share_of_sales() {
    look(None, |status| {
        let told = status
            .pyramid
            .map(|class| (class.accounts, class.share, class.sales_share));
        let zero = Decimal::ZERO;
        assert_eq!(
            told,
            [
                (4, 80.into(), Some(90.into())),
                (0, zero, None),
                (0, zero, None),
                (1, 20.into(), Some(10.into())),
            ]
        );
        assert_eq!(
            (status.accounts, ids(&status.unsettled)),
            (5, vec!["dust".to_owned()])
        );
    });
}

#[test]
fn promises_of_ours_that_are_overdue_stand_oldest_first() {
    look(None, |status| {
        let told: Vec<_> = status.promises.iter().map(|item| item.what.as_str()).collect();
        assert_eq!(told, ["oldest", "late"]);
        let counted: usize = status.due.iter().map(|(_, count)| count).sum();
        assert!(counted > told.len());
    });
}

/// By hand: 30 days from 2026-11-21 are 2026-12-21; a lost account's deal is pursued no more.
#[test]
fn gates_count_for_deals_that_close_within_thirty_days() {
    look(None, |status| {
        assert_eq!(status.closing_by, day("2026-12-21"));
        assert_eq!(deals(&status.shut), ["past", "soon"]);
        assert_eq!(
            (status.open_deals, deals(&status.unmet)),
            (3, vec!["far".to_owned()])
        );
    });
}

#[test]
fn the_coldest_a_account_is_the_one_that_was_never_touched() {
    look(None, |status| {
        assert_eq!(ids(&status.cold), ["boreal", "cold", "acme"]);
        assert_eq!(status.health.len(), 4, "lost accounts are left out");
        let health: Vec<_> = status.health.iter().map(|one| one.insight.health_low).collect();
        assert!(health.is_sorted());
        // Dust has name and owner, 3 of the 10 that D is asked for.
        assert_eq!(ids(&status.below_minimum), ["acme", "boreal", "cold", "gone"]);
    });
}

/// By hand: Acme 1000 − 600; Boreal sells more than it spends with anybody, which is no less than nothing unserved.
#[test]
fn the_wallet_is_of_those_that_state_both() {
    look(None, |status| {
        let expected = Wallet {
            stated: 2,
            unstated: 3,
            potential: 1200.into(),
            sales: 900.into(),
            unserved: 400.into(),
        };
        assert_eq!(status.wallet, expected);
        assert_eq!(status.wallet.share(), Some(Decimal::new(75, 2)));
        assert_eq!(Wallet::default().share(), None);
    });
}

#[test]
fn of_a_colleague_only_what_is_theirs_counts() {
    look(Some("li"), |status| {
        assert_eq!(
            (status.accounts, ids(&status.cold)),
            (1, vec!["boreal".to_owned()])
        );
        assert_eq!(
            (status.promises.len(), deals(&status.shut)),
            (1, vec!["past".to_owned()])
        );
        assert_eq!(status.pyramid[0].share, Decimal::ONE_HUNDRED);
    });
    look(Some("nobody"), |status| {
        assert_eq!(
            (
                status.accounts,
                status.pyramid[0].share,
                status.pyramid[0].sales_share
            ),
            (0, 0.into(), None)
        );
        assert!(status.health.is_empty() && status.promises.is_empty());
    });
}
