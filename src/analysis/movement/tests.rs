//! Changes of a dossier, told of two texts.

use super::*;
use crate::analysis::agenda::Cadence;
use crate::analysis::health::{HealthPolicy, Weights};
use crate::analysis::tier::{TierPolicy, tiers};
use crate::model::{Currency, Exchange};
use crate::source::decode::decode;

const TODAY: &str = "2026-11-21";

/// `kind event subject | before > after | why`, figures left out unless asked for.
fn told(older: &str, newer: &str, kinds: &[ChangeKind]) -> Vec<String> {
    let all = changes_of(older, newer, false);
    let wanted = all
        .iter()
        .filter(|change| kinds.is_empty() || kinds.contains(&change.kind));
    wanted.map(tell).collect()
}

fn tell(change: &Change) -> String {
    let side = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
    let turn = match change.turn {
        Some(Turn::Better) => " +",
        Some(Turn::Worse) => " −",
        None => "",
    };
    format!(
        "{} {} {} | {} > {} | {}{turn}",
        change.kind,
        change.event.as_str(),
        change.subject,
        side(&change.before),
        side(&change.after),
        side(&change.why)
    )
}

fn changes_of(older: &str, newer: &str, wants_private: bool) -> Vec<Change> {
    let trees = [older, newer].map(|text| Tree::parse(text).0);
    let accounts = trees
        .each_ref()
        .map(|tree| decode::<Account<'_>>(tree).value.expect("decodes"));
    let exchange = Exchange {
        currency: Currency::CNY,
        rates: [].into(),
    };
    let today = TODAY.parse().expect("a day");
    let bands = "criteria: [{id: sales, weight: 1, scale: {bands: {0: 0, 1M: 50, 2M: 80}}}]\n";
    let policy: TierPolicy = decode(&Tree::parse(bands).0).value.expect("a policy");
    let standing = |account: &Account<'_>| tiers(&[account], &policy, &exchange, today).remove(0);
    let standings = accounts.each_ref().map(standing);
    let state = |at: usize| State {
        account: &accounts[at],
        tree: &trees[at],
        standing: &standings[at],
    };
    let terms = Terms {
        health: HealthPolicy {
            weights: &Weights::default(),
            cadence: &Cadence::default(),
        },
        today,
    };
    changes(&state(0), &state(1), &terms, wants_private)
}

const FIGURES: [ChangeKind; 4] = [
    ChangeKind::Health,
    ChangeKind::Support,
    ChangeKind::Completeness,
    ChangeKind::Points,
];

/// All but the figures.
fn said(older: &str, newer: &str) -> Vec<String> {
    let all = changes_of(older, newer, false);
    all.iter()
        .filter(|change| !FIGURES.contains(&change.kind))
        .map(tell)
        .collect()
}

#[test]
fn a_tier_moves_and_the_figure_that_moved_it_is_told() {
    let text = |sales: &str| format!("name: X\nvalue: {{sales: {{2025: {sales}}}}}\n");
    assert_eq!(
        told(&text("1.2M"), &text("2.5M"), &[ChangeKind::Tier]),
        ["tier changed  | B > A | sales 1.2M → 2.5M +"]
    );
    assert_eq!(
        told(&text("1.2M"), &text("900k"), &[ChangeKind::Tier]),
        ["tier changed  | B > D | sales 1.2M → 900k −"]
    );
    let fixed = "name: X\nvalue: {sales: {2025: 1.2M}}\ntier: {fixed: A, reason: board, until: 2027-01-01}\n";
    assert_eq!(
        told(&text("1.2M"), fixed, &[ChangeKind::Tier]),
        ["tier changed  | B > A | fixed A until 2027-01-01: board (computed B) +"]
    );
}

#[test]
fn people_join_turn_and_leave() {
    let older = "name: X\nstakeholders:\n- {id: a, name: 李伟, attitude: supporter, influence: 3, roles: [user]}\n- {id: b, name: Wu Jun}\n";
    let newer = "name: X\nstakeholders:\n- {id: c, name: Chen Yi, title: CTO, roles: [decision_maker]}\n- {id: a, name: 李伟, attitude: champion, influence: 5, roles: [user, coach], phone: \"1\"}\n- {id: b, name: Wu Jun, left: 2026-11-10, successor: c}\n";
    assert_eq!(
        said(older, newer),
        [
            "left added Wu Jun | - > 2026-11-10 | Chen Yi follows −",
            "attitude changed 李伟 | supporter > champion | - +",
            "joined added Chen Yi | - > CTO, decision maker | -",
            "roles changed 李伟 | user > user, coach | -",
            "influence changed 李伟 | 3 > 5 | -",
            "person added 李伟: phone | - > 1 | -",
        ]
    );
    assert_eq!(
        said(older, "name: X\nstakeholders:\n- {id: b, name: Wu Jun}\n"),
        ["person removed 李伟 | - > - | -"]
    );
}

#[test]
fn deals_move() {
    let older = "name: X\nopportunities:\n- {id: p, name: Press line, milestone: proposal, amount: 2M, close: 2026-12-01, probability: 0.3}\n- {id: q, milestone: contact}\n";
    let newer = "name: X\nopportunities:\n- {id: p, name: Press line, milestone: negotiation, reached: {negotiation: 2026-11-10}, amount: 2.5M, close: 2027-01-15, probability: 0.5, risks: [{risk: budget}]}\n- {id: q, milestone: planning, outcome: lost}\n- {id: r, name: Spares, amount: 10k}\n";
    assert_eq!(
        said(older, newer),
        [
            "outcome added q | - > lost | - −",
            "milestone changed Press line | proposal > negotiation | since 2026-11-10 +",
            "milestone changed q | contact > planning | - −",
            "close-date changed Press line | 2026-12-01 > 2027-01-15 | 45 days later",
            "amount changed Press line | 2M > 2.5M | -",
            "deal added Press line: risks | - > risk budget | -",
            "deal added Spares | - > 10k | -",
            "probability changed Press line | 0.3 > 0.5 | -",
        ]
    );
}

/// By hand: due on the 8th, kept on the 12th.
#[test]
fn promises_are_made_kept_late_broken_and_put_off() {
    let older = "name: X\ncommitments:\n- {id: a, what: Quote, by: us, due: 2026-11-08}\n- {id: b, what: Samples, by: us, due: 2026-11-08}\n- {id: c, what: Drawings, by: them, due: 2026-11-08}\n- {id: d, what: Visit, by: us, due: 2026-11-08}\n";
    let newer = "name: X\ncommitments:\n- {id: a, what: Quote, by: us, due: 2026-11-08, kept: 2026-11-12}\n- {id: b, what: Samples, by: us, due: 2026-11-08, kept: 2026-11-08}\n- {id: c, what: Drawings, by: them, due: 2026-11-20}\n- {id: d, what: Visit, by: us, due: 2026-11-08, broken: true, remedy: a call}\n- {what: Manual, by: us, due: 2026-12-01}\n";
    assert_eq!(
        said(older, newer),
        [
            "promise-broken added Visit | - > true | remedy: a call −",
            "promise-kept added Quote | - > 2026-11-12 | 4 days late −",
            "promise-kept added Samples | - > 2026-11-08 | on time +",
            "promise-due changed Drawings | 2026-11-08 > 2026-11-20 | 12 days later",
            "promise added Visit: remedy | - > a call | -",
            "promise added Manual | - > by us, due 2026-12-01 | -",
        ]
    );
}

#[test]
fn what_was_done_and_everything_else_is_told() {
    let older = "name: X\nowner: li\nstatus: prospect\nstakeholders: [{id: a, name: 李伟, private: {family: canary}}]\nprofile: {turnover: 480M}\n";
    let newer = "name: X\nowner: xu\nstatus: customer\nreviewed: 2026-11-20\nstakeholders: [{id: a, name: 李伟, private: {family: other}}]\nprofile: {turnover: 500M}\ncompetitors: [{name: Rival, position: incumbent}]\ntouchpoints:\n- {on: 2026-11-18, kind: executive_visit, with: [a, z], by: xu, achieved: partly}\nvalue: {purchases: [{on: 2026-11-01, what: press, amount: 1M}]}\nx-erp: {code: 7}\nallies: [{name: Press club}]\n";
    assert_eq!(
        said(older, newer),
        [
            "status changed  | prospect > customer | -",
            "owner changed  | li > xu | -",
            "touchpoint added 2026-11-18 executive visit | - > with 李伟, z, by xu, partly achieved | -",
            "competitor added Rival | - > incumbent | -",
            "purchase added 2026-11-01 | - > press, 1M | -",
            "field changed profile.turnover | 480M > 500M | -",
            "field added x-erp.code | - > 7 | -",
            "field added allies: Press club | - > - | -",
            "reviewed added  | - > 2026-11-20 | -",
            "private changed  | - > - | -",
        ]
    );
    let all = changes_of(older, newer, true);
    assert!(
        all.iter().any(|change| change.after.as_deref() == Some("other")),
        "{all:?}"
    );
}

/// By hand, tier D asks name 1, industry 2, region 1, owner 2, contact 3, source 1: 10 in all.
#[test]
fn figures_move_as_people_read_them() {
    let older = "name: X\nstakeholders: [{id: a, influence: 4, attitude: neutral}]\n";
    let newer = "name: X\nindustry: steel\nstakeholders: [{id: a, influence: 4, attitude: supporter}]\n";
    assert_eq!(
        told(older, newer, &[ChangeKind::Completeness, ChangeKind::Support]),
        [
            "support changed  | 0 > 0.5 | - +",
            "completeness changed  | 10 % > 30 % | - +",
        ]
    );
    assert_eq!(told(older, older, &[]), [""; 0]);
}

#[test]
fn the_weightiest_account_stands_first() {
    let movement = |id: &str, tier, kind| Movement {
        id: id.to_owned(),
        name: id.to_owned(),
        owner: None,
        tier,
        changes: vec![Change::new(kind, Event::Changed)],
    };
    let mut movements = [
        movement("d", Some(Tier::A), ChangeKind::Field),
        movement("c", Some(Tier::B), ChangeKind::Outcome),
        movement("b", None, ChangeKind::Outcome),
        movement("a", Some(Tier::B), ChangeKind::Outcome),
    ];
    sort(&mut movements);
    assert_eq!(movements.map(|movement| movement.id), ["a", "c", "b", "d"]);
}
