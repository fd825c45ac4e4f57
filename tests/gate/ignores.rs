//! Ignores: comments that silence a finding.

use super::{Repository, only, rules};

/// One dossier under three rules.
fn with(text: &str) -> Repository {
    let settings = only(&["unknown-field", "unknown-person", "unused-ignore"]);
    Repository::new(&[("dossier.yaml", &settings), ("accounts/acme.yaml", text)])
}

#[test]
fn an_ignore_silences_its_line_the_line_below_or_the_file() {
    for text in [
        "name: Acme\nnmae: x # dossier: ignore[unknown-field] from the old CRM\n",
        "name: Acme\n# dossier: ignore[unknown-field] from the old CRM\nnmae: x\n",
        "name: Acme\n# dossier: ignore[unknown-field] from the old CRM\n# it is needed there\n\nnmae: x\n",
        "# dossier: ignore[unknown-person, unknown-field] both\nname: Acme\ntouchpoints:\n\
         # dossier: ignore[unknown-field, unknown-person] both\n- {on: 2026-11-01, kind: call, with: [x], y: 1}\n",
        "# dossier: ignore-file[unknown-field] imported\nname: Acme\nnmae: x\ntitel: y\n",
        "name: Acme\nnmae: x\ntitel: y\n# dossier: ignore-file[unknown-field] imported\n",
    ] {
        let run = with(text).check(&["--rule", "unknown-field", "--rule", "unknown-person"]);
        assert_eq!(run.exits(0).stdout, "", "{text}");
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_change_nothing() {
    for text in [
        "name: Acme\r\nnmae: x # dossier: ignore[unknown-field] from the old CRM\r\n",
        "\u{feff}# dossier: ignore-file[unknown-field] imported\r\nname: Acme\r\nnmae: x\r\n",
        "\u{feff}# dossier: ignore[unknown-field] imported\nnmae: x\nname: Acme\n",
        "\u{feff}nmae: x # dossier: ignore[unknown-field] imported\r\nname: Acme\r\n",
        "name: Acme\r\n# dossier: ignore[unknown-field] imported\r\n\r\nnmae: x",
    ] {
        assert_eq!(with(text).check(&[]).exits(0).stdout, "", "{text:?}");
    }
    let without = with("name: Acme\r\nnmae: x # dossier: ignore[unknown-field]\r\n").check(&[]);
    assert_eq!(rules(&without.exits(1)), ["unknown-field", "unused-ignore"]);
}

#[test]
fn an_ignore_for_another_line_or_rule_silences_nothing() {
    for text in [
        "name: Acme # dossier: ignore[unknown-field] other line\nnmae: x\n",
        "name: Acme\nnmae: x # dossier: ignore[unknown-person] other rule\n",
        "name: Acme\nnmae: x\n# dossier: ignore[unknown-field] below\n",
    ] {
        let run = with(text).check(&[]).exits(1).says(&["silences nothing"]);
        let mut told = rules(&run);
        told.sort();
        assert_eq!(told, ["unknown-field", "unused-ignore"], "{text}");
    }
}

#[test]
fn an_ignore_that_is_not_formed_well_silences_nothing_and_says_why() {
    for (ignore, why) in [
        ("ignore[unknown-field]", "wants its reason"),
        ("ignore[unknown-feld] typo", "did you mean `unknown-field`?"),
        ("ignore everything", "names its rules"),
        ("ignore[] nothing", "names its rules"),
        ("ignore[unused-ignore] itself", "cannot be ignored"),
        (
            "ignore[fallen-back] a change is not what a file says",
            "cannot be ignored",
        ),
    ] {
        let run = with(&format!("name: Acme\nnmae: x # dossier: {ignore}\n")).check(&[]);
        let run = run.exits(1).says(&[why]);
        assert_eq!(rules(&run), ["unknown-field", "unused-ignore"], "{ignore}");
    }
}

#[test]
fn an_ignore_of_use_to_no_rule_is_told_only_when_that_rule_runs() {
    let repository = with("name: Acme # dossier: ignore[unknown-person] long gone\n");
    assert_eq!(rules(&repository.check(&[]).exits(1)), ["unused-ignore"]);
    let other = ["--rule", "unused-ignore", "--rule", "unknown-field"];
    assert_eq!(repository.check(&other).exits(0).stdout, "");
}

#[test]
fn without_ignores_everything_is_told() {
    let repository = with("name: Acme\nnmae: x # dossier: ignore[unknown-field] from the old CRM\n");
    let run = repository.check(&["--no-ignores"]).exits(1);
    assert_eq!(rules(&run), ["unknown-field"]);
}

#[test]
fn in_a_text_it_is_text() {
    for text in [
        "name: Acme\nx-note: |\n  # dossier: ignore[unknown-field] a quotation\nnmae: x\n",
        "name: Acme\nx-note: >-\n  one\n  # dossier: ignore-file[unknown-field] a quotation\nnmae: x\n",
        "name: Acme\nx-note: \"see\n  # dossier: ignore-file[unknown-field] a quotation\"\nnmae: x\n",
        "name: Acme\nx-note: 'use # dossier: ignore-file[unknown-field] why'\nnmae: x\n",
        "name: Acme\nx-note: a# dossier: ignore-file[unknown-field] why\nnmae: x\n",
    ] {
        assert_eq!(
            rules(&with(text).check(&[]).exits(1)),
            ["unknown-field"],
            "{text}"
        );
    }
}

#[test]
fn in_the_library_it_silences_as_well() {
    let repository = with("name: Acme\n");
    repository.write(
        "library/cases.yaml",
        "- id: fast\n  title: Fast\n  addd: 1 # dossier: ignore[unknown-field] later\n",
    );
    assert_eq!(repository.check(&[]).exits(0).stdout, "");
}
