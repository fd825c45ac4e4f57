//! `promise`: what was promised, kept and broken.

use std::process::Stdio;

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

#[test]
fn a_promise_is_entered_with_the_next_id_and_the_day_that_was_meant() {
    let world = portfolio();
    assert_snapshot!(world.run(&["promise", "huarui", "add", "寄样本", "--due", "fri", "--to", "陈晓", "--dry-run"]), @"
    exit 0
    --- out
    --- accounts/east/huarui.yaml
    +++ accounts/east/huarui.yaml
    @@ -7,6 +7,6 @@
     value: {sales: {2025: 400k}, margin: 0.25, potential: 3M}
     stakeholders:
       - {id: chen, name: 陈晓, roles: [evaluator], influence: 3}
    -commitments: [{id: list, what: send the price list, by: us, to: chen, made: 2026-11-19, due: 2026-11-23}]
    +commitments: [{id: list, what: send the price list, by: us, to: chen, made: 2026-11-19, due: 2026-11-23}, {id: c1, what: 寄样本, by: us, to: chen, made: 2026-11-21, due: 2026-11-27}]
     touchpoints:
       - {on: 2026-11-19, kind: call, by: li.na, with: [chen], purpose: first talk, achieved: yes}
    --- err
    not written: promise c1 by us, due on 2026-11-27
    ");
    assert_snapshot!(world.run(&["promise", "northern", "add", "a: b", "--by", "them", "--who", "hu-bing", "--to", "li.na", "--made", "-3d", "--due", "+2w"]), @"
    exit 0
    --- out
    wrote accounts/northern-lathe.yaml: promise c3 by them, due on 2026-12-05
    ");
    let wanted = "  - {id: c3, what: 'a: b', by: them, who: hu-bing, to: li.na, made: 2026-11-18, due: 2026-12-05}\ntouchpoints:";
    assert!(world.read("accounts/northern-lathe.yaml").contains(wanted));
}

#[test]
fn a_promise_is_kept_late_or_broken() {
    let world = portfolio();
    assert_snapshot!(world.run(&["promise", "northern", "keep", "Drawings", "--on", "thu"]), @"
    exit 0
    --- out
    wrote accounts/northern-lathe.yaml: promise c1 kept on 2026-11-19
    --- err
    kept late: it was due on 2026-11-12
    ");
    assert_snapshot!(world.run(&["promise", "northern", "break", "c2", "--remedy", "asked again"]), @"
    exit 0
    --- out
    wrote accounts/northern-lathe.yaml: promise c2 broken
    ");
    let text = world.read("accounts/northern-lathe.yaml");
    for end in [
        "due: 2026-11-12, kept: 2026-11-19}",
        "due: 2026-11-20, broken: true, remedy: asked again}",
    ] {
        assert!(text.contains(end), "{text}");
    }
    for (arguments, words) in [
        (["keep", "c1"], "promise c1 was kept on 2026-11-19 already"),
        (
            ["keep", "c2"],
            "promise c2 is entered as broken; `dossier set northern-lathe 'commitments[c2].broken' --unset`",
        ),
        (
            ["keep", "drawings"],
            "there is no open promise `drawings`, nor any other",
        ),
    ] {
        world
            .run(&[&["promise", "northern"], &arguments[..]].concat())
            .exits(2)
            .says(&[words]);
    }
}

#[test]
fn the_first_item_left_out_shifts_nothing() {
    let text = "name: A\ncommitments:\n- urgent\n- id: c1\n  what: call\n";
    let world = World::with([("accounts/a.yaml", text)]);
    world.run(&["promise", "a", "keep", "c1"]).exits(0);
    assert_eq!(
        world.read("accounts/a.yaml"),
        format!("{text}  kept: 2026-11-21\n")
    );
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let world = portfolio();
    let before = world.files();
    for (arguments, words) in [
        (vec!["add", "x"], "--due <DATE>"),
        (
            vec!["add", " ", "--due", "fri"],
            "a promise says what was promised",
        ),
        (vec!["add", "x", "--due", "soon"], "today, tomorrow"),
        (
            vec!["add", "x", "--due", "-3d"],
            "due on 2026-11-18, but made on 2026-11-21",
        ),
        (
            vec!["add", "x", "--due", "2206-11-25"],
            "more than ten years away",
        ),
        (
            vec!["add", "x", "--due", "fri", "--made", "tomorrow"],
            "still to come",
        ),
        (
            vec!["add", "x", "--due", "fri", "--who", "hu-bing"],
            "the team is li.na, wang.min",
        ),
        (
            vec!["add", "x", "--due", "fri", "--to", "hu-bnig"],
            "did you mean `hu-bing`?",
        ),
        (
            vec!["add", "x", "--due", "fri", "--by", "them", "--who", "li.na"],
            "there is no stakeholder `li.na`",
        ),
        (
            vec!["add", "x", "--due", "fri", "--by", "me"],
            "possible values: us, them",
        ),
        (vec!["keep", "c1", "--on", "2026-11-01"], "was made on 2026-11-02"),
        (vec!["keep", "c1", "--on", "+1d"], "still to come"),
        (vec!["keep", "a"], "can mean several: `c1` (send the drawings)"),
        (vec!["keep", "c9"], "there is no open promise `c9`"),
        (vec!["break", "c1"], "--remedy <TEXT>"),
        (vec!["break", "c1", "--remedy", " "], "wants a remedy"),
    ] {
        let arguments = [vec!["promise", "northern"], arguments].concat();
        world.run(&arguments).exits(2).says(&[words]);
        assert_eq!(world.files(), before, "{arguments:?}");
    }
}

#[test]
fn a_day_before_the_account_was_registered_is_remarked_on() {
    let world = portfolio();
    world
        .run(&[
            "promise",
            "little",
            "add",
            "x",
            "--made",
            "2026-10-01",
            "--due",
            "fri",
        ])
        .exits(0)
        .says(&["2026-10-01 lies before 2026-11-02, when the account was registered"]);
}

#[test]
fn twenty_at_once_are_twenty_entries() {
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    let writers: Vec<_> = (0..20)
        .map(|number| {
            let mut command =
                world.command(&["promise", "a", "add", &format!("no {number}"), "--due", "fri"]);
            command.stdout(Stdio::null()).spawn().expect("it starts")
        })
        .collect();
    for mut writer in writers {
        assert!(writer.wait().expect("a status").success());
    }
    let text = world.read("accounts/a.yaml");
    for number in 0..20 {
        assert!(text.contains(&format!("what: no {number}\n")), "{text}");
        assert!(text.contains(&format!("- id: c{}\n", number + 1)), "{text}");
    }
}
