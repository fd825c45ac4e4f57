//! `dossier due`.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::{Run, World, keys};

/// What is due, as `account kind` in the order told.
fn items(run: &Run) -> Vec<String> {
    let report = run.json();
    let items = report["items"].as_array().expect("a list");
    items
        .iter()
        .map(|item| {
            format!(
                "{} {}",
                item["account"].as_str().unwrap_or("?"),
                item["kind"].as_str().unwrap_or("?")
            )
        })
        .collect()
}

fn due(world: &World, options: &[&str]) -> Vec<String> {
    let arguments: Vec<&str> = ["due", "--format", "json"]
        .into_iter()
        .chain(options.iter().copied())
        .collect();
    items(&world.run(&arguments).exits(0))
}

#[test]
fn the_agenda_is_grouped_by_severity() {
    assert_snapshot!(portfolio().run(&["due"]), @"
    exit 0
    --- out
    critical
    1015 days  A  Northern Lathe Works  call
                                        wang.min · 3 per month; only 2026-11-02
                                        since registered 2024-01-10
    1015 days  A  Northern Lathe Works  mailing
                                        wang.min · 1 per month; none since
                                        registered 2024-01-10
     986 days  A  Northern Lathe Works  event
                                        wang.min · 1 per 2 months; none since
                                        registered 2024-01-10
     955 days  A  Northern Lathe Works  forum
                                        wang.min · 1 per quarter; none since
                                        registered 2024-01-10
     955 days  A  Northern Lathe Works  value review
                                        wang.min · 1 per quarter; none since
                                        registered 2024-01-10
     864 days  A  Northern Lathe Works  executive visit
                                        wang.min · 1 per half-year; none since
                                        registered 2024-01-10
       9 days  A  Northern Lathe Works  we promised: send the drawings
                                        wang.min · promised 2026-11-02 to 胡冰

    due
        1 day  A  Northern Lathe Works  visit
                                        wang.min · 1 per month; the last:
                                        2026-10-20
        1 day  A  Northern Lathe Works  they promised: name a test part
                                        wang.min · promised 2026-11-02 by 胡冰

    upcoming
         in 2  C  华瑞泵业              we promised: send the price list
                                        li.na · promised 2026-11-19 to 陈晓
         in 3  A  Northern Lathe Works  next: walk the line
                                        wang.min · agreed 2026-11-02 (call); the
                                        next visit meets it
    --- err
    2026-11-21: 7 critical, 2 due, 2 upcoming
    ");
}

#[test]
fn json_has_every_documented_field() {
    let run = portfolio().run(&["due", "--format", "json"]).exits(0);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(keys(&report), ["items", "summary", "today", "version"]);
    assert_eq!(
        (&report["version"], &report["today"]),
        (&1.into(), &"2026-11-21".into())
    );
    assert_eq!(
        keys(&report["summary"]),
        ["critical", "due", "late", "planned", "upcoming"]
    );
    let items = report["items"].as_array().expect("a list");
    for item in items {
        let mut documented = vec![
            "account", "name", "tier", "owner", "kind", "what", "with", "due", "overdue", "severity",
            "planned", "why",
        ];
        documented.sort_unstable();
        assert_eq!(keys(item), documented);
    }
    for severity in keys(&report["summary"]) {
        let count = items.iter().filter(|item| item["severity"] == severity).count();
        assert_eq!(report["summary"][severity], count, "{severity}");
    }
    let of = |kind: &str| items.iter().find(|item| item["kind"] == kind).expect(kind);
    let shown = [of("commitment-ours"), of("next-step"), of("mailing")];
    assert_snapshot!(serde_json::to_string_pretty(&shown).expect("JSON"), @r#"
    [
      {
        "account": "northern-lathe",
        "due": "2026-11-12",
        "kind": "commitment-ours",
        "name": "Northern Lathe Works",
        "overdue": 9,
        "owner": "wang.min",
        "planned": null,
        "severity": "critical",
        "tier": "A",
        "what": "send the drawings",
        "why": "promised 2026-11-02 to 胡冰",
        "with": [
          "hu-bing"
        ]
      },
      {
        "account": "northern-lathe",
        "due": "2026-11-24",
        "kind": "next-step",
        "name": "Northern Lathe Works",
        "overdue": -3,
        "owner": "wang.min",
        "planned": null,
        "severity": "upcoming",
        "tier": "A",
        "what": "walk the line",
        "why": "agreed 2026-11-02 (call); the next visit meets it",
        "with": [
          "hu-bing"
        ]
      },
      {
        "account": "northern-lathe",
        "due": "2024-02-10",
        "kind": "mailing",
        "name": "Northern Lathe Works",
        "overdue": 1015,
        "owner": "wang.min",
        "planned": null,
        "severity": "critical",
        "tier": "A",
        "what": "mailing",
        "why": "1 per month; none since registered 2024-01-10",
        "with": []
      }
    ]
    "#);
}

#[test]
fn items_are_sorted_by_severity_then_overdue_then_account() {
    let report = portfolio()
        .run(&["due", "--format", "json", "--within", "60d"])
        .json();
    let ranks: Vec<_> = report["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| {
            let severities = ["critical", "late", "due", "planned", "upcoming"];
            let rank = severities
                .iter()
                .position(|severity| item["severity"] == *severity)
                .expect("a severity");
            let overdue = item["overdue"].as_i64().expect("a number");
            (
                rank,
                -overdue,
                item["account"].as_str().expect("an id").to_owned(),
            )
        })
        .collect();
    assert!(ranks.len() > 8 && ranks.is_sorted(), "{ranks:?}");
}

#[test]
fn overdue_is_counted_in_days_and_negative_ahead() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nregistered: 2026-11-01\ncommitments:\n\
        - {id: x, what: past, by: us, due: 2026-11-20}\n\
        - {id: y, what: now, by: us, due: 2026-11-21}\n\
        - {id: z, what: ahead, by: us, due: 2026-11-25}\n",
    )]);
    let report = world
        .run(&["due", "--kind", "commitment-ours", "--format", "json"])
        .json();
    let told: Vec<_> = report["items"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| (item["what"].as_str(), item["overdue"].as_i64()))
        .collect();
    assert_eq!(
        told,
        [
            (Some("past"), Some(1)),
            (Some("now"), Some(0)),
            (Some("ahead"), Some(-4))
        ]
    );
}

#[test]
fn within_looks_further_or_less_far_ahead() {
    let world = portfolio();
    let count = |span: &str| due(&world, &["--within", span]).len();
    assert!(count("0d") < count("7d") && count("7d") < count("60d"));
    assert_eq!(due(&world, &[]), due(&world, &["--within", "1w"]));
    assert_eq!(count("7"), count("7d"));
    assert_snapshot!(world.run(&["due", "--within", "soon"]), @"
    exit 2
    --- err
    error: invalid value 'soon' for '--within <SPAN>': `soon` is no span of days; write 7d or 2w

    For more information, try '--help'.
    ");
}

#[test]
fn filters_narrow_the_list_and_go_together() {
    let world = portfolio();
    let all = due(&world, &[]);
    let only =
        |part: &str| -> Vec<String> { all.iter().filter(|item| item.contains(part)).cloned().collect() };
    assert_eq!(due(&world, &["northern"]), only("northern-lathe"));
    assert_eq!(due(&world, &["NLW", "huarui", "Little Mill"]), all);
    assert_eq!(
        due(&world, &["--kind", "commitment-ours,commitment-theirs"]),
        only("commitment-")
    );
    assert_eq!(
        due(&world, &["--kind", "commitment-ours", "--kind", "next-step"]).len(),
        3
    );
    assert_eq!(due(&world, &["--tier", "a"]), only("northern-lathe"));
    assert_eq!(due(&world, &["--tier", "C,D"]), only("east/"));
    assert_eq!(due(&world, &["--owner", "li.na"]), only("east/"));
    assert_eq!(due(&world, &["--owner", "wang.min", "--owner", "li.na"]), all);
    assert_eq!(due(&world, &["--owner", "li.na", "--tier", "A"]), [""; 0]);
}

#[test]
fn what_is_misspelt_is_no_empty_list() {
    let world = portfolio();
    assert_snapshot!(world.run(&["due", "--owner", "wang.ming"]), @"
    exit 2
    --- err
    error: nobody here is called `wang.ming`; the team is li.na, wang.min
    ");
    assert_snapshot!(world.run(&["due", "--kind", "cal"]), @"
    exit 2
    --- err
    error: invalid value 'cal' for '--kind <KIND>': `cal` is nothing that can be due; it is one of call, visit, message, mailing, sample, gift, event, forum, executive_visit, value_review, greeting, meeting, next-step, first-visit-call, first-visit-return, commitment-ours, commitment-theirs, birthday, anniversary, holiday, top-contact, renewal, close-date, action, delivery, reorder, dossier-review

    For more information, try '--help'.
    ");
    assert_snapshot!(world.run(&["due", "--tier", "E"]), @"
    exit 2
    --- err
    error: invalid value 'E' for '--tier <TIER>': `E` is no tier; it is one of A, B, C, D

    For more information, try '--help'.
    ");
    let without_team = World::with([("accounts/a.yaml", "name: A\nowner: li\n")]);
    without_team.run(&["due", "--owner", "li"]).exits(0);
    assert_snapshot!(without_team.run(&["due", "--owner", "le"]), @"
    exit 2
    --- err
    error: nobody here is called `le`; dossier.yaml names no team
    ");
}

#[test]
fn an_empty_agenda_says_how_to_look_further() {
    let world = World::with([("accounts/a.yaml", "name: A\nregistered: 2026-11-20\n")]);
    assert_snapshot!(world.run(&["due"]), @"
    exit 0
    --- err
    nothing is due by 2026-11-28; next: call, A, on 2027-02-20
    ");
    assert_eq!(
        items(&world.run(&["due", "--format", "json", "--fail"]).exits(0)),
        [""; 0]
    );
}

#[test]
fn with_fail_only_what_is_overdue_and_not_planned_counts() {
    let world = |entry: &str| {
        World::with([(
            "accounts/a.yaml",
            format!("name: A\nregistered: 2026-11-01\n{entry}").as_str(),
        )])
    };
    let promise = |due: &str| format!("commitments: [{{id: c, what: x, by: us, due: {due}}}]\n");
    world(&promise("2026-11-20")).run(&["due"]).exits(0);
    world(&promise("2026-11-20")).run(&["due", "--fail"]).exits(1);
    world(&promise("2026-11-20"))
        .run(&["due", "--fail", "--kind", "call"])
        .exits(0);
    world(&promise("2026-11-21")).run(&["due", "--fail"]).exits(0);
    world(&promise("2026-11-22")).run(&["due", "--fail"]).exits(0);
    // A D account wants one call a quarter: this one is late, and then it is planned.
    let contacts = |plan: &str| {
        format!("touchpoints:\n- {{on: 2026-08-01, kind: call}}\n- {{on: 2026-11-20, kind: mailing}}\n{plan}reviewed: 2026-11-01\n").replace("registered: 2026-11-01\n", "")
    };
    let old = |plan: &str| {
        World::with([(
            "accounts/a.yaml",
            format!("name: A\nregistered: 2025-01-01\n{}", contacts(plan)).as_str(),
        )])
    };
    let late = old("").run(&["due", "--fail", "--format", "json"]).exits(1);
    assert_eq!(items(&late), ["a call"]);
    let planned = old("- {on: 2026-11-23, kind: call}\n")
        .run(&["due", "--fail", "--format", "json"])
        .exits(0);
    let report = planned.json();
    assert_eq!(items(&planned), ["a call"]);
    assert_eq!(
        (&report["items"][0]["severity"], &report["items"][0]["planned"]),
        (&"planned".into(), &"2026-11-23".into())
    );
    assert!(report["items"][0]["overdue"].as_i64() > Some(0), "{report}");
}

#[test]
fn faulty_dossiers_are_told_and_make_it_exit_with_1() {
    let world = portfolio();
    world.write("accounts/broken.yaml", "name: 'Broken\n");
    let run = world.run(&["due"]).exits(1);
    assert_snapshot!(run.stderr, @"
    warning: accounts/broken.yaml:1: a quoted text is not closed; the account is left out (`dossier check` tells more)
    2026-11-21: 7 critical, 2 due, 2 upcoming
    ");
}
