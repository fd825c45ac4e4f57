//! `dossier explain`.

use account_dossier::rules::RULES;
use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use crate::support::World;

#[test]
fn a_rule_has_a_page() {
    assert_snapshot!(World::new().run(&["explain", "duplicate-key"]), @"
    exit 0
    --- out
    duplicate-key (error unless dossier.yaml says otherwise)

    A key that stands twice in one map.

    Why

    Only the first value is read. Two people who edited the same dossier, merged
    line by line, are the usual cause; what the second one wrote would be lost
    without a word.

    How to mend

    Merge the two entries into one; both places are shown.

    Example

        owner: wang.min
        region: East China
        owner: chen.yu            # the first one is at line 1
    ");
}

#[test]
fn all_rules_are_listed_with_what_they_find() {
    let run = World::new().run(&["explain"]).exits(0);
    let (head, rows) = run.stdout.split_once('\n').expect("lines");
    let widest = RULES
        .iter()
        .map(|rule| rule.info().id.len())
        .max()
        .expect("rules")
        + 2;
    assert_eq!(head, format!("{:<widest$}Severity  Finds", "Rule"));
    for rule in RULES {
        let info = rule.info();
        let row = format!("{:<widest$}{:<10}", info.id, info.severity.as_str());
        assert!(rows.lines().any(|line| line.starts_with(&row)), "{run}");
        let page = World::new().run(&["explain", info.id]).exits(0);
        let page = page.says(&["How to mend"]);
        let prose = page.stdout.lines().filter(|line| !line.starts_with("    "));
        let widest = prose.map(UnicodeWidthStr::width).max();
        assert!(widest <= Some(80), "{page}");
    }
    assert_eq!(run.stderr, "");
}

#[test]
fn an_unknown_rule_is_a_usage_error_with_a_suggestion() {
    assert_snapshot!(World::new().run(&["explain", "duplicat-key"]), @"
    exit 2
    --- err
    error: there is no rule `duplicat-key`; did you mean `duplicate-key`?
    ");
    assert_snapshot!(World::new().run(&["explain", "zzz"]), @"
    exit 2
    --- err
    error: there is no rule `zzz`; `dossier explain` lists them
    ");
}

#[test]
fn the_manual_is_there_when_the_settings_are_wrong() {
    let world = World::with([("dossier.yaml", "curency: EUR\n")]);
    world.run(&["tier"]).exits(2).says(&["unknown-field"]);
    world
        .run(&["explain", "unknown-field"])
        .exits(0)
        .says(&["How to mend"]);
}
