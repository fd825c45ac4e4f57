//! The gate in front of a team's repository, with real git: ignores, adoption, own rules, the ratchet.
#![allow(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where its world is not as it should be"
)]

mod adopt;
mod custom;
mod harmless;
mod ignores;
mod log;
mod merge;
mod ratchet;
mod record;
mod setup;
mod shells;
mod staged;
mod templates;

use std::path::Path;
use std::process::Command;

use account_dossier::rules::RULES;

use crate::support::{Repository, Run, TODAY, path_behind};

/// Settings with no rules but these.
fn only(rules: &[&str]) -> String {
    let ids = RULES.iter().map(|rule| rule.info().id);
    let off = ids
        .filter(|id| !rules.contains(id))
        .map(|id| format!("  {id}: off\n"));
    format!("rules:\n{}", off.collect::<String>())
}

/// The rules of the findings that were told, in their order.
fn rules(run: &Run) -> Vec<String> {
    let ids = run.stdout.lines().filter_map(|line| {
        let (_, rest) = line.split_once('[')?;
        rest.split_once(']').map(|(id, _)| id.to_owned())
    });
    ids.collect()
}

/// Has git know who commits.
fn name_user(repository: &Repository) {
    repository.git(&["config", "user.name", "Test"]);
    repository.git(&["config", "user.email", "test@example.com"]);
}

/// Writes a script that can be run.
#[cfg(unix)]
fn script(repository: &Repository, name: &str, text: &str) {
    use std::os::unix::fs::PermissionsExt;

    repository.world.write(name, format!("#!/bin/sh\n{text}\n"));
    let path = repository.world.path(name);
    std::fs::set_permissions(path, PermissionsExt::from_mode(0o755)).expect("set");
}

/// Runs a line of the shell's where `dossier` is what lies in this folder.
fn shell(repository: &Repository, folder: &Path, line: &str) -> Run {
    let mut command = Command::new("sh");
    command
        .args(["-c", line])
        .env_clear()
        .env("PATH", path_behind(folder))
        .env("HOME", repository.world.path("home"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("DOSSIER_TODAY", TODAY)
        .current_dir(repository.world.path("repo"));
    repository.world.finish(command)
}

/// The same with the `dossier` that is tested.
fn with_dossier(repository: &Repository, line: &str) -> Run {
    let folder = Path::new(env!("CARGO_BIN_EXE_dossier"))
        .parent()
        .expect("a folder");
    shell(repository, folder, line)
}
