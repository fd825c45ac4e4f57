//! `check --since`: what a change makes worse.

use super::{Repository, only, rules};

const FAULTY: &str = "name: Acme\nnmae: x\ntouchpoints:\n- {on: 2026-10-01, kind: call, with: [ghost]}\n- {on: 2026-10-02, kind: visit, with: [shade]}\n";

/// A committed repository whose one dossier has three findings.
fn faulty() -> Repository {
    let settings = only(&["unknown-field", "unknown-person", "fallen-back"]);
    let repository = Repository::committed(&[("dossier.yaml", &settings), ("accounts/acme.yaml", FAULTY)]);
    assert_eq!(rules(&repository.check(&[]).exits(1)).len(), 3);
    repository
}

fn change(repository: &Repository, from: &str, to: &str) {
    let text = repository.read("accounts/acme.yaml");
    assert!(text.contains(from), "{from}");
    repository.write("accounts/acme.yaml", text.replacen(from, to, 1));
}

#[test]
fn old_findings_do_not_count_and_new_ones_do() {
    let repository = faulty();
    assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
    change(&repository, "name: Acme\n", "# lines move\n\nname: Acme\n\n");
    assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
    change(&repository, "kind: visit", "kind: visit, speed: 9");
    let run = repository.check(&["--since", "HEAD"]).exits(1);
    assert_eq!(rules(&run), ["unknown-field"]);
    assert!(run.stdout.contains("`speed`"), "{run}");
    repository.check(&["--since", "HEAD", "--exit-zero"]).exits(0);
    // A dossier of today has no past.
    repository.write("accounts/new.yaml", "name: New\nnmae: x\n");
    assert_eq!(
        repository
            .check(&["--since", "HEAD"])
            .exits(1)
            .stdout
            .lines()
            .count(),
        2
    );
    assert_eq!(
        repository
            .check(&["--since", "HEAD", "new"])
            .exits(1)
            .stdout
            .lines()
            .count(),
        1
    );
    assert_eq!(
        repository
            .check(&["--since", "HEAD", "--rule", "unknown-person"])
            .exits(0)
            .stdout,
        ""
    );
}

#[test]
fn a_renamed_dossier_brings_its_old_findings_along() {
    let repository = faulty();
    repository.write("accounts/daughter.yaml", "name: Daughter\nparent: acme\n");
    let rules_on = only(&[
        "unknown-field",
        "unknown-person",
        "unknown-account",
        "fallen-back",
    ]);
    repository.write("dossier.yaml", &rules_on);
    repository.commit();
    repository.git(&["mv", "accounts/acme.yaml", "accounts/华东 acme.yaml"]);
    // What named it by the old id is wrong only now.
    let run = repository.check(&["--since", "HEAD"]).exits(1);
    assert_eq!(rules(&run), ["unknown-account"]);
    repository.write("accounts/daughter.yaml", "name: Daughter\nparent: 华东 acme\n");
    assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
    let text = repository.read("accounts/华东 acme.yaml");
    repository.write(
        "accounts/华东 acme.yaml",
        text.replace("name: Acme\n", "name: Acme\nspeed: 9\n"),
    );
    repository.commit();
    let run = repository.check(&["--since", "HEAD~1"]).exits(1);
    assert_eq!(rules(&run), ["unknown-field"]);
    assert!(run.stdout.contains("`speed`"), "{run}");
}

#[test]
fn a_renamed_dossier_may_not_fall_back_either() {
    let repository = whole("");
    repository.git(&["mv", "accounts/acme.yaml", "accounts/other.yaml"]);
    let text = repository.read("accounts/other.yaml");
    repository.write("accounts/other.yaml", text.replace("industry", "x-industry"));
    let run = repository
        .check(&["--since", "HEAD", "--rule", "fallen-back"])
        .exits(1);
    assert_eq!(rules(&run), ["fallen-back"]);
}

#[test]
fn the_order_of_a_list_and_the_line_ends_are_no_news() {
    let repository = faulty();
    let lines: Vec<&str> = FAULTY.lines().collect();
    let turned = [lines[0], lines[1], lines[2], lines[4], lines[3]].join("\r\n") + "\r\n";
    repository.write("accounts/acme.yaml", turned);
    assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
}

#[test]
fn a_second_fault_at_the_place_of_an_old_one_is_new() {
    let repository = faulty();
    change(&repository, "[ghost]", "[ghost, ghost]");
    assert_eq!(
        rules(&repository.check(&["--since", "HEAD"]).exits(1)),
        ["unknown-person"]
    );
}

#[test]
fn in_every_format_only_what_is_new_is_told() {
    let repository = faulty();
    for format in ["table", "json", "github", "gitlab", "sarif", "junit"] {
        let run = repository
            .dossier(&["check", "--since", "HEAD", "--format", format])
            .exits(0);
        assert!(!run.said().contains("ghost"), "{run}");
    }
}

const WHOLE: &str = "\
name: Acme
industry: robotics
region: East
owner: xu
status: customer
registered: 2026-01-01
profile: {business: robots, employees: 1200, turnover: 480M}
value: {sales: {2025: 1.8M}, margin: 0.3, potential: 6M, strategic_fit: 4}
stakeholders:
- {id: li, name: Li Wei, title: Director, department: production, roles: [decision_maker], influence: 4, attitude: supporter}
- {id: wu, name: Wu Min, title: Buyer, department: purchasing, roles: [buyer], influence: 3, attitude: neutral}
needs:
- {id: n1, need: fewer stoppages, status: confirmed, priority: 1, raised_by: li}
competitors:
- {name: Rival, position: incumbent}
";

fn whole(settings: &str) -> Repository {
    let settings = format!("{}{settings}", only(&["fallen-back"]));
    Repository::committed(&[("dossier.yaml", &settings), ("accounts/acme.yaml", WHOLE)])
}

#[test]
fn a_fact_that_is_gone_is_told_with_its_figures() {
    let repository = whole("");
    assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
    change(
        &repository,
        "profile: {business: robots, employees: 1200, turnover: 480M}\n",
        "",
    );
    let run = repository.check(&["--since", "HEAD"]);
    assert_eq!(rules(&run), ["fallen-back"], "{run}");
    assert!(run.stdout.contains("completeness fell from "), "{run}");
    assert!(run.stdout.matches(" %").count() == 2, "{run}");
    assert!(run.stdout.starts_with("accounts/acme.yaml:1:7: "), "{run}");
    assert_eq!(
        repository
            .check(&["--since", "HEAD", "--rule", "unknown-field"])
            .exits(0)
            .stdout,
        ""
    );
    repository.write("accounts/other.yaml", "name: Other\n");
    assert_eq!(
        repository.check(&["--since", "HEAD", "other"]).exits(0).stdout,
        ""
    );
    // Without --since there is nothing to compare with.
    assert_eq!(repository.check(&[]).exits(0).stdout, "");
}

#[test]
fn support_and_points_are_compared_too() {
    let repository = whole("");
    change(&repository, "attitude: supporter", "attitude: opponent");
    let run = repository.check(&["--since", "HEAD"]);
    assert!(run.stdout.contains("the support surface fell from "), "{run}");
    repository.write("accounts/acme.yaml", "name: Acme\n");
    let run = repository.check(&["--since", "HEAD"]);
    assert!(
        run.stdout.contains("of the nine points are known, no longer "),
        "{run}"
    );
}

#[test]
fn what_the_settings_allow_may_fall() {
    let repository = whole("ratchet: {completeness: 100, points: 9, support: 5}\n");
    repository.write("accounts/acme.yaml", "name: Acme\n");
    assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
}

/// A deal with this milestone, its id as given, under the rule of milestones.
fn dealing(id: &str) -> Repository {
    let settings = only(&["milestone-unmet", "unapproved-deal"]);
    let text = format!("name: Acme\nopportunities:\n- {{{id}name: Line 3, milestone: contact}}\n");
    Repository::committed(&[("dossier.yaml", &settings), ("accounts/acme.yaml", &text)])
}

#[test]
fn a_milestone_that_advances_brings_its_standards_along() {
    for id in ["id: l3, ", ""] {
        let repository = dealing(id);
        assert_eq!(rules(&repository.check(&[]).exits(1)), ["milestone-unmet"]);
        change(&repository, "name: Line 3", "name: Line 3, amount: 2M");
        assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "", "{id}");
        change(&repository, "milestone: contact", "milestone: initiation");
        let told = rules(&repository.check(&["--since", "HEAD"]).exits(1));
        assert!(told.contains(&"milestone-unmet".to_owned()), "{told:?}");
        assert!(told.contains(&"unapproved-deal".to_owned()), "{told:?}");
        repository.commit();
        change(&repository, "milestone: initiation", "milestone: deep_contact");
        assert_eq!(
            rules(&repository.check(&["--since", "HEAD"]).exits(1)),
            told,
            "{id}"
        );
        change(&repository, "milestone: deep_contact", "milestone: contact");
        assert_eq!(repository.check(&["--since", "HEAD"]).exits(0).stdout, "");
    }
}

#[test]
fn with_three_dots_it_is_where_the_branches_parted() {
    let repository = faulty();
    repository.git(&["branch", "feature"]);
    repository.write("accounts/acme.yaml", "name: Acme\n");
    repository.commit();
    repository.git(&["switch", "-q", "feature"]);
    // On main the old findings are mended; this branch did not bring them.
    assert_eq!(rules(&repository.check(&["--since", "main"]).exits(1)).len(), 3);
    assert_eq!(repository.check(&["--since", "main..."]).exits(0).stdout, "");
    assert_eq!(repository.check(&["--since=HEAD..."]).exits(0).stdout, "");
}

#[test]
fn commits_and_tags_are_named_as_git_names_them() {
    let repository = faulty();
    repository.git(&["tag", "-a", "-m", "one", "v1"]);
    change(&repository, "nmae: x", "nmae: x\ntitel: y");
    repository.commit();
    let commit = repository.git(&["rev-parse", "HEAD~1"]);
    for revision in ["v1", "HEAD~1", "main~1", commit.trim(), &commit[..8]] {
        assert_eq!(
            rules(&repository.check(&["--since", revision]).exits(1)),
            ["unknown-field"],
            "{revision}"
        );
    }
}

#[test]
fn the_accounts_may_lie_below_the_top_and_elsewhere() {
    let settings = only(&["unknown-field"]);
    for (prefix, own, folder) in [
        ("crm/", "", "accounts/"),
        ("crm/", "accounts: ./clients/east/\n", "clients/east/"),
        ("", "accounts: ./clients\n", "clients/"),
        ("中文/", "", "accounts/东/"),
    ] {
        let repository = Repository::committed(&[
            (&format!("{prefix}dossier.yaml"), &format!("{settings}{own}")),
            (&format!("{prefix}{folder}acme.yaml"), "name: Acme\nnmae: x\n"),
        ]);
        let root = if prefix.is_empty() { "." } else { prefix };
        let since = [
            "--directory",
            root,
            "check",
            "-q",
            "--format",
            "concise",
            "--since",
            "HEAD",
        ];
        assert_eq!(repository.dossier(&since).exits(0).stdout, "", "{prefix}{folder}");
        repository.write(
            &format!("{prefix}{folder}acme.yaml"),
            "name: Acme\nnmae: x\ntitel: y\n",
        );
        assert_eq!(
            repository.dossier(&since).exits(1).stdout.lines().count(),
            1,
            "{prefix}{folder}"
        );
    }
}

#[test]
fn without_settings_the_folder_alone_is_compared() {
    let repository = Repository::committed(&[
        ("crm/acme.yaml", "name: Acme\nnmae: x\n"),
        // What lies above is no part of it, whatever it is called.
        ("acme.yaml", "name: Acme\nnmae: x\ntitel: y\n"),
        ("beta.yaml", "name: Acme\n"),
    ]);
    let since = [
        "-C",
        "crm",
        "check",
        "-q",
        "--format",
        "concise",
        "--rule",
        "unknown-field",
        "--since",
        "HEAD",
    ];
    assert_eq!(repository.dossier(&since).exits(0).stdout, "");
    repository.write("crm/acme.yaml", "name: Acme\nnmae: x\ntitel: y\n");
    assert_eq!(repository.dossier(&since).exits(1).stdout.lines().count(), 1);
}

#[test]
fn a_hook_may_tell_where_its_repository_is() {
    let settings = only(&["unknown-field"]);
    let repository = Repository::committed(&[
        ("crm/dossier.yaml", &settings),
        ("crm/accounts/acme.yaml", "name: Acme\nnmae: x\n"),
    ]);
    for (directory, index) in [(".git".to_owned(), ".git/index".to_owned()), {
        let git = repository.world.path("repo/.git").display().to_string();
        (git.clone(), format!("{git}/index"))
    }] {
        let mut command = repository
            .world
            .command(&["-C", "crm", "check", "--since", "HEAD"]);
        command.current_dir(repository.world.path("repo"));
        command.env("GIT_DIR", directory).env("GIT_INDEX_FILE", index);
        repository.world.finish(command).exits(0);
    }
}

#[test]
fn what_is_no_commit_is_a_failure_that_says_what_to_do() {
    let repository = faulty();
    for revision in [
        "nowhere",
        "nowhere...",
        "",
        "HEAD~9",
        "--all",
        "HEAD:accounts",
        "a b",
        "\u{1b}[31m",
    ] {
        let run = repository.check(&[&format!("--since={revision}")]).exits(2);
        let run = run.says(&["there is no commit", "`git log`"]);
        assert_eq!(run.stdout, "", "{revision}");
        assert!(!run.stderr.contains('\u{1b}'), "{run}");
    }
    let empty = Repository::new(&[("accounts/acme.yaml", "name: Acme\n")]);
    empty.git(&["init", "-q"]);
    empty
        .check(&["--since", "HEAD"])
        .exits(2)
        .says(&["there is no commit `HEAD`"]);
}

#[test]
fn a_shallow_clone_says_how_it_becomes_whole() {
    let origin = faulty();
    origin.commit();
    let url = format!("file://{}", origin.world.path("repo").display());
    let clone = Repository::new(&[]);
    clone.git(&["clone", "-q", "--depth", "1", &url, "."]);
    assert_eq!(clone.check(&["--since", "HEAD"]).exits(0).stdout, "");
    for revision in ["HEAD~1", "HEAD~1...", "main~1"] {
        clone.check(&["--since", revision]).exits(2).says(&[
            "shallow clone",
            "--unshallow",
            "fetch-depth: 0",
        ]);
    }
}

#[test]
fn without_repository_or_git_it_fails() {
    let bare = Repository::new(&[("accounts/acme.yaml", "name: Acme\n")]);
    bare.check(&["--since", "HEAD"])
        .exits(2)
        .says(&["in no git repository"]);
    let repository = faulty();
    let mut command = repository.world.command(&["check", "--since", "HEAD"]);
    command
        .current_dir(repository.world.path("repo"))
        .env("PATH", repository.world.path("home"));
    repository
        .world
        .finish(command)
        .exits(2)
        .says(&["no `git` on this machine"]);
}

#[test]
fn what_git_refuses_is_told_in_its_words() {
    let repository = faulty();
    let mut command = repository.world.command(&["check", "--since", "HEAD"]);
    command
        .current_dir(repository.world.path("repo"))
        .env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    repository
        .world
        .finish(command)
        .exits(2)
        .says(&["dubious ownership"]);
}

#[test]
fn the_repository_is_only_read() {
    let repository = faulty();
    change(&repository, "kind: visit", "kind: visit, speed: 9");
    repository.git(&["add", "-A"]);
    change(&repository, "speed: 9", "speed: 8");
    repository.write("untracked", "x");
    let status = repository.git(&["status", "--porcelain"]);
    let before = repository.world.files();
    repository.check(&["--since", "HEAD"]).exits(1);
    assert_eq!(repository.world.files(), before);
    assert_eq!(repository.git(&["status", "--porcelain"]), status);
}

#[test]
fn a_clone_that_lacks_contents_fetches_none() {
    let repository = faulty();
    let object = repository.git(&["rev-parse", "HEAD:accounts/acme.yaml"]);
    let (folder, rest) = object.trim().split_at(2);
    std::fs::remove_file(
        repository
            .world
            .path(&format!("repo/.git/objects/{folder}/{rest}")),
    )
    .expect("gone");
    let run = repository.check(&["--since", "HEAD"]).exits(2);
    assert!(run.said().contains("git"), "{run}");
}

#[test]
fn a_linked_work_tree_is_a_repository() {
    let repository = faulty();
    let tree = repository.world.path("tree").display().to_string();
    repository.git(&["worktree", "add", "-q", "-b", "other", &tree]);
    let run = repository
        .world
        .run_in("tree", &["check", "--since", "main", "-q"])
        .exits(0);
    assert_eq!(run.stdout, "");
}
