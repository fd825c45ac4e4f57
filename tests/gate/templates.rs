//! The repository's own templates: `check` finds what would spoil a brief, before a meeting does.

use super::{Repository, only, rules};

/// A repository that looks at its templates only: these, by their names below `templates/`.
fn with(templates: &[(&str, &str)]) -> Repository {
    let repository = Repository::committed(&[
        ("dossier.yaml", &only(&["template-error"])),
        (
            "accounts/acme.yaml",
            "name: Acme\nstakeholders: [{id: li, name: Li}]\n",
        ),
        ("accounts/boreal.yaml", "name: Boreal\n"),
    ]);
    for (name, text) in templates {
        repository.write(&format!("templates/{name}"), text);
    }
    repository
}

const MISSPELT: &str =
    "# {{ account.name }}\n{% for person in people %}\n- {{ person.nmae }}\n{% endfor %}\n";

#[test]
fn a_misspelt_name_is_found_by_printing_the_fullest_dossier() {
    let repository = with(&[("briefs/zh-TW/call-prep.md", MISSPELT)]);
    insta::assert_snapshot!(repository.dossier(&["check"]), @"
    exit 1
    --- out
    error[template-error]: `person.nmae`: nothing has this name here
     --> templates/briefs/zh-TW/call-prep.md:3:1
      |
    3 | - {{ person.nmae }}
      | ^^^^^^^^^^^^^^^^^^^
      |
      = help: it shows in the brief of `acme`

    --- err
    3 files checked: 1 error
    ");
    let in_a_piece = with(&[
        ("briefs/en/call-prep.md", "{% include 'piece.md' %}\n"),
        ("piece.md", "\n{{ acount.name }}\n"),
    ]);
    let run = in_a_piece.check(&[]).exits(1);
    assert!(run.stdout.starts_with("templates/piece.md:2:1: "), "{run}");
    repository.write(
        "templates/briefs/zh-TW/call-prep.md",
        MISSPELT.replace("nmae", "name"),
    );
    assert_eq!(repository.check(&[]).exits(0).stdout, "");
}

/// Every kind of brief is tried out, and all of a language where the parts that they share are the repository's.
#[test]
fn every_kind_is_tried_out() {
    let repository = with(&[("briefs/en/handover.md", MISSPELT)]);
    let run = repository.check(&[]).exits(1);
    assert!(
        run.stdout.starts_with("templates/briefs/en/handover.md:3:1: "),
        "{run}"
    );
    let shipped = account_dossier::settings::templates::shipped("briefs/zh-CN/parts.md").expect("shipped");
    let sound = with(&[("briefs/zh-CN/parts.md", shipped)]);
    assert_eq!(sound.check(&[]).exits(0).stdout, "");
    let broken = with(&[(
        "briefs/zh-CN/parts.md",
        &shipped.replace("account.tier", "account.teir"),
    )]);
    let run = broken.check(&[]).exits(1);
    assert!(
        run.stdout.starts_with("templates/briefs/zh-CN/parts.md:"),
        "{run}"
    );
    let lacking = with(&[(
        "briefs/en/exec-visit.md",
        "{% from 'briefs/en/prats.md' import money %}\n",
    )]);
    let run = lacking.check(&[]).exits(1);
    assert!(
        run.stdout.contains("there is no template `briefs/en/prats.md`"),
        "{run}"
    );
}

#[test]
fn it_is_asked_for_like_other_files_and_rules() {
    let repository = with(&[("briefs/en/call-prep.md", MISSPELT), ("other.md", "{% if %}")]);
    for (arguments, found) in [
        (&["templates"][..], 2),
        (&["."], 2),
        (&["templates/other.md"], 1),
        (&["acme"], 0),
        (&["accounts"], 0),
        (&["--rule", "template-error"], 2),
        (&["--rule", "unknown-field"], 0),
        (&["--since", "HEAD"], 2),
    ] {
        let run = repository.check(arguments).exits(i32::from(found > 0));
        assert_eq!(rules(&run), vec!["template-error"; found], "{arguments:?}");
    }
    for format in ["json", "github", "gitlab", "sarif", "junit"] {
        let run = repository.dossier(&["check", "--format", format]).exits(1);
        assert_eq!(
            run.stdout.matches("templates/other.md").count().min(1),
            1,
            "{run}"
        );
    }
    let adopting = repository.dossier(&["check", "--add-ignores"]).exits(1);
    adopting.says(&["2 findings that cannot be ignored stay"]);
    repository.write("dossier.yaml", only(&[]));
    assert_eq!(repository.check(&[]).exits(0).stdout, "");
}

/// A template that does not end costs the gate seconds, not hours.
#[test]
fn a_template_that_does_not_end_is_a_finding() {
    let endless = "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}";
    let run = with(&[("briefs/en/call-prep.md", endless)]).check(&[]).exits(1);
    assert!(run.stdout.contains("does not end"), "{run}");
}
