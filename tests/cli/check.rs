//! `dossier check`.

use insta::assert_snapshot;

use crate::support::{World, keys};

/// One dossier with errors, one with a warning, one in order (as far as is known).
fn faulty() -> World {
    World::with([
        ("dossier.yaml", "team: {wang.min: {name: Wang Min}}\n"),
        (
            "accounts/acme.yaml",
            "\
name: Acme Robotics
owner: wang.min
stakeholders:
  - {id: 李伟, influence: high}
  - id: ma
    titel: Buyer
touchpoints:
  - {on: 2026-11-01, kind: call, with: [mo]}
tier: {fixed: A, reason: pilot, until: 2026-12-31}
registered: 2026-10-30
",
        ),
        (
            "accounts/east/boreal.yaml",
            "name: Boreal\ndomains: [boreal.example]\ntier: {fixed: B, reason: new, until: 2026-12-31}\n",
        ),
        (
            "accounts/west/boreal-service.yaml",
            "name: Boreal Service\ndomains: [boreal.example]\ntier: {fixed: C, reason: new, until: 2026-12-31}\n",
        ),
        (
            "library/cases.yaml",
            "- {id: fast, title: Fast, addd: 2026-01-01, approved: {by: legal, until: 2030-01-01}}\n",
        ),
    ])
}

#[test]
fn findings_are_shown_in_their_lines() {
    assert_snapshot!(faulty().run(&["check"]), @"
    exit 1
    --- out
    error[wrong-type]: expected a whole number, found `high`
     --> accounts/acme.yaml:4:25
      |
    4 |   - {id: 李伟, influence: high}
      |                           ^^^^

    error[unknown-field]: the format has no key `titel` here
     --> accounts/acme.yaml:6:5
      |
    6 |     titel: Buyer
      |     ^^^^^
      |
      = help: did you mean `title`?

    error[unknown-person]: no stakeholder has the id `mo`
     --> accounts/acme.yaml:8:41
      |
    8 |   - {on: 2026-11-01, kind: call, with: [mo]}
      |                                         ^^
      |
      = help: did you mean `ma`?

    warning[twin-accounts]: `east/boreal` seems to be the same client: it has the domain `boreal.example`, too
     --> accounts/west/boreal-service.yaml:2:11
      |
    2 | domains: [boreal.example]
      |           ^^^^^^^^^^^^^^
      |
     ::: accounts/east/boreal.yaml:2:11
      |
    2 | domains: [boreal.example]
      |           -------------- the domain `boreal.example`
      |
      = help: merge the two dossiers; or set them apart by name and domain, or as one group by `parent`

    error[unknown-field]: the format has no key `addd` here
     --> library/cases.yaml:1:27
      |
    1 | - {id: fast, title: Fast, addd: 2026-01-01, approved: {by: legal, until: ...
      |                           ^^^^
      |
      = help: did you mean `added`?

    --- err
    4 files checked: 4 errors, 1 warning
    ");
}

#[test]
fn concise_findings_take_one_line_each() {
    assert_snapshot!(faulty().run(&["check", "--format", "concise"]), @"
    exit 1
    --- out
    accounts/acme.yaml:4:25: error[wrong-type] expected a whole number, found `high`
    accounts/acme.yaml:6:5: error[unknown-field] the format has no key `titel` here
    accounts/acme.yaml:8:41: error[unknown-person] no stakeholder has the id `mo`
    accounts/west/boreal-service.yaml:2:11: warning[twin-accounts] `east/boreal` seems to be the same client: it has the domain `boreal.example`, too
    library/cases.yaml:1:27: error[unknown-field] the format has no key `addd` here
    ");
}

#[test]
fn json_findings_have_every_documented_field() {
    let run = faulty().run(&["check", "--format", "json"]).exits(1);
    assert_eq!(run.stderr, "");
    let report = run.json();
    assert_eq!(keys(&report), ["findings", "summary", "version"]);
    assert_eq!(report["version"], 1);
    assert_eq!(keys(&report["summary"]), ["errors", "files", "notes", "warnings"]);
    let findings = report["findings"].as_array().expect("a list");
    for finding in findings {
        let mut documented = vec![
            "rule",
            "severity",
            "message",
            "help",
            "account",
            "file",
            "route",
            "line",
            "column",
            "end_line",
            "end_column",
        ];
        documented.sort_unstable();
        assert_eq!(keys(finding), documented);
        assert!(["error", "warning", "note"].contains(&finding["severity"].as_str().expect("a word")));
    }
    let text = serde_json::to_string_pretty(&[&findings[0], findings.last().expect("one")]).expect("JSON");
    assert_snapshot!(text, @r#"
    [
      {
        "account": "acme",
        "column": 25,
        "end_column": 29,
        "end_line": 4,
        "file": "accounts/acme.yaml",
        "help": null,
        "line": 4,
        "message": "expected a whole number, found `high`",
        "route": "stakeholders[0].influence",
        "rule": "wrong-type",
        "severity": "error"
      },
      {
        "account": null,
        "column": 27,
        "end_column": 31,
        "end_line": 1,
        "file": "library/cases.yaml",
        "help": "did you mean `added`?",
        "line": 1,
        "message": "the format has no key `addd` here",
        "route": "[0].addd",
        "rule": "unknown-field",
        "severity": "error"
      }
    ]
    "#);
    assert_snapshot!(report["summary"], @r#"{"errors":4,"files":4,"notes":0,"warnings":1}"#);
}

#[test]
fn places_are_counted_from_one_and_in_characters() {
    let world = World::with([("accounts/a.yaml", "name: 甲\ntags: [华东, 精密, {}]\n")]);
    let report = world
        .run(&["check", "--format", "json", "--rule", "wrong-type"])
        .json();
    let finding = &report["findings"][0];
    assert_eq!(finding["route"], "tags[2]");
    assert_eq!((&finding["line"], &finding["column"]), (&2.into(), &16.into()));
    assert_eq!(
        (&finding["end_line"], &finding["end_column"]),
        (&2.into(), &18.into())
    );
}

#[test]
fn a_clean_portfolio_exits_with_0_and_says_how_much_was_checked() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\ntier: {fixed: D, reason: small, until: 2027-01-01}\n",
    )]);
    assert_snapshot!(world.run(&["check"]), @"
    exit 0
    --- err
    1 file checked: nothing found
    ");
    assert_eq!(world.run(&["check", "--format", "concise"]).exits(0).said(), "");
}

#[test]
fn warnings_count_only_when_strict_and_notes_never() {
    let world = faulty();
    world
        .run(&["check", "--rule", "twin-accounts"])
        .exits(0)
        .says(&["1 warning"]);
    world
        .run(&["check", "--rule", "twin-accounts", "--strict"])
        .exits(1);
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    world.run(&["check"]).exits(0).says(&["1 note"]);
    world.run(&["check", "--strict"]).exits(0);
}

#[test]
fn rules_can_be_picked() {
    let world = faulty();
    let picked = |arguments: &[&str]| world.run(arguments);
    assert_snapshot!(picked(&["check", "--format", "concise", "--rule", "unknown-person", "--rule", "unknown-field"]), @"
    exit 1
    --- out
    accounts/acme.yaml:6:5: error[unknown-field] the format has no key `titel` here
    accounts/acme.yaml:8:41: error[unknown-person] no stakeholder has the id `mo`
    library/cases.yaml:1:27: error[unknown-field] the format has no key `addd` here
    ");
    picked(&["check", "--rule", "reporting-loop"]).exits(0);
    assert_snapshot!(picked(&["check", "--rule", "unknown-persn"]), @"
    exit 2
    --- err
    error: there is no rule `unknown-persn`; did you mean `unknown-person`?
    ");
}

#[test]
fn with_exit_zero_findings_are_told_and_the_exit_code_is_0() {
    let world = faulty();
    let plain = world.run(&["check"]).exits(1);
    let zero = world.run(&["check", "--exit-zero", "--strict"]).exits(0);
    assert_eq!(plain.said(), zero.said());
}

#[test]
fn accounts_and_paths_narrow_what_is_told() {
    let world = faulty();
    let files = |only: &[&str]| {
        let arguments: Vec<&str> = ["check", "--format", "json"]
            .into_iter()
            .chain(only.iter().copied())
            .collect();
        let report = world.run(&arguments).json();
        let mut names: Vec<String> = report["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|finding| finding["file"].as_str().expect("a name").to_owned())
            .collect();
        names.dedup();
        (
            names.join(" "),
            report["summary"]["files"].as_u64().expect("a number"),
        )
    };
    let twin = "accounts/west/boreal-service.yaml";
    for (only, names, count) in [
        (&["acme"][..], "accounts/acme.yaml", 1),
        (&["Acme Robotics"], "accounts/acme.yaml", 1),
        (&["accounts/acme.yaml"], "accounts/acme.yaml", 1),
        (
            &["./accounts/../accounts/acme.yaml", "acme"],
            "accounts/acme.yaml",
            1,
        ),
        (&["accounts/east"], "", 1),
        (
            &["accounts/west", "acme"],
            &format!("accounts/acme.yaml {twin}"),
            2,
        ),
        (&["west/boreal-service"], twin, 1),
        (&["accounts"], &format!("accounts/acme.yaml {twin}"), 3),
        (&["library"], "library/cases.yaml", 1),
        (
            &["."],
            &format!("accounts/acme.yaml {twin} library/cases.yaml"),
            4,
        ),
        (&["dossier.yaml"], "", 0),
    ] {
        assert_eq!(files(only), (names.to_owned(), count), "{only:?}");
    }
    world
        .run(&["check", "east/boreal"])
        .exits(0)
        .says(&["1 file checked: nothing found"]);
}

#[test]
fn paths_are_those_of_the_user_or_as_findings_name_them() {
    let world = faulty();
    for (folder, path) in [
        ("accounts", "acme.yaml"),
        ("accounts/east", "../acme.yaml"),
        ("accounts/east", "accounts/acme.yaml"),
        ("library", "../accounts/acme.yaml"),
    ] {
        let run = world
            .run_in(folder, &["check", "--format", "concise", path])
            .exits(1);
        assert!(run.stdout.starts_with("accounts/acme.yaml:4:"), "{run}");
        assert!(!run.stdout.contains("cases.yaml"), "{run}");
    }
    world.folder("elsewhere");
    world
        .run_in("elsewhere", &["-C", "..", "check", "accounts/acme.yaml"])
        .exits(1);
}

#[test]
fn what_is_no_file_of_the_repository_cannot_be_checked() {
    let world = faulty();
    world.write("notes/other.yaml", "name: X\n");
    assert_snapshot!(world.run(&["check", "notes/other.yaml"]), @"
    exit 2
    --- err
    error: notes/other.yaml is no dossier, library file or template of <world>
    ");
    assert_snapshot!(world.run(&["check", "accounts/acne.yaml"]), @"
    exit 2
    --- err
    error: accounts/acne.yaml: no such file or directory
    ");
    assert_snapshot!(world.run(&["check", "acne"]), @"
    exit 2
    --- err
    error: there is no account `acne`; did you mean `acme`?
    ");
}

#[test]
fn settings_turn_severities() {
    let world = faulty();
    let rules = "
rules:
  unknown-person: off
  unknown-field: note
  twin-accounts: error
";
    world.write(
        "dossier.yaml",
        format!("team: {{wang.min: {{name: Wang Min}}}}{rules}"),
    );
    assert_snapshot!(world.run(&["check", "--format", "concise"]), @"
    exit 1
    --- out
    accounts/acme.yaml:4:25: error[wrong-type] expected a whole number, found `high`
    accounts/acme.yaml:6:5: note[unknown-field] the format has no key `titel` here
    accounts/west/boreal-service.yaml:2:11: error[twin-accounts] `east/boreal` seems to be the same client: it has the domain `boreal.example`, too
    library/cases.yaml:1:27: note[unknown-field] the format has no key `addd` here
    ");
    world
        .run(&["check", "--rule", "unknown-person"])
        .exits(0)
        .says(&["nothing found"]);
}

#[test]
fn validate_is_another_name_for_it() {
    let world = faulty();
    assert_eq!(world.run(&["validate"]).said(), world.run(&["check"]).said());
}

#[test]
fn all_errors_of_a_file_are_told_at_once_with_suggestions() {
    let world = World::with([(
        "accounts/a.yaml",
        "\
name: A
owner: [wang.min, li.na]
vlaue: {potential: 6M}
tier: {fixed: E}
registered: 5.11.2026
stakeholders:
- {id: x, attitude: suporter, influence: 9}
- {id: y, private: {birthday: 1982-13-18}}
region: 'north
tags: [a, b
",
    )]);
    assert_snapshot!(world.run(&["check"]), @r#"
    exit 1
    --- out
    error[wrong-type]: expected text, found a list
     --> accounts/a.yaml:2:1
      |
    2 | owner: [wang.min, li.na]
      | ^^^^^

    error[unknown-field]: the format has no key `vlaue` here
     --> accounts/a.yaml:3:1
      |
    3 | vlaue: {potential: 6M}
      | ^^^^^
      |
      = help: did you mean `value`?

    error[wrong-type]: `E` is none of the words allowed here
     --> accounts/a.yaml:4:15
      |
    4 | tier: {fixed: E}
      |               ^
      |
      = help: did you mean `A`?

    error[wrong-type]: `5.11.2026` is no date; a date is written like 2026-11-05
     --> accounts/a.yaml:5:13
      |
    5 | registered: 5.11.2026
      |             ^^^^^^^^^

    error[wrong-type]: `suporter` is none of the words allowed here
     --> accounts/a.yaml:7:21
      |
    7 | - {id: x, attitude: suporter, influence: 9}
      |                     ^^^^^^^^
      |
      = help: did you mean `supporter`?

    error[wrong-type]: a rating goes from 1 to 5; 9 is outside
     --> accounts/a.yaml:7:42
      |
    7 | - {id: x, attitude: suporter, influence: 9}
      |                                          ^

    error[wrong-type]: there is no such day: …
    --> accounts/a.yaml:8:31

    error[yaml-syntax]: a quoted text is not closed
     --> accounts/a.yaml:9:9
      |
    9 | region: 'north
      |         ^
      |
      = help: add the closing quote; double a `'` inside '…', write \" inside "…"

    error[yaml-syntax]: brackets do not match, or a comma is missing between entries
      --> accounts/a.yaml:10:7
       |
    10 | tags: [a, b
       |       ^
       |
       = help: close every `[` with `]` and every `{` with `}`, and part entries with commas

    --- err
    1 file checked: 9 errors
    "#);
}
