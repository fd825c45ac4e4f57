//! `person`: who is there, and what somebody leaves behind.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

#[test]
fn somebody_is_entered_with_an_id_made_from_the_name() {
    let world = portfolio();
    assert_snapshot!(world.run(&[
        "person", "northern", "add", "王芳", "--title", "财务总监", "--department", "finance", "--role", "approver,user",
        "--reports-to", "胡冰", "--influence", "4", "--attitude", "neutral", "--email", "w@x.example", "--phone", "+86 1", "--dry-run",
    ]), @"
    exit 0
    --- out
    --- accounts/northern-lathe.yaml
    +++ accounts/northern-lathe.yaml
    @@ -18,6 +18,16 @@
     stakeholders:
       - {id: hu-bing, name: 胡冰, title: Plant Director, roles: [decision_maker], influence: 5, attitude: supporter}
       …
    +  - id: wang-fang
    +    name: 王芳
    +    title: 财务总监
    +    department: finance
    +    roles: [approver, user]
    +    reports_to: hu-bing
    +    influence: 4
    +    attitude: neutral
    +    email: w@x.example
    +    phone: +86 1
     opportunities:
       - {id: retrofit, name: Retrofit of line 3, milestone: proposal, reached: {proposal: 2026-10-20}, amount: 1.2M, close: 2027-02-28}
     commitments:
    --- err
    not written: person wang-fang added
    ");
}

#[test]
fn ids_are_unique_and_so_are_names_unless_an_id_says_otherwise() {
    let world = World::with([("accounts/a.yaml", "name: 甲\n")]);
    let add = |arguments: &[&str]| world.run(&[&["person", "a", "add"], arguments].concat());
    add(&["李伟"]).exits(0).says(&["person li-wei added"]);
    add(&["李维"]).exits(0).says(&["person li-wei-2 added"]);
    add(&["李伟"])
        .exits(2)
        .says(&["李伟 is there already, as `li-wei`"]);
    add(&["李伟", "--id", "li-wei-2"])
        .exits(2)
        .says(&["the id `li-wei-2` is taken by 李维"]);
    add(&["李伟", "--id", "li.wei"]).exits(0);
    assert_eq!(
        world.read("accounts/a.yaml"),
        "name: 甲\nstakeholders:\n  - id: li-wei\n    name: 李伟\n  - id: li-wei-2\n    name: 李维\n  - id: li.wei\n    name: 李伟\n"
    );
}

#[test]
fn somebody_leaves_and_what_is_open_is_told() {
    let world = portfolio();
    assert_snapshot!(world.run(&["person", "northern", "leave", "hu", "--on", "yesterday"]), @"
    exit 0
    --- out
    wrote accounts/northern-lathe.yaml: person hu-bing left on 2026-11-20
    --- err
    胡冰 left on 2026-11-20 and nobody has taken the role `decision_maker`
    胡冰 left on 2026-11-20 but a promise made to them is open
    胡冰 left on 2026-11-20 but a promise of theirs is open
    who came after? `dossier person northern-lathe add NAME`, then `dossier set northern-lathe 'stakeholders[hu-bing].successor' ID`
    ");
    assert!(
        world
            .read("accounts/northern-lathe.yaml")
            .contains("attitude: supporter, left: 2026-11-20}\n")
    );
    world
        .run(&["person", "northern", "leave", "hu-bing"])
        .exits(2)
        .says(&["胡冰 left on 2026-11-20 already"]);
}

#[test]
fn who_came_after_is_entered_with_it() {
    let world = portfolio();
    let run = world
        .run(&[
            "person",
            "northern",
            "leave",
            "hu-bing",
            "--successor",
            "Sun Li",
            "--on",
            "+2w",
        ])
        .exits(0);
    assert!(
        run.stdout.ends_with("person hu-bing leaves on 2026-12-05\n"),
        "{run}"
    );
    assert!(!run.said().contains("who came after"), "{run}");
    let text = world.read("accounts/northern-lathe.yaml");
    assert!(text.contains("left: 2026-12-05, successor: sun-li}"), "{text}");
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_written() {
    let text = "name: A\nstakeholders:\n- {id: li, name: Li, since: 2026-03-01}\n- {id: wu, left: 2026-01-01}\n- {name: Xu}\n";
    let world = World::with([("accounts/a.yaml", text)]);
    for (arguments, words) in [
        (vec!["add", " "], "wants a name"),
        (vec!["add", "!!!"], "no id can be made of that name"),
        (vec!["add", "Zhu", "--id", "a b"], "is no id"),
        (vec!["add", "Zhu", "--role", "buyr"], "'buyer'"),
        (vec!["add", "Zhu", "--influence", "6"], "1..=5"),
        (vec!["add", "Zhu", "--reports-to", "lu"], "did you mean `li`?"),
        (
            vec!["add", "Zhu", "--reports-to", "Xu"],
            "Xu has no id, by which people are named",
        ),
        (vec!["leave", "nobody"], "there is no stakeholder `nobody`"),
        (
            vec!["leave", "li", "--on", "2026-02-01"],
            "Li is there since 2026-03-01",
        ),
        (
            vec!["leave", "li", "--on", "2206-01-01"],
            "more than ten years away",
        ),
        (
            vec!["leave", "li", "--successor", "li"],
            "cannot come after themselves",
        ),
        (vec!["leave", "li", "--successor", "wu"], "wu has left, too"),
    ] {
        let arguments = [vec!["person", "a"], arguments].concat();
        world.run(&arguments).exits(2).says(&[words]);
        assert_eq!(world.read("accounts/a.yaml"), text, "{arguments:?}");
    }
}
