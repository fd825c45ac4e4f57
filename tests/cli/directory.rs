//! Where `dossier` works.

use insta::assert_snapshot;

use crate::support::World;

fn ids(run: &crate::support::Run) -> Vec<String> {
    let report = run.json();
    let accounts = report["accounts"].as_array().expect("a list");
    accounts
        .iter()
        .map(|account| account["id"].as_str().expect("an id").to_owned())
        .collect()
}

const LIST: [&str; 3] = ["list", "--format", "json"];

#[test]
fn the_nearest_folder_above_with_settings_is_the_repository() {
    let world = World::with([
        ("dossier.yaml", "currency: USD\n"),
        ("accounts/outer.yaml", "name: Outer\n"),
        ("inner/dossier.yaml", "currency: EUR\n"),
        ("inner/accounts/one.yaml", "name: One\n"),
        ("inner/deep/er/note.txt", ""),
        ("beside/note.txt", ""),
    ]);
    for (folder, id) in [
        ("", "outer"),
        ("accounts", "outer"),
        ("beside", "outer"),
        ("inner", "one"),
        ("inner/accounts", "one"),
        ("inner/deep/er", "one"),
    ] {
        assert_eq!(ids(&world.run_in(folder, &LIST).exits(0)), [id], "{folder}");
    }
}

#[test]
fn another_directory_can_be_named() {
    let world = World::with([
        ("dossier.yaml", ""),
        ("accounts/here.yaml", "name: Here\n"),
        ("other/dossier.yaml", ""),
        ("other/accounts/there.yaml", "name: There\n"),
    ]);
    assert_eq!(
        ids(&world.run(&["-C", "other", "list", "--format", "json"]).exits(0)),
        ["there"]
    );
    assert_eq!(
        ids(&world
            .run(&["list", "--directory", "other", "--format", "json"])
            .exits(0)),
        ["there"]
    );
    assert_eq!(
        ids(&world
            .run_in("other", &["-C", "..", "list", "--format", "json"])
            .exits(0)),
        ["here"]
    );
}

#[test]
fn without_settings_everything_works_as_shipped() {
    let world = World::with([
        ("accounts/a.yaml", "name: A\n"),
        ("accounts/east/b.yaml", "name: B\n"),
        ("stray.yaml", "name: Stray\n"),
    ]);
    assert_eq!(ids(&world.run(&LIST).exits(0)), ["a", "east/b"]);
    world.run(&["check"]).exits(0);
}

#[test]
fn without_accounts_the_yaml_files_of_the_folder_are_the_dossiers() {
    let world = World::with([
        ("a.yaml", "name: A\n"),
        ("b.yaml", "name: B\n"),
        ("deeper/c.yaml", "name: C\n"),
        ("notes.md", ""),
        (".hidden.yaml", "name: Hidden\n"),
    ]);
    assert_eq!(ids(&world.run(&LIST).exits(0)), ["a", "b"]);
    for command in ["check", "tier", "due"] {
        world.run(&[command]).exits(0);
    }
    world.run(&["check", "a.yaml"]).exits(0).says(&["1 file checked"]);
}

#[test]
fn with_settings_the_folder_of_the_accounts_is_theirs() {
    let world = World::with([
        ("dossier.yaml", "accounts: clients\nlibrary: words\n"),
        ("clients/a.yaml", "name: A\n"),
        ("accounts/b.yaml", "name: B\n"),
        ("words/cases.yaml", "- {id: x, addd: 1}\n"),
    ]);
    assert_eq!(ids(&world.run(&LIST).exits(0)), ["a"]);
    world.run(&["check"]).exits(1).says(&["words/cases.yaml:1:"]);
    world.run(&["new", "C"]).exits(0).says(&["wrote clients/c.yaml"]);
}

#[test]
fn hidden_files_and_folders_are_none_of_its_business() {
    let world = World::with([
        ("accounts/a.yaml", "name: A\n"),
        ("accounts/.draft.yaml", "broken: [\n"),
        ("accounts/.git/b.yaml", "broken: [\n"),
        ("accounts/readme.md", "no dossier\n"),
    ]);
    assert_eq!(ids(&world.run(&LIST).exits(0)), ["a"]);
    assert_snapshot!(world.run(&["check", "--rule", "yaml-syntax"]), @"
    exit 0
    --- err
    1 file checked: nothing found
    ");
}

#[test]
fn a_wrong_ending_is_told() {
    let world = World::with([("accounts/a.yaml", "name: A\n"), ("accounts/b.yml", "name: B\n")]);
    assert_snapshot!(world.run(&["check", "--rule", "yaml-syntax"]), @"
    exit 0
    --- err
    warning: accounts/b.yml is skipped: a dossier's name ends in .yaml
    1 file checked: nothing found
    ");
}

#[test]
fn where_there_is_nothing_to_work_on_the_exit_code_is_3() {
    let world = World::new();
    assert_snapshot!(world.run(&["check"]), @"
    exit 3
    --- err
    error: there are no dossiers in <world>
    `dossier init` lays out a repository, `dossier new NAME` writes a first dossier, -C names another directory
    ");
    assert_snapshot!(world.run(&["-C", "nowhere", "check"]), @"
    exit 3
    --- err
    error: there is no directory nowhere
    ");
    for arguments in [
        &["tier"][..],
        &["due"],
        &["list"],
        &["show", "x"],
        &["brief", "x"],
        &["check", "x"],
    ] {
        world.run(arguments).exits(3);
    }
    world.write("dossier.yaml", "");
    world.write("a.yaml", "name: With settings, dossiers are in accounts/\n");
    world.run(&["check"]).exits(3);
    world.folder("accounts");
    world.run(&["check"]).exits(3);
}
