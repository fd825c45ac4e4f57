//! `git setup`: what is written, and that git does with it what was promised (SAFETY 32).
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use insta::assert_snapshot;

use super::{Repository, name_user, script, shell, with_dossier};

const ACME: &str = "\
name: Acme
region: north
stakeholders:
- {id: li, name: 李伟, influence: 4}
- id: wu
  name: Wu Min
  title: Buyer
  influence: 3
  concerns: [price]
  email: wu@acme.example
  reports_to: li
touchpoints:
- {on: 2026-10-01, kind: call, with: [li]}
";

fn repository() -> Repository {
    let repository = Repository::committed(&[("accounts/acme.yaml", ACME), ("notes.txt", "old\n")]);
    name_user(&repository);
    repository
}

/// The same, set up.
fn ready() -> Repository {
    let repository = repository();
    repository.dossier(&["git", "setup", "--yes"]).exits(0);
    repository.commit();
    repository
}

/// Every file that a set-up could write.
fn state(repository: &Repository) -> Vec<(String, Vec<u8>)> {
    let mut files = repository.world.files();
    files.retain(|(name, _)| !name.contains(".git/objects/") && !name.ends_with(".git/index"));
    files
}

/// Two branches that change the dossier, one of them checked out.
fn diverged(repository: &Repository, ours: (&str, &str), theirs: (&str, &str)) {
    let change = |(from, to): (&str, &str)| {
        let text = repository.read("accounts/acme.yaml");
        assert!(text.contains(from), "{from}");
        repository.write("accounts/acme.yaml", text.replacen(from, to, 1));
        repository.commit();
    };
    repository.git(&["switch", "-q", "-c", "feature"]);
    change(theirs);
    repository.git(&["switch", "-q", "main"]);
    change(ours);
}

#[test]
fn what_is_written_is_shown_first_and_is_all_that_is_written() {
    let repository = repository();
    let before = state(&repository);
    assert_snapshot!(repository.dossier(&["git", "setup", "--hook"]), @r#"
    exit 2
    --- out
    .gitattributes
      + # Written by `dossier git setup`, taken away by `dossier git setup --undo`.
      + /accounts/**/*.yaml merge=dossier diff=dossier
      + /library/*.yaml merge=dossier diff=dossier
    git config --local
      + merge.dossier.name = dossiers, item by item
      + merge.dossier.driver = dossier merge %O %A %B -L %L -P %P --base-label=%S --ours-label=%X --theirs-label=%Y; r=$?; [ $r -gt 1 ] || exit $r; s=%S x=%X y=%Y; [ "$x" != %%X ] || s=base x=ours y=theirs; git merge-file --marker-size=%L -L "$x" -L "$s" -L "$y" %A %O %B
      + diff.dossier.textconv = f() { dossier git canonical -- "$1" 2>/dev/null || cat -- "$1"; }; f
      + diff.dossier.xfuncname = ^ {0,4}- +[{]? *((id|name|on|kind|what|need): .*)$\n^([a-z][a-z_-]*:.*)$
    .git/hooks/pre-commit
      + #!/bin/sh
      + # Written by `dossier git setup --hook`, taken away by `dossier git setup --undo`.
      + # Checks the staged contents of the dossiers that a commit changes.
      + if ! command -v dossier >/dev/null 2>&1; then
      +   echo 'dossier is not on your PATH: the dossiers of this commit are not checked' >&2
      +   exit 0
      + fi
      + dossier -q -C ./ check --staged && exit 0
      + echo 'not committed: mend this and `git add` it, or go without the check by `git commit --no-verify`' >&2
      + exit 1
    --- err
    error: nothing is changed, as there is no terminal to ask on; --yes does it without asking
    "#);
    repository
        .dossier(&["git", "setup", "--dry-run"])
        .exits(0)
        .says(&["merge.dossier.driver", "not written"]);
    assert_eq!(state(&repository), before);
    let run = repository.dossier(&["git", "setup", "--hook", "--yes"]).exits(0);
    assert_eq!(
        run.stderr,
        "written\ncommit .gitattributes: it is for all who work on these dossiers\ndossier is not on your PATH: until it is, git merges and shows dossiers line by line\n"
    );
    let shown: Vec<&str> = run
        .stdout
        .lines()
        .filter_map(|line| line.strip_prefix("  + "))
        .collect();
    for name in [".gitattributes", ".git/hooks/pre-commit"] {
        for line in repository.read(name).lines() {
            assert!(shown.contains(&line), "{line}");
        }
    }
    let settings = repository.git(&["config", "--local", "--get-regexp", "dossier"]);
    assert_eq!(
        settings.lines().filter(|line| line.contains(".dossier.")).count(),
        4
    );
}

#[test]
fn a_second_run_writes_nothing_and_undo_leaves_everything_as_it_was() {
    for attributes in [
        None,
        Some("*.yaml text eol=lf\n"),
        Some("# 我们\r\n*.txt text\r\n"),
    ] {
        let repository = repository();
        if let Some(text) = attributes {
            repository.write(".gitattributes", text);
        }
        let before = state(&repository);
        repository.dossier(&["git", "setup", "--hook", "--yes"]).exits(0);
        let after = state(&repository);
        let run = repository.dossier(&["git", "setup", "--hook"]).exits(0);
        assert_eq!(
            (run.stdout.as_str(), run.stderr.lines().next()),
            ("", Some("all is in place"))
        );
        assert_eq!(state(&repository), after);
        repository
            .dossier(&["git", "setup", "--undo"])
            .exits(2)
            .says(&["  - merge.dossier.driver", "--yes"]);
        assert_eq!(state(&repository), after);
        repository.dossier(&["git", "setup", "--undo", "--yes"]).exits(0);
        assert_eq!(state(&repository), before);
        repository
            .dossier(&["git", "setup", "--undo"])
            .exits(0)
            .says(&["there is nothing to take away"]);
    }
}

#[test]
fn check_tells_what_is_missing_or_different() {
    let repository = ready();
    repository.git(&["config", "diff.dossier.textconv", "cat"]);
    repository.git(&["config", "--unset", "merge.dossier.name"]);
    let check = ["git", "setup", "--check", "--hook"];
    assert_snapshot!(repository.dossier(&check), @"
    exit 1
    --- out
    in place   .gitattributes
    missing    git config --local merge.dossier.name
    in place   git config --local merge.dossier.driver
    different  git config --local diff.dossier.textconv: it is `cat` (`git config --show-origin --get-all diff.dossier.textconv` tells where); take that away and run this again
    in place   git config --local diff.dossier.xfuncname
    missing    .git/hooks/pre-commit
    --- err
    dossier is not on your PATH: until it is, git merges and shows dossiers line by line
    ");
    repository.git(&["config", "--unset", "diff.dossier.textconv"]);
    repository.dossier(&["git", "setup", "--hook", "--yes"]).exits(0);
    repository
        .dossier(&check)
        .exits(0)
        .says(&["dossier is not on your PATH"]);
    let run = with_dossier(&repository, "dossier git setup --check").exits(0);
    assert_eq!(run.stderr, "");
    let hook = repository.world.path("repo/.git/hooks/pre-commit");
    fs::set_permissions(hook, fs::Permissions::from_mode(0o644)).expect("set");
    repository
        .dossier(&check)
        .exits(1)
        .says(&["different  .git/hooks/pre-commit", "chmod +x"]);
}

#[test]
fn what_is_somebody_elses_stays_and_is_told() {
    let repository = repository();
    repository.write(".gitattributes", "*.yaml merge=union\n");
    script(&repository, "repo/.git/hooks/pre-commit", "exit 0");
    repository.git(&["config", "--global", "merge.dossier.driver", "theirs %A"]);
    assert_snapshot!(repository.dossier(&["git", "setup", "--hook", "--yes"]), @"
    exit 2
    --- out
    git config --local
      + merge.dossier.name = dossiers, item by item
      + diff.dossier.textconv = f() { dossier git canonical -- \"$1\" 2>/dev/null || cat -- \"$1\"; }; f
      + diff.dossier.xfuncname = ^ {0,4}- +[{]? *((id|name|on|kind|what|need): .*)$\\n^([a-z][a-z_-]*:.*)$
    --- err
    warning: .gitattributes: /accounts/**/*.yaml has `merge=union` already (`git check-attr -a accounts/x.yaml` tells); take that away and run this again, or write `/accounts/**/*.yaml merge=dossier diff=dossier` behind it
    warning: git config --local merge.dossier.driver: it is `theirs %A` (`git config --show-origin --get-all merge.dossier.driver` tells where); take that away and run this again
    warning: .git/hooks/pre-commit: it is somebody else's and stays as it is; have it run `dossier -q -C ./ check --staged`
    written
    dossier is not on your PATH: until it is, git merges and shows dossiers line by line
    ");
    assert_eq!(repository.read(".gitattributes"), "*.yaml merge=union\n");
    assert_eq!(repository.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
    repository.dossier(&["git", "setup", "--undo", "--yes"]).exits(0);
    assert_eq!(repository.git(&["config", "merge.dossier.driver"]), "theirs %A\n");
    assert_eq!(repository.read(".gitattributes"), "*.yaml merge=union\n");
    assert_eq!(repository.read(".git/hooks/pre-commit"), "#!/bin/sh\nexit 0\n");
}

#[test]
fn attributes_that_say_the_same_otherwise_are_in_place() {
    let repository = repository();
    repository.dossier(&["init"]).exits(0);
    let text = repository.read(".gitattributes");
    repository.dossier(&["git", "setup", "--yes"]).exits(0);
    assert_eq!(repository.read(".gitattributes"), text);
    repository.dossier(&["git", "setup", "--undo", "--yes"]).exits(0);
    assert_eq!(repository.read(".gitattributes"), text);
}

#[test]
fn a_folder_below_the_top_and_its_odd_name_work() {
    let prefix = "客户 [crm]'s/";
    let folder = "my \"accounts\" *";
    let settings = format!("accounts: '{folder}'\n");
    let file = format!("{prefix}{folder}/east/acme.yaml");
    let repository = Repository::committed(&[
        (&format!("{prefix}dossier.yaml"), &settings),
        (&file, "name: Acme\n"),
    ]);
    name_user(&repository);
    repository
        .dossier(&["-C", prefix, "git", "setup", "--hook", "--yes"])
        .exits(0);
    repository
        .dossier(&["-C", prefix, "git", "setup", "--check", "--hook"])
        .exits(0);
    let other = format!("{prefix}my \"accounts\" x/acme.yaml");
    let given = repository.git(&["check-attr", "merge", "--", &file, &other, "my.yaml"]);
    let values: Vec<&str> = given
        .lines()
        .map(|line| line.rsplit(' ').next().unwrap_or(""))
        .collect();
    assert_eq!(values, ["dossier", "unspecified", "unspecified"]);
    repository.write(&file, "name: Acme\nnmae: x\n");
    with_dossier(&repository, "git commit -aqm x")
        .exits(1)
        .says(&["unknown-field", "east/acme.yaml"]);
    repository.git(&["reset", "-q", "--hard"]);
    repository.git(&["switch", "-q", "--orphan", "other"]);
    repository.write("notes.txt", "new\n");
    with_dossier(&repository, "git add notes.txt && git commit -qm other").exits(0);
}

#[test]
fn the_files_of_a_folder_without_settings_are_meant_alone() {
    let repository = Repository::committed(&[("acme.yaml", "name: Acme\n"), ("deep/x.yaml", "a: 1\n")]);
    repository.dossier(&["git", "setup", "--yes"]).exits(0);
    let given = repository.git(&["check-attr", "diff", "--", "acme.yaml", "deep/x.yaml"]);
    assert_eq!(
        given,
        "acme.yaml: diff: dossier\ndeep/x.yaml: diff: unspecified\n"
    );
}

#[test]
fn a_linked_work_tree_shares_what_is_set_up() {
    let repository = repository();
    repository.git(&["worktree", "add", "-q", "-b", "second", "../second"]);
    let run = repository
        .world
        .run_in("second", &["git", "setup", "--hook", "--yes"]);
    run.exits(0);
    repository
        .dossier(&["git", "setup", "--hook", "--check"])
        .exits(1)
        .says(&["missing    .gitattributes", "in place   .git/hooks/pre-commit"]);
    repository
        .world
        .write("second/accounts/acme.yaml", "name: Acme\nnmae: x\n");
    with_dossier(&repository, "cd ../second && git commit -aqm x")
        .exits(1)
        .says(&["unknown-field"]);
}

#[test]
fn the_hook_goes_where_git_looks_for_it() {
    let repository = repository();
    repository.write("tools/hooks/.gitkeep", "");
    repository.git(&["config", "core.hooksPath", "tools/hooks"]);
    repository
        .dossier(&["-C", "accounts", "git", "setup", "--hook", "--yes"])
        .exits(0)
        .says(&["tools/hooks/pre-commit"]);
    assert!(
        repository
            .read("tools/hooks/pre-commit")
            .contains("dossier -q -C ./accounts/ check --staged")
    );
    repository
        .dossier(&["-C", "accounts", "git", "setup", "--undo", "--yes"])
        .exits(0);
    // Others may have theirs there.
    repository.world.folder("home/hooks");
    repository.git(&["config", "core.hooksPath", "~/hooks"]);
    repository
        .dossier(&["git", "setup", "--hook", "--yes"])
        .exits(2)
        .says(&[
            "<world>/home/hooks/pre-commit: core.hooksPath leads there",
            "check --staged",
        ]);
    assert!(
        fs::read_dir(repository.world.path("home/hooks"))
            .expect("a folder")
            .next()
            .is_none()
    );
}

#[test]
fn without_repository_or_git_it_fails() {
    let bare = Repository::new(&[("accounts/acme.yaml", ACME)]);
    bare.dossier(&["git", "setup"])
        .exits(2)
        .says(&["in no git repository"]);
    let mut command = bare.world.command(&["git", "setup"]);
    command.env("PATH", bare.world.path("home"));
    bare.world
        .finish(command)
        .exits(2)
        .says(&["no `git` on this machine"]);
}

#[test]
fn attributes_that_lead_out_of_the_repository_are_not_written() {
    let repository = repository();
    repository.world.write("elsewhere", "*.txt text\n");
    symlink("../elsewhere", repository.world.path("repo/.gitattributes")).expect("a link");
    repository
        .dossier(&["git", "setup", "--yes"])
        .exits(2)
        .says(&["outside the repository"]);
    assert_eq!(repository.world.read("elsewhere"), "*.txt text\n");
}

/// What stands in for `dossier`, and how each ends.
const FAULTY: [(&str, Option<&str>); 8] = [
    ("missing", None),
    ("no such command", Some("exit 2")),
    ("panic", Some("exit 101")),
    ("not executable", Some("exit 126")),
    ("abort", Some("kill -ABRT $$")),
    ("stack overflow", Some("kill -SEGV $$")),
    ("killed", Some("kill -KILL $$")),
    ("half", Some("echo '{' >&2; exit 255")),
];

#[test]
fn a_driver_that_fails_never_leaves_ours_without_markers() {
    for (name, text) in FAULTY {
        let repository = ready();
        diverged(
            &repository,
            ("region: north", "region: 南"),
            ("region: north", "region: west"),
        );
        let bin = repository.world.path("bin");
        if let Some(text) = text {
            script(&repository, "bin/dossier", text);
        }
        let run = shell(&repository, &bin, "git merge feature").exits(1);
        assert!(run.stdout.contains("CONFLICT (content)"), "{name}: {run}");
        assert_eq!(
            repository.read("accounts/acme.yaml"),
            ACME.replace(
                "region: north\n",
                "<<<<<<< HEAD\nregion: 南\n=======\nregion: west\n>>>>>>> feature\n"
            ),
            "{name}"
        );
    }
}

#[test]
fn a_driver_that_fails_leaves_a_clean_merge_clean() {
    for (name, text) in FAULTY {
        let repository = ready();
        diverged(
            &repository,
            ("region: north", "region: 南"),
            ("kind: call", "kind: visit"),
        );
        let bin = repository.world.path("bin");
        if let Some(text) = text {
            script(&repository, "bin/dossier", text);
        }
        shell(&repository, &bin, "git merge -q -m merged feature").exits(0);
        let merged = ACME.replace("north", "南").replace("call", "visit");
        assert_eq!(repository.read("accounts/acme.yaml"), merged, "{name}");
    }
}

#[test]
fn the_driver_is_told_what_git_knows() {
    let repository = ready();
    repository.write(
        ".gitattributes",
        format!(
            "{}*.yaml conflict-marker-size=11\n",
            repository.read(".gitattributes")
        ),
    );
    repository.commit();
    diverged(
        &repository,
        ("region: north", "region: 南"),
        ("region: north", "region: west"),
    );
    let told = repository.world.path("told").display().to_string();
    script(
        &repository,
        "bin/dossier",
        &format!("shift 4; printf '%s\\n' \"$@\" > '{told}'; exit 1"),
    );
    shell(&repository, &repository.world.path("bin"), "git merge -q feature").exits(1);
    let base = repository.git(&["merge-base", "HEAD", "feature"]);
    assert_eq!(
        repository.world.read("told"),
        format!(
            "-L\n11\n-P\naccounts/acme.yaml\n--base-label={}\n--ours-label=HEAD\n--theirs-label=feature\n",
            &base[..7]
        )
    );
}

#[test]
fn a_git_that_knows_no_labels_gets_plain_ones() {
    let repository = ready();
    for (name, text) in [("O", "a: 1\n"), ("A", "a: 2\n"), ("B", "a: 3\n")] {
        repository.write(name, text);
    }
    let driver = repository.git(&["config", "merge.dossier.driver"]);
    let mut line = driver
        .trim()
        .replace("%L", "7")
        .replace("%P", "'accounts/acme.yaml'");
    for name in ["O", "A", "B"] {
        line = line.replace(&format!("%{name}"), name);
    }
    let line = line.replace("%%", "%");
    shell(&repository, &repository.world.path("bin"), &line).exits(1);
    assert_eq!(
        repository.read("A"),
        "<<<<<<< ours\na: 2\n=======\na: 3\n>>>>>>> theirs\n"
    );
}

#[test]
fn git_shows_dossiers_in_order_and_names_what_a_change_is_in() {
    let repository = ready();
    let mut lines: Vec<&str> = ACME.lines().collect();
    lines.swap(0, 1);
    let turned = lines.join("\n") + "\n";
    repository.write("accounts/acme.yaml", &turned);
    assert_eq!(with_dossier(&repository, "git diff").exits(0).stdout, "");
    let run = shell(&repository, &repository.world.path("bin"), "git diff").exits(0);
    assert!(run.stdout.contains("+name: Acme"), "{run}");
    repository.write(
        "accounts/acme.yaml",
        turned.replace("reports_to: li", "reports_to: zhao"),
    );
    let run = with_dossier(&repository, "git diff").exits(0);
    assert!(run.stdout.contains("@@ id: wu\n"), "{run}");
    assert!(!run.stdout.contains("+name"), "{run}");
    repository.write("accounts/acme.yaml", ACME.replace("call", "visit"));
    let run = with_dossier(&repository, "git diff -U0").exits(0);
    assert!(run.stdout.contains("@@ touchpoints:\n"), "{run}");
}

#[test]
fn what_cannot_be_put_in_order_is_shown_as_it_is() {
    let repository = repository();
    for content in [
        &b"touchpoints: [\nname: x\n"[..],
        b"\xff\xfen\0a\0",
        b"",
        b"- a\n- b\n",
        b"name: \x1b[31mred\n",
    ] {
        repository.write("odd", content);
        let mut command = repository.world.command(&["git", "canonical", "--", "odd"]);
        let output = command
            .current_dir(repository.world.path("repo"))
            .output()
            .expect("it runs");
        assert_eq!(output.stdout, content);
        assert!(output.status.success());
    }
    // Nothing else of the repository is read.
    repository.write("dossier.yaml", "no: such\n");
    let run = repository
        .dossier(&["git", "canonical", "accounts/acme.yaml"])
        .exits(0);
    assert_eq!(run.stdout, ACME);
    repository.dossier(&["git", "canonical", "nowhere"]).exits(2);
}
