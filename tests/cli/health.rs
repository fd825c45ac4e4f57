//! `dossier health`.

use insta::assert_snapshot;

use super::{SETTINGS, portfolio};
use crate::support::{World, keys};

#[test]
fn the_lowest_stands_first_with_what_would_lift_it() {
    assert_snapshot!(portfolio().run(&["health"]), @"
    exit 0
    --- out
    Tier  Account               Owner     Health                Weakest
    D     Little Mill           li.na     ██▒▒▒▒▒░░░ 20–70      top reach
    C     华瑞泵业              li.na     ███▒▒▒▒▒▒▒ 30–100     top reach
    A     Northern Lathe Works  wang.min  ████▒▒░░░░ 40.7–61.4  cadence

    what would lift the lowest most
      Little Mill
          +20  find out who decides, enter it in `stakeholders[].roles`, and meet
               them
          +20  find out whose word weighs how much, and who is for us
      华瑞泵业
          +20  find out who decides, enter it in `stakeholders[].roles`, and meet
               them
          +20  find out where 陈晓 stands, and win them
      Northern Lathe Works
          +20  make what is overdue: call, visit, mailing, event, forum, executive
               visit, value review
          +15  keep what we promised: send the drawings
    --- err
    an interval where something is not known: 3 of 3; `dossier health ACCOUNT` shows the parts and why
    ");
}

#[test]
fn each_owner_has_a_group_with_its_mean() {
    assert_snapshot!(portfolio().run(&["health", "--by", "owner"]), @"
    exit 0
    --- out
    li.na: 2 accounts, 25–85 on average
    D  Little Mill           ██▒▒▒▒▒░░░ 20–70   top reach
    C  华瑞泵业              ███▒▒▒▒▒▒▒ 30–100  top reach

    wang.min: 1 account, 40.7–61.4 on average
    A  Northern Lathe Works  ████▒▒░░░░ 40.7–61.4  cadence
    --- err
    an interval where something is not known: 3 of 3; `dossier health ACCOUNT` shows the parts and why
    ");
}

#[test]
fn an_account_that_is_named_is_told_with_its_parts() {
    assert_snapshot!(portfolio().run(&["health", "NLW"]), @"
    exit 0
    --- out
    A  Northern Lathe Works  northern-lathe
      health 40.7–61.4
      Part         Weight     Points  Why
      top reach        20        100  somebody who decides was met on 2026-11-02
      support          20  53.6–82.1  support surface 0.07 to 0.64: attitudes not
                                      known: 1
      cadence          20          0  overdue: 7 of 7 obligations
      commitments      15          0  0 of 2 promises kept on time since
                                      2025-11-21
      needs            15      0–100  no need is stated
      recency          10        100  they were last spoken with 19 days ago
      what would lift it most
          +20  make what is overdue: call, visit, mailing, event, forum, executive
               visit, value review
          +15  keep what we promised: send the drawings
          +15  find out what they need
    ");
}

#[test]
fn lost_accounts_are_told_only_when_they_are_named() {
    let world = World::with([
        ("accounts/a.yaml", "name: A\n"),
        ("accounts/gone.yaml", "name: Gone\nstatus: lost\n"),
    ]);
    let all = world.run(&["health"]).exits(0);
    assert!(!all.said().contains("Gone"), "{all}");
    world.write("accounts/a.yaml", "name: A\nstatus: lost\n");
    assert_eq!(world.run(&["health"]).exits(0).stdout, "");
    world.run(&["health"]).says(&["every account here is lost"]);
    world
        .run(&["health", "gone"])
        .exits(0)
        .says(&["Gone", "nothing is owed"]);
}

/// By hand: with nothing but support and needs of equal weight a name alone is anything from 0 to 100.
#[test]
fn the_settings_weigh_the_parts() {
    let world = portfolio();
    let weights = "health: {top_reach: 0, support: 10, cadence: 0, commitments: 0, needs: 10, recency: 0}\n";
    world.write("dossier.yaml", format!("{SETTINGS}{weights}"));
    let report = world
        .run(&["health", "little-mill", "--format", "json"])
        .exits(0)
        .json();
    let mill = &report["accounts"][0];
    assert_eq!((&mill["low"], &mill["high"]), (&0.into(), &100.into()));
    assert_eq!(mill["parts"].as_array().map(Vec::len), Some(2));
    let none = "health: {top_reach: 0, support: 0, cadence: 0, commitments: 0, needs: 0, recency: 0}\n";
    world.write("dossier.yaml", format!("version: 1\n{none}"));
    assert_snapshot!(world.run(&["health"]), @"
    exit 2
    --- err
    error[wrong-type]: no part of the health weighs anything; give one of top_reach, support, cadence, commitments, needs, recency a weight above 0
     --> dossier.yaml:2:1
      |
    2 | health: {top_reach: 0, support: 0, cadence: 0, commitments: 0, needs: 0, ...
      | ^^^^^^
    ");
}

#[test]
fn json_has_every_documented_field() {
    let run = portfolio().run(&["health", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(keys(&report), ["accounts", "today", "version"]);
    assert_eq!(
        (&report["version"], &report["today"]),
        (&1.into(), &"2026-11-21".into())
    );
    let mut ids = Vec::new();
    for account in report["accounts"].as_array().expect("a list") {
        assert_eq!(
            keys(account),
            ["high", "id", "low", "name", "owner", "parts", "tier"]
        );
        ids.push(account["id"].as_str().expect("an id"));
        let parts = account["parts"].as_array().expect("a list");
        let part_ids: Vec<_> = parts.iter().map(|part| part["id"].as_str()).collect();
        let documented = [
            "top_reach",
            "support",
            "cadence",
            "commitments",
            "needs",
            "recency",
        ];
        assert_eq!(part_ids, documented.map(Some));
        for part in parts {
            assert_eq!(keys(part), ["gain", "high", "id", "lift", "low", "weight", "why"]);
        }
    }
    assert_eq!(ids, ["east/huarui", "east/little-mill", "northern-lathe"]);
}

#[test]
fn health_and_gates_can_be_asked_for() {
    let columns = ["list", "--columns", "id,health_low,health_high,gate_decision"];
    let run = portfolio().run(&[&columns[..], &["--where", "health_low >= 40"]].concat());
    assert_snapshot!(run, @"
    exit 0
    --- out
    id              health_low  health_high  gate_decision
    northern-lathe  40.7        61.4         true
    --- err
    1 of 3 accounts
    ");
}
