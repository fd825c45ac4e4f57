//! The log: commits that touched dossiers, by whom and when, and what the files held.

use account_dossier::history::Git;
use account_dossier::history::contents::Object;
use account_dossier::history::log::{Commit, Extent, Files, Touched, Version, Walk};

use crate::support::Repository;

const ALL: Files<'_> = Files::Below(&["accounts"]);

fn git(repository: &Repository) -> Git {
    Git::around(&repository.world.path("repo")).expect("a repository")
}

fn commits(repository: &Repository, walk: Walk, files: Files<'_>) -> Vec<Commit> {
    commits_of(&git(repository), walk, files)
}

fn commits_of(git: &Git, walk: Walk, files: Files<'_>) -> Vec<Commit> {
    let extent = Extent {
        until: &git.commit("HEAD").expect("a commit"),
        after: None,
        walk,
        files,
    };
    let log = git.log(&extent).expect("a log");
    log.map(|commit| commit.expect("a commit")).collect()
}

/// `2026-11-05 li first: + a.yaml`, newest first.
fn told(commits: &[Commit]) -> Vec<String> {
    let tell = |commit: &Commit| {
        let touched: Vec<String> = commit.touched.iter().map(change).collect();
        format!(
            "{} {} {}: {}",
            commit.day,
            commit.author,
            commit.subject,
            touched.join(", ")
        )
    };
    commits.iter().map(tell).collect()
}

fn change(touched: &Touched) -> String {
    let path = |version: &Version| version.path.clone();
    match (
        touched.before.as_ref().map(path),
        touched.after.as_ref().map(path),
    ) {
        (None, Some(now)) => format!("+ {now}"),
        (Some(then), None) => format!("- {then}"),
        (Some(then), Some(now)) if then == now => now,
        (then, now) => format!("{then:?} > {now:?}").replace("Some", ""),
    }
}

/// Two accounts; one is changed, renamed, and copied into a third.
fn lived() -> Repository {
    let repository = Repository::new(&[
        ("accounts/acme.yaml", "name: Acme\nowner: li\nindustry: steel\n"),
        ("accounts/other.yaml", "name: Other\n"),
        ("notes.txt", "x\n"),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("li", "2026-08-31T23:30:00+0800", "first");
    repository.write("accounts/acme.yaml", "name: Acme\nowner: xu\nindustry: steel\n");
    repository.write("notes.txt", "y\n");
    repository.commit_as("xu", "2026-09-10T09:00:00+0800", "handed over");
    repository.write("notes.txt", "z\n");
    repository.commit_as("xu", "2026-09-11T09:00:00+0800", "no dossier");
    repository.git(&["mv", "accounts/acme.yaml", "accounts/华东.yaml"]);
    repository.commit_as("王", "2026-10-01T09:00:00+0000", "moved");
    let copy = repository.read("accounts/华东.yaml");
    repository.write("accounts/copy.yaml", copy);
    repository.commit_as("王", "2026-10-02T09:00:00+0000", "copied");
    repository.git(&["rm", "-q", "accounts/other.yaml"]);
    repository.commit_as("li", "2026-11-01T09:00:00+0000", "lost");
    repository
}

#[test]
fn commits_that_touched_dossiers_are_told_newest_first() {
    let commits = commits(&lived(), Walk::MainLine, ALL);
    assert_eq!(
        told(&commits),
        [
            "2026-11-01 li lost: - accounts/other.yaml",
            "2026-10-02 王 copied: + accounts/copy.yaml",
            "2026-10-01 王 moved: (\"accounts/acme.yaml\") > (\"accounts/华东.yaml\")",
            "2026-09-10 xu handed over: accounts/acme.yaml",
            "2026-08-31 li first: + accounts/acme.yaml, + accounts/other.yaml",
        ]
    );
    // 23:30 in China is 15:30 UTC.
    let first = commits.last().expect("a commit");
    assert_eq!(
        (first.seconds, first.email.as_str()),
        (1_788_190_200, "li@example.com")
    );
}

#[test]
fn one_dossier_is_followed_through_its_names_and_not_into_what_it_was_copied_from() {
    let repository = lived();
    let of = |path| told(&commits(&repository, Walk::EveryBranch, Files::One(path)));
    assert_eq!(of("accounts/华东.yaml").len(), 3);
    assert_eq!(
        of("accounts/copy.yaml"),
        ["2026-10-02 王 copied: + accounts/copy.yaml"]
    );
    assert_eq!(of("accounts/nobody.yaml").len(), 0);
}

#[test]
fn the_past_is_bounded_by_commits() {
    let repository = lived();
    let git = git(&repository);
    let [until, after] = ["HEAD~1", "HEAD~4"].map(|name| git.commit(name).expect("a commit"));
    let extent = Extent {
        until: &until,
        after: Some(&after),
        walk: Walk::MainLine,
        files: ALL,
    };
    let log = git.log(&extent).expect("a log");
    let subjects: Vec<String> = log.map(|commit| commit.expect("a commit").subject).collect();
    assert_eq!(subjects, ["copied", "moved"]);
}

/// A branch with two commits, merged while the main line went on.
fn merged() -> Repository {
    let repository = Repository::new(&[("accounts/a.yaml", "name: A\n"), ("accounts/b.yaml", "name: B\n")]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("li", "2026-09-01T09:00:00+0000", "first");
    repository.git(&["checkout", "-q", "-b", "side"]);
    repository.write("accounts/a.yaml", "name: A\nowner: xu\n");
    repository.commit_as("xu", "2026-09-02T09:00:00+0000", "owner");
    repository.write("accounts/a.yaml", "name: A\nowner: xu\nregion: east\n");
    repository.commit_as("xu", "2026-09-04T09:00:00+0000", "region");
    repository.git(&["checkout", "-q", "main"]);
    repository.write("accounts/b.yaml", "name: B\nowner: li\n");
    repository.commit_as("li", "2026-09-03T09:00:00+0000", "other owner");
    repository.git(&["merge", "-q", "--no-ff", "-m", "merge", "side"]);
    repository
}

#[test]
fn a_merge_brings_all_of_its_branch_to_the_main_line() {
    let commits = commits(&merged(), Walk::MainLine, ALL);
    let subjects: Vec<&str> = commits.iter().map(|commit| commit.subject.as_str()).collect();
    assert_eq!(subjects, ["merge", "other owner", "first"]);
    assert_eq!(change(&commits[0].touched[0]), "accounts/a.yaml");
    // Each state is made of the one before.
    let first = commits[2].touched[0].after.as_ref();
    assert_eq!(commits[0].touched[0].before.as_ref(), first);
}

#[test]
fn on_every_branch_each_change_is_its_authors() {
    let commits = commits(&merged(), Walk::EveryBranch, ALL);
    assert_eq!(
        told(&commits),
        [
            "2026-09-04 xu region: accounts/a.yaml",
            "2026-09-03 li other owner: accounts/b.yaml",
            "2026-09-02 xu owner: accounts/a.yaml",
            "2026-09-01 li first: + accounts/a.yaml, + accounts/b.yaml",
        ]
    );
}

#[test]
fn many_contents_are_read_in_their_order() {
    let repository = lived();
    let git = git(&repository);
    let commits = commits_of(&git, Walk::MainLine, Files::One("accounts/华东.yaml"));
    let versions = commits
        .iter()
        .filter_map(|commit| commit.touched[0].after.as_ref());
    let objects: Vec<Object> = versions.map(|version| version.object.clone()).collect();
    // Enough to fill any pipe: 3 × 2,000 names of 40 letters.
    let asked: Vec<Object> = std::iter::repeat_n(&objects, 2_000).flatten().cloned().collect();
    let contents: Vec<String> = git
        .contents(&asked)
        .expect("a stream")
        .map(|content| content.expect("a content").text())
        .collect();
    assert_eq!(contents.len(), asked.len());
    assert_eq!(contents[0], repository.read("accounts/华东.yaml"));
    assert_eq!(contents[5_999], "name: Acme\nowner: li\nindustry: steel\n");
    // Who has seen enough asks no more.
    assert!(git.contents(&asked).expect("a stream").next().is_some());
}

#[test]
fn a_subfolder_is_told_from_where_it_lies() {
    let repository = Repository::new(&[
        ("crm/accounts/a.yaml", "name: A\n"),
        ("other/accounts/b.yaml", "name: B\n"),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("li", "2026-09-01T09:00:00+0000", "first");
    repository.git(&["mv", "other/accounts/b.yaml", "crm/accounts/b.yaml"]);
    repository.commit_as("li", "2026-09-02T09:00:00+0000", "moved in");
    // A configuration may ask for other ways of telling.
    repository.git(&["config", "diff.relative", "true"]);
    repository.git(&["config", "log.showRoot", "false"]);
    let git = Git::around(&repository.world.path("repo/crm")).expect("a repository");
    assert_eq!(
        told(&commits_of(&git, Walk::MainLine, ALL)),
        [
            "2026-09-02 li moved in: + accounts/b.yaml",
            "2026-09-01 li first: + accounts/a.yaml"
        ]
    );
    assert_eq!(
        told(&commits_of(&git, Walk::MainLine, Files::One("accounts/b.yaml"))),
        [
            "2026-09-02 li moved in: (\"/other/accounts/b.yaml\") > (\"accounts/b.yaml\")",
            "2026-09-01 li first: + /other/accounts/b.yaml"
        ]
    );
}

#[test]
fn what_a_shallow_clone_lacks_is_known_to_be_lacking() {
    let repository = lived();
    assert!(!git(&repository).is_shallow());
    let url = format!("file://{}", repository.world.path("repo").display());
    repository.git(&["clone", "-q", "--depth", "2", &url, "../shallow"]);
    let shallow = Git::around(&repository.world.path("shallow")).expect("a repository");
    assert!(shallow.is_shallow());
    assert_eq!(commits_of(&shallow, Walk::MainLine, ALL).len(), 2);
}

/// A commit whose files cannot be read ends the log with an error, not in silence.
#[test]
fn a_history_with_a_hole_is_told() {
    let repository = lived();
    let tree = repository.git(&["rev-parse", "HEAD~3^{tree}"]);
    let (folder, name) = tree.trim().split_at(2);
    std::fs::remove_file(
        repository
            .world
            .path(&format!("repo/.git/objects/{folder}/{name}")),
    )
    .expect("gone");
    let git = git(&repository);
    let extent = Extent {
        until: &git.commit("HEAD").expect("a commit"),
        after: None,
        walk: Walk::MainLine,
        files: ALL,
    };
    let last = git.log(&extent).expect("a log").last().expect("something");
    assert!(last.is_err_and(|error| error.to_string().contains("git fsck")));
}
