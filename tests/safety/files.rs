//! Files that cannot be read, are no files, lead elsewhere, or look like others (14–16).
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::{fs, io};

use insta::assert_snapshot;

use super::is_quick;
use crate::support::{Run, World};

const GOOD: (&str, &str) = ("accounts/good.yaml", "name: Good\nowner: [faulty]\n");

fn ids(run: &Run) -> Vec<String> {
    let report = run.json();
    let accounts = report["accounts"].as_array().expect("a list");
    accounts
        .iter()
        .map(|account| account["id"].as_str().expect("an id").to_owned())
        .collect()
}

/// A place that cannot be read must not keep the others from being checked.
fn is_told_and_passed_over(world: &World) {
    let run = world.run(&["check"]).exits(2);
    assert!(
        run.stderr.contains("accounts/locked.yaml cannot be read"),
        "{run}"
    );
    assert!(run.stdout.contains("accounts/good.yaml:2:1"), "{run}");
    for command in ["tier", "list"] {
        let run = world.run(&[command, "--format", "json"]).exits(2);
        assert_eq!(ids(&run), ["good"]);
        assert!(
            run.stderr.contains("accounts/locked.yaml cannot be read"),
            "{run}"
        );
    }
    world.run(&["due"]).exits(2);
    world.run(&["check", "--exit-zero"]).exits(2);
    world.run(&["check", "--format", "json", "--exit-zero"]).exits(2);
}

#[test]
fn case_14_a_file_that_cannot_be_opened() {
    let world = World::with([GOOD]);
    // A link to itself cannot be read by anybody, root included.
    world.link("locked.yaml", "accounts/locked.yaml");
    is_told_and_passed_over(&world);
    assert_snapshot!(world.run(&["check", "--rule", "yaml-syntax"]), @"
    exit 2
    --- err
    warning: accounts/locked.yaml cannot be read: filesystem loop or indirection limit (e.g. symlink loop)
    1 file checked: nothing found
    ");
}

#[test]
fn case_14_a_file_without_permission() {
    let world = World::with([GOOD, ("accounts/locked.yaml", "name: Locked\n")]);
    let path = world.path("accounts/locked.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    if fs::read(&path).is_ok() {
        eprintln!("skipped: root reads everything");
        return;
    }
    is_told_and_passed_over(&world);
}

#[test]
fn case_14_a_folder_without_permission() {
    let world = World::with([GOOD, ("accounts/locked/a.yaml", "name: Locked\n")]);
    let path = world.path("accounts/locked");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).expect("permissions");
    let readable = fs::read_dir(&path).is_ok();
    let run = world.run(&["list", "--format", "json"]);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("permissions");
    if readable {
        eprintln!("skipped: root reads everything");
        return;
    }
    assert_eq!(
        ids(&run.exits(2).says(&["accounts/locked cannot be read"])),
        ["good"]
    );
}

#[test]
fn case_14_a_library_file_that_cannot_be_opened() {
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    world.link("cases.yaml", "library/cases.yaml");
    assert_snapshot!(world.run(&["check", "--rule", "yaml-syntax"]), @"
    exit 2
    --- err
    warning: library/cases.yaml cannot be read: too many levels of symbolic links
    1 file checked: nothing found
    ");
}

#[test]
fn case_15_links_in_circles() {
    let world = World::with([
        ("accounts/a.yaml", "name: A\n"),
        ("accounts/east/b.yaml", "name: B\n"),
    ]);
    world.link(".", "accounts/here");
    world.link("..", "accounts/east/up");
    world.link("../..", "accounts/east/top");
    let run = world.run(&["list", "--format", "json"]).exits(0);
    is_quick(&run);
    assert_eq!(ids(&run), ["a", "east/b"]);
    assert_snapshot!(run.stderr, @"
    warning: accounts/east/top is a link to a folder above it: skipped
    warning: accounts/east/up is a link to a folder above it: skipped
    warning: accounts/here is a link to a folder above it: skipped
    ");
}

#[test]
fn case_15_links_among_folders_make_no_endless_ways() {
    let world = World::with([("dossier.yaml", ""), ("accounts/a.yaml", "name: A\n")]);
    for from in 0..12 {
        world.write(&format!("attic/{from}/b{from}.yaml"), "name: B\n");
        world.write(&format!("accounts/c{from}/c.yaml"), "name: C\n");
        for to in (0..12).filter(|to| *to != from) {
            world.link(format!("../{to}"), &format!("attic/{from}/to-{to}"));
            world.link(format!("../c{to}"), &format!("accounts/c{from}/to-{to}"));
        }
    }
    world.link("../attic/0", "accounts/more");
    let run = world.run(&["list", "--format", "json"]).exits(0);
    is_quick(&run);
    // The one, the twelve below accounts/, and the twelve that links lead to: each of them once.
    assert_eq!(ids(&run).len(), 1 + 12 + 12, "{run}");
    assert_eq!(world.run(&["list", "--format", "json"]).stdout, run.stdout);
}

#[test]
fn case_15_pipes_sockets_and_folders_that_look_like_dossiers() {
    let world = World::with([
        ("accounts/a.yaml", "name: A\n"),
        ("accounts/folder.yaml/b.yaml", "name: B\n"),
    ]);
    let made = Command::new("mkfifo")
        .arg(world.path("accounts/pipe.yaml"))
        .status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("partly skipped: there is no mkfifo");
    }
    let socket = std::os::unix::net::UnixListener::bind(world.path("accounts/socket.yaml"));
    let run = world.run(&["list", "--format", "json"]).exits(0);
    is_quick(&run);
    assert_eq!(ids(&run), ["a"]);
    assert!(
        run.stderr
            .contains("accounts/folder.yaml is a directory: skipped"),
        "{run}"
    );
    for (name, is_there) in [
        ("pipe", world.path("accounts/pipe.yaml").exists()),
        ("socket", socket.is_ok()),
    ] {
        let told = run
            .stderr
            .contains(&format!("accounts/{name}.yaml is no regular file: skipped"));
        assert_eq!(told, is_there, "{run}");
    }
    is_quick(&world.run(&["check", "accounts/pipe.yaml"]).exits(2));
}

#[test]
fn case_15_pipes_where_settings_or_library_should_be() {
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    let pipe = |name: &str| {
        Command::new("mkfifo")
            .arg(world.path(name))
            .status()
            .is_ok_and(|status| status.success())
    };
    world.folder("library");
    if !pipe("library/cases.yaml") {
        eprintln!("skipped: there is no mkfifo");
        return;
    }
    let run = world.run(&["check"]).exits(0);
    is_quick(&run);
    assert!(
        run.stderr
            .contains("library/cases.yaml is no regular file of the repository: skipped"),
        "{run}"
    );
    assert!(pipe("dossier.yaml"));
    let run = world.run(&["check"]).exits(2);
    is_quick(&run);
    assert_snapshot!(run, @"
    exit 2
    --- err
    error: <world>/dossier.yaml is no regular file
    ");
}

#[test]
fn case_15_links_out_of_the_repository() {
    let outside = World::with([
        ("secret.yaml", "name: SECRET\n"),
        ("folder/more.yaml", "name: SECRET\n"),
        ("settings.yaml", "SECRET: 1\n"),
    ]);
    let world = World::with([
        ("dossier.yaml", ""),
        ("accounts/a.yaml", "name: A\n"),
        ("library/x", ""),
    ]);
    world.link(outside.path("secret.yaml"), "accounts/file.yaml");
    world.link(outside.path("folder"), "accounts/folder");
    world.link(outside.path("secret.yaml"), "library/cases.yaml");
    world.link("/", "accounts/everything");
    world.link("/proc/self/mem", "accounts/memory.yaml");
    world.link("nowhere", "accounts/dangling.yaml");
    world.link("nowhere", "library/talks.yaml");
    let run = world.run(&["list", "--format", "json"]).exits(0);
    is_quick(&run);
    assert_eq!(ids(&run), ["a"]);
    assert_snapshot!(run.stderr, @"
    warning: accounts/dangling.yaml is a link to nothing: skipped
    warning: accounts/everything leads out of the repository: skipped
    warning: accounts/file.yaml is a link to a file outside the repository: skipped
    warning: accounts/folder leads out of the repository: skipped
    warning: accounts/memory.yaml is a link to a file outside the repository: skipped
    warning: library/cases.yaml is no regular file of the repository: skipped
    warning: library/talks.yaml is a link to nothing: skipped
    ");
    assert!(!world.run(&["check"]).exits(0).said().contains("SECRET"));
    // The folder of the accounts may be a link itself.
    let world = World::with([("dossier.yaml", "")]);
    world.link(outside.path(""), "accounts");
    let run = world.run(&["check"]).exits(3);
    assert!(!run.said().contains("SECRET"), "{run}");
    // And so may the settings, whose lines would be shown.
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    world.link(outside.path("settings.yaml"), "dossier.yaml");
    assert_snapshot!(world.run(&["check"]), @"
    exit 2
    --- err
    error: <world>/dossier.yaml is a link to a file outside the repository
    ");
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    world.link("nowhere", "dossier.yaml");
    world.run(&["check"]).exits(2);
}

#[test]
fn case_15_links_within_the_repository_are_followed() {
    let world = World::with([
        ("dossier.yaml", ""),
        ("accounts/a.yaml", "name: A\n"),
        ("attic/b.yaml", "name: B\n"),
        ("more/c.yaml", "name: C\n"),
    ]);
    world.link("../attic/b.yaml", "accounts/b.yaml");
    world.link("../more", "accounts/more");
    let run = world.run(&["list", "--format", "json"]).exits(0);
    assert_eq!(
        (ids(&run).join(" "), run.stderr.as_str()),
        ("a b more/c".to_owned(), "")
    );
}

#[test]
fn case_15_a_repository_may_be_reached_through_a_link() {
    let world = World::with([
        ("real/dossier.yaml", ""),
        ("real/accounts/a.yaml", "name: A\n"),
        ("real/library/cases.yaml", "- {id: c, addd: 1}\n"),
    ]);
    world.link("real", "linked");
    let run = world.run(&["-C", "linked", "check"]).exits(1);
    assert!(run.stdout.contains("library/cases.yaml:1:"), "{run}");
    world
        .run(&["-C", "linked", "check", "linked/accounts/a.yaml"])
        .exits(0);
}

#[test]
fn case_15_a_name_that_is_not_utf8_is_passed_over() {
    use std::os::unix::ffi::OsStrExt;
    let world = World::with([("accounts/a.yaml", "name: A\n")]);
    let name = std::ffi::OsStr::from_bytes(b"caf\xe9.yaml");
    let written: io::Result<()> = fs::write(world.path("accounts").join(name), "name: Café\n");
    if written.is_err() {
        eprintln!("skipped: this file system has no such names");
        return;
    }
    let run = world.run(&["list", "--format", "json"]).exits(0);
    assert_eq!(ids(&run), ["a"]);
    assert_snapshot!(run.stderr, @"warning: accounts/caf�.yaml is skipped: its name is not UTF-8");
}

#[test]
fn case_16_twins_by_letter_case_and_unicode_form() {
    let world = World::with([
        ("accounts/east/caf\u{e9}.yaml", "name: One\n"),
        ("accounts/east/cafe\u{301}.yaml", "name: Two\n"),
        ("accounts/west/Acme.yaml", "name: Three\n"),
        ("accounts/west/acme.yaml", "name: Four\n"),
        ("accounts/a.yaml", "name: Caf\u{e9} GmbH\n"),
        ("accounts/b.yaml", "name: CAFE\u{301} gmbh\n"),
    ]);
    if world.names().len() < 6 {
        eprintln!("skipped: this file system takes such names for the same");
        return;
    }
    assert_snapshot!(world.run(&["check", "--rule", "twin-accounts", "--format", "concise"]), @"
    exit 0
    --- out
    accounts/b.yaml:1:7: warning[twin-accounts] `a` seems to be the same client: it has the name `CAFÉ gmbh`, too
    accounts/east/café.yaml:1:7: warning[twin-accounts] `east/café` seems to be the same client: it has the id `east/café`, too
    accounts/west/acme.yaml:1:7: warning[twin-accounts] `west/Acme` seems to be the same client: it has the id `west/acme`, too
    ");
    world
        .run(&["check", "--rule", "twin-accounts", "--strict"])
        .exits(1);
}
