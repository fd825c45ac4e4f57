//! Naming an account on the command line.

use insta::assert_snapshot;

use super::portfolio;
use crate::support::World;

#[test]
fn an_account_is_named_by_id_name_alias_last_part_or_unique_beginning() {
    let world = portfolio();
    let shown = |typed: &str| {
        let report = world.run(&["show", typed, "--format", "json"]).exits(0).json();
        report["account"]["id"].as_str().expect("an id").to_owned()
    };
    for (typed, id) in [
        ("northern-lathe", "northern-lathe"),
        ("east/huarui", "east/huarui"),
        ("Northern Lathe Works", "northern-lathe"),
        ("华瑞泵业", "east/huarui"),
        ("NLW", "northern-lathe"),
        ("北方车床", "northern-lathe"),
        ("huarui", "east/huarui"),
        ("nor", "northern-lathe"),
        ("华", "east/huarui"),
        ("east/l", "east/little-mill"),
        ("LITTLE", "east/little-mill"),
    ] {
        assert_eq!(shown(typed), id, "{typed}");
    }
}

#[test]
fn an_exact_name_goes_before_a_beginning() {
    let world = World::with([
        ("accounts/acme.yaml", "name: Acme\n"),
        ("accounts/acme-tools.yaml", "name: Acme Tools\n"),
    ]);
    for typed in ["acme", "Acme"] {
        let report = world.run(&["show", typed, "--format", "json"]).exits(0).json();
        assert_eq!(report["account"]["id"], "acme", "{typed}");
    }
}

#[test]
fn an_ambiguous_beginning_is_refused_with_the_candidates() {
    assert_snapshot!(portfolio().run(&["show", "east"]), @"
    exit 2
    --- err
    error: `east` can mean several accounts: east/huarui, east/little-mill
    ");
    let many = World::new();
    for n in 0..12 {
        many.write(&format!("accounts/acme-{n:02}.yaml"), format!("name: Acme {n}\n"));
    }
    assert_snapshot!(many.run(&["show", "acme"]), @"
    exit 2
    --- err
    error: `acme` can mean several accounts: acme-00, acme-01, acme-02, acme-03, acme-04, acme-05, acme-06, acme-07 and 4 more (`dossier list`)
    ");
}

#[test]
fn two_accounts_of_one_name_are_told_apart_by_id_only() {
    let world = World::with([
        ("accounts/east/acme.yaml", "name: Acme\n"),
        ("accounts/west/acme.yaml", "name: Acme\n"),
    ]);
    assert_snapshot!(world.run(&["show", "Acme"]), @"
    exit 2
    --- err
    error: `Acme` can mean several accounts: east/acme, west/acme
    ");
    assert_snapshot!(world.run(&["show", "acme"]), @"
    exit 2
    --- err
    error: `acme` can mean several accounts: east/acme, west/acme
    ");
    world.run(&["show", "west/acme"]).exits(0);
}

#[test]
fn an_unknown_account_is_refused_with_a_suggestion_never_guessed() {
    let world = portfolio();
    assert_snapshot!(world.run(&["show", "northern-late"]), @"
    exit 2
    --- err
    error: there is no account `northern-late`; did you mean `northern-lathe`?
    ");
    assert_snapshot!(world.run(&["show", "huaru1"]), @"
    exit 2
    --- err
    error: there is no account `huaru1`; did you mean `huarui`?
    ");
    assert_snapshot!(world.run(&["show", "zzz"]), @"
    exit 2
    --- err
    error: there is no account `zzz`; there are east/huarui, east/little-mill, northern-lathe
    ");
    assert_snapshot!(world.run(&["show", ""]), @"
    exit 2
    --- err
    error: there is no account ``; there are east/huarui, east/little-mill, northern-lathe
    ");
    for command in ["check", "tier", "due", "brief"] {
        world
            .run(&[command, "huaru1"])
            .exits(2)
            .says(&["did you mean `huarui`?"]);
    }
}
