//! `dossier.yaml` and what is wrong with it.

use insta::assert_snapshot;

use crate::support::{Run, World};

fn with_settings(text: &str) -> Run {
    World::with([("dossier.yaml", text), ("accounts/a.yaml", "name: A\n")]).run(&["check"])
}

#[test]
fn an_unknown_key_is_told_at_its_place_with_a_suggestion() {
    assert_snapshot!(with_settings("version: 1\ncurency: EUR\n"), @"
    exit 2
    --- err
    error[unknown-field]: the format has no key `curency` here
     --> dossier.yaml:2:1
      |
    2 | curency: EUR
      | ^^^^^^^
      |
      = help: did you mean `currency`?
    ");
}

#[test]
fn every_mistake_is_told_at_once() {
    assert_snapshot!(with_settings("currency: EURO\nrates: {USD: -7}\nlanguage: fr\ncompleteness: {A: 150}\nholidays: [{name: x}]\n"), @"
    exit 2
    --- err
    error[wrong-type]: `EURO` is no currency; write its three capital letters, such as EUR
     --> dossier.yaml:1:11
      |
    1 | currency: EURO
      |           ^^^^

    error[wrong-type]: `-7` is no rate; write a number above 0, such as 7.1
     --> dossier.yaml:2:14
      |
    2 | rates: {USD: -7}
      |              ^^

    error[wrong-type]: `fr` is none of the words allowed here
     --> dossier.yaml:3:11
      |
    3 | language: fr
      |           ^^
      |
      = help: one of: en, zh-CN, zh-TW

    error[wrong-type]: a percentage is at most 100
     --> dossier.yaml:4:19
      |
    4 | completeness: {A: 150}
      |                   ^^^

    error[wrong-type]: a holiday wants a day: `on: 01-01` or `lunar: 01-01`
     --> dossier.yaml:5:12
      |
    5 | holidays: [{name: x}]
      |            ^^^^^^^^^
    ");
}

#[test]
fn an_unknown_rule_is_told_with_a_suggestion() {
    assert_snapshot!(with_settings("rules:\n  unknown-persn: off\n  unknown-field: of\n"), @"
    exit 2
    --- err
    error[wrong-type]: there is no rule `unknown-persn`; did you mean `unknown-person`?
     --> dossier.yaml:2:3
      |
    2 |   unknown-persn: off
      |   ^^^^^^^^^^^^^

    error[wrong-type]: `of` is none of the words allowed here
     --> dossier.yaml:3:18
      |
    3 |   unknown-field: of
      |                  ^^
      |
      = help: did you mean `off`?
    ");
}

#[test]
fn policies_that_cannot_be_are_told() {
    assert_snapshot!(with_settings("tiers: {method: pareto, thresholds: {A: 90, B: 80}}\ncadence: {A: {call: 3 a month}}\n"), @"
    exit 2
    --- err
    error[wrong-type]: the threshold of B, 80, must be above that of A, 90
     --> dossier.yaml:1:48
      |
    1 | tiers: {method: pareto, thresholds: {A: 90, B: 80}}
      |                                                ^^

    error[wrong-type]: `3 a month` is no rate; write it like `3 per month` or `1 per 2 weeks`, or `none` (day, week, month, quarter, half-year or year)
     --> dossier.yaml:2:21
      |
    2 | cadence: {A: {call: 3 a month}}
      |                     ^^^^^^^^^
    ");
}

#[test]
fn own_rules_with_a_broken_expression_are_told() {
    assert_snapshot!(with_settings("custom_rules:\n- {id: own, require: \"tier ==\", message: m}\n- {id: wrong-type, require: \"true\", message: m}\n"), @r#"
    exit 2
    --- err
    error[wrong-type]: the expression `tier ==` does not work: unexpected end of input, expected expression
     --> dossier.yaml:2:22
      |
    2 | - {id: own, require: "tier ==", message: m}
      |                      ^^^^^^^^^

    error[wrong-type]: `wrong-type` is the id of a shipped rule; give yours another
     --> dossier.yaml:3:8
      |
    3 | - {id: wrong-type, require: "true", message: m}
      |        ^^^^^^^^^^
    "#);
}

#[test]
fn broken_yaml_is_told() {
    assert_snapshot!(with_settings("rules: {\nversion: 1\nversion: 1\n"), @"
    exit 2
    --- err
    error[yaml-syntax]: brackets do not match, or a comma is missing between entries
     --> dossier.yaml:1:8
      |
    1 | rules: {
      |        ^
      |
      = help: close every `[` with `]` and every `{` with `}`, and part entries with commas

    error[duplicate-key]: the key `version` stands twice here; the second value is not read
     --> dossier.yaml:3:1
      |
    2 | version: 1
      | ------- first here
    3 | version: 1
      | ^^^^^^^
      |
      = help: merge the two entries into one
    ");
}

#[test]
fn a_later_version_is_refused() {
    assert_snapshot!(with_settings("version: 2\n"), @"
    exit 2
    --- err
    error[wrong-type]: version 2 of the settings is not known to this dossier; it knows version 1
     --> dossier.yaml:1:10
      |
    1 | version: 2
      |          ^
    ");
}

#[test]
fn empty_settings_are_as_shipped() {
    for text in ["", "# nothing\n", "---\n", "\u{feff}"] {
        with_settings(text).exits(0);
    }
}

#[test]
fn settings_that_are_no_text_are_refused() {
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    world.write("dossier.yaml", b"currency: \xff\n");
    assert_snapshot!(world.run(&["check"]), @"
    exit 2
    --- err
    error: <world>/dossier.yaml is no UTF-8 text of sensible size
    ");
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    world.folder("dossier.yaml");
    assert_snapshot!(world.run(&["check"]), @"
    exit 2
    --- err
    error: <world>/dossier.yaml is no regular file
    ");
}

#[test]
fn every_command_that_reads_them_is_stopped_by_wrong_settings() {
    let world = World::with([
        ("dossier.yaml", "curency: EUR\n"),
        ("accounts/a.yaml", "name: A\n"),
    ]);
    for arguments in [
        &["check"][..],
        &["tier"],
        &["due"],
        &["list"],
        &["show", "a"],
        &["brief", "a"],
        &["new", "B"],
    ] {
        let run = world.run(arguments).exits(2);
        assert_eq!(run.stdout, "", "{run}");
        run.says(&["dossier.yaml:1:1", "did you mean `currency`?"]);
    }
    assert_eq!(world.names(), ["accounts/a.yaml", "dossier.yaml"]);
}
