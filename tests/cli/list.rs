//! `dossier list`.

use account_dossier::analysis::overview::figures;
use insta::assert_snapshot;
use serde_json::Value;

use super::portfolio;
use crate::support::{World, keys};

fn ids(world: &World, filter: &str) -> Vec<String> {
    let report = world
        .run(&["list", "--format", "json", "--where", filter])
        .exits(0)
        .json();
    let accounts = report["accounts"].as_array().expect("a list");
    accounts
        .iter()
        .map(|account| account["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn accounts_are_listed_best_first() {
    assert_snapshot!(portfolio().run(&["list"]), @"
    exit 0
    --- out
    Tier  Account               Status    Owner     Sales  Last touch  Overdue
    A     Northern Lathe Works  customer  wang.min     3M  2026-11-02        9
    C?    华瑞泵业              prospect  li.na      400k  2026-11-19        –
    D     Little Mill           lead      li.na         0  never             –
    --- err
    3 accounts; C? means that the tier could be higher (`dossier tier`)
    ");
}

#[test]
fn a_wide_terminal_has_room_for_ids() {
    let world = portfolio().set("COLUMNS", "120");
    assert_snapshot!(world.run(&["list"]), @"
    exit 0
    --- out
    Tier  Account               Status    Owner     Sales  Last touch  Overdue  Id
    A     Northern Lathe Works  customer  wang.min     3M  2026-11-02        9  northern-lathe
    C?    华瑞泵业              prospect  li.na      400k  2026-11-19        –  east/huarui
    D     Little Mill           lead      li.na         0  never             –  east/little-mill
    --- err
    3 accounts; C? means that the tier could be higher (`dossier tier`)
    ");
}

#[test]
fn json_has_every_figure() {
    let run = portfolio().run(&["list", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(keys(&report), ["accounts", "today", "version"]);
    assert_eq!(
        (&report["version"], &report["today"]),
        (&1.into(), &"2026-11-21".into())
    );
    let mut figures: Vec<_> = figures().map(|figure| figure.name).collect();
    figures.sort_unstable();
    for account in report["accounts"].as_array().expect("a list") {
        assert_eq!(keys(account), figures);
    }
    let northern = &report["accounts"].as_array().expect("a list")[2];
    assert_snapshot!(serde_json::to_string_pretty(northern).expect("JSON"), @r#"
    {
      "below_minimum": true,
      "bought": [
        "spindles",
        "two lathes"
      ],
      "breadth_ours": 1,
      "breadth_theirs": 2,
      "breadth_threads": 2,
      "coach": null,
      "completeness": 26.9,
      "completeness_minimum": 85,
      "computed_tier": "A",
      "could_be": "A",
      "days_since_touch": 19,
      "frequency": 2,
      "gate_decision": true,
      "gate_information": false,
      "gate_relationship": true,
      "health_high": 61.4,
      "health_low": 40.7,
      "id": "northern-lathe",
      "industry": "machinery",
      "known_points": 1,
      "lapsed": [],
      "last_touch": "2026-11-02",
      "missing_roles": [
        "evaluator",
        "user",
        "coach"
      ],
      "name": "Northern Lathe Works",
      "next_touch": null,
      "open_amount": 1200000,
      "open_deals": 1,
      "overdue": 9,
      "owner": "wang.min",
      "people": 2,
      "potential": 9000000,
      "profit": 900000,
      "promises_overdue": 1,
      "reach": 1,
      "region": "north",
      "sales": 3000000,
      "score_high": 98.75,
      "score_low": 98.75,
      "settled": true,
      "share_of_wallet": 0.33,
      "single_thread": null,
      "status": "customer",
      "support": 0.35,
      "tier": "A",
      "top_last_met": "2026-11-02",
      "top_reached": true,
      "unknown_attitudes": 1,
      "unmet_standards": 15,
      "unserved": 6000000,
      "unserved_amount": null,
      "unserved_gain": null,
      "unserved_needs": 0,
      "untouched_opponents": 0
    }
    "#);
}

#[test]
fn an_expression_filters() {
    let world = portfolio();
    for (filter, expected) in [
        ("tier == 'A'", &["northern-lathe"][..]),
        ("tier == 'B'", &[]),
        ("owner == 'li.na' and sales == 0", &["east/little-mill"]),
        ("not settled", &["east/huarui"]),
        ("sales > 300000", &["east/huarui", "northern-lathe"]),
        ("'NLW' in aliases", &["northern-lathe"]),
        ("stakeholders | length == 0", &["east/little-mill"]),
        (
            "value.potential is defined and industry in ['paper', 'steel']",
            &["east/little-mill"],
        ),
        ("below_minimum and support > 0", &["northern-lathe"]),
        ("'coach' not in missing_roles", &[]),
        ("true", &["east/huarui", "east/little-mill", "northern-lathe"]),
        ("false", &[]),
    ] {
        assert_eq!(ids(&world, filter), expected, "{filter}");
    }
    assert_snapshot!(world.run(&["list", "--where", "status == 'lead'"]), @"
    exit 0
    --- out
    Tier  Account      Status  Owner  Sales  Last touch  Overdue
    D     Little Mill  lead    li.na      0  never             –
    --- err
    1 of 3 accounts
    ");
    world
        .run(&["list", "--where", "false"])
        .exits(0)
        .says(&["0 of 3 accounts"]);
}

#[test]
fn a_misspelt_or_broken_expression_is_no_empty_list() {
    let world = portfolio();
    assert_snapshot!(world.run(&["list", "--where", "teir == 'A'"]), @"
    exit 2
    --- err
    error: no account has a name `teir`; did you mean `tier`?
    ");
    assert_snapshot!(world.run(&["list", "--where", "tier =="]), @"
    exit 2
    --- err
    error: the expression `tier ==` does not work: unexpected end of input, expected expression
    ");
    assert_snapshot!(world.run(&["list", "--where", "tier = 'A'"]), @"
    exit 2
    --- err
    error: the expression `tier = 'A'` does not work: unexpected input after expression
    ");
    assert_snapshot!(world.run(&["list", "--where", "value.potental > 0"]), @"
    exit 2
    --- err
    error: east/huarui: the expression `value.potental > 0` does not work: it uses a name that this account does not have; `dossier show ACCOUNT --format json` lists the names
    ");
    let endless = "range(99999) | list | length + (range(99999) | list | length) > 0 and (range(99999) | map('string') | join | length) > 0";
    world.run(&["list", "--where", endless]);
}

#[test]
fn columns_are_chosen_by_figure_or_key() {
    let world = portfolio();
    let columns = "id,tier,value.potential,stakeholders,aliases";
    assert_snapshot!(world.run(&["list", "--columns", "id,tier,value.potential,aliases,next_touch"]), @"
    exit 0
    --- out
    id                tier  value.potential  aliases        next_touch
    east/huarui       C     3000000                         –
    east/little-mill  D     50000                           –
    northern-lathe    A     9000000          NLW, 北方车床  –
    --- err
    3 accounts; C? means that the tier could be higher (`dossier tier`)
    ");
    let report = world
        .run(&["list", "--columns", columns, "--format", "json"])
        .exits(0)
        .json();
    let mut chosen: Vec<&str> = columns.split(',').collect();
    chosen.sort_unstable();
    assert_eq!(keys(&report["accounts"][0]), chosen);
    assert_snapshot!(world.run(&["list", "--columns", "id,potental"]), @"
    exit 2
    --- err
    error: there is no column `potental`; did you mean `potential`? `dossier show ACCOUNT --format json` lists the names
    ");
}

#[test]
fn keys_of_ones_own_are_columns_and_names() {
    let world = World::with([
        ("accounts/a.yaml", "name: A\nx-sap: \"0017\"\n"),
        ("accounts/b.yaml", "name: B\n"),
    ]);
    assert_snapshot!(world.run(&["list", "--columns", "name,x-sap"]), @"
    exit 0
    --- out
    name  x-sap
    A     0017
    B     –
    --- err
    2 accounts; D? means that the tier could be higher (`dossier tier`)
    ");
}

fn as_templates_write(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let quoted = items
                .iter()
                .filter_map(Value::as_str)
                .map(|text| format!("'{text}'"));
            format!("[{}]", quoted.collect::<Vec<_>>().join(", "))
        }
        value => value.to_string(),
    }
}

/// The same figures under the same names, in a list and in a template of a brief.
#[test]
fn a_template_has_every_figure_of_the_list() {
    let world = portfolio();
    let lines = figures().map(|figure| format!("{0}: {{{{ figures.{0} }}}}\n", figure.name));
    world.write("templates/briefs/en/call-prep.md", lines.collect::<String>());
    let list = world.run(&["list", "--format", "json"]).exits(0).json();
    for account in list["accounts"].as_array().expect("a list") {
        let id = account["id"].as_str().expect("an id");
        let brief = world.run(&["brief", id, "--lang", "en"]).exits(0);
        for figure in figures() {
            let value = as_templates_write(&account[figure.name]);
            let line = format!("{}: {value}", figure.name);
            assert!(brief.stdout.lines().any(|told| told == line), "{line}\n{brief}");
        }
    }
    world.write("templates/briefs/en/call-prep.md", "{{ figures }}\n");
    let brief = world
        .run(&["brief", "northern-lathe", "--lang", "en", "--private"])
        .exits(0);
    assert!(
        brief.stdout.contains("share_of_wallet") && !brief.stdout.contains("daughters"),
        "{brief}"
    );
}

#[test]
fn what_they_do_not_buy_can_be_asked_for() {
    let world = portfolio();
    for (filter, expected) in [
        ("'spindles' in bought", &["northern-lathe"][..]),
        (
            "'spindles' not in bought and unserved > 1000000",
            &["east/huarui"],
        ),
        (
            "share_of_wallet is not none and share_of_wallet < 0.2",
            &["east/huarui", "east/little-mill"],
        ),
        ("breadth_threads >= 2", &["northern-lathe"]),
    ] {
        assert_eq!(ids(&world, filter), expected, "{filter}");
    }
}

#[test]
fn the_accounts_of_a_colleague_are_listed_by_every_command_that_lists_accounts() {
    let world = portfolio();
    for command in ["list", "tier", "complete", "health"] {
        let report = world
            .run(&[command, "--owner", "li.na", "--format", "json"])
            .exits(0)
            .json();
        let accounts = report["accounts"].as_array().expect("a list");
        let ids: Vec<_> = accounts
            .iter()
            .filter_map(|account| account["id"].as_str())
            .collect();
        assert_eq!(ids, ["east/huarui", "east/little-mill"], "{command}");
    }
    for (owner, count) in [("li.na", 0), ("wang.min", 1)] {
        let deals = world
            .run(&["deals", "--owner", owner, "--format", "json"])
            .exits(0)
            .json();
        assert_eq!(
            deals["opportunities"].as_array().map(Vec::len),
            Some(count),
            "{owner}"
        );
    }
    for command in ["list", "tier", "complete", "health", "deals", "status"] {
        world
            .run(&[command, "--owner", "lina"])
            .exits(2)
            .says(&["nobody here is called `lina`"]);
    }
    let both = [
        "list", "--owner", "li.na", "--owner", "wang.min", "--format", "json",
    ];
    assert_eq!(
        world.run(&both).json()["accounts"].as_array().map(Vec::len),
        Some(3)
    );
}
