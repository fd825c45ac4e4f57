//! `check --add-ignores`: beginning with an old repository.

use super::{Repository, only, rules};

const RULES: [&str; 3] = ["unknown-field", "unknown-person", "unused-ignore"];

fn with(files: &[(&str, &str)]) -> Repository {
    let settings = only(&RULES);
    Repository::committed(&[&[("dossier.yaml", settings.as_str())], files].concat())
}

#[test]
fn only_comments_are_added_and_then_nothing_is_found() {
    let repository = with(&[
        (
            "accounts/acme.yaml",
            "# Ours since 2019\nname: Acme   # the plant\nnmae: x\n\ntouchpoints:\n\
             - on: 2026-11-01\n  kind: call\n  with: [nobody,\n         no-one]\n  titel: y\n\
             x-note: |\n  nmae: text\n",
        ),
        (
            "accounts/east/windows.yaml",
            "name: Boreal\r\nnmae: x\r\ntouchpoints:\r\n- {on: 2026-11-01, kind: call, with: [mo], y: 1}\r\n",
        ),
        ("accounts/bom.yaml", "\u{feff}nmae: x\nname: Zeta"),
        ("accounts/good.yaml", "name: Good\n"),
        ("library/cases.yaml", "- id: fast\n  title: Fast\n  addd: 1\n"),
    ]);
    let run = repository.dossier(&["check", "--add-ignores"]).exits(0);
    let run = run.says(&[
        "accounts/acme.yaml: 4 findings ignored",
        "accounts/bom.yaml: 1 finding ignored",
    ]);
    assert!(!run.said().contains("good"), "{run}");
    let diff = repository.git(&["diff", "-U0"]);
    let changed = |sign: char| {
        let double = [sign; 3].iter().collect::<String>();
        let lines = diff
            .lines()
            .filter(move |line| line.starts_with(sign) && !line.starts_with(&double));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    // A byte order mark stays at the very beginning: its line changes place, and only that.
    assert_eq!(changed('-'), ["-\u{feff}nmae: x"]);
    let added = changed('+');
    assert_eq!(added.len(), 9, "{added:#?}");
    for line in added.iter().filter(|line| *line != "+nmae: x") {
        let comment = line[1..].trim_start_matches('\u{feff}').trim_start();
        assert!(comment.starts_with("# dossier: ignore["), "{line}");
        assert!(comment.trim_end().ends_with("] adopted 2026-11-21"), "{line}");
    }
    let windows = repository.read("accounts/east/windows.yaml");
    assert_eq!(windows.matches("\r\n").count(), windows.matches('\n').count());
    assert!(repository.read("accounts/bom.yaml").starts_with('\u{feff}'));
    assert_eq!(repository.check(&[]).exits(0).stdout, "");
    let again = repository.dossier(&["check", "--add-ignores"]).exits(0);
    assert_eq!(again.stdout, "");
    assert_eq!(repository.git(&["diff", "-U0"]), diff);
}

#[test]
fn where_a_comment_cannot_stand_the_file_stays_as_it_is() {
    let text = "name: Acme\ntouchpoints:\n- {on: 2026-11-01, outcome: \"one\n    two\", knd: call}\n";
    let repository = with(&[
        ("accounts/acme.yaml", text),
        ("accounts/other.yaml", "name: Other\nnmae: x\n"),
    ]);
    let run = repository.dossier(&["check", "--add-ignores"]).exits(1);
    run.says(&[
        "accounts/acme.yaml is left as it is",
        "accounts/other.yaml: 1 finding ignored",
    ]);
    assert_eq!(repository.read("accounts/acme.yaml"), text);
    assert_eq!(rules(&repository.check(&[]).exits(1)), ["unknown-field"]);
}

#[test]
fn a_file_that_does_not_parse_stays_as_it_is() {
    let text = "name: Acme\nnmae: [x\n";
    let repository = with(&[("accounts/acme.yaml", text), ("accounts/b.yaml", "name: B\n")]);
    repository.write("dossier.yaml", only(&["yaml-syntax", "unknown-field"]));
    let run = repository.dossier(&["check", "--add-ignores"]);
    assert_eq!(repository.read("accounts/acme.yaml"), text, "{run}");
    assert!(run.code == 1, "what stays broken must not look done: {run}");
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    let repository = with(&[
        ("accounts/acme.yaml", "name: Acme\nnmae: x\n"),
        ("kept/real.yaml", "name: Real\nnmae: x\n"),
    ]);
    let file = |name: &str| repository.world.path(&format!("repo/{name}"));
    fs::set_permissions(file("accounts/acme.yaml"), fs::Permissions::from_mode(0o640)).expect("set");
    repository
        .world
        .link("../kept/real.yaml", "repo/accounts/linked.yaml");
    repository.dossier(&["check", "--add-ignores"]).exits(0);
    let mode = fs::metadata(file("accounts/acme.yaml"))
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(file("accounts/linked.yaml").is_symlink());
    assert!(
        repository
            .read("kept/real.yaml")
            .contains("ignore[unknown-field]")
    );
    assert_eq!(repository.check(&[]).exits(0).stdout, "");
}
