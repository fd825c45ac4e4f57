//! `dossier show`.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::{World, keys};

#[test]
fn an_account_has_a_page() {
    assert_snapshot!(portfolio().run(&["show", "northern-lathe"]), @"
    exit 0
    --- out
    A  Northern Lathe Works  northern-lathe
    machinery · north · customer · wang.min
    score 98.8: A
    sales 3M · potential 9M · profit 900k · open deals 1.2M (CNY)

    People
    Name    Title           Roles           Influence  Attitude   Last contact
    胡冰    Plant Director  decision_maker          5  supporter  2026-11-02
    Sun Li  Buyer           buyer                   2  unknown    2026-10-20

    Open deals
    Deal                Milestone  Since       Amount  Close
    Retrofit of line 3  proposal   2026-10-20    1.2M  2027-02-28

    Open promises
    By    Due         What
    us    2026-11-12  send the drawings
    them  2026-11-20  name a test part

    White space
    unserved 6M of 9M · share of wallet 33 %

    Purchases
    What        Last 365 days  In all  Last order
    spindles             1.4M    1.4M  2026-09-14
    two lathes             1M      1M  2026-03-02

    Due
         Days  What                             Why
    1015 days  call                             3 per month; only 2026-11-02 since
                                                registered 2024-01-10
    1015 days  mailing                          1 per month; none since registered
                                                2024-01-10
     986 days  event                            1 per 2 months; none since
                                                registered 2024-01-10
     955 days  forum                            1 per quarter; none since
                                                registered 2024-01-10
     955 days  value review                     1 per quarter; none since
                                                registered 2024-01-10
     864 days  executive visit                  1 per half-year; none since
                                                registered 2024-01-10
       9 days  we promised: send the drawings   promised 2026-11-02 to 胡冰
        1 day  visit                            1 per month; the last: 2026-10-20
        1 day  they promised: name a test part  promised 2026-11-02 by 胡冰
         in 3  next: walk the line              agreed 2026-11-02 (call); the next
                                                visit meets it

    Last contacts
    Day         Kind   With          What came of it
    2026-11-02  call   胡冰          drawings
    2026-10-20  visit  胡冰, Sun Li  offer handed over
    ");
}

#[test]
fn a_page_has_only_the_sections_there_is_something_for() {
    assert_snapshot!(portfolio().run(&["show", "little-mill"]), @"
    exit 0
    --- out
    D  Little Mill  east/little-mill
    paper · lead · li.na
    score 1.2: D
    sales 0 · potential 50k · profit 0 (CNY)

    White space
    unserved 50k of 50k · share of wallet 0 %
    ");
}

#[test]
fn json_has_every_name_that_expressions_can_use() {
    let world = portfolio();
    let run = world.run(&["show", "NLW", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(keys(&report), ["account", "today", "version", "white_space"]);
    assert_eq!(
        (&report["version"], &report["today"]),
        (&1.into(), &"2026-11-21".into())
    );
    let account = &report["account"];
    for (name, value) in [
        ("id", "northern-lathe"),
        ("tier", "A"),
        ("status", "customer"),
        ("last_touch", "2026-11-02"),
        ("reviewed", "2026-11-10"),
    ] {
        assert_eq!(account[name], value, "{name}");
    }
    assert_eq!(account["sales"], 3_000_000);
    assert_eq!(account["stakeholders"][1]["name"], "Sun Li");
    assert_eq!(account["touchpoints"][1]["next"]["kind"], "visit");
    for name in keys(account) {
        let filter = format!("id is defined and {name} is defined");
        if name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            world.run(&["list", "--where", &filter]).exits(0);
        }
    }
}

#[test]
fn people_who_left_are_not_among_those_there() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nstakeholders:\n- {id: x, name: Gone, left: 2026-11-21}\n- {id: y, name: Going, left: 2026-11-22}\n- {id: z}\n",
    )]);
    let run = world.run(&["show", "a"]).exits(0);
    assert!(!run.stdout.contains("Gone"), "{run}");
    run.says(&["Going", "z"]);
}

#[test]
fn white_space_is_told_by_need_and_by_what_was_bought() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nvalue:\n  sales: {2025: 3M}\n  potential: 12M\n  purchases:\n\
         \x20 - {on: 2026-09-14, amount: 1.4M, what: 主轴}\n  - {on: 2026-01-14, amount: 600k, what: 主轴}\n  - {on: 2024-03-01, amount: 90k, what: probes}\n  - {what: a}\n  - {what: b}\n  - {what: c}\n  - {what: d}\n\
         needs:\n- {id: up, need: lines stop twice a week, priority: 1, value: {saves: 800k}}\n- {need: change-over takes 70 minutes, solution: {base: presetters}}\n\
         opportunities: [{id: o, need: up, amount: 2M}]\n",
    )]);
    let run = world.run(&["show", "a"]).exits(0);
    let section = run
        .stdout
        .split("\n\n")
        .filter(|part| part.starts_with("White") || part.starts_with("Purch"));
    assert_snapshot!(section.collect::<Vec<_>>().join("\n\n"), @"
    White space
    unserved 9M of 12M · share of wallet 25 %
    Need                          Gain a year  Open deals  Our solution
    lines stop twice a week              800k          2M  none yet
    change-over takes 70 minutes            –           –  presetters

    Purchases
    What        Last 365 days  In all  Last order
    主轴               2M (2)  2M (2)  2026-09-14
    probes                  –     90k  2024-03-01
    a                       –       –  –
    b                       –       –  –
    c                       –       –  –
    and 1 more
    ");
    let space = &world.run(&["show", "a", "--format", "json"]).exits(0).json()["white_space"];
    assert_snapshot!(serde_json::to_string(&serde_json::json!([space["bought"][0], space["needs"][0]])).expect("JSON"), @r#"
    [{"amount":2000000,"last":"2026-09-14","orders":2,"recent_amount":2000000,"recent_orders":2,"what":"主轴"},{"amount":2000000,"deals":1,"gain":800000,"id":"up","need":"lines stop twice a week","priority":1,"solution":null}]
    "#);
}
