//! `--commit`: one file is committed, as if the user had typed `git commit`.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::Repository;

const ACME: &str = "name: Acme\nregion: north\n";

fn repository() -> Repository {
    let repository = Repository::committed(&[
        ("accounts/acme.yaml", ACME),
        ("accounts/sub/[x].yaml", "name: X\n"),
        ("accounts/sub/x.yaml", "name: Other\n"),
        ("notes.txt", "old\n"),
    ]);
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
    repository
}

fn hook(repository: &Repository, name: &str, script: &str) {
    let name = format!("repo/.git/hooks/{name}");
    repository.world.write(&name, format!("#!/bin/sh\n{script}\n"));
    let path = repository.world.path(&name);
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("set");
}

#[test]
fn exactly_one_file_is_committed_though_others_are_staged() {
    let repository = repository();
    repository.write("notes.txt", "new\n");
    repository.write("accounts/sub/x.yaml", "name: Changed\n");
    repository.git(&["add", "notes.txt"]);
    // The name of one file is a pattern for another.
    repository
        .dossier(&["set", "sub/[x]", "region", "东部", "--commit"])
        .exits(0)
        .says(&["committed: sub/[x]: set region to 东部"]);
    let log = [
        "-c",
        "core.quotePath=false",
        "log",
        "-1",
        "--format=%s",
        "--name-only",
    ];
    assert_eq!(
        repository.git(&log),
        "sub/[x]: set region to 东部\n\naccounts/sub/[x].yaml\n"
    );
    assert_eq!(
        repository.git(&["status", "--short"]),
        " M accounts/sub/x.yaml\nM  notes.txt\n"
    );
}

#[test]
fn a_file_that_git_does_not_know_yet_is_committed_too() {
    let repository = repository();
    repository.write("accounts/new.yaml", "name: New\n");
    repository
        .dossier(&["promise", "new", "add", "call", "--due", "fri", "--commit"])
        .exits(0);
    let log = ["log", "-1", "--format=%s", "--name-only"];
    assert_eq!(
        repository.git(&log),
        "new: promise c1 by us, due on 2026-11-27\n\naccounts/new.yaml\n"
    );
    assert_eq!(repository.git(&["status", "--short"]), "");
}

#[test]
fn hooks_run_and_a_refusal_of_theirs_is_told() {
    let repository = repository();
    hook(&repository, "pre-commit", "echo 'not on Saturdays' >&2; exit 1");
    repository
        .dossier(&["set", "acme", "region", "east", "--commit"])
        .exits(2)
        .says(&["the file is written, but not committed: git: not on Saturdays"]);
    assert_eq!(
        repository.read("accounts/acme.yaml"),
        ACME.replace("north", "east")
    );
    assert_eq!(repository.git(&["status", "--short"]), " M accounts/acme.yaml\n");
}

#[test]
fn a_monitor_or_pager_that_the_configuration_names_never_runs() {
    let repository = repository();
    let trace = repository.world.path("trace");
    let script = format!("touch '{}'", trace.display());
    for key in ["core.fsmonitor", "core.pager", "diff.external", "core.editor"] {
        repository.git(&["config", key, &script]);
    }
    // What we set up ran git, too.
    let _ = fs::remove_file(&trace);
    repository
        .dossier(&["set", "acme", "region", "east", "--commit"])
        .exits(0);
    assert!(!trace.exists());
}

#[test]
fn without_a_repository_nothing_is_written() {
    let repository = Repository::new(&[("accounts/acme.yaml", ACME)]);
    repository
        .dossier(&["set", "acme", "region", "east", "--commit"])
        .exits(2)
        .says(&["is in no git repository"]);
    assert_eq!(repository.read("accounts/acme.yaml"), ACME);
}
