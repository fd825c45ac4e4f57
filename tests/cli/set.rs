//! `set`: one value of a dossier, typed as the format wants it.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

/// Sets a value in a dossier of its own and gives the text there is then.
#[track_caller]
fn set(text: &str, arguments: &[&str]) -> String {
    let world = World::with([("accounts/a.yaml", text)]);
    world.run(&[&["set", "a"], arguments].concat()).exits(0);
    world.read("accounts/a.yaml")
}

#[test]
fn what_would_change_is_shown_and_not_written() {
    let world = portfolio();
    let before = world.files();
    assert_snapshot!(world.run(&["set", "北方车床", "stakeholders[sun-li].attitude", "champion", "--dry-run"]), @"
    exit 0
    --- out
    --- accounts/northern-lathe.yaml
    +++ accounts/northern-lathe.yaml
    @@ -17,7 +17,7 @@
         - {on: 2026-09-14, amount: 200k USD, what: spindles}
     stakeholders:
       - {id: hu-bing, name: 胡冰, title: Plant Director, roles: [decision_maker], influence: 5, attitude: supporter}
    -  …
    +  …
     opportunities:
       - {id: retrofit, name: Retrofit of line 3, milestone: proposal, reached: {proposal: 2026-10-20}, amount: 1.2M, close: 2027-02-28}
     commitments:
    --- err
    not written: set stakeholders[sun-li].attitude to champion
    ");
    assert_eq!(world.files(), before);
}

#[test]
fn one_line_is_written_and_the_others_stay() {
    let text = "\u{feff}name: 甲公司\r\nvalue:   # so far\r\n  potential: 3M    # a year\r\nx-erp: 7\r\n";
    let world = World::with([("accounts/a.yaml", text)]);
    assert_snapshot!(world.run(&["set", "甲", "value.potential", "480万"]), @"
    exit 0
    --- out
    wrote accounts/a.yaml: set value.potential to 480万
    ");
    let new = text.replace("3M    #", "480万 #");
    assert_eq!(world.read("accounts/a.yaml"), new);
    assert_snapshot!(world.run(&["set", "a", "value.potential", "480万"]), @"
    exit 0
    --- err
    accounts/a.yaml says so already
    ");
}

#[test]
fn text_stays_text_and_everything_else_is_what_the_format_wants() {
    for (arguments, wanted) in [
        (["phone", "0123"], "name: A\nphone: '0123'\n"),
        (["region", "2026-11-21"], "name: A\nregion: 2026-11-21\n"),
        (["region", "East: China"], "name: A\nregion: 'East: China'\n"),
        (["region", "[x]"], "name: A\nregion: '[x]'\n"),
        (["registered", "2026-11-21"], "name: A\nregistered: 2026-11-21\n"),
        (["value.growth", "4"], "name: A\nvalue:\n  growth: 4\n"),
        (
            ["value.sales.2026", "1.2M"],
            "name: A\nvalue:\n  sales: {2026: 1.2M}\n",
        ),
        (["tags", "[a, '1']"], "name: A\ntags: [a, '1']\n"),
        (["x-erp", "12"], "name: A\nx-erp: 12\n"),
        (["x-erp", "twelve: 12"], "name: A\nx-erp:\n  twelve: 12\n"),
    ] {
        assert_eq!(set("name: A\n", &arguments), wanted, "{arguments:?}");
    }
}

#[test]
fn items_are_named_by_id_or_by_number() {
    let text = "name: A\nneeds:\n- {id: n1, need: x}\n- {id: n 2, need: y}\n";
    let wanted = text.replace("need: y", "need: z");
    for route in ["needs[n 2].need", "needs[1].need", "needs[\"n 2\"].need"] {
        assert_eq!(set(text, &[route, "z"]), wanted, "{route}");
    }
}

#[test]
fn a_key_or_an_item_is_taken_away() {
    let text = "name: A\nregion: east\nneeds:\n- {id: n1, need: x}\n- {id: n2}\n";
    assert_eq!(
        set(text, &["region", "--unset"]),
        text.replace("region: east\n", "")
    );
    assert_eq!(
        set(text, &["needs[n2]", "--unset"]),
        text.replace("- {id: n2}\n", "")
    );
}

#[test]
fn what_the_format_does_not_take_is_refused_and_nothing_is_written() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nneeds:\n- {id: n1}\n- {id: n2}\n- {id: n2}\n",
    )]);
    let before = world.files();
    for (arguments, words) in [
        (vec!["needs[n1].kind", "wnat"], "did you mean `want`?"),
        (vec!["needs[n1].knid", "want"], "did you mean `kind`?"),
        (vec!["needs[n11].kind", "want"], "did you mean `n1`?"),
        (
            vec!["needs[n2].kind", "want"],
            "`n2` is the id of needs[1] and of needs[2]",
        ),
        (vec!["needs[7].kind", "want"], "there is no item [7]"),
        (
            vec!["needs", "want"],
            "line 3: a list or map of several lines stands here",
        ),
        (vec!["value.growth", "9"], "a rating goes from 1 to 5"),
        (vec!["value.growth", "[9"], "`value.growth`: expected"),
        (vec!["registered", "2026-02-30"], "2026-02-30"),
        (vec!["name", "--unset"], "the key `name` is missing"),
        (vec!["name", " "], "--unset takes away"),
        (vec!["name"], "<VALUE>"),
        (vec!["name", "B", "--unset"], "cannot be used with"),
        (vec!["", "B"], "is no place in a dossier"),
        (vec!["needs[n1", "B"], "is no place in a dossier"),
        (vec!["region", "--unset"], "there is no `region` to remove"),
    ] {
        let arguments = [vec!["set", "a"], arguments].concat();
        world.run(&arguments).exits(2).says(&[words]);
        assert_eq!(world.files(), before, "{arguments:?}");
    }
    world
        .run(&["set", "b", "name", "B"])
        .exits(2)
        .says(&["there is no account `b`"]);
    world
        .run(&["set", "a", "name", "B", "--dry-run", "--commit"])
        .exits(2);
}

#[test]
fn errors_elsewhere_do_not_hinder_and_are_told() {
    // The first item is left out of what is read, and still counts in the text.
    let text = "name: A\nowner: [li]\nneeds:\n- urgent\n- {id: n1, kind: want}\n";
    let world = World::with([("accounts/a.yaml", text)]);
    assert_snapshot!(world.run(&["set", "a", "needs[n1].kind", "need"]), @"
    exit 0
    --- out
    wrote accounts/a.yaml: set needs[n1].kind to need
    --- err
    warning: accounts/a.yaml has 2 errors elsewhere; `dossier check a` tells more
    ");
    assert_eq!(
        world.read("accounts/a.yaml"),
        text.replace("kind: want", "kind: need")
    );
    world
        .run(&["set", "a", "owner", "li"])
        .exits(0)
        .says(&["has 1 error"]);
    world.write("accounts/a.yaml", "name: A\nowner: [li\n");
    world
        .run(&["set", "a", "region", "east"])
        .exits(2)
        .says(&["accounts/a.yaml is left as it is: line"]);
}

#[test]
fn what_is_private_is_told_to_nobody() {
    let world = World::with([("accounts/a.yaml", "name: A\nstakeholders:\n- id: li\n")]);
    let arguments = ["set", "a", "stakeholders[li].private.family", "two daughters"];
    let dry = world.run(&[&arguments[..], &["--dry-run"]].concat()).exits(0);
    let run = world.run(&arguments).exits(0);
    assert!(
        !dry.said().contains("daughters") && !run.said().contains("daughters"),
        "{dry}{run}"
    );
    assert!(world.read("accounts/a.yaml").contains("family: two daughters"));
}
