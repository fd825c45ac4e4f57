//! `fmt`: sections and touchpoints in the format's order, and nothing else touched.

use insta::assert_snapshot;

use crate::support::World;

const UNTIDY: &str = "\
# 甲公司的档案

owner: li            # since 2024
# who they are
stakeholders:
  - id: wei
    private: {birthday: 04-12}

touchpoints:
  # the tour
  - {on: 2026-11-25, kind: visit}
  - on: 2026-10-14
    kind: call
x-erp: 7
name: 甲公司
";

const TIDY: &str = "\
# 甲公司的档案

name: 甲公司
owner: li            # since 2024
# who they are
stakeholders:
  - id: wei
    private: {birthday: 04-12}

touchpoints:
  - on: 2026-10-14
    kind: call
  # the tour
  - {on: 2026-11-25, kind: visit}
x-erp: 7
";

fn world() -> World {
    World::with([
        ("accounts/jia.yaml", UNTIDY),
        ("accounts/tidy.yaml", "name: Tidy\n"),
    ])
}

#[test]
fn check_shows_what_would_change_and_writes_nothing() {
    let world = world();
    assert_snapshot!(world.run(&["fmt", "--check"]), @"
    exit 1
    --- out
    --- accounts/jia.yaml
    +++ accounts/jia.yaml
    @@ -1,5 +1,6 @@
     # 甲公司的档案
     
    +name: 甲公司
     owner: li            # since 2024
     # who they are
     stakeholders:
    @@ -7,9 +8,8 @@
         …
     
     touchpoints:
    +  - on: 2026-10-14
    +    kind: call
       # the tour
       - {on: 2026-11-25, kind: visit}
    -  - on: 2026-10-14
    -    kind: call
     x-erp: 7
    -name: 甲公司
    --- err
    2 dossiers: 1 not in order
    ");
    assert_eq!(world.read("accounts/jia.yaml"), UNTIDY);
}

#[test]
fn untidy_dossiers_are_put_in_order_once() {
    let world = world();
    assert_snapshot!(world.run(&["fmt"]), @"
    exit 0
    --- out
    put in order accounts/jia.yaml
    --- err
    2 dossiers: 1 put in order
    ");
    assert_eq!(world.read("accounts/jia.yaml"), TIDY);
    assert_snapshot!(world.run(&["fmt", "--check"]), @"
    exit 0
    --- err
    2 dossiers: 0 not in order
    ");
    assert_snapshot!(world.run(&["fmt"]), @"
    exit 0
    --- err
    2 dossiers: 0 put in order
    ");
}

#[test]
fn only_the_dossiers_that_are_named_are_touched() {
    let world = world();
    world.write("accounts/yi.yaml", "owner: li\nname: 乙\n");
    world.write("library/cases.yaml", "- {id: c}\n");
    world
        .run(&["fmt", "乙"])
        .exits(0)
        .says(&["accounts/yi.yaml", "1 dossier: 1"]);
    world.run(&["fmt", "--check", "accounts/tidy.yaml"]).exits(0);
    assert_eq!(world.read("accounts/jia.yaml"), UNTIDY);
    world
        .run(&["fmt", "library/cases.yaml"])
        .exits(2)
        .says(&["library/cases.yaml is no dossier"]);
    world
        .run(&["fmt", "nobody"])
        .exits(2)
        .says(&["there is no account `nobody`"]);
    World::new().run(&["fmt"]).exits(3);
}

#[test]
fn a_dossier_that_cannot_be_put_in_order_does_not_hinder_the_others() {
    let world = world();
    world.write("accounts/broken.yaml", "name: B\ntags: [a\nowner: li\n");
    world.write("accounts/latin.yaml", b"name: Caf\xe9\n");
    world.write("accounts/two.yaml", "owner: li\n---\nname: T\n");
    assert_snapshot!(world.run(&["fmt"]), @"
    exit 2
    --- out
    put in order accounts/jia.yaml
    --- err
    warning: accounts/broken.yaml:2 is left as it is: brackets do not match, or a comma is missing between entries
    warning: accounts/latin.yaml is left as it is: no UTF-8 text of sensible size
    warning: accounts/two.yaml:2 is left as it is: a second YAML document begins here; only the first one is read
    5 dossiers: 1 put in order
    ");
    assert_eq!(world.read("accounts/two.yaml"), "owner: li\n---\nname: T\n");
    world.run(&["fmt", "--check"]).exits(2);
}
