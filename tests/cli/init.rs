//! `dossier init`, and a newcomer's first steps.

use insta::assert_snapshot;

use crate::support::World;

#[test]
fn a_repository_is_laid_out_and_every_file_is_named() {
    let world = World::new();
    assert_snapshot!(world.run(&["init"]), @r#"
    exit 0
    --- out
    wrote   dossier.yaml
    wrote   accounts/.gitkeep
    wrote   library/cases.yaml
    wrote   library/talks.yaml
    wrote   .gitattributes
    wrote   .github/workflows/dossier.yml
    wrote   schema/account.json
    wrote   schema/settings.json
    wrote   schema/cases.json
    wrote   schema/talks.json
    --- err
    next: dossier new "Acme Robotics" writes a first dossier; the settings in dossier.yaml are comments, all as shipped
    "#);
    let names = world.names();
    let mut said: Vec<String> = world
        .run(&["init"])
        .stdout
        .lines()
        .map(|line| line[7..].trim().to_owned())
        .collect();
    said.sort();
    assert_eq!(names, said);
}

#[test]
fn a_second_run_keeps_everything_byte_for_byte() {
    let world = World::new();
    world.run(&["init"]).exits(0);
    world.write("dossier.yaml", "# mine\r\n");
    world.write("library/cases.yaml", "- id: mine\n");
    let before = world.files();
    assert_snapshot!(world.run(&["init"]), @r#"
    exit 0
    --- out
    kept    dossier.yaml
    kept    accounts/.gitkeep
    kept    library/cases.yaml
    kept    library/talks.yaml
    kept    .gitattributes
    kept    .github/workflows/dossier.yml
    kept    schema/account.json
    kept    schema/settings.json
    kept    schema/cases.json
    kept    schema/talks.json
    --- err
    next: dossier new "Acme Robotics" writes a first dossier; the settings in dossier.yaml are comments, all as shipped
    "#);
    assert_eq!(world.files(), before);
}

#[test]
fn a_dry_run_writes_nothing() {
    let world = World::with([("library/talks.yaml", "[]\n")]);
    let before = world.files();
    assert_snapshot!(world.run(&["init", "--dry-run"]), @"
    exit 0
    --- out
    write   dossier.yaml
    write   accounts/.gitkeep
    write   library/cases.yaml
    kept    library/talks.yaml
    write   .gitattributes
    write   .github/workflows/dossier.yml
    write   schema/account.json
    write   schema/settings.json
    write   schema/cases.json
    write   schema/talks.json
    ");
    assert_eq!(world.files(), before);
    assert!(!world.path("accounts").exists());
}

#[test]
fn another_directory_can_be_laid_out() {
    let world = World::new();
    world.run(&["init", "clients/ours"]).exits(0);
    assert!(world.path("clients/ours/dossier.yaml").is_file());
    assert!(!world.path("dossier.yaml").exists());
    world.run(&["-C", "clients/ours", "new", "Acme"]).exits(0);
    assert!(world.path("clients/ours/accounts/acme.yaml").is_file());
}

#[test]
fn it_is_laid_out_where_one_works_and_not_in_the_repository_above() {
    let world = World::with([("dossier.yaml", "curency: EUR\n"), ("new/note.txt", "")]);
    world.run_in("new", &["init"]).exits(0);
    assert!(world.path("new/dossier.yaml").is_file());
    assert!(!world.path("accounts").exists());
    world.run_in("new", &["-C", "../other", "init"]).exits(0);
    assert!(world.path("other/dossier.yaml").is_file());
}

#[test]
fn every_file_names_the_schema_by_which_editors_check_it() {
    let world = World::new();
    world.run(&["init"]).exits(0);
    for (file, schema, path) in [
        ("dossier.yaml", "settings", "schema/settings.json"),
        ("library/cases.yaml", "cases", "../schema/cases.json"),
        ("library/talks.yaml", "talks", "../schema/talks.json"),
    ] {
        let line = format!("# yaml-language-server: $schema={path}\n");
        assert!(world.read(file).starts_with(&line), "{file}");
        let printed = world.run(&["schema", schema]).exits(0).stdout;
        assert_eq!(world.read(&format!("schema/{schema}.json")), printed);
    }
}

#[test]
fn what_cannot_be_written_exits_with_2() {
    let world = World::with([("accounts", "a file in the way\n")]);
    world.run(&["init"]).exits(2).says(&["error: "]);
}

#[test]
fn the_settings_written_are_comments_that_can_all_be_opened() {
    let world = World::new();
    world.run(&["init"]).exits(0);
    world.run(&["new", "Acme"]).exits(0);
    let text = world.read("dossier.yaml");
    let opened: Vec<&str> = text
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if !rest.starts_with(|c: char| c.is_uppercase())
                    && !rest.starts_with("what is shipped")
                    && !rest.starts_with("yaml-language-server:") =>
            {
                rest
            }
            _ => line,
        })
        .collect();
    world.write("dossier.yaml", opened.join("\n"));
    world.run(&["check"]).exits(0);
    assert!(
        opened.contains(&"version: 1") && opened.contains(&"tiers:"),
        "{}",
        opened.join("\n")
    );
}

#[test]
fn a_newcomer_gets_from_nothing_to_a_brief() {
    let world = World::new();
    world.run(&["init"]).exits(0);
    world.run(&["new", "Acme Robotics"]).exits(0);
    world.run(&["check"]).exits(0);
    world.run(&["due"]).exits(0);
    world.run(&["tier"]).exits(0);
    world.run(&["list"]).exits(0);
    world.run(&["show", "acme"]).exits(0);
    let brief = world.run(&["brief", "acme-robotics"]).exits(0);
    assert!(brief.stdout.contains("Acme Robotics"), "{brief}");
}
