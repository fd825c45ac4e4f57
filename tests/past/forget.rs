//! `person … forget`: what is taken away, and what the past still holds.

use insta::assert_snapshot;

use crate::support::{Repository, Run};

const ACME: &str = "\
name: Acme
stakeholders:
- id: li-wei
  name: 李伟
  title: Director
  email: li@acme.example  # asked for twice
  # of hers
  private: {family: one daughter}
  x-wechat: liwei88
- {id: wu, name: Wu Min, reports_to: li-wei, private: {family: cousin of 李伟}}
touchpoints:
- {on: 2026-10-01, kind: call, with: [li-wei], outcome: write to li@acme.example}
sources:
- {of: 'stakeholders[0].private.family', grade: told, from: wu}
- {of: value.potential, grade: told, from: li-wei}
- {of: 'stakeholders[0].email', grade: told, from: wu}
";

/// A repository whose dossier was without the data once, and had another name.
fn repository() -> Repository {
    let repository = Repository::new(&[
        (
            "accounts/old.yaml",
            "name: Acme\nstakeholders:\n- {id: li-wei, name: 李伟, title: Director}\n",
        ),
        (
            "accounts/other.yaml",
            "name: Other\nsource: {kind: referral, from: 李伟 of Acme}\n# li-wei is another one here\n",
        ),
    ]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit_as("xu", "2026-08-01T09:00:00+0800", "begun");
    repository.write("accounts/old.yaml", ACME);
    repository.commit_as("li", "2026-08-02T09:00:00+0800", "private data of 李伟");
    repository.git(&["mv", "accounts/old.yaml", "accounts/acme.yaml"]);
    repository.commit_as("xu", "2026-08-03T09:00:00+0800", "renamed");
    repository
}

fn forget(repository: &Repository, more: &[&str]) -> Run {
    repository.dossier(&[&["person", "acme", "forget", "li-wei"], more].concat())
}

#[test]
fn private_data_go_and_what_is_left_is_told() {
    let repository = repository();
    assert_snapshot!(mask(&forget(&repository, &[])), @"
    exit 0
    --- out
    wrote accounts/acme.yaml: person li-wei forgotten: email, private
    still named in
      accounts/acme.yaml:7  (private)
      accounts/acme.yaml:9  - {on: 2026-10-01, kind: call, with: [li-wei], outcome:…
      accounts/acme.yaml:11  - {of: value.potential, grade: told, from: li-wei}
      accounts/other.yaml:2  source: {kind: referral, from: 李伟 of Acme}
    2 commits wrote the data
      2026-08-03  <commit>  xu: renamed
      2026-08-02  <commit>  li: private data of 李伟
    Later commits hold them, too, until one that took them away, and so does every
    clone. To take them out of the past:
    1. commit what is changed here, and have everybody push what they have
    2. in a fresh clone take the file's past away; what it says today begins anew
       (git-filter-repo is a tool of its own)
         cp -- accounts/acme.yaml ../kept.yaml
         git filter-repo --invert-paths --path accounts/acme.yaml --path accounts/old.yaml
         mkdir -p -- accounts && mv ../kept.yaml accounts/acme.yaml
         git add -- accounts/acme.yaml && git commit -m 'Begin anew'
    3. replace what is on the server, and have it drop what nothing leads to any
       more: that is for those who run it
         git remote add origin URL
         git push --force --all && git push --force --tags
    4. everybody deletes their clones, with stashes and backups, and clones anew:
       one push from an old one brings it all back
    --- err
    `stakeholders[0].x-wechat` is a key of your own and stays; take it away if it is private
    ");
    assert_snapshot!(repository.read("accounts/acme.yaml"), @"
    name: Acme
    stakeholders:
    - id: li-wei
      name: 李伟
      title: Director
      x-wechat: liwei88
    - {id: wu, name: Wu Min, reports_to: li-wei, private: {family: cousin of 李伟}}
    touchpoints:
    - {on: 2026-10-01, kind: call, with: [li-wei], outcome: write to li@acme.example}
    sources:
    - {of: value.potential, grade: told, from: li-wei}
    ");
    repository
        .dossier(&["check", "acme", "--rule", "wrong-type"])
        .exits(0);
}

/// A run with the ids of commits left out.
fn mask(run: &Run) -> String {
    let is_id = |word: &str| word.len() == 10 && word.chars().all(|c| c.is_ascii_hexdigit());
    let lines = run.to_string();
    let masked = lines.lines().map(|line| {
        let words: Vec<&str> = line
            .split(' ')
            .map(|word| if is_id(word) { "<commit>" } else { word })
            .collect();
        words.join(" ")
    });
    masked.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let repository = repository();
    let run = forget(&repository, &["--dry-run"]).exits(0);
    let run = run.says(&[
        "-  email: li@acme.example",
        "not written",
        "2 commits wrote the data",
    ]);
    assert!(!run.stdout.contains("one daughter"), "{run}");
    assert_eq!(repository.read("accounts/acme.yaml"), ACME);
}

#[test]
fn once_it_is_committed_the_past_is_told_again() {
    let repository = repository();
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
    forget(&repository, &["--commit"])
        .exits(0)
        .says(&["committed: acme: person li-wei forgotten"]);
    // The outcome of a touchpoint holds the address; it is the owner's to change.
    let run = forget(&repository, &[]).exits(0);
    run.says(&[
        "says so already",
        "accounts/acme.yaml:9",
        "2 commits wrote the data",
    ]);
}

#[test]
fn every_branch_stash_and_merge_is_looked_through() {
    let repository = Repository::committed(&[(
        "accounts/acme.yaml",
        "name: Acme\nstakeholders:\n- {id: li, name: 李伟}\n",
    )]);
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
    let past = |count: &str| {
        let run = repository.dossier(&["person", "acme", "forget", "li"]).exits(0);
        assert!(run.stdout.contains(count), "{run}");
    };
    past("no commit holds the data");
    let with = |what: &str| format!("name: Acme\nstakeholders:\n- {{id: li, name: 李伟, {what}}}\n");
    repository.git(&["switch", "-q", "-c", "feature"]);
    repository.git(&["mv", "accounts/acme.yaml", "accounts/moved.yaml"]);
    repository.commit();
    repository.write("accounts/moved.yaml", with("phone: '1'"));
    repository.commit();
    repository.git(&["switch", "-q", "main"]);
    past("1 commit wrote the data");
    repository.write("accounts/acme.yaml", with("phone: '2'"));
    repository.git(&["stash", "-q"]);
    past("2 commits wrote the data");
    // A merge that brings in what neither side had.
    repository.git(&["switch", "-q", "-c", "side"]);
    repository.write("notes.txt", "side\n");
    repository.commit();
    repository.git(&["switch", "-q", "main"]);
    repository.git(&["merge", "-q", "--no-ff", "--no-commit", "side"]);
    repository.write("accounts/acme.yaml", with("email: x@y.example"));
    repository.commit();
    repository.write("accounts/acme.yaml", with("title: Director"));
    repository.commit();
    past("3 commits wrote the data");
}

/// Of a branch of which a merge took nothing git tells nothing by itself.
#[test]
fn what_a_merge_left_out_is_in_the_past_still() {
    let repository = Repository::committed(&[(
        "crm/accounts/acme.yaml",
        "name: Acme\nstakeholders:\n- {id: li, name: 李伟}\n",
    )]);
    repository.git(&["switch", "-q", "-c", "side"]);
    repository.write(
        "crm/accounts/acme.yaml",
        "name: Acme\nstakeholders:\n- {id: li, name: 李伟, phone: '1'}\n",
    );
    repository.commit();
    repository.git(&["switch", "-q", "main"]);
    repository.write("notes.txt", "main\n");
    repository.commit();
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
    repository.git(&["merge", "-q", "--strategy", "ours", "-m", "ours", "side"]);
    repository.git(&["branch", "-q", "-D", "side"]);
    repository
        .dossier(&["-C", "crm", "person", "acme", "forget", "li"])
        .exits(0)
        .says(&["1 commit wrote the data"]);
}

#[test]
fn many_commits_are_told_by_the_newest_and_the_oldest() {
    let repository = repository();
    for count in 10..20 {
        let text = repository.read("accounts/acme.yaml");
        repository.write(
            "accounts/acme.yaml",
            format!("{text}x-note: {count}\n").replace(&format!("x-note: {}\n", count - 1), ""),
        );
        repository.commit_as("xu", &format!("2026-09-{count}T09:00:00+0800"), "noted");
    }
    let run = forget(&repository, &[])
        .exits(0)
        .says(&["12 commits wrote the data"]);
    let named: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.contains("est  2026-"))
        .collect();
    assert_eq!(named.len(), 2);
    assert!(
        named[0].contains("newest  2026-09-19") && named[1].contains("oldest  2026-08-02"),
        "{run}"
    );
    assert!(!run.stdout.contains("2026-09-15"), "{run}");
}

#[test]
fn a_folder_below_the_top_is_told_from_the_top() {
    let repository = Repository::new(&[("my crm/accounts/acme.yaml", ACME), ("my crm/dossier.yaml", "")]);
    repository.git(&["init", "-q", "-b", "main"]);
    repository.commit();
    repository
        .dossier(&["-C", "my crm", "person", "acme", "forget", "li-wei"])
        .exits(0)
        .says(&[
            "--invert-paths --path 'my crm/accounts/acme.yaml'\n",
            "mkdir -p -- 'my crm/accounts'",
        ]);
}

#[test]
fn without_git_the_past_is_not_known() {
    let plain = Repository::new(&[("accounts/acme.yaml", ACME)]);
    let run = forget(&plain, &[]).exits(0);
    let run = run.says(&[
        "wrote accounts/acme.yaml",
        "in no git repository: which commits hold the data is not known",
    ]);
    assert!(!run.said().contains("filter-repo"), "{run}");
    plain.write("accounts/acme.yaml", ACME);
    let mut command = plain.world.command(&["person", "acme", "forget", "li-wei"]);
    command
        .current_dir(plain.world.path("repo"))
        .env("PATH", plain.world.path("home"));
    plain
        .world
        .finish(command)
        .exits(0)
        .says(&["no `git` on this machine: which commits"]);
}

#[test]
fn a_shallow_clone_says_that_there_may_be_more() {
    let origin = repository();
    let url = format!("file://{}", origin.world.path("repo").display());
    let clone = Repository::new(&[]);
    clone.git(&["clone", "-q", "--depth", "1", &url, "."]);
    forget(&clone, &[])
        .exits(0)
        .says(&["1 commit wrote the data", "git fetch --unshallow"]);
}

#[test]
fn who_is_not_there_is_not_forgotten() {
    let repository = repository();
    repository
        .dossier(&["person", "acme", "forget", "ghost"])
        .exits(2)
        .says(&["there is no stakeholder `ghost`"]);
    assert_eq!(repository.read("accounts/acme.yaml"), ACME);
}
