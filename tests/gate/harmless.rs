//! SAFETY 31 and 33: nothing that a repository's configuration names is ever run.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use super::{Repository, only};

/// Writes a script that leaves a trace when it runs.
fn canary(repository: &Repository, name: &str) -> String {
    let trace = trace(repository);
    let script = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\nexit 0\n", trace.display());
    repository.world.write(name, script);
    let path = repository.world.path(name);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("set");
    path.display().to_string()
}

fn trace(repository: &Repository) -> PathBuf {
    repository.world.path("trace")
}

/// What has run so far.
fn traced(repository: &Repository) -> String {
    fs::read_to_string(trace(repository)).unwrap_or_default()
}

fn faulty() -> Repository {
    let settings = only(&["unknown-field"]);
    Repository::committed(&[
        ("dossier.yaml", &settings),
        ("accounts/acme.yaml", "name: Acme\nnmae: x\n"),
        (".gitattributes", "*.yaml filter=evil diff=evil merge=evil\n"),
    ])
}

#[test]
fn what_the_configuration_of_git_names_never_runs() {
    let repository = faulty();
    // Renamed and changed: git has to look into both to see that it is the same.
    repository.git(&["mv", "accounts/acme.yaml", "accounts/moved.yaml"]);
    repository.write("accounts/moved.yaml", "name: Acme\nnmae: x\nowner: xu\n");
    repository.git(&["add", "-A"]);
    let script = canary(&repository, "canary");
    for hook in [
        "pre-commit",
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
    ] {
        canary(&repository, &format!("hooks/{hook}"));
        canary(&repository, &format!("repo/.git/hooks/{hook}"));
    }
    let hooks = repository.world.path("hooks").display().to_string();
    let aliases = [
        "rev-parse",
        "rev-list",
        "merge-base",
        "ls-tree",
        "cat-file",
        "diff-index",
        "ls-files",
        "log",
        "hash-object",
        "check-attr",
        "config",
    ];
    let aliases = aliases.map(|name| format!("alias.{name}"));
    let alias = format!("!{script}");
    let mut settings: Vec<(&str, &str)> = aliases
        .iter()
        .map(|name| (name.as_str(), alias.as_str()))
        .collect();
    for name in [
        "core.fsmonitor",
        "core.pager",
        "pager.cat-file",
        "pager.ls-tree",
        "core.editor",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.smudge",
        "filter.evil.clean",
        "filter.evil.process",
        "merge.evil.driver",
        "gpg.program",
        "credential.helper",
        "uploadpack.packObjectsHook",
        "remote.origin.uploadpack",
        "interactive.diffFilter",
    ] {
        settings.push((name, &script));
    }
    settings.extend([
        ("core.hooksPath", hooks.as_str()),
        ("core.useBuiltinFSMonitor", "true"),
        ("log.showSignature", "true"),
        ("filter.evil.required", "true"),
        ("remote.origin.url", "ext::/bin/false"),
        ("remote.origin.promisor", "true"),
        ("extensions.partialClone", "origin"),
        ("protocol.ext.allow", "always"),
    ]);
    for (name, value) in settings {
        repository.git(&["config", name, value]);
    }
    let _ = fs::remove_file(trace(&repository));
    for arguments in [
        &["--since", "HEAD"][..],
        &["--since", "HEAD..."],
        &["--since", "main"],
        &["--staged"],
        &[],
    ] {
        repository.check(arguments);
        assert_eq!(traced(&repository), "", "{arguments:?}");
    }
    for arguments in [
        &["diff"][..],
        &["diff", "HEAD", "HEAD"],
        &["diff", "--since", "2030-01-01"],
        &["history", "moved"],
        &["history", "--all"],
        &["tier", "--since", "HEAD"],
        &["brief", "moved"],
        &["complete", "--ages"],
        &["check", "--ages"],
        &["git", "setup", "--check", "--hook"],
        &["git", "setup", "--hook", "--yes"],
        &["git", "setup", "--undo", "--yes"],
    ] {
        let run = repository.dossier(arguments);
        assert_eq!(traced(&repository), "", "{arguments:?} {run}");
    }
    repository.check(&["--since", "HEAD"]).exits(0);
    repository.check(&["--since", "nowhere"]).exits(2);
    // Contents that are missing are not asked for elsewhere.
    let object = fs::read_dir(repository.world.path("repo/.git/objects")).expect("objects");
    for folder in object.map(|entry| entry.expect("an entry").path()) {
        if folder.file_name().is_some_and(|name| name.len() == 2) {
            for blob in fs::read_dir(folder).expect("objects") {
                let path = blob.expect("an entry").path();
                let whole = fs::read(&path).expect("an object").len();
                if whole < 45 {
                    fs::remove_file(path).expect("gone");
                }
            }
        }
    }
    repository.check(&["--since", "HEAD"]).exits(2);
    assert_eq!(traced(&repository), "");
}

#[test]
fn the_canary_sings_where_git_is_run_without_care() {
    let repository = faulty();
    let script = canary(&repository, "canary");
    repository.git(&["config", "core.fsmonitor", &script]);
    repository.git(&["status"]);
    assert_ne!(traced(&repository), "");
}

#[test]
fn without_since_no_program_runs() {
    let repository = faulty();
    canary(&repository, "bin/git");
    canary(&repository, "bin/sh");
    let path = repository.world.path("bin").display().to_string();
    let formats = ["table", "concise", "json", "github", "gitlab", "sarif", "junit"];
    let mut lines: Vec<Vec<&str>> = formats
        .iter()
        .map(|format| vec!["check", "--format", format])
        .collect();
    lines.extend([
        vec!["check", "--strict", "--no-ignores"],
        vec!["check", "--add-ignores"],
        vec!["list"],
        vec!["due"],
        vec!["tier"],
        vec!["deals"],
        vec!["health"],
        vec!["explain"],
    ]);
    for line in lines {
        let mut command = repository.world.command(&line);
        command
            .current_dir(repository.world.path("repo"))
            .env("PATH", &path);
        let run = repository.world.finish(command);
        assert!(run.code < 2, "{line:?}: {run}");
        assert_eq!(traced(&repository), "", "{line:?}");
    }
    let mut command = repository.world.command(&["check", "--since", "HEAD"]);
    command
        .current_dir(repository.world.path("repo"))
        .env("PATH", &path);
    repository.world.finish(command);
    assert_ne!(traced(&repository), "");
}
