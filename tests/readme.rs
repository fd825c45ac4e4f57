//! The README is alive: its commands run and print what it says they print.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const SEPARATOR: &str = "\u{1e}\n";

struct Block {
    /// The line of the README after the opening fence, from 0.
    first: usize,
    /// The line of the closing fence.
    end: usize,
    in_empty_folder: bool,
}

#[test]
fn its_commands_print_what_it_says() {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).expect("the README");
    let lines: Vec<&str> = text.lines().collect();
    let blocks = blocks(&lines);
    assert!(blocks.len() >= 3, "the tour has vanished");
    let mut fresh = Vec::new();
    let mut at = 0;
    for block in &blocks {
        fresh.extend(lines[at..block.first].iter().map(|line| (*line).to_owned()));
        fresh.extend(run(&lines[block.first..block.end], block.in_empty_folder));
        at = block.end;
    }
    fresh.extend(lines[at..].iter().map(|line| (*line).to_owned()));
    let fresh = fresh.join("\n") + "\n";
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, &fresh).expect("written");
        return;
    }
    assert!(
        fresh == text,
        "README.md is stale: run `UPDATE_README=1 cargo test readme` and read the difference\n{}",
        first_difference(&text, &fresh)
    );
}

#[test]
fn its_links_lead_somewhere() {
    let text = fs::read_to_string(root().join("README.md")).expect("the README");
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let local: Vec<&str> = targets
        .filter(|target| !target.starts_with("http") && !target.starts_with('#'))
        .collect();
    assert!(!local.is_empty());
    for target in local {
        let file = target.split('#').next().unwrap_or(target);
        assert!(root().join(file).exists(), "{target}");
    }
}

#[test]
fn the_two_commands_that_others_call_are_there() {
    let text = fs::read_to_string(root().join("README.md")).expect("the README");
    for (name, begins) in [
        ("test", "cargo test"),
        ("main-job", "cargo run --release -- -C examples/"),
    ] {
        let marked = text.split_once(&format!("<!-- command: {name} -->\n```sh\n"));
        assert!(marked.is_some_and(|(_, rest)| rest.starts_with(begins)), "{name}");
    }
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn blocks(lines: &[&str]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(info) = line.strip_prefix("```console") {
            let length = lines[at + 1..]
                .iter()
                .position(|line| *line == "```")
                .expect("a closed block");
            blocks.push(Block {
                first: at + 1,
                end: at + 1 + length,
                in_empty_folder: info.trim() == "empty-folder",
            });
        }
    }
    blocks
}

/// Runs the commands of a block in one shell and gives the block as it should be.
fn run(lines: &[&str], in_empty_folder: bool) -> Vec<String> {
    let commands: Vec<&str> = lines.iter().filter_map(|line| line.strip_prefix("$ ")).collect();
    let script: String = commands
        .iter()
        .map(|command| format!("{command}\nprintf '\\036\\n'\n"))
        .collect();
    let folder = tempfile::tempdir().expect("a folder");
    let binary = Path::new(env!("CARGO_BIN_EXE_dossier"))
        .parent()
        .expect("a folder");
    let path = std::env::join_paths(std::iter::once(binary.to_owned()).chain(std::env::split_paths(
        &std::env::var_os("PATH").unwrap_or_default(),
    )));
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{script}")])
        .current_dir(if in_empty_folder {
            folder.path().to_owned()
        } else {
            root()
        })
        .env("PATH", path.expect("a path"))
        .env("COLUMNS", "80")
        .env("DOSSIER_TODAY", "2026-11-21")
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env_remove("DOSSIER_FORMAT")
        .output()
        .expect("a shell");
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let mut fresh = Vec::new();
    for (command, result) in commands.iter().zip(printed.split(SEPARATOR)) {
        fresh.push(format!("$ {command}"));
        fresh.extend(result.lines().map(str::to_owned));
    }
    fresh
}

fn first_difference(old: &str, new: &str) -> String {
    old.lines()
        .zip(new.lines())
        .find(|(old, new)| old != new)
        .map_or_else(
            || "one is longer".to_owned(),
            |(old, new)| format!("README: {old}\nnow:    {new}"),
        )
}
