//! What the past tells of a dossier: which commit set each value, and how often dates were moved.

use account_dossier::analysis::age::Ages;
use account_dossier::history::Git;
use account_dossier::history::log::Files;
use account_dossier::history::past::pasts;
use account_dossier::source::Route;

use insta::assert_snapshot;

use crate::support::{Repository, World};

const PATH: &str = "accounts/acme.yaml";

fn ages_of(repository: &Repository, path: &str, files: Files<'_>) -> Ages {
    let git = Git::around(&repository.world.path("repo")).expect("a repository");
    let text = repository.read(path);
    let today = "2026-11-21".parse().expect("a day");
    let mut all = pasts(&git, files, &[(path, &text)], today).expect("ages");
    all.pop().expect("of one dossier").ages
}

/// `2026-05-01 li`: when and by whom a value was set.
fn set(ages: &Ages, route: &str) -> String {
    let route: Route = route.parse().expect("a route");
    match ages.last(&route) {
        Some(setting) => format!("{} {}", setting.on, setting.by.as_deref().unwrap_or("nobody")),
        None => "unknown".to_owned(),
    }
}

/// A repository whose dossier has been through these texts.
fn through(steps: &[(&str, &str, &str)]) -> Repository {
    let repository = Repository::new(&[]);
    repository.git(&["init", "-q", "-b", "main"]);
    for (who, day, text) in steps {
        repository.write(PATH, text);
        repository.commit_as(who, &format!("{day}T09:00:00+0800"), "change");
    }
    repository
}

#[test]
fn a_value_is_as_old_as_its_last_change_and_layout_is_none() {
    let repository = through(&[
        (
            "li",
            "2026-01-05",
            "name: Acme\nstakeholders:\n- {id: a, influence: 4}\n- {id: b, influence: 2}\n",
        ),
        (
            "bo",
            "2026-04-01",
            "name: Acme\nstakeholders:\n- {id: a, influence: 4}\n- {id: b, influence: 3}\n",
        ),
        // All of it written anew, in another order, and one attitude added.
        (
            "cy",
            "2026-06-01",
            "# formatted\nstakeholders:\n  - id: b\n    influence: '3'\n  - id: a\n    attitude: supporter\n    influence: 4\nname: \"Acme\"\n",
        ),
    ]);
    for files in [Files::One(PATH), Files::Below(&["accounts"])] {
        let ages = ages_of(&repository, PATH, files);
        assert_eq!(set(&ages, "name"), "2026-01-05 li");
        assert_eq!(set(&ages, "stakeholders[1].influence"), "2026-01-05 li");
        assert_eq!(set(&ages, "stakeholders[0].influence"), "2026-04-01 bo");
        assert_eq!(set(&ages, "stakeholders[1].attitude"), "2026-06-01 cy");
    }
}

#[test]
fn a_value_that_came_back_is_as_old_as_its_return_and_what_is_not_committed_is_of_today() {
    let repository = through(&[
        ("li", "2026-01-05", "name: Acme\nowner: li\n"),
        ("bo", "2026-02-05", "name: Acme\nowner: bo\n"),
        ("cy", "2026-03-05", "name: Acme\nowner: li\n"),
    ]);
    repository.write(PATH, "name: Acme\nowner: li\nregion: North\n");
    let ages = ages_of(&repository, PATH, Files::One(PATH));
    assert_eq!(set(&ages, "owner"), "2026-03-05 cy");
    assert_eq!(set(&ages, "region"), "2026-11-21 nobody");
}

#[test]
fn a_renamed_dossier_keeps_its_ages() {
    let repository = through(&[("li", "2026-01-05", "name: Acme\nowner: li\nregion: North\n")]);
    repository.git(&["mv", PATH, "accounts/acme-robotics.yaml"]);
    repository.commit_as("bo", "2026-02-05T09:00:00+0000", "rename");
    for files in [
        Files::One("accounts/acme-robotics.yaml"),
        Files::Below(&["accounts"]),
    ] {
        let ages = ages_of(&repository, "accounts/acme-robotics.yaml", files);
        assert_eq!(set(&ages, "region"), "2026-01-05 li");
    }
}

/// The name that a dossier has now was another's once, whose values were the same.
#[test]
fn a_dossier_has_its_own_past_and_not_that_of_its_name() {
    let repository = through(&[("li", "2026-01-05", "name: Acme\nowner: li\nregion: North\n")]);
    repository.write("accounts/old.yaml", "name: Old\nregion: North\nindustry: steel\n");
    repository.commit_as("bo", "2026-02-05T09:00:00+0000", "another");
    repository.git(&["rm", "-q", PATH]);
    repository.commit_as("cy", "2026-03-05T09:00:00+0000", "gone");
    repository.git(&["mv", "accounts/old.yaml", PATH]);
    repository.commit_as("di", "2026-04-05T09:00:00+0000", "rename");
    let ages = ages_of(&repository, PATH, Files::One(PATH));
    assert_eq!(set(&ages, "region"), "2026-02-05 bo");
    assert_eq!(set(&ages, "industry"), "2026-02-05 bo");
}

#[test]
fn a_dossier_that_a_branch_renamed_keeps_its_ages() {
    let repository = through(&[("li", "2026-01-05", "name: Acme\nowner: li\nregion: North\n")]);
    let now = "accounts/acme-robotics.yaml";
    repository.git(&["switch", "-q", "-c", "side"]);
    repository.git(&["mv", PATH, now]);
    repository.commit_as("bo", "2026-02-05T09:00:00+0000", "rename");
    repository.git(&["switch", "-q", "main"]);
    repository.write("accounts/b.yaml", "name: B\n");
    repository.commit_as("cy", "2026-03-05T09:00:00+0000", "main");
    let mut merge = repository
        .world
        .shell("git -c user.name=di -c user.email=di@example.com merge -q --no-commit side");
    merge.current_dir(repository.world.path("repo"));
    repository.world.finish(merge).exits(0);
    repository.write(now, "name: Acme\nowner: di\nregion: North\n");
    repository.commit_as("di", "2026-04-05T09:00:00+0000", "merge");
    for files in [Files::One(now), Files::Below(&["accounts"])] {
        let ages = ages_of(&repository, now, files);
        assert_eq!(set(&ages, "region"), "2026-01-05 li");
        assert_eq!(set(&ages, "owner"), "2026-04-05 di");
    }
}

/// What a colleague's branch brought is theirs, and what only the merge says is of whoever merged.
#[test]
fn a_merge_keeps_who_set_what() {
    let repository = through(&[(
        "li",
        "2026-01-05",
        "name: Acme\nowner: li\nx-a: 1\nx-b: 1\nregion: North\n",
    )]);
    repository.git(&["switch", "-q", "-c", "side"]);
    repository.write(PATH, "name: Acme\nowner: bo\nx-a: 1\nx-b: 1\nregion: South\n");
    repository.commit_as("bo", "2026-02-05T09:00:00+0000", "side");
    repository.git(&["switch", "-q", "main"]);
    repository.write(PATH, "name: Acme\nowner: li\nx-a: 1\nx-b: 1\nregion: East\n");
    repository.commit_as("cy", "2026-03-05T09:00:00+0000", "main");
    let mut merge = repository
        .world
        .shell("git -c user.name=di -c user.email=di@example.com merge -q side");
    merge.current_dir(repository.world.path("repo"));
    repository.world.finish(merge).exits(1);
    repository.write(PATH, "name: Acme\nowner: bo\nx-a: 1\nx-b: 1\nregion: West\n");
    repository.commit_as("di", "2026-04-05T09:00:00+0000", "merge");
    let ages = ages_of(&repository, PATH, Files::One(PATH));
    assert_eq!(set(&ages, "owner"), "2026-02-05 bo");
    assert_eq!(set(&ages, "region"), "2026-04-05 di");
    assert_eq!(set(&ages, "name"), "2026-01-05 li");
}

#[test]
fn a_shallow_clone_does_not_know_what_its_oldest_commit_has() {
    let repository = through(&[
        ("li", "2026-01-05", "name: Acme\nowner: li\n"),
        ("bo", "2026-02-05", "name: Acme\nowner: li\nregion: North\n"),
        ("cy", "2026-03-05", "name: Acme\nowner: cy\nregion: North\n"),
    ]);
    let from = format!("file://{}", repository.world.path("repo").display());
    repository.git(&["clone", "-q", "--depth", "2", &from, "../shallow"]);
    let git = Git::around(&repository.world.path("shallow")).expect("a repository");
    let text = repository.read(PATH);
    let today = "2026-11-21".parse().expect("a day");
    let all = pasts(&git, Files::One(PATH), &[(PATH, &text)], today).expect("ages");
    assert_eq!(set(&all[0].ages, "owner"), "2026-03-05 cy");
    assert_eq!(set(&all[0].ages, "name"), "unknown");
}

/// A dossier of 210 days ago, of which the attitude and the potential were changed since.
fn aged() -> Repository {
    let dossier = |attitude: &str, potential: &str| {
        format!(
            "name: Acme\nvalue: {{potential: {potential}}}\nprofile: {{strategy: a second plant}}\nstakeholders:\n- {{id: a, name: Ada, influence: 4, attitude: {attitude}}}\n"
        )
    };
    let repository = through(&[
        ("li", "2026-04-25", &dossier("neutral", "1M")),
        ("bo", "2026-05-20", &dossier("sceptic", "1M")),
        ("cy", "2026-11-01", &dossier("sceptic", "2M")),
    ]);
    repository.write("dossier.yaml", "version: 1\n");
    repository
}

#[test]
fn a_brief_tells_since_when_people_are_seen_so_and_by_whom() {
    let repository = aged();
    let brief = |more: &[&str]| {
        repository
            .dossier(&[&["brief", "acme"], more].concat())
            .exits(0)
            .stdout
    };
    let text = brief(&[]);
    assert!(
        text.contains("influence 4/5 (set 210 days ago by li); sceptic (set 185 days ago by bo)"),
        "{text}"
    );
    let text = brief(&["--lang", "zh-TW"]);
    assert!(
        text.contains("影響力 4/5（210 天前填的，li）；有疑慮（185 天前填的，bo）"),
        "{text}"
    );
    let text = brief(&["--kind", "account-plan"]);
    assert!(
        text.contains("`profile.strategy` (entered by li, 210 days old)"),
        "{text}"
    );
    // It was changed twenty days ago.
    assert!(!text.contains("`value.potential`"), "{text}");
    let text = brief(&["--audience", "client"]);
    assert!(!text.contains("days"), "{text}");
    repository.write("accounts/other.yaml", "name: Other\n");
    repository.dossier(&["brief", "--all", "-o", "out"]).exits(0);
    let text = repository.read("out/acme.md");
    assert!(text.contains("(set 210 days ago by li)"), "{text}");
}

#[test]
fn a_past_that_is_damaged_is_told_of_and_the_brief_comes() {
    let repository = aged();
    let run = repository.dossier(&["brief", "acme"]).exits(0);
    assert_eq!(run.stderr, "");
    let objects = repository.world.path("repo/.git/objects");
    std::fs::remove_dir_all(objects).expect("removed");
    std::fs::create_dir(repository.world.path("repo/.git/objects")).expect("made");
    for brief in [&["brief", "acme"][..], &["brief", "--all", "-o", "out"]] {
        let run = repository.dossier(brief).exits(0);
        assert!(run.stderr.contains("warning: ages are not known: git: "), "{run}");
    }
}

/// By the files alone `acme` is another account than by the names in them.
#[test]
fn the_past_is_that_of_the_account_that_is_meant() {
    let repository = aged();
    repository.git(&["mv", PATH, "accounts/ada.yaml"]);
    repository.commit_as("di", "2026-11-10T09:00:00+0000", "moved");
    let ada = repository.read("accounts/ada.yaml");
    repository.write("accounts/ada.yaml", format!("{ada}aliases: [acme]\n"));
    repository.write("accounts/x/acme.yaml", ada.replace("name: Acme", "name: X"));
    repository.commit_as("di", "2026-11-11T09:00:00+0000", "another");
    // What was set ten days ago is not told of.
    for (typed, title, is_old) in [
        ("acme", "# Acme\n", true),
        ("x/acme", "# X\n", false),
        ("ada", "# Acme\n", true),
    ] {
        let text = repository.dossier(&["brief", typed]).exits(0).stdout;
        assert!(text.starts_with(title), "{typed}: {text}");
        assert_eq!(
            text.contains("(set 210 days ago by li)"),
            is_old,
            "{typed}: {text}"
        );
    }
}

#[test]
fn how_old_what_dossiers_say_is() {
    let repository = aged();
    let run = repository.dossier(&["complete", "--ages"]).exits(0);
    assert_snapshot!(run.stdout, @"
    Account  Values   Old  Last change
    D  Acme       7  85 %  2026-11-01, 20 days ago, cy
    ");
    let run = repository.dossier(&["complete", "acme", "--ages"]).exits(0);
    assert_snapshot!(run.stdout, @"
    D  Acme  acme
    Section       Values    Old  Last change
    all of it          7   85 %  2026-11-01, 20 days ago, cy
    stakeholders       4  100 %  2026-05-20, 185 days ago, bo
    ");
    let run = repository
        .dossier(&["complete", "--ages", "--format", "json"])
        .exits(0);
    let ages = &run.json()["accounts"][0]["ages"];
    assert_eq!(ages["values"], 7);
    assert_eq!(ages["old"], 6);
    assert_eq!(ages["last"], serde_json::json!({"on": "2026-11-01", "by": "cy"}));
    let section = serde_json::json!({
        "id": "value", "values": 1, "old": 0,
        "last": {"on": "2026-11-01", "by": "cy"},
        "oldest": {"route": "value.potential", "on": "2026-11-01", "by": "cy"},
    });
    assert!(
        ages["sections"]
            .as_array()
            .is_some_and(|all| all.contains(&section)),
        "{ages}"
    );
    repository.dossier(&["complete", "--ages", "--missing"]).exits(2);
}

#[test]
fn without_a_history_ages_are_not_known_and_that_is_said() {
    let world = World::with([("accounts/acme.yaml", "name: Acme\n")]);
    let run = world.run(&["complete", "--ages"]).exits(0);
    assert!(run.stderr.contains("ages are not known: "), "{run}");
    assert!(run.stdout.contains("Acme"), "{run}");
    let run = world.run(&["complete", "--ages", "--format", "json"]).exits(0);
    assert_eq!(run.json()["accounts"][0].get("ages"), None);
    assert!(!world.run(&["brief", "acme"]).exits(0).stdout.contains("set "));
    world
        .run(&["check", "--ages"])
        .exits(2)
        .says(&["is in no git repository"]);
    let repository = Repository::new(&[("accounts/acme.yaml", "name: Acme\n")]);
    repository.git(&["init", "-q", "-b", "main"]);
    let run = repository.dossier(&["complete", "--ages"]).exits(0);
    assert!(run.stderr.contains("ages are not known: "), "{run}");
}

/// Tier D asks for a look every year: registered in 2024, it is stale unless somebody changed something since.
#[test]
fn a_dossier_without_review_is_as_old_as_its_last_change_where_git_is_asked() {
    let dossier = |owner: &str| format!("name: Acme\nowner: {owner}\nregistered: 2024-03-01\n");
    let repository = through(&[("li", "2025-01-05", &dossier("li"))]);
    repository.write("dossier.yaml", "version: 1\n");
    let stale = |more: &[&str]| {
        repository
            .check(&[&["--rule", "stale-dossier"], more].concat())
            .stdout
    };
    assert!(stale(&[]).contains("was registered on 2024-03-01"));
    assert!(
        stale(&["--ages"]).contains("was last changed on 2025-01-05, 685 days ago, and never gone through")
    );
    // Only the layout is new.
    repository.write(
        "accounts/acme.yaml",
        dossier("li").replace("owner: li", "owner:   'li'  # our man"),
    );
    repository.commit_as("bo", "2026-10-05T09:00:00+0000", "format");
    assert!(stale(&["--ages"]).contains("2025-01-05"));
    repository.write("accounts/acme.yaml", dossier("bo"));
    repository.commit_as("bo", "2026-10-06T09:00:00+0000", "owner");
    assert_eq!(stale(&["--ages"]), "");
    assert!(stale(&[]).contains("was registered on 2024-03-01"));
}

#[test]
fn a_brief_tells_how_often_dates_were_moved() {
    let dossier = |close: &str, due: &str| {
        format!(
            "name: Acme\nopportunities:\n- {{id: line-3, name: Line 3, close: {close}}}\ncommitments:\n- {{what: the log, by: us, due: {due}}}\n"
        )
    };
    let repository = through(&[
        ("li", "2026-04-25", &dossier("2026-10-01", "2026-11-01")),
        ("bo", "2026-05-20", &dossier("2026-11-01", "2026-11-01")),
        ("cy", "2026-09-01", &dossier("2026-12-01", "2026-11-01")),
    ]);
    repository.write("dossier.yaml", "version: 1\n");
    // Not committed yet.
    repository.write(PATH, dossier("2026-12-20", "2026-12-01"));
    let text = repository.dossier(&["brief", "acme"]).exits(0).stdout;
    assert!(
        text.contains("close 2026-12-20 (moved 3 times, 80 days later)"),
        "{text}"
    );
    assert!(
        text.contains("the log, due 2026-12-01 (moved once, 30 days later)"),
        "{text}"
    );
    let text = repository
        .dossier(&["brief", "acme", "--lang", "zh-CN"])
        .exits(0)
        .stdout;
    assert!(
        text.contains("预计 12-20 签约（改期 3 次，共推迟 80 天）"),
        "{text}"
    );
}
