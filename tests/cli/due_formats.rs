//! `due` in its other formats, grouped by owner, and weighed against hours.

use insta::assert_snapshot;

use crate::support::{Run, World, keys};

/// Two of us, an account of each, and an item of every urgency.
fn team() -> World {
    World::with([
        (
            "dossier.yaml",
            "team: {li.na: {name: Li Na, hours_per_week: 10}, wang.min: {name: Wang Min, hours_per_week: 1}, zhou: {}}\nholidays: [{name: 感恩节, on: 11-26}]\n",
        ),
        (
            "accounts/huarui.yaml",
            "name: 华瑞泵业\nowner: li.na\nstatus: prospect\nregistered: 2026-11-20\nreviewed: 2026-11-18\nstakeholders: [{id: chen, name: 陈晓, owner: wang.min, private: {birthday: 1980-11-23}}]\ntouchpoints: [{on: 2026-11-09, kind: visit, with: [chen]}, {on: 2026-11-24, kind: call, with: [chen]}]\n",
        ),
        (
            "accounts/mill.yaml",
            "name: Little Mill, Ltd.\nowner: wang.min\nregistered: 2026-11-20\ntier: {fixed: A, reason: x, until: 2027-01-01}\nplan: {actions: [{what: \"ask [the] *GM*; twice\", who: li.na, due: 2026-11-17}]}\n",
        ),
    ])
}

fn due(options: &[&str]) -> Run {
    team().run(&[&["due"], options].concat())
}

#[test]
fn a_team_lead_sees_what_falls_to_whom() {
    assert_snapshot!(due(&["--by", "owner"]), @r#"
    exit 0
    --- out
    li.na: 1 late, 1 planned, 2 upcoming
       4 days  A  Little Mill, Ltd.  ask [the] *GM*; twice
                                     in the account's plan
       9 days  D  华瑞泵业           call after the first visit
                                     planned for 2026-11-24 (in 3 days) · within 3
                                     days of the first visit 2026-11-09; no call
                                     since
         in 2  D  华瑞泵业           second visit
                                     within 14 days of the first visit 2026-11-09;
                                     no visit since
         in 5  D  华瑞泵业           greet for 感恩节
                                     from 2026-11-19 on greet 陈晓

    wang.min: 1 upcoming
         in 2  D  华瑞泵业           birthday of 陈晓
                                     a greeting from 2026-11-16 on meets it
    --- err
    2026-11-21: 1 late, 1 planned, 3 upcoming
    "#);
}

#[test]
fn other_formats_stand_in_the_order_of_the_groups() {
    let owners = |format: &str| -> Vec<String> {
        let run = due(&["--by", "owner", "--format", format]).exits(0);
        match format {
            "json" => {
                let report = run.json();
                let items = report["items"].as_array().expect("a list");
                items
                    .iter()
                    .map(|item| item["owner"].as_str().expect("an owner").to_owned())
                    .collect()
            }
            _ => {
                let mut rows = csv::Reader::from_reader(run.stdout.as_bytes());
                rows.records()
                    .map(|row| row.expect("a row")[3].to_owned())
                    .collect()
            }
        }
    };
    let expected = ["li.na", "li.na", "li.na", "li.na", "wang.min"];
    assert_eq!(owners("json"), expected);
    assert_eq!(owners("csv"), expected);
}

#[test]
fn a_spreadsheet_has_the_columns_of_the_json_document() {
    assert_snapshot!(due(&["--format", "csv"]), @r#"
    exit 0
    --- out
    account,name,tier,owner,kind,what,with,due,overdue,severity,planned,why
    mill,"Little Mill, Ltd.",A,li.na,action,ask [the] *GM*; twice,,2026-11-17,4,late,,in the account's plan
    huarui,华瑞泵业,D,li.na,first-visit-call,call after the first visit,,2026-11-12,9,planned,2026-11-24,within 3 days of the first visit 2026-11-09; no call since
    huarui,华瑞泵业,D,li.na,first-visit-return,second visit,,2026-11-23,-2,upcoming,,within 14 days of the first visit 2026-11-09; no visit since
    huarui,华瑞泵业,D,wang.min,birthday,birthday of 陈晓,chen,2026-11-23,-2,upcoming,,a greeting from 2026-11-16 on meets it
    huarui,华瑞泵业,D,li.na,holiday,感恩节,chen,2026-11-26,-5,upcoming,,from 2026-11-19 on greet 陈晓
    "#);
    let json = due(&["--format", "json"]).json();
    let mut columns: Vec<_> = due(&["--format", "csv"])
        .stdout
        .lines()
        .next()
        .expect("a header")
        .split(',')
        .map(str::to_owned)
        .collect();
    columns.sort_unstable();
    assert_eq!(columns, keys(&json["items"][0]));
}

#[test]
fn a_list_to_paste_is_markdown() {
    assert_snapshot!(due(&["--format", "md"]), @r#"
    exit 0
    --- out
    ## late

    - [ ] **Little Mill, Ltd.** (A): ask \[the\] \*GM\*; twice — due 2026-11-17, 4 days over · li.na · in the account's plan

    ## planned

    - [ ] **华瑞泵业** (D): call after the first visit — due 2026-11-12, 9 days over · li.na · planned for 2026-11-24 (in 3 days) · within 3 days of the first visit 2026-11-09; no call since

    ## upcoming

    - [ ] **华瑞泵业** (D): second visit — due 2026-11-23 · li.na · within 14 days of the first visit 2026-11-09; no visit since
    - [ ] **华瑞泵业** (D): birthday of 陈晓 — due 2026-11-23 · wang.min · a greeting from 2026-11-16 on meets it
    - [ ] **华瑞泵业** (D): greet for 感恩节 — due 2026-11-26 · li.na · from 2026-11-19 on greet 陈晓
    --- err
    2026-11-21: 1 late, 1 planned, 3 upcoming
    "#);
    assert!(
        due(&["--format", "md", "--by", "owner"])
            .stdout
            .starts_with("## li.na: 1 late")
    );
    let nothing = due(&["--format", "md", "--kind", "gift"]);
    assert_eq!(nothing.stdout, "");
    assert!(nothing.stderr.starts_with("nothing is due by"), "{nothing}");
}

#[test]
fn a_calendar_has_an_event_for_each_item() {
    let run = due(&["--format", "ics", "--kind", "action,birthday,first-visit-call"]).exits(0);
    assert_eq!(run.stderr, "");
    assert_snapshot!(run.stdout.replace("\r\n ", "").replace("\r\n", "\n"), @r#"
    BEGIN:VCALENDAR
    VERSION:2.0
    PRODID:-//account-dossier//dossier due//EN
    CALSCALE:GREGORIAN
    X-WR-CALNAME:dossier due
    BEGIN:VEVENT
    UID:74e2dca390f67b60bc28cfb9c792c1e8-1@account-dossier
    DTSTAMP:20261121T000000Z
    DTSTART;VALUE=DATE:20261121
    SUMMARY:Little Mill\, Ltd.: ask [the] *GM*\; twice
    DESCRIPTION:due 2026-11-17\, 4 days over\nin the account's plan\nowner: li.na
    CATEGORIES:action
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:Little Mill\, Ltd.: ask [the] *GM*\; twice
    TRIGGER:PT9H
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:a95ee6abd519cc4d36a4d15b5051338a-1@account-dossier
    DTSTAMP:20261121T000000Z
    DTSTART;VALUE=DATE:20261124
    SUMMARY:华瑞泵业: call after the first visit
    DESCRIPTION:due 2026-11-12\, 9 days over\nwithin 3 days of the first visit 2026-11-09\; no call since\nowner: li.na
    CATEGORIES:first-visit-call
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:华瑞泵业: call after the first visit
    TRIGGER:PT9H
    END:VALARM
    END:VEVENT
    BEGIN:VEVENT
    UID:1c2c468a08a7bec649403b206a781924-1@account-dossier
    DTSTAMP:20261121T000000Z
    DTSTART;VALUE=DATE:20261123
    SUMMARY:华瑞泵业: birthday of 陈晓
    DESCRIPTION:due 2026-11-23\na greeting from 2026-11-16 on meets it\nowner: wang.min
    CATEGORIES:birthday
    TRANSP:TRANSPARENT
    BEGIN:VALARM
    ACTION:DISPLAY
    DESCRIPTION:华瑞泵业: birthday of 陈晓
    TRIGGER:-P6DT15H
    END:VALARM
    END:VEVENT
    END:VCALENDAR
    "#);
}

#[test]
fn hours_are_weighed_against_what_the_cadence_asks() {
    assert_snapshot!(due(&["--capacity"]), @r#"
    exit 0
    --- out
    Owner     Accounts  Contacts  Needs   Has   Load  What for
    wang.min         1       1.5  2.0 h   1 h  203 %  visit 41 min, event 28 min,
                                                      forum 18 min, call 14 min,
                                                      value review 9 min,
                                                      executive visit 9 min,
                                                      mailing 2 min
    li.na            1       0.1  2 min  10 h    0 %  call 2 min, mailing 0 min
    zhou             0       0.0  0 min     ?      ?
    --- err
    an average week as `cadence` and `minutes` ask for it; more than there are hours: 1; without `hours_per_week` in dossier.yaml: 1
    "#);
    due(&["--capacity", "--fail"]).exits(1);
    due(&["--capacity", "--fail", "--owner", "li.na"]).exits(0);
    due(&["--capacity", "--fail", "huarui"]).exits(0);
}

#[test]
fn the_workloads_as_json_have_every_documented_field() {
    let run = due(&["--capacity", "--format", "json", "--owner", "li.na"]).exits(0);
    assert_snapshot!(run.stdout, @r#"
    {
      "version": 1,
      "today": "2026-11-21",
      "owners": [
        {
          "owner": "li.na",
          "accounts": 1,
          "contacts_per_week": 0.11,
          "minutes_per_week": 1.9,
          "hours_per_week": 10,
          "load": 0.3,
          "channels": [
            {
              "kind": "call",
              "contacts_per_week": 0.08,
              "minutes_per_week": 1.5
            },
            {
              "kind": "mailing",
              "contacts_per_week": 0.04,
              "minutes_per_week": 0.4
            }
          ]
        }
      ]
    }
    "#);
    let tiers = |tier: &str| due(&["--capacity", "--format", "json", "--tier", tier]).json();
    let accounts = |report: &serde_json::Value| -> i64 {
        let owners = report["owners"].as_array().expect("a list");
        owners.iter().filter_map(|owner| owner["accounts"].as_i64()).sum()
    };
    assert_eq!((accounts(&tiers("A")), accounts(&tiers("B,C"))), (1, 0));
}

#[test]
fn a_weighing_takes_no_options_of_the_list() {
    for option in [["--within", "9d"], ["--kind", "call"], ["--by", "owner"]] {
        due(&["--capacity", option[0], option[1]]).exits(2);
    }
    due(&["--capacity", "--private"]).exits(2);
    assert_snapshot!(due(&["--capacity", "--format", "ics"]), @r#"
    exit 2
    --- err
    error: --capacity is printed as table or json; leave out --format or name one of them
    "#);
}

#[test]
fn whoever_a_dossier_names_can_be_asked_for() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nregistered: 2026-11-20\nstakeholders: [{id: li, owner: chen.yu, private: {birthday: 11-23}}]\n",
    )]);
    let run = world
        .run(&["due", "--owner", "chen.yu", "--format", "csv"])
        .exits(0);
    assert_eq!(run.stdout.lines().count(), 2, "{run}");
    world.run(&["due", "--owner", "chen.yi"]).exits(2);
}

#[test]
fn figures_of_the_agenda_are_the_settings() {
    let settings = "follow_up: {first_visit_call: 20, first_visit_return: 30}\nlead: {holiday: 1}\nlateness: {late: 1, critical: 2}\nholidays: [{name: x, on: 11-23}]\n";
    let world = team();
    world.write("dossier.yaml", settings);
    let run = world.run(&["due", "--within", "0d", "--format", "json"]).exits(0);
    let report = run.json();
    let items = report["items"].as_array().expect("a list");
    let seen: Vec<_> = items
        .iter()
        .map(|item| format!("{} {}", item["severity"], item["kind"]))
        .collect();
    assert_eq!(seen, [r#""critical" "action""#]);
}
