//! Files that are written while disks fill, processes die and permissions forbid it (1–9). How two writers
//! meet, and what an editor does in between, is tried where files are saved.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{TODAY, World};

const UNTIDY: &str = "owner: li\nname: 甲\n";
const TIDY: &str = "name: 甲\nowner: li\n";

/// A dossier of more bytes than a block, out of order.
fn long() -> String {
    let touchpoints: String = (0..400)
        .map(|day| format!("- {{on: {}-01-01}}\n", 4400 - day))
        .collect();
    format!("touchpoints:\n{touchpoints}{UNTIDY}")
}

#[test]
fn case_1_a_limit_on_the_size_of_files() {
    let world = World::with([("accounts/a.yaml", &long()), ("accounts/b.yaml", UNTIDY)]);
    let mut command = Command::new("sh");
    command
        .args([
            "-c",
            "ulimit -f 1; exec \"$0\" fmt",
            env!("CARGO_BIN_EXE_dossier"),
        ])
        .current_dir(world.path(""))
        .env("DOSSIER_TODAY", TODAY);
    world.finish(command).exits(2).says(&[
        "accounts/a.yaml is left as it is: file too large",
        "put in order accounts/b.yaml",
    ]);
    assert_eq!(world.read("accounts/a.yaml"), long());
    assert_eq!(world.read("accounts/b.yaml"), TIDY);
    assert_eq!(world.names(), ["accounts/a.yaml", "accounts/b.yaml"]);
}

#[test]
fn case_2_killed_at_any_moment() {
    let world = World::with([("accounts/a.yaml", &long())]);
    let begun = std::time::Instant::now();
    world.run(&["fmt"]).exits(0);
    let whole = begun.elapsed();
    let tidy = world.read("accounts/a.yaml");
    for moment in 0..40 {
        world.write("accounts/a.yaml", long());
        let mut command = world.command(&["fmt", "-q"]);
        let mut child = command.stdout(Stdio::null()).spawn().expect("it starts");
        thread::sleep(
            whole
                .mul_f64(f64::from(moment) / 36.0)
                .max(Duration::from_micros(50)),
        );
        child.kill().expect("killed");
        child.wait().expect("dead");
        let text = world.read("accounts/a.yaml");
        assert!(
            text == tidy || text == long(),
            "killed at {moment}: {} bytes",
            text.len()
        );
    }
}

#[test]
fn case_5_a_link_stays_a_link() {
    let world = World::with([("dossier.yaml", ""), ("attic/a.yaml", UNTIDY)]);
    world.link("../attic/a.yaml", "accounts/a.yaml");
    world.run(&["fmt"]).exits(0);
    assert!(world.path("accounts/a.yaml").is_symlink());
    assert_eq!(world.read("attic/a.yaml"), TIDY);
}

#[test]
fn case_5_what_lies_outside_is_not_written() {
    let outside = World::with([("a.yaml", UNTIDY)]);
    let world = World::with([("dossier.yaml", ""), ("accounts/b.yaml", TIDY)]);
    world.link(outside.path("a.yaml"), "accounts/a.yaml");
    world
        .run(&["fmt"])
        .exits(0)
        .says(&["accounts/a.yaml is a link to a file outside the repository"]);
    assert_eq!(outside.read("a.yaml"), UNTIDY);
}

#[test]
fn case_6_permissions_stay_and_count() {
    let world = World::with([
        ("accounts/a.yaml", UNTIDY),
        ("accounts/b.yaml", UNTIDY),
        ("accounts/c.yaml", TIDY),
    ]);
    let set = |name: &str, mode| {
        fs::set_permissions(world.path(name), fs::Permissions::from_mode(mode)).expect("permissions");
    };
    set("accounts/a.yaml", 0o640);
    set("accounts/b.yaml", 0o440);
    set("accounts/c.yaml", 0o440);
    world.run(&["fmt"]).exits(2).says(&[
        "accounts/b.yaml is left as it is: read-only; make it writable first",
        "3 dossiers: 1 put in order",
    ]);
    let mode = fs::metadata(world.path("accounts/a.yaml"))
        .expect("there")
        .permissions()
        .mode();
    assert_eq!(mode & 0o7777, 0o640);
    assert_eq!(world.read("accounts/a.yaml"), TIDY);
    assert_eq!(world.read("accounts/b.yaml"), UNTIDY);
}

#[test]
fn case_7_the_bytes_that_begin_and_end_lines_stay() {
    let world = World::with([(
        "accounts/a.yaml",
        "\u{feff}owner: li # 李\r\nx-own: {a: 1}\r\nname: 甲",
    )]);
    world.run(&["fmt"]).exits(0);
    assert_eq!(
        world.read("accounts/a.yaml"),
        "\u{feff}name: 甲\r\nowner: li # 李\r\nx-own: {a: 1}"
    );
}
