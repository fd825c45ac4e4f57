//! Readers that go away and disks that are full (25).
#![cfg(unix)]

use std::fs::OpenOptions;
use std::io;

use crate::support::World;

fn world() -> World {
    let world = World::new();
    for n in 0..200 {
        world.write(
            &format!("accounts/{n}.yaml"),
            format!("name: Account {n}\nowner: [x]\n"),
        );
    }
    world
}

const COMMANDS: [&[&str]; 9] = [
    &["check"],
    &["check", "--format", "json"],
    &["tier"],
    &["due", "--within", "3000d"],
    &["list"],
    &["show", "7"],
    &["brief", "7"],
    &["explain"],
    &["--help"],
];

#[test]
fn case_25_a_reader_that_has_seen_enough_is_no_error() {
    let world = world();
    for arguments in COMMANDS {
        let with_reader = world.run(arguments);
        let (reader, writer) = io::pipe().expect("a pipe");
        drop(reader);
        let mut command = world.command(arguments);
        command.stdout(writer);
        let run = world.finish_with_own_stdout(command);
        assert_eq!(
            (run.code, &run.stderr),
            (with_reader.code, &with_reader.stderr),
            "{arguments:?}"
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn case_25_a_full_disk_exits_with_2() {
    let world = world();
    for arguments in COMMANDS {
        let full = OpenOptions::new()
            .write(true)
            .open("/dev/full")
            .expect("a full disk");
        let mut command = world.command(arguments);
        command.stdout(full);
        let run = world.finish_with_own_stdout(command).exits(2);
        assert!(
            run.stderr.contains("no space left on device"),
            "{arguments:?}\n{run}"
        );
    }
}

#[test]
fn case_25_where_nobody_hears_remarks_results_are_still_told() {
    let world = world();
    let heard = world.run(&["tier"]);
    let (reader, writer) = io::pipe().expect("a pipe");
    drop(reader);
    let mut command = world.command(&["tier"]);
    command.stderr(writer);
    let run = world.finish_with_own_stderr(command);
    assert_eq!((run.code, run.stdout), (heard.code, heard.stdout));
}
