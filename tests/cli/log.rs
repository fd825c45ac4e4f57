//! `log`: one more touchpoint from the command line, and no other line touched.

use std::fs::File;
use std::process::Stdio;

use insta::assert_snapshot;

use super::portfolio;
use crate::support::{Run, World};

const HUARUI: &str = "accounts/east/huarui.yaml";
const NORTHERN: &str = "accounts/northern-lathe.yaml";

/// The lines that a file has and had not before, and how many it has lost.
fn added(world: &World, name: &str, before: &str) -> (Vec<String>, usize) {
    let after = world.read(name);
    let is_new = |line: &&str| !before.lines().any(|old| old == *line);
    let lost = before
        .lines()
        .filter(|old| !after.lines().any(|line| line == *old));
    (
        after.lines().filter(is_new).map(str::to_owned).collect(),
        lost.count(),
    )
}

#[test]
fn a_contact_is_told_in_a_line_and_stands_before_what_is_planned() {
    let world = portfolio();
    let planned =
        "  - {on: 2026-11-24, kind: visit, by: wang.min, with: [hu-bing], purpose: walk the line}\n";
    let before = format!("{}{planned}", world.read(NORTHERN));
    world.write(NORTHERN, &before);
    let arguments = [
        "log",
        "NLW",
        "executive-visit",
        "--on",
        "fri",
        "--with",
        "胡冰,sun",
        "--by",
        "li",
        "--purpose",
        "the offer: once more",
        "--achieved",
        "yes",
        "--outcome",
        "signed",
        "--notes",
        "price\n# no. 1",
        "--next",
        "fri call hear the result",
    ];
    let dry: Vec<&str> = arguments.into_iter().chain(["--dry-run"]).collect();
    assert_snapshot!(world.run(&dry), @"
    exit 0
    --- out
    --- accounts/northern-lathe.yaml
    +++ accounts/northern-lathe.yaml
    @@ -26,4 +26,15 @@
     touchpoints:
       - {on: 2026-10-20, kind: visit, by: wang.min, with: [hu-bing, sun-li], purpose: offer, achieved: yes, outcome: offer handed over}
       - {on: 2026-11-02, kind: call, by: wang.min, with: [hu-bing], purpose: drawings, achieved: partly, next: {on: 2026-11-24, kind: visit, purpose: walk the line}}
    +  - on: 2026-11-20
    +    kind: executive_visit
    +    by: li.na
    +    with: [hu-bing, sun-li]
    +    purpose: 'the offer: once more'
    +    achieved: yes
    +    outcome: signed
    +    notes: |
    +      price
    +      # no. 1
    +    next: {on: 2026-11-27, kind: call, purpose: hear the result}
       - {on: 2026-11-24, kind: visit, by: wang.min, with: [hu-bing], purpose: walk the line}
    --- err
    not written: executive visit on Fri 2026-11-20 with 胡冰 (hu-bing), Sun Li (sun-li) by li.na; next: call on Fri 2026-11-27: hear the result
    ");
    assert_eq!(world.read(NORTHERN), before);
    assert_snapshot!(world.run(&arguments), @"
    exit 0
    --- out
    wrote accounts/northern-lathe.yaml: executive visit on Fri 2026-11-20 with 胡冰 (hu-bing), Sun Li (sun-li) by li.na; next: call on Fri 2026-11-27: hear the result
    ");
    let (_, lost) = added(&world, NORTHERN, &before);
    assert_eq!(lost, 0);
    assert!(world.read(NORTHERN).ends_with(planned));
    world.run(&["check", "NLW", "--rule", "wrong-type"]).exits(0);
}

#[test]
fn what_is_not_told_is_today_and_the_owner() {
    let world = portfolio();
    assert_snapshot!(world.run(&["log", "huarui", "call"]), @"
    exit 0
    --- out
    wrote accounts/east/huarui.yaml: call on Sat 2026-11-21 by li.na
    ");
    let text = world.read(HUARUI);
    assert!(
        text.ends_with("achieved: yes}\n  - {on: 2026-11-21, kind: call, by: li.na}\n"),
        "{text}"
    );
}

#[test]
fn days_are_those_behind_and_next_steps_those_ahead() {
    let world = portfolio();
    for (on, day) in [
        ("sat", "Sat 2026-11-21"),
        ("fri", "Fri 2026-11-20"),
        ("周一", "Mon 2026-11-16"),
        ("-2w", "Sat 2026-11-07"),
        ("2026-01-31", "Sat 2026-01-31"),
    ] {
        world
            .run(&["log", "huarui", "call", "--on", on, "--dry-run"])
            .exits(0)
            .says(&[&format!(": call on {day} by")]);
    }
    for (next, said) in [
        ("sat visit", "next: visit on Sat 2026-11-28"),
        ("fri 电话，问结果", "next: call on Fri 2026-11-27: 问结果"),
        (
            "+2w send the offer",
            "next: next step on Sat 2026-12-05: send the offer",
        ),
        (
            "tomorrow value review of Q4",
            "next: value review on Sun 2026-11-22: of Q4",
        ),
    ] {
        world
            .run(&["log", "huarui", "call", "--next", next, "--dry-run"])
            .exits(0)
            .says(&[said]);
    }
}

#[test]
fn a_day_to_come_is_planned_and_nothing_has_come_of_it() {
    let world = portfolio();
    let planned = ["log", "huarui", "面访", "--on", "2026-12-03"];
    world
        .run(&planned)
        .exits(0)
        .says(&["planned visit on Thu 2026-12-03 by li.na"]);
    let outcome: Vec<&str> = planned.into_iter().chain(["--outcome", "done"]).collect();
    assert_snapshot!(world.run(&outcome), @"
    exit 2
    --- err
    error: Thu 2026-12-03 is still to come, so nothing can have come of it; say with --on which day it was, or leave out the outcome
    ");
    assert_snapshot!(world.run(&["log", "huarui", "call", "--on", "2027-11-30"]), @"
    exit 2
    --- err
    error: 2027-11-30 is more than a year ahead; check the year
    ");
}

#[test]
fn what_was_planned_is_pointed_out_once_it_has_taken_place() {
    let world = portfolio();
    let plan = ["log", "huarui", "visit", "--with", "chen", "--on"];
    world
        .run(&[&plan[..], &["2026-11-25", "--purpose", "tour"]].concat())
        .exits(0);
    let meant = [
        &plan[..],
        &["today", "--outcome", "liked it", "--today", "2026-11-25"],
    ]
    .concat();
    assert_snapshot!(world.run(&meant), @"
    exit 0
    --- out
    wrote accounts/east/huarui.yaml: visit on Wed 2026-11-25 with 陈晓 (chen) by li.na
    --- err
    touchpoints[1] (line 13) is of the same day and kind and says nothing of what came of it; if it was the plan, `dossier set east/huarui 'touchpoints[1]' --unset` takes it out
    ");
    let other = [
        &plan[..],
        &["today", "--purpose", "a second one", "--today", "2026-11-25"],
    ]
    .concat();
    let run = world.run(&other).exits(0);
    assert!(!run.stderr.contains("--unset"), "{run}");
}

#[test]
fn what_cannot_be_meant_is_refused_and_says_what_can() {
    let world = portfolio();
    let before = world.files();
    let run = |more: &[&str]| world.run(&[&["log", "northern-lathe"], more].concat()).exits(2);
    assert_snapshot!(run(&["call", "--with", "chen"]), @"
    exit 2
    --- err
    error: there is no stakeholder `chen`; there are `hu-bing` (胡冰), `sun-li` (Sun Li)
    ");
    assert_snapshot!(run(&["call", "--with", "-"]), @"
    exit 2
    --- err
    error: `-` can mean several: `hu-bing` (胡冰), `sun-li` (Sun Li)
    ");
    assert_snapshot!(run(&["call", "--by", "wang.mim"]), @"
    exit 2
    --- err
    error: there is no colleague `wang.mim`; did you mean `wang.min`?
    ");
    assert_snapshot!(run(&["vist"]), @"
    exit 2
    --- err
    error: there is no kind `vist`; did you mean `visit`?
    ");
    assert_snapshot!(run(&["rebate"]), @"
    exit 2
    --- err
    error: there is no kind for `rebate`: money to people of the client is bribery and never recorded as care; `gift` is one of small value
    ");
    assert_snapshot!(run(&[]), @"
    exit 2
    --- err
    error: what kind of contact was it? call, visit, message, mailing, sample, gift, event, forum, executive_visit, value_review, greeting, meeting; --edit opens a form
    ");
    assert_snapshot!(run(&["call", "--next", "call fri"]), @"
    exit 2
    --- err
    error: a next step begins with its day, as in `fri call hear the result`: `call` is no date; a date is written like 2026-11-05, or tomorrow, +3d, +2w, fri
    ");
    assert_snapshot!(run(&["call", "--next", "2026-11-01 visit"]), @"
    exit 2
    --- err
    error: the next step, on 2026-11-01, would come before the contact, on 2026-11-21
    ");
    assert_snapshot!(run(&["call", "--next", "fri calll them"]), @"
    exit 2
    --- err
    error: there is no kind `calll`; did you mean `call`? If it is part of what is to be done, write a kind before it
    ");
    assert_snapshot!(run(&["call", "--told", "reference-plant"]), @"
    exit 2
    --- err
    error: the library has no case `reference-plant`; its cases stand in cases.yaml
    ");
    run(&["call", "--on", "2062-11-20"]).says(&["more than a year ahead"]);
    run(&["call", "--on", "2006-11-20"]).says(&["more than ten years away"]);
    run(&["call", "--achieved", "maybe"]).says(&["yes, partly, no"]);
    world
        .run(&["log", "nowhere", "call"])
        .exits(2)
        .says(&["`nowhere`"]);
    World::new().run(&["log", "x", "call"]).exits(3);
    assert_eq!(world.files(), before);
}

#[test]
fn cases_that_were_told_are_those_of_the_library() {
    let world = portfolio();
    world.write("library/cases.yaml", "- {id: reference-plant, title: A plant}\n");
    let told = ["log", "huarui", "call", "--told"];
    world
        .run(&[&told[..], &["referense-plant"]].concat())
        .exits(2)
        .says(&["did you mean `reference-plant`?"]);
    world.run(&[&told[..], &["reference-plant"]].concat()).exits(0);
    assert!(world.read(HUARUI).contains("told: [reference-plant]"));
}

#[test]
fn the_same_contact_is_logged_twice_only_where_that_is_meant() {
    let world = portfolio();
    let contact = [
        "log",
        "northern-lathe",
        "visit",
        "--with",
        "sun-li,hu-bing",
        "--outcome",
        "a",
    ];
    world.run(&contact).exits(0);
    let once = world.read(NORTHERN);
    let other_order = [
        "log",
        "northern-lathe",
        "visit",
        "--by",
        "li.na",
        "--with",
        "hu,sun",
        "--outcome",
        "a",
    ];
    assert_snapshot!(world.run(&other_order), @"
    exit 2
    --- err
    error: this is logged already: accounts/northern-lathe.yaml:29 says the same; --again logs it once more
    ");
    assert_eq!(world.read(NORTHERN), once);
    world.run(&[&contact[..], &["--again"]].concat()).exits(0);
    assert_eq!(world.read(NORTHERN).matches("outcome: a}").count(), 2);
    // Something else came of it.
    world.run(&[&contact[..], &["--notes", "b"]].concat()).exits(0);
}

#[test]
fn who_has_left_and_days_before_the_first_are_told() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nregistered: 2026-10-01\nstakeholders: [{id: wei, name: 魏, left: 2026-09-01}]\n",
    )]);
    assert_snapshot!(world.run(&["log", "a", "call", "--with", "魏", "--on", "2026-09-30"]), @"
    exit 0
    --- out
    wrote accounts/a.yaml: call on Wed 2026-09-30 with 魏 (wei)
    --- err
    魏 (wei) left on 2026-09-01
    2026-09-30 lies before 2026-10-01, when the account was registered
    ");
    assert_snapshot!(world.read("accounts/a.yaml"), @"
    name: A
    registered: 2026-10-01
    stakeholders: [{id: wei, name: 魏, left: 2026-09-01}]
    touchpoints:
      - on: 2026-09-30
        kind: call
        with: [wei]
    ");
}

#[test]
fn a_file_with_errors_elsewhere_is_still_written_and_says_so() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nregoin: north\ntouchpoints: []  # none yet\n",
    )]);
    assert_snapshot!(world.run(&["log", "a", "call"]), @"
    exit 0
    --- out
    wrote accounts/a.yaml: call on Sat 2026-11-21
    --- err
    warning: accounts/a.yaml has 1 error elsewhere; `dossier check a` tells more
    ");
    assert_snapshot!(world.read("accounts/a.yaml"), @"
    name: A
    regoin: north
    touchpoints:  # none yet
      - on: 2026-11-21
        kind: call
    ");
    world.write("accounts/b.yaml", "name: B\ntouchpoints: [\n");
    world
        .run(&["log", "b", "call"])
        .exits(2)
        .says(&["accounts/b.yaml"]);
}

#[test]
fn every_layout_gets_one_more_item_and_keeps_its_lines() {
    for (list, item) in [
        (
            "touchpoints:\n- on: 2026-10-14\n  kind: visit\n",
            "- on: 2026-11-21\n  kind: call\n",
        ),
        (
            "touchpoints: # c\n    -   on: 2026-10-14\n",
            "    -   on: 2026-11-21\n        kind: call\n",
        ),
        (
            "touchpoints:\n  - {on: 2026-10-14}\n# end\n",
            "  - {on: 2026-11-21, kind: call}\n",
        ),
        (
            "touchpoints: [\n  {on: 2026-10-14},\n]\n",
            "  {on: 2026-11-21, kind: call},\n",
        ),
        ("touchpoints:\n", "  - on: 2026-11-21\n    kind: call\n"),
        ("", "touchpoints:\n  - on: 2026-11-21\n    kind: call\n"),
    ] {
        for end in ["\n", "\r\n"] {
            let before = format!("# 档案\nname: 甲\n{list}x-sap: '007'\n").replace('\n', end);
            let world = World::with([("accounts/a.yaml", before.as_str())]);
            world.run(&["log", "a", "call"]).exits(0);
            let after = world.read("accounts/a.yaml");
            let item = item.replace('\n', end);
            assert!(after.contains(&item), "{after}");
            assert_eq!(after.replacen(&item, "", 1), before);
        }
    }
}

#[test]
fn twenty_at_once_are_twenty_entries() {
    let world = portfolio();
    let before = world.read(HUARUI);
    let children: Vec<_> = (0..20)
        .map(|number| {
            let purpose = format!("number {number}");
            let mut command = world.command(&["log", "huarui", "call", "--purpose", &purpose]);
            command.stdout(Stdio::null()).stderr(Stdio::null());
            command.spawn().expect("it starts")
        })
        .collect();
    for mut child in children {
        assert!(child.wait().expect("it ends").success());
    }
    let (added, lost) = added(&world, HUARUI, &before);
    assert_eq!((added.len(), lost), (20, 0), "{added:?}");
    assert!((0..20).all(|number| {
        added
            .iter()
            .any(|line| line.contains(&format!("number {number}}}")))
    }));
}

/// Runs `log` with a text at its standard input.
pub(super) fn piped(world: &World, arguments: &[&str], text: &str) -> Run {
    world.write("piped", text);
    let mut command = world.command(arguments);
    command.stdin(File::open(world.path("piped")).expect("it is there"));
    world.finish(command)
}
