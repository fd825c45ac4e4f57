//! `dossier status`.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use super::{NORTHERN, portfolio};
use crate::support::{World, keys};

#[test]
fn a_screen_tells_where_everything_stands() {
    assert_snapshot!(portfolio().run(&["status"]), @"
    exit 0
    --- out
    2026-11-21: 3 accounts
    A  ███░░░░░░░   1 account  88.2 % of the sales
    B  ░░░░░░░░░░  0 accounts
    C  ███░░░░░░░   1 account  11.8 % of the sales
    D  ███░░░░░░░   1 account  0 % of the sales

    agenda     7 critical, 2 due, 2 upcoming  → dossier due
    promises   1 of ours overdue, the oldest 9 days: Northern Lath…
        → dossier due --kind commitment-ours
    deals      1 of 1 open has standards unmet  → dossier deals
    coldest A  Northern Lath… 19 days  → dossier due --tier A
    low health Little Mill 20–70, 华瑞泵业 30–100  → dossier health
    dossiers   1 dossier is less complete than its tier asks  → dossier complete
    tiers      1 account could be higher  → dossier tier
    unserved   8.65M of 12.05M, our share 28.2 %
        → dossier list --columns name,unserved,share_of_wallet
    in order   gates
    ");
}

#[test]
fn of_a_colleague_only_what_is_theirs_is_told() {
    assert_snapshot!(portfolio().run(&["status", "--owner", "li.na"]), @"
    exit 0
    --- out
    2026-11-21: 2 accounts of li.na
    A  ░░░░░░░░░░  0 accounts
    B  ░░░░░░░░░░  0 accounts
    C  █████░░░░░   1 account  100 % of the sales
    D  █████░░░░░   1 account  0 % of the sales

    agenda     1 upcoming  → dossier due --owner li.na
    low health Little Mill 20–70, 华瑞泵业 30–100  → dossier health --owner li.na
    tiers      1 account could be higher  → dossier tier --owner li.na
    unserved   2.65M of 3.05M, our share 13.1 %
        → dossier list --columns name,unserved,share_of_wallet --owner li.na
    in order   promises, dossiers
    ");
    assert_snapshot!(portfolio().run(&["status", "--owner", "lina"]), @"
    exit 2
    --- err
    error: nobody here is called `lina`; the team is li.na, wang.min
    ");
}

#[test]
fn deals_that_close_soon_are_named_with_their_shut_gates() {
    let soon = NORTHERN.replace("close: 2027-02-28", "close: 2026-12-21");
    let world = World::with([
        ("accounts/a.yaml", &soon),
        (
            "accounts/b.yaml",
            "name: B\nowner: 'o''x'\nopportunities: [{id: x, name: X, close: 2026-11-30}]\n",
        ),
    ]);
    assert_snapshot!(world.run(&["status"]), @"
    exit 0
    --- out
    2026-11-21: 2 accounts
    A  ░░░░░░░░░░  0 accounts
    B  █████░░░░░   1 account  100 % of the sales
    C  ░░░░░░░░░░  0 accounts
    D  █████░░░░░   1 account

    agenda     7 critical, 3 due, 1 upcoming  → dossier due
    promises   1 of ours overdue, the oldest 9 days: Northern Lath…
        → dossier due --kind commitment-ours
    gates      2 deals with a gate shut close by 2026-12-21
        → dossier deals --by month
      2026-11-30     –  B: X                          all three
      2026-12-21  1.2M  Northern Lath…: Retrofit of…  information
    deals      1 of 2 open has standards unmet  → dossier deals
    low health B 20–70, Northern Lath… 43.5–64.2  → dossier health
    dossiers   1 dossier is less complete than its tier asks  → dossier complete
    tiers      1 account could be higher  → dossier tier
    unserved   6M of 9M, our share 33.3 %; 1 account does not say
        → dossier list --columns name,unserved,share_of_wallet
    ");
}

/// The commands that a screen names, pasted into a shell.
#[test]
fn the_commands_it_names_work_as_they_stand() {
    let world = portfolio();
    world.write(
        "accounts/odd.yaml",
        "name: Odd\nowner: \"li $(touch pwned) 'na'\"\ncommitments: [{what: x, due: 2026-11-01}]\n",
    );
    for owner in [None, Some("li.na"), Some("li $(touch pwned) 'na'")] {
        let typed = owner.map_or(vec!["status"], |owner| vec!["status", "--owner", owner]);
        let run = world.run(&typed).exits(0);
        let commands: Vec<&str> = run
            .stdout
            .lines()
            .filter_map(|line| Some(line.split_once("→ ")?.1))
            .collect();
        assert!(commands.len() >= 4, "{run}");
        for command in commands {
            let told = world.finish(world.shell(command)).exits(0);
            assert_ne!(told.stdout, "", "{command}");
            assert!(owner.is_none() || command.contains("--owner"), "{command}");
        }
    }
    assert!(!world.path("pwned").exists());
}

#[test]
fn what_is_due_is_what_due_lists() {
    let world = portfolio();
    for owner in [&[][..], &["--owner", "li.na"]] {
        let status = world
            .run(&[&["status", "--format", "json"], owner].concat())
            .exits(0)
            .json();
        let due = world
            .run(&[&["due", "--format", "json"], owner].concat())
            .exits(0)
            .json();
        assert_eq!(status["due"], due["summary"]);
    }
}

#[test]
fn json_has_every_documented_field() {
    let run = portfolio().run(&["status", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    assert_snapshot!(run.stdout, @r#"
    {
      "version": 1,
      "today": "2026-11-21",
      "owner": null,
      "accounts": 3,
      "tiers": [
        {
          "tier": "A",
          "accounts": 1,
          "sales": 3000000,
          "sales_share": 88.23
        },
        {
          "tier": "B",
          "accounts": 0,
          "sales": null,
          "sales_share": null
        },
        {
          "tier": "C",
          "accounts": 1,
          "sales": 400000,
          "sales_share": 11.76
        },
        {
          "tier": "D",
          "accounts": 1,
          "sales": 0,
          "sales_share": 0
        }
      ],
      "unsettled": [
        "east/huarui"
      ],
      "due": {
        "critical": 7,
        "due": 2,
        "late": 0,
        "planned": 0,
        "upcoming": 2
      },
      "promises": [
        {
          "account": "northern-lathe",
          "what": "send the drawings",
          "due": "2026-11-12",
          "overdue": 9
        }
      ],
      "open_deals": 1,
      "shut": [],
      "unmet": [
        {
          "account": "northern-lathe",
          "id": "retrofit",
          "name": "Retrofit of line 3",
          "amount": 1200000,
          "close": "2027-02-28",
          "gates": [
            "information"
          ],
          "unmet": [
            "basics-known",
            "need-stated",
            "process-known",
            "need-confirmed",
            "solution-fits",
            "approved",
            "coach-found",
            "competitors-known",
            "three-factors",
            "solution-shaped",
            "value-quantified",
            "roi-stated",
            "case-told",
            "offer-phased",
            "guarantee-given"
          ]
        }
      ],
      "cold": [
        {
          "id": "northern-lathe",
          "last_touch": "2026-11-02",
          "days": 19
        }
      ],
      "below_minimum": [
        "northern-lathe"
      ],
      "health": [
        {
          "id": "east/little-mill",
          "low": 20,
          "high": 70
        },
        {
          "id": "east/huarui",
          "low": 30,
          "high": 100
        },
        {
          "id": "northern-lathe",
          "low": 40.7,
          "high": 61.4
        }
      ],
      "white_space": {
        "stated": 3,
        "unstated": 0,
        "potential": 12050000,
        "sales": 3400000,
        "unserved": 8650000,
        "share_of_wallet": 0.28
      }
    }
    "#);
    let of = portfolio()
        .run(&["status", "--owner", "li.na", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!((&of["owner"], &of["accounts"]), (&"li.na".into(), &2.into()));
    assert_eq!(keys(&of), keys(&run.json()));
}

#[test]
fn a_place_without_dossiers_is_not_green_and_a_name_alone_is_no_trouble() {
    let world = World::new();
    world.folder("accounts");
    world.run(&["status"]).exits(3).says(&["there are no dossiers"]);
    world.write(
        "accounts/a.yaml",
        "name: A\nstatus: lost\nregistered: 2026-11-01\n",
    );
    assert_snapshot!(world.run(&["status"]), @"
    exit 0
    --- out
    2026-11-21: 1 account
    A  ░░░░░░░░░░  0 accounts
    B  ░░░░░░░░░░  0 accounts
    C  ░░░░░░░░░░  0 accounts
    D  ██████████   1 account

    dossiers   1 dossier is less complete than its tier asks  → dossier complete
    tiers      1 account could be higher  → dossier tier
    unserved   no account states its potential and our sales
        → dossier list --columns name,unserved,share_of_wallet
    in order   agenda, promises
    ");
    world.write("accounts/b.yaml", "name: [\n");
    world.run(&["status"]).exits(1).says(&["the account is left out"]);
}

#[test]
fn it_fits_a_screen_whatever_there_is_to_say() {
    let world = World::new();
    for number in 0..12 {
        world.write(
            &format!("accounts/a{number}.yaml"),
            format!(
                "name: 一个名字很长很长很长很长很长的客户 {number}\nowner: wang.min\ntier: {{fixed: A, reason: x, until: 2027-01-01}}\nregistered: 2024-01-01\n\
                 value: {{sales: {{2025: {number}M}}, potential: 30M}}\ncommitments: [{{what: x, due: 2026-11-01}}]\n\
                 opportunities: [{{name: 一笔名字也很长很长很长的生意, amount: 1.2M, close: 2026-12-0{}, milestone: contact}}]\n",
                number % 9 + 1
            ),
        );
    }
    world.write("accounts/b.yaml", "name: B\nowner: wang.min\n");
    for owner in [&["status"][..], &["status", "--owner", "wang.min"]] {
        let run = world.run(owner).exits(0);
        assert!(run.stdout.lines().count() <= 26, "{run}");
        assert!(run.stdout.lines().all(|line| line.width() <= 80), "{run}");
    }
}
