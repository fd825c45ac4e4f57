//! `merge` as git calls it: whatever brings two branches together, both sides' entries are there.

use super::Repository;
use crate::support::Run;

const PATH: &str = "accounts/甲 acme.yaml";
const BASE: &str = "name: 甲公司\ntouchpoints:\n  - {on: 2026-10-01, kind: call}\n";
const OURS: &str = "  - {on: 2026-11-03, kind: visit, with: [wei]}\n";
const THEIRS: &str = "  - on: 2026-11-02\n    kind: call\n    notes: |\n      价格: 太高\n";

/// What `git setup` is to configure, without its way back to git.
fn driver() -> String {
    let binary = env!("CARGO_BIN_EXE_dossier");
    format!("'{binary}' merge %O %A %B -L %L -P %P --base-label %S --ours-label %X --theirs-label %Y")
}

/// A repository with the driver, whose branches `main` and `other` each have a text.
fn repository(base: &str, ours: &str, theirs: &str) -> Repository {
    let repository = Repository::committed(&[
        (PATH, base),
        ("dossier.yaml", "version: 1\n"),
        (".gitattributes", "*.yaml merge=dossier\n"),
    ]);
    repository.git(&["config", "merge.dossier.driver", &driver()]);
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
    repository.git(&["switch", "-q", "-c", "other"]);
    repository.write(PATH, theirs);
    repository.commit();
    repository.git(&["switch", "-q", "main"]);
    repository.write(PATH, ours);
    repository.commit();
    repository
}

/// Both branches have a touchpoint more.
fn both_log() -> Repository {
    repository(BASE, &format!("{BASE}{OURS}"), &format!("{BASE}{THEIRS}"))
}

#[track_caller]
fn has_both(repository: &Repository) {
    assert_eq!(repository.read(PATH), format!("{BASE}{THEIRS}{OURS}"));
}

fn try_git(repository: &Repository, arguments: &[&str]) -> Run {
    let mut command = std::process::Command::new("git");
    command.args(arguments);
    command.current_dir(repository.world.path("repo")).env_clear();
    command.env("PATH", crate::support::path());
    command.env("HOME", repository.world.path("home"));
    command.env("GIT_CONFIG_NOSYSTEM", "1").env("LC_ALL", "C");
    repository.world.finish(command)
}

#[test]
fn merge_unites_both_sides() {
    let repository = both_log();
    repository.git(&["merge", "-q", "--no-edit", "other"]);
    has_both(&repository);
}

#[test]
fn rebase_unites_both_sides() {
    let repository = both_log();
    repository.git(&["rebase", "-q", "other"]);
    has_both(&repository);
}

#[test]
fn cherry_pick_unites_both_sides() {
    let repository = both_log();
    repository.git(&["cherry-pick", "other"]);
    has_both(&repository);
}

#[test]
fn revert_takes_back_one_entry_and_leaves_what_came_later() {
    let repository = both_log();
    repository.git(&["cherry-pick", "other"]);
    repository.git(&["revert", "--no-edit", "HEAD~1"]);
    assert_eq!(repository.read(PATH), format!("{BASE}{THEIRS}"));
}

#[test]
fn stash_pop_unites_both_sides() {
    let repository = both_log();
    repository.git(&["switch", "-q", "other"]);
    repository.git(&["reset", "-q", "--soft", "HEAD~1"]);
    repository.git(&["stash", "-q"]);
    repository.git(&["switch", "-q", "main"]);
    repository.git(&["stash", "pop", "-q"]);
    has_both(&repository);
}

#[test]
fn a_true_conflict_is_gits_to_tell_and_the_users_to_resolve() {
    let with = |close: &str, touchpoint: &str| format!("reviewed: {close}\n{BASE}{touchpoint}");
    let repository = repository(
        &with("2026-01-01", ""),
        &with("2026-10-01", OURS),
        &with("2026-11-01", THEIRS),
    );
    let run = try_git(&repository, &["merge", "--no-edit", "other"]).exits(1);
    let run = run.says(&["CONFLICT (content)"]);
    assert!(run.said().contains("1 conflict to resolve by hand"), "{run}");
    assert_eq!(
        repository.read(PATH),
        format!(
            "<<<<<<< HEAD\nreviewed: 2026-10-01\n=======\nreviewed: 2026-11-01\n>>>>>>> other\n{BASE}{THEIRS}{OURS}"
        )
    );
    let status = repository.git(&["status", "--porcelain", "-z"]);
    assert!(status.starts_with(&format!("UU {PATH}")), "{status}");
}

#[test]
fn settings_in_conflict_do_not_hinder_it() {
    let repository = both_log();
    repository.write("dossier.yaml", "version: 1\ncurrency: EUR\n");
    repository.commit();
    repository.git(&["switch", "-q", "other"]);
    repository.write("dossier.yaml", "version: 1\ncurrency: CNY\n");
    repository.commit();
    repository.git(&["switch", "-q", "main"]);
    try_git(&repository, &["merge", "--no-edit", "other"]).exits(1);
    assert!(
        repository
            .read("dossier.yaml")
            .contains("currency: EUR\n=======\ncurrency: CNY")
    );
    has_both(&repository);
}

/// The command that the README gives.
#[test]
fn where_the_binary_is_missing_git_merges_alone() {
    let readme = include_str!("../../README.md");
    let line = readme
        .lines()
        .find_map(|line| line.strip_prefix("git config merge.dossier.driver '"));
    let driver = line.and_then(|line| line.strip_suffix('\'')).expect("the driver");
    let repository = both_log();
    repository.git(&["config", "merge.dossier.driver", driver]);
    try_git(&repository, &["merge", "--no-edit", "other"]).exits(1);
    let text = repository.read(PATH);
    assert!(text.starts_with(&format!("{BASE}<<<<<<< ")), "{text}");
    assert!(
        text.contains(&format!("{OURS}=======\n{THEIRS}>>>>>>> ")),
        "{text}"
    );
    repository.git(&["merge", "--abort"]);
    let folder = std::path::Path::new(env!("CARGO_BIN_EXE_dossier"))
        .parent()
        .expect("a folder");
    let driver = format!("PATH='{}':$PATH; {driver}", folder.display());
    repository.git(&["config", "merge.dossier.driver", &driver]);
    repository.git(&["merge", "-q", "--no-edit", "other"]);
    has_both(&repository);
}

/// What a repository's own configuration names is not run by the git that the driver calls.
#[test]
fn nothing_of_the_configuration_is_run() {
    let repository = both_log();
    let canary = repository.world.path("canary").display().to_string();
    for (key, value) in [
        ("core.fsmonitor", format!("touch {canary}; false")),
        ("core.pager", format!("touch {canary}")),
        ("diff.external", format!("touch {canary}")),
    ] {
        repository.git(&["config", key, &value]);
    }
    for (name, text) in [("base", BASE), ("ours", "name: A\n"), ("theirs", "name: B\n")] {
        repository.write(name, text);
    }
    repository
        .dossier(&["merge", "-p", "base", "ours", "theirs"])
        .exits(1);
    assert!(!repository.world.path("canary").exists());
}
