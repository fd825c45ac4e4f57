//! Private facts stay private (24): in no finding of any format, no list, no expression, no brief unless asked.

use crate::support::World;

/// Ways to get a private fact into a finding; every canary is one.
const FAULTY: [(&str, &str); 16] = [
    (
        "quoted-key",
        "name: A\nstakeholders:\n- id: a\n  \"private\": {birthday: CANARY, family: CANARY}\n",
    ),
    (
        "unclosed",
        "name: A\nstakeholders:\n- id: a\n  private: {family: 'CANARY, interests: [CANARY]}\n- id: b\n",
    ),
    (
        "unclosed-block",
        "name: A\nstakeholders:\n- id: a\n  private:\n    family: \"CANARY\n    interests: [CANARY]\nowner: me\n",
    ),
    (
        "wrong-depth",
        "name: A\nstakeholders:\n- id: a\n  private:\n    family: >\n      CANARY tells\n      CANARY\n   interests: [CANARY]\n",
    ),
    (
        "line-between",
        "name: A\nstakeholders:\n- id: a\n  name: one\n  private: {family: CANARY}\n  name: two\n",
    ),
    (
        "without-colon",
        "name: A\nstakeholders:\n- id: a\n  private: {family CANARY}\n",
    ),
    (
        "same-line",
        "name: A\nstakeholders: [{id: a, influence: high, private: {family: CANARY}}]\n",
    ),
    (
        "alias",
        "name: A\nstakeholders:\n- id: a\n  private: {family: *CANARY}\n",
    ),
    (
        "tag",
        "name: A\nstakeholders:\n- id: a\n  private: {family: !CANARY x, interests: !CANARY [a]}\n",
    ),
    (
        "types",
        "name: A\nstakeholders:\n- id: a\n  private: {birthday: CANARY, family: [CANARY], interests: CANARY, dates: [{what: CANARY, on: CANARY}], avoid: {CANARY: x}, CANARY: 1}\n",
    ),
    ("no-map", "name: A\nstakeholders:\n- id: a\n  private: CANARY\n"),
    (
        "not-utf8",
        "name: A\nstakeholders:\n- id: a\n  private: {family: \u{fffd}CANARY}\n",
    ),
    (
        "twice",
        "name: A\nstakeholders:\n- id: a\n  private: {family: CANARY}\n  private: {family: CANARY}\n",
    ),
    (
        "twice-within",
        "name: A\nstakeholders:\n- id: a\n  private:\n    family: CANARY\n    family: CANARY\n",
    ),
    (
        "anchor",
        "name: A\nstakeholders:\n- id: a\n  private: &CANARY {family: CANARY}\n- id: b\n  private: *CANARY\n",
    ),
    (
        "merged",
        "name: A\nstakeholders:\n- id: a\n  private: {<<: {family: CANARY}}\n",
    ),
];

#[test]
fn case_24_no_finding_of_any_format_shows_a_private_fact() {
    let world = World::new();
    for (name, text) in FAULTY {
        // The replacement character stands for a byte that is not UTF-8.
        let bytes: Vec<u8> = text
            .split('\u{fffd}')
            .collect::<Vec<_>>()
            .join("\u{0}")
            .into_bytes();
        let bytes: Vec<u8> = bytes
            .into_iter()
            .map(|byte| if byte == 0 { 0xff } else { byte })
            .collect();
        world.write(&format!("accounts/{name}.yaml"), bytes);
    }
    for arguments in [
        &["check"][..],
        &["check", "--color", "always"],
        &["check", "--format", "concise"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["check", "--format", "gitlab"],
        &["check", "--format", "sarif"],
        &["check", "--format", "junit"],
        &["complete"],
        &["health"],
        &["deals"],
        &["tier"],
        &["due", "--format", "json"],
        &["list"],
    ] {
        let run = world.run(arguments).exits(1);
        assert!(!run.said().contains("CANARY"), "{arguments:?}\n{run}");
        // A workflow's annotations are cut after the tenth.
        let told = if arguments.contains(&"github") {
            &FAULTY[..0]
        } else {
            &FAULTY[..]
        };
        for (name, _) in told {
            assert!(
                run.said().contains(&format!("accounts/{name}.yaml")),
                "{name} is not told by {arguments:?}\n{run}"
            );
        }
    }
}

#[test]
fn case_24_findings_that_hide_their_lines_still_tell_their_place() {
    let world = World::with([(
        "accounts/a.yaml",
        "name: A\nstakeholders:\n- id: a\n  private: {birthday: 1980-13-45, famly: x}\n",
    )]);
    insta::assert_snapshot!(world.run(&["check", "--rule", "wrong-type", "--rule", "unknown-field"]), @"
    exit 1
    --- out
    error[wrong-type]: there is no such day: …
    --> accounts/a.yaml:4:23

    error[unknown-field]: the format has no key `famly` here
    --> accounts/a.yaml:4:35
     = help: did you mean `family`?

    --- err
    1 file checked: 2 errors
    ");
}

/// A dossier with nothing wrong, and every private field filled.
fn with_private_facts() -> World {
    World::with([(
        "accounts/a.yaml",
        "\
name: Acme
registered: 2026-11-01
stakeholders:
  - id: li
    name: Li Wei
    roles: [decision_maker]
    private:
      birthday: 1978-11-24
      dates: [{what: CANARY, on: 2010-11-25}]
      interests: [CANARY]
      family: CANARY
      avoid: [CANARY]
",
    )])
}

#[test]
fn case_24_lists_and_pages_leave_private_facts_out() {
    let world = with_private_facts();
    for arguments in [
        &["check"][..],
        &["check", "--format", "json", "--exit-zero"],
        &["complete", "--missing"],
        &["complete", "--format", "json"],
        &["show", "a"],
        &["show", "a", "--format", "json"],
        &["list", "--format", "json"],
        &["list", "--columns", "id,stakeholders"],
        &["list", "--columns", "id,stakeholders", "--format", "json"],
        &[
            "list",
            "--where",
            "stakeholders | map(attribute='name') | list | length > 0",
        ],
        &["tier", "--explain"],
        &["health", "a"],
        &["health", "--format", "json"],
        &["deals", "--format", "json"],
        &["brief", "a"],
        &["brief", "a", "--with", "li", "--lang", "zh-CN"],
    ] {
        let run = world.run(arguments).exits(0);
        for fact in ["CANARY", "1978", "11-24", "private"] {
            assert!(!run.said().contains(fact), "{fact}: {arguments:?}\n{run}");
        }
    }
}

#[test]
fn case_24_the_agenda_tells_the_person_and_the_day_alone() {
    let world = with_private_facts();
    let due = |format: &str, option: &[&str]| {
        let arguments = ["due", "--format", format, "--kind", "birthday,anniversary"];
        world.run(&[&arguments[..], option].concat()).exits(0)
    };
    for format in ["table", "json", "csv", "ics", "md"] {
        let run = due(format, &[]).says(&["birthday of Li Wei", "anniversary of Li Wei"]);
        for fact in ["CANARY", "1978", "2010"] {
            assert!(!run.said().contains(fact), "{fact}: {run}");
        }
        let asked = due(format, &["--private"]).says(&["CANARY"]);
        assert_eq!(
            asked.said().matches("CANARY").count(),
            1,
            "the anniversary alone: {asked}"
        );
        assert!(!asked.said().contains("1978"), "{asked}");
    }
}

#[test]
fn case_24_expressions_cannot_ask_for_private_facts() {
    let world = with_private_facts();
    for filter in [
        "stakeholders[0].private.family == 'CANARY'",
        "'CANARY' in stakeholders[0].private.interests",
        "stakeholders | selectattr('private.family', 'equalto', 'CANARY') | list | length > 0",
        "stakeholders | string is containing('CANARY')",
        "'CANARY' in (stakeholders | tojson)",
        "'CANARY' in (stakeholders | string)",
    ] {
        let run = world.run(&["list", "--format", "json", "--where", filter]);
        assert!(!run.stdout.contains("\"id\": \"a\""), "{filter}\n{run}");
        assert!(
            !run.stderr.replace(filter, "").contains("CANARY"),
            "{filter}\n{run}"
        );
    }
    world.run(&["list", "--columns", "stakeholders.private"]).exits(2);
}

#[test]
fn case_24_a_brief_tells_private_facts_only_when_asked() {
    let world = with_private_facts();
    let run = world.run(&["brief", "a", "--with", "li", "--private"]).exits(0);
    assert!(run.stdout.contains("CANARY"), "{run}");
}
