//! `check --staged` and the hook: what is going to be committed is checked, and nothing else.
#![cfg(unix)]

use super::{Repository, name_user, only, rules, script, shell, with_dossier};
use crate::support::Run;

const FAULTY: &str = "name: Acme\nnmae: x\n";

/// A committed repository with the hook.
fn repository(rules: &[&str]) -> Repository {
    let repository = Repository::committed(&[
        ("dossier.yaml", &only(rules)),
        ("accounts/acme.yaml", "name: Acme\n"),
        ("accounts/old.yaml", "name: Old\nold: y\n"),
    ]);
    name_user(&repository);
    repository.dossier(&["git", "setup", "--hook", "--yes"]).exits(0);
    repository.commit();
    repository
}

fn staged(repository: &Repository, more: &[&str]) -> Run {
    repository.check(&[&["--staged"], more].concat())
}

/// Runs git where the hook finds `dossier`.
fn commit(repository: &Repository, line: &str) -> Run {
    with_dossier(repository, &format!("git {line}"))
}

#[test]
fn the_index_counts_and_not_the_work_tree() {
    let repository = repository(&["unknown-field"]);
    repository.write("accounts/acme.yaml", FAULTY);
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
    repository.git(&["add", "accounts"]);
    repository.write("accounts/acme.yaml", "name: Acme\n");
    let run = staged(&repository, &[]).exits(1);
    assert!(run.stdout.starts_with("accounts/acme.yaml:2:1: "), "{run}");
    assert_eq!(run.stdout.lines().count(), 1);
    // The snippet, too, is of what is staged.
    let run = repository.dossier(&["check", "--staged"]).exits(1);
    run.says(&["2 | nmae: x", "1 staged file checked: 1 error"]);
    staged(&repository, &["--exit-zero"]).exits(0);
    assert_eq!(
        staged(&repository, &["--rule", "unknown-person"]).exits(0).stdout,
        ""
    );
    let json = repository
        .dossier(&["check", "--staged", "--format", "json"])
        .json();
    assert_eq!(json["summary"]["errors"], 1);
}

#[test]
fn each_way_to_commit_is_checked() {
    for (line, code) in [
        ("commit -am x", 1),
        ("commit -m x accounts/acme.yaml", 1),
        ("commit -m x notes.txt", 0),
        ("commit -m x", 0),
        ("-c core.quotePath=true commit -aqm x --no-verify", 0),
    ] {
        let repository = repository(&["unknown-field"]);
        repository.write("notes.txt", "new\n");
        repository.git(&["add", "notes.txt"]);
        repository.write("accounts/acme.yaml", FAULTY);
        let run = commit(&repository, line).exits(code);
        assert_eq!(run.said().contains("unknown-field"), code == 1, "{line}: {run}");
        let commits = repository.git(&["rev-list", "--count", "HEAD"]);
        assert_eq!(commits.trim(), if code == 1 { "2" } else { "3" }, "{line}");
    }
}

#[test]
fn from_a_folder_below_the_top_it_is_the_same() {
    let repository = repository(&["unknown-field"]);
    repository.write("accounts/acme.yaml", FAULTY);
    with_dossier(&repository, "cd accounts && git commit -qm x acme.yaml").exits(1);
    with_dossier(&repository, "cd accounts && git commit -qam x").exits(1);
    with_dossier(
        &repository,
        "cd accounts && GIT_INDEX_FILE= dossier check --staged",
    )
    .exits(0);
}

#[test]
fn the_first_commit_is_checked() {
    let repository = Repository::new(&[
        ("dossier.yaml", &only(&["unknown-field"])),
        ("accounts/acme.yaml", FAULTY),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    name_user(&repository);
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
    repository.dossier(&["git", "setup", "--hook", "--yes"]).exits(0);
    repository.git(&["add", "-A"]);
    commit(&repository, "commit -qm first")
        .exits(1)
        .says(&["unknown-field"]);
    repository.write("accounts/acme.yaml", "name: Acme\n");
    let run = commit(&repository, "commit -qam first").exits(0);
    assert_eq!(run.said(), "");
}

#[test]
fn what_is_renamed_is_checked_and_what_is_deleted_is_not() {
    let repository = repository(&["unknown-field", "unknown-account"]);
    repository.write("accounts/daughter.yaml", "name: Daughter\nparent: acme\n");
    repository.git(&["add", "-A"]);
    repository.git(&["rm", "-q", "accounts/old.yaml"]);
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
    repository.git(&["mv", "accounts/acme.yaml", "accounts/华东.yaml"]);
    // The other dossier is changed, too, and names what is no longer there.
    assert_eq!(rules(&staged(&repository, &[]).exits(1)), ["unknown-account"]);
    repository.write("accounts/daughter.yaml", "name: Daughter\nparent: 华东\n");
    commit(&repository, "commit -qam renamed").exits(0);
    repository.git(&["mv", "accounts/华东.yaml", "accounts/again.yaml"]);
    // Nothing else was changed: its findings are for a whole check.
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
    assert_eq!(rules(&repository.check(&[]).exits(1)), ["unknown-account"]);
}

#[test]
fn references_are_seen_against_all_that_is_staged() {
    let repository = repository(&["unknown-account", "unknown-case"]);
    repository.write("accounts/mother.yaml", "name: Mother\n");
    let daughter =
        "name: Daughter\nparent: mother\ntouchpoints:\n- {on: 2026-10-01, kind: call, told: [c1]}\n";
    repository.write("accounts/daughter.yaml", daughter);
    repository.write("library/cases.yaml", "- {id: c1, title: One}\n");
    repository.git(&["add", "accounts/daughter.yaml"]);
    // There in the work tree, and not in the commit.
    let found = rules(&staged(&repository, &[]).exits(1));
    assert_eq!(found, ["unknown-account", "unknown-case"]);
    repository.git(&["add", "accounts/mother.yaml", "library"]);
    std::fs::remove_file(repository.world.path("repo/accounts/mother.yaml")).expect("gone");
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
}

#[test]
fn the_settings_that_are_staged_count() {
    let repository = repository(&["unknown-field"]);
    repository.write("accounts/acme.yaml", FAULTY);
    repository.git(&["add", "-A"]);
    repository.write("dossier.yaml", "no: such\n");
    staged(&repository, &[]).exits(1).says(&["unknown-field"]);
    repository.write("dossier.yaml", only(&[]));
    repository.git(&["add", "-A"]);
    repository.write("dossier.yaml", only(&["unknown-field"]));
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
    repository.write("dossier.yaml", "no: such\n");
    repository.git(&["add", "-A"]);
    staged(&repository, &[])
        .exits(2)
        .says(&["dossier.yaml:1:1", "`no`"]);
}

#[test]
fn the_library_is_checked_where_it_is_changed() {
    let repository = repository(&["unknown-field"]);
    repository.write("library/cases.yaml", "- {id: c1, title: One, titel: x}\n");
    repository.git(&["add", "-A"]);
    let run = staged(&repository, &[]).exits(1);
    assert!(run.stdout.starts_with("library/cases.yaml:1:"), "{run}");
}

#[test]
fn what_is_only_intended_to_be_added_is_not_there_yet() {
    let repository = repository(&["empty-file", "unknown-account"]);
    repository.write("accounts/new.yaml", FAULTY);
    repository.git(&["add", "-N", "accounts/new.yaml"]);
    repository.write("accounts/acme.yaml", "name: Acme\nparent: new\n");
    repository.git(&["add", "accounts/acme.yaml"]);
    assert_eq!(rules(&staged(&repository, &[]).exits(1)), ["unknown-account"]);
}

#[test]
fn a_link_is_no_dossier() {
    let repository = repository(&["unknown-field", "unknown-account"]);
    std::os::unix::fs::symlink("old.yaml", repository.world.path("repo/accounts/link.yaml")).expect("a link");
    repository.git(&["add", "-A"]);
    assert_eq!(staged(&repository, &[]).exits(0).stdout, "");
}

#[test]
fn what_is_in_conflict_or_too_large_does_not_pass() {
    let repository = repository(&["unknown-field", "yaml-syntax"]);
    repository.git(&["switch", "-q", "-c", "feature"]);
    repository.write("accounts/acme.yaml", "name: Acme\nregion: north\n");
    repository.commit();
    repository.git(&["switch", "-q", "main"]);
    repository.write("accounts/acme.yaml", "name: Acme\nregion: south\n");
    repository.commit();
    shell(&repository, &repository.world.path("bin"), "git merge -q feature").exits(1);
    staged(&repository, &[])
        .exits(2)
        .says(&["warning: accounts/acme.yaml is in conflict", "git add"]);
    repository.git(&["reset", "-q", "--hard"]);
    repository.write(
        "accounts/acme.yaml",
        format!("name: Acme\n# {}\n", "x".repeat(5 << 20)),
    );
    repository.git(&["add", "-A"]);
    staged(&repository, &[]).exits(1).says(&[
        "accounts/acme.yaml",
        "the file has 5 MiB; a dossier has at most 4 MiB",
    ]);
}

#[test]
fn without_dossier_the_hook_says_so_and_lets_the_commit_through() {
    let repository = repository(&["unknown-field"]);
    repository.write("accounts/acme.yaml", FAULTY);
    let run = shell(&repository, &repository.world.path("bin"), "git commit -qam x").exits(0);
    assert_eq!(
        run.stderr,
        "dossier is not on your PATH: the dossiers of this commit are not checked\n"
    );
}

#[test]
fn other_hooks_are_told_of_the_same_index() {
    let repository = repository(&["unknown-field"]);
    // As pre-commit and others do: the hook is started from somewhere else, by a path of its own.
    script(
        &repository,
        "repo/.git/hooks/pre-commit",
        "cd accounts && GIT_INDEX_FILE=$(cd .. && realpath \"$GIT_INDEX_FILE\") exec dossier check --staged",
    );
    repository.write("accounts/acme.yaml", FAULTY);
    commit(&repository, "commit -qam x")
        .exits(1)
        .says(&["unknown-field"]);
}

#[test]
fn without_repository_or_with_what_it_cannot_be_combined_it_fails() {
    let bare = Repository::new(&[("accounts/acme.yaml", "name: Acme\n")]);
    staged(&bare, &[]).exits(2).says(&["in no git repository"]);
    for more in [
        &["acme"][..],
        &["--since", "HEAD"],
        &["--add-ignores"],
        &["--ages"],
    ] {
        staged(&bare, more).exits(2).says(&["cannot be used with"]);
    }
    let repository = repository(&["unknown-field"]);
    staged(&repository, &["--rule", "nonsense"]).exits(2);
}
