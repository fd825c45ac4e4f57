//! What settings cannot name, and what `check` never does (33).

use std::process::{Command, Stdio};

use insta::assert_snapshot;

use crate::support::{TODAY, World};

#[test]
fn case_33_settings_name_no_folder_outside_the_repository() {
    let outside = World::with([
        ("a.yaml", "name: CANARY\n"),
        ("cases.yaml", "- {id: CANARY, addd: 1}\n"),
    ]);
    let absolute = outside.path("").display().to_string();
    for key in ["accounts", "library", "templates"] {
        for folder in ["..", "../x", "a/../../x", "/", "/etc", &absolute, "\"\""] {
            let settings = format!("{key}: {folder}\n");
            let world = World::with([
                ("dossier.yaml", settings.as_str()),
                ("accounts/a.yaml", "name: A\n"),
            ]);
            for arguments in [&["check"][..], &["list"], &["brief", "a"], &["new", "B"]] {
                let run = world.run(arguments).exits(2);
                assert!(
                    run.stderr.contains("is not a folder below the repository's root"),
                    "{settings}{run}"
                );
                assert!(
                    run.stderr.contains("dossier.yaml:1:") && run.stdout.is_empty(),
                    "{settings}{run}"
                );
            }
        }
    }
    let world = World::with([
        ("dossier.yaml", "accounts: ../x\n"),
        ("accounts/a.yaml", "name: A\n"),
    ]);
    assert_snapshot!(world.run(&["check"]), @"
    exit 2
    --- err
    error[wrong-type]: `../x` is not a folder below the repository's root
     --> dossier.yaml:1:11
      |
    1 | accounts: ../x
      |           ^^^^
    ");
}

#[test]
fn case_33_settings_name_no_program_and_no_address() {
    for key in [
        "editor", "command", "pager", "hook", "url", "proxy", "include", "extends",
    ] {
        let world = World::with([
            ("dossier.yaml", format!("{key}: x\n").as_str()),
            ("accounts/a.yaml", "name: A\n"),
        ]);
        let run = world.run(&["check"]).exits(2);
        assert!(run.stderr.contains("error[unknown-field]"), "{run}");
    }
}

#[test]
fn case_33_check_opens_no_socket_and_runs_no_program() {
    let world = World::with([
        (
            "dossier.yaml",
            "language: zh-CN\nteam: {li: {name: Li, email: li@us.example}}\n",
        ),
        (
            "accounts/a.yaml",
            "name: A\nowner: li\nwebsite: https://a.example\ndomains: [a.example]\n",
        ),
        ("library/cases.yaml", "[]\n"),
        (
            ".git/config",
            "[core]\n\tfsmonitor = touch canary\n\thooksPath = .\n",
        ),
    ]);
    let traced = |program: &str, arguments: &[&str]| {
        let mut command = Command::new("strace");
        command
            .args(["-f", "-qq", "-e", "trace=network,execve,execveat", "-o"])
            .arg(world.path("trace"))
            .arg(program)
            .args(arguments)
            .current_dir(world.path(""))
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("DOSSIER_TODAY", TODAY)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    if !traced("true", &[]) {
        eprintln!("skipped: strace does not work here");
        return;
    }
    for arguments in [
        &["check"][..],
        &["tier"],
        &["deals"],
        &["health"],
        &["due"],
        &["list"],
        &["show", "a"],
    ] {
        assert!(traced(env!("CARGO_BIN_EXE_dossier"), arguments), "{arguments:?}");
        let trace = world.read("trace");
        let calls: Vec<&str> = trace.lines().filter(|line| line.contains('(')).collect();
        assert_eq!(calls.len(), 1, "{arguments:?}\n{trace}");
        assert!(calls[0].contains("execve("), "{trace}");
    }
    // A brief asks git how old facts are, and nothing else.
    assert!(traced(env!("CARGO_BIN_EXE_dossier"), &["brief", "a"]));
    let trace = world.read("trace");
    let calls = trace.lines().filter(|line| line.contains('('));
    let strange: Vec<&str> = calls
        .filter(|call| {
            let is_program = |name: &str| call.contains("execve(\"") && call.contains(name);
            !is_program("/dossier\"") && !is_program("/git\"")
        })
        .collect();
    assert_eq!(strange, [""; 0], "{trace}");
    assert!(!world.path("canary").exists());
}
