//! Templates of a repository (26–28): bounded, kept inside, never blank where they are misspelt.

use insta::assert_snapshot;

use super::is_quick;
use crate::support::{Run, World};

/// Prints a brief by a template of the repository.
fn brief(template: &str) -> Run {
    brief_in(&World::new(), template)
}

fn brief_in(world: &World, template: &str) -> Run {
    world.write("dossier.yaml", "");
    world.write("accounts/a.yaml", "name: Acme\n");
    world.write("templates/briefs/en/call-prep.md", template);
    let run = world.run(&["brief", "a"]);
    is_quick(&run);
    run
}

#[test]
fn a_template_of_the_repository_goes_before_the_shipped_one() {
    assert_eq!(brief("# ours\n").exits(0).stdout, "# ours\n");
    let world = World::with([
        ("dossier.yaml", "templates: words\n"),
        ("accounts/a.yaml", "name: A\n"),
        ("words/briefs/en/call-prep.md", "there\n"),
    ]);
    assert_eq!(world.run(&["brief", "a"]).exits(0).stdout, "there\n");
    world.write("mine.md", "{% include 'piece.md' %}\n");
    world.write("piece.md", "a piece\n");
    assert_eq!(
        world
            .run(&["brief", "a", "--template", "mine.md"])
            .exits(0)
            .stdout,
        "a piece\n"
    );
}

#[test]
fn case_26_templates_that_do_not_end_or_grow_without_end_are_stopped() {
    for template in [
        "{% include 'briefs/en/call-prep.md' %}",
        "{% macro m(x) %}{{ m(x) }}{% endmacro %}{{ m(1) }}",
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('ab') }}",
        "{% set ns = namespace(s='abcdefgh') %}{% for i in range(60) %}{% set ns.s = ns.s ~ ns.s %}{% endfor %}{{ ns.s | length }}",
        "{{ 'x' * 999999999 }}",
        "{{ ('x' * 999999) | replace('x', 'y' * 9999) | length }}",
        "{{ range(9999) | join('y' * 999999) | length }}",
        "{% for a in range(20000) %}{{ 'a long text that comes again and again, twenty thousand times in all' }}{% endfor %}",
    ] {
        let run = brief(template).exits(2);
        assert_eq!(run.stdout, "", "{template}");
        assert!(
            run.stderr.starts_with("error: briefs/en/call-prep.md"),
            "{template}\n{run}"
        );
    }
}

#[test]
fn case_27_templates_include_nothing_from_outside() {
    let outside = World::with([("secret.md", "CANARY\n")]);
    let secret = outside.path("secret.md").display().to_string();
    for name in [
        "../../../dossier.yaml",
        "../../x",
        "..\\..\\x",
        &secret,
        "/etc/passwd",
        "./../x",
        "briefs/../../dossier.yaml",
        "",
    ] {
        let run = brief(&format!("line 1\n{{% include {name:?} %}}")).exits(2);
        assert_eq!(run.stdout, "", "{name}");
        assert!(run.stderr.contains("briefs/en/call-prep.md:2: "), "{name}\n{run}");
        assert!(!run.stderr.contains("CANARY"), "{run}");
    }
    assert_snapshot!(brief("{% include '../../x' %}"), @"
    exit 2
    --- err
    error: briefs/en/call-prep.md:1: `../../x` lies outside the templates; name a file below them, such as briefs/en/call-prep.md
    ");
    assert_snapshot!(brief("{% include 'nothing.md' %}"), @"
    exit 2
    --- err
    error: briefs/en/call-prep.md:1: tried to include non-existing template 'nothing.md'
    ");
}

#[cfg(unix)]
#[test]
fn case_27_links_lead_to_nothing_outside() {
    let outside = World::with([("secret.md", "CANARY\n"), ("briefs/en/call-prep.md", "CANARY\n")]);
    let world = World::new();
    world.link(outside.path("secret.md"), "templates/link.md");
    world.link(outside.path(""), "templates/folder");
    for include in ["link.md", "folder/secret.md"] {
        let run = brief_in(&world, &format!("{{% include '{include}' %}}")).exits(2);
        assert!(!run.said().contains("CANARY"), "{run}");
    }
    // A template may be a link itself, and so may the folder of all of them.
    let world = World::with([("dossier.yaml", ""), ("accounts/a.yaml", "name: A\n")]);
    world.link(outside.path("secret.md"), "templates/briefs/en/call-prep.md");
    let run = world.run(&["brief", "a"]).exits(2);
    assert!(!run.said().contains("CANARY"), "{run}");
    let world = World::with([("dossier.yaml", ""), ("accounts/a.yaml", "name: A\n")]);
    world.link(outside.path(""), "templates");
    let run = world.run(&["brief", "a"]).exits(2);
    assert!(!run.said().contains("CANARY"), "{run}");
}

#[test]
fn case_28_a_misspelt_name_is_an_error_at_its_line() {
    for template in [
        "one\n{{ nmae }}\n",
        "one\n{{ account.nmae }}\n",
        "one\n{{ figures.unservd }}\n",
        "one\n{% if figures.unservd %}x{% endif %}\n",
        "one\n{% if nmae %}x{% endif %}\n",
        "one\n{% for x in nmaes %}{% endfor %}\n",
        "one\n{{ 'x' | lable }}\n",
        "one\n{% fro x in [] %}\n",
    ] {
        let run = brief(template).exits(2);
        assert_eq!(run.stdout, "", "{template}");
        assert!(
            run.stderr.starts_with("error: briefs/en/call-prep.md:2: "),
            "{template}\n{run}"
        );
    }
    assert_snapshot!(brief("one\n{{ nmae }}\n"), @"
    exit 2
    --- err
    error: briefs/en/call-prep.md:2: `nmae`: nothing has this name here
    ");
    assert_snapshot!(brief("{% if x"), @"
    exit 2
    --- err
    error: briefs/en/call-prep.md:1: unexpected end of input, expected end of block
    ");
    let world = World::with([("accounts/a.yaml", "name: A\n"), ("mine.md", "\n\n{{ nmae }}")]);
    assert_snapshot!(world.run(&["brief", "a", "--template", "mine.md"]), @"
    exit 2
    --- err
    error: mine.md:3: `nmae`: nothing has this name here
    ");
    world.run(&["brief", "a", "--template", "none.md"]).exits(2);
}

#[test]
fn case_28_a_mistake_in_a_piece_is_told_in_the_piece() {
    let world = World::new();
    world.write("templates/piece.md", "fine\nfine\n{{ nmae }}\n");
    let run = brief_in(&world, "one\n{% include 'piece.md' %}\n").exits(2);
    assert!(run.stderr.starts_with("error: piece.md:3: "), "{run}");
}

#[test]
fn case_28_a_mistake_in_the_playbook_is_told_at_its_line() {
    let world = World::new();
    world.write(
        "templates/playbook/en.yaml",
        "questions:\n  budget: How much?\nlables: {}\n",
    );
    let run = brief_in(&world, "x\n").exits(2);
    assert_snapshot!(run, @"
    exit 2
    --- err
    error: playbook/en.yaml:3: the format has no key `lables` here; did you mean `labels`?
    ");
}
