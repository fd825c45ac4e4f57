//! `merge`: what git calls, and what it says and leaves behind.

use insta::assert_snapshot;

use crate::support::{Run, World};

const BASE: &str = "name: 甲公司\nstakeholders:\n  - {id: wei, influence: 3, attitude: neutral}\n";
const OURS: &str = "name: 甲公司\nstakeholders:\n  - {id: wei, influence: 5, attitude: neutral}\n";
const THEIRS: &str = "name: 甲公司\nstakeholders:\n  - {id: wei, influence: 4, attitude: champion}\n";

/// A world in which both sides changed one influence, and theirs an attitude.
fn at_odds() -> World {
    let world = World::with([("base", BASE), ("ours", OURS), ("theirs", THEIRS)]);
    world.set("GIT_CONFIG_NOSYSTEM", "1").set("HOME", "/nowhere")
}

fn merge(world: &World, more: &[&str]) -> Run {
    world.run(&[&["merge", "base", "ours", "theirs"], more].concat())
}

#[test]
fn a_conflict_is_left_in_ours_with_everything_else_merged() {
    let world = at_odds();
    let run = merge(
        &world,
        &[
            "-L",
            "9",
            "-P",
            "accounts/a.yaml",
            "--base-label",
            "%S",
            "--ours-label",
            "main",
            "--theirs-label",
            "%Y",
        ],
    );
    assert_snapshot!(run, @r"
    exit 1
    --- err
    accounts/a.yaml: 1 conflict to resolve by hand
    ");
    assert_snapshot!(world.read("ours"), @r"
    name: 甲公司
    stakeholders:
    <<<<<<<<< main
      - {id: wei, influence: 5, attitude: champion}
    =========
      - {id: wei, influence: 4, attitude: champion}
    >>>>>>>>> theirs
    ");
    assert_eq!(world.names(), ["base", "ours", "theirs"]);
}

#[test]
fn what_both_were_made_from_is_shown_where_git_is_told_to() {
    let world = at_odds();
    world.write("home/.gitconfig", "[merge]\n\tconflictStyle = zdiff3\n");
    let home = world.path("home").display().to_string();
    let run = merge(&world.set("HOME", &home), &["--stdout"]);
    assert_snapshot!(run, @r"
    exit 1
    --- out
    name: 甲公司
    stakeholders:
    <<<<<<< ours
      - {id: wei, influence: 5, attitude: champion}
    ||||||| base
      - {id: wei, influence: 3, attitude: champion}
    =======
      - {id: wei, influence: 4, attitude: champion}
    >>>>>>> theirs
    --- err
    ours: 1 conflict to resolve by hand
    ");
}

#[test]
fn printed_it_leaves_ours_as_it_is() {
    let world = at_odds();
    world.write(
        "ours",
        "name: 甲公司\nstakeholders:\n  - {id: wei, influence: 3, attitude: neutral, title: 厂长}\n",
    );
    let before = world.files();
    let run = merge(&world, &["-p"]).exits(0);
    assert_eq!(
        run.stdout,
        "name: 甲公司\nstakeholders:\n  - {id: wei, influence: 4, attitude: champion, title: 厂长}\n"
    );
    assert_eq!(world.files(), before);
}

#[test]
fn it_works_in_another_folder() {
    let world = at_odds();
    world.folder("deep");
    let run = world.run_in("deep", &["merge", "-C", "..", "base", "ours", "theirs"]);
    assert!(run.exits(1).stderr.starts_with("ours: 1 conflict"));
    assert!(world.read("ours").contains("<<<<<<< ours"));
}

/// A repository that is itself in the middle of a conflict has no settings that can be read.
#[test]
fn it_needs_no_settings() {
    let world = at_odds();
    world.write("dossier.yaml", "<<<<<<< ours\nversion: 1\n");
    merge(&world, &["--quiet"]).exits(1);
}

#[test]
fn what_is_no_yaml_is_merged_as_git_merges_it() {
    let world = at_odds();
    // Latin-1, as some other tool may have left it.
    let lines = |first: u8, last: u8| [&[first], &b"\n- [\n}\n- ]\n"[..], &[last], b"\n"].concat();
    world.write("base", lines(b'a', b'z'));
    world.write("ours", lines(0xe9, b'z'));
    world.write("theirs", lines(b'a', 0xe8));
    merge(&world, &[]).exits(0);
    let merged = std::fs::read(world.path("ours")).expect("a file");
    assert_eq!(merged, lines(0xe9, 0xe8));
    world.write("base", lines(b'b', b'z'));
    let run = merge(&world, &[]).exits(1);
    assert_eq!(run.stderr, "ours: 1 conflict to resolve by hand\n");
}

#[test]
fn where_it_cannot_merge_ours_is_left_as_it_is() {
    let world = at_odds();
    world.write("theirs", b"name: \0\n");
    let before = world.files();
    let run = merge(&world, &["--path", "accounts/a.yaml"]).exits(2);
    assert!(
        run.stderr
            .starts_with("error: accounts/a.yaml is left as it is: git: "),
        "{run}"
    );
    assert_eq!(world.files(), before);
    world.write("theirs", THEIRS);
    let run = merge(&world.set("PATH", ""), &[]);
    assert_snapshot!(run, @r"
    exit 2
    --- err
    error: ours is left as it is: there is no `git` on this machine, whose merge of lines this builds on; install it
    ");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let world = at_odds();
    world.write("real", OURS);
    std::fs::remove_file(world.path("ours")).expect("removed");
    world.link("real", "ours");
    let mode = || {
        std::fs::metadata(world.path("real"))
            .expect("a file")
            .permissions()
    };
    std::fs::set_permissions(world.path("real"), PermissionsExt::from_mode(0o640)).expect("set");
    merge(&world, &[]).exits(1);
    assert_eq!(mode().mode() & 0o777, 0o640);
    assert!(world.path("ours").is_symlink());
    assert!(world.read("real").contains("<<<<<<< ours"));
}
