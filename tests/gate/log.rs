//! Contacts that are logged in a repository of git's: what its diff shows, who sits here, whose editor is run.

use super::Repository;

const TEAM: &str =
    "team:\n  wang: {name: Wang, email: wang@example.com}\n  li: {name: Li, email: Li@Example.com}\n";

#[test]
fn a_diff_shows_the_lines_that_were_added_and_no_other() {
    let text = "\u{feff}# 档案\r\nname: 甲公司\r\ntouchpoints:\r\n  - on: 2026-10-14 # 拜访\r\n    kind: visit\r\n\r\nx-sap: '007'";
    let repository = Repository::committed(&[("accounts/a.yaml", text)]);
    repository
        .dossier(&["log", "a", "call", "--outcome", "很好: 是"])
        .exits(0);
    let diff = repository.git(&["diff", "--unified=0", "--", "accounts"]);
    let changed: Vec<&str> = diff
        .split('\n')
        .skip_while(|line| !line.starts_with("@@"))
        .skip(1)
        .filter(|line| !line.is_empty())
        .collect();
    assert_eq!(
        changed,
        [
            "+  - on: 2026-11-21\r",
            "+    kind: call\r",
            "+    outcome: '很好: 是'\r"
        ],
        "{diff}"
    );
}

#[test]
fn who_sits_here_is_who_git_says() {
    let dossier = ("accounts/a.yaml", "name: A\nowner: wang\n");
    let repository = Repository::committed(&[("dossier.yaml", TEAM), dossier]);
    let by = |id: &str, arguments: &[&str]| {
        let said = format!("by {id}");
        repository
            .dossier(&[&["log", "a", "call", "--dry-run"], arguments].concat())
            .exits(0)
            .says(&[&said]);
    };
    by("wang", &[]);
    repository.git(&["config", "user.email", "li@example.com"]);
    by("li", &[]);
    by("wang", &["--by", "wang"]);
    repository.git(&["config", "user.email", "stranger@example.com"]);
    by("wang", &[]);
}

#[test]
fn a_contact_is_committed_under_what_it_was() {
    let repository = Repository::committed(&[("accounts/a.yaml", "name: A\n"), ("notes.txt", "a")]);
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
    repository.write("notes.txt", "b");
    repository.dossier(&["log", "a", "call", "--commit"]).exits(0);
    let told = repository.git(&["log", "-1", "--format=%s", "--name-only"]);
    assert_eq!(told, "a: call on Sat 2026-11-21\n\naccounts/a.yaml\n");
}

#[test]
fn the_editor_that_a_repository_names_is_never_run() {
    let repository = Repository::committed(&[("accounts/a.yaml", "name: A\n")]);
    let own = repository.world.path("own").display().to_string();
    repository.git(&["config", "core.editor", "touch canary #"]);
    repository.git(&["config", "--global", "core.editor", &format!("touch '{own}' #")]);
    repository.dossier(&["log", "a", "call", "--edit"]).exits(0);
    assert!(repository.world.path("own").exists());
    assert!(!repository.world.path("repo/canary").exists());
}
