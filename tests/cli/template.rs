//! `dossier template`: what there is, where it comes from, and whether it works.

use insta::assert_snapshot;

use crate::support::World;

fn world() -> World {
    World::with([
        ("dossier.yaml", "language: en\n"),
        (
            "accounts/acme.yaml",
            "name: Acme\nstakeholders: [{id: li, name: Li}]\n",
        ),
        ("accounts/boreal.yaml", "name: Boreal\n"),
    ])
}

#[test]
fn templates_are_listed_with_where_they_come_from() {
    let world = world();
    world.write("templates/briefs/en/call-prep.md", "x\n");
    world.write("templates/letter 长.md", "x\n");
    let run = world.run(&["template", "list"]).exits(0);
    let told = |name: &str| {
        let line = run
            .stdout
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default();
        line.split_whitespace()
            .skip(name.split(' ').count())
            .collect::<Vec<_>>()
            .join(" ")
    };
    assert_eq!(
        told("briefs/en/call-prep.md"),
        "en own, in place of the shipped one"
    );
    assert_eq!(told("briefs/zh-TW/call-prep.md"), "zh-TW shipped");
    assert_eq!(told("playbook/process.yaml"), "shipped");
    assert_eq!(told("letter 长.md"), "own");
    let data = world
        .run(&["template", "list", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(data["version"], 1);
    let first =
        serde_json::json!({"name": "briefs/en/call-prep.md", "origin": "overrides", "language": "en"});
    assert!(
        data["templates"]
            .as_array()
            .is_some_and(|all| all.contains(&first)),
        "{data}"
    );
}

#[test]
fn a_template_is_shown_as_it_is_used_and_copied_only_where_there_is_none() {
    let world = world();
    let shipped = include_str!("../../templates/briefs/en/call-prep.md");
    assert_eq!(
        world.run(&["template", "show", "call-prep"]).exits(0).stdout,
        shipped
    );
    world
        .run(&["template", "copy", "call-prep"])
        .exits(0)
        .says(&["/templates/briefs/en/call-prep.md"]);
    assert_eq!(world.read("templates/briefs/en/call-prep.md"), shipped);
    world.write("templates/briefs/en/call-prep.md", "mine \u{1b}[31m\n");
    assert_eq!(
        world
            .run(&["template", "show", "briefs/en/call-prep.md"])
            .exits(0)
            .stdout,
        "mine ␛[31m\n"
    );
    assert_snapshot!(world.run(&["template", "copy", "call-prep"]), @"
    exit 2
    --- err
    error: <world>/templates/briefs/en/call-prep.md is there already; --force writes over it
    ");
    assert_eq!(
        world.read("templates/briefs/en/call-prep.md"),
        "mine \u{1b}[31m\n"
    );
    world.run(&["template", "copy", "call-prep", "--force"]).exits(0);
    assert_eq!(world.read("templates/briefs/en/call-prep.md"), shipped);
    assert_snapshot!(world.run(&["template", "show", "cal-prep"]), @"
    exit 2
    --- err
    error: there is no template `cal-prep`; did you mean `call-prep`?
    ");
    world.write("templates/own.md", "x\n");
    world
        .run(&["template", "copy", "own.md"])
        .exits(2)
        .says(&["it is the repository's own"]);
    world.run(&["template", "show", "../dossier.yaml"]).exits(2);
}

#[cfg(unix)]
#[test]
fn nothing_is_copied_through_a_link_to_somewhere_else() {
    let (world, outside) = (world(), World::new());
    world.folder("templates");
    world.link(outside.path(""), "templates/briefs");
    world
        .run(&["template", "copy", "call-prep", "--force"])
        .exits(2)
        .says(&["lies outside the repository"]);
    assert!(outside.names().is_empty());
}

#[test]
fn every_template_is_filled_in_for_every_account() {
    let world = world();
    world.run(&["template", "check"]).exits(0);
    // Only Acme has a person: the fullest dossier alone would not show the other mistake.
    world.write(
        "templates/briefs/en/call-prep.md",
        "{% for person in people %}\n{{ person.nmae }}\n{% else %}\n{{ acount }}\n{% endfor %}\n",
    );
    assert_snapshot!(world.run(&["template", "check"]), @"
    exit 1
    --- out
    error[template-error]: `person.nmae`: nothing has this name here
     --> templates/briefs/en/call-prep.md:2:1
      |
    2 | {{ person.nmae }}
      | ^^^^^^^^^^^^^^^^^
      |
      = help: it shows in the brief of `acme`

    error[template-error]: `acount`: nothing has this name here
     --> templates/briefs/en/call-prep.md:4:1
      |
    4 | {{ acount }}
      | ^^^^^^^^^^^^
      |
      = help: it shows in the brief of `boreal`

    --- err
    30 templates filled in for every account: 2 errors
    ");
    let run = world
        .run(&["template", "check", "call-prep", "--format", "json"])
        .exits(1);
    assert_eq!(run.json()["summary"]["errors"], 2);
    world
        .run(&["template", "check", "process", "client-agenda"])
        .exits(0);
}

#[test]
fn playbooks_and_pieces_are_checked_and_a_client_gets_no_more_for_an_own_template() {
    let world = world();
    world.write("templates/playbook/zh-CN.yaml", "lables: {}\n");
    world.write(
        "templates/briefs/zh-TW/client-agenda.md",
        "\n{{ figures.tier }}\n",
    );
    let run = world.run(&["template", "check"]).exits(1);
    run.says(&[
        "templates/playbook/zh-CN.yaml:1:1",
        "templates/briefs/zh-TW/client-agenda.md:2:1",
    ]);
    world
        .run(&["check"])
        .exits(1)
        .says(&["templates/briefs/zh-TW/client-agenda.md:2:1"]);
    world.run(&["template", "check", "none"]).exits(2);
}

#[test]
fn a_template_without_end_or_too_large_is_an_error() {
    let world = world();
    world.write("templates/briefs/en/call-prep.md", "x".repeat(10 * 1024 * 1024));
    world
        .run(&["template", "check", "call-prep"])
        .exits(1)
        .says(&["it has more than 512 KiB"]);
    world
        .run(&["brief", "acme"])
        .exits(2)
        .says(&["it has more than 512 KiB"]);
    world.write(
        "templates/briefs/en/call-prep.md",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
    );
    world
        .run(&["template", "check", "call-prep"])
        .exits(1)
        .says(&["does not end"]);
}

/// Whatever is not taken in by another template is one for `brief --template`: it is filled in, too.
#[test]
fn templates_of_any_name_are_filled_in_and_pieces_where_they_are_taken_in() {
    let world = world();
    world.write(
        "templates/letter.md",
        "{% include 'lines/greeting.md' %}\n{{ acount.name }}\n",
    );
    world.write("templates/lines/greeting.md", "{{ greeting }}\n");
    world.write(
        "templates/client-note.md",
        "{{ account.name }}\n{{ account.tier }}\n",
    );
    let run = world.run(&["template", "check"]).exits(1);
    run.says(&["templates/lines/greeting.md:1:1", "templates/client-note.md:2:1"]);
    world.write("templates/lines/greeting.md", "Dear {{ account.name }}\n");
    let run = world.run(&["template", "check", "letter.md"]).exits(1);
    run.says(&["templates/letter.md:2:1", "`acount.name`"]);
    world.write("templates/letter.md", "{% include 'lines/greeting.md' %}\n");
    world.run(&["template", "check", "letter.md"]).exits(0);
    let brief = ["brief", "acme", "--template", "templates/letter.md"];
    assert_eq!(world.run(&brief).exits(0).stdout, "Dear Acme\n");
    // What it takes in is named from the templates' folder on, from wherever it is.
    world.write("templates/own/letter.md", "{% include 'lines/greeting.md' %}\n");
    let brief = ["brief", "acme", "--template", "templates/own/letter.md"];
    assert_eq!(world.run(&brief).exits(0).stdout, "Dear Acme\n");
}
