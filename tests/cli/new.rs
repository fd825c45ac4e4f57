//! `dossier new`.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

#[test]
fn a_new_dossier_has_what_is_known_and_the_rest_as_comments() {
    let world = portfolio();
    assert_snapshot!(world.run(&["new", "Acme Robotics", "--industry", "machinery", "--owner", "li.na"]), @"
    exit 0
    --- out
    wrote accounts/acme-robotics.yaml
    --- err
    next: fill in what you know, then `dossier check acme-robotics` and `dossier brief acme-robotics`
    ");
    let text = world.read("accounts/acme-robotics.yaml");
    let stated: Vec<&str> = text
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .collect();
    assert_snapshot!(stated.join("\n"), @"
    name: Acme Robotics
    industry: machinery
    owner: li.na                     # our account manager
    status: lead                     # lead | prospect | customer | dormant | lost
    registered: 2026-11-21           # obligations count from this day
    ");
    assert!(text.contains("\n# stakeholders:\n"), "{text}");
    let report = world
        .run(&["show", "acme-robotics", "--format", "json"])
        .exits(0)
        .json();
    assert_eq!(report["account"]["name"], "Acme Robotics");
    assert_eq!(report["account"]["registered"], "2026-11-21");
    world.run(&["check", "acme-robotics"]).exits(0);
}

#[test]
fn a_dossier_names_the_schema_of_a_repository_that_has_one() {
    let world = World::with([("dossier.yaml", "accounts: clients/ours\n")]);
    world.run(&["new", "Acme"]).exits(0);
    assert!(world.read("clients/ours/acme.yaml").starts_with("name: Acme\n"));
    world.write("schema/account.json", "{}\n");
    for (id, path) in [
        ("boreal", "../../schema"),
        ("east/far/cirrus", "../../../../schema"),
    ] {
        world.run(&["new", id, "--id", id]).exits(0);
        let line = format!("# yaml-language-server: $schema={path}/account.json\nname: ");
        let text = world.read(&format!("clients/ours/{id}.yaml"));
        assert!(text.starts_with(&line), "{text}");
    }
    world.run(&["show", "boreal"]).exits(0);
}

#[test]
fn the_id_is_made_of_the_name_or_given() {
    let world = World::new();
    for (arguments, file) in [
        (
            &["new", "华东精密机械"][..],
            "accounts/hua-dong-jing-mi-ji-jie.yaml",
        ),
        (&["new", "Müller & Söhne GmbH"], "accounts/muller-sohne-gmbh.yaml"),
        (&["new", "  Ångström  "], "accounts/angstrom.yaml"),
        (
            &["new", "Boreal", "--id", "east/boreal"],
            "accounts/east/boreal.yaml",
        ),
        (&["new", "华北", "--id", "华北"], "accounts/华北.yaml"),
    ] {
        let run = world.run(arguments).exits(0);
        assert_eq!(run.stdout, format!("wrote {file}\n"));
        assert!(world.path(file).is_file(), "{file}");
    }
    let report = world.run(&["show", "hua-dong", "--format", "json"]).json();
    assert_eq!(report["account"]["name"], "华东精密机械");
    assert_eq!(
        world.run(&["show", "angstrom", "--format", "json"]).json()["account"]["name"],
        "Ångström"
    );
}

#[test]
fn any_name_is_read_back_as_it_was_typed() {
    let world = World::new();
    for (n, name) in [
        "no",
        "0123",
        "1.10",
        "~",
        "null",
        "a: b # c",
        "- x",
        "'quoted\"",
        "*alias",
        "!tag",
        "{{ name }}",
        "{% x %}",
        "100 %",
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("n{n}");
        world.run(&["new", "--id", &id, "--", name]).exits(0);
        assert_eq!(
            world.run(&["show", &id, "--format", "json"]).json()["account"]["name"],
            name
        );
    }
    world.run(&["check"]).exits(0);
}

#[test]
fn a_twin_is_refused_unless_it_gets_an_id_of_its_own() {
    let world = portfolio();
    let before = world.files();
    for name in [
        "Northern Lathe Works",
        "northern lathe works",
        "NLW",
        "华瑞泵业",
        "Northern-Lathe",
    ] {
        world
            .run(&["new", name])
            .exits(2)
            .says(&["is this account already"]);
    }
    assert_snapshot!(world.run(&["new", "NLW"]), @"
    exit 2
    --- err
    error: accounts/northern-lathe.yaml is this account already; give another one an id of its own with --id
    ");
    world.run(&["new", "Another", "--id", "northern-lathe"]).exits(2);
    world.run(&["new", "Another", "--id", "Northern-Lathe"]).exits(2);
    assert_eq!(world.files(), before);
    world.run(&["new", "NLW", "--id", "nlw-south"]).exits(0);
}

#[test]
fn what_is_there_is_never_overwritten() {
    let world = World::with([("accounts/acme.yaml", "broken: [\n")]);
    world.run(&["new", "Acme"]).exits(2);
    world.run(&["new", "Other", "--id", "acme"]).exits(2);
    world.folder("accounts/folder.yaml");
    world.run(&["new", "Folder"]).exits(2);
    assert_eq!(world.read("accounts/acme.yaml"), "broken: [\n");
    assert_eq!(world.names(), ["accounts/acme.yaml"]);
}

#[test]
fn nothing_is_written_outside_accounts() {
    let world = World::with([("dossier.yaml", ""), (".git/hooks/x", "")]);
    let long = "x".repeat(300);
    for id in [
        "../../x",
        "../x",
        "/tmp/x",
        "a/../../x",
        "CON",
        "nul.txt",
        "com1/x",
        "",
        ".",
        "..",
        ".git/hooks/x",
        "a//b",
        "a/",
        "a\\b",
        "c:x",
        "x.",
        "a b",
        "a\nb",
        "\u{1b}[31m",
        "a\u{202e}b",
        &long,
    ] {
        let run = world.run(&["new", "Acme", "--id", id]).exits(2);
        assert!(
            run.stdout.is_empty() && run.stderr.starts_with("error: "),
            "{run}"
        );
    }
    for name in ["CON", "aux", "", "   ", "???", "\u{1b}", "a\nb", &long] {
        world.run(&["new", name]).exits(2);
    }
    assert_eq!(world.names(), [".git/hooks/x", "dossier.yaml"]);
    for (name, file) in [
        ("../../x", "x"),
        (".git/hooks/x", "git-hooks-x"),
        ("/etc/passwd", "etc-passwd"),
    ] {
        let run = world.run(&["new", name]).exits(0);
        assert_eq!(run.stdout, format!("wrote accounts/{file}.yaml\n"));
    }
    let names = world.names();
    assert_eq!(
        names,
        [
            ".git/hooks/x",
            "accounts/etc-passwd.yaml",
            "accounts/git-hooks-x.yaml",
            "accounts/x.yaml",
            "dossier.yaml"
        ]
    );
}

#[cfg(unix)]
#[test]
fn links_do_not_lead_out_of_accounts() {
    let outside = World::new();
    let world = World::with([("dossier.yaml", "")]);
    world.folder("accounts");
    world.link(outside.path(""), "accounts/east");
    let run = world.run(&["new", "Acme", "--id", "east/acme"]).exits(2);
    assert!(run.stderr.contains("lies outside the repository"), "{run}");
    assert_eq!(outside.names(), [""; 0]);
}

#[test]
fn an_owner_must_be_of_the_team_where_there_is_one() {
    let world = portfolio();
    assert_snapshot!(world.run(&["new", "Acme", "--owner", "li.nan"]), @"
    exit 2
    --- err
    error: nobody in the team is called `li.nan`; the team is li.na, wang.min
    ");
    World::new().run(&["new", "Acme", "--owner", "anybody"]).exits(0);
}

#[test]
fn the_names_that_cannot_be_ids_are_told_what_to_do() {
    let world = World::new();
    assert_snapshot!(world.run(&["new", ""]), @"
    exit 2
    --- err
    error: an account wants a name, on one line
    ");
    assert_snapshot!(world.run(&["new", "CON"]), @"
    exit 2
    --- err
    error: `con` is the name of a device on some systems; give one with --id
    ");
    assert_snapshot!(world.run(&["new", "Acme", "--id", "../../x"]), @"
    exit 2
    --- err
    error: `../../x` is no id, which has letters, digits and hyphens, and / after a folder; choose another
    ");
    assert_snapshot!(world.run(&["new", &"long name ".repeat(30)]), @"
    exit 2
    --- err
    error: the id has 299 bytes and may have 120; give one with --id
    ");
}
