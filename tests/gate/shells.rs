//! What stands around the gate: completions, manual pages, the GitHub action and the hooks of pre-commit.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::support::{Run, World};

/// What a shell is offered after these words; the last is being typed.
fn offered(world: &World, words: &[&str]) -> Run {
    let mut command = world.command(&["--"]);
    command.arg("dossier").args(words).env("DOSSIER_COMPLETE", "fish");
    world.finish(command).exits(0)
}

fn first_words(run: &Run) -> Vec<&str> {
    run.stdout
        .lines()
        .filter_map(|line| line.split('\t').next())
        .collect()
}

#[test]
fn every_shell_has_a_script_even_where_settings_are_broken() {
    let world = World::with([("dossier.yaml", "accounts: [\n")]);
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let run = world.run(&["completions", shell]).exits(0);
        assert!(run.stdout.contains("DOSSIER_COMPLETE"), "{run}");
        assert_eq!(run.stderr, "");
    }
    world
        .run(&["completions", "tcsh"])
        .exits(2)
        .says(&["possible values"]);
}

#[test]
fn accounts_rules_and_commands_are_offered() {
    let world = World::with([
        ("dossier.yaml", "accounts: clients\n"),
        ("clients/acme.yaml", "not: [even, yaml"),
        ("clients/east/boreal.yaml", "name: Boreal\n"),
        ("clients/$(touch x).yaml", "name: Evil\n"),
        ("clients/-rf.yaml", "name: Evil\n"),
        ("clients/.hidden.yaml", "name: Hidden\n"),
    ]);
    assert_eq!(first_words(&offered(&world, &["brief", "a"])), ["acme"]);
    assert_eq!(
        first_words(&offered(&world, &["library", "match", "a"])),
        ["acme"]
    );
    assert_eq!(first_words(&offered(&world, &["show", "east/"])), ["east/boreal"]);
    assert_eq!(first_words(&offered(&world, &["show", "bor"])), ["boreal"]);
    let all = offered(&world, &["tier", ""]);
    assert!(first_words(&all).starts_with(&["acme", "east/boreal"]), "{all}");
    assert!(
        !all.stdout.contains("touch") && !all.stdout.contains("hidden") && !all.stdout.contains("-rf"),
        "{all}"
    );
    assert!(first_words(&offered(&world, &["check", "ac"])).contains(&"acme"));
    assert_eq!(
        first_words(&offered(&world, &["template", "show", "hand"])),
        ["handover"]
    );
    assert_eq!(
        first_words(&offered(&world, &["template", "copy", "briefs/zh-TW/hand"])),
        ["briefs/zh-TW/handover.md"]
    );
    for command in ["set", "promise", "deal", "person"] {
        let offered = offered(&world, &[command, "a"]);
        assert!(first_words(&offered).contains(&"acme"), "{offered}");
    }
    let deeds = offered(&world, &["promise", "acme", ""]);
    assert_eq!(first_words(&deeds)[..3], ["add", "keep", "break"], "{deeds}");
    let milestones = ["deal", "acme", "line-3", "move", "pro"];
    assert_eq!(first_words(&offered(&world, &milestones)), ["proposal"]);
    assert_eq!(
        first_words(&offered(&world, &["explain", "unknown-fi"])),
        ["unknown-field"]
    );
    assert_eq!(
        first_words(&offered(&world, &["check", "--rule", "unknown-fi"])),
        ["unknown-field"]
    );
    assert_eq!(first_words(&offered(&world, &["che"])), ["check"]);
}

#[test]
fn deals_are_offered_by_account_and_alone() {
    let deals =
        "- {id: line-3, name: \"Line\\e[31m 3\"}\n- {id: line-4}\n- {name: nameless}\n- {id: $(touch x)}\n";
    let world = World::with([
        (
            "accounts/east/acme.yaml",
            &format!("name: Acme\nopportunities:\n{deals}"),
        ),
        (
            "accounts/boreal.yaml",
            "name: Boreal\nopportunities: [{id: hall}]\n",
        ),
        ("accounts/broken.yaml", "name: [\n"),
    ]);
    for words in [&["deal", "acme", "li"][..], &["map", "east/acme", "--deal", "li"]] {
        assert_eq!(
            first_words(&offered(&world, words)),
            ["line-3", "line-4"],
            "{words:?}"
        );
    }
    let named = offered(&world, &["deal", "acme", "line-3"]);
    assert!(named.stdout.contains("line-3\tLine␛[31m 3"), "{named}");
    for (typed, expected) in [
        ("", &["boreal/hall", "east/acme/line-3", "east/acme/line-4"][..]),
        ("east/", &["east/acme/line-3", "east/acme/line-4"]),
        ("east/acme/line-4", &["east/acme/line-4"]),
        ("boreal/x", &[]),
    ] {
        assert_eq!(
            first_words(&offered(&world, &["deals", "--explain", typed])),
            expected,
            "{typed}"
        );
    }
    assert_eq!(first_words(&offered(&world, &["deal", "nobody", "li"])), [""; 0]);
    assert_eq!(offered(&world, &["deal", "broken", ""]).stderr, "");
}

#[test]
fn the_directory_on_the_line_counts() {
    let world = World::with([("crm/accounts/acme.yaml", "name: Acme\n")]);
    for words in [
        &["-C", "crm", "show", "a"][..],
        &["--directory=crm", "show", "a"],
        &["-Ccrm", "show", "a"],
    ] {
        assert_eq!(first_words(&offered(&world, words)), ["acme"], "{words:?}");
    }
}

#[test]
fn whatever_is_wrong_nothing_is_said() {
    let world = World::with([("dossier.yaml", "accounts: [\n"), ("accounts/a.yml", "x")]);
    for words in [
        &["show", ""][..],
        &["nonsense", "more", ""],
        &["-C", "nowhere", "show", "a"],
        &["--", ""],
    ] {
        assert_eq!(offered(&world, words).stderr, "", "{words:?}");
    }
    let mut command = world.command(&["--", "dossier", ""]);
    command.env("DOSSIER_COMPLETE", "tcsh");
    assert_eq!(world.finish(command).exits(0).said(), "");
}

#[test]
fn a_variable_left_behind_turns_no_check_into_silence() {
    let world =
        World::with([("accounts/acme.yaml", "name: Acme\nnmae: x\n")]).set("DOSSIER_COMPLETE", "bash");
    world
        .run(&["check", "--rule", "unknown-field"])
        .exits(1)
        .says(&["nmae"]);
}

#[test]
fn many_accounts_are_offered_at_once() {
    let world = World::new();
    for number in 0..2_000 {
        world.write(&format!("accounts/a{number}.yaml"), "name: A\n");
    }
    let run = offered(&world, &["show", "a19"]);
    assert_eq!(run.stdout.lines().count(), 111);
    assert!(run.took.as_millis() < 2_000, "{:?}", run.took);
}

#[test]
fn there_is_a_manual_page_for_every_command() {
    let world = World::with([("dossier.yaml", "accounts: [\n")]);
    let page = world
        .run(&["man"])
        .exits(0)
        .says(&[".TH dossier 1", "SUBCOMMANDS", "dossier\\-check(1)"]);
    world.run(&["man", "--output", "man1"]).exits(0);
    let names = world.names();
    for command in [
        "",
        "-list",
        "-check",
        "-man",
        "-completions",
        "-promise-add",
        "-deal-move",
    ] {
        assert!(names.contains(&format!("man1/dossier{command}.1")), "{names:?}");
    }
    assert_eq!(world.read("man1/dossier.1"), page.stdout);
    world.run(&["man", "--output", "man1"]).exits(0);
}

fn yaml(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = std::fs::read_to_string(path).expect(name);
    serde_yaml::from_str(&text).expect("YAML")
}

/// The last script of the action.
fn check_script() -> String {
    let action = yaml("action.yml");
    let steps = action["runs"]["steps"].as_array().expect("steps").clone();
    for step in &steps {
        let script = step["run"].as_str().expect("a script");
        assert!(
            !script.contains("${{"),
            "what users enter goes by the environment: {script}"
        );
    }
    steps.last().expect("a step")["run"]
        .as_str()
        .expect("a script")
        .to_owned()
}

#[cfg(unix)]
#[test]
fn the_action_checks_with_what_its_inputs_say() {
    use std::os::unix::fs::PermissionsExt;

    let world = World::with([("bin/dossier", "#!/bin/sh\nprintf '<%s>' \"$@\"\n")]);
    let dossier = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(world.path("bin/dossier"), dossier).expect("set");
    let path = format!("{}:/usr/bin:/bin", world.path("bin").display());
    for ([directory, since, strict, args, base], expected) in [
        (
            [".", "", "false", "", ""],
            "<--directory=.><check><--format><github>",
        ),
        (
            [".", "", "true", "", "abc"],
            "<--directory=.><check><--format><github><--strict><--since=abc...>",
        ),
        (
            ["a b", "none", "false", "", "abc"],
            "<--directory=a b><check><--format><github>",
        ),
        (
            [".", "v1", "", "acme\n --rule x", "abc"],
            "<--directory=.><check><--format><github><--since=v1><acme><--rule><x>",
        ),
        (
            ["$(id)`id`", "\"; id #", "", "$(id) *", ""],
            "<--directory=$(id)`id`><check><--format><github><--since=\"; id #><$(id)><*>",
        ),
    ] {
        let mut command = Command::new("bash");
        command
            .args(["-c", &check_script()])
            .env_clear()
            .env("PATH", &path);
        command.current_dir(world.path("bin"));
        for (name, value) in [
            ("DIRECTORY", directory),
            ("SINCE", since),
            ("STRICT", strict),
            ("ARGS", args),
            ("BASE", base),
        ] {
            command.env(name, value);
        }
        assert_eq!(world.finish(command).exits(0).stdout, expected);
    }
}

#[test]
fn the_hooks_check_the_whole_repository() {
    let hooks = yaml(".pre-commit-hooks.yaml");
    let ids: Vec<_> = hooks
        .as_array()
        .expect("hooks")
        .iter()
        .map(|hook| &hook["id"])
        .collect();
    assert_eq!(ids, ["dossier-check", "dossier-check-system"]);
    for hook in hooks.as_array().expect("hooks") {
        assert_eq!(hook["entry"], "dossier check");
        assert_eq!(hook["pass_filenames"], false);
    }
}
